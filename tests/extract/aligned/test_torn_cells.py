"""Boxed cells too narrow for their codes and amounts: the lines of a cell are no rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.engines import AUTO, engine_named
from extract.source import PdfSource
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
EDGES = (20.0, 52.0, 120.0, 160.0, 200.0)


@pytest.mark.parametrize("amounts", [("44.000", ".000"), ("352.00", "0.000"), ("1.352.", "000")])
def test_amounts_that_go_on_in_the_next_line_of_their_cells_are_of_one_row(
    make_content: MakeContent,
    grid_rules: Callable[..., list[tuple[float, float, float, float]]],
    amounts: tuple[str, str],
) -> None:
    cells = [(x + 2, 22.0, text) for x, text in zip(EDGES, ("Kode", "Nama Kegiatan", "2025", "2026"), strict=False)]
    for n in range(1, 6):
        y = 8.0 + 32 * n
        names = ("7.12.0", f"{n}.2.01", ".0001"), ("Menata", "Tambak", "Rakyat"), amounts, amounts
        cells += [(x + 2, y + 10 * k, t) for x, lines in zip(EDGES, names, strict=False) for k, t in enumerate(lines)]
    page = make_content(cells, grid_rules(EDGES, (20.0, *(38.0 + 32 * n for n in range(6)))))
    (table,) = engine_named(AUTO).read(page, PdfSource(str(Path("uji.pdf")), 0, page.width, page.height, ()))
    assert [line[1:] for line in texts(table)[1:]] == [["Menata\nTambak\nRakyat", *["\n".join(amounts)] * 2]] * 5
