"""A document's page on the page: its picture with marks, and what is said where there is no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from renja.review.evidence import Mark
from renja.web.language import say
from renja.web.pdfs import changed_pdf, find_pdf
from renja.web.picture import Page, PageError, marked, middle, on_page, page_picture
from renja.web.settings import Settings
from renja.web.style import scroll_to
from renja.web.text import plain

Document = Mapping[str, Any]
_AS_IT_IS: Literal["PNG"] = "PNG"
"""Else Streamlit packs each picture anew at each click, and small print gets blurred edges."""


def show_strip(settings: Settings, document: Document, page: int, marks: Sequence[Mark], key: str) -> None:
    """Draws the strip of a page with the marks alone, large enough to read; nothing where none is on this page."""
    here = on_page(marks, page)
    path = _path(settings, document) if here else None
    if path is None:
        return
    try:
        picture = _picture(path, document, page)
    except PageError:
        return  # the page below says so
    with st.container(key=f"potongan_{key}"):
        alt = _alt(document, page, say("page_panel.marked_part"))
        caption = say("page_panel.title_marked_part")
        st.image(marked(picture, here, crop=True), alt=alt, caption=caption, output_format=_AS_IT_IS)
        scroll_to(f"potongan_{key}", *middle(picture, here, crop=True))


def show_sheet(settings: Settings, document: Document, page: int, marks: Sequence[Mark], key: str) -> None:
    """Draws the page with its marks, or says why it cannot be shown."""
    path = _path(settings, document)
    if path is None:
        _tell_missing(settings, document)
        return
    try:
        picture = _picture(path, document, page)
    except PageError as error:
        st.error(plain(error))
        return
    most, here = document["jumlah_halaman"], on_page(marks, page)
    with st.container(key=f"lembar_{key}"):
        caption = say("page_panel.page", page=page, most=most)
        alt = _alt(document, page, "")
        st.image(marked(picture, here), caption=caption, width="stretch", alt=alt, output_format=_AS_IT_IS)
        if here:
            scroll_to(f"lembar_{key}", *middle(picture, here))


def _path(settings: Settings, document: Document) -> Path | None:
    return find_pdf(settings, str(document["berkas"]), str(document["sha256"]))


def _picture(path: Path, document: Document, page: int) -> Page:
    with st.spinner(say("page_panel.drawing_page")):
        return page_picture(path, str(document["sha256"]), page)


def _alt(document: Document, page: int, part: str) -> str:
    whole = say("page_panel.picture_page_document", page=page)
    return f"{whole} {document['doc_id']}" + (f", {part}" if part else "")


def _tell_missing(settings: Settings, document: Document) -> None:
    looked = "" if settings.pdf_root is None else f" ({plain(settings.pdf_root)})"
    file = plain(document["berkas"])
    if changed_pdf(settings, str(document["berkas"]), str(document["sha256"])) is not None:
        st.warning(say("page_panel.pdf_has_changed", file=file))
        return
    st.warning(say("page_panel.pdf_was_not_found", file=file, looked=looked))
