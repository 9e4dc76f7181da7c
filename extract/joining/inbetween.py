"""Lines between two pages of one table that belong to it: headings of sections, and texts its cells had no room for.

They are asked for only where the next page repeats the table's header.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from extract.joining.colmatch import edges_of
from extract.types import PageTable, TextLine

_SECTION = re.compile(r"\W*(misi|tujuan|sasaran|strategi)\s*(?:ke\W?\s*)?(\d{1,2}|[ivx]{1,5})\b", re.IGNORECASE)
_SLACK = 2.0
_SMALL = 0.4
"""A cell takes less than this share of its table's width; what is wider may be a paragraph below the table."""


def heads_next_section(line: TextLine, above: Iterable[str]) -> bool:
    """True for "Misi 2: ..." where the lines ``above`` the table's first page have a "Misi 1: ...".

    A plan printed by missions (aims, targets) repeats its header below the heading of each.
    """
    mine = _SECTION.match(line.text)
    if mine is None:
        return False
    others = (_SECTION.match(text) for text in above)
    return any(other is not None and other[1].lower() == mine[1].lower() for other in others)


def is_spilt(line: TextLine, table: PageTable) -> bool:
    """True for a line below a grid, on its page, that keeps to one of its columns: a merged cell's text runs over."""
    edges = edges_of(table)
    if line.page != table.page or line.box.y0 < table.box.y1 - _SLACK or line.bold:
        return False
    at = bisect_right(edges, (line.box.x0 + line.box.x1) / 2)
    if not 0 < at < len(edges) or edges[at] - edges[at - 1] > _SMALL * (edges[-1] - edges[0]):
        return False
    return edges[at - 1] - _SLACK <= line.box.x0 and line.box.x1 <= edges[at] + _SLACK
