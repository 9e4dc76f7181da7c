"""The queries behind the largest items of regions, and the sums of programs over all of them.

Most documents print a level whole: each item with its pagu, and below it nothing that is not held by one. Their items
are the rows of the level, as they are. Only of the others are the rows below read, and asked what they stand under.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.compare_sql import (
    CHOSEN,
    ROW,
    WITH_OFFICE,
    Wilayah,
    chosen_sql,
    of_year,
    printed_columns,
    speaking_sql,
)
from output.office_years import offices_sql
from output.standing_sql import known_code, topmost_sql
from output.upper_rows import UPPER

_OPEN = {TingkatBaris.PROGRAM: "terbuka", TingkatBaris.KEGIATAN: "NOT rapi_kegiatan"}
"""The levels that may hold less than stands below them, and what tells an office's year in which one does."""
_NUMBER = {TingkatBaris.PROGRAM: 3, TingkatBaris.KEGIATAN: 4}
_BELOW = {TingkatBaris.PROGRAM: "('kegiatan', 'sub_kegiatan')", TingkatBaris.KEGIATAN: "('sub_kegiatan')"}
"""What may stand below the items of these."""
_ABOVE = {TingkatBaris.PROGRAM: "program", TingkatBaris.KEGIATAN: "kegiatan"}
"""The columns of a row that say by the plan which item of the level it is."""
_COLUMNS = """doc_id, pemilik, tahun, kode, nama, nama_baku, perangkat_daerah, baris_id, pagu, realisasi, kode_wilayah,
       wilayah, sendiri, kunci, induk_kode, induk_nama"""
_OWN_NAME = """coalesce(any_value(sebutan), mode(nama_baku ORDER BY nama_baku) FILTER (sendiri),
                  min(nama) FILTER (sendiri), min(induk_nama), '')"""
_OWN_CODE = "coalesce(any_value(kode) FILTER (sendiri), any_value(induk_kode))"


def items_sql(
    by: Wilayah,
    tahap: Tahap,
    jenis: JenisDokumen | None,
    tingkat: TingkatBaris,
    *,
    strict: bool,
    measures: Sequence[str],
) -> str:
    """The CTEs of :func:`output.compare_sql.chosen_sql`, ``sebutan``, and ``butir_MEASURE`` for each of ``measures``.

    These have a row for each item that counts, of the level or of one below it that no item of the level holds.
    ``kunci`` tells whose it is: an item's code, else its name, '' where that is not known; ``sendiri``, whether it is
    of the level itself; ``induk_kode`` and ``induk_nama``, what it is or stands under; what is called by its code has
    no name here. Parameter ``$tahun``.
    """
    names = _names(speaking_sql("a", by, tahap, jenis, strict=strict), tingkat)
    return f"{chosen_sql(by, tahap, jenis, strict=strict)}, {names}, {_rows(tingkat, measures)}"


def _rows(tingkat: TingkatBaris, measures: Sequence[str], *, baris: bool = True) -> str:
    """The CTEs ``butir_MEASURE``, of the chosen documents. Without ``baris`` the ids of the rows are null."""
    is_open = _OPEN.get(tingkat, "FALSE")
    speak = " UNION ALL ".join(f"SELECT doc_id, {is_open} AS buka FROM {CHOSEN[each]}" for each in measures)
    columns = f"SELECT {printed_columns(baris=baris)}, nama_baku FROM"
    of_level = f"a.tingkat_baris = '{tingkat}' AND a.doc_id IN (SELECT doc_id FROM ({speak}))"
    parts = [f"{columns} {_source(tingkat)} a WHERE {of_year('a')} AND {of_level}"]
    if tingkat in _OPEN:
        below = f"a.tingkat_baris IN {_BELOW[tingkat]} AND a.doc_id IN (SELECT doc_id FROM ({speak}) WHERE buka)"
        parts.append(f"{columns} {UPPER.name} a WHERE {of_year('a')} AND {below}")
    bare = "* REPLACE (CASE WHEN kode IS NULL THEN nama END AS nama)"  # long, and asked for no code
    return f"""tercetak AS MATERIALIZED ({" UNION ALL ".join(parts)}), {offices_sql("tercetak")},
dasar AS MATERIALIZED (
  SELECT {bare}, CASE WHEN kode IS NULL THEN baku END AS nama_baku
  FROM (SELECT {ROW}, a.nama_baku AS baku FROM tercetak a {WITH_OFFICE})),
{", ".join(_counted(each, tingkat) for each in measures)}"""


def _source(tingkat: TingkatBaris) -> str:
    """The table that has all rows of the level."""
    return UPPER.name if tingkat is TingkatBaris.PROGRAM else "anggaran"


def _names(speaking: str, tingkat: TingkatBaris, some: str = "TRUE") -> str:
    """The CTE ``sebutan``: what an item is called by its code, of the documents that may speak.

    The official name that is most frequent, of two as frequent the first; else the first that is printed.
    """
    return f"""hitung AS (
  SELECT kode, nama_baku, count(*) AS n, min(nama) AS nama FROM {_source(tingkat)} a
  WHERE {speaking} AND a.tingkat_baris = '{tingkat}' AND kode IS NOT NULL AND {some} GROUP BY kode, nama_baku
), sebutan AS (
  SELECT kode AS kunci, coalesce(first(nama_baku ORDER BY n DESC, nama_baku) FILTER (nama_baku IS NOT NULL), min(nama))
           AS sebutan
  FROM hitung GROUP BY kode
)"""


def _counted(measure: str, tingkat: TingkatBaris) -> str:
    """The CTE ``butir_MEASURE``: all rows of the level, which nothing here holds, and what of those below none holds.

    An office's year that holds all of the level needs no look at what stands below.
    """
    own = f"CASE WHEN kode IS NULL THEN {_ABOVE.get(tingkat, 'NULL::VARCHAR')} END"
    rows = f"""SELECT d.*, c.kode_wilayah, c.wilayah, c.nomor
  FROM dasar d JOIN {CHOSEN[measure]} c USING (doc_id, pemilik, tahun) WHERE d.{measure} IS NOT NULL"""
    whole = f"""SELECT *, TRUE AS sendiri, coalesce(kode, lower({own}), lower(nama)) AS kunci,
         {known_code(own)} AS induk_kode, CASE WHEN {known_code(own)} IS NULL THEN {own} END AS induk_nama
  FROM ({rows} AND tingkat_baris = '{tingkat}')"""
    found = f"butir_{measure} AS (SELECT {_COLUMNS} FROM ({whole})"
    if tingkat not in _OPEN:
        return f"{found})"
    ke = _NUMBER[tingkat]
    parted = topmost_sql(
        f"urai_{measure}", f"{rows} AND {_OPEN[tingkat]}", measure, str(ke), highest=ke, office=("nomor",)
    )
    return f"{parted}, {found} UNION ALL SELECT {_COLUMNS} FROM urai_{measure} WHERE NOT sendiri)"


def largest_sql(
    by: Wilayah,
    tahap: Tahap,
    jenis: JenisDokumen | None,
    tingkat: TingkatBaris,
    n: int,
    *,
    strict: bool,
    baris: bool = True,
) -> str:
    """The ``n`` items of a level with the most pagu, for each region and year; parameter ``$tahun``.

    Only those that are no smaller than the last one that wins are put in order, and only what wins is looked up by its
    name. Without ``baris`` the ids of the rows are null.
    """
    names = _names(speaking_sql("a", by, tahap, jenis, strict=strict), tingkat, "kode IN (SELECT kunci FROM peringkat)")
    return f"""
WITH {chosen_sql(by, tahap, jenis, strict=strict)}, {_rows(tingkat, ("pagu",), baris=baris)}, wilayah_jumlah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_wilayah
  FROM terpilih WHERE berbutir GROUP BY kode_wilayah, tahun
), berjumlah AS MATERIALIZED (
  SELECT kode_wilayah, tahun, kunci, sum(pagu) AS jumlah FROM butir_pagu GROUP BY ALL
), batas AS (
  SELECT kode_wilayah, tahun, max(jumlah, {n})[-1] AS terendah FROM berjumlah WHERE kunci <> '' GROUP BY ALL
), peringkat AS MATERIALIZED (
  SELECT kode_wilayah, tahun, kunci, jumlah,
         row_number() OVER (PARTITION BY kode_wilayah, tahun ORDER BY kunci = '', jumlah DESC, kunci) AS urut
  FROM berjumlah LEFT JOIN batas USING (kode_wilayah, tahun) WHERE kunci = '' OR jumlah >= terendah QUALIFY urut <= {n}
), {names}, terbesar AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, tahun, any_value(urut) AS urut, {_OWN_CODE} AS kode,
         {_OWN_NAME} AS nama, any_value(jumlah) AS pagu,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT doc_id) AS dokumen, list(baris_id) AS baris
  FROM butir_pagu JOIN peringkat USING (kode_wilayah, tahun, kunci) LEFT JOIN sebutan USING (kunci)
  GROUP BY kode_wilayah, tahun, kunci
)
SELECT kode_wilayah, wilayah, tahun, urut, kode, nama, pagu,
       CASE WHEN pagu_wilayah > 0 THEN pagu::DOUBLE / pagu_wilayah::DOUBLE * 100 END, list_sort(coalesce(kantor, [])),
       list_sort(dokumen), list_sort(baris)
FROM terbesar LEFT JOIN wilayah_jumlah USING (kode_wilayah, tahun) ORDER BY tahun, kode_wilayah, urut"""


def sums_sql(items: str, most: int) -> str:
    """Pagu and realisasi of each item (:func:`items_sql`, by both measures) over all regions; ``$tahun``.

    The largest first. What stands below none that can be told by its code is one line, without code and name.
    """
    return f"""
WITH {items}, rencana AS (
  SELECT kunci, {_OWN_CODE} AS kode, CASE WHEN kunci <> '' THEN {_OWN_NAME} END AS nama, sum(pagu) AS pagu,
         count(DISTINCT doc_id) AS dokumen
  FROM butir_pagu LEFT JOIN sebutan USING (kunci) GROUP BY kunci
), laporan AS (SELECT kunci, sum(realisasi) AS realisasi FROM butir_realisasi GROUP BY kunci)
SELECT kode, nama, pagu, realisasi, dokumen FROM rencana LEFT JOIN laporan USING (kunci)
ORDER BY pagu DESC, kunci LIMIT {most}"""
