"""The view ``baris_atas``: the rows of ``anggaran`` that whole programs are compared by, and what they do not hold.

A kegiatan under a program that prints all that it prints, and a sub kegiatan under such a kegiatan, add nothing to a
sum that begins at the program, or at the kegiatan. They are four rows in five, and are not read. What is left follows
from the document alone, so it is worked out once, and kept in a part for each folder (``output.kept_parts``).
"""

from __future__ import annotations

from output.derived import FILE
from output.kept_parts import Parted
from output.office_years import MONEY, SPENT, offices_sql, owner_sql
from output.standing_sql import begins, level

_COLUMNS = (
    "doc_id", "jenis_dokumen", "tahap", "tahun", "tingkat", "kode_provinsi", "kode_kabkota", "perangkat_daerah",
    "tingkat_baris", "kode", "nama_baku", "nama", "pagu", "realisasi", "baris_id", FILE,
)  # fmt: skip
_LATER = ("realisasi_sampai", "program", "kegiatan", "bidang_urusan")
"""Columns that files of older versions lack: null, of no type, and of one here in all parts."""
_PRINTED = {"baris": "TRUE", "uang": "coalesce(pagu, realisasi) IS NOT NULL", **MONEY}
"""What a row may print: to be there at all, any money, a measure."""
_OFFICE = "doc_id, pemilik, tahun"


def _printed(ke: int) -> str:
    """Whether rows of a level have what may be printed: a column for each."""
    return ", ".join(f"bool_or(ke = {ke} AND {said}) AS ada_{what}_{ke}" for what, said in _PRINTED.items())


def _held(ke: int) -> str:
    """True where a row of the level has the code that a row stands under, and prints all that this one does."""
    return " AND ".join(f"(NOT ({said}) OR ada_{what}_{ke})" for what, said in _PRINTED.items())


UPPER = Parted(
    "baris_atas",
    "anggaran",
    f"""
WITH semua AS (FROM {{rows}}), {offices_sql("semua")}, isi AS (
  SELECT a.* REPLACE ({", ".join(f"{name}::VARCHAR AS {name}" for name in _LATER)}),
         {owner_sql("a")} AS pemilik, {level("a.tingkat_baris")} AS ke, {begins("a.kode", 3)} AS kode_3,
         {begins("a.kode", 5)} AS kode_5, {SPENT.format("a")} AS terpakai
  FROM semua a JOIN kantor_tercetak k ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah
), kantor AS (
  SELECT {_OFFICE}, bool_or(kode IS NULL AND ke = 5) AS samar FROM isi GROUP BY ALL
), seprogram AS (
  SELECT {_OFFICE}, kode_3, {_printed(3)}, bool_or(ke > 3 AND kode = kode_3) AS semu FROM isi GROUP BY ALL
), sekegiatan AS (
  SELECT {_OFFICE}, kode_5, {_printed(4)}, bool_or(ke = 5 AND kode = kode_5) AS semu FROM isi GROUP BY ALL
)
SELECT {", ".join(f"isi.{name}" for name in (*_COLUMNS, *_LATER))}
FROM isi LEFT JOIN kantor USING ({_OFFICE}) LEFT JOIN seprogram p USING ({_OFFICE}, kode_3)
  LEFT JOIN sekegiatan k USING ({_OFFICE}, kode_5)
WHERE NOT coalesce(CASE ke
  WHEN 4 THEN NOT samar AND NOT p.semu AND coalesce(kegiatan = kode, TRUE) AND {_held(3)}
  WHEN 5 THEN NOT k.semu AND {_held(4)} END, FALSE)
ORDER BY tahun, kode""",
)
"""Left out are, of what has a code: a kegiatan whose program's code is printed by a program, with each measure that it
prints itself, and that is a holder of nothing but by that code; a sub kegiatan that its kegiatan's code holds likewise,
since it holds nothing. ``semu``: a row has the very code of what it stands under, and might be counted in its place.
"""
