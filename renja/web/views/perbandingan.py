"""Comparison: the map, one code in many regions, over the years, and the largest items of each region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from normalize.types import JenisDokumen, Tahap
from output.compare import Comparison, RegionRow, Wilayah
from output.errors import OutputError
from renja.show.chart import compare_chart, trend_chart
from renja.show.comparison import COLUMNS, about_comparison, region_records
from renja.show.peers import Standing, standing
from renja.web import link
from renja.web.codes import ALL, choose_code, choose_step, code_name
from renja.web.data import perbandingan as data
from renja.web.labels import label, stage_label
from renja.web.language import language, say
from renja.web.largest import roomy
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import DASH, day, number, one_language, percent, plain, rupiah
from renja.web.views.buka import open_button
from renja.web.views.hilang import show_missing, show_unused
from renja.web.views.peta import show_map
from renja.web.views.terbesar import show_largest
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
        show_largest(settings, tahun, choice)
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
        st.error(plain(one_language(error, brackets=True)))


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
        by_share = sorted(found.rows, key=lambda row: (row.bagian is None, -(row.bagian or 0.0)))
        chosen = _region_table(settings, by_share, found.by, with_year=False)
        _tell_standing(found, chosen or by_share[0])
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


def _region_table(settings: Settings, rows: Sequence[RegionRow], by: Wilayah, *, with_year: bool) -> RegionRow | None:
    """The regions, shares before rupiah, with coverage and date of what was read; the row that is chosen."""
    covers = {tahun: data.covers(settings.dataset, tahun, by) for tahun in {row.tahun for row in rows}}
    known = [covers[row.tahun].get(row.kode_wilayah) for row in rows]
    frame = pd.DataFrame(region_records(rows)).assign(
        tempat=[f"{row.kode_wilayah}/{row.tahun}" for row in rows],
        cakupan=pd.Series([None if cover is None else cover.percent for cover in known], dtype="float64"),
        dibaca=[DASH if cover is None else day(cover.dibaca) for cover in known],
        dari=[", ".join(stage_label(kind, None) for kind in row.jenis) for row in rows],
        tahapan=[", ".join(map(label, row.tahap)) or DASH for row in rows],
    )
    columns = [
        Column("wilayah", say("Wilayah", "Region"), pinned=True, width=124),
        Column("tahun", say("Tahun", "Year"), str, width=58),
        Column("bagian", say("Bagian", "Share"), percent, width=78),
        Column("persen", label("persen_realisasi"), percent, width=78),
        Column("cakupan", say("Cakupan", "Coverage"), percent, width=78),
        Column("pagu", label("pagu"), rupiah, width=165),
        Column("realisasi", label("realisasi"), rupiah, width=165),
        Column("pagu_kantor", say("Anggaran kantor", "Office's budget"), rupiah, width=165),
        Column("dari", say("Jenis dokumen", "Kind of document"), width=110),
        Column("tahapan", say("Tahap", "Stage"), width=100),
        Column("dibaca", say("Dibaca", "Read"), width=95),
        Column("perangkat_daerah", say("Perangkat daerah", "Office"), width=260),
    ]
    shown = [column for column in columns if with_year or column.name != "tahun"]
    alt = say("Tabel perbandingan wilayah", "Table of the regions compared")
    choose_row(frame, shown, alt, key="pilih_wilayah", by="tempat", state="tempat", most_rows=14)
    chosen = next((r for r in rows if f"{r.kode_wilayah}/{r.tahun}" == st.session_state.get("tempat")), None)
    if chosen is None or not chosen.baris:
        open_button(settings, None, None)
    else:
        open_button(settings, chosen.wilayah, chosen.baris[0], chosen.pagu)
    return chosen


def _tell_standing(found: Comparison, row: RegionRow) -> None:
    """The sentence that people quote: where a region stands among its peers, and who they are."""
    held = standing(found.rows, row.kode_wilayah)
    if held is None:
        return
    office = "" if held.kantor is None else say(f"; kantor: {held.kantor}", f"; office: {held.kantor}")
    stage = ", ".join([*(stage_label(kind, None) for kind in row.jenis), *map(label, row.tahap)])
    criteria = say(
        f"tingkat {held.tingkat}; kode {found.kode}; tahun {found.tahun}; {stage}{office}",
        f"level {held.tingkat}; code {found.kode}; year {found.tahun}; {stage}{office}",
    )
    st.markdown(f"{plain(row.wilayah)}: {plain(_rank(held))} {plain(f'({criteria})')}.")
    left_out = [
        (held.tahap_lain, say("tahap atau jenis dokumennya lain", "of another stage or kind of document")),
        (held.tanpa_bagian, say("tanpa bagian", "without a share")),
    ]
    said = "; ".join(f"{number(count)} {why}" for count, why in left_out if count)
    if said:
        st.caption(say(f"Sejenis, tetapi tidak dihitung: {said}.", f"Alike, but not counted: {said}."))


def _rank(held: Standing) -> str:
    share = percent(held.bagian)
    if held.percent is None:
        return say(
            f"{share} dari anggaran kantor; {held.sejenis} {held.tingkat} sejenis, terlalu sedikit untuk peringkat",
            f"{share} of the office's budget; {held.sejenis} peers, too few for a rank",
        )
    peers = f"{held.sejenis} {held.tingkat} sejenis"
    return say(
        f"{share} dari anggaran kantor, lebih tinggi daripada {held.percent} % dari {peers}",
        f"{share} of the office's budget, higher than {held.percent} % of {held.sejenis} peers ({held.tingkat})",
    )


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
    _region_table(settings, rows, data.one_by(choice), with_year=True)
    _tell_rule()
    show_exports(Export(f"{kode}_tren_{choice.by}", region_records(rows), COLUMNS, [("kode", kode)], chart))


def _titled(settings: Settings, kode: str) -> str:
    return code_name(kode, next((entry.nama for entry in data.codes(settings.dataset) if entry.kode == kode), None))
