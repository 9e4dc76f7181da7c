"""How far a joined table can be believed at most: what its columns and header say about the reading, without truth.

Rules that a page draws are hardly ever misread. Where columns and rows were found in the text alone, a table that was
read well shows it: its columns have titles, each holds one kind of text, and no body cell lies across two of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.headwords import is_datum
from extract.judge import is_amount
from extract.ruled.keyed import are_keys
from extract.types import Cell

WITHOUT_RULES = frozenset({"aligned", "halfruled"})
"""Engines that find rows or columns in the text."""
PROVEN, OPEN, REFUTED = 0.9, 0.7, 0.5
"""The most that is believed without rules: where all evidence speaks for the reading, where not all, where some speaks
against it. About so many of those tables are without a fault."""
HALF_PROVEN = 0.88
"""And where rules part some rows only: lines of two rows that no rule parts go astray more often."""
_ONE_KIND = 0.97
_FILLED = 0.3
"""A column without a title, filled in a smaller share of the rows, is a split in another one."""
_DIGIT = re.compile(r"\d")
_STACK = 4
"""So many lines in half of a row's cells are rows that were not told apart."""


def believable(cells: Sequence[Cell], n_rows: int, n_cols: int, n_header_rows: int, engine: str) -> float:
    """The most (0..1) that a table's reading can be believed."""
    filled = [cell for cell in cells if cell.text and not cell.text.isspace()]
    head = [cell for cell in filled if cell.row < n_header_rows]
    body = [cell for cell in filled if cell.row >= n_header_rows]
    n_body = n_rows - n_header_rows
    if engine not in WITHOUT_RULES:
        if _is_chart(filled, len(cells)):
            return REFUTED
        if n_body > 1:
            piled = _piled_share(body)
            return PROVEN - (PROVEN - REFUTED) * piled if piled else 1.0
        # A header whose body went elsewhere, or a body without inner row borders, is half a table.
        return REFUTED if n_body < 1 or _is_stacked(body) or _piled_share(body) else PROVEN
    full = Counter(cell.row for cell in body)
    # A group's title stands over several columns and alone in its row.
    if not n_header_rows or any(cell.colspan > 1 and full[cell.row] > 1 for cell in body):
        return REFUTED
    untitled = set(range(n_cols)) - {cell.col for cell in head if cell.colspan == 1}
    rows = Counter(cell.col for cell in body)
    if any(rows[col] < _FILLED * n_body for col in untitled):
        return REFUTED
    if untitled or _agreement(body) < _ONE_KIND or _piled_share(body):
        return OPEN
    return HALF_PROVEN if engine == "halfruled" else PROVEN


def _is_chart(filled: Sequence[Cell], n_cells: int) -> bool:
    """True for boxes with lines between them, of an organisation or a cascade: no digit anywhere, half of it empty."""
    return 2 * len(filled) <= n_cells and not any(_DIGIT.search(cell.text) for cell in filled)


def _piled_share(body: Sequence[Cell]) -> float:
    """The share of the rows with amounts or keys that pile several up beside a cell of as many lines: rows not told
    apart.
    """
    lines: dict[int, list[list[str]]] = defaultdict(list)
    for cell in body:
        if "\n" in cell.text:
            lines[cell.row].append(cell.text.split("\n"))
    items = {row: max((len(p) for p in parts if _are_items(p)), default=0) for row, parts in lines.items()}
    piled = {row for row, n in items.items() if n and sum(len(parts) >= n for parts in lines[row]) > 1}
    if not piled:
        return 0.0
    return len(piled) / len(piled | {cell.row for cell in body if all(map(is_amount, cell.text.split("\n")))})


def _are_items(lines: Sequence[str]) -> bool:
    return all(map(is_amount, lines)) or are_keys(lines)


def _is_stacked(body: Sequence[Cell]) -> bool:
    """True where much of a single row's cells hold many lines."""
    tall = sum(cell.text.count("\n") >= _STACK - 1 for cell in body)
    return tall > 1 and 2 * tall >= len(body)


def _agreement(body: Sequence[Cell]) -> float:
    """The mean share of each column's cells that are of one kind, values or words; 0 where no column shows it."""
    kinds: dict[int, list[bool]] = defaultdict(list)
    for cell in body:
        kinds[cell.col].append(is_datum(cell.text))
    shares = [max(sum(kind), len(kind) - sum(kind)) / len(kind) for kind in kinds.values() if len(kind) > 1]
    return sum(shares) / len(shares) if shares else 0.0
