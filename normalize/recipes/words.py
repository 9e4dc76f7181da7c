"""Header words as recipes compare them: what is printed once a year or once a quarter is printed alike."""

from __future__ import annotations

import re
import unicodedata

from normalize.wording import squash

_MONTH = "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
_PERIOD = re.compile(r"\b(triwulan|tribulan|semester|tw|trw|smt)([\s.-]*(?:ke)?[\s.-]*)(?:iv|iii|ii|i|[1-4])\b")
_MONTHS = re.compile(rf"\b(?:\d{{1,2}}\s+)?(?:{_MONTH})\b")
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-6]\d)(?!\d)")
_VERSION = re.compile(r"\b(?:version|versi|ver|for)\b|[^a-z ]+")
_UNVERSIONED = 3
"""Words of a producer that tell programs apart: "microsoft word", "gpl ghostscript"."""


def word_key(text: str) -> str:
    r"""A header text as it is compared: years, quarters, months and days are the same, whichever they are.

    Other numbers are not: "Tahun ke-1" is no "Tahun 2027".

    >>> word_key("Pagu Tahun 2024") == word_key("PAGU\nTAHUN 2031"), word_key("Realisasi s/d 31 Maret 2024 (TW I)")
    (True, 'realisasisd00tw0')
    """
    lower = unicodedata.normalize("NFKC", text).lower()
    lower = _MONTHS.sub("0", _PERIOD.sub(r"\g<1>\g<2>0", lower))
    return squash(_YEAR.sub("0", lower))


def producer_key(text: str | None) -> str:
    """The family of a producer: its name without version, marks and edition; empty where none is stated.

    >>> producer_key("Microsoft® Word 2016"), producer_key("Skia/PDF m119"), producer_key(None)
    ('microsoft word', 'skia pdf m', '')
    """
    lower = unicodedata.normalize("NFKC", text or "").lower()
    return " ".join(_VERSION.sub(" ", lower).split()[:_UNVERSIONED])
