"""Calls into pdfium in bulk: one C function over many handles or indices, without a Python loop.

The checked ctypes bindings cost about a microsecond a call; a page has tens of thousands. Here each function is bound
once by its address with plain integer arguments, and ``map`` drives it into a numpy buffer. Only this module and its
callers ``chars.py``, ``paths.py`` and ``pdf.py`` know pdfium.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_int, c_size_t, c_void_p
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw
from numpy.typing import NDArray

library: Any = pypdfium2.raw
"""The checked bindings, for calls that happen once a page."""

Handles = NDArray[np.uintp]
Call = Callable[..., int]


def _bind(name: str, restype: Any, *argtypes: Any) -> Call:
    """The function ``name`` of pdfium with plain integer arguments (addresses as ``int``)."""
    address = ctypes.cast(getattr(library, name), c_void_p).value or 0
    # PYFUNCTYPE keeps the interpreter lock: releasing it costs more than most of these calls.
    return ctypes.PYFUNCTYPE(restype, *argtypes)(address)


char_loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
char_text = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, c_void_p, c_int)
char_object = _bind("FPDFText_GetTextObject", c_size_t, c_void_p, c_int)
char_matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
char_fill = _bind("FPDFText_GetFillColor", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
text_size = _bind("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
text_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
text_font = _bind("FPDFTextObj_GetFont", c_size_t, c_void_p)
font_weight = _bind("FPDFFont_GetWeight", c_int, c_void_p)
font_flags = _bind("FPDFFont_GetFlags", c_int, c_void_p)
font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)

page_object = _bind("FPDFPage_GetObject", c_size_t, c_void_p, c_int)
form_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_size_t, c_void_p, ctypes.c_ulong)
object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
object_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_fill = _bind("FPDFPageObj_GetFillColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_stroke = _bind("FPDFPageObj_GetStrokeColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_width = _bind("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
path_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
path_count = _bind("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _bind("FPDFPath_GetPathSegment", c_size_t, c_void_p, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)


def handle(pointer: Any) -> int:
    """The address behind a pdfium pointer of the checked bindings."""
    return ctypes.cast(pointer, c_void_p).value or 0


def collect(call: Call, *args: Iterable[int], count: int, dtype: type[np.generic] = np.intp) -> NDArray[Any]:
    """What ``call`` returns for each tuple of arguments: an array of ``count`` numbers."""
    return np.fromiter(map(call, *args), dtype=dtype, count=count)


def fill_rows(call: Call, *args: Iterable[int], n: int, width: int, dtype: Any, split: bool = False) -> NDArray[Any]:
    """What ``call`` writes for each tuple of arguments: ``n`` rows of ``width`` numbers of ``dtype``.

    The C function gets the address of a whole row, or with ``split`` one address for each number. Rows of calls that
    fail stay zero.
    """
    rows = np.zeros((max(n, 1), width), dtype=dtype)
    if n:
        start, step, item = rows.ctypes.data, rows.strides[0], rows.itemsize
        offsets = range(width) if split else range(1)
        places = [range(start + k * item, start + k * item + n * step, step) for k in offsets]
        deque(map(call, *args, *places), maxlen=0)
    return rows[:n]


def grey_and_alpha(call: Call, *args: Iterable[int], n: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Grey level (0 black .. 1 white) and opacity (0..1) of ``n`` objects' colours."""
    rgba = fill_rows(call, *args, n=n, width=4, dtype=np.uint32, split=True).astype(np.float32) / 255.0
    return rgba[:, :3] @ np.array([0.299, 0.587, 0.114], np.float32), rgba[:, 3]


def same(value: int) -> repeat[int]:
    """The same argument for every call."""
    return repeat(value)
