"""Printed and official code and name side by side, and how the one was found from the other."""

from __future__ import annotations

from typing import Any

import streamlit as st

from renja.web.data import dokumen as data
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import number
from renja.web.views.baris import row_marks, show_row_head
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.tabel import choose_table


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    root, doc_id = settings.dataset, str(document["doc_id"])
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        tabel_id = choose_table(settings, doc_id)
    if tabel_id is None:
        return
    with right:
        different = st.toggle(say("page_nama.only_where_they_differ"), key="berbeda")
    frame = data.names(root, doc_id, tabel_id, different)
    st.caption(f"{number(len(frame))} {say('page_nama.rows')}")
    shown = frame.assign(
        tingkat=[label(level) for level in frame["tingkat_baris"]], cara=[label(way) for way in frame["cocok_metode"]]
    )
    columns = [
        Column("nama", say("page_nama.printed_name"), width=230),
        Column("nama_baku", say("page_nama.official_name"), width=230),
        Column("kode_asli", say("page_nama.printed_code"), width=130),
        Column("kode", say("page_nama.official_code"), width=130),
        Column("tingkat", say("page_nama.level"), width=100),
        Column("cara", say("page_nama.matched"), width=110),
        Column("cocok_skor", say("page_nama.score"), _score, width=60),
        Column("halaman", say("page_nama.page"), width=50),
        Column("cocok_alasan", say("page_nama.reason"), width=420),
    ]
    alt = say("page_nama.printed_codes_names_beside")
    choose_row(shown, columns, alt, key="pilih_nama", by="baris_id", state="baris", most_rows=16)
    baris_id = st.session_state.get("baris")
    row = data.row(root, doc_id, str(baris_id)) if baris_id else None
    if row is not None:
        show_row_head(row)
        marks = row_marks(root, doc_id, str(baris_id), None)
        show_strip(settings, document, int(row["halaman"]), marks, "nama")
        show_sheet(settings, document, int(row["halaman"]), marks, "nama")


def _score(value: Any) -> str:
    return number(round(float(value), 2))
