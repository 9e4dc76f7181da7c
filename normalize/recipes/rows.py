"""The levels that a recipe gives to the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.types import Cell
from normalize.grid import Grid
from normalize.recipes.fit import Fit
from normalize.recipes.types import RowRule
from normalize.types import BudgetRow
from normalize.wording import squash

_PARTS = re.compile(r"[^\s.,]+")
_ROMAN = re.compile(r"[ivxlc]+", re.I)
NUMBERINGS = ("romawi", "huruf", "angka", "tanpa")
"""How rows are numbered, in a recipe's words."""
NO_STEPS: Mapping[int, int] = {}
_STEP = 4.0
"""Points between two indents: about two letters. What stands nearer together is printed alike."""
_SHARED = 2
"""Names that begin at an edge before it is an indent."""
_TELLING = 12
"""Letters of a name by which its cell is found."""


def with_levels(rows: Sequence[BudgetRow], grid: Grid, fit: Fit) -> tuple[BudgetRow, ...]:
    """The rows, those that a rule of the recipe speaks of with its level; a further line has its item's."""
    rules = fit.recipe.rows
    steps = indents(rows, grid) if any(rule.masuk is not None for rule in rules) else {}
    return tuple(_said(row, grid, fit, steps) for row in rows) if rules else tuple(rows)


def indents(rows: Sequence[BudgetRow], grid: Grid) -> dict[int, int]:
    """By grid row: by how many steps the row's name is indented; {} where all stand alike.

    Steps are the table's own: the left edges of names, measured from the outermost cell of their page. In a ruled grid
    cells begin at its rules, and tell no indents.
    """
    cells = {row.grid_row: cell for row in rows if (cell := _name_cell(row, grid)) is not None}
    outer: dict[int, float] = {}
    for cell in (cell for n in range(grid.n_rows) for cell in grid.row_cells(n)):
        outer[cell.page] = min(cell.box.x0, outer.get(cell.page, cell.box.x0))
    edges = {n: cell.box.x0 - outer.get(cell.page, 0.0) for n, cell in cells.items()}
    starts = _starts(edges.values())
    if len(starts) < 2:
        return {}
    return {n: max(i for i, start in enumerate(starts) if edge >= start - _STEP / 2) for n, edge in edges.items()}


def _starts(edges: Iterable[float]) -> list[float]:
    """The left edges that several names share, those nearer than a step taken as one."""
    found: list[list[float]] = []
    for edge in sorted(edges):
        if found and edge - found[-1][0] < _STEP:
            found[-1].append(edge)
        else:
            found.append([edge])
    return [group[0] for n, group in enumerate(found) if n == 0 or len(group) >= _SHARED]


def _name_cell(row: BudgetRow, grid: Grid) -> Cell | None:
    wanted = squash(row.nama)[:_TELLING]
    return next((cell for cell in grid.row_cells(row.grid_row) if wanted and wanted in squash(cell.text)), None)


def _said(row: BudgetRow, grid: Grid, fit: Fit, steps: Mapping[int, int]) -> BudgetRow:
    rule = next((each for each in fit.recipe.rows if row.lanjutan is None and holds(each, row, grid, fit, steps)), None)
    if rule is None:
        return row
    hints = replace(row.hints, label=rule.tingkat, given=rule.tingkat)
    return replace(row, level=rule.tingkat, hints=hints, perbaikan=fit.recipe.mark)


def holds(rule: RowRule, row: BudgetRow, grid: Grid, fit: Fit, steps: Mapping[int, int] = NO_STEPS) -> bool:
    """True where all holds of a row that a rule asks for. ``steps``: the table's ``indents``."""
    cell = None if rule.kolom is None else _cell(rule.kolom, row, grid, fit)
    if cell == "":
        return False
    asked = (
        rule.bagian_kode is None or code_parts(row.kode_asli) == rule.bagian_kode,
        rule.tebal is None or row.hints.bold == rule.tebal,
        rule.huruf_besar is None or row.hints.capitals == rule.huruf_besar,
        rule.nomor is None or numbering(row.hints.numbering) == rule.nomor,
        rule.masuk is None or steps.get(row.grid_row) == rule.masuk,
        rule.awalan is None or squash(cell or row.nama).startswith(squash(rule.awalan)),
    )
    return all(asked)


def _cell(name: str, row: BudgetRow, grid: Grid, fit: Fit) -> str:
    """What the row prints in a column of the recipe; empty where the table lacks the column."""
    col = fit.column(name)
    return "" if col is None else grid.text(row.grid_row, col).strip(" -–")


def code_parts(kode_asli: str | None) -> int:
    """The parts of a printed code.

    >>> code_parts("1.06.02"), code_parts("1 06 02 2.01"), code_parts(None)
    (3, 5, 0)
    """
    return len(_PARTS.findall(kode_asli or ""))


def numbering(text: str | None) -> str:
    """How a row is numbered, in a recipe's words.

    >>> numbering("IV"), numbering("b"), numbering("1.2"), numbering(None)
    ('romawi', 'huruf', 'angka', 'tanpa')
    """
    clean = (text or "").strip(" .()")
    if not clean:
        return "tanpa"
    if clean[0].isdigit():
        return "angka"
    # A lone c is the third letter, a capital C is one too: offices that count in Roman numerals rarely reach a hundred.
    return "romawi" if _ROMAN.fullmatch(clean) and clean not in ("c", "C", "l", "L") else "huruf"
