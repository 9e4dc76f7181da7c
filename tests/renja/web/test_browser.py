"""The page in a real browser: every view is driven as a person would."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from renja.api import Dataset, ingest
from renja.show.wording import number_text

Visits = Callable[..., Any]
VIEWS = ("ringkasan", "perbandingan", "dokumen", "temuan", "koreksi", "kueri")
LUWU, SAMBAS = "f8b8e2c43828af51", "75c00e423b8bd494"


def _one(root: Path, sql: str) -> dict[str, Any]:
    row: dict[str, Any] = Dataset(root).sql(sql, "arrow").to_pylist()[0]
    return row


def _has_colour(visit: Any, place: str, colour: tuple[int, int, int], *, awaited: bool = True) -> bool:
    """True where the picture below ``place`` has points of that colour, waiting until it is as ``awaited``."""
    end = time.monotonic() + _PATIENCE
    while (found := _shows_colour(visit, place, colour)) is not awaited and time.monotonic() < end:
        visit.tab.wait_for_timeout(200)
    return found


_PATIENCE = 120
"""Seconds: a picture is drawn anew after a click, by a process of its own."""


def _shows_colour(visit: Any, place: str, colour: tuple[int, int, int]) -> bool:
    from PIL import Image

    source = visit.tab.locator(f"[class*=st-key-{place}] img").first.get_attribute("src")
    answer = visit.tab.request.get(visit.address.rstrip("/") + source if source.startswith("/") else source)
    if not answer.ok:
        return False  # it was exchanged for another one meanwhile
    picture: Any = Image.open(io.BytesIO(answer.body())).convert("RGB")
    near = (max(abs(a - b) for a, b in zip(found, colour, strict=True)) for _, found in picture.getcolors(1 << 24))
    return min(near) <= 24


RED, BLUE = (0xE0, 0x31, 0x31), (0x1C, 0x7E, 0xD6)


def test_summary_says_what_is_there_what_failed_and_why(visit: Visits, page_dataset: Path) -> None:
    page = visit().open()
    text = page.text()
    n_documents = _one(page_dataset, "SELECT count(*) AS n FROM dokumen")["n"]
    assert f"Dokumen\n\n{n_documents}\n" in text
    assert "1 gagal" in text
    assert "Jumlah menurut program" in text
    assert "provinsi belum punya dokumen" in text
    page.awaits("rusak.pdf")
    page.part("Yang belum ada")
    assert page.query["bagian"] == "belum"


def test_english_by_a_switch_that_the_address_keeps(visit: Visits) -> None:
    page = visit().open()
    assert page.tab.evaluate("document.documentElement.lang") == "id"
    page.part("English")
    assert "Regional plans and budgets" in page.text()
    assert page.tab.evaluate("document.documentElement.lang") == "en"
    assert page.query["bahasa"] == "en"
    assert "Sums by programme" in visit().open("?bahasa=en").text()


def test_an_address_reproduces_the_comparison(visit: Visits) -> None:
    page = visit().open("?lihat=perbandingan&banding=wilayah")
    page.select("Kode atau nama (ketik untuk mencari)", "rehabilitasi sosial")
    page.select("Tahun", "2024")
    assert page.query["kode"].startswith("1.06.04")
    seen = page.text()
    assert "Kabupaten Luwu" in page.table("pilih_wilayah")
    again = visit().open("?" + urlencode(page.query))
    assert again.text() == seen


def test_back_returns_to_what_was_seen_before(visit: Visits) -> None:
    page = visit().open("?lihat=temuan")
    page.part("Dokumen")
    assert page.query["lihat"] == "dokumen"
    page.tab.go_back()
    page.tab.wait_for_function("location.search.includes('lihat=temuan')")
    page.settle()
    page.tab.locator("[role=radio][aria-checked=true]", has_text="Temuan").first.wait_for(state="attached")


def test_the_comparison_is_given_out_as_csv_xlsx_and_png(visit: Visits, page_dataset: Path) -> None:
    import openpyxl

    page = visit().open("?lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota")
    files = {}
    for name in ("CSV", "XLSX", "PNG"):
        with page.tab.expect_download() as waiting:
            page.tab.get_by_role("button", name=f"Unduh {name}").click()
        files[name] = Path(waiting.value.path()).read_bytes()
    rows = {row["wilayah"]: row for row in csv.DictReader(io.StringIO(files["CSV"].decode("utf-8-sig")))}
    wanted = _one(
        page_dataset,
        f"SELECT pagu FROM anggaran WHERE kode = '1.06.04' AND tahun = 2024 AND doc_id = '{LUWU}'",
    )
    assert Decimal(rows["Kabupaten Luwu"]["pagu"]) == wanted["pagu"]
    assert Decimal(rows["Kabupaten Sambas"]["realisasi"]) > 0
    sheet = openpyxl.load_workbook(io.BytesIO(files["XLSX"]))["perbandingan"]
    assert {sheet.cell(row, 2).value for row in range(2, sheet.max_row + 1)} == set(rows)
    assert files["PNG"].startswith(b"\x89PNG")


def test_the_largest_program_of_a_region_opens_on_its_page(visit: Visits) -> None:
    page = visit().open("?lihat=perbandingan&banding=terbesar&tahun=2024&pemerintah=kabkota")
    page.row("pilih_terbesar", 0)
    page.press("Buka halamannya")
    assert page.query["lihat"] == "dokumen"
    assert _has_colour(page, "potongan_baris", RED)


def test_the_largest_programs_of_all_governments_stand_in_the_order_of_their_budgets(visit: Visits) -> None:
    table = visit().open("?lihat=perbandingan&banding=terbesar&tahun=2024").table("pilih_terbesar")
    places = [table.index(name) for name in ("\nBengkulu\n", "Kabupaten Luwu", "Kabupaten Sambas")]
    assert places == sorted(places)


def test_on_a_narrow_screen_the_marked_cell_is_in_sight(visit: Visits, page_dataset: Path) -> None:
    row = _one(
        page_dataset,
        f"SELECT baris_id, halaman FROM nilai WHERE doc_id = '{SAMBAS}' AND ukuran = 'realisasi' ORDER BY 1 LIMIT 1",
    )
    asked = f"?lihat=dokumen&dok={SAMBAS}&hlm={row['halaman']}&baris={row['baris_id']}&nilai=1"
    page = visit(390).open(asked)
    scrolled = "document.querySelector('.st-key-potongan_baris').scrollLeft"
    page.tab.wait_for_function(f"{scrolled} > 200")


def test_the_trend_is_drawn_over_the_years(visit: Visits) -> None:
    page = visit().open("?lihat=perbandingan&banding=tren&kode=1.06.04&oleh=provinsi")
    assert page.tab.locator("[data-testid=stVegaLiteChart]").count() == 1
    years = page.table("pilih_wilayah")
    assert all(year in years for year in ("2022", "2023", "2024"))


def test_a_row_and_then_one_value_are_marked_on_the_page(visit: Visits) -> None:
    page = visit().open(f"?lihat=dokumen&dok={LUWU}&hlm=20")
    assert page.tab.locator("[class*=st-key-potongan_]").count() == 0
    page.row("pilih_baris", 2)
    assert _has_colour(page, "potongan_baris", BLUE)
    assert _has_colour(page, "lembar_baris", RED)
    page.row("pilih_nilai", 0)
    assert not _has_colour(page, "lembar_baris", BLUE, awaited=False)
    assert _has_colour(page, "lembar_baris", RED)
    assert page.query["nilai"] == "0"
    page.press("Berikutnya")
    assert page.query["hlm"] == "21"
    assert "baris" not in page.query


def test_the_tree_shows_sums_and_their_differences(visit: Visits, page_dataset: Path) -> None:
    page = visit().open(f"?lihat=dokumen&dok={LUWU}&bagian=pohon")
    assert "Jumlah: ✓" in page.text()
    top = _one(page_dataset, f"SELECT pagu FROM anggaran WHERE doc_id = '{LUWU}' AND kode = '1.06.01'")["pagu"]
    assert f"\n{top:.0f}\n{top:.0f}\n0\n" in page.table("pilih_pohon")
    page.row("pilih_pohon", 1)
    assert _has_colour(page, "lembar_pohon", BLUE)


def test_printed_and_official_names_stand_side_by_side(visit: Visits) -> None:
    page = visit().open(f"?lihat=dokumen&dok={LUWU}&bagian=nama")
    table = page.table("pilih_nama")
    assert all(title in table for title in ("Kode tercetak", "Kode baku", "Nama tercetak", "Nama baku"))


def test_a_cell_of_the_raw_grid_is_marked_on_the_page(visit: Visits) -> None:
    page = visit().open(f"?lihat=dokumen&dok={LUWU}&bagian=kisi")
    page.cell("pilih_sel", 440, 4)
    assert _has_colour(page, "potongan_kisi", RED)


def test_a_finding_opens_on_its_page_and_is_decided(visit: Visits, page_dataset: Path) -> None:
    page = visit().open("?lihat=temuan&keparahan=galat")
    text = page.text()
    assert all(word in text for word in ("Tertulis", "Dihitung", "Selisih", "Kemungkinan penyebab"))
    assert _has_colour(page, "lembar_temuan", RED)
    page.press("Berikutnya")
    chosen = page.query["temuan"]
    page.tab.get_by_role("radiogroup", name="Temuan ini").get_by_text("ditolak", exact=True).click()
    page.tab.get_by_role("textbox", name="Alasan").fill("Angka di lampiran benar ![x](http://contoh.invalid/x.png)")
    page.tab.get_by_role("textbox", name="Nama Anda").fill("Sri")
    page.press("Simpan keputusan")
    page.tab.locator("[data-testid=stAlert]", has_text="ditolak, Sri").wait_for()
    stored = _one(page_dataset, f"SELECT keputusan FROM temuan WHERE temuan_id = '{chosen}'")
    assert stored == {"keputusan": "ditolak"}
    entry = json.loads((page_dataset / "koreksi.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert entry["oleh"] == "Sri"
    again = visit().open(f"?lihat=temuan&temuan={chosen}&keputusan=ditolak")
    assert "ditolak, Sri" in again.text()


def test_a_value_is_corrected_in_the_page_and_stays_after_a_reingest(visit: Visits, page_dataset: Path) -> None:
    value = _one(
        page_dataset,
        f"SELECT v.baris_id, b.halaman, v.nilai FROM nilai v JOIN baris b USING (baris_id) WHERE v.doc_id = '{SAMBAS}' "
        "AND v.ukuran = 'pagu' AND b.tingkat_baris = 'sub_kegiatan' ORDER BY baris_id LIMIT 1",
    )
    of_row = f"SELECT ukuran, nilai FROM nilai WHERE baris_id = '{value['baris_id']}'"
    at = Dataset(page_dataset).sql(of_row, "arrow").to_pylist().index({"ukuran": "pagu", "nilai": value["nilai"]})
    page = visit().open(f"?lihat=koreksi&dok={SAMBAS}&hlm={value['halaman']}&baris={value['baris_id']}&nilai={at}")
    right = value["nilai"] + 1_234_567
    what = page.tab.locator("[data-testid=stForm] strong").first.inner_text()
    page.tab.get_by_label("Nilai yang benar").fill("12,5 juta")
    page.tab.get_by_label("Alasan", exact=True).fill("angka terakhir tidak terbaca")
    page.tab.get_by_label("Nama Anda").fill("Sri")
    page.press("Simpan koreksi")
    assert "bentuk Indonesia" in page.text()
    page.tab.get_by_label("Nilai yang benar").fill(number_text(right))
    page.press("Simpan koreksi")
    page.tab.get_by_text("dikoreksi menjadi").first.wait_for()
    sql = f"SELECT nilai, perbaikan FROM nilai WHERE baris_id = '{value['baris_id']}' AND perbaikan LIKE 'koreksi:%'"
    assert _one(page_dataset, sql)["nilai"] == right, what
    ingest("samples/sambas_lkjip_2024_s36_excel.pdf", page_dataset, workers=1, force=True)
    assert _one(page_dataset, sql)["nilai"] == right
    again = visit().open(f"?lihat=dokumen&dok={SAMBAS}&hlm={value['halaman']}&baris={value['baris_id']}")
    assert number_text(right) in again.table("pilih_nilai")


_NAMELESS = """
() => [...document.querySelectorAll('input, textarea, button, img')]
  .filter(each => each.closest('[data-testid=stMain]'))
  .filter(each => {
    if (each.tagName === 'IMG') return !each.alt;
    const named = each.getAttribute('aria-label') || each.getAttribute('aria-labelledby') || each.title;
    return !named && !(each.labels && each.labels.length) && !each.textContent.trim();
  }).map(each => each.outerHTML.slice(0, 200))
"""


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_fits_a_narrow_screen_and_names_what_is_to_be_operated(visit: Visits, view: str) -> None:
    page = visit(390).open(f"?lihat={view}&dok={LUWU}")
    assert page.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.tab.locator("[data-testid=stException]").count() == 0
    assert page.tab.evaluate(_NAMELESS) == []
