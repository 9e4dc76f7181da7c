"""A row of large figures with their names; as many beside one another as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def show_figures(figures: Sequence[tuple[str, str]]) -> None:
    """Draws name and value of each. Both are shown as Markdown: what comes from a document goes through ``plain``."""
    with st.container(horizontal=True, key="angka_" + "_".join(str(ord(name[0])) for name, _ in figures)):
        for name, value in figures:
            st.metric(name, value, width="content", border=True)
