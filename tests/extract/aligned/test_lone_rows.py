"""A table of a single row, as reports print one for each indicator, with rules above and below only."""

from __future__ import annotations

from collections.abc import Callable

from extract.aligned.reader import read_aligned
from extract.types import PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
TITLES = [(20, 62, "Indikator"), (200, 62, "Target"), (280, 62, "Realisasi"), (360, 62, "Capaian")]
ROW = [(20, 76, "Indeks Mutu Danau"), (200, 76, "48,20"), (280, 76, "49,75"), (360, 76, "103,22")]
CAPTION = (120, 44, "Tabel 3.7 Capaian Indeks Mutu Danau")
SENTENCE = (20, 100, "Capaian di atas didukung oleh penataan muara dan pantauan harian.")
RULES = [(18.0, y, 400.0, y) for y in (60.0, 74.0, 90.0)]


def test_one_row_of_figures_below_a_caption_and_titles_is_a_table(make_content: MakeContent) -> None:
    (table,) = read_aligned(make_content([CAPTION, *TITLES, *ROW, SENTENCE], rules=RULES))
    assert texts(table) == [[text for _, _, text in TITLES], [text for _, _, text in ROW]]


def test_one_row_without_a_caption_is_no_table(make_content: MakeContent) -> None:
    assert read_aligned(make_content([*TITLES, *ROW, SENTENCE], rules=RULES)) == ()


def test_one_row_with_fewer_figures_is_no_table(make_content: MakeContent) -> None:
    assert read_aligned(make_content([CAPTION, *TITLES[:3], *ROW[:3], SENTENCE], rules=RULES)) == ()
