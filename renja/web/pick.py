"""A long list of which one item is opened, and any may be marked to be dealt with together.

The list is shown a page at a time, the page that holds the opened item, so that twenty thousand cost no more than ten.
The item stays opened over decisions and changed filters as long as it passes them; then the next one of the list that
stood there before is opened, which is where whoever works through a list wants to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from renja.web import link
from renja.web.language import say
from renja.web.table import Column, show_choosable
from renja.web.text import number

SIZES = (10, 25, 100)


@dataclass(frozen=True, slots=True)
class Listing:
    """All items that pass the filters, by their ids; ``key``: where the session keeps the opened one.

    ``clears``: another choice that goes with the item that was opened before.
    """

    key: str
    names: Sequence[str]
    clears: str | None = None

    @property
    def opened(self) -> str:
        """The id of the opened item."""
        return str(st.session_state[self.key])

    def marked(self) -> list[str]:
        """The marked items that pass the filters, in the order of the list."""
        held = _marked(self.key)
        return [name for name in self.names if name in held] if held else []

    def open(self, name: str) -> None:
        """Opens another item."""
        st.session_state[self.key] = name
        if self.clears is not None:
            st.session_state[self.clears] = None


def listing(key: str, names: Sequence[str], clears: str | None = None) -> Listing:
    """The list, with an item of it opened. ``names`` is not empty."""
    former, opened = f"_urutan_{key}", st.session_state.get(key)
    if opened is None or str(opened) not in set(names):
        link.tell_not_found(key)
        st.session_state[key] = _nearest(st.session_state.get(former, ()), opened, names)
    st.session_state[former] = names
    return Listing(key, names, clears)


def _nearest(former: Sequence[str], opened: Any, names: Sequence[str]) -> str:
    """What stood next to the item in the list as it was, among those of it as it is; else the first.

    >>> _nearest("abcdef", "c", "abef"), _nearest("abc", "c", "ab"), _nearest("abc", "x", "ab")
    ('e', 'b', 'a')
    """
    if opened not in former:
        return names[0]
    at, there = former.index(opened), set(names)
    near = [*former[at + 1 :], *reversed(former[:at])]
    return next((name for name in near if name in there), names[0])


def unmark(key: str) -> None:
    """Takes all marks away."""
    _marked(key).clear()


def _marked(key: str) -> set[str]:
    held: set[str] = st.session_state.setdefault(f"_tandai_{key}", set())
    return held


def page_of(held: Listing) -> list[str]:
    """The ids of the page that holds the opened item."""
    size = _size()
    first = held.names.index(held.opened) // size * size
    return list(held.names[first : first + size])


def _size() -> int:
    said = str(st.session_state.get("per"))
    return next((size for size in SIZES if str(size) == said), SIZES[0])


def show_listing(held: Listing, frame: pd.DataFrame, columns: Sequence[Column], alt: str) -> None:
    """Draws a page of the list and the ways through it.

    ``frame``: the items of ``page_of`` by their ids, as far as the dataset, which an ingest may change, still has them.
    """
    page, marks = [str(name) for name in frame.index], _marked(held.key)
    key = f"pilih_{held.key}"
    shown = frame.assign(_buka=["▶" if name == held.opened else "" for name in page])
    show_choosable(
        shown,
        [Column("_buka", " ", width=30, pinned=True), *columns],
        alt,
        key=key,
        rows=[at for at, name in enumerate(page) if name in marks],
        cell=page.index(held.opened) if held.opened in page else 0,
        taken=lambda: _take(held, page, key),
    )
    _ways(held)


def _take(held: Listing, page: Sequence[str], key: str) -> None:
    """What was clicked: a cell opens its item, the boxes mark theirs."""
    chosen = st.session_state[key]["selection"]
    cells = [cell[0] for cell in chosen["cells"] if cell[0] < len(page)]
    marks, rows = _marked(held.key), {page[row] for row in chosen["rows"] if row < len(page)}
    if cells and page[cells[0]] != held.opened:
        held.open(page[cells[0]])
        return  # a click into a cell lets go of the boxes, and nobody meant that
    marks.difference_update(page)
    marks.update(rows)


def _ways(held: Listing) -> None:
    """Buttons to the items and pages before and after, and the box of the opened one, each with its key."""
    at, size, last = held.names.index(held.opened), _size(), len(held.names) - 1
    with st.container(horizontal=True, vertical_alignment="center", key=f"jalan_{held.key}"):
        _way(held, say("page_tinjau.previous"), at - 1, "K")
        _way(held, say("page_tinjau.next"), at + 1, "J")
        is_marked = held.opened in _marked(held.key)
        text = say("page_tinjau.unmark") if is_marked else say("page_tinjau.mark")
        st.button(text, shortcut="X", key=f"tandai_{held.key}", on_click=_toggle, args=(held.key, held.opened))
        _way(held, say("page_tinjau.page_before"), (at // size - 1) * size, None)
        _way(held, say("page_tinjau.page_after"), (at // size + 1) * size, None)
        st.caption(_where(at, size, last + 1))
        settle_size()
    st.caption(say("page_tinjau.keys"))


def _where(at: int, size: int, count: int) -> str:
    first = at // size * size
    return say(
        "page_tinjau.where",
        at=number(at + 1),
        first=number(first + 1),
        last=number(min(first + size, count)),
        count=number(count),
    )


def settle_size() -> None:
    """The choice of how many a page has."""
    link.choose(
        say("page_tinjau.per_page"), "per", SIZES, SIZES[0], str, width=90, label_visibility="collapsed",
        help=say("page_tinjau.per_page"),
    )  # fmt: skip


def _way(held: Listing, text: str, to: int, shortcut: str | None) -> None:
    inside = 0 <= to < len(held.names)
    args = (held.names[to],) if inside else ()
    st.button(text, disabled=not inside, on_click=held.open, args=args, shortcut=shortcut, key=f"ke_{held.key}_{text}")


def _toggle(key: str, name: str) -> None:
    marks = _marked(key)
    (marks.discard if name in marks else marks.add)(name)
