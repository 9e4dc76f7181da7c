"""Which lines of a page are read, and which of them with less care."""

from __future__ import annotations

import numpy as np

from extract.page.picture import Picture
from extract.scan.linechoice import running_text, skimmed_lines, wanted_lines
from extract.scan.lines import Layout
from extract.scan.types import Line
from extract.types import Box

LETTER = 10.0


def page(*lines: tuple[int, int, int], cell: int = 0, height: int = 14) -> Layout:
    """Lines of text from x0 to x1 at y0."""
    made = tuple(Line(x0, y, x1, y + height, cell) for x0, x1, y in lines)
    tables = (Box(0.0, 0.0, 900.0, 900.0),) if cell else ()
    return Layout(made, tables, LETTER, Picture(np.full((1200, 900), 255, np.uint8), 2.0))


def prose(n: int, first: int = 200) -> list[tuple[int, int, int]]:
    return [(100, 800, first + 24 * k) for k in range(n)]


def test_a_foreword_is_read_in_part_and_its_heading_and_signature_wholly() -> None:
    heading, signed = (350, 550, 100), [(500, 700, 1000), (500, 760, 1030)]
    layout = page(heading, *prose(30), *signed)
    wanted = wanted_lines(layout, 2)
    assert {line.y0 for line in wanted} >= {100, 200, 1000, 1030}
    assert 3 + 5 <= len(wanted) <= 3 + 12


def test_of_a_page_of_prose_its_ends_and_headings_are_read() -> None:
    layout = page((100, 300, 60), *prose(12), (100, 400, 520), *prose(12, 560), (440, 460, 1100))
    wanted = [line.y0 for line in wanted_lines(layout, 9)]
    assert {60, 520, 800, 1100} <= set(wanted)
    assert len(wanted) <= 6


def test_lines_of_a_paragraph_are_running_text_and_headings_are_not() -> None:
    layout = page((350, 550, 100), *prose(6))
    assert [line.y0 for line in running_text(layout)] == [200 + 24 * k for k in range(6)]


def test_a_cover_in_large_print_is_no_running_text() -> None:
    cover = page((150, 750, 100), (120, 780, 200), (200, 700, 300), height=34)._replace(letter=28.0)
    assert not running_text(cover)
    assert len(wanted_lines(cover, 1)) == 3


def test_a_page_with_a_table_has_no_running_text_to_be_skimmed() -> None:
    assert not running_text(page(*prose(6), cell=1))


def test_past_the_first_pages_all_of_a_page_of_prose_is_skimmed() -> None:
    layout = page((350, 550, 100), *prose(6))
    assert Line(350, 100, 550, 114, 0) in skimmed_lines(layout, 4)
    assert Line(350, 100, 550, 114, 0) not in skimmed_lines(layout, 3)
    assert not skimmed_lines(page(*prose(6), cell=1), 4)


def test_a_large_heading_as_wide_as_the_text_is_no_running_text() -> None:
    layout = page(*prose(6))
    heading = Line(100, 100, 800, 130, 0)
    assert heading not in running_text(layout._replace(lines=(heading, *layout.lines)))


def test_a_table_of_contents_is_no_table_without_rules() -> None:
    entries = [
        part
        for y in range(200, 600, 40)
        for part in (
            Line(100, y, 400, y + 14, 0),
            Line(400, y, 760, y + 14, 0, is_leader=True),
            Line(770, y, 790, y + 14, 0),
        )
    ]
    layout = page()._replace(lines=tuple(entries))
    assert sum(not line.is_leader for line in wanted_lines(layout, 9)) < 20
