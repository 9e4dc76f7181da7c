"""The characters of one page: text, boxes, size, weight, direction and whether a reader sees them."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as c
from extract.types import Bools, Floats, Ints

MAX_CHARS = 300_000
# pdfium marks a hyphen at a line's end by one of the first two; Word's fonts map the drawn hyphen to the third.
_AS_PRINTED = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " ", 0x00: "\ufffd"} | dict.fromkeys((*range(3, 32), 127), " ")
_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "-bd")
_FORCE_BOLD = 1 << 18
_HIDDEN_MODES = (3, 7)
_STROKED_MODE = 2


class Chars(NamedTuple):
    """Characters in user space (y upwards): ``boxes`` (n, 4) x0, y0, x1, y1; ``directions`` (n, 2) of reading."""

    text: str
    boxes: NDArray[np.float64]
    sizes: Floats
    bold: Bools
    directions: NDArray[np.float32]
    drawn: Bools
    """False where the text is drawn without ink (render mode, opacity)."""
    grey: Floats
    alpha: Floats
    font_names: tuple[str, ...]


def no_chars() -> Chars:
    """The characters of an empty page."""
    none = np.zeros(0, np.float32)
    flags = np.zeros(0, np.bool_)
    return Chars("", np.zeros((0, 4)), none, flags, np.zeros((0, 2), np.float32), flags, none, none, ())


def read_chars(text_page: int, n: int) -> Chars:
    """The characters of an open pdfium text page with ``n`` of them, those that pdfium made up left out."""
    objects = c.collect(c.char_object, c.same(text_page), range(n), count=n, dtype=np.uintp)
    # Generated characters (spaces and line ends that pdfium guesses) belong to no text object.
    keep = np.flatnonzero(objects)
    if not len(keep):
        return no_chars()
    text = _page_text(text_page, n)
    boxes = c.fill_rows(c.char_loose_box, c.same(text_page), range(n), n=n, width=4, dtype=np.float32)[keep]
    runs = _read_runs(text_page, keep, objects[keep])
    picked = text if len(keep) == n else "".join(map(text.__getitem__, keep.tolist()))
    return Chars(
        picked.translate(_AS_PRINTED),
        _ordered(boxes.astype(np.float64)),
        runs.sizes[runs.of],
        runs.bold[runs.of],
        runs.directions[runs.of],
        runs.drawn[runs.of],
        runs.grey[runs.of],
        runs.alpha[runs.of],
        runs.font_names,
    )


def _ordered(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """x0, y0, x1, y1 from pdfium's left, top, right, bottom in any order."""
    left, top, right, bottom = boxes.T
    return np.stack(
        [np.minimum(left, right), np.minimum(top, bottom), np.maximum(left, right), np.maximum(top, bottom)], axis=1
    )


def _page_text(text_page: int, n: int) -> str:
    """One character for each index of the text page."""
    units = np.zeros(n + 1, dtype="<u2")
    written = c.char_text(text_page, 0, n, units.ctypes.data) - 1
    units = units[:n]
    if written == n and not np.any((units & 0xF800) == 0xD800):
        return str(units.tobytes(), "utf-16-le")
    # pdfium leaves out characters without a Unicode value and splits rare ones in two: ask one by one.
    codes = c.collect(c.char_unicode, c.same(text_page), range(n), count=n, dtype=np.uint32)
    codes[(codes > 0x10FFFF) | ((codes & 0xFFFFF800) == 0xD800)] = 0xFFFD
    return str(codes.astype("<u4").tobytes(), "utf-32-le")


class _Runs(NamedTuple):
    """Runs of characters that one text object draws; ``of`` gives each character's run."""

    of: NDArray[np.intp]
    sizes: Floats
    bold: Bools
    directions: NDArray[np.float32]
    drawn: Bools
    grey: Floats
    alpha: Floats
    font_names: tuple[str, ...]


def _read_runs(text_page: int, indices: NDArray[np.intp], objects: c.Handles) -> _Runs:
    starts = np.flatnonzero(np.concatenate([[True], objects[1:] != objects[:-1]]))
    of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(objects))))
    firsts, handles, n = indices[starts].tolist(), objects[starts].tolist(), len(starts)
    matrices = c.fill_rows(c.char_matrix, c.same(text_page), firsts, n=n, width=6, dtype=np.float32)
    sizes = c.fill_rows(c.text_size, handles, n=n, width=1, dtype=np.float32)[:, 0]
    modes = c.collect(c.text_mode, handles, count=n)
    grey, alpha = c.grey_and_alpha(c.char_fill, c.same(text_page), firsts, n=n)
    bold, names = _read_fonts(c.collect(c.text_font, handles, count=n, dtype=np.uintp))
    return _Runs(
        of,
        np.nan_to_num(np.abs(sizes) * np.hypot(matrices[:, 2], matrices[:, 3])).astype(np.float32),
        bold | (modes == _STROKED_MODE),
        matrices[:, :2],
        ~np.isin(modes, _HIDDEN_MODES) & (alpha > 0.02),
        grey,
        alpha,
        names,
    )


def _read_fonts(fonts: c.Handles) -> tuple[Bools, tuple[str, ...]]:
    """Whether each font is bold, and the names of all fonts."""
    unique, inverse = np.unique(fonts, return_inverse=True)
    names = [_font_name(int(font)) for font in unique]
    bold = [_is_bold(int(font), name) for font, name in zip(unique, names, strict=True)]
    return np.array(bold, dtype=np.bool_)[inverse], tuple(sorted({name for name in names if name}))


def _font_name(font: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = c.font_name(font, ctypes.addressof(buffer), len(buffer)) if font else 0
    return buffer.raw[: max(min(length, len(buffer)) - 1, 0)].decode("utf-8", "replace")


def _is_bold(font: int, name: str) -> bool:
    if not font:
        return False
    if any(word in name.lower() for word in _BOLD_NAMES):
        return True
    return bool(c.font_flags(font) & _FORCE_BOLD) or c.font_weight(font) >= 700


def angles_of(directions: NDArray[np.float64]) -> Ints:
    """Degrees clockwise, 0..359, of directions (n, 2) on the displayed page (y downwards); exact right angles snap."""
    degrees = np.degrees(np.arctan2(directions[:, 1], directions[:, 0]))
    quarter = np.round(degrees / 90.0) * 90.0
    snapped = np.where(np.abs(degrees - quarter) <= 2.0, quarter, degrees)
    return np.mod(np.round(np.nan_to_num(snapped)), 360).astype(np.int16)
