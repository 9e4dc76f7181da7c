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

from nomenclature.answers import ALIKE, ALIKE_CODED, Candidate
from nomenclature.catalog import Entry, entry_key
from nomenclature.editions import follows
from nomenclature.kode import bidang_of, parent_of
from nomenclature.likely import LEAST_CUT, LEAST_NEAR, MUCH_ALIKE, Below, Likely, name_key
from nomenclature.likeness import MOST_ALIKE, alikeness, cut_from, shortened_from
from nomenclature.ranking import Ranking, Source, Wanted
from nomenclature.twin import Twins, authority_free
from normalize.types import TingkatBaris

_ALIKE_SHORT = 0.78
"""What a name counts as like the only one under its parent that it leaves words out of."""
_ALIKE_BARE = 0.96
"""What a name counts that lacks nothing but the words of authority: "Pembinaan Arsip" for "... Kewenangan Provinsi"."""
_ALIKE_TWIN, _ALIKE_FAR_TWIN = 0.95, 0.86
"""What the name of a twin under the other kewenangan counts beside an own one: in the document's edition, else."""
_DOTS_ABOVE = {
    TingkatBaris.BIDANG_URUSAN: 0,
    TingkatBaris.PROGRAM: 1,
    TingkatBaris.KEGIATAN: 2,
    TingkatBaris.SUB_KEGIATAN: 4,
}
"""Dots in the code of what stands right above a level."""

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

    def __init__(self, where: Places, nama: str, level: TingkatBaris, wanted: Wanted, places: int) -> None:
        self.likely, self.twins = where.likely, where.twins
        self.nama, self.level, self.wanted = nama, level, wanted
        self.name = name_key(nama, level)
        self.ranking = Ranking(places)
        parent = wanted.parent
        self.seen: set[int] = set()
        """The entries whose letters were compared, by identity: their hash reads all that they say."""
        self.is_listed = False
        """Whether the printed code is one of the nomenclature, so that no twin has it."""
        self.right_above = parent is not None and parent.count(".") == _DOTS_ABOVE.get(level)

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
            found = self._shortened(self._pools_below())
            self._twin()
            self._continued()
            self._near()
            if found is not Found.ONE:
                self._shortened(self._pools_elsewhere(found))
        return self.ranking.candidates()

    def _is_at_code(self) -> bool:
        """True where the very name, or all but, stands at the printed code, and nothing at another can surpass it."""
        if not self.is_listed or self.wanted.most(MOST_ALIKE, coded=False) >= self.ranking.floor:
            return False
        return any(c.by_code and c.alike >= _ALIKE_BARE for c in self.ranking.found)

    def _is_settled(self) -> bool:
        """True where neither what is like the name elsewhere nor any other way to mean an item may surpass the best."""
        return max(self.wanted.most(_ALIKE_BARE), MOST_ALIKE + self._most_elsewhere) < self.ranking.floor

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
        if self.right_above and self.likely.is_searched(self.name, self.level):
            below = self._below()
            found = process.extract(self.name, below.keys, scorer=fuzz.ratio, score_cutoff=100 * LEAST_NEAR, limit=None)
            for _, percent, place in found:
                if not self._add_near(below.all[place], percent / 100, self.wanted.most(MOST_ALIKE * percent / 100)):
                    return

    def _near(self) -> None:
        """What the letters are like anywhere; nothing where nothing elsewhere may surpass what is found already."""
        others = self._most_elsewhere
        # Few names are much alike, and these are found soon; mostly no other can surpass them.
        for least in (MUCH_ALIKE, LEAST_NEAR) if self.ranking.places == 1 else (LEAST_NEAR,):
            cutoff = max(least, (self.ranking.floor - others) / MOST_ALIKE)
            for entry, ratio in self.likely.near(self.name, self.level, cutoff) if cutoff < 1.0 else ():
                if not self._add_near(entry, ratio, MOST_ALIKE * ratio + others):
                    break
            if cutoff > least:
                return

    def _add_near(self, entry: Entry, ratio: float, most: float) -> bool:
        """False where it scores too little, as all do whose letters are less alike."""
        if most < self.ranking.floor:
            return False
        if ratio < 1.0 and id(entry) not in self.seen:
            self.seen.add(id(entry))
            self._add(entry, alikeness(self.nama, entry.nama, ratio), Source.NEAR, ratio)
        return True

    @property
    def _most_elsewhere(self) -> float:
        return self.wanted.most_elsewhere(below=self.wanted.parent is not None and not self.right_above)

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
            if not self.right_above and self.wanted.parent is not None:
                below = _once(chain((e for e in self._alike() if e.kode.startswith(self.wanted.parent + ".")), below))
            yield below, cut_from, ALIKE
            yield below, shortened_from, _ALIKE_SHORT

    def _pools_elsewhere(self, below: Found) -> Iterator[Pool]:
        """What to look through in the document's bidang, then everywhere; ``below``: what was found at the place."""
        bidang = self.wanted.bidang
        printed = self.wanted.printed
        # Where nothing right below the parent is shortened so, all that is found stands elsewhere.
        others = self.right_above and below is Found.NONE and (printed is None or printed.agrees)
        if (ALIKE + self._most_elsewhere if others else self.wanted.most(ALIKE)) >= self.ranking.floor:
            home = _once(e for e in self._alike() if bidang is not None and bidang_of(e.kode) == bidang)
            yield home, cut_from, ALIKE
            yield home, shortened_from, ALIKE
            yield self.likely.begun(self.name, self.level), cut_from, ALIKE

    def _alike(self) -> Iterator[Entry]:
        yield from self.likely.begun(self.name, self.level)
        for entry, _ in self.likely.near(self.name, self.level):
            yield entry

    def _in_order(self, found: list[Entry]) -> list[Entry]:
        """The entries, those that begin with the name or are most like it first."""
        places = {id(entry): place for place, entry in enumerate(_once(self._alike()))}
        return sorted(found, key=lambda entry: places.get(id(entry), len(places)))

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
