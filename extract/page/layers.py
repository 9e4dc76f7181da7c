"""Layers that are switched off: a text page names their letters and lines, a reader never sees them.

pdfium tells which layer an object is marked with, but neither a form's layer nor whether any is shown. It knows when it
draws: where a document has such layers, each page's objects are drawn in colours of their own, and what shows no colour
is taken out of the page before it is read. Documents without layers pay one search through their bytes.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c
from extract.page.filebytes import PdfBytes
from extract.page.notelayers import NoteLayers
from extract.page.stretches import distinct

_LAYERS = b"/OCProperties"
_OFF = re.compile(rb"/OFF\s*\[\s*\d|/OFF\s+\d+\s+\d+\s+R|State\s*/OFF|/OCMD\b")
_PACKED = re.compile(rb"/ObjStm\b[^\0]{0,200}?stream\r?\n")
_MOST_PACKED = 1 << 22
_MARK = "OC"
_MARK_LENGTH = 16
_MOST, _DEPTH, _MOST_DRAWN = 20_000, 8, 50
"""So many objects of a page are looked at, in forms within forms, and so many are drawn one by one."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE = 3
_SCALE, _WIDEST = 2.0, 3000
_PAPER = 0xFFFFFF
_NOTHING = np.zeros((0, 0), np.uint32)
_STEP = 37
"""Between the colours of two objects that follow each other."""


def has_hidden_layers(data: PdfBytes) -> bool:
    """True where the PDF of these bytes has layers, some of which may be off."""
    # Most documents have none, and all pay for the search: what is quick to look for is looked for first.
    return any(_LAYERS in text for text in _objects(data)) and any(map(_OFF.search, _objects(data)))


def _objects(data: PdfBytes) -> Iterator[bytes]:
    """The file's bytes, and the objects that are kept compressed; those of an encrypted PDF cannot be looked at."""
    for piece in data.pieces():
        yield piece
        for found in _PACKED.finditer(piece):
            try:
                yield zlib.decompressobj().decompress(piece[found.end() : found.end() + _MOST_PACKED], _MOST_PACKED)
            except zlib.error:
                continue


class _Place(NamedTuple):
    """An object that a layer may hide, its kind, and its number in each of the forms that hold it, outermost first."""

    drawn: Any
    kind: int
    path: tuple[int, ...]


def without_hidden(page: Any, reload: Callable[[Any], Any]) -> Any:
    """The page without what stands on layers that are off; ``reload`` closes a page and loads it once more."""
    doubtful = list(_places(page, None, (), held=False))
    if not doubtful:
        return page
    hidden = _unseen(page, doubtful)
    page = reload(page)
    # From the last to the first, so that the numbers of those before stay what they are.
    for path in sorted(hidden, reverse=True):
        _remove(page, path)
    return page


def _remove(page: Any, path: tuple[int, ...]) -> None:
    *outer, last = path
    parent = None
    for number in outer:
        parent = _child(page, parent, number)
    taken = _child(page, parent, last)
    if parent is None:
        removed = c.library.FPDFPage_RemoveObject(page, taken)
    else:
        removed = c.library.FPDFFormObj_RemoveObject(parent, taken)
    if removed:
        c.library.FPDFPageObj_Destroy(taken)


def _child(page: Any, parent: Any, number: int) -> Any:
    if parent is None:
        return c.library.FPDFPage_GetObject(page, number)
    return c.library.FPDFFormObj_GetObject(parent, number)


def _places(page: Any, parent: Any, path: tuple[int, ...], *, held: bool) -> Iterator[_Place]:
    """The objects marked with a layer, and all within forms, which may have one of their own."""
    library = c.library
    count = library.FPDFPage_CountObjects(page) if parent is None else library.FPDFFormObj_CountObjects(parent)
    for number in range(min(count, _MOST)):
        drawn = _child(page, parent, number)
        kind, here = library.FPDFPageObj_GetType(drawn), (*path, number)
        if kind == _FORM and len(here) < _DEPTH and not library.FPDFPageObj_HasTransparency(drawn):
            yield from _places(page, drawn, here, held=True)
        elif kind == _FORM or held or _is_marked(drawn):
            yield _Place(drawn, kind, here)


def _is_marked(drawn: Any) -> bool:
    """True for an object that is marked with a layer."""
    for number in range(c.library.FPDFPageObj_CountMarks(drawn)):
        buffer, length = ctypes.create_string_buffer(_MARK_LENGTH), ctypes.c_ulong()
        place = ctypes.cast(buffer, ctypes.POINTER(c.library.FPDF_WCHAR))
        mark = c.library.FPDFPageObj_GetMark(drawn, number)
        c.library.FPDFPageObjMark_GetName(mark, place, _MARK_LENGTH, length)
        if buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == _MARK:
            return True
    return False


def _unseen(page: Any, places: list[_Place]) -> list[tuple[int, ...]]:
    """Where the objects stand of which nothing is drawn."""
    whole = [place for place in places if place.kind not in (_TEXT, _PATH)][:_MOST_DRAWN]
    before = _drawn(page) if whole else _NOTHING
    hidden = [place.path for place in whole if not _changes(page, place.drawn, before)]
    coloured = [place for place in places if place.kind in (_TEXT, _PATH) and not _is_inkless(place)][:_MOST]
    for number, place in enumerate(coloured, 1):
        colour = (number * _STEP & 0xFF, number * _STEP >> 8 & 0xFF, number * _STEP >> 16 & 0xFF, 0xFF)
        c.library.FPDFPageObj_SetFillColor(place.drawn, *colour)
        c.library.FPDFPageObj_SetStrokeColor(place.drawn, *colour)
    seen = set(distinct(_drawn(page)).tolist()) if coloured else set()
    return hidden + [place.path for number, place in enumerate(coloured, 1) if number * _STEP not in seen]


def _is_inkless(place: _Place) -> bool:
    """True for text that is never drawn: the layer of letters below a scan."""
    return place.kind == _TEXT and c.library.FPDFTextObj_GetTextRenderMode(place.drawn) == _INVISIBLE


def _changes(page: Any, drawn: Any, before: NDArray[np.uint32]) -> bool:
    """True where the page looks otherwise without an object (of any kind)."""
    c.library.FPDFPageObj_SetIsActive(drawn, False)
    changed = not np.array_equal(before, _drawn(page))
    c.library.FPDFPageObj_SetIsActive(drawn, True)
    return changed


def remove_hidden_notes(page: Any, notes: NoteLayers, number: int) -> None:
    """Take out the fields and notes of page ``number`` that a layer hides: made content they no longer know of it."""
    library = c.library
    count = min(library.FPDFPage_GetAnnotCount(page), _MOST_DRAWN)
    if any(_is_layered(page, k) for k in range(count)):
        for k in sorted(notes.hidden(number), reverse=True):
            library.FPDFPage_RemoveAnnot(page, k)


def _is_layered(page: Any, number: int) -> bool:
    note = c.library.FPDFPage_GetAnnot(page, number)
    try:
        return bool(note and c.library.FPDFAnnot_HasKey(note, _MARK.encode()))
    finally:
        c.library.FPDFPage_CloseAnnot(note)


def _drawn(page: Any) -> NDArray[np.uint32]:
    """The page as drawn, layers that are off left out, without soft edges: each pixel's 0xRRGGBB turned BGR."""
    library = c.library
    width, height = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
    scale = min(_SCALE, _WIDEST / max(width, height, 1.0))
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    picture = np.full((rows, columns), _PAPER, np.uint32)
    place = picture.ctypes.data_as(ctypes.c_void_p)
    bitmap = library.FPDFBitmap_CreateEx(columns, rows, library.FPDFBitmap_BGRx, place, columns * 4)
    try:
        flags = library.FPDF_ANNOT | library.FPDF_REVERSE_BYTE_ORDER
        flags |= library.FPDF_RENDER_NO_SMOOTHTEXT | library.FPDF_RENDER_NO_SMOOTHPATH
        library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
    finally:
        library.FPDFBitmap_Destroy(bitmap)
    return np.asarray(picture & _PAPER)
