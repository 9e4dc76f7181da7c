"""Column borders of two grids compared, so that the pages of one table can be laid over each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import inf, nextafter

from extract.types import PageTable

_CLOSE = 0.008
"""Two borders are one if they differ by less than this share of the table's width."""
_LOOSE = 0.03
_MIN_SPAN = 1.0
_MANY = 4
_MAX_LOOSE = 200
"""No printed table has more columns; what has is noise, not worth the time."""


def edges_of(table: PageTable) -> tuple[float, ...]:
    """The x of the table's n_cols + 1 column borders, from its cells where the engine gives none."""
    if len(table.col_edges) == table.n_cols + 1:
        return table.col_edges
    step = (table.box.x1 - table.box.x0) / max(1, table.n_cols)
    edges = [table.box.x0 + step * i for i in range(table.n_cols + 1)]
    for cell in table.cells:
        if cell.col >= 0 and cell.col + cell.colspan <= table.n_cols:
            edges[cell.col] = cell.box.x0
            edges[cell.col + cell.colspan] = cell.box.x1
    return tuple(sorted(edges))


def _span(edges: Sequence[float]) -> float:
    return max(_MIN_SPAN, edges[-1] - edges[0])


def _moved(edges: Sequence[float], like: Sequence[float], scale: float) -> list[float]:
    return [like[0] + (edge - edges[0]) * scale for edge in edges]


def laid_over(edges: Sequence[float], like: Sequence[float]) -> list[float]:
    """``edges`` in the coordinates of ``like``: as they stand, moved, or scaled, whichever meets most borders."""
    shift = like[-1] - edges[-1]
    tries = [
        list(edges),
        _moved(edges, like, 1.0),
        [edge + shift for edge in edges],
        _moved(edges, like, _span(like) / _span(edges)),
    ]
    return max(tries, key=lambda moved: _met(moved, like))


def _met(edges: Sequence[float], like: Sequence[float]) -> float:
    pairs = matched(edges, like)
    width = _span(like)
    off = sum(abs(edges[i] - like[j]) for i, j in pairs)
    return len(pairs) - off / width / max(1, len(pairs))


def matched(edges: Sequence[float], like: Sequence[float], close: float = _CLOSE) -> list[tuple[int, int]]:
    """Pairs (index in ``edges``, index in ``like``) of borders that are one, both strictly ascending."""
    tolerance = close * _span(like)
    pairs: list[tuple[int, int]] = []
    floor = 0
    for i, edge in enumerate(edges):
        best, least = -1, nextafter(tolerance, inf)
        j = bisect_left(like, edge - tolerance, floor)
        for k in range(j, min(j + 4, len(like))):
            off = abs(like[k] - edge)
            if off < least:
                best, least = k, off
        if best >= 0:
            pairs.append((i, best))
            floor = best + 1
    return pairs


@lru_cache(maxsize=1024)
def likeness(edges: tuple[float, ...], like: tuple[float, ...]) -> float:
    """How far two grids have the same columns, 0..1; below 0.5 they are different grids."""
    if len(edges) < 2 or len(like) < 2:
        return 0.0
    moved = laid_over(edges, like)
    if len(edges) == len(like):
        off: list[float] = sorted(abs(a - b) for a, b in zip(moved, like, strict=True))
        # Without ruling lines the last border stands where the longest text of the page happens to end.
        off = off[:-1] if len(off) > _MANY else off
        return max(0.0, 1.0 - sum(off) / len(off) / _span(like) / (2 * _LOOSE))
    fewer = min(len(edges), len(like))
    share = len(matched(moved, like)) / fewer
    if fewer < 3 or share < 0.85:
        return 0.0
    return 0.9 * share * float((fewer / max(len(edges), len(like))) ** 0.3)


class Columns:
    """The columns of a joined table: starts as one page's, and takes over borders that only another page has."""

    def __init__(self, edges: Sequence[float]) -> None:
        self.edges = list(edges)
        self._maps: list[list[int | None]] = [list(range(len(edges)))]

    @property
    def count(self) -> int:
        """The number of columns."""
        return len(self.edges) - 1

    def add(self, table: PageTable, first_body: int) -> None:
        """Lays a further page over the columns; ``first_body`` is its first row that does not repeat the header."""
        edges = edges_of(table)
        if len(edges) == len(self.edges):
            self._maps.append(list(range(len(edges))))
            return
        moved = laid_over(edges, self.edges)
        found = _with_loose(moved, self.edges, dict(matched(moved, self.edges)))
        for index in range(1, len(moved) - 1):
            if index not in found and _divides(table, index, first_body):
                found = self._insert(moved[index], found, index)
        self._maps.append([found.get(index) for index in range(len(moved))])

    def _insert(self, x: float, found: dict[int, int], index: int) -> dict[int, int]:
        at = bisect_left(self.edges, x)
        self.edges.insert(at, x)
        self._maps = [[j + 1 if j is not None and j >= at else j for j in known] for known in self._maps]
        moved = {i: j + 1 if j >= at else j for i, j in found.items()}
        moved[index] = at
        return moved

    def place(self, part: int, col: int, colspan: int) -> tuple[int, int]:
        """(column, columns spanned) in the joined table of a cell on page number ``part`` (from 0)."""
        known = self._maps[part]
        first = max(0, min(col, len(known) - 2))
        last = max(first + 1, min(col + colspan, len(known) - 1))
        start, end = known[first], known[last]
        if start is None:
            start = next((j for j in reversed(known[:first]) if j is not None), 0)
        if end is None:
            end = next((j for j in known[last:] if j is not None), self.count)
        return start, max(1, end - start)


def _with_loose(edges: Sequence[float], like: Sequence[float], found: dict[int, int]) -> dict[int, int]:
    """``found`` with the borders left over that lie near each other between the same neighbours."""
    if max(len(edges), len(like)) > _MAX_LOOSE:
        return found
    taken = set(found.values())
    tolerance = _LOOSE * _span(like)
    free = [(abs(x - y), i, j) for i, x in enumerate(edges) for j, y in enumerate(like) if abs(x - y) <= tolerance]
    for _, i, j in sorted(free):
        below = max((k for k in found if k < i), default=None)
        above = min((k for k in found if k > i), default=None)
        fits = (below is None or found[below] < j) and (above is None or j < found[above])
        if i not in found and j not in taken and fits:
            found[i] = j
            taken.add(j)
    return found


def _divides(table: PageTable, edge: int, first_body: int) -> bool:
    """True where texts stand on both sides of a border in one body row: the border is no accident."""
    body = [cell for cell in table.cells if cell.row >= first_body and cell.text.strip()]
    left = {cell.row for cell in body if cell.col + cell.colspan == edge}
    return any(cell.row in left for cell in body if cell.col == edge)
