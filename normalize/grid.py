"""A joined table as a plain matrix: header paths over the columns, texts and cells of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from extract.types import Cell, Table
from normalize.kata_putus import mended
from normalize.kepala_longgar import spread
from normalize.satuan import names_things
from normalize.wording import one_line, squash

_MONEY = re.compile(
    r"^\(?\s*(?:rp\.?)?\s*-?\s*(?:\d{1,3}(?:[.,]\s?\d{3}){2,}|\d{7,})(?:[.,]\d{1,2})?\s*(?:[.,]?-|,)?\)?$", re.I
)
PLAIN_AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{2})?")
"""An amount as most cells print it: of such a text nothing else need be asked."""
_SMALL_MONEY = re.compile(r"^(?:rp\.?\s*)?\d{1,3}[.,]\d{3}(?:,-|,00|\.00)?$|^rp\.?\s*-?$", re.I)
_CODE = re.compile(r"^[\dxX]{1,4}(?:[.\s,]{1,3}[\dxX]{1,4})*[.\s]*$|^[.\s]+$|^#+$")
_REMARK = 3
"""Columns that a remark runs over, and letters that it has, at least."""
_AGAIN, _MOSTLY = 2, 0.6
"""Cells that must repeat what stands over them before a row is a header, and their share of the row's."""
_MONEY_WORDS = re.compile(r"\brp\b|rupiah|pagu|anggaran|belanja|biaya|\bdana\b|keuangan", re.I)
_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_money(text: str) -> bool:
    """True where a text looks like an amount of rupiah of at least seven digits or with two group marks."""
    return bool(_MONEY.match(text.strip()))


def is_code(text: str) -> bool:
    """True where a text can be a kode or a part of one: groups of at most four digits, dots, blanks."""
    return bool(_CODE.match(text.strip()))


@lru_cache(maxsize=1 << 14)
def letters(text: str) -> int:
    """How many letters a text has."""
    return sum(map(len, _LETTERS.findall(text)))


_TORN = re.compile(r"(?<=\d[.,]\d) (?=\d\d[.,]\d|\d\d$)|(?<=\d[.,]\d\d) (?=\d[.,]\d|\d$)|(?<=\d[.,]) (?=\d{3})")
"""Where a narrow cell tore an amount: the parts of a group of three on two lines."""


def money_share(texts: Sequence[str]) -> float:
    """The share (0..1) of amounts among a column's filled cells; a small one, of one group mark, counts half.

    Texts are one line each; empty ones and lone dashes do not count.
    """
    filled = [t for t in texts if t and t not in {"-", "–", "—"}]
    return sum(map(_money_weight, filled)) / len(filled) if filled else 0.0


@lru_cache(maxsize=1 << 14)
def _money_weight(text: str) -> float:
    if PLAIN_AMOUNT.fullmatch(text):
        return 1.0
    whole = _TORN.sub("", text) if " " in text else text
    return 1.0 if is_money(whole) else 0.5 if _SMALL_MONEY.match(whole) else 0.0


class Grid:
    """Read access to a table by row and column; body rows count from 0 below the header."""

    def __init__(self, table: Table, whole: frozenset[str] = frozenset()) -> None:
        """``table``: its cells are indexed when first asked for; cells outside the stated size are left out.

        ``whole``: words of the document in one piece, by which those broken over a cell's lines are made whole.
        """
        self.table = table
        self.whole = whole
        self.head = table.n_header_rows
        self.n_cols = table.n_cols
        self.n_rows = max(0, table.n_rows - table.n_header_rows)

    def __reduce__(self) -> tuple[type[Grid], tuple[Table, frozenset[str]]]:
        """Pickled as its table: what is indexed is quickly indexed again."""
        return Grid, (self.table, self.whole)

    def let_go(self) -> None:
        """Forgets what is indexed, until it is asked for again: of a long document that is much."""
        for name in [name for name in vars(self) if isinstance(getattr(Grid, name, None), cached_property)]:
            del self.__dict__[name]

    # Rows as lists: as dicts by place they took a fifth of the memory of a long document, most of it for their keys.

    @cached_property
    def _cells(self) -> list[list[Cell | None]]:
        n_rows, n_cols = self.table.n_rows, self.table.n_cols
        rows: list[list[Cell | None]] = [[None] * n_cols for _ in range(n_rows)]
        for cell in self.table.cells:
            if 0 <= cell.row < n_rows and 0 <= cell.col < n_cols:
                rows[cell.row][cell.col] = cell
        return rows

    @cached_property
    def tallest(self) -> dict[int, int]:
        """By column, how many rows the tallest cell that starts there reaches over: no further up need be looked for
        what reaches down to a place.
        """
        spans: dict[int, int] = {}
        for cell in self.table.cells:
            spans[cell.col] = max(spans.get(cell.col, 0), cell.rowspan)
        return spans

    @cached_property
    def _texts(self) -> list[list[str]]:
        return [["" if cell is None else self._one_line(cell.text) for cell in row] for row in self._cells]

    def _one_line(self, text: str) -> str:
        return one_line(mended(text, self.whole) if "\n" in text else text)

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], ...]:
        body = self._texts[self.head : self.head + self.n_rows]
        return tuple(zip(*body, strict=True)) if body else ((),) * self.n_cols

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that starts at a body row and column; None where a merged cell covers the place."""
        return self._cells[row + self.head][col] if self._has(row, col) else None

    def text(self, row: int, col: int) -> str:
        """The one-line text at a body row and column, empty where nothing starts there."""
        return self._texts[row + self.head][col] if self._has(row, col) else ""

    def _has(self, row: int, col: int) -> bool:
        return 0 <= row + self.head < len(self._cells) and 0 <= col < self.n_cols

    def is_remark(self, row: int, col: int) -> bool:
        """True for words merged over columns of several headers: a remark on the row, no value of the first column."""
        return (row + self.head, col) in self._remarks

    @cached_property
    def _remarks(self) -> frozenset[tuple[int, int]]:
        """The places of remarks: few cells are wide, and every cell of a value column is asked for."""
        groups = self.header_groups
        cells = (cell for row in self._cells for cell in row if cell is not None)
        wide = (((cell.row, cell.col), cell) for cell in cells if cell.colspan >= _REMARK)
        return frozenset(
            place
            for place, cell in wide
            if groups[min(self.n_cols, place[1] + cell.colspan) - 1] != groups[place[1]]
            and letters(cell.text) > _REMARK
        )

    def column_texts(self, col: int) -> tuple[str, ...]:
        """The one-line texts of a column's body."""
        return self._columns[col]

    @cached_property
    def of_things(self) -> bool:
        """True where most names of some column say themselves what they are counted in, and no header speaks of money:
        "Hasil Garam (Ton)", "Kiriman Rempah (US $)".
        """
        if any(_MONEY_WORDS.search(text) for path in self.paths for text in path):
            return False
        named = ([t for t in texts if letters(t) > _REMARK] for texts in self._columns)
        return any(len(texts) >= _AGAIN and 2 * sum(map(names_things, texts)) >= len(texts) for texts in named)

    def row_cells(self, row: int) -> list[Cell]:
        """The filled cells of a body row, left to right."""
        return self._filled[row + self.head] if 0 <= row + self.head < len(self._cells) else []

    @cached_property
    def _filled(self) -> list[list[Cell]]:
        return [
            [cell for cell, text in zip(cells, texts, strict=True) if cell is not None and text]
            for cells, texts in zip(self._cells, self._texts, strict=True)
        ]

    @cached_property
    def header_cells(self) -> tuple[Cell, ...]:
        """The header's cells, those of the column-number row left out, headings as wide as what they are over."""
        return spread([c for c in self.table.cells if c.row < self.head and c.row != self.table.number_row])

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """For each column its header texts from top to bottom, merged cells counted for each column they cover.

        The column-number row is left out; a text that stands twice in a row is kept once.
        """
        covered: list[dict[int, str]] = [{} for _ in range(self.n_cols)]
        for cell in self.header_cells:
            text = one_line(cell.text)
            if text:
                for col in range(max(0, cell.col), min(self.n_cols, cell.col + cell.colspan)):
                    covered[col][cell.row] = text
        return tuple(tuple(dict.fromkeys(texts[r] for r in sorted(texts))) for texts in covered)

    @cached_property
    def _headings(self) -> tuple[frozenset[str], ...]:
        """For each column its header texts, squashed."""
        return tuple(frozenset(map(squash, path)) - {""} for path in self.paths)

    def repeats_header(self, row: int) -> bool:
        """True for a body row that says once more what its columns are: a header in mid page, or one that was cut.

        Where the page cut the header, some cells hold its last line and the beginning of what stands below.
        """
        cells = self.row_cells(row)
        others: list[Cell] = []
        for cell in cells:
            if squash(cell.text) not in self._headings[cell.col]:
                others.append(cell)
                if len(cells) - len(others) <= _MOSTLY * len(cells):
                    return False  # nearly every row, at its first cells
        told = any(_DIGIT.search(c.text) for c in others if not self._begins_as_header(c))
        return len(cells) - len(others) >= _AGAIN and not told

    def _begins_as_header(self, cell: Cell) -> bool:
        """True where the first line of a cell is what its column's header says."""
        first, _, below = cell.text.partition("\n")
        return bool(below) and squash(first) in self._headings[cell.col]

    def is_header_again(self, row: int) -> bool:
        """True for a body row of which each of several cells is what its header says ("K | Rp. | K | Rp.")."""
        cells = self.row_cells(row)
        return len(cells) > _AGAIN and all(squash(c.text) in self._headings[c.col] for c in cells)

    @cached_property
    def header_groups(self) -> tuple[int, ...]:
        """For each column the first column of its lowest header cell: equal where one cell spans both."""
        lowest: dict[int, tuple[int, int]] = {}
        for cell in self.header_cells:
            if not cell.text.strip():
                continue
            for col in range(max(0, cell.col), min(self.n_cols, cell.col + cell.colspan)):
                if col not in lowest or cell.row > lowest[col][0]:
                    lowest[col] = (cell.row, cell.col)
        return tuple(lowest.get(col, (0, col))[1] for col in range(self.n_cols))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The column-number row's texts (``8=(7/6)``), empty where a column has none."""
        row = self.table.number_row
        if row is None:
            return ("",) * self.n_cols
        found = {c.col: one_line(c.text) for c in self.table.cells if c.row == row}
        return tuple(found.get(col, "") for col in range(self.n_cols))

    @cached_property
    def money_shares(self) -> tuple[float, ...]:
        """For each column the share of amounts among its filled body cells."""
        return tuple(money_share(self.column_texts(col)) for col in range(self.n_cols))
