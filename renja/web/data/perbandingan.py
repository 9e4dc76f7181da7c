"""The comparison's questions, answered by ``output.compare`` and kept for each state of the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from nomenclature.catalog import official_name
from nomenclature.wilayah import all_regions
from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.compare import (
    CodeEntry,
    Comparison,
    Largest,
    Missing,
    RegionRow,
    Unused,
    Wilayah,
    compare,
    largest,
    search_codes,
    trend,
    unused,
    years,
)
from output.compare import without_items as of_regions
from output.compare_sql import region_columns
from output.known_codes import KNOWN_CODES
from renja.show.places import Cover
from renja.web.data.source import ask, state_of, with_dataset
from renja.web.text import local_time

_LEVELS = """
SELECT count(DISTINCT kode_provinsi) FILTER (tingkat = 'provinsi') AS provinsi,
       count(DISTINCT kode_kabkota) FILTER (tingkat IN ('kabupaten', 'kota')) AS kabkota FROM kantor_tahun
"""
_USUAL = """
SELECT tahun FROM kantor_tahun WHERE tahun IS NOT NULL GROUP BY 1 ORDER BY count(DISTINCT doc_id) DESC, 1 DESC LIMIT 1
"""
_USUAL_YEAR = """
SELECT tahun FROM anggaran WHERE tahun IS NOT NULL GROUP BY 1
ORDER BY count(DISTINCT doc_id) FILTER (
    kode = $kode OR starts_with(kode, $kode || '.') OR bidang_urusan = $kode OR nama = $kode) DESC,
  count(DISTINCT doc_id) DESC, 1 DESC LIMIT 1
"""
_WITH_MONEY = """
SELECT DISTINCT CASE WHEN tingkat = 'provinsi' THEN kode_provinsi ELSE kode_kabkota END AS kode
FROM kantor_tahun WHERE tahun = $tahun AND berbutir AND tingkat IS NOT NULL
"""
_OF_YEAR = """
({condition}) AND (d.tahun IS NULL OR $tahun BETWEEN d.tahun AND coalesce(d.tahun_akhir, d.tahun) OR d.doc_id IN
  (SELECT doc_id FROM kantor_tahun WHERE tahun = $tahun AND n_semua_pagu + n_semua_realisasi > 0))
"""
_COVERS = """
SELECT {code} AS kode, coalesce(sum(cakupan.tabel), 0) AS tabel, coalesce(sum(cakupan.bermakna), 0) AS bermakna,
       count(*) AS dokumen, count(*) FILTER (status = 'gagal' OR cakupan IS NULL
         OR (status = 'sebagian' AND coalesce(cakupan.tabel, 0) = 0)) AS gelap, max(waktu_ingest) AS dibaca
FROM dokumen d WHERE {code} IS NOT NULL AND {of_year} GROUP BY 1
"""
_COVERED = """
SELECT doc_id, berkas, kode_kabkota, coalesce(kabkota, provinsi) AS wilayah, perangkat_daerah, jenis_dokumen, tahap,
       tahun, tahun_akhir, status, cakupan.tabel AS tabel, cakupan.bermakna AS bermakna,
       100.0 * cakupan.bermakna / nullif(cakupan.tabel, 0) AS cakupan, waktu_ingest,
       array_to_string(pesan, chr(10)) AS pesan
FROM dokumen d WHERE ($provinsi IS NULL OR d.kode_provinsi = $provinsi) AND {of_year}
ORDER BY kode_kabkota NULLS FIRST, berkas LIMIT 5000
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared: whose budgets (None: all, each by itself), of which stage and kind of document."""

    by: Wilayah | None
    tahap: Tahap
    jenis: JenisDokumen | None


def one_by(choice: Choice) -> Wilayah:
    """Whose budgets, where only one kind of government can be compared."""
    return choice.by or Wilayah.KABKOTA


def compared(root: Path, kode: str, tahun: int, choice: Choice) -> Comparison:
    """Regions compared for a code and year. ``BadCode``."""
    return _compared(root, kode, tahun, choice, state_of(root))


def over_years(root: Path, kode: str, choice: Choice) -> tuple[RegionRow, ...]:
    """The code over all years. ``BadCode``."""
    return _over_years(root, kode, choice, state_of(root))


def largest_items(root: Path, tahun: int, tingkat: TingkatBaris, n: int, choice: Choice) -> tuple[Largest, ...]:
    """The ``n`` items of a level with the most pagu of each region."""
    return _largest(root, tahun, tingkat, n, choice, state_of(root))


def without_items(root: Path, tahun: int, have: Iterable[str] | None, by: Wilayah | None) -> tuple[Missing, ...]:
    """The regions that are not among ``have`` (None: that have no money of the year), and why."""
    held = with_money(root, tahun) if have is None else have
    return _without_items(root, tahun, tuple(sorted(set(held))), by, state_of(root))


def with_money(root: Path, tahun: int) -> list[str]:
    """The codes of the governments of which a document has money of the year by program, kegiatan or sub kegiatan."""
    return [str(kode) for kode in ask(root, _WITH_MONEY, tahun=tahun)["kode"]]


def useless(root: Path, tahun: int | None, by: Wilayah | None) -> tuple[Unused, ...]:
    """The documents whose money of the year (None: of any) is not in the figures, or not wholly."""
    return _useless(root, tahun, by, state_of(root))


def codes(root: Path) -> tuple[CodeEntry, ...]:
    """All codes that have money, in order."""
    return _codes(root, state_of(root))


def known_years(root: Path) -> tuple[int, ...]:
    """The years that have money, the latest first."""
    return _years(root, state_of(root))


def usual_year(root: Path, kode: str | None = None) -> int:
    """The year for which most documents print money of the code, else any; of several the latest. There must be one."""
    found = ask(root, _USUAL) if kode is None else ask(root, _USUAL_YEAR, kode=kode)
    return int(found["tahun"].iloc[0])


def covers(root: Path, tahun: int, by: Wilayah) -> dict[str, Cover]:
    """By region, what was understood of the documents that concern the year."""
    code, _, condition = region_columns(by)
    sql = _COVERS.format(code=f"d.{code}", of_year=_OF_YEAR.format(condition=condition))
    found = ask(root, sql, tahun=tahun)[["kode", "tabel", "bermakna", "dokumen", "gelap", "dibaca"]]
    return {
        str(kode): Cover(int(tabel), int(bermakna), int(dokumen), int(gelap), local_time(dibaca))
        for kode, tabel, bermakna, dokumen, gelap, dibaca in found.itertuples(index=False)
    }


def covered(root: Path, tahun: int, by: Wilayah, provinsi: str | None) -> pd.DataFrame:
    """The documents of a province (None: of all) that concern the year, with what was understood of each and when."""
    condition = region_columns(by)[2]
    return ask(root, _COVERED.format(of_year=_OF_YEAR.format(condition=condition)), tahun=tahun, provinsi=provinsi)


def usual_by(root: Path) -> Wilayah:
    """The governments of which the dataset has more."""
    row = ask(root, _LEVELS).iloc[0]
    return Wilayah.PROVINSI if int(row["provinsi"]) > int(row["kabkota"]) else Wilayah.KABKOTA


@st.cache_data(max_entries=200, show_spinner=False)
def _compared(root: Path, kode: str, tahun: int, choice: Choice, state: str) -> Comparison:
    return with_dataset(
        root,
        lambda asked: compare(
            asked, kode, tahun, official=all_regions(), by=one_by(choice), tahap=choice.tahap, jenis=choice.jenis
        ),
    )


@st.cache_data(max_entries=20, show_spinner=False)
def _without_items(
    root: Path, tahun: int, have: tuple[str, ...], by: Wilayah | None, state: str
) -> tuple[Missing, ...]:
    return with_dataset(root, lambda asked: of_regions(asked, tahun, have, official=all_regions(), by=by))


@st.cache_data(max_entries=20, show_spinner=False)
def _useless(root: Path, tahun: int | None, by: Wilayah | None, state: str) -> tuple[Unused, ...]:
    return with_dataset(root, lambda asked: unused(asked, tahun, by=by))


@st.cache_data(max_entries=200, show_spinner=False)
def _over_years(root: Path, kode: str, choice: Choice, state: str) -> tuple[RegionRow, ...]:
    return with_dataset(
        root, lambda asked: trend(asked, kode, by=one_by(choice), tahap=choice.tahap, jenis=choice.jenis)
    )


@st.cache_data(max_entries=100, show_spinner=False)
def _largest(root: Path, tahun: int, tingkat: TingkatBaris, n: int, choice: Choice, state: str) -> tuple[Largest, ...]:
    return with_dataset(
        root,
        lambda asked: largest(asked, tahun, tingkat=tingkat, by=choice.by, tahap=choice.tahap, jenis=choice.jenis, n=n),
    )


@st.cache_data(max_entries=4, show_spinner=False)
def _codes(root: Path, state: str) -> tuple[CodeEntry, ...]:
    found = with_dataset(root, search_codes, (KNOWN_CODES.name,))
    return tuple(entry if entry.nama else replace(entry, nama=official_name(entry.kode) or "") for entry in found)


@st.cache_data(max_entries=4, show_spinner=False)
def _years(root: Path, state: str) -> tuple[int, ...]:
    return with_dataset(root, years)
