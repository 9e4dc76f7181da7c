"""Codes on scanned pages whose parent's part was misread in one digit, put right by the rows about them.

``1.02.01.2.07.0002`` between ``1.02.01.2.02.0001`` and ``...0003``, below the kegiatan ``1.02.01.2.02``, is of that
kegiatan too, where neither its name nor another row speaks for the one that it prints. The print stays beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nomenclature.catalog import Catalog
from nomenclature.kode import level_of, parent_of
from nomenclature.repairs import joined
from records.matched import CocokMetode, MatchedRow, MatchedTable

_FEWEST = 2
"""Siblings that print their parent's code, at least."""
_LIKELY = 0.6
"""How sure such a code is."""
_WORD = "kode_induk"


def mend_codes(tables: Sequence[MatchedTable], catalog: Catalog) -> list[MatchedTable]:
    """The tables, misread codes of scanned pages under the parent that stands above them; ``perbaikan`` says so."""
    known = {row.match.kode for table in tables for row in table.rows if row.match.kode is not None}
    return [_mended(table, known, catalog) if _is_scanned(table) else table for table in tables]


def _is_scanned(table: MatchedTable) -> bool:
    return any(cell.confidence is not None for cell in table.source.table.cells)


def _mended(table: MatchedTable, known: set[str], catalog: Catalog) -> MatchedTable:
    rows = list(table.rows)
    for i, kode in _slips(rows, known, catalog):
        reason = f"kode tercetak {rows[i].match.kode}, satu angkanya lain dari kode induk dan saudaranya"
        match = replace(rows[i].match, kode=kode, metode=CocokMetode.KODE, skor=_LIKELY, alasan=reason)
        rows[i] = replace(rows[i], match=match, perbaikan=joined(rows[i].perbaikan, _WORD))
    return replace(table, rows=tuple(rows))


def _slips(rows: Sequence[MatchedRow], known: set[str], catalog: Catalog) -> Iterator[tuple[int, str]]:
    """Numbers of rows whose code is not their parent's by one digit, and the code that is."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.induk is not None and row.row.lanjutan is None and row.match.kode is not None:
            below[row.induk].append(i)
    for above, children in below.items():
        parent = rows[above].match.sure_kode
        if parent is None or sum(parent_of(rows[c].match.kode or "") == parent for c in children) < _FEWEST:
            continue
        for c in children:
            kode = rows[c].match.kode or ""
            own = parent_of(kode) or ""
            meant = parent + kode[len(own) :]
            if _is_slip(own, parent) and own not in known and meant not in known and _is_unnamed(rows[c], catalog):
                yield c, meant


def _is_slip(code: str, other: str) -> bool:
    return len(code) == len(other) and sum(a != b for a, b in zip(code, other, strict=True)) == 1


def _is_unnamed(row: MatchedRow, catalog: Catalog) -> bool:
    """True where the print alone speaks for the code: the nomenclature has no such item of that name."""
    kode = row.match.kode or ""
    return level_of(kode) is row.level and (row.match.metode is CocokMetode.KODE or not catalog.lookup(kode))
