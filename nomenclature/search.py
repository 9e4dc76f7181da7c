"""The candidates for one row: what its name and code may mean, the likely first, so that most others are left unread.

What stands right below the row's parent and at its printed code is looked at first: it is little, and mostly it is what
is meant. From then on only what may still surpass it is searched for. The answer is the one that all candidates would
give (tested).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from rapidfuzz import fuzz, process

from nomenclature.answers import ALIKE, ALIKE_CHILD, ALIKE_CODED, Candidate, is_accepted
from nomenclature.catalog import CODED, Entry, entry_key
from nomenclature.editions import follows
from nomenclature.kode import parent_of
from nomenclature.likely import LEAST_CUT, LEAST_NEAR, NEARNESS, Below, Likely, name_key
from nomenclature.likeness import MOST_ALIKE, alikeness, cut_from, shortened_from
from nomenclature.ranking import Ranking, Source, Wanted
from nomenclature.twin import Twins, authority_free

_ALIKE_SHORT = 0.78
"""What a name counts as like the only one under its parent that it leaves words out of."""
_ALIKE_BARE = 0.96
"""What a name counts that lacks nothing but the words of authority: "Pembinaan Arsip" for "... Kewenangan Provinsi"."""
_ALIKE_TWIN, _ALIKE_FAR_TWIN = 0.95, 0.86
"""What the name of a twin under the other kewenangan counts beside an own one: in the document's edition, else."""

Pool = tuple[Sequence[Entry], Callable[[str], Callable[[str], bool]], float]
"""Entries, the test that tells whether a name shortens theirs, and what it then counts as like the only one of them."""


class Found(Enum):
    """Of how many names the entries are that a name shortens."""

    NONE = 0
    ONE = 1
    SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Places:
    """Where items are looked for: the names of the document's kewenangan, and their twins of the other one."""

    likely: Likely
    twins: Twins | None


class Search:
    """The candidates for a name at a level, ``places`` of which are asked for (:class:`Ranking`)."""

    def __init__(self, where: Places, nama: str, wanted: Wanted, places: int) -> None:
        self.likely, self.twins = where.likely, where.twins
        self.nama, self.level, self.wanted = nama, wanted.level, wanted
        self.name = name_key(nama, wanted.level)
        self.ranking = Ranking(places)
        self.seen: set[int] = set()
        """The entries whose letters were compared, by identity: their hash reads all that they say."""
        self.looked_down_to = 1.0
        """What is at least so much like the name was looked for anywhere."""
        self.is_listed = False
        """Whether the printed code is one of the nomenclature, so that no twin has it."""

    def candidates(self) -> list[Candidate]:
        """The best first; of the others those that had to be looked at."""
        for entry in self.likely.same(self.name, self.level):
            self.seen.add(id(entry))
            self._add(entry, 1.0, Source.SAME)
        same = self.ranking.found
        # Nothing that is only like the name can surpass the very name at its place.
        at_place = any(c.by_code or parent_of(c.kode) == self.wanted.parent for c in same)
        self._at_code()
        if not at_place and not self._is_at_code():
            self._near_below()
            if self._is_settled():
                return self.ranking.candidates()
            self._search()
        return self.ranking.candidates()

    def _search(self) -> None:
        """All other ways to mean an item, those first that mostly leave nothing to the others."""
        if not self.wanted.right_above:
            self._near_down_to(NEARNESS[0])
        found = self._shortened(self._pools_below())
        self._twin()
        self._near_down_to(NEARNESS[0])
        self._continued()
        if found is not Found.ONE:
            self._shortened(self._pools_elsewhere(found))
        if not self._near_down_to(NEARNESS[1]):
            self._near_less()

    def _is_at_code(self) -> bool:
        """True where what the name is like stands at the printed code, and no other way to mean an item is better."""
        wanted, floor = self.wanted, self.ranking.floor
        if not self.is_listed or max(wanted.most(MOST_ALIKE, coded=False), wanted.most(ALIKE)) >= floor:
            return False
        at_code = [c for c in self.ranking.found if c.by_code]
        if any(c.alike >= _ALIKE_BARE for c in at_code):
            return True
        core = authority_free(self.nama)
        return bool(at_code) and all(authority_free(e.nama) != core for e in self.likely.listed(at_code[0].kode))

    def _is_settled(self) -> bool:
        """True where neither what is like the name elsewhere nor any other way to mean an item may surpass the best."""
        return max(self.wanted.most(_ALIKE_BARE), MOST_ALIKE + self.wanted.most_elsewhere) < self.ranking.floor

    def _add(self, entry: Entry, alike: float, source: Source, ratio: float = 0.0) -> None:
        for candidate in self.wanted.weigh(entry, alike):
            self.ranking.add(candidate, source, ratio)

    def _at_code(self) -> None:
        """What is listed at the printed code, however little the name is like it."""
        printed = self.wanted.printed
        listed = self.likely.listed(printed.kode) if printed else ()
        self.is_listed = bool(listed)
        for entry in listed:
            if id(entry) not in self.seen:
                self.seen.add(id(entry))
                ratio = fuzz.ratio(self.name, entry_key(entry)) / 100
                if ratio == 1.0 or self.wanted.most(MOST_ALIKE * ratio) >= self.ranking.floor:
                    self._add(entry, alikeness(self.nama, entry.nama, ratio), Source.CODE, ratio)

    def _near_below(self) -> None:
        """What the letters are like of all that stands right below the parent."""
        if self.wanted.right_above and self.likely.is_searched(self.name, self.level):
            self._near_of(self._below(), LEAST_NEAR)

    def _near_of(self, below: Below, least: float) -> None:
        found = process.extract(self.name, below.keys, scorer=fuzz.ratio, score_cutoff=100 * least, limit=None)
        for _, percent, place in found:
            if not self._add_near(below.all[place], percent / 100, self.wanted.most(MOST_ALIKE * percent / 100)):
                return

    def _near_down_to(self, least: float) -> bool:
        """What the letters are so much like anywhere; True where nothing that is less alike may surpass the best."""
        others = self.wanted.most_elsewhere
        cutoff = max(least, (self.ranking.floor - others) / MOST_ALIKE)
        if cutoff < self.looked_down_to:
            self.looked_down_to = cutoff
            for entry, ratio in self.likely.near(self.name, self.level, cutoff):
                if not self._add_near(entry, ratio, MOST_ALIKE * ratio + others):
                    break
        return cutoff > least

    def _near_less(self) -> None:
        """What is less alike: under the parent it may be meant, elsewhere it is the nearest, and only that."""
        parent = self.wanted.parent
        if self.ranking.places != 1 or self.wanted.printed is not None or self.level not in CODED:
            self._near_down_to(LEAST_NEAR)
        elif parent is not None and not self.wanted.right_above:
            self._near_of(self.likely.under(parent, self.level), ALIKE_CHILD)
            if any(is_accepted(c) for c in self.ranking.found):
                self._near_down_to(LEAST_NEAR)  # what is nearer elsewhere speaks against it

    def _add_near(self, entry: Entry, ratio: float, most: float) -> bool:
        """False where it scores too little, as all do whose letters are less alike."""
        if most < self.ranking.floor:
            return False
        if ratio < 1.0 and id(entry) not in self.seen:
            self.seen.add(id(entry))
            self._add(entry, alikeness(self.nama, entry.nama, ratio), Source.NEAR, ratio)
        return True

    def _below(self) -> Below:
        return self.likely.below(self.wanted.parent or "", self.level)

    def _shortened(self, pools: Iterable[Pool]) -> Found:
        """Entries whose name this one shortens, as print cuts long names and people leave words out; the first pool in
        which they are all of one name ends the search.
        """
        state = Found.NONE
        for pool, shortens, alike in pools if len(self.name) >= LEAST_CUT else ():
            test = shortens(self.nama) if pool else None
            found = [e for e in pool if test(e.nama)] if test is not None else []
            if found and len({entry_key(e) for e in found}) == 1:
                for entry in found:
                    self._add(entry, alike, Source.SHORTENED)
                return Found.ONE
            if found:
                state = Found.SEVERAL
            if found and self.wanted.most(ALIKE_CODED) >= self.ranking.floor:
                for entry in self._in_order(found):  # which one of several the printed code may say
                    self._add(entry, ALIKE_CODED, Source.SHORTENED)
        return state

    def _pools_below(self) -> Iterator[Pool]:
        """What to look through at the row's place."""
        if self.wanted.most(ALIKE) >= self.ranking.floor:
            below: Sequence[Entry] = self._below().entries
            if not self.wanted.right_above and self.wanted.parent is not None:
                below = _once(chain(self.likely.alike_under(self.name, self.level, self.wanted.parent), below))
            yield below, cut_from, ALIKE
            yield below, shortened_from, _ALIKE_SHORT

    def _pools_elsewhere(self, below: Found) -> Iterator[Pool]:
        """What to look through in the document's bidang, then everywhere; ``below``: what was found at the place."""
        bidang = self.wanted.bidang
        printed = self.wanted.printed
        # Where nothing right below the parent is shortened so, all that is found stands elsewhere.
        others = self.wanted.right_above and below is Found.NONE and (printed is None or printed.agrees)
        if (ALIKE + self.wanted.most_elsewhere if others else self.wanted.most(ALIKE)) >= self.ranking.floor:
            home = self.likely.alike_under(self.name, self.level, bidang) if bidang is not None else []
            yield home, cut_from, ALIKE
            yield home, shortened_from, ALIKE
            yield self.likely.begun(self.name, self.level), cut_from, ALIKE

    def _in_order(self, found: list[Entry]) -> list[Entry]:
        """The entries, those that begin with the name first, then those whose letters are most like it."""
        keys = [entry_key(entry) for entry in found]
        begun = sorted((key, place) for place, key in enumerate(keys) if key.startswith(self.name))
        ratios = ((-fuzz.ratio(self.name, key), place) for place, key in enumerate(keys))
        return _once(found[place] for _, place in chain(begun, sorted(ratios)))

    def _continued(self) -> None:
        if self.wanted.most(ALIKE) >= self.ranking.floor:
            for entry in self.likely.continued(self.nama, self.level):
                self._add(entry, ALIKE, Source.CONTINUED)

    def _twin(self) -> None:
        """Entries at the row's place that say the same but for the words of authority, own ones or their twins."""
        parent, wanted = self.wanted.parent, self.wanted
        if parent is None or wanted.most(_ALIKE_BARE) < self.ranking.floor:
            return
        for entry in self.likely.below(parent, self.level).by_core.get(authority_free(self.nama), ()):
            self._add(entry, _ALIKE_BARE, Source.TWIN)
        most = _ALIKE_TWIN if wanted.editions else _ALIKE_FAR_TWIN
        if self.twins is None or wanted.most(most, coded=not self.is_listed) < self.ranking.floor:
            return
        for entry, alike in self.twins.alike(self.nama, self.level, parent, ALIKE):
            own_edition = follows(entry.edisi, wanted.editions) is not None
            self._add(entry, alike * (_ALIKE_TWIN if own_edition else _ALIKE_FAR_TWIN), Source.TWIN)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    return list({id(entry): entry for entry in entries}.values())
