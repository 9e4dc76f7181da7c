"""Queries of the summary: what is there, what is missing, and how sure the readings are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from nomenclature.wilayah import all_regions
from normalize.types import Tahap, TingkatBaris
from output.compare_items import items_sql, sums_sql
from output.compare_sql import Wilayah, chosen_sql, doubtful_sql
from output.tallies import HIGH as HIGH
from renja.web.data.source import ask

_MOST_REGIONS = 600
EXPECTED = ("renstra", "renja murni", "renja perubahan", "lkjip")
"""What a region publishes for a year (Permendagri 86/2017, Perpres 29/2014): the plans in force and the report."""

_COUNTS = """
SELECT count(*) AS dokumen, coalesce(sum(jumlah_halaman), 0) AS halaman, coalesce(sum(halaman_pindai), 0) AS pindai,
       count(DISTINCT kode_provinsi) AS provinsi, count(DISTINCT kode_kabkota) AS kabkota,
       count(DISTINCT (coalesce(kode_kabkota, kode_provinsi), perangkat_daerah)) AS kantor,
       min(tahun) AS tahun_awal, max(coalesce(tahun_akhir, tahun)) AS tahun_akhir,
       count(*) FILTER (status = 'ok') AS ok, count(*) FILTER (status = 'sebagian') AS sebagian,
       count(*) FILTER (status = 'gagal') AS gagal
FROM dokumen
"""
_STAGES = """
WITH lain AS (SELECT DISTINCT tahun FROM dokumen WHERE tahun IS NOT NULL AND jenis_dokumen <> 'renstra'),
tahunan AS (FROM lain UNION SELECT tahun FROM dokumen WHERE tahun IS NOT NULL AND NOT EXISTS (FROM lain))
SELECT coalesce(d.kode_kabkota, d.kode_provinsi) AS kode, any_value(coalesce(d.kabkota, d.provinsi)) AS wilayah,
       t.tahun, list_sort(list(DISTINCT concat_ws(' ', d.jenis_dokumen, d.tahap))) AS ada
FROM dokumen d JOIN tahunan t
  ON t.tahun = d.tahun OR (d.jenis_dokumen = 'renstra' AND t.tahun BETWEEN d.tahun AND coalesce(d.tahun_akhir, d.tahun))
WHERE coalesce(d.kode_kabkota, d.kode_provinsi) IS NOT NULL
GROUP BY 1, 3 ORDER BY 1, 3 LIMIT $most
"""
_QUALITY = """
SELECT * FROM (SELECT sum(nilai) AS nilai, sum(yakin) AS yakin, sum(angka) AS angka FROM hitung_nilai),
  (SELECT sum(baris) AS baris, sum(berkode) AS berkode FROM hitung_baris)
"""
_FINDINGS = """
SELECT cek, keparahan, sum(temuan)::BIGINT AS temuan, sum(dokumen)::BIGINT AS dokumen
FROM hitung_temuan GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
_TROUBLE = """
SELECT berkas, status, array_to_string(pesan, chr(10)) AS pesan, doc_id FROM dokumen
WHERE status <> 'ok' OR len(pesan) > 0
ORDER BY CASE status WHEN 'gagal' THEN 0 WHEN 'sebagian' THEN 1 ELSE 2 END, berkas LIMIT 500
"""
_CHOSEN = chosen_sql(Wilayah.GABUNGAN, Tahap.MURNI, None, strict=False)
_ITEMS = items_sql(
    Wilayah.GABUNGAN, Tahap.MURNI, None, TingkatBaris.PROGRAM, strict=False, measures=("pagu", "realisasi")
)
_PROGRAMS = sums_sql(_ITEMS, 1_000)
_DOUBTFUL = doubtful_sql(_CHOSEN)
_MONEY = """
SELECT sum(cakupan.tabel) AS tabel, sum(cakupan.tercetak) - sum(cakupan.tabel) AS teks, sum(cakupan.bermakna) AS pasti,
       sum(cakupan.anggaran) AS anggaran,
       count(*) FILTER ((cakupan.tercetak > 0 OR status = 'sebagian') AND cakupan.bermakna = 0 AND cakupan.anggaran = 0)
         AS gelap,
       count(*) FILTER (cakupan.tercetak > 0 AND cakupan.anggaran = 0) AS bisu
FROM dokumen
"""
_LOST = """
SELECT tabel_id, doc_id, berkas, t.halaman[1] AS halaman, t.cakupan.tercetak AS tercetak,
       t.cakupan.tercetak - t.cakupan.bermakna AS hilang, t.alasan
FROM tabel t JOIN dokumen d USING (doc_id)
WHERE t.cakupan.tercetak > t.cakupan.bermakna OR (t.cakupan.tercetak > 0 AND d.cakupan.anggaran = 0)
UNION ALL
SELECT doc_id, doc_id, berkas, 1, cakupan.tercetak, cakupan.tercetak, array_to_string(pesan, chr(10))
FROM dokumen WHERE status = 'sebagian' AND cakupan.tabel = 0
ORDER BY hilang DESC, tercetak DESC, tabel_id LIMIT 200
"""
_PROVINCES = "SELECT DISTINCT kode_provinsi AS kode FROM dokumen WHERE kode_provinsi IS NOT NULL ORDER BY 1"


def counts(root: Path) -> dict[str, int]:
    """Documents, pages, regions, offices, years and statuses, by name."""
    row = ask(root, _COUNTS).iloc[0]
    return {str(name): 0 if pd.isna(value) else int(value) for name, value in row.items()}


def coverage(root: Path) -> pd.DataFrame:
    """One row a region and year: which kinds and stages there are (``ada``), which are not (``belum``). Bounded."""
    frame = ask(root, _STAGES, most=_MOST_REGIONS * 20).copy()
    frame["belum"] = [missing_stages(found) for found in frame["ada"]]
    return frame


def missing_stages(found: Iterable[str]) -> list[str]:
    """The expected stages that are not among those found.

    A Renja without a stage on its cover counts as the original; of a Renstra or LKjIP any stage will do.

    >>> missing_stages(["renja", "lkjip"]), missing_stages(["renja perubahan", "renstra perubahan"])
    (['renstra', 'renja perubahan'], ['renja murni', 'lkjip'])
    """
    kinds = {stage: stage.split(" ", 1)[0] for stage in found}
    have = {"renja murni" if stage == "renja" else stage for stage in kinds}
    have |= {kind for kind in kinds.values() if kind != "renja"}
    return [stage for stage in EXPECTED if stage not in have]


def missing_provinces(root: Path) -> list[str]:
    """Names of the provinces of which the dataset has no document."""
    have = set(ask(root, _PROVINCES)["kode"])
    provinces = [region for region in all_regions() if region.tingkat == "provinsi"]
    return [str(region.provinsi) for region in provinces if region.kode_provinsi not in have]


def quality(root: Path) -> dict[str, int]:
    """How many values, how many of them sure, how many rows, how many with an official code."""
    row = ask(root, _QUALITY).iloc[0]
    return {str(name): 0 if pd.isna(value) else int(value) for name, value in row.items()}


def money(root: Path) -> dict[str, int]:
    """Amounts: printed in tables and in running text, certain, in ``anggaran``; documents not understood, not used."""
    row = ask(root, _MONEY).iloc[0]
    return {str(name): 0 if pd.isna(value) else int(value) for name, value in row.items()}


def lost(root: Path) -> pd.DataFrame:
    """Tables that lose amounts or whose document gives nothing to compare, with page and reason; the worst first.

    A document of which no table with money was read is one line, too.
    """
    return ask(root, _LOST)


def programs(root: Path, tahun: int) -> pd.DataFrame:
    """Pagu and realisasi of each program over all governments in a year, one document for each office.

    A program that prints none of its own is the sum of what stands below it.
    """
    return ask(root, _PROGRAMS, tahun=tahun)


def doubtful(root: Path, tahun: int) -> pd.DataFrame:
    """The offices of which ``programs`` may hold too little: what was counted, and what their details make."""
    return ask(root, _DOUBTFUL, tahun=tahun)


def findings(root: Path) -> pd.DataFrame:
    """How many findings of each kind and severity, and in how many documents."""
    return ask(root, _FINDINGS)


def trouble(root: Path) -> pd.DataFrame:
    """Documents that failed or were read in part, or with a message, and why; the worst first."""
    return ask(root, _TROUBLE)


OF_ALL = (counts, coverage, missing_provinces, money, lost, quality, findings, trouble)
"""What the view shows whatever is chosen in it."""
