"""The names of a list that are most like a name, without comparing it with each of them.

Names that are much alike have nearly the same letters nearly as often, which is told for the whole list at once
(:mod:`nomenclature.letterbits`); the few names that are left are compared. Nothing is lost so. Where names may be less
alike, many have nearly the same letters: of these only names that share groups of letters are compared, as all do that
people would call alike.
"""

from __future__ import annotations

from collections.abc import Sequence
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
_ROUNDING = 1e-6


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
        least = 100 * cutoff
        if len(self.keys) <= _FEW:
            found = process.extract(name, self.keys, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            return [(place, ratio / 100) for _, ratio, place in found]
        left = self._worth_comparing(name, cutoff)
        worth = [self._ordered[at] for at in left]
        if len(worth) <= _FEW_LEFT:
            ratios = [(ratio, at) for at, each in enumerate(worth) if (ratio := fuzz.ratio(name, each)) >= least]
        else:
            found = process.extract(name, worth, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            ratios = [(ratio, at) for _, ratio, at in found]
        return sorted([(self._places[left[at]], ratio / 100) for ratio, at in ratios], key=_by_likeness)

    def _worth_comparing(self, name: str, cutoff: float) -> Sequence[int]:
        """Where names stand in the order of their lengths that may be so much alike."""
        # likeness = 1 - changes / (both lengths), and the lengths differ by no more than there are changes.
        shortest, longest = ceil(len(name) * cutoff / (2 - cutoff)), floor(len(name) * (2 - cutoff) / cutoff)
        last = len(self._starts) - 1
        start, end = self._starts[min(shortest, last)], self._starts[min(longest + 1, last)]
        if end - start <= _FEW_LEFT:
            return range(start, end)
        changes = (self._lengths[start:end] + len(name)) * (1 - cutoff) + _ROUNDING
        others = self._letters[:, start:end] ^ letters_of(name)
        worth = (count(others, np.uint8) <= changes).nonzero()[0] + start
        if len(worth) > _MOST_COMPARED:
            worth = worth[self._shares_groups(name, worth, _least_shared(cutoff))]
        places: list[int] = worth.tolist()
        return places

    def _shares_groups(self, name: str, worth: npt.NDArray[np.intp], share: float) -> npt.NDArray[np.bool_]:
        """Which of the names have so many of the name's groups."""
        theirs, many = self._groups
        own = groups([name])
        shared = count(theirs[:, worth] & own, np.uint16)
        return shared >= share * np.minimum(many[worth], count(own, np.uint16))


def _by_likeness(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]
