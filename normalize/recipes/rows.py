"""The levels that a recipe gives to the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.grid import Grid
from normalize.recipes.fit import Fit
from normalize.recipes.types import RowRule
from normalize.types import BudgetRow
from normalize.wording import squash

_PARTS = re.compile(r"[^\s.,]+")
_ROMAN = re.compile(r"[ivxlc]+", re.I)
NUMBERINGS = ("romawi", "huruf", "angka", "tanpa")
"""How rows are numbered, in a recipe's words."""


def with_levels(rows: Sequence[BudgetRow], grid: Grid, fit: Fit) -> tuple[BudgetRow, ...]:
    """The rows, those that a rule of the recipe speaks of with its level; a further line has its item's."""
    rules = fit.recipe.rows
    return tuple(_said(row, grid, fit) for row in rows) if rules else tuple(rows)


def _said(row: BudgetRow, grid: Grid, fit: Fit) -> BudgetRow:
    rule = next((each for each in fit.recipe.rows if row.lanjutan is None and holds(each, row, grid, fit)), None)
    if rule is None:
        return row
    hints = replace(row.hints, label=rule.tingkat, given=rule.tingkat)
    return replace(row, level=rule.tingkat, hints=hints, perbaikan=fit.recipe.mark)


def holds(rule: RowRule, row: BudgetRow, grid: Grid, fit: Fit) -> bool:
    """True where all holds of a row that a rule asks for."""
    cell = None if rule.kolom is None else _cell(rule.kolom, row, grid, fit)
    if cell == "":
        return False
    asked = (
        rule.bagian_kode is None or code_parts(row.kode_asli) == rule.bagian_kode,
        rule.tebal is None or row.hints.bold == rule.tebal,
        rule.huruf_besar is None or row.hints.capitals == rule.huruf_besar,
        rule.nomor is None or numbering(row.hints.numbering) == rule.nomor,
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
