"""The wide view's items: what is summed, what never is, and from which of several columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.types import Column, JenisTabel, Konteks, TingkatBaris, Ukuran, Value
from output.anggaran import Item, items
from records.matched import MatchedRow, MatchedTable

PAGU, REALISASI = Ukuran.PAGU, Ukuran.REALISASI
Builders = dict[str, Callable[..., Any]]


def table(builders: Builders, *rows: MatchedRow, columns: tuple[Column, ...] = ()) -> MatchedTable:
    """A table of these rows under these columns."""
    made: MatchedTable = builders["table"](JenisTabel.LAINNYA, *rows)
    return replace(made, source=replace(made.source, columns=columns))


def found(*tables: MatchedTable) -> list[Item]:
    """The items of a table that goes on in the others."""
    return list(items(((i, each, range(len(each.rows))) for i, each in enumerate(tables)), 2024))


def n_amounts(item: Item) -> int:
    """How many printed amounts the item's sums are made of."""
    fed: Counter[int] = Counter()
    item.feed(fed)
    return fed.total()


def one(builders: Builders, *values: Value, level: TingkatBaris = TingkatBaris.PROGRAM) -> list[Item]:
    """The items of a table with one row."""
    return found(table(builders, builders["row"](level, "Program Uji", *values)))


def test_two_columns_of_one_kind_are_never_added(builders: Builders) -> None:
    value = builders["value"]
    assert one(builders, value(PAGU, "100"), value(PAGU, "100")) == []
    (item,) = one(builders, value(PAGU, "100"), value(PAGU, "120"), value(REALISASI, "90"))
    assert (item.pagu, item.realisasi, n_amounts(item)) == (None, Decimal(90), 1)


def test_one_doubtful_line_makes_the_items_sum_unknown(builders: Builders) -> None:
    row, value = builders["row"], builders["value"]
    lines = (
        row(TingkatBaris.SUB_KEGIATAN, "Sub", value(PAGU, "100"), value(REALISASI, "80")),
        row(TingkatBaris.SUB_KEGIATAN, "Sub", replace(value(PAGU, "50"), keyakinan=0.5), lanjutan=0),
    )
    (item,) = found(table(builders, *lines))
    assert (item.pagu, item.realisasi) == (None, Decimal(80))


def test_a_column_that_may_be_another_one_is_not_summed_unless_a_person_read_the_value(builders: Builders) -> None:
    column = Column(1, "Jumlah", "pagu", None, 2024, keyakinan=0.45)
    value = builders["value"](PAGU, "100")
    read = [builders["row"](TingkatBaris.PROGRAM, "A", value)]
    assert found(table(builders, *read, columns=(column,))) == []
    said = [builders["row"](TingkatBaris.PROGRAM, "A", replace(value, perbaikan="koreksi:k1"))]
    (item,) = found(table(builders, *said, columns=(column,)))
    assert item.pagu == 100


def test_sources_of_funds_are_parts_of_the_total_and_not_added_to_it(builders: Builders) -> None:
    value = builders["value"]
    parts = [replace(value(PAGU, "60"), rincian="APBD"), replace(value(PAGU, "40"), rincian="APBN")]
    (item,) = one(builders, *parts, value(PAGU, "100"))
    assert (item.pagu, n_amounts(item)) == (Decimal(100), 1)
    assert one(builders, *parts) == []


def sliced(builders: Builders, *rows: dict[str, str]) -> list[Any]:
    """Programs whose pagu is printed by source of funds, in these columns."""
    value = builders["value"]
    programs = [
        builders["row"](TingkatBaris.PROGRAM, f"P{n}", *(replace(value(PAGU, t), rincian=r) for r, t in row.items()))
        for n, row in enumerate(rows)
    ]
    return found(table(builders, *programs))


def test_sources_of_funds_without_a_total_are_added_and_said_to_be(builders: Builders) -> None:
    first, second, third = sliced(
        builders, {"apbd": "60", "apbn": "40"}, {"apbd": "70", "apbn": "0"}, {"apbd": "5", "apbn": "15"}
    )
    assert (first.pagu, first.dihitung, n_amounts(first)) == (Decimal(100), ["pagu"], 2)
    assert (second.pagu, second.dihitung) == (Decimal(70), [])
    assert third.pagu == 20


def test_a_source_that_may_hold_the_others_is_not_added_to_them(builders: Builders) -> None:
    whole = sliced(builders, {"apbd": "60", "dau": "40"}, {"apbd": "70", "dau": "0"})
    assert [item.pagu for item in whole] == [Decimal(70)]  # which of the first row's two is its pagu cannot be told
    parts = sliced(builders, {"apbd": "60", "dau": "40", "pad": "20"}, {"apbd": "0", "dau": "0", "apbn": "9"})
    assert [item.pagu for item in parts] == [Decimal(9)]
    assert sliced(builders, {"apbn": "60", "belanja modal": "40"}, {"apbn": "9", "belanja modal": "90"}) == []


def test_what_stood_before_a_change_has_a_column_of_its_own(builders: Builders) -> None:
    value = builders["value"]
    (item,) = one(builders, value(PAGU, "90", konteks=Konteks.SEBELUM), value(PAGU, "100"))
    assert (item.pagu_sebelum, item.pagu) == (Decimal(90), Decimal(100))


def test_an_item_that_the_review_dropped_does_not_take_its_money_from_the_first_draft(builders: Builders) -> None:
    row, value = builders["row"], builders["value"]
    first, after = Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS
    rows = (
        row(TingkatBaris.PROGRAM, "Tetap", value(PAGU, "100", konteks=first), value(PAGU, "80", konteks=after)),
        row(TingkatBaris.PROGRAM, "Dihapus", value(PAGU, "70", konteks=first)),
    )
    assert [(item.first.row.nama, item.pagu) for item in found(table(builders, *rows))] == [("Tetap", 80)]


@pytest.mark.parametrize(
    ("printed", "realisasi", "until"),
    [
        ({Konteks.TRIWULAN_1: "10", Konteks.TRIWULAN_2: "25"}, 25, Konteks.TRIWULAN_2),
        ({Konteks.SEMESTER_1: "40"}, 40, Konteks.TRIWULAN_2),
        ({Konteks.SEMESTER_1: "40", Konteks.SEMESTER_2: "95"}, 95, Konteks.TRIWULAN_4),
        ({Konteks.TRIWULAN_1: "10", Konteks.TRIWULAN_2: "5"}, None, None),
        ({Konteks.TRIWULAN_3: "60", None: "95"}, 95, None),
    ],
)
def test_a_quarter_speaks_for_spending_only_where_it_is_cumulated_and_the_year_is_not_printed(
    builders: Builders, printed: dict[Konteks | None, str], realisasi: int | None, until: Konteks | None
) -> None:
    value = builders["value"]
    spent = [value(REALISASI, amount, konteks=konteks) for konteks, amount in printed.items()]
    (item,) = one(builders, value(PAGU, "100"), *spent)
    assert (item.realisasi, item.realisasi_sampai) == (realisasi, until)


@pytest.mark.parametrize("level", [TingkatBaris.AKUN, TingkatBaris.JUMLAH, TingkatBaris.LAINNYA])
def test_accounts_totals_and_works_are_no_items(builders: Builders, level: TingkatBaris) -> None:
    assert one(builders, builders["value"](PAGU, "100"), level=level) == []


def test_a_table_of_years_gives_each_year_and_no_closing_column(builders: Builders) -> None:
    value = builders["value"]
    years = [value(PAGU, str(year), year) for year in (2024, 2025, 2026)]
    by_year = one(builders, *years, value(PAGU, "6075", 2026, konteks=Konteks.AKHIR_RENSTRA))
    assert [(item.tahun, item.pagu) for item in by_year] == [(2024, 2024), (2025, 2025), (2026, 2026)]


def test_a_plan_that_goes_on_in_another_table_is_one_plan_and_a_repeated_row_counts_once(builders: Builders) -> None:
    row, value = builders["row"], builders["value"]
    head = row(TingkatBaris.PROGRAM, "Program", value(PAGU, "100"))
    first = table(builders, head, row(TingkatBaris.KEGIATAN, "Satu", value(PAGU, "60")))
    second = table(builders, head, row(TingkatBaris.KEGIATAN, "Dua", value(PAGU, "40")))
    got = found(first, second)
    assert [(item.table, item.row, item.pagu) for item in got] == [(0, 0, 100), (0, 1, 60), (1, 1, 40)]


def test_lines_that_differ_in_anything_printed_are_parts_of_one_item(builders: Builders) -> None:
    row = builders["row"](TingkatBaris.SUB_KEGIATAN, "Sub", builders["value"](PAGU, "100"))
    other = replace(row, row=replace(row.row, lokasi="Kecamatan Lain"))
    assert [item.pagu for item in found(table(builders, row, other))] == [200]
    assert [item.pagu for item in found(table(builders, row, row))] == [100]


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=6))
def test_an_items_lines_add_up_whatever_they_print(amounts: list[int]) -> None:
    import runpy

    builders = runpy.run_path("tests/output/conftest.py")
    lines = [
        builders["row"](
            TingkatBaris.KEGIATAN, "Kegiatan", builders["value"](PAGU, str(amount)), lanjutan=0 if i else None
        )
        for i, amount in enumerate(amounts)
    ]
    (item,) = found(table(builders, *lines))
    assert (item.pagu, n_amounts(item)) == (sum(amounts), len(amounts))
