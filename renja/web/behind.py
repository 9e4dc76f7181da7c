"""A way from what a view shows to the rows behind it: a button that opens their query."""

from __future__ import annotations

from typing import Any

import streamlit as st

from renja.show import behind
from renja.web import link
from renja.web.language import say

_ALL = "semua"


def show_behind(sql: str, key: str, what: str | None = None) -> None:
    """The button; ``key``: a word of ours, one for each on a page; ``what`` it is about, where there are several."""
    name = say("page_kueri.rows_behind") if what is None else say("page_kueri.rows_behind_of", what=what)
    st.button(name, key=f"data_{key}", type="tertiary", on_click=link.go, kwargs={"lihat": "kueri", "sql": sql})


def show_behind_view(view: str) -> None:
    """The button of a view that shows one thing: a document, findings, corrections. To be called when it is drawn."""
    sql = _of_view(view, st.session_state)
    if sql is not None:
        show_behind(sql, view)


def _of_view(view: str, state: Any) -> str | None:
    doc = state.get("dok")
    if view == "dokumen" and doc:
        part = behind.ROWS_OF.get(str(state.get("bagian")), behind.ROWS_OF["halaman"])
        return part.format(doc=behind.literal(doc), page=behind.literal(state.get("hlm") or 1))
    if view == "koreksi" and doc:
        return behind.CORRECTED.format(doc=behind.literal(doc))
    if view != "temuan":
        return None
    if state.get("daftar") not in (None, "temuan"):
        return behind.UNSURE
    columns = {"cek": "cek", "keparahan": "keparahan", "sebab": "sebab", "daerah": "daerah"}
    columns |= {"kantor": "perangkat_daerah", "berkas": "doc_id", "keputusan": "putusan"}
    chosen = {column: state.get(key) for key, column in columns.items()}
    return behind.findings(**{column: value for column, value in chosen.items() if value != _ALL})
