"""How many printed amounts got a meaning, table by table, and in words why the others did not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.types import Box, Cell
from normalize.columns.looks import quick_number
from normalize.satuan import counts_things
from normalize.types import Column, DocumentMeta, Value
from normalize.ukuran import MEASURES
from output.amounts import Certainty, count_amounts, is_amount, is_rupiah, may_print_amounts, year_of_undated
from output.anggaran import NO_ITEM, Item, items
from output.authority import Speaker, authority, table_slices
from output.slices import Slices
from records.matched import MatchedTable

Place = tuple[int, Box]
"""(page, box) of a cell."""
ENOUGH = 0.98
"""A document of whose printed amounts so many are understood is read; the rest are stray figures in texts."""
_FIGURE = re.compile(r"^\d+ nilai uang ")
_TEXT_ONLY = (
    "{} nilai uang dokumen ini hanya terbaca dalam teks berjalan, tidak satu pun dalam tabel, jadi tidak ada yang "
    "masuk tabel anggaran / money in running text only, none in tables"
)
_NO_BUDGET = "tabelnya tidak memuat pagu atau realisasi"
_BRACKETS = re.compile(r"\(([^()]+)\)")
_MOST_TABLES = 3
"""So many tables a message names, the worst first."""
_MOST_COLUMNS = 3
"""So many columns a reason names."""
NO_ROW = "tanpa baris"
NO_MEASURE = "tanpa ukuran"
NO_YEAR = "tanpa tahun"
TWO_READINGS = "dengan dua bacaan, sehingga tidak dijumlahkan"
DOUBTFUL = "meragukan"
PARTS = "sumber dana atau jenis belanja yang mungkin saling memuat, jadi tidak dijumlahkan"
NO_TABLE = "bukan tabel menurut resep"
NOT_UNDERSTOOD = "tanpa makna: tabelnya tidak dipahami"


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
    of: tuple[Sequence[MatchedTable], DocumentMeta | None]
    """The tables and the identity that it was worked out from."""


def budget(tables: Sequence[MatchedTable], meta: DocumentMeta | None, known: Budget | None = None) -> Budget:
    """The document's items, from the tables that speak for its offices, and what became of all amounts.

    ``known``: one that was worked out before, which is taken where it is of these very tables and this identity.
    """
    of = tables, meta
    if known is not None and known.of[0] is tables and known.of[1] is meta:
        return known
    certainty = {index: Certainty(table, year_of_undated(meta) if meta else None) for index, table in enumerate(tables)}
    if meta is None:
        bare = (_coverage(table, certainty[i], 0, None, table_slices(table, None)) for i, table in enumerate(tables))
        return Budget((), tuple(bare), of)
    found = authority(tables, meta, certainty)
    given = tuple((each, tuple(_items(tables, each, year_of_undated(meta), certainty))) for each in found.speakers)
    fed: Counter[int] = Counter()
    for _, held in given:
        for item in held:
            item.feed(fed)
    coverage = (
        _coverage(table, certainty[index], fed[index], found.reasons.get(index), found.slices[index])
        for index, table in enumerate(tables)
    )
    return Budget(given, tuple(coverage), of)


def _items(
    tables: Sequence[MatchedTable], speaker: Speaker, tahun: int | None, certainty: Mapping[int, Certainty]
) -> Iterator[Item]:
    return items(((index, tables[index], rows) for index, rows in speaker.parts), tahun, certainty)


def shortfalls(
    tables: Sequence[MatchedTable], meta: DocumentMeta | None, di_teks: int = 0, wide: Budget | None = None
) -> list[str]:
    """At most two messages: what of the document's amounts is not understood, and that none of them is compared.

    ``di_teks``: amounts of the running text. ``wide``: the document's wide view, where it is worked out.
    """
    found = budget(tables, meta, wide).coverage
    printed, known = sum(each.tercetak for each in found), sum(each.bermakna for each in found)
    if not printed:
        return [_TEXT_ONLY.format(di_teks)] if di_teks else []
    is_compared = any(each.anggaran for each in found)
    is_dark = not known and not is_compared
    said = [_lost_message(tables, found, is_dark)] if known < printed * ENOUGH else []
    if not is_dark and not is_compared:
        said.append(_silent_message(found))
    return said


def _lost_message(tables: Sequence[MatchedTable], found: Sequence[Coverage], is_dark: bool) -> str:
    """How many amounts are lost (``is_dark``: all of them), and in which tables most of them."""
    printed, known = sum(each.tercetak for each in found), sum(each.bermakna for each in found)
    worst = sorted((n, -i) for i, each in enumerate(found) if (n := each.tercetak - each.bermakna))[::-1]
    places = [
        f"halaman {_first_page(tables[-i])} ({n} nilai{_main_reason(found[-i])})" for n, i in worst[:_MOST_TABLES]
    ]
    more = f"; dan {len(worst) - _MOST_TABLES} tabel lain" if len(worst) > _MOST_TABLES else ""
    if is_dark:
        head = f"Tidak satu pun dari {printed} nilai uang di tabel dokumen ini dipahami dengan pasti"
        return f"{head}: {'; '.join(places)}{more} / no amount of this document is understood"
    head = f"{printed - known} dari {printed} nilai uang di tabel dokumen ini tidak bermakna pasti"
    return f"{head}: {'; '.join(places)}{more} / amounts without a certain meaning"


def _silent_message(found: Sequence[Coverage]) -> str:
    """Why no table of the document gives anything to compare: the word of the table with most amounts that has one."""
    ordered = sorted(found, key=lambda each: (each.bermakna, each.tercetak), reverse=True)
    parts = (part for each in ordered for part in _reasons(each))
    why = next((part.removeprefix("anggaran: ") for part in parts if part.startswith("anggaran: ")), _NO_BUDGET)
    return f"Uang dokumen ini tidak masuk tabel anggaran: {why} / none of its money can be compared"


def _reasons(coverage: Coverage) -> list[str]:
    return (coverage.alasan or "").split("; ")


def _main_reason(coverage: Coverage) -> str:
    """The largest reason without its figure, since the message has the table's own; said where it is not the only."""
    reasons = [text for part in _reasons(coverage) if (text := _FIGURE.sub("", part)) != part]
    sole = len(reasons) == 1
    return f"{': ' if sole else ', terbanyak '}{reasons[0]}" if reasons else ""


def _first_page(table: MatchedTable) -> str:
    return str(table.source.table.pages[0]) if table.source.table.pages else "?"


def _coverage(table: MatchedTable, certainty: Certainty, fed: int, silence: str | None, slices: Slices) -> Coverage:
    if table.source.is_no_table:
        return Coverage(0, 0, 0, 0, f"{NO_TABLE} {table.source.resep}")
    bermakna = 0
    doubts: Counter[str] = Counter()
    read: defaultdict[Place, int] = defaultdict(int)  # a Counter's first of each key takes as long as all else here
    others: list[Value] = []
    for row, rivals in zip(table.rows, certainty.rivals, strict=True):
        for value, is_rival in zip(row.row.values, rivals, strict=True):
            if not is_amount(value):
                others.append(value)
                continue
            read[value.page, value.box] += 1
            doubt = _doubt(value, is_rival, certainty)
            if doubt is None:
                bermakna += 1
            else:
                doubts[doubt] += 1
    for place, value in _said_again(table, read):
        read[place] += 1
        doubt = _doubt(value, False, certainty)
        bermakna += doubt is None
        doubts.update([doubt] if doubt else ())
    things = _things(table, read, others)
    printed, ragu = _printed(table, things, read), doubts.total()
    losses = _losses(table, read.keys() | things, printed - bermakna - ragu)
    largest = sorted([*losses, *((n, why) for why, n in doubts.items())], key=lambda each: -each[0])
    why = [*(f"{n} nilai uang {text}" for n, text in largest), *([silence] if silence and not fed else [])]
    if mixed := _mixed(table, slices):
        why.append(f"anggaran: {mixed} nilai menurut {PARTS}")
    return Coverage(printed, bermakna, ragu, fed, "; ".join(why) or None)


def _said_again(table: MatchedTable, read: Collection[Place]) -> list[tuple[Place, Value]]:
    """Cells of columns of one measure that repeat what another column of it says of the row, and that one's value.

    Reports spread a measure over columns by level ("Per Paket | Per Kegiatan"); such an amount has one value.
    """
    measuring = [c for c in table.source.columns if c.peran in MEASURES]
    alike = Counter((c.peran, c.konteks, c.tahun, c.rincian) for c in measuring)
    held = {c.indeks: c for c in measuring if alike[c.peran, c.konteks, c.tahun, c.rincian] > 1}
    if not held:
        return []
    head = table.source.table.n_header_rows
    values = {head + row.row.grid_row: row.row.values for row in table.rows}
    again = (c for c in table.source.table.cells if c.col in held and c.row >= head and (c.page, c.box) not in read)
    again = (c for c in again if count_amounts(c.text) == 1)
    found = (((c.page, c.box), _as_said(quick_number(c.text), held[c.col], values.get(c.row, ()))) for c in again)
    return [(place, value) for place, value in found if value is not None]


def _as_said(amount: float | None, column: Column, values: Sequence[Value]) -> Value | None:
    """The value of the column's measure with that very amount."""
    of = (column.peran, column.konteks, column.rincian)
    same = (v for v in values if (v.ukuran, v.konteks, v.rincian) == of and is_rupiah(v))
    return next((v for v in same if amount is not None and v.nilai == Decimal(amount)), None)


def _mixed(table: MatchedTable, slices: Slices) -> int:
    """Amounts by source of funds or kind of belanja of which one may hold another: they make no sum."""
    return sum(sum(slices.unsure(row.row.values)) for row in table.rows if row.level not in NO_ITEM) if slices else 0


def _doubt(value: Value, is_rival: bool, certainty: Certainty) -> str | None:
    """Why the amount counts for nothing; None where it is certain."""
    if value.tahun is None:
        return NO_YEAR
    if is_rival:
        return TWO_READINGS
    return None if certainty.is_sure(value) else DOUBTFUL


def _printed(table: MatchedTable, things: Collection[Place], read: Mapping[Place, int]) -> int:
    """Amounts that the body prints; a cell that gave values (``read``) prints at least as many.

    What was read from elsewhere (a text above the table) or added by a person counts too.
    """
    left = dict(read)
    more = 0
    for cell in table.source.table.cells:
        if cell.is_header or not may_print_amounts(cell.text):
            continue  # most cells: where they stand need not be looked up
        place = (cell.page, cell.box)
        if place not in things:
            more += _beyond(cell.text, left.pop(place, 0))
    return sum(read.values()) + more


def _beyond(text: str, n_read: int) -> int:
    """How many amounts a cell's text prints besides those that were read of it; of one word no more is asked."""
    return 0 if n_read and len(text.split()) == 1 else max(count_amounts(text) - n_read, 0)


def _things(table: MatchedTable, read: Collection[Place], others: Sequence[Value]) -> frozenset[Place]:
    """Cells whose numbers count something that their unit names: "31.418.526" of Ekor is no money.

    ``others``: the table's values that are no amounts.
    """
    counting = {column.indeks for column in table.source.columns if _counts_things(column.judul)}
    cells = {(cell.page, cell.box) for cell in table.source.table.cells if cell.col in counting} if counting else set()
    named = {(v.page, v.box) for v in others if v.satuan is not None} | cells
    return frozenset(named.difference(read, ((v.page, v.box) for v in others if v.satuan is None)))


def _counts_things(title: str) -> bool:
    """True for a column whose header names in brackets what its numbers count or measure."""
    return any(counts_things(text) for text in _BRACKETS.findall(title))


def _losses(table: MatchedTable, known: Collection[Place], lost: int) -> Iterator[tuple[int, str]]:
    """Why amounts of the body are no values: how many, and the reason; ``known``: cells that are read, or no money."""
    if lost <= 0:
        return
    if not table.rows or not any(column.peran in MEASURES for column in table.source.columns):
        yield lost, NOT_UNDERSTOOD
        return
    rows = {table.source.table.n_header_rows + row.row.grid_row for row in table.rows}
    unread = list(_unread(table, known))
    no_row = min(lost, sum(n for cell, n in unread if not rows & set(range(cell.row, cell.row + cell.rowspan))))
    if no_row:
        yield no_row, NO_ROW
    if lost > no_row:
        without = _titles(table, [(cell, n) for cell, n in unread if cell.row in rows])
        named = f" (kolom {', '.join(without)})" if without else ""
        yield lost - no_row, f"{NO_MEASURE}{named}"


def _unread(table: MatchedTable, known: Collection[Place]) -> Iterator[tuple[Cell, int]]:
    """The body's cells that nothing was read of, with how many amounts they print."""
    for cell in table.source.table.cells:
        if not cell.is_header and (cell.page, cell.box) not in known and (n := count_amounts(cell.text)):
            yield cell, n


def _titles(table: MatchedTable, unread: Sequence[tuple[Cell, int]]) -> list[str]:
    """Titles of the columns that print most of these."""
    counted: Counter[int] = Counter()
    for cell, n in unread:
        counted[cell.col] += n
    titles = {column.indeks: column.judul for column in table.source.columns}
    most = [col for col, _ in counted.most_common(_MOST_COLUMNS)]
    named = ((col, " ".join(titles.get(col, "").split()).replace(";", ",")) for col in sorted(most))
    return [f'"{title}"' if title else f"ke-{col + 1}" for col, title in named]


def columns_confidence(table: MatchedTable) -> float:
    """Confidence in the meaning of the table's columns: of the least sure that has one; 0 where none has."""
    held = [column.keyakinan for column in table.source.columns if column.peran in MEASURES]
    named = [column.keyakinan for column in table.source.columns if column.peran is not None]
    return min(held or named, default=0.0)
