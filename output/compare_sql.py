"""The queries behind ``output.compare``: which document speaks for an office's year, and its rows of a code.

They run on the view ``anggaran``, which holds each document's money once. What is left to avoid is the same office
counted by two documents (a plan and its change, a plan and its report) and a program counted with its own kegiatan.
An office (``pemilik``) is one that an item names: a document of a whole region speaks for several. A realisasi up to a
quarter before the last is none of a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from normalize.types import JenisDokumen, Tahap
from output.standing_sql import DOWNWARDS, known_code, level, topmost_sql
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
_LEVELS = f"({DOWNWARDS[1:-1]})"


def region_columns(by: Wilayah) -> tuple[str, str, str]:
    """The columns of a region's code and name, and the condition on ``dokumen`` or ``anggaran``."""
    return _REGION[by]


def _rank(column: str, order: Sequence[StrEnum | None]) -> str:
    cases = " ".join(
        f"WHEN {column} IS NULL THEN {i}" if each is None else f"WHEN {column} = '{each}' THEN {i}"
        for i, each in enumerate(order)
    )
    return f"CASE {cases} ELSE {len(order)} END"


def chosen_sql(by: Wilayah, tahap: Tahap, jenis: JenisDokumen | None, *, strict: bool, asked: str | None = None) -> str:
    """The CTEs ``dasar``, ``terpilih`` (a document for each office's pagu of a year), ``terlapor`` (for its realisasi).

    Parameter ``$tahun``: the year, or null for all. ``strict``: no other stage stands in for one that is missing.
    ``asked``: a condition on rows; offices that have none of it in the year are left out before they are reckoned.
    """
    code, name, condition = _REGION[by]
    kinds = "TRUE" if jenis is None else f"a.jenis_dokumen = '{jenis}'"
    stages = f"(a.tahap = '{tahap}' OR a.jenis_dokumen IN ('lkjip', 'renstra'))" if strict else "TRUE"
    order = f"{_rank('k.tahap', _STAGES[tahap])}, d.tahun IS DISTINCT FROM k.tahun"
    last = "d.waktu_ingest DESC, k.doc_id"
    rows = f"""a.{condition} AND a.{code} IS NOT NULL AND a.tahun IS NOT NULL AND ($tahun IS NULL OR a.tahun = $tahun)
    AND {kinds} AND {stages} AND a.tingkat_baris IN {_LEVELS}"""
    offices, only = (
        ("kantor_tercetak", "") if asked is None else ("kantor_calon", "SEMI JOIN calon USING (pemilik, tahun)")
    )
    return f"""
kantor_tercetak AS MATERIALIZED (
  SELECT perangkat_daerah, nullif(regexp_replace(lower(perangkat_daerah), '[^a-z]', '', 'g'), '') AS sebutan
  FROM (SELECT DISTINCT perangkat_daerah FROM anggaran)
), {"" if asked is None else _candidates(rows, asked)}dasar AS MATERIALIZED (
  SELECT * FROM (
    SELECT a.doc_id, a.jenis_dokumen, a.tahap, a.tahun, a.tingkat_baris, a.kode, a.nama_baku, a.nama, a.pagu,
           CASE WHEN coalesce(a.realisasi_sampai, 'triwulan_4') = 'triwulan_4' THEN a.realisasi END AS realisasi,
           a.baris_id, a.halaman, a.program::VARCHAR AS program, a.kegiatan::VARCHAR AS kegiatan,
           a.bidang_urusan::VARCHAR AS bidang_urusan,
           a.perangkat_daerah, a.{code} AS kode_wilayah, a.{name} AS wilayah, {_owner("a")} AS pemilik
    FROM anggaran a JOIN {offices} k ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah
    WHERE {rows}
  ) {only}
), sumber AS (
  SELECT doc_id, pemilik, tahun, any_value(jenis_dokumen) AS jenis_dokumen, any_value(tahap) AS tahap,
         count(pagu) AS n_pagu, count(realisasi) AS n_realisasi
  FROM dasar GROUP BY doc_id, pemilik, tahun
), urutan AS MATERIALIZED (
  SELECT k.doc_id, k.pemilik, k.tahun, k.n_pagu, k.n_realisasi,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_pagu = 0,
      {_rank("k.jenis_dokumen", _PLAN_FIRST)}, {order}, k.n_pagu DESC, {last}) AS ke_pagu,
    row_number() OVER (PARTITION BY k.pemilik, k.tahun ORDER BY k.n_realisasi = 0,
      {_rank("k.jenis_dokumen", _REPORT_FIRST)}, {order}, k.n_realisasi DESC, {last}) AS ke_realisasi
  FROM sumber k JOIN dokumen d USING (doc_id)
), terpilih AS (SELECT doc_id, pemilik, tahun FROM urutan WHERE ke_pagu = 1 AND n_pagu > 0
), terlapor AS (SELECT doc_id, pemilik, tahun FROM urutan WHERE ke_realisasi = 1 AND n_realisasi > 0)"""


def _owner(rows: str) -> str:
    """An office: its region and its letters, else the document that names none. ``k`` is the office as printed."""
    return f"coalesce({rows}.kode_kabkota, {rows}.kode_provinsi) || '/' || coalesce(k.sebutan, {rows}.doc_id)"


def _candidates(rows: str, asked: str) -> str:
    """The CTEs of the offices that have what is asked, and of how they are printed.

    Few columns of all rows are read for that, and then of these offices all columns: of a hundred thousand documents
    most have nothing to do with what is asked.
    """
    return f"""tanya AS MATERIALIZED (
  SELECT DISTINCT kode_kabkota, kode_provinsi, perangkat_daerah, doc_id, tahun FROM anggaran a WHERE {rows} AND {asked}
), calon AS MATERIALIZED (
  SELECT DISTINCT {_owner("t")} AS pemilik, k.sebutan, t.tahun
  FROM tanya t JOIN kantor_tercetak k ON t.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah
), kantor_calon AS MATERIALIZED (
  SELECT * FROM kantor_tercetak k WHERE EXISTS (FROM calon c WHERE c.sebutan IS NOT DISTINCT FROM k.sebutan)
), """


_CHOSEN = "SELECT * FROM dasar JOIN {chosen} USING (doc_id, pemilik, tahun) WHERE tingkat_baris IN {levels}"
_TOTALS = f"""{topmost_sql("puncak", _CHOSEN.format(chosen="terpilih", levels=_LEVELS), "pagu", "3", highest=3)},
jumlah AS (
  SELECT doc_id, pemilik, tahun, sum(pagu) FILTER (NOT tertutup) AS terhitung,
         sum(pagu) FILTER (tingkat_baris = 'kegiatan') AS semua_kegiatan,
         sum(pagu) FILTER (tingkat_baris = 'sub_kegiatan') AS semua_sub,
         bool_or(kode IS NULL AND tingkat_baris <> 'sub_kegiatan') AS tak_berkode,
         bool_or(kode IS NULL AND program IS NULL AND kegiatan IS NULL AND tertutup) AS yatim,
         greatest(CASE WHEN tak_berkode THEN semua_kegiatan END, CASE WHEN yatim THEN semua_sub END) AS rinci,
         CASE WHEN rinci IS NULL OR rinci <= terhitung * 1.0001 THEN terhitung END AS pagu_kantor
  FROM puncak_isi GROUP BY doc_id, pemilik, tahun
)"""
"""An office's whole budget: the sum of its programs; where one prints no pagu, of its kegiatan, else sub kegiatan.

Where what has no code makes more than what counts, a program prints no pagu or a wrong one: the whole is not known.
"""


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
    """The condition on ``anggaran`` of an item, and of what stands under one, by its name in any spelling."""
    return f"'{spelling(nama)}' IN ({', '.join(map(_spelling, ('nama', 'kegiatan', 'program')))})"


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
        return f"regexp_full_match({column}, '{pattern}')"
    return f"({column} = '{kode}' OR starts_with({column}, '{kode}.'))"


_NAMELESS = f"kode IS NULL AND {known_code('program')} IS NULL"
_OF_CODE = """
SELECT d.* FROM dasar d JOIN {chosen} USING (doc_id, pemilik, tahun)
WHERE {asked}
QUALIFY row_number() OVER (PARTITION BY doc_id, pemilik, tahun, coalesce(kode, baris_id)
                           ORDER BY {measure} IS NULL, {measure} DESC, baris_id) = 1"""


def _of_code(name: str, measure: str, chosen: str, asked: str) -> str:
    """The CTE ``name``: a document's rows of the code; what stands below an item only where it has no such money."""
    return topmost_sql(name, _OF_CODE.format(chosen=chosen, measure=measure, asked=asked), measure, "1")


_COMPARED = f"""
rencana AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, b.tahun, sum(pagu) AS pagu, list(DISTINCT doc_id) AS dokumen,
         list(baris_id ORDER BY pagu DESC) AS baris, list(DISTINCT tahap) FILTER (tahap IS NOT NULL) AS tahap,
         list(DISTINCT jenis_dokumen) AS jenis,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT coalesce(program, nama)) FILTER ({_NAMELESS}) AS nama
  FROM berpagu b GROUP BY kode_wilayah, b.tahun
), kantor_wilayah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_kantor
  FROM (SELECT DISTINCT kode_wilayah, doc_id, pemilik, tahun FROM berpagu) JOIN jumlah USING (doc_id, pemilik, tahun)
  GROUP BY kode_wilayah, tahun
), laporan AS (
  SELECT kode_wilayah, any_value(wilayah) AS wilayah, tahun, sum(realisasi) AS realisasi, sum(pagu) AS pagu_realisasi,
         bool_and(pagu IS NOT NULL) AS berdasar, list(DISTINCT doc_id) AS dokumen, list(baris_id) AS baris,
         list(DISTINCT perangkat_daerah) FILTER (perangkat_daerah IS NOT NULL) AS kantor,
         list(DISTINCT coalesce(program, nama)) FILTER ({_NAMELESS}) AS nama
  FROM berealisasi GROUP BY kode_wilayah, tahun
)
SELECT kode_wilayah, coalesce(r.wilayah, l.wilayah), tahun, r.pagu, l.realisasi,
       CASE WHEN l.berdasar THEN l.pagu_realisasi END,
       CASE WHEN l.berdasar AND l.pagu_realisasi > 0 THEN l.realisasi::DOUBLE / l.pagu_realisasi::DOUBLE * 100 END,
       k.pagu_kantor, CASE WHEN k.pagu_kantor > 0 THEN r.pagu::DOUBLE / k.pagu_kantor::DOUBLE * 100 END,
       list_sort(list_distinct(list_concat(coalesce(r.dokumen, []), coalesce(l.dokumen, [])))),
       list_distinct(list_concat(coalesce(r.baris, []), coalesce(l.baris, []))),
       list_sort(coalesce(r.tahap, [])), list_sort(coalesce(r.jenis, [])),
       list_sort(list_distinct(list_concat(coalesce(r.kantor, []), coalesce(l.kantor, [])))),
       list_sort(list_distinct(list_concat(coalesce(r.nama, []), coalesce(l.nama, []))))
FROM rencana r FULL JOIN laporan l USING (kode_wilayah, tahun) LEFT JOIN kantor_wilayah k USING (kode_wilayah, tahun)
ORDER BY tahun, r.pagu DESC NULLS LAST, kode_wilayah"""


def compared_sql(chosen: str, asked: str) -> str:
    """Rows of a comparison of what is ``asked`` (:func:`of_code`, :func:`of_name`); parameter ``$tahun``."""
    planned = _of_code("berpagu", "pagu", "terpilih", asked)
    spent = _of_code("berealisasi", "realisasi", "terlapor", asked)
    return f"WITH {chosen}, {_TOTALS}, {planned}, {spent}, {_COMPARED}"


def regions_with_sql(chosen: str, asked: str) -> str:
    """How many regions a comparison has rows of; parameter ``$tahun``."""
    planned = _of_code("berpagu", "pagu", "terpilih", asked)
    spent = _of_code("berealisasi", "realisasi", "terlapor", asked)
    found = "(SELECT kode_wilayah FROM berpagu UNION SELECT kode_wilayah FROM berealisasi)"
    return f"WITH {chosen}, {planned}, {spent} SELECT count(*) FROM {found}"


def items_sql(name: str, measure: str, chosen: str) -> str:
    """The CTE ``name``: the items of level ``$tingkat`` by ``kunci``, from the documents ``chosen``.

    One that prints no ``measure`` (pagu, realisasi) of its own is the rows below it that have it.
    """
    return topmost_sql(name, _CHOSEN.format(chosen=chosen, levels=_LEVELS), measure, level())


_NAMES = """
sebutan AS (
  SELECT kode AS kunci, coalesce(mode(nama_baku), any_value(nama)) AS sebutan FROM dasar
  WHERE kode IS NOT NULL AND tingkat_baris = $tingkat GROUP BY kode
)"""
"""What an item is called that stands for the rows below it: they have other names."""
_OWN_NAME = "coalesce(any_value(sebutan), mode(nama_baku) FILTER (sendiri), any_value(nama) FILTER (sendiri), "
_OWN_NAME += "any_value(induk_nama), '')"
_OWN_CODE = "coalesce(any_value(kode) FILTER (sendiri), any_value(induk_kode))"


def largest_sql(chosen: str) -> str:
    """The items of level ``$tingkat`` with the most pagu of each region and year; parameters ``$tahun``, ``$n``."""
    return f"""
WITH {chosen}, {_TOTALS}, {items_sql("butir", "pagu", "terpilih")}, {_NAMES},
wilayah_jumlah AS (
  SELECT kode_wilayah, tahun, CASE WHEN count(*) = count(pagu_kantor) THEN sum(pagu_kantor) END AS pagu_wilayah
  FROM (SELECT DISTINCT kode_wilayah, doc_id, pemilik, tahun FROM dasar) JOIN jumlah USING (doc_id, pemilik, tahun)
  GROUP BY kode_wilayah, tahun
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


def sums_sql(chosen: str, most: int) -> str:
    """Pagu and realisasi of each item of level ``$tingkat`` over all regions; the largest first, parameter ``$tahun``.

    What stands below none that can be told by its code is one line, without code and name.
    """
    return f"""
WITH {chosen}, {items_sql("butir", "pagu", "terpilih")}, {items_sql("terpakai", "realisasi", "terlapor")}, {_NAMES},
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
WITH {chosen}, {_TOTALS}, kantor AS (
  SELECT doc_id, pemilik, tahun, any_value(perangkat_daerah) AS kantor FROM dasar GROUP BY doc_id, pemilik, tahun)
SELECT d.doc_id, d.berkas, kantor, terhitung, rinci FROM jumlah JOIN kantor USING (doc_id, pemilik, tahun)
JOIN dokumen d USING (doc_id) WHERE pagu_kantor IS NULL ORDER BY rinci - terhitung DESC, d.doc_id"""


def documents_sql(by: Wilayah, asked: str) -> str:
    """Each document of the regions, or of none that is known, as ``output.compare_missing`` wants it.

    Parameters ``$tahun`` (null: any), and ``$punya``: regions of which only documents that may have money of the year
    are of interest, and not what of it. ``asked``: the condition on rows of what is compared.
    """
    code, name, condition = _REGION[by]
    of_year = "$tahun IS NULL OR $tahun BETWEEN d.tahun AND coalesce(d.tahun_akhir, d.tahun)"
    return f"""
WITH punya AS MATERIALIZED (SELECT unnest($punya) AS kode), isi AS (
  SELECT doc_id, bool_or({asked} AND coalesce(pagu, realisasi) IS NOT NULL) AS berisi, bool_or({asked}) AS tercetak,
         bool_or(kode IS NULL AND tingkat_baris IN {_LEVELS}) AS tak_berkode
  FROM anggaran a WHERE tahun = $tahun AND a.{code} NOT IN (FROM punya) GROUP BY doc_id
), memuat AS (SELECT doc_id, bool_or($tahun IS NULL OR tahun = $tahun) AS setahun FROM anggaran GROUP BY doc_id)
SELECT d.doc_id, d.berkas, d.{code}, d.{name}, d.status, d.cakupan, {of_year} AS berlaku, m.doc_id IS NOT NULL,
       coalesce(m.setahun, FALSE) AS beruang,
       coalesce(i.berisi, FALSE), coalesce(i.tercetak, FALSE), coalesce(i.tak_berkode, FALSE)
FROM dokumen d LEFT JOIN memuat m USING (doc_id) LEFT JOIN isi i USING (doc_id)
WHERE (({condition} AND d.{code} IS NOT NULL) OR d.tingkat IS NULL)
  AND (berlaku IS DISTINCT FROM FALSE OR beruang OR d.{code} NOT IN (FROM punya))
ORDER BY d.{code}, d.berkas"""


def regions_sql(by: Wilayah) -> str:
    """The codes of the regions of which the dataset has documents."""
    code, _, condition = _REGION[by]
    return f"SELECT DISTINCT {code} FROM dokumen WHERE {condition} AND {code} IS NOT NULL"


CODES = f"""
WITH berlaku AS (
  SELECT kode, nama_baku, nama, tingkat_baris, bidang_urusan, doc_id, kode_kabkota, kode_provinsi FROM anggaran
  WHERE tingkat_baris IN {_LEVELS} AND ($tahun IS NULL OR tahun = $tahun)
), bernama AS (
  SELECT kode, nama_baku, nama, tingkat_baris, doc_id, kode_kabkota, kode_provinsi FROM berlaku WHERE kode IS NOT NULL
  UNION ALL
  SELECT bidang_urusan, NULL, NULL, 'bidang_urusan', doc_id, kode_kabkota, kode_provinsi
  FROM berlaku WHERE bidang_urusan IS NOT NULL
  UNION ALL
  SELECT any_value(nama) OVER (PARTITION BY {_spelling("nama")}), NULL, nama, tingkat_baris, doc_id, kode_kabkota,
         kode_provinsi
  FROM berlaku WHERE kode IS NULL AND tingkat_baris = 'program'
)
SELECT kode, coalesce(arg_max(coalesce(nama_baku, nama), nama_baku IS NOT NULL), ''), any_value(tingkat_baris),
       count(DISTINCT doc_id), count(DISTINCT coalesce(kode_kabkota, kode_provinsi))
FROM bernama WHERE $induk IS NULL OR starts_with(kode, $induk || '.')
GROUP BY kode ORDER BY regexp_matches(kode, '^[0-9X]+(\\.|$)') DESC, kode"""
"""What can be asked for, with name, level, documents and regions: codes, those of bidang urusan, and names of programs
without a code. Parameters ``$tahun``, ``$induk`` (null: any).
"""
