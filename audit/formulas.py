"""The audit's relations within one table as spreadsheet formulas, so that a reviewer can follow each sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from audit.figures import Key
from audit.hierarchy import Item, TableView
from audit.rules.sums import total_parts
from audit.sentences import measure
from audit.tolerance import printed_digits
from normalize.types import Konteks, Ukuran

_MOST_TERMS = 200
"""Terms of one SUM; Excel takes 255."""
_MOST_CHARS = 8_000
"""Characters of one formula; Excel takes 8192."""


_RowFormula = Callable[["TableView", "Layout", Key, int], str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """A computed column beside a printed one: ``formula`` and ``difference`` by row of the table, without ``=``."""

    heading: str
    formula: Mapping[int, str]
    difference: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands on its sheet: sheet row of table row 0, and the column of each key's printed values."""

    first_row: int
    columns: Mapping[Key, int]

    def cell(self, key: Key, row: int) -> str:
        """The printed value's cell, e.g. `F12`."""
        return f"{get_column_letter(self.columns[key])}{self.first_row + row}"

    def total(self, key: Key, rows: Sequence[int]) -> str:
        """The sum over printed cells of these table rows."""
        if len(rows) == 1:
            return self.cell(key, rows[0])
        spans = [self._span(key, first, last) for first, last in _runs(rows)]
        groups = [spans[at : at + _MOST_TERMS] for at in range(0, len(spans), _MOST_TERMS)]
        return "+".join(f"SUM({','.join(group)})" for group in groups)

    def _span(self, key: Key, first: int, last: int) -> str:
        return self.cell(key, first) if first == last else f"{self.cell(key, first)}:{self.cell(key, last)}"


def money_checks(view: TableView, layout: Layout, key: Key) -> Iterator[Check]:
    """The checks of one money column: details against their parent, years against the period, the remainder."""
    sums = {row: formula for row, formula in _sums(view, layout, key) if len(formula) <= _MOST_CHARS}
    if sums:
        owners = {item.index: item for item in view.items}
        printed = {row: layout.total(key, _carrying(view, owners[row], key)) for row in sums}
        yield Check("dihitung dari rincian", sums, {row: f"{printed[row]}-({sums[row]})" for row in sums})
    if key.ukuran is Ukuran.SISA:
        yield from _row_check(view, layout, key, "pagu - realisasi", _remainder)
    if key.konteks is Konteks.AKHIR_RENSTRA:
        yield from _row_check(view, layout, key, "jumlah tahun", _years)


def percent_check(view: TableView, layout: Layout, key: Key) -> Check:
    """Realisasi / pagu beside each printed percentage; the difference is zero where rounding or cutting explains it."""
    formula: dict[int, str] = {}
    difference: dict[int, str] = {}
    for row, figures in enumerate(view.other):
        figure = figures.get(key)
        pair = _pair(view, layout, key, row)
        if figure is None or figure.total is None or len(figure.values) != 1 or pair is None:
            continue
        pagu, realisasi = pair
        exact, digits = f"{realisasi}/{pagu}*100", printed_digits(figure.values[0].teks, figure.total)
        cell, half = layout.cell(key, row), Decimal(5).scaleb(-digits - 1)
        formula[row] = f'IF({pagu}=0,"",{exact})'
        within = f"OR(ABS({cell}-{exact})<={half:f}+1E-9,{cell}=TRUNC({exact},{digits}))"
        difference[row] = f'IF({pagu}=0,"",IF({within},0,{cell}-{exact}))'
    return Check("realisasi / pagu", formula, difference)


def _sums(view: TableView, layout: Layout, key: Key) -> Iterator[tuple[int, str]]:
    """Each parent's children, and each total's parts, that print the measure."""
    for parent, children in view.families:
        rows = [row for child in children for row in _carrying(view, child, key)]
        if key in parent.money and rows:
            yield parent.index, layout.total(key, rows)
    for at, item in enumerate(view.items):
        figure = item.money.get(key)
        if item.is_total and figure is not None and figure.total is not None:
            parts = total_parts(view, at, key, figure.total)
            is_here = not view.before or not any(part is one for part in parts for one in view.before)
            rows = [row for part in parts for row in _carrying(view, part, key)] if is_here else []
            if rows:
                yield item.index, layout.total(key, rows)


def _carrying(view: TableView, item: Item, key: Key) -> list[int]:
    """The item's rows that print the measure."""
    return [row for row in item.rows if key in view.money[row]]


def _row_check(view: TableView, layout: Layout, key: Key, heading: str, compute: _RowFormula) -> Iterator[Check]:
    formulas = {
        row: formula
        for row, figures in enumerate(view.money)
        if key in figures and (formula := compute(view, layout, key, row))
    }
    if formulas:
        yield Check(heading, formulas, {row: f"{layout.cell(key, row)}-({text})" for row, text in formulas.items()})


def _remainder(view: TableView, layout: Layout, key: Key, row: int) -> str | None:
    pair = _pair(view, layout, key, row)
    return f"{pair[0]}-{pair[1]}" if pair else None


def _years(view: TableView, layout: Layout, key: Key, row: int) -> str | None:
    years = [
        one for one in view.money[row] if one == key._replace(konteks=None, tahun=one.tahun) and one in layout.columns
    ]
    return "+".join(layout.cell(one, row) for one in years) or None


def _pair(view: TableView, layout: Layout, key: Key, row: int) -> tuple[str, str] | None:
    """The cells of the pagu and the realisasi that a figure of the row refers to."""
    found = []
    for ukuran in (Ukuran.PAGU, Ukuran.REALISASI):
        wanted = (key.of(ukuran), key.of(ukuran)._replace(konteks=None))
        one = next((each for each in wanted if each in view.money[row] and each in layout.columns), None)
        if one is None:
            return None
        found.append(layout.cell(one, row))
    return found[0], found[1]


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive rows as (first, last)."""
    ordered = sorted(rows)
    first = last = ordered[0]
    for row in ordered[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def heading(key: Key) -> str:
    """The column's heading, e.g. `Pagu tahun 2024`."""
    return measure(key).capitalize()
