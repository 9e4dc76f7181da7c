"""Tables as plain HTML for those who hear the page or use it by keyboard alone: Streamlit's own are drawn pictures.

The reader asks for them by a switch at the head of the page, which the address keeps.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from renja.web.language import say
from renja.web.text import number, short

KEY = "polos"
_MOST_ROWS = 200
_NAMED_BY = 3
"""So many of its first columns name a row in a list."""


def switch() -> None:
    """The switch between drawn tables and plain ones."""
    st.session_state[KEY] = str(st.session_state.get(KEY)) in ("ya", "True")
    st.toggle(say("page_tabel.plain"), key=KEY, help=say("page_tabel.plain_means"), persist_state="session")


def wanted() -> bool:
    """True where the reader asked for plain tables."""
    return st.session_state.get(KEY) is True


def draw(texts: pd.DataFrame, numeric: Sequence[bool], alt: str) -> None:
    """The frame of texts, its column names as heads, the first column naming the rows; ``alt``: its caption.

    Every text is escaped: it may come from a document.
    """
    rows = texts.head(_MOST_ROWS)
    more = len(texts) - len(rows)
    caption = alt if not more else say("page_tabel.first_rows", alt=alt, most=number(_MOST_ROWS), more=number(more))
    heads = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in rows.columns)
    body = "".join(_row(list(row), numeric) for row in rows.itertuples(index=False, name=None))
    named = html.escape(alt, quote=True)
    st.html(
        f'<div class="renja-table" tabindex="0" role="region" aria-label="{named}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(values: Sequence[str], numeric: Sequence[bool]) -> str:
    cells = [
        f'<td class="angka">{html.escape(text)}</td>' if is_number else f"<td>{html.escape(text)}</td>"
        for text, is_number in zip(values[1:], numeric[1:], strict=True)
    ]
    return f'<tr><th scope="row">{html.escape(values[0])}</th>{"".join(cells)}</tr>' if values else ""


def choose(
    texts: pd.DataFrame, names: Sequence[str], key: str, state: str, taken: Callable[[str | None], None]
) -> None:
    """A list to choose one of the rows from: ``names`` are their values, ``state`` holds the one that is chosen."""
    labels = {
        name: short(" · ".join(str(text) for text in row[:_NAMED_BY] if str(text).strip()), 120)
        for name, row in zip(names, texts.itertuples(index=False, name=None), strict=True)
    }
    chosen = str(st.session_state.get(state))
    held = f"{key}_polos"
    st.session_state[held] = chosen if chosen in labels else None
    st.selectbox(
        say("page_tabel.choose_row"),
        list(labels),
        key=held,
        format_func=lambda name: labels.get(name, name),
        on_change=lambda: taken(st.session_state.get(held)),
    )
