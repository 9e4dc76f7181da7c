"""The choice of one of a document's tables."""

from __future__ import annotations

import streamlit as st

from renja.web import link
from renja.web.data import dokumen as data
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.text import is_missing, short


def choose_table(settings: Settings, doc_id: str) -> str | None:
    """A list of the document's tables; the id of the one chosen, None (and said so) where there is none."""
    tables = data.tables(settings.dataset, doc_id)
    if tables.empty:
        st.info(say("page_tabel.no_table_was_read"))
        return None
    names: dict[str, str] = {}
    for table in tables.to_dict("records"):
        pages = [int(page) for page in table["halaman"]]
        where = f"{pages[0]}" if len(pages) < 2 else f"{pages[0]}–{pages[-1]}"
        caption = " ".join(str(part) for part in (table["nomor"], table["judul"]) if not is_missing(part))
        names[str(table["tabel_id"])] = short(
            f"{label(table['jenis_tabel'])}, {say('page_tabel.p')} {where}" + (f": {caption}" if caption else ""), 150
        )
    longest = str(tables.sort_values("jumlah_baris", ascending=False)["tabel_id"].iloc[0])
    return link.choose(say("page_tabel.table"), "tabel", list(names), longest, lambda name: names[name])
