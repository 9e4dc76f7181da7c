"""A recipe in a dataset: made once, it reads every document of its layout, no other one, and opens no PDF for it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import renja.batch.tasks
from output.compact import compact
from output.rebuild import read_result
from output.verify import verify
from renja.api import Dataset, ingest
from renja.cli import app
from renja.recipes.files import dataset_folder, drop_recipe, keep_recipe, load_recipes
from renja.recipes.make import Said, make_recipe
from renja.recipes.renew import concerned, renew
from renja.recipes.shorthand import column_said
from renja.review.corrections import ValueKey, correct_value

RUN = CliRunner()
SAID = ("--column", "Lajur P=pagu,sebelum,n", "--column", "Lajur Q=pagu,-,n")
OTHER = (("Kode", "Rumpun Kerja", "Lajur P", "Lajur Z"),)


class Kit:
    """A dataset of three documents: two of one layout, one of another."""

    def __init__(self, folder: Path, make_pdf: Any, second: Any) -> None:
        self.root = folder / "hasil"
        self.pdfs = [
            make_pdf("satu", tahun=2027),
            make_pdf("dua", second, tahun=2028),
            make_pdf("lain", head=OTHER, tahun=2029),
        ]
        assert ingest([str(p) for p in self.pdfs[:1] + self.pdfs[2:]], self.root, workers=1).exit_code == 0

    def ids(self) -> dict[str, str]:
        return {Path(r["berkas"]).stem: r["doc_id"] for r in self.rows("SELECT berkas, doc_id FROM dokumen")}

    def rows(self, query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = Dataset(self.root).sql(query, "arrow").to_pylist()
        return found

    def make(self, *more: str, page: str = "1") -> str:
        done = RUN.invoke(
            app, ["recipe", "make", str(self.root), "satu", "--name", "lajur", "--page", page, *SAID, *more]
        )
        assert done.exit_code == 0, done.output
        return done.output

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*.parquet")
            if ".renja" not in path.parts
        }


@pytest.fixture
def kit(tmp_path: Path, make_pdf: Any, second: Any) -> Kit:
    return Kit(tmp_path, make_pdf, second)


def money(kit: Kit) -> dict[str, Decimal]:
    """Certain pagu by document."""
    found = kit.rows(
        "SELECT d.berkas, sum(n.nilai) AS pagu FROM nilai n JOIN dokumen d USING (doc_id) WHERE n.ukuran = 'pagu' "
        "AND n.keyakinan >= 0.6 GROUP BY 1"
    )
    return {Path(row["berkas"]).stem: row["pagu"] for row in found}


def test_what_it_would_change_is_shown_before_it_is_kept(kit: Kit) -> None:
    before = kit.files()
    said = kit.make()
    assert "nilai uang dipahami 0 -> 12" in said
    assert "hubungan yang cocok 4 -> 4" in said
    assert "+0 hubungan cocok" in said
    assert "pagu/sebelum/2027 900000000" in said
    assert "Belum disimpan" in said
    assert kit.files() == before
    assert not dataset_folder(kit.root).exists()


def test_a_second_document_of_the_layout_is_read_without_a_click(kit: Kit) -> None:
    kit.make("--keep")
    assert ingest(str(kit.pdfs[1]), kit.root, workers=1).exit_code == 0
    found = money(kit)
    assert found["dua"] == Decimal(1620_000_000 + 1400_000_000)
    assert "lain" not in found
    years = kit.rows(f"SELECT DISTINCT tahun, konteks FROM nilai WHERE doc_id = '{kit.ids()['dua']}'")
    assert {(row["tahun"], row["konteks"]) for row in years} == {(2028, None), (2028, "sebelum")}
    tables = kit.rows("SELECT doc_id, resep FROM tabel")
    named = {row["doc_id"]: row["resep"] for row in tables}
    assert (named[kit.ids()["dua"]], named[kit.ids()["lain"]]) == ("lajur", None)
    rules = kit.rows("SELECT DISTINCT perbaikan FROM nilai")
    assert [row["perbaikan"] for row in rules] == ["resep:lajur"]
    assert verify(kit.root) == []


def test_a_document_of_another_layout_keeps_every_byte(kit: Kit) -> None:
    before = kit.files()
    assert "1 tabel di 1 dokumen" in kit.make("--keep")
    after, other = kit.files(), kit.ids()["lain"]
    assert {k: v for k, v in after.items() if other in k} == {k: v for k, v in before.items() if other in k}
    assert after != before


def test_no_pdf_is_opened_for_it(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    for pdf in kit.pdfs:
        pdf.unlink()
    monkeypatch.setattr(renja.batch.tasks, "extract", lambda *args, **kwargs: pytest.fail("a PDF was opened"))
    assert "1 dokumen dibaca ulang dari selnya" in kit.make("--keep")
    assert money(kit)["satu"] == Decimal(2400_000_000 + 2700_000_000)


def test_an_ingest_of_known_files_reads_only_what_a_changed_recipe_concerns(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.make("--keep")
    path = dataset_folder(kit.root) / "lajur.toml"
    path.write_text(
        path.read_text("utf-8").replace('konteks = "sebelum"', 'konteks = "renstra"').split("[[contoh]]")[0]
    )
    assert list(concerned(kit.root, load_recipes(kit.root).recipes)) == [kit.ids()["satu"]]
    monkeypatch.setattr(renja.batch.tasks, "extract", lambda *args, **kwargs: pytest.fail("a PDF was opened"))
    report = ingest([str(kit.pdfs[0]), str(kit.pdfs[2])], kit.root, workers=1)
    assert all(outcome.done_before for outcome in report.outcomes)
    assert report.resep == 1
    konteks = kit.rows("SELECT DISTINCT konteks FROM nilai ORDER BY 1 NULLS LAST")
    assert [row["konteks"] for row in konteks] == ["renstra", None]
    assert renew(kit.root, load_recipes(kit.root).recipes) == ()


def test_a_description_changes_nothing(kit: Kit) -> None:
    kit.make("--keep")
    path = dataset_folder(kit.root) / "lajur.toml"
    path.write_text(path.read_text("utf-8").replace("versi = 1", 'versi = 1\nketerangan = "dari rapat"'))
    assert list(concerned(kit.root, load_recipes(kit.root).recipes)) == []


def test_a_dropped_recipe_leaves_no_trace(kit: Kit) -> None:
    before = {k: read_result(kit.root, v) for k, v in kit.ids().items()}
    kit.make("--keep")
    drop_recipe("lajur", kit.root)
    renew(kit.root, ())
    assert {k: read_result(kit.root, v) for k, v in kit.ids().items()} == before


def test_corrections_hold_over_a_recipe_that_is_changed_and_dropped(kit: Kit) -> None:
    kit.make("--keep")
    value = kit.rows("SELECT * FROM nilai WHERE konteks = 'sebelum' ORDER BY baris_id LIMIT 1")[0]
    correct_value(kit.root, ValueKey.of(value), Decimal(5), oleh="Uji", alasan="coba")
    renew(kit.root, load_recipes(kit.root).recipes, force=True)
    corrected = "SELECT nilai FROM nilai WHERE perbaikan LIKE 'koreksi:%'"
    assert [row["nilai"] for row in kit.rows(corrected)] == [Decimal(5)]
    path = dataset_folder(kit.root) / "lajur.toml"
    path.write_text(path.read_text("utf-8").replace("versi = 1", "versi = 1\nskala = 1000").split("[[contoh]]")[0])
    renew(kit.root, load_recipes(kit.root).recipes)
    assert [row["nilai"] for row in kit.rows(corrected)] == [Decimal(5)]


def test_what_became_of_it_survives_compaction(kit: Kit) -> None:
    kit.make("--keep")
    before = read_result(kit.root, kit.ids()["satu"]).resep
    compact(kit.root)
    assert read_result(kit.root, kit.ids()["satu"]).resep == before
    assert before[0].resep == "lajur"
    listed = json.loads(RUN.invoke(app, ["recipe", "list", str(kit.root), "--json"]).output)
    assert [use["doc_id"] for use in listed["resep"][0]["tabel"]] == [kit.ids()["satu"]]


def test_a_recipe_goes_from_hand_to_hand_by_a_file(kit: Kit, tmp_path: Path) -> None:
    kit.make("--keep")
    shared = tmp_path / "bagi.toml"
    assert RUN.invoke(app, ["recipe", "export", "lajur", str(shared), str(kit.root)]).exit_code == 0
    drop_recipe("lajur", kit.root)
    renew(kit.root, ())
    seen = RUN.invoke(app, ["recipe", "import", str(shared), str(kit.root)])
    assert "nilai uang dipahami 0 -> 12" in seen.output
    assert money(kit) == {}
    assert RUN.invoke(app, ["recipe", "import", str(shared), str(kit.root), "--keep"]).exit_code == 0
    assert set(money(kit)) == {"satu"}
    shown = RUN.invoke(app, ["recipe", "show", "bagi", str(kit.root)]).output
    assert "Lajur P = pagu sebelum n" in shown


def test_a_recipe_made_from_a_pdf_goes_to_the_users_folder_and_reads_new_datasets(
    kit: Kit, own_folder: Path, tmp_path: Path
) -> None:
    done = RUN.invoke(app, ["recipe", "make", str(kit.pdfs[0]), "--name", "lajur", "--page", "1", *SAID, "--keep"])
    assert done.exit_code == 0, done.output
    assert (own_folder / "lajur.toml").is_file()
    assert ingest(str(kit.pdfs[1]), tmp_path / "baru", workers=1).exit_code == 0
    assert Dataset(tmp_path / "baru").sql("SELECT DISTINCT resep FROM tabel", "arrow").to_pylist() == [
        {"resep": "lajur"}
    ]


def test_the_queue_puts_like_layouts_together_most_rupiah_first(kit: Kit, make_pdf: Any) -> None:
    assert ingest(str(kit.pdfs[1]), kit.root, workers=1).exit_code == 0
    found = json.loads(RUN.invoke(app, ["recipe", "queue", str(kit.root), "--json"]).output)
    assert [(each["kolom"][-1], each["dokumen"]) for each in found] == [("Lajur Q", 2), ("Lajur Z", 1)]
    assert Decimal(found[0]["rupiah"]) == 2400_000_000 + 2700_000_000 + 1400_000_000 + 1620_000_000
    kit.make("--keep")
    after = json.loads(RUN.invoke(app, ["recipe", "queue", str(kit.root), "--json"]).output)
    assert [each["kolom"][-1] for each in after] == ["Lajur Z"]


def test_the_same_header_of_another_producer_is_named_and_left_alone(kit: Kit, make_pdf: Any) -> None:
    foreign = make_pdf("asing", tahun=2028, producer="Pencetak Lain 4")
    assert ingest(str(foreign), kit.root, workers=1).exit_code == 0
    assert "1 tabel berkepala sama dibuat dengan Pencetak Lain 4" in kit.make()
    assert "2 tabel di 2 dokumen" in kit.make("--any-producer")


def test_explain_says_which_recipe_decided(kit: Kit) -> None:
    kit.make("--keep")
    said = RUN.invoke(app, ["explain", str(kit.pdfs[0]), "--page", "1", "--dataset", str(kit.root)]).output
    assert "Resep lajur dipakai, hubungan yang cocok 4 -> 4" in said
    assert "karena resep:lajur" in said


def test_a_recipe_that_is_no_recipe_is_named_and_costs_nothing(kit: Kit) -> None:
    dataset_folder(kit.root).mkdir()
    (dataset_folder(kit.root) / "rusak.toml").write_text("versi = 1\nkolm = 3\n")
    done = RUN.invoke(app, ["recipe", "list", str(kit.root)])
    assert "rusak.toml baris" in done.output + done.stderr
    assert load_recipes(kit.root).recipes == ()


def test_a_recipe_that_was_kept_and_never_applied_is_told_and_taken_up_by_the_next_ingest(kit: Kit) -> None:
    stored = read_result(kit.root, kit.ids()["satu"])
    told = Said(tuple(map(column_said, SAID[1::2])))
    keep_recipe(make_recipe(stored, 0, "lajur", told), dataset_folder(kit.root))  # whoever kept it died
    status = RUN.invoke(app, ["status", str(kit.root)]).output
    assert f"Resep belum diterapkan pada 1 dokumen; jalankan `renja recipe apply {kit.root}`" in status
    faults = RUN.invoke(app, ["verify", str(kit.root)])
    assert (faults.exit_code, f"terap: {stored.doc_id}: resep yang menyangkutnya" in faults.output) == (1, True)
    assert ingest(str(kit.pdfs[2]), kit.root, workers=1).resep == 1
    assert RUN.invoke(app, ["verify", str(kit.root)]).exit_code == 0
    assert "Resep belum" not in RUN.invoke(app, ["status", str(kit.root)]).output
