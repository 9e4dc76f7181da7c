"""From PDF to dataset: the rows of some samples against their truth, and against what we read yesterday."""

from __future__ import annotations

import importlib.util
import json
import re
import runpy
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from renja.api import Dataset

GOLDEN = runpy.run_path("tests/golden/regenerate.py")
needs_ocr = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("onnxruntime", "rapidocr"))), reason="needs pip install 'renja[ocr]'"
)
SCANS: tuple[str, ...] = GOLDEN["SCANS"]
STEMS = (*GOLDEN["STEMS"], *(pytest.param(stem, marks=needs_ocr) for stem in SCANS))
ARITHMETIC = {"jumlah_anak", "jumlah_total", "jumlah_tahun", "persen", "sisa", "realisasi_lebih"}


def _truth(stem: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(Path(f"samples/{stem}.truth.json").read_text(encoding="utf-8"))
    return truth


def _squash(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())


def _f1(want: Counter[Any], got: Counter[Any]) -> float:
    return 2 * (want & got).total() / max(1, want.total() + got.total())


def _part(dataset: Dataset, stem: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = dataset.of(stem, table, "arrow").to_pylist()
    return rows


@pytest.mark.parametrize("stem", STEMS)
def test_the_document_is_known_by_kind_year_region_and_office(stem: str, dataset: Dataset) -> None:
    want = _truth(stem)["doc"]
    got = _part(dataset, stem, "dokumen")[0]
    for field in ("jenis_dokumen", "tahap", "tahun", "tahun_akhir", "tingkat", "kode_provinsi", "kode_kabkota"):
        assert got[field] == want[field], field
    assert _squash(got["perangkat_daerah"]) == _squash(want["perangkat_daerah"])


@pytest.mark.parametrize("stem", STEMS)
def test_every_table_of_the_truth_is_found_with_its_kind(stem: str, dataset: Dataset) -> None:
    want = Counter(table["jenis_tabel"] for table in _truth(stem)["tables"])
    got = Counter(table["jenis_tabel"] for table in _part(dataset, stem, "tabel"))
    assert not want - got


@pytest.mark.parametrize("stem", STEMS)
def test_rows_have_their_level_code_and_name(stem: str, dataset: Dataset) -> None:
    want = Counter(
        (row["level"], row["kode"], _squash(row["nama"]))
        for table in _truth(stem)["tables"]
        for row in table["rows"]
        if row["level"] != "lainnya"
    )
    got = Counter(
        (row["tingkat_baris"], row["kode"], _squash(row["nama"]))
        for row in _part(dataset, stem, "baris")
        if row["tingkat_baris"] != "lainnya"
    )
    assert _f1(want, got) >= 0.97


@pytest.mark.parametrize("stem", STEMS)
def test_money_has_its_measure_year_and_amount(stem: str, dataset: Dataset) -> None:
    want = Counter(
        (_squash(row["nama"]), value["ukuran"], value["konteks"], value["tahun"], Decimal(value["nilai"]))
        for table in _truth(stem)["tables"]
        for row in table["rows"]
        for value in row["values"]
        if value["satuan"] == "rupiah" and value["nilai"] is not None
    )
    names = {row["baris_id"]: _squash(row["nama"]) for row in _part(dataset, stem, "baris")}
    got = Counter(
        (names[value["baris_id"]], value["ukuran"], value["konteks"], value["tahun"], value["nilai"])
        for value in _part(dataset, stem, "nilai")
        if value["satuan"] == "rupiah" and value["nilai"] is not None
    )
    assert _f1(want, got) >= 0.98


@pytest.mark.parametrize("stem", STEMS)
def test_what_does_not_add_up_is_found_and_nothing_else(stem: str, dataset: Dataset) -> None:
    want = {(f["cek"], f["ukuran"], Decimal(f["tertulis"]), Decimal(f["dihitung"])) for f in _truth(stem)["findings"]}
    got = {
        (f["cek"], f["ukuran"], f["tertulis"], f["dihitung"])
        for f in _part(dataset, stem, "temuan")
        if f["cek"] in ARITHMETIC
    }
    assert got == want


@pytest.mark.parametrize("stem", STEMS)
def test_every_number_lies_on_its_page(stem: str, dataset: Dataset) -> None:
    pages = _part(dataset, stem, "dokumen")[0]["jumlah_halaman"]
    for value in _part(dataset, stem, "nilai"):
        assert 1 <= value["halaman"] <= pages
        assert value["x0"] < value["x1"]
        assert value["y0"] < value["y1"]


@pytest.mark.parametrize("stem", STEMS)
def test_ids_are_unique_and_lead_to_what_they_name(stem: str, dataset: Dataset) -> None:
    tables = [table["tabel_id"] for table in _part(dataset, stem, "tabel")]
    rows = {row["baris_id"]: row for row in _part(dataset, stem, "baris")}
    assert len(set(tables)) == len(tables)
    assert len(rows) == len(_part(dataset, stem, "baris"))
    for row in rows.values():
        assert row["tabel_id"] in tables
        assert {row["induk_id"], row["lanjutan_id"]} <= {*rows, None}
    assert {value["baris_id"] for value in _part(dataset, stem, "nilai")} <= set(rows)
    assert {b for f in _part(dataset, stem, "temuan") for b in f["bukti"]} <= set(rows)


@pytest.mark.parametrize("stem", STEMS)
def test_the_wide_view_has_one_row_for_each_item_and_year(stem: str, dataset: Dataset) -> None:
    wide = _part(dataset, stem, "anggaran")
    keys = [(r["tingkat_baris"], r["kode"] or _squash(r["nama"]), r["tahun"]) for r in wide]
    assert keys
    assert len(set(keys)) == len(keys)
    assert len({r["baris_id"].rpartition("-")[0] for r in wide}) == 1


@pytest.mark.parametrize("stem", GOLDEN["STEMS"])
def test_the_rows_are_those_of_yesterday(stem: str, dataset: Dataset) -> None:
    golden = Path(f"tests/golden/{stem}.txt").read_text(encoding="utf-8").splitlines()
    assert GOLDEN["listing"](dataset, stem).splitlines() == golden, "read the difference, then run: make golden"


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Of a listing: what counts (tables, levels, codes, numbers, findings), and the words: titles and names."""
    hard, words = [], []
    for line in lines:
        parts = line.split(" | ")
        word = parts.pop(3 if line.startswith("==") else 2) if len(parts) == 4 else ""
        hard.append(" | ".join(parts))
        words.append(word)
    return hard, words


_LETTERS = 0.005
"""Share of the letters that may be read otherwise on another processor, whose rounding settles close calls."""


@needs_ocr
@pytest.mark.parametrize("stem", SCANS)
def test_a_scans_codes_and_money_are_those_of_yesterday_and_its_names_but_for_a_letter(
    stem: str, dataset: Dataset
) -> None:
    golden = Path(f"tests/golden/{stem}.txt").read_text(encoding="utf-8").splitlines()
    hard, words = _parted(golden)
    found, read = _parted(GOLDEN["listing"](dataset, stem).splitlines())
    assert found == hard, "read the difference, then run: make golden"
    assert sum(map(Levenshtein.distance, words, read)) <= _LETTERS * sum(map(len, words))


@needs_ocr
@pytest.mark.parametrize("stem", SCANS)
def test_a_scans_pages_are_counted_and_each_cell_says_how_sure_it_is(stem: str, dataset: Dataset) -> None:
    assert _part(dataset, stem, "dokumen")[0]["halaman_pindai"] == _truth(stem)["render"]["pages"]
    assert {table["mesin"] for table in _part(dataset, stem, "tabel")} == {"ruled+rapidocr"}
    sure = [cell["keyakinan"] for cell in _part(dataset, stem, "sel") if cell["teks"]]
    assert all(0 < value <= 1 for value in sure)
    assert min(sure) < 0.9 < sum(sure) / len(sure)
