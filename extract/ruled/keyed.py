"""Items that pile up in one ruled row without any white between them, told by the keys printed at the left of each.

A key is a running number or letter, counted up from line to line, or a code of at least two levels. Where none is
printed, whole amounts in two columns stand for it. What the other cells print of an item begins beside its key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.headwords import is_datum
from extract.judge import is_amount
from extract.ruled.filled import LEVEL
from extract.ruled.heaped import Heap, HeapLine

_NUMBER, _LETTER = re.compile(r"\d{1,3}[.)]?"), re.compile(r"[A-Za-z][.)]?")
_CODE = re.compile(r"(?:[A-Z]{1,3}[.-])?\d{1,2}(?:[.-]\d{1,4})+")
MANY = 6
"""So many amounts in a cell are a table whose row rules are all missing."""
_LONGEST = 24
_KEY_COLUMNS = 2
"""Keys stand in one of so many columns from the left."""
_WHOLE = 2
"""So many cells, that of the keys among them, have something of every item."""
_AMOUNTS = 2
"""So many columns of whole amounts tell rows without a key."""


def key_cuts(cells: Sequence[Heap]) -> list[tuple[float, list[int]]]:
    """The heights at which a row is to be cut, each with the regions that it cuts; none without keys."""
    keys = next((cell for cell in cells[:_KEY_COLUMNS] if are_keys([line.text for line in cell.lines])), None)
    if keys is None:
        amounts = [cell for cell in cells if len(cell.lines) > 1 and all(is_amount(line.text) for line in cell.lines)]
        if len(amounts) < _AMOUNTS or not any(_names(cell, len(amounts[0].lines)) for cell in cells):
            return []
        keys = amounts[0]
    tall = [cell for cell in cells if len(cell.lines) > 1]
    if len(tall) < 2 or not _are_level(tall, keys.lines):
        return []
    ends = [max(line.middle for cell in tall for line in cell.lines if _is_above(line, key)) for key in keys.lines[1:]]
    return [
        ((above + key.middle) / 2, [cell.region for cell in cells if _has_part(cell, keys.lines)])
        for above, key in zip(ends, keys.lines[1:], strict=True)
    ]


def lacks_all_rules(cells: Sequence[Heap]) -> bool:
    """True for a row of so many amounts that none of the table's rows are ruled: they are read from the white."""
    return any(sum(is_amount(line.text.rsplit(" ", 1)[-1]) for line in cell.lines) >= MANY for cell in cells)


def are_keys(texts: Sequence[str]) -> bool:
    """True for several running numbers or letters that count up, or several whole codes, each another one.

    >>> are_keys(["3.", "4."]), are_keys(["2.07.01", "2.07.02"]), are_keys(["2.07.", "01"]), are_keys(["12", "85"])
    (True, True, False, False)
    """
    if len(texts) < 2 or len(texts[0]) > _LONGEST:
        return False
    if all(map(_NUMBER.fullmatch, texts)):
        numbers = [int(text.rstrip(".)")) for text in texts]
        return all(b == a + 1 for a, b in pairwise(numbers))
    if all(map(_LETTER.fullmatch, texts)):
        return all(ord(b[0]) == ord(a[0]) + 1 for a, b in pairwise(texts))
    if not all(map(_CODE.fullmatch, texts)) or len(set(texts)) < len(texts):
        return False
    # The rest of a code that is broken over two lines begins otherwise.
    return len({re.split("[.-]", text)[0] for text in texts}) == 1


def _are_level(tall: Sequence[Heap], keys: Sequence[HeapLine]) -> bool:
    """True where what each cell prints of an item begins beside its key, and another cell has something of every item.

    A cell with more lines than keys must show that a key waits for them.
    """
    parts = [_parted(cell, keys) for cell in tall]
    if any(cell[0] for cell in parts) or sum(all(cell[1:]) for cell in parts) < _WHOLE:
        return False
    if any(part and not _level(part[0], key) for cell in parts for part, key in zip(cell[1:], keys, strict=True)):
        return False
    return all(len(cell.lines) <= len(keys) for cell in tall) or any(
        len(part) > 1 for cell in parts for part in cell[1:-1]
    )


def _parted(cell: Heap, keys: Sequence[HeapLine]) -> list[list[HeapLine]]:
    """The lines of a cell above the first key, then those of each key."""
    starts = [0, *(sum(_is_above(line, key) for line in cell.lines) for key in keys), len(cell.lines)]
    return [list(cell.lines[a:b]) for a, b in pairwise(starts)]


def _level(line: HeapLine, key: HeapLine) -> bool:
    return abs(line.middle - key.middle) < LEVEL * key.size


def _is_above(line: HeapLine, key: HeapLine) -> bool:
    return line.middle < key.middle and not _level(line, key)


def _has_part(cell: Heap, keys: Sequence[HeapLine]) -> bool:
    """True for a cell that is parted too: a lone text beside the first key, or in the middle, is that of all."""
    return len(cell.lines) > 1 or any(_level(cell.lines[0], key) for key in keys[1:])


def _names(cell: Heap, count: int) -> bool:
    """True for so many lines of words, none of which only goes on with the one above."""
    texts = [line.text for line in cell.lines]
    return len(texts) == count and not any(is_datum(text) or text[:1].islower() for text in texts)
