"""From a document's results to Arrow: ids, nulls, numbers and what a hostile file may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.types import Box
from normalize.types import DocumentMeta, JenisDokumen, JenisTabel, TingkatBaris, Ukuran
from output.arrow import decimal, to_tables, year
from output.schema import SCHEMAS
from output.types import DocumentResult, Status
from output.write import stage
from records.matched import CocokMetode

Make = Callable[..., DocumentResult]
DOC = "ab" * 8


def test_every_table_has_exactly_the_contracts_schema(make_result: Make) -> None:
    tables = to_tables(make_result())
    assert {name: table.schema for name, table in tables.items()} == {n: s.arrow for n, s in SCHEMAS.items()}


def test_every_file_has_the_contracts_columns_and_their_meaning_with_rows_and_without(
    make_result: Make, tmp_path: Path
) -> None:
    for number, tables in enumerate((make_result().tables, ())):
        staged = stage(replace(make_result(), tables=tables, findings=()), _folder(tmp_path, number))
        for name, schema in SCHEMAS.items():
            held = pq.read_table(staged.folder / f"{name}.parquet")
            assert held.num_rows == staged.counts[name], name
            meanings = [(field.name, field.nullable, field.metadata[b"keterangan"]) for field in held.schema]
            assert meanings == [(f.name, f.nullable, f.metadata[b"keterangan"]) for f in schema.file], name
            assert schema.file.metadata.items() <= held.schema.metadata.items(), name
    assert staged.counts == {name: int(name == "dokumen") for name in SCHEMAS}


def test_duckdb_leaves_out_what_was_rejected_where_nothing_else_was_decided(make_result: Make, tmp_path: Path) -> None:
    (finding,) = make_result().findings
    both = (replace(finding, keputusan="ditolak", keputusan_id="k1"), replace(finding, page=4))
    staged = stage(make_result(findings=both), _folder(tmp_path, 0))
    said = f"SELECT keputusan FROM '{staged.folder / 'temuan.parquet'}' WHERE keputusan IS DISTINCT FROM 'ditolak'"
    assert duckdb.sql(said).fetchall() == [(None,)]


def _folder(root: Path, number: int) -> Path:
    folder = root / str(number)
    folder.mkdir()
    return folder


def test_a_failed_document_is_one_row_that_says_why_and_nothing_else(make_result: Make) -> None:
    tables = to_tables(make_result(status=Status.GAGAL, pesan=("terkunci",), meta=None, tables=(), findings=()))
    document = tables["dokumen"].to_pylist()[0]
    assert (document["status"], document["pesan"], document["tahun"]) == ("gagal", ["terkunci"], None)
    assert document["jenis_dokumen"] == "lainnya"
    assert [tables[n].num_rows for n in tables] == [1, 0, 0, 0, 0, 0, 0]


def test_rows_point_to_parent_and_first_line_by_id(make_result: Make) -> None:
    rows = to_tables(make_result())["baris"].to_pylist()
    assert rows[0]["baris_id"] == f"{DOC}-t001-b0001"
    assert rows[1]["induk_id"] == rows[0]["baris_id"]
    assert rows[2]["lanjutan_id"] == rows[1]["baris_id"]
    assert rows[2]["kode_asli"] is None
    assert rows[2]["kode"] == "1.06.02.2.01.0001"


def test_a_code_that_only_a_weak_likeness_of_names_suggests_stays_with_its_row_and_out_of_comparisons(
    make_result: Make,
) -> None:
    result = make_result()
    table = result.tables[0]
    weak = [
        replace(m, match=replace(m.match, metode=CocokMetode.NAMA, skor=0.76)) if m.match.kode else m
        for m in table.rows
    ]
    tables = to_tables(replace(result, tables=(replace(table, rows=tuple(weak)),)))
    assert any(row["kode"] for row in tables["baris"].to_pylist())
    assert any(row["kode"] for row in to_tables(result)["anggaran"].to_pylist())
    assert not any(row["kode"] or row["nama_baku"] for row in tables["anggaran"].to_pylist())


def test_cells_keep_place_span_and_header(make_result: Make) -> None:
    head, body = to_tables(make_result())["sel"].to_pylist()
    assert (head["kepala"], head["rentang_kolom"], head["teks"]) == (True, 2, "Program /\nKegiatan")
    assert (body["baris"], body["kolom"], body["x0"], body["keyakinan"]) == (1, 0, 10.0, 0.5)


def test_a_value_that_is_no_number_keeps_its_text(make_result: Make) -> None:
    values = to_tables(make_result())["nilai"].to_pylist()
    assert (values[-1]["teks"], values[-1]["nilai"], values[-1]["tahun"]) == ("BB", None, None)
    assert values[2]["nilai"] == Decimal("100.5")


def test_a_finding_names_every_row_that_takes_part(make_result: Make) -> None:
    finding = to_tables(make_result())["temuan"].to_pylist()[0]
    assert re.fullmatch(f"{DOC}-f[0-9a-f]{{10}}", finding["temuan_id"])
    assert finding["bukti"] == [f"{DOC}-t001-b0001", f"{DOC}-t001-b0002"]
    assert finding["selisih"] == Decimal("0.5")
    assert (finding["x0"], finding["penyebab"]) == (None, None)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.integers(0, 4), name=st.text(max_size=9), amount=st.integers(0, 10**9), others=st.integers(0, 3))
def test_a_findings_id_survives_corrections_and_what_else_the_document_says(
    make_result: Make, builders: dict[str, Any], before: int, name: str, amount: int, others: int
) -> None:
    result = make_result()
    finding, table = result.findings[0], result.tables[0]
    row = finding.row or 0
    rows = [
        replace(m, row=replace(m.row, nama=name, indikator=name), level=TingkatBaris.LAINNYA) if n == row else m
        for n, m in enumerate(table.rows)
    ]
    corrected = replace(
        finding,
        table=before,
        tertulis=Decimal(amount),
        dihitung=Decimal(0),
        selisih=Decimal(amount),
        penjelasan=name,
        bukti=tuple((before, at) for _, at in finding.bukti),
    )
    further = [replace(corrected, page=corrected.page + 1 + n) for n in range(others)]
    empty = [builders["table"](JenisTabel.LAINNYA) for _ in range(before)]
    after = replace(result, tables=(*empty, replace(table, rows=tuple(rows))), findings=(*further, corrected))
    old, new = (to_tables(one)["temuan"].column("temuan_id").to_pylist() for one in (result, after))
    assert new[-1] == old[0]
    assert len(set(new)) == len(new)


def test_findings_of_two_columns_of_one_measure_have_ids_of_their_own_in_any_order(make_result: Make) -> None:
    result = make_result()
    first, second = (replace(result.findings[0], box=Box(x, 0, x + 9, 9)) for x in (100, 200))
    both = to_tables(replace(result, findings=(first, second)))["temuan"].column("temuan_id").to_pylist()
    alone = to_tables(replace(result, findings=(second,)))["temuan"].column("temuan_id").to_pylist()
    assert both[1:] == alone
    assert both[0] != both[1]


def test_the_last_year_of_a_one_year_document_is_its_year(make_result: Make) -> None:
    meta = DocumentMeta(JenisDokumen.RENJA, None, 2025, None, (), None)
    assert to_tables(make_result(meta=meta))["dokumen"].column("tahun_akhir").to_pylist() == [2025]


def test_an_amount_beyond_the_column_becomes_null_and_keeps_its_text(
    make_result: Make, builders: dict[str, Any]
) -> None:
    huge = builders["value"](Ukuran.PAGU, "9" * 25)
    table = builders["table"](JenisTabel.LAINNYA, builders["row"](TingkatBaris.LAINNYA, "x", huge))
    assert to_tables(make_result(tables=(table,), findings=()))["nilai"].to_pylist()[0]["nilai"] is None


def test_half_a_surrogate_pair_does_not_cost_the_document(make_result: Make, builders: dict[str, Any]) -> None:
    table = builders["table"](JenisTabel.LAINNYA, builders["row"](TingkatBaris.LAINNYA, "ru\ud800sak"))
    result = make_result(tables=(table,), findings=(), pesan=("\udcff",))
    assert to_tables(result)["baris"].column("nama").to_pylist() == ["ru?sak"]


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_any_decimal_either_fits_the_column_or_is_null(number: Decimal) -> None:
    got = decimal(number)
    assert got is None or (got.as_tuple().exponent == -4 and len(got.as_tuple().digits) <= 24)


@given(st.integers())
def test_any_year_either_fits_int16_or_is_null(number: int) -> None:
    assert year(number) is None or 0 < number < 2**15


def test_the_wide_view_sums_lines_leaves_totals_out_and_pairs_the_forward_estimate(make_result: Make) -> None:
    wide = to_tables(make_result())["anggaran"].to_pylist()
    got = [(r["nama"], r["tahun"], r["pagu"], r["prakiraan_maju"], r["target"]) for r in wide]
    assert got == [
        ("PROGRAM A", 2024, Decimal(300), None, None),
        ("Sub satu", 2024, Decimal("150.5"), Decimal(110), Decimal(12)),
        ("Sub tanpa kode", 2024, Decimal("149.5"), Decimal(1), None),
    ]
    assert wide[1]["lokasi"] == "Semua Kecamatan"


def test_only_one_table_speaks_for_the_money(make_result: Make, builders: dict[str, Any]) -> None:
    result = make_result()
    small = builders["table"](
        JenisTabel.RENCANA_PENDANAAN,
        builders["row"](TingkatBaris.PROGRAM, "PROGRAM A", builders["value"](Ukuran.PAGU, "1"), kode="1.06.02"),
    )
    both = replace(result, tables=(small, result.tables[0], small), findings=())
    assert {r["baris_id"][:21] for r in to_tables(both)["anggaran"].to_pylist()} == {f"{DOC}-t002"}


def test_a_percentage_is_computed_where_none_is_printed(make_result: Make, builders: dict[str, Any]) -> None:
    row, value = builders["row"], builders["value"]
    table = builders["table"](
        JenisTabel.REALISASI_ANGGARAN,
        row(TingkatBaris.PROGRAM, "A", value(Ukuran.PAGU, "200"), value(Ukuran.REALISASI, "50")),
        row(
            TingkatBaris.PROGRAM,
            "B",
            value(Ukuran.PAGU, "200"),
            value(Ukuran.REALISASI, "50"),
            value(Ukuran.PERSEN_REALISASI, "26", satuan="persen"),
        ),
    )
    meta = DocumentMeta(JenisDokumen.LKJIP, None, 2024, 2024, (), None)
    wide = to_tables(make_result(meta=meta, tables=(table,), findings=()))["anggaran"].to_pylist()
    assert [r["persen_realisasi"] for r in wide] == [Decimal(25), Decimal(26)]
