"""Ruling lines of a page's straight picture, read as rules like those of a digital page.

A photocopied rule is broken, doubled, slightly bent and of uneven thickness. It is told from strokes of letters by its
length and by the white on both sides of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.picture import (
    INK,
    Array,
    Grey,
    Labels,
    Picture,
    darker,
    depth,
    spots,
)
from extract.ruled.edges import cluster_places
from extract.scan.coarse import may_run
from extract.scan.dashed import with_whole_rules
from extract.scan.strokes import THICK, crossed, opened, smooth
from extract.types import Floats

_LONG = 14.0
"""Points: a straight stroke this long is no letter's."""
SHORT = 7.5
"""Points: a shorter one counts where it runs from rule to rule."""
_THIN = 2.2
"""Points: none but a long rule is thicker."""
_UNEVEN, _MOST_SPLIT = 1.0, 200
"""Points by which a stroke is higher than it is thick where letters hang on it; and how many such are looked into."""
_EVEN = 0.93
_BRIDGE = 9.0
"""Points: a gap in a rule up to this is looked at; it is closed where the paper is a trace darker there."""
_BLOT, _BLOTTED = 8.0, 0.25
"""Points of a rule's end that are looked at together, and the share of ink on both its sides that no letters leave."""
_PRINTED, _FAINT = 18, 7
"""Grey levels by which a rule, and what is left of a broken one, is darker than its ground."""
_TRACE = 5
"""Grey levels by which what is left of a broken rule is darker than its neighbourhood."""
_KNOWN = 0.3
"""Share of a rule that must be seen against its neighbourhood before the rest is believed that its ground shows."""
_STEM, _BESIDE = 10.5, 2.5
"""Points that a rule's end may run on in a letter's stem, and beside which its letter stands."""
_INKED, _CLOSE = 0.1, 0.25
"""Share of ink beside a stem, and on both sides of letters that fill the row: text keeps off a rule."""
_AMONG, _DIP, _DIP_AMONG = 0.5, 0.5, 0.65
"""Share of ink on both sides that only letters have, and how dark a stretch of them is where it is palest, at most, in
darknesses of the rule: more in the midst of letters, which in a blurred picture leave no white."""
_MAX_PIECES = 20_000
_ALONE = 8 * _LONG
"""Points: a rule this long needs no other that it crosses."""


class _Sheet(NamedTuple):
    """A page's ink at two contrasts, how much darker than the paper each pixel is, and pixels a point."""

    marks: Grey
    faint: Grey
    depth: Grey
    scale: float

    def turned(self) -> _Sheet:
        """The sheet with rows and columns exchanged, so that upright rules lie level."""
        marks, faint, depth = (crossed(layer) for layer in (self.marks, self.faint, self.depth))
        return _Sheet(marks, faint, depth, self.scale)


def image_rules(picture: Picture) -> tuple[Floats, Floats]:
    """The rules (m, 4) of a straight picture in points, as ``PageContent.rules``, and their thickness (m,)."""
    dark = picture.darkness
    faint = darker(dark, _TRACE)
    (marks, deep), (marks_turned, deep_turned) = with_whole_rules(darker(dark, INK), dark, picture.scale)
    sheet = _Sheet(marks, faint, deep, picture.scale)
    turned, upright = _Sheet(marks_turned, crossed(faint), deep_turned, picture.scale), np.zeros((0, 4))
    ground = cache(lambda: _against_ground(picture))
    level = _completed(_pieces(sheet, picture), ground, sheet, picture)
    if len(_longer(level, _LONG, picture)) > 1:
        upright = _completed(_pieces(turned, picture), lambda: ground().turned(), turned, picture)
    elif _may_stand_alone(turned, picture):
        upright = _pieces(turned, picture)
    long_level, long_upright = _longer(level, _LONG, picture), _longer(upright, _LONG, picture)
    level, upright = _anchored(level, long_upright, picture), _anchored(upright, long_level, picture)
    level, upright = _out_of_letters(level, upright, sheet), _out_of_letters(upright, level, turned)
    boxes = np.concatenate([level[:, [1, 0, 2, 0]], upright[:, [0, 1, 0, 2]]]) / picture.scale
    widths = np.concatenate([level[:, 3], upright[:, 3]]) / picture.scale
    return boxes.astype(np.float32), widths.astype(np.float32)


def _may_stand_alone(sheet: _Sheet, picture: Picture) -> bool:
    """False where no level rule is long enough to be one without others that it crosses."""
    points = picture.points
    return may_run(_strokes(sheet.marks, picture), points(_BRIDGE), points(_ALONE), picture.scale)


def _against_ground(picture: Picture) -> _Sheet:
    below = depth(picture)
    return _Sheet(darker(below, _PRINTED), darker(below, _FAINT), below, picture.scale)


def _strokes(marks: Grey, picture: Picture) -> Grey:
    """What may be a piece of a level rule."""
    return opened(smooth(marks, picture.points(0.8)), picture.points(SHORT))


def _pieces(sheet: _Sheet, picture: Picture) -> Array:
    """Level pieces (k, 4): place across, from, to, thickness, in pixels; gaps with faint traces are closed."""
    labels, stats, middles = spots(_strokes(sheet.marks, picture))
    if len(stats) > _MAX_PIECES:
        return np.zeros((0, 4))
    x, width, height, area = stats[1:, [0, 2, 3, 4]].T.astype(np.float64)
    thick = area / np.maximum(width, 1) - 2.0  # the dilation of _strokes added two
    pieces = np.stack([middles[1:, 1], x, x + width, np.maximum(thick, 0.5)], axis=1)
    # Words that a poor scan has run together are as thick as a heavy frame, but never as long.
    limit = np.where(width >= 10 * _LONG * picture.scale, THICK, _THIN) * picture.scale
    slim = (thick <= limit) & (height <= THICK * picture.scale + 0.004 * width)
    free = np.zeros(len(pieces), np.bool_)
    free[slim] = _stands_free(pieces[slim], sheet)
    for k in np.flatnonzero(slim & ~free & (width >= _ALONE * picture.scale)).tolist():
        # A sheet that lay unevenly keeps long rules that lean by more than their own width once it is made straight.
        free[k] = _stands_free(pieces[k : k + 1], sheet, _lean(labels, stats[k + 1], k + 1))[0]
    # With letters on it a rule's middle is none of its rows.
    uneven = ~free & (height - 2.0 - thick > _UNEVEN * picture.scale + 0.004 * width)
    fat = np.flatnonzero((~slim | uneven) & (width > 1.5 * picture.points(_LONG))).tolist()
    split = np.concatenate(
        [np.zeros((0, 4)), *(_split_fat(labels, stats[k + 1], k + 1, picture) for k in fat[:_MOST_SPLIT])]
    )
    pieces = np.concatenate([pieces[free], split[_stands_free(split, sheet)]])
    return _bridged(_out_of_blots(pieces, sheet), sheet.faint, picture)


def _split_fat(labels: Labels, stat: NDArray[np.int32], number: int, picture: Picture) -> Array:
    """Rules inside a thick component (rules joined by letters that touch them): rows that are filled along."""
    x, y, width, height = stat[:4].tolist()
    part = labels[y : y + height, x : x + width] == number
    filled = np.concatenate([[False], part.sum(axis=1) >= 0.8 * width, [False]])
    ends = np.flatnonzero(filled[1:] != filled[:-1])
    rows = []
    for begin, end in zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True):
        if end - begin <= THICK * picture.scale + 2:
            # Each rule has its own ends: a frame's and a shorter one's below it may be joined by a stamp.
            along = np.flatnonzero(part[begin:end].mean(axis=0) >= 0.5)
            low, high = (x + int(along[0]), x + int(along[-1]) + 1) if len(along) else (x, x + width)
            rows.append((y + (begin + end - 1) / 2, float(low), float(high), max(end - begin - 2.0, 0.5)))
    return np.array(rows, np.float64).reshape(-1, 4)


def _lean(labels: Labels, stat: NDArray[np.int32], number: int) -> float:
    """Pixels by which a piece lies lower at its end than at its begin."""
    x, y, width, height = stat[:4].tolist()
    part = labels[y : y + height, x : x + width] == number
    thick = part.sum(axis=0)
    along = np.arange(width) - (width - 1) / 2
    middle = np.arange(height) @ part / np.maximum(thick, 1)
    return float(
        width * (along * thick * (middle - (middle * thick).sum() / thick.sum())).sum() / (along**2 * thick).sum()
    )


def _stands_free(pieces: Array, sheet: _Sheet, lean: float = 0.0) -> NDArray[np.bool_]:
    """True for pieces that are inked without a break, or thinly inked on clean paper: letters in a row are neither.

    ``lean``: how much lower (pixels) they lie at their end than at their begin.
    """
    if lean:
        return np.array([_stands_free(*_levelled(piece, sheet, lean))[0] for piece in pieces], np.bool_)
    rows, columns = sheet.marks.shape
    dark = sheet.marks > 0
    free = np.zeros(len(pieces), np.bool_)
    for k, (place, low, high, thick) in enumerate(pieces.tolist()):
        first, last, row = max(int(low), 0), min(int(high), columns), round(place)
        away = thick / 2 + 1.5 + 0.4 * sheet.scale
        above, below = (min(max(round(place + side * away), 0), rows - 1) for side in (-1, 1))
        near = slice(max(row - 1, 0), row + 2)
        inked = _share(np.asarray(dark[near, first:last].any(axis=0)))
        beside = sorted((_share(dark[above, first:last]), _share(dark[below, first:last])))
        length = (high - low) / sheet.scale
        is_long = length >= 3 * _LONG
        clear = 0.4 if length >= 10 * _LONG else 0.15
        may_be = inked >= 0.9 and beside[0] <= clear and (is_long or beside[1] <= 0.4)
        free[k] = (is_long and inked >= 0.6 and beside[1] <= 0.12) or (
            may_be and _evenness(sheet.depth[near, first:last]) >= _EVEN
        )
    return free


def _levelled(piece: Array, sheet: _Sheet, lean: float) -> tuple[Array, _Sheet]:
    """A leaning piece (4,) as a level one (1, 4), and the strip of the sheet about it sheared to where it is."""
    place, low, high, thick = piece.tolist()
    columns = np.arange(max(int(low), 0), min(int(high), sheet.marks.shape[1]))
    course = place + lean * ((columns - low) / (high - low) - 0.5)
    reach = round(thick / 2 + 1.5 + 0.4 * sheet.scale) + 2
    rows = np.clip(np.rint(course).astype(np.intp) + np.arange(-reach, reach + 1)[:, None], 0, len(sheet.marks) - 1)
    marks, faint, depth = (layer[rows, columns] for layer in (sheet.marks, sheet.faint, sheet.depth))
    return np.array([[reach, 0.0, len(columns), thick]]), _Sheet(marks, faint, depth, sheet.scale)


def _share(marked: NDArray[np.bool_]) -> float:
    """The share of True; several times as fast as a mean of so few."""
    return np.count_nonzero(marked) / max(marked.size, 1)


def _out_of_blots(pieces: Array, sheet: _Sheet) -> Array:
    """The long pieces without the ends that run on into a stamp, a QR code or a logo: ink on both sides there."""
    rows, columns = sheet.marks.shape
    dark, step = sheet.marks > 0, max(round(_BLOT * sheet.scale), 2)
    cut = pieces.copy()
    for k, (place, low, high, thick) in enumerate(pieces.tolist()):
        first, last = max(int(low), 0), min(int(high), columns)
        n = (last - first) // step
        if last - first < 3 * _LONG * sheet.scale or n < 3:
            continue
        away = thick / 2 + 1.5 + 0.4 * sheet.scale
        sides = [dark[min(max(round(place + side * away), 0), rows - 1), first:last] for side in (-1, 1)]
        inked = np.minimum(*(side[: n * step].reshape(n, step).mean(axis=1) for side in sides)) >= _BLOTTED
        # One such place alone is a heavy frame that the rule meets.
        pairs = inked[1:] & inked[:-1]
        blots = np.concatenate([pairs, [False]]) | np.concatenate([[False], pairs])
        free = np.flatnonzero(~blots)
        if len(free) and (blots[0] or blots[-1]):
            cut[k, 1:3] = first + free[0] * step, last if free[-1] == n - 1 else first + (free[-1] + 1) * step
    return cut


def _evenness(depth: Grey) -> float:
    """The share of columns at least half as dark as the usual one: rules are even, letters have gaps between."""
    deepest = depth.max(axis=0)
    return _share(deepest >= 0.5 * np.median(deepest))


def _bridged(pieces: Array, faint: Grey, picture: Picture) -> Array:
    """The pieces with those on one line joined whose gap is small and not clean paper."""
    line = cluster_places(pieces[:, 0], 1.2 * picture.scale)
    order = np.lexsort((pieces[:, 1], line))
    joined: list[list[float]] = []
    previous = -1
    for number, piece in zip(line[order].tolist(), pieces[order].tolist(), strict=True):
        if number == previous and _continues(joined[-1], piece, faint, picture):
            last = joined[-1]
            share = (piece[2] - piece[1]) / max(piece[2] - last[1], 1.0)
            last[0] += (piece[0] - last[0]) * min(share, 1.0)
            last[2], last[3] = max(last[2], piece[2]), max(last[3], piece[3])
        else:
            joined.append(piece)
        previous = number
    return np.array(joined, np.float64).reshape(-1, 4)


def _continues(last: list[float], piece: list[float], faint: Grey, picture: Picture) -> bool:
    gap = piece[1] - last[2]
    if gap < -0.5 * picture.scale or gap > _BRIDGE * picture.scale:
        return -0.5 * picture.scale > gap > last[1] - last[2]
    if gap <= 2.0 * picture.scale:
        return True
    row = round((piece[0] + last[0]) / 2)
    strip = faint[max(row - 2, 0) : row + 3, int(last[2]) : int(piece[1]) + 1]
    return bool(strip.size and strip.any(axis=0).mean() >= 0.6)


def _completed(pieces: Array, ground: Callable[[], _Sheet], sheet: _Sheet, picture: Picture) -> Array:
    """The pieces, joined where the ground shows that they are parts of one rule.

    Black letters darken their neighbourhood, and a pale rule beside them is lost in it. Against its ground every
    stroke is seen, but wider, and words that a coarse scan has blurred are too: so it tells of no rule by itself.
    """
    near, more = 1.2 * picture.scale, []
    if not len(pieces) or np.diff(np.sort(pieces[:, 0])).min(initial=np.inf) > 2 * near:
        return pieces  # no two of them can be parts of one
    for place, low, high, thick in _pieces(ground(), picture).tolist():
        beside = pieces[np.abs(pieces[:, 0] - place) <= near]
        shared = np.clip(np.minimum(beside[:, 2], high) - np.maximum(beside[:, 1], low), 0, None).sum()
        if len(beside) > 1 and shared >= _KNOWN * (high - low):
            more.append((float(beside[:, 0].mean()), low, high, min(thick, float(beside[:, 3].max()))))
    if not more:
        return pieces
    return _bridged(np.concatenate([pieces, np.array(more, np.float64)]), sheet.faint, picture)


def _longer(pieces: Array, length: float, picture: Picture) -> Array:
    return np.asarray(pieces[pieces[:, 2] - pieces[:, 1] >= length * picture.scale])


def _anchored(pieces: Array, crossing: Array, picture: Picture) -> Array:
    """The pieces that belong to a grid: long ones, and shorter ones that span between two crossing rules.

    Blurred words beside a border look like rules that meet it; they do not reach the next one, and are thick.
    """
    keep = np.zeros(len(pieces), np.bool_)
    near = 1.8 * picture.scale
    for k, (place, low, high, thick) in enumerate(pieces.tolist()):
        length = high - low
        most = 20 * _LONG if thick > _THIN * picture.scale else _ALONE
        spans = (crossing[:, 1] - near <= place) & (place <= crossing[:, 2] + near)
        at = crossing[spans & (crossing[:, 0] >= low - near) & (crossing[:, 0] <= high + near), 0]
        if length >= most * picture.scale:
            keep[k] = True
        else:
            keep[k] = len(at) >= 2 and float(at.max() - at.min()) >= length - 2 * near - 0.2 * length
    return np.asarray(pieces[keep])


def _out_of_letters(pieces: Array, crossing: Array, sheet: _Sheet) -> Array:
    """The pieces without an end that runs from a crossing rule into a letter, and may reach the next one through it.

    A year over two columns stands right above the rule that parts them. What has white on its sides is the rule.
    """
    near = 1.8 * sheet.scale
    cut = pieces.copy()
    for k, (place, low, high, thick) in enumerate(pieces.tolist()):
        spans = (crossing[:, 1] - near <= place) & (place <= crossing[:, 2] + near)
        at = np.unique(crossing[spans & (crossing[:, 0] >= low - near) & (crossing[:, 0] <= high + near), 0]).tolist()
        for side, end, order in ((1, low, at), (2, high, at[::-1])):
            inner = [last for last in order if abs(end - last) > near]
            if not inner:
                continue
            part = (place, min(end, inner[0]), max(end, inner[0]), thick)
            if _is_of_letters(part, sheet, reaches=inner[0] != order[0]):
                cut[k, side] = inner[0]
    return cut


def _is_of_letters(part: tuple[float, float, float, float], sheet: _Sheet, *, reaches: bool) -> bool:
    """True for a rule's last stretch in letters: ink beside it; both sides and a gap where it ``reaches`` a rule."""
    place, low, high, thick = part
    if high - low > (2 if reaches else 1) * _STEM * sheet.scale:
        return False
    away, row = thick / 2 + 1.5, round(place)
    reach = _BESIDE * sheet.scale
    # Of a coarse scan's gap between letter and rule a pixel is left: no more than the rule itself is cut off.
    trim = max(1, round(thick / 2))
    inner = slice(max(int(low), 0) + trim, int(high) - trim + 1) if reaches else slice(max(int(low), 0), int(high) + 1)
    sides = ((place - away - reach, place - away), (place + away, place + away + reach))
    strips = [sheet.marks[max(round(a), 0) : max(round(b), 0) + 1, inner] > 0 for a, b in sides]
    inked = sorted(float(strip.mean()) if strip.size else 0.0 for strip in strips)
    if not reaches:
        return inked[1] >= _INKED
    dark = sheet.depth[max(row - 1, 0) : row + 2].max(axis=0)
    usual = float(np.median(dark[dark > _PRINTED])) if (dark > _PRINTED).any() else 0.0
    palest = float(np.percentile(dark[inner], 10))
    return inked[0] >= _CLOSE and palest < (_DIP_AMONG if inked[0] >= _AMONG else _DIP) * usual
