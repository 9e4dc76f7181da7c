"""What tells that a line of a cell begins a text of its own, where neither rule nor white parts it from that above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from extract.headwords import are_sentences, is_datum
from extract.judge import is_amount
from extract.ruled.filled import LEVEL
from extract.ruled.heaped import BLANK, Heap, HeapLine

_GOES_ON = (",", "-", "/", ":", "(", "&", " dan", " atau", " di", " ke")
NO_START = ("(", "-", "–", "•", "*", ")", "/", "&", "+")
_NOTHING = ("-", "–")
"""So a cell prints that it has no value."""
_OPEN = (".", ",", "-", "–", "/")
"""So ends a number or code that its cell breaks."""
_PROVING = 3
_EVEN = 0.2
"""Lines of one spacing differ by no more than this share of the font size."""


def had_room(above: HeapLine, below: HeapLine, side: float) -> bool:
    """True where the first word of a line would have stood behind the line above, before the cell ends."""
    return above.x1 + BLANK * above.size + below.word - below.x0 < side


def may_begin(above: HeapLine, line: HeapLine, side: float) -> bool:
    """False for a line that goes on with the one above; a unit in small letters begins where it would have had room."""
    if line.text.startswith(NO_START) and not is_datum(line.text):
        return False
    if above.text.endswith(_GOES_ON) and above.text not in _NOTHING:
        return False
    return not line.text[0].islower() or had_room(above, line, side)


def are_values(above: HeapLine, line: HeapLine) -> bool:
    """True for two whole numbers of one kind and unit, one below the other."""
    one, other = above.text, line.text
    return is_amount(one) == is_amount(other) and _unit(one) == _unit(other) and _are_data(one, other)


def _are_data(one: str, other: str) -> bool:
    digits = any(map(str.isdigit, one)) and any(map(str.isdigit, other))
    return digits and is_datum(one) and is_datum(other) and not one.endswith(_OPEN)


def _unit(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha() or char == "%")


def begins(cell: Heap, at: int) -> bool:
    """True where line ``at`` is told to begin a text: by room above it, as a value, or by its capital where only
    sentences begin with one.
    """
    above, line = cell.lines[at - 1], cell.lines[at]
    # A number's unit may stand below it.
    if any(_are_data(" ".join(part.text for part in cell.lines[k:at]), line.text) for k in (at - 1, at - 2) if k >= 0):
        return True
    if (is_datum(line.text) and above.text.endswith(_OPEN)) or not may_begin(above, line, cell.side):
        return False
    return (line.text[0].isupper() and are_sentences(part.text for part in cell.lines)) or had_room(
        above, line, cell.side
    )


def starts_beside(cell: Heap, values: Sequence[float], is_filler: bool) -> list[int]:
    """The lines with which the items of a cell begin that stand beside values at these heights, each beside its item's
    first line or its middle; none where neither, or both, would do.

    Where the cell's lines alone fill the white between the values (``is_filler``), enough values prove it.
    """
    middles, size = [line.middle for line in cell.lines], cell.lines[0].size
    proven = is_filler and len(values) >= _PROVING
    readings = (_from_first_lines(middles, values, size), _from_middles(middles, values, size))
    found = [starts for starts in readings if starts and _may_be_items(cell, starts)]
    told = [starts for starts in found if all(begins(cell, at) for at in starts[1:])]
    best = told or (found if proven else [])
    return best[0] if len(best) == 1 or (best and best[0] == best[1]) else []


def _may_be_items(cell: Heap, starts: Sequence[int]) -> bool:
    """True where no item goes on with the one above, and each is without white between its lines."""
    steps = {at: b.middle - a.middle for at, (a, b) in enumerate(pairwise(cell.lines), 1)}
    white = min(steps.values()) + _EVEN * cell.lines[0].size if steps else 0.0
    return all(
        may_begin(cell.lines[at - 1], cell.lines[at], cell.side) if at in starts else step < white
        for at, step in steps.items()
    )


def _from_first_lines(middles: Sequence[float], values: Sequence[float], size: float) -> list[int]:
    level = [next((k for k, y in enumerate(middles) if abs(y - value) < LEVEL * size), -1) for value in values]
    return level if level[0] == 0 and all(a < b for a, b in pairwise(level)) else []


def _from_middles(middles: Sequence[float], values: Sequence[float], size: float) -> list[int]:
    """An item's lines, all evenly set, reach as far below its value as above it."""
    steps = [b - a for a, b in pairwise(middles)]
    if max(steps, default=0.0) - min(steps, default=0.0) > _EVEN * size:
        return []
    step = (middles[-1] - middles[0]) / max(len(middles) - 1, 1) or 1.0
    places = [(value - middles[0]) / step for value in values]
    ends = list(accumulate(places, lambda start, place: 2 * place - start + 1, initial=0.0))
    counts = [b - a for a, b in pairwise(ends)]
    near = all(count > 0.5 and abs(end - round(end)) < _EVEN for count, end in zip(counts, ends[1:], strict=True))
    return [round(end) for end in ends[:-1]] if near and round(ends[-1]) == len(middles) else []
