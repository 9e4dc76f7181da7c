"""Comparison: the map, one code in many regions, over the years, and the largest items of each region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from normalize.types import JenisDokumen, Tahap
from output.compare import Comparison, RegionRow, Wilayah, code_pattern
from output.errors import OutputError
from renja.show import behind
from renja.show.chart import compare_chart, trend_chart
from renja.show.comparison import COLUMNS, about_comparison, region_records
from renja.web import link
from renja.web.behind import show_behind
from renja.web.codes import ALL, choose_code, choose_step, code_name, level_name
from renja.web.data import perbandingan as data
from renja.web.everything import Asked, asked_stage, ranking_choice, show_everything
from renja.web.figures import draw
from renja.web.fold import folding
from renja.web.labels import label, stage_label
from renja.web.language import language, say
from renja.web.largest import roomy
from renja.web.settings import Settings
from renja.web.standing import said_of
from renja.web.table import Column, choose_row
from renja.web.text import DASH, day, number, one_language, percent, plain, rupiah
from renja.web.views.buka import open_button
from renja.web.views.hilang import show_missing, show_unused
from renja.web.views.peta import show_map
from renja.web.views.terbesar import choose_largest, show_largest
from renja.web.views.unduhan import Export, show_exports

_PARTS = ("peta", "wilayah", "tren", "terbesar")
_MOST_SAID = 20
"""Regions of a figure that are said to those who hear the page; the table beneath has all."""
_MOST_LINES = 12
"""Regions in the figure of a trend: more lines cannot be told apart."""


def show(settings: Settings) -> None:
    """Draws the view."""
    known = data.known_years(settings.dataset)
    if not known:
        st.info(say("page_perbandingan.no_money_can_be"))
        return
    part = link.choose_part(
        say("page_perbandingan.comparison"), "banding", _PARTS, _part_name, label_visibility="collapsed"
    )
    place = st.container()
    if part == "terbesar":
        with folding("banding", (), lambda: _filters_text(part)):
            places = iter(st.columns([2, 2, 1, 2, 2, 2]))
            tingkat, n = choose_largest(places)
            tahun, choice = _choose(settings, known, part, None, places)
        show_largest(settings, tahun, choice, tingkat, n)
        return
    with folding("banding", (), lambda: _filters_text(part)):
        places = iter(st.columns(4 if part == "tren" else 5))
        with next(places):
            kode = choose_code(settings.dataset, place)
        tahun, choice = _choose(settings, known, part, kode, places)
    if kode is None:
        return
    choose_step(settings.dataset, kode)
    try:
        if part == "peta":
            show_map(settings, kode, tahun, choice)
        elif part == "tren":
            _trend(settings, kode, choice)
        else:
            _regions(settings, kode, tahun, choice)
        _everything(settings, kode, tahun, part, choice)
    except OutputError as error:
        st.error(plain(one_language(error, brackets=True)))


def _everything(settings: Settings, kode: str, tahun: int, part: str, choice: data.Choice) -> None:
    """All of the comparison as one workbook, whatever part of it is seen."""
    on_map = choice if part == "peta" else data.Choice(Wilayah.GABUNGAN, choice.tahap, choice.jenis)
    in_ranking = ranking_choice(settings, choice) if part == "peta" else choice
    province = st.session_state.get("prov") if part == "peta" else None
    show_everything(settings, Asked(kode, tahun, on_map, in_ranking, province))
    st.button(
        say("page_terbit.whole_dataset"), key="ke_terbit", type="tertiary", on_click=link.go, kwargs={"lihat": "kueri"}
    )


def _part_name(part: str) -> str:
    names = {
        "peta": say("page_perbandingan.map"),
        "wilayah": say("page_perbandingan.between_regions"),
        "tren": say("page_perbandingan.trend_over_years"),
        "terbesar": say("page_perbandingan.largest_each_region"),
    }
    return names[part]


def _filters_text(part: str) -> str:
    """What is chosen in the filters, for the switch that stands for them where the screen is narrow."""
    held = st.session_state
    by = {"peta": "petak", "terbesar": "pemerintah"}.get(part, "oleh")
    kinds = [] if held["jenis"] == ALL else [_kind_name(held["jenis"])]
    year = [] if part == "tren" else [str(held["tahun"])]
    level = [] if held["tingkat"] == ALL else [level_name(held["tingkat"])]
    said = " · ".join([*level, *year, _by_name(held[by]), label(held["tahap"]), *kinds])
    return say("page_tinjau.filters_are", said=said)


def _choose(
    settings: Settings, known: Sequence[int], part: str, kode: str | None, places: Iterator[DeltaGenerator]
) -> tuple[int, data.Choice]:
    tahun = known[0]
    if part != "tren":
        with next(places):
            tahun = link.choose(say("page_perbandingan.year"), "tahun", known, data.usual_year(settings.dataset, kode))
    with next(places):
        by = _choose_governments(settings, part)
    with next(places):
        tahap = link.choose(say("page_perbandingan.stage_speaks_first"), "tahap", list(Tahap), Tahap.MURNI, label)
    with next(places):
        kinds = [ALL, *(str(kind) for kind in JenisDokumen if kind is not JenisDokumen.LAINNYA)]
        jenis = link.choose(say("page_perbandingan.kind_document"), "jenis", kinds, ALL, _kind_name)
    return tahun, data.Choice(by, tahap, None if jenis == ALL else JenisDokumen(jenis))


def _choose_governments(settings: Settings, part: str) -> Wilayah | None:
    """Whose budgets; None for all, each by itself, which is only asked of the largest of each region."""
    title = say("page_perbandingan.governments")
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
        ALL: say("page_perbandingan.all_each_itself"),
        Wilayah.PROVINSI: say("page_perbandingan.provinces"),
        Wilayah.KABKOTA: say("page_perbandingan.regencies_cities"),
        Wilayah.GABUNGAN: say("page_perbandingan.provinces_their_regencies"),
    }
    return names[by]


def _kind_name(kind: str) -> str:
    return say("page_perbandingan.all_kinds") if kind == ALL else label(kind)


def _regions(settings: Settings, kode: str, tahun: int, choice: data.Choice) -> None:
    found = data.compared(settings.dataset, kode, tahun, choice)
    if found.rows:
        chart = compare_chart(found, language())
        draw(roomy(chart), _chart_alt(found))
        by_share = found.by_share()
        chosen = _region_table(settings, by_share, found.by, with_year=False, marked=found.marked())
        if found.marked():
            st.caption(plain(say("page_perbandingan.marked_is_another", asked=asked_stage(choice))))
        _tell_standing(found, chosen or by_share[0])
        _tell_rule()
        _behind(by_share, kode, tahun, found.by)
        about = about_comparison(found, language())
        show_exports(Export(f"{kode}_{tahun}_{choice.by}", region_records(by_share), COLUMNS, about, chart))
    else:
        st.info(say("page_perbandingan.no_money_that_year"))
    show_missing(found.hilang)
    show_unused(found.tak_terpakai)


def _behind(rows: Sequence[RegionRow], kode: str, tahun: int | None, by: Wilayah) -> None:
    named = [baris for row in rows for baris in row.baris]
    show_behind(behind.money(named, behind.of_code(code_pattern(kode), tahun, by)), "banding")


def _chart_alt(found: Comparison) -> str:
    shown = found.by_share()[:_MOST_SAID]
    said = "; ".join(f"{row.wilayah} {percent(row.bagian)}, {rupiah(row.pagu)}" for row in shown)
    return say("page_perbandingan.bar_chart_budget_spending", kode=found.kode, tahun=found.tahun, said=said)


def _region_table(
    settings: Settings,
    rows: Sequence[RegionRow],
    by: Wilayah,
    *,
    with_year: bool,
    marked: frozenset[str] = frozenset(),
) -> RegionRow | None:
    """The regions, shares before rupiah, with coverage and date of what was read; the row that is chosen."""
    covers = {tahun: data.covers(settings.dataset, tahun, by) for tahun in {row.tahun for row in rows}}
    known = [covers[row.tahun].get(row.kode_wilayah) for row in rows]
    frame = pd.DataFrame(region_records(rows)).assign(
        tempat=[f"{row.kode_wilayah}/{row.tahun}" for row in rows],
        wilayah=[f"{row.wilayah} *" if row.kode_wilayah in marked else row.wilayah for row in rows],
        cakupan=pd.Series([None if cover is None else cover.percent for cover in known], dtype="float64"),
        dibaca=[DASH if cover is None else day(cover.dibaca) for cover in known],
        dari=[", ".join(stage_label(kind, None) for kind in row.jenis) for row in rows],
        tahapan=[", ".join(map(label, row.tahap)) or DASH for row in rows],
    )
    columns = [
        Column("wilayah", say("page_perbandingan.region"), pinned=True, width=124),
        Column("tahun", say("page_perbandingan.year"), str, width=58),
        Column("bagian", say("page_perbandingan.share"), percent, width=78),
        Column("persen", label("persen_realisasi"), percent, width=78),
        Column("cakupan", say("page_perbandingan.coverage"), percent, width=78),
        Column("pagu", label("pagu"), rupiah, width=165),
        Column("realisasi", label("realisasi"), rupiah, width=165),
        Column("pagu_kantor", say("page_perbandingan.office_s_budget"), rupiah, width=165),
        Column("dari", say("page_perbandingan.kind_document"), width=110),
        Column("tahapan", say("page_perbandingan.stage"), width=100),
        Column("dibaca", say("page_perbandingan.read"), width=95),
        Column("perangkat_daerah", say("page_perbandingan.office"), width=260),
    ]
    shown = [column for column in columns if with_year or column.name != "tahun"]
    alt = say("page_perbandingan.table_regions_compared")
    choose_row(frame, shown, alt, key="pilih_wilayah", by="tempat", state="tempat", most_rows=14)
    chosen = next((r for r in rows if f"{r.kode_wilayah}/{r.tahun}" == st.session_state.get("tempat")), None)
    if chosen is None or not chosen.baris:
        open_button(settings, None, None)
    else:
        open_button(settings, chosen.wilayah, chosen.baris[0], chosen.pagu)
    return chosen


def _tell_standing(found: Comparison, row: RegionRow) -> None:
    """The sentence that people quote: where a region stands among its peers, and who they are."""
    said = said_of(found, row)
    if said is None:
        return
    st.markdown(f"{plain(row.wilayah)}: {plain(said.rank)} {plain(f'({said.criteria})')}.")
    if said.left_out:
        st.caption(say("page_perbandingan.alike_but_not_counted", said=said.left_out))


def _tell_rule() -> None:
    st.caption(say("page_perbandingan.one_document_speaks_for"))


def _trend(settings: Settings, kode: str, choice: data.Choice) -> None:
    rows = data.over_years(settings.dataset, kode, choice)
    show_unused(data.useless(settings.dataset, None, data.one_by(choice)))
    if not rows:
        st.info(say("page_perbandingan.no_money_was_understood"))
        return
    latest: dict[str, Any] = {row.kode_wilayah: row.pagu or 0 for row in rows}
    drawn = set(sorted(latest, key=lambda kode: latest[kode], reverse=True)[:_MOST_LINES])
    if len(latest) > len(drawn):
        st.caption(say("page_perbandingan.figure_shows_regions_largest", drawn=len(drawn), latest=number(len(latest))))
    chart = trend_chart([row for row in rows if row.kode_wilayah in drawn], _titled(settings, kode), language())
    alt = say("page_perbandingan.line_chart_budget_for", kode=kode)
    draw(chart, alt)
    _region_table(settings, rows, data.one_by(choice), with_year=True)
    _tell_rule()
    _behind(rows, kode, None, data.one_by(choice))
    show_exports(Export(f"{kode}_tren_{choice.by}", region_records(rows), COLUMNS, [("kode", kode)], chart))


def _titled(settings: Settings, kode: str) -> str:
    return code_name(kode, next((entry.nama for entry in data.codes(settings.dataset) if entry.kode == kode), None))
