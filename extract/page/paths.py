"""Rules (thin lines) and fills (painted areas) of one page, from its path objects, form XObjects included."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page import pdfium_calls as c
from extract.page.clips import unclipped
from extract.page.covered import WHITE, uncovered
from extract.page.letters import COMMON
from extract.page.patterns import in_patterns
from extract.page.points import CURVE, LINE, Points, applied, read_points

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

MAX_OBJECTS = 100_000
"""Of a page with more objects, a map or a picture in vectors, so many are looked at: its first and its last ones."""
_MANY_PATHS = 10_000
"""Of more paths the tiny ones are read by their bounds: looking at each of their points costs ten times as much."""
_BOX_POINTS = 5
MAX_DEPTH = 8
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_OPAQUE = 0.95
RULE_WIDTH = 0.36
"""Filled rectangles up to this thickness (font sizes) are rules: the slim cells of small print are as thin as the rules
of large print."""
_BAR = 1.5
"""Strokes so many times as broad are bars, which fill."""
_STRAIGHT = 0.6
"""How far (points) the ends of an axis-parallel line may lie apart across its direction."""


_UNCHANGED = np.array([1.0, 0, 0, 1, 0, 0])


class Drawing(NamedTuple):
    """In user space (y upwards): ``rules`` (m, 4) and ``widths`` (m,), ``fills`` (k, 4) in order of painting, their
    ``grey`` (k,), and ``images`` (i, 4).
    """

    rules: Array
    widths: Array
    fills: Array
    grey: Array
    images: Array
    painted: NDArray[np.intp]
    """(k,): which of the page's paths each fill is, in order of painting; -1 for one that others shine through."""
    groups: list[_Group]

    def paths_before(self, texts: Collection[int]) -> dict[int, int]:
        """How many paths are painted before each of the text objects at these addresses."""
        found: dict[int, int] = {}
        before = 0
        for group in self.groups:
            paths = np.cumsum(group.types == _PATH)
            for place in np.flatnonzero(group.types == _TEXT).tolist():
                address = group.addresses[place]
                if address in texts:
                    found[address] = before + int(paths[place])
            before += int(paths[-1]) if len(paths) else 0
        return found


class _Group(NamedTuple):
    """Page objects that stand one after another in one form (or on the page itself)."""

    addresses: list[int]
    types: NDArray[np.intp]
    matrix: Array

    def of_type(self, kind: int) -> list[Any]:
        """Pointers to those of a kind."""
        return c.pointers(compress(self.addresses, (self.types == kind).tolist()))


@dataclass
class _Found:
    """The groups of a page's objects so far, how many may still be looked at, and which are known to be texts."""

    texts: Collection[int]
    left: int = field(default_factory=lambda: MAX_OBJECTS)
    groups: list[_Group] = field(default_factory=list)


class _Paths(NamedTuple):
    handles: list[Any]
    matrices: Array
    """(p, 6): from path space to user space."""
    outer: Array
    """(p, 6): from the space of the page or form that holds it to user space."""
    is_on_page: Flags
    """False for paths within forms, whose clips are told in the form's space."""


def read_drawing(
    page: c.Handle,
    n_objects: int,
    texts: Collection[int] = frozenset(),
    turn: Array | None = None,
    letter: float = COMMON,
) -> Drawing:
    """All rules, fills and image boxes of an open pdfium page; ``turn``: the matrix that makes it straight.

    ``texts``: the addresses of those of its objects that are known to be texts: most of a page's. ``letter``: the usual
    font size (points), beside which rules are thin.
    """
    found = _Found(texts)
    _gather(page, n_objects, _UNCHANGED if turn is None else turn, found, 0)
    groups, paths = found.groups, _paths(found.groups)
    images = _image_boxes(groups)
    if not paths.handles:
        none = np.zeros(0)
        return Drawing(np.zeros((0, 4)), none, np.zeros((0, 4)), none, images, np.zeros(0, np.intp), groups)
    return _draw(paths, images, groups, RULE_WIDTH * letter)


def _gather(parent: c.Handle, count: int, matrix: Array, found: _Found, depth: int) -> None:
    """Append the objects of a page or form to the groups found, in order of painting, forms opened."""
    wanted, count = count, min(count, found.left)
    if count <= 0:
        return
    found.left -= count
    # A table is drawn before a drawing or after it.
    places = chain(range(count - count // 2), range(wanted - count // 2, wanted))
    addresses = list(map(c.form_object if depth else c.page_object, c.same(parent), places))
    types = np.full(count, _TEXT)
    asked = [k for k, address in enumerate(addresses) if address not in found.texts]
    types[asked] = c.collect(c.object_type, c.pointers(addresses[k] for k in asked), count=len(asked))
    last = 0
    for place in np.flatnonzero(types == _FORM).tolist():
        found.groups.append(_Group(addresses[last:place], types[last:place], matrix))
        last = place + 1
        if depth < MAX_DEPTH:
            form = c.Handle(addresses[place])
            own = c.fill_rows(c.object_matrix, [form], n=1, width=6, dtype="f4")[0].astype(np.float64)
            _gather(form, c.form_count(form), _chain(own, matrix), found, depth + 1)
    found.groups.append(_Group(addresses[last:], types[last:], matrix))


def _chain(first: Array, second: Array) -> Array:
    """The matrices (..., 6) that apply ``first`` and then ``second``."""
    if not len(first) or (second == _UNCHANGED).all():
        return first
    a, b, cc, d, e, f = np.moveaxis(first, -1, 0)
    a2, b2, c2, d2, e2, f2 = np.moveaxis(second, -1, 0)
    return np.stack(
        [
            a * a2 + b * c2,
            a * b2 + b * d2,
            cc * a2 + d * c2,
            cc * b2 + d * d2,
            e * a2 + f * c2 + e2,
            e * b2 + f * d2 + f2,
        ],
        axis=-1,
    )


def _paths(groups: list[_Group]) -> _Paths:
    handles: list[Any] = []
    outer: list[Array] = []
    on_page: list[bool] = []
    for group in groups:
        mine = group.of_type(_PATH)
        handles += mine
        outer.append(np.broadcast_to(group.matrix, (len(mine), 6)))
        on_page += [bool((group.matrix == _UNCHANGED).all())] * len(mine)
    own = c.fill_rows(c.object_matrix, handles, n=len(handles), width=6, dtype="f4").astype(np.float64)
    outer_matrices = np.concatenate(outer) if outer else np.zeros((0, 6))
    return _Paths(handles, _chain(own, outer_matrices), outer_matrices, np.array(on_page, np.bool_))


def _image_boxes(groups: list[_Group]) -> Array:
    """Boxes (i, 4) of the images."""
    boxes = [np.zeros((0, 4))]
    for group in groups:
        images = group.of_type(_IMAGE)
        if images:
            boxes.append(_bounds(images, group.matrix[None, :, None]))
    return np.concatenate(boxes)


def _bounds(handles: list[Any], matrices: Array) -> Array:
    """Boxes (n, 4) of objects, moved by ``matrices`` (1 or n, 6, 1)."""
    bounds = c.fill_rows(c.object_bounds, handles, n=len(handles), width=4, dtype="f4", split=True)
    x, y = bounds[:, [0, 2, 0, 2]].astype(np.float64), bounds[:, [1, 1, 3, 3]].astype(np.float64)
    px, py = applied(matrices, x, y)
    return np.stack([px.min(1), py.min(1), px.max(1), py.max(1)], axis=1)


class _Ink(NamedTuple):
    """For each path: is it stroked or filled with visible ink, how wide, how grey its fill and its stroke."""

    stroked: Flags
    widths: Array
    filled: Flags
    grey: Array
    opaque: Flags
    stroke_grey: Array
    only_filled: Flags


def _ink(paths: _Paths, thick: float) -> _Ink:
    handles, n = paths.handles, len(paths.handles)
    modes = c.fill_rows(c.path_mode, handles, n=n, width=2, dtype="i4", split=True)
    filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
    only_filled = filled & ~stroked
    widths, grey, stroke_grey, opaque = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n, np.bool_)
    if stroked.any():
        m = paths.matrices
        raw = c.fill_rows(c.object_width, handles, n=n, width=1, dtype="f4")[:, 0]
        widths = c.finite(raw * np.sqrt(np.abs(m[:, 0] * m[:, 3] - m[:, 1] * m[:, 2])))
        stroke_grey, alpha = (part.astype(np.float64) for part in c.grey_and_alpha(c.object_stroke, handles, n=n))
        # A broad white stroke paints over what stands below it; a thin one shows nothing.
        stroked &= (alpha > 0.05) & ((stroke_grey < WHITE) | (widths > _BAR * thick))
        opaque = stroked & (widths > _BAR * thick) & (alpha > _OPAQUE)
    if filled.any():
        fill_grey, alpha = (part.astype(np.float64) for part in c.grey_and_alpha(c.object_fill, handles, n=n))
        opaque |= filled & (alpha > _OPAQUE)
        filled &= alpha > 0.05
        # What shines through a translucent fill is white paper.
        grey = 1.0 - alpha * (1.0 - fill_grey)
    return _Ink(stroked, widths, filled, grey, opaque, stroke_grey, only_filled & filled)


def _dots(paths: _Paths, ink: _Ink, counts: NDArray[np.intp], thick: float) -> tuple[Array, NDArray[np.intp]]:
    """Boxes of the filled paths that are no larger than a rule is thick, and these paths, of a page of many."""
    few = np.flatnonzero(ink.only_filled & (counts <= _BOX_POINTS) & (counts > 2))
    if len(few) <= _MANY_PATHS:
        return np.zeros((0, 4)), few[:0]
    boxes = _bounds([paths.handles[k] for k in few.tolist()], paths.outer[few][:, :, None])
    tiny = (boxes[:, 2:] - boxes[:, :2]).max(axis=1) <= thick
    return boxes[tiny], few[tiny]


def _draw(paths: _Paths, images: Array, groups: list[_Group], thick: float) -> Drawing:
    ink = _ink(paths, thick)
    counts = c.collect(c.path_count, paths.handles, count=len(paths.handles)).clip(min=0)
    dots, dotted = _dots(paths, ink, counts, thick)
    counts[dotted] = 0
    pieces = ~in_patterns(dots)
    dots, dotted = dots[pieces], dotted[pieces]
    points = read_points(paths.handles, paths.matrices, counts)
    none = np.zeros(0, np.intp)
    rules, widths, rule_owners = [np.zeros((0, 4))], [np.zeros(0)], [none]
    fills, grey, fill_owners = [np.zeros((0, 4))], [np.zeros(0)], [none]
    if len(points.x) and ink.filled.any():
        boxes, owners = _filled(points, ink, thick)
        shade = ink.grey[owners]
        thin_rules, thin_widths, thin, filled = _thin(boxes, shade, thick)
        rules, widths, rule_owners = [thin_rules], [thin_widths], [owners[thin]]
        fills, grey, fill_owners = [boxes[filled]], [shade[filled]], [owners[filled]]
    if len(dots):
        dot_rules, dot_widths, dot, _ = _thin(dots, ink.grey[dotted], thick)
        rules.append(dot_rules)
        widths.append(dot_widths)
        rule_owners.append(dotted[dot])
    if len(points.x) and ink.stroked.any():
        lines, owners = _lines(points)
        seen = ink.stroked[owners]
        lines, owners = lines[seen], owners[seen]
        drawn_rules, drawn_widths, drawn, bars, barred = _axis_parallel(lines, ink.widths[owners], thick)
        rules.append(drawn_rules)
        widths.append(drawn_widths)
        rule_owners.append(owners[drawn])
        fills.append(bars)
        grey.append(np.where(ink.stroke_grey[owners[barred]] < WHITE, 0.5, 1.0))
        fill_owners.append(owners[barred])
    painted = _Painted(
        np.concatenate(rules),
        np.concatenate(widths),
        np.concatenate(rule_owners),
        np.concatenate(fills),
        np.concatenate(grey),
        np.concatenate(fill_owners),
    )
    drawing = _seen(painted, paths, images, groups)
    return drawing._replace(painted=np.where(ink.opaque[drawing.painted], drawing.painted, -1))


def _filled(points: Points, ink: _Ink, thick: float) -> tuple[Array, NDArray[np.intp]]:
    """Boxes of the filled rectangles and the path of each, without the thin pieces of patterns."""
    boxes, owners = _rectangles(points, thick)
    seen = ink.filled[owners]
    boxes, owners = boxes[seen], owners[seen]
    thin = np.flatnonzero((boxes[:, 2:] - boxes[:, :2]).min(axis=1, initial=np.inf) <= thick)
    kept = np.delete(np.arange(len(boxes)), thin[in_patterns(boxes[thin])])
    return boxes[kept], owners[kept]


class _Painted(NamedTuple):
    """Rules and fills, each with the number of its path."""

    rules: Array
    widths: Array
    rule_owners: NDArray[np.intp]
    fills: Array
    grey: Array
    fill_owners: NDArray[np.intp]


def _seen(painted: _Painted, paths: _Paths, images: Array, groups: list[_Group]) -> Drawing:
    """What is left after clips and white paint."""
    rules, widths, owners, fills, grey, fill_owners = painted
    rules, of = uncovered(rules, owners, fills, grey, fill_owners)
    rules, left = unclipped(rules, owners[of], paths.handles, paths.is_on_page)
    return Drawing(rules, widths[of[left]], fills, grey, images, fill_owners, groups)


def _lines(points: Points) -> tuple[Array, NDArray[np.intp]]:
    """Straight pieces (s, 4) as x, y, x, y and the path of each."""
    joined = (points.kind[1:] == LINE) & (points.sub[1:] == points.sub[:-1])
    ends = np.flatnonzero(joined) + 1
    begins = ends - 1
    lines = np.stack([points.x[begins], points.y[begins], points.x[ends], points.y[ends]], axis=1)
    return lines, points.path[begins]


def _axis_parallel(lines: Array, widths: Array, thick: float) -> tuple[Array, Array, Flags, Array, Flags]:
    """Rules and widths of the straight pieces that are level or upright and which pieces these are, and the boxes of
    those that are broad bars and which these are.
    """
    dx, dy = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    level = (dy <= _STRAIGHT) & (dx > dy)
    upright = (dx <= _STRAIGHT) & (dy > dx)
    x0, x1 = np.minimum(lines[:, 0], lines[:, 2]), np.maximum(lines[:, 0], lines[:, 2])
    y0, y1 = np.minimum(lines[:, 1], lines[:, 3]), np.maximum(lines[:, 1], lines[:, 3])
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    flat = np.stack(
        [np.where(level, x0, mx), np.where(level, my, y0), np.where(level, x1, mx), np.where(level, my, y1)], 1
    )
    bar = widths > _BAR * thick
    half = widths / 2
    grown = np.stack(
        [
            flat[:, 0] - half * upright,
            flat[:, 1] - half * level,
            flat[:, 2] + half * upright,
            flat[:, 3] + half * level,
        ],
        1,
    )
    straight = level | upright
    thin, broad = straight & ~bar, straight & bar
    return flat[thin], widths[thin], thin, grown[broad], broad


def _rectangles(points: Points, thick: float) -> tuple[Array, NDArray[np.intp]]:
    """Boxes of the subpaths that are rectangles (or thin slivers, as browsers draw borders), and the path of each."""
    starts = np.flatnonzero(np.concatenate([[True], points.sub[1:] != points.sub[:-1]]))
    x0, x1 = np.minimum.reduceat(points.x, starts), np.maximum.reduceat(points.x, starts)
    y0, y1 = np.minimum.reduceat(points.y, starts), np.maximum.reduceat(points.y, starts)
    near = 0.05 + 0.001 * np.hypot(x1 - x0, y1 - y0)[points.sub]
    at_x = np.minimum(points.x - x0[points.sub], x1[points.sub] - points.x) <= near
    at_y = np.minimum(points.y - y0[points.sub], y1[points.sub] - points.y) <= near
    cornered = np.logical_and.reduceat(at_x & at_y & (points.kind != CURVE), starts)
    straight = np.logical_and.reduceat(points.kind != CURVE, starts)
    n_points = np.diff(np.append(starts, len(points.x)))
    thickness, length = np.minimum(x1 - x0, y1 - y0), np.maximum(x1 - x0, y1 - y0)
    sliver = straight & (thickness <= thick) & (length > 3 * thickness)
    good = (n_points >= 3) & (length > 0) & (cornered | sliver)
    return np.stack([x0, y0, x1, y1], axis=1)[good], points.path[starts][good]


def _thin(boxes: Array, grey: Array, most: float) -> tuple[Array, Array, NDArray[np.intp], Flags]:
    """Rules along the middle of thin dark boxes, their widths and boxes' numbers, and which boxes are fills.

    A tiny square (a dot of a dotted border) counts in both directions; what it belongs to shows when rules are merged.
    """
    w, h = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    thin = np.minimum(w, h) <= most
    dark = grey < WHITE
    dot = thin & (np.maximum(w, h) <= np.minimum(w, h) * 1.5)
    level, upright = thin & dark & ((w >= h) | dot), thin & dark & ((h > w) | dot)
    my, mx = (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 0] + boxes[:, 2]) / 2
    across = np.stack([boxes[:, 0], my, boxes[:, 2], my], axis=1)[level]
    down = np.stack([mx, boxes[:, 1], mx, boxes[:, 3]], axis=1)[upright]
    owners = np.concatenate([np.flatnonzero(level), np.flatnonzero(upright)])
    return np.concatenate([across, down]), np.concatenate([h[level], w[upright]]), owners, ~thin
