"""Offices named with their region and nothing between."""

from __future__ import annotations

import pytest

from nomenclature.placing import placed, without_region
from nomenclature.wilayah import find_wilayah
from normalize.types import DocumentMeta, JenisDokumen


def meta(office: str | None, *wilayah: str) -> DocumentMeta:
    return DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, wilayah, office, alasan=("wilayah: tidak ada",))


@pytest.mark.parametrize(
    ("office", "bare", "kode"),
    [
        ("Dinas Sosial Jawa Timur", "Dinas Sosial", "35"),
        ("Badan Pendapatan Daerah Aceh", "Badan Pendapatan Daerah", "11"),
        ("Dinas Perhubungan DIY", "Dinas Perhubungan", "34"),
        ("Dinas Pemuda dan Olah Raga Sulawesi Tenggara", "Dinas Pemuda dan Olah Raga", "74"),
    ],
)
def test_the_region_that_an_office_ends_with_is_the_documents_where_it_names_none(
    office: str, bare: str, kode: str
) -> None:
    found = placed(meta(office))
    assert found.perangkat_daerah == bare
    assert find_wilayah(found.wilayah).kode_provinsi == kode
    assert found.alasan == (f"wilayah: nama perangkat daerah {office!r}",)


def test_a_known_region_is_taken_off_the_office_and_another_one_is_not() -> None:
    assert placed(meta("Dinas Sosial Luwu Timur", "Kabupaten Luwu Timur")).perangkat_daerah == "Dinas Sosial"
    assert placed(meta("Dinas Sosial Sulawesi Selatan", "Kab. Luwu Timur")).perangkat_daerah == "Dinas Sosial"
    other = meta("Dinas Sosial Jawa Timur", "Kabupaten Luwu Timur")
    assert placed(other) == other


@pytest.mark.parametrize(
    "office",
    [
        "Kecamatan Sukabumi",
        "RSUD Bali",
        "UPTD Pasar Solok",
        "Dinas Energi, Mineral dan Batu Bara",
        "Dinas Sosial Bogor",
    ],
)  # fmt: skip
def test_a_place_in_an_offices_own_name_is_kept(office: str) -> None:
    assert without_region(office) == (office, None)


def test_a_document_without_an_office_stays_as_it_is() -> None:
    assert placed(meta(None)) == meta(None)
