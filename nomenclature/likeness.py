"""How much two names are one name: misprints, words left out, names that print has cut."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from nomenclature.nama import key, written_out

_COMMON_WORDS = frozenset({"dengan", "untuk", "serta", "dalam", "terhadap", "kepada", "daerah"})
_SMALL_WORDS = frozenset({"dan", "di", "ke", "yang", "dari", "pada", "bagi", "oleh", "atau", "serta", "untuk"})
_WORD_ALIKE = 85
_MISPRINTS, _LETTERS_A_MISPRINT = 2, 12
_LEAST_WORDS, _LEAST_SHARE = 3, 0.55
_LEAST_BEGINNING = 0.65
_LONGEST = 400


def alikeness(one: str, two: str, ratio: float) -> float:
    """Likeness of two names (0..1) from the ratio of their letters, less where whole words differ.

    Misprints change letters within words; another item has another word: "... Kampung Siaga Bencana" and "... Taruna
    Siaga Bencana" share most letters, yet are two items.
    """
    if ratio >= 1.0:
        return 1.0
    missing_one, missing_two = _missing_words(one, key(two)), _missing_words(two, key(one))
    swapped = min(missing_one, missing_two)
    dropped = max(missing_one, missing_two) - swapped
    letters = max(len(one), len(two), 1)
    return max(0.0, 0.985 * ratio - 0.12 * (swapped > 0) - min(0.25, 1.5 * swapped / letters + 0.3 * dropped / letters))


@lru_cache(maxsize=100_000)
def _missing_words(nama: str, other_key: str) -> int:
    """Letters of the words of a name that the other name has nothing like."""
    return sum(len(w) for w in _telling_words(nama) if w not in other_key and fuzz.partial_ratio(w, other_key) < 72)


@lru_cache(maxsize=50_000)
def _telling_words(nama: str) -> tuple[str, ...]:
    return tuple(w for w in re.findall(r"[a-z]{5,}", written_out(nama)) if w not in _COMMON_WORDS)


@lru_cache(maxsize=1 << 15)
def is_cut(short: str, whole: str) -> bool:
    """True where the one name is the beginning of the other, a misprint or two forgiven.

    >>> is_cut("Penyediaan Barang Cetak dan Pengga", "Penyediaan Barang Cetakan dan Penggandaan")
    True
    >>> is_cut("Penyediaan Jasa", "Penyediaan Barang Cetakan dan Penggandaan")
    False
    """
    one, two = key(short)[:_LONGEST], key(whole)[:_LONGEST]
    if len(one) >= len(two):
        return False
    if two.startswith(one):
        return True
    forgiven = min(_MISPRINTS, len(one) // _LETTERS_A_MISPRINT)
    return any(
        Levenshtein.distance(one, two[:end], score_cutoff=forgiven) <= forgiven
        for end in range(max(1, len(one) - forgiven), min(len(two), len(one) + forgiven) + 1)
    )


@lru_cache(maxsize=1 << 12)
def beginnings(nama: str) -> tuple[str, ...]:
    """Keys of what a name begins with, its last words left out one by one, as long as most of it remains.

    >>> list(beginnings("Pengadaan Kendaraan Dinas Tahun 2023"))
    ['pengadaankendaraandinastahun', 'pengadaankendaraandinas']
    """
    words = re.findall(r"[0-9a-z]+", written_out(nama))
    whole = sum(map(len, words))
    shorter = ("".join(words[:end]) for end in range(len(words) - 1, _LEAST_WORDS - 1, -1))
    return tuple(each for each in shorter if len(each) >= _LEAST_BEGINNING * whole)


@lru_cache(maxsize=1 << 15)
def is_shortened(short: str, whole: str) -> bool:
    """True where the one name is the other without some of its words, the rest in order and misprints forgiven.

    >>> is_shortened("Rehabilitasi Anak di dalam Panti", "Rehabilitasi Sosial Dasar Anak Terlantar di Dalam Panti")
    True
    >>> is_shortened("Rehabilitasi Lansia di dalam Panti", "Rehabilitasi Sosial Dasar Anak Terlantar di Dalam Panti")
    False
    """
    words, theirs = _words(short), iter(_words(whole))
    if len(words) < _LEAST_WORDS or sum(map(len, words)) < _LEAST_SHARE * sum(map(len, _words(whole))):
        return False
    return all(any(_is_word(word, other) for other in theirs) for word in words)


def _is_word(one: str, two: str) -> bool:
    return one == two or (len(one) > 4 and fuzz.ratio(one, two) >= _WORD_ALIKE)


@lru_cache(maxsize=50_000)
def _words(nama: str) -> tuple[str, ...]:
    """The words of a name that say something, abbreviations written out."""
    return tuple(w for w in re.findall(r"[0-9a-z]+", written_out(nama)) if w not in _SMALL_WORDS)
