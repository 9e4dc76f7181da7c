"""The names of a list that are most like a name, without comparing it with each of them.

Names that are much alike have nearly the same letters nearly as often, which is told for the whole list at once
(:mod:`nomenclature.letterbits`); the few names that are left are compared. Nothing is lost so. Where names may be less
alike, many have nearly the same letters: of these only names that share groups of letters are compared, as all do that
people would call alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from nomenclature.letterbits import Bits, count, groups, letters, letters_of

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
        return sorted([(self._places[at], ratio) for at, ratio in near], key=_by_likeness)

    def nearest_of(self, names: Sequence[str], cutoff: float) -> list[list[tuple[int, float]]]:
        """For each of many names what :meth:`nearest` gives, sooner than by asking for each."""
        found: list[list[tuple[int, float]]] = [[] for _ in names]
        if not self.keys:
            return found
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            by_length[len(name)].append(place)
        bits = letters(names)
        for length, places in by_length.items():
            start, end = self._reach(length, cutoff)
            step = max(1, _MOST_TOLD // max(1, end - start))
            for some in (places[i : i + step] for i in range(0, len(places), step)) if end > start else ():
                for one, at, ratio in self._near([names[i] for i in some], bits[:, some], (start, end), cutoff):
                    found[some[one]].append((self._places[at], ratio))
        for near in found:
            near.sort(key=_by_likeness)
        return found

    def _near(
        self, names: Sequence[str], own: Bits, reach: tuple[int, int], cutoff: float
    ) -> Iterator[tuple[int, int, float]]:
        """(which name, where in the order of lengths, likeness 0..1) of what is so much alike, of names of one length."""
        theirs = slice(*reach)
        changes = (self._lengths[theirs] + len(names[0])) * (1 - cutoff) + _ROUNDING
        others = np.bitwise_count(own[0, :, None] ^ self._letters[0, theirs])
        for word in range(1, len(own)):
            others += np.bitwise_count(own[word, :, None] ^ self._letters[word, theirs])
        worth = np.flatnonzero(others <= np.minimum(changes, _MOST_BITS).astype(np.uint8))
        one, two = np.divmod(worth, len(changes))
        two += reach[0]
        many = np.bincount(one, minlength=len(names))
        few = (many <= _FEW_LEFT)[one]
        yield from self._paired(names, one[few], two[few], cutoff)
        crowd = np.flatnonzero(many > _MOST_COMPARED)
        bits = dict(zip(crowd.tolist(), groups([names[place] for place in crowd]).T[:, :, None], strict=True))
        ends = np.cumsum(many)
        for place in np.flatnonzero(many > _FEW_LEFT).tolist():
            left = two[ends[place] - many[place] : ends[place]]
            if place in bits:
                left = self._sharing(bits[place], left, cutoff)
            yield from ((place, at, ratio) for at, ratio in self._compared(names[place], left.tolist(), cutoff))

    def _paired(self, names: Sequence[str], one: Places, two: Places, cutoff: float) -> Iterator[tuple[int, int, float]]:
        """The same of pairs: which name, and where one of the list stands."""
        pairs = list(zip(one.tolist(), two.tolist(), strict=True))
        asked, listed = [names[place] for place, _ in pairs], [self._ordered[at] for _, at in pairs]
        ratios = process.cpdist(asked, listed, scorer=fuzz.ratio, score_cutoff=100 * cutoff, dtype=np.float64).tolist()
        yield from ((*pair, ratio / 100) for pair, ratio in zip(pairs, ratios, strict=True) if ratio)

    def _compared(self, name: str, worth: Sequence[int], cutoff: float) -> list[tuple[int, float]]:
        """(where in the order of lengths, likeness 0..1) of those that are so much alike."""
        least, others = 100 * cutoff, [self._ordered[at] for at in worth]
        if len(others) <= _FEW_LEFT:
            ratios = [(at, fuzz.ratio(name, other)) for at, other in zip(worth, others, strict=True)]
            return [(at, ratio / 100) for at, ratio in ratios if ratio >= least]
        found = process.extract(name, others, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return [(worth[place], ratio / 100) for _, ratio, place in found]

    def _reach(self, length: int, cutoff: float) -> tuple[int, int]:
        """From where to where, in the order of lengths, names stand that are near enough in length."""
        # likeness = 1 - changes / (both lengths), and the lengths differ by no more than there are changes.
        shortest, longest = ceil(length * cutoff / (2 - cutoff)), floor(length * (2 - cutoff) / cutoff)
        last = len(self._starts) - 1
        return self._starts[min(shortest, last)], self._starts[min(longest + 1, last)]

    def _worth_comparing(self, name: str, cutoff: float) -> Sequence[int]:
        """Where names stand in the order of their lengths that may be so much alike."""
        start, end = self._reach(len(name), cutoff)
        if end - start <= _FEW_LEFT:
            return range(start, end)
        changes = (self._lengths[start:end] + len(name)) * (1 - cutoff) + _ROUNDING
        others = self._letters[:, start:end] ^ letters_of(name)
        worth = (count(others, np.uint8) <= changes).nonzero()[0] + start
        if len(worth) > _MOST_COMPARED:
            worth = self._sharing(groups([name]), worth, cutoff)
        places: list[int] = worth.tolist()
        return places

    def _sharing(self, own: Bits, worth: Places, cutoff: float) -> Places:
        """Those that share the groups of a name that are so much alike."""
        theirs, many = self._groups
        shared = count(theirs.take(worth, axis=1) & own, np.uint16)
        return worth[shared >= _least_shared(cutoff) * np.minimum(many[worth], count(own, np.uint16))]


def _by_likeness(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]
