"""Recipes through ``import renja`` alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import renja
from tests.renja.recipes.papers import pdf_bytes

HEAD = ("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q")
BODY = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "1.100.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "500.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "600.000.000"),
)
COLUMNS = ("Lajur P=pagu,sebelum,n", "Lajur Q=pagu,-,n")


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "milik"))
    pdf = tmp_path / "satu.pdf"
    pdf.write_bytes(pdf_bytes(("RENCANA KERJA DINAS CONTOH", "TAHUN 2027"), (HEAD, *BODY), "Uji 1.0"))
    renja.ingest(pdf, tmp_path / "hasil", workers=1)
    return renja.open_dataset(tmp_path / "hasil")


def test_a_table_of_the_queue_is_told_tried_kept_and_dropped(dataset: Any) -> None:
    (place,) = dataset.recipes.queue("arrow").to_pylist()
    assert place["kolom"] == list(HEAD)
    recipe = dataset.recipes.make("lajur", place["doc_id"], page=place["halaman"], table=place["ke"], columns=COLUMNS)
    (change,) = dataset.recipes.preview(recipe, "arrow").to_pylist()
    assert (change["dipakai"], change["paham_sebelum"], change["paham_sesudah"]) == (True, 0, 6)
    assert (change["rupiah_sebelum"], change["rupiah_sesudah"]) == (Decimal(0), Decimal(4_000_000_000))
    assert dataset.recipes.list().empty
    assert list(dataset.recipes.apply(recipe)["doc_id"]) == [place["doc_id"]]
    assert dataset.recipes.queue().empty
    (kept,) = dataset.recipes.list("arrow").to_pylist()
    assert (kept["nama"], kept["tabel"], kept["ditolak"]) == ("lajur", 1, 0)
    assert dataset.recipes.named("lajur") == recipe
    assert set(dataset.values()["perbaikan"]) == {"resep:lajur"}
    assert len(dataset.recipes.drop("lajur")) == 1
    assert dataset.recipes.list().empty


def test_a_recipe_is_not_kept_over_another_one_unless_that_is_asked_for(dataset: Any, tmp_path: Path) -> None:
    made = [dataset.recipes.make("lajur", "satu", page=1, columns=[each]) for each in COLUMNS]
    dataset.recipes.apply(made[0])
    with pytest.raises(ValueError, match="sudah ada"):
        dataset.recipes.apply(made[1])
    dataset.recipes.apply(made[1], replace=True)
    file = tmp_path / "bagi.toml"
    file.write_text(dataset.recipes.text(made[1]), encoding="utf-8")
    assert dataset.recipes.read(file).columns == made[1].columns


def test_a_file_that_is_no_recipe_is_named_in_the_list(dataset: Any) -> None:
    folder = dataset.root / "resep"
    folder.mkdir()
    (folder / "rusak.toml").write_text("versi = 'satu'\n", encoding="utf-8")
    (row,) = dataset.recipes.list("arrow").to_pylist()
    assert "rusak.toml" in row["salah"]
