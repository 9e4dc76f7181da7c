"""Rows whose parent is not printed take it from the rows beside them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box
from nomenclature.beside import settle_beside
from nomenclature.catalog import Catalog, Entry
from nomenclature.match import Matcher
from normalize.types import BudgetRow, TingkatBaris
from records.matched import MatchedRow

BOX = Box(0.0, 0.0, 1.0, 1.0)
SUB, KEGIATAN, PROGRAM = TingkatBaris.SUB_KEGIATAN, TingkatBaris.KEGIATAN, TingkatBaris.PROGRAM
NAMES = {
    "3.26.02.2.01.0001": "Penataan Taman Kupu-Kupu",
    "3.26.02.2.01.0002": "Pengadaan Papan Petunjuk",
    "3.26.02.2.01.0003": "Pemeliharaan Jembatan Gantung Wisata",
    "3.26.02.2.02.0001": "Penataan Telaga Pemandian",
    "3.26.02.2.02.0002": "Pengadaan Papan Petunjuk",
    "3.26.02.2.02.0003": "Pelatihan Pemandu Telaga",
}
PROGRAM_ENTRY = Entry("3.26.02", PROGRAM, "PROGRAM TAMAN REKREASI", "umum", "", "impor")
CATALOG = Catalog.build((PROGRAM_ENTRY, *(Entry(k, SUB, n, "kabkota", "", "impor") for k, n in NAMES.items())))


def codes(names: Sequence[str], printed: Sequence[str | None] = (), lanjutan: Sequence[int | None] = ()) -> list[str]:
    """The codes of sub kegiatan that stand under their program alone."""
    matcher = Matcher(CATALOG, "kabupaten", "3.26")
    rows = []
    for i, name in enumerate(names):
        kode, item = (printed or [None] * 9)[i], (lanjutan or [None] * 9)[i]
        row = BudgetRow(i, i, SUB, kode, name, None, (), 1, BOX, lanjutan=item)
        rows.append(MatchedRow(row, SUB, matcher.match(name, SUB, kode, "3.26.02"), None))
    done = settle_beside(rows, ["3.26.02"] * len(rows), [matcher] * len(rows))
    return [row.match.kode or "" for row in done]


def test_of_same_named_items_the_one_that_carries_on_is_meant() -> None:
    found = codes(["Penataan Telaga Pemandian", "Pengadaan Papan Petunjuk", "Pelatihan Pemandu Telaga"])
    assert found == ["3.26.02.2.02.0001", "3.26.02.2.02.0002", "3.26.02.2.02.0003"]


def test_a_name_that_comes_twice_is_two_items_where_there_are_two() -> None:
    found = codes([*list(NAMES.values())[:3], *list(NAMES.values())[3:]])
    assert found == list(NAMES)


def test_what_is_printed_is_not_moved_by_the_neighbours() -> None:
    names = ["Penataan Telaga Pemandian", "Pengadaan Papan Petunjuk", "Pelatihan Pemandu Telaga"]
    assert codes(names, [None, "3.26.02.2.01.02", None])[1] == "3.26.02.2.01.0002"


def test_an_unknown_name_between_items_of_one_parent_is_looked_for_under_it() -> None:
    """Words are missing and one is misspelt: too little by itself, enough under a parent that has nothing like it."""
    names = ["Penataan Taman Kupu-Kupu", "Pemelihraan Jembatan Wisata", "Pengadaan Papan Petunjuk"]
    assert codes(names)[1] == "3.26.02.2.01.0003"


def test_indicator_lines_follow_their_item() -> None:
    names = ["Penataan Telaga Pemandian", "Pengadaan Papan Petunjuk", "Pengadaan Papan Petunjuk"]
    assert codes(names, (), [None, None, 1])[1:] == ["3.26.02.2.02.0002"] * 2


def test_a_badly_spelt_name_is_the_item_between_its_neighbours_that_its_letters_are_like() -> None:
    """One whole word is another: by itself, and under its parent, the name may be another item's."""
    names = ["Penataan Taman Kupu-Kupu", "Pengadaan Tapal Petunjuk", "Pemeliharaan Jembatan Gantung Wisata"]
    assert codes(names)[1] == "3.26.02.2.01.0002"
    assert codes(["Penataan Taman Kupu-Kupu", "Sewa Perahu Dayung", names[2]])[1] == ""
    assert codes([names[0], "Pengadaan Tapal Petunjuk"])[1] == ""
