"""Rows in two by a page break whose halves both look like rows: rejoined where something else prints the whole name.

Most cut rows are made whole by what the page shows (``extract.joining``). Where the rest of a name stands beside an
indicator line of its own, only the name can tell: the half and its rest are, put together, what the other half of the
row prints (T-C.31 names each item twice), what another row of the document is called, or an official name. The row then
says so (``perbaikan`` = ``bukti:baris_terpotong``); ``sel`` keeps the halves as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nomenclature.catalog import Catalog
from nomenclature.nama import key
from normalize.grid import Grid
from normalize.types import BudgetRow, NormalTable, TingkatBaris
from normalize.ukuran import BUDGET, amounts
from normalize.wording import squash

TERPOTONG = "bukti:baris_terpotong"
_SHORTEST = 12
"""Letters of a whole name from which its halves do not make it by chance."""


def rejoin_cut_names(tables: Sequence[NormalTable], catalog: Catalog) -> tuple[NormalTable, ...]:
    """The tables, each item that a page break cut in two named in whole, its rest one of its lines."""
    named = Counter(squash(row.nama) for table in tables for row in table.rows if row.lanjutan is None)
    return tuple(_rejoin(table, named, catalog) for table in tables)


def _rejoin(table: NormalTable, named: Counter[str], catalog: Catalog) -> NormalTable:
    rests = [i for i, row in enumerate(table.rows) if _may_be_rest(table.rows, i, row)]
    if not rests:
        return table
    grid = table.grid
    rows = list(table.rows)
    gone: set[int] = set()
    for i in rests:
        item = _item_above(rows, i, gone)
        if item is not None and _is_whole(rows[item], rows[i], grid, named, catalog):
            _join(rows, item, i, gone)
    return replace(table, rows=_without(rows, gone)) if rows != list(table.rows) else table


def _may_be_rest(rows: Sequence[BudgetRow], i: int, row: BudgetRow) -> bool:
    """True for a row with a name, but neither code nor number, that is the first on its page."""
    if not i or row.page == rows[i - 1].page or row.lanjutan is not None or not row.nama:
        return False
    return not (row.kode_asli or row.hints.numbering) and row.level is not TingkatBaris.JUMLAH


def _item_above(rows: Sequence[BudgetRow], i: int, gone: set[int]) -> int | None:
    """The item whose line is right above; None where both print money, so that neither can be the other's rest."""
    above = next((j for j in range(i - 1, -1, -1) if j not in gone), None)
    if above is None:
        return None
    item = rows[above].lanjutan
    item = above if item is None else item
    money = amounts(rows[i].values, of=BUDGET)
    return None if any(measure in money for measure in amounts(rows[item].values, of=BUDGET)) else item


def _is_whole(item: BudgetRow, rest: BudgetRow, grid: Grid, named: Counter[str], catalog: Catalog) -> bool:
    """True where the two names together are printed elsewhere, or official, and the first half alone is not."""
    whole, half = squash(item.nama + rest.nama), squash(item.nama)
    if len(whole) < _SHORTEST:
        return False
    if any(squash(cell.text) == whole for cell in grid.row_cells(item.grid_row)):
        return True
    official = catalog.by_key
    if key(item.nama) in official or key(rest.nama) in official or named[half] > 1:
        return False
    return bool(named[whole]) or key(f"{item.nama} {rest.nama}") in official


def _join(rows: list[BudgetRow], item: int, rest: int, gone: set[int]) -> None:
    """Names the item and its lines in whole; a rest that says nothing more, or all that the item lacks, goes."""
    first, second = rows[item], rows[rest]
    nama = f"{first.nama} {second.nama}"
    bare = not first.values and not first.indikator
    if bare or not (second.values or second.indikator):
        gone.add(rest)
        first = replace(
            first,
            values=first.values or second.values,
            indikator=first.indikator or second.indikator,
            lokasi=first.lokasi or second.lokasi,
            sumber_dana=first.sumber_dana or second.sumber_dana,
        )
    else:
        rows[rest] = replace(second, nama=nama, level=first.level, lanjutan=item)
    rows[item] = replace(first, nama=nama, perbaikan=TERPOTONG)
    for j in range(item + 1, len(rows)):
        if rows[j].lanjutan in (item, rest):
            rows[j] = replace(rows[j], nama=nama, level=first.level, lanjutan=item)


def _without(rows: Sequence[BudgetRow], gone: set[int]) -> tuple[BudgetRow, ...]:
    """The rows that stay, counted anew."""
    place = {old: new for new, old in enumerate(i for i in range(len(rows)) if i not in gone)}
    kept = (rows[i] for i in place)
    return tuple(
        replace(row, urutan=n, lanjutan=None if row.lanjutan is None else place.get(row.lanjutan))
        for n, row in enumerate(kept)
    )
