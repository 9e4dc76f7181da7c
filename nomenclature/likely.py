"""The entries of a catalogue that a name may stand for: equal ones, like ones, those that it is cut from or continues.

Likeness of letters is cheap and bounds that of words (:func:`nomenclature.likeness.alikeness`), which is not: callers
go through the most alike first and stop where the next cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nomenclature.answers import ALIKE
from nomenclature.catalog import CODED, MATCHED_LEVELS, SHORT, Catalog, Entry, entry_key
from nomenclature.kode import with_kewenangan
from nomenclature.likeness import MOST_ALIKE, alikeness, beginnings
from nomenclature.nama import key, urusan_key
from nomenclature.twin import authority_free
from normalize.types import TingkatBaris

LEAST_NEAR = 0.7
"""Names whose letters are less alike are not alike."""
ALL_BUT_SAME = 0.975
"""Names whose letters are so much alike are found for certain, at a third of what others cost."""
LEAST_SOON = 0.8
"""Names whose letters are so much alike are found twice as fast as all that are alike, and for all levels at once."""
LEAST_CUT = 15
"""So many letters of a cut name at least tell what it is."""
_MOST_BEGUN = 3
"""A cut name tells what it is among so many names at most."""
_MOST_NEAR = 25
_SHORTEST = 4
_LONGEST_KEY = 400
_REMEMBERED = 4096
_ROUNDING = 1e-6

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


class Likely:
    """Looks names up for one kewenangan; remembers them.

    ``most``: after so many searches only equal names are found; None for any number, of which the last are remembered.
    """

    def __init__(self, catalog: Catalog, kewenangan: str | None, most: int | None) -> None:
        self.catalog = catalog
        self.kewenangan = kewenangan
        self._most = most
        self._near: dict[Any, tuple[float, Near]] = {}
        self._soon: dict[str, Near] = {}
        self._same_but: dict[str, Near | None] = {}
        self._below: dict[tuple[str, TingkatBaris, bool], Below] = {}

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
        """Entries of a level whose letters are like a key, all those that are at least so much (0..1, .7 and more)."""
        known = self._near.get((name, level))
        if known is not None and known[0] <= cutoff:
            return known[1]
        if not self.is_searched(name, level):
            return ()
        if cutoff >= LEAST_SOON and level in CODED:
            return tuple(each for each in self.soon(name) if each[1] >= cutoff and each[0].level is level)[:_MOST_NEAR]
        if self._is_full(self._near):
            return ()
        found = self.catalog.named(level, self.kewenangan).nearest(name, _MOST_NEAR, 100 * cutoff)
        near = tuple((entry, ratio / 100) for entry, ratio in found if ratio < 100)
        self._near[name, level] = (cutoff, near)
        return near

    def soon(self, name: str) -> Near:
        """Entries of all coded levels whose letters are like a key; of those less than LEAST_SOON perhaps not all."""
        found = self._soon.get(name)
        if found is None:
            if self._is_full(self._soon):
                return ()
            near = self.catalog.coded(self.kewenangan).nearest(name, None, 100 * LEAST_NEAR)
            found = self._soon[name] = tuple((entry, ratio / 100) for entry, ratio in near if ratio < 100)
        return found

    def all_but_same(self, name: str, level: TingkatBaris | None = None) -> Near | None:
        """Entries of these levels, or of one of them, whose letters are all but a key's; None where it is too short."""
        if level is not None and not self.is_searched(name, level):
            return ()
        if name not in self._same_but:
            if self._is_full(self._same_but):
                return ()
            near = self.catalog.coded(self.kewenangan).all_but_same(name, 100 * ALL_BUT_SAME)
            others = None if near is None else tuple((entry, ratio / 100) for entry, ratio in near if ratio < 100)
            self._same_but[name] = others
        found = self._same_but[name]
        return found if level is None or not found else tuple(each for each in found if each[0].level is level)

    def _is_full(self, known: dict[str, Any]) -> bool:
        """True where no more may be searched for; of what is only remembered the oldest goes."""
        full = len(known) > (self._most or _REMEMBERED)
        if full and self._most is None:
            known.clear()
        return full and self._most is not None

    def resembling(self, name: str, level: TingkatBaris) -> Iterator[Entry]:
        """Entries of a level whose letters are like a key, the most alike first; of the others perhaps not all."""
        found = self.soon(name) if level in CODED and self.is_searched(name, level) else self.near(name, level)
        return (entry for entry, _ in found if entry.level is level)

    def listed(self, kode: str) -> tuple[Entry, ...]:
        """What is listed at a code and may stand under the kewenangan; generic items perhaps twice."""
        overhead = self._overhead(self.catalog.by_kode, kode) if kode.count(".") > 1 else ()
        found = (*self.catalog.lookup(kode), *overhead)
        return tuple(e for e in found if self.fits(e))

    def begun(self, name: str, level: TingkatBaris) -> list[Entry]:
        """Entries that a cut name may be the beginning of."""
        return list(self.catalog.named(level, self.kewenangan).begun(name)) if len(name) >= LEAST_CUT else []

    def continued(self, nama: str, level: TingkatBaris) -> Sequence[Entry]:
        """Entries of the longest official name that this one goes on behind: "... Tahun 2023", "... (DAU)"."""
        return next((found for beginning in beginnings(nama) if (found := self.same(beginning, level))), ())

    def below(self, parent: str, level: TingkatBaris) -> Below:
        """The entries of a level below a code, each with its key."""
        found = self._below.get((parent, level, True))
        if found is None:
            entries = self._of_level(self.catalog.children(parent), level)
            overhead = dict.fromkeys(self._overhead(self.catalog.by_parent, parent))
            others = tuple(e for e in self._of_level(overhead, level) if e not in entries)
            keys = tuple(map(entry_key, (*entries, *others)))
            found = self._below[parent, level, True] = Below(entries, keys, (*entries, *others))
        return found

    def under(self, parent: str, level: TingkatBaris) -> Below:
        """The entries of a level anywhere below a code, generic ones that may come to stand there among them."""
        found = self._below.get((parent, level, False))
        if found is None:
            entries = tuple({id(e): e for e in self._descendants(parent, level)}.values())
            found = self._below[parent, level, False] = Below(entries, tuple(map(entry_key, entries)), entries)
        return found

    def _descendants(self, kode: str, level: TingkatBaris) -> Iterator[Entry]:
        right_below = (*self.catalog.children(kode), *self._overhead(self.catalog.by_parent, kode))
        yield from self._of_level(right_below, level)
        for above in dict.fromkeys(e.kode for e in right_below if e.level is not level):
            yield from self._descendants(above, level)

    def _of_level(self, entries: Iterable[Entry], level: TingkatBaris) -> tuple[Entry, ...]:
        return tuple(e for e in entries if e.level is level and self.fits(e))

    @staticmethod
    def _overhead(index: Mapping[str, tuple[Entry, ...]], kode: str) -> Iterator[Entry]:
        """The generic items of either kewenangan that in some bidang stand where the index has this code."""
        tail = kode.split(".")[2:]
        if kode.startswith("X") or (tail and tail[0] != "01") or "." not in kode:
            return
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
        for entry, ratio in self.near(name, level, max(LEAST_NEAR, max(least, best or 0.0) / MOST_ALIKE - _ROUNDING)):
            if best is not None and MOST_ALIKE * ratio <= best:
                break
            best = max(best or 0.0, alikeness(nama, entry.nama, ratio))
        return best

    def likeliest(self, nama: str) -> TingkatBaris | None:
        """The level with the name most like one that none lists, of equal ones the highest; None where none is."""
        name = name_key(nama, CODED[0])
        # What is much alike is found soon, and for all levels at once; then nothing else can be more.
        best = self._likelier(nama, self.all_but_same(name) or (), (0.0, 0))
        best = self._likelier_level(nama, SHORT, best, MOST_ALIKE * LEAST_SOON)
        if best[0] < MOST_ALIKE * ALL_BUT_SAME:
            best = self._likelier(nama, self.soon(name), best)
            if best[0] <= ALIKE:
                best = max(best, *((ALIKE, -MATCHED_LEVELS.index(level)) for level in self._in_part_of(nama)), best)
            if best[0] < MOST_ALIKE * LEAST_SOON:
                best = self._likelier_level(nama, MATCHED_LEVELS, best, best[0])
        return MATCHED_LEVELS[-best[1]] if best[0] else None

    def _in_part_of(self, nama: str) -> Iterator[TingkatBaris]:
        """The levels of CODED that a name is in part of: as :meth:`in_part`, of all of them at once."""
        name = name_key(nama, CODED[0])
        begun = list(self.catalog.coded(self.kewenangan).begun(name)) if len(name) >= LEAST_CUT else []
        on = [[e for e in self.catalog.by_key.get(beginning, ()) if self.fits(e)] for beginning in beginnings(nama)]
        for level in CODED:
            few = {entry_key(e) for e in begun if e.level is level}
            if 0 < len(few) <= _MOST_BEGUN or any(e.level is level for found in on for e in found):
                yield level

    def _likelier(self, nama: str, near: Near, best: tuple[float, int]) -> tuple[float, int]:
        for entry, ratio in near:
            if MOST_ALIKE * ratio < best[0]:
                break
            best = max(best, (alikeness(nama, entry.nama, ratio), -MATCHED_LEVELS.index(entry.level)))
        return best

    def _likelier_level(
        self, nama: str, levels: Sequence[TingkatBaris], best: tuple[float, int], least: float
    ) -> tuple[float, int]:
        for level in reversed(levels):
            alike = self.likeness(nama, level, in_part=True, least=max(best[0], least))
            best = max(best, (alike or 0.0, -MATCHED_LEVELS.index(level)))
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


def name_key(nama: str, level: TingkatBaris) -> str:
    """The key of a printed name at a level, as :func:`nomenclature.catalog.entry_key` makes that of an entry."""
    return (urusan_key(nama) if level in SHORT else key(nama))[:_LONGEST_KEY]
