"""Values of form fields and typed notes: a reader sees them on the page, but they are none of its content."""

from __future__ import annotations

import ctypes
from typing import Any

from extract.page import pdfium_calls as c

_MOST = 2000
_KIND_LENGTH = 16
_SHOWN_FIELDS = frozenset({"Tx", "Ch"})
"""Texts and choices; a signature's picture is no content, a button holds no value."""


def make_content(page: Any) -> bool:
    """Make fields' values and typed notes part of the page's content; True where the page must be loaded anew.

    The document changes in memory only: links, stamps and signatures of such a page are left out of it.
    """
    count = min(c.library.FPDFPage_GetAnnotCount(page), _MOST)
    shown = [_is_text(page, k) for k in range(count)]
    if not any(shown):
        return False
    for k in reversed(range(count)):
        if not shown[k]:
            c.library.FPDFPage_RemoveAnnot(page, k)
    _draw_once(page)
    return bool(c.library.FPDFPage_Flatten(page, c.library.FLAT_NORMALDISPLAY) == c.library.FLATTEN_SUCCESS)


def _draw_once(page: Any) -> None:
    """Have pdfium make the looks of fields that are filled in without any, as it does before it draws them."""
    point = c.library.FPDFBitmap_Create(1, 1, 0)
    c.library.FPDF_RenderPageBitmap(point, page, 0, 0, 1, 1, 0, c.library.FPDF_ANNOT)
    c.library.FPDFBitmap_Destroy(point)


def _is_text(page: Any, number: int) -> bool:
    """True for the annotations that print text into the page."""
    annotation = c.library.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return False
    try:
        kind = c.library.FPDFAnnot_GetSubtype(annotation)
        if kind == c.library.FPDF_ANNOT_WIDGET:
            return _field_kind(annotation) in _SHOWN_FIELDS
        return bool(kind == c.library.FPDF_ANNOT_FREETEXT)
    finally:
        c.library.FPDFPage_CloseAnnot(annotation)


def _field_kind(annotation: Any) -> str:
    """``Tx`` for text, ``Ch`` for a choice; empty for a further part of a field, which names no kind itself."""
    buffer = ctypes.create_string_buffer(_KIND_LENGTH)
    place = ctypes.cast(buffer, ctypes.POINTER(c.library.FPDF_WCHAR))
    length = c.library.FPDFAnnot_GetStringValue(annotation, b"FT", place, _KIND_LENGTH)
    return buffer.raw[: max(min(length, _KIND_LENGTH) - 2, 0)].decode("utf-16-le", "replace")
