"""Exploring: a query is asked by a process of its own, answered on the page, and refused in the reader's words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest

from renja.web.data import kueri as data
from renja.web.data.kueri import QueryFault

Visits = Callable[..., Any]
SUMS = "SELECT tahun, sum(pagu) AS pagu FROM anggaran GROUP BY 1 ORDER BY 1"


def _kind(root: Path, sql: str) -> str:
    with pytest.raises(QueryFault) as fault:
        data.saved(root, sql, "arrow", 10)
    return str(fault.value.kind)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELEC 1", "syntax"),
        ("SELECT x FROM anggaran", "unknown"),
        ("SELECT * FROM read_text('/etc/hostname')", "forbidden"),
        ("COPY (SELECT 1) TO 'x.csv'", "writes"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'", "writes"),
        ("SELECT 1; SELECT 2", "several"),
        ("SELECT 'x'::int", "value"),
        ("SELECT list(range) FROM range(400000000)", "memory"),
        ("SELECT length(repeat('x', 3000000000))", "memory"),
        ("SELECT repeat('x', 100000) FROM range(1000)", "large"),
    ],
)
def test_what_a_query_may_not_do_is_told_apart(page_dataset: Path, sql: str, kind: str) -> None:
    if kind == "large":
        with pytest.raises(QueryFault) as fault:
            data.saved(page_dataset, sql, "arrow", 1000)
        assert fault.value.kind == kind
    else:
        assert _kind(page_dataset, sql) == kind


def test_a_file_for_spreadsheets_holds_no_formula_in_cells_nor_heads(page_dataset: Path) -> None:
    made = data.saved(page_dataset, "SELECT '=1+1' AS \"=nama\"", "csv", 10).decode("utf-8-sig")
    assert made.splitlines() == ['"\'=nama"', '"\'=1+1"']


def test_a_query_without_end_is_ended(page_dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SECONDS", 4.0)
    assert _kind(page_dataset, "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b") == "time"


def test_who_finds_no_free_place_is_told_so(page_dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "SECONDS", 0.05)
    held = [data._PLACES.acquire(blocking=False) for _ in range(2)]
    try:
        assert _kind(page_dataset, "SELECT 1") == "busy"
    finally:
        for _ in filter(None, held):
            data._PLACES.release()


@pytest.mark.parametrize(("language", "said"), [("id", "hanya boleh bertanya"), ("en", "may only ask")])
def test_a_fault_is_said_in_the_readers_language(page_dataset: Path, open_page: Any, language: str, said: str) -> None:
    page = open_page(page_dataset, lihat="kueri", bahasa=language, sql="DROP TABLE dokumen")
    assert not page.exception
    assert [said in each.value for each in page.error] == [True]


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Tidak ada kolom nam; yang terdekat: nama."), ("en", "There is no column nam; the nearest: nama.")],
)
def test_an_unknown_name_is_told_with_the_nearest_in_the_readers_language(
    page_dataset: Path, open_page: Any, language: str, said: str
) -> None:
    page = open_page(page_dataset, lihat="kueri", bahasa=language, sql="SELECT nam FROM anggaran")
    assert [each.value.replace("\\", "").startswith(said) for each in page.error] == [True]


def test_what_duckdb_says_is_text_and_no_markup(page_dataset: Path, open_page: Any) -> None:
    page = open_page(page_dataset, lihat="kueri", sql='SELECT "![x](http://contoh.invalid/a.png)" FROM anggaran')
    assert not page.exception
    assert "contoh.invalid" in page.code[0].value
    assert all(
        "contoh.invalid" not in each.value for kind in (page.markdown, page.caption, page.error) for each in kind
    )


def test_only_the_first_rows_are_shown_and_that_is_said(page_dataset: Path, open_page: Any) -> None:
    page = open_page(page_dataset, lihat="kueri", sql="SELECT * FROM range(5000) t(n)")
    assert "Hanya 1.000 baris pertama" in page.warning[0].value
    assert len(page.dataframe[-1].value) == 1000


def test_an_example_fills_the_field_and_is_answered(page_dataset: Path, open_page: Any) -> None:
    page = open_page(page_dataset, lihat="kueri")
    page.button(key="contoh_0").click().run()
    assert "QUALIFY row_number()" in page.text_area(key="sql").value
    assert len(page.dataframe[-1].value) == 3
    assert page.query_params["sql"] in (page.text_area(key="sql").value, [page.text_area(key="sql").value])


def test_a_query_is_typed_shared_by_its_address_and_saved_in_three_forms(visit: Visits, page_dataset: Path) -> None:
    page = visit().open("?lihat=kueri")
    page.tab.get_by_role("textbox", name="Kueri SQL").fill(SUMS)
    page.press("Jalankan")
    page.awaits("2024")
    assert page.query["sql"] == SUMS
    again = visit().open(f"?lihat=kueri&sql={quote(SUMS)}")
    again.awaits("2024")
    files = {}
    for name in ("CSV", "JSON", "Parquet"):
        with again.tab.expect_download() as waiting:
            again.tab.get_by_role("button", name=f"Unduh {name}").click()
        files[name] = Path(waiting.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(files["CSV"].decode("utf-8-sig"))))
    assert [row["tahun"] for row in rows] == [str(row["tahun"] or "") for row in json.loads(files["JSON"])]
    assert pq.read_table(io.BytesIO(files["Parquet"])).column_names == ["tahun", "pagu"]


def test_a_row_of_the_answer_opens_on_its_page(visit: Visits) -> None:
    page = visit().open("?lihat=kueri&sql=" + quote("SELECT nama, pagu, baris_id FROM anggaran WHERE pagu > 0"))
    page.row("pilih_jawaban", 0)
    page.press("Buka halamannya")
    assert page.query["lihat"] == "dokumen"
