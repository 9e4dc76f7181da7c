"""The dataset on disk: every reader sees each document exactly once, after whatever happened."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from normalize.types import DocumentMeta, JenisDokumen
from output import read, write
from output.errors import DatasetBusy, DocumentNotFound, NotADataset
from output.layout import own_files
from output.schema import SCHEMAS
from output.types import DocumentResult, Status
from records.matched import Wilayah

Make = Callable[..., DocumentResult]


def save(root: Path, *results: DocumentResult) -> None:
    with write.DatasetWriter(root) as writer:
        for result in results:
            writer.write(result)


def hive(root: Path, table: str) -> duckdb.DuckDBPyRelation:
    """The way in which the contract says that any DuckDB user reads."""
    return duckdb.sql(f"SELECT * FROM read_parquet('{root}/{table}/**/*.parquet', hive_partitioning = true)")


def doc_ids(root: Path, table: str = "dokumen") -> list[str]:
    data = hive(root, table).fetchnumpy()
    return sorted(data["doc_id"].tolist())


def later(result: DocumentResult, tahun: int = 2025, provinsi: str = "11") -> DocumentResult:
    """The same file, read anew with another year and province."""
    assert result.meta is not None
    place = Wilayah("provinsi", provinsi, "Aceh")
    return replace(result, meta=replace(result.meta, tahun=tahun, tahun_akhir=tahun), wilayah=place)


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_what_is_read_back_has_the_contracts_schema(table: str, make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    assert read.read_table(tmp_path, table).schema.equals(SCHEMAS[table].arrow)


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_duckdb_pyarrow_and_pandas_see_every_column_by_their_own_means(
    table: str, make_result: Make, tmp_path: Path
) -> None:
    save(tmp_path, make_result(), make_result("cd" * 32, meta=None, wilayah=Wilayah(), tables=(), findings=()))
    want = set(SCHEMAS[table].arrow.names)
    assert want <= set(hive(tmp_path, table).columns)
    assert want <= set(pads.dataset(tmp_path / table, format="parquet", partitioning="hive").schema.names)
    assert want <= set(pd.read_parquet(tmp_path / table).columns)


def test_a_values_year_is_its_own_and_not_the_documents(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    years = {2024, 2025, None}
    assert {row[0] for row in hive(tmp_path, "nilai").select("tahun").fetchall()} == years
    data = pads.dataset(tmp_path / "nilai", format="parquet", partitioning="hive")
    assert set(data.to_table().column("tahun").to_pylist()) == years


def test_money_is_decimal_in_the_files(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    assert dict(zip(*_described(hive(tmp_path, "nilai")), strict=True))["nilai"] == "DECIMAL(24,4)"


def _described(relation: duckdb.DuckDBPyRelation) -> tuple[list[str], list[str]]:
    return relation.columns, [str(t) for t in relation.types]


def test_a_document_without_year_or_province_goes_to_the_unknown_folder(make_result: Make, tmp_path: Path) -> None:
    failed = make_result(meta=None, wilayah=Wilayah(), status=Status.GAGAL, tables=(), findings=())
    save(tmp_path, failed)
    assert (tmp_path / f"dokumen/tahun=0/kode_provinsi=00/{failed.doc_id}.parquet").exists()
    row = read.read_table(tmp_path, "dokumen").to_pylist()[0]
    assert (row["tahun"], row["kode_provinsi"]) == (None, None)
    with read.connect(tmp_path) as connection:
        assert connection.sql("SELECT tahun, kode_provinsi FROM dokumen").fetchall() == [(None, None)]


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_reading_a_document_again_replaces_it(table: str, make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result(), make_result("cd" * 32))
    before = hive(tmp_path, table).aggregate("count(*)").fetchall()
    save(tmp_path, make_result())
    assert hive(tmp_path, table).aggregate("count(*)").fetchall() == before


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_a_document_whose_year_is_read_differently_moves(table: str, make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    rows = hive(tmp_path, table).shape[0]
    save(tmp_path, later(make_result()))
    files = list((tmp_path / table).glob("**/*.parquet"))
    assert [str(f.parent.name) for f in files] == ["kode_provinsi=11"]
    assert not (tmp_path / table / f"{SCHEMAS[table].year_key}=2024").exists()
    assert hive(tmp_path, table).shape[0] == rows


class Crash(BaseException):
    """Stands for a power cut: nothing may catch it and clean up."""


def _crash_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Lets the writer die at its n-th move of a file or folder."""
    calls = {"n": 0}
    real = os.replace

    def replace_or_die(source: Any, target: Any) -> None:
        calls["n"] += 1
        if calls["n"] == step:
            raise Crash
        real(source, target)

    monkeypatch.setattr(write.os, "replace", replace_or_die)


@pytest.mark.parametrize("step", range(1, 15))
def test_a_crash_at_any_rename_shows_each_document_exactly_once(
    step: int, make_result: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, make_result(), make_result("cd" * 32))
    both = sorted(["ab" * 8, "cd" * 8])
    with monkeypatch.context() as patch:
        _crash_at(patch, step)
        writer = write.DatasetWriter(tmp_path).__enter__()
        staged = write.stage(later(make_result()), writer.area)
        with pytest.raises(Crash):
            writer.commit(staged)
        writer._alive.__exit__(None, None, None)  # the system does this when a process dies
    for table in SCHEMAS:
        assert sorted(set(doc_ids(tmp_path, table))) == both
    assert doc_ids(tmp_path) == both
    save(tmp_path)
    assert doc_ids(tmp_path) == both
    years = dict(hive(tmp_path, "dokumen").select("doc_id, tahun").fetchall())
    assert years == {"ab" * 8: 2025, "cd" * 8: 2024}
    assert {f.parent.name for f in tmp_path.glob(f"*/*/*/{'ab' * 8}.parquet")} == {"kode_provinsi=11"}


def test_a_crash_while_writing_leaves_no_trace(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    writer = write.DatasetWriter(tmp_path).__enter__()
    write.stage(make_result("cd" * 32), writer.area)
    writer._alive.__exit__(None, None, None)
    assert doc_ids(tmp_path) == ["ab" * 8]
    save(tmp_path)
    assert [p.name for p in (tmp_path / write.WORK).iterdir()] == ["lock"]


def test_a_first_crash_lists_no_document_whose_rows_are_missing(
    make_result: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _crash_at(patch, 3)
        writer = write.DatasetWriter(tmp_path).__enter__()
        with pytest.raises(Crash):
            writer.write(make_result())
        writer._alive.__exit__(None, None, None)
    assert not list((tmp_path / "dokumen").glob("**/*.parquet"))
    save(tmp_path)
    assert all(set(doc_ids(tmp_path, table)) == {"ab" * 8} for table in SCHEMAS)


def test_two_writers_take_turns_and_neither_drops_what_the_other_staged(make_result: Make, tmp_path: Path) -> None:
    with write.DatasetWriter(tmp_path) as one:
        staged = write.stage(make_result(), one.area)
        with write.DatasetWriter(tmp_path) as two:
            two.write(make_result("cd" * 32))
            two.write(later(make_result()))
        one.commit(staged)
    assert doc_ids(tmp_path) == sorted(["ab" * 8, "cd" * 8])
    assert all(set(doc_ids(tmp_path, table)) == {"ab" * 8, "cd" * 8} for table in SCHEMAS)


def test_who_waits_too_long_for_a_turn_is_told(tmp_path: Path) -> None:
    with write.DatasetWriter(tmp_path) as one, one.turn(), pytest.raises(DatasetBusy), write.DatasetWriter(tmp_path, 0):
        pass


def test_the_data_package_names_every_file_and_column(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result(), later(make_result("cd" * 32)))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    files = {path for resource in package["resources"] for path in resource["path"]}
    assert files == {p.relative_to(tmp_path).as_posix() for p in tmp_path.glob("*/*/*/*.parquet")}
    for resource in package["resources"]:
        assert [f["name"] for f in resource["schema"]["fields"]] == SCHEMAS[resource["name"]].arrow.names
    rows = next(r for r in package["resources"] if r["name"] == "baris")["schema"]
    assert {k["reference"]["resource"] for k in rows["foreignKeys"]} == {"tabel", "dokumen"}


def test_the_meaning_of_a_column_stands_in_the_file(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result())
    schema = pq.read_schema(next((tmp_path / "nilai").glob("**/*.parquet")))
    assert b"year" in schema.field("tahun").metadata[b"keterangan"]


def test_a_document_is_found_by_id_beginning_path_or_name(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result(), make_result("cd" * 32))
    for wanted in ("ab" * 8, "abab", "dokumen/abab.pdf", "abab.pdf", "abab"):
        assert read.find_document(tmp_path, wanted) == "ab" * 8
    with pytest.raises(DocumentNotFound):
        read.find_document(tmp_path, "zz")


def test_a_document_is_found_by_a_part_of_its_name_and_near_names_are_offered(
    make_result: Make, tmp_path: Path
) -> None:
    names = ("Renja-Dinas_Arsip 2031.pdf", "Renja-Dinas_Pasar 2031.pdf", "LKjIP Arsip 2030.pdf")
    results = [make_result(f"{i}{i}" * 32, berkas=f"berkas/{name}") for i, name in enumerate(names, 1)]
    save(tmp_path, *results)
    wanted = {
        "renja-dinas arsip": 0,
        "pasar": 1,
        "lkjip": 2,
        "LKJIP_ARSIP": 2,
        "dinas arsip 2031": 0,
        "renja 2031 pasar": 1,
    }
    assert {name: read.find_document(tmp_path, name) for name in wanted} == {
        name: results[i].doc_id for name, i in wanted.items()
    }
    with pytest.raises(DocumentNotFound, match=r"lebih dari satu dokumen: 1111111111111111 \(Renja-Dinas_Arsip"):
        read.find_document(tmp_path, "2031")
    with pytest.raises(DocumentNotFound, match=r"mungkin maksudnya .*Renja-Dinas_Pasar 2031\.pdf"):
        read.find_document(tmp_path, "renja dinas pasir")


def test_a_folder_without_a_dataset_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotADataset, match="bukan dataset"):
        read.read_table(tmp_path, "dokumen")


def test_a_dataset_may_lie_in_a_folder_with_odd_characters(make_result: Make, tmp_path: Path) -> None:
    root = tmp_path / "o'dd [1] *"
    save(root, make_result())
    with read.connect(root) as connection:
        assert connection.sql("SELECT count(*) FROM dokumen").fetchall() == [(1,)]


def test_a_renstra_lists_its_first_and_last_year(make_result: Make, tmp_path: Path) -> None:
    save(tmp_path, make_result(meta=DocumentMeta(JenisDokumen.RENSTRA, None, 2021, 2026, (), None)))
    row = read.read_table(tmp_path, "dokumen").to_pylist()[0]
    assert (row["tahun"], row["tahun_akhir"]) == (2021, 2026)


def test_a_dataset_of_an_older_version_without_a_column_is_still_queried(make_result: Make, tmp_path: Path) -> None:
    with write.DatasetWriter(tmp_path) as writer:
        writer.write(make_result())
    (path,) = (tmp_path / "baris").rglob("*.parquet")
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["lokasi"]), path)
    found = read.connect(tmp_path, ["baris"]).execute("SELECT lokasi, nama FROM baris").fetchall()
    assert found
    assert all(lokasi is None and nama is not None for lokasi, nama in found)


@pytest.mark.parametrize("older", [0, 1])
def test_files_of_an_older_version_among_newer_ones_lack_their_column_alone(
    make_result: Make, tmp_path: Path, older: int
) -> None:
    with write.DatasetWriter(tmp_path) as writer:
        for sha in ("1a" * 32, "2b" * 32):
            writer.write(make_result(sha))
    path = sorted((tmp_path / "baris").rglob("*.parquet"))[older]
    whole = pq.read_table(path, partitioning=None)
    pq.write_table(whole.drop_columns(["nama"]), path)
    query = "SELECT doc_id, count(nama) FROM baris GROUP BY ALL ORDER BY ALL"
    counts = [whole.num_rows, whole.num_rows]
    counts[older] = 0
    found = read.asked(tmp_path, ("baris",), lambda connection: connection.execute(query).fetchall())
    assert [count for _, count in found] == counts
    assert found == read.connect(tmp_path, ["baris"]).execute(query).fetchall()


@pytest.mark.parametrize("older", [0, 1])
def test_files_of_an_older_version_among_newer_ones_lack_a_part_of_a_column_alone(
    make_result: Make, tmp_path: Path, older: int
) -> None:
    with write.DatasetWriter(tmp_path) as writer:
        for sha in ("1a" * 32, "2b" * 32):
            writer.write(make_result(sha))
    path = sorted((tmp_path / "dokumen").rglob("*.parquet"))[older]
    whole = pq.read_table(path, partitioning=None)
    place = whole.column_names.index("cakupan")
    parts = [{k: v for k, v in each.items() if k != "ragu"} for each in whole.column(place).to_pylist()]
    kind = pa.struct([part for part in whole.schema.field(place).type if part.name != "ragu"])
    pq.write_table(whole.set_column(place, "cakupan", pa.array(parts, kind)), path)
    query = "SELECT cakupan.ragu IS NULL, cakupan FROM dokumen ORDER BY doc_id"
    found = read.asked(tmp_path, ("dokumen",), lambda connection: connection.execute(query).fetchall())
    assert [is_null for is_null, _ in found] == [number == older for number in range(2)]
    assert all("ragu" in cakupan for _, cakupan in found)


def test_a_reader_whose_files_are_moved_between_listing_and_reading_reads_again(
    make_result: Callable[..., DocumentResult], tmp_path: Path
) -> None:
    result = make_result()
    with write.DatasetWriter(tmp_path) as writer:
        writer.write(result)
    seen: list[list[Path]] = []

    def work(connection: duckdb.DuckDBPyConnection) -> int:
        seen.append(own_files(tmp_path, "baris"))
        if len(seen) == 1:  # another run understands the document as one of another year
            assert result.meta is not None
            with write.DatasetWriter(tmp_path) as writer:
                writer.write(replace(result, meta=replace(result.meta, tahun=2031, tahun_akhir=2031)))
        files = [str(path) for path in seen[-1]]
        row = connection.execute("SELECT count(*) FROM read_parquet($files)", {"files": files}).fetchone()
        return 0 if row is None else int(row[0])

    assert read.asked(tmp_path, ("dokumen",), work) == len(result.tables[0].rows)
    assert len(seen) == 2
    assert seen[0] != seen[1]


def test_a_file_that_cannot_be_read_while_nobody_writes_is_told_at_once(
    make_result: Callable[..., DocumentResult], tmp_path: Path
) -> None:
    with write.DatasetWriter(tmp_path) as writer:
        writer.write(make_result())
    tried = []

    def work(connection: duckdb.DuckDBPyConnection) -> None:
        tried.append(1)
        connection.execute("SELECT * FROM read_parquet('tiada.parquet')")

    with pytest.raises(duckdb.IOException):
        read.asked(tmp_path, ("dokumen",), work)
    assert tried == [1]


def test_rows_that_come_a_few_at_a_time_are_all_there(
    make_result: Callable[..., DocumentResult], tmp_path: Path
) -> None:
    with write.DatasetWriter(tmp_path) as writer:
        writer.write(make_result())
    query = "SELECT urutan FROM baris WHERE urutan >= $least ORDER BY urutan"
    assert list(read.rows_of(tmp_path, ("baris",), query, {"least": 1}, portion=2)) == [(1,), (2,), (3,), (4,), (5,)]
