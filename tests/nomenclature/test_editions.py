"""Editions: citations, what codes show of them, and which a document may follow."""

from __future__ import annotations

import pytest

from nomenclature.editions import EDITIONS, cited_edition, follows, is_four_digit, likely_editions


@pytest.mark.parametrize(
    ("text", "nomor"),
    [
        ("Kepmendagri Nomor 050-5889 Tahun 2021", "050-5889/2021"),
        ("900.1.15.5-1317/2023", "900.1.15.5-1317/2023"),
        ("Permendagri Nomor 90 Tahun 2019", "90/2019"),
        ("Kepmendagri 900.1-2850 Tahun 2025", "900.1-2850/2025"),
        ("Peraturan Bupati Nomor 90 Tahun 2022", None),
        (None, None),
    ],
)
def test_a_citation_names_its_edition(text: str | None, nomor: str | None) -> None:
    found = cited_edition(text)
    assert (found.nomor if found else None) == nomor


def test_editions_stand_in_order_of_issue() -> None:
    assert [e.tahun for e in EDITIONS] == sorted(e.tahun for e in EDITIONS)


def test_codes_show_their_edition_only_where_enough_are_printed() -> None:
    assert is_four_digit(["1.06.04.2.01.03", "1.06.04.2.01.04", "1.06.04.2.01.05"]) is False
    assert is_four_digit(["1.06.04.2.01.0003", None, "1.06.04"]) is None


def test_four_digits_contradict_an_older_citation() -> None:
    assert likely_editions("050-3708/2020", 2024, True)[0] == "1317"
    assert likely_editions("050-3708/2020", 2024, False) == ("3708",)
    assert likely_editions(None, None) == ()


def test_the_base_regulation_leaves_the_edition_to_the_year() -> None:
    assert likely_editions("Permendagri 90/2019", 2023) == ("5889", "3708", "90/2019")
    assert likely_editions("Permendagri 90/2019", None) == ("90/2019",)


def test_budgets_of_2024_may_follow_the_first_list_with_four_digits() -> None:
    assert likely_editions(None, 2024) == ("1317", "5889", "3708")
    assert "1317" not in likely_editions(None, 2023)


def test_what_stands_in_an_earlier_and_a_later_edition_stood_between() -> None:
    assert follows("050-3708/2020; 900.1.15.5-3406/2024", ("1317",)) == "900.1.15.5-1317/2023"
    assert follows("050-5889/2021; daftar 2027", ("2850",)) == "900.1-2850/2025"
    assert follows("050-5889/2021; daftar 2027", ("3708",)) is None
    assert follows("daftar 2027", ("5889",)) is None
