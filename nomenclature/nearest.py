"""The names of a list that are most like a name, without comparing it with each of them.

Names that are much alike have nearly the same letters nearly as often, which is told for the whole list at once
(:mod:`nomenclature.letterbits`); the few names that are left are compared. Nothing is lost so. Where names may be less
alike, many have nearly the same letters: of these only names that share groups of letters are compared, as all do that
people would call alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from nomenclature.letterbits import Bits, asked_letters, count, groups, letters, letters_of

_FEW, _FEW_LEFT = 250, 4
"""Lists this short are compared in full; so few names each by itself, which costs less than the call for many."""
_MOST_COMPARED = 300
"""Of more names that have nearly the same letters only those are compared that share groups."""
_MOST_TOLD = 1 << 15
"""So many pairs of names are told by their letters at a time, or those of one name: some 16 bytes each."""
_MOST_BITS = 255
_ROUNDING = 1e-3

Places = npt.NDArray[np.intp]


def _least_shared(cutoff: float) -> float:
    """The share of the groups of the one with fewer that names so much alike have in common: .5 for .8, .36 for .7."""
    return 1.4 * cutoff - 0.62


class NameIndex:
    """An index over names in lower-case letters and digits (:func:`nomenclature.nama.key`)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys

    @cached_property
    def _places(self) -> list[int]:
        """The names in order of their lengths, so that those which are near enough in length stand together."""
        return sorted(range(len(self.keys)), key=lambda place: len(self.keys[place]))

    @cached_property
    def _ordered(self) -> list[str]:
        return [self.keys[place] for place in self._places]

    @cached_property
    def _lengths(self) -> npt.NDArray[np.float32]:
        return np.array([len(key) for key in self._ordered], dtype=np.float32)

    @cached_property
    def _starts(self) -> list[int]:
        """For each length where the names begin that are at least so long."""
        starts: list[int] = np.searchsorted(self._lengths, np.arange(len(self._ordered[-1]) + 2)).tolist()
        return starts

    @cached_property
    def _letters(self) -> Bits:
        return letters(self._ordered)

    @cached_property
    def _groups(self) -> tuple[Bits, npt.NDArray[np.uint16]]:
        """The bits of the groups, and how many are set."""
        bits = groups(self._ordered)
        return bits, count(bits, np.uint16)

    def nearest(self, name: str, cutoff: float) -> list[tuple[int, float]]:
        """(index, likeness 0..1) of the names at least so much like the name, the most alike first.

        >>> NameIndex(["penyediaansandang", "penyediaanpangan"]).nearest("penyediansandang", 0.8)[0][0]
        0
        """
        if len(self.keys) <= _FEW:
            found = process.extract(name, self.keys, scorer=fuzz.ratio, score_cutoff=100 * cutoff, limit=None)
            return [(place, ratio / 100) for _, ratio, place in found]
        near = self._compared(name, self._worth_comparing(name, cutoff), cutoff)
        return sorted([(self._places[at], ratio / 100) for ratio, at in near], key=_by_likeness)

    def nearest_of(self, names: Sequence[str], cutoff: float) -> list[list[tuple[int, float]]]:
        """For each of many names what :meth:`nearest` gives, sooner than by asking for each."""
        if len(self.keys) <= _FEW:
            ratios = process.cdist(names, self.keys, scorer=fuzz.ratio, score_cutoff=100 * cutoff, dtype=np.float64)
            one, places = (each.tolist() for each in ratios.nonzero())
            return _by_name(len(names), zip(one, places, ratios[one, places].tolist(), strict=True))
        order = sorted(range(len(names)), key=lambda place: len(names[place]))
        asked = [names[place] for place in order]
        near = self._near(asked, cutoff)
        return _by_name(len(names), ((order[one], self._places[at], ratio) for one, at, ratio in near))

    def _near(self, names: Sequence[str], cutoff: float) -> Iterator[tuple[int, int, float]]:
        """(which name, where in the order of lengths, likeness 0..100) of what is so much alike; the names stand in
        order of their lengths too, as those of one length are told from the same names of the list.
        """
        bits, lengths = asked_letters(names), [len(name) for name in names]
        pairs: list[tuple[int, int]] = []
        start = end = 0
        while end < len(names):
            start, (first, last) = end, self._reach(lengths[end], cutoff)
            end = min(bisect_right(lengths, lengths[start]), start + max(1, _MOST_TOLD // max(1, last - first)))
            one, two = self._told(bits[:, start:end], lengths[start], slice(first, last), cutoff)
            many = np.bincount(one, minlength=end - start)
            few = many <= _FEW_LEFT
            alone = slice(None) if few.all() else few[one]
            pairs += zip((one[alone] + start).tolist(), two[alone].tolist(), strict=True)
            for place in np.flatnonzero(~few).tolist():
                worth = self._crowd(names[start + place], two[one == place], cutoff)
                yield from (
                    (start + place, at, ratio) for ratio, at in self._compared(names[start + place], worth, cutoff)
                )
        asked, listed = [names[place] for place, _ in pairs], [self._ordered[at] for _, at in pairs]
        ratios = process.cpdist(asked, listed, scorer=fuzz.ratio, score_cutoff=100 * cutoff, dtype=np.float64)
        yield from ((*pairs[pair], float(ratios[pair])) for pair in np.flatnonzero(ratios).tolist())

    def _told(self, own: Bits, length: int, theirs: slice, cutoff: float) -> tuple[Places, Places]:
        """Pairs with nearly the same letters, of names of one length: which name, and where one of the list stands."""
        changes = (self._lengths[theirs] + length) * (1 - cutoff) + _ROUNDING
        others = np.bitwise_count(own[0, :, None] ^ self._letters[0, theirs])
        for word in range(1, len(own)):
            others += np.bitwise_count(own[word, :, None] ^ self._letters[word, theirs])
        near = np.flatnonzero(others <= np.minimum(changes, _MOST_BITS).astype(np.uint8))
        one, two = np.divmod(near, max(1, len(changes)))
        return one, two + theirs.start

    def _compared(self, name: str, worth: Sequence[int], cutoff: float) -> list[tuple[float, int]]:
        """(likeness 0..100, where in the order of lengths) of those that are so much alike."""
        least, others = 100 * cutoff, [self._ordered[at] for at in worth]
        if len(others) <= _FEW_LEFT:
            ratios = [(fuzz.ratio(name, other), at) for at, other in zip(worth, others, strict=True)]
            return [each for each in ratios if each[0] >= least]
        found = process.extract(name, others, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return [(ratio, worth[place]) for _, ratio, place in found]

    def _reach(self, length: int, cutoff: float) -> tuple[int, int]:
        """From where to where, in the order of lengths, names stand that are near enough in length."""
        # likeness = 1 - changes / (both lengths), and the lengths differ by no more than there are changes.
        share = cutoff / (2 - cutoff)
        shortest, longest = ceil(length * share - _ROUNDING), floor(length / share + _ROUNDING)
        last = len(self._starts) - 1
        return self._starts[min(shortest, last)], self._starts[min(longest + 1, last)]

    def _worth_comparing(self, name: str, cutoff: float) -> Sequence[int]:
        """Where names stand in the order of their lengths that may be so much alike."""
        start, end = self._reach(len(name), cutoff)
        if end - start <= _FEW_LEFT:
            return range(start, end)
        changes = (self._lengths[start:end] + len(name)) * (1 - cutoff) + _ROUNDING
        others = self._letters[:, start:end] ^ letters_of(name)
        return self._crowd(name, (count(others, np.uint8) <= changes).nonzero()[0] + start, cutoff)

    def _crowd(self, name: str, worth: Places, cutoff: float) -> Sequence[int]:
        """Those with nearly the same letters; where they are many, of these those that share the name's groups."""
        if len(worth) > _MOST_COMPARED:
            theirs, many = self._groups
            own = groups([name])
            shared = count(theirs.take(worth, axis=1) & own, np.uint16)
            worth = worth[shared >= _least_shared(cutoff) * np.minimum(many[worth], count(own, np.uint16))]
        places: list[int] = worth.tolist()
        return places


def _by_likeness(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]


def _by_name(number: int, found: Iterable[tuple[int, int, float]]) -> list[list[tuple[int, float]]]:
    """What was found for each of so many names, the most alike first; likeness 0..100 in, 0..1 out."""
    near: list[list[tuple[int, float]]] = [[] for _ in range(number)]
    for name, place, ratio in found:
        near[name].append((place, ratio / 100))
    for each in near:
        each.sort(key=_by_likeness)
    return near
