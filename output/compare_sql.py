"""The queries behind ``output.compare``: which document speaks for an office's year, and its rows of a code.

They run on ``dokumen``, ``anggaran``, which holds each document's money once, and ``kantor_tahun``, what an office's
year of a document has in all (``output.office_years``). What is left to avoid is the same office counted by two
documents (a plan and its change, a plan and its report) and a program counted with its own kegiatan.
An office (``pemilik``) is one that an item names: a document of a whole region speaks for several. A realisasi up to a
quarter before the last is none of a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from normalize.types import JenisDokumen, Tahap
from output.known_codes import spelled_sql
from output.office_years import LEVELS, SPENT, offices_sql, owner_sql
from output.standing_sql import known_code, topmost_sql
from output.upper_rows import UPPER
from vocabulary.jembatan import BRIDGE


class Wilayah(StrEnum):
    """Which governments are compared."""

    PROVINSI = "provinsi"  # provincial governments
    KABKOTA = "kabkota"  # governments of kabupaten and kota
    GABUNGAN = "gabungan"  # all governments of a province together: its own and its kabupaten's and kota's


_REGION = {
    Wilayah.PROVINSI: ("kode_provinsi", "provinsi", "tingkat = 'provinsi'"),
    Wilayah.KABKOTA: ("kode_kabkota", "kabkota", "tingkat IN ('kabupaten', 'kota')"),
    Wilayah.GABUNGAN: ("kode_provinsi", "provinsi", "tingkat IS NOT NULL"),
}
_STAGES = {
    Tahap.MURNI: (Tahap.MURNI, None, Tahap.PERUBAHAN, Tahap.RANCANGAN),
    Tahap.PERUBAHAN: (Tahap.PERUBAHAN, Tahap.MURNI, None, Tahap.RANCANGAN),
    Tahap.RANCANGAN: (Tahap.RANCANGAN, None, Tahap.MURNI, Tahap.PERUBAHAN),
}
"""For each stage asked for, the stages in the order in which they speak for an office that lacks it."""
_PLAN_FIRST = (JenisDokumen.RENJA, JenisDokumen.LKJIP, JenisDokumen.LAINNYA, JenisDokumen.RENSTRA)
_REPORT_FIRST = (JenisDokumen.LKJIP, JenisDokumen.RENJA, JenisDokumen.LAINNYA, JenisDokumen.RENSTRA)


def region_columns(by: Wilayah) -> tuple[str, str, str]:
    """The columns of a region's code and name, and the condition on ``dokumen`` or ``anggaran``."""
    return _REGION[by]


def _rank(column: str, order: Sequence[StrEnum | None]) -> str:
    cases = " ".join(
        f"WHEN {column} IS NULL THEN {i}" if each is None else f"WHEN {column} = '{each}' THEN {i}"
        for i, each in enumerate(order)
    )
    return f"CASE {cases} ELSE {len(order)} END"


def chosen_sql(by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool, among: str | None = None) -> str:
    """The CTEs ``terpilih`` (a document for each office's pagu of a year) and ``terlapor`` (for its realisasi).

    They have the columns of ``kantor_tahun`` (``output.office_years``), and ``kode_wilayah``, ``wilayah``; ``nomor`` is
    that of the office's year of a document. Parameter ``$tahun``: the year, or null for all. ``strict``: no other stage
    stands in for one that is missing. ``among``: a table whose offices' years alone are wanted, of a hundred often one.
    """
    code, name, _ = _REGION[by]
    some = "" if among is None else f"SEMI JOIN {among} USING (pemilik, tahun) "
    order = f"{_rank('k.tahap', _STAGES[tahap])}, d.tahun IS DISTINCT FROM k.tahun"
    last = "d.waktu_ingest DESC, k.doc_id"
    return f"""
urutan AS MATERIALIZED (
  SELECT k.*, k.{code} AS kode_wilayah, k.{name} AS wilayah, row_number() OVER () AS nomor,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_pagu = 0,
      {_rank("k.jenis_dokumen", _PLAN_FIRST)}, {order}, k.n_pagu DESC, {last}) AS ke_pagu,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_realisasi = 0,
      {_rank("k.jenis_dokumen", _REPORT_FIRST)}, {order}, k.n_realisasi DESC, {last}) AS ke_realisasi
  FROM kantor_tahun k {some}JOIN dokumen d USING (doc_id)
  WHERE {speaking_sql("k", by, tahap, jenis, strict=strict)}
), terpilih AS (FROM urutan WHERE ke_pagu = 1 AND n_pagu > 0
), terlapor AS (FROM urutan WHERE ke_realisasi = 1 AND n_realisasi > 0)"""


def of_year(rows: str) -> str:
    """The condition on rows of the year asked for, ``$tahun``; null: of any."""
    return f"{rows}.tahun IS NOT NULL AND ($tahun IS NULL OR {rows}.tahun = $tahun)"


def speaking_sql(rows: str, by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool) -> str:
    """The condition on the documents and years that may speak; ``$tahun``."""
    code, _, condition = _REGION[by]
    kinds = "TRUE" if jenis is None else f"{rows}.jenis_dokumen = '{jenis}'"
    stages = f"({rows}.tahap = '{tahap}' OR {rows}.jenis_dokumen IN ('lkjip', 'renstra'))" if strict else "TRUE"
    return f"{rows}.{condition} AND {rows}.{code} IS NOT NULL AND {of_year(rows)} AND {kinds} AND {stages}"


_AS_PRINTED = """doc_id, tahun, tingkat_baris, kode, nama, pagu, realisasi, realisasi_sampai, baris_id, kode_provinsi,
       kode_kabkota, perangkat_daerah, program::VARCHAR AS program, kegiatan::VARCHAR AS kegiatan"""


def printed_columns(*, baris: bool) -> str:
    """The columns of ``anggaran`` that comparisons ask; without ``baris`` the ids of the rows are null."""
    return _AS_PRINTED if baris else _AS_PRINTED.replace("baris_id", "NULL::VARCHAR AS baris_id")


FOUND = "ditanya"
"""The table of the rows that are asked for (:func:`found_sql`): looked for once, and asked about several times."""


def found_sql(asked: str, *, baris: bool = True, by_program: bool = False) -> str:
    """The statement that makes the table ``ditanya``: the rows that are ``asked`` of the year, ``$tahun``.

    Without ``baris`` their ids are null: unlike in each row, they are a third of what is read. ``by_program``: what is
    asked holds each program with all that is under it, or nothing of it. Then what these hold is not read.
    """
    rows = UPPER.name if by_program else "anggaran"
    return f"""CREATE OR REPLACE TEMP TABLE {FOUND} AS
SELECT {printed_columns(baris=baris)} FROM {rows} a WHERE {of_year("a")} AND {asked}"""


ROW = """a.doc_id, a.tahun, a.tingkat_baris, a.kode, a.nama, a.pagu, a.baris_id, a.program::VARCHAR AS program,
         a.kegiatan::VARCHAR AS kegiatan, a.perangkat_daerah"""
ROW += f", {SPENT.format('a')} AS realisasi, {owner_sql('a')} AS pemilik"
WITH_OFFICE = "JOIN kantor_tercetak k ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah"
FOUND_ITEMS = f"""
CREATE OR REPLACE TEMP TABLE dasar AS WITH {offices_sql(FOUND)}
SELECT {ROW} FROM {FOUND} a {WITH_OFFICE} WHERE a.tingkat_baris IN {LEVELS}"""
"""The statement that makes the table ``dasar`` of ``ditanya``: the rows of items, with their offices."""
IS_OPEN = "SELECT 1 FROM dasar WHERE kode IS NOT NULL GROUP BY doc_id, pemilik, tahun, kode HAVING count(*) > 1 LIMIT 1"
"""A row where an office of ``dasar`` has two rows of one code: one of them counts, and their ids may decide which."""


def spelling(nama: str) -> str:
    """A name that is asked for in one spelling, as ``output.known_codes.spelled_sql`` says it of rows.

    >>> spelling("Program Fasilitas Pindah/Purna Tugas PNS")
    'fasilitaspindahpurnatugaspns'
    """
    return re.sub("[^0-9a-z]", "", re.sub(r"^\W*(sub\W*)?(program|kegiatan)\b", "", nama.lower()))


def of_name(nama: str) -> str:
    """The condition on ``anggaran`` of an item, and of what stands under one, by its name in any spelling.

    Rows have far fewer names than there are rows: each is spelled once (the aggregate keeps that from being undone).
    """
    names = "(SELECT {0} AS satu, any_value({0}) AS tercetak FROM anggaran GROUP BY {0})"
    spelled = f"SELECT satu FROM {names} WHERE {spelled_sql('tercetak')} = '{spelling(nama)}'"
    return f"({' OR '.join(f'{each} IN ({spelled.format(each)})' for each in ('nama', 'kegiatan', 'program'))})"


def of_code(kode: str, pattern: str) -> str:
    """The same by a code and what is under it; ``pattern``: the code as an expression, for one with X and XX.

    Most rows have a code of their own, and most codes no X: neither an expression nor the names of a bridge are tried
    on these. What has none is found by its bidang urusan too.
    """
    plan = f"coalesce({known_code('kegiatan')}, {known_code('program')})"
    names = [f"'{spelling(bridge.nama)}'" for bridge in BRIDGE if re.fullmatch(pattern, bridge.kode)]
    bridged = f"{spelled_sql('coalesce(program, nama)')} IN ({', '.join(names)})" if names else "FALSE"
    if kode.count(".") <= 1:
        bridged += f" OR coalesce({_begun('bidang_urusan', kode, pattern)}, FALSE)"
    behind = kode.rpartition("X")[2]
    near = f"contains(kode, '{behind}')" if "X" in kode else f"kode >= '{kode}' AND kode < '{kode}/'"  # / follows .
    return (
        # what stands in front is asked of a file's codes before its other columns are read
        f"(kode IS NULL OR ({near})) AND CASE WHEN kode IS NOT NULL THEN {_begun('kode', kode, pattern)} "
        f"WHEN {plan} IS NOT NULL THEN {_begun(plan, kode, pattern)} ELSE {bridged} END"
    )


def _begun(column: str, kode: str, pattern: str) -> str:
    if "X" in kode:
        behind = kode.rpartition("X")[2]  # which is quickly looked for
        return f"(contains({column}, '{behind}') AND regexp_full_match({column}, '{pattern}'))"
    return f"({column} = '{kode}' OR starts_with({column}, '{kode}.'))"


_NAMELESS = f"kode IS NULL AND {known_code('program')} IS NULL"
_OFFICE = ("nomor", "ukuran")
CHOSEN = {"pagu": "terpilih", "realisasi": "terlapor"}
"""Each measure, and who speaks for it."""


def _of_measure(more: str = "") -> str:
    """Rows of ``dasar`` of which the chosen documents have the measure: ``ukuran`` says which, ``jumlah`` how much.

    Both measures go through one query: DuckDB spends longer on planning two than on the rows of a year.
    """
    return " UNION ALL ".join(
        f"SELECT d.*, c.kode_wilayah, c.wilayah, c.nomor{more}, '{measure}' AS ukuran, d.{measure} AS jumlah "
        f"FROM dasar d JOIN {chosen} c USING (doc_id, pemilik, tahun) WHERE d.{measure} IS NOT NULL"
        for measure, chosen in CHOSEN.items()
    )


def _counted(rows: str, wanted: str, planned: str, spent: str) -> str:
    """The CTEs ``planned`` and ``spent``: of ``rows`` by measure those of level ``wanted``, and what counts below."""
    parted = ", ".join(
        f"{name} AS (FROM terhitung WHERE ukuran = '{measure}')"
        for name, (measure, _) in zip((planned, spent), CHOSEN.items(), strict=True)
    )
    return f"{topmost_sql('terhitung', rows, 'jumlah', wanted, office=_OFFICE)}, {parted}"


_OF_CODE = f"FROM ({_of_measure(', c.tahap, c.jenis_dokumen, c.pagu_kantor, c.berbutir')})"
"""A document's rows of the code by measure; what stands below an item counts only where it has no such money."""
_ONE_OF_CODE = f"""
QUALIFY kode IS NULL OR row_number() OVER (PARTITION BY {", ".join(_OFFICE)}, kode
                                           ORDER BY jumlah DESC, baris_id) = 1"""
"""Of an office's rows of one code the one that counts."""


_COMPARED = f"""
rencana AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, b.tahun, sum(pagu) AS pagu, list(DISTINCT doc_id) AS dokumen,
         list(baris_id ORDER BY pagu DESC, baris_id) FILTER (baris_id IS NOT NULL) AS baris,
         list(DISTINCT tahap) FILTER (tahap IS NOT NULL) AS tahap,
         list(DISTINCT jenis_dokumen) AS jenis,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT coalesce(program, nama)) FILTER ({_NAMELESS}) AS nama
  FROM berpagu b GROUP BY kode_wilayah, b.tahun
), kantor_wilayah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_kantor
  FROM (SELECT DISTINCT kode_wilayah, doc_id, pemilik, tahun, pagu_kantor FROM berpagu WHERE berbutir)
  GROUP BY kode_wilayah, tahun
), laporan AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, tahun, sum(realisasi) AS realisasi, sum(pagu) AS pagu_realisasi,
         bool_and(pagu IS NOT NULL) AS berdasar, list(DISTINCT doc_id) AS dokumen,
         list(baris_id ORDER BY realisasi DESC, baris_id) FILTER (baris_id IS NOT NULL) AS baris,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT coalesce(program, nama)) FILTER ({_NAMELESS}) AS nama
  FROM berealisasi GROUP BY kode_wilayah, tahun
)
SELECT kode_wilayah, coalesce(r.wilayah, l.wilayah), tahun, r.pagu, l.realisasi,
       CASE WHEN l.berdasar THEN l.pagu_realisasi END,
       CASE WHEN l.berdasar AND l.pagu_realisasi > 0 THEN l.realisasi::DOUBLE / l.pagu_realisasi::DOUBLE * 100 END,
       k.pagu_kantor, CASE WHEN k.pagu_kantor > 0 THEN r.pagu::DOUBLE / k.pagu_kantor::DOUBLE * 100 END,
       list_sort(list_distinct(list_concat(coalesce(r.dokumen, []), coalesce(l.dokumen, [])))),
       list_concat(coalesce(r.baris, []), coalesce(l.baris, [])),
       list_sort(coalesce(r.tahap, [])), list_sort(coalesce(r.jenis, [])),
       list_sort(list_distinct(list_concat(coalesce(r.kantor, []), coalesce(l.kantor, [])))),
       list_sort(list_distinct(list_concat(coalesce(r.nama, []), coalesce(l.nama, []))))
FROM rencana r FULL JOIN laporan l USING (kode_wilayah, tahun) LEFT JOIN kantor_wilayah k USING (kode_wilayah, tahun)
ORDER BY tahun, r.pagu DESC NULLS LAST, kode_wilayah"""


def compared_sql(by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool, is_open: bool) -> str:
    """Rows of a comparison of what stands in ``dasar``, as :func:`chosen_sql` chooses; parameter ``$tahun``.

    ``is_open``: some office has several rows of one code (``IS_OPEN``).
    """
    chosen = chosen_sql(by, tahap, jenis, strict=strict, among="dasar")
    rows = _OF_CODE + _ONE_OF_CODE if is_open else _OF_CODE
    return f"WITH {chosen}, {_counted(rows, '1', 'berpagu', 'berealisasi')}, {_COMPARED}"


def regions_with_sql(by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool) -> str:
    """How many regions a comparison of what stands in ``dasar`` has rows of; parameter ``$tahun``."""
    chosen = chosen_sql(by, tahap, jenis, strict=strict, among="dasar")
    found = (
        f"SELECT kode_wilayah FROM dasar JOIN {table} USING (doc_id, pemilik, tahun) WHERE {measure} IS NOT NULL"
        for measure, table in CHOSEN.items()
    )
    return f"WITH {chosen} SELECT count(*) FROM ({' UNION '.join(found)})"


def doubtful_sql(chosen: str) -> str:
    """The offices whose whole budget is not known: file, office, what was counted, and what its details make together.

    Parameter ``$tahun``.
    """
    return f"""
WITH {chosen}
SELECT d.doc_id, d.berkas, t.perangkat_daerah, terhitung, rinci FROM terpilih t JOIN dokumen d USING (doc_id)
WHERE berbutir AND pagu_kantor IS NULL ORDER BY rinci - terhitung DESC, d.doc_id"""


def documents_sql(by: Wilayah, rows: str, asked: str) -> str:
    """Documents of the regions, or of none that is known, as ``output.compare_missing`` wants them.

    Parameters: ``$tahun`` (null: any); ``$kurang``, the regions without what is compared, of which all documents are
    asked, and what they have of it; of others those that may have money of the year and are not all understood
    (``$cukup``: what share of amounts is enough). ``rows``, ``asked``: what is compared, a table and a condition.
    """
    code, name, condition = _REGION[by]
    of_year = "$tahun IS NULL OR $tahun BETWEEN d.tahun AND coalesce(d.tahun_akhir, d.tahun)"
    return f"""
WITH kurang AS MATERIALIZED (SELECT unnest($kurang) AS kode), isi AS (
  SELECT doc_id, bool_or(coalesce(pagu, realisasi) IS NOT NULL) AS berisi
  FROM {rows} a WHERE tahun = $tahun AND a.{code} IN (FROM kurang) AND {asked} GROUP BY doc_id
), memuat AS (
  SELECT doc_id, bool_or($tahun IS NULL OR tahun = $tahun) AS setahun, bool_or(tahun = $tahun AND tak_berkode) AS samar
  FROM kantor_tahun GROUP BY doc_id)
SELECT d.doc_id, d.berkas, d.{code}, d.{name}, d.status, d.cakupan, {of_year} AS berlaku, m.doc_id IS NOT NULL,
       coalesce(m.setahun, FALSE) AS beruang,
       coalesce(i.berisi, FALSE), i.doc_id IS NOT NULL, coalesce(m.samar, FALSE)
FROM dokumen d LEFT JOIN memuat m USING (doc_id) LEFT JOIN isi i USING (doc_id)
WHERE (({condition} AND d.{code} IS NOT NULL) OR d.tingkat IS NULL)
  AND (d.{code} IN (FROM kurang) OR ((berlaku IS DISTINCT FROM FALSE OR beruang) AND NOT coalesce(
    d.status <> 'gagal' AND d.{code} IS NOT NULL AND (berlaku IS NOT NULL OR beruang) AND m.doc_id IS NOT NULL
    AND d.cakupan.bermakna >= d.cakupan.tabel * $cukup::DOUBLE, FALSE)))
ORDER BY d.{code}, d.berkas"""


def regions_sql(by: Wilayah) -> str:
    """The codes of the regions of which the dataset has documents."""
    code, _, condition = _REGION[by]
    return f"SELECT DISTINCT {code} FROM dokumen WHERE {condition} AND {code} IS NOT NULL"
