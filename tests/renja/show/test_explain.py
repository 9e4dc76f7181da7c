"""Why a page is read as it is: reasons, rivals and relations, for a program and for the eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.document import extract
from renja.cli import app
from renja.show.explain import explain_page, explain_text

REPORT = Path("samples/sambas_lkjip_2024_s36_excel.pdf")


@pytest.fixture(scope="module")
def explained() -> dict[str, Any]:
    """The first page of the report that has a table with a relation between its columns."""
    extracted = extract(REPORT)
    pages = sorted({page for table in extracted.tables for page in table.pages})
    found = (explain_page(extracted, page) for page in pages)
    return next(one for one in found if any(table["hubungan"] and table["baris"] for table in one["tabel"]))


def test_every_column_says_its_meaning_its_reasons_its_margin_and_its_rivals(explained: dict[str, Any]) -> None:
    columns = [column for table in explained["tabel"] for column in table["kolom"]]
    read = [column for column in columns if column["peran"]]
    assert read
    for column in read:
        assert column["karena"], column
        assert column["calon"], column
        assert 0.0 <= column["keyakinan"] <= 1.0


def test_a_relation_names_its_columns_and_the_rows_where_it_holds(explained: dict[str, Any]) -> None:
    for table in explained["tabel"]:
        for relation in table["hubungan"]:
            assert "kolom" in relation["hubungan"]
            assert relation["baris"] > 0
            assert 0.0 < relation["bagian"] <= 1.0


def test_every_row_says_why_it_has_its_level_and_its_code(explained: dict[str, Any]) -> None:
    rows = [row for table in explained["tabel"] for row in table["baris"]]
    assert rows
    assert all(row["tingkat_baris"] and row["atas"] for row in rows)
    assert all(row["karena"] for row in rows if row["kode"])


def test_the_eye_is_shown_the_document_its_columns_and_its_rows(explained: dict[str, Any]) -> None:
    text = explain_text(explained)
    assert text.startswith("Dokumen: lkjip")
    assert all(part in text for part in ("Kolom", "Baris", "keyakinan", "calon lain", "karena"))


def test_a_page_without_a_table_says_so() -> None:
    extracted = extract(REPORT)
    empty = next(n for n in range(1, 99) if all(n not in table.pages for table in extracted.tables))
    assert "Tidak ada tabel di halaman" in explain_text(explain_page(extracted, empty))


def test_the_command_prints_json_for_a_program(explained: dict[str, Any]) -> None:
    page = str(explained["halaman"])
    found = CliRunner().invoke(app, ["explain", str(REPORT), "--page", page, "--json"])
    assert found.exit_code == 0, found.output
    assert json.loads(found.output) == json.loads(json.dumps(explained))
