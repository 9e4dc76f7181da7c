"""Misprints in headers: a word that is nearly one of the words that headers are made of is read as that word.

Only words of five letters and more are meant, by one slip (a letter more, less, other, or two exchanged; two slips
from twelve letters on), and never by a word that Indonesian has itself: "Alokasi" is no misprinted "Lokasi". Words
that a narrow cell broke are joined first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vocabulary.kata import OTHER_WORDS, SHORT_WORDS, SPELT_WORDS

_SHORT_SLIPS = {"apdb": "apbd", "abpd": "apbd"}
"""Slips in words that are too short to be told by their nearness."""
_WORDS, _OTHERS = frozenset(SPELT_WORDS.split()), frozenset(OTHER_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_SHORT = re.compile(rf"\b({'|'.join(SHORT_WORDS)})\b(?:(\.)(?=\w)|\.?)", re.IGNORECASE)
_MIXED = re.compile(r"(?<![^\W_])(?=[^\W_]*\d)(?:\d?[^\W\d_]+)+(?:\d?)(?![^\W_])")
_LIKE_DIGITS = tuple(str.maketrans("015689", letters) for letters in ("oisgbg", "olsgbg"))
"""Letters for which recognisers take digits, where they take them for letters at all; a 1 is an i or an l."""
_ROMAN = re.compile(r"\b(?:[Il]{2,3}|lV)\b")
"""The numbers I to IV with an l for an I; one alone may be litres."""
_RUN = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)+")
_LONG = 12
_MOST_PIECES = 4


@lru_cache(maxsize=16384)
def mended(text: str) -> str:
    """The header text with its misprinted words as they are meant; the same text where none is nearly a header word.

    >>> mended("Realiasi Angaran"), mended("Alokasi Tahun 2024"), mended("Sasara n Progarm")
    ('realisasi anggaran', 'Alokasi Tahun 2024', 'Sasaran program')
    >>> mended("Ind. Kinerja Prog./Keg."), mended("Real. TW.II")
    ('indikator Kinerja program/kegiatan', 'Real. triwulan II')
    >>> mended("Rea1isasi Ke9iatan"), mended("Realisas1 Bertarnbah"), mended("TW2 Triwulan1 lV")
    ('realisasi kegiatan', 'realisasi bertambah', 'TW2 Triwulan1 IV')
    """
    text = _ROMAN.sub(lambda found: found.group().replace("l", "I"), text)
    lettered = _MIXED.sub(lambda found: _of_letters(found.group()), text)
    whole = _SHORT.sub(lambda found: SHORT_WORDS[found[1].lower()] + (" " if found[2] else ""), lettered)
    joined = _RUN.sub(lambda found: " ".join(_joined(found.group().split())), whole)
    return _LETTERS.sub(lambda found: _meant(found.group().lower()) or found.group(), joined)


def _of_letters(word: str) -> str:
    """The header word that a word with digits among its letters is; the same where it is none."""
    for inner in (word, word.rstrip("0123456789")):
        for letters in _LIKE_DIGITS:
            other = inner.lower().translate(letters)
            if other != inner.lower() and other in _WORDS:
                return other + word[len(inner) :]
    return word


def _joined(words: list[str]) -> list[str]:
    """The words, pieces that make a header word together put together."""
    out: list[str] = []
    at = 0
    while at < len(words):
        pieces = next((n for n in range(_MOST_PIECES, 1, -1) if "".join(words[at : at + n]).lower() in _WORDS), 1)
        out.append("".join(words[at : at + pieces]))
        at += pieces
    return out


@lru_cache(maxsize=4096)
def _meant(word: str) -> str | None:
    """The header word that a word nearly is; None where it is one, is a word by itself, or is near none."""
    if word in _WORDS or word in _OTHERS:
        return None
    if word in _SHORT_SLIPS:
        return _SHORT_SLIPS[word]
    if (other := word.replace("rn", "m").replace("vv", "w")) in _WORDS:
        return other  # two letters side by side for one, as recognisers read small print
    found = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=2 if len(word) >= _LONG else 1)
    if found is None or (len(found[0]) < _LONG and found[1] > 1):
        return None
    return str(found[0])
