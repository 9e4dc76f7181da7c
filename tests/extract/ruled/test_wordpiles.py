"""Rows of words that no rule parts, in bands of several or between column rules alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.types import PageContent
from tests.extract.ruled.grids import rows

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = (10, 110, 250, 390)
HEAD = [(14, 14, "Jabatan"), (114, 14, "Tugas"), (254, 14, "Hasil")]


def laid(heights: Sequence[float], *columns: Sequence[str]) -> list[tuple[float, float, str]]:
    return [
        (x + 4, y, t) for x, texts in zip(XS, columns, strict=False) for y, t in zip(heights, texts, strict=True) if t
    ]


def test_rows_of_words_between_column_rules_are_told_by_lines_that_broke_with_room_left(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    words = laid(
        (40, 55, 70, 85), ["Camat", "Lurah", "Kasi", "Staf"], ["Membina", "Melayani", "Mendata", "Mencatat"],
        ["Risalah", "Surat", "Daftar", "Buku"],
    )  # fmt: skip
    found = rows(make_content(HEAD + words, grid_rules(XS, (10, 30, 100))))
    assert found[1:] == [
        ["Camat", "Membina", "Risalah"],
        ["Lurah", "Melayani", "Surat"],
        ["Kasi", "Mendata", "Daftar"],
        ["Staf", "Mencatat", "Buku"],
    ]


def test_items_of_wrapped_words_in_one_band_are_parted_at_the_white_between_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    words = laid(
        (40, 49, 66, 75), ["Camat", "", "Lurah", ""],
        ["Membina rukun warga dan tetangga", "di wilayahnya", "Melayani surat", ""],
        ["Risalah rapat", "", "Berkas yang lengkap dan sah", "serta arsipnya"],
    )  # fmt: skip
    found = rows(make_content(HEAD + words, grid_rules(XS, (10, 30, 90))))
    assert [row[0] for row in found] == ["Jabatan", "Camat", "Lurah"]
    assert found[2][1:] == ["Melayani surat", "Berkas yang lengkap dan sah serta arsipnya"]


def test_texts_that_wrap_side_by_side_stay_one_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = laid(
        (40, 49, 58), ["Kepala Urusan Tata", "Usaha dan Umum pada", "Kantor Kecamatan"],
        ["Menyusun Rencana Kerja Bulanan", "Serta Mengawasi Pelaksanaannya", "Di Seluruh Seksi"],
        ["Rencana Kerja Bulanan yang Sah", "Dan Laporan Hasil Pengawasan", "Setiap Bulan"],
    )  # fmt: skip
    assert len(rows(make_content(HEAD + words, grid_rules(XS, (10, 30, 70))))) == 2


def test_a_list_in_one_cell_beside_single_lines_parts_no_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = laid((40, 50, 60), ["Camat", "", ""], ["Rapat", "Kunjungan", "Arahan"], ["Risalah", "", ""])
    assert len(rows(make_content(HEAD + words, grid_rules(XS, (10, 30, 70))))) == 2


def test_titles_of_several_lines_are_one_header_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    titles = laid(
        (32, 41, 50),
        ["Target", "Kinerja", "Program"],
        ["Realisasi", "Kinerja", "Program"],
        ["Capaian", "Kinerja", "Program"],
    )
    body = laid((66,), ["12"], ["11"], ["91"])
    found = rows(make_content(HEAD + titles + body, grid_rules(XS, (10, 28, 62, 80))))
    assert len(found) == 3
