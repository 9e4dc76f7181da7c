"""The names of a list that are most like a name, without comparing it with each of them.

Names that are alike share groups of three letters; the rarest groups of a name point to the few entries that are worth
comparing. On lists of some thousand names this is ten times as fast as comparing all, with the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

_BASE = 37
"""Letters, digits and whatever else, as numbers: 0-9 digits, 10-35 letters, 36 anything else."""
_RAREST = 40
"""So many of a name's groups are looked up, the rarest first."""
_SHARED = 0.25
"""Entries that share less of these groups are not alike."""
_COMPARED = 120
"""So many entries at most are compared letter by letter."""
_FEW = 300
"""Lists this short are compared in full."""

_REMEMBERED = 4096
"""Answers that are kept: the offices' plans name the same kegiatan in document after document."""

_CODES = np.full(256, 36, dtype=np.int32)
_CODES[48:58] = np.arange(10)
_CODES[97:123] = np.arange(10, 36)

Ints = npt.NDArray[np.int32]


class NameIndex:
    """An index over names in lower-case letters and digits (:func:`nomenclature.nama.key`)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self._lengths = np.array([len(key) for key in keys], dtype=np.int32)
        owners = np.repeat(np.arange(len(keys)), self._lengths)
        within = owners[:-2] == owners[2:]  # all names are cut up as one text: no group is of two of them
        flat = _groups("".join(keys))[within].astype(np.int64)
        groups, holders = np.divmod(_unique(flat * max(1, len(keys)) + owners[:-2][within]), max(1, len(keys)))
        counts = np.bincount(groups, minlength=_BASE**3)
        # Numbered from the rarest on, so that a name's rarest groups are those with the smallest numbers.
        ordered = np.argsort(counts, kind="stable")[np.count_nonzero(counts == 0) :]
        self._held = len(ordered)
        self._numbers = np.full(_BASE**3, self._held)
        self._numbers[ordered] = np.arange(self._held)
        """Of each group, ``_held`` for those that no name has."""
        holds = np.zeros((self._held, len(keys)), np.bool_)
        holds[self._numbers[groups], holders] = True
        self._holders = np.packbits(holds, axis=1)
        """By a group's number, a bit for each name: whether it has the group."""
        self._answers: dict[tuple[str, int, float], list[tuple[int, float]]] = {}

    def nearest(self, name: str, limit: int, cutoff: float) -> list[tuple[int, float]]:
        """(index, likeness 0..100) of the names at least so much like the name, the most alike first.

        >>> NameIndex(["penyediaansandang", "penyediaanpangan"]).nearest("penyediansandang", 5, 80)[0][0]
        0
        """
        asked = (name, limit, cutoff)
        found = self._answers.get(asked)
        if found is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            found = self._answers[asked] = self._compare(name, limit, cutoff)
        return found

    def _compare(self, name: str, limit: int, cutoff: float) -> list[tuple[int, float]]:
        if len(self.keys) <= _FEW:
            found = process.extract(name, self.keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit)
            return [(index, ratio) for _, ratio, index in found]
        worth = self._worth_comparing(name, cutoff)
        found = process.extract(
            name, [self.keys[i] for i in worth], scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
        )
        return [(worth[place], ratio) for _, ratio, place in found]

    def _worth_comparing(self, name: str, cutoff: float) -> list[int]:
        """Entries that share most of the name's rarest groups, in order of the list."""
        numbers = set(self._numbers[_groups(name)].tolist())
        numbers.discard(self._held)
        rarest = sorted(numbers)[:_RAREST]
        if not rarest:
            return []
        holders = np.unpackbits(self._holders[rarest], axis=1, count=len(self.keys))
        shared = holders.sum(axis=0, dtype=np.uint8)
        worth = (shared >= max(2, ceil(_SHARED * len(rarest)))).nonzero()[0]
        if len(worth) > _COMPARED:
            worth = self._likeliest(worth, shared, name, cutoff)
        places: list[int] = worth.tolist()
        return places

    def _likeliest(
        self, worth: npt.NDArray[np.intp], shared: npt.NDArray[np.uint8], name: str, cutoff: float
    ) -> npt.NDArray[np.intp]:
        """As many of the entries as are compared, in order of the list."""
        # Names of so different lengths cannot be so much alike, whatever letters they share.
        lengths = self._lengths[worth]
        worth = worth[np.minimum(lengths, len(name)) * 200 >= cutoff * (lengths + len(name))]
        if len(worth) > _COMPARED:
            # Of equally many shared groups those in the shorter name say more.
            weight = shared[worth] / (len(name) + self._lengths[worth])
            worth = np.sort(worth[np.argpartition(weight, -_COMPARED)[-_COMPARED:]])
        return worth


def _unique(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The numbers in order, each once: of so many, sorting is several times as fast as numpy's own hashing."""
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


@lru_cache(maxsize=64)
def _groups(name: str) -> Ints:
    """The groups of three letters of a name as numbers, in order; the lists of all levels are asked for one name."""
    codes = _CODES[np.frombuffer(name.encode("latin-1", "replace"), dtype=np.uint8)]
    if len(codes) < 3:
        return np.empty(0, np.int32)
    return codes[:-2] * (_BASE * _BASE) + codes[1:-1] * _BASE + codes[2:]
