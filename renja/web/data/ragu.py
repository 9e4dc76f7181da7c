"""Values and codes in doubt, over all documents, those with most money at stake first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from normalize.ukuran import SURE_COLUMN, SURE_VALUE
from renja.review.corrections import ValueKey
from renja.web.data.source import ask, ask_document
from renja.web.text import is_missing

COLUMN, FIGURE, EVIDENCE, CODE = "kolom", "angka", "bukti", "kode"
REASONS = (COLUMN, FIGURE, EVIDENCE, CODE)
SURE_CODE = 0.85
"""A code found with less likeness is worth a look."""

_VALUE_ID = """
v.baris_id || '.' || substr(md5(concat_ws('|', v.ukuran, v.konteks, v.tahun, v.rincian, v.teks, v.satuan, round(v.x0),
                                          round(v.y0))), 1, 8)
"""
_MONEY = "v.satuan = 'rupiah' OR v.satuan IS NULL AND v.ukuran IN ('pagu', 'realisasi', 'prakiraan_maju', 'sisa')"
_OF_COLUMN = """
SELECT 1 FROM kolom k WHERE k.tabel_id = v.tabel_id AND k.ukuran = v.ukuran AND k.konteks IS NOT DISTINCT FROM v.konteks
  AND (k.tahun IS NULL OR k.tahun = v.tahun) AND k.rincian IS NOT DISTINCT FROM v.rincian
"""
_DOUBTS = f"""
WITH kolom AS (
  SELECT DISTINCT tabel_id, k.peran AS ukuran, k.konteks, k.tahun, k.rincian
  FROM (SELECT tabel_id, unnest(kolom) AS k FROM tabel) WHERE k.keyakinan < {SURE_COLUMN} AND k.peran IS NOT NULL),
nilai_ragu AS (
  SELECT {_VALUE_ID} AS ragu, v.doc_id, v.baris_id, v.tabel_id, v.halaman, v.ukuran, v.konteks, v.tahun, v.rincian,
         v.teks, v.nilai, v.satuan, v.keyakinan, v.perbaikan, v.x0, v.y0, v.x1, v.y1,
         CASE WHEN v.perbaikan LIKE 'bukti:%' THEN '{EVIDENCE}' WHEN EXISTS ({_OF_COLUMN}) THEN '{COLUMN}'
              ELSE '{FIGURE}' END AS alasan,
         CASE WHEN {_MONEY} THEN coalesce(abs(v.nilai), 0) ELSE 0 END AS uang
  FROM nilai v
  WHERE coalesce(v.perbaikan, '') NOT LIKE 'koreksi:%'
    AND (v.keyakinan < {SURE_VALUE} OR v.perbaikan LIKE 'bukti:%' OR EXISTS ({_OF_COLUMN}))),
kode_ragu AS (
  SELECT b.baris_id || '.kode' AS ragu, b.doc_id, b.baris_id, b.tabel_id, b.halaman, NULL AS ukuran, NULL AS konteks,
         NULL AS tahun, NULL AS rincian, b.kode_asli AS teks, NULL AS nilai, NULL AS satuan, b.cocok_skor AS keyakinan,
         b.cocok_alasan AS perbaikan, b.x0, b.y0, b.x1, b.y1, '{CODE}' AS alasan,
         coalesce(u.uang, 0) AS uang
  FROM baris b LEFT JOIN (
    SELECT baris_id, max(abs(nilai)) AS uang FROM nilai WHERE satuan = 'rupiah' GROUP BY 1) u USING (baris_id)
  WHERE b.kode IS NOT NULL AND b.lanjutan_id IS NULL AND coalesce(b.perbaikan, '') NOT LIKE '%koreksi:%'
    AND (b.cocok_skor < {SURE_CODE} OR b.cocok_lain IS NOT NULL AND b.cocok_skor < 1)),
semua AS (SELECT * FROM nilai_ragu UNION ALL BY NAME SELECT * FROM kode_ragu)
"""
_ALL = f"""
{_DOUBTS}
SELECT s.ragu, s.doc_id, s.baris_id, s.alasan, s.uang, coalesce(d.kode_kabkota, d.kode_provinsi) AS daerah, d.berkas
FROM semua s JOIN dokumen d USING (doc_id)
QUALIFY row_number() OVER (PARTITION BY s.ragu) = 1
ORDER BY s.uang DESC, s.keyakinan, d.berkas, s.halaman, s.ragu
"""
_ROWS = f"""
{_DOUBTS}
SELECT s.*, b.tingkat_baris, b.kode, b.kode_asli, b.nama, b.indikator, b.nama_baku
FROM semua s JOIN baris b USING (baris_id) WHERE s.ragu IN (SELECT unnest($ragu))
QUALIFY row_number() OVER (PARTITION BY s.ragu) = 1
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which doubts are asked for; empty or None: all."""

    alasan: tuple[str, ...] = ()
    daerah: str | None = None
    dokumen: str | None = None


def doubts(root: Path) -> pd.DataFrame:
    """All that is in doubt, in the order in which it is worth a look: id, document, row, reason, rupiah at stake."""
    return ask(root, _ALL)


def passing(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Those that pass the filters."""
    keep = pd.Series(data=True, index=frame.index)
    if filters.alasan:
        keep &= frame["alasan"].isin(filters.alasan)
    for name, wanted in (("daerah", filters.daerah), ("doc_id", filters.dokumen)):
        if wanted is not None:
            keep &= frame[name] == wanted
    return frame[keep]


def files(frame: pd.DataFrame, daerah: str | None) -> dict[str, str]:
    """File names by document of what is in doubt, of a region or of all."""
    here = frame if daerah is None else frame[frame["daerah"] == daerah]
    held = here.drop_duplicates("doc_id").sort_values("berkas")
    return {str(doc): PurePath(str(name)).name for doc, name in zip(held["doc_id"], held["berkas"], strict=True)}


def rows(root: Path, names: Sequence[str]) -> pd.DataFrame:
    """Those of these ids in their order, with their rows; asked of each document's own files alone."""
    by_document: dict[str, list[str]] = {}
    for name in names:
        by_document.setdefault(name.split("-", 1)[0], []).append(name)
    frames = [ask_document(root, doc, _ROWS, ragu=tuple(held)) for doc, held in by_document.items()]
    frame = pd.concat(frames).set_index("ragu", drop=False)
    return frame.loc[[name for name in names if name in frame.index]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said to be right as it stands: values, and the official codes of rows."""

    values: tuple[ValueKey, ...]
    codes: tuple[tuple[str, str], ...]


def as_it_stands(frame: pd.DataFrame) -> Standing:
    """The rows of ``rows`` as what a person may say is right."""
    records = [{str(name): None if is_missing(v) else v for name, v in row.items()} for row in frame.to_dict("records")]
    return Standing(
        tuple(value_key(row) for row in records if row["alasan"] != CODE),
        tuple((str(row["baris_id"]), str(row["kode"])) for row in records if row["alasan"] == CODE),
    )


def value_key(row: dict[str, Any]) -> ValueKey:
    """The key by which the value of a doubt is corrected."""
    return ValueKey.of({name: None if is_missing(value) else value for name, value in row.items()})
