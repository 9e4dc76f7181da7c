"""What pdfium's own calls for text and paths take: the least that any reader through it pays, tables not counted."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import numpy as np
import pypdfium2

from extract.page import pdfium_calls as c

_PATH = 2


class Floor(NamedTuple):
    """CPU seconds: ``parsed`` to open pages and their text pages, ``asked`` besides for boxes, objects and points."""

    parsed: float
    asked: float

    @property
    def total(self) -> float:
        return self.parsed + self.asked


def pdfium_floor(path: str) -> Floor:
    """The floor of one file: every page opened, each character asked for its box, each path for its points."""
    document: Any = pypdfium2.PdfDocument(path)
    asked, start = 0.0, time.process_time()
    for number in range(len(document)):
        page = c.library.FPDF_LoadPage(document.raw, number)
        if page:
            text = c.library.FPDFText_LoadPage(page)
            opened = time.process_time()
            if text:
                _ask_text(text)
            _ask_paths(page)
            asked += time.process_time() - opened
            c.library.FPDFText_ClosePage(text)
            c.library.FPDF_ClosePage(page)
    document.close()
    return Floor(time.process_time() - start - asked, asked)


def _ask_text(text: Any) -> None:
    n = c.library.FPDFText_CountChars(text)
    units = np.zeros(n + 1, "<u2")
    handle = c.handle(text)
    c.char_text(handle, 0, n, c.Handle(units.ctypes.data))
    c.fill_rows(c.char_loose_box, c.same(handle), range(n), n=n, width=4, dtype="f4")


def _ask_paths(page: Any) -> None:
    n = c.library.FPDFPage_CountObjects(page)
    objects = c.pointers(map(c.page_object, c.same(c.handle(page)), range(n)))
    types = c.collect(c.object_type, objects, count=n)
    paths = [objects[k] for k in np.flatnonzero(types == _PATH).tolist()]
    counts = c.collect(c.path_count, paths, count=len(paths)).tolist()
    owners = [path for path, count in zip(paths, counts, strict=True) for _ in range(count)]
    points = c.pointers(map(c.path_segment, owners, [k for count in counts for k in range(count)]))
    c.fill_rows(c.segment_point, points, n=len(points), width=2, dtype="f4", split=True)
