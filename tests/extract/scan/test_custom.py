"""Words of which the reader is not sure are read as their page spells them."""

from __future__ import annotations

import pytest

from extract.scan.custom import with_usual_cells, with_usual_words
from extract.scan.types import Line, Reading


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


def column(*texts: str, wide: int = 17) -> list[str]:
    """How cells below each other are read, each line as wide as the others but the last."""
    lines = [Line(400, 30 * k, 417, 30 * k + 9, k + 1) for k in range(len(texts) - 1)]
    lines.append(Line(400, 600, 400 + wide, 609, 90))
    return [reading.text for reading in with_usual_cells(lines, list(map(reading, texts)))]


@pytest.mark.parametrize(("usual", "misread"), [("IKD", "KD"), ("Lembar", "embar"), ("Titik", "Titk")])
def test_a_cell_as_wide_as_its_column_s_usual_text_lost_no_letter(usual: str, misread: str) -> None:
    expected = usual if usual != "Lembar" else misread
    assert column(usual, usual, usual, misread) == [usual, usual, usual, expected]


def test_a_cell_of_another_width_and_one_of_few_stay() -> None:
    assert column("IKD", "IKD", "IKD", "KD", wide=13)[-1] == "KD"
    assert column("IKD", "IKD", "KD")[-1] == "KD"
