"""Quantities that a narrow cell broke over two lines ("47.3" above "65"), told by how much room the cell has.

Two numbers below each other look the same. A number is broken where one more digit did not fit: the line is as wide as
its cell, which the texts of the table's other cells measure, and no line of its column is wider; then it is put
together (:func:`joined`). Where the room does not tell, what may be two halves of one number is in doubt
(:func:`doubt_broken`). Money is put together elsewhere, by its groups alone (`normalize.potongan`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.types import Cell
from normalize.kolom_nilai import ValueColumn
from normalize.ruang_sel import digits_wide
from normalize.types import Number
from normalize.ukuran import DOUBTFUL

PIECE = "pecahan"
"""The rule of a number that may be a half."""

_BROKEN = re.compile(r"(?m)^([0-9][0-9.,]*)\n([0-9]{1,3})(?![0-9.,])")
"""Digits that have a line to themselves above others."""
_LEFT_OPEN = re.compile(r"[0-9]{1,3}(?P<mark>[.,])\n[0-9]{1,2}(?:\s?%)?")
"""A cell whose only number ends with its decimal mark, and what are its decimals if it goes on: "83," above "23"."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+")
_DECIMALS = re.compile(r"[0-9]+[.,][0-9]{2}")
_SOUND = re.compile(r"[0-9]+[.,][0-9]")
"""A number with one decimal, whatever stands in the next line."""
_UNIT = re.compile(r"[ \n]?[^\W\d_]{2}")
_FULL, _SURELY_FULL = 0.75, 0.85
"""Share of its cell's room that a broken line and one more digit take at least: where marks show that the whole is one
number, and where nothing does. The room is reckoned from words, somewhat too large."""
_BARE_DIGITS = 4
"""So many digits a whole number has at least before it is broken, and a unit behind its rest: "100" above "50" are two
targets, however narrow their cell."""
JOINED = 0.85
"""How sure a number is at most that was put together over two lines of its cell."""
_SLACK = 1.0
"""Digits by which another line of the column may be wider: letters are not all as wide as they are taken for."""

_HALVES = re.compile(
    r"(?<![0-9.,])(?P<first>[0-9]{1,3}(?:[.,][0-9]{3})*(?P<mark>[.,])(?P<tail>[0-9]{1,2}))(?: (?P<word>[^\W\d_]+))?\n"
    r"(?P<rest>[0-9]{1,2})(?![0-9.,])(?: (?P<end>[^\W\d_]+))?"
)
_BESIDE = re.compile(r"(?m)^(?P<first>[0-9]{2,}[0-9.,]*)\n[^\W\d_][^\d\n]*\n(?P<rest>[0-9]{1,2})$")
"""Digits, a unit and digits again, a line each: the unit stands beside a number of two lines, between the two."""
_BLANK = re.compile(r"(?<![0-9.,])(?P<first>[0-9]{1,3}(?P<mark>[.,])) (?P<rest>[0-9]{1,2})(?![0-9.,])")
"""A mark and a blank between two numerals: of a list, or of a number with decimals ("83, 60")."""
_GROUP = 3
_DECIMAL_MARK = {"titik": ",", "koma": "."}
"""By how the table's amounts group thousands."""


def joined(cell: Cell, column: ValueColumn, engine: str) -> tuple[str, float]:
    """The text of a cell, its number put together where the cell's width broke it, and how sure it is then at most.

    ``engine``: what found the cells. What is a number without the next line too ("12,5" above "8") is put together in
    doubt.
    """
    if "\n" not in cell.text:
        return cell.text, 1.0
    left_open = _LEFT_OPEN.fullmatch(cell.text)
    if left_open is not None and left_open["mark"] == _DECIMAL_MARK.get(column.amounts or "", ","):
        # A list of two whole numbers may look so once, a column of such lists is one of decimals.
        return cell.text.replace("\n", ""), JOINED if all(map(_DECIMALS.match, _one_lined(column))) else DOUBTFUL
    found = _BROKEN.search(cell.text)
    if found is None or not engine.startswith("ruled"):
        return cell.text, 1.0
    decimal = column.room.decimal_marks(cell.col) | {_DECIMAL_MARK.get(column.amounts or "", ",")}
    least, line = _least(found, decimal), digits_wide(found[1])
    if least is None or column.room.widest_beside(cell) > line + _SLACK:
        return cell.text, 1.0
    room = column.room.of(cell)
    if room <= 0.0 or line + 1.0 < least * room:
        return cell.text, 1.0
    sure = DOUBTFUL if _SOUND.fullmatch(found[1]) and _DECIMALS.fullmatch(found[1] + found[2]) else JOINED
    return cell.text[: found.end(1)] + cell.text[found.start(2) :], sure


def _one_lined(column: ValueColumn) -> list[str]:
    """The texts of a column that hold numbers, without white space."""
    return ["".join(text.split()) for text in column.siblings if any(map(str.isdecimal, text))]


def doubt_broken(numbers: tuple[Number, ...], cell: Cell, column: ValueColumn) -> tuple[Number, ...]:
    """The numbers of a cell; two of them in doubt where both may be one number that the cell's width broke.

    The first then ends in a piece of a group, or in the first of two decimals, which the second completes at the
    beginning of the next line, and no line of the column is longer than both in one piece. Units of their own speak for
    two numbers; a word that is broken at the same place, for one. So may digits be that stand above and below the
    first one's unit and have none, and what is behind a decimal mark and a blank.
    """
    found = _HALVES.search(cell.text)
    if found is not None and (_is_torn_group(found, cell, column) or _is_torn_decimal(found, cell, column)):
        at, pair = _pair(numbers, found["first"])
        if pair and _is_one(found, pair, column):
            return _doubted(numbers, at)
    found = _BESIDE.search(cell.text)
    at, pair = _pair(numbers, found["first"] if found else "")
    if found and pair and pair[0].unit is not None and (pair[1].text, pair[1].unit) == (found["rest"], None):
        return _doubted(numbers, at)
    found = _BLANK.search(cell.text)
    at, pair = _pair(numbers, found["first"] if found else "")
    if found and pair and pair[0].unit in (None, pair[1].unit) and found["mark"] in _marks(cell, column):
        return _doubted(numbers, at)
    return numbers


def _pair(numbers: Sequence[Number], first: str) -> tuple[int, tuple[Number, ...]]:
    """Where a number of this text stands, and it with the next one; () where there are no two."""
    at = next((i for i, n in enumerate(numbers) if n.text == first), len(numbers))
    pair = tuple(numbers[at : at + 2])
    return at, pair if len(pair) > 1 else ()


def _doubted(numbers: tuple[Number, ...], at: int) -> tuple[Number, ...]:
    """The numbers, that one and the next in doubt."""
    doubted = (replace(n, rule=PIECE, confidence=min(n.confidence, DOUBTFUL)) for n in numbers[at : at + 2])
    return (*numbers[:at], *doubted, *numbers[at + 2 :])


def _marks(cell: Cell, column: ValueColumn) -> frozenset[str]:
    """The marks that stand before decimals in the column of a cell."""
    return column.room.decimal_marks(cell.col)


def _is_torn_group(found: re.Match[str], cell: Cell, column: ValueColumn) -> bool:
    """True for a piece of a group above its rest where no line of the column is longer than both in one piece."""
    parts = found["mark"] != _DECIMAL_MARK.get(column.amounts or "")
    line = len(found.group().split("\n")[0]) + len(found["rest"])
    return parts and len(found["tail"]) + len(found["rest"]) == _GROUP and line >= column.room.longest(cell.col)


def _is_torn_decimal(found: re.Match[str], cell: Cell, column: ValueColumn) -> bool:
    """True for one decimal above a digit ("85,0" / "2") where the column prints two decimals elsewhere."""
    mark = found["mark"]
    torn = mark in _marks(cell, column) and len(found["tail"]) == len(found["rest"]) == 1
    return torn and any(re.match(rf"[0-9]+{re.escape(mark)}[0-9]{{2}}(?![0-9.,])", text) for text in column.siblings)


def _is_one(found: re.Match[str], pair: Sequence[Number], column: ValueColumn) -> bool:
    """True where the words beside two pieces of numbers leave it open whether they are one."""
    if found["word"]:
        return found["end"] is not None and f"{found['word']}{found['end']}".lower() in column.whole
    return pair[0].unit in (None, pair[1].unit)


def _least(found: re.Match[str], decimal: frozenset[str]) -> float | None:
    """How full the first line has to be; None where the whole is no sound number, or the first one is a better one.

    ``decimal``: the marks that stand before decimals here.
    """
    first, whole = found[1], found[1] + found[2]
    if _GROUPED.fullmatch(first) or (_DECIMALS.fullmatch(first) and not _GROUPED.fullmatch(whole)):
        return None
    if _GROUPED.fullmatch(whole):
        return None if decimal & set(whole) else _FULL
    if _DECIMALS.fullmatch(whole):
        return _FULL
    has_unit = _UNIT.match(found.string, found.end()) is not None
    return _SURELY_FULL if first.isdecimal() and len(first) >= _BARE_DIGITS and has_unit else None
