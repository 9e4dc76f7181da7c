"""Figures: the page does not hold them against the schema of what draws them, so it is done here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair
import pytest

VIEWS = (
    {"lihat": "ringkasan"},
    {"lihat": "perbandingan", "kode": "1.06.04", "tahun": "2024", "prov": "73"},
    {"lihat": "perbandingan", "banding": "wilayah", "kode": "1.06.04", "tahun": "2024", "oleh": "kabkota"},
    {"lihat": "perbandingan", "banding": "tren", "kode": "1.06.04", "oleh": "provinsi"},
    {"lihat": "perbandingan", "banding": "terbesar", "tahun": "2024"},
)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every figure that is made meanwhile is held against the schema; the kinds of those that were."""
    kinds: list[str] = []
    made = altair.TopLevelMixin.to_dict
    within = False

    def held(self: Any, *args: Any, **more: Any) -> Any:
        nonlocal within
        if within:  # a layer of a figure: the figure is held against the schema as a whole
            return made(self, *args, **more)
        kinds.append(type(self).__name__)
        within = True
        try:
            return made(self, *args, **more | {"validate": True})
        finally:
            within = False

    monkeypatch.setattr(altair.TopLevelMixin, "to_dict", held)
    return kinds


@pytest.mark.parametrize("asked", VIEWS, ids=lambda view: view.get("banding", view["lihat"]))
def test_each_figure_of_the_page_is_what_vega_takes(
    page_dataset: Path, open_page: Any, checked: list[str], asked: dict[str, str]
) -> None:
    page = open_page(page_dataset, **asked)
    assert not page.exception
    assert checked


def test_a_figure_that_vega_does_not_take_is_found(checked: list[str]) -> None:
    chart = altair.Chart(altair.Data(values=[])).mark_bar()
    chart.mark = "palang"
    with pytest.raises(altair.utils.schemapi.SchemaValidationError):
        chart.to_dict(validate=False)
