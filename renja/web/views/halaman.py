"""Pages and rows: the picture of a page beside its rows; a row or value that is chosen is marked on the picture."""

from __future__ import annotations

from typing import Any

import streamlit as st

from renja.web import link
from renja.web.data import dokumen as data
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import number, rupiah
from renja.web.views.baris import choose_value, row_marks, show_row_head
from renja.web.views.panel import show_sheet, show_strip


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    doc_id = str(document["doc_id"])
    page = choose_page(settings, document)
    show_marked_strip(settings, document, page)
    left, right = st.columns([3, 2])
    with right:
        baris_id = choose_row_on(settings, doc_id, page)
        _layout_button(settings, doc_id, page)
        if baris_id is not None:
            _chosen_row(settings, doc_id, baris_id)
    with left:
        show_marked_page(settings, document, page)


def _layout_button(settings: Settings, doc_id: str, page: int) -> None:
    """A button to where the first table on the page is told what it means; nothing where none stands on it."""
    tables = data.tables(settings.dataset, doc_id)
    here = [str(name) for name, pages in zip(tables["tabel_id"], tables["halaman"], strict=True) if page in pages]
    if here:
        going = {"bagian": "resep", "tabel": here[0]}
        st.button(
            say("page_halaman.say_what_table_means"), type="tertiary", icon=":material/edit_note:", on_click=link.go,
            kwargs=going,
        )  # fmt: skip


def show_marked_strip(settings: Settings, document: dict[str, Any], page: int) -> None:
    """The strip of the page around the chosen row or value, as wide as there is room, so that it can be read."""
    show_strip(settings, document, page, chosen_marks(settings, document), "baris")


def show_marked_page(settings: Settings, document: dict[str, Any], page: int) -> None:
    """The page with the chosen row or value marked."""
    show_sheet(settings, document, page, chosen_marks(settings, document), "baris")


def chosen_marks(settings: Settings, document: dict[str, Any]) -> Any:
    """The marks of the row and value that are chosen in this session."""
    chosen = st.session_state.get("baris")
    return row_marks(settings.dataset, str(document["doc_id"]), chosen, st.session_state.get("nilai"))


def choose_page(settings: Settings, document: dict[str, Any]) -> int:
    """A page chosen from a list or stepped to with buttons; the first with rows unless chosen otherwise."""
    counts = data.row_pages(settings.dataset, str(document["doc_id"]))
    pages = list(range(1, max(int(document["jumlah_halaman"]), *counts, 1, 1) + 1))
    first = next(iter(counts), 1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page = link.choose(
            say("page_halaman.page"), "hlm", pages, first, lambda page: _page_name(page, counts), width=260
        )
        _step(say("page_halaman.previous"), page - 1, pages)
        _step(say("page_halaman.next"), page + 1, pages)
    return page


def _step(text: str, page: int, pages: list[int]) -> None:
    chosen = {"hlm": page, "baris": None, "nilai": None}
    st.button(text, disabled=page not in pages, on_click=link.go, kwargs=chosen)


def _page_name(page: int, counts: dict[int, int]) -> str:
    rows = counts.get(page, 0)
    return f"{page}" + (f"  ({number(rows)} {say('page_halaman.rows')})" if rows else "")


def choose_row_on(settings: Settings, doc_id: str, page: int) -> str | None:
    """The rows of a page to choose one from; the id of the one chosen, if it is on this page."""
    rows = data.page_rows(settings.dataset, doc_id, page)
    if rows.empty:
        st.info(say("page_halaman.no_table_rows_on"))
        return None
    shown = rows.assign(tingkat=[label(level) for level in rows["tingkat_baris"]])
    money = [name for name in ("pagu", "realisasi") if not rows[name].isna().all()]
    columns = [
        *([] if rows["kode"].isna().all() else [Column("kode", say("page_halaman.code"), width=115)]),
        Column("nama", say("page_halaman.name_or_indicator"), width=150 if money else 420),
        *(Column(name, label(name), rupiah) for name in money),
        Column("tingkat", say("page_halaman.level")),
    ]
    st.caption(say("page_halaman.click_box_left_row"))
    alt = say("page_halaman.rows_on_page", page=page)
    choose_row(shown, columns, alt, key="pilih_baris", by="baris_id", state="baris", clears="nilai", most_rows=11)
    chosen = st.session_state.get("baris")
    return str(chosen) if chosen in set(rows["baris_id"]) else None


def _chosen_row(settings: Settings, doc_id: str, baris_id: str) -> None:
    row = data.row(settings.dataset, doc_id, baris_id)
    if row is None:
        return
    show_row_head(row)
    choose_value(settings.dataset, doc_id, baris_id, "pilih_nilai")
    text = say("page_halaman.correct_row")
    st.button(text, icon=":material/edit:", on_click=link.go, kwargs={"lihat": "koreksi"})
