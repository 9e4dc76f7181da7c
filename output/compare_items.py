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
    measures: Sequence[str] = ("pagu",),
    baris: bool = True,
) -> str:
    """The CTEs of :func:`output.compare_sql.chosen_sql`, ``sebutan``, and ``butir_pagu``; on demand others by measure.

    These have a row for each item that counts, of the level or of one below it that no item of the level holds.
    ``kunci`` tells whose it is: an item's code, else its name, '' where that is not known; ``sendiri``, whether it is
    of the level itself; ``induk_kode`` and ``induk_nama``, what it is or stands under. Parameter ``$tahun``. Without
    ``baris`` the ids of the rows are null.
    """
    own = f"a.tingkat_baris = '{tingkat}'"
    chosen = " UNION ALL ".join(f"FROM {CHOSEN[each]}" for each in measures)
    columns = f"SELECT {printed_columns(baris=baris)}, nama_baku FROM"
    source = UPPER.name if tingkat is TingkatBaris.PROGRAM else "anggaran"
    parts = [f"{columns} {source} a WHERE {of_year('a')} AND {own} AND a.doc_id IN (SELECT doc_id FROM ({chosen}))"]
    if tingkat in _OPEN:
        is_open = f"a.doc_id IN (SELECT doc_id FROM ({chosen}) WHERE {_OPEN[tingkat]})"
        below = f"a.tingkat_baris IN {_BELOW[tingkat]} AND {is_open}"
        parts.append(f"{columns} {UPPER.name} a WHERE {of_year('a')} AND {below}")
    names = _names(f"{speaking_sql('a', by, tahap, jenis, strict=strict)} AND {own}")
    return f"""{chosen_sql(by, tahap, jenis, strict=strict)}, {names},
tercetak AS MATERIALIZED ({" UNION ALL ".join(parts)}), {offices_sql("tercetak")},
dasar AS MATERIALIZED (SELECT {ROW}, a.nama_baku FROM tercetak a {WITH_OFFICE}),
{", ".join(_counted(each, tingkat) for each in measures)}"""


def _names(own: str) -> str:
    """The CTE ``sebutan``: what an item is called that stands for the rows below it, which have other names.

    The official name that is most frequent, of two as frequent the first.
    """
    return f"""hitung AS (
  SELECT kode, nama_baku, count(*) AS n, min(nama) AS nama FROM anggaran a
  WHERE {own} AND kode IS NOT NULL GROUP BY kode, nama_baku
), sebutan AS (
  SELECT kode AS kunci, coalesce(first(nama_baku ORDER BY n DESC, nama_baku) FILTER (nama_baku IS NOT NULL), min(nama))
           AS sebutan
  FROM hitung GROUP BY kode
)"""


def _counted(measure: str, tingkat: TingkatBaris) -> str:
    """The CTE ``butir_MEASURE``; an office's year that holds all of the level needs no look at what stands below."""
    own = _ABOVE.get(tingkat, "NULL::VARCHAR")
    is_open = _OPEN.get(tingkat, "FALSE")
    rows = f"""SELECT d.*, c.kode_wilayah, c.wilayah
  FROM dasar d JOIN {CHOSEN[measure]} c USING (doc_id, pemilik, tahun) WHERE d.{measure} IS NOT NULL AND"""
    whole = f"""SELECT *, TRUE AS sendiri, coalesce(kode, lower({own}), lower(nama)) AS kunci,
         {known_code(own)} AS induk_kode, CASE WHEN {known_code(own)} IS NULL THEN {own} END AS induk_nama
  FROM ({rows} NOT {is_open} AND tingkat_baris = '{tingkat}')"""
    found = f"butir_{measure} AS (SELECT {_COLUMNS} FROM ({whole})"
    if tingkat not in _OPEN:
        return f"{found})"
    ke = _NUMBER[tingkat]
    parted = topmost_sql(f"urai_{measure}", f"{rows} {is_open}", measure, str(ke), highest=ke)
    return f"{parted}, {found} UNION ALL SELECT {_COLUMNS} FROM urai_{measure})"


def largest_sql(items: str, n: int) -> str:
    """The ``n`` items (:func:`items_sql`) with the most pagu, for each region and year."""
    return f"""
WITH {items}, wilayah_jumlah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_wilayah
  FROM terpilih WHERE berbutir GROUP BY kode_wilayah, tahun
), peringkat AS (
  SELECT kode_wilayah, tahun, kunci, sum(pagu) AS jumlah,
         row_number() OVER (PARTITION BY kode_wilayah, tahun ORDER BY kunci = '', sum(pagu) DESC, kunci) AS urut
  FROM butir_pagu GROUP BY kode_wilayah, tahun, kunci QUALIFY urut <= {n}
), terbesar AS (
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
