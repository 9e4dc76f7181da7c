"""Comparison: the map, one code in many regions, over the years, and the largest items of each region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.compare import Comparison, RegionRow, Wilayah
from output.errors import OutputError
from renja.show.chart import compare_chart, trend_chart
from renja.show.comparison import COLUMNS, LARGEST_COLUMNS, about_comparison, largest_records, region_records
from renja.web import link
from renja.web.codes import ALL, LEVELS, choose_code, choose_step, code_name
from renja.web.data import perbandingan as data
from renja.web.labels import label, stage_label
from renja.web.language import language, say
from renja.web.largest import largest_chart, roomy
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import DASH, number, percent, plain, rupiah
from renja.web.views.buka import open_button
from renja.web.views.hilang import show_missing, show_unused
from renja.web.views.peta import show_map
from renja.web.views.unduhan import Export, show_exports

_PARTS = ("peta", "wilayah", "tren", "terbesar")
_MOST_LINES = 12
"""Regions in the figure of a trend: more lines cannot be told apart."""


def show(settings: Settings) -> None:
    """Draws the view."""
    known = data.known_years(settings.dataset)
    if not known:
        st.info(
            say("Belum ada uang yang dapat dibandingkan; lihat Ringkasan.", "No money can be compared; see Summary.")
        )
        return
    part = link.choose_part(
        say("Perbandingan", "Comparison"), "banding", _PARTS, _part_name, label_visibility="collapsed"
    )
    with st.container(key="saringan_banding"):
        kode = choose_code(settings.dataset) if part != "terbesar" else None
        tahun, choice = _choose(settings, known, part, kode)
    choose_step(settings.dataset, kode)
    if part == "terbesar":
        _largest(settings, tahun, choice)
        return
    if kode is None:
        return
    try:
        if part == "peta":
            show_map(settings, kode, tahun, choice)
        elif part == "tren":
            _trend(settings, kode, choice)
        else:
            _regions(settings, kode, tahun, choice)
    except OutputError as error:
        st.error(plain(error))


def _part_name(part: str) -> str:
    names = {
        "peta": say("Peta", "Map"),
        "wilayah": say("Antarwilayah", "Between regions"),
        "tren": say("Tren tahun", "Trend over years"),
        "terbesar": say("Terbesar tiap wilayah", "Largest in each region"),
    }
    return names[part]


def _choose(settings: Settings, known: Sequence[int], part: str, kode: str | None) -> tuple[int, data.Choice]:
    places = iter(st.columns(4))
    tahun = known[0]
    if part != "tren":
        with next(places):
            tahun = link.choose(say("Tahun", "Year"), "tahun", known, data.usual_year(settings.dataset, kode))
    with next(places):
        by = _choose_governments(settings, part)
    with next(places):
        tahap = link.choose(
            say("Tahap yang didahulukan", "Stage that speaks first"), "tahap", list(Tahap), Tahap.MURNI, label
        )
    with next(places):
        kinds = [ALL, *(str(kind) for kind in JenisDokumen if kind is not JenisDokumen.LAINNYA)]
        jenis = link.choose(say("Jenis dokumen", "Kind of document"), "jenis", kinds, ALL, _kind_name)
    return tahun, data.Choice(by, tahap, None if jenis == ALL else JenisDokumen(jenis))


def _choose_governments(settings: Settings, part: str) -> Wilayah | None:
    """Whose budgets; None for all, each by itself, which is only asked of the largest of each region."""
    title = say("Pemerintah", "Governments")
    if part == "peta":
        sums = [Wilayah.GABUNGAN, Wilayah.PROVINSI]
        usual = data.usual_by(settings.dataset)
        return link.choose(title, "petak", sums, usual if usual in sums else sums[0], _by_name)
    if part != "terbesar":
        return link.choose(title, "oleh", list(Wilayah), data.usual_by(settings.dataset), _by_name)
    chosen = link.choose(title, "pemerintah", [ALL, *Wilayah], ALL, _by_name)
    return None if chosen == ALL else Wilayah(chosen)


def _by_name(by: str) -> str:
    names = {
        ALL: say("Semua, masing-masing", "All, each by itself"),
        Wilayah.PROVINSI: say("Provinsi", "Provinces"),
        Wilayah.KABKOTA: say("Kabupaten dan kota", "Regencies and cities"),
        Wilayah.GABUNGAN: say("Provinsi beserta kabupaten/kotanya", "Provinces with their regencies"),
    }
    return names[by]


def _kind_name(kind: str) -> str:
    return say("Semua jenis", "All kinds") if kind == ALL else label(kind)


def _regions(settings: Settings, kode: str, tahun: int, choice: data.Choice) -> None:
    found = data.compared(settings.dataset, kode, tahun, choice)
    if found.rows:
        chart = compare_chart(found, language())
        st.altair_chart(roomy(chart), width="stretch", alt=_chart_alt(found))
        _region_table(settings, found.rows, with_year=False)
        _tell_rule()
        show_exports(
            Export(f"{kode}_{tahun}_{choice.by}", found.records(), COLUMNS, about_comparison(found, language()), chart)
        )
    else:
        st.info(
            say(
                "Tidak ada uang yang dipahami untuk kode ini pada tahun itu; pilih tahun atau pemerintah lain.",
                "No money that was understood is of this code in that year; choose another year or other governments.",
            )
        )
    show_missing(found.hilang)
    show_unused(found.tak_terpakai)


def _chart_alt(found: Comparison) -> str:
    first = found.rows[0]
    return say(
        f"Diagram batang pagu dan realisasi {found.kode} tahun {found.tahun}; terbesar {first.wilayah}, "
        f"{rupiah(first.pagu)}",
        f"Bar chart of budget and spending for {found.kode} in {found.tahun}; largest {first.wilayah}, "
        f"{rupiah(first.pagu)}",
    )


def _region_table(settings: Settings, rows: Sequence[RegionRow], *, with_year: bool) -> None:
    frame = pd.DataFrame(region_records(rows)).assign(
        tempat=[f"{row.kode_wilayah}/{row.tahun}" for row in rows],
        dari=[", ".join(stage_label(kind, None) for kind in row.jenis) for row in rows],
        tahapan=[", ".join(map(label, row.tahap)) or DASH for row in rows],
    )
    columns = [
        Column("wilayah", say("Wilayah", "Region"), pinned=True),
        Column("tahun", say("Tahun", "Year"), str, width=60),
        Column("pagu", label("pagu"), rupiah),
        Column("realisasi", label("realisasi"), rupiah),
        Column("persen", say("% realisasi", "% spent"), percent),
        Column("bagian", say("Bagian dari anggaran kantor", "Share of the office's budget"), percent),
        Column("pagu_kantor", say("Anggaran kantor", "Office's budget"), rupiah),
        Column("dari", say("Jenis dokumen", "Kind of document")),
        Column("tahapan", say("Tahap", "Stage")),
        Column("perangkat_daerah", say("Perangkat daerah", "Office")),
    ]
    shown = [column for column in columns if with_year or column.name != "tahun"]
    alt = say("Tabel perbandingan wilayah", "Table of the regions compared")
    choose_row(frame, shown, alt, key="pilih_wilayah", by="tempat", state="tempat", most_rows=14)
    chosen = next((r for r in rows if f"{r.kode_wilayah}/{r.tahun}" == st.session_state.get("tempat")), None)
    if chosen is None or not chosen.baris:
        open_button(settings, None, None)
    else:
        open_button(settings, chosen.wilayah, chosen.baris[0], chosen.pagu)


def _tell_rule() -> None:
    st.caption(
        say(
            "Tiap kantor diwakili satu dokumen setahun, jadi tidak ada yang terhitung dua kali; % realisasi dihitung "
            "dari pagu dokumen yang mencetak realisasinya. “–” berarti tidak tercetak, bukan nol.",
            "One document speaks for each office and year, so nothing counts twice; % spent is of the budget in the "
            "document that prints the spending. “–” means not printed, not zero.",
        )
    )


def _trend(settings: Settings, kode: str, choice: data.Choice) -> None:
    rows = data.over_years(settings.dataset, kode, choice)
    show_unused(data.useless(settings.dataset, None, data.one_by(choice)))
    if not rows:
        st.info(say("Tidak ada uang yang dipahami untuk kode ini.", "No money that was understood is of this code."))
        return
    latest: dict[str, Any] = {row.kode_wilayah: row.pagu or 0 for row in rows}
    drawn = set(sorted(latest, key=lambda kode: latest[kode], reverse=True)[:_MOST_LINES])
    if len(latest) > len(drawn):
        st.caption(
            say(
                f"Gambar memuat {len(drawn)} wilayah dengan pagu terbesar dari {number(len(latest))}.",
                f"The figure shows the {len(drawn)} regions with the largest budgets of {number(len(latest))}.",
            )
        )
    chart = trend_chart([row for row in rows if row.kode_wilayah in drawn], _titled(settings, kode), language())
    alt = say(f"Grafik garis pagu {kode} tiap tahun", f"Line chart of the budget for {kode} by year")
    st.altair_chart(chart, width="stretch", alt=alt)
    _region_table(settings, rows, with_year=True)
    _tell_rule()
    show_exports(Export(f"{kode}_tren_{choice.by}", region_records(rows), COLUMNS, [("kode", kode)], chart))


def _titled(settings: Settings, kode: str) -> str:
    return code_name(kode, next((entry.nama for entry in data.codes(settings.dataset) if entry.kode == kode), None))


def _largest(settings: Settings, tahun: int, choice: data.Choice) -> None:
    with st.container(key="saringan_terbesar"):
        left, right = st.columns([2, 1])
    with left:
        levels = [level for level in LEVELS if level not in ("urusan", "bidang_urusan")]
        tingkat = link.choose(say("Tingkat", "Level"), "tingkat", levels, "program", label)
    with right:
        n = st.selectbox(say("Banyaknya tiap wilayah", "How many of each region"), [1, 3, 5, 10], key="banyak")
    found = data.largest_items(settings.dataset, tahun, TingkatBaris(tingkat), int(n or 1), choice)
    show_unused(data.useless(settings.dataset, tahun, choice.by))
    if not found:
        st.info(say("Tidak ada pagu untuk pilihan ini.", "There is no money for this choice."))
        return
    frame = pd.DataFrame(largest_records(found)).assign(
        baris=[each.baris[0] if each.baris else "" for each in found],
        sebutan=[f"{each.kode or ''} {each.nama}".strip() for each in found],
    )
    chart = largest_chart(found)
    alt = say("Diagram batang pagu terbesar tiap wilayah", "Bar chart of the largest budget of each region")
    st.altair_chart(roomy(chart), width="stretch", alt=alt)
    columns = [
        Column("wilayah", say("Wilayah", "Region"), pinned=True),
        Column("pagu", label("pagu"), rupiah),
        Column("sebutan", label(tingkat), width=420),
        Column("bagian", say("Bagian dari anggaran wilayah", "Share of the region's budgets"), percent),
        Column("peringkat", say("Peringkat", "Rank"), number, width=70),
        Column("perangkat_daerah", say("Perangkat daerah", "Office")),
    ]
    columns = [column for column in columns if column.name != "peringkat" or n != 1]
    alt = say("Tabel pagu terbesar tiap wilayah", "Table of the largest budgets of each region")
    choose_row(frame, columns, alt, key="pilih_terbesar", by="baris", state="butir", most_rows=14)
    chosen = next((each for each in found if each.baris and each.baris[0] == st.session_state.get("butir")), None)
    if chosen is None:
        open_button(settings, None, None)
    else:
        open_button(settings, f"{chosen.wilayah}, {chosen.nama}", chosen.baris[0], chosen.pagu)
    whose = choice.by or ALL
    show_exports(Export(f"terbesar_{tingkat}_{tahun}_{whose}", largest_records(found), LARGEST_COLUMNS, [], chart))
