"""Whole documents: pages read once, bad pages as issues, grids as evaluators read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import document
from extract.debug import draw_grid
from extract.document import extract
from extract.errors import EngineMissing
from extract.gridjson import grid_json
from extract.page.pdf import PdfFile, open_pdf
from extract.types import PageContent

MakePdf = Callable[..., Path]
GRID = "50 50 200 100 re S 150 50 m 150 150 l S 50 100 m 250 100 l S "
PLACES = ((60, 120, "Kode"), (160, 120, "Pagu"), (60, 70, "1"), (160, 70, "9"))
TEXT = "".join(f"BT /F1 9 Tf {x} {y} Td ({text}) Tj ET " for x, y, text in PLACES)


def test_pages_are_counted_and_progress_is_told(make_pdf: MakePdf) -> None:
    steps: list[tuple[int, int]] = []
    result = extract(make_pdf(GRID + TEXT, "", TEXT), on_page=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert [page.number for page in result.pages] == [1, 2, 3]
    assert (result.n_pages, result.name, len(result.tables)) == (3, "uji.pdf", 1)


def test_only_the_pages_asked_for_are_read(make_pdf: MakePdf) -> None:
    result = extract(make_pdf("", GRID + TEXT, ""), pages={2, 99})
    assert [page.number for page in result.pages] == [2]
    assert result.tables[0].pages == (2,)


def test_a_page_that_fails_is_an_issue_and_the_others_are_read(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = PdfFile.page

    def fail_on_two(pdf: PdfFile, number: int) -> PageContent:
        if number == 2:
            raise ValueError("isi halaman tidak terbaca")
        return read(pdf, number)

    monkeypatch.setattr(document.PdfFile, "page", fail_on_two)
    result = extract(make_pdf(GRID + TEXT, "", GRID + TEXT))
    assert [page.issue is None for page in result.pages] == [True, False, True]
    assert "uji.pdf, halaman 2" in result.issues[0]


def test_a_page_with_a_table_without_rules_is_opened_once(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    read = PdfFile.page

    def note(pdf: PdfFile, number: int) -> PageContent:
        opened.append(number)
        return read(pdf, number)

    rows = [("Nama", "Pagu", "Sisa"), *((f"Kapal {k}", f"{k}.250.000", f"{k}75.000") for k in range(1, 30))]
    page = "".join(
        f"BT /F1 9 Tf {x} {780 - 25 * k} Td ({text}) Tj ET "
        for k, row in enumerate(rows)
        for x, text in zip((60, 200, 300), row, strict=True)
    )
    monkeypatch.setattr(document.PdfFile, "page", note)
    result = extract(make_pdf(page, page))
    assert {table.engine for table in result.tables} == {"aligned"}
    assert opened == [1, 2]


def test_an_unknown_engine_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing):
        extract(tmp_path / "tidak_ada.pdf", engine="sulap")


def test_grid_json_gives_half_open_spans(make_pdf: MakePdf) -> None:
    path = make_pdf(GRID + TEXT)
    data = json.loads(json.dumps(grid_json(path, extract(path).pages)))
    (table,) = data["tables"]
    assert (data["file"], table["page"]) == ("uji.pdf", 1)
    cells = {(cell["r0"], cell["c0"], cell["r1"], cell["c1"]): cell["text"] for cell in table["cells"]}
    assert cells == {(0, 0, 1, 1): "Kode", (0, 1, 1, 2): "Pagu", (1, 0, 2, 1): "1", (1, 1, 2, 2): "9"}


def test_the_debug_picture_marks_the_cells(make_pdf: MakePdf, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    path, out = make_pdf(GRID + TEXT), tmp_path / "halaman.png"
    with open_pdf(path) as pdf:
        content = pdf.page(1)
    draw_grid(path, extract(path).pages[0], out, content)
    with image.open(out) as picture:
        assert picture.size == (600, 450)
        colours = {colour for _, colour in picture.getcolors(100_000)}
    assert (224, 49, 49) in colours


@pytest.mark.parametrize(("stem", "n_tables"), [("luwu_renja_2024_excel", 7), ("bengkulu_renstra_2021_word", 3)])
def test_sample_documents_give_their_tables_without_issues(samples: Path, stem: str, n_tables: int) -> None:
    result = extract(samples / f"{stem}.pdf")
    assert (len(result.tables), result.issues) == (n_tables, ())
