"""A document's page on the page: its picture with marks, and what is said where there is no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from renja.evidence import Mark
from renja.web.language import say
from renja.web.pdfs import find_pdf
from renja.web.picture import PageError, marked, on_page, page_picture
from renja.web.settings import Settings
from renja.web.text import plain


def show_sheet(
    settings: Settings, document: Mapping[str, Any], page: int, marks: Sequence[Mark], key: str, *, strip: bool = True
) -> None:
    """Draws the page with its marks; above it, large enough to read, the strip with the marks alone."""
    path = find_pdf(settings, str(document["berkas"]), str(document["sha256"]))
    if path is None:
        _tell_missing(settings, document)
        return
    here = on_page(marks, page)
    try:
        with st.spinner(say("Menggambar halaman …", "Drawing the page …")):
            picture = page_picture(path, str(document["sha256"]), page)
    except PageError as error:
        st.error(plain(error))
        return
    if here and strip:
        with st.container(key=f"potongan_{key}"):
            st.image(marked(picture, here, crop=True), alt=_alt(document, page, say("bagian bertanda", "marked part")))
    with st.container(key=f"lembar_{key}"):
        caption = say(
            f"Halaman {page} dari {document['jumlah_halaman']}", f"Page {page} of {document['jumlah_halaman']}"
        )
        st.image(marked(picture, here), caption=caption, width="stretch", alt=_alt(document, page, ""))


def _alt(document: Mapping[str, Any], page: int, part: str) -> str:
    whole = say(f"Gambar halaman {page} dokumen", f"Picture of page {page} of the document")
    return f"{whole} {document['doc_id']}" + (f", {part}" if part else "")


def _tell_missing(settings: Settings, document: Mapping[str, Any]) -> None:
    looked = "" if settings.pdf_root is None else f" ({plain(settings.pdf_root)})"
    st.warning(
        say(
            f"Berkas PDF tidak ditemukan, atau isinya bukan lagi yang dibaca: **{plain(document['berkas'])}**. "
            f"Jalankan ulang dengan `renja dashboard … --pdf-root FOLDER`, folder tempat PDF berada sekarang{looked}.",
            f"The PDF was not found, or is not the file that was read: **{plain(document['berkas'])}**. Start again "
            f"with `renja dashboard … --pdf-root FOLDER`, the folder where the PDFs are now{looked}.",
        )
    )
