"""Roman numerals of a header's row that counts up are what they are due to be, where they were in doubt."""

from __future__ import annotations

import pytest

from extract.scan.ordinals import with_ordinals
from extract.scan.types import Line, Reading


def row(*texts: str, sure: float = 0.8) -> list[Reading]:
    """How texts beside each other are read; another stands below them."""
    lines = [Line(100 * k, 50, 100 * k + 20, 64, k + 1) for k in range(len(texts))]
    readings = [Reading(text, (sure,) * len(text), (0.5,) * len(text)) for text in texts]
    below = Line(0, 80, 20, 94, 50)
    return with_ordinals([*lines, below], [*readings, Reading("u", (0.5,), (0.5,))])


@pytest.mark.parametrize(
    "texts", [("1", "II", "ui", "IV"), ("I", "n", "III", "IV"), ("I", "II", "m"), ("I", "II", "III", "1V", "V")]
)
def test_a_doubtful_numeral_is_the_one_that_is_due(texts: tuple[str, ...]) -> None:
    found = row(*texts)
    assert [reading.text for reading in found] == [*["I", "II", "III", "IV", "V"][: len(texts)], "u"]
    mended = [new for old, new in zip(texts, found, strict=False) if old != new.text]
    assert all(max(reading.sure) < 0.8 and len(reading.sure) == len(reading.middle) for reading in mended)


@pytest.mark.parametrize("texts", [("1", "1", "1", "1"), ("I", "II", "m", "n", "u"), ("II", "III", "IV"), ("I", "II")])
def test_what_does_not_count_up_stays(texts: tuple[str, ...]) -> None:
    assert [reading.text for reading in row(*texts)][:-1] == list(texts)


@pytest.mark.parametrize(
    ("texts", "due"),
    [
        ("I II III IV I II III IV", "I II III IV I II III IV"),
        ("I II III IV I II ui IV", "I II III IV I II III IV"),
        ("I II III IV 1 II III IV", "I II III IV I II III IV"),
        ("I II I II", "I II I II"),
        ("I II 1 II", "I II 1 II"),
    ],
)
def test_each_group_of_quarters_or_half_years_counts_by_itself(texts: str, due: str) -> None:
    assert [reading.text for reading in row(*texts.split())][:-1] == due.split()


def test_what_is_read_with_certainty_stays() -> None:
    assert [reading.text for reading in row("I", "II", "VI", "IV", sure=0.99)][:-1] == ["I", "II", "VI", "IV"]
