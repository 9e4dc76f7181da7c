"""Matching by file: context from the rows above, columns kept, corpora that repeat themselves."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from nomenclature.catalog import Catalog, Entry
from nomenclature.likely import Likely
from nomenclature.match_csv import ANSWERS, match_csv
from normalize.types import TingkatBaris

HEAD = "dokumen,kode_asli,nama_asli,level,kewenangan\n"
SOCIAL = (
    "{0},1.06.04,PROGRAM REHABILITASI SOSIAL,program,kabkota\n"
    "{0},2.01,Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar,kegiatan,kabkota\n"
    "{0},,Penyediaan Permakanan,sub kegiatan,kabkota\n"
    "{0},01,Program Penunjang Urusan Pemerintahan Daerah Kab/Kota,program,kabkota\n"
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(user=False)


def answers(folder: Path, text: str, catalog: Catalog) -> list[dict[str, str]]:
    path = folder / "nama.csv"
    path.write_text(text, encoding="utf-8")
    return list(match_csv(path, catalog))


def test_rows_above_give_the_parent_and_the_bidang(tmp_path: Path, catalog: Catalog) -> None:
    found = answers(tmp_path, HEAD + SOCIAL.format("a"), catalog)
    assert [row["kode"][:12] for row in found] == ["1.06.04", "1.06.04.2.01", "1.06.04.2.01", "1.06.01"]
    assert tuple(found[0]) == ("dokumen", "kode_asli", "nama_asli", "level", "kewenangan", *ANSWERS)
    assert all(row["alasan"] for row in found)


def test_another_document_begins_without_context(tmp_path: Path, catalog: Catalog) -> None:
    text = HEAD + SOCIAL.format("a") + "b,2.01,Kegiatan Yang Tidak Dikenal Siapa Pun,kegiatan,kabkota\n"
    assert answers(tmp_path, text, catalog)[-1]["kode"] == ""


def test_a_level_that_is_not_given_is_inferred(tmp_path: Path, catalog: Catalog) -> None:
    found = answers(tmp_path, "nama_asli,kode_asli\nPROGRAM REHABILITASI SOSIAL,\nxyz,1.06.04.2.01\n", catalog)
    assert [row["kode"] for row in found] == ["1.06.04", "1.06.04.2.01"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_list_is_read_whichever_mark_the_spreadsheet_put_between_its_columns(
    mark: str, tmp_path: Path, catalog: Catalog
) -> None:
    lines = (("nama_asli", "kode_asli"), ('"PROGRAM REHABILITASI SOSIAL"', "1.06.04"))
    found = answers(tmp_path, "".join(mark.join(line) + "\n" for line in lines), catalog)
    assert [row["kode"] for row in found] == ["1.06.04"]


@pytest.mark.parametrize("printed", ["PROGRAM REHABILITASI SOSIAL", "1.06.04 - PROGRAM REHABILITASI SOSIAL"])
def test_a_name_that_stands_in_the_code_s_column_is_the_row_s_name(
    printed: str, tmp_path: Path, catalog: Catalog
) -> None:
    text = f"kode_asli,nama_asli\n{printed},\n2.01,Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar\n"
    program, kegiatan = answers(tmp_path, text, catalog)
    assert (program["kode"], program["nama_baku"]) == ("1.06.04", "PROGRAM REHABILITASI SOSIAL")
    assert kegiatan["kode"] == "1.06.04.2.01"


def test_a_name_is_not_taken_from_the_code_s_column_where_the_row_has_its_own(tmp_path: Path, catalog: Catalog) -> None:
    text = "kode_asli,nama_asli\nPROGRAM REHABILITASI SOSIAL,Penyediaan Sandang\n"
    assert answers(tmp_path, text, catalog)[0]["nama_baku"] == "Penyediaan Sandang"


@pytest.mark.parametrize("level", ["", "kegiatan"])
def test_a_kegiatan_whose_code_lost_a_dot_and_whose_name_is_cut_becomes_no_sub_kegiatan(
    level: str, tmp_path: Path, catalog: Catalog
) -> None:
    text = "kode_asli,nama_asli,level\n1.06.04,PROGRAM REHABILITASI SOSIAL,program\n1.06.04.201,Penyediaan Perma,{}\n"
    found = answers(tmp_path, text.format(level), catalog)[-1]
    assert (found["kode"], found["cocok_metode"]) == ("1.06.04.2.01", "kode")


def test_the_code_that_lost_a_dot_keeps_the_kewenangan_of_a_cut_name(tmp_path: Path, catalog: Catalog) -> None:
    text = "kode_asli,nama_asli\n1.06.04.201,Rehabilitasi Sosial Dasar Penyan\n1.06.04.201.0001,Penyediaan Perma\n"
    found = answers(tmp_path, text, catalog)
    assert [row["kode"] for row in found] == ["1.06.04.2.01", "1.06.04.2.01.0001"]
    assert {row["cocok_metode"] for row in found} == {"kode+nama"}


def test_an_input_column_named_like_an_answer_is_kept(tmp_path: Path, catalog: Catalog) -> None:
    (row,) = answers(tmp_path, "nama_asli,kode\nPROGRAM REHABILITASI SOSIAL,punya saya\n", catalog)
    assert (row["kode_asal"], row["kode"]) == ("punya saya", "1.06.04")


def test_a_file_without_names_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="nama_asli"):
        answers(tmp_path, "nama\nx\n", catalog)


def test_names_that_come_again_and_again_are_looked_up_once(tmp_path: Path, catalog: Catalog) -> None:
    text = HEAD + "".join(SOCIAL.format(i) for i in range(2000))
    began = time.process_time()
    found = answers(tmp_path, text, catalog)
    assert len(found) == 8000
    assert len(found) / (time.process_time() - began) > 10_000
    assert {row["kode"] for row in found[4:]} == {row["kode"] for row in found[:4]}


def misprinted(catalog: Catalog) -> list[str]:
    """Rows of an unordered list: names with a letter lost, or cut, some with a level, none with a code."""
    levels = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)
    entries = [e for e in catalog.entries if e.level in levels]
    rows = []
    for i, entry in enumerate(entries[:: len(entries) // 150]):
        nama = entry.nama[: len(entry.nama) * 3 // 4] if i % 3 == 0 else entry.nama[:9] + entry.nama[10:]
        rows.append(f'"{nama}",{entry.level.value if i % 2 else ""},kabkota\n')
    return rows


def test_names_that_are_looked_for_together_have_the_answers_that_each_has_by_itself(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "nama_asli,level,kewenangan\n" + "".join(misprinted(catalog))
    together = answers(tmp_path, text, catalog)
    monkeypatch.setattr("nomenclature.match_csv._BLOCK", 40)  # the rest of a list comes in the next block
    assert answers(tmp_path, text, catalog) == together
    monkeypatch.setattr("nomenclature.match_csv._FEW", 10**6)
    assert answers(tmp_path, text, catalog) == together
    assert sum(row["kode"] != "" for row in together) > len(together) // 2


def test_names_whose_parents_tell_what_they_are_are_not_looked_for_beforehand(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    expect = Likely.expect

    def counted(likely: Likely, names: Mapping[TingkatBaris, Sequence[str]]) -> None:
        told.append(sum(map(len, names.values())))
        expect(likely, names)

    monkeypatch.setattr(Likely, "expect", counted)
    program, kegiatan, *items = SOCIAL.format("a").splitlines()[:3]
    plan = [program, kegiatan] + [items[0].replace("Permakanan", "Permakan")] * 30
    text = "".join(line.replace("a,", f"{n},", 1) + "\n" for n in range(5) for line in plan)
    assert {row["kode"][:12] for row in answers(tmp_path, HEAD + text, catalog)} == {"1.06.04", "1.06.04.2.01"}
    assert told == [30]


def test_a_row_of_another_kewenangan_than_most_is_looked_for_in_its_own(tmp_path: Path) -> None:
    names = {"1": "Pembinaan Taman Kota Layang", "2": "Pembinaan Kebun Kota Apung", "3": "Pembinaan Waduk Kota Batu"}
    entries = [
        Entry("1.06.04.1.0" + n, TingkatBaris.KEGIATAN, nama, "provinsi" if n == "3" else "kabkota", "", "impor")
        for n, nama in names.items()
    ]
    text = "nama_asli,level,kewenangan\n" + "".join(
        f"{nama},kegiatan,{'provinsi' if n == '3' else 'kabkota'}\n" for n, nama in names.items()
    )
    found = answers(tmp_path, text, Catalog.build(entries))
    assert [row["nama_baku"] for row in found] == list(names.values())


def test_a_row_without_kewenangan_has_that_of_most(tmp_path: Path) -> None:
    nama = "Pembinaan Waduk Kota Batu"
    entries = [
        Entry("1.06.04.1.03", TingkatBaris.KEGIATAN, nama, "provinsi", "", "impor"),
        Entry("1.06.04.2.05", TingkatBaris.KEGIATAN, nama, "kabkota", "", "impor"),
    ]
    text = f"nama_asli,level,kewenangan\n{nama},kegiatan,kabkota\n{nama},kegiatan,kabkota\n{nama},kegiatan,provinsi\n"
    found = answers(tmp_path, text + f"{nama},kegiatan,\n", Catalog.build(entries))
    assert [row["kode"] for row in found] == ["1.06.04.2.05", "1.06.04.2.05", "1.06.04.1.03", "1.06.04.2.05"]
