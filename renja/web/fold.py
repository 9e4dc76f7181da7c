"""Filters that stand in a row where there is room, and behind one switch where the screen is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from renja.web.language import say

ALL = "semua"
"""Stands for no choice in a list that has one more entry for it."""


@contextmanager
def folding(key: str, choices: Sequence[str], title: Callable[[], str] | None = None) -> Iterator[None]:
    """Draws what follows in a place that the style sheet folds away on a narrow screen, with the switch that opens it.

    ``choices``: the keys of the session that are chosen there; the switch says how many of them are. ``title``: what it
    says instead, where what is chosen is no filter or never empty; asked when all is drawn.
    """
    with st.container(key=f"luar_{key}"):
        switch = st.empty()
        with st.container(key=f"dalam_{key}"):
            yield
        used = sum(st.session_state.get(name) not in (None, "", ALL, []) for name in choices)
        name = say("page_tinjau.filters_used", used=used) if title is None else title()
        switch.toggle(name, key=f"lipat_{key}", persist_state="session")
