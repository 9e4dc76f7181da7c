"""Separators that reader and picture leave open are the page's usual ones."""

from __future__ import annotations

import pytest

from extract.scan.separators import with_usual_separators
from extract.scan.types import Reading


def reading(text: str, doubtful: str = "", sure: float = 0.6) -> Reading:
    """A sure reading, but for one sign of which the reader is not sure."""
    values = [0.99] * len(text)
    if doubtful:
        values[text.rindex(doubtful)] = sure
    return Reading(text, tuple(values), tuple((k + 0.5) / len(text) for k in range(len(text))))


DECIMALS = [reading(text) for text in ("71,25", "8,5 %", "62,04", "90,91", "3,75")]
AMOUNTS = [reading(text) for text in ("4.215.377.000", "918.400.250", "3.333.250.000")]


@pytest.mark.parametrize(
    ("page", "text", "doubtful", "meant"),
    [(DECIMALS, "48.16", ".", "48,16"), (AMOUNTS, "512.640,315", ",", "512.640.315")],
)
def test_a_contested_separator_goes_by_the_page(page: list[Reading], text: str, doubtful: str, meant: str) -> None:
    found = with_usual_separators([*page, reading(text, doubtful)])[-1]
    assert found.text == meant
    assert min(found.sure) < 0.9


def test_a_sure_one_stays() -> None:
    assert with_usual_separators([*DECIMALS, reading("48.16")])[-1].text == "48.16"


def test_what_may_be_either_stays() -> None:
    assert with_usual_separators([*AMOUNTS, reading("48,160", ",")])[-1].text == "48,160"


def test_few_or_mixed_ones_are_no_custom() -> None:
    assert with_usual_separators([*DECIMALS[:3], reading("48.16", ".")])[-1].text == "48.16"
    mixed = [*DECIMALS, *(reading(text) for text in ("11.25", "7.40"))]
    assert with_usual_separators([*mixed, reading("48.16", ".")])[-1].text == "48.16"
