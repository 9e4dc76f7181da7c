"""A query reads the tables of its dataset and nothing else, and what it answers is whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from output.columns import TABLES
from renja.api import Dataset
from renja.show.asked import json_bytes, one_answer
from renja.show.contract import meaning, unit
from renja.show.examples import examples
from renja.show.queries import answer_table
from renja.show.sandbox import named_tables, sandboxed

OUTSIDE = (
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_text('{root}/dokumen/../../lain.txt')",
    "SELECT * FROM read_text('{root}/datapackage.json')",
    "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
    "SELECT * FROM '{other}'",
)


@pytest.mark.parametrize("sql", OUTSIDE)
def test_a_query_reads_no_file_but_the_datasets_tables(dataset: Dataset, tmp_path: Path, sql: str) -> None:
    root = Path(shutil.copytree(dataset.root, tmp_path / "hasil"))
    (tmp_path / "lain.txt").write_text("rahasia", encoding="utf-8")
    with sandboxed(root) as connection, pytest.raises(duckdb.Error):
        one_answer(connection, sql.format(root=root, other=tmp_path / "lain.txt"))


@pytest.mark.parametrize(
    "sql", ["SET enable_external_access = true", "LOAD httpfs", "INSTALL httpfs", "ATTACH 'x.db'", "SET threads = 64"]
)
def test_a_query_cannot_open_its_own_way_out(dataset: Dataset, sql: str) -> None:
    with sandboxed(dataset.root) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql)


def test_a_relative_dataset_is_asked_like_any_other(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(dataset.root, tmp_path / "hasil")
    monkeypatch.chdir(tmp_path)
    with sandboxed(Path("hasil")) as connection:
        assert one_answer(connection, "SELECT count(*) AS n FROM baris").to_pylist()[0]["n"] > 0


def test_a_variable_of_ours_is_no_table(dataset: Dataset) -> None:
    rahasia = pa.table({"a": [1]})
    assert rahasia.num_rows == 1
    with sandboxed(dataset.root) as connection, pytest.raises(duckdb.CatalogException):
        connection.sql("SELECT * FROM rahasia")


def test_times_and_sums_of_whole_numbers_are_answered(dataset: Dataset) -> None:
    with sandboxed(dataset.root) as connection:
        found = one_answer(connection, "SELECT max(waktu_ingest) AS t, sum(jumlah_halaman) AS n, 1 AS n FROM dokumen")
    (row,) = json.loads(json_bytes(found))
    assert row["t"].startswith("20")
    assert isinstance(row["n"], int)
    assert row["n_2"] == 1


def test_of_a_large_answer_only_what_is_wanted_is_made(dataset: Dataset) -> None:
    with sandboxed(dataset.root, ("dokumen",), 128) as connection:
        found = one_answer(connection, "SELECT * FROM range(1000000) a, range(1000000) b", 11)
    assert found.num_rows == 11


def test_every_example_has_a_title_in_both_languages_and_runs(dataset: Dataset) -> None:
    assert len(examples()) >= 5
    for each in examples():
        assert set(each.titles) == {"id", "en"}
        answer_table(dataset.root, each.sql)


def test_the_example_of_the_docs_is_the_first_of_them() -> None:
    assert examples()[0].sql in Path("docs/contoh.sql").read_text(encoding="utf-8")


def test_only_tables_that_a_query_may_mean_are_opened() -> None:
    assert named_tables("FROM temuan JOIN dokumen USING (doc_id)") == ("dokumen", "temuan")


def test_every_column_has_a_meaning_in_both_languages() -> None:
    for table in TABLES:
        assert unit(table, "id") != unit(table, "en")
        for column in table.columns:
            assert meaning(table, column, "id")
            assert meaning(table, column, "en") == column.meaning
