"""A workbook that any spreadsheet opens: texts stay texts, numbers are numbers, the package is whole."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from renja.show.workbook import Sheet, workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def strict_faults(made: bytes) -> list[str]:
    """What a strict reader of the package would object to."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        parts = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    faults = [f"twice: {name}" for name in names if names.count(name) > 1]
    types = parts["[Content_Types].xml"]
    said = {each.get("PartName") for each in types if each.get("PartName")}
    faults += [f"no such part: {name}" for name in said if name and name.lstrip("/") not in names]
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")}
    faults += [f"formula in {name}" for name, part in sheets.items() if part.find(f".//{MAIN}f") is not None]
    kinds = {cell.get("t", "n") for part in sheets.values() for cell in part.iter(f"{MAIN}c")}
    faults += [f"cells of kind {kind}" for kind in kinds - {"n", "s", "inlineStr", "b", "d"}]
    titles = [each.get("name") or "" for each in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    return faults + [
        f"sheet name {title!r}" for title in titles if not 0 < len(title) <= 31 or set(title) & set("[]:*?/\\")
    ]


def test_whatever_a_document_prints_is_a_text_and_the_package_is_whole() -> None:
    hostile = ("=1+1", "+cmd", "-2", "@SUM(A1)", "#REF!", "\x00\x0bpatah", "x" * 40_000, '=HYPERLINK("http://a.b")')
    made = workbook(
        [
            Sheet("satu", ("nama", "pagu"), [{"nama": text, "pagu": Decimal("1.5")} for text in hostile]),
            Sheet("dua", ("a",), []),
        ],
        [("=kunci", "=1+1")],
    )
    assert strict_faults(made) == []
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["satu", "dua", "keterangan"]
    cells = [row[0] for row in book["satu"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[5].value == "patah"
    assert len(cells[6].value) <= 32_767


@pytest.mark.parametrize("value", [Decimal("1234567.25"), 12, 3.5])
def test_a_number_is_a_number(value: Any) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("a", ("pagu",), [{"pagu": value}])])))["a"]["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", float(value), "#,##0")
