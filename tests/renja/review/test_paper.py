"""The working paper of forty decided findings: what stands in it, that the package is sound, and that it opens."""

from __future__ import annotations

import csv
import io
import posixpath
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image

from audit.listing import ListedFinding
from output.read import read_table
from renja.api import ingest
from renja.review.corrections import Keputusan, decide_named
from renja.review.evidence import BLUE, ORANGE, RED
from renja.review.findings import decided_named, list_findings
from renja.review.paper import write_paper
from renja.review.paper_csv import COLUMNS, findings_csv
from renja.review.pictures import cut_out

SAMPLES = ("samples/sambas_lkjip_2024_s36_excel.pdf", "samples/luwu_renja_2024_excel.pdf")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
]  # fmt: skip
"""Children of a worksheet as the standard (ECMA-376, CT_Worksheet) orders them; Excel refuses another order."""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents whose findings are all decided."""
    root = tmp_path_factory.mktemp("kertas") / "hasil"
    ingest([Path(each) for each in SAMPLES], root, workers=2)
    names = [one.temuan_id for one in list_findings(root)]
    half = len(names) // 2
    decide_named(root, names[:half], Keputusan.DITERIMA, oleh="Made", alasan="=sudah dicek(1)")
    decide_named(root, names[half:], Keputusan.DITOLAK, oleh="Komang", alasan="salah baca")
    return root


def _forty(root: Path) -> list[ListedFinding]:
    """Forty findings, each decided; the same ones over again where the documents have fewer."""
    names = [one.temuan_id for one in list_findings(root)]
    found = decided_named(root, names)
    assert found
    return [replace(found[n % len(found)], temuan_id=f"{found[n % len(found)].temuan_id}{n}") for n in range(40)]


@pytest.fixture(scope="module")
def paper(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[ListedFinding]]:
    """The working paper of the forty."""
    found, path = _forty(dataset), tmp_path_factory.mktemp("xlsx") / "kertas.xlsx"
    done = write_paper(dataset, None, found, path)
    assert (done.pictures, done.without_picture) == (40, 0)
    return path, found


def test_each_finding_has_its_decision_its_figures_and_a_link_to_its_picture(
    paper: tuple[Path, list[ListedFinding]],
) -> None:
    path, found = paper
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["Sampul", "Temuan", "Gambar"]
    sheet = book["Temuan"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, line, strict=True)) for line in sheet.iter_rows(min_row=2)]
    assert len(rows) == len(found)
    for row, one in zip(rows, found, strict=True):
        assert row["Berkas"].value == Path(one.berkas).name
        assert row["Halaman"].value == one.halaman
        said = (row["Keputusan"].value, row["Alasan"].value, row["Diputuskan oleh"].value)
        assert said == (one.keputusan, one.alasan, one.oleh)
        assert row["Waktu"].value.startswith("20")
        assert row["Alasan"].data_type == "s"  # also the one that begins with =
        if one.tertulis is not None:
            assert Decimal(str(row["Tertulis"].value)) == one.tertulis
            assert row["Tertulis"].data_type == "n"
        assert row["Gambar"].hyperlink.location.startswith("'Gambar'!A")


def test_the_pictures_stand_below_their_findings_and_cover_none_of_them(
    paper: tuple[Path, list[ListedFinding]],
) -> None:
    path, found = paper
    sheet = openpyxl.load_workbook(path)["Gambar"]
    images: list[Any] = sheet._images
    assert len(images) == len(found)
    heads = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).endswith(tuple("0123456789"))]
    anchors = [image.anchor._from.row + 1 for image in images]
    for head, anchor, one in zip(heads, anchors, found, strict=True):
        assert sheet.cell(head, 1).value.endswith(f"{one.cek}, {Path(one.berkas).name}, halaman {one.halaman}")
        assert anchor == head + 5
        assert one.keputusan is not None
        assert one.keputusan in sheet.cell(head + 3, 2).value
    assert [each.id for each in sheet.row_breaks.brk] == sorted({each.id for each in sheet.row_breaks.brk})
    assert {each.id + 1 for each in sheet.row_breaks.brk} < set(heads)
    for image, anchor, after in zip(images, anchors, [*heads[1:], sheet.max_row + 99], strict=True):
        room = sum(sheet.row_dimensions[row].height or 15 for row in range(anchor, min(after, anchor + 20)))
        assert image.anchor.ext.height / 12_700 <= room  # English metric units, 12,700 a point
        picture: Any = Image.open(io.BytesIO(image._data()))
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
        assert colours & {tuple(bytes.fromhex(mark.removeprefix("#"))) for mark in (RED, BLUE, ORANGE)}


def test_the_package_is_one_that_strict_programs_open(paper: tuple[Path, list[ListedFinding]]) -> None:
    path, found = paper
    with zipfile.ZipFile(path) as held:
        assert held.testzip() is None
        names = held.namelist()
        assert len(names) == len(set(names))
        parts = {name: ElementTree.fromstring(held.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    _check_types(names, parts["[Content_Types].xml"])
    for name, root in parts.items():
        if name.endswith(".rels"):
            _check_links(name, root, names)
        if name.startswith("xl/worksheets/sheet"):
            _check_order(root)
    drawings = [root for name, root in parts.items() if name.startswith("xl/drawings/drawing")]
    anchors = [each for root in drawings for each in root]
    assert len(anchors) == len(found)
    assert {each.tag for each in anchors} == {f"{DRAWING}oneCellAnchor"}
    for root in drawings:
        ids = [each.get("id") for each in root.iter(f"{DRAWING}cNvPr")]
        assert len(ids) == len(set(ids))


def _check_types(names: list[str], types: Any) -> None:
    """Every part has a content type, and every type a part."""
    endings = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}
    named = [each.get("PartName").lstrip("/") for each in types.iter(f"{TYPES}Override")]
    assert len(named) == len(set(named))
    assert set(named) <= set(names)
    for name in names:
        assert name == "[Content_Types].xml" or name in named or name.rsplit(".", 1)[-1] in endings, name


def _check_links(name: str, root: Any, names: list[str]) -> None:
    """Every relationship inside the package leads to a part of it, under an id of its own."""
    base = posixpath.dirname(posixpath.dirname(name))
    ids = [each.get("Id") for each in root]
    assert len(ids) == len(set(ids))
    for each in root.iter(f"{PACKAGE}Relationship"):
        if each.get("TargetMode") == "External":
            continue
        target = each.get("Target")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        assert whole in names, (name, target)


def _check_order(root: Any) -> None:
    """A sheet's children stand in the standard's order, its rows and cells in theirs, and its merges do not overlap."""
    places = [ORDER.index(each.tag.removeprefix(MAIN)) for each in root]
    assert places == sorted(places)
    rows = [int(row.get("r")) for row in root.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in root.iter(f"{MAIN}row"):
        assert float(row.get("ht", 0)) <= 409
    for link in root.iter(f"{MAIN}hyperlink"):
        assert link.get("location") or link.get(f"{LINK}id")
        assert not str(link.get("location", "")).startswith("#")  # Excel takes the mark for part of the sheet's name
    merged = [each.get("ref") for each in root.iter(f"{MAIN}mergeCell")]
    assert len(merged) == len(set(merged))


def test_a_picture_is_left_out_and_counted_where_the_pdf_is_gone(dataset: Path, tmp_path: Path) -> None:
    one = next(list_findings(dataset))
    gone = replace(one, berkas="/tidak/ada.pdf")
    assert cut_out(dataset)(gone) is None
    done = write_paper(dataset, None, [one, gone], tmp_path / "k.xlsx")
    assert (done.pictures, done.without_picture) == (1, 1)
    cover = openpyxl.load_workbook(tmp_path / "k.xlsx")["Sampul"]
    said = {row[0].value: row[1].value for row in cover.iter_rows()}
    assert (said["Temuan bergambar"], said["Temuan tanpa gambar"]) == (1, 1)
    assert "Gambar" not in _sheets(dataset, one, tmp_path)


def _sheets(dataset: Path, one: ListedFinding, folder: Path) -> list[str]:
    write_paper(dataset, None, [one], folder / "tanpa.xlsx", pictures=False)
    return list(openpyxl.load_workbook(folder / "tanpa.xlsx").sheetnames)


def test_the_csv_of_the_same_findings_has_decisions_and_runs_no_formula(dataset: Path) -> None:
    found = decided_named(dataset, [one.temuan_id for one in list_findings(dataset)])
    rows = list(csv.DictReader(io.StringIO(findings_csv(found))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["temuan_id"] for row in rows] == [one.temuan_id for one in found]
    assert {(row["keputusan"], row["oleh"], row["alasan"]) for row in rows} == {
        ("diterima", "Made", "'=sudah dicek(1)"),
        ("ditolak", "Komang", "salah baca"),
    }
    negative = next(row for row in rows if row["selisih"].startswith("-"))
    assert Decimal(negative["selisih"]) < 0  # a number is no text: nothing stands before it
    stored = read_table(dataset, "temuan").to_pylist()
    assert {row["keputusan"] for row in stored if row["cek"] != "antar_dokumen"} == {"diterima", "ditolak"}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_decisions_and_pictures(
    paper: tuple[Path, list[ListedFinding]], tmp_path: Path
) -> None:
    path, found = paper
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    convert = ["--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=900)
    with zipfile.ZipFile(tmp_path / "kertas.ods") as held:
        content = held.read("content.xml").decode()
        pictures = {name for name in held.namelist() if name.startswith("Pictures/")}
    assert content.count("<draw:image ") == len(found)
    assert pictures
    for text in ("Made", "Komang", "=sudah dicek(1)", "diterima", "ditolak"):
        assert text in content
    assert not any(fault in content for fault in ("Err:", "#NAME?", "#REF!"))
