"""What kind of page it is: digital, blank, or a scan, and whether a scan's text layer says what is seen.

Digital pages are told by numbers that are known anyway. Only a page that a picture covers, or that has no text, is
looked at; then the picture decides, because fonts and producers lie.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import name, normalize

import numpy as np

from extract.types import PageContent

if TYPE_CHECKING:
    from extract.page.picture import Grey, Picture

_FEW = 20
"""Fewer visible characters than this are no text: a page number, a stamp."""
_NO_MEANING = re.compile("[\ue000-\uf8ff\ufffd]")
"""Glyphs that the font gives no Unicode value, or one of its own (private use)."""
_MOSTLY = 0.3
_MIN_LETTERS = 150
_MIN_VOWELS = 0.15
"""Indonesian and English have two vowels in five letters; text whose map is shifted or wrong has hardly any."""
_ONE_ALPHABET = 0.8
_OCR_FONTS = re.compile(r"glyphless|hiddenhorzocr|invisible|ocr-?[ab]?\b|ocrfont|hidden", re.IGNORECASE)


class ScanKind(StrEnum):
    """How a page must be read."""

    DIGITAL = "digital"
    BLANK = "kosong"
    SCAN = "pindai"
    SCAN_WITH_LAYER = "pindai_berlapis"
    """A picture over or under text that an OCR put there: a second opinion."""
    GARBLED = "teks_rusak"
    """Drawn text whose codes do not say what is seen: no or a wrong map to Unicode."""


def scan_kind(content: PageContent, picture: Callable[[], Picture]) -> ScanKind:
    """The kind of a page. ``picture`` draws it without its text objects; it is called only in doubt."""
    visible = int(np.count_nonzero(content.visible))
    if visible >= _FEW and content.image_share <= 0.5:
        return ScanKind.GARBLED if content.misnamed or is_garbled(content.text) else ScanKind.DIGITAL
    return _of_picture(content, picture())


def is_garbled(text: str) -> bool:
    """True where a page's codes cannot be what it shows: glyphs without meaning, or letters almost without vowels.

    >>> is_garbled("3URJUDP 3HQXQMDQJ 8UXVDQ 3HPHULQWDKDQ 'DHUDK " * 5)
    True
    >>> is_garbled("Program Penunjang Urusan Pemerintahan Daerah " * 5)
    False
    """
    shown = len(text) - text.count(" ")
    if shown >= _FEW and not text.isascii() and len(_NO_MEANING.findall(text)) > _MOSTLY * shown:
        return True
    # An accent is none of its letter's: nearly all vowels of some languages carry one.
    plain = text if text.isascii() else normalize("NFD", text)
    vowels, enough = 0, _MIN_VOWELS * (len(plain) - plain.count(" "))
    for vowel in "aiueoAIUEO":
        vowels += plain.count(vowel)
        if vowels >= enough:
            return False  # as most pages: whatever else they print
    letters = sum(map(str.isalpha, plain))
    return letters >= _MIN_LETTERS and vowels < _MIN_VOWELS * letters and not _is_other_alphabet(plain)


def _is_other_alphabet(text: str) -> bool:
    """True where nearly all letters are of one alphabet that is not ours; a wrong map gives letters of many."""
    scripts = Counter(name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())
    ours = scripts.pop("LATIN", 0)
    count = max(scripts.values(), default=0)
    return count > ours and count > _ONE_ALPHABET * scripts.total()


def _of_picture(content: PageContent, picture: Picture) -> ScanKind:
    """The kind by what is drawn besides text: where letters stand in the picture, it is a scan."""
    letters = _letters(picture)
    lettered = int(np.count_nonzero(letters))
    visible = int(np.count_nonzero(content.visible))
    if lettered < 4:
        return ScanKind.DIGITAL if visible >= _FEW else ScanKind.BLANK
    covered, printed = _covered(content, letters)
    if len(content.text) >= _FEW and printed > 0.6:
        named = any(map(_OCR_FONTS.search, content.font_names))
        if covered > 0.25 or named:
            return ScanKind.SCAN_WITH_LAYER
    # Live text that covers as much of the page as letters in the picture do: a figure or a letterhead beside it.
    is_live = visible >= 300 and visible * 0.5 > lettered
    return ScanKind.DIGITAL if is_live and content.image_share < 0.9 else ScanKind.SCAN


_DPI = 110.0
"""Enough to tell letters from pictures; the full resolution costs hundreds of megabytes."""
_CELL = 6.0
"""Points: a square of the coarse raster on which letters and layer are compared, about a letter's size."""


def _letters(picture: Picture) -> Grey:
    """A raster (rows, columns) of squares of ``_CELL`` points: 1 where something of a letter's size stands."""
    from extract.page.picture import ink, shrunk, spots

    picture = shrunk(picture, _DPI)
    marks = ink(picture, 30)
    stats = spots(marks).stats
    width, height = stats[:, 2:4].T
    low, high = 2.5 * picture.scale, 40 * picture.scale
    letter = (height >= low) & (height <= high) & (width <= 3 * high) & (width >= 0.2 * low)
    letter[0] = False
    if len(stats) > 200_000:
        letter[:] = False
    side = _CELL * picture.scale
    rows, columns = (int(np.ceil(n / side)) + 1 for n in marks.shape)
    raster = np.zeros((rows, columns), np.uint8)
    middle = stats[letter][:, :2] + stats[letter][:, 2:4] / 2
    raster[(middle[:, 1] // side).astype(int), (middle[:, 0] // side).astype(int)] = 1
    return raster


def _covered(content: PageContent, letters: Grey) -> tuple[float, float]:
    """The share of the picture's letters with a character of the layer near, and of characters with a letter near."""
    import cv2

    rows, columns = letters.shape
    inked = [not letter.isspace() for letter in content.text]
    middle = ((content.boxes[:, :2] + content.boxes[:, 2:]) / 2)[inked] / _CELL
    layer = np.zeros_like(letters)
    row, column = np.clip(middle[:, 1].astype(int), 0, rows - 1), np.clip(middle[:, 0].astype(int), 0, columns - 1)
    layer[row, column] = 1
    near = np.ones((3, 3), np.uint8)
    # Letters may stand a square away from where a tilted page's layer puts them.
    covered = float((cv2.dilate(layer, near) * letters).sum() / max(int(letters.sum()), 1))
    printed = float(cv2.dilate(letters, near)[row, column].mean()) if len(row) else 0.0
    return covered, printed
