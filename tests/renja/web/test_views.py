"""The views run without a browser: what they say, what they refuse, and that a document's text is only ever text."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from normalize.types import JenisTabel, Konteks, TingkatBaris, Ukuran
from output.rebuild import read_result
from output.types import Status
from output.write import DatasetWriter
from records.findings import Cek, Keparahan, Penyebab, Sebab
from records.matched import MatchedTable, Wilayah
from renja.api import Dataset
from renja.batch.status import standing
from renja.review.corrections import correct_row
from renja.show.comparison import about_comparison
from renja.web.data import dokumen as documents
from renja.web.data import perbandingan as comparisons
from renja.web.data import ringkasan as data
from renja.web.data import temuan as findings
from renja.web.labels import label
from renja.web.settings import Settings
from renja.web.text import percent, rupiah

LUWU = "f8b8e2c43828af51"
VIEWS = ("ringkasan", "perbandingan", "dokumen", "temuan", "koreksi", "kueri")
HOSTILE = "![x](http://contoh.invalid/a.png) <img src=x onerror=alert(1)> :red[$x$] =cmd"


def _script(dataset: str) -> None:
    from pathlib import Path

    from renja.web.app import show_page
    from renja.web.settings import Settings

    show_page(Settings(Path(dataset)))


def _open(root: Path, /, **asked: str) -> Any:
    page = AppTest.from_function(_script, args=(str(root),), default_timeout=600)
    for name, value in asked.items():
        page.query_params[name] = value
    return page.run()


def _markdown(page: Any) -> str:
    kinds = (page.markdown, page.caption, page.success, page.warning, page.error, page.info)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_view_runs_in_both_languages(page_dataset: Path, view: str, language: str) -> None:
    page = _open(page_dataset, lihat=view, bahasa=language)
    assert not page.exception
    assert not page.error
    assert page.title[0].value == {"id": "Rencana dan anggaran daerah", "en": "Regional plans and budgets"}[language]


@pytest.mark.parametrize("words", [Cek, Keparahan, Sebab, Penyebab, JenisTabel, TingkatBaris, Ukuran, Konteks])
def test_every_word_of_the_dataset_has_a_label_in_both_languages(
    words: Iterable[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {}
    for language in ("id", "en"):
        monkeypatch.setattr("renja.web.language.language", lambda language=language: language)
        shown[language] = [label(word) for word in words]
        assert not any("_" in text for text in shown[language])
    same = [one for one, other in zip(shown["id"], shown["en"], strict=True) if one == other]
    assert set(same) <= {"Info", "Target"}


@pytest.mark.parametrize("part", ["halaman", "pohon", "nama", "kisi"])
def test_each_part_of_a_document_runs(page_dataset: Path, part: str) -> None:
    page = _open(page_dataset, lihat="dokumen", dok=LUWU, bagian=part)
    assert not page.exception
    assert len(page.dataframe) == (2 if part == "pohon" else 1)  # one of them for narrow screens


@pytest.mark.parametrize(
    "asked",
    [
        {"lihat": "../../etc/passwd"},
        {"lihat": "dokumen", "dok": "../../../etc/passwd", "hlm": "-1", "baris": "'; DROP TABLE baris; --"},
        {"lihat": "perbandingan", "kode": "1.06' OR 1=1", "tahun": "99999999999", "oleh": "bulan"},
        {"lihat": "perbandingan", "kode": "X.XX.01", "banding": "tren"},
        {"lihat": "temuan", "cek": "a~b~c", "daerah": "99.99", "kantor": "x" * 5000, "temuan": "-a", "hlm_temuan": "9"},
        {"lihat": "koreksi", "dok": LUWU, "baris": f"{LUWU}-t999-b9999", "nilai": "77"},
        {"dataset": "/", "pdf_root": "/", "bahasa": "xx"},
    ],
)
def test_an_address_that_makes_no_sense_gives_an_ordinary_page(page_dataset: Path, asked: dict[str, str]) -> None:
    page = _open(page_dataset, **asked)
    assert not page.exception


def test_a_documents_text_is_never_taken_for_markup(page_dataset: Path, tmp_path: Path) -> None:
    import shutil

    dataset = Path(shutil.copytree(page_dataset, tmp_path / "hasil"))
    found = Dataset(dataset).sql(
        f"SELECT baris_id, halaman FROM baris WHERE doc_id = '{LUWU}' AND nama <> '' LIMIT 1", "arrow"
    )
    row = found.to_pylist()[0]
    correct_row(dataset, row["baris_id"], oleh=HOSTILE, alasan=HOSTILE, nama=HOSTILE)
    for view in ("dokumen", "koreksi"):
        page = _open(dataset, lihat=view, dok=LUWU, hlm=str(row["halaman"]), baris=row["baris_id"])
        assert not page.exception
        said = _markdown(page)
        assert "contoh" in said
        assert "![x](" not in said
        assert "<img" not in said.replace("\\<img", "")
        assert ":red[" not in said


def test_money_is_written_as_indonesians_write_it(page_dataset: Path) -> None:
    page = _open(page_dataset, lihat="ringkasan")
    assert any(" miliar; tiap kantor" in each.value for each in page.caption)


def _doubtful(table: MatchedTable) -> MatchedTable:
    """The table with values that nobody can be sure of."""
    rows = [
        replace(each, row=replace(each.row, values=tuple(replace(v, keyakinan=0.3) for v in each.row.values)))
        for each in table.rows
    ]
    return replace(table, source=replace(table.source, rows=tuple(r.row for r in rows)), rows=tuple(rows))


def test_the_summary_says_what_share_of_the_money_can_be_compared_and_opens_the_place(
    page_dataset: Path, tmp_path: Path
) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    stored = read_result(root, LUWU)
    with DatasetWriter(root) as writer:
        writer.write(replace(stored, tables=tuple(map(_doubtful, stored.tables)), findings=()))
    page = _open(root, lihat="ringkasan")
    counted = "SELECT sum(cakupan.tabel) AS n, sum(cakupan.anggaran) AS a FROM dokumen"
    row = Dataset(root).sql(counted, "arrow").to_pylist()[0]
    figures = {each.label: each.value for each in page.metric}
    assert figures["Nilai uang tercetak di tabel"].replace(".", "") == str(row["n"])
    assert figures["Masuk perbandingan"] == percent(100 * float(row["a"]) / float(row["n"]))
    assert figures["Dokumen tanpa uang terpakai"] == "1"
    lost = data.lost(root)
    assert set(lost["doc_id"]) == {LUWU}
    page.session_state["tabel_hilang"] = lost["tabel_id"].iloc[0]
    page.run()
    next(each for each in page.button if each.label.startswith("Buka dokumennya")).click().run()
    assert not page.exception
    assert (page.session_state["dok"], page.session_state["hlm"]) == (LUWU, lost["halaman"].iloc[0])


def test_a_document_of_which_nothing_was_read_is_counted_and_opened_from_the_summary(
    page_dataset: Path, tmp_path: Path
) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    unread = replace(
        read_result(root, LUWU), tables=(), findings=(), uang_di_teks=0, status=Status.SEBAGIAN, pesan=("5 gambar",)
    )
    with DatasetWriter(root) as writer:
        writer.write(unread)
    page = _open(root, lihat="ringkasan")
    assert any("Uang 1 dokumen tidak dipahami sama sekali" in each.value for each in page.caption)
    lost = data.lost(root).set_index("doc_id").loc[LUWU]
    assert (lost["halaman"], lost["alasan"]) == (1, "5 gambar")
    assert standing(root).tak_dipahami == 1


def test_a_name_and_a_reason_are_asked_for_before_a_decision_is_kept(page_dataset: Path) -> None:
    before = (page_dataset / "koreksi.jsonl").exists()
    page = _open(page_dataset, lihat="temuan")
    radios = [each for each in page.radio if each.options == ["diterima", "ditolak", "perlu dicek"]]
    assert [each.value for each in radios] == [None, None]  # nothing is taken beforehand, here or for many
    _button(page, "Simpan keputusan").click().run()
    assert any("Pilih keputusannya" in each.value for each in page.error)
    next(each for each in page.radio if each.label == "Temuan ini").set_value("diterima")
    _button(page, "Simpan keputusan").click().run()
    assert any("nama" in each.value for each in page.error)
    assert (page_dataset / "koreksi.jsonl").exists() == before


def test_findings_are_filtered_by_document_and_cause_and_decided_many_at_once(
    page_dataset: Path, tmp_path: Path
) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    before = set(findings.names(root, findings.Filters(keputusan="ditolak")))  # by another test
    held = findings.names(root, findings.Filters(sebab=("dokumen",), dokumen=LUWU))
    assert 1 < len(held) < len(findings.names(root, findings.Filters()))
    page = _open(root, lihat="temuan", sebab="dokumen", berkas=LUWU)
    next(each for each in page.text_area if each.key == "alasan_banyak").set_value("dua tahap")
    next(each for each in page.text_input if each.key == "nama_putusan_banyak").set_value("Wayan")
    next(each for each in page.radio if each.label.startswith("Semua")).set_value("ditolak")
    _button(page, f"Simpan untuk semua {len(held)} yang tersaring").click().run()
    assert not page.exception
    assert not page.error
    found = findings.names(root, findings.Filters(keputusan="ditolak"))
    assert set(found) == {*held, *before}
    rejected = findings.rejected(root, findings.Filters())
    assert rejected == len(found)
    assert f"{len(held)} di antaranya ditolak" in _markdown(page)
    stands = {(one.cek, one.keparahan): one.temuan for one in data.findings(root).itertuples()}
    assert sum(stands.values()) == len(findings.names(root, findings.Filters())) - rejected


def test_marked_findings_are_decided_together_and_the_opened_one_stays(page_dataset: Path, tmp_path: Path) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    page = _open(root, lihat="temuan", berkas=LUWU)
    assert _button(page, "Simpan untuk 0 yang ditandai").disabled
    names = findings.names(root, findings.Filters(dokumen=LUWU))
    for name in names[:2]:
        assert page.session_state["temuan"] == name
        _button(page, "Tandai").click().run()
        _button(page, "Berikutnya ▶").click().run()
    next(each for each in page.radio if each.label.startswith("Semua")).set_value("diterima")
    next(each for each in page.text_area if each.key == "alasan_banyak").set_value("sudah diperbaiki")
    next(each for each in page.text_input if each.key == "nama_putusan_banyak").set_value("Wayan")
    _button(page, "Simpan untuk 2 yang ditandai").click().run()
    assert not page.exception
    assert set(findings.names(root, findings.Filters(keputusan="diterima"))) == set(names[:2])
    assert page.session_state["temuan"] == names[2]
    assert _button(page, "Simpan untuk 0 yang ditandai").disabled


def test_figures_that_others_give_have_their_mark_beside_the_cell(page_dataset: Path) -> None:
    tables = documents.tables(page_dataset, LUWU)
    table = str(tables[tables["jenis_tabel"] == "rencana_pendanaan"]["tabel_id"].iloc[0])
    page = _open(page_dataset, lihat="dokumen", dok=LUWU, bagian="kisi", tabel=table)
    signs = documents.cell_signs(page_dataset, LUWU, table, 0)
    assert "✓" in signs.values()
    grid = page.dataframe[0].value
    for (row, column), sign in signs.items():
        assert str(grid.loc[row, str(column)]).endswith(f" {sign}")
    assert f"✓ {list(signs.values()).count('✓')} cocok" in _markdown(page)


def test_a_region_is_ranked_among_its_peers_in_a_sentence_with_its_criteria(page_dataset: Path, tmp_path: Path) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    stored = read_result(root, LUWU)
    with DatasetWriter(root) as writer:
        for number in range(1, 6):
            other = Wilayah("kabupaten", "74", "Sulawesi Tenggara", f"74.0{number}", f"Kabupaten Contoh {number}")
            writer.write(replace(stored, sha256=str(number) * 64, wilayah=other))
    asked = {"lihat": "perbandingan", "banding": "wilayah", "kode": "1.06.01", "tahun": "2024", "oleh": "kabkota"}
    page = _open(root, **asked)
    assert not page.exception
    said = _markdown(page).replace("\\", "")
    assert "lebih tinggi daripada 0 % dari 5 kabupaten sejenis" in said
    assert "(tingkat kabupaten; kode 1.06.01; tahun 2024; Renja, perubahan; kantor: dinas)" in said
    assert "1 tahap atau jenis dokumennya lain" in said  # the LKjIP
    columns = list(page.dataframe[0].value.columns)
    assert columns.index("Bagian") < columns.index("Pagu")
    assert {"Cakupan", "Dibaca"} <= set(columns)


def test_the_largest_items_say_which_regions_are_missing_and_how_much_was_understood(page_dataset: Path) -> None:
    page = _open(page_dataset, lihat="perbandingan", banding="terbesar", tahun="2026")
    shown = set(page.dataframe[0].value["Wilayah"])
    assert "Kabupaten Luwu" not in shown
    said = _markdown(page).replace("\\", "")
    assert "tidak ada dokumen tahun itu**: " in said
    assert "Kabupaten Luwu" in said
    assert {"Bagian", "Cakupan", "Dibaca"} <= set(page.dataframe[0].value.columns)
    have = {"17"}
    assert {m.kode_wilayah for m in comparisons.without_items(page_dataset, 2026, have, None)} >= {"73.17", "61.01"}


def _far_down() -> None:
    from decimal import Decimal

    import pandas as pd

    from renja.web.table import Column, show_table
    from renja.web.text import rupiah

    amounts = [*[Decimal(0)] * 900, Decimal(-98_765_432_109_876)]
    show_table(pd.DataFrame({"selisih": amounts}), [Column("selisih", "Selisih", rupiah)], "contoh")


def test_a_figure_far_down_a_table_is_shown_with_its_sign_and_first_digits() -> None:
    table = AppTest.from_function(_far_down).run().dataframe[0]
    assert json.loads(table.proto.columns)["Selisih"]["width"] >= 7 * len("-Rp 98.765.432.109.876")


def test_the_tree_gives_each_of_its_sums_the_room_that_its_longest_figure_needs(page_dataset: Path) -> None:
    table = _open(page_dataset, lihat="dokumen", dok=LUWU, bagian="pohon").dataframe[0]
    widths = json.loads(table.proto.columns)
    for name in ("Tertulis", "Jumlah anak", "Selisih"):
        assert widths[name]["width"] >= 7 * max(len(rupiah(amount)) for amount in table.value[name])


def test_an_address_of_a_document_that_is_not_there_is_said_so(page_dataset: Path) -> None:
    page = _open(page_dataset, lihat="dokumen", dok="0123456789abcdef")
    assert not page.exception
    assert any("menyebut dokumen **0123456789abcdef**" in each.value for each in page.warning)
    page.run()
    assert not any("menyebut dokumen" in each.value for each in page.warning)  # no news any more
    page = _open(page_dataset, lihat="dokumen", dok=LUWU, wilayah="61.01")
    assert page.session_state["dok"] == LUWU
    assert not any("menyebut" in each.value for each in page.warning)


@pytest.mark.parametrize("more", [{}, {"sebab": "pembacaan", "keparahan": "info", "cek": "kode_ganda"}])
def test_an_address_of_a_finding_that_is_not_there_is_said_so(page_dataset: Path, more: dict[str, str]) -> None:
    page = _open(page_dataset, lihat="temuan", temuan="0123456789abcdef-zz", **more)
    assert not page.exception
    assert any("menyebut temuan **0123456789abcdef\\-zz**" in each.value for each in page.warning)
    known = findings.names(page_dataset, findings.Filters())[-1]
    assert not any("menyebut" in each.value for each in _open(page_dataset, lihat="temuan", temuan=known).warning)


def test_messages_stand_in_indonesian_alone_and_times_are_the_readers(
    page_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(page_dataset, root)
    said = ("3 nilai tidak terbaca (halaman 4) / values not read", 'kolom "Target / pagu" kosong')
    with DatasetWriter(root) as writer:
        writer.write(replace(read_result(root, LUWU), pesan=said))
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    time.tzset()
    try:
        page = _open(root, lihat="dokumen", dok=LUWU)
        told = _markdown(page).replace("\\", "")
        utc = Dataset(root).sql(f"SELECT waktu_ingest FROM dokumen WHERE doc_id = '{LUWU}'", "arrow").to_pylist()[0]
        shown = utc["waktu_ingest"].astimezone(ZoneInfo("Asia/Jayapura"))
        assert f"dibaca {shown:%Y-%m-%d %H:%M}" in told
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "3 nilai tidak terbaca (halaman 4)" in told
    assert "values not read" not in told
    assert 'kolom "Target / pagu" kosong' in told
    assert "values not read" in _markdown(_open(root, lihat="dokumen", dok=LUWU, bahasa="en")).replace("\\", "")
    told = _markdown(_open(tmp_path))
    assert "bukan dataset renja" in told
    assert "not a" not in told


def test_the_workbook_of_an_indonesian_page_has_no_english(page_dataset: Path) -> None:
    choice = comparisons.Choice(comparisons.Wilayah.PROVINSI, comparisons.Tahap.MURNI, None)
    found = comparisons.compared(page_dataset, "1.06.04", 2024, choice)
    reasons = [why for name, why in about_comparison(found, "id") if name.startswith("tidak ada: ")]
    assert len(reasons) > 30
    assert not any("/" in why for why in reasons)
    assert not any("(" in why for name, why in about_comparison(found, "id") if name.startswith("tidak terpakai"))


def _button(page: Any, text: str) -> Any:
    return next(each for each in page.button if each.label == text)


def test_a_dataset_that_is_none_is_said_so(tmp_path: Path) -> None:
    page = _open(tmp_path)
    assert not page.exception
    assert "bukan dataset renja" in page.error[0].value


def test_settings_survive_the_way_through_the_scripts_arguments() -> None:
    for settings in (Settings(Path("hasil")), Settings(Path("hasil"), Path("pdf lama"))):
        assert Settings.of(settings.as_arguments()) == settings
    with pytest.raises(ValueError, match="DATASET"):
        Settings.of([])
