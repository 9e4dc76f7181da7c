"""Bodies without row rules whose items are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.aligned.bands import Placed
from extract.aligned.fragments import read_lines, read_words
from extract.aligned.listed import listed_rows
from extract.engines import read_page
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
XS = (10.0, 110.0, 260.0, 310.0, 360.0)
Item = tuple[str, str, Sequence[str], tuple[str, str] | None]
ITEMS: tuple[Item, ...] = (
    ("2.1 Warga yang", "2.1.1 Lulusan kursus menurut jurusannya", ("jurusan", "(orang) :"), None),
    ("", "- Batik", (), ("41", "52")),
    ("", "- Pertukangan", (), ("1.250", "1.375")),
    ("2.2 Pasar yang", "2.2.1 Pasar yang diperbaiki dan", ("diperluas tiap", "tahun (unit)", "di desa"), ("7", "9")),
    ("", "2.2.2 Warung yang dibina :", ("menurut jenis",), None),
    ("", "- Kelontong", (), ("310", "325")),
    ("", "- Makanan", (), ("88", "93")),
)


def page(make_content: MakeContent, items: Sequence[Item]) -> PageContent:
    """A frame with column rules, a header, and items below each other; figures stand beside the middle of an item."""
    words = [(x + 3, 14.0, text) for x, text in zip(XS, ("Sasaran", "Indikator", "2023", "2024"), strict=False)]
    y = 34.0
    for goal, first, rest, figures in items:
        words += [(XS[0] + 3, y, goal), (XS[1] + 3, y, first)] if goal else [(XS[1] + 3, y, first)]
        words += [(XS[0] + 3, y + 10, "maju")] if goal else []
        words += [(XS[1] + 3, y + 10 * k, line) for k, line in enumerate(rest, 1)]
        middle = y + 10 * (len(rest) // 2)
        words += [(x + 20, middle, text) for x, text in zip(XS[2:], figures or (), strict=False)]
        y += 10 * (len(rest) + 1)
    level = [(XS[0], at, XS[-1], at) for at in (10.0, 30.0, y)]
    return make_content(words, [*level, *((x, 10.0, x, y) for x in XS)])


def body(content: PageContent) -> list[list[str]]:
    (table,) = read_page(content, "uji.pdf").tables
    return [[" ".join(text.split()) for text in row] for row in texts(table)][1:]


def test_items_are_read_from_mark_to_mark_where_no_rule_parts_them(make_content: MakeContent) -> None:
    assert body(page(make_content, ITEMS)) == [
        [" ".join([goal, "maju"]) if goal else "", " ".join([first, *rest]), *(figures or ("", ""))]
        for goal, first, rest, figures in ITEMS
    ]


def test_items_with_several_rows_of_figures_are_not_read_by_their_marks(make_content: MakeContent) -> None:
    (row,) = body(page(make_content, [*ITEMS[:3], ("", "lanjutan", (), ("63", "77")), *ITEMS[3:]]))
    assert row[2:] == ["41 1.250 63 7 310 88", "52 1.375 77 9 325 93"]


def test_dashes_right_of_the_figures_mark_no_items(make_content: MakeContent) -> None:
    lines = [("Kain", "41", "52", "-"), ("Batik", "42", "53", "-"), ("Hasil laut", "", "", "")]
    lines += [("Ikan", "43", "54", "-"), ("Udang", "44", "55", "-"), ("Madu", "45", "56", "-")]
    words = [(50.0 + 90 * at, 20.0 + 12 * k, text) for k, line in enumerate(lines) for at, text in enumerate(line)]
    found = read_lines(read_words(make_content([word for word in words if word[2]])))
    rows = [[Placed(run, at, at) for run in line.runs for at in [int(run.x0 - 50) // 90]] for line in found]
    assert listed_rows(rows, {1, 2}) == []
    marked = [[Placed(p.run, (p.first + 1) % 4, (p.first + 1) % 4) for p in row] for row in rows]
    assert len(listed_rows(marked, {2, 3})) == 5
