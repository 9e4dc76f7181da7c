"""Tables ruled between columns only: a frame, a header perhaps, and no line between rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extract.engines import read_page
from extract.ruled.edges import grids, merged_edges
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
XS = (50.0, 90.0, 230.0, 320.0)
NAMES = ("Penyediaan makanan", "Pendataan warga", "Pelatihan tagana", "Rapat koordinasi", "Jasa kebersihan")


def body(top: float) -> list[tuple[float, float, str]]:
    """Five rows, 20 points apart."""
    return [
        (x + 3, top + 20 * k, text)
        for k, name in enumerate(NAMES)
        for x, text in zip(XS, (f"1.06.0{k + 1}", name, f"{k + 3}.250.000"), strict=False)
    ]


def uprights(top: float, bottom: float) -> list[tuple[float, float, float, float]]:
    return [(x, top, x, bottom) for x in XS]


def test_a_page_with_column_rules_alone_is_a_grid_whose_rows_the_text_tells(make_content: MakeContent) -> None:
    page = make_content(body(60), uprights(55, 160))
    (table,) = read_page(page, "").tables
    assert texts(table) == [[f"1.06.0{k + 1}", name, f"{k + 3}.250.000"] for k, name in enumerate(NAMES)]


def test_rows_are_split_in_a_frame_with_column_rules(make_content: MakeContent) -> None:
    frame = [(50.0, 55.0, 320.0, 55.0), (50.0, 160.0, 320.0, 160.0)]
    (table,) = read_page(make_content(body(60), [*uprights(55, 160), *frame]), "").tables
    assert (table.n_rows, table.n_cols) == (5, 3)


def test_column_rules_that_begin_below_a_merged_title_end_the_header() -> None:
    frame = [(50, 30, 320, 30), (50, 160, 320, 160), (50, 30, 50, 160), (320, 30, 320, 160)]
    inner = [(90, 48, 90, 160), (230, 48, 230, 160)]
    (grid,) = grids(merged_edges(np.array([*frame, *inner], np.float32)))
    assert grid.level[:, 0].tolist() == [30, 48, 160]
    assert len(grid.upright) == 4


def test_strokes_that_begin_anywhere_are_no_grid() -> None:
    strokes = [(50 + 20 * k, 40 + 13 * k, 50 + 20 * k, 160) for k in range(6)]
    assert grids(merged_edges(np.array(strokes, np.float32))) == []


def test_three_strokes_alone_are_no_grid() -> None:
    assert grids(merged_edges(np.array(uprights(55, 160)[:3], np.float32))) == []
