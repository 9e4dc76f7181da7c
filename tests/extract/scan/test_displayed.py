"""Boxes found on a page made straight, turned back to where they are seen on the displayed page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("cv2")

from extract.page.orientation import turn_box
from extract.page.picture import Picture, Straightening
from extract.scan.displayed import Tilt, put_as_displayed
from extract.scan.rules import image_rules
from extract.scan.straight import straightened
from extract.types import Box, Cell, PageResult, PageTable, Table

WIDTH, HEIGHT, SCALE = 400.0, 300.0, 2.0
NONE = np.zeros(5)


def tilted(angle: float, turn: int = 0, bow: float = 0.0) -> Tilt:
    width, height = (HEIGHT, WIDTH) if turn in (90, 270) else (WIDTH, HEIGHT)
    middle = (width * SCALE / 2, height * SCALE / 2)
    bend = np.array([0.0, bow, 0.0, 0.0, 0.0])
    how = Straightening(angle, middle, NONE, bend, max(middle))
    return Tilt(how, SCALE, turn, WIDTH, HEIGHT)


@settings(deadline=None)
@given(
    st.floats(-3, 3),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0, 6),
    st.floats(120, 250),
    st.floats(100, 170),
    st.floats(5, 60),
    st.floats(5, 40),
)
def test_a_box_turned_back_holds_what_is_seen_and_little_else(
    angle: float, turn: int, bow: float, x: float, y: float, width: float, height: float
) -> None:
    tilt = tilted(angle, turn, bow)
    box = Box(x, y, x + width, y + height)
    back = tilt.box(box)
    middle = np.array([(back.x0 + back.x1) / 2, (back.y0 + back.y1) / 2])
    upright = np.array(turn_box(Box(*middle, *(middle + 0.001)), turn, WIDTH, HEIGHT)[:2])
    forth = tilt.how.forward(upright[None] * SCALE)[0] / SCALE
    straight = turn_box(box, turn, WIDTH, HEIGHT)
    wanted = np.array([(straight.x0 + straight.x1) / 2, (straight.y0 + straight.y1) / 2])
    assert np.abs(forth - wanted).max() < 1.0
    grown = max(width, height) * np.sin(np.deg2rad(abs(angle))) + bow / SCALE + 0.2
    assert back.x1 - back.x0 <= width + grown
    assert back.y1 - back.y0 <= height + grown


def test_a_box_at_the_edge_of_the_page_stays_on_it() -> None:
    back = tilted(2.0).box(Box(0.0, 0.0, WIDTH, HEIGHT))
    assert back == Box(0.0, 0.0, WIDTH, HEIGHT)


def test_the_cells_of_a_tilted_scan_are_marked_where_they_are_printed() -> None:
    import cv2

    grey = np.full((int(HEIGHT * SCALE), int(WIDTH * SCALE)), 255, np.uint8)
    for y in (80, 140, 200, 260, 320, 380):
        cv2.line(grey, (80, y), (720, y), 0, 2)
    for x in (80, 400, 720):
        cv2.line(grey, (x, 80), (x, 380), 0, 2)
    turn = cv2.getRotationMatrix2D((WIDTH * SCALE / 2, HEIGHT * SCALE / 2), -1.5, 1.0)
    scan = Picture(np.asarray(cv2.warpAffine(grey, turn, grey.shape[::-1], borderValue=255), np.uint8), SCALE)
    straight, how = straightened(scan)
    rules, _ = image_rules(straight)
    level = rules[rules[:, 1] == rules[:, 3]]
    lowest = Box(*level[np.argmax(level[:, 1])].tolist())
    back = Tilt(how, SCALE, 0, WIDTH, HEIGHT).box(lowest._replace(y1=lowest.y0 + 0.01))
    ends = turn @ np.array([[80, 720], [380, 380], [1, 1]]) / SCALE
    assert abs(how.angle) > 1
    assert [back.x0, back.x1] == pytest.approx(sorted(ends[0]), abs=1.5)
    assert [back.y0, back.y1] == pytest.approx(sorted(ends[1]), abs=1.0)


def test_each_cell_is_turned_back_on_its_own_page_and_other_pages_are_left_alone() -> None:
    box = Box(20.0, 40.0, 120.0, 60.0)
    cells = tuple(Cell(page - 1, 0, 1, 1, "1", page, box) for page in (1, 2))
    table = Table((1, 2), None, None, 2, 1, 0, cells, "ruled", 1.0)
    tilt = tilted(2.0)
    grid = PageTable(2, box, 1, 1, cells[1:], "ruled", 1.0)
    pages = [PageResult(k, WIDTH, HEIGHT, (), (grid,)) for k in (1, 2)]
    tables, shown = [table], list(pages)
    put_as_displayed(shown, tables, {2: tilt})
    assert [cell.box for cell in tables[0].cells] == [box, tilt.box(box)]
    assert shown[0] is pages[0]
    (turned,) = shown[1].tables
    assert turned.box == turned.cells[0].box == tilt.box(box)
    put_as_displayed(pages, untouched := [table], {})
    assert untouched == [table]


def test_a_grid_and_the_table_that_is_joined_of_it_hold_the_same_box() -> None:
    box = Box(20.0, 40.0, 120.0, 60.0)
    cell = Cell(0, 0, 1, 1, "1", 1, box)
    pages = [PageResult(1, WIDTH, HEIGHT, (), (PageTable(1, box, 1, 1, (cell,), "ruled", 1.0),))]
    tables = [Table((1,), None, None, 2, 1, 0, (replace(cell, row=1),), "ruled", 1.0)]
    put_as_displayed(pages, tables, {1: tilted(2.0)})
    assert tables[0].cells[0].box is pages[0].tables[0].cells[0].box
    assert tables[0].cells[0].box != box


def test_many_boxes_come_back_as_each_does_alone_and_one_of_no_place_stays_as_it_is() -> None:
    tilt = tilted(1.5, 90, 3.0)
    boxes = [Box(10.0 * k, 7.0 * k, 10.0 * k + 30, 7.0 * k + 12) for k in range(20)]
    nowhere = Box(float("nan"), 0.0, 10.0, 10.0)
    back = tilt.boxes([*boxes, nowhere])
    assert back[:-1] == [tilt.box(box) for box in boxes] != boxes
    assert back[-1] is nowhere
    assert tilt.boxes([]) == []
