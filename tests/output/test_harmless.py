"""No text of a document is a formula in any CSV that is written, and what is read back is what was written."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box, Cell, Table
from output.ckan import About, write_ckan
from output.fiscal import write_fiscal
from output.harmless import bare, harmless, harmless_column, harmless_sql
from output.types import DocumentResult
from output.write import DatasetWriter
from renja.show.grids import grids_csv
from renja.show.queries import csv_bytes

BAD = ["=1+1", "+cmd", "@SUM(A1)", "-Rp 5", "\t=1", "\r=1", "Sri;=1+1", "a; @b", " =1", "'=1", "-2+3", "5;-Rp 7"]
GOOD = ["-", "- -", "-1.250,00", "+5", "12 %", "-1e-05", "Program A", "a;b", "1-2", "", "5 = lima"]
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("text", BAD)
def test_what_begins_like_a_formula_begins_with_an_apostrophe(text: str) -> None:
    for cell in harmless(text).split(";"):
        assert not cell.strip(" ").startswith(_RUNS) or cell.strip(" \t\r").startswith("'")
    assert bare(harmless(text)) == text


@pytest.mark.parametrize("text", GOOD)
def test_numbers_and_what_runs_nothing_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.text(alphabet=";'=+-@\t\r\n 5aé.%", max_size=12))
def test_python_sql_and_arrow_guard_alike_and_it_is_read_back(text: str) -> None:
    guarded = harmless(text)
    assert bare(guarded) == text
    assert harmless_column(pa.chunked_array([[text, None]])).to_pylist() == [guarded, None]
    with duckdb.connect() as own:  # the one that all share would be left with rows to fetch
        row = own.execute(f"SELECT {harmless_sql('t')} FROM (SELECT ? AS t)", [text]).fetchone()
    assert row == (guarded,)


def _risky_cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        cells = [part for row in csv.reader(file) for cell in row for part in cell.split(";")]
    return [cell for cell in cells if cell.startswith(_RUNS) and harmless(cell) != cell]


def test_exports_for_portals_hold_no_formula(make_result: Callable[..., DocumentResult], tmp_path: Path) -> None:
    result = make_result()
    table = result.tables[0]
    rows = tuple(
        replace(each, row=replace(each.row, nama=f"=HYPERLINK({i});@x", indikator="+cmd"))
        for i, each in enumerate(table.rows)
    )
    told = replace(table, rows=rows, source=replace(table.source, rows=tuple(each.row for each in rows)))
    with DatasetWriter(tmp_path / "hasil") as writer:
        writer.write(replace(result, tables=(told,), berkas="-berkas.pdf|calc"))
    for name in ("ckan", "fdp"):
        (tmp_path / name).mkdir()
    assert write_ckan(tmp_path / "hasil", tmp_path / "ckan", About("Anggaran")) > 0
    assert write_fiscal(tmp_path / "hasil", tmp_path / "fdp", "Anggaran") > 0
    files = [*(tmp_path / "ckan").rglob("*.csv"), *(tmp_path / "fdp").rglob("*.csv")]
    assert len(files) > 4
    assert {path.name: _risky_cells(path) for path in files if _risky_cells(path)} == {}
    assert "'=HYPERLINK" in "".join(path.read_text(encoding="utf-8") for path in files)


def test_answers_and_raw_grids_hold_none_either() -> None:
    made = csv_bytes(pa.table({"nama": ["=1+1", "Sri;@x"], "n": [-1, 2], "daftar": [["=1"], []]})).decode()
    assert "'=1+1" in made
    assert "Sri;'@x" in made
    cell = Cell(0, 0, 1, 1, "=1+1", 1, Box(0, 0, 9, 9))
    assert grids_csv([Table((1,), None, "", 1, 1, 0, (cell,), "ruled", 1.0)]) == "'=1+1\n"
