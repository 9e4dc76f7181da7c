"""The figure of each region's largest items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair

from output.compare import Largest
from renja.show.chart import MOST_BARS, PAGU, rupiah_of, short_amount, unit_of
from renja.show.comparison import item_name
from renja.web.labels import label
from renja.web.language import language, say
from renja.web.text import rupiah, short


def largest_chart(found: Sequence[Largest]) -> Any:
    """A bar for each item, with its amount beside it, in the order given, at most ``MOST_BARS``."""
    alt: Any = altair
    rows = found[:MOST_BARS]
    size, unit = unit_of([each.pagu for each in rows], language())
    data = alt.Data(values=[_bar(each, size) for each in rows])
    place: Any = alt.Y("tempat:N", sort=[_place(each) for each in rows], title=None, axis=alt.Axis(labelLimit=220))
    comma = "replace(datum.label, '.', ',')" if language() == "id" else "datum.label"
    amount: Any = alt.X(
        "pagu:Q", title=rupiah_of(unit, language()), axis=alt.Axis(format="~r", labelExpr=comma, tickCount=6)
    )
    tips = [
        alt.Tooltip("wilayah:N", title=say("page_largest.region")),
        alt.Tooltip("nama:N", title=say("page_largest.name")),
        alt.Tooltip("rupiah:N", title=label("pagu")),
    ]
    bars = alt.Chart(data).mark_bar(color=PAGU).encode(y=place, x=amount, tooltip=tips)
    texts = alt.Chart(data).mark_text(align="left", dx=5, color="#333").encode(y=place, x="pagu:Q", text="teks:N")
    return alt.layer(bars, texts).properties(height={"step": 28}, width=560)


def roomy(chart: Any) -> Any:
    """The figure with room at its right, so that the texts beside the bars are not cut off on a narrow screen."""
    return chart.properties(padding={"left": 5, "top": 5, "right": 12, "bottom": 5})


def _place(each: Largest) -> str:
    return each.wilayah if each.peringkat == 1 else f"{each.wilayah} ({each.peringkat})"


def _bar(each: Largest, size: int) -> dict[str, Any]:
    return {
        "tempat": _place(each),
        "wilayah": each.wilayah,
        "nama": short(item_name(each), 160),
        "pagu": float(each.pagu / size),
        "rupiah": rupiah(each.pagu),
        "teks": short_amount(each.pagu, language()),
    }
