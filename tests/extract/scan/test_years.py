"""Years of a header's row, with letters for digits or out of their order, are the years that they are."""

from __future__ import annotations

import pytest

from extract.scan.types import Line, Reading
from extract.scan.years import with_years


def row(*texts: str, sure: float = 0.9) -> list[str]:
    """How cells beside each other are read."""
    lines = [Line(100 * k, 50, 100 * k + 40, 64, k + 1) for k in range(len(texts))]
    readings = [Reading(text, (sure,) * len(text), (0.5,) * len(text)) for text in texts]
    return [reading.text for reading in with_years(lines, readings)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2O31", "2031"), ("Tahun 20Z8", "Tahun 2028"), ("target l2O31", "target l2O31"), ("2OI9", "2019")],
)
def test_letters_among_a_years_digits_are_digits(text: str, meant: str) -> None:
    assert row(text) == [meant]


@pytest.mark.parametrize("text", ["IOOO", "2OOO kg 15OO", "A2O31", "1Z45"])
def test_what_is_no_year_stays(text: str) -> None:
    assert row(text)[0].split()[-1] == text.split()[-1]


def test_a_doubtful_year_between_two_others_follows_them() -> None:
    assert row("2030", "2037", "2032", "2033") == ["2030", "2031", "2032", "2033"]
    assert row("Tahun 2030", "Tahun 2081", "Tahun 2032") == ["Tahun 2030", "Tahun 2031", "Tahun 2032"]


@pytest.mark.parametrize("texts", [("2030", "2034", "2035"), ("2030", "2031", "2037"), ("2030", "2045", "2032")])
def test_a_year_that_only_one_neighbour_asks_for_stays(texts: tuple[str, ...]) -> None:
    assert row(*texts) == list(texts)


def test_a_year_that_is_read_with_certainty_stays() -> None:
    assert row("2030", "2037", "2032", sure=0.999) == ["2030", "2037", "2032"]


def test_a_mended_year_is_not_certain() -> None:
    lines = [Line(0, 0, 40, 14, 1)]
    (found,) = with_years(lines, [Reading("2O31", (0.99,) * 4, (0.5,) * 4)])
    assert max(found.sure) < 0.9
