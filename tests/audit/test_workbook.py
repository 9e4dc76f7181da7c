"""The working paper: printed values beside live formulas; where LibreOffice is at hand, recalculated by it."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from audit.listing import ListedFinding
from audit.workbook import CheckedTable, write_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def listed(**changes):
    fields = {
        "temuan_id": "d-f0001", "doc_id": "d", "berkas": "/x/renja.pdf", "tabel_id": "d-t001", "nomor": "4.1",
        "baris_id": "d-t001-b0001", "kode": "1.06.04", "nama": "Rehabilitasi", "cek": "jumlah_anak",
        "keparahan": "galat", "sebab": "dokumen", "penyebab": None, "ukuran": "pagu", "konteks": None, "tahun": 2024,
        "tertulis": Decimal(10), "dihitung": Decimal(9), "selisih": Decimal(1), "halaman": 3,
        "penjelasan": "Pagu tertulis Rp10,00.", "bukti": ("d-t001-b0001",),
    }  # fmt: skip
    return ListedFinding(**(fields | changes))


@pytest.fixture
def paper(tmp_path, row, table):
    """Writes a working paper of one table with a wrong parent, a wrong percentage and a wrong remainder."""
    rows = [
        row("program", "=P()", pagu="10", realisasi="5", persen_realisasi="55.00", sisa="6"),
        row("kegiatan", "A", pagu="4", realisasi="4", persen_realisasi="100.00", sisa="0"),
        row("kegiatan", "B", pagu="3", realisasi="1", persen_realisasi="33.33", sisa="2"),
        row("kegiatan", "B", pagu="2", lanjutan=2),
        row("jumlah", "JUMLAH", pagu="10", realisasi="5"),
    ]

    def write(*findings):
        path = tmp_path / "temuan.xlsx"
        tables = [CheckedTable("renja.pdf", "d-t001", table(rows, "realisasi_anggaran"))]
        assert write_workbook(path, {"Dataset": "hasil"}, findings or [listed()], tables).tables == 1
        return path

    return write


def test_sums_are_formulas_over_printed_values(paper):
    sheet = openpyxl.load_workbook(paper())["T001"]
    assert sheet["F5"].value == 10
    assert sheet["G5"].value == "=SUM(F6:F8)"
    assert sheet["H5"].value == "=F5-(SUM(F6:F8))"
    assert sheet["G9"].value == "=F5"
    assert (sheet["G6"].value, sheet["G7"].value) == (None, None)


def test_sheets_have_headers_that_stay_filters_links_and_notes(paper):
    book = openpyxl.load_workbook(paper())
    assert book.sheetnames == ["Sampul", "Temuan", "T001"]
    assert (book["Temuan"].freeze_panes, book["Temuan"].auto_filter.ref) == ("D2", "A1:Y2")
    assert book["T001"].freeze_panes == "E5"
    assert book["T001"].auto_filter.ref.startswith("A4:")
    assert book["Temuan"]["C2"].hyperlink.location == "'T001'!A5"
    assert "Pagu tertulis Rp10,00." in book["T001"]["F5"].comment.text
    assert book["T001"]["F5"].number_format.startswith("[$-421]")
    assert book["T001"].conditional_formatting


def test_the_working_paper_says_what_was_decided_why_and_by_whom(paper):
    decided = listed(keputusan="ditolak", alasan="dua kolom tertukar", oleh="Ani")
    book = openpyxl.load_workbook(paper(decided, listed()))
    sheet = book["Temuan"]
    assert [sheet.cell(1, column).value for column in (19, 20, 21)] == ["Keputusan", "Alasan", "Diputuskan oleh"]
    assert [sheet.cell(2, column).value for column in (19, 20, 21)] == ["ditolak", "dua kolom tertukar", "Ani"]
    assert "<>ditolak" in book["Sampul"]["B4"].value
    assert "ditolak oleh Ani: dua kolom tertukar" in book["T001"]["F5"].comment.text


def test_printed_text_is_never_run_as_a_formula(paper):
    book = openpyxl.load_workbook(paper(listed(penjelasan='=HYPERLINK("http://x")', nama="\x07=1+1")))
    assert book["T001"]["D5"].data_type == "s"
    assert [book["Temuan"][cell].data_type for cell in ("F2", "Q2")] == ["s", "s"]


def differences(sheet):
    """Every difference that is not zero: (heading of its computed column, row) and the amount."""
    for column in range(2, sheet.max_column + 1):
        if sheet.cell(4, column).value != "Selisih":
            continue
        for row in range(5, sheet.max_row + 1):
            value = sheet.cell(row, column).value
            if value not in (None, "") and round(value, 2):
                yield (sheet.cell(4, column - 1).value, row), round(value, 2)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_recalculated_differences_are_those_of_the_audit(paper, tmp_path):
    path, out = paper(), tmp_path / "dihitung"
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=900)
    book = openpyxl.load_workbook(out / path.name, data_only=True)
    sheet = book["T001"]
    assert not any(str(cell.value).startswith(("#", "Err:")) for row in sheet.iter_rows() for cell in row)
    assert dict(differences(sheet)) == {
        ("Pagu tahun 2024 (dihitung dari rincian)", 5): 1,
        ("Sisa tahun 2024 (dihitung dari rincian)", 5): 4,
        ("Sisa tahun 2024 (pagu - realisasi)", 5): 1,
        ("Persentase realisasi tahun 2024 (realisasi / pagu)", 5): 5,
    }
    assert book["Sampul"]["B4"].value == 1
