"""Where on a page a table without rules may stand: neighbouring lines that leave white in the same places."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.aligned.columns import Votes, crossed
from extract.aligned.fragments import Line, is_numeric
from extract.aligned.heads import is_number_row, number_line
from extract.aligned.stripes import Stripe
from extract.headwords import is_datum
from extract.judge import is_amount
from extract.page.median import median
from extract.types import Box, Floats, PageContent

CAPTION = re.compile(r"^\s*(tabel|table|daftar tabel|lampiran)\b", re.IGNORECASE)
FIGURE = re.compile(r"^\s*(gambar|grafik|figure|chart|diagram|bagan|box)\b", re.IGNORECASE)
NOTE = re.compile(r"^\s*(sumber|source|keterangan|ket|catatan|notes?|nb)\b\s*[:.]|^\s*\*|^\s*\(?[¹²³]", re.IGNORECASE)
_NEAR = 1.6
"""White between two lines, in font sizes, that any table may have."""
_MAX_WHITE = 7.0
"""White between two rows, in font sizes, beyond which they are no longer taken for one table."""
_WITHIN = 0.5
"""Lines of one row stand no farther apart (font sizes)."""
_NEIGHBOURS = 15
_DEEPEST, _TALLEST = 5, 12
"""A header's ruled row has fewer lines than this; one that holds no values has no more than that."""
_DATA = 0.2
"""No larger share of a header's texts looks like values."""
_TITLE_WORDS = 5
_TITLE_WIDTH = 0.5
"""A line of so many words, or over this share of the width, in the middle of the table is its title, not a column's."""
_OVER_NUMBERS = 8.0
"""White between the titles and the column numbers below them, in font sizes, where the row is tall."""
_HEAD_ROOM = 10.0
"""How far above a block, in font sizes, the rule over its header is looked for."""
_SLIT = 0.3
"""White narrower than this (in font sizes) between the texts of different lines tells nothing."""
_LARGER = 1.3
"""Text set larger than a table's by this factor is none of it."""
_NOTE_INDENT = 0.25
"""A note in small letters begins at the left; what begins farther in, by this share of the width, may be a unit."""
_NEAR_ALL = 0.8
_FEWEST = 6
_OFF, _OFF_SIZE = 1.8, 0.6
"""A page's head stands off from the table by so many usual gaps between lines, and so many font sizes."""
_MAX_FOREIGN = 2
"""So many lines in a row may lie across the columns before the table is at its end."""


def find_blocks(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Stretches of lines that share white stripes, each with at least two lines of several runs, top to bottom."""
    blocks: list[list[Line]] = []
    at = 0
    while at < len(lines):
        if len(lines[at].runs) < 2:
            at += 1
            continue
        above, (block, at) = lines[:at], _grow(lines, at, width)
        block = _first_row(block, above, blocks[-1][-1].y1 if blocks else -math.inf) + block
        if blocks:
            block = _begun_name(blocks[-1], block, above, width) + block
        if blocks and _is_same_table(blocks[-1], block, lines, width):
            blocks[-1] += block
        else:
            blocks.append(block)
    return [block for block in blocks if sum(len(line.runs) > 1 for line in block) >= 2]


def _first_row(block: Sequence[Line], above: Sequence[Line], bottom: float) -> list[Line]:
    """The lines right above a block of a row whose amount stands amid its name, as those of others in the block do.

    No line of it has two texts, by which a block begins. ``bottom``: where the block before ends.
    """
    prices = [run for line in block for run in line.runs if is_amount(run.text)]
    if not any(len(line.runs) == 1 and is_amount(line.runs[0].text) for line in block):
        return []
    x0, price = min(line.x0 for line in block), min(run.x0 for run in prices)
    room = max(below.y0 - line.y1 for line, below in pairwise(block))
    row: list[Line] = []
    for line in reversed(above[-_TALLEST:]):
        name = line.x0 >= x0 - line.size and line.x1 < price
        near = line.y0 > bottom and [*row, block[0]][0].y0 - line.y1 <= room + 0.1 * line.size
        if len(line.runs) > 1 or not near or not (name or is_amount(line.runs[0].text)):
            break
        row.insert(0, line)
    return row if any(is_amount(line.runs[0].text) for line in row) else []


def _begun_name(upper: Sequence[Line], lower: Sequence[Line], above: Sequence[Line], width: float) -> list[Line]:
    """The upper lines of a name whose row ``lower`` begins with, where the cells are set at the foot or the middle of
    tall rows with amounts: each a single text within a column of ``upper``, the block before.
    """
    between = [line for line in above if upper[-1].middle < line.middle < lower[0].middle]
    if not between or not any(is_amount(run.text) for line in lower for run in line.runs):
        return []
    stripes = _columns(upper[-_NEIGHBOURS:], width)
    x0, x1 = min(line.x0 for line in upper), max(line.x1 for line in upper)
    name: list[Line] = []
    for line in reversed(between):
        (run, *further), below = line.runs, [*name, *lower][0]
        apart = below.y0 - line.y1 > _WITHIN * line.size
        if further or apart or not x0 <= run.centre <= x1 or CAPTION.match(run.text) or crossed(run, stripes):
            return []
        name.insert(0, line)
    return name if stripes else []


def _columns(block: Sequence[Line], width: float) -> list[Stripe]:
    """The white between the columns of a block."""
    votes = Votes(int(width))
    votes.add(*(line.runs for line in block))
    # A few lines leave slits where one's text ends and another's begins: they are no column borders.
    narrowest = _SLIT * block[0].size
    return [s for s in votes.stripes(2 if len(block) > 6 else 1) if s.x1 - s.x0 >= narrowest]


def _is_same_table(upper: Sequence[Line], lower: Sequence[Line], lines: Sequence[Line], width: float) -> bool:
    """True where only white lies between two blocks and each keeps clear of the other's stripes."""
    gap = lower[0].y0 - upper[-1].y1
    between = any(upper[-1].middle < line.middle < lower[0].middle for line in lines)
    if between or gap > _MAX_WHITE * lower[0].size:
        return False
    if number_line(upper) == len(upper) - 1 and gap < _NEAR * lower[0].size:
        return True  # column numbers end a header, and what follows is its body
    most = 0.34 if gap < 2 * _NEAR * lower[0].size else 0.1
    # The lines next to the white tell enough, however long the blocks have grown.
    upper, lower = upper[-_NEIGHBOURS:], lower[:_NEIGHBOURS]
    return _clash(upper, lower, width) <= most and _clash(lower, upper, width) <= most


def _clash(block: Sequence[Line], other: Sequence[Line], width: float) -> float:
    """Share of ``other``'s lines that lie across a stripe of ``block``; 1 where there is none."""
    stripes = _columns(block, width)
    if not stripes:
        return 1.0
    return sum(_lies_across(line, stripes) for line in other) / len(other)


def _lies_across(line: Line, stripes: Sequence[Stripe]) -> bool:
    """True for a line that is not set in the columns; one longer text among many cells may reach over their white."""
    across = sum(crossed(run, stripes) for run in line.runs)
    return across * 4 > len(stripes) if len(line.runs) > 2 else across > 0


def _grow(lines: Sequence[Line], start: int, width: float) -> tuple[list[Line], int]:
    """The block that begins at ``start`` and the index of the first line after it."""
    votes = Votes(int(width))
    votes.add(lines[start].runs)
    block, last, steps = [lines[start]], start, [0.0]
    x0, x1 = lines[start].x0, lines[start].x1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        step = (line.y0 - lines[at - 1].y1) / line.size
        if step > _NEAR and step > min(2.5 * float(median(steps)), 4.0):
            break
        if CAPTION.match(line.runs[0].text) and len(line.runs) < 3:
            break
        if _fits(line, votes, x0, x1):
            block.extend(lines[last + 1 : at + 1])
            for added in lines[last + 1 : at + 1]:
                if len(added.runs) > 1 or added is line:
                    votes.add(added.runs)
                if added is line or not _crosses(added, votes):
                    # Amounts may stand alone in their line, a little lower than their row's words.
                    x0, x1 = min(x0, added.x0), max(x1, added.x1)
            last = at
            steps.append(max(step, 0.0))
        elif at - last > _MAX_FOREIGN or line.size > _LARGER * block[0].size:
            break
    return block, last + 1


def _crosses(line: Line, votes: Votes) -> bool:
    stripes = votes.stripes()
    return any(crossed(run, stripes) for run in line.runs)


def _fits(line: Line, votes: Votes, x0: float, x1: float) -> bool:
    stripes = votes.stripes(2 if votes.lines > 6 else 1)
    across = sum(crossed(run, stripes) for run in line.runs)
    if len(line.runs) > 1:
        return across * 3 <= len(stripes) and bool(stripes)
    run = line.runs[0]
    inside = run.x0 >= x0 - 2 * run.size and run.x1 <= x1 + 2 * run.size
    # In a table of two columns the names may take most of the width.
    is_name = bool(stripes) and abs(run.x0 - x0) < run.size and run.x1 <= stripes[-1].x0
    return inside and across == 0 and (is_name or run.width < 0.6 * (x1 - x0))


def full_rules(content: PageContent, x0: float, x1: float, share: float = 0.7) -> list[float]:
    """Y of the horizontal rules that together cover ``share`` of x0..x1, ascending, double rules once."""
    rules = content.rules
    if not len(rules) or x1 <= x0:
        return []
    flat = rules[(rules[:, 1] == rules[:, 3]) & (rules[:, 2] > x0) & (rules[:, 0] < x1)]
    found: list[float] = []
    order = flat[np.argsort(flat[:, 1])] if len(flat) else flat
    groups = np.split(order, np.flatnonzero(np.diff(order[:, 1]) > 1.5) + 1) if len(order) else []
    for group in groups:
        if _union(group[:, 0], group[:, 2], x0, x1) >= share * (x1 - x0):
            y = float(group[:, 1].mean())
            if not found or y - found[-1] > 3.0:
                found.append(y)
    return found


def _union(starts: Floats, ends: Floats, low: float, high: float) -> float:
    """Length of low..high that the intervals cover together."""
    total, reach = 0.0, low
    for start, end in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
        start, end = max(start, reach), min(end, high)
        if end > start:
            total += end - start
            reach = end
    return total


def trim(block: Sequence[Line], rules: Sequence[float]) -> list[Line]:
    """The block without caption, notes and text outside its outermost full rules."""
    lines = list(block)
    for i, line in enumerate(lines[:6]):
        if len(line.runs) <= 2 and CAPTION.match(line.runs[0].text):
            lines = lines[i + 1 :]
            break
    # The header's upper lines may not belong to the block yet: the rule over them is the table's first all the same.
    rules = [y for y in rules if lines and lines[0].y0 - _HEAD_ROOM * lines[0].size < y < lines[-1].y1 + 30]
    if len(rules) >= 2:
        # A single rule may be anything; two of the table's width are its head and foot.
        inside = [line for line in lines if rules[0] - 1 <= line.middle <= rules[-1] + 1]
        below = [line for line in lines if line.middle > rules[-1] + 1]
        inside += _totals(below, inside)
        inside = [*_titles([line for line in lines if line.middle < rules[0] - 1], inside), *inside]
        if sum(len(line.runs) > 1 for line in inside) >= max(2, 0.6 * sum(len(line.runs) > 1 for line in lines)):
            lines = [*inside, *(line for line in _priced(below) if line not in inside)]
    elif lines:
        lines = _without_running_head(lines)
    while lines and _is_note(lines[-1], lines):
        lines.pop()
    for i, line in enumerate(lines[len(lines) // 2 :], start=len(lines) // 2):
        if len(line.runs) <= 2 and NOTE.match(line.runs[0].text):
            return lines[:i]
    return lines


def _titles(above: Sequence[Line], inside: Sequence[Line]) -> list[Line]:
    """The line right above the first rule, where it is as full as the table's rows: its titles, ruled below only."""
    line = above[-1] if above else None
    if line is None or not inside or any(is_numeric(run.text) for run in line.runs):
        return []
    usual = float(median([len(line.runs) for line in inside]))
    near = inside[0].y0 - line.y1 < 2 * _NEAR * line.size and len(above) == 1
    return [line] if near and len(line.runs) >= max(_NEAR_ALL * usual, 2.0) else []


def _without_running_head(lines: list[Line]) -> list[Line]:
    """The lines without those that stand off above a full line of titles: the page's head, centred or at its sides.

    A head names no amount: lines that do are a short table that the same titles head.
    """
    usual = float(median([len(line.runs) for line in lines]))
    gap = float(median([b.y0 - a.y1 for a, b in pairwise(lines)])) if len(lines) > _FEWEST else 0.0
    for at, line in enumerate(lines[1:_DEEPEST] if gap else [], start=1):
        if any(is_amount(run.text) for run in lines[at - 1].runs):
            return lines
        off = line.y0 - lines[at - 1].y1
        full = len(line.runs) >= usual > 2 and not any(is_numeric(run.text) for run in line.runs)
        if full and off > max(_OFF * gap, _OFF_SIZE * line.size):
            return lines[at:]
    return lines


def _priced(below: Sequence[Line]) -> Sequence[Line]:
    """Lines below the last rule, to the last row that has an amount beside another text: no notes, but rows."""
    rows = [at for at, line in enumerate(below) if len(line.runs) > 1 and any(is_amount(r.text) for r in line.runs)]
    end = rows[-1] + 1 if rows else 0
    while 0 < end < len(below) and below[end].y0 - below[end - 1].y1 < _WITHIN * below[end].size:
        end += 1
    return below[:end]


def _totals(below: Sequence[Line], inside: Sequence[Line]) -> list[Line]:
    """Lines right below the last rule that are as full as the table's rows: a total whose lower rule is missing."""
    usual = float(median([len(line.runs) for line in inside])) if inside else 1e9
    found: list[Line] = []
    for line in below[:3]:
        if len(line.runs) < max(2.0, 0.6 * usual):
            break
        found.append(line)
    return found


def _is_note(line: Line, lines: Sequence[Line]) -> bool:
    """True for a last line that is set smaller than the table, or stands off from it, with one run at the left."""
    if len(line.runs) > 1 or len(lines) < 3:
        return False
    left, right = min(other.x0 for other in lines), max(other.x1 for other in lines)
    smaller = line.size < 0.85 * float(median([other.size for other in lines]))
    smaller &= line.x0 - left <= _NOTE_INDENT * (right - left)
    gaps = [b.y0 - a.y1 for a, b in pairwise(lines)]
    return smaller or gaps[-1] > 1.3 * max(gaps[:-1]) + 0.3 * line.size


def painted_bands(content: PageContent, x0: float, x1: float, share: float = 0.7) -> list[tuple[float, float]]:
    """Top and bottom of what is painted over ``share`` of x0..x1: a header, or every other row."""
    fills = content.fills
    wide = np.minimum(fills[:, 2], x1) - np.maximum(fills[:, 0], x0) >= share * (x1 - x0)
    return [(float(top), float(bottom)) for _, top, _, bottom in fills[wide]]


def with_head(
    block: Sequence[Line], lines: Sequence[Line], rules: Sequence[float], bands: Sequence[tuple[float, float]] = ()
) -> list[Line]:
    """The block and the header lines right above it that hold one title each; ``bands``: what is painted.

    A full rule ends the search, unless another one follows a few lines further up: then the table has a rule under
    every row and goes on.
    """
    found = list(block)
    if not found:
        return found
    # What is painted behind the whole block is a ground and no header.
    bands = [(top, bottom) for top, bottom in bands if bottom < found[-1].middle]
    at = next(i for i, line in enumerate(lines) if line is found[0])
    x0, x1 = min(line.x0 for line in found), max(line.x1 for line in found)
    while at > 0 and len(found) < len(block) + 12:
        above = lines[max(at - _DEEPEST, 0) : at]
        # Column numbers stand below titles, however far in a tall row.
        counted = found[0] is block[0] and is_number_row([run.text for run in found[0].runs])
        framed = bool(above) and _is_framed(above, rules)
        taken = _taken_above(above, found[0], rules, _OVER_NUMBERS if counted else 3.0 if framed else 0.6)
        if above and not taken and any(a < above[-1].middle and found[0].middle < b for a, b in bands):
            taken = [above[-1]]
        side = (3.0 if framed else 1.0) * found[0].size
        if not taken and found[0] is block[0]:
            taken = _boxed_titles(lines[max(at - _TALLEST, 0) : at], found[0], rules, bands)
        if not taken or any(_is_foreign(line, x0, x1, found[0].size, side) for line in taken):
            break
        found = [*taken, *found]
        at -= len(taken)
    return found


def _boxed_titles(
    above: Sequence[Line], below: Line, rules: Sequence[float], bands: Sequence[tuple[float, float]]
) -> list[Line]:
    """The lines of a box right above the body, painted or between two rules, where they hold no values.

    Titles of different length in the middle of a tall header take more lines than a row does.
    """
    for top, bottom in [*bands, *pairwise(rules)] if above else ():
        inner = [line for line in above if top < line.middle < bottom]
        if not inner or inner[-1] is not above[-1] or not 0 <= below.middle - bottom < 2 * below.size:
            continue
        texts = [run.text for line in inner for run in line.runs]
        # The rest of a scale ("(Rp." / "000)") looks like a value.
        if sum(map(is_datum, texts)) <= _DATA * len(texts) and inner[0].y0 - top < _NEAR * below.size:
            return inner
    return []


def _taken_above(above: Sequence[Line], below: Line, rules: Sequence[float], room: float) -> list[Line]:
    """The next line upwards where it is close (``room``: font sizes), or all lines of the next ruled row; empty at the
    table's top.
    """
    if not above:
        return []
    line = above[-1]
    if any(line.middle < y < below.middle for y in rules):
        upper = max((y for y in rules if y < line.middle), default=None)
        inner = [other for other in above if upper is not None and other.middle > upper]
        return (
            inner
            if upper is not None and len(inner) < min(len(above), _DEEPEST) and inner[0].y0 - upper < line.size
            else []
        )
    return [line] if below.y0 - line.y1 <= room * line.size else []


def _is_framed(above: Sequence[Line], rules: Sequence[float]) -> bool:
    """True where a full rule, the header's frame, stands right over the topmost of the lines that no rule parts."""
    upper = max((y for y in rules if y < above[-1].middle), default=None)
    inner = [line for line in above if upper is not None and line.middle > upper]
    return upper is not None and len(inner) < _DEEPEST and inner[0].y0 - upper < 1.6 * inner[0].size


def _is_foreign(line: Line, x0: float, x1: float, size: float, side: float) -> bool:
    """True for a caption, a title or prose over the table's width, or text beyond it by ``side`` or set otherwise."""
    wide = line.x1 - line.x0 > 0.75 * (x1 - x0) and len(line.runs) == 1
    outside = line.x0 < x0 - side or line.x1 > x1 + side
    long = len(line.runs[0].words) >= _TITLE_WORDS or line.x1 - line.x0 > _TITLE_WIDTH * (x1 - x0)
    titled = len(line.runs) == 1 and long and abs(line.runs[0].centre - (x0 + x1) / 2) < 1.5 * size
    set_otherwise = abs(line.size - size) > 0.15 * size
    return wide or outside or titled or set_otherwise or bool(CAPTION.match(line.runs[0].text))


def box_of(lines: Sequence[Line]) -> Box:
    """The box around lines of text."""
    return Box(
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
