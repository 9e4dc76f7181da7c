"""One document: a stage that fails costs what it would have given, and no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.document import extract
from extract.types import Box, Cell, Extracted, PageResult, Table, TextLine
from output.types import Status
from renja import meaning, pipeline

RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")


def _broken(*args: object, **kwargs: object) -> None:
    raise ZeroDivisionError("uji")


STEPS = {
    "read_meta": pipeline, "find_wilayah": pipeline, "parts_of": meaning, "normalize_parts": meaning,
    "level_tables": meaning, "settle_levels": meaning, "match_tables": meaning, "settle_readings": meaning,
    "audit_tables": pipeline,
}  # fmt: skip


@pytest.mark.parametrize("stage", list(STEPS))
def test_a_stage_that_fails_leaves_the_tables_of_the_stages_before(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(STEPS[stage], stage, _broken)
    result = pipeline.read_document(RENSTRA, pages=range(9, 12))
    assert result.status is Status.SEBAGIAN
    assert any("uji" in message for message in result.pesan)
    assert result.tables
    assert all(table.source.table.cells for table in result.tables)


def test_pages_asked_for_are_said_in_the_messages() -> None:
    result = pipeline.read_document(RENSTRA, pages=[1])
    assert "1 dari" in result.pesan[0]
    assert result.jumlah_halaman > 1
    assert result.status is Status.OK


def test_messages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_MESSAGES", 0)
    monkeypatch.setattr(pipeline, "audit_tables", _broken)
    assert pipeline.read_document(RENSTRA, pages=[1]).pesan == ("... dan 2 pesan lain",)


def test_scanned_pages_that_gave_nothing_are_said() -> None:
    pages = tuple(PageResult(n, 595, 842, (), (), is_scanned=True) for n in (1, 2, 3))
    result = pipeline.understand(Extracted("pindai.pdf", "ab" * 32, 3, pages, ()))
    assert result.status is Status.SEBAGIAN
    assert result.halaman_pindai == 3
    assert "2 halaman berupa gambar pindaian" in result.pesan[0]


def test_a_cover_that_is_a_picture_is_no_failure() -> None:
    cover = PageResult(1, 595, 842, (), (), is_scanned=True)
    assert pipeline.understand(Extracted("sampul.pdf", "ab" * 32, 1, (cover,), ())).status is Status.OK


def test_digits_that_were_not_read_as_a_number_are_counted_with_their_pages() -> None:
    texts = (("Program", "Pagu Indikatif (Rp)"), ("Program Uji", "1.06.04.2/7"), ("Program Lain", "5.000.000"))
    cells = tuple(
        Cell(r, c, 1, 1, text, 7, Box(9.0 * c, 9.0 * r, 9.0 * c + 8, 9.0 * r + 8), is_header=r == 0)
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    )
    table = Table((7,), None, None, 3, 2, 1, cells, "uji", 1.0)
    result = pipeline.understand(Extracted("a.pdf", "ab" * 32, 7, (PageResult(7, 595, 842, (), ()),), (table,)))
    unclear, unread = result.pesan
    assert unread.startswith("1 nilai memuat angka tetapi tidak terbaca")
    assert "(halaman 7)" in unread
    assert unclear.startswith("2 dari 2 nilai uang")
    assert "halaman 7 (" in unclear
    assert "tanpa tahun" in unclear


def test_a_cell_of_more_numbers_than_are_read_is_said_with_its_page() -> None:
    many = " ".join(f"{k} perahu" for k in range(30))
    texts = (("Program", "Target Tahun 2031"), ("Program Uji", many), ("Program Lain", "5 perahu"))
    cells = tuple(
        Cell(r, c, 1, 1, text, 7, Box(9.0 * c, 9.0 * r, 9.0 * c + 8, 9.0 * r + 8), is_header=r == 0)
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    )
    table = Table((7,), None, None, 3, 2, 1, cells, "uji", 1.0)
    result = pipeline.understand(Extracted("a.pdf", "ab" * 32, 7, (PageResult(7, 595, 842, (), ()),), (table,)))
    (more,) = result.pesan
    assert more.startswith("1 sel memuat lebih banyak angka daripada yang dibaca (halaman 7)")


def test_a_document_whose_amounts_have_no_meaning_is_read_in_part_and_its_running_text_is_counted() -> None:
    box = Box(9.0, 9.0, 99.0, 18.0)
    cells = (Cell(0, 0, 1, 1, "Uraian", 2, box, is_header=True), Cell(1, 0, 1, 1, "Rp 25.000.000.000", 2, box))
    lines = (TextLine(2, "sebesar Rp1.250.000.000,00 dari Rp2.500.000.000,00.", box, 11, False),)
    table = Table((2,), None, None, 2, 1, 1, cells, "uji", 1.0)
    result = pipeline.understand(Extracted("a.pdf", "ab" * 32, 2, (PageResult(2, 595, 842, lines, ()),), (table,)))
    assert result.status is Status.SEBAGIAN
    assert "halaman 2 (1 nilai: tanpa makna: tabelnya tidak dipahami)" in result.pesan[0]
    assert result.uang_di_teks == 2


def test_money_in_running_text_alone_is_said_unless_only_some_pages_were_asked_for() -> None:
    lines = (TextLine(2, "sebesar Rp1.250.000.000,00", Box(9.0, 9.0, 99.0, 18.0), 11, False),)
    extracted = Extracted("a.pdf", "ab" * 32, 2, (PageResult(2, 595, 842, lines, ()),), ())
    whole, part = pipeline.understand(extracted), pipeline.understand(extracted, [2])
    assert whole.pesan[0].startswith("1 nilai uang dokumen ini hanya terbaca dalam teks berjalan")
    assert (whole.status, part.status) == (Status.SEBAGIAN, Status.OK)


def test_the_grids_of_pages_may_go_once_the_identity_is_read() -> None:
    extracted = extract(RENSTRA, pages=range(9, 12))
    whole, identity = pipeline.understand(extracted), pipeline.identity_of(extracted)
    thin = pipeline.without_grids(extracted)
    assert any(table.cells for page in extracted.pages for table in page.tables)
    assert not any(table.cells for page in thin.pages for table in page.tables)
    again = pipeline.understand(thin, identity=identity)
    assert again.tables
    assert replace(again, waktu_ingest=whole.waktu_ingest, pages=whole.pages) == whole
