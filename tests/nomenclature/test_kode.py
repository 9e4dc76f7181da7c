"""Codes: every printed form that documents use, and properties of the canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomenclature.kode import (
    bidang_of,
    format_kode,
    is_canonical,
    is_organisasi,
    kewenangan_of,
    level_of,
    parent_of,
    parse_kode,
    readings,
    with_bidang,
    with_kewenangan,
)
from normalize.types import TingkatBaris

BIDANG = [(1, b) for b in range(1, 7)] + [(2, b) for b in range(7, 25)] + [(3, b) for b in range(25, 33)] + [(6, 1)]


@st.composite
def codes(draw: st.DrawFn) -> tuple[int, ...]:
    """Parts of an official code of any level."""
    parts = (
        *draw(st.sampled_from(BIDANG)),
        draw(st.integers(1, 40)),
        draw(st.sampled_from([1, 2])),
        draw(st.integers(1, 30)),
        draw(st.integers(1, 99)),
    )
    return parts[: draw(st.sampled_from([1, 2, 3, 5, 6]))]


@pytest.mark.parametrize(
    ("printed", "kode"),
    [
        ("1 06 01 1.01 0001", "1.06.01.1.01.0001"),
        ("1 06 01 2 01 01", "1.06.01.2.01.0001"),
        ("1.06.04.2.01.12", "1.06.04.2.01.0012"),
        ("1.06.04 - PROGRAM REHABILITASI SOSIAL", "1.06.04"),
        ("1.06.01.2.07.0006 Pengadaan Peralatan", "1.06.01.2.07.0006"),
        ("1 6. 01 2.01. 06", "1.06.01.2.01.0006"),
        ("1 6. ..", "1.06"),
        ("2 13 .4. 2.01. 18", "2.13.04.2.01.0018"),
        ("1 6. 01 2.0 6. 01", "1.06.01.2.06.0001"),
        ("2.013.04", "2.13.04"),
        ("2.13.04.2.01.0", "2.13.04.2.01"),
        ("1 06 01 06 2 01", "1.06.01.2.01"),
        ("1,06,04", "1.06.04"),
        ("l.O6.01", "1.06.01"),
        ("1 O6 Ol l.0l OOO1", "1.06.01.1.01.0001"),
        ("X.XX.01.2.01.01", "X.XX.01.2.01.0001"),
        ("7.01.01.2.09.02", "7.01.01.2.09.0002"),
    ],
)
def test_a_printed_code_is_read_in_whatever_form(printed: str, kode: str) -> None:
    reading = parse_kode(printed)
    assert reading is not None
    assert reading.kode == kode


def test_code_cells_are_read_where_there_is_no_joined_text() -> None:
    reading = parse_kode(None, ("1", "06", "", "01", "2.06"))
    assert reading is not None
    assert reading.kode == "1.06.01.2.06"


@pytest.mark.parametrize(
    ("printed", "parent", "kode"),
    [
        ("01 2.06. 09", "1.06", "1.06.01.2.06.0009"),
        ("2.06", "1.06.01", "1.06.01.2.06"),
        ("5 2.01 03", "2.13", "2.13.05.2.01.0003"),
    ],
)
def test_a_code_without_its_front_is_completed_from_the_parent(printed: str, parent: str, kode: str) -> None:
    assert kode in [reading.complete(parent).kode for reading in readings(printed)]


@pytest.mark.parametrize("printed", ["1 06 01 2,1 02", "1 06 01 2 09 ##", "1 06 01 2"])
def test_a_code_with_an_unreadable_part_has_depth_but_no_canonical_form(printed: str) -> None:
    reading = readings(printed)[0]
    assert reading.kode is None
    assert reading.level in (TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)


@pytest.mark.parametrize(
    "printed",
    ["5.2.1.06.01", "5 . 2 . 3 . 07 . 21", "1.13.01.15", "1.06.01.2.01.0001.5.1.02", "IV", "a)", "", "-", "2.0 0"],
)
def test_account_codes_and_old_nomenclature_give_no_code(printed: str) -> None:
    assert all(reading.kode is None for reading in readings(printed))


def test_an_office_code_is_no_item() -> None:
    assert is_organisasi("1.06.0.00.0.00.07.0000")
    assert readings("1.06.0.00.0.00.07.0000") == ()


def test_an_ambiguous_print_keeps_both_readings() -> None:
    levels = {reading.level for reading in readings("4")}
    assert {TingkatBaris.URUSAN, TingkatBaris.PROGRAM} <= levels


@given(codes())
def test_what_is_formatted_is_read_back(parts: tuple[int, ...]) -> None:
    kode = format_kode(parts)
    assert kode is not None
    assert is_canonical(kode)
    reading = parse_kode(kode)
    assert reading is not None
    assert reading.kode == kode


@given(codes(), st.sampled_from([" ", ".", ". "]))
def test_separator_and_short_sub_kegiatan_do_not_matter(parts: tuple[int, ...], separator: str) -> None:
    printed = separator.join(f"{p:02d}" if i in (1, 2, 4, 5) else str(p) for i, p in enumerate(parts))
    reading = parse_kode(printed)
    assert reading is not None
    assert reading.kode == format_kode(parts)


@given(codes())
def test_the_chain_of_parents_ends_at_the_urusan(parts: tuple[int, ...]) -> None:
    kode = format_kode(parts)
    assert kode is not None
    depth = 0
    while (above := parent_of(kode)) is not None:
        assert kode.startswith(above + ".")
        assert level_of(above) is not level_of(kode)
        kode, depth = above, depth + 1
    assert kode == str(parts[0])
    assert depth == {1: 0, 2: 1, 3: 2, 5: 3, 6: 4}[len(parts)]


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for reading in readings(text):
        assert reading.kode is None or is_canonical(reading.kode)


def test_parts_of_a_code_can_be_asked_for_and_replaced() -> None:
    assert bidang_of("1.06.04.2.01") == "1.06"
    assert kewenangan_of("1.06.04.2.01.0003") == "2"
    assert with_bidang("X.XX.01.2.06", "2.15") == "2.15.01.2.06"
    assert with_bidang("1.06.04", "2.15") == "1.06.04"
    assert with_kewenangan("2.15.01.2.06.0001", "1") == "2.15.01.1.06.0001"


def test_impossible_parts_make_no_code() -> None:
    assert format_kode((1, 13, 1)) is None
    assert format_kode((1, 6, 1, 2)) is None
    assert format_kode(("a", 6)) is None


@pytest.mark.parametrize(
    ("printed", "kode"),
    [
        ("1.06.04.201", "1.06.04.2.01"),
        ("1.06.04.201.0003", "1.06.04.2.01.0003"),
        ("1.06.04.200", None),
        ("5.1.02.201", None),
        ("1.06.04.0201", None),
    ],
)
def test_a_dot_lost_behind_the_kewenangan_is_put_back_where_nothing_else_can_be_meant(
    printed: str, kode: str | None
) -> None:
    found = parse_kode(printed)
    assert (found.kode if found else None) == kode
