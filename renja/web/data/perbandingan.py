"""The comparison's questions, answered by ``output.compare`` and kept for each state of the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from nomenclature.wilayah import all_regions
from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.compare import (
    CodeEntry,
    Comparison,
    Largest,
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
from renja.web.data.source import ask, state_of, with_dataset

_LEVELS = """
SELECT count(DISTINCT kode_provinsi) FILTER (tingkat = 'provinsi') AS provinsi,
       count(DISTINCT kode_kabkota) FILTER (tingkat IN ('kabupaten', 'kota')) AS kabkota FROM anggaran
"""
_USUAL_YEAR = """
SELECT tahun FROM anggaran WHERE tahun IS NOT NULL GROUP BY 1 ORDER BY count(DISTINCT doc_id) DESC, 1 DESC LIMIT 1
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


def useless(root: Path, tahun: int | None, by: Wilayah | None) -> tuple[Unused, ...]:
    """The documents whose money of the year (None: of any) is not in the figures, or not wholly."""
    return _useless(root, tahun, by, state_of(root))


def codes(root: Path) -> tuple[CodeEntry, ...]:
    """All codes that have money, in order."""
    return _codes(root, state_of(root))


def known_years(root: Path) -> tuple[int, ...]:
    """The years that have money, the latest first."""
    return _years(root, state_of(root))


def usual_year(root: Path) -> int:
    """The year for which most documents print money, of several the latest. There must be one."""
    return int(ask(root, _USUAL_YEAR)["tahun"].iloc[0])


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
    return with_dataset(root, search_codes)


@st.cache_data(max_entries=4, show_spinner=False)
def _years(root: Path, state: str) -> tuple[int, ...]:
    return with_dataset(root, years)
