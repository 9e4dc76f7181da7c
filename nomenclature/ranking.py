"""What a candidate scores for a row, what it may score at most, and the candidates in order of their scores.

Likeness of names counts first, then code, parent, bidang and edition add so much each. The most that a candidate scores
is known before its words are compared; what stays below the best found so far need not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from nomenclature.answers import Candidate, Printed, is_accepted
from nomenclature.catalog import Entry
from nomenclature.editions import follows
from nomenclature.kode import bidang_of, kewenangan_of, parent_of, with_bidang, with_kewenangan
from normalize.types import TingkatBaris

ALIKE_FIRM = 0.93
"""Likeness from which a name is firm even where the printed code speaks against it; one that agrees adds the more."""
_BY_CODE_FIRM, _BY_CODE = 0.2, 0.08
"""A whole print that fits the name is better evidence than the row above, which may be misread or missing."""
_RIGHT_BELOW, _BELOW = 0.14, 0.05
_IN_BIDANG, _IN_EDITION = 0.03, 0.02
_FOREIGN = 0.05
"""What an item of a special region's kewenangan (3 to 8) counts less in a document of another region."""
_ROUNDING = 1e-9
EQUAL = 0.021
"""Scores so near, an edition's worth, are equal."""
EQUALS = -1
"""Asks for all codes whose score equals that of the best which is good enough."""
_DOTS_ABOVE = {
    TingkatBaris.BIDANG_URUSAN: 0,
    TingkatBaris.PROGRAM: 1,
    TingkatBaris.KEGIATAN: 2,
    TingkatBaris.SUB_KEGIATAN: 4,
}
"""Dots in the code of what stands right above a level."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What speaks for an item beside its name: the printed code, the row above, and of the document the kewenangan's
    digit, the bidang, and the marks of the editions that it may follow; and the level that it is of.
    """

    printed: Printed | None
    parent: str | None
    digit: str | None
    bidang: str | None
    editions: tuple[str, ...]
    level: TingkatBaris
    home: str | None = field(init=False)
    """The bidang of the parent, else that of the document."""
    most_far: float = field(init=False)
    """The most that is added in another bidang: what the edition adds."""
    beside: float = field(init=False)
    """The most that bidang and edition add."""
    right_above: bool = field(init=False)
    """Whether the parent is of the level above, so that an item may stand right below it."""
    below: float = field(init=False)
    """The most that the parent adds."""
    under: str = field(init=False)
    """What the codes below the parent begin with; something that none does where there is no parent."""

    def __post_init__(self) -> None:
        home = (self.parent and bidang_of(self.parent)) or self.bidang
        object.__setattr__(self, "home", home)
        object.__setattr__(self, "most_far", _IN_EDITION * bool(self.editions))
        object.__setattr__(self, "beside", _IN_BIDANG * (home is not None) + self.most_far)
        right_above = self.parent is not None and self.parent.count(".") == _DOTS_ABOVE.get(self.level)
        object.__setattr__(self, "right_above", right_above)
        object.__setattr__(self, "below", _RIGHT_BELOW if right_above else _BELOW * (self.parent is not None))
        object.__setattr__(self, "under", "\0" if self.parent is None else f"{self.parent}.")

    def weigh(self, entry: Entry, alike: float) -> Sequence[Candidate]:
        """The entry as a candidate, at each code that it may have in this document."""
        if not entry.is_umum:
            return (self._score(entry.kode, entry, alike),)
        return [self._score(kode, entry, alike) for kode in self._places(entry)]

    def most(self, alike: float, *, coded: bool = True) -> float:
        """The most that a candidate of at most this likeness scores; ``coded``: it may have the printed code."""
        most = alike + self.beside + self.below
        if coded and self.printed:
            most += _BY_CODE_FIRM if alike >= ALIKE_FIRM else _BY_CODE
        return most

    @property
    def most_elsewhere(self) -> float:
        """The most that is added at another code than the printed and not right below the parent."""
        return self.beside + (0.0 if self.right_above else self.below)

    def _score(self, kode: str, entry: Entry, alike: float) -> Candidate:
        by_code = self.printed is not None and self.printed.kode == kode
        by_parent = kode.startswith(self.under)
        score = alike
        if by_code:
            score += _BY_CODE_FIRM if alike >= ALIKE_FIRM else _BY_CODE
        if by_parent:  # what is right below stands below
            score += _RIGHT_BELOW if parent_of(kode) == self.parent else _BELOW
        if self.home is not None and bidang_of(kode) == self.home:
            score += _IN_BIDANG
        if self.editions and follows(entry.edisi, self.editions) is not None:
            score += _IN_EDITION
        if self.digit is not None and not by_code and kewenangan_of(kode) not in (None, self.digit):
            score -= _FOREIGN
        # By place, as the tuple it is: a name that many items have makes a dozen.
        return tuple.__new__(Candidate, (kode, entry, alike, score, by_code, by_parent))

    def _places(self, entry: Entry) -> Iterator[str]:
        """An overhead item's codes in this document: it may stand in the bidang of parent, print or document."""
        digit = (self.parent and kewenangan_of(self.parent)) or self.digit
        by_print = bidang_of(self.printed.kode) if self.printed else None
        above = self.parent and bidang_of(self.parent)
        # Below another program than the overhead one it stands only because that one's row is missing.
        is_below = self.parent is not None and self.parent[4:7] in ("", ".01")
        home = (is_below and above) or by_print or self.bidang or above
        for bidang in dict.fromkeys((home, by_print)):
            if bidang:
                yield with_kewenangan(with_bidang(entry.kode, bidang), digit)


class Source(IntEnum):
    """Where a candidate comes from; of equal scores the earlier source counts."""

    SAME = 0
    NEAR = 1
    SHORTENED = 2
    CONTINUED = 3
    TWIN = 4
    CODE = 5


class Ranking:
    """The candidates for one row; ``places``: how many codes of the best are asked for, 1, 2, or 0 for all of them,
    or ``EQUALS``.
    """

    def __init__(self, places: int) -> None:
        self.found: list[Candidate] = []
        self.places = places
        self._order: list[tuple[float, int, float, int]] = []
        self._best = self._second = float("-inf")
        self._kode = ""
        self.floor = float("-inf")
        """A candidate that scores less changes nothing."""

    def add(self, candidate: Candidate, source: Source, ratio: float = 0.0) -> None:
        """One more; of one source the one whose letters are more alike is the earlier, then the one added first."""
        score = candidate.score
        self._order.append((-score, source, -ratio, len(self.found)))
        self.found.append(candidate)
        if score > self._best:
            if candidate.kode != self._kode:
                self._second = self._best
            self._best, self._kode = score, candidate.kode
        elif score > self._second and candidate.kode != self._kode:
            self._second = score
        if self.places == EQUALS:
            if score - EQUAL - _ROUNDING > self.floor and is_accepted(candidate):
                self.floor = score - EQUAL - _ROUNDING
        elif self.places:
            self.floor = (self._best if self.places == 1 else self._second) - _ROUNDING

    def candidates(self) -> list[Candidate]:
        """Those that were looked at, the best first."""
        return [self.found[order[-1]] for order in sorted(self._order)]
