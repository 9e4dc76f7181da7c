"""Words of which the reader is not sure are read as their page spells them."""

from __future__ import annotations

import pytest

from extract.scan.custom import with_usual_words
from extract.scan.types import Reading


def reading(text: str, sure: float = 0.99) -> Reading:
    return Reading(text, (sure,) * len(text), tuple((k + 0.5) / len(text) for k in range(len(text))))


def last_of(*texts: str, sure: float) -> Reading:
    """How the last of these texts is read, which alone is doubtful."""
    return with_usual_words([*map(reading, texts[:-1]), reading(texts[-1], sure)])[-1]


@pytest.mark.parametrize(
    ("usual", "misread"),
    [
        ("sebenarnya", "sebenamya"),
        ("peternakan", "petemakan"),
        ("Bersertifikat", "Bersertfikat"),
        ("TERLAMBAT", "TERIAMBAT"),
    ],
)
def test_a_doubtful_word_is_the_usual_one(usual: str, misread: str) -> None:
    found = last_of(f"yang {usual}", usual, f"untuk {misread} ini", sure=0.7)
    assert found.text == f"untuk {usual} ini"
    assert len(found.sure) == len(found.middle) == len(found.text)
    assert max(found.sure[6:-5]) <= 0.7
    assert sorted(found.middle) == list(found.middle)


def test_a_misprint_that_is_read_with_certainty_stays() -> None:
    assert last_of("sebenarnya", "sebenarnya", "sebenamya", sure=0.99).text == "sebenamya"


@pytest.mark.parametrize(
    ("usual", "other"), [("fasilitasi", "fasilitas"), ("kegiatan", "kegiataan"), ("bantuan", "batuan"), ("dari", "dan")]
)
def test_words_that_differ_by_more_than_a_letter_shape_stay(usual: str, other: str) -> None:
    assert last_of(usual, usual, usual, other, sure=0.6).text == other


def test_a_word_as_frequent_as_another_stays() -> None:
    assert last_of("sebenarnya", "sebenamya", "sebenamya", sure=0.7).text == "sebenamya"
