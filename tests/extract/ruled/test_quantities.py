"""Columns whose cells print a text and its quantity side by side, with no rule between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.ruled.reader import read_ruled
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = (10, 110, 230, 300)
ITEMS = (
    ("Kursus batik", "35 Orang"),
    ("Lomba perahu", "4 Lomba"),
    ("Bibit kelapa", "1.250 Batang"),
    ("Pasar murah", "6"),
)


def texts(page: PageContent) -> list[list[str]]:
    (table,) = read_ruled(page)
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def page(
    make_content: MakeContent, grid_rules: GridRules, items: Sequence[tuple[str, str]], *, shift: int = 0
) -> PageContent:
    """A header, a row for each item, each quantity ``shift`` points farther right, and a total over three columns."""
    ys = [10 + 24 * k for k in range(len(items) + 3)]
    rules = (
        grid_rules(XS, ys[:-1]) + [(10, y, 300, y) for y in ys[-1:]] + [(x, ys[-2], x, ys[-1]) for x in (10, 230, 300)]
    )
    words = [(14, 16, "Kegiatan"), (140, 16, "Keluaran"), (234, 16, "Pagu")]
    for k, (text, quantity) in enumerate(items, 1):
        y = 12 + 24 * k
        words += [(14, y, f"Kegiatan {k}"), (114, y, text), (114, y + 10, "tiap desa"), (180 + shift * k, y, quantity)]
        words += [(234, y, f"{k}50.000")]
    words += [(40, ys[-2] + 3, "Jumlah dari semua kegiatan desa itu"), (234, ys[-2] + 3, "1.400.000")]
    return make_content(words, rules)


def test_quantities_beside_texts_in_one_cell_are_a_column(make_content: MakeContent, grid_rules: GridRules) -> None:
    found = texts(page(make_content, grid_rules, ITEMS))
    assert found[0] == ["Kegiatan", "Keluaran", "", "Pagu"]
    assert [row[1:3] for row in found[1:-1]] == [[f"{text}\ntiap desa", quantity] for text, quantity in ITEMS]
    assert found[-1] == ["Jumlah dari semua kegiatan desa itu", "", "", "1.400.000"]


def test_years_and_amounts_behind_their_sign_are_no_quantities(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    for items in (
        [(text, f"202{k}") for k, (text, _) in enumerate(ITEMS)],
        [("Rp", f"{k}.500.000") for k in range(1, 5)],
    ):
        assert {len(row) for row in texts(page(make_content, grid_rules, items))} == {3}


def test_numbers_that_stand_wherever_their_text_ends_are_part_of_it(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    items = [(text, "12") for text, _ in ITEMS]
    assert {len(row) for row in texts(page(make_content, grid_rules, items, shift=7))} == {3}


def test_a_few_quantities_are_not_told_from_a_text_with_a_number(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    assert {len(row) for row in texts(page(make_content, grid_rules, ITEMS[:3]))} == {3}
