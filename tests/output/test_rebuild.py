"""A document read back from the dataset is the document that was written, as far as any later stage can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from audit.run import audit_tables
from extract.types import Box, Cell
from normalize.types import Column, DocumentMeta, JenisDokumen, JenisTabel, Konteks, TingkatBaris, Ukuran
from output.arrow import to_tables
from output.rebuild import read_result
from output.schema import SCHEMAS
from output.types import DocumentResult
from output.write import DatasetWriter
from records.matched import MatchedTable

Make = Callable[..., DocumentResult]
LEVELS = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN)


def odd_table(builders: dict[str, Callable[..., Any]]) -> MatchedTable:
    """A table with all that a column, a row and a value may hold, whose rows do not stand one to a grid row."""
    value = replace(
        builders["value"](Ukuran.PAGU, "5", konteks=Konteks.SEBELUM), rincian="DAK", keyakinan=0.85, perbaikan="aturan"
    )
    row = builders["row"](TingkatBaris.AKUN, "Belanja Modal", value, kode="5.2")
    row = replace(
        row,
        row=replace(row.row, grid_row=4, perangkat_daerah="Dinas Perhubungan"),
        match=replace(row.match, runner_up="1.06.04"),
    )
    table: MatchedTable = builders["table"](JenisTabel.LAINNYA, row)
    columns = (
        Column(0, "Program / Kegiatan", "nama", keyakinan=0.9, tingkat=LEVELS),
        Column(1, "DAK", "pagu", Konteks.SEBELUM, 2024, "DAK", 0.45),
    )
    grid = replace(table.source.table, n_header_rows=3, number_row=2)
    return replace(table, source=replace(table.source, columns=columns, table=grid))


def stored(root: Path, result: DocumentResult) -> DocumentResult:
    with DatasetWriter(root) as writer:
        writer.write(result)
    return read_result(root, result.doc_id)


def test_columns_rows_and_values_come_back_whole(
    make_result: Make, builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    table = odd_table(builders)
    again = stored(tmp_path, make_result(tables=(table,), findings=())).tables[0]
    assert again.source.columns == table.source.columns
    assert (again.source.table.n_header_rows, again.source.table.number_row) == (3, 2)
    ours, theirs = again.rows[0], table.rows[0]
    assert (ours.row.grid_row, ours.row.perangkat_daerah, ours.match) == (4, "Dinas Perhubungan", theirs.match)
    assert ours.row.values == theirs.row.values


def test_a_row_names_the_grid_row_where_its_cells_stand(
    make_result: Make, builders: dict[str, Callable[..., Any]]
) -> None:
    rows = to_tables(make_result(tables=(odd_table(builders),), findings=()))["baris"].to_pylist()
    assert [(row["baris_kisi"], row["perangkat_daerah"]) for row in rows] == [(7, "Dinas Perhubungan")]


def test_an_audit_of_the_stored_document_looks_at_the_same_cells(
    make_result: Make, builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    box = Box(300.0, 50.0, 390.0, 62.0)
    values = builders["value"](Ukuran.PAGU, "100000000"), builders["value"](Ukuran.REALISASI, "90000000")
    row = builders["row"](TingkatBaris.PROGRAM, "Program Uji", *values)
    table: MatchedTable = builders["table"](
        JenisTabel.REALISASI_ANGGARAN, replace(row, row=replace(row.row, grid_row=1))
    )
    # The first row of the body is a sub-heading: the item's dash, which states that nothing remained, is in the second.
    cells = (Cell(0, 0, 1, 1, "Sisa", 3, box, is_header=True), Cell(2, 0, 1, 1, "-", 3, box))
    grid = replace(table.source.table, cells=cells, n_header_rows=1, confidence=0.95)
    column = Column(0, "Sisa", "sisa", None, 2024)
    normal = replace(table.source, table=grid, columns=(column,), rows=(replace(row.row, grid_row=1),))
    result = make_result(tables=(replace(table, source=normal),), findings=())
    assert result.meta is not None
    at_ingest = audit_tables(result.tables, result.meta, result.wilayah)
    assert "sisa" in {finding.cek for finding in at_ingest}
    again = stored(tmp_path, result)
    assert audit_tables(again.tables, result.meta, again.wilayah) == at_ingest


def test_a_row_without_an_office_has_the_documents_and_is_no_row_of_its_own_office(
    make_result: Make, tmp_path: Path
) -> None:
    result = make_result()
    assert set(to_tables(result)["baris"].column("perangkat_daerah").to_pylist()) == {"Dinas Sosial"}
    assert {row.row.perangkat_daerah for row in stored(tmp_path, result).tables[0].rows} == {None}


def test_what_is_known_of_the_document_and_its_running_text_comes_back(make_result: Make, tmp_path: Path) -> None:
    meta = DocumentMeta(JenisDokumen.LKJIP, None, 2024, 2024, ("Kab. Luwu",), "Dinas Sosial", "050-5889/2021")
    again = stored(tmp_path, make_result(meta=meta, uang_di_teks=7))
    assert (again.meta, again.uang_di_teks) == (meta, 7)


def test_a_document_written_again_gives_the_same_rows(
    make_result: Make, builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    result = make_result(tables=(*make_result().tables, odd_table(builders)))
    first, second = to_tables(result), to_tables(stored(tmp_path, result))
    for name, table in first.items():
        assert second[name].to_pylist() == table.to_pylist(), name


def test_a_dataset_of_the_first_contract_is_still_read(make_result: Make, tmp_path: Path) -> None:
    result = make_result()
    stored(tmp_path, result)
    added = {
        "dokumen": ["cakupan", "wilayah_tercetak", "edisi", "pembuat"],
        "tabel": [
            "cakupan",
            "keyakinan_kolom",
            "alasan",
            "resep",
            "baris_kepala",
            "baris_nomor",
            "tingkat_kolom",
            "teks_di_atas",
            "kolom_tahun_lain",
        ],
        "baris": ["perangkat_daerah", "baris_kisi", "cocok_lain"],
        "nilai": ["rincian"],
        "anggaran": ["realisasi_sampai", "pagu_sebelum"],
    }
    for name, columns in added.items():
        (path,) = (tmp_path / name).rglob("*.parquet")
        pq.write_table(pq.read_table(path, partitioning=None).drop_columns(columns), path)
    again = read_result(tmp_path, result.doc_id)
    assert [row.row.values for row in again.tables[0].rows] == [row.row.values for row in result.tables[0].rows]
    assert (again.tables[0].source.table.n_header_rows, again.uang_di_teks) == (1, 0)
    assert set(to_tables(again)) == set(SCHEMAS)
