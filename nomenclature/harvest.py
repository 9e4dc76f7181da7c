"""New entries that many documents agree on: a code and a name printed together, again and again, and by nobody else.

A proposal is for a person to look at and to import; nothing enters the nomenclature by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from nomenclature.catalog import Catalog, Entry
from nomenclature.kode import kewenangan_of, level_of, parent_of, readings
from nomenclature.nama import clean, key

_ALIKE = 0.9
_SHORTEST = 5
_OVERHEAD = "01"
EDITION_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A coded row of a document: what is printed, and the code and edition that were understood."""

    doc_id: str
    kode: str
    kode_asli: str
    nama: str
    edisi: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that ``dokumen`` documents print and none contradicts."""

    entry: Entry
    dokumen: int


@dataclass(slots=True)
class _Pair:
    """One code's one name: its documents and its spellings."""

    documents: set[str] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)


def propose(rows: Iterable[Printed], catalog: Catalog, at_least: int = 3) -> list[Proposal]:
    """What at least so many documents print, no document contradicts, and the catalogue lacks; by code.

    Two names of one code contradict each other unless they are spellings of one name. Items of the overhead program
    are the same in every bidang and are proposed as ``X.XX.01...``.
    """
    pairs: defaultdict[str, dict[str, _Pair]] = defaultdict(dict)
    for row in rows:
        kode = _generic(row.kode)
        if _is_printed(row) and not catalog.lookup(row.kode) and len(key(row.nama)) >= _SHORTEST:
            pair = pairs[kode].setdefault(key(row.nama), _Pair())
            pair.documents.add(row.doc_id)
            pair.spellings[clean(row.nama)] += 1
            pair.editions[row.edisi or EDITION_UNKNOWN] += 1
    found = (_proposal(kode, names, at_least) for kode, names in sorted(pairs.items()))
    return [proposal for proposal in found if proposal is not None]


def _proposal(kode: str, names: dict[str, _Pair], at_least: int) -> Proposal | None:
    """The code's entry where its names are one name and enough documents print it."""
    usual = max(names, key=lambda name: (len(names[name].documents), name))
    if any(fuzz.ratio(usual, other) / 100 < _ALIKE for other in names):
        return None
    documents = set().union(*(pair.documents for pair in names.values()))
    level = level_of(kode)
    if len(documents) < at_least or level is None:
        return None
    pair = names[usual]
    kewenangan = {"1": "provinsi", "2": "kabkota"}.get(kewenangan_of(kode) or "", "umum")
    nama = max(pair.spellings, key=lambda n: (pair.spellings[n], n))
    edisi = pair.editions.most_common(1)[0][0]
    return Proposal(Entry(kode, level, nama, kewenangan, edisi, "panen"), len(documents))


def _is_printed(row: Printed) -> bool:
    """True where the print itself gives the code that was understood, completed from the levels above it at most."""
    parent = parent_of(row.kode)
    if parent is None or level_of(row.kode) is None:
        return False
    return any(reading.complete(parent).kode == row.kode for reading in readings(row.kode_asli)[:2])


def _generic(kode: str) -> str:
    parts = kode.split(".")
    is_overhead = len(parts) >= 3 and parts[2] == _OVERHEAD and parts[0] != "X"
    return ".".join(["X", "XX", *parts[2:]]) if is_overhead else kode
