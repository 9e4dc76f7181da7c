"""A grid that holds several tables below each other, each under a header of its own, cut into these tables.

Systems print a block of indicators and the details of a budget in one frame (SIPD's RKA: "Indikator | Tolok Ukur |
Target", then "Kode Rekening | Uraian | Koefisien | Satuan | Harga | Jumlah"); a reader that gives all rows the first
header's columns gives every amount below the second one a wrong meaning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.joining.colnumbers import counts_columns
from extract.types import Cell, Table
from normalize.wording import one_line
from vocabulary.words import phrases

_LEAST_KINDS = 3
"""Different kinds of columns that a row must name to be a header: rows of a hierarchy name one or two."""
_MOST_HEADER_ROWS = 4
_KNOWN = 0.5
"""Share of a header cell's letters that known phrases make up: names of items hold more than the word "program"."""
_NAMED = 0.7
"""Share of a header row's cells that name a kind."""
_DIGIT = re.compile(r"\d")
_TELLING = frozenset({"pagu", "realisasi", "target", "capaian", "jumlah", "harga_satuan", "volume", "sisa", "keuangan"})


def split_tables(table: Table) -> tuple[Table, ...]:
    """The tables that a grid holds, top to bottom; the grid itself where it has one header."""
    rows: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.text.strip():
            rows[cell.row].append(cell)
    starts = list(_header_starts(rows, table))
    if not starts:
        return (table,)
    bounds = [0, *(first for first, _ in starts), table.n_rows]
    heads = [table.n_header_rows, *(count for _, count in starts)]
    parts = [_part(table, bounds[i], bounds[i + 1], heads[i], rows) for i in range(len(heads))]
    return tuple(part for part in parts if part.n_rows > part.n_header_rows)


def _header_starts(rows: dict[int, list[Cell]], table: Table) -> Iterator[tuple[int, int]]:
    """(first row, how many rows) of each header in the midst of the grid that differs from the one above it."""
    above = _kinds(cell for r in range(table.n_header_rows) for cell in rows.get(r, ()))
    row = table.n_header_rows + 1  # the first body row right below a header is part of it or a title
    while row < table.n_rows:
        cells = rows.get(row, ())
        kinds = _kinds(cells) if _may_be_header(cells) else frozenset()
        if _is_header(cells, kinds) and len(kinds - above) >= _LEAST_KINDS - 1:
            count = 1
            while count < _MOST_HEADER_ROWS and _goes_on(rows.get(row + count, ()), table.n_cols):
                count += 1
            above = _kinds(cell for r in range(row, row + count) for cell in rows.get(r, ()))
            yield row, count
            row += count
        row += 1


def _kinds(cells: Iterator[Cell] | Sequence[Cell]) -> frozenset[str]:
    found = (_header_kind(one_line(cell.text)) for cell in cells)
    return frozenset(kind for kind in found if kind)


@lru_cache(maxsize=8192)
def _header_kind(text: str) -> str | None:
    """The kind that a text names and hardly says more than; None for names, numbers and sentences."""
    if any(ch.isdigit() for ch in text):
        return None
    known = phrases(text)
    letters = sum(ch.isalpha() for ch in text)
    if not known or known[0].kind is None:
        return None
    return known[0].kind if sum(len(p.text) for p in known) >= _KNOWN * letters else None


def _may_be_header(cells: Sequence[Cell]) -> bool:
    """False for nearly every row of a body, by its figures alone: they name no column."""
    least, wordy = max(_LEAST_KINDS, _NAMED * len(cells)), len(cells)
    for cell in cells:
        if wordy < least:
            break  # so nearly all, at their first cells
        wordy -= _DIGIT.search(cell.text) is not None
    return wordy >= least


def _is_header(cells: Sequence[Cell], kinds: frozenset[str]) -> bool:
    if len(kinds) < _LEAST_KINDS:
        return False
    named = sum(_header_kind(one_line(cell.text)) is not None for cell in cells)
    telling = bool(kinds & _TELLING) or {"kode", "nama"} <= kinds
    return telling and named >= _NAMED * len(cells)


def _goes_on(cells: Sequence[Cell], n_cols: int) -> bool:
    """True for further rows of a header: its lower level, or the column numbers."""
    texts = [one_line(cell.text) for cell in cells]
    if counts_columns(texts, sum(cell.colspan for cell in cells), n_cols):
        return True
    named = sum(_header_kind(text) is not None for text in texts)
    return named >= 2 and named >= _NAMED * len(texts) and not any(ch.isdigit() for text in texts for ch in text)


def _part(table: Table, first: int, last: int, head: int, rows: dict[int, list[Cell]]) -> Table:
    cells = tuple(
        replace(cell, row=cell.row - first, is_header=cell.row - first < head)
        for cell in table.cells
        if first <= cell.row < last
    )
    number = table.number_row if first == 0 else None
    if first and rows.get(first + head - 1) is not None:
        texts = [one_line(cell.text) for cell in rows[first + head - 1]]
        covered = sum(cell.colspan for cell in rows[first + head - 1])
        number = head - 1 if counts_columns(texts, covered, table.n_cols) else None
    pages = tuple(sorted({cell.page for cell in cells})) or table.pages
    return replace(
        table,
        pages=pages,
        n_rows=last - first,
        n_header_rows=head,
        cells=cells,
        number_row=number,
        nomor=table.nomor if first == 0 else None,
        judul=table.judul if first == 0 else None,
    )
