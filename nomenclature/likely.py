"""The entries of a catalogue that a name may stand for: equal ones, like ones, those that it is cut from or continues.

Likeness of letters is cheap and bounds that of words (:func:`nomenclature.likeness.alikeness`), which is not: callers
go through the most alike first and stop where the next cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nomenclature.answers import ALIKE
from nomenclature.catalog import CODED, MATCHED_LEVELS, SHORT, Catalog, Entry, entry_key
from nomenclature.kode import with_kewenangan
from nomenclature.likeness import MOST_ALIKE, alikeness, beginnings
from nomenclature.nama import key, urusan_key
from nomenclature.nearest import NameIndex
from nomenclature.remembered import Remembered
from nomenclature.twin import authority_free
from normalize.types import TingkatBaris

LEAST_NEAR = 0.7
"""Names whose letters are less alike are not alike."""
NEARNESS = (0.9, 0.8, LEAST_NEAR)
"""How much alike the names are that are looked for together: the more alike, the sooner they are found."""
LEAST_CUT = 15
"""So many letters of a cut name at least tell what it is."""
_MOST_BEGUN = 3
"""A cut name tells what it is among so many names at most."""
_MOST_NEAR = 25
_SHORTEST = 4
_LONGEST_KEY = 400
_REMEMBERED = 4096

Near = Sequence[tuple[Entry, float]]
"""Entries with the likeness of their letters to a name (0..1), the most alike first; never equal ones."""


@dataclass(frozen=True)
class Below:
    """The entries of a level right below a code; ``keys``: of these and of others that may come to stand there."""

    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    all: tuple[Entry, ...]
    """Both, in the order of the keys."""

    @cached_property
    def by_core(self) -> Mapping[str, Sequence[Entry]]:
        """The former by what they say apart from the words of authority."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(authority_free(entry.nama), []).append(entry)
        return found

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self.keys)

    def nearest(self, name: str, cutoff: float) -> Iterator[Entry]:
        """All whose letters are at least so much like a key (0..1), the most alike first; none that are equal."""
        return (self.all[place] for place, ratio in self._index.nearest(name, cutoff) if ratio < 1.0)


class Likely:
    """Looks names up for one kewenangan; remembers them.

    ``most``: after so many searches only equal names are found; None for any number, of which the last are remembered.
    """

    def __init__(self, catalog: Catalog, kewenangan: str | None, most: int | None) -> None:
        self.catalog = catalog
        self.kewenangan = kewenangan
        self._most = most
        self._near: dict[tuple[str, bool], tuple[float, Near]] = {}
        self._ahead: dict[tuple[str, bool], Near] = {}
        self._below: Remembered[tuple[str, TingkatBaris, bool], Below] = Remembered()
        self._descendants: Remembered[str, tuple[Entry, ...]] = Remembered()

    def fits(self, entry: Entry) -> bool:
        """True for an entry that may stand under the document's kewenangan."""
        return self.kewenangan is None or entry.kewenangan in (self.kewenangan, "umum")

    def same(self, name: str, level: TingkatBaris) -> Sequence[Entry]:
        """Entries of a level with this key."""
        found = self.catalog.by_key.get(name)
        if found is None or len(name) < _SHORTEST:
            return ()
        return [e for e in found if e.level is level and self.fits(e)]

    def is_searched(self, name: str, level: TingkatBaris) -> bool:
        """True where like names matter: the name is not listed at its level, or as a sub kegiatan, which many have."""
        return len(name) >= _SHORTEST and (level is TingkatBaris.SUB_KEGIATAN or not self.same(name, level))

    def near(self, name: str, level: TingkatBaris, cutoff: float = LEAST_NEAR) -> Near:
        """Entries of a level whose letters are like a key, those that are at least so much (0..1) and perhaps more."""
        if not self.is_searched(name, level):
            return ()
        return [each for each in self._alike(name, level, cutoff) if each[0].level is level][:_MOST_NEAR]

    def _alike(self, name: str, level: TingkatBaris, cutoff: float) -> Near:
        """The same of all levels whose names have the same kind of key."""
        asked = (name, level in SHORT)
        known = self._near.get(asked)
        if known is not None and known[0] <= cutoff:
            return known[1]
        if known is None and self._is_full():
            return ()
        least = min(cutoff, NEARNESS[0])
        ahead = self._ahead.pop(asked, None)
        if ahead is None or least < NEARNESS[0]:
            ahead = _unequal(self.catalog.named(level, self.kewenangan).nearest(name, least))
        self._near[asked] = (least, ahead)
        return ahead

    def expect(self, names: Mapping[TingkatBaris, Iterable[str]]) -> None:
        """Looks for what is much alike of all these keys of a level together, sooner than for each by itself; what was
        expected before is forgotten.
        """
        self._ahead.clear()
        for level, keys in names.items():
            # A listed name that is no urusan's is asked for where several items have it.
            short, listed = level in SHORT, self.catalog.by_key if level in SHORT else ()
            new = [key for key in dict.fromkeys(keys) if (key, short) not in self._near and key not in listed]
            found = self.catalog.named(level, self.kewenangan).nearest_of(new, NEARNESS[0])
            self._ahead.update(((key, short), _unequal(near)) for key, near in zip(new, found, strict=True))

    @property
    def expected(self) -> int:
        """How many expected names were not asked for yet."""
        return len(self._ahead)

    def _is_full(self) -> bool:
        """True where no more may be searched for; of what is only remembered the oldest goes."""
        full = len(self._near) > (self._most or _REMEMBERED)
        if full and self._most is None:
            self._near.clear()
        return full and self._most is not None

    def alike_under(self, name: str, level: TingkatBaris, kode: str) -> list[Entry]:
        """Entries of a level anywhere below a code that a cut name may be the beginning of, or whose letters are like
        the name's, the most alike first.
        """
        front = kode + "."
        found = (*self.begun(name, level), *self._resembling(name, level, kode))
        return list({id(e): e for e in found if e.kode.startswith(front)}.values())

    def _resembling(self, name: str, level: TingkatBaris, kode: str) -> Iterable[Entry]:
        if not self.is_searched(name, level):
            return ()
        known = self._near.get((name, level in SHORT))
        # A document's name is asked below one code after the other, that of a list mostly below one.
        if self._most is not None or (known is not None and known[0] <= LEAST_NEAR):
            return (e for e, _ in self._alike(name, level, LEAST_NEAR) if e.level is level)
        return self.under(kode, level).nearest(name, LEAST_NEAR)

    def listed(self, kode: str) -> tuple[Entry, ...]:
        """What is listed at a code and may stand under the kewenangan; generic items perhaps twice."""
        overhead = self._overhead(self.catalog.by_kode, kode) if kode.count(".") > 1 else ()
        found = (*self.catalog.lookup(kode), *overhead)
        return tuple(e for e in found if self.fits(e))

    def begun(self, name: str, level: TingkatBaris) -> list[Entry]:
        """Entries that a cut name may be the beginning of."""
        if len(name) < LEAST_CUT:
            return []
        return [e for e in self.catalog.named(level, self.kewenangan).begun(name) if e.level is level]

    def continued(self, nama: str, level: TingkatBaris) -> Sequence[Entry]:
        """Entries of the longest official name that this one goes on behind: "... Tahun 2023", "... (DAU)"."""
        return next((found for beginning in beginnings(nama) if (found := self.same(beginning, level))), ())

    def below(self, parent: str, level: TingkatBaris) -> Below:
        """The entries of a level below a code, each with its key."""
        found = self._below.get((parent, level, True))
        if found is None:
            entries = self._of_level(self.catalog.children(parent), level)
            others = self._of_level(self._overhead(self.catalog.by_parent, parent), level)
            every = tuple({id(e): e for e in (*entries, *others)}.values())
            found = self._below[parent, level, True] = Below(entries, tuple(map(entry_key, every)), every)
        return found

    def under(self, parent: str, level: TingkatBaris) -> Below:
        """The entries of a level anywhere below a code, generic ones that may come to stand there among them."""
        found = self._below.get((parent, level, False))
        if found is None:
            if parent not in self._descendants:
                self._descendants[parent] = tuple({id(e): e for e in self._all_under(parent)}.values())
            entries = self._of_level(self._descendants[parent], level)
            found = self._below[parent, level, False] = Below(entries, tuple(map(entry_key, entries)), entries)
        return found

    def _all_under(self, kode: str) -> Iterator[Entry]:
        right_below = (*self.catalog.children(kode), *self._overhead(self.catalog.by_parent, kode))
        yield from right_below
        for above in dict.fromkeys(e.kode for e in right_below if e.level is not TingkatBaris.SUB_KEGIATAN):
            yield from self._all_under(above)

    def _of_level(self, entries: Iterable[Entry], level: TingkatBaris) -> tuple[Entry, ...]:
        return tuple(e for e in entries if e.level is level and self.fits(e))

    @staticmethod
    def _overhead(index: Mapping[str, tuple[Entry, ...]], kode: str) -> Iterator[Entry]:
        """The generic items of either kewenangan that in some bidang stand where the index has this code."""
        if kode.startswith("X") or "." not in kode or kode[5:7] not in ("", "01"):
            return
        tail = kode.split(".")[2:]
        for digit in ("1", "2") if len(tail) > 2 else (None,):
            yield from index.get(with_kewenangan(".".join(("X", "XX", *tail)), digit), ())

    def likeness(self, nama: str, level: TingkatBaris, *, in_part: bool, least: float = 0.0) -> float | None:
        """How much a name is like the most alike of a level (0..1); None where none is.

        ``in_part``: a name that is cut, or goes on behind, is like the whole one. What is less than ``least`` may be
        left out.
        """
        name = name_key(nama, level)
        if self.same(name, level):
            return 1.0
        is_part = in_part and least <= ALIKE and bool(self.in_part(nama, name, level))
        best = ALIKE if is_part else None
        # Most names of documents are like none, so that nothing is won by looking for those first that are more alike.
        for entry, ratio in self.near(name, level, max(LEAST_NEAR, (best or least) / MOST_ALIKE)):
            if best is not None and MOST_ALIKE * ratio <= best:
                break
            best = max(best or 0.0, alikeness(nama, entry.nama, ratio))
        return best

    def listed_level(self, nama: str) -> TingkatBaris | None:
        """The highest level that lists a name; None where none does."""
        for kind in (SHORT, CODED):
            name = name_key(nama, kind[0])
            if name in self.catalog.by_key:
                found = next((level for level in kind if self.same(name, level)), None)
                if found is not None:
                    return found
        return None

    def likeliest(self, nama: str) -> TingkatBaris | None:
        """The level with the name most like one that none lists, of equal ones the highest; None where none is."""
        best = (0.0, 0)
        for nearness in NEARNESS:
            for kind in (CODED[0], SHORT[0]):
                best = self._likelier(nama, self._alike(name_key(nama, kind), kind, nearness), best)
            if best[0] <= ALIKE and nearness == NEARNESS[0]:
                best = max(best, *((ALIKE, -MATCHED_LEVELS.index(level)) for level in self._in_part_of(nama)), best)
            if MOST_ALIKE * nearness <= best[0]:
                break
        return MATCHED_LEVELS[-best[1]] if best[0] else None

    def _in_part_of(self, nama: str) -> Iterator[TingkatBaris]:
        """The levels that a name is in part of: as :meth:`in_part`, of all of them."""
        return (level for level in MATCHED_LEVELS if self.in_part(nama, name_key(nama, level), level))

    def _likelier(self, nama: str, near: Near, best: tuple[float, int]) -> tuple[float, int]:
        for entry, ratio in near:
            if MOST_ALIKE * ratio < best[0]:
                break
            best = max(best, (alikeness(nama, entry.nama, ratio), -MATCHED_LEVELS.index(entry.level)))
        return best

    def in_part(self, nama: str, name: str, level: TingkatBaris) -> list[Entry]:
        """Entries that a name is a part of, or goes on behind."""
        begun = self.begun(name, level)
        few = len({entry_key(entry) for entry in begun}) <= _MOST_BEGUN
        return [*(begun if few else ()), *self.continued(nama, level)]

    def named(self, nama: str, level: TingkatBaris) -> list[Entry]:
        """Entries that a name is so much like that they may be meant (:data:`nomenclature.answers.ALIKE`)."""
        name = name_key(nama, level)
        found = list(self.same(name, level))
        for entry, ratio in self.near(name, level, ALIKE / MOST_ALIKE):
            if MOST_ALIKE * ratio < ALIKE:
                break
            if alikeness(nama, entry.nama, ratio) >= ALIKE:
                found.append(entry)
        return found or self.in_part(nama, name, level)


def _unequal(found: Iterable[tuple[Entry, float]]) -> Near:
    return tuple([each for each in found if each[1] < 1.0])


def name_key(nama: str, level: TingkatBaris) -> str:
    """The key of a printed name at a level, as :func:`nomenclature.catalog.entry_key` makes that of an entry."""
    return (urusan_key(nama) if level in SHORT else key(nama))[:_LONGEST_KEY]
