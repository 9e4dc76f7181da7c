"""What the quick recogniser is believed in, and what the thorough one reads again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from extract.scan.quickfirst import Look, QuickFirst
from extract.scan.types import Grey, Reading

_SIGN = 16


class Quick:
    """Says what it is told to of each line, each sign with its confidence and what else it may be."""

    name = "cepat"

    def __init__(
        self, text: str, sure: Mapping[int, float], others: Mapping[int, float], places: Sequence[float]
    ) -> None:
        signs = range(len(text))
        self._look = Look(
            Reading(text, tuple(sure.get(k, 0.99) for k in signs), tuple(places)),
            tuple(others.get(k, 0.0) for k in signs),
        )

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        return [look.reading for look in self.looks(crops)]

    def looks(self, crops: Sequence[Grey]) -> list[Look]:
        return [self._look] * len(crops)


class Thorough(Quick):
    """Remembers how wide the crops were that it was asked for, and reads ``text`` in each."""

    name = "teliti"

    def __init__(self, text: str) -> None:
        super().__init__(text, {}, {}, [(k + 0.5) / max(len(text), 1) for k in range(len(text))])
        self.asked: list[int] = []

    def looks(self, crops: Sequence[Grey]) -> list[Look]:
        self.asked += [crop.shape[1] for crop in crops]
        return super().looks(crops)


def read(
    printed: str,
    seen: str | None = None,
    *,
    again: str = "?",
    sure: Mapping[int, float] | None = None,
    others: Mapping[int, float] | None = None,
    overlooked: int | None = None,
    skims: bool = False,
) -> tuple[Reading, list[int]]:
    """A line ``printed`` with signs of one width and ``seen`` by the quick reader: what comes of it, what was asked."""
    crop = np.full((24, _SIGN * len(printed)), 250, np.uint8)
    for k, sign in enumerate(printed):
        if sign != " ":
            crop[4:20, _SIGN * k + 4 : _SIGN * k + 12] = 20
    places = [(k + 0.5) / len(printed) for k in range(len(printed)) if k != overlooked]
    thorough = Thorough(again)
    reader = QuickFirst(Quick(seen or printed, sure or {}, others or {}, places), thorough)
    return (reader.skim if skims else reader.read)([crop])[0], thorough.asked


@pytest.mark.parametrize("text", ["Pemeliharaan Jembatan", "1.234.567", "Rp.17.351.000,00", "(Lampiran II)", "2031"])
def test_words_and_numbers_beyond_doubt_are_read_once(text: str) -> None:
    reading, asked = read(text)
    assert (reading.text, asked) == (text, [])


def test_a_word_that_may_be_another_one_is_cut_out_and_read_again() -> None:
    reading, asked = read("Rehabilitasi Jembatan Gantung", again="Jembaran", sure={15: 0.6})
    assert reading.text == "Rehabilitasi Jembaran Gantung"
    assert asked == [9 * _SIGN]
    assert list(reading.middle) == sorted(reading.middle)


def test_a_sign_that_is_hardly_overlooked_is_looked_for_again() -> None:
    _, asked = read("Rehabilitasi Jembatan Gantung", others={24: 0.3})
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("printed", "overlooked"), [("1.234.567", 0), ("11.234.567", 1), ("12.34", 2), ("1.28", 1), ("4567", 3)]
)
def test_a_number_whose_print_has_room_for_one_more_sign_is_read_again(printed: str, overlooked: int) -> None:
    seen = printed[:overlooked] + printed[overlooked + 1 :]
    reading, _ = read(printed, seen, again=printed, overlooked=overlooked)
    assert reading.text == printed


@pytest.mark.parametrize("text", ["98,23", "7", "1.06.02", "40%", "1.23.456"])
def test_a_number_without_a_form_that_would_show_a_loss_is_read_again(text: str) -> None:
    assert len(read(text)[1]) == 1


def test_a_short_sign_is_read_again_with_the_words_beside_it() -> None:
    reading, asked = read("Sebesar 100 96 lebih", again="100 %", sure={12: 0.5})
    assert len(asked) == 1
    assert asked[0] > 6 * _SIGN
    assert "%" in reading.text


def test_strokes_that_are_alike_are_read_again_in_their_whole_line() -> None:
    _, asked = read("Sekolah SDISMP negeri dan swasta", sure={10: 0.7})
    assert asked == [32 * _SIGN]


def test_a_line_of_which_nothing_was_read_is_read_again() -> None:
    crop = np.full((24, 64), 250, np.uint8)
    thorough = Thorough("ada")
    assert QuickFirst(Quick("", {}, {}, []), thorough).read([crop])[0].text == "ada"


def test_words_that_no_white_parts_are_read_again_together() -> None:
    crop = np.full((24, 20 * _SIGN), 250, np.uint8)
    crop[8:16] = 20
    thorough = Thorough("x")
    places = [(k + 0.5) / 20 for k in range(20)]
    QuickFirst(Quick("Jembatan Gantung Tua", {2: 0.4}, {}, places), thorough).read([crop])
    assert thorough.asked == [20 * _SIGN]


def test_a_word_that_the_page_has_for_certain_is_believed_where_it_is_less_so() -> None:
    crop = np.full((24, 21 * _SIGN), 250, np.uint8)
    places = tuple((k + 0.5) / 21 for k in range(21))
    text = "Jembatan dan Jembatan"
    crop[4:20, [_SIGN * k + step for k in range(21) if text[k] != " " for step in range(4, 12)]] = 20
    thorough = Thorough("?")
    QuickFirst(Quick(text, {15: 0.85}, {15: 0.3}, places), thorough).read([crop])
    assert thorough.asked == []


def test_a_stroke_among_capitals_is_read_again_unless_it_is_beyond_doubt() -> None:
    assert len(read("SDISMP negeri", sure={2: 0.93})[1]) == 1
    assert read("SDISMP negeri")[1] == []


def test_a_word_read_once_that_is_a_letter_away_from_one_of_the_page_is_read_again() -> None:
    text = "Jembatan dan Jembatan atau Jembtan"
    assert len(read(text)[1]) == 1
    assert read("Jembatan dan Jembatan atau Kendaraan")[1] == []
    assert len(read("Jembatan atau Jembtan")[1]) == 1  # which of them is right nobody knows: both, in one look


def test_running_text_is_taken_as_it_was_read_quickly_but_for_its_numbers() -> None:
    unsure = dict.fromkeys((1, 12), 0.6)
    text, asked = "Pagu dinas  1.250.000".replace("  ", " "), []
    _, asked = read("Pagu dinas", sure={1: 0.6}, skims=True)
    assert asked == []
    reading, asked = read(text, again="9", sure=unsure, skims=True)
    assert reading.text == "Pagu dinas 9"
    assert len(asked) == 1


def test_running_text_that_is_read_badly_is_read_again() -> None:
    _, asked = read("Pagu dinas", sure=dict.fromkeys(range(10), 0.5), skims=True)
    assert asked
