"""An audit that runs on the dataset alone, as after a correction, finds what the ingest found."""

from __future__ import annotations

import runpy
from dataclasses import replace
from decimal import Decimal

import pytest

from audit.run import audit_tables
from output.arrow import to_tables
from output.pagetext import read_pages
from output.rebuild import read_result
from records.findings import Cek, Finding
from renja.api import Dataset
from renja.recipes.reread import identified_as

STEMS = runpy.run_path("tests/renja/conftest.py")["STEMS"]


def _plain(finding: Finding) -> Finding:
    """The finding with its figures as the dataset holds them."""
    figures = {name: getattr(finding, name) for name in ("tertulis", "dihitung", "selisih")}
    return replace(finding, **{n: None if f is None else f.quantize(Decimal("0.0001")) for n, f in figures.items()})


@pytest.mark.parametrize("stem", STEMS)
def test_the_audit_of_a_stored_document_is_that_of_its_ingest(stem: str, dataset: Dataset) -> None:
    stored = read_result(dataset.root, str(dataset.of(stem, "dokumen", "arrow").to_pylist()[0]["doc_id"]))
    assert stored.meta is not None
    # Sentences are compared with the pages' text, which the dataset does not hold; documents with one another.
    at_ingest = [f for f in stored.findings if f.cek not in (Cek.NARASI, Cek.ANTAR_DOKUMEN)]
    again = audit_tables(stored.tables, stored.meta, stored.wilayah)
    assert [_plain(finding) for finding in again] == [_plain(finding) for finding in at_ingest]


@pytest.mark.parametrize("stem", STEMS)
def test_every_amount_of_a_sample_has_a_meaning_and_each_table_says_why_it_is_silent(
    stem: str, dataset: Dataset
) -> None:
    for table in dataset.of(stem, "tabel", "arrow").to_pylist():
        held = table["cakupan"]
        assert held["tercetak"] == held["bermakna"] + held["ragu"], table["alasan"]
        assert held["tercetak"] == 0 or held["anggaran"] > 0 or table["alasan"], table["tabel_id"]


@pytest.mark.parametrize("stem", STEMS)
def test_the_stored_grids_of_a_document_mean_what_they_meant_in_its_file(stem: str, dataset: Dataset) -> None:
    stored = read_result(dataset.root, str(dataset.of(stem, "dokumen", "arrow").to_pylist()[0]["doc_id"]))
    assert stored.meta is not None
    named = identified_as(stored, stored.meta, ())
    assert named.wilayah == stored.wilayah
    again = to_tables(named)
    for name in ("tabel", "baris", "nilai", "anggaran"):
        assert again[name].equals(dataset.of(stem, name, "arrow")), name


@pytest.mark.parametrize("stem", STEMS)
def test_the_audit_with_the_stored_text_finds_what_the_ingest_found_in_sentences(stem: str, dataset: Dataset) -> None:
    stored = read_result(dataset.root, str(dataset.of(stem, "dokumen", "arrow").to_pylist()[0]["doc_id"]))
    assert stored.meta is not None
    pages = read_pages(dataset.root, stored.doc_id)
    assert len(pages) == stored.jumlah_halaman
    again = audit_tables(stored.tables, stored.meta, stored.wilayah, pages)
    at_ingest = [f for f in stored.findings if f.cek is not Cek.ANTAR_DOKUMEN]
    assert [_about(finding) for finding in again] == [_about(finding) for finding in at_ingest]


def _about(finding: Finding) -> Finding:
    """What a finding says, but for the last digits of its box."""
    return _plain(replace(finding, box=None))
