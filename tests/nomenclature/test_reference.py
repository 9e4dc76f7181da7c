"""Lists of codes imported from CSV, XLSX and Parquet under the headers that people use."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from nomenclature.catalog import Catalog, read_entries, user_file
from nomenclature.kode import parse_kode
from nomenclature.listfile import NO_CODE, canonical_code, read_list
from nomenclature.reference import import_reference
from normalize.types import TingkatBaris

NAMA = "Penyaluran Pupuk Uji"


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "data"))


def csv_file(folder: Path, text: str, name: str = "acuan.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_reference_is_kept_and_used(tmp_path: Path) -> None:
    text = f"kode,nama\n3.27.02.2.01.0099,{NAMA}\nbukan kode,Baris lain\n2.99.01,Tanpa Bidang\n"
    done = import_reference(csv_file(tmp_path, text))
    assert (done.target, done.added, done.total) == (user_file(), 1, 1)
    assert done.read.refused == {NO_CODE: 1, "bidang urusannya tidak dikenal": 1}
    assert (done.read.shown[0].baris, done.read.shown[0].kode) == (3, "bukan kode")
    assert Catalog.load().name_of("3.27.02.2.01.0099") == NAMA
    assert Catalog.load(user=False).name_of("3.27.02.2.01.0099") is None


def test_a_second_import_extends_the_first_and_repeating_it_changes_nothing(tmp_path: Path) -> None:
    import_reference(csv_file(tmp_path, f"kode,nama\n3.27.02.2.01.0099,{NAMA}\n"), "050-5889/2021")
    more = csv_file(tmp_path, f"kode,nama\n3.27.02.2.01.0099,{NAMA}\n3.27.02.2.01.0098,Uji Lain\n", "lagi.csv")
    assert import_reference(more, "900.1-2850/2025").added == 1
    assert import_reference(more, "900.1-2850/2025").added == 0
    assert [e.edisi for e in read_entries(user_file())] == ["900.1-2850/2025", "050-5889/2021; 900.1-2850/2025"]
    assert import_reference(more, replace_all=True).total == 2


@pytest.mark.parametrize(
    "header",
    [
        "Kode;Nama",
        "No;KODE REKENING;URAIAN",
        "Kode Nomenklatur\tNomenklatur Urusan, Program, Kegiatan",
        "Kode,Program / Kegiatan / Sub Kegiatan",
        "kode_sub_giat,nama_sub_giat",
        "KD SUB KEGIATAN|NM SUB KEGIATAN",
    ],
)
def test_usual_headers_are_understood(tmp_path: Path, header: str) -> None:
    separator = next(s for s in ";\t|," if s in header)
    n_before = [h.lower() for h in header.split(separator)].index("no") + 1 if header.startswith("No") else 0
    line = separator.join(["1"] * n_before + ["1.06.04.2.01.0003", NAMA.replace(",", " ")])
    found = read_list(csv_file(tmp_path, f"DAFTAR KODE\n{header}\n{line}\n")).entries
    assert [(e.kode, e.nama) for e in found] == [("1.06.04.2.01.0003", NAMA)]


def test_one_pair_of_columns_a_level_gives_every_level(tmp_path: Path) -> None:
    text = (
        "kode_program,nama_program,kode_giat,nama_giat,kode_sub_giat,nama_sub_giat\n"
        "1.06.04,PROGRAM UJI,1.06.04.2.01,Kegiatan Uji,1.06.04.2.01.03,Sub Uji\n"
        "1.06.04,PROGRAM UJI,1.06.04.2.01,Kegiatan Uji,1.06.04,Sub Salah\n"
    )
    found = read_list(csv_file(tmp_path, text))
    assert [e.level for e in found.entries] == [
        TingkatBaris.PROGRAM,
        TingkatBaris.KEGIATAN,
        TingkatBaris.SUB_KEGIATAN,
    ]
    assert found.refused == {"kedalaman kode tidak sesuai dengan tingkatnya": 1}


def test_a_workbook_with_a_title_above_its_header_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["KLASIFIKASI DAN KODEFIKASI"], [], ["Kode", "Nomenklatur", "Edisi"], ["1.06.04", "PROGRAM UJI", "X"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (entry,) = read_list(tmp_path / "a.xlsx", "Y").entries
    assert (entry.kode, entry.nama, entry.edisi, entry.kewenangan) == ("1.06.04", "PROGRAM UJI", "X", "umum")


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    table = pa.table({"code": ["1.06.04.1.01"], "name": ["Kegiatan Uji"], "kewenangan": ["provinsi"]})
    pq.write_table(table, tmp_path / "a.parquet")
    (entry,) = read_list(tmp_path / "a.parquet", "Y").entries
    assert (entry.kode, entry.edisi, entry.kewenangan) == ("1.06.04.1.01", "Y", "provinsi")


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", "a,b\n1,2\n"), ("b.csv", "kode,nama\nx,y\n"), ("c.csv", ""), ("d.xlsx", "PK"), ("e.parquet", "x")],
)
def test_a_file_that_is_no_list_is_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name):
        import_reference(csv_file(tmp_path, text, name))


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Parquet"):
        read_list(csv_file(tmp_path, "x", "a.docx"))


@pytest.mark.parametrize("text", ["5.1.02.01", "2.1", "1.06.04.2", "1.06.04 Nama", "##", "12", "", "1.13.01", "6 1 2"])
def test_what_would_have_to_be_guessed_is_no_code(text: str) -> None:
    assert canonical_code(text) is None


def test_a_bidang_that_the_file_itself_defines_is_taken_with_all_below_it_in_any_order(tmp_path: Path) -> None:
    text = (
        "kode,nama\n2.77.02.2.01.0003,Uji Layanan Antariksa Lokal\n2.77.02,PROGRAM UJI ANTARIKSA\n"
        "2.77,BIDANG UJI ANTARIKSA\n2.78.02,PROGRAM TANPA BIDANG\n2.79,BIDANG TANPA ISI\n"
    )
    done = import_reference(csv_file(tmp_path, text))
    assert sorted(e.kode for e in done.read.entries) == ["2.77", "2.77.02", "2.77.02.2.01.0003"]
    assert done.read.refused == {"bidang urusannya tidak dikenal": 2}
    assert {r.kode for r in done.read.shown} == {"2.78.02", "2.79"}


def test_documents_may_print_codes_of_a_bidang_that_was_imported(tmp_path: Path) -> None:
    text = "kode,nama\n2.77,BIDANG UJI ANTARIKSA\n2.77.02,PROGRAM UJI ANTARIKSA\n"
    Catalog.load()
    assert parse_kode("2 77 02 2.01 05") is None
    import_reference(csv_file(tmp_path, text))
    Catalog.load()
    found = parse_kode("2 77 02 2.01 05")
    assert found is not None
    assert found.kode == "2.77.02.2.01.0005"
    Catalog.load(user=False)
    assert parse_kode("2 77 02 2.01 05") is None


def test_a_list_of_changes_gives_both_sides_each_with_its_edition(tmp_path: Path) -> None:
    text = (
        "kode_lama,nama_lama,kode_baru,nama_baru,edisi_lama,edisi_baru\n"
        "1.06.04.2.01.0077,Uji Semula,1.06.04.2.01.0078,Uji Menjadi,050-3708/2020,050-5889/2021\n"
        ",,1.06.04.2.01.0079,Uji Tambahan,050-3708/2020,050-5889/2021\n"
    )
    found = read_list(csv_file(tmp_path, text))
    assert [(e.kode[-2:], e.nama, e.edisi) for e in found.entries] == [
        ("77", "Uji Semula", "050-3708/2020"),
        ("78", "Uji Menjadi", "050-5889/2021"),
        ("79", "Uji Tambahan", "050-5889/2021"),
    ]
    assert found.refused == {}


def test_codes_that_a_spreadsheet_keeps_as_numbers_are_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Kode", "Nama"], [2, "URUSAN UJI"], [2.1, "BIDANG UJI"], ["2.10.02", "PROGRAM UJI"], [None, None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [e.kode for e in read_list(tmp_path / "a.xlsx").entries] == ["2", "2.10", "2.10.02"]


def test_a_list_that_another_process_wrote_anew_is_read_anew(tmp_path: Path) -> None:
    import_reference(csv_file(tmp_path, f"kode,nama\n3.27.02.2.01.0099,{NAMA}\n"))
    assert Catalog.load().name_of("3.27.02.2.01.0099") == NAMA
    user_file().write_text(user_file().read_text(encoding="utf-8").replace(NAMA, f"{NAMA} Baru"), encoding="utf-8")
    assert Catalog.load().name_of("3.27.02.2.01.0099") == f"{NAMA} Baru"
