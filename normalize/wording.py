"""Comparing printed wording: broken words, typos and years in headers and titles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_NOT_ALNUM = re.compile(r"[^0-9a-z%+]")
_SQUASHED = {n: None if _NOT_ALNUM.fullmatch(chr(n).lower()) else chr(n).lower() for n in range(128)}
"""What is left of each ASCII sign."""
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-6]\d)(?!\d)")
_AFTER_TAHUN = re.compile(r"(?:\btahun|\bthn\b\.?|\bta\b\.?)\s*(\d{3,6})(?![\d.,]*\d)", re.I)
# "T-1" and "T+1" stand over the years around the budget's in RKA and DPA (Permendagri 77/2020).
_RELATIVE = re.compile(
    r"(?:(?<![a-z])[nt]\s*(?=[+-])|(?:tahun|\bthn?\b\.?)\s+rencana\s*(?=\+))([+-])\s*([1-5])(?![0-9])"
)
# A lone n is the document's year only where it stands for one: "Capaia n" is a broken word.
_SAME_YEAR = re.compile(r"(?:^|tahun|\bth\b\.?|\()[\s:-]*\(?\s*n\s*(?![a-z0-9+-])")
_NTH = re.compile(r"(?:tahun|\bthn?\b\.?)\s*(?:ke)?\s*[-–]?\s*\(?(?:([1-6])(?!\d)|(i{1,3}|iv|vi?)\b)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}

_LIST_MARKS = str.maketrans(
    dict.fromkeys("\uf0b7\uf09f\uf09e\uf06c", "•")
    | dict.fromkeys("\uf0a7\uf06e", "▪")
    | dict.fromkeys("\uf0d8\uf0e0\uf0e8\uf0f0", "➢")
    | {"\uf0fc": "✓", "\uf0fe": "✓", "\uf076": "❖", "\uf0a8": "□", "\uf071": "❑", "\uf02d": "-"}
)
"""What word processors put before the items of a list, in fonts (Symbol, Wingdings) whose letters have no Unicode of
their own: a font's code stands in the private use area, from F000."""
# A keyword this long may be matched with a typo in it; shorter ones would hit by chance.
_FUZZY_LENGTH = 8
_FUZZY_SCORE = 86.0


@lru_cache(maxsize=65536)
def squash(text: str) -> str:
    r"""Lower-case letters, digits, ``%`` and ``+`` only: words broken by narrow cells come together again.

    >>> squash("Perang kat\nDaerah Penang gung Jawab")
    'perangkatdaerahpenanggungjawab'
    """
    if text.isascii():  # nearly every text
        return text.translate(_SQUASHED)
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def has_word(squashed: str, keyword: str) -> bool:
    """True where squashed text holds the squashed keyword, a typo in a long one forgiven.

    >>> has_word(squash("PRKIRAKAN MAJU TAHUN 2025"), "prakiraanmaju")
    True
    """
    if keyword in squashed:
        return True
    if len(keyword) < _FUZZY_LENGTH or len(squashed) < len(keyword) - 2:
        return False
    return fuzz.partial_ratio(keyword, squashed) >= _FUZZY_SCORE


def has_any(squashed: str, *keywords: str) -> bool:
    """True where one of the keywords stands in the squashed text."""
    return any(has_word(squashed, keyword) for keyword in keywords)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, in order.

    >>> years_in("Prakiraan Maju Tahun 2025 dari Renja 2024")
    (2025, 2024)
    """
    return tuple(int(m) for m in _YEAR.findall(text))


def spoilt_year(text: str) -> str | None:
    """The number after "Tahun" that is no year, by a slip of the keys or a lost digit; None where there is none.

    >>> spoilt_year("Target s/d Tahun 20278"), spoilt_year("Target Tahun 2013"), spoilt_year("Tahun ke-2")
    ('20278', None, None)
    """
    return next((m for m in _AFTER_TAHUN.findall(text) if not years_in(m)), None)


def relative_year(text: str) -> int | None:
    """Offset of a header such as ``Tahun- n-2`` from the document's year; None where it names none.

    >>> relative_year("Tahun- n+1"), relative_year("Tahun- n"), relative_year("Kegiatan")
    (1, 0, None)
    >>> relative_year("Tahun Rencana + 1"), relative_year("Tahun Rencana")
    (1, None)
    """
    lower = text.lower().replace("–", "-").replace("−", "-")
    found = _RELATIVE.search(lower)
    if found:
        return int(found.group(2)) * (1 if found.group(1) == "+" else -1)
    return 0 if _SAME_YEAR.search(lower) else None


def nth_year(text: str) -> int | None:
    """The k of ``Tahun ke-k``, ``Tahun k`` or ``Tahun IV`` (1 to 6); None where the text names none.

    >>> nth_year("Tahun ke-3"), nth_year("TAHUN IV"), nth_year("Tahun 2023"), nth_year("Tahun Ini")
    (3, 4, None, None)
    """
    found = _NTH.search(text.lower())
    if found is None:
        return None
    return int(found[1]) if found[1] else _ROMAN[found[2]]


def one_line(text: str) -> str:
    r"""The text with line breaks and runs of blanks as one blank each, and a list's marks as what they show.

    >>> one_line("\uf0b7 Jumlah perahu\n\uf0d8Jumlah  dermaga")
    '• Jumlah perahu ➢Jumlah dermaga'
    """
    return " ".join((text if text.isascii() else text.translate(_LIST_MARKS)).split())
