"""Where text lines stand on a straight picture of a page: in the cells between rules, and outside of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import Array, Grey, Picture, Spots, ink, spots
from extract.ruled.edges import grids, merged_edges
from extract.ruled.lattice import build_lattice, find_regions
from extract.scan.dashes import with_dashes_settled
from extract.scan.dust import dust
from extract.scan.leaders import parted_at_leaders
from extract.scan.overprint import overprint
from extract.scan.rulemarks import rule_marks
from extract.scan.types import Line
from extract.types import Box, Floats

_MAX_LINES = 6000
_FAR = 2.5
"""A gap wider than this many letter heights parts a line into pieces (``Rp`` and its amount, two columns)."""

_DUST = 0.6
"""Square points: smaller marks are dust."""
_BLACKEST, _FAINT, _FAINT_DOT = 90, 0.4, 0.2
"""Marks less dark than this share of the page's blackest letters (a percentile of them) are not printed on it."""
_ROUND, _FULL = 0.7, 0.7
"""A dot, and a row of them run together, is so wide in its heights and inked so far; letters have white in them."""
_LEADERS, _HIGHER = 0.25, 1.6
"""On a table of contents so many of the marks are dots at least, and letters so many times as high."""
_FLAT, _EDGE = 0.3, 0.4
"""A stroke lower than the first and within the second of a cell's rule (letter heights) belongs to the rule."""

_TWO_LINES, _BESIDE, _LEVEL = 1.2, 0.6, 0.6
"""A piece so high (letter heights) may hold parts of two lines; white wider than the second parts what stands beside
each other in it; and lines are level that share so much of the lower one's height."""
_DOT, _OVER = 0.5, 0.3
"""A dot is no higher, and no farther from its letter (letter heights): a colon's stand farther from the next line."""
_WITHIN, _ASIDE = 0.85, 0.4
"""What stands so far within a line's height is of it (a dash, a comma); else its middle is no farther from the line's
(letter heights): what stands beside the middle of two lines is of none of them."""


class Layout(NamedTuple):
    """What stands where on a page: lines, the tables' boxes and the height of letters, all in pixels."""

    lines: tuple[Line, ...]
    tables: tuple[Box, ...]
    letter: float
    clean: Picture


def find_layout(picture: Picture, rules: Floats, widths: Floats) -> Layout:
    """The text lines of a straight picture with these rules (m, 4; points)."""
    cells, tables = _cells(rules, picture.scale)
    marks = ink(picture)
    drawn = rule_marks(picture, marks, rules, widths)
    dark = picture.darkness
    marks, usual, letter = _printed(marks & ~drawn, dark, picture)
    other = overprint(marks, dark, usual, letter, picture.scale)
    specks = dust(marks & ~other, letter)
    other |= specks
    marks, drawn = marks & ~other, drawn | other
    inner = (cells + np.array([1.0, 1.0, -1.0, -1.0]) * (0.6 * picture.scale)).round().astype(int)
    lines = [
        Line(*piece, number)
        for number, cell in enumerate(inner.tolist(), 1)
        for piece in _lines_in(marks, cell, letter)
        if not _is_rest_of_rule(piece, cell, letter)
    ]
    lines = with_dashes_settled(lines, dark, specks, inner, letter)
    for x0, y0, x1, y1 in ((round(side) for side in box) for box in tables):
        marks[max(y0 - 2, 0) : y1 + 2, max(x0 - 2, 0) : x1 + 2] = 0
    lines += [
        part for piece in _free_lines(marks, letter) for part in parted_at_leaders(Line(*piece, 0), marks, letter)
    ]
    return Layout(tuple(lines[:_MAX_LINES]), tables, letter, _painted_over(picture, drawn))


def _printed(marks: Grey, dark: Grey, picture: Picture) -> tuple[Grey, float, float]:
    """The marks without dust, and without what is far fainter than the page's letters: the back of the sheet that
    shows through, a pale stamp; and how dark and how high the letters are.
    """
    found = spots(marks)
    inked = np.flatnonzero(marks)
    darkest = np.zeros(len(found.stats), np.uint8)
    np.maximum.at(darkest, found.labels.ravel()[inked], dark.ravel()[inked])
    is_letter = found.stats[:, 3] >= 2.5 * picture.scale
    is_letter[0] = False
    usual = float(np.percentile(darkest[is_letter], _BLACKEST)) if is_letter.any() else 0.0
    # Dots and strokes of small print are paler than its letters.
    enough = np.where(is_letter, _FAINT, _FAINT_DOT) * usual
    keep = (found.stats[:, 4] >= max(3, round(_DUST * picture.scale**2))) & (darkest >= enough)
    keep[0] = False
    return found.marked(keep), usual, _letter_height(found.stats[keep], picture)


def _painted_over(picture: Picture, drawn: Grey) -> Picture:
    """The picture with these marks (its rules) in the shade of the paper beside them."""
    import cv2

    if not cv2.countNonZero(drawn):
        return picture
    side = picture.points(3) | 1
    paper = cv2.medianBlur(cv2.dilate(picture.grey, np.ones((side, side), np.uint8)), 5)
    return Picture(np.where(drawn > 0, paper, picture.grey), picture.scale)


def _letter_height(stats: NDArray[np.int32], picture: Picture) -> float:
    """The usual height of letters in pixels, small and capital ones together; ``stats`` of the marks on the page."""
    width, height, area = stats[:, 2:5].T
    usual = (height >= 2.5 * picture.scale) & (height <= 30 * picture.scale) & (width <= 40 * picture.scale)
    dots = usual & (width >= _ROUND * height) & (area >= _FULL * width * height)
    letters = usual & ~dots
    if np.count_nonzero(dots) >= _LEADERS * np.count_nonzero(usual) and letters.any():
        usual = letters if np.median(height[letters]) >= _HIGHER * np.median(height[dots]) else usual
    return float(np.median(height[usual])) if usual.any() else 5.5 * picture.scale


def _cells(rules: Floats, scale: float) -> tuple[Array, tuple[Box, ...]]:
    """Boxes (k, 4) of the cells that rules bound, and of their grids, in pixels."""
    cells: list[Array] = [np.zeros((0, 4))]
    tables = []
    for grid in grids(merged_edges(rules)):
        lattice = build_lattice(grid)
        if lattice is None:
            continue
        spans = find_regions(lattice).spans
        if len(spans) < 2:
            continue
        xs, ys = lattice.xs * scale, lattice.ys * scale
        cells.append(np.stack([xs[spans[:, 1]], ys[spans[:, 0]], xs[spans[:, 3]], ys[spans[:, 2]]], axis=1))
        tables.append(Box(float(xs[0]), float(ys[0]), float(xs[-1]), float(ys[-1])))
    return np.concatenate(cells), tuple(tables)


def _lines_in(marks: Grey, box: Sequence[int], letter: float) -> list[tuple[int, int, int, int]]:
    """Pieces of lines inside a box, top to bottom."""
    x0, y0, x1, y1 = box
    x0, y0 = max(x0, 0), max(y0, 0)
    part = marks[y0:y1, x0:x1] > 0
    if not part.any():
        return []
    pieces = []
    for top, bottom in _runs(part.sum(axis=1), letter):
        band = part[top:bottom]
        for left, right in _stretches(np.asarray(band.any(axis=0)), _FAR * letter):
            for a, low, b, high in _untangled(band[:, left:right], letter):
                x, y = left + a, top + low
                if _is_text(part[y : top + high, x : left + b], letter):
                    pieces.append((x0 + x, y0 + y, x0 + left + b, y0 + top + high))
    return pieces


def _untangled(part: NDArray[np.bool_], letter: float) -> list[tuple[int, int, int, int]]:
    """Boxes of the lines in a piece: in a table without rules a text stands beside the middle of another's two lines,
    and no row of pixels between these is white.
    """
    columns: list[tuple[int, int, list[tuple[int, int]]]] = []
    gap = _BESIDE * letter if part.shape[0] >= _TWO_LINES * letter else part.shape[1]
    for left, right in _stretches(np.asarray(part.any(axis=0)), gap):
        rows = _rows(part[:, left:right].sum(axis=1), letter)
        if columns and _stand_alike(columns[-1][2], rows):
            left = columns.pop()[0]
            rows = _rows(part[:, left:right].sum(axis=1), letter)
        columns.append((left, right, rows))
    return [_inked(part, left, right, row) for left, right, rows in columns for row in rows]


def _stand_alike(rows: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """True for the lines of two stretches that may be the same ones: a dash stands in the midst of its line."""
    return len(rows) == len(others) and all(
        min(b, d) - max(a, c) >= _LEVEL * min(b - a, d - c) for (a, b), (c, d) in zip(rows, others, strict=True)
    )


def _inked(part: NDArray[np.bool_], left: int, right: int, row: tuple[int, int]) -> tuple[int, int, int, int]:
    """What is inked between two columns of a row: left, top, right, bottom."""
    inner = part[row[0] : row[1], left:right]
    down, across = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
    return left + int(across[0]), row[0] + int(down[0]), left + int(across[-1]) + 1, row[0] + int(down[-1]) + 1


def _is_rest_of_rule(piece: Sequence[int], cell: Sequence[int], letter: float) -> bool:
    """True for a flat stroke along a cell's upper or lower rule: what is left of the rule, or of a shaded cell's edge.

    A dash stands at the height of small letters, farther inside.
    """
    x0, y0, x1, y1 = piece
    is_flat = y1 - y0 <= _FLAT * letter and x1 - x0 >= 1.2 * (y1 - y0)
    return is_flat and (y1 <= cell[1] + _EDGE * letter or y0 >= cell[3] - _EDGE * letter)


def _is_text(part: NDArray[np.bool_], letter: float) -> bool:
    """False for spots of dust: lower than letters, and neither as flat as a dash nor as dark as a bold one."""
    height, width = part.shape
    is_flat = width >= 1.2 * height and width >= 0.22 * letter and part.sum() >= 4
    is_block = width >= 0.4 * letter and part.sum() >= 0.1 * letter**2
    return bool(height >= 0.45 * letter or width >= 0.8 * letter or is_flat or is_block)


def _rows(profile: NDArray[np.int_], letter: float) -> list[tuple[int, int]]:
    """Lines from the ink of each pixel row: dots stay with their letters, lines that touch are cut at the valley."""
    return [line for run in _runs(profile, letter) for line in _cut(profile, run, letter)]


def _runs(profile: NDArray[np.int_], letter: float) -> list[tuple[int, int]]:
    """Stretches of inked rows, dots with their letters; lines that touch are one."""
    runs: list[tuple[int, int]] = []
    for top, bottom in _stretches(profile > 0, 0):
        if runs:
            above, below = runs[-1][1] - runs[-1][0], bottom - top
            near = top - runs[-1][1] <= 0.35 * letter
            if near and min(above, below) < 0.5 * letter and bottom - runs[-1][0] <= 2.2 * letter:
                runs[-1] = (runs[-1][0], bottom)
                continue
        runs.append((top, bottom))
    return runs


def _cut(profile: NDArray[np.int_], run: tuple[int, int], letter: float) -> list[tuple[int, int]]:
    top, bottom = run
    if bottom - top < 2.3 * letter:
        return [run]
    inner = profile[top:bottom]
    first = round(0.9 * letter)
    window = inner[first : len(inner) - first]
    if not len(window) or window.min() > 0.3 * np.median(inner):
        return [run]
    lowest = np.flatnonzero(window == window.min())
    valley = top + first + int(lowest[np.abs(lowest - len(window) / 2).argmin()])
    return [*_cut(profile, (top, valley), letter), *_cut(profile, (valley, bottom), letter)]


def _stretches(flags: NDArray[np.bool_], gap: float) -> list[tuple[int, int]]:
    """Stretches of True, those joined that stand no farther apart than ``gap``."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    begins, ends = ends[::2], ends[1::2]
    if not len(begins):
        return []
    apart = np.flatnonzero(begins[1:] - ends[:-1] > gap)
    first = begins[np.concatenate([[0], apart + 1])]
    last = ends[np.concatenate([apart, [len(ends) - 1]])]
    return list(zip(first.tolist(), last.tolist(), strict=True))


def _free_lines(marks: Grey, letter: float) -> list[tuple[int, int, int, int]]:
    """Pieces of lines outside tables, top to bottom; pictures, logos and signatures are left out."""
    import cv2

    reach = max(3, round(2.0 * letter)) | 1  # an even one would shift the marks
    joined = spots(np.asarray(cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8)), np.uint8))
    stats = joined.stats
    if len(stats) > 20_000:
        return []
    height = stats[:, 3]
    whole = (height >= 0.6 * letter) & (height <= 12 * letter)
    whole[0] = False
    owner, merged = _level_boxes(stats, np.flatnonzero(whole).tolist(), letter)
    _give_dots(joined, owner, letter)
    pieces = []
    for number, (x0, y0, x1, y1) in enumerate(merged, 1):
        # What reaches into a line's box from the line above or below it is none of it; dashes are anybody's.
        of = owner[joined.labels[y0:y1, x0:x1]]
        own = np.where((of == number) | (of == 0), marks[y0:y1, x0:x1], 0)
        pieces += [(x0 + a, y0 + b, x0 + c, y0 + d) for a, b, c, d in _lines_in(own, (0, 0, x1 - x0, y1 - y0), letter)]
    tall = [piece for piece in pieces if 0.6 * letter <= piece[3] - piece[1] <= 6 * letter]
    inside = [piece for piece in tall if piece[0] > 2 and piece[2] < marks.shape[1] - 2]
    return sorted(set(inside), key=lambda piece: (piece[1], piece[0]))


def _give_dots(joined: Spots, owner: NDArray[np.intp], letter: float) -> None:
    """Gives the dots of letters to the line right below them: that of an i may reach into the box of the line above."""
    reach = max(round(_OVER * letter), 1)
    small = np.flatnonzero((owner == 0) & (joined.stats[:, 3] <= _DOT * letter))
    for dot in small[:_MAX_LINES].tolist():
        x, y, width, high = joined.stats[dot, :4].tolist()
        below = owner[joined.labels[y + high : y + high + reach, x : x + width]]
        found = below[below > 0]
        owner[dot] = found[0] if len(found) else 0


def _level_boxes(
    stats: NDArray[np.int32], chosen: Sequence[int], letter: float
) -> tuple[NDArray[np.intp], list[list[int]]]:
    """Boxes x0, y0, x1, y1 of the chosen components, those joined that overlap in height and stand near each other; and
    for each component the number of its box from 1, 0 where it has none.
    """
    owner, boxes = np.zeros(len(stats), np.intp), list[list[int]]()
    for component in sorted(chosen, key=lambda k: float(stats[k, 1] + stats[k, 3] / 2)):
        x, y, width, height = stats[component, :4].tolist()
        for number in range(len(boxes), max(len(boxes) - 12, 0), -1):
            box = boxes[number - 1]
            shared = min(box[3], y + height) - max(box[1], y)
            gap = max(x - box[2], box[0] - x - width)
            lower, aside = min(height, box[3] - box[1]), abs(y + height / 2 - (box[1] + box[3]) / 2)
            is_level = shared >= _WITHIN * lower or (shared >= _LEVEL * lower and aside <= _ASIDE * letter)
            if is_level and gap <= _FAR * letter:
                box[:] = min(box[0], x), min(box[1], y), max(box[2], x + width), max(box[3], y + height)
                owner[component] = number
                break
        else:
            boxes.append([x, y, x + width, y + height])
            owner[component] = len(boxes)
    return owner, boxes
