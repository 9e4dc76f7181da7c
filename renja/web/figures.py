"""Figures: a row of large ones with their names, as many as there is room for, and drawn ones with their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

_INK = "#31333f"


def show_figures(figures: Sequence[tuple[str, str]]) -> None:
    """Draws name and value of each. Both are shown as Markdown: what comes from a document goes through ``plain``."""
    with st.container(horizontal=True, key="angka_" + "_".join(str(ord(name[0])) for name, _ in figures)):
        for name, value in figures:
            st.metric(name, value, width="content", border=True)


def draw(chart: Any, alt: str, **more: Any) -> Any:
    """Draws a figure; ``alt``: what it shows, for those who hear the page, who get it instead of axes and marks.

    What Vega says of itself is English and names our fields. Its labels are as dark as any text: Streamlit's are too
    pale to be read by everybody. What Altair made is not held against Vega's schema here: that takes longer than all
    else on the page, and a test does it.
    """
    spec = chart.to_dict(validate=False)
    held = spec.get("config", {})
    axis = {"labelColor": _INK, "titleColor": _INK} | held.get("axis", {})
    legend = {"labelColor": _INK, "titleColor": _INK} | held.get("legend", {})
    spec["config"] = held | {"aria": False, "axis": axis, "legend": legend}
    return st.vega_lite_chart(spec, width="stretch", alt=alt, **more)
