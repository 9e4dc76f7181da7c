"""A recipe is applied only where as many relations hold with it; in part where a part fits; and it is told which."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from normalize.types import Ukuran
from output.arrow import to_tables
from output.coverage import NO_TABLE
from output.rebuild import read_result
from output.types import DocumentResult
from output.write import DatasetWriter
from records.findings import Cek, Finding, Keparahan, Sebab
from renja.recipes.errors import RecipeError
from renja.recipes.files import Library
from renja.recipes.make import Said, draft_recipe, make_recipe
from renja.recipes.preview import _findings, preview_document
from renja.recipes.renew import concerned
from renja.recipes.reread import reread
from renja.recipes.shorthand import column_said, rows_said
from renja.recipes.told import preview_lines, use_line
from settle.held import relations_held, sums_closed

KNOWN = (("Kode", "Program / Kegiatan", "Pagu 2027 (Rp)", "Realisasi 2027 (Rp)", "Sisa (Rp)"),)
SPENT = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "700.000.000", "200.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "310.000.000", "90.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "390.000.000", "110.000.000"),
)
WIDE = (("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q", "Catatan"),)
NARROW = (("Kode", "Rumpun Kerja", "Lajur P", "Catatan"),)


def said(*columns: str, **more: Any) -> Said:
    return Said(tuple(map(column_said, columns)), **more)


def rows(document: DocumentResult, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = to_tables(document)[name].to_pylist()
    return found


def test_a_recipe_that_contradicts_the_numbers_is_refused_and_changes_nothing(make: Any) -> None:
    document = make.document(make.table(KNOWN, SPENT))
    recipe = make_recipe(document, 0, "salah", said("Realisasi 2027 (Rp)=prakiraan_maju,-,n+1"))
    after = reread(document, (recipe,))
    (use,) = after.resep
    assert (use.ditolak, use.sebelum, use.sesudah) == (True, 6, 3)
    assert after.tables == document.tables
    assert rows(after, "tabel")[0]["resep"] is None
    shown = "\n".join(preview_lines(preview_document(document, recipe, Library())))
    assert "TIDAK dipakai, hubungan yang cocok 6 -> 3" in shown


def test_levels_under_which_fewer_sums_close_are_refused(make: Any) -> None:
    document = make.document(make.table(KNOWN, SPENT))
    recipe = make_recipe(document, 0, "datar", Said(rows=(rows_said("program: kolom=Kode"),)))
    assert reread(document, (recipe,)).resep[0].ditolak


def test_a_table_whose_sums_close_is_a_table_whatever_is_said(make: Any) -> None:
    document = make.document(make.table(KNOWN, SPENT))
    recipe = make_recipe(document, 0, "bukan", Said(bukan_tabel=True))
    assert reread(document, (recipe,)).resep[0].ditolak


def test_what_fits_in_part_is_applied_in_part_and_says_which_column_it_lacks(make: Any) -> None:
    wide = make.document(make.table(WIDE, [(*row, "-") for row in make.first]))
    narrow = make.document(make.table(NARROW, [(*row[:3], "-") for row in make.second]), sha="cd")
    recipe = make_recipe(wide, 0, "lajur", said("Lajur P=pagu,sebelum,n", "Lajur Q=pagu,-,n"))
    after = reread(narrow, (recipe,))
    (use,) = after.resep
    assert (use.utuh, use.hilang, use.ditolak) == (False, ("Lajur Q",), False)
    assert {(row["ukuran"], row["konteks"]) for row in rows(after, "nilai")} == {("pagu", "sebelum")}
    shown = "\n".join(preview_lines(preview_document(narrow, recipe, Library())))
    assert "dipakai sebagian" in shown
    assert "kolom tidak ditemukan: 'Lajur Q'" in shown


def test_a_table_of_the_same_words_that_counts_people_is_left_as_it_was(make: Any) -> None:
    head = (("No", "Uraian", "Lajur P"),)
    budget = make.table(head, [(str(n), f"Belanja Uji {n}", f"{n}00.500.000") for n in range(1, 6)])
    people = make.table(head, [(str(n), f"Regu Uji {n}", str(7 * n)) for n in range(1, 6)])
    document = make.document(budget, people)
    recipe = make_recipe(document, 0, "lajur", said("Lajur P=pagu,-,n"))
    after = reread(document, (recipe,))
    assert [(use.tabel, use.ditolak, use.cacahan) for use in after.resep] == [(0, False, False), (1, True, True)]
    assert after.tables[1] == document.tables[1]
    thousands = replace(recipe, skala=1_000_000, contoh=())
    assert not any(use.ditolak for use in reread(document, (thousands,)).resep)


def test_other_tables_of_the_document_stay_as_they_are(make: Any) -> None:
    document = make.document(make.table(make.head, make.first), make.table(KNOWN, SPENT))
    recipe = make_recipe(document, 0, "lajur", said("Lajur P=pagu,sebelum,n"))
    after = reread(document, (recipe,))
    assert [use.tabel for use in after.resep] == [0]
    assert after.tables[1] == document.tables[1]
    assert after.tables[0] != document.tables[0]


def test_a_list_that_is_no_table_counts_for_nothing_and_its_amounts_stay_printed(make: Any, tmp_path: Any) -> None:
    people = [(str(n), f"Pegawai Uji {n}", f"{n}.250.{n}00") for n in range(3, 9)]
    document = make.document(make.table((("No", "Sebutan", "Register"),), people))
    recipe = make_recipe(document, 0, "daftar", Said(bukan_tabel=True))
    before, after = rows(document, "dokumen")[0]["cakupan"], reread(document, (recipe,))
    table = rows(after, "tabel")[0]
    assert (table["kolom"], table["resep"], table["alasan"]) == ([], "daftar", f"{NO_TABLE} daftar")
    assert rows(after, "baris") == rows(after, "nilai") == []
    assert len(rows(after, "sel")) == len(rows(document, "sel"))
    counted = rows(after, "dokumen")[0]["cakupan"]
    assert (counted["tabel"], counted["tercetak"]) == (0, before["tercetak"])
    with DatasetWriter(tmp_path) as writer:
        writer.write(after)
    stored = read_result(tmp_path, after.doc_id)
    assert {name: t.to_pylist() for name, t in to_tables(stored).items()} == {
        name: t.to_pylist() for name, t in to_tables(after).items()
    }
    again = rows(reread(stored, ()), "dokumen")[0]["cakupan"]
    assert again == before


def test_header_rows_that_a_recipe_moves_come_back_when_it_goes(make: Any, tmp_path: Any) -> None:
    table = make.table(make.head, make.first)
    headless = replace(table, n_header_rows=0, cells=tuple(replace(c, is_header=False) for c in table.cells))
    document = make.document(headless)
    recipe = make_recipe(document, 0, "kepala", said("Lajur P=pagu,sebelum,n", "Lajur Q=pagu,-,n", kepala=1))
    after = reread(document, (recipe,))
    assert rows(after, "tabel")[0]["baris_kepala"] == 1
    assert len(rows(after, "nilai")) == 12
    with DatasetWriter(tmp_path) as writer:
        writer.write(after)
    stored = read_result(tmp_path, after.doc_id)
    assert reread(stored, (recipe,)).resep == after.resep
    back = reread(stored, ())
    assert back.tables[0].source.table.n_header_rows == 0
    assert rows(back, "nilai") == rows(document, "nilai")


def test_what_is_said_of_rows_stands_in_the_tables(make: Any) -> None:
    plain = [("", *row[1:]) for row in make.first]
    document = make.document(make.table(make.head, plain))
    recipe = make_recipe(
        document,
        0,
        "tingkat",
        Said(rows=(rows_said("program: awalan=Program"), rows_said("kegiatan: awalan=Penyediaan"))),
    )
    found = rows(reread(document, (recipe,)), "baris")
    assert [row["tingkat_baris"] for row in found] == ["program", "kegiatan", "kegiatan"] * 2
    assert all("resep:tingkat" in row["perbaikan"] for row in found)


def test_a_remainder_without_a_year_is_of_the_year_that_is_given_to_what_it_is_reckoned_from(make: Any) -> None:
    head = (("Kode", "Program / Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)"),)
    document = make.document(make.table(head, SPENT))
    assert {c.tahun for c in document.tables[0].source.columns[2:]} == {2025}
    recipe = make_recipe(document, 0, "lalu", said("Pagu (Rp)=pagu,-,n-1", "Realisasi (Rp)=realisasi,-,n-1"))
    after = reread(document, (recipe,))
    assert [(c.peran, c.tahun) for c in after.tables[0].source.columns[2:]] == [
        ("pagu", 2026), ("realisasi", 2026), ("sisa", 2026),
    ]  # fmt: skip
    assert after.findings == document.findings


def test_findings_that_vanish_and_come_are_shown(make: Any) -> None:
    torn = [SPENT[0], SPENT[1], ("1.06.02.2.02", "Penyediaan Lampu Taman", "555.000.000", "390.000.000", "165.000.000")]
    document = make.document(make.table(KNOWN, torn))
    assert any("Pagu" in finding.penjelasan or "pagu" in finding.penjelasan for finding in document.findings)
    recipe = make_recipe(document, 0, "abai", said("Pagu 2027 (Rp)=-"))
    (change,) = preview_document(document, recipe, Library()).tables
    assert change.is_kept
    assert any("955.000.000" in text for text in change.temuan_hilang)
    assert [text for text in change.temuan_baru if "sisa" not in text] == []


def test_a_finding_between_tables_counts_for_each_that_takes_part() -> None:
    between = Finding(
        Cek.ANTAR_TABEL, Keparahan.PERINGATAN, Sebab.DOKUMEN, 0, 3, Ukuran.PAGU, None, 2031, Decimal(5), Decimal(7),
        Decimal(-2), 1, "Tabel 1 dan tabel 2 berbeda.", ((0, 3), (1, 8)),
    )  # fmt: skip
    for table, told in ((0, ("Tabel 1 dan tabel 2 berbeda.",)), (1, ("Tabel 1 dan tabel 2 berbeda.",)), (2, ())):
        assert _findings([between], [], table) == (told, ())


SCORES = ((310, 12), (420, 31), (155, 7), (288, 21), (731, 20), (512, 37), (904, 26))


def test_a_list_of_scores_whose_figures_are_related_may_be_called_no_table(make: Any) -> None:
    head = (("No", "Ukuran Uji", "Skala", "Bobot", "Skor"),)
    scores = [(str(n), f"Ukuran {n}", str(a), str(b), str(a * b)) for n, (a, b) in enumerate(SCORES, 1)]
    document = make.document(make.table(head, scores))
    recipe = make_recipe(document, 0, "skor", Said(bukan_tabel=True))
    (use,) = reread(document, (recipe,)).resep
    assert relations_held(document.tables[0]) > 0
    assert (use.sebelum, use.ditolak) == (0, False)


def test_a_unit_that_fits_only_a_part_of_the_amounts_is_refused(make: Any) -> None:
    head = (("Kode", "Program/Kegiatan", "Pagu Anggaran (Rp)"),)
    codes = ("2.05.03", "2.05.03.2.01", "2.05.03.2.01.0004", "2.05.03.2.01.0007")
    names = ("PROGRAM PENATAAN DERMAGA", "Kegiatan Lampu Dermaga", "Penyediaan Lampu", "Perawatan Lampu")
    amounts = ("9.412.500.000.000", "9.412.500.000.000", "9.412.000.000.000", "500.000.000")
    document = make.document(make.table(head, list(zip(codes, names, amounts, strict=True))))
    recipe = make_recipe(document, 0, "ribuan", Said(skala=1000))
    (use,) = reread(document, (recipe,)).resep
    assert sums_closed(document.tables[0])[0] > 0
    assert use.ditolak
    assert reread(document, (recipe,)).tables == document.tables


def test_two_columns_that_are_given_one_meaning_are_refused_by_both_names(make: Any) -> None:
    document = make.document(make.table(make.head, make.first))
    with pytest.raises(RecipeError, match=r"'Lajur P \(kolom 3\)' dan 'Lajur Q \(kolom 4\)' diberi arti yang sama"):
        make_recipe(document, 0, "dua", said("Lajur P=pagu,-,n", "Lajur Q=pagu,-,n"))


def test_a_recipe_of_another_hand_that_gives_two_columns_one_meaning_changes_nothing(make: Any) -> None:
    document = make.document(make.table(make.head, make.first))
    twice = draft_recipe(document, 0, "dua", said("Lajur P=pagu,-,n", "Lajur Q=pagu,-,n"))
    after = reread(document, (twice,))
    assert after.tables == document.tables
    assert [(use.ditolak, use.kembar) for use in after.resep] == [(True, ("Lajur P (kolom 3)", "Lajur Q (kolom 4)"))]
    assert "'Lajur P (kolom 3)' dan 'Lajur Q (kolom 4)'" in use_line(after.resep[0], "a.pdf")


def test_several_targets_of_one_year_are_no_meaning_given_twice(make: Any) -> None:
    head = (("Kode", "Rumpun Kerja", "Tolok A", "Tolok B", "Lajur P"),)
    body = [(kode, name, "10 orang", "4 paket", amount) for kode, name, amount, _ in make.first]
    document = make.document(make.table(head, body))
    recipe = make_recipe(document, 0, "tolok", said("Tolok A=target,-,n", "Tolok B=target,-,n", "Lajur P=pagu,-,n"))
    assert [use.ditolak for use in reread(document, (recipe,)).resep] == [False]


def test_a_recipe_that_is_refused_leaves_the_table_to_the_next_of_its_layout(make: Any, tmp_path: Any) -> None:
    document = make.document(make.table(KNOWN, SPENT))
    wrong = make_recipe(document, 0, "salah", said("Realisasi 2027 (Rp)=prakiraan_maju,-,n+1"))
    right = make_recipe(document, 0, "tepat", said("Pagu 2027 (Rp)=pagu,sebelum,n"))
    after = reread(document, (wrong, right))
    assert [(use.resep, use.ditolak) for use in after.resep] == [("salah", True), ("tepat", False)]
    assert after.tables == reread(document, (right,)).tables != document.tables
    assert [use.resep for use in reread(document, (right, wrong)).resep] == ["tepat"]
    with DatasetWriter(tmp_path) as writer:
        writer.write(after)
    assert list(concerned(tmp_path, (wrong, right))) == []
    assert list(concerned(tmp_path, (right, wrong))) == list(concerned(tmp_path, (wrong,))) == [after.doc_id]


def test_what_is_shown_before_a_recipe_is_kept_is_counted_as_the_judge_counts(make: Any) -> None:
    document = make.document(make.table(make.head, make.first))
    recipe = make_recipe(document, 0, "lajur", said("Lajur P=pagu,sebelum,n", "Lajur Q=pagu,-,n"))
    found = preview_document(document, recipe, Library())
    (change,) = found.tables
    assert change.tutup == (change.use.sebelum, change.use.sesudah)
    gained = change.use.sesudah - change.use.sebelum
    assert f"{gained:+d} hubungan cocok" in "\n".join(preview_lines(found))
