"""The forms for layouts and identities without a browser: what they take, refuse and show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from output.errors import DatasetBusy
from renja.api import Dataset, ingest
from renja.recipes.files import load_recipes
from renja.review.entries import list_entries
from renja.web.data.koreksi import becomes
from tests.renja.recipes.papers import Row, pdf_bytes

UNKNOWN = ("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q")
KNOWN = ("Kode", "Program dan Kegiatan", "Pagu (Rp)", "Realisasi (Rp)")
BODY = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "700.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "300.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "400.000.000"),
)
SPENT = tuple((*row, rest) for row, rest in zip(BODY, ("200.000.000", "100.000.000", "100.000.000"), strict=True))
Opened = Callable[..., Any]


class Form:
    """The form of the first table of a dataset's one document."""

    def __init__(self, page: Any, root: Path) -> None:
        self.page, self.root = page, root
        self.key = f"rsp_{Dataset(root).tables('arrow').to_pylist()[0]['tabel_id']}"

    def choose(self, **chosen: Any) -> Form:
        """Chooses in lists by the end of their keys."""
        for name, value in chosen.items():
            self.page.selectbox(key=f"{self.key}_{name}").set_value(value)
        self.page.run()
        return self

    def press(self, name: str) -> Form:
        """Presses a button by the end of its key."""
        self.page.button(key=f"{self.key}_{name}").click().run()
        assert not self.page.exception
        return self

    def text(self) -> str:
        """All that is said."""
        page = self.page
        kinds = (page.markdown, page.caption, page.success, page.warning, page.error, page.info, page.subheader)
        return "\n".join(str(each.value) for kind in kinds for each in kind)

    def buttons(self) -> dict[str, bool]:
        """Whether each button of the form can be pressed."""
        return {str(each.key).removeprefix(f"{self.key}_"): not each.disabled for each in self.page.button if each.key}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[Row, ...]], Path]:
    """A dataset of a table, read once for all who fill in its form."""
    held: dict[tuple[Row, ...], Path] = {}

    def dataset(rows: tuple[Row, ...]) -> Path:
        if rows not in held:
            folder = tmp_path_factory.mktemp("formulir")
            pdf = folder / "satu.pdf"
            pdf.write_bytes(pdf_bytes(("RENCANA KERJA DINAS CONTOH", "TAHUN 2027"), rows, "Uji 1.0"))
            assert ingest(pdf, folder / "hasil", workers=1).exit_code == 0
            held[rows] = folder / "hasil"
        return held[rows]

    return dataset


@pytest.fixture
def form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Opened, read: Any) -> Callable[..., Form]:
    """Opens the form of a table of this header and body."""
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "milik"))

    def opened(head: Row = UNKNOWN, body: Sequence[Row] = BODY, **asked: str) -> Form:
        shutil.copytree(read((head, *body)), tmp_path / "hasil")
        page = open_page(tmp_path / "hasil", **({"lihat": "dokumen", "bagian": "resep"} | asked))
        assert not page.exception
        return Form(page, tmp_path / "hasil")

    return opened


def _said(form: Form) -> Form:
    return form.choose(k2_peran="pagu", k3_peran="realisasi").choose(k2_tahun="n", k3_tahun="n")


def test_money_is_told_tried_and_kept(form: Any) -> None:
    told = _said(form())
    assert "simpan" not in told.buttons()
    told.press("coba")
    assert "Dipakai." in told.text()
    told.press("simpan")
    assert "Tersimpan sebagai" in told.text()
    values = Dataset(told.root).values("arrow").to_pylist()
    assert {(each["ukuran"], each["tahun"]) for each in values} == {("pagu", 2027), ("realisasi", 2027)}
    shown = {each.label: each.value for each in told.page.selectbox}
    assert (shown["Arti kolom 3"], shown["Tahun kolom 4"]) == ("pagu", "n")


def test_money_without_a_year_is_said_to_feed_no_comparison(form: Any) -> None:
    told = form().choose(k2_peran="pagu")
    assert "Pilih tahun untuk: Lajur P" in told.text()
    assert "Uang tanpa tahun" not in told.choose(k2_tahun="n").text()


def test_what_makes_fewer_relations_hold_is_refused_with_the_reason(form: Any) -> None:
    told = form((*KNOWN, "Sisa (Rp)"), SPENT).choose(k3_peran="prakiraan_maju").choose(k3_tahun="n+1").press("coba")
    assert "hubungan angka cocok, dengan resep ini hanya" in told.text()
    assert told.buttons()["simpan"] is False
    assert load_recipes(told.root).recipes == ()


def test_what_was_changed_since_it_was_tried_is_not_kept(form: Any) -> None:
    told = _said(form()).press("coba").choose(k3_peran="sisa")
    assert "Isiannya berubah" in told.text()
    assert "simpan" not in told.buttons()


def test_nothing_said_and_a_bad_name_are_told_in_plain_words(form: Any) -> None:
    told = form().press("coba")
    assert "Belum ada yang dikatakan" in told.text()
    told.page.text_input(key=f"{told.key}_nama").set_value("../Resep").run()
    assert "Pakai huruf kecil" in told.press("coba").text()


def test_rows_are_told_by_what_is_printed_in_them(form: Any) -> None:
    told = _said(form()).press("tambah")
    rows = told.page.multiselect(key=f"{told.key}_b0_mana")
    assert "kode 5 bagian (2)" in rows.options
    rows.set_value(["bagian_kode=5"])
    told.choose(b0_tingkat="sub_kegiatan")
    assert "2 baris seperti itu: “Penyediaan Bangku Taman” (Kegiatan)" in told.text()
    told.press("coba").press("simpan")
    levels = Dataset(told.root).rows("arrow").to_pylist()
    assert [each["tingkat_baris"] for each in levels] == ["program", "sub_kegiatan", "sub_kegiatan"]


def test_a_year_that_would_hold_in_every_document_is_pointed_out(form: Any) -> None:
    told = form().choose(k2_peran="pagu").choose(k2_tahun="2026")
    assert "2026 berlaku di semua dokumen" in told.text()
    assert "berlaku di semua dokumen" not in told.choose(k2_tahun="n-1").text()


def test_two_conditions_that_exclude_each_other_are_no_rule(form: Any) -> None:
    told = form(KNOWN).press("tambah")
    told.page.multiselect(key=f"{told.key}_b0_mana").set_value(["bagian_kode=5", "bagian_kode=3"])
    assert "tidak mungkin terpenuhi bersama" in told.choose(b0_tingkat="kegiatan").text()


def test_the_unit_and_the_header_are_told(form: Any) -> None:
    told = form(UNKNOWN, (("Sandi", "Nama", "Semula", "Menjadi"), *BODY)).choose(kepala=2)
    assert "Lajur P \\> Semula" in told.text()
    told = _said(told).choose(skala=1000).press("coba").press("simpan")
    pagu = {each["nilai"] for each in Dataset(told.root).values("arrow").to_pylist() if each["ukuran"] == "pagu"}
    assert Decimal(900_000_000_000) in pagu


def test_a_name_that_another_recipe_has_is_not_taken_again(form: Any) -> None:
    told = form()
    (told.root / "resep").mkdir()
    (told.root / "resep" / "lajur.toml").write_text("versi = 9\n", encoding="utf-8")
    told.page.text_input(key=f"{told.key}_nama").set_value("lajur").run()
    told = _said(told).press("coba").press("simpan")
    assert "sudah dipakai resep lain" in told.text()
    assert (told.root / "resep" / "lajur.toml").read_text(encoding="utf-8") == "versi = 9\n"


def test_what_another_run_kept_from_being_applied_is_kept_at_the_second_press(
    form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _said(form()).press("coba")

    def busy(*args: Any, **more: Any) -> None:
        raise DatasetBusy("sedang ditulis / busy")

    with monkeypatch.context() as patch:
        patch.setattr("renja.recipes.renew.renew", busy)
        assert "sedang ditulis" in told.press("simpan").text()
    told.press("coba").press("simpan")
    assert "Tersimpan sebagai" in told.text()
    assert {each["ukuran"] for each in Dataset(told.root).values("arrow").to_pylist()} == {"pagu", "realisasi"}


def test_words_of_a_document_are_shown_letter_by_letter(form: Any) -> None:
    told = form(("Kode", "*Rumpun* :red[Kerja]", "Lajur `P`", "Lajur Q"))
    assert r"\*Rumpun\* \:red\[Kerja\]" in told.text()
    assert "*Rumpun* :red" not in told.text().replace("\\*Rumpun\\* \\:red", "")


def test_the_queue_and_the_list_say_that_there_is_nothing(form: Any, open_page: Opened) -> None:
    root = form(KNOWN).root
    for part, text in (("antrean", "sudah dipahami"), ("daftar", "Belum ada resep")):
        page = open_page(root, lihat="resep", bagian=part)
        assert not page.exception
        assert any(text in str(each.value) for each in (*page.success, *page.info))


def test_a_recipe_that_was_changed_by_hand_is_applied_on_demand(form: Any, open_page: Opened) -> None:
    told = _said(form()).press("coba").press("simpan")
    (file,) = (told.root / "resep").glob("*.toml")
    text = file.read_text(encoding="utf-8")
    start = text.index("[[contoh]]")
    file.write_text(text[:start].replace('"realisasi"', '"sisa"'), encoding="utf-8")
    page = open_page(told.root, lihat="resep", bagian="daftar")
    page.button(key="terapkan_semua").click().run()
    assert "sisa" in {each["ukuran"] for each in Dataset(told.root).values("arrow").to_pylist()}


@pytest.mark.parametrize(
    "view", [{"lihat": "resep"}, {"lihat": "dokumen", "bagian": "resep"}, {"lihat": "dokumen", "bagian": "identitas"}]
)
def test_the_forms_speak_english_too(form: Any, open_page: Opened, view: dict[str, str]) -> None:
    page = open_page(form().root, bahasa="en", **view)
    assert not page.exception
    shown = "\n".join(str(each.value) for kind in (page.caption, page.markdown) for each in kind)
    assert not {"Kolom", "Baris", "dikatakan"} & set(shown.replace("*", "").split())


def test_an_identity_needs_a_reason_a_name_and_a_true_year(form: Any) -> None:
    told = form(KNOWN, lihat="dokumen", bagian="identitas")
    doc_id = Dataset(told.root).documents("arrow").to_pylist()[0]["doc_id"]

    def save() -> str:
        next(each for each in told.page.button if each.label == "Simpan identitas").click().run()
        return told.text()

    told.page.text_input(key=f"id_{doc_id}_tahun").set_value("20x9")
    assert "Isi alasan dan nama Anda" in save()
    told.page.text_input(key=f"id_{doc_id}_tahun").set_value("20x9")
    told.page.text_input(key="alasan_identitas").set_value("Sampul lain")
    told.page.text_input(key="nama_identitas").set_value("Sri")
    assert "20x9" in save()
    told.page.text_input(key=f"id_{doc_id}_tahun").set_value("2031")
    assert "terbaca 2027 → **2031**, dikatakan oleh Sri" in save()
    assert "Tahun = 2031" in [becomes(each.entri) for each in list_entries(told.root)]


def test_a_column_without_header_words_is_given_a_meaning_in_the_form(form: Callable[..., Form]) -> None:
    told = form(("Kode", "Rumpun Kerja", "", "Lajur Q"))
    assert "tanpa kata kepala" in told.text()
    told.choose(k2_peran="pagu", k2_tahun="n").press("coba").press("simpan")
    recipe = load_recipes(told.root).recipes[0]
    assert [rule.name for rule in recipe.columns] == ["#3"]
    values = Dataset(told.root).values("arrow").to_pylist()
    assert {each["nilai"] for each in values if each["ukuran"] == "pagu"} >= {Decimal(900_000_000)}
