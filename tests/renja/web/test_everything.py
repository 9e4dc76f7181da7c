"""All of a comparison in one workbook: what the page shows stands in it, with its criteria, coverage and date."""

from __future__ import annotations

import io
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from normalize.types import Tahap
from output.compare import Wilayah
from renja.web.data.perbandingan import Choice, compared
from renja.web.everything import Asked, everything
from renja.web.settings import Settings

Visits = Callable[..., Any]
strict_faults = runpy.run_path("tests/renja/show/test_workbook.py")["strict_faults"]


def _made(root: Path, kode: str = "1.06.04") -> bytes:
    on_map, ranked = (Choice(by, Tahap.MURNI, None) for by in (Wilayah.GABUNGAN, Wilayah.KABKOTA))
    return everything(Settings(root), Asked(kode, 2024, on_map, ranked, "73"))


def _rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if any(value is not None for value in row)]


def test_the_workbook_holds_what_is_shown_and_what_is_missing_and_why(page_dataset: Path) -> None:
    made = _made(page_dataset)
    assert strict_faults(made) == []
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[:4] == ["peta", "kabupaten dan kota", "peringkat", "sejenis"]
    places = _rows(book, "peta")
    assert len(places) == 38
    assert all(place["bagian"] is not None or place["sebab"] for place in places)
    assert {row["kode_wilayah"] for row in _rows(book, "kabupaten dan kota")} >= {"73.17"}
    found = compared(page_dataset, "1.06.04", 2024, Choice(Wilayah.KABKOTA, Tahap.MURNI, None))
    ranking = _rows(book, "peringkat")
    assert [row["wilayah"] for row in ranking] == [row.wilayah for row in found.by_share()]
    assert all(isinstance(row["pagu"], int | float) and row["cakupan"] is not None and row["dibaca"] for row in ranking)
    assert all("sejenis" in row["kalimat"] and "kode 1.06.04" in row["kriteria"] for row in _rows(book, "sejenis"))
    assert len(_rows(book, "terbesar")) >= 3
    assert {row["wilayah"] for row in _rows(book, "dokumen")} == {"Kabupaten Luwu"}
    assert _rows(book, "tidak ada")[0]["sebab"]
    about = {row[0]: row[1] for row in book["keterangan"].iter_rows(values_only=True)}
    assert about["Kode"] == "1.06.04"
    assert all(about[name] for name in ("Dibuat", "Terakhir dibaca", "Sejenis", "Tahap yang didahulukan"))
    assert any("%" in str(value) for name, value in about.items() if name.startswith("Cakupan"))


def test_its_words_are_those_of_the_readers_language(page_dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renja.web.language.language", lambda: "en")
    book = openpyxl.load_workbook(io.BytesIO(_made(page_dataset)))
    assert book.sheetnames[-1] == "about"
    assert "peers" in book["peers"]["G2"].value


def test_one_button_gives_it_from_each_part_of_the_comparison(visit: Visits) -> None:
    for part in ("peta", "wilayah", "tren"):
        page = visit().open(f"?lihat=perbandingan&banding={part}&kode=1.06.04&tahun=2024&oleh=kabkota")
        with page.tab.expect_download() as waiting:
            page.tab.get_by_role("button", name="Unduh semuanya (XLSX)").click()
        assert strict_faults(Path(waiting.value.path()).read_bytes()) == []
