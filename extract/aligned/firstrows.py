"""Rows right below a ruled header that no table holds: too few to be one by themselves, or parted from those below.

The last page of a sheet prints its header again above a row or two, and a total or a group's title may stand between
the header and the rows. White between so few lines tells no columns: the header's borders do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.aligned.columns import split_at
from extract.aligned.fragments import Line, Run, read_lines, read_words
from extract.aligned.known import Known
from extract.aligned.pageends import without_foot, without_signature
from extract.aligned.reader import read_known
from extract.aligned.regions import CAPTION, NOTE
from extract.aligned.stripes import Stripe
from extract.aligned.underhead import cores, is_header_only
from extract.judge import is_amount
from extract.types import Box, PageContent, PageTable

_LEAST_COLUMNS = 3
_NEAR, _APART = 5.0, 6.0
"""The first row stands no farther below the header, and the rows no farther from each other (font sizes)."""
_SIDE = 3.0
"""A text may reach so far (points) over its column's border."""
_TITLE = 0.6
"""A group's title takes no larger share of the width."""
_WITHIN = 0.5
"""Lines of one row stand no farther apart (font sizes)."""


def with_first_rows(content: PageContent, tables: Sequence[PageTable], engine: str) -> list[PageTable]:
    """The tables; the rows between a ruled header and the table of ``engine`` below it, or below it alone, are read.

    Without a table of theirs below they become one, under the header's borders.
    """
    found = list(tables)
    for head in tables:
        if head.engine == engine or head.n_cols < _LEAST_COLUMNS or not is_header_only(head):
            continue
        below = min((t for t in found if t.box.y0 > head.box.y1 - 1), key=lambda t: t.box.y0, default=None)
        body = below if below is not None and below.engine == engine and _is_inside(below.box, head.box) else None
        table = _read(content, head, below.box.y0 if below else content.height, body)
        if table is not None:
            found = [*(t for t in found if t is not body), table]
    return found


def _is_inside(box: Box, head: Box) -> bool:
    return box.x0 > head.x0 - _SIDE and box.x1 < head.x1 + _SIDE


def _read(content: PageContent, head: PageTable, bottom: float, body: PageTable | None) -> PageTable | None:
    """The rows below ``head`` and above ``bottom``, together with those of ``body``; None where there are none."""
    zone = Box(head.box.x0 - _SIDE, head.box.y1, head.box.x1 + _SIDE, bottom - 1)
    lines = read_lines(read_words(content, zone))
    rows, end = _rows(without_signature(without_foot(lines, content.height)), head)
    # Above the rows a group's title may stand alone, without them an amount tells that there is one.
    if not (rows if body else end) or (body is not None and len(rows) < len(lines)):
        return None
    if body is None:
        stripes = _borders(head)
        y1 = rows[end - 1].y1
    else:
        ends = cores(body)
        if ends is None or body.box.y0 - rows[-1].y1 > _APART * rows[-1].size:
            return None
        y1 = body.box.y1
        lines = read_lines(read_words(content, zone._replace(y1=y1 + 1)))
        stripes = _shared(lines, head, ends)
    top = rows[0].y0
    return read_known(content, lines, Known(top, y1, tuple(stripes), top - 1))


def _rows(lines: Sequence[Line], head: PageTable) -> tuple[Sequence[Line], int]:
    """The lines from the header on that keep to its columns, and how many end the last row with an amount."""
    kept, end, edge, borders = 0, 0, head.box.y1, _borders(head)
    for at, line in enumerate(lines):
        near = line.y0 - edge <= (_APART if end else _NEAR) * line.size
        if not near or CAPTION.match(line.runs[0].text) or NOTE.match(line.runs[0].text):
            break
        # A long name and its amount may stand so close that white does not part them.
        runs = [part for run in line.runs for part in split_at(run, borders)]
        if not _keep(runs, head):
            break
        wrapped = end == at > 0 and len(runs) == 1 and line.y0 - edge < _WITHIN * line.size
        if wrapped or (len(runs) > 1 and any(is_amount(run.text) for run in runs)):
            end = at + 1
        kept, edge = at + 1, line.y1
    return lines[:kept], end


def _shared(lines: Sequence[Line], head: PageTable, ends: Sequence[tuple[float, float]]) -> list[Stripe]:
    """The header's borders on which no text of ``lines`` stands, and the white of the body that they do not part.

    ``ends``: where the text of each of the body's columns is.
    """
    borders = _borders(head)
    parted = ([part for run in line.runs for part in split_at(run, borders)] for line in lines)
    # A group's title, alone in its line, may reach over several columns.
    runs = [run for parts in parted if len(parts) > 1 for run in parts]
    free = [b for b in borders if not any(run.x0 + 1 < b.middle < run.x1 - 1 for run in runs)]
    white = [Stripe(left[1], right[0]) for left, right in pairwise(ends)]
    return sorted([*free, *(w for w in white if not any(w.x0 - 1 <= b.middle <= w.x1 + 1 for b in free))])


def _borders(head: PageTable) -> list[Stripe]:
    return [Stripe(edge - 0.5, edge + 0.5) for edge in head.col_edges[1:-1]]


def _keep(runs: Sequence[Run], head: PageTable) -> bool:
    """True for texts of a line of which each has its column, and for a group's title that begins at the left."""
    inner, (first, *others) = head.col_edges[1:-1], runs
    across = any(run.x0 + _SIDE < edge < run.x1 - _SIDE for run in runs for edge in inner)
    left, width = head.box.x0, head.box.x1 - head.box.x0
    return not across or (not others and first.x0 - left < first.size and first.width < _TITLE * width)
