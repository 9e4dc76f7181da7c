"""From characters to the text of cells and lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.page.text import only_characters, text_lines, texts_by_label
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
WORDS = st.text("abcdeXYZ0189.,", min_size=2, max_size=8)


def whole(content: PageContent) -> str:
    return texts_by_label(content, np.zeros(len(content.text), np.intp), 1)[0]


def test_lines_come_top_to_bottom_whatever_the_order_in_the_file(make_content: MakeContent) -> None:
    assert whole(make_content([(10, 30, "kedua"), (10, 20, "pertama"), (10, 40, "ketiga")])) == "pertama\nkedua\nketiga"


def test_gaps_are_spaces_and_outer_spaces_go(make_content: MakeContent) -> None:
    assert whole(make_content([(50, 20, " sub  kegiatan  "), (10, 20, "Nama")])) == "Nama sub kegiatan"


def test_close_letters_of_two_pieces_are_one_word(make_content: MakeContent) -> None:
    assert whole(make_content([(10, 20, "Penang"), (34.5, 20, "gung")])) == "Penanggung"


def test_spaced_out_letters_are_one_word(make_content: MakeContent) -> None:
    letters = [(10 + 7.0 * k, 20, char) for k, char in enumerate("PROGRAM")]
    assert whole(make_content(letters)) == "PROGRAM"


def test_digits_set_apart_stay_apart(make_content: MakeContent) -> None:
    assert whole(make_content([(10 + 7.0 * k, 20, char) for k, char in enumerate("10601")])) == "1 0 6 0 1"


def test_a_list_number_half_way_down_its_text_comes_first(make_content: MakeContent) -> None:
    text = [(30, 20, "Kegiatan Perencanaan"), (30, 30, "dan Evaluasi"), (30, 40, "Kinerja")]
    assert whole(make_content([(10, 30, "12."), *text])) == "12. Kegiatan Perencanaan\ndan Evaluasi\nKinerja"
    assert whole(make_content([(10, 25, "2"), *text[:2]])) == "2 Kegiatan Perencanaan\ndan Evaluasi"


def test_the_first_letter_of_a_wider_centred_line_is_no_list_number(make_content: MakeContent) -> None:
    assert whole(make_content([(22, 20, "85"), (13, 30, "p"), (17.3, 30, "rosen")])) == "85\nprosen"


def test_a_quantity_clear_of_its_unit_comes_before_all_lines_of_it(make_content: MakeContent) -> None:
    broken = [(60, 20, "kegia"), (60, 30, "tan")]
    assert whole(make_content([(10, 25, "4200"), *broken])) == "4200\nkegia\ntan"
    assert whole(make_content([(10, 30, "1.275"), (60, 20, "ekor")])) == "1.275\nekor"


def test_numbers_with_a_text_each_and_texts_between_stay_in_their_lines(make_content: MakeContent) -> None:
    pairs = [(10, 20, "3"), (60, 20, "unit"), (10, 30, "125"), (60, 30, "orang")]
    assert whole(make_content(pairs)) == "3 unit\n125 orang"
    assert whole(make_content([(10, 20, "Luas"), (60, 30, "orang"), (10, 40, "75")])) == "Luas\norang\n75"


def test_a_quantity_that_begins_a_wider_line_stays_in_its_line(make_content: MakeContent) -> None:
    assert whole(make_content([(30, 20, "Jumlah"), (10, 30, "5 dokumen"), (26, 40, "rencana")])).split()[:2] == [
        "Jumlah",
        "5",
    ]


def test_letters_printed_twice_count_once_but_true_doubles_stay(make_content: MakeContent) -> None:
    assert whole(make_content([(10, 20, "Tunggakan"), (10.3, 20, "Tunggakan")])) == "Tunggakan"


def test_ligatures_are_spelled_out(make_content: MakeContent) -> None:
    assert whole(make_content([(10, 20, "e\ufb01siensi")])) == "efisiensi"


def test_sideways_text_is_read_along_its_direction(make_content: MakeContent) -> None:
    page = make_content([(10, 20, "ab")])
    down = replace(
        page, boxes=np.array([[10, 20, 18, 24], [10, 24, 18, 28]], np.float32), angles=np.array([90, 90], np.int16)
    )
    up = replace(down, boxes=down.boxes[::-1].copy(), angles=np.array([270, 270], np.int16))
    assert (whole(down), whole(up)) == ("ab", "ab")


def test_labels_without_characters_have_empty_texts(make_content: MakeContent) -> None:
    page = make_content([(10, 20, "ab")])
    assert texts_by_label(page, np.array([2, -1]), 4) == ["", "", "a", ""]


def test_a_single_character_is_a_text(make_content: MakeContent) -> None:
    assert whole(make_content([(10, 20, "-")])) == "-"


def test_text_lines_keep_far_apart_columns_apart(make_content: MakeContent) -> None:
    lines = text_lines(make_content([(10, 20, "Kepala Dinas"), (300, 20, "Sekretaris"), (10, 40, "NIP")]))
    assert [line.text for line in lines] == ["Kepala Dinas", "Sekretaris", "NIP"]
    assert lines[0].box.x0 == 10


def test_text_lines_join_pieces_of_one_line(make_content: MakeContent) -> None:
    lines = text_lines(make_content([(10, 20, "Tabel 4.1"), (70, 20.4, "Rencana Kerja")]))
    assert [line.text for line in lines] == ["Tabel 4.1 Rencana Kerja"]


def test_hidden_and_masked_characters_are_in_no_line(make_content: MakeContent) -> None:
    page = make_content([(10, 20, "ab"), (10, 40, "cd")])
    page = replace(page, visible=np.array([True, True, False, False]))
    assert [line.text for line in text_lines(page)] == ["ab"]
    assert text_lines(page, np.zeros(4, np.bool_)) == []


def test_only_characters_keeps_columns_together(make_content: MakeContent) -> None:
    page = only_characters(make_content([(10, 20, "abcd")]), np.array([False, True, False, True]))
    assert (page.text, page.boxes[:, 0].tolist(), len(page.sizes)) == ("bd", [14.0, 22.0], 2)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_words_set_apart_come_back_word_by_word(make_content: MakeContent, lines: list[list[str]]) -> None:
    texts, expected = [], []
    for number, words in enumerate(lines):
        x = 10.0
        for word in words:
            texts.append((x, 20.0 + 11 * number, word))
            x += 4.0 * len(word) + 2.4
        expected.append(" ".join(words))
    texts.reverse()
    assert whole(make_content(texts)) == "\n".join(expected)


def test_a_shadow_behind_narrow_letters_is_not_read_and_true_doubles_stay(make_content: MakeContent) -> None:
    shadow = make_content([(10.0, 20, "Pajak mall"), (10.9, 20.9, "Pajak mall")], advance=0.25)
    assert whole(shadow) == "Pajak mall"
    assert whole(make_content([(10.0, 20, "Pajak mall")], advance=0.25)) == "Pajak mall"
