"""Sheets of a spreadsheet too wide for its paper: columns, names and headers that the cut parted are one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.joining.stitch import join_pages
from extract.types import Box, Cell, PageResult, PageTable, Table, TextLine

HEIGHTS = [26.0, 14.0, 38.0, 14.0, 26.0, 14.0]
NAMES = [[f"3.31.0{n}", f"PROGRAM TENUN {n}"] for n in range(1, 7)]
PAGU = [f"{n}00.000.000" for n in range(1, 7)]
SPENT = [[f"{n}0.500.000", f"{n}0,50", f"{n}1,00"] for n in range(1, 7)]
LEFT = [NAMES[n] + [PAGU[n]] for n in range(6)]
Spot = tuple[int, int, int, int, str]
"""Row, column, rowspan, colspan and text of a header cell."""
NAME_HEAD: list[Spot] = [(0, 0, 1, 1, "Kode"), (0, 1, 1, 1, "Program"), (0, 2, 1, 1, "Pagu Anggaran")]
SPENT_HEAD: list[Spot] = [
    (0, 0, 1, 3, "Realisasi"),
    (1, 0, 1, 1, "Keuangan (Rp)"),
    (1, 1, 1, 1, "Keuangan (%)"),
    (1, 2, 1, 1, "Fisik (%)"),
]


def sheet(
    number: int, head: Sequence[Spot], body: Sequence[Sequence[str]], widths: Sequence[float], heights: Sequence[float]
) -> PageTable:
    """A ruled grid at the top of a page: a header 30 points high in as many rows as it has, then the body's rows."""
    depth = max((row + span for row, _, span, _, _ in head), default=0)
    rules = [60.0 + 30.0 * row / max(1, depth) for row in range(depth + 1)]
    for height in heights[: len(body)]:
        rules.append(rules[-1] + height)
    edges = [40.0]
    for width in widths:
        edges.append(edges[-1] + width)
    spots = [*head, *((depth + r, c, 1, 1, text) for r, row in enumerate(body) for c, text in enumerate(row))]
    cells = tuple(
        Cell(r, c, rs, cs, text, number, Box(edges[c], rules[r], edges[c + cs], rules[r + rs]))
        for r, c, rs, cs, text in spots
    )
    box = Box(edges[0], rules[0], edges[-1], rules[-1])
    return PageTable(number, box, len(rules) - 1, len(widths), cells, "ruled", 0.9, tuple(edges))


def joined(*grids: PageTable, lines: Sequence[TextLine] = ()) -> tuple[Table, ...]:
    pages = [PageResult(g.page, 595, 842, tuple(x for x in lines if x.page == g.page), (g,)) for g in grids]
    return join_pages(pages)


def rows_of(table: Table) -> list[list[str]]:
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows[table.n_header_rows :]


def names(number: int, first: int = 0, last: int = 6, *, head: bool = True) -> PageTable:
    return sheet(number, NAME_HEAD if head else [], LEFT[first:last], [80, 200, 90], HEIGHTS[first:last])


def spent(number: int, first: int = 0, last: int = 6, *, head: bool = True) -> PageTable:
    return sheet(number, SPENT_HEAD if head else [], SPENT[first:last], [90, 60, 60], HEIGHTS[first:last])


def notes(number: int, first: int = 0, last: int = 6, *, head: bool = True) -> PageTable:
    titles: list[Spot] = [(0, 0, 1, 1, "Kendala"), (0, 1, 1, 1, "Keterangan")]
    return sheet(number, titles if head else [], [["Tidak ada", ""]] * (last - first), [150, 150], HEIGHTS[first:last])


WHOLE = [[*LEFT[n], *SPENT[n], "Tidak ada", ""] for n in range(6)]


def test_three_sheets_side_by_side_are_one_table_whose_header_is_as_deep_as_the_deepest() -> None:
    (table,) = joined(names(1), spent(2), notes(3))
    assert (table.n_header_rows, table.n_cols, table.pages) == (2, 8, (1, 2, 3))
    assert rows_of(table) == WHOLE
    head = {(cell.col, cell.text): (cell.row, cell.rowspan) for cell in table.cells if cell.is_header}
    assert (head[1, "Program"], head[3, "Realisasi"], head[7, "Keterangan"]) == ((0, 2), (0, 1), (0, 2))


@pytest.mark.parametrize("repeats_header", [True, False])
def test_three_sheets_side_by_side_on_page_after_page_are_one_table(repeats_header: bool) -> None:
    again = [names(4, 3, head=repeats_header), spent(5, 3, head=repeats_header), notes(6, 3, head=repeats_header)]
    (table,) = joined(names(1, 0, 3), spent(2, 0, 3), notes(3, 0, 3), *again)
    assert rows_of(table) == WHOLE


@pytest.mark.parametrize("repeats_header", [True, False])
def test_three_sheets_printed_down_first_are_one_table(repeats_header: bool) -> None:
    kinds = [names, spent, notes]
    pages = [
        kind(2 * at + part + 1, 3 * part, 3 * part + 3, head=repeats_header or not part)
        for at, kind in enumerate(kinds)
        for part in (0, 1)
    ]
    (table,) = joined(*pages)
    assert rows_of(table) == WHOLE


def with_names(number: int, first: int = 0, last: int = 6) -> PageTable:
    head: list[Spot] = [
        (0, 0, 2, 1, "Kode"),
        (0, 1, 2, 1, "Program"),
        *((row, col + 2, span, cols, text) for row, col, span, cols, text in SPENT_HEAD),
    ]
    body = [[*NAMES[n], *SPENT[n]] for n in range(first, last)]
    return sheet(number, head, body, [80, 200, 90, 60, 60], HEIGHTS[first:last])


def test_names_printed_again_beside_further_columns_stand_once() -> None:
    (table,) = joined(names(1), with_names(2))
    assert rows_of(table) == [[*LEFT[n], *SPENT[n]] for n in range(6)]


def test_names_printed_again_on_pages_printed_down_first_stand_once() -> None:
    (table,) = joined(names(1, 0, 3), names(2, 3), with_names(3, 0, 3), with_names(4, 3))
    assert rows_of(table) == [[*LEFT[n], *SPENT[n]] for n in range(6)]


def test_a_title_that_the_repeated_columns_cut_is_no_caption_between() -> None:
    title = "REALISASI ANGGARAN DINAS TENUN KABUPATEN LAUT KIDUL TAHUN 2024"
    lines = [TextLine(page, text, Box(40, 40, 380, 52), 10, True) for page, text in ((1, title), (2, title[:40]))]
    assert len(joined(names(1), with_names(2), lines=lines)) == 1
    other = replace(lines[1], text="ANGGARAN KAS DINAS TENUN")
    assert len(joined(names(1), with_names(2), lines=[lines[0], other])) == 2


@pytest.mark.parametrize("heights", [[14.0] * 6, [14.0, 14.0, 26.0, 14.0, 14.0, 14.0]])
def test_rows_as_high_as_in_any_table_prove_nothing(heights: list[float]) -> None:
    left = sheet(1, NAME_HEAD, LEFT, [80, 200, 90], heights)
    head: list[Spot] = [(0, 0, 1, 1, "Desa"), (0, 1, 1, 1, "Luas (ha)")]
    right = sheet(2, head, [[f"Desa Laut {n}", f"{n}40"] for n in range(6)], [150, 60], heights)
    assert len(joined(left, right)) == 2


def test_values_without_names_are_of_the_rows_of_the_sheet_before_however_high() -> None:
    even = [14.0] * 6
    (table,) = joined(sheet(1, NAME_HEAD, LEFT, [80, 200, 90], even), sheet(2, SPENT_HEAD, SPENT, [90, 60, 60], even))
    assert rows_of(table) == [[*LEFT[n], *SPENT[n]] for n in range(6)]


@pytest.mark.parametrize(("first", "tables"), [(4, 1), (6, 2)])
def test_two_column_numbers_that_go_on_with_the_sheet_before_are_no_values(first: int, tables: int) -> None:
    counted = [*NAME_HEAD, *((1, col, 1, 1, str(col + 1)) for col in range(3))]
    further: list[Spot] = [(0, 0, 1, 1, "%"), (0, 1, 1, 1, "Sisa Anggaran")]
    further += [(1, 0, 1, 1, str(first)), (1, 1, 1, 1, str(first + 1))]
    left = sheet(1, counted, LEFT, [80, 300, 100], [14.0] * 6)
    found = joined(left, sheet(2, further, [[row[1], row[0]] for row in SPENT], [60, 100], [14.0] * 6))
    assert len(found) == tables
    assert tables == 2 or rows_of(found[0]) == [[*row, *values[1::-1]] for row, values in zip(LEFT, SPENT, strict=True)]


def test_two_columns_of_values_after_names_alone_stay_a_table_of_their_own() -> None:
    even, head = [14.0] * 6, [(0, 0, 1, 1, "Target"), (0, 1, 1, 1, "Realisasi (Rp)")]
    values = [[f"{n + 3} unit", f"{n + 1}2.400.000"] for n in range(6)]
    further = sheet(2, head, values, [90, 90], even)
    assert len(joined(sheet(1, NAME_HEAD[:2], [row[:2] for row in LEFT], [80, 200], even), further)) == 2
    assert len(joined(sheet(1, NAME_HEAD, LEFT, [80, 200, 90], even), further)) == 1


def test_a_title_that_reaches_over_the_names_printed_again_hides_them_not() -> None:
    again = with_names(2)
    cells = tuple(replace(c, text=f"Realisasi\n{c.text}") if (c.row, c.col) == (0, 1) else c for c in again.cells)
    (table,) = joined(names(1), replace(again, cells=cells))
    assert rows_of(table) == [[*LEFT[n], *SPENT[n]] for n in range(6)]


def test_rows_of_other_heights_are_other_rows() -> None:
    assert len(joined(names(1), sheet(2, SPENT_HEAD, SPENT, [90, 60, 60], HEIGHTS[::-1]))) == 2


def test_sheets_with_the_names_again_never_go_on_below_each_other() -> None:
    even = [14.0] * 6
    first = sheet(1, NAME_HEAD, LEFT, [80, 200, 90], even)
    again: list[Spot] = [(0, 0, 1, 1, "Kode"), (0, 1, 1, 1, "Program"), (0, 2, 1, 1, "Realisasi Keuangan")]
    second = sheet(2, again, [[*NAMES[n], SPENT[n][0]] for n in range(6)], [80, 200, 90], even)
    assert [len(rows_of(table)) for table in joined(first, second)] == [6, 6]


@pytest.mark.parametrize("told_left", [True, False])
def test_a_group_that_the_cut_parts_has_its_title_over_both_parts(told_left: bool) -> None:
    year, lost = ("Tahun 2025", "") if told_left else ("", "Tahun 2025")
    left_head: list[Spot] = [
        (0, 0, 2, 1, "Kode"),
        (0, 1, 2, 1, "Program"),
        (0, 2, 1, 1, year),
        (1, 2, 1, 1, "Target"),
    ]
    right_head: list[Spot] = [
        (0, 0, 1, 1, lost),
        (1, 0, 1, 1, "Rp"),
        (0, 1, 1, 2, "Tahun 2026"),
        (1, 1, 1, 1, "Target"),
        (1, 2, 1, 1, "Rp"),
    ]
    left = sheet(1, left_head, [[*NAMES[n], "5"] for n in range(6)], [80, 200, 50], HEIGHTS)
    right = sheet(2, right_head, [[PAGU[n], "6", PAGU[n]] for n in range(6)], [90, 50, 90], HEIGHTS)
    (table,) = joined(left, right)
    groups = [(c.col, c.colspan, c.text) for c in table.cells if c.is_header and c.text.startswith("Tahun")]
    assert groups == [(2, 2, "Tahun 2025"), (4, 2, "Tahun 2026")]


def test_titles_of_which_each_sheet_has_a_half_are_one_and_whole_groups_stay_apart() -> None:
    left_head: list[Spot] = [
        (0, 0, 3, 1, "Kode"),
        (0, 1, 3, 1, "Program"),
        (0, 2, 1, 3, "Kinerja dan"),
        (1, 2, 1, 2, "Target Renja"),
        (1, 4, 1, 1, "Realisasi"),
        (2, 2, 1, 1, "K"),
        (2, 3, 1, 1, "Rp"),
        (2, 4, 1, 1, "K"),
    ]
    right_head: list[Spot] = [
        (0, 0, 1, 1, "Anggaran"),
        (1, 0, 1, 1, "Renja 2024"),
        (2, 0, 1, 1, "Rp"),
        (0, 1, 1, 2, "Renstra"),
        (1, 1, 1, 2, "Target Renstra"),
        (2, 1, 1, 1, "K"),
        (2, 2, 1, 1, "Rp"),
    ]
    left = sheet(1, left_head, [[*NAMES[n], "5", PAGU[n], "4"] for n in range(6)], [80, 200, 30, 90, 30], HEIGHTS)
    right = sheet(2, right_head, [[PAGU[n], "9", PAGU[n]] for n in range(6)], [90, 30, 90], HEIGHTS)
    (table,) = joined(left, right)
    groups = {(c.row, c.col, c.colspan): " ".join(c.text.split()) for c in table.cells if c.is_header and c.colspan > 1}
    assert groups == {
        (0, 2, 4): "Kinerja dan Anggaran",
        (0, 6, 2): "Renstra",
        (1, 6, 2): "Target Renstra",
        (1, 2, 2): "Target Renja",
        (1, 4, 2): "Realisasi Renja 2024",
    }


def test_rows_that_a_further_sheet_lacks_at_its_end_are_empty_there() -> None:
    short = sheet(2, SPENT_HEAD, SPENT[:5], [90, 60, 60], HEIGHTS)
    (table,) = joined(names(1), short)
    assert rows_of(table)[5] == [*LEFT[5], "", "", ""]


def test_a_title_halved_by_one_cut_is_told_by_the_groups_of_a_further_sheet() -> None:
    quarters = ["TW I", "TW II", "TW III", "TW IV"]

    def panel(number: int, groups: Sequence[tuple[str, int]], first: int) -> PageTable:
        head: list[Spot] = [(1, at, 1, 1, quarters[(first + at) % 4]) for at in range(2)]
        starts = [sum(span for _, span in groups[:at]) for at in range(len(groups))]
        head += [(0, start, 1, span, text) for start, (text, span) in zip(starts, groups, strict=True)]
        return sheet(number, head, [[PAGU[n], PAGU[n]] for n in range(6)], [90, 90], HEIGHTS)

    panels = [panel(2, [("RENCANA AN", 2)], 0), panel(3, [("GGARAN KAS", 2)], 2)]
    last: list[Spot] = [(0, 0, 1, 4, "REALISASI"), *((1, at, 1, 1, text) for at, text in enumerate(quarters))]
    (table,) = joined(names(1), *panels, sheet(4, last, [[PAGU[n]] * 4 for n in range(6)], [90] * 4, HEIGHTS))
    groups = [(c.col, c.colspan, c.text) for c in table.cells if c.is_header and c.colspan > 1]
    assert groups == [(3, 4, "RENCANA AN\nGGARAN KAS"), (7, 4, "REALISASI")]


def test_a_sum_printed_as_a_title_of_each_page_counts_once_on_each_sheet() -> None:
    total, spent_total = ["3.31", "URUSAN TENUN", "2.100.000.000"], ["900.000.000", "42,86", "55,00"]
    heights = [20.0, *HEIGHTS[3:]]
    left = [
        sheet(1, NAME_HEAD, [total, *LEFT[:3]], [80, 200, 90], [20.0, *HEIGHTS[:3]]),
        sheet(2, NAME_HEAD, [total, *LEFT[3:]], [80, 200, 90], heights),
    ]
    right = [
        sheet(3, SPENT_HEAD, [spent_total, *SPENT[:3]], [90, 60, 60], [20.0, *HEIGHTS[:3]]),
        sheet(4, SPENT_HEAD, [spent_total, *SPENT[3:]], [90, 60, 60], heights),
    ]
    (table,) = joined(*left, *right)
    assert rows_of(table) == [[*total, *spent_total], *([*LEFT[n], *SPENT[n]] for n in range(6))]


OPEN = [16.0, 27.0, 16.0, 38.0, 16.0, 27.0, 16.0, 16.0, 38.0, 27.0]


def unruled(table: PageTable) -> PageTable:
    """The grid as no rules tell it: cells as high as a line of text, titles in their middle and others at their top."""
    tops = [(c.box.y0 + c.box.y1) / 2 - 4.5 if c.box.y1 <= 90 else c.box.y0 + 3 for c in table.cells]
    cells = tuple(replace(c, box=c.box._replace(y0=top, y1=top + 9)) for c, top in zip(table.cells, tops, strict=True))
    return replace(table, cells=cells, engine="aligned")


def open_sheets(steps: Sequence[float], further: Sequence[float], note: str = "") -> tuple[Table, ...]:
    body = [[f"3.31.{n:02}", f"PROGRAM TENUN {n}", f"{n + 1}00.000.000"] for n in range(len(steps))]
    more = [[note or f"{n + 1}0.500.000", f"{n}0,50", f"{n}1,00"] for n in range(len(steps))]
    left = unruled(sheet(1, NAME_HEAD, body, [80, 200, 90], steps))
    return joined(left, unruled(sheet(2, SPENT_HEAD, more, [90, 60, 60], further)))


def test_sheets_without_rules_whose_rows_keep_step_are_one_table_under_headers_of_other_depth() -> None:
    (table,) = open_sheets(OPEN, OPEN)
    assert (table.n_header_rows, table.n_cols) == (2, 6)
    assert rows_of(table)[9] == ["3.31.09", "PROGRAM TENUN 9", "1000.000.000", "100.500.000", "90,50", "91,00"]
    head = {cell.text: (cell.row, cell.rowspan) for cell in table.cells if cell.is_header}
    assert (head["Kode"], head["Realisasi"], head["Fisik (%)"]) == ((0, 2), (0, 1), (1, 1))


def test_sheets_without_rules_whose_rows_are_out_of_step_stay_apart() -> None:
    assert len(open_sheets(OPEN, OPEN[::-1])) == 2


@pytest.mark.parametrize(("steps", "tables"), [(OPEN, 1), ([16.0] * 10, 2)])
def test_even_steps_of_rows_without_rules_prove_nothing_of_a_sheet_with_words(steps: list[float], tables: int) -> None:
    assert len(open_sheets(steps, steps, "Belum selesai")) == tables
