"""`renja compare` gives the same figures as a table, CSV, a workbook and a picture."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from PIL import Image
from typer.testing import CliRunner

from nomenclature.wilayah import all_regions
from output.compare import Largest, Unused, Wilayah, compare, only_spent
from renja.api import Dataset
from renja.cli import app
from renja.show.chart import REALISASI, chart_png, compare_chart
from renja.show.comparison import item_name, largest_records, largest_text, records_csv, trend_text

RUN = CliRunner()


def run(dataset: Dataset, *arguments: object) -> tuple[int, str]:
    done = RUN.invoke(app, ["compare", str(dataset.root), *map(str, arguments)])
    return done.exit_code, done.output


def test_table_csv_and_workbook_agree(dataset: Dataset, tmp_path: Path) -> None:
    found = compare(dataset.root, "1.06.01", 2024, official=all_regions(), by=Wilayah.GABUNGAN)
    assert len(found.rows) >= 2
    asked = ("--kode", "1.06.01", "--tahun", 2024, "--by", "gabungan")
    lines = list(csv.DictReader(io.StringIO(run(dataset, *asked, "--format", "csv")[1])))
    assert [(line["wilayah"], Decimal(line["pagu"])) for line in lines] == [(r.wilayah, r.pagu) for r in found.rows]
    code, text = run(dataset, *asked, "--out", tmp_path / "b.xlsx")
    assert code == 0, text
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    cells = list(sheet.iter_rows(values_only=True))
    assert [row[1] for row in cells[1:]] == [row.wilayah for row in found.rows]
    assert [row[3] for row in cells[1:]] == [float(row.pagu or 0) for row in found.rows]
    table = run(dataset, *asked)[1]
    assert all(row.wilayah in table for row in found.rows)
    assert f"{found.rows[0].pagu:,.0f}".replace(",", ".") in table


def test_a_picture_has_bars_for_what_was_planned_and_spent(dataset: Dataset, tmp_path: Path) -> None:
    code, text = run(dataset, "--kode", "1.06.01", "--tahun", 2025, "--out", tmp_path / "b.png")
    assert code == 0, text
    picture = Image.open(tmp_path / "b.png").convert("RGB")
    orange = tuple(bytes.fromhex(REALISASI[1:]))
    counts = {colour: n for n, colour in picture.getcolors(1 << 24)}
    assert picture.width > 800
    assert counts[orange] > 1000


def test_a_comparison_of_nothing_says_so_and_still_draws(dataset: Dataset) -> None:
    assert "Tidak ada uang yang dipahami untuk kode itu" in run(dataset, "--kode", "9.99.99", "--tahun", 2024)[1]
    assert (
        chart_png(compare_chart(compare(dataset.root, "9.99.99", 2024, official=all_regions()), "en"))[:4] == b"\x89PNG"
    )


def test_without_a_year_the_years_are_given_and_without_a_code_the_largest(dataset: Dataset, tmp_path: Path) -> None:
    assert "tahun" in run(dataset, "--kode", "1.06.01")[1].splitlines()[0]
    assert run(dataset, "--kode", "1.06.01", "--out", tmp_path / "t.png")[0] == 0
    largest = run(dataset, "--tahun", 2024)[1]
    assert "1.06.01" in largest


def test_documents_of_no_use_are_told_below_the_largest_items_of_each_region() -> None:
    useless = [Unused("f" * 16, "lkjip.pdf", "Kota Metro", "uangnya hanya terbaca dalam teks berjalan")]
    for text in (largest_text([], useless), trend_text([], useless)):
        assert "- lkjip.pdf (Kota Metro): uangnya hanya terbaca dalam teks berjalan" in text


def test_a_year_of_which_there_is_only_money_spent_says_that_and_what_to_do() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE anggaran AS SELECT 2013 AS tahun, NULL::DECIMAL AS pagu, 5 AS realisasi")
        connection.execute("INSERT INTO anggaran VALUES (2014, 7, 5)")
        assert [only_spent(connection, year) for year in (2012, 2013, 2014)] == [False, True, False]
    text = largest_text([], [], 2013)
    assert "2013 hanya memuat realisasi" in text
    assert "--kode" in text


def test_an_item_that_stands_for_the_rows_below_it_has_the_official_name_of_its_code() -> None:
    below = Largest("73", "Sulawesi Selatan", 2024, 1, "1.06.04", "", Decimal(5), None, (), ("d",), ("b",))
    assert largest_records([below])[0]["nama"] == "PROGRAM REHABILITASI SOSIAL"
    assert "PROGRAM REHABILITASI SOSIAL" in largest_text([below])
    assert item_name(replace(below, kode=None)).startswith("(butir")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--kode", "sosial", "--tahun", 2024), 2), (("--kode", "1.06", "--tahun", 2024, "--format", "png"), 2)],
)
def test_what_cannot_be_answered_ends_with_a_code(dataset: Dataset, arguments: tuple[object, ...], code: int) -> None:
    assert run(dataset, *arguments)[0] == code


def test_a_name_that_a_spreadsheet_would_run_is_kept_from_it() -> None:
    assert records_csv([{"wilayah": "=1+1", "pagu": None}], ("wilayah", "pagu")) == "wilayah,pagu\n'=1+1,\n"


@pytest.mark.parametrize("years", [("--tahun", 2024), ()])
def test_governments_that_the_grouping_hides_are_counted_with_the_option_that_shows_them(
    dataset: Dataset, years: tuple[object, ...]
) -> None:
    asked = ("--kode", "1.06.01", *years)
    said = "pemerintah provinsi juga memuat kode itu"
    assert said in run(dataset, *asked)[1]
    assert "--by provinsi" in run(dataset, *asked, "--by", "kabkota")[1]
    assert "--by kabkota" in run(dataset, *asked, "--by", "provinsi")[1]
    assert "--by" not in run(dataset, *asked, "--by", "gabungan")[1]
