"""Review in bulk without a browser: what is listed, what stays opened, what is confirmed, what is asked about."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from output.overlay.store import FILE, read_overlay
from output.rebuild import read_result
from output.write import DatasetWriter
from records.matched import MatchedTable
from renja.api import Dataset
from renja.review.corrections import Keputusan, correct_row, decide_named
from renja.web.data import ragu as doubts
from renja.web.data import temuan as findings
from renja.web.text import number

LUWU = "f8b8e2c43828af51"
Opens = Callable[..., Any]


@pytest.fixture
def dataset(page_dataset: Path, tmp_path: Path) -> Path:
    """A copy that a test may change, in which nobody has decided anything."""
    root = Path(shutil.copytree(page_dataset, tmp_path / "hasil"))
    (root / FILE).unlink(missing_ok=True)
    with DatasetWriter(root) as writer:
        stored = read_result(root, LUWU)
        writer.write(replace(stored, findings=tuple(replace(f, keputusan=None) for f in stored.findings)))
    return root


def _button(page: Any, text: str) -> Any:
    return next(each for each in page.button if each.label == text)


def _decide(page: Any, decision: str) -> None:
    next(each for each in page.radio if each.label == "Temuan ini").set_value(decision)
    next(each for each in page.text_area if each.key != "alasan_banyak").set_value("sudah dilihat")
    next(each for each in page.text_input if each.key == "nama_putusan").set_value("Ketut")
    _button(page, "Simpan keputusan").click().run()


def test_what_no_longer_passes_the_filter_makes_room_for_the_one_after_it(dataset: Path, open_page: Opens) -> None:
    names = findings.names(dataset, findings.Filters(dokumen=LUWU))
    page = open_page(dataset, lihat="temuan", berkas=LUWU, keputusan="belum", temuan=names[2])
    _decide(page, "ditolak")
    assert not page.exception
    assert page.session_state["temuan"] == names[3]
    last = open_page(dataset, lihat="temuan", berkas=LUWU, keputusan="belum", temuan=names[-1])
    _decide(last, "ditolak")
    assert last.session_state["temuan"] == names[-2]


def test_what_still_passes_stays_opened_whatever_else_is_filtered_or_decided(dataset: Path, open_page: Opens) -> None:
    names = findings.names(dataset, findings.Filters(dokumen=LUWU))
    page = open_page(dataset, lihat="temuan", berkas=LUWU, temuan=names[4])
    _decide(page, "perlu_dicek")
    assert page.session_state["temuan"] == names[4]
    assert any("perlu dicek, Ketut" in str(text) for text in page.dataframe[0].value["Keputusan"])
    assert any("perlu dicek" in each.value and "Ketut" in each.value for each in page.success)
    next(each for each in page.selectbox if each.key == "berkas").set_value("semua").run()
    assert page.session_state["temuan"] == names[4]
    marks = list(page.dataframe[0].value[" "])
    assert marks.count("▶") == 1
    assert (
        page.dataframe[0].value["Penjelasan"].iloc[marks.index("▶")] == findings.finding(dataset, names[4]).penjelasan
    )


def test_findings_are_filtered_by_probable_cause_and_ordered_by_money(dataset: Path) -> None:
    causes = findings.causes(dataset)
    every = findings.rows(dataset, findings.names(dataset, findings.Filters()))
    for cause in causes:
        held = findings.rows(dataset, findings.names(dataset, findings.Filters(penyebab=(cause,))))
        assert set(held["penyebab"]) == {cause}
        assert len(held) == (every["penyebab"] == cause).sum()
    by_money = findings.rows(dataset, findings.names(dataset, findings.Filters(), findings.BY_AMOUNT))
    is_money = by_money["ukuran"].isin(["pagu", "realisasi", "prakiraan_maju", "sisa"]) & by_money["selisih"].notna()
    amounts = [abs(amount) for amount in by_money[is_money]["selisih"]]
    assert amounts == sorted(amounts, reverse=True)
    assert is_money.to_list() == sorted(is_money, reverse=True)


def test_the_list_of_twenty_thousand_findings_answers_within_two_seconds(
    page_dataset: Path, tmp_path: Path, open_page: Opens
) -> None:
    stored, root = read_result(page_dataset, LUWU), tmp_path / "banyak"
    few = stored.findings
    with DatasetWriter(root) as writer:
        for copy in range(4):
            many = tuple(
                replace(few[n % len(few)], tertulis=Decimal(n), penjelasan=f"Contoh {n}") for n in range(5_000)
            )
            writer.write(replace(stored, sha256=str(copy) * 64, findings=many))
    page = open_page(root, lihat="temuan")
    assert any(each.value.startswith("20.000 temuan") for each in page.caption)
    assert any("1–10 dari 20.000" in each.value for each in page.caption)  # what is left out is said
    assert len(page.dataframe[0].value) == 10
    took = []
    for _ in range(3):
        began = time.process_time()
        _button(page, "Daftar berikutnya »").click().run()
        took.append(time.process_time() - began)
    assert page.session_state["temuan"] == findings.names(root, findings.Filters())[30]
    assert min(took) < 2


@pytest.fixture
def doubtful(dataset: Path) -> Path:
    """The same with the values of one document read in doubt."""
    stored = read_result(dataset, LUWU)
    with DatasetWriter(dataset) as writer:
        writer.write(replace(stored, tables=tuple(map(_in_doubt, stored.tables))))
    return dataset


def _in_doubt(table: MatchedTable) -> MatchedTable:
    rows = [
        replace(each, row=replace(each.row, values=tuple(replace(v, keyakinan=0.4) for v in each.row.values)))
        for each in table.rows
    ]
    return replace(table, source=replace(table.source, rows=tuple(r.row for r in rows)), rows=tuple(rows))


def _of_document(root: Path) -> Any:
    return doubts.passing(doubts.doubts(root), doubts.Filters(alasan=(doubts.FIGURE,), dokumen=LUWU))


def test_what_is_in_doubt_comes_by_the_money_at_stake_and_can_be_said_to_be_right(
    doubtful: Path, open_page: Opens
) -> None:
    held = _of_document(doubtful)
    assert len(held) > 50
    assert list(held["uang"]) == sorted(held["uang"], reverse=True)
    fed = f"SELECT coalesce(sum(pagu), 0) AS pagu FROM anggaran WHERE doc_id = '{LUWU}'"
    before = Dataset(doubtful).sql(fed, "arrow").to_pylist()[0]["pagu"]
    page = open_page(doubtful, lihat="temuan", daftar="ragu", berkas=LUWU, alasan_ragu=doubts.FIGURE)
    assert not page.exception
    first = str(held["ragu"].iloc[0])
    assert page.session_state["ragu"] == first
    _button(page, "Benar seperti adanya").click().run()
    assert any("Isi nama" in each.value for each in page.error)  # nobody is nobody
    next(each for each in page.text_input if each.key == "nama_benar").set_value("Luh")
    _button(page, "Benar seperti adanya").click().run()
    assert not page.exception
    assert page.session_state["ragu"] == str(held["ragu"].iloc[1])
    entry = read_overlay(doubtful).entries[-1]
    assert (entry.oleh, entry.alasan, entry.nilai_baru) == ("Luh", "dicocokkan dengan cetakannya", entry.nilai_semula)
    sure = f"SELECT keyakinan FROM nilai WHERE perbaikan = 'koreksi:{entry.id}'"
    assert Dataset(doubtful).sql(sure, "arrow").to_pylist() == [{"keyakinan": 1.0}]
    assert next(each for each in page.text_input if (each.key or "").startswith("nama_benar_banyak")).value == "Luh"
    _button(page, f"Benar seperti adanya: semua {number(len(held) - 1)} yang tersaring").click().run()
    assert not page.exception
    assert _of_document(doubtful).empty
    assert Dataset(doubtful).sql(fed, "arrow").to_pylist()[0]["pagu"] > before  # what is sure is summed


def test_a_correction_a_hundred_times_the_print_is_asked_about_in_the_page(dataset: Path, open_page: Opens) -> None:
    sql = (
        f"SELECT v.baris_id, b.halaman, v.nilai FROM nilai v JOIN baris b USING (baris_id) WHERE v.doc_id = '{LUWU}' "
        "AND v.ukuran = 'pagu' AND v.nilai > 1000000 ORDER BY 1 LIMIT 1"
    )
    row = Dataset(dataset).sql(sql, "arrow").to_pylist()[0]
    values = Dataset(dataset).sql(f"SELECT * FROM nilai WHERE baris_id = '{row['baris_id']}'", "arrow").to_pylist()
    at = next(n for n, each in enumerate(values) if each["nilai"] == row["nilai"] and each["ukuran"] == "pagu")
    page = open_page(dataset, lihat="koreksi", dok=LUWU, hlm=str(row["halaman"]), baris=row["baris_id"], nilai=str(at))
    next(each for each in page.text_input if each.label == "Nilai yang benar").set_value(f"{row['nilai']:.0f}00")
    next(each for each in page.text_input if each.key == "nama_nilai").set_value("Luh")
    _button(page, "Simpan koreksi").click().run()
    asked = next(each.value for each in page.warning if "Periksa sekali lagi" in each.value)
    assert "seratus kali" in asked
    assert "Tidak ada alasannya" in asked
    assert not (dataset / FILE).exists()
    _button(page, "Tidak, kembali").click().run()
    assert not any("Periksa sekali lagi" in each.value for each in page.warning)
    _button(page, "Simpan koreksi").click().run()
    _button(page, "Ya, tetap simpan").click().run()
    assert not page.exception
    assert read_overlay(dataset).entries[-1].nilai_baru == row["nilai"] * 100


def test_who_goes_to_another_row_has_answered_the_question_with_no(dataset: Path, open_page: Opens) -> None:
    sql = f"SELECT baris_id, halaman FROM baris WHERE doc_id = '{LUWU}' AND nama <> '' ORDER BY halaman, urutan LIMIT 2"
    one, other = Dataset(dataset).sql(sql, "arrow").to_pylist()
    page = open_page(dataset, lihat="koreksi", dok=LUWU, hlm=str(one["halaman"]), baris=one["baris_id"])
    next(each for each in page.segmented_control if each.label == "Yang dikoreksi").set_value("baris").run()
    next(each for each in page.text_area if each.label == "Nama tercetak").set_value("Nama contoh")
    next(each for each in page.text_input if each.key == "nama_baris").set_value("Luh")
    _button(page, "Simpan koreksi").click().run()
    assert any("Tidak ada alasannya" in each.value for each in page.warning)
    page.session_state["baris"] = other["baris_id"]
    page.session_state["hlm"] = other["halaman"]
    page.run()
    page.session_state["baris"] = one["baris_id"]
    page.run()
    assert not any("Periksa sekali lagi" in each.value for each in page.warning)
    assert not (dataset / FILE).exists()


def test_the_tree_for_narrow_screens_has_code_and_name_together_and_short_amounts(
    page_dataset: Path, open_page: Opens
) -> None:
    wide, narrow = open_page(page_dataset, lihat="dokumen", dok=LUWU, bagian="pohon").dataframe
    assert list(narrow.value.columns) == ["Kode dan nama", "Tertulis", "Selisih", " "]
    code, name = wide.value["Kode"].iloc[1], wide.value["Nama"].iloc[1].strip()
    assert narrow.value["Kode dan nama"].iloc[1].split() == f"{code} {name}".split()
    assert list(narrow.value["Tertulis"]) == list(wide.value["Tertulis"])  # sorted by the amount, shown in a word


def test_decisions_keep_name_time_and_reason_for_the_list(dataset: Path) -> None:
    name = findings.names(dataset, findings.Filters(dokumen=LUWU))[0]
    (entry,) = decide_named(dataset, [name], Keputusan.DITERIMA, oleh="Luh", alasan="benar")
    held = findings.decisions(dataset)[entry.id]
    assert (held.oleh, held.alasan, held.waktu) == ("Luh", "benar", entry.waktu)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_of_doubts_runs_in_both_languages_and_takes_no_text_for_markup(
    doubtful: Path, language: str, open_page: Opens
) -> None:
    held = _of_document(doubtful)
    baris_id = str(held["baris_id"].iloc[0])
    hostile = "![x](http://contoh.invalid/a.png) :red[$x$]"
    correct_row(doubtful, baris_id, nama=hostile, oleh="Luh", alasan=hostile)
    page = open_page(
        doubtful, lihat="temuan", daftar="ragu", bahasa=language, berkas=LUWU, ragu=str(held["ragu"].iloc[0])
    )
    assert not page.exception
    assert page.session_state["ragu"].startswith(baris_id)
    said = "\n".join(str(each.value) for kind in (page.markdown, page.caption) for each in kind)
    assert "contoh" in said
    assert "![x](" not in said
    assert ":red[" not in said


@pytest.mark.parametrize(
    "asked",
    [
        {"daftar": "ragu", "ragu": "'; DROP TABLE nilai; --", "alasan_ragu": "a~b"},
        {"daftar": "x", "per": "1000000", "urut": "acak", "penyebab": "tidak ada"},
        {"daftar": "ragu", "ragu": "-", "berkas": "../../etc/passwd", "per": "-1"},
    ],
)
def test_an_address_of_a_list_that_makes_no_sense_gives_an_ordinary_page(
    page_dataset: Path, asked: dict[str, str], open_page: Opens
) -> None:
    assert not open_page(page_dataset, lihat="temuan", **asked).exception


def test_a_value_is_added_beside_one_of_another_context_only_where_that_is_said(
    dataset: Path, open_page: Opens
) -> None:
    sql = (
        f"SELECT v.baris_id, b.halaman, v.tahun FROM nilai v JOIN baris b USING (baris_id) WHERE v.doc_id = '{LUWU}' "
        "AND v.ukuran = 'pagu' GROUP BY ALL HAVING bool_and(v.konteks = 'rancangan_awal' OR v.konteks = "
        "'hasil_analisis') ORDER BY 1 LIMIT 1"
    )
    row = Dataset(dataset).sql(sql, "arrow").to_pylist()[0]
    page = open_page(dataset, lihat="koreksi", dok=LUWU, hlm=str(row["halaman"]), baris=row["baris_id"])
    next(each for each in page.segmented_control if each.label == "Yang dikoreksi").set_value("tambah").run()
    next(each for each in page.selectbox if each.label == "Ukuran").set_value("pagu")
    next(each for each in page.number_input if each.label == "Tahun").set_value(row["tahun"])
    next(each for each in page.text_input if each.label == "Nilai").set_value("5.000")
    next(each for each in page.text_input if each.key == "alasan_tambah").set_value("tidak terbaca")
    next(each for each in page.text_input if each.key == "nama_tambah").set_value("Luh")
    _button(page, "Simpan koreksi").click().run()
    assert any("konteks" in each.value and "baru" in each.value for each in page.error)
    assert not (dataset / FILE).exists()
    next(each for each in page.checkbox if each.label.startswith("Di samping")).set_value(True)
    _button(page, "Simpan koreksi").click().run()
    assert not page.exception
    assert read_overlay(dataset).entries[-1].nilai_baru == 5000
