"""The raw grid of a table as printed; a cell that is chosen is marked on its page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from renja.review.evidence import RED
from renja.web import link, plain_table
from renja.web.data import dokumen as data
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import ROW_PIXELS
from renja.web.text import is_missing, number, plain, short
from renja.web.views.baris import mark_of
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.tabel import choose_table

_KEY = "pilih_sel"
Signs = dict[tuple[int, int], str]
"""Marks by row and column of the grid."""


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    doc_id = str(document["doc_id"])
    tabel_id = choose_table(settings, doc_id)
    if tabel_id is None:
        return
    tables = data.tables(settings.dataset, doc_id)
    size: Any = tables[tables["tabel_id"] == tabel_id].iloc[0]
    first = _choose_stretch(int(size["jumlah_baris"]))
    cells = data.grid(settings.dataset, doc_id, tabel_id, first)
    if cells.empty:
        st.info(say("page_kisi.there_no_cells"))
        return
    _tell_size(size)
    st.button(
        say("page_kisi.say_what_it_means"), on_click=link.go, kwargs={"bagian": "resep"}, icon=":material/edit_note:"
    )
    wide = _wide(cells, _tell_signs(data.cell_signs(settings.dataset, doc_id, tabel_id, first)))
    if plain_table.wanted():
        texts = wide.reset_index().map(lambda text: "" if is_missing(text) else str(text))
        plain_table.draw(texts, [False] * len(texts.columns), say("page_kisi.table_s_raw_grid"))
        return
    event: Any = st.dataframe(
        wide,
        key=_KEY,
        on_select="rerun",
        selection_mode="single-cell",
        height=ROW_PIXELS * (min(len(wide), 14) + 1) + 3,
        alt=say("page_kisi.table_s_raw_grid"),
    )
    _chosen(settings, document, cells, wide, event["selection"]["cells"])


def _choose_stretch(n_rows: int) -> int:
    if n_rows <= data.GRID_ROWS:
        return 0
    starts = list(range(0, min(n_rows, 200_000), data.GRID_ROWS))
    last = n_rows - 1
    return int(
        st.selectbox(
            say("page_kisi.grid_rows"),
            starts,
            key="awal_kisi",
            format_func=lambda start: f"{start}–{min(start + data.GRID_ROWS - 1, last)}",
        )
    )


def _tell_size(size: Any) -> None:
    rows, columns = number(size["jumlah_baris"]), number(size["jumlah_kolom"])
    sure = number(round(float(size["keyakinan"]), 2))
    st.caption(
        say(
            "page_kisi.rows_columns_engine_confidence",
            rows=rows,
            columns=columns,
            mesin=plain(size["mesin"]),
            sure=sure,
        )
    )


def _tell_signs(signs: Signs) -> Signs:
    """Says how many of the figures shown agree, are the document's errors, or are open."""
    closed, wrong, unsettled = (number(list(signs.values()).count(sign)) for sign in "✓✗?")
    st.caption(say("page_kisi.marks_beside_figures_agree", closed=closed, wrong=wrong, unsettled=unsettled))
    return signs


def _wide(cells: pd.DataFrame, signs: Signs) -> pd.DataFrame:
    """The cells as a grid of text: rows and columns by their number in the table, merged cells in their first place.

    Beside a figure that others give stands its mark.
    """
    places = zip(cells["baris"], cells["kolom"], cells["teks"], strict=True)
    marked = [f"{short(text, 400)} {signs.get((int(row), int(col)), '')}".rstrip() for row, col, text in places]
    texts = cells.assign(teks=marked)
    wide = texts.pivot_table(index="baris", columns="kolom", values="teks", aggfunc="first").fillna("")
    wide.columns = pd.Index([str(name) for name in wide.columns])
    wide.index.name = say("page_kisi.row")
    return wide


def _chosen(
    settings: Settings, document: dict[str, Any], cells: pd.DataFrame, wide: pd.DataFrame, chosen: list[tuple[int, str]]
) -> None:
    if not chosen or chosen[0][0] >= len(wide):
        return
    row, column = wide.index[chosen[0][0]], int(chosen[0][1])
    found = cells[(cells["baris"] == row) & (cells["kolom"] == column)]
    if found.empty:
        st.caption(say("page_kisi.cell_empty"))
        return
    cell = found.iloc[0]
    st.text(short(cell["teks"], 600))
    mark = mark_of(cell, RED)
    show_strip(settings, document, mark.page, [mark], "kisi")
    show_sheet(settings, document, mark.page, [mark], "kisi")
