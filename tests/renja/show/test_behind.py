"""The queries behind what the page shows run, and give the rows that they promise."""

from __future__ import annotations

import pytest

from renja.api import Dataset
from renja.show import behind
from renja.show.queries import answer_table

_FIXED = (behind.DOCUMENTS, behind.COVERAGE, behind.LOST, behind.UNSURE, behind.TROUBLE)


@pytest.mark.parametrize("sql", _FIXED)
def test_each_query_of_the_summary_runs(dataset: Dataset, sql: str) -> None:
    assert answer_table(dataset.root, sql).num_columns > 2


@pytest.mark.parametrize("sql", [*behind.ROWS_OF.values(), behind.CORRECTED])
def test_each_query_of_a_document_gives_its_rows_alone(dataset: Dataset, sql: str) -> None:
    doc_id = dataset.sql("SELECT doc_id FROM baris ORDER BY 1 LIMIT 1", "arrow").to_pylist()[0]["doc_id"]
    page = dataset.sql(f"SELECT min(halaman) AS n FROM baris WHERE doc_id = '{doc_id}'", "arrow").to_pylist()[0]["n"]
    found = answer_table(dataset.root, sql.format(doc=behind.literal(doc_id), page=behind.literal(page)))
    ids = [row.get("baris_id") or row.get("tabel_id") for row in found.to_pylist()]
    assert ids or sql == behind.CORRECTED
    assert all(name.startswith(doc_id) for name in ids)


def test_the_rows_of_a_figure_are_named_one_by_one_where_they_are_few(dataset: Dataset) -> None:
    rows = dataset.sql("SELECT baris_id FROM anggaran WHERE pagu > 0 ORDER BY 1 LIMIT 3", "arrow").to_pylist()
    few = [row["baris_id"] for row in rows]
    sql = behind.money(few, "FALSE")
    assert sorted(row["baris_id"] for row in answer_table(dataset.root, sql).to_pylist()) == few
    assert len(sql) < 1000


def test_where_they_are_many_a_condition_stands_for_them(dataset: Dataset) -> None:
    condition = behind.of_code(r"1\.06(\..*)?", 2024, "gabungan", "73")
    sql = behind.money([f"b{i}" for i in range(500)], condition)
    assert len(sql) < 1000
    answer_table(dataset.root, sql)
    answer_table(dataset.root, behind.money((), behind.of_level("program", 2024, "kabkota")))


def test_the_findings_behind_a_view_are_those_that_pass_its_filters(dataset: Dataset) -> None:
    everything = answer_table(dataset.root, behind.findings()).num_rows
    graver = answer_table(dataset.root, behind.findings(keparahan=["galat"], daerah=None, putusan="belum"))
    assert graver.num_rows < everything
    assert set(graver.column("keparahan").to_pylist()) <= {"galat"}


def test_a_value_with_a_quote_stays_a_value() -> None:
    assert "'x'' OR 1=1 --'" in behind.findings(cek=["x' OR 1=1 --"])
