"""Two-sided review forms (T-C.31) whose sides name other things in one row: the right side's values are in doubt there.

A row of the form is one item, as first planned and as analysed, and bears the left name. Some offices print two lists
beside each other instead, each in an order of its own, or the proposals that came in beside the activity that may take
them: then what stands on the right is not of the item on the left, whoever it is of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from normalize.angka import REST
from normalize.grid import Grid, letters
from normalize.peran_baris import Roles
from normalize.sambungan import Pending
from normalize.types import Konteks, Value
from normalize.ukuran import DOUBTFUL, SEVERAL
from normalize.wording import squash

UNLIKE = "nama_beda"
"""The rule of a value that stands beside another item's name."""

_STILL_KNOWN = frozenset({SEVERAL, REST})
_NAME = 8
"""Letters from which a text can be told from another one."""
_ALIKE, _STRANGE = 0.9, 0.5
"""Shares of letters in common: from the one on, two names are one with a slip in it; below the other, no rewording."""
_LISTS_APART, _LEAST = 0.25, 3
"""Share, and number, of rows with two strange names from which a form's sides are two lists."""


def doubt_unlike_sides(grid: Grid, roles: Roles, rows: Sequence[Pending]) -> None:
    """Puts what the right side prints in doubt in rows where it stands beside another item's name.

    That is told by a form of which many rows have two names that are no rewording of each other, else by a right name
    that is the left one of another row. A row whose sides print the same amount speaks of one item whatever it is
    called, unless the whole form is two lists: there round amounts are the same by chance.
    """
    if not roles.nama_kanan:
        return
    sides = {p.grid_row: _names(grid, roles, p.grid_row) for p in rows}
    apart = _apart(sides, {p.grid_row for p in rows if _agrees(p)})
    is_doubted = False
    for pending in rows:
        if any(sides[pending.grid_row]):  # the lines below an item's first are its own
            is_doubted = pending.grid_row in apart
        if is_doubted:
            pending.values = tuple(_doubted(v) if v.konteks is Konteks.HASIL_ANALISIS else v for v in pending.values)


def _doubted(value: Value) -> Value:
    """The value in doubt for this reason; that its cell prints several numbers still has to be known."""
    kept = value.perbaikan if value.perbaikan in _STILL_KNOWN else UNLIKE
    return replace(value, keyakinan=min(value.keyakinan, DOUBTFUL), perbaikan=kept)


def _names(grid: Grid, roles: Roles, row: int) -> tuple[str, str]:
    """The squashed names on the left and on the right, empty where there are few letters."""
    texts = (" ".join(grid.text(row, c) for c in columns) for columns in (roles.name_columns, roles.nama_kanan))
    left, right = (squash(text) if letters(text) >= _NAME else "" for text in texts)
    return left, right


def _apart(sides: Mapping[int, tuple[str, str]], agreeing: set[int]) -> set[int]:
    """The rows whose names are two items'; ``agreeing`` are those with the same amounts on both sides."""
    pairs = {row: names for row, names in sides.items() if all(names)}
    unlike = {row: SequenceMatcher(None, *names, autojunk=False).ratio() for row, names in pairs.items()}
    unlike = {row: share for row, share in unlike.items() if share < _ALIKE}
    strange = sum(share < _STRANGE for row, share in unlike.items() if row not in agreeing)
    if strange >= max(_LEAST, _LISTS_APART * len(pairs)):
        return set(unlike)
    lefts = {left for left, _ in sides.values()}
    return {row for row in unlike.keys() - agreeing if pairs[row][1] in lefts}


def _agrees(pending: Pending) -> bool:
    sides = (
        {(v.ukuran, v.nilai) for v in pending.values if v.konteks is konteks and v.satuan == "rupiah" and v.nilai}
        for konteks in (Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS)
    )
    return not set.isdisjoint(*sides)
