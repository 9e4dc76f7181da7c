"""The official nomenclature as read from ``nomenclature/data``, with its editions, and the indexes for matching.

Three kinds of source, told apart by ``sumber``: ``dokumen`` (tables of published documents, verified against their
arithmetic), ``daftar`` (lists of Permendagri 90/2019 and its updates), ``impor`` (a full reference that the user has
imported). Entries written ``X.XX`` hold for every bidang, those with kewenangan ``umum`` for every kewenangan.
"""

from __future__ import annotations

import csv
import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from nomenclature import bidang
from nomenclature.kode import is_canonical, kewenangan_of, level_of, parent_of, with_kewenangan
from nomenclature.nama import key, urusan_key
from nomenclature.nearest import NameIndex
from normalize.frozen import quickly_made
from normalize.types import TingkatBaris

DATA = Path(__file__).parent / "data"
COLUMNS = ("kode", "level", "nama", "kewenangan", "edisi", "sumber")
_STRENGTH = {"impor": 0, "dokumen": 1, "daftar": 2}
_MAX_ENTRIES = 200_000
_MOST_BEGUN = 200
SHORT = (TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN)
CODED = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)
"""The levels whose names have the same kind of key (:func:`entry_key`)."""
MATCHED_LEVELS = (*SHORT, *CODED)
Levels = tuple[TingkatBaris, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Entry:
    """An official item. ``kewenangan`` is provinsi, kabkota or umum; ``edisi`` the regulation it was read in."""

    kode: str
    level: TingkatBaris
    nama: str
    kewenangan: str
    edisi: str
    sumber: str

    @property
    def is_umum(self) -> bool:
        """True for an item of the overhead program that every office has (X.XX)."""
        return self.kode.startswith("X.XX")


@dataclass(frozen=True, slots=True)
class Named:
    """Entries by name, each name once, with the index that finds names like another."""

    entries: tuple[tuple[Entry, ...], ...] = field(repr=False)
    index: NameIndex = field(repr=False)
    ordered: tuple[str, ...] = field(repr=False)
    places: tuple[int, ...] = field(repr=False)
    """The keys in order of the alphabet, and where each one's entries stand."""
    more: Named | None = field(default=None, repr=False)
    """Those that came to these later."""

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Named:
        """The names of the entries."""
        by_key = _grouped(entries, entry_key)
        keys = tuple(by_key)
        places = tuple(sorted(range(len(keys)), key=keys.__getitem__))
        return cls(tuple(by_key.values()), NameIndex(keys), tuple(keys[i] for i in places), places)

    def begun(self, beginning: str) -> Iterator[Entry]:
        """Entries whose key is longer than this and begins with it."""
        start = bisect_right(self.ordered, beginning)
        for i in range(start, min(start + _MOST_BEGUN, len(self.ordered))):
            if not self.ordered[i].startswith(beginning):
                break
            yield from self.entries[self.places[i]]
        if self.more:
            yield from self.more.begun(beginning)

    def with_entries(self, entries: Sequence[Entry]) -> Named:
        """These and some more names, without an index of all anew."""
        before = chain.from_iterable(self.more.entries) if self.more else ()
        return replace(self, more=Named.build((*before, *entries))) if entries else self

    def nearest(self, name: str, cutoff: float) -> list[tuple[Entry, float]]:
        """(entry, likeness 0..1) of the names at least so much like the key, best first."""
        more = self.more.nearest(name, cutoff) if self.more else []
        return self._entries(self.index.nearest(name, cutoff), more)

    def nearest_of(self, names: Sequence[str], cutoff: float) -> list[list[tuple[Entry, float]]]:
        """For each of many keys what :meth:`nearest` gives, sooner than by asking for each."""
        more = self.more.nearest_of(names, cutoff) if self.more else [[] for _ in names]
        return list(map(self._entries, self.index.nearest_of(names, cutoff), more))

    def _entries(
        self, near: Sequence[tuple[int, float]], more: Sequence[tuple[Entry, float]]
    ) -> list[tuple[Entry, float]]:
        found = [(entry, ratio) for place, ratio in near for entry in self.entries[place]]
        return sorted((*found, *more), key=lambda each: -each[1]) if more else found


@dataclass(frozen=True)
class Catalog:
    """Entries with indexes by code, by name and by parent; immutable once built."""

    entries: tuple[Entry, ...]
    by_kode: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    by_key: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    by_parent: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    by_level: Mapping[TingkatBaris, tuple[Entry, ...]] = field(repr=False)
    _named: dict[tuple[Levels, str | None], Named] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Catalog:
        """A catalogue of the entries; one entry for each kode, name and kewenangan, the best source first."""
        kept = _best_of_each(entries)
        return cls(
            entries=kept,
            by_kode=_grouped(kept, _kode),
            by_key=_grouped(kept, entry_key),
            by_parent=_grouped(kept, _above),
            by_level=_grouped(kept, _level),
        )

    @classmethod
    def load(cls, extra: Sequence[Path] = (), *, user: bool = True) -> Catalog:
        """The catalogue of the project's own data, the user's imported reference (if ``user``) and ``extra`` files.

        Raises ``ValueError`` with file and line where a file is not a list of codes.
        """
        files = tuple(own_files())
        imported = tuple(sorted(user_data_dir().glob("*.csv"))) if user else ()
        found = _load(tuple(map(_as_it_stands, (*files, *imported, *extra))))
        bidang.admit(e.kode for e in found.by_level.get(TingkatBaris.BIDANG_URUSAN, ()))
        return found

    def with_entries(self, entries: Iterable[Entry]) -> Catalog:
        """A catalogue of these entries and more.

        Those that come last in order, as what a document says itself, are put behind the others in each index.
        """
        more = _best_of_each(entries)
        if more and self.entries and _order(more[0]) < _order(self.entries[-1]):
            return Catalog.build((*self.entries, *more))
        new = [e for e in more if all(_is_another(e, known) for known in self.by_kode.get(e.kode, ()))]
        others = {
            (levels, kewenangan): named.with_entries([e for e in _fitting(new, kewenangan) if e.level in levels])
            for (levels, kewenangan), named in self._named.items()
        }
        return Catalog(
            entries=(*self.entries, *new),
            by_kode=_grouped(new, _kode, self.by_kode),
            by_key=_grouped(new, entry_key, self.by_key),
            by_parent=_grouped(new, _above, self.by_parent),
            by_level=_grouped(new, _level, self.by_level),
            _named=others,
        )

    def name_of(self, kode: str, kewenangan: str | None = None) -> str | None:
        """The official name of a canonical code, generic overhead items included; None where it is not listed."""
        found = self.lookup(kode)
        fitting = [e for e in found if kewenangan is None or e.kewenangan in (kewenangan, "umum")]
        return (fitting or list(found))[0].nama if found else None

    def lookup(self, kode: str) -> tuple[Entry, ...]:
        """Entries of a canonical code; for an overhead code of any bidang also the generic entries."""
        return self._with_generic(self.by_kode, kode)

    def children(self, kode: str) -> tuple[Entry, ...]:
        """Entries right under a canonical code; under an overhead code of any bidang also the generic ones."""
        return self._with_generic(self.by_parent, kode)

    def named(self, level: TingkatBaris, kewenangan: str | None) -> Named:
        """The names of a level, and of those whose names have the same kind of key, that may stand under a kewenangan
        (None: any); indexed when first asked for.
        """
        levels = SHORT if level in SHORT else CODED
        if (levels, kewenangan) not in self._named:
            entries = (e for level in levels for e in self.by_level.get(level, ()))
            self._named[levels, kewenangan] = Named.build(_fitting(entries, kewenangan))
        return self._named[levels, kewenangan]

    @staticmethod
    def _with_generic(index: Mapping[str, tuple[Entry, ...]], kode: str) -> tuple[Entry, ...]:
        own = index.get(kode, ())
        if kode[4:7] != ".01" or kode.startswith("X"):
            return own
        generic = "X.XX" + kode[4:]
        return (*own, *(index.get(generic, ()) or index.get(with_kewenangan(generic, "2"), ())))


def official_name(kode: str) -> str | None:
    """The name of an official code in the newest edition that has it; None where none does."""
    found = Catalog.load().lookup(kode)
    return found[0].nama if found else None


def own_files() -> list[Path]:
    """The project's own lists of codes; the lists of regions in the same folder are ``wilayah*.csv``."""
    return sorted(p for p in DATA.glob("*.csv") if not p.name.startswith("wilayah"))


def entry_key(entry: Entry) -> str:
    """The key of an entry's name: that of the urusan's short name for urusan and bidang urusan."""
    if entry.level in SHORT:
        return urusan_key(entry.nama)
    return key(entry.nama)


_K = TypeVar("_K")


def _grouped(
    entries: Iterable[Entry], by: Callable[[Entry], _K], known: Mapping[_K, tuple[Entry, ...]] | None = None
) -> dict[_K, tuple[Entry, ...]]:
    """The entries by what they say, in order, behind those that are ``known``."""
    groups: defaultdict[_K, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    found = dict(known or {})
    for k, v in groups.items():
        found[k] = (*found.get(k, ()), *v)
    return found


def _fitting(entries: Iterable[Entry], kewenangan: str | None) -> Iterator[Entry]:
    """Those that may stand under a kewenangan (None: any)."""
    return (e for e in entries if kewenangan is None or e.kewenangan in (kewenangan, "umum"))


def _kode(entry: Entry) -> str:
    return entry.kode


def _above(entry: Entry) -> str:
    return parent_of(entry.kode) or ""


def _level(entry: Entry) -> TingkatBaris:
    return entry.level


def _order(entry: Entry) -> tuple[int, str]:
    return _STRENGTH.get(entry.sumber, 9), entry.kode


def _is_another(one: Entry, two: Entry) -> bool:
    """True for entries that a catalogue holds both."""
    return (one.kode, one.kewenangan) != (two.kode, two.kewenangan) or entry_key(one) != entry_key(two)


def _best_of_each(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in order of their sources' strength and their codes, of those that say the same the first."""
    unique: dict[tuple[str, str, str], Entry] = {}
    for entry in sorted(entries, key=_order):
        unique.setdefault((entry.kode, entry_key(entry), entry.kewenangan), entry)
    return tuple(unique.values())


def _as_it_stands(path: Path) -> tuple[Path, int, int]:
    """A file, its time and its size: what was read of it is of no use once another has its name."""
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, int, int], ...]) -> Catalog:
    return Catalog.build(entry for path, _, _ in files for entry in read_entries(path))


def read_entries(path: Path, sumber: str | None = None) -> list[Entry]:
    """The entries of a CSV file with columns kode and nama, and optionally level, kewenangan, edisi, sumber.

    Raises ``ValueError`` where the columns are missing; rows whose code is not canonical are left out. The bidang that
    the file lists are known within it.
    """
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.DictReader(handle)
        if not {"kode", "nama"} <= set(rows.fieldnames or ()):
            raise ValueError(f"{path}: kolom kode dan nama tidak ada; kolom yang terbaca: {rows.fieldnames}")
        listed = list(islice(rows, _MAX_ENTRIES))
    with bidang.admitting((row.get("kode") or "").strip() for row in listed):
        return [entry for row in listed if (entry := _entry(row, sumber)) is not None]


def _entry(row: Mapping[str, str | None], sumber: str | None) -> Entry | None:
    kode, nama = (row.get("kode") or "").strip(), " ".join((row.get("nama") or "").split())
    level = level_of(kode)
    if level is None or not nama or not is_canonical(kode):
        return None
    given = (row.get("kewenangan") or "").strip().lower()
    kewenangan = given if given in ("provinsi", "kabkota", "umum") else _kewenangan(kode)
    edisi = (row.get("edisi") or "").strip()
    return Entry(kode, level, nama, kewenangan, edisi, sumber or row.get("sumber") or "impor")


def _kewenangan(kode: str) -> str:
    return {"1": "provinsi", "2": "kabkota"}.get(kewenangan_of(kode) or "", "umum")


def write_entries(entries: Iterable[Entry], path: Path) -> int:
    """Writes entries as a CSV file, sorted by code, replacing the file in one step; gives their number."""
    kept = sorted(set(entries), key=lambda e: (e.kode, e.kewenangan, e.nama))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    with part.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((e.kode, e.level.value, e.nama, e.kewenangan, e.edisi, e.sumber) for e in kept)
    part.replace(path)
    return len(kept)


def user_data_dir() -> Path:
    """Where an imported reference is kept: ``$RENJA_DATA``, else the user's data folder."""
    given = os.environ.get("RENJA_DATA")
    if given:
        return Path(given) / "nomenclature"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".local" / "share")
    return Path(base) / "renja" / "nomenclature"


def user_file(name: str = "referensi.csv") -> Path:
    """The file in the user's data folder that holds what was imported."""
    return user_data_dir() / name


def forget_loaded() -> None:
    """The next :meth:`Catalog.load` reads the files anew."""
    _load.cache_clear()
