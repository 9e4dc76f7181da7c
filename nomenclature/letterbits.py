"""Which letters names have, in bits, so that it is told for a whole list at once how far its names are from one.

A bit of :func:`letters` says that a letter stands in the name at least so often. A letter that is lost or put in
changes one count by one, so that no more bits differ than letters. A bit of :func:`groups` says that some three letters
stand in the name one behind the other. All bits of a name are one column of words of 64.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from nomenclature.remembered import Remembered

_COUNTED = (
    "a3-24 b1-5 c1-2 d1-9 e1-15 f1-2 g1-7 h1-5 i1-14 j1-3 k1-11 l1-7 m1-7 n2-20 o1-5 p1-9 r1-10 s1-11 t1-10 u1-9 v1-1 "
    "w1-2 y1-4 z1-2 11-1"
)
"""How often a letter must stand in a name for its first and its last bit: the counts in which official names differ."""
_WORDS = 3
_MOST_COUNTED = 24
_GROUP, _GROUP_BITS, _SCATTER = 3, 512, np.uint32(0x9E3779B1)
_BLOCK = 512
"""So many names are looked at together, whose counts and groups take half a kilobyte each."""

Bits = npt.NDArray[np.uint64]
_Number = TypeVar("_Number", np.uint8, np.uint16)


def _masks() -> dict[str, list[int]]:
    """For each letter the bits of a name in which it stands never, once, twice and so on."""
    masks, bit = {}, 1
    for letter, counts in ((each[0], each[1:]) for each in _COUNTED.split()):
        first, last = map(int, counts.split("-"))
        masks[letter] = [0] * first
        for _ in range(first, last + 1):
            masks[letter].append(masks[letter][-1] | bit)
            bit <<= 1
        masks[letter] += masks[letter][-1:] * (_MOST_COUNTED - last)
    return masks


def _as_words(bits: int) -> Bits:
    return np.frombuffer(bits.to_bytes(8 * _WORDS, "little"), dtype=np.uint64)


_MASKS_OF = _masks()
_MASKS = tuple(_MASKS_OF.items())
_COLUMNS = tuple(np.stack([_as_words(mask) for mask in masks], axis=1) for _, masks in _MASKS)
"""The same, one column a count."""
_PLACES = np.full(256, len(_MASKS), dtype=np.intp)
"""For each letter's number the place of its masks; one place for all that have none."""
_PLACES[[ord(letter) for letter, _ in _MASKS]] = np.arange(len(_MASKS))


_KNOWN: Remembered[str, Bits] = Remembered()


def letters_of(name: str) -> Bits:
    """The bits of one name's letters; remembered."""
    known = _KNOWN.get(name)
    if known is not None:
        return known
    bits = 0
    for letter in set(name):
        masks = _MASKS_OF.get(letter)
        if masks is not None:
            bits |= masks[min(name.count(letter), _MOST_COUNTED)]
    _KNOWN[name] = found = _as_words(bits)[:, None]
    return found


def letters(names: Sequence[str]) -> Bits:
    """The bits of the names' letters, as :func:`letters_of` gives each; sooner where there are many."""
    return np.concatenate([_letters(block) for block in _blocks(names)], axis=1)


def asked_letters(names: Sequence[str]) -> Bits:
    """The same of names that will be asked for again."""
    bits = letters(names)
    for name, own in zip(names, bits.T[:, :, None], strict=True):
        _KNOWN[name] = own
    return bits


def _letters(names: Sequence[str]) -> Bits:
    text, owners = _as_one(names)
    places = len(_COLUMNS) + 1
    counts = np.bincount(owners * places + _PLACES[text], minlength=len(names) * places).reshape(-1, places).T
    bits = np.zeros((_WORDS, len(names)), dtype=np.uint64)
    for columns, often in zip(_COLUMNS, np.minimum(counts, _MOST_COUNTED), strict=False):
        bits |= columns.take(often, axis=1)
    return bits


def groups(names: Sequence[str]) -> Bits:
    """The bits of the names' groups of letters, each scattered to one of 512 places."""
    return np.concatenate([_groups(block) for block in _blocks(names)], axis=1)


def _blocks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The names in blocks; one that is empty where there are none."""
    yield names[:_BLOCK]
    yield from (names[start : start + _BLOCK] for start in range(_BLOCK, len(names), _BLOCK))


def _groups(names: Sequence[str]) -> Bits:
    text, owners = _as_one(names)
    bits = np.zeros((len(names), _GROUP_BITS), dtype=np.bool_)
    if len(text) >= _GROUP:
        numbers = (text[:-2] << np.uint32(16)) + (text[1:-1] << np.uint32(8)) + text[2:]
        places = (numbers * _SCATTER) >> np.uint32(33 - _GROUP_BITS.bit_length())
        within = owners[:-2] == owners[2:]  # cut up as one text: no group is of two names
        bits[owners[:-2][within], places[within]] = True
    return np.packbits(bits, axis=1).view(np.uint64).T.copy()


def _as_one(names: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
    """The letters of all names one behind the other, and to which name each belongs."""
    text = np.frombuffer("".join(names).encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint32)
    return text, np.repeat(np.arange(len(names)), [len(name) for name in names])


def count(bits: Bits, kind: type[_Number]) -> npt.NDArray[_Number]:
    """How many bits of each column are set, as numbers that hold so many."""
    counts: npt.NDArray[_Number] = np.add.reduce(np.bitwise_count(bits), axis=0, dtype=kind)
    return counts
