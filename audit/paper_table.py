"""One checked table on its sheet: printed values, formulas over them, differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment

from audit.figures import Key
from audit.formulas import Check, Layout, heading, money_checks, percent_check
from audit.hierarchy import TableView
from audit.listing import ListedFinding
from audit.paper_style import (
    COMPUTED,
    HEAD,
    MARK,
    MONEY,
    SIGN,
    WRAP,
    clean,
    freeze_and_filter,
    mark_differences,
    put,
    set_height,
    set_widths,
    title_cell,
)
from audit.sentences import level
from normalize.types import Ukuran

_FIXED = ("No", "Tingkat", "Kode", "Uraian", "Halaman")
_FIXED_WIDTHS = (6, 16, 20, 48, 9)
_HEADER_ROW = 4
_MOST_KEYS = 40
"""Printed columns of one sheet; a Renstra has some fifteen."""
Signs = Mapping[tuple[int, Key], str]
"""The mark of a row's figure under a key: ✓ agrees, ✗ the document's error, ? not reconciled and nobody accused."""


def write_table(
    sheet: Any,
    view: TableView,
    berkas: str,
    tabel_id: str,
    marks: Mapping[str, Sequence[ListedFinding]],
    signs: Signs,
) -> int:
    """Fills the sheet; the sheet row of the table's first row.

    ``marks``: the findings of each row, by baris_id; ``signs``: what became of each figure that others give.
    """
    table = view.matched.source.table
    title_cell(sheet, 1, f"Tabel {table.nomor or '(tanpa nomor)'} {table.judul or ''}".strip())
    pages = ", ".join(map(str, table.pages[:40]))
    put(sheet, 2, 1, f"Berkas: {berkas} | halaman {pages} | {tabel_id}")
    layout, printed = _columns(view)
    _write_rows(sheet, view, layout)
    for key, checks in printed:
        _write_key(sheet, view, layout, key, checks, signs)
    _mark(sheet, view, layout, tabel_id, marks)
    last = _HEADER_ROW + len(view.matched.rows)
    n_columns = max((layout.columns[key] + _n_beside(len(checks)) for key, checks in printed), default=len(_FIXED))
    set_widths(sheet, (*_FIXED_WIDTHS, *(20 for _ in range(n_columns - len(_FIXED)))))
    freeze_and_filter(sheet, row=_HEADER_ROW, column=len(_FIXED), n_rows=last, n_columns=n_columns)
    return layout.first_row


def _columns(view: TableView) -> tuple[Layout, list[tuple[Key, list[Check]]]]:
    """Where each printed column goes, and the checks that stand beside it: two columns each."""
    keys = list(_keys(view))[:_MOST_KEYS]
    # Formulas name columns, and columns depend on how many checks stand before them: count first, then write.
    draft = Layout(_HEADER_ROW + 1, dict.fromkeys(keys, 1))
    counts = {key: len(_checks(view, draft, key)) for key in keys}
    columns, at = {}, len(_FIXED) + 1
    for key in keys:
        columns[key] = at
        at += 1 + _n_beside(counts[key])
    layout = Layout(_HEADER_ROW + 1, columns)
    return layout, [(key, _checks(view, layout, key)) for key in keys]


def _n_beside(n_checks: int) -> int:
    """Columns beside a printed one: two for each check, and one for the mark of them all."""
    return 2 * n_checks + 1 if n_checks else 0


def _keys(view: TableView) -> Iterator[Key]:
    """Money columns, then percentages of realisasi, in printed order."""
    yield from dict.fromkeys(key for figures in view.money for key in figures)
    shares = (key for figures in view.other for key in figures if key.ukuran is Ukuran.PERSEN_REALISASI)
    yield from dict.fromkeys(shares)


def _checks(view: TableView, layout: Layout, key: Key) -> list[Check]:
    if key.ukuran is Ukuran.PERSEN_REALISASI:
        check = percent_check(view, layout, key)
        return [check] if check.formula else []
    return list(money_checks(view, layout, key))


def _write_rows(sheet: Any, view: TableView, layout: Layout) -> None:
    for column, text in enumerate(_FIXED, 1):
        sheet.cell(_HEADER_ROW, column, text).style = HEAD
    sheet.row_dimensions[_HEADER_ROW].height = 44.0
    for index, row in enumerate(view.matched.rows):
        texts = (index + 1, level(row.level), row.match.kode or row.row.kode_asli, row.row.nama, row.row.page)
        for column, value in enumerate(texts, 1):
            put(sheet, layout.first_row + index, column, value, WRAP)
        set_height(sheet, layout.first_row + index, (row.row.nama, _FIXED_WIDTHS[3]))


def _write_key(sheet: Any, view: TableView, layout: Layout, key: Key, checks: Sequence[Check], signs: Signs) -> None:
    column, last = layout.columns[key], layout.first_row + len(view.matched.rows) - 1
    sheet.cell(_HEADER_ROW, column, f"{heading(key)} (tertulis)").style = HEAD
    figures = view.other if key.ukuran is Ukuran.PERSEN_REALISASI else view.money
    for index, held in enumerate(figures):
        figure = held.get(key)
        printed = "" if figure is None else " ".join(value.teks for value in figure.values)
        value = printed or None if figure is None or figure.total is None else figure.total
        put(sheet, layout.first_row + index, column, value, MONEY)
    for number, check in enumerate(checks):
        at = column + 1 + 2 * number
        sheet.cell(_HEADER_ROW, at, f"{heading(key)} ({check.heading})").style = HEAD
        sheet.cell(_HEADER_ROW, at + 1, "Selisih").style = HEAD
        for index in range(len(figures)):
            formula, difference = check.formula.get(index), check.difference.get(index)
            sheet.cell(layout.first_row + index, at, formula and f"={formula}").style = COMPUTED
            sheet.cell(layout.first_row + index, at + 1, difference and f"={difference}").style = COMPUTED
        mark_differences(sheet, at + 1, layout.first_row, max(last, layout.first_row))
    if checks:
        at = column + _n_beside(len(checks))
        sheet.cell(_HEADER_ROW, at, "Tanda").style = HEAD
        for index in range(len(figures)):
            put(sheet, layout.first_row + index, at, signs.get((index, key)), SIGN)


def _mark(
    sheet: Any, view: TableView, layout: Layout, tabel_id: str, marks: Mapping[str, Sequence[ListedFinding]]
) -> None:
    """The cells that findings speak of, yellow and with the finding's sentence as a note."""
    for index in range(len(view.matched.rows)):
        notes: dict[int, list[str]] = {}
        for finding in marks.get(f"{tabel_id}-b{index + 1:04d}", ()):
            notes.setdefault(_column_of(layout, finding), []).append(finding.penjelasan + finding.decided())
        for column, texts in notes.items():
            cell = sheet.cell(layout.first_row + index, column)
            cell.fill = MARK
            comment = Comment(str(clean("\n".join(texts)))[:2_000], "renja")
            comment.width, comment.height = 420, 160
            cell.comment = comment


def _column_of(layout: Layout, finding: ListedFinding) -> int:
    """The column of the finding's figure; that of the name where it has none on the sheet."""
    for key, column in layout.columns.items():
        if (key.ukuran, key.konteks, key.tahun) == (finding.ukuran, finding.konteks, finding.tahun):
            return column
    return _FIXED.index("Uraian") + 1
