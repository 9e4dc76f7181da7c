"""Calls into pdfium in bulk: one C function over many handles or indices, without a Python loop.

The checked ctypes bindings cost about a microsecond a call, and a page has tens of thousands. Here functions are bound
by address without argument types, which halves the cost of a call and leaves the care to the caller: handles must be
``Handle`` objects, indices ``int``, and places to write to come from a pool made once. Not for
threads: ``pdf.py`` locks.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from ctypes import c_int, c_size_t, c_void_p
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw
from numpy.typing import NDArray

library: Any = pypdfium2.raw
"""The checked bindings, for calls that happen once a page."""
Call = Callable[..., Any]
Argument = Sequence[Any] | Iterable[Any]
_SIZES = (256, 1024, 4096)
"""Rows of the pools that are made; of more rows the largest one is filled again and again."""


class Handle(c_void_p):
    """A pointer to something of pdfium's. Unlike ``c_void_p`` itself it comes back from calls as an object."""


def _bind(name: str, restype: Any) -> Call:
    """The function ``name`` of pdfium, its arguments unchecked."""
    address = ctypes.cast(getattr(library, name), c_void_p).value or 0
    # PYFUNCTYPE keeps the interpreter lock: releasing it costs more than most of these calls.
    return ctypes.PYFUNCTYPE(restype)(address)


char_text = _bind("FPDFText_GetText", c_int)
char_loose_box = _bind("FPDFText_GetLooseCharBox", c_int)
char_origin = _bind("FPDFText_GetCharOrigin", c_int)
char_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint)
char_object = _bind("FPDFText_GetTextObject", c_size_t)
char_matrix = _bind("FPDFText_GetMatrix", c_int)
char_fill = _bind("FPDFText_GetFillColor", c_int)
text_size = _bind("FPDFTextObj_GetFontSize", c_int)
text_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int)
text_font = _bind("FPDFTextObj_GetFont", c_size_t)
font_weight = _bind("FPDFFont_GetWeight", c_int)
font_flags = _bind("FPDFFont_GetFlags", c_int)
font_name = _bind("FPDFFont_GetBaseFontName", c_size_t)

page_object = _bind("FPDFPage_GetObject", c_size_t)
form_count = _bind("FPDFFormObj_CountObjects", c_int)
form_object = _bind("FPDFFormObj_GetObject", c_size_t)
object_type = _bind("FPDFPageObj_GetType", c_int)
object_matrix = _bind("FPDFPageObj_GetMatrix", c_int)
object_bounds = _bind("FPDFPageObj_GetBounds", c_int)
object_fill = _bind("FPDFPageObj_GetFillColor", c_int)
object_stroke = _bind("FPDFPageObj_GetStrokeColor", c_int)
object_width = _bind("FPDFPageObj_GetStrokeWidth", c_int)
object_clip = _bind("FPDFPageObj_GetClipPath", Handle)
clip_count = _bind("FPDFClipPath_CountPaths", c_int)
clip_points = _bind("FPDFClipPath_CountPathSegments", c_int)
clip_segment = _bind("FPDFClipPath_GetPathSegment", Handle)
path_mode = _bind("FPDFPath_GetDrawMode", c_int)
path_count = _bind("FPDFPath_CountSegments", c_int)
path_segment = _bind("FPDFPath_GetPathSegment", c_size_t)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int)
segment_type = _bind("FPDFPathSegment_GetType", c_int)


def handle(pointer: Any) -> Handle:
    """The handle behind a pointer of the checked bindings."""
    return Handle(ctypes.cast(pointer, c_void_p).value or 0)


def pointers(addresses: Iterable[int]) -> list[Any]:
    """Pointers to pass, of addresses as calls that return numbers give them.

    A ``Handle`` is made into such a pointer anew in each call, which costs a fifth of it.
    """
    return list(map(c_void_p.from_param, addresses))


def same(value: Handle) -> repeat[Any]:
    """The same pointer for every call."""
    return repeat(c_void_p.from_param(value.value))


def collect(call: Call, *args: Argument, count: int, dtype: type[np.generic] = np.intp) -> NDArray[Any]:
    """What ``call`` returns for each tuple of arguments: an array of ``count`` numbers."""
    return np.fromiter(map(call, *args), dtype=dtype, count=count)


class _Pool(NamedTuple):
    """Rows that C functions write to, and pointers to each row (or to each number of each row)."""

    rows: NDArray[Any]
    pointers: tuple[list[Any], ...]


@cache
def _pool(size: int, width: int, dtype: str, split: bool) -> _Pool:
    rows = np.zeros((size, width), dtype=dtype)
    item = rows.itemsize
    raw = (ctypes.c_char * rows.nbytes).from_buffer(rows.data)
    offsets = range(0, width * item, item) if split else (0,)
    step = rows.strides[0]
    return _Pool(rows, tuple([ctypes.byref(raw, k * step + offset) for k in range(size)] for offset in offsets))


def fill_rows(call: Call, *args: Argument, n: int, width: int, dtype: str, split: bool = False) -> NDArray[Any]:
    """What ``call`` writes for each tuple of arguments: ``n`` rows of ``width`` numbers of ``dtype``.

    The C function gets a pointer to a whole row, or with ``split`` one to each number. ``args`` are sequences of ``n``
    or ``repeat`` objects. Rows of calls that fail stay zero.
    """
    size = next((size for size in _SIZES if size >= n), _SIZES[-1])
    pool = _pool(size, width, dtype, split)
    out = np.empty((n, width), dtype=dtype)
    for low in range(0, n, size):
        high = min(low + size, n)
        pool.rows[: high - low] = 0
        part = args if n <= size else [arg[low:high] if isinstance(arg, Sequence) else arg for arg in args]
        deque(map(call, *part, *pool.pointers), maxlen=0)
        out[low:high] = pool.rows[: high - low]
    return out


def finite(values: NDArray[Any]) -> NDArray[Any]:
    """``np.nan_to_num``, which takes ten times as long to find that there is nothing to do."""
    return values if np.isfinite(values).all() else np.nan_to_num(values)


_FEW = 16
_XS, _YS = (ctypes.c_float * _FEW)(), (ctypes.c_float * _FEW)()
_PLACES = [(ctypes.byref(_XS, 4 * k), ctypes.byref(_YS, 4 * k)) for k in range(_FEW)]


def points_of(segments: Sequence[Handle]) -> tuple[list[float], list[float]]:
    """The x and the y of a few path segments, 16 at most: making arrays of them would cost more than the calls."""
    for k, segment in enumerate(segments):
        if not segment_point(segment, *_PLACES[k]):
            _XS[k] = _YS[k] = 0.0
    return _XS[: len(segments)], _YS[: len(segments)]


def grey_and_alpha(call: Call, *args: Argument, n: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Grey level (0 black .. 1 white) and opacity (0..1) of ``n`` objects' colours."""
    rgba = fill_rows(call, *args, n=n, width=4, dtype="u4", split=True).astype(np.float32) / 255.0
    return rgba[:, :3] @ np.array([0.299, 0.587, 0.114], np.float32), rgba[:, 3]
