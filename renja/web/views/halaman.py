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
from renja.web.views.panel import show_sheet


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    root, doc_id = settings.dataset, str(document["doc_id"])
    counts = data.row_pages(root, doc_id)
    page = choose_page(int(document["jumlah_halaman"]), counts)
    left, right = st.columns([3, 2])
    with right:
        baris_id = _choose_row(settings, doc_id, page)
        if baris_id is not None:
            _chosen_row(settings, doc_id, baris_id)
    with left:
        marks = row_marks(root, doc_id, baris_id, st.session_state.get("nilai"))
        show_sheet(settings, document, page, marks, "dokumen")


def choose_page(n_pages: int, counts: dict[int, int]) -> int:
    """A page chosen from a list or stepped to with buttons; the first with rows unless chosen otherwise."""
    pages = list(range(1, max(n_pages, *counts, 1) + 1 if counts else max(n_pages, 1) + 1))
    link.settle("hlm", pages, next(iter(counts), 1))
    back, listed, forward = st.columns([1, 3, 1], vertical_alignment="bottom")
    with listed:
        page = link.choose(
            say("Halaman", "Page"), "hlm", pages, next(iter(counts), 1), lambda number: _page_name(number, counts)
        )
    _step(back, say("◀ Sebelumnya", "◀ Previous"), page - 1, pages)
    _step(forward, say("Berikutnya ▶", "Next ▶"), page + 1, pages)
    return page


def _step(place: Any, text: str, page: int, pages: list[int]) -> None:
    place.button(
        text,
        disabled=page not in pages,
        on_click=link.go,
        kwargs={"hlm": page, "baris": None, "nilai": None},
        width="stretch",
    )


def _page_name(page: int, counts: dict[int, int]) -> str:
    rows = counts.get(page, 0)
    return f"{page}" + (f"  ({number(rows)} {say('baris', 'rows')})" if rows else "")


def _choose_row(settings: Settings, doc_id: str, page: int) -> str | None:
    rows = data.page_rows(settings.dataset, doc_id, page)
    if rows.empty:
        st.info(say("Tidak ada baris tabel di halaman ini.", "No table rows on this page."))
        return None
    shown = rows.assign(tingkat=[label(level) for level in rows["tingkat_baris"]])
    columns = [
        Column("kode", say("Kode", "Code"), width=130),
        Column("nama", say("Nama atau indikator", "Name or indicator"), width=260),
        Column("pagu", label("pagu"), rupiah),
        Column("realisasi", label("realisasi"), rupiah),
        Column("tingkat", say("Tingkat", "Level")),
    ]
    if rows["realisasi"].isna().all():
        columns.pop(3)
    st.caption(say("Klik kotak di kiri baris untuk menandainya.", "Click the box left of a row to mark it."))
    alt = say(f"Baris di halaman {page}", f"Rows on page {page}")
    choose_row(shown, columns, alt, key="pilih_baris", by="baris_id", state="baris", most_rows=11)
    chosen = st.session_state.get("baris")
    return str(chosen) if chosen in set(rows["baris_id"]) else None


def _chosen_row(settings: Settings, doc_id: str, baris_id: str) -> None:
    row = data.row(settings.dataset, doc_id, baris_id)
    if row is None:
        return
    show_row_head(row)
    choose_value(settings.dataset, doc_id, baris_id, "pilih_nilai")
    st.button(
        say("Koreksi baris ini", "Correct this row"),
        icon=":material/edit:",
        on_click=link.go,
        kwargs={"lihat": "koreksi"},
    )
