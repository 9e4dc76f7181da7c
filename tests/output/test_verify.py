"""What is wrong with a dataset is named; what is right is left in peace."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter

Make = Callable[..., DocumentResult]


@pytest.fixture
def root(make_result: Make, tmp_path: Path) -> Path:
    with DatasetWriter(tmp_path) as writer:
        for sha in ("ab", "cd"):
            writer.write(make_result(sha * 32))
    return tmp_path


def _file(root: Path, table: str) -> Path:
    return next((root / table).glob("**/abab*.parquet"))


def _changed(path: Path, column: str, values: Callable[[pa.ChunkedArray], object]) -> None:
    table = pq.ParquetFile(path).read()
    index = table.schema.get_field_index(column)
    field = table.schema.field(column)
    pq.write_table(table.set_column(index, field, pa.array(values(table.column(column)), field.type)), path)


def test_a_good_dataset_has_no_fault(root: Path) -> None:
    assert verify(root) == []


def test_an_item_that_stands_twice_in_the_wide_view_is_named(root: Path) -> None:
    path = _file(root, "anggaran")
    table = pq.ParquetFile(path).read()
    pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), path)
    assert [(fault.promise, fault.where.startswith("anggaran")) for fault in verify(root)] == [("kunci", True)]


def test_a_coverage_that_is_not_its_tables_is_named(root: Path) -> None:
    path = _file(root, "tabel")
    _changed(path, "cakupan", lambda column: [held | {"bermakna": 99} for held in column.to_pylist()])
    assert {fault.where.split()[0] for fault in verify(root)} == {"dokumen.cakupan", "tabel.cakupan"}


def test_a_torn_file_is_named(root: Path) -> None:
    path = _file(root, "nilai")
    path.write_bytes(path.read_bytes()[:-20])
    assert [(f.promise, f.where) for f in verify(root)] == [("skema", path.relative_to(root).as_posix())]


def test_a_flipped_byte_in_the_data_is_named(root: Path) -> None:
    path = _file(root, "sel")
    data = bytearray(path.read_bytes())
    data[8:40] = bytes(32)
    path.write_bytes(bytes(data))
    assert "skema" in {f.promise for f in verify(root)}


def test_a_lost_column_is_named(root: Path) -> None:
    path = _file(root, "baris")
    pq.write_table(pq.ParquetFile(path).read().drop_columns(["kode"]), path)
    (fault,) = verify(root)
    assert "kode" in fault.what


def test_a_document_in_two_places_is_named(root: Path) -> None:
    path = _file(root, "dokumen")
    other = path.parent.parent / "kode_provinsi=11"
    other.mkdir()
    shutil.copy(path, other / path.name)
    found = {f.promise for f in verify(root)}
    assert {"ganda", "kunci", "tempat", "daftar"} <= found


def test_a_file_that_went_missing_is_named(root: Path) -> None:
    _file(root, "baris").unlink()
    found = {(f.promise, f.where) for f in verify(root)}
    assert ("rujukan", "ab" * 8) in found
    assert ("rujukan", "nilai.baris_id") in found


def test_a_digest_that_is_not_the_documents_is_named(root: Path) -> None:
    _changed(_file(root, "dokumen"), "sha256", lambda c: ["ef" * 32])
    assert ("sidik", "ab" * 8) in {(f.promise, f.where) for f in verify(root)}


def test_a_status_that_does_not_exist_is_named(root: Path) -> None:
    _changed(_file(root, "dokumen"), "status", lambda c: ["lumayan"])
    assert "lumayan" in verify(root)[0].what


def test_a_key_used_twice_is_named(root: Path) -> None:
    _changed(_file(root, "baris"), "baris_id", lambda c: [c[0].as_py()] * len(c))
    assert "kunci" in {f.promise for f in verify(root)}


def test_a_file_outside_the_partitions_is_named(root: Path) -> None:
    path = _file(root, "temuan")
    path.rename(root / "temuan" / path.name)
    assert "tempat" in {f.promise for f in verify(root)}


def test_a_list_of_files_that_a_dead_run_could_not_renew_is_no_fault(make_result: Make, root: Path) -> None:
    dead = DatasetWriter(root).__enter__()
    dead.write(make_result("ef" * 32))
    dead._alive.__exit__(None, None, None)  # the system does this when a process dies
    assert verify(root) == []
    assert "efefefefefefefef" in (root / "datapackage.json").read_text(encoding="utf-8")


def test_a_list_of_files_that_a_living_run_has_not_yet_renewed_is_no_fault(make_result: Make, root: Path) -> None:
    with DatasetWriter(root) as living:
        living.write(make_result("ef" * 32))
        assert verify(root) == []


def test_a_list_of_files_that_is_wrong_for_no_reason_is_named(root: Path) -> None:
    listed = (root / "datapackage.json").read_text(encoding="utf-8")
    (root / "datapackage.json").write_text(listed.replace("abababab", "babababa"), encoding="utf-8")
    assert {fault.promise for fault in verify(root)} == {"daftar"}


def test_a_flipped_bit_in_the_data_is_found(root: Path) -> None:
    path = _file(root, "nilai")
    whole = path.read_bytes()
    with pq.ParquetFile(path) as file:
        columns = [file.metadata.row_group(0).column(index) for index in range(file.metadata.num_columns)]
    for column in columns:
        end = (column.dictionary_page_offset or column.data_page_offset) + column.total_compressed_size - 1
        path.write_bytes(whole[:end] + bytes([whole[end] ^ 4]) + whole[end + 1 :])
        assert "skema" in {fault.promise for fault in verify(root)}, column.path_in_schema
    path.write_bytes(whole)
    assert verify(root) == []


def test_a_list_of_files_that_is_wrong_is_whole_after_it_was_named(root: Path) -> None:
    (root / "datapackage.json").write_text("{", encoding="utf-8")
    assert [fault.promise for fault in verify(root)] == ["daftar"]
    assert verify(root) == []
