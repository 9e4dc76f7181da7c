"""Going to a row on its page, from wherever its figure is shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from renja.web import link, plain_table
from renja.web.data import dokumen as data
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.text import plain


def open_row(settings: Settings, baris_id: str, view: str = "dokumen", pagu: Decimal | None = None) -> None:
    """Chooses the row, its document and its page, for a button's ``on_click``; ``view``: where it is to be seen.

    ``pagu``: this figure of the row is chosen too, where it prints it once: a Renstra's row has one for each year.
    """
    doc_id = baris_id.split("-", 1)[0]
    row = data.row(settings.dataset, doc_id, baris_id)
    page = None if row is None else int(row["halaman"])
    nilai = None if pagu is None else _place_of(settings, doc_id, baris_id, pagu)
    link.go(lihat=view, bagian="halaman", wilayah="semua", dok=doc_id, hlm=page, baris=baris_id, nilai=nilai)


def _place_of(settings: Settings, doc_id: str, baris_id: str, pagu: Decimal) -> str | None:
    values = data.values(settings.dataset, doc_id, baris_id)
    found = values[(values["ukuran"] == "pagu") & (values["nilai"] == pagu)]
    return str(found["urut"].iloc[0]) if len(found) == 1 else None


def open_button(settings: Settings, name: str | None, baris_id: str | None, pagu: Decimal | None = None) -> None:
    """A button to the page that prints the chosen row's figure; where none is chosen, how to choose one."""
    if name is None or baris_id is None:
        open_button_hint()
        return
    text = say("page_buka.open_its_page") + plain(name)
    args = (settings, baris_id, "dokumen", pagu)
    st.button(text, icon=":material/article:", on_click=open_row, args=args, type="primary")


def document_button(doc_id: str | None, names: Mapping[str, str], page: int | None = None) -> None:
    """A button to the chosen document's page; where none of ``names`` (by doc_id) is chosen, how to choose one."""
    if doc_id is None or doc_id not in names:
        open_button_hint()
        return
    text = say("page_buka.open_document") + plain(names[doc_id])
    going = {"lihat": "dokumen", "bagian": "halaman", "wilayah": "semua", "dok": doc_id, "hlm": page, "baris": None}
    st.button(text, icon=":material/article:", on_click=link.go, kwargs=going, key=f"buka_{doc_id}_{page}")


def open_button_hint() -> None:
    """How to choose a row."""
    if plain_table.wanted():
        st.caption(say("page_buka.choose_in_list"))
    else:
        st.caption(say("page_buka.click_box_left_row"))
