"""How much two names are one name: misprints, words left out, names that print has cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from nomenclature.nama import key, words

MOST_ALIKE = 0.985
"""The most that names are alike whose letters are not all the same, times the ratio of these."""
_COMMON_WORDS = frozenset({"dengan", "untuk", "serta", "dalam", "terhadap", "kepada", "daerah"})
_SMALL_WORDS = frozenset({"dan", "di", "ke", "yang", "dari", "pada", "bagi", "oleh", "atau", "serta", "untuk"})
_WORD_ALIKE, _PART_ALIKE = 85, 72
_MISPRINTS, _LETTERS_A_MISPRINT = 2, 12
_LEAST_WORDS, _LEAST_SHARE = 3, 0.55
_SHORT_WORD = 4
_LEAST_BEGINNING = 0.65
_LONGEST = 400


def alikeness(one: str, two: str, ratio: float) -> float:
    """Likeness of two names (0..1) from the ratio of their letters, less where whole words differ.

    Misprints change letters within words; another item has another word: "... Kampung Siaga Bencana" and "... Taruna
    Siaga Bencana" share most letters, yet are two items.
    """
    if ratio >= 1.0:
        return 1.0
    swapped, dropped = _exchanged(one, two)
    letters = max(len(one), len(two), 1)
    less = min(0.25, 1.5 * swapped / letters + 0.3 * dropped / letters)
    return max(0.0, MOST_ALIKE * ratio - 0.12 * (swapped > 0) - less)


@lru_cache(maxsize=1 << 15)
def _exchanged(one: str, two: str) -> tuple[int, int]:
    """Letters of the words that two names have in place of others, and of those that only one of them has."""
    missing = _missing_words(one, key(two)), _missing_words(two, key(one))
    return min(missing), max(missing) - min(missing)


def _missing_words(nama: str, other_key: str) -> int:
    """Letters of the words of a name that the other name has nothing like."""
    missing = [w for w in _telling_words(nama) if w not in other_key]
    return sum([len(w) for w in missing if not fuzz.partial_ratio(w, other_key, score_cutoff=_PART_ALIKE)])


@lru_cache(maxsize=1 << 15)
def _telling_words(nama: str) -> tuple[str, ...]:
    return tuple([w for w in _without_digits(nama) if len(w) > _SHORT_WORD and w not in _COMMON_WORDS])


def _without_digits(nama: str) -> Iterable[str]:
    found = words(nama)
    return found if key(nama).isalpha() else re.findall("[a-z]+", " ".join(found))


@lru_cache(maxsize=1 << 15)
def is_cut(short: str, whole: str) -> bool:
    """True where the one name is the beginning of the other, a misprint or two forgiven.

    >>> is_cut("Penyediaan Barang Cetak dan Pengga", "Penyediaan Barang Cetakan dan Penggandaan")
    True
    >>> is_cut("Penyediaan Jasa", "Penyediaan Barang Cetakan dan Penggandaan")
    False
    """
    return cut_from(short)(whole)


def cut_from(short: str) -> Callable[[str], bool]:
    """The test of :func:`is_cut` for one name against many."""
    one = key(short)[:_LONGEST]
    forgiven = min(_MISPRINTS, len(one) // _LETTERS_A_MISPRINT)
    size = len(one) // (forgiven + 1)
    # Of one piece more than there are misprints at least one is whole, and shifted by no more letters.
    pieces = [(one[i * size : (i + 1) * size], max(0, i * size - forgiven)) for i in range(forgiven + 1)]
    reach = size + 2 * forgiven

    def test(whole: str) -> bool:
        two = key(whole)[:_LONGEST]
        if len(one) >= len(two):
            return False
        for piece, start in pieces:
            if two.find(piece, start, start + reach) >= 0:
                return two.startswith(one) or _is_beginning(one, two, forgiven)
        return False

    return test


def _is_beginning(one: str, two: str, misprints: int) -> bool:
    return any(
        Levenshtein.distance(one, two[:end], score_cutoff=misprints) <= misprints
        for end in range(max(1, len(one) - misprints), min(len(two), len(one) + misprints) + 1)
    )


@lru_cache(maxsize=1 << 12)
def beginnings(nama: str) -> tuple[str, ...]:
    """Keys of what a name begins with, its last words left out one by one, as long as most of it remains.

    >>> list(beginnings("Pengadaan Kendaraan Dinas Tahun 2023"))
    ['pengadaankendaraandinastahun', 'pengadaankendaraandinas']
    """
    name = key(nama)
    found, end = [], len(name)
    least = _LEAST_BEGINNING * end
    for word in reversed(words(nama)[_LEAST_WORDS:]):
        end -= len(word)
        if end < least:
            break
        found.append(name[:end])
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def is_shortened(short: str, whole: str) -> bool:
    """True where the one name is the other without some of its words, the rest in order and misprints forgiven.

    >>> is_shortened("Rehabilitasi Anak di dalam Panti", "Rehabilitasi Sosial Dasar Anak Terlantar di Dalam Panti")
    True
    >>> is_shortened("Rehabilitasi Lansia di dalam Panti", "Rehabilitasi Sosial Dasar Anak Terlantar di Dalam Panti")
    False
    """
    return shortened_from(short)(whole)


def shortened_from(short: str) -> Callable[[str], bool]:
    """The test of :func:`is_shortened` for one name against many."""
    own = _words(short)

    def test(whole: str) -> bool:
        theirs = _words(whole)
        if len(own.order) > len(theirs.order) or own.letters < _LEAST_SHARE * theirs.letters:
            return False
        for word in own.known - theirs.known:
            if not _has_like(word, theirs.order):
                return False
        left = iter(theirs.order)
        return all(any(_is_word(word, other) for other in left) for word in own.order)

    return test if len(own.order) >= _LEAST_WORDS else _never


def _never(_: str) -> bool:
    return False


def _has_like(word: str, others: tuple[str, ...]) -> bool:
    if len(word) <= _SHORT_WORD:
        return False
    return process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_WORD_ALIKE) is not None


def _is_word(one: str, two: str) -> bool:
    return one == two or (len(one) > _SHORT_WORD and fuzz.ratio(one, two, score_cutoff=_WORD_ALIKE) > 0)


class _Words(NamedTuple):
    """The words of a name that say something, abbreviations written out."""

    order: tuple[str, ...]
    known: frozenset[str]
    letters: int


@lru_cache(maxsize=1 << 15)
def _words(nama: str) -> _Words:
    found = tuple([w for w in words(nama) if w not in _SMALL_WORDS])
    return _Words(found, frozenset(found), sum(map(len, found)))
