"""Tables of two columns without any rule: names, most of the width, and amounts in the middle of their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.aligned.reader import read_aligned
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
Texts = list[tuple[float, float, str]]
NAMES = (
    ("URUSAN KELAUTAN DAN PERIKANAN", "PESISIR"),
    ("Dinas Kelautan",),
    ("PROGRAM PENATAAN TAMBAK GARAM", "RAKYAT PESISIR"),
    ("Pengerukan saluran tambak garam", "rakyat di pesisir selatan", "dan pulau kecil"),
    ("Pembinaan juru pantun",),
    ("Penataan lahan garam rakyat", "di pesisir utara dan barat", "serta muara sungai", "besar"),
    ("Pengadaan perahu nelayan",),
    ("Perawatan sumur bor dusun",),
    ("Lomba perahu hias pelajar", "antardesa"),
    ("PROGRAM SASTRA LISAN",),
)
PAGU = tuple(f"{(k + 3) * 73_590_000:,}".replace(",", ".") for k in range(len(NAMES)))


def printed(names: Sequence[Sequence[str]], top: float = 30.0, leading: float = 9.0, white: float = 4.0) -> Texts:
    cells: Texts = [(70, 10, "Program dan Kegiatan"), (200, 10, "Pagu (Rp)")]
    for name, pagu in zip(names, PAGU, strict=False):
        cells += [(40, top + leading * k, line) for k, line in enumerate(name)]
        cells.append((190, top + leading * (len(name) - 1) / 2, pagu))
        top += leading * len(name) + white
    return cells


def rows(page: PageContent) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for table in read_aligned(page) for row in texts(table)]


def test_names_with_a_whole_amount_each_are_a_table(make_content: MakeContent) -> None:
    found = rows(make_content(printed(NAMES)))
    assert [row for row in found if row[1] in PAGU] == [
        [" ".join(name), pagu] for name, pagu in zip(NAMES, PAGU, strict=True)
    ]


def test_a_few_lines_that_end_in_amounts_are_none(make_content: MakeContent) -> None:
    assert rows(make_content(printed(NAMES[3:7])[2:])) == []


def test_lines_that_end_in_years_are_none(make_content: MakeContent) -> None:
    cells = [(x, y, text if x < 190 else f"{2019 + k}") for k, (x, y, text) in enumerate(printed(NAMES)[2:])]
    assert rows(make_content(cells)) == []
