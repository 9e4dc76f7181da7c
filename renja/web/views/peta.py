"""The map: a square for each province, and for a province its kabupaten and kota and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from nomenclature.wilayah import all_regions
from output.compare import Alasan, Comparison, Wilayah, code_pattern
from renja.show import behind
from renja.show.chart import stages_text
from renja.show.comparison import PLACE_COLUMNS, about_comparison, place_records
from renja.show.places import MEASURES, Measure, Place, low_text, provinces, ranked, regencies
from renja.show.tilemap import CHOSEN, small_multiple, tile_map, tile_records
from renja.web import link
from renja.web.behind import show_behind
from renja.web.data import perbandingan as data
from renja.web.everything import asked_stage
from renja.web.figures import draw
from renja.web.labels import label, stage_label
from renja.web.language import language, say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import DASH, day, number, one_language, percent, plain, rupiah
from renja.web.views.buka import document_button
from renja.web.views.hilang import reason_name, show_unused
from renja.web.views.unduhan import Export, show_exports

_STATE = "prov"
_MOST_NAMED = 40


def show_map(settings: Settings, kode: str, tahun: int, choice: data.Choice) -> None:
    """Draws the part."""
    found = data.compared(settings.dataset, kode, tahun, choice)
    places = provinces(found, all_regions(), data.covers(settings.dataset, tahun, data.one_by(choice)))
    names = {place.kode: place.nama for place in places}
    measure = link.choose_part(
        say("page_peta.figure_on_map"), "angka", MEASURES, measure_name, label_visibility="collapsed"
    )
    link.settle(_STATE, list(names), _first(places))
    left, right = st.columns([8, 5])
    with left:
        chart = _map(places, measure)
    with right:
        chosen = link.choose(say("page_peta.province"), _STATE, list(names), _first(places), lambda kode: names[kode])
        place = next(place for place in places if place.kode == chosen)
        _tell(place)
        _legend()
    _table(places, measure)
    if found.marked():
        st.caption(plain(say("page_perbandingan.marked_is_another", asked=asked_stage(choice))))
    rows = [baris for row in found.rows for baris in row.baris]
    show_behind(behind.money(rows, behind.of_code(code_pattern(kode), tahun, found.by)), "peta")
    about = about_comparison(found, language())
    show_exports(
        Export(f"peta_{kode}_{tahun}_{choice.by}", place_records(places, language()), PLACE_COLUMNS, about, chart)
    )
    _province(settings, place, kode, tahun, choice)
    show_unused(found.tak_terpakai)


def _first(places: Sequence[Place]) -> str:
    """The province shown at first: the one with the largest share, else one that has documents."""
    order = ranked(places, "bagian")
    return next((each.kode for each in order if each.row is not None or each.cover is not None), order[0].kode)


def measure_name(measure: Measure) -> str:
    """A measure of the map in words."""
    names = {
        "bagian": say("page_peta.share_office_s_budget"),
        "persen": label("persen_realisasi"),
        "cakupan": say("page_peta.coverage"),
    }
    return names.get(measure, label(measure))


def _reasons() -> dict[Alasan, str]:
    return {reason: reason_name(reason) for reason in Alasan}


def _map(places: Sequence[Place], measure: Measure) -> Any:
    records = tile_records(places, measure, _reasons(), language())
    titles = {"wilayah": say("page_peta.region")}
    titles |= {str(each): measure_name(each) for each in MEASURES}
    titles |= {"tahap": say("page_peta.stage"), "dibaca": say("page_peta.read"), "sebab": say("page_peta.why")}
    chart = tile_map(records, titles, str(st.session_state[_STATE]))
    draw(chart, _spoken(places, measure), key="peta", on_select=_take)
    return chart


def _take() -> None:
    """The square that was clicked is the province shown; a click beside one changes nothing."""
    clicked = st.session_state["peta"]["selection"].get(CHOSEN) or []
    if clicked:
        st.session_state[_STATE] = str(clicked[0]["kode"])


def _spoken(places: Sequence[Place], measure: Measure) -> str:
    """The map in words, for those who hear the page; the table below has every figure."""
    have = [place for place in ranked(places, measure) if place.value(measure) is not None]
    said = ", ".join(f"{place.nama} {value_text(place, measure)}" for place in have[:_MOST_NAMED])
    said = said or say("page_peta.no_figures")
    lacking = number(len(places) - len(have))
    return say("page_peta.map_spoken", measure=measure_name(measure), said=said, lacking=lacking)


def value_text(place: Place, measure: Measure) -> str:
    """A region's figure as text."""
    value = place.value(measure)
    return rupiah(value) if measure in ("pagu", "realisasi") else percent(value)


def _legend() -> None:
    st.caption(say("page_peta.darker_larger_grey_nothing"))


def place_columns() -> list[Column]:
    """The columns of a table of places: shares first, then rupiah; coverage and date beside them."""
    return [
        Column("wilayah", say("page_peta.region"), pinned=True, width=124),
        Column("bagian", say("page_peta.share"), percent, width=78),
        Column("persen", label("persen_realisasi"), percent, width=78),
        Column("cakupan", say("page_peta.coverage"), percent, width=78),
        Column("pagu", label("pagu"), rupiah, width=165),
        Column("realisasi", label("realisasi"), rupiah, width=165),
        Column("dokumen", say("page_peta.documents"), width=85),
        Column("tahapan", say("page_peta.stage"), width=110),
        Column("tanggal", say("page_peta.read"), width=95),
        Column("sebab", say("page_peta.why"), width=260),
    ]


def _frame(places: Sequence[Place], measure: Measure) -> pd.DataFrame:
    order = ranked(places, measure)
    return pd.DataFrame(place_records(order)).assign(
        sebab=[_why(each) or DASH for each in order],
        wilayah=[f"{each.nama} *" if each.is_marked else each.nama for each in order],
        tahapan=[DASH if each.row is None else stages_text(each.row, language()) for each in order],
        tanggal=[DASH if each.cover is None else day(each.cover.dibaca) for each in order],
    )


def _why(place: Place) -> str:
    return low_text(place, language()) if place.alasan is None else reason_name(place.alasan)


def _table(places: Sequence[Place], measure: Measure) -> None:
    alt = say("page_peta.map_s_figures_province")
    with st.expander(say("page_peta.map_s_figures_as")):
        choose_row(
            _frame(places, measure),
            place_columns(),
            alt,
            key="pilih_petak",
            by="kode_wilayah",
            state=_STATE,
            most_rows=14,
        )


def _province(settings: Settings, place: Place, kode: str, tahun: int, choice: data.Choice) -> None:
    """The kabupaten and kota of the chosen province, and its documents."""
    st.header(plain(place.nama), anchor=False)
    below = data.compared(settings.dataset, kode, tahun, data.Choice(Wilayah.KABKOTA, choice.tahap, choice.jenis))
    covers = data.covers(settings.dataset, tahun, Wilayah.KABKOTA)
    _multiples(below, regencies(below, all_regions(), covers, place.kode))
    _documents(settings, place.kode, tahun, data.one_by(choice))


def _tell(place: Place) -> None:
    """All figures of the chosen province, and why it is grey or striped."""
    if place.row is None:
        why = DASH if place.alasan is None else reason_name(place.alasan)
        st.info(say("page_peta.nothing_could_be_used", why=why))
    else:
        st.markdown(
            "\n".join(f"- {plain(measure_name(each))}: **{plain(value_text(place, each))}**" for each in MEASURES)
        )
    if place.is_low:
        st.warning(plain(say("page_peta.figures_may_lack_something", why=low_text(place, language()))))


def _multiples(found: Comparison, places: Sequence[Place]) -> None:
    """The same bars for each measure side by side; those without a document are named, not drawn."""
    drawn = [each for each in places if each.alasan is not Alasan.TANPA_DOKUMEN]
    absent = [each.nama for each in places if each.alasan is Alasan.TANPA_DOKUMEN]
    if drawn:
        shown: tuple[Measure, ...] = ("bagian", "pagu", "realisasi", "cakupan")
        for column, measure in zip(st.columns(len(shown)), shown, strict=True):
            title = measure_name(measure)
            chart = small_multiple(drawn, measure, title, _reasons(), language())
            spoken = ", ".join(f"{each.nama} {value_text(each, measure)}" for each in drawn)
            spoken = say("page_peta.bars_spoken", measure=title, tahun=found.tahun, said=spoken)
            with column:
                draw(chart, spoken, key=f"kecil_{measure}")
    if absent:
        count = number(len(absent))
        named = plain(", ".join(absent))
        st.caption(say("page_peta.without_document", count=count, named=named))


def _documents(settings: Settings, province: str, tahun: int, by: Wilayah) -> None:
    """The province's documents that concern the year, with what was understood of each."""
    frame = data.covered(settings.dataset, tahun, by, province)
    if frame.empty:
        return
    shown = frame.assign(
        nama=[PurePath(str(name)).name for name in frame["berkas"]],
        jenis=[stage_label(kind, stage) for kind, stage in zip(frame["jenis_dokumen"], frame["tahap"], strict=True)],
        hasil=[label(status) for status in frame["status"]],
        tanggal=[day(when) for when in frame["waktu_ingest"]],
        sebab=[one_language(text) for text in frame["pesan"]],
    )
    columns = [
        Column("nama", say("page_peta.file"), pinned=True, width=150),
        Column("cakupan", say("page_peta.coverage"), percent, width=78),
        Column("wilayah", say("page_peta.region"), width=150),
        Column("jenis", say("page_peta.kind_document"), width=130),
        Column("hasil", say("page_peta.reading"), width=120),
        Column("tanggal", say("page_peta.read"), width=95),
        Column("sebab", say("page_peta.why"), width=420),
    ]
    title = say("page_peta.documents_their_coverage")
    st.markdown(f"**{title}**")
    choose_row(shown, columns, title, key="pilih_dokumen_peta", by="doc_id", state="dok_peta", most_rows=8)
    show_behind(behind.documents_of([str(name) for name in frame["doc_id"]]), "dok_peta")
    document_button(st.session_state.get("dok_peta"), dict(zip(shown["doc_id"], shown["nama"], strict=True)))
