"""What people know, told in a real browser: a layout by a recipe, a document's identity; both hold afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from renja.api import Dataset, ingest
from tests.renja.recipes.papers import Row, pdf_bytes
from tests.renja.web.conftest import serving, visiting

UNKNOWN = ("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q")
"""A header whose columns of money no reader can know."""
KNOWN = ("Kode", "Program dan Kegiatan", "Pagu (Rp)")
FIRST = (
    ("1.06.02", "Program Pemberdayaan Sosial", "900.000.000", "1.100.000.000"),
    ("1.06.02.2.01", "Pemberdayaan Sosial KAT", "400.000.000", "500.000.000"),
    ("1.06.02.2.02", "Pengumpulan Sumbangan", "500.000.000", "600.000.000"),
)
SECOND = (
    ("1.06.02", "Program Pemberdayaan Sosial", "700.000.000", "810.000.000"),
    ("1.06.02.2.01", "Pemberdayaan Sosial KAT", "300.000.000", "350.000.000"),
    ("1.06.02.2.02", "Pengumpulan Sumbangan", "400.000.000", "460.000.000"),
)
COMPARED = "?lihat=perbandingan&banding=wilayah&kode=1.06.02&oleh=kabkota&tahun="


class Told:
    """A dataset with its page and browser, and PDFs to read into it."""

    def __init__(self, folder: Path, browser: Any, stack: ExitStack) -> None:
        self.folder, self.root = folder, folder / "hasil"
        self._browser, self._stack = browser, stack
        self.visit: Callable[..., Any] = lambda: pytest.fail("no page yet")

    def begin(self, *pdfs: Path) -> Any:
        """Reads the first PDFs and opens the page; a tab of it."""
        self.read(*pdfs)
        address = self._stack.enter_context(serving(self.root))
        self.visit = self._stack.enter_context(visiting(self._browser, address))
        return self.visit()

    def pdf(self, name: str, title: Sequence[str], head: Row, body: Sequence[Row]) -> Path:
        """Writes a PDF of one table."""
        path = self.folder / f"{name}.pdf"
        path.write_bytes(pdf_bytes(title, (head, *body), "Pengolah Uji 1.0"))
        return path

    def read(self, *pdfs: Path, force: bool = False) -> None:
        """Reads PDFs into the dataset."""
        assert ingest(list(pdfs), self.root, workers=1, force=force).exit_code == 0

    def one(self, sql: str) -> dict[str, Any]:
        """The first row of an answer."""
        row: dict[str, Any] = Dataset(self.root).sql(sql, "arrow").to_pylist()[0]
        return row


@pytest.fixture
def told(tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """A folder in which people tell things of documents; its page is closed at the end."""
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "milik"))
    with ExitStack() as stack:
        yield Told(tmp_path, browser, stack)


def test_an_unknown_table_is_mapped_in_the_page_and_the_next_one_of_its_layout_is_read_without_a_click(
    told: Told,
) -> None:
    luwu = ("RENCANA KERJA", "DINAS SOSIAL KABUPATEN LUWU TIMUR", "TAHUN 2027")
    sambas = ("RENCANA KERJA", "DINAS SOSIAL KABUPATEN SAMBAS", "TAHUN 2027")
    page = told.begin(told.pdf("satu", luwu, UNKNOWN, FIRST)).open("?lihat=resep")
    assert "1 dokumen, 1 tabel" in page.text()
    page.press("Petakan nomor 1")
    assert "Rumpun Kerja" in page.text()
    for column, context in ((3, "sebelum perubahan"), (4, "tanpa konteks")):
        page.pick(f"Arti kolom {column}", "Pagu")
        page.pick(f"Konteks kolom {column}", context)
        page.pick(f"Tahun kolom {column}", "tahun dokumen (2027)")
    page.tab.get_by_label("Nama resep").fill("lajur-pq")
    page.tab.keyboard.press("Tab")
    page.settle().press("Terapkan dan lihat akibatnya")
    page.tab.get_by_text("Dipakai. Hubungan angka yang cocok").wait_for()
    assert "0 → 6" in page.text()
    assert not (told.root / "resep").exists()
    page.press("Simpan resep")
    page.tab.get_by_text("Tersimpan sebagai resep/lajur-pq.toml").wait_for()
    page.press("Lihat di Perbandingan")
    page.open(COMPARED + "2027")
    page.awaits("Kabupaten Luwu Timur")
    assert "1100000000" in page.table("pilih_wilayah")

    told.read(told.pdf("dua", sambas, UNKNOWN, SECOND))
    later = told.visit().open(COMPARED + "2027")
    later.awaits("Kabupaten Sambas")
    assert "810000000" in later.table("pilih_wilayah")
    assert {each["resep"] for each in Dataset(told.root).table("tabel", "arrow").to_pylist()} == {"lajur-pq"}


def test_a_recipe_is_changed_and_dropped_in_the_page(told: Told) -> None:
    from typer.testing import CliRunner

    from renja.cli import app

    title = ("RENCANA KERJA", "DINAS SOSIAL KABUPATEN LUWU TIMUR", "TAHUN 2027")
    told.begin(told.pdf("satu", title, UNKNOWN, FIRST))
    words = ["recipe", "make", str(told.root), "satu", "--name", "lajur", "--page", "1", "--keep"]
    made = CliRunner().invoke(app, [*words, "--column", "Lajur P=pagu,-,n"])
    assert made.exit_code == 0, made.output
    page = told.visit().open("?lihat=resep&bagian=daftar")
    assert "membaca 1 tabel di 1 dokumen" in page.text()
    page.press("Ubah lajur")
    page.pick("Arti kolom 3", "Realisasi")
    page.press("Terapkan dan lihat akibatnya")
    page.press("Simpan resep")
    page.tab.get_by_text("Tersimpan sebagai resep/lajur.toml").wait_for()
    assert (
        told.one("SELECT count(*) AS n FROM nilai WHERE ukuran = 'realisasi' AND perbaikan = 'resep:lajur'")["n"] == 3
    )
    page.press("Hapus resep lajur")
    page.press("Ya, hapus")
    page.tab.get_by_text("Resep lajur dihapus").wait_for()
    assert told.one("SELECT count(*) AS n FROM nilai WHERE perbaikan LIKE 'resep:%'")["n"] == 0
    assert not list((told.root / "resep").glob("*.toml"))


def test_the_identity_of_a_document_is_told_in_the_page_and_survives_a_reading_anew(told: Told) -> None:
    body = tuple(row[:3] for row in FIRST)
    pdf = told.pdf("tanpa_sampul", ("RENCANA KERJA",), KNOWN, body)
    page = told.begin(pdf)
    assert told.one("SELECT tahun, kabkota, perangkat_daerah FROM dokumen") == dict.fromkeys(
        ("tahun", "kabkota", "perangkat_daerah")
    )
    page = told.visit().open("?lihat=dokumen&bagian=identitas")
    page.tab.get_by_label("Tahun", exact=True).fill("2029")
    page.tab.get_by_label("Perangkat daerah").fill("Dinas Sosial")
    box = page.tab.locator("[data-testid=stForm]").get_by_role("combobox", name="Wilayah")
    page.choose(box, "luwu timur", page.tab.get_by_role("option", name="Kabupaten Luwu Timur", exact=True))
    page.tab.get_by_label("Alasan").first.fill("Sampulnya tercetak terpisah")
    page.tab.get_by_label("Nama Anda").first.fill("Sri")
    page.press("Simpan identitas")
    page.tab.get_by_text("Tersimpan; tabelnya dibaca ulang").wait_for()
    assert "dikatakan oleh Sri" in page.text()
    wanted = {"tahun": 2029, "kabkota": "Kabupaten Luwu Timur", "perangkat_daerah": "Dinas Sosial"}
    for force in (False, True):
        told.read(pdf, force=force)
        assert told.one("SELECT tahun, kabkota, perangkat_daerah FROM dokumen") == wanted
        seen = told.visit().open(COMPARED + "2029")
        seen.awaits("Kabupaten Luwu Timur")
        assert "900000000" in seen.table("pilih_wilayah")
    assert told.one("SELECT pagu FROM anggaran WHERE kode = '1.06.02'") == {"pagu": Decimal(900_000_000)}

    page = told.visit().open("?lihat=dokumen&bagian=identitas")
    page.tab.get_by_label("Alasan").last.fill("Ternyata keliru")
    page.tab.get_by_label("Nama Anda").last.fill("Sri")
    page.press("Batalkan pernyataan")
    page.tab.get_by_text("Dibatalkan; yang berlaku").wait_for()
    assert told.one("SELECT tahun, kabkota FROM dokumen") == {"tahun": None, "kabkota": None}


_NAMELESS = """
() => [...document.querySelectorAll('[data-testid=stMain] :is(input, textarea, button, img)')]
  .filter(each => each.tagName === 'IMG' ? !each.alt : !(each.getAttribute('aria-label')
    || each.getAttribute('aria-labelledby') || each.title || (each.labels && each.labels.length)
    || each.textContent.trim()))
  .map(each => each.outerHTML.slice(0, 200))
"""


@pytest.mark.parametrize(
    "asked",
    ["lihat=resep", "lihat=resep&bagian=daftar", "lihat=dokumen&bagian=resep", "lihat=dokumen&bagian=identitas"],
)
def test_each_form_fits_a_narrow_screen_and_names_what_is_to_be_operated(visit: Any, asked: str) -> None:
    page = visit(390).open(f"?{asked}")
    assert page.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.tab.locator("[data-testid=stException]").count() == 0
    assert page.tab.evaluate(_NAMELESS) == []


def test_a_table_is_mapped_by_keyboard_alone(told: Told) -> None:
    title = ("RENCANA KERJA", "DINAS SOSIAL KABUPATEN LUWU TIMUR", "TAHUN 2027")
    page = told.begin(told.pdf("satu", title, UNKNOWN, FIRST)).open("?lihat=resep")
    keys = page.tab.keyboard

    def go_to(role: str, name: str) -> None:
        """Steps on with the tabulator until that control has the focus."""
        held = page.tab.get_by_role(role, name=name, exact=True)
        held.wait_for()
        for _ in range(200):
            if held.evaluate("each => each === document.activeElement"):
                return
            keys.press("Tab")
        pytest.fail(f"{name} is not reached")

    def choose(name: str, option: str) -> None:
        go_to("combobox", name)
        box = page.tab.get_by_role("combobox", name=name, exact=True)
        page.pick_by_keyboard(box, option, page.tab.get_by_role("option", name=option, exact=True))
        assert box.input_value() == option

    go_to("button", "Petakan nomor 1")
    keys.press("Enter")
    choose("Arti kolom 3", "Pagu")
    choose("Tahun kolom 3", "tahun dokumen (2027)")
    go_to("button", "Terapkan dan lihat akibatnya")
    keys.press("Enter")
    page.tab.get_by_text("Dipakai. Hubungan angka yang cocok").wait_for()
    go_to("button", "Simpan resep")
    keys.press("Enter")
    page.tab.get_by_text("Tersimpan sebagai").wait_for()
    assert told.one("SELECT count(*) AS n FROM nilai WHERE ukuran = 'pagu' AND tahun = 2027")["n"] == 3
