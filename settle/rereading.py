"""Other ways to read a printed row: the same texts, but cells shifted, doubled, cut in two or run together.

Only where texts stand is questioned, never what they say: every rereading is made of the row's own printed texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.types import Box, Cell
from normalize.grid import Grid, is_money
from normalize.kolom_nilai import ValueColumn
from normalize.nilai import cell_values
from normalize.types import Value
from normalize.wording import one_line

GESER, GANDA, POTONG, SATU = "geser_kolom", "sel_ganda", "angka_terpotong", "angka_menyatu"
Slots = tuple[Cell | None, ...]
"""A row's cells in the places of its value columns, left to right; a place beyond each end for what fell out."""
_WIDTHS = (1, 2)
"""Cells that are moved at once: one, or a pair of target and amount."""
_MOST_PLACES = 32


@dataclass(frozen=True, slots=True)
class Rereading:
    """A way to read a row: what was the matter, and the cells in their places."""

    what: str
    slots: Slots


def printed_slots(grid: Grid, row: int, columns: Sequence[ValueColumn]) -> Slots:
    """The row's cells in the places of its value columns, with the numeric texts just outside of them."""
    places = [column.column.indeks for column in columns]
    inside = tuple(_filled(grid, row, place) for place in places)
    before, after = _filled(grid, row, min(places) - 1), _filled(grid, row, max(places) + 1)
    return (_if_number(before), *inside, _if_number(after))


def _filled(grid: Grid, row: int, col: int) -> Cell | None:
    cell = grid.cell(row, col)
    return cell if cell is not None and cell.text.strip() else None


def _if_number(cell: Cell | None) -> Cell | None:
    return cell if cell is not None and is_money(one_line(cell.text)) else None


def rereadings(slots: Slots) -> Iterator[Rereading]:
    """Every other way to read the row, each made by one mishap; none for rows that are absurdly wide."""
    if len(slots) > _MOST_PLACES:
        return
    yield from _undoubled(slots)
    yield from _shifted(slots)
    yield from _rejoined(slots)
    yield from _parted(slots)


def _shifted(slots: Slots) -> Iterator[Rereading]:
    """A stretch of cells moved over the empty places beside it."""
    n = len(slots)
    for width in _WIDTHS:
        for gap in range(n - width + 1):
            if any(slots[gap : gap + width]):
                continue
            empty: Slots = (None,) * width
            for end in range(gap + width + 1, n + 1):
                stretch = slots[gap + width : end]
                if stretch[0] is None:
                    break
                if stretch[-1] is not None:
                    yield Rereading(GESER, (*slots[:gap], *stretch, *empty, *slots[end:]))
            for start in range(gap - 1, -1, -1):
                stretch = slots[start:gap]
                if stretch[-1] is None:
                    break
                if stretch[0] is not None:
                    yield Rereading(GESER, (*slots[:start], *empty, *stretch, *slots[gap + width :]))


def _undoubled(slots: Slots) -> Iterator[Rereading]:
    """A cell (or a pair) read twice: taken out, and what stands behind it moved back to its place.

    Something must stand behind it: an amount that only repeats its neighbour is common in plans, and where its sum
    lacks it, that is the document's fault as likely as ours.
    """
    for width in _WIDTHS:
        for i in range(len(slots) - 2 * width + 1):
            first, second = slots[i : i + width], slots[i + width : i + 2 * width]
            if not all(first) or not all(second) or _texts(first) != _texts(second):
                continue
            empty: Slots = (None,) * width
            for end in range(i + 2 * width + 1, len(slots) + 1):
                behind = slots[i + 2 * width : end]
                if not any(behind):
                    continue
                yield Rereading(GANDA, (*slots[: i + width], *behind, *empty, *slots[end:]))


def _texts(cells: Slots) -> list[str]:
    return [one_line(cell.text) for cell in cells if cell is not None]


def _rejoined(slots: Slots) -> Iterator[Rereading]:
    """A text cut by a column border: two neighbours are one."""
    for i, (left, right) in enumerate(pairwise(slots)):
        if left is None or right is None:
            continue
        joined = replace(left, text=left.text + right.text, box=left.box.union(right.box))
        yield Rereading(POTONG, (*slots[:i], joined, None, *slots[i + 2 :]))
        yield Rereading(POTONG, (*slots[:i], None, joined, *slots[i + 2 :]))


def _parted(slots: Slots) -> Iterator[Rereading]:
    """Two texts run together in one cell beside an empty one."""
    for i, cell in enumerate(slots):
        words = cell.text.split() if cell is not None else []
        if cell is None or not 2 <= len(words) <= 6:
            continue
        for cut in range(1, len(words)):
            one, two = (replace(cell, text=" ".join(part)) for part in (words[:cut], words[cut:]))
            if i + 1 < len(slots) and slots[i + 1] is None:
                yield Rereading(SATU, (*slots[:i], one, two, *slots[i + 2 :]))
            if i and slots[i - 1] is None:
                yield Rereading(SATU, (*slots[: i - 1], one, two, *slots[i + 1 :]))


class SlotReader:
    """Reads a row's cells in whatever places a rereading puts them; remembers each text in each place."""

    def __init__(self, grid: Grid, row: int, columns: Sequence[ValueColumn]) -> None:
        self.grid = grid
        self.row = row
        self.columns = columns
        self.slots = printed_slots(grid, row, columns)
        self._known: dict[tuple[int, str, Box], tuple[Value, ...]] = {}

    def values(self, slots: Slots, places: Iterable[int] | None = None) -> tuple[Value, ...]:
        """The values of the cells in their places; what stands outside of the value columns gives none.

        ``places`` (from 0, in order): only these columns'.
        """
        asked = range(len(slots) - 2) if places is None else places
        cells = ((place, slots[place + 1]) for place in asked)
        return tuple(value for place, cell in cells if cell is not None for value in self._read(place, cell))

    def _read(self, place: int, cell: Cell) -> tuple[Value, ...]:
        asked = (place, cell.text, cell.box)
        found = self._known.get(asked)
        if found is None:
            found = tuple(cell_values(self.grid, self.row, self.columns[place], cell))
            self._known[asked] = found
        return found


def misfits(columns: Sequence[ValueColumn], slots: Slots) -> int:
    """How many texts stand under a header that they do not suit: an amount under Target, words under Rp."""
    count = sum(cell is not None for cell in (slots[0], slots[-1]))
    for column, cell in zip(columns, slots[1:-1], strict=True):
        if cell is not None:
            count += column.money != _suits_money(one_line(cell.text)) and (
                column.money or is_money(one_line(cell.text))
            )
    return count


def _suits_money(text: str) -> bool:
    return not any(ch.isalpha() or ch == "%" for ch in text.replace("Rp", ""))
