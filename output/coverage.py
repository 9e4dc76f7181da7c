"""How many printed amounts got a meaning, table by table, and in words why the others did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.types import Box
from nomenclature.types import MatchedTable
from normalize.types import DocumentMeta
from normalize.ukuran import MEASURES
from output.amounts import Certainty, count_amounts, is_rupiah
from output.anggaran import Item, items
from output.authority import Speaker, authority

_ENOUGH = 0.9
"""A table of which so many amounts are understood is read; the rest are stray figures in texts."""
_MOST_COLUMNS = 3
"""So many columns a reason names."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table's amounts: ``tercetak`` printed; ``bermakna``, ``ragu`` of them read; ``anggaran`` in the wide view."""

    tercetak: int
    bermakna: int
    ragu: int
    anggaran: int
    alasan: str | None


@dataclass(frozen=True, slots=True)
class Budget:
    """A document's wide view: what each speaking table gives, and each table's coverage."""

    items: tuple[tuple[Speaker, tuple[Item, ...]], ...]
    coverage: tuple[Coverage, ...]


def budget(tables: Sequence[MatchedTable], meta: DocumentMeta | None) -> Budget:
    """The document's items, from the tables that speak for its offices, and what became of all amounts."""
    if meta is None:
        return Budget((), tuple(_coverage(table, None, 0, None) for table in tables))
    found = authority(tables, meta)
    given = tuple((each, tuple(_items(tables, each, meta.tahun))) for each in found.speakers)
    fed: Counter[int] = Counter()
    for _, held in given:
        for item in held:
            fed += item.amounts()
    coverage = (
        _coverage(table, meta.tahun, fed[index], found.reasons.get(index)) for index, table in enumerate(tables)
    )
    return Budget(given, tuple(coverage))


def _items(tables: Sequence[MatchedTable], speaker: Speaker, tahun: int | None) -> Iterator[Item]:
    return items(((index, tables[index], rows) for index, rows in speaker.parts), tahun)


def shortfalls(tables: Sequence[MatchedTable], meta: DocumentMeta | None) -> list[str]:
    """A message for each table of which a good part of the printed amounts has no certain meaning."""
    return [
        f"Tabel di halaman {table.source.table.pages[0] if table.source.table.pages else '?'}: {each.bermakna} dari "
        f"{each.tercetak} nilai uang bermakna pasti; {each.alasan} / amounts of this table have no certain meaning"
        for table, each in zip(tables, budget(tables, meta).coverage, strict=True)
        if each.bermakna < each.tercetak * _ENOUGH
    ]


def _coverage(table: MatchedTable, tahun: int | None, fed: int, silence: str | None) -> Coverage:
    certainty = Certainty(table, tahun)
    bermakna = ragu = undated = rivals = 0
    for row in table.rows:
        rivals += certainty.has_rivals(row)
        for value, is_doubtful in zip(row.row.values, certainty.doubtful(row), strict=True):
            if is_rupiah(value):
                undated += value.tahun is None
                is_certain = not is_doubtful and value.tahun is not None
                bermakna += is_certain
                ragu += not is_certain
    printed = _printed(table)
    lost = sum(printed.values()) - bermakna - ragu
    doubts = _doubts(undated, ragu - undated, rivals)
    why = [*_losses(table, lost), *doubts, *([silence] if silence and not fed else [])]
    return Coverage(sum(printed.values()), bermakna, ragu, fed, "; ".join(why) or None)


def _printed(table: MatchedTable) -> Counter[int]:
    """Amounts that the body prints, by column; a cell that gave values prints at least as many."""
    read = Counter((v.page, v.box) for row in table.rows for v in row.row.values if is_rupiah(v))
    found: Counter[int] = Counter()
    things = _things(table)
    for cell in table.source.table.cells:
        place = (cell.page, cell.box)
        if not cell.is_header and place not in things:
            found[cell.col] += max(count_amounts(cell.text), read.pop(place, 0))
    found[-1] = sum(read.values())  # read from elsewhere: a text above the table, or added by a person
    return found


def _things(table: MatchedTable) -> frozenset[tuple[int, Box]]:
    """Cells whose numbers count something that their unit names: "27.352.287" of Ekor is no money."""
    values = [value for row in table.rows for value in row.row.values]
    money = {(v.page, v.box) for v in values if is_rupiah(v) or v.satuan is None}
    return frozenset({(v.page, v.box) for v in values} - money)


def _losses(table: MatchedTable, lost: int) -> Iterator[str]:
    """Why amounts of the body are no values."""
    if lost <= 0:
        return
    if not table.rows:
        yield f"{lost} nilai uang tanpa makna: tidak ada baris yang terbaca"
        return
    without = _columns_without_money(table)
    named = f" (kolom {', '.join(without)})" if without else ""
    yield f"{lost} nilai uang tanpa ukuran{named}"


def _columns_without_money(table: MatchedTable) -> list[str]:
    """Titles of the columns that print amounts nothing was read of."""
    read: set[tuple[int, Box]] = {(v.page, v.box) for row in table.rows for v in row.row.values if is_rupiah(v)}
    unread: Counter[int] = Counter()
    known = read | _things(table)
    for cell in table.source.table.cells:
        if not cell.is_header and (cell.page, cell.box) not in known:
            unread[cell.col] += count_amounts(cell.text)
    titles = {column.indeks: column.judul for column in table.source.columns}
    most = [col for col, n in unread.most_common(_MOST_COLUMNS) if n]
    named = ((col, " ".join(titles.get(col, "").split())) for col in sorted(most))
    return [f'"{title}"' if title else f"ke-{col + 1}" for col, title in named]


def _doubts(undated: int, doubtful: int, rivals: int) -> Iterator[str]:
    if undated:
        yield f"{undated} nilai uang tanpa tahun"
    if doubtful:
        yield f"{doubtful} nilai uang meragukan"
    if rivals:
        yield f"{rivals} baris memuat dua nilai untuk satu ukuran, sehingga tidak dijumlahkan"


def columns_confidence(table: MatchedTable) -> float:
    """Confidence in the meaning of the table's columns: of the least sure that has one; 0 where none has."""
    held = [column.keyakinan for column in table.source.columns if column.peran in MEASURES]
    named = [column.keyakinan for column in table.source.columns if column.peran is not None]
    return min(held or named, default=0.0)
