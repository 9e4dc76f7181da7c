"""The catalogue: what the project ships, generic items, imported references, and files that are no lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from nomenclature.catalog import Catalog, Entry, own_files, read_entries, write_entries
from nomenclature.kode import bidang_of, is_canonical, level_of, parent_of
from nomenclature.update import main as update
from normalize.types import TingkatBaris


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(user=False)


def test_every_entry_has_a_canonical_code_of_its_level(catalog: Catalog) -> None:
    assert len(catalog.entries) > 900
    for entry in catalog.entries:
        assert is_canonical(entry.kode), entry
        assert level_of(entry.kode) is entry.level, entry


def test_no_code_is_listed_under_two_levels_of_name_in_one_kewenangan(catalog: Catalog) -> None:
    for kode, entries in catalog.by_kode.items():
        names = {(e.nama, e.kewenangan) for e in entries if e.sumber == "daftar"}
        assert len(names) <= 2, (kode, names)


def test_every_listed_item_stands_under_listed_parents(catalog: Catalog) -> None:
    for entry in catalog.entries:
        parent = parent_of(entry.kode)
        assert parent is None or parent == "X.XX" or catalog.lookup(parent), entry


def test_all_bidang_urusan_of_the_regulation_are_there(catalog: Catalog) -> None:
    listed = {e.kode for e in catalog.by_level[TingkatBaris.BIDANG_URUSAN]}
    wanted = {f"1.{n:02d}" for n in range(1, 7)} | {f"2.{n:02d}" for n in range(7, 25)}
    assert (
        wanted | {f"3.{n}" for n in range(25, 33)} | {"4.01", "4.02", "5.01", "5.02", "6.01", "7.01", "8.01"} <= listed
    )


def test_every_bidang_has_a_program_besides_the_overhead(catalog: Catalog) -> None:
    with_program = {bidang_of(e.kode) for e in catalog.by_level[TingkatBaris.PROGRAM] if not e.is_umum}
    assert {e.kode for e in catalog.by_level[TingkatBaris.BIDANG_URUSAN]} <= with_program


def test_overhead_items_are_known_in_every_bidang_and_kewenangan(catalog: Catalog) -> None:
    name = "Penyediaan Gaji dan Tunjangan ASN"
    assert catalog.name_of("2.15.01.2.02.0001") == name
    assert catalog.name_of("1.03.01.1.02.0001") == name
    assert catalog.name_of("2.15.02.2.02.0001") != name


def test_the_overhead_program_is_named_after_the_kewenangan(catalog: Catalog) -> None:
    assert catalog.name_of("1.02.01", "provinsi") == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH PROVINSI"
    assert catalog.name_of("1.02.01", "kabkota") == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


def test_region_lists_are_no_code_lists() -> None:
    assert own_files()
    assert not [p for p in own_files() if p.name.startswith("wilayah")]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    entry = Entry(
        "1.06.04.2.01", TingkatBaris.KEGIATAN, 'Rehabilitasi "Dasar", Terlantar', "kabkota", "5889", "dokumen"
    )
    path = tmp_path / "satu.csv"
    assert write_entries([entry, entry], path) == 1
    assert read_entries(path) == [entry]


def test_an_imported_name_stands_before_the_lists(catalog: Catalog) -> None:
    entry = Entry("1.06.04", TingkatBaris.PROGRAM, "PROGRAM NAMA BARU", "umum", "uji", "impor")
    assert catalog.with_entries([entry]).name_of("1.06.04") == "PROGRAM NAMA BARU"


@pytest.mark.parametrize("sumber", ["sendiri", "daftar", "impor"])
def test_entries_added_to_a_catalogue_stand_as_if_it_were_made_of_all(catalog: Catalog, sumber: str) -> None:
    catalog.named(TingkatBaris.SUB_KEGIATAN, "kabkota"), catalog.named(TingkatBaris.PROGRAM, "kabkota")
    known = catalog.by_level[TingkatBaris.SUB_KEGIATAN][0]
    more = [
        Entry("1.06.04.2.01.0098", TingkatBaris.SUB_KEGIATAN, "Penyediaan Payung Teduh", "umum", "", sumber),
        Entry("1.06.04.2.01.0097", TingkatBaris.SUB_KEGIATAN, "Penyediaan Sandang", "umum", "", sumber),
        Entry("1.06.04.2.01.0097", TingkatBaris.SUB_KEGIATAN, "PENYEDIAAN SANDANG", "umum", "", sumber),
        Entry(known.kode, known.level, known.nama, known.kewenangan, "", sumber),
    ]
    added, whole = catalog.with_entries(more), Catalog.build((*catalog.entries, *more))
    assert added.entries == whole.entries
    for index in ("by_kode", "by_key", "by_parent", "by_level"):
        assert list(getattr(added, index).items()) == list(getattr(whole, index).items())
    for level in (TingkatBaris.SUB_KEGIATAN, TingkatBaris.PROGRAM):
        names = [each.named(level, "kabkota") for each in (added, whole)]
        assert list(names[0].begun("penyediaanpayung")) == list(names[1].begun("penyediaanpayung"))
        near = [each.nearest("penyediaanpayungtedu", 0.7) for each in names]
        found = [[each for each in every if each[0].level is level] for every in near]
        assert found[0] == found[1]
        assert bool(found[0]) is (level is TingkatBaris.SUB_KEGIATAN)


def test_update_without_documents_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update([str(tmp_path)]) == 2
    assert "truth.json" in capsys.readouterr().err
