"""The view ``kantor_tahun``: a line for each document, office and year of ``anggaran``: what its rows make together.

Which document speaks for an office's year, and how much the office has in all, follows from these lines, of which there
are a hundredth of the rows. They follow from the document alone, so they are worked out once (``output.derived``).
"""

from __future__ import annotations

from output.derived import FILE, Derived
from output.standing_sql import DOWNWARDS, begins, level, topmost_sql

LEVELS = f"({DOWNWARDS[1:-1]})"
"""The levels that have money by item, in SQL."""
SPENT = "CASE WHEN coalesce({0}.realisasi_sampai, 'triwulan_4') = 'triwulan_4' THEN {0}.realisasi END"
"""What a row says was spent in its year: up to an earlier quarter it says nothing of it."""


def offices_sql(rows: str) -> str:
    """The CTE ``kantor_tercetak``: each office that ``rows`` print, and its letters, by which it is known."""
    return f"""kantor_tercetak AS MATERIALIZED (
  SELECT perangkat_daerah, nullif(regexp_replace(lower(perangkat_daerah), '[^a-z]', '', 'g'), '') AS sebutan
  FROM (SELECT DISTINCT perangkat_daerah FROM {rows})
)"""


def owner_sql(rows: str) -> str:
    """An office: its region and its letters, else the document that names none. ``k``: of ``kantor_tercetak``."""
    return f"coalesce({rows}.kode_kabkota, {rows}.kode_provinsi) || '/' || coalesce(k.sebutan, {rows}.doc_id)"


_GROUP = "doc_id, pemilik, tahun"
_COLUMNS = ("jenis_dokumen", "tahap", "tingkat", "kode_provinsi", "provinsi", "kode_kabkota", "kabkota", FILE)
_SUMMED = ("n_pagu", "n_realisasi", "n_semua_pagu", "n_semua_realisasi", "n_butir", "program_pagu", "semua_kegiatan",
           "semua_sub")  # fmt: skip
MONEY = {"pagu": "pagu IS NOT NULL", "realisasi": "terpakai IS NOT NULL"}
"""The measures of a row, and whether it prints one; ``terpakai``: what was spent in the year."""
_CODE = {3: "kode_3", 4: "kode_5"}
"""What an item of a level that may hold others, program and kegiatan, has in common with all that stands below it."""
_FACTS = {
    "tak_berkode": "kode IS NULL AND ke IS NOT NULL",
    "tak_bernomor": "kode IS NULL AND ke IN (3, 4) AND pagu IS NOT NULL",
} | {
    f"{where}_{what}_{k}": f"ke {sign} {k} AND {printed}"
    for k in _CODE
    for what, printed in MONEY.items()
    for where, sign in (("ada", "="), ("bawah", ">"))
}
"""What some row of a code is or prints."""


def _gathered(rows: str, keys: str, *more: str) -> str:
    """Sums and facts of ``rows`` that have them already, put together by fewer ``keys``."""
    parts = [*(f"any_value({name}) AS {name}" for name in _COLUMNS), *more]
    parts += [f"sum({name}) AS {name}" for name in _SUMMED]
    return f"SELECT {keys}, {', '.join(parts)} FROM {rows} GROUP BY {keys}"


def _unsure(what: str, k: int = 3) -> str:
    """True where some of that below the items of a level is not under the code of one that prints its own."""
    return f"bawah_{what}_{k} AND ({_CODE[k]} IS NULL OR NOT ada_{what}_{k})"


def _below(name: str, measure: str) -> str:
    """The CTEs of what no program holds, of those office's years alone in which the codes do not tell it."""
    chosen = f"SELECT {_GROUP}, nomor FROM kantor WHERE ragu_{measure} AND tahun IS NOT NULL AND pemilik IS NOT NULL"
    rows = f"SELECT isi.*, nomor FROM isi JOIN ({chosen}) USING ({_GROUP})"
    return topmost_sql(name, rows, measure, "3", highest=3, office=("nomor",))


OFFICE_YEARS = Derived(
    "kantor_tahun",
    "anggaran",
    f"""
WITH semua AS (FROM {{rows}}), {offices_sql("semua")}, mentah AS (
  SELECT doc_id, perangkat_daerah, tahun, kode_5, {", ".join(f"any_value({name}) AS {name}" for name in _COLUMNS)},
         count(pagu) FILTER (ke IS NOT NULL) AS n_pagu, count(terpakai) FILTER (ke IS NOT NULL) AS n_realisasi,
         count(pagu) AS n_semua_pagu, count(realisasi) AS n_semua_realisasi, count(pagu) FILTER (ke >= 3) AS n_butir,
         sum(pagu) FILTER (ke = 3) AS program_pagu, sum(pagu) FILTER (ke = 4) AS semua_kegiatan,
         sum(pagu) FILTER (ke = 5) AS semua_sub, {
        ", ".join(f"bool_or({said}) AS {name}" for name, said in _FACTS.items())
    }
  FROM (SELECT *, {level("tingkat_baris")} AS ke, {begins("kode", 5)} AS kode_5, {SPENT.format("s")} AS terpakai
        FROM semua s)
  GROUP BY doc_id, perangkat_daerah, tahun, kode_5
), sekode_5 AS (
  {
        _gathered(
            f"(SELECT a.*, {owner_sql('a')} AS pemilik FROM mentah a JOIN kantor_tercetak k"
            " ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah)",
            f"{_GROUP}, kode_5",
            "min(perangkat_daerah) AS perangkat_daerah",
            *(f"coalesce(bool_or({name}), FALSE) AS {name}" for name in _FACTS),
        )
    }
), sekode AS (
  {
        _gathered(
            f"(SELECT *, {begins('kode_5', 3)} AS kode_3, {' OR '.join(_unsure(what, 4) for what in MONEY)} AS lepas"
            " FROM sekode_5)",
            f"{_GROUP}, kode_3",
            "min(perangkat_daerah) AS perangkat_daerah",
            *(f"bool_or({name}) AS {name}" for name in (*_FACTS, "lepas")),
        )
    }
), kantor AS (
  SELECT *, row_number() OVER () AS nomor FROM ({
        _gathered(
            "sekode",
            _GROUP,
            "min(perangkat_daerah) AS perangkat_daerah",
            "bool_or(tak_berkode) AS tak_berkode",
            "bool_or(tak_bernomor) AS tak_bernomor",
            *(f"bool_or({_unsure(what)}) AS ragu_{what}" for what in MONEY),
            "NOT bool_or(lepas) AS rapi_kegiatan",
        )
    })
), isi AS (
  SELECT a.doc_id, a.tahun, {owner_sql("a")} AS pemilik, a.tingkat_baris, a.kode, a.nama, a.pagu,
         {SPENT.format("a")} AS realisasi, a.program::VARCHAR AS program, a.kegiatan::VARCHAR AS kegiatan
  FROM semua a JOIN kantor_tercetak k ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah
  WHERE a.tingkat_baris IN {LEVELS} AND a.doc_id IN (SELECT doc_id FROM kantor WHERE ragu_pagu OR ragu_realisasi)
), {_below("puncak", "pagu")}, {_below("pakai", "realisasi")}, jumlah AS (
  SELECT nomor, sum(pagu) FILTER (NOT tertutup) AS tak_tertutup, bool_or(ke > 3 AND NOT tertutup) AS terbuka,
         bool_or(kode IS NULL AND program IS NULL AND kegiatan IS NULL AND tertutup) AS yatim
  FROM puncak_isi GROUP BY nomor
), terpakai AS (SELECT nomor, bool_or(ke > 3 AND NOT tertutup) AS terbuka FROM pakai_isi GROUP BY nomor)
SELECT {", ".join(f"kantor.{name}" for name in (*_GROUP.split(", "), "perangkat_daerah", *_COLUMNS))},
       n_pagu::BIGINT AS n_pagu, n_realisasi::BIGINT AS n_realisasi, n_semua_pagu::BIGINT AS n_semua_pagu,
       n_semua_realisasi::BIGINT AS n_semua_realisasi, n_butir > 0 AS berbutir, tak_berkode,
       CASE WHEN ragu_pagu THEN tak_tertutup ELSE program_pagu END AS terhitung,
       greatest(CASE WHEN tak_bernomor THEN semua_kegiatan END, CASE WHEN yatim THEN semua_sub END) AS rinci,
       CASE WHEN rinci IS NULL OR rinci <= terhitung * 1.0001 THEN terhitung END AS pagu_kantor,
       coalesce(jumlah.terbuka, FALSE) OR coalesce(terpakai.terbuka, FALSE) AS terbuka, rapi_kegiatan
FROM kantor LEFT JOIN jumlah USING (nomor) LEFT JOIN terpakai USING (nomor)""",
)
"""Its columns beside those of ``anggaran`` that a document has throughout:

``pemilik`` an office by its region and its letters; ``n_pagu``, ``n_realisasi`` rows of items with the measure (a
realisasi up to an earlier quarter is none), ``n_semua_...`` the same of all rows as they are; ``berbutir`` any pagu by
program or below; ``tak_berkode`` any item without a code; ``pagu_kantor`` the office's whole budget: the sum of its
programs, where one prints no pagu, of its kegiatan, else sub kegiatan (``terhitung``); null where what has no code
makes more (``rinci``): a program prints no pagu then or a wrong one, and the whole is not known; ``terbuka``: some of
its money is held by no program. ``rapi_kegiatan``: what stands below a kegiatan has, row by row, the code of one that
is printed, and this prints what the row prints, so that who sums from that level upwards need not read it.
"""
