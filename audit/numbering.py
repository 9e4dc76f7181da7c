"""Running numbers in front of rows: where one is left out, a row was not read, or the document does not print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.hierarchy import Item

_NUMBER = re.compile(r"((?:[\dA-Za-z]{1,4}\.\s?)*)([1-9]\d{0,2}|[a-z])")
_MOST_LOST = 3
"""Rows lost in one place; a longer jump is another way to number."""


class _Place(NamedTuple):
    """What stands in front of the last number (`1.2.`), how it counts, and the number itself."""

    prefix: str
    is_letter: bool
    number: int


def has_gap(items: Sequence[Item], parent: Item | None = None) -> bool:
    """True where the running numbers of neighbours leave out one to three, or the first ones below ``parent``.

    Codes (`04`, `2.02`) are no running numbers: an office has only some of them.
    """
    places = [_place(item) for item in items]
    steps = (
        other.number - one.number - 1
        for one, other in pairwise(places)
        if one is not None and other is not None and one[:2] == other[:2]
    )
    return _begins_late(places[:1], parent) or any(map(_is_loss, steps))


def _begins_late(first: Sequence[_Place | None], parent: Item | None) -> bool:
    """True for `2.2` as the first below `2`."""
    own = "" if parent is None else _printed(parent)
    return own != "" and any(one and one.prefix.strip(" .") == own and _is_loss(one.number - 1) for one in first)


def _is_loss(n_left_out: int) -> bool:
    return 0 < n_left_out <= _MOST_LOST


def _place(item: Item) -> _Place | None:
    found = _NUMBER.fullmatch(_printed(item))
    if found is None:
        return None
    prefix, last = found.groups()
    is_letter = last.isalpha()
    return _Place(prefix, is_letter, ord(last) - ord("a") + 1 if is_letter else int(last))


def _printed(item: Item) -> str:
    return (item.row.row.hints.numbering or "").strip(" .)(")
