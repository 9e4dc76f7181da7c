"""Frames on the page: numbers in Indonesian form, texts as they are, one row or cell to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from renja.web import plain_table
from renja.web.text import DASH, is_missing, short

_MOST_LETTERS = 600
"""Of a document's text in a cell of a table."""
ROW_PIXELS = 35
_LETTER_PIXELS, _EDGE_PIXELS = 7.6, 20
"""Of a digit in a cell, and of what stands left and right of its text."""
_LEAST_PIXELS = 70


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the frame: its ``name``, its ``title`` on the page, how a value is shown, and its width.

    ``width``: pixels, or small, medium, large. ``pinned``: it stays when the table is scrolled sideways.
    """

    name: str
    title: str
    shown: Callable[[Any], str] | None = None
    width: Any = None
    pinned: bool = False


def show_table(
    frame: pd.DataFrame, columns: Sequence[Column], alt: str, *, most_rows: int = 12, key: str | None = None
) -> None:
    """Shows the frame's columns in that order. ``alt``: what it is, for those who hear the page."""
    if plain_table.wanted():
        plain_table.draw(_texts(frame, columns), [column.shown is not None for column in columns], alt)
        return
    st.dataframe(_styled(frame, columns), alt=alt, key=key, **_look(frame, columns, most_rows))


def choose_row(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    alt: str,
    *,
    key: str,
    by: str,
    state: str,
    clears: str | None = None,
    most_rows: int = 12,
) -> None:
    """The same; a row that is clicked is chosen: its value of column ``by`` goes to the session's ``state``.

    ``clears``: another choice that goes with the old row.
    """
    names = [str(value) for value in frame[by]]
    if plain_table.wanted():
        texts = _texts(frame, columns)
        plain_table.draw(texts, [column.shown is not None for column in columns], alt)
        plain_table.choose(texts, names, key, state, lambda name: _chosen(name, state, clears))
        return
    chosen = str(st.session_state.get(state))
    rows = [names.index(chosen)] if chosen in names else []
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    st.dataframe(
        _styled(frame, columns),
        alt=alt,
        key=key,
        on_select=lambda: _take(key, names, state, clears),
        selection_mode="single-row",
        **_look(frame, columns, most_rows),
    )


def show_choosable(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    alt: str,
    *,
    key: str,
    rows: Sequence[int],
    cell: int,
    taken: Callable[[], None],
    most_rows: int = 25,
) -> None:
    """Shows the frame with these rows' boxes ticked, and a cell of row ``cell`` chosen; ``taken``: after a click.

    As a plain table it is only shown: buttons and keys beside it go through the rows and mark them.
    """
    if plain_table.wanted():
        plain_table.draw(_texts(frame, columns), [column.shown is not None for column in columns], alt)
        return
    st.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": [(cell, columns[1].title)]}}
    st.dataframe(
        _styled(frame, columns),
        alt=alt,
        key=key,
        on_select=taken,
        selection_mode=["multi-row", "single-cell"],
        **_look(frame, columns, most_rows),
    )


def _take(key: str, names: Sequence[str], state: str, clears: str | None) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    _chosen(names[rows[0]] if rows and rows[0] < len(names) else None, state, clears)


def _chosen(name: str | None, state: str, clears: str | None) -> None:
    st.session_state[state] = name
    if clears is not None:
        st.session_state[clears] = None


def _styled(frame: pd.DataFrame, columns: Sequence[Column]) -> Any:
    """The frame with the columns' titles; each value has its text beside it, so that sorting goes by the value.

    Whole numbers without a way to show them (pages, ranks) stay as they are: giving values texts costs time.
    """
    shown = frame[[column.name for column in columns]].copy()
    for column in columns:
        if column.shown is None and not pd.api.types.is_integer_dtype(shown[column.name]):
            shown[column.name] = [_text(value) for value in shown[column.name]]
    shown.columns = pd.Index([column.title for column in columns])
    formats: Any = {column.title: column.shown for column in columns if column.shown is not None}
    return shown.style.format(formats, na_rep=DASH) if formats and len(shown) else shown


def _texts(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The columns as texts under their titles."""
    shown = {
        i: [DASH if is_missing(value) else (column.shown or _text)(value) for value in frame[column.name]]
        for i, column in enumerate(columns)
    }
    return pd.DataFrame(shown, index=frame.index).set_axis([column.title for column in columns], axis=1)


def _text(value: Any) -> str:
    return DASH if is_missing(value) else short(value, _MOST_LETTERS)


def _look(frame: pd.DataFrame, columns: Sequence[Column], most_rows: int) -> dict[str, Any]:
    configured = {}
    for column in columns:
        width = column.width or _fitting(frame[column.name], column)
        if width is not None or column.pinned:
            configured[column.title] = st.column_config.Column(width=width, pinned=column.pinned)
    height = ROW_PIXELS * (min(len(frame), most_rows) + 1) + 3
    return {
        "hide_index": True,
        "column_config": configured,
        "height": height,
        "width": "stretch",
        "placeholder": DASH,
    }


def fitting_text(texts: Iterable[str], most: int) -> int:
    """Pixels for the longest of a column's texts, at most so many.

    >>> fitting_text(["–", "LKjIP"], 190), fitting_text(["Renja murni, Renja perubahan, LKjIP"], 190)
    (70, 190)
    """
    longest = max((len(text) for text in texts), default=0)
    return min(most, max(_LEAST_PIXELS, round(longest * _LETTER_PIXELS) + _EDGE_PIXELS))


def _fitting(values: pd.Series, column: Column) -> int | None:
    """Pixels for the longest figure: the table measures its first rows alone, and would cut a longer one further down.

    Figures stand at the right of a cell, so that it is their sign and first digits that would be lost.
    """
    if column.shown is None:
        return None
    longest = max((len(column.shown(value)) for value in values if not is_missing(value)), default=0)
    return round(max(longest, len(column.title)) * _LETTER_PIXELS) + _EDGE_PIXELS
