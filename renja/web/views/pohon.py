"""The tree: urusan to sub kegiatan with the printed figure, the sum of the children, and the difference."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from renja.web import link
from renja.web.data import dokumen as data
from renja.web.fold import folding
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import is_missing, number, rupiah, tiny_amount
from renja.web.views.baris import measure_text, row_marks, show_row_head
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.tabel import choose_table

_LEVELS = ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan")
_INDENT, _SHORT_INDENT = "\u2003", "\u2009\u2009"


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    doc_id = str(document["doc_id"])
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        tabel_id = choose_table(settings, doc_id)
    if tabel_id is None:
        return
    measures = data.measures(settings.dataset, doc_id, tabel_id) or [data.Measure("pagu", None, None)]
    with right, folding("pohon", (), lambda: say("page_tinjau.figure_and_level")):
        middle, last = st.columns([2, 1], vertical_alignment="bottom")
        with middle:
            measure = link.choose(say("page_pohon.figure"), "ukuran", measures, measures[0], _measure_name)
        with last:
            deepest = st.selectbox(say("page_pohon.down"), [None, *_LEVELS], format_func=_level_name, key="dalam")
    frame = data.tree(settings.dataset, doc_id, tabel_id, measure)
    _tree(_down_to(frame, deepest))
    _chosen(settings, document)


def _measure_name(measure: data.Measure) -> str:
    return measure_text(measure.ukuran, measure.konteks, measure.tahun, measure.rincian)


def _level_name(level: str | None) -> str:
    return say("page_pohon.all") if level is None else label(level)


def _down_to(frame: pd.DataFrame, deepest: str | None) -> pd.DataFrame:
    if deepest is None:
        return frame
    hidden = set(_LEVELS[_LEVELS.index(deepest) + 1 :])
    return frame[~frame["tingkat_baris"].isin(hidden)]


def _tree(frame: pd.DataFrame) -> None:
    closed, wrong, unsettled = (number(int((frame["tanda"] == sign).sum())) for sign in "✓✗?")
    st.caption(
        say(
            "page_pohon.rows_sums_agree_document",
            frame=number(len(frame)),
            closed=closed,
            wrong=wrong,
            unsettled=unsettled,
        )
    )
    shown = frame.assign(
        item=[_INDENT * int(depth) + str(name) for depth, name in zip(frame["dalam"], frame["nama"], strict=True)],
        tingkat=[label(level) for level in frame["tingkat_baris"]],
    )
    columns = [
        Column("kode", say("page_pohon.code"), width=140),
        Column("item", say("page_pohon.name"), str, width=380),
        Column("tertulis", say("page_pohon.printed"), rupiah),
        Column("jumlah", say("page_pohon.sum_children"), rupiah),
        Column("selisih", say("page_pohon.difference"), rupiah),
        Column("tanda", say("page_pohon.mark"), str, width="small"),
        Column("tingkat", say("page_pohon.level")),
        Column("halaman", say("page_pohon.page"), width="small"),
    ]
    alt = say("page_pohon.tree_from_affair_sub")
    with st.container(key="lebar_pohon"):
        choose_row(shown, columns, alt, key="pilih_pohon", by="baris_id", state="baris", most_rows=18)
    with st.container(key="sempit_pohon"):
        _narrow_tree(shown, alt)


def _narrow_tree(frame: pd.DataFrame, alt: str) -> None:
    """The same where the screen is narrow: code and name in one column, amounts in a word; the style sheet chooses."""
    rows = frame[["dalam", "kode", "nama"]].itertuples(index=False)
    shown = frame.assign(
        butir=[
            _SHORT_INDENT * int(deep) + " ".join(str(each) for each in said if not is_missing(each))
            for deep, *said in rows
        ]
    )
    columns = [
        Column("butir", say("page_tinjau.code_and_name"), str, width=158),
        Column("tertulis", say("page_pohon.printed"), tiny_amount, width=74),
        Column("selisih", say("page_pohon.difference"), tiny_amount, width=74),
        Column("tanda", " ", str, width=30),
    ]
    choose_row(shown, columns, alt, key="pilih_pohon_sempit", by="baris_id", state="baris", most_rows=14)
    st.caption(say("page_tinjau.short_units"))


def _chosen(settings: Settings, document: dict[str, Any]) -> None:
    """The chosen row on its page."""
    doc_id, baris_id = str(document["doc_id"]), st.session_state.get("baris")
    row = data.row(settings.dataset, doc_id, str(baris_id)) if baris_id else None
    if row is None:
        return
    show_row_head(row)
    marks = row_marks(settings.dataset, doc_id, str(baris_id), None)
    show_strip(settings, document, int(row["halaman"]), marks, "pohon")
    show_sheet(settings, document, int(row["halaman"]), marks, "pohon")
