"""Proposals from documents: enough of them, in agreement, and nothing that is known already."""

from __future__ import annotations

import pytest

from nomenclature.catalog import Catalog
from nomenclature.harvest import Printed, propose

NEW = "1.06.04.2.01.0987"
NAMA = "Penyediaan Kursi Terbang bagi Penyandang Disabilitas"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(user=False)


def printed(*names: str, kode: str = NEW, asli: str | None = None) -> list[Printed]:
    return [Printed(f"d{i}", kode, asli or kode, nama, "050-5889/2021") for i, nama in enumerate(names)]


def test_what_enough_documents_print_is_proposed_in_its_usual_spelling(catalog: Catalog) -> None:
    (found,) = propose(printed(NAMA, NAMA, NAMA.upper()), catalog, 3)
    assert (found.entry.kode, found.entry.nama, found.entry.kewenangan, found.dokumen) == (NEW, NAMA, "kabkota", 3)
    assert found.entry.edisi == "050-5889/2021"


def test_one_document_is_one_voice_however_often_it_prints(catalog: Catalog) -> None:
    rows = [Printed("d", NEW, NEW, NAMA)] * 5
    assert propose(rows, catalog, 2) == []


def test_a_single_contradiction_spoils_the_proposal(catalog: Catalog) -> None:
    assert propose(printed(NAMA, NAMA, NAMA, "Pembangunan Jembatan"), catalog, 3) == []


def test_known_codes_and_codes_that_were_not_printed_are_not_proposed(catalog: Catalog) -> None:
    assert propose(printed(NAMA, NAMA, kode="1.06.04"), catalog, 1) == []
    assert propose(printed(NAMA, NAMA, asli="1.06.05.2.01.07"), catalog, 1) == []


def test_overhead_items_are_proposed_for_every_bidang(catalog: Catalog) -> None:
    rows = [
        Printed("a", "1.06.01.2.06.0977", "1.06.01.2.06.0977", NAMA),
        Printed("b", "2.15.01.2.06.0977", "2.15.01.2.06.977", NAMA),
    ]
    assert [p.entry.kode for p in propose(rows, catalog, 2)] == ["X.XX.01.2.06.0977"]
