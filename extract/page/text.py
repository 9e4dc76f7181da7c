"""Characters to text: the text of cells and of lines outside tables, by geometry, for a whole page at once.

Reading order is taken from places, not from the PDF's order: lines top to bottom, characters left to right, in the
direction in which each character is printed. Spaces are the PDF's own, or gaps wide against the font size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.page.boxes import boxes_at
from extract.page.median import median
from extract.page.quantities import quantities_first
from extract.page.stretches import stretch_starts
from extract.types import Bools, Box, PageContent, TextLine

Indices = NDArray[np.intp]

_SHADOW = 0.12
"""A letter's second print stands so far off at most (font sizes)."""
SPACE_GAP = 0.19
"""A gap wider than this share of the font size is a space."""
_LINE_STEP = 0.45
"""Middles of characters farther apart than this share of the font size stand on different lines."""
_HANGS = 0.6
"""A list number stands clear of its text by more than this share of the font size, which no space is wide."""
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})\s?[.)]?|[-–•]", re.IGNORECASE)
_FAR_GAP = 6.0
"""A gap wider than this many font sizes separates two lines of running text on the same height."""
_LIGATURES = str.maketrans({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"})
_BEYOND = 100_000.0
"""More than any coordinate on a page."""
_LETTERS = 0x41
_IS_BLANK = np.array([chr(code).isspace() for code in range(0x3002)], np.bool_)
"""By code; the last one stands for all beyond."""
_SPACE, _NEWLINE, _END = 0x20, 0x0A, 0x00


def texts_by_label(content: PageContent, labels: Indices, n_labels: int) -> list[str]:
    """The texts of ``n_labels`` groups of characters; ``labels`` (n,) names each character's group, -1 for none."""
    texts = [""] * n_labels
    chosen = np.flatnonzero(labels >= 0)
    if not len(chosen):
        return texts
    reading = _in_reading_order(content, chosen, labels[chosen])
    present, joined = _join(content, reading)
    for label, text in zip(present, joined, strict=True):
        texts[label] = text
    return texts


def only_characters(content: PageContent, keep: Bools) -> PageContent:
    """The page with only those characters for which ``keep`` (n,) is True, rules and fills as they are."""
    if keep.all():
        return content
    places = np.flatnonzero(keep)
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")[places]
    return replace(
        content,
        text=str(codes.tobytes(), "utf-32-le"),
        boxes=boxes_at(content.boxes, places),
        sizes=content.sizes[places],
        bold=content.bold[places],
        angles=content.angles[places],
        visible=content.visible[places],
        char_confidence=None if content.char_confidence is None else content.char_confidence[places],
    )


class _Reading(NamedTuple):
    """Characters in reading order: place in the page's text, label, line (rising over all labels), extent, size."""

    place: Indices
    label: Indices
    line: Indices
    start: NDArray[np.float32]
    end: NDArray[np.float32]
    size: NDArray[np.float32]
    code: NDArray[np.uint32]

    def at(self, keep: Bools | Indices | slice) -> _Reading:
        """The characters for which ``keep`` is True, or those with these numbers."""
        if isinstance(keep, slice):
            return _Reading._make(column[keep] for column in self)
        places = keep.nonzero()[0] if keep.dtype == np.bool_ else keep
        return _Reading._make([column.take(places) for column in self])


def _in_reading_order(content: PageContent, chosen: Indices, label: Indices) -> _Reading:
    angle = content.angles[chosen]
    start, end, down = _along_and_down(content, chosen, angle)
    size = np.maximum(content.sizes[chosen], 1.0)
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")[chosen]
    # One sort by one number (group first, then the way down) is several times quicker than a sort by three keys.
    group = label * 8 + angle // 90 if angle.any() else label * 8
    order = (group * _BEYOND + down).argsort(kind="stable")
    group, down, ranked = group.take(order), down.take(order), size.take(order)
    fresh = np.ones(len(chosen), np.bool_)
    fresh[1:] = down[1:] - down[:-1] > _LINE_STEP * np.minimum(ranked[1:], ranked[:-1])
    fresh[1:] |= group[1:] != group[:-1]
    line = np.cumsum(fresh, dtype=np.intp)
    across = (line * _BEYOND + start.take(order)).argsort(kind="stable")
    reading = _Reading(chosen, label, chosen, start, end, size, codes).at(order.take(across))
    read = _without_doubles(_with_numbers_first(reading._replace(line=line.take(across))))
    lines = quantities_first(read.label, read.line, read.start, read.end, read.size, read.code)
    if lines is None:
        return read
    return read._replace(line=lines).at(np.argsort(lines * _BEYOND + read.start, kind="stable"))


def _with_numbers_first(r: _Reading) -> _Reading:
    """List numbers that hang left of a text, half way down it, put before its first line, as they are read."""
    firsts = stretch_starts(r.line)
    label = r.label[firsts]
    blocks = stretch_starts(label)
    if len(blocks) == len(firsts):
        return r
    starts, counts = r.start[firsts], np.diff(np.append(blocks, len(firsts)))
    least = np.repeat(np.minimum.reduceat(starts, blocks), counts)
    out = starts < least + _HANGS * r.size[firsts]
    # One line only may begin farther left than all others, and not the first one, whose number needs no help.
    alone = np.repeat(np.add.reduceat(out, blocks, dtype=np.intp), counts) == 1
    out[blocks] = False
    line = r.line.copy()
    for k in np.flatnonzero(out & alone).tolist():
        first = int(np.searchsorted(blocks, k, side="right")) - 1
        block = slice(int(blocks[first]), int(blocks[first] + counts[first]))
        others = float(min(starts[block.start : k].min(), starts[k + 1 : block.stop].min(initial=np.inf)))
        mine = r.at(slice(int(firsts[k]), int(firsts[k + 1]) if k + 1 < len(firsts) else len(r.line)))
        length = _hanging_number(mine, others)
        line[firsts[k] : firsts[k] + length] = r.line[firsts[block.start]]
    if (line == r.line).all():
        return r
    order = _order(line * _BEYOND + r.start)
    return r if order is None else r._replace(line=line).at(order)


def _hanging_number(line: _Reading, others: float) -> int:
    """How many characters of the line are a list number that ends well before ``others``, where other lines begin.

    Nor is it the first letter of its own line's word.
    """
    size = float(line.size[0])
    length = int(np.searchsorted(line.start, others - _HANGS * size))
    text = str(line.code[:length].astype("<u4").tobytes(), "utf-32-le")
    if not _LIST_NUMBER.fullmatch(text.strip()):
        return 0
    behind = line.start[length:][line.code[length:] != _SPACE]
    clear = min(others, float(behind.min(initial=np.inf))) - float(line.end[length - 1 - text.endswith(" ")])
    return length if clear >= _HANGS * size else 0


def _order(keys: NDArray[np.floating[Any]]) -> Indices | None:
    """The order that sorts the keys; None where they are sorted: most pages are drawn cell by cell, line by line."""
    return None if (keys[1:] >= keys[:-1]).all() else np.argsort(keys, kind="stable")


def _along_and_down(
    content: PageContent, chosen: Indices, angle: NDArray[np.int16]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Start and end along the direction of reading, and the middle across it (growing from line to line)."""
    x0, y0, x1, y1 = boxes_at(content.boxes, chosen).T
    start, end, down = x0, x1, (y0 + y1) / 2
    if not angle.any():
        return start, end, down
    start, end = x0.copy(), x1.copy()
    for turn, (s, e, d) in {
        90: (y0, y1, -(x0 + x1) / 2),
        180: (-x1, -x0, -down),
        270: (-y1, -y0, (x0 + x1) / 2),
    }.items():
        here = angle == turn
        start[here], end[here], down[here] = s[here], e[here], d[here]
    return start, end, down


def _without_doubles(r: _Reading) -> _Reading:
    """Letters printed twice at nearly one place (poor man's bold) kept once; parts of one ligature stay."""
    apart = np.abs(r.place[1:] - r.place[:-1]) > 1
    after = np.flatnonzero((r.code[1:] == r.code[:-1]) & apart & (r.code[1:] != _SPACE)) + 1
    after = after[r.line[after] == r.line[after - 1]]
    # A shadow stands as far off behind narrow letters as behind wide ones, but never as far as the next letter.
    width = np.maximum(r.end[after - 1] - r.start[after - 1], 0.05)
    near = (r.start[after] - r.start[after - 1]) < np.clip(_SHADOW * r.size[after], 0.3 * width, 0.6 * width)
    return r.at(np.delete(np.arange(len(r.code)), after[near])) if near.any() else r


def _join(content: PageContent, r: _Reading) -> tuple[list[int], list[str]]:
    """Labels that have characters, rising, and the text of each."""
    space = r.code == _SPACE
    if space.any():
        r, space = _tidy_spaces(r, space)
    if not len(r.code):
        return [], []
    line_ends = r.line[1:] != r.line[:-1]
    gap = r.start[1:] - r.end[:-1]
    wide = (gap > SPACE_GAP * np.maximum(r.size[1:], r.size[:-1])) & ~line_ends & ~space[1:] & ~space[:-1]
    wide = _without_letterspacing(r, wide, gap)
    separator = np.zeros(len(r.code), np.uint32)
    separator[:-1][line_ends] = _NEWLINE
    separator[:-1][wide] = _SPACE
    label_ends = np.append(r.label[1:] != r.label[:-1], True)
    has_separator = (separator > 0) | label_ends
    separator[label_ends] = _END
    places = np.arange(len(r.code)) + np.cumsum(has_separator) - has_separator
    out = np.zeros(len(r.code) + int(has_separator.sum()), "<u4")
    out[places] = r.code
    out[places[has_separator] + 1] = separator[has_separator]
    text = str(out.tobytes(), "utf-32-le")
    if int(r.code.max()) >= 0xFB00:
        text = text.translate(_LIGATURES)
    return r.label[label_ends].tolist(), text.split("\x00")[:-1]


def _tidy_spaces(r: _Reading, space: Bools) -> tuple[_Reading, Bools]:
    """Spaces at the ends of lines dropped, runs of spaces kept as one."""
    before = np.zeros(len(space), np.bool_)
    before[0] = True
    before[1:] = space[:-1] | (r.line[1:] != r.line[:-1])
    r, space = _without(r, space, before)
    if not len(space):
        return r, space
    ends = np.ones(len(space) + 1, np.bool_)
    ends[1:-1] = r.line[1:] != r.line[:-1]
    return _without(r, space, ends[1:] | ends[:-1])


def _without(r: _Reading, space: Bools, where: Bools) -> tuple[_Reading, Bools]:
    """What is left without the spaces ``where`` is True."""
    drop = space & where
    return (r.at(~drop), space[~drop]) if drop.any() else (r, space)


def _without_letterspacing(r: _Reading, wide: Bools, gap: NDArray[np.float32]) -> Bools:
    """Which gaps are spaces, where a line's letters are spaced out so that most gaps look like one."""
    n_lines = int(r.line[-1]) + 1
    wides = np.bincount(r.line[1:][wide], minlength=n_lines)
    if int(wides.max()) < 3:
        return wide
    inner = r.line[1:] == r.line[:-1]
    gaps = np.bincount(r.line[1:][inner], minlength=n_lines)
    letters = np.bincount(r.line[1:][inner & (r.code[1:] >= _LETTERS)], minlength=n_lines)
    # Codes are often printed digit by digit, and there each gap means something.
    for line in np.flatnonzero((gaps >= 3) & (wides > 0.7 * gaps) & (letters >= 0.8 * gaps)).tolist():
        mine = np.flatnonzero(inner & (r.line[1:] == line))
        usual = float(np.median(gap[mine]))
        if usual < 1.2 * float(r.size[mine[0]]):
            wide[mine] = gap[mine] > 1.6 * usual
    return wide


def text_lines(content: PageContent, mask: Bools | None = None) -> list[TextLine]:
    """Lines of upright, visible running text, top to bottom; ``mask`` (n,) is True for characters to use."""
    use = content.visible & (content.angles == 0)
    if mask is not None:
        use &= mask
    chosen = np.flatnonzero(use)
    if not len(chosen):
        return []
    pieces = _pieces(content, chosen)
    lines = _merge_pieces(pieces)
    labels = np.full(len(content.text), -1, np.intp)
    piece_line = np.empty(len(pieces.x0), np.intp)
    for number, members in enumerate(lines):
        piece_line[members] = number
    labels[chosen] = piece_line[pieces.of]
    texts = texts_by_label(content, labels, len(lines))
    return sorted(_text_lines(content, labels, texts), key=lambda line: (round(line.box.y0), line.box.x0))


def _text_lines(content: PageContent, labels: Indices, texts: Sequence[str]) -> Iterator[TextLine]:
    """The lines that print anything: ``labels`` (n,) names each character's, ``texts`` are those of all lines."""
    codes = np.frombuffer(content.text.encode("utf-32-le"), "<u4")
    inked = np.flatnonzero((labels >= 0) & ~_IS_BLANK.take(codes, mode="clip"))
    inked = inked.take(labels.take(inked).argsort(kind="stable"))
    starts = stretch_starts(labels.take(inked))
    counts = np.diff(np.append(starts, len(inked)))
    size = _medians(content.sizes.take(inked).astype(np.float64), starts, counts)
    x0, y0, x1, y1 = boxes_at(content.boxes, inked).T
    sides = [np.minimum.reduceat(side, starts).tolist() for side in (x0, y0)]
    sides += [np.maximum.reduceat(side, starts).tolist() for side in (x1, y1)]
    bold = np.add.reduceat(content.bold[inked], starts, dtype=np.intp) * 2 > counts
    columns = (labels[inked[starts]].tolist(), zip(*sides, strict=True), size.tolist(), bold.tolist())
    for line, box, height, is_bold in zip(*columns, strict=True):
        yield TextLine(content.number, texts[line].replace("\n", " "), Box(*box), height, is_bold)


def _medians(sizes: NDArray[np.float64], starts: Indices, counts: Indices) -> NDArray[np.float64]:
    """The median of each stretch: most lines are set in one size."""
    if not len(starts):
        return sizes[:0]
    found = np.minimum.reduceat(sizes, starts)
    for k in np.flatnonzero(found < np.maximum.reduceat(sizes, starts)).tolist():
        found[k] = median(sizes[starts[k] : starts[k] + counts[k]])
    return np.asarray(found)


class _Pieces(NamedTuple):
    """Stretches of characters that follow each other in the PDF on one line; ``of`` gives each character's piece."""

    of: Indices
    x0: list[float]
    x1: list[float]
    middle: list[float]
    size: list[float]


def _pieces(content: PageContent, chosen: Indices) -> _Pieces:
    boxes, size = boxes_at(content.boxes, chosen), np.maximum(content.sizes[chosen], 1.0)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    gap = boxes[1:, 0] - boxes[:-1, 2]
    small = np.minimum(size[1:], size[:-1])
    moved = np.abs(np.diff(middle)) > 0.3 * small
    broken = moved | (gap > 2 * small) | (gap < -1.5 * small)
    of = np.concatenate([[0], np.cumsum(broken)])
    starts = np.flatnonzero(np.concatenate([[True], broken]))
    return _Pieces(
        of,
        np.minimum.reduceat(boxes[:, 0], starts).tolist(),
        np.maximum.reduceat(boxes[:, 2], starts).tolist(),
        middle[starts].tolist(),
        np.maximum.reduceat(size, starts).tolist(),
    )


def _merge_pieces(p: _Pieces) -> list[list[int]]:
    """Pieces that stand side by side on one height, as lists of piece numbers."""
    lines: list[list[int]] = []
    open_lines: list[list[int]] = []
    for piece in sorted(range(len(p.x0)), key=lambda k: (round(p.middle[k], 1), p.x0[k])):
        open_lines = [line for line in open_lines if p.middle[piece] - p.middle[line[0]] <= p.size[line[0]]]
        home = next((line for line in reversed(open_lines) if _stand_together(p, line, piece)), None)
        if home is None:
            lines.append([piece])
            open_lines.append(lines[-1])
        else:
            home.append(piece)
    return lines


def _stand_together(p: _Pieces, line: Sequence[int], piece: int) -> bool:
    size = max(p.size[piece], p.size[line[0]])
    if abs(p.middle[piece] - p.middle[line[0]]) > _LINE_STEP * size:
        return False
    distance = min(max(p.x0[piece] - p.x1[k], p.x0[k] - p.x1[piece]) for k in line)
    return distance <= _FAR_GAP * size
