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

from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.office_years import LEVELS, SPENT, offices_sql, owner_sql
from output.standing_sql import known_code, level, topmost_sql
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

    They have the columns of ``kantor_tahun`` (``output.office_years``), and ``kode_wilayah``, ``wilayah``. Parameter
    ``$tahun``: the year, or null for all. ``strict``: no other stage stands in for one that is missing. ``among``: a
    table whose offices' years alone are wanted, of a hundred often one.
    """
    code, name, _ = _REGION[by]
    some = "" if among is None else f"SEMI JOIN {among} USING (pemilik, tahun) "
    order = f"{_rank('k.tahap', _STAGES[tahap])}, d.tahun IS DISTINCT FROM k.tahun"
    last = "d.waktu_ingest DESC, k.doc_id"
    return f"""
urutan AS MATERIALIZED (
  SELECT k.*, k.{code} AS kode_wilayah, k.{name} AS wilayah,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_pagu = 0,
      {_rank("k.jenis_dokumen", _PLAN_FIRST)}, {order}, k.n_pagu DESC, {last}) AS ke_pagu,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_realisasi = 0,
      {_rank("k.jenis_dokumen", _REPORT_FIRST)}, {order}, k.n_realisasi DESC, {last}) AS ke_realisasi
  FROM kantor_tahun k {some}JOIN dokumen d USING (doc_id)
  WHERE {_asked_for("k", by, tahap, jenis, strict=strict)}
), terpilih AS (FROM urutan WHERE ke_pagu = 1 AND n_pagu > 0
), terlapor AS (FROM urutan WHERE ke_realisasi = 1 AND n_realisasi > 0)"""


def _asked_for(rows: str, by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool) -> str:
    """The condition on the documents and years that may speak; ``$tahun``."""
    code, _, condition = _REGION[by]
    kinds = "TRUE" if jenis is None else f"{rows}.jenis_dokumen = '{jenis}'"
    stages = f"({rows}.tahap = '{tahap}' OR {rows}.jenis_dokumen IN ('lkjip', 'renstra'))" if strict else "TRUE"
    return f"""{rows}.{condition} AND {rows}.{code} IS NOT NULL AND {rows}.tahun IS NOT NULL
    AND ($tahun IS NULL OR {rows}.tahun = $tahun) AND {kinds} AND {stages}"""


_AS_PRINTED = """doc_id, tahun, tingkat_baris, kode, nama, pagu, realisasi, realisasi_sampai, baris_id, kode_provinsi,
       kode_kabkota, perangkat_daerah, program::VARCHAR AS program, kegiatan::VARCHAR AS kegiatan"""
FOUND = "ditanya"
"""The table of the rows that are asked for (:func:`found_sql`): looked for once, and asked about several times."""


def found_sql(asked: str, *, baris: bool = True) -> str:
    """The statement that makes the table ``ditanya``: the rows that are ``asked`` of the year, ``$tahun``.

    Without ``baris`` their ids are null: unlike in each row, they are a third of what is read.
    """
    columns = _AS_PRINTED if baris else _AS_PRINTED.replace("baris_id", "NULL::VARCHAR AS baris_id")
    return f"""
CREATE OR REPLACE TEMP TABLE {FOUND} AS SELECT {columns}
FROM anggaran WHERE tahun IS NOT NULL AND ($tahun IS NULL OR tahun = $tahun) AND {asked}"""


_ROW = """a.doc_id, a.tahun, a.tingkat_baris, a.kode, a.nama, a.pagu, a.baris_id, a.program::VARCHAR AS program,
         a.kegiatan::VARCHAR AS kegiatan, a.perangkat_daerah"""
_ROW += f", {SPENT.format('a')} AS realisasi, {owner_sql('a')} AS pemilik"
_WITH_OFFICE = "JOIN kantor_tercetak k ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah"
FOUND_ITEMS = f"""
CREATE OR REPLACE TEMP TABLE dasar AS WITH {offices_sql(FOUND)}
SELECT {_ROW} FROM {FOUND} a {_WITH_OFFICE} WHERE a.tingkat_baris IN {LEVELS}"""
"""The statement that makes the table ``dasar`` of ``ditanya``: the rows of items, with their offices."""
IS_OPEN = "SELECT 1 FROM dasar WHERE kode IS NOT NULL GROUP BY doc_id, pemilik, tahun, kode HAVING count(*) > 1 LIMIT 1"
"""A row where an office of ``dasar`` has two rows of one code: one of them counts, and their ids may decide which."""


def _spelling(column: str) -> str:
    """A name in one spelling: its letters and digits, without the word Program or Kegiatan in front."""
    bare = rf"regexp_replace(lower({column}), '^\W*(sub\W*)?(program|kegiatan)\b', '')"
    return f"regexp_replace({bare}, '[^0-9a-z]', '', 'g')"


def spelling(nama: str) -> str:
    """The same of a name that is asked for.

    >>> spelling("Program Fasilitas Pindah/Purna Tugas PNS")
    'fasilitaspindahpurnatugaspns'
    """
    return re.sub("[^0-9a-z]", "", re.sub(r"^\W*(sub\W*)?(program|kegiatan)\b", "", nama.lower()))


def of_name(nama: str) -> str:
    """The condition on ``anggaran`` of an item, and of what stands under one, by its name in any spelling.

    Rows have far fewer names than there are rows: each is spelled once (the aggregate keeps that from being undone).
    """
    names = "(SELECT {0} AS satu, any_value({0}) AS tercetak FROM anggaran GROUP BY {0})"
    spelled = f"SELECT satu FROM {names} WHERE {_spelling('tercetak')} = '{spelling(nama)}'"
    return f"({' OR '.join(f'{each} IN ({spelled.format(each)})' for each in ('nama', 'kegiatan', 'program'))})"


def of_code(kode: str, pattern: str) -> str:
    """The same by a code and what is under it; ``pattern``: the code as an expression, for one with X and XX.

    Most rows have a code of their own, and most codes no X: neither an expression nor the names of a bridge are tried
    on these. What has none is found by its bidang urusan too.
    """
    plan = f"coalesce({known_code('kegiatan')}, {known_code('program')})"
    names = [f"'{spelling(bridge.nama)}'" for bridge in BRIDGE if re.fullmatch(pattern, bridge.kode)]
    bridged = f"{_spelling('coalesce(program, nama)')} IN ({', '.join(names)})" if names else "FALSE"
    if kode.count(".") <= 1:
        bridged += f" OR coalesce({_begun('bidang_urusan', kode, pattern)}, FALSE)"
    return (
        f"CASE WHEN kode IS NOT NULL THEN {_begun('kode', kode, pattern)} "
        f"WHEN {plan} IS NOT NULL THEN {_begun(plan, kode, pattern)} ELSE {bridged} END"
    )


def _begun(column: str, kode: str, pattern: str) -> str:
    if "X" in kode:
        behind = kode.rpartition("X")[2]  # which is quickly looked for
        return f"(contains({column}, '{behind}') AND regexp_full_match({column}, '{pattern}'))"
    return f"({column} = '{kode}' OR starts_with({column}, '{kode}.'))"


_NAMELESS = f"kode IS NULL AND {known_code('program')} IS NULL"
_OFFICE = ("doc_id", "pemilik", "tahun", "ukuran")
_CHOSEN = (("pagu", "terpilih"), ("realisasi", "terlapor"))
"""Each measure, and who speaks for it."""


def _of_measure(more: str = "") -> str:
    """Rows of ``dasar`` of which the chosen documents have the measure: ``ukuran`` says which, ``jumlah`` how much.

    Both measures go through one query: DuckDB spends longer on planning two than on the rows of a year.
    """
    return " UNION ALL ".join(
        f"SELECT d.*, c.kode_wilayah, c.wilayah{more}, '{measure}' AS ukuran, d.{measure} AS jumlah "
        f"FROM dasar d JOIN {chosen} c USING (doc_id, pemilik, tahun) WHERE d.{measure} IS NOT NULL"
        for measure, chosen in _CHOSEN
    )


def _counted(rows: str, wanted: str, planned: str, spent: str) -> str:
    """The CTEs ``planned`` and ``spent``: of ``rows`` by measure those of level ``wanted``, and what counts below."""
    parted = ", ".join(
        f"{name} AS (FROM terhitung WHERE ukuran = '{measure}')"
        for name, (measure, _) in zip((planned, spent), _CHOSEN, strict=True)
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
        for measure, table in _CHOSEN
    )
    return f"WITH {chosen} SELECT count(*) FROM ({' UNION '.join(found)})"


def items_from_sql(
    by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, tingkat: TingkatBaris, *, strict: bool
) -> str:
    """The CTEs of :func:`chosen_sql`, and ``dasar``: the rows of the level, and those below that may count.

    Of an office's year in which a program holds all that stands below it, only the programs are read: a tenth.
    """
    condition = _asked_for("a", by, tahap, jenis, strict=strict)
    rows = f"SELECT {_AS_PRINTED}, nama_baku FROM anggaran a WHERE {condition}"
    parts = [f"{rows} AND a.tingkat_baris = '{tingkat}'"]
    if tingkat is not TingkatBaris.SUB_KEGIATAN:
        below = f"{rows} AND {level('a.tingkat_baris')} > {level(repr(str(tingkat)))}"
        open_ones = "a.doc_id IN (SELECT doc_id FROM (FROM terpilih UNION ALL FROM terlapor) WHERE terbuka)"
        parts.append(f"{below} AND {open_ones if tingkat is TingkatBaris.PROGRAM else 'TRUE'}")
    chosen = chosen_sql(by, tahap, jenis, strict=strict)
    return f"""{chosen}, tercetak AS MATERIALIZED ({" UNION ALL ".join(parts)}), {offices_sql("tercetak")},
dasar AS MATERIALIZED (SELECT {_ROW}, a.nama_baku FROM tercetak a {_WITH_OFFICE})"""


_PLANNED = topmost_sql(
    "butir",
    "SELECT d.*, c.kode_wilayah, c.wilayah FROM dasar d JOIN terpilih c USING (doc_id, pemilik, tahun)",
    "pagu",
    level(),
)
"""The CTE ``butir``: the items of level ``$tingkat`` by ``kunci``; one that prints no pagu is the rows below it."""
_NAMES = """
sebutan AS (
  SELECT kode AS kunci, coalesce(mode(nama_baku ORDER BY nama_baku), min(nama)) AS sebutan FROM dasar
  WHERE kode IS NOT NULL AND tingkat_baris = $tingkat GROUP BY kode
)"""
"""What an item is called that stands for the rows below it: they have other names. Of two as frequent, the first."""
_OWN_NAME = """coalesce(any_value(sebutan), mode(nama_baku ORDER BY nama_baku) FILTER (sendiri),
                  min(nama) FILTER (sendiri), min(induk_nama), '')"""
_OWN_CODE = "coalesce(any_value(kode) FILTER (sendiri), any_value(induk_kode))"


def largest_sql(items: str) -> str:
    """The ``$n`` items (:func:`items_from_sql`) of ``$tingkat`` with the most pagu, for each region and year."""
    return f"""
WITH {items}, {_PLANNED}, {_NAMES},
wilayah_jumlah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_wilayah
  FROM terpilih WHERE berbutir GROUP BY kode_wilayah, tahun
), peringkat AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, tahun,
         {_OWN_CODE} AS kode, {_OWN_NAME} AS nama, sum(pagu) AS pagu,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT doc_id) AS dokumen, list(baris_id) AS baris,
         row_number() OVER (PARTITION BY kode_wilayah, tahun ORDER BY kunci = '', sum(pagu) DESC, kunci) AS urut
  FROM butir LEFT JOIN sebutan USING (kunci) GROUP BY kode_wilayah, tahun, kunci
)
SELECT kode_wilayah, wilayah, tahun, urut, kode, nama, pagu,
       CASE WHEN pagu_wilayah > 0 THEN pagu::DOUBLE / pagu_wilayah::DOUBLE * 100 END, list_sort(coalesce(kantor, [])),
       list_sort(dokumen), list_sort(baris)
FROM peringkat LEFT JOIN wilayah_jumlah USING (kode_wilayah, tahun) WHERE urut <= $n
ORDER BY tahun, kode_wilayah, urut"""


def sums_sql(items: str, most: int) -> str:
    """Pagu and realisasi of each item (:func:`items_from_sql`) of level ``$tingkat`` over all regions; ``$tahun``.

    The largest first. What stands below none that can be told by its code is one line, without code and name.
    """
    return f"""
WITH {items}, {_counted(_of_measure(), level(), "butir", "terpakai")}, {_NAMES},
rencana AS (
  SELECT kunci, {_OWN_CODE} AS kode, CASE WHEN kunci <> '' THEN {_OWN_NAME} END AS nama, sum(pagu) AS pagu,
         count(DISTINCT doc_id) AS dokumen
  FROM butir LEFT JOIN sebutan USING (kunci) GROUP BY kunci
), laporan AS (SELECT kunci, sum(realisasi) AS realisasi FROM terpakai GROUP BY kunci)
SELECT kode, nama, pagu, realisasi, dokumen FROM rencana LEFT JOIN laporan USING (kunci)
ORDER BY pagu DESC, kunci LIMIT {most}"""


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


CODES = f"""
WITH berlaku AS (
  SELECT kode, nama_baku, nama, tingkat_baris, bidang_urusan, doc_id, kode_kabkota, kode_provinsi FROM anggaran
  WHERE tingkat_baris IN {LEVELS} AND ($tahun IS NULL OR tahun = $tahun)
), bernama AS (
  SELECT kode, nama_baku, nama, tingkat_baris, doc_id, kode_kabkota, kode_provinsi FROM berlaku WHERE kode IS NOT NULL
  UNION ALL
  SELECT bidang_urusan, NULL, NULL, 'bidang_urusan', doc_id, kode_kabkota, kode_provinsi
  FROM berlaku WHERE bidang_urusan IS NOT NULL
  UNION ALL
  SELECT min(nama) OVER (PARTITION BY {_spelling("nama")}), NULL, nama, tingkat_baris, doc_id, kode_kabkota,
         kode_provinsi
  FROM berlaku WHERE kode IS NULL AND tingkat_baris = 'program'
)
SELECT kode, coalesce(mode(nama_baku ORDER BY nama_baku), min(nama), ''), min(tingkat_baris),
       count(DISTINCT doc_id), count(DISTINCT coalesce(kode_kabkota, kode_provinsi))
FROM bernama WHERE $induk IS NULL OR starts_with(kode, $induk || '.')
GROUP BY kode ORDER BY regexp_matches(kode, '^[0-9X]+(\\.|$)') DESC, kode"""
"""What can be asked for, with name, level, documents and regions: codes, those of bidang urusan, and names of programs
without a code. The name is the official one that is most frequent, else the first. Parameters ``$tahun``, ``$induk``
(null: any).
"""
