"""Queries of one document: its rows page by page, as a tree with sums, beside their official names, and its grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from renja.show.tree import sum_marks
from renja.web.data.source import ask, ask_document, state_of

MOST_LISTED = 2_000
MOST_ROWS = 5_000
GRID_ROWS, GRID_COLUMNS = 200, 80
_DEEPEST = 12

_LIST = """
SELECT doc_id, berkas, jenis_dokumen, tahap, tahun, perangkat_daerah, coalesce(kabkota, provinsi) AS wilayah, status
FROM dokumen
WHERE $wilayah IS NULL OR coalesce(kode_kabkota, kode_provinsi) = $wilayah
ORDER BY wilayah, tahun, jenis_dokumen, tahap, perangkat_daerah, berkas LIMIT $most
"""
_REGIONS = """
SELECT coalesce(kode_kabkota, kode_provinsi) AS kode, any_value(coalesce(kabkota, provinsi)) AS nama
FROM dokumen WHERE kode_provinsi IS NOT NULL GROUP BY 1 ORDER BY 2
"""
_HEAD = "SELECT * FROM dokumen"
_TABLES = "SELECT tabel_id, nomor, judul, jenis_tabel, halaman, jumlah_baris, jumlah_kolom, mesin, keyakinan FROM tabel"
_PAGE_ROWS = """
WITH uang AS (
  SELECT baris_id, max(nilai) FILTER (ukuran = 'pagu' AND rincian IS NULL) AS pagu,
         max(nilai) FILTER (ukuran = 'realisasi' AND rincian IS NULL) AS realisasi,
         count(*) AS banyak
  FROM nilai WHERE satuan = 'rupiah' OR ukuran NOT IN ('pagu', 'realisasi') GROUP BY 1)
SELECT b.baris_id, b.tingkat_baris, coalesce(b.kode, b.kode_asli) AS kode,
       CASE WHEN b.lanjutan_id IS NULL THEN b.nama ELSE coalesce(b.indikator, b.nama) END AS nama, u.pagu, u.realisasi,
       coalesce(u.banyak, 0) AS banyak
FROM baris b LEFT JOIN uang u USING (baris_id) WHERE b.halaman = $halaman
ORDER BY b.tabel_id, b.urutan LIMIT $most
"""
_ROW = """
SELECT b.*, t.jenis_tabel, t.nomor, t.judul FROM baris b LEFT JOIN tabel t USING (tabel_id) WHERE b.baris_id = $baris
"""
_VALUES = "SELECT n.*, b.lanjutan_id FROM nilai n JOIN baris b USING (baris_id) WHERE baris_id = $baris LIMIT 500"
_ROW_PAGES = "SELECT halaman, count(*) AS banyak FROM baris GROUP BY 1 ORDER BY 1"
_MEASURES = """
SELECT ukuran, konteks, tahun, rincian, count(*) AS banyak FROM nilai
WHERE tabel_id = $tabel AND nilai IS NOT NULL AND ukuran IN ('pagu', 'realisasi', 'prakiraan_maju', 'sisa')
GROUP BY ALL ORDER BY banyak DESC, ukuran, tahun, konteks, rincian NULLS FIRST LIMIT 60
"""
_TREE = """
WITH angka AS (
  SELECT coalesce(b.lanjutan_id, b.baris_id) AS pokok, sum(v.nilai) AS tertulis
  FROM nilai v JOIN baris b USING (baris_id)
  WHERE v.tabel_id = $tabel AND v.ukuran = $ukuran AND v.konteks IS NOT DISTINCT FROM $konteks
    AND v.tahun IS NOT DISTINCT FROM $tahun AND v.rincian IS NOT DISTINCT FROM $rincian GROUP BY 1),
anak AS (
  SELECT b.induk_id AS pokok, sum(a.tertulis) AS jumlah, count(*) AS banyak
  FROM baris b LEFT JOIN angka a ON a.pokok = b.baris_id
  WHERE b.tabel_id = $tabel AND b.lanjutan_id IS NULL AND b.induk_id IS NOT NULL GROUP BY 1)
SELECT b.baris_id, b.induk_id, b.tingkat_baris, coalesce(b.kode, b.kode_asli) AS kode, b.nama, a.tertulis, c.jumlah,
       a.tertulis - c.jumlah AS selisih, c.banyak AS anak, b.halaman
FROM baris b LEFT JOIN angka a ON a.pokok = b.baris_id LEFT JOIN anak c ON c.pokok = b.baris_id
WHERE b.tabel_id = $tabel AND b.lanjutan_id IS NULL
ORDER BY b.urutan LIMIT $most
"""
_NAMES = """
SELECT baris_id, tingkat_baris, kode_asli, kode, nama, nama_baku, cocok_metode, cocok_skor, cocok_alasan, halaman
FROM baris
WHERE tabel_id = $tabel AND lanjutan_id IS NULL AND (NOT $berbeda
  OR kode IS NULL OR regexp_replace(coalesce(kode_asli, ''), '[^0-9]', '', 'g') <> replace(kode, '.', '')
  OR lower(nama) <> lower(coalesce(nama_baku, '')))
ORDER BY urutan LIMIT $most
"""
_GRID = """
SELECT baris, kolom, teks, halaman, x0, y0, x1, y1, kepala, keyakinan FROM sel
WHERE tabel_id = $tabel AND baris >= $awal AND baris < $akhir AND kolom < $kolom ORDER BY baris, kolom
"""
_CELL_VALUES = """
SELECT s.baris, s.kolom, v.baris_id, b.lanjutan_id, v.ukuran, v.konteks, v.tahun, v.rincian
FROM sel s JOIN nilai v USING (tabel_id, halaman, x0, y0, x1, y1) JOIN baris b USING (baris_id)
WHERE s.tabel_id = $tabel AND s.baris >= $awal AND s.baris < $akhir AND s.kolom < $kolom
"""

Marks = dict[str, list[dict[str, Any]]]
"""A document's marks by row."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Which of a table's figures are meant; the text tells it from others in lists and addresses."""

    ukuran: str
    konteks: str | None
    tahun: int | None
    rincian: str | None = None

    def __str__(self) -> str:
        """As in an address: ``pagu.renja.2024``, and behind it a source of funds or kind of belanja."""
        slices = () if self.rincian is None else (self.rincian,)
        return ".".join(str(part or "") for part in (self.ukuran, self.konteks, self.tahun, *slices))


def regions(root: Path) -> dict[str, str]:
    """Names of the regions that have documents, by code."""
    frame = ask(root, _REGIONS)
    return dict(zip(frame["kode"], frame["nama"], strict=True))


def listed(root: Path, wilayah: str | None) -> pd.DataFrame:
    """The documents of a region, or of all; at most ``MOST_LISTED``."""
    return ask(root, _LIST, wilayah=wilayah, most=MOST_LISTED)


def head(root: Path, doc_id: str) -> dict[str, Any] | None:
    """The document's row of ``dokumen``; None where the dataset has no such document."""
    frame = ask_document(root, doc_id, _HEAD)
    return None if frame.empty else {str(name): value for name, value in frame.iloc[0].items()}


def tables(root: Path, doc_id: str) -> pd.DataFrame:
    """The document's tables in their order."""
    return ask_document(root, doc_id, _TABLES)


def row_pages(root: Path, doc_id: str) -> dict[int, int]:
    """How many rows stand on each page that has any."""
    frame = ask_document(root, doc_id, _ROW_PAGES)
    return {int(page): int(n) for page, n in zip(frame["halaman"], frame["banyak"], strict=True)}


def page_rows(root: Path, doc_id: str, page: int) -> pd.DataFrame:
    """The rows that stand on a page, of all its tables."""
    return ask_document(root, doc_id, _PAGE_ROWS, halaman=page, most=MOST_ROWS)


def row(root: Path, doc_id: str, baris_id: str) -> dict[str, Any] | None:
    """A row with its table's caption; None where there is no such row."""
    frame = ask_document(root, doc_id, _ROW, baris=baris_id)
    return None if frame.empty else {str(name): value for name, value in frame.iloc[0].items()}


def values(root: Path, doc_id: str, baris_id: str) -> pd.DataFrame:
    """The row's values in their order, with ``urut`` counting them as text, and ``tanda``: the mark of its figure."""
    frame = ask_document(root, doc_id, _VALUES, baris=baris_id)
    signs = _signs_of(root, doc_id, frame)
    return frame.assign(urut=[str(number) for number in range(len(frame))], tanda=signs)


def measures(root: Path, doc_id: str, tabel_id: str) -> list[Measure]:
    """The sums of money that a table prints, the most frequent first."""
    frame = ask_document(root, doc_id, _MEASURES, tabel=tabel_id)
    rows = frame[["ukuran", "konteks", "tahun", "rincian"]].itertuples(index=False)
    return [_measure(*row) for row in rows]


def _measure(ukuran: Any, konteks: Any, tahun: Any, rincian: Any) -> Measure:
    """A measure from a frame's cells, in which what is missing has many forms."""
    year = None if pd.isna(tahun) else int(tahun)
    return Measure(
        str(ukuran), None if pd.isna(konteks) else str(konteks), year, None if pd.isna(rincian) else str(rincian)
    )


def tree(root: Path, doc_id: str, tabel_id: str, measure: Measure) -> pd.DataFrame:
    """The table's items in order with their printed figure, the sum of their children, the difference, and ``dalam``.

    An item's figure is the sum over its indicator lines; a child without a figure adds nothing. ``dalam``: how many
    parents are above it.
    """
    frame = ask_document(
        root,
        doc_id,
        _TREE,
        tabel=tabel_id,
        ukuran=measure.ukuran,
        konteks=measure.konteks,
        tahun=measure.tahun,
        rincian=measure.rincian,
        most=MOST_ROWS,
    )
    return frame.assign(dalam=_depths(frame), tanda=_signs(root, doc_id, measure, frame["baris_id"]))


def _signs(root: Path, doc_id: str, measure: Measure, rows: Iterable[str]) -> list[str]:
    """The mark of each row's sum under the measure: ✓ closes, ✗ the document's error, ? open and nobody accused."""
    found = _marks(root, doc_id, state_of(root))
    return [_sign(found, row, measure) for row in rows]


def _signs_of(root: Path, doc_id: str, frame: pd.DataFrame) -> list[str]:
    """The mark of each of these values: its row's, or that of the item whose further line the row is."""
    found = _marks(root, doc_id, state_of(root))
    rows = frame[["ukuran", "konteks", "tahun", "rincian"]].itertuples(index=False)
    return [
        _sign(found, baris, measure) or _sign(found, owner, measure)
        for baris, owner, measure in zip(
            frame["baris_id"], frame["lanjutan_id"], (_measure(*row) for row in rows), strict=True
        )
    ]


def _sign(found: Marks, baris_id: str | None, measure: Measure) -> str:
    wanted = (measure.ukuran, measure.konteks, measure.tahun, measure.rincian)
    held = () if pd.isna(baris_id) else found.get(str(baris_id), ())
    return next((one["tanda"].sign for one in held if tuple(one.values())[:4] == wanted), "")


def cell_signs(root: Path, doc_id: str, tabel_id: str, first: int) -> dict[tuple[int, int], str]:
    """The marks of the printed figures by row and column of the grid, as ``grid`` shows them from row ``first`` on."""
    last, most = first + GRID_ROWS, GRID_COLUMNS
    frame = ask_document(root, doc_id, _CELL_VALUES, tabel=tabel_id, awal=first, akhir=last, kolom=most)
    places = zip(frame["baris"], frame["kolom"], _signs_of(root, doc_id, frame), strict=True)
    return {(int(row), int(column)): sign for row, column, sign in places if sign}


@lru_cache(maxsize=8)
def _marks(root: Path, doc_id: str, state: str) -> Marks:
    """Marks of a document as long as the dataset stands as it is."""
    del state  # only a key
    return sum_marks(root, doc_id)


def _depths(frame: pd.DataFrame) -> list[int]:
    """How deep each row is; bounded, since a hostile table's parents may go in a circle."""
    parents = dict(zip(frame["baris_id"], frame["induk_id"], strict=True))
    depths = []
    for name in frame["baris_id"]:
        depth, above = 0, parents.get(name)
        while above in parents and depth < _DEEPEST:
            depth, above = depth + 1, parents[above]
        depths.append(depth)
    return depths


def names(root: Path, doc_id: str, tabel_id: str, only_different: bool) -> pd.DataFrame:
    """Printed code and name beside the official ones, with how they were matched."""
    return ask_document(root, doc_id, _NAMES, tabel=tabel_id, berbeda=only_different, most=MOST_ROWS)


def grid(root: Path, doc_id: str, tabel_id: str, first: int) -> pd.DataFrame:
    """The printed cells of ``GRID_ROWS`` rows of a table's raw grid, from row ``first`` on."""
    return ask_document(root, doc_id, _GRID, tabel=tabel_id, awal=first, akhir=first + GRID_ROWS, kolom=GRID_COLUMNS)
