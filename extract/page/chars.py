"""The characters of one page: text, boxes, size, weight, direction and whether a reader sees them."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c
from extract.page.clips import clipped
from extract.types import Bools, Floats, Ints

MAX_CHARS = 300_000
# pdfium marks a hyphen at a line's end by one of the first two; Word's fonts map the drawn hyphen to the third.
_AS_PRINTED = {0x00: 0xFFFD, 0x02: 0x2D, 0xFFFE: 0x2D, 0xAD: 0x2D} | dict.fromkeys((*range(3, 32), 0x7F, 0xA0), 0x20)
_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "-bd")
_FORCE_BOLD = 1 << 18
_TALLEST = 3.0
"""A line of text is at most so many font sizes high; fonts that claim more count in other units than they say."""
_ASCENT, _DESCENT = 0.9, 0.21
"""Shares of the font size above and below the base line, of the usual fonts."""
_STROKED_MODE, _HIDDEN_MODE, _CLIP_MODE = 2, 3, 7


class Font(NamedTuple):
    """A font of a page: its address, for as long as the page is open, and its name."""

    address: int
    name: str


class Runs(NamedTuple):
    """Runs of characters that one text object draws: ``of`` (n,) gives each character's run, the rest is by run."""

    of: NDArray[np.intp]
    sizes: Floats
    bold: Bools
    directions: NDArray[np.float32]
    """(k, 2): where the text reads to, y upwards."""
    drawn: Bools
    """False where the text is drawn without ink (render mode, opacity)."""
    grey: Floats
    alpha: Floats
    objects: NDArray[np.uintp]
    """(k,): the address of each run's text object."""
    font: NDArray[np.intp]
    """(k,): which of the page's ``fonts`` each run is set in."""
    fonts: tuple[Font, ...]

    @property
    def font_names(self) -> tuple[str, ...]:
        """The names of all fonts that have one."""
        return tuple(sorted({font.name for font in self.fonts} - {""}))


class Chars(NamedTuple):
    """Characters in user space (y upwards): ``codes`` (n,), ``boxes`` (n, 4) x0, y0, x1, y1."""

    codes: NDArray[np.uint32]
    boxes: Floats
    runs: Runs
    clipped: NDArray[np.intp]
    """The numbers of those that a clipping path hides."""


def no_chars() -> Chars:
    """The characters of an empty page."""
    none = np.zeros(0, np.float32)
    flags = np.zeros(0, np.bool_)
    numbers = np.zeros(0, np.intp)
    directions, objects = np.zeros((0, 2), np.float32), np.zeros(0, np.uintp)
    runs = Runs(numbers, none, flags, directions, flags, none, none, objects, numbers, ())
    return Chars(np.zeros(0, np.uint32), np.zeros((0, 4), np.float32), runs, numbers)


def read_chars(text_page: c.Handle, n: int) -> Chars:
    """The characters of an open pdfium text page with ``n`` of them, those that pdfium made up left out."""
    codes = _page_codes(text_page, n)
    # Generated characters (spaces and line ends that pdfium guesses) have no extent and belong to no text object. On
    # some pages every second character is a line end: those are not even asked for.
    places = np.flatnonzero((codes != 0x0A) & (codes != 0x0D))
    sides = c.fill_rows(c.char_loose_box, c.same(text_page), places.tolist(), n=len(places), width=4, dtype="f4")
    codes = codes.take(places)
    made_up = (sides[:, 0] == sides[:, 2]) & (sides[:, 1] == sides[:, 3])
    doubtful = np.flatnonzero(made_up & (codes > 0x20))
    owners = c.collect(c.char_object, c.same(text_page), places[doubtful].tolist(), count=len(doubtful), dtype=np.uintp)
    made_up[doubtful[owners != 0]] = False
    real = np.flatnonzero(~made_up)
    if not len(real):
        return no_chars()
    places = places[real]
    codes, boxes = codes[real], _ordered(sides.take(real, axis=0))
    runs, handles = _read_runs(text_page, places, _word_starts(places, codes, boxes))
    _set_line_heights(text_page, places, boxes, runs)
    return Chars(_as_printed(codes), boxes, runs, clipped(handles, runs.of, boxes))


def _set_line_heights(text_page: c.Handle, places: NDArray[np.intp], boxes: Floats, runs: Runs) -> None:
    """Gives characters of fonts with absurd ascents, whose boxes would reach off the page, boxes as high as a line."""
    size = runs.sizes[runs.of]
    sideways = (np.abs(runs.directions[:, 1]) > np.abs(runs.directions[:, 0]))[runs.of]
    height = np.where(sideways, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    odd = np.flatnonzero((height > _TALLEST * size) & (size > 0))
    if not len(odd):
        return
    indices = places[odd].tolist()
    origin = c.fill_rows(c.char_origin, c.same(text_page), indices, n=len(odd), width=2, dtype="f8", split=True)
    for across, (mine, leans) in enumerate(((sideways[odd], -1), (~sideways[odd], 1))):
        # What leans to the left or hangs upside down has its ascent on the other side.
        up = np.where(runs.directions[runs.of[odd]][:, 1 - across] * leans < 0, -1.0, 1.0)
        ends = origin[:, across, None] + (up * size[odd])[:, None] * np.array([-_DESCENT, _ASCENT])
        ends.sort(axis=1)
        boxes[odd[mine], across], boxes[odd[mine], across + 2] = ends[mine].T


def _ordered(sides: Floats) -> Floats:
    """x0, y0, x1, y1 from pdfium's left, top, right, bottom in any order; each side's numbers lie side by side."""
    left, top, right, bottom = sides.T
    boxes = np.empty((4, len(sides)), np.float32)
    np.minimum(left, right, out=boxes[0])
    np.minimum(top, bottom, out=boxes[1])
    np.maximum(left, right, out=boxes[2])
    np.maximum(top, bottom, out=boxes[3])
    return boxes.T


def _page_codes(text_page: c.Handle, n: int) -> NDArray[np.uint32]:
    """The code point of each index of the text page."""
    units = np.zeros(n + 1, dtype="<u2")
    written = c.char_text(text_page, 0, n, c.Handle(units.ctypes.data)) - 1
    units = units[:n]
    if written == n and not np.any((units & 0xF800) == 0xD800):
        return units.astype(np.uint32)
    # pdfium leaves out characters without a Unicode value and splits rare ones in two: ask one by one.
    codes = c.collect(c.char_unicode, c.same(text_page), range(n), count=n, dtype=np.uint32)
    codes[(codes > 0x10FFFF) | ((codes & 0xFFFFF800) == 0xD800)] = 0xFFFD
    return codes


def _as_printed(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Codes with pdfium's marks and the look-alikes of hyphen and space replaced by what is printed."""
    odd = (codes < 0x20) | ((codes >= 0x7F) & (codes <= 0xAD)) | (codes == 0xFFFE)
    for place in np.flatnonzero(odd).tolist():
        codes[place] = _AS_PRINTED.get(int(codes[place]), int(codes[place]))
    return codes


def _word_starts(places: NDArray[np.intp], codes: NDArray[np.uint32], boxes: Floats) -> NDArray[np.intp]:
    """Where a new text object may begin: after anything left out, after spaces, and where boxes do not adjoin.

    The rare change of font inside a word that shows in none of these is overlooked: asking for each character costs
    more than all else.
    """
    x0, y0, x1, y1 = boxes.T
    slack = 0.1 * (y1[1:] - y0[1:])
    fresh = np.ones(len(places), np.bool_)
    fresh[1:] = np.abs(x0[1:] - x1[:-1]) > slack
    fresh[1:] |= (np.abs(np.diff(y0)) > slack) | (np.abs(np.diff(y1)) > slack)
    space = codes == 0x20
    fresh[1:] |= (space[:-1] & ~space[1:]) | (np.diff(places) != 1)
    return np.flatnonzero(fresh)


def _read_runs(text_page: c.Handle, places: NDArray[np.intp], starts: NDArray[np.intp]) -> tuple[Runs, list[Any]]:
    """The runs, and the text object of each."""
    objects = _owners(text_page, places, starts)
    fresh = np.flatnonzero(np.concatenate([[True], objects[1:] != objects[:-1]]))
    starts, objects = starts[fresh], objects[fresh]
    of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(places))))
    firsts, handles, n = places[starts].tolist(), c.pointers(objects.tolist()), len(starts)
    matrices = c.fill_rows(c.char_matrix, c.same(text_page), firsts, n=n, width=6, dtype="f4")
    sizes = c.fill_rows(c.text_size, handles, n=n, width=1, dtype="f4")[:, 0]
    modes = c.collect(c.text_mode, handles, count=n)
    grey, alpha = c.grey_and_alpha(c.char_fill, c.same(text_page), firsts, n=n)
    font, fonts = _read_fonts(list(map(c.text_font, handles)))
    bold = np.array([_is_bold(one) for one in fonts], np.bool_)[font]
    runs = Runs(
        of,
        c.finite(np.abs(sizes) * np.hypot(matrices[:, 2], matrices[:, 3])).astype(np.float32),
        bold | (modes == _STROKED_MODE),
        # A negative font size turns letters by 180 degrees, and a matrix beside it may turn them back.
        matrices[:, :2] * np.where(sizes < 0, -1.0, 1.0)[:, None],
        (modes != _HIDDEN_MODE) & (modes != _CLIP_MODE) & (alpha > 0.02),
        grey,
        alpha,
        objects,
        font,
        fonts,
    )
    return runs, handles


def _owners(text_page: c.Handle, places: NDArray[np.intp], starts: NDArray[np.intp]) -> NDArray[np.uintp]:
    """The text object of each start."""

    def ask(which: NDArray[np.intp]) -> NDArray[np.uintp]:
        indices = places[starts[which]].tolist()
        return c.collect(c.char_object, c.same(text_page), indices, count=len(indices), dtype=np.uintp)

    # An object's characters stand together: where the first and the last start of a stretch without anything left out
    # are of one object, so are those between.
    fresh = np.ones(len(starts), np.bool_)
    fresh[1:] = places[starts[1:] - 1] + 1 != places[starts[1:]]
    first = np.flatnonzero(fresh)
    last = np.append(first[1:] - 1, len(starts) - 1)
    owner = ask(first)
    mixed = np.zeros(len(first), np.bool_)
    long = np.flatnonzero(last > first)
    mixed[long] = ask(last[long]) != owner[long]
    stretch = np.cumsum(fresh) - 1
    owners: NDArray[np.uintp] = owner[stretch]
    inner = np.flatnonzero(mixed[stretch])
    owners[inner] = ask(inner)
    return owners


def _read_fonts(addresses: list[int]) -> tuple[NDArray[np.intp], tuple[Font, ...]]:
    """The number of each font among all, and these."""
    numbers = {address: number for number, address in enumerate(dict.fromkeys(addresses))}
    fonts = tuple(Font(address, _font_name(c.Handle(address))) for address in numbers)
    return np.fromiter(map(numbers.__getitem__, addresses), np.intp, len(addresses)), fonts


def _font_name(font: c.Handle) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = c.font_name(font, buffer, len(buffer)) if font else 0
    return buffer.raw[: max(min(length, len(buffer)) - 1, 0)].decode("utf-8", "replace")


def _is_bold(font: Font) -> bool:
    if not font.address:
        return False
    if any(word in font.name.lower() for word in _BOLD_NAMES):
        return True
    handle = c.Handle(font.address)
    return bool(c.font_flags(handle) & _FORCE_BOLD) or c.font_weight(handle) >= 700


def angles_of(directions: NDArray[np.float64]) -> Ints:
    """Degrees clockwise, 0..359, of directions (n, 2) on the displayed page (y downwards); exact right angles snap."""
    if (directions[:, 1] == 0).all() and (directions[:, 0] > 0).all():
        return np.zeros(len(directions), np.int16)
    degrees = np.degrees(np.arctan2(directions[:, 1], directions[:, 0]))
    quarter = np.round(degrees / 90.0) * 90.0
    snapped = np.where(np.abs(degrees - quarter) <= 2.0, quarter, degrees)
    return np.mod(np.round(np.nan_to_num(snapped)), 360).astype(np.int16)
