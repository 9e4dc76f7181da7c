"""Coverage: every printed amount is counted once, and those without a meaning are explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from extract.types import Box, Cell, Extracted, PageResult, Table, TextLine
from normalize.types import Column, JenisTabel, TingkatBaris, Ukuran, Value
from output.amounts import count_amounts, count_outside
from output.arrow import to_tables
from output.coverage import Coverage, budget, columns_confidence, shortfalls
from output.types import DocumentResult
from records.matched import MatchedRow, MatchedTable

Builders = dict[str, Callable[..., Any]]


def place(row: int, col: int) -> Box:
    return Box(100.0 * col, 20.0 * row, 100.0 * col + 90, 20.0 * row + 18)


def grid(table: MatchedTable, *texts: tuple[str, ...]) -> MatchedTable:
    """The table with a body of these texts under a header of two columns."""
    cells = tuple(
        Cell(r, c, 1, 1, text, 3, place(r, c), is_header=r == 0)
        for r, row in enumerate((("Program", "Jumlah (Rp)"), *texts))
        for c, text in enumerate(row)
    )
    return replace(table, source=replace(table.source, table=replace(table.source.table, cells=cells)))


def at(value: Value, row: int, col: int) -> Value:
    return replace(value, box=place(row, col))


def of(make_result: Callable[..., DocumentResult], *tables: MatchedTable) -> Coverage:
    return budget(tables, make_result().meta).coverage[0]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Rp. 1.250.000.000,00", 1),
        ("1.250.000\n2.500.000", 2),
        ("(1.250.000)", 1),
        ("7125000", 1),
        ("1. 250. 000", 1),
        ("Rp 3,145,\n  600", 1),
        ("tahun 2023 dan 2024, 999.999 orang", 0),
        ("sebesar Rp1.250.000,- (98,5 %)", 1),
        ("1.06.04.2.01.0003", 0),
        ("12 dokumen", 0),
        ("", 0),
    ],
)
def test_amounts_are_counted_in_texts(text: str, n: int) -> None:
    assert count_amounts(text) == n


def test_each_amount_is_certain_doubtful_or_lost(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    row, value = builders["row"], builders["value"]
    rows = (
        row(TingkatBaris.PROGRAM, "A", at(value(Ukuran.PAGU, "1000000"), 1, 1)),
        row(TingkatBaris.PROGRAM, "B", at(value(Ukuran.PAGU, "2000000", None), 2, 1)),
        row(TingkatBaris.PROGRAM, "C", at(replace(value(Ukuran.PAGU, "3000000"), keyakinan=0.4), 3, 1)),
        row(TingkatBaris.PROGRAM, "D"),
    )
    texts = (("A", "1.000.000"), ("B", "2.000.000"), ("C", "3.000.000"), ("D", "4.000.000"))
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA, *rows), *texts))
    assert (found.tercetak, found.bermakna, found.ragu, found.anggaran) == (4, 1, 2, 2)
    assert found.alasan == ("1 nilai uang tanpa baris; 1 nilai uang tanpa tahun; 1 nilai uang meragukan")


def test_an_amount_that_two_columns_of_one_measure_print_is_read_once_and_understood_twice(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    row, value = builders["row"], builders["value"]
    rows = [
        row(TingkatBaris.KEGIATAN, "A", at(value(Ukuran.PAGU, "1000000"), 1, 1)),
        row(TingkatBaris.KEGIATAN, "B", at(replace(value(Ukuran.PAGU, "2000000"), keyakinan=0.4), 2, 1)),
        row(TingkatBaris.KEGIATAN, "C", at(value(Ukuran.PAGU, "3000000"), 3, 1)),
        row(TingkatBaris.KEGIATAN, "D", at(value(Ukuran.PAGU, "0"), 4, 1)),
    ]
    rows = [replace(each, row=replace(each.row, grid_row=k)) for k, each in enumerate(rows)]
    texts = [("A", "1.000.000", "1.000.000"), ("B", "2.000.000", "2.000.000,00"), ("C", "3.000.000", "4.000.000")]
    texts.append(("D", "0", "0"))
    table = grid(builders["table"](JenisTabel.LAINNYA, *rows), *texts)
    columns = (Column(0, "Kegiatan", "nama"), *(Column(k, "Pagu per", "pagu", None, 2024) for k in (1, 2)))
    found = of(make_result, replace(table, source=replace(table.source, columns=columns)))
    assert (found.tercetak, found.bermakna, found.ragu) == (7, 4, 2)
    assert found.alasan == '2 nilai uang meragukan; 1 nilai uang tanpa ukuran (kolom "Pagu per")'
    apart = (*columns[:2], replace(columns[2], tahun=2025))
    assert of(make_result, replace(table, source=replace(table.source, columns=apart))).bermakna == 3


def test_an_amount_without_a_year_takes_none_of_a_documents_years_from_those_that_have_one(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    value, meta = builders["value"], make_result().meta
    assert meta is not None
    amounts = [at(value(Ukuran.PAGU, text, year), 1, col) for col, (text, year) in enumerate(UNDATED_AND_DATED, 1)]
    rows = builders["row"](TingkatBaris.PROGRAM, "A", *amounts)
    table = grid(builders["table"](JenisTabel.PENDANAAN_RENSTRA, rows), ("A", *(text for text, _ in UNDATED_AND_DATED)))
    found = budget([table], replace(meta, tahun=2024, tahun_akhir=2026))
    ((_, items),) = found.items
    assert [(item.tahun, item.pagu) for item in items] == [(2024, 2_000_000), (2025, 3_000_000)]
    (coverage,) = found.coverage
    assert (coverage.bermakna, coverage.ragu, coverage.anggaran) == (2, 1, 2)
    assert coverage.alasan == "1 nilai uang tanpa tahun"


UNDATED_AND_DATED = (("1000000", None), ("2000000", 2024), ("3000000", 2025))
"""What is spent before a plan of several years, and its years."""


def test_a_small_amount_that_was_read_counts_as_printed(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    rows = (builders["row"](TingkatBaris.PROGRAM, "A", at(builders["value"](Ukuran.PAGU, "500"), 1, 1)),)
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA, *rows), ("A", "500")))
    assert found == Coverage(1, 1, 0, 1, None)


def test_what_a_unit_counts_is_no_money_and_what_has_no_unit_is_read(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    def target(text: str, satuan: str | None) -> Value:
        digits = text.replace(".", "")
        value: Value = builders["value"](Ukuran.TARGET, digits)
        return replace(value, teks=text, satuan=satuan)

    rows = (
        builders["row"](TingkatBaris.LAINNYA, "A", at(target("31.418.526", "ekor"), 1, 1)),
        builders["row"](TingkatBaris.LAINNYA, "B", at(target("1.500.000", None), 2, 1)),
    )
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA, *rows), ("A", "31.418.526"), ("B", "1.500.000")))
    assert (found.tercetak, found.bermakna) == (1, 1)


def test_a_column_that_says_what_it_counts_prints_no_money(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    table = builders["table"](JenisTabel.LAINNYA, builders["row"](TingkatBaris.LAINNYA, "A"))
    for title, printed in (("Populasi (ekor) > 2021", 0), ("Produksi (ton)", 0), ("Pagu (Rp)", 1), ("Jumlah (5)", 1)):
        columns = (Column(0, "Uraian", "nama"), Column(1, title, "indikator"))
        named = replace(table, source=replace(table.source, columns=columns))
        assert of(make_result, grid(named, ("A", "3.174.268"))).tercetak == printed


def test_messages_are_few_and_begin_with_what_is_lost(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    row, value = builders["row"], builders["value"]
    amounts = [at(value(Ukuran.PAGU, str(n * 1_000_000)), n, 1) for n in range(1, 50)]
    rows = [row(TingkatBaris.PROGRAM, f"Program {n}", each) for n, each in enumerate(amounts)]
    texts = [(f"Program {n}", f"{n}.000.000") for n in range(1, 50)]
    whole = grid(builders["table"](JenisTabel.LAINNYA, *rows), *texts)
    assert shortfalls((whole,), make_result().meta) == []
    part = grid(builders["table"](JenisTabel.LAINNYA, *rows), *texts, ("Program 50", "9.000.000"))
    assert shortfalls((part,), make_result().meta) == []  # two in a hundred may be lost
    lost = grid(builders["table"](JenisTabel.LAINNYA), *texts)
    (said,) = shortfalls((part, lost), make_result().meta)
    assert said.startswith(
        "50 dari 99 nilai uang di tabel dokumen ini tidak bermakna pasti: halaman 3 (49 nilai: tanpa"
    )
    (said,) = shortfalls((lost,), make_result().meta)
    assert said.startswith("Tidak satu pun dari 49 nilai uang di tabel dokumen ini dipahami")


def test_a_wide_view_that_was_worked_out_is_taken_for_its_own_tables_and_identity_alone(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    result = make_result()
    wide = replace(budget(result.tables, result.meta), items=())
    assert budget(result.tables, result.meta, wide) is wide
    for changed in (replace(result, tables=result.tables * 2), replace(result, meta=replace(result.meta, tahun=2031))):
        told = to_tables(changed)
        assert to_tables(replace(changed, anggaran=wide)) == told
        assert told["anggaran"].num_rows > 0


def test_a_document_whose_money_is_nobodys_budget_says_that_it_is_not_compared(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    rows = (builders["row"](TingkatBaris.AKUN, "Belanja", at(builders["value"](Ukuran.PAGU, "1000000"), 1, 1)),)
    table = grid(builders["table"](JenisTabel.LAINNYA, *rows), ("Belanja", "1.000.000"))
    (said,) = shortfalls((table,), make_result().meta)
    assert said.startswith("Uang dokumen ini tidak masuk tabel anggaran: tidak ada baris program")


def test_the_reason_is_that_of_a_table_that_has_one_also_where_others_print_more(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    meta, value, lainnya = make_result().meta, builders["value"], TingkatBaris.LAINNYA
    targets = [builders["row"](lainnya, f"Target {n}", value(Ukuran.TARGET, "4000000")) for n in range(3)]
    budgets = builders["row"](lainnya, "Belanja", value(Ukuran.PAGU, "2500000"))
    (said,) = shortfalls(
        [builders["table"](JenisTabel.LAINNYA, *targets), builders["table"](JenisTabel.LAINNYA, budgets)], meta
    )
    assert said.startswith("Uang dokumen ini tidak masuk tabel anggaran: tidak ada baris program")
    (said,) = shortfalls([builders["table"](JenisTabel.LAINNYA, *targets)], meta)
    assert said.startswith("Uang dokumen ini tidak masuk tabel anggaran: tabelnya tidak memuat pagu")


def test_a_table_without_rows_says_so(make_result: Callable[..., DocumentResult], builders: Builders) -> None:
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA), ("A", "1.000.000")))
    assert found == Coverage(1, 0, 0, 0, "1 nilai uang tanpa makna: tabelnya tidak dipahami")


def test_two_readings_of_one_line_are_doubt_and_said(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    pair = (at(builders["value"](Ukuran.PAGU, amount), 1, col) for col, amount in ((0, "1000000"), (1, "2000000")))
    rows = (builders["row"](TingkatBaris.PROGRAM, "A", *pair),)
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA, *rows), ("1.000.000", "2.000.000")))
    assert (found.bermakna, found.ragu, found.anggaran) == (0, 2, 0)
    assert "2 nilai uang dengan dua bacaan" in (found.alasan or "")


@pytest.mark.parametrize("unit", [None, "dokumen"])
def test_what_is_counted_beside_what_is_paid_is_no_second_reading_of_it(
    make_result: Callable[..., DocumentResult], builders: Builders, unit: str | None
) -> None:
    counted = replace(at(builders["value"](Ukuran.REALISASI, "12"), 1, 0), satuan=unit)
    paid = at(builders["value"](Ukuran.REALISASI, "2000000"), 1, 1)
    rows = (builders["row"](TingkatBaris.PROGRAM, "A", counted, paid),)
    found = of(make_result, grid(builders["table"](JenisTabel.LAINNYA, *rows), ("12", "2.000.000")))
    assert (found.bermakna, found.ragu) == (1, 0)


def test_a_document_counts_its_tables_and_its_running_text(make_result: Callable[..., DocumentResult]) -> None:
    tables = to_tables(make_result(uang_di_teks=3))
    document, table = tables["dokumen"].to_pylist()[0]["cakupan"], tables["tabel"].to_pylist()[0]["cakupan"]
    assert document["tercetak"] == table["tercetak"] + 3
    assert {name: document[name] for name in ("bermakna", "ragu", "anggaran")} == {
        name: table[name] for name in ("bermakna", "ragu", "anggaran")
    }


def test_a_tables_columns_are_as_sure_as_the_least_sure_measure(builders: Builders) -> None:
    table: MatchedTable = builders["table"](JenisTabel.LAINNYA)
    columns = (Column(0, "Program", "nama", keyakinan=0.3), Column(1, "Pagu", "pagu", keyakinan=0.8), Column(2, "?"))
    assert columns_confidence(replace(table, source=replace(table.source, columns=columns))) == 0.8
    assert columns_confidence(replace(table, source=replace(table.source, columns=(Column(0, "?"),)))) == 0.0


def test_sources_of_which_one_may_hold_the_others_are_said_to_be_in_no_sum(
    make_result: Callable[..., DocumentResult], builders: Builders
) -> None:
    def row(name: str, **amounts: str) -> MatchedRow:
        values = [replace(builders["value"](Ukuran.PAGU, text), rincian=source) for source, text in amounts.items()]
        return cast(MatchedRow, builders["row"](TingkatBaris.PROGRAM, name, *values))

    rows = (row("A", apbd="6000000", dau="4000000"), row("B", apbd="7000000", dau="0"))
    found = of(make_result, builders["table"](JenisTabel.LAINNYA, *rows))
    assert "anggaran: 2 nilai menurut sumber dana" in (found.alasan or "")
    assert "sumber dana" not in (of(make_result, builders["table"](JenisTabel.LAINNYA, rows[1])).alasan or "")


def test_headers_notes_and_running_text_are_counted_beside_the_bodies_of_tables() -> None:
    box = Box(0, 0, 9, 9)
    texts = ((True, "Pagu (Rp) dari Rp7.500.000.000"), (True, "Tahun 2024"), (False, "2.500.000"))
    cells = tuple(Cell(row, 0, 1, 1, text, 1, box, is_header=head) for row, (head, text) in enumerate(texts))
    lines = tuple(TextLine(1, text, box, 9, False) for text in ("sebesar Rp3.125.000,-.", "*) belum Rp35.000.000"))
    table = Table((1,), None, None, 3, 1, 2, cells, "uji", 1.0)
    page = PageResult(1, 595, 842, lines, ())
    assert count_outside(Extracted("a.pdf", "ab" * 32, 1, (page,), (table,))) == 3
