"""The regulation's own annex, a PDF of tables with code cells, as a list of codes; and what changed between two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.made_paper import Page, wrap, write
from nomenclature.catalog import Entry
from nomenclature.diff import Beda, changes, of_edition
from nomenclature.listfile import read_list
from normalize.types import TingkatBaris

CELLS = (36.0, 56.0, 80.0, 104.0, 132.0, 164.0, 420.0, 560.0)
"""Left borders: five cells of a code, name, indicator; and the right border."""
HEAD = ("KODE", "", "", "", "", "NOMENKLATUR URUSAN KABUPATEN/KOTA", "INDIKATOR")
SIZE, LEADING = 8.0, 10.0

ROWS = (
    ("1", "", "", "", "", "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR", ""),
    ("1", "06", "", "", "", "URUSAN PEMERINTAHAN BIDANG SOSIAL", ""),
    ("1", "06", "08", "", "", "PROGRAM PENATAAN PERAHU UJI", ""),
    ("1", "06", "08", "2.01", "", "Pembinaan Juru Mudi Uji Kewenangan Kabupaten/Kota", ""),
    ("1", "06", "08", "2.01", "0001", "Penyediaan Dayung Uji bagi Nelayan Pesisir Barat dan Timur", "Jumlah dayung"),
    ("1", "06", "08", "2.01", "0002", "Pelatihan Membaca Bintang Uji", "Jumlah orang"),
    ("1", "06", "08", "2.02", "", "Pengelolaan Dermaga Uji", ""),
    ("1", "06", "08", "2.02", "0001", "Pemeliharaan Lampu Dermaga Uji", "Jumlah lampu"),
)


def annex(folder: Path, rows: Sequence[Sequence[str]], name: str = "lampiran.pdf", per_page: int = 5) -> Path:
    """A PDF whose pages each print the head and some of the rows, all borders ruled."""
    pages = []
    for start in range(0, len(rows), per_page):
        page = Page(595.0, 842.0)
        y = 60.0
        for row in (HEAD, *rows[start : start + per_page]):
            y = _row(page, y, row)
        pages.append(page)
    path = folder / name
    path.write_bytes(write(pages))
    return path


def _row(page: Page, y: float, row: Sequence[str]) -> float:
    head = row is HEAD
    borders = (CELLS[0], *CELLS[5:]) if head else CELLS
    texts = (row[0], *row[5:]) if head else row
    lines = [
        wrap(text, right - left - 6, SIZE) if text else []
        for text, left, right in zip(texts, borders, borders[1:], strict=False)
    ]
    bottom = y + 6 + LEADING * max(1, *map(len, lines))
    for k, part in enumerate(lines):
        for n, text in enumerate(part):
            page.text(borders[k] + 3, y + LEADING * (n + 1), text, SIZE)
    for x in borders:
        page.rule(x, y, x, bottom)
    for level in (y, bottom):
        page.rule(borders[0], level, borders[-1], level)
    return bottom


def test_an_annex_of_code_cells_gives_its_items_with_whole_codes_and_names(tmp_path: Path) -> None:
    read = read_list(annex(tmp_path, ROWS), "900.9/2031")
    assert {entry.kode: entry.nama for entry in read.entries} == {
        "1": ROWS[0][5],
        "1.06": ROWS[1][5],
        "1.06.08": ROWS[2][5],
        "1.06.08.2.01": ROWS[3][5],
        "1.06.08.2.01.0001": ROWS[4][5],
        "1.06.08.2.01.0002": ROWS[5][5],
        "1.06.08.2.02": ROWS[6][5],
        "1.06.08.2.02.0001": ROWS[7][5],
    }
    assert {(entry.kewenangan, entry.edisi) for entry in read.entries if entry.kode.count(".") > 3} == {
        ("kabkota", "900.9/2031")
    }
    assert (read.refused, read.shown) == ({}, ())


def test_parts_that_a_row_leaves_out_are_those_of_the_row_above(tmp_path: Path) -> None:
    bare = [ROWS[0], ROWS[1], *(("", "", *row[2:]) if row[2] else row for row in ROWS[2:4])]
    bare += [("", "", "", "", row[4], *row[5:]) for row in ROWS[4:6]]
    codes = [entry.kode for entry in read_list(annex(tmp_path, bare)).entries]
    assert codes[2:] == ["1.06.08", "1.06.08.2.01", "1.06.08.2.01.0001", "1.06.08.2.01.0002"]


def test_what_the_rest_of_the_annex_contradicts_is_refused_with_its_page(tmp_path: Path) -> None:
    torn = [*ROWS[:6], ("1", "06", "09", "2.02", "0001", "Pemeliharaan Lampu Dermaga Uji", ""), ROWS[6]]
    torn += [("1", "06", "08", "2.02", "", "Pengelolaan Galangan Uji", "")]
    read = read_list(annex(tmp_path, torn))
    assert read.refused == {"induknya tidak ada dalam daftar": 1, "kodenya tercetak dengan dua nama": 2}
    assert {(one.halaman, one.kode) for one in read.shown} == {(2, "1.06.09.2.02.0001"), (2, "1.06.08.2.02")}
    assert "1.06.08.2.02" not in {entry.kode for entry in read.entries}


def test_a_pdf_without_such_a_table_says_so(tmp_path: Path) -> None:
    page = Page(595.0, 842.0)
    page.text(60, 60, "Keputusan tanpa lampiran", 10)
    path = tmp_path / "keputusan.pdf"
    path.write_bytes(write([page]))
    with pytest.raises(ValueError, match=r"keputusan\.pdf: tidak ada tabel"):
        read_list(path)


def entry(kode: str, nama: str, edisi: str) -> Entry:
    level = (TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)[kode.count(".") > 4]
    return Entry(kode, level, nama, "kabkota", edisi, "impor")


def test_changes_between_editions_are_new_gone_renamed_and_renumbered() -> None:
    both = "KEP 11/2030; KEP 12/2031"
    known = [
        entry("1.06.08.2.01", "Pembinaan Juru Mudi", both),
        entry("1.06.08.2.01.0001", "Penyediaan Dayung", "KEP 11/2030"),
        entry("1.06.08.2.01.0001", "Penyediaan Dayung dan Layar", "KEP 12/2031"),
        entry("1.06.08.2.01.0002", "Pelatihan Bintang", "KEP 11/2030"),
        entry("1.06.08.2.01.0005", "Pelatihan Bintang", "KEP 12/2031"),
        entry("1.06.08.2.01.0003", "Lomba Perahu", "KEP 11/2030"),
        entry("1.06.08.2.01.0006", "Perbaikan Jaring", "KEP 12/2031"),
    ]
    found = changes(of_edition(known, "11"), of_edition(known, "12/2031"))
    told = [(one.beda, one.lama and one.lama.kode[-4:], one.baru and one.baru.kode[-4:]) for one in found]
    assert told == [
        (Beda.GANTI_NAMA, "0001", "0001"),
        (Beda.GANTI_KODE, "0002", "0005"),
        (Beda.HILANG, "0003", None),
        (Beda.BARU, None, "0006"),
    ]


@pytest.mark.parametrize("named", ["13", "KEP"])
def test_an_edition_that_is_unknown_or_one_of_several_is_said(named: str) -> None:
    known = [entry("1.06.08.2.01", "Pembinaan", "KEP 11/2030"), entry("1.06.08.2.02", "Pengelolaan", "KEP 12/2031")]
    with pytest.raises(ValueError, match=f"edisi {named}"):
        of_edition(known, named)
