"""Merged files: nothing is lost or doubled, single documents can still be replaced, readers are never misled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output import compact as compacting
from output import merge, swap
from output.compact import compact
from output.errors import CannotSwap, NotADataset
from output.layout import MERGED, settings_of
from output.read import read_table
from output.schema import SCHEMAS
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter, stage
from records.matched import Wilayah

Make = Callable[..., DocumentResult]
SHAS = [f"{i:02x}" * 32 for i in range(12)]


def save(root: Path, *results: DocumentResult) -> None:
    with DatasetWriter(root) as writer:
        for result in results:
            writer.commit(stage(result, writer.area, "halaman=semua"))


def rows(root: Path, table: str) -> list[dict[str, object]]:
    return sorted(read_table(root, table).to_pylist(), key=str)


@pytest.fixture
def many(make_result: Make, tmp_path: Path) -> Path:
    save(tmp_path, *(make_result(sha) for sha in SHAS))
    return tmp_path


def test_merging_keeps_every_row_and_every_promise(many: Path) -> None:
    before = {table: rows(many, table) for table in SCHEMAS}
    done = compact(many)
    assert (done.before, done.after) == (12 * 7, 7)
    assert {table: rows(many, table) for table in SCHEMAS} == before
    assert verify(many) == []
    assert sorted(p.name for p in (many / ".renja").iterdir()) == ["lock", "turunan"]


def test_who_asks_for_a_code_finds_its_rows_together(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = next(many.glob("anggaran/*/*/*.parquet"))
    row = pq.ParquetFile(own).read().slice(0, 1)
    codes = [None, *(f"1.06.0{k}" for k in (1, 9, 2, 8, 3, 7, 4, 6, 5))]
    at = row.schema.get_field_index("kode")
    mixed = pa.concat_tables([row] * len(codes)).set_column(at, row.schema.field(at), pa.array(codes, pa.string()))
    pq.write_table(mixed, own)
    before = rows(many, "anggaran")
    monkeypatch.setattr(merge, "_SORTED_ROWS", 4)
    compact(many)
    assert rows(many, "anggaran") == before
    (merged,) = many.glob("anggaran/*/*/*.parquet")
    with pq.ParquetFile(merged) as file:
        column = file.schema_arrow.get_field_index("kode")
        held = [file.metadata.row_group(k).column(column).statistics for k in range(file.num_row_groups)]
    holds = [each for each in held if each.has_min_max and each.min <= "1.06.05" <= each.max]
    assert len(held) >= 4
    assert len(holds) == 1


def test_merging_again_changes_nothing(many: Path) -> None:
    compact(many)
    files = sorted(many.glob("**/*.parquet"))
    assert compact(many).after == 7
    assert sorted(many.glob("**/*.parquet")) == files


def test_large_files_stay_apart(many: Path) -> None:
    assert compact(many, largest=1).after == 12 * 7
    assert not list(many.glob(f"**/{MERGED}*"))


def test_a_document_of_a_merged_file_is_replaced_and_moved_alone(many: Path, make_result: Make) -> None:
    compact(many)
    before = len(rows(many, "baris"))
    again = make_result(SHAS[3])
    save(many, replace(again, berkas="baru.pdf", wilayah=Wilayah("provinsi", "11", "Aceh")))
    listed = {row["doc_id"]: row for row in rows(many, "dokumen")}
    assert set(listed) == {sha[:16] for sha in SHAS}
    assert (listed[SHAS[3][:16]]["berkas"], listed[SHAS[3][:16]]["kode_provinsi"]) == ("baru.pdf", "11")
    assert len(rows(many, "baris")) == before
    assert verify(many) == []


def test_a_merged_file_remembers_the_settings_of_its_documents(many: Path) -> None:
    compact(many)
    file = next((many / "dokumen").glob("**/*.parquet"))
    assert settings_of(file) == {sha[:16]: "halaman=semua" for sha in SHAS}


class Crash(BaseException):
    """Stands for a power cut."""


@pytest.mark.parametrize("step", [1, 2, 3, 7])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_at_an_exchange_shows_each_document_once(
    step: int, after: bool, many: Path, make_result: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = {"n": 0}

    def dying(one: Path, other: Path) -> None:
        calls["n"] += 1
        if calls["n"] == step and not after:
            raise Crash
        swap.exchange(one, other)
        if calls["n"] == step:
            raise Crash

    before = {table: rows(many, table) for table in SCHEMAS}
    with monkeypatch.context() as patch:
        patch.setattr(merge, "exchange", dying)
        with pytest.raises(Crash):
            compact(many)
        assert {table: rows(many, table) for table in SCHEMAS} == before
        calls["n"] = 100
    save(many, make_result(SHAS[0]))
    assert {table: rows(many, table) for table in SCHEMAS} == before
    assert verify(many) == []


def test_where_folders_cannot_be_exchanged_nothing_is_touched(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise CannotSwap("tidak bisa")

    monkeypatch.setattr(merge, "exchange", refuse)
    files = sorted(many.glob("*/*/*/*.parquet"))
    with pytest.raises(CannotSwap):
        compact(many)
    assert sorted(many.glob("*/*/*/*.parquet")) == files


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotADataset):
        compact(tmp_path)


def test_readers_beside_compaction_and_rewriting_see_each_document_once_or_an_error(
    many: Path, make_result: Make
) -> None:
    """Any DuckDB reader: what it answers is right; a file that went while it read is an error, and it asks again."""
    stop = threading.Event()

    def churn() -> None:
        while not stop.is_set():
            compacting.compact(many)
            save(many, *(make_result(sha) for sha in SHAS[:3]))

    writer = threading.Thread(target=churn)
    writer.start()
    answers, gone = 0, 0
    pattern = f"{many}/dokumen/**/*.parquet"
    try:
        while answers < 40 and gone < 4000:
            try:
                with duckdb.connect() as connection:
                    query = f"SELECT count(*), count(DISTINCT doc_id) FROM read_parquet('{pattern}')"
                    assert connection.execute(query).fetchall() == [(12, 12)]
                answers += 1
            except duckdb.IOException:
                gone += 1
            assert read_table(many, "dokumen").num_rows == 12
    finally:
        stop.set()
        writer.join()
    assert answers == 40
