"""Review in bulk in a real browser: by keyboard, by boxes, with a second question, as files, on a narrow screen.

Nothing waits for a time that has passed: each step waits until what it brought about can be seen.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from renja.api import Dataset
from renja.review.corrections import revoke
from renja.show.wording import number_text
from renja.web.data import temuan as findings

Visits = Callable[..., Any]
LUWU, SAMBAS = "f8b8e2c43828af51", "75c00e423b8bd494"
_PATIENCE = 120_000
"""Milliseconds until something that should be there is missed: the machine may be busy with other things."""


def _opened(page: Any) -> str:
    return str(page.query.get("temuan", ""))


def _until_opened(page: Any, name: str) -> None:
    """Waits until the address says that this finding is opened."""
    told = "name => new URL(location.href).searchParams.get('temuan') === name"
    page.tab.wait_for_function(told, arg=name, timeout=_PATIENCE)
    page.settle()


def _until_said(page: Any, text: str) -> None:
    page.tab.get_by_text(text).first.wait_for(timeout=_PATIENCE)
    page.settle()


def _one(root: Path, sql: str) -> dict[str, Any]:
    row: dict[str, Any] = Dataset(root).sql(sql, "arrow").to_pylist()[0]
    return row


def _entries(root: Path) -> list[dict[str, Any]]:
    path = root / "koreksi.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def names(page_dataset: Path) -> list[str]:
    """The findings of one document, in the order of the list."""
    return findings.names(page_dataset, findings.Filters(dokumen=LUWU))


def test_the_keyboard_goes_through_the_findings_but_not_while_one_types(visit: Visits, names: list[str]) -> None:
    page = visit().open(f"?lihat=temuan&berkas={LUWU}")
    _until_opened(page, names[0])
    page.tab.keyboard.press("j")
    _until_opened(page, names[1])
    page.tab.keyboard.press("j")
    _until_opened(page, names[2])
    page.tab.keyboard.press("k")
    _until_opened(page, names[1])
    page.tab.keyboard.press("x")
    _until_said(page, "1 ditandai")
    reason = page.tab.get_by_role("textbox", name="Alasan").last
    reason.click()
    page.tab.keyboard.type("jika kx")
    assert reason.input_value() == "jika kx"
    page.settle()
    assert _opened(page) == names[1]
    assert page.tab.get_by_text("1 ditandai").count() > 0


def test_many_are_decided_at_once_and_the_table_keeps_its_row(
    visit: Visits, page_dataset: Path, names: list[str]
) -> None:
    before = len(_entries(page_dataset))
    page = visit().open(f"?lihat=temuan&berkas={LUWU}")
    _until_opened(page, names[0])
    page.cell("pilih_temuan", 300, 4)
    _until_opened(page, names[4])
    page.row("pilih_temuan", 0)
    _until_said(page, "1 ditandai")
    page.row("pilih_temuan", 2)
    _until_said(page, "2 ditandai")
    assert _opened(page) == names[4]  # to mark others opens none of them
    page.tab.get_by_text("Putuskan bersama").first.click()
    form = page.tab.locator("[data-testid=stForm]", has_text="yang tersaring")
    page.press_until_said(form.get_by_role("button", name="Simpan untuk 2 yang ditandai"), "Pilih keputusannya dahulu")
    form.get_by_role("radiogroup").get_by_text("perlu dicek", exact=True).click()
    form.get_by_role("textbox", name="Alasan").fill("minta berita acara")
    form.get_by_role("textbox", name="Nama Anda").fill("Gede")
    form.get_by_role("button", name="Simpan untuk 2 yang ditandai").click()
    _until_said(page, "0 ditandai")
    made = _entries(page_dataset)[before:]
    assert [(each["keputusan"], each["oleh"], each["alasan"]) for each in made] == [
        ("perlu_dicek", "Gede", "minta berita acara")
    ] * 2
    stored = f"SELECT temuan_id FROM temuan WHERE keputusan = 'perlu_dicek' AND doc_id = '{LUWU}'"
    held = {row["temuan_id"] for row in Dataset(page_dataset).sql(stored, "arrow").to_pylist()}
    assert held >= {names[0], names[2]}
    assert _opened(page) == names[4]
    page.awaits("perlu dicek, Gede")
    lines = page.table("pilih_temuan")
    assert lines.count("▶") == 1
    page.select("Keputusan", "perlu dicek")
    page.tab.wait_for_function(
        "kept => kept.includes(new URL(location.href).searchParams.get('temuan'))", arg=sorted(held), timeout=_PATIENCE
    )
    page.select("Keputusan", "Semua")
    assert _opened(page) in held  # it passes both filters, so it stays


def test_a_correction_a_hundred_times_the_print_is_asked_about_once_more(visit: Visits, page_dataset: Path) -> None:
    sql = (
        f"SELECT v.baris_id, b.halaman, v.nilai FROM nilai v JOIN baris b USING (baris_id) WHERE v.doc_id = '{SAMBAS}' "
        "AND v.ukuran = 'realisasi' AND v.nilai > 1000000 AND b.tingkat_baris = 'kegiatan' ORDER BY 1 LIMIT 1"
    )
    row = _one(page_dataset, sql)
    values = Dataset(page_dataset).sql(f"SELECT * FROM nilai WHERE baris_id = '{row['baris_id']}'", "arrow").to_pylist()
    at = next(n for n, each in enumerate(values) if (each["ukuran"], each["nilai"]) == ("realisasi", row["nilai"]))
    before = len(_entries(page_dataset))
    asked = f"?lihat=koreksi&dok={SAMBAS}&hlm={row['halaman']}&baris={row['baris_id']}&nilai={at}"
    page = visit().open(asked)
    page.tab.get_by_label("Nilai yang benar").fill(number_text(row["nilai"] * 100))
    page.tab.get_by_label("Alasan", exact=True).first.fill("salah ketik")
    page.tab.get_by_label("Nama Anda").first.fill("Gede")
    page.press("Simpan koreksi")
    _until_said(page, "seratus kali yang tercetak")
    page.press("Tidak, kembali")
    page.tab.get_by_text("seratus kali yang tercetak").wait_for(state="detached", timeout=_PATIENCE)
    assert len(_entries(page_dataset)) == before
    page.press("Simpan koreksi")
    _until_said(page, "seratus kali yang tercetak")
    page.press("Ya, tetap simpan")
    page.tab.get_by_text("seratus kali yang tercetak").wait_for(state="detached", timeout=_PATIENCE)
    _until_said(page, "dikoreksi menjadi")
    (made,) = _entries(page_dataset)[before:]
    assert made["nilai_baru"] == f"{row['nilai'] * 100:.0f}"
    revoke(page_dataset, made["id"], oleh="Gede", alasan="hanya uji")  # the other tests see the dataset as it was


def test_the_working_paper_of_the_marked_findings_is_downloaded(visit: Visits, names: list[str]) -> None:
    page = visit().open(f"?lihat=temuan&berkas={LUWU}&temuan={names[1]}")
    _until_opened(page, names[1])
    page.tab.keyboard.press("x")
    _until_said(page, "1 ditandai")
    page.tab.keyboard.press("j")
    _until_opened(page, names[2])
    page.tab.keyboard.press("x")
    _until_said(page, "2 ditandai")
    files = {}
    for kind in ("Kertas kerja XLSX", "CSV"):
        with page.tab.expect_download(timeout=_PATIENCE) as waiting:
            page.tab.get_by_role("button", name=f"{kind} (2 yang ditandai)").click()
        files[kind] = Path(waiting.value.path()).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(files["Kertas kerja XLSX"]))
    head = [cell.value for cell in book["Temuan"][1]]
    held = [dict(zip(head, row, strict=True)) for row in book["Temuan"].iter_rows(min_row=2, values_only=True)]
    assert [row["Id temuan"] for row in held] == names[1:3]
    pictures: list[Any] = book["Gambar"]._images
    assert len(pictures) == 2
    assert [line.split(",")[0] for line in files["CSV"].decode("utf-8-sig").splitlines()[1:]] == names[1:3]


def test_on_a_narrow_screen_the_filters_stand_behind_one_switch(visit: Visits) -> None:
    wide = visit(1280).open("?lihat=temuan")
    filters = [wide.tab.get_by_role("combobox", name=name, exact=True) for name in ("Sebab", "Wilayah", "Keputusan")]
    places = [each.bounding_box() for each in filters]
    assert all(each is not None for each in places)
    assert len({round(each["y"] + each["height"] / 2) for each in places}) == 1  # one row
    assert wide.tab.get_by_text("Saringan (dipakai").is_hidden()
    page = visit(390).open("?lihat=temuan&sebab=dokumen")
    cause = page.tab.get_by_role("combobox", name="Sebab", exact=True)
    assert cause.is_hidden()
    page.tab.get_by_text("Saringan (dipakai: 1)").click()
    cause.wait_for(state="visible", timeout=_PATIENCE)
    assert page.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_on_a_narrow_screen_the_tree_shows_amounts_beside_names(visit: Visits) -> None:
    page = visit(390).open(f"?lihat=dokumen&dok={LUWU}&bagian=pohon")
    narrow = page.tab.locator(".st-key-pilih_pohon_sempit [data-testid=stDataFrame]")
    narrow.wait_for(state="visible", timeout=_PATIENCE)
    assert page.tab.locator(".st-key-pilih_pohon [data-testid=stDataFrame]").is_hidden()
    assert all(title in page.table("pilih_pohon_sempit") for title in ("Kode dan nama", "Tertulis", "Selisih"))
    assert page.tab.get_by_role("combobox", name="Wilayah").is_hidden()
    page.row("pilih_pohon_sempit", 1)
    page.tab.locator("[class*=st-key-lembar_pohon] img").first.wait_for(timeout=_PATIENCE)


def test_a_value_in_doubt_is_shown_with_its_cell(visit: Visits, page_dataset: Path) -> None:
    page = visit().open("?lihat=temuan&daftar=ragu")
    said = page.text()
    assert "diragukan; uang yang dipertaruhkan" in said or "Tidak ada yang ragu" in said
    if "diragukan" in said:
        page.tab.locator("[class*=st-key-lembar_ragu] img").first.wait_for(timeout=_PATIENCE)
        assert page.tab.get_by_role("button", name="Benar seperti adanya", exact=True).is_visible()
