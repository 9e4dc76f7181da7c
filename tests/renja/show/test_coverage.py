"""`renja coverage` says where the printed money went, and where it was lost, in three shapes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode
from renja.show import coverage as shown
from renja.show.coverage import COLUMNS, DocumentCoverage, TableCoverage, coverage, coverage_text, totals, worst
from renja.show.reasons import PHRASES
from renja.texts import speaking, text

RUN = CliRunner()


def run(root: Path, *arguments: str) -> tuple[int, str]:
    done = RUN.invoke(app, ["coverage", str(root), *arguments])
    return done.exit_code, done.output


def table(page: int, printed: int, certain: int, why: str | None = None) -> TableCoverage:
    return TableCoverage(f"t{page}", page, None, None, printed, certain, 0, printed - certain, 0, why)


def document(name: str, *tables: TableCoverage, fed: int = 0, teks: int = 0) -> DocumentCoverage:
    printed, certain = sum(t.tercetak for t in tables), sum(t.bermakna for t in tables)
    return DocumentCoverage(
        "0" * 16, f"/dok/{name}.pdf", "ok", printed, certain, 0, printed - certain, fed, teks, None, tables
    )


def test_the_three_shapes_have_the_datasets_own_figures(dataset: Dataset) -> None:
    root = dataset.root
    (code, text), (_, as_json), (_, as_csv) = (run(root, "--format", form) for form in ("table", "json", "csv"))
    assert code == ExitCode.OK
    told = json.loads(as_json)
    lines = list(csv.DictReader(io.StringIO(as_csv)))
    stored = dataset.documents().to_dict("records")
    assert told["jumlah"]["dokumen"] == len(stored)
    assert told["jumlah"]["tercetak"] == sum(row["cakupan"]["tabel"] for row in stored)
    assert told["jumlah"]["bermakna"] == sum(int(line["bermakna"]) for line in lines if not line["tabel_id"])
    assert told["jumlah"]["bermakna"] == sum(int(line["bermakna"]) for line in lines if line["tabel_id"])
    assert tuple(lines[0]) == COLUMNS
    assert f"masuk anggaran {told['jumlah']['anggaran']}" in text


def test_documents_and_their_tables_come_worst_first(dataset: Dataset) -> None:
    found = coverage(dataset.root)
    assert [each.hilang for each in found] == sorted((each.hilang for each in found), reverse=True)
    for each in found:
        assert [t.hilang for t in each.tabel] == sorted((t.hilang for t in each.tabel), reverse=True)


def test_one_document_is_asked_for_by_its_files_name(dataset: Dataset) -> None:
    name = Path(str(dataset.documents()["berkas"].iloc[0])).stem
    code, text = run(dataset.root, name, "--format", "json")
    assert (code, len(json.loads(text)["dokumen"])) == (ExitCode.OK, 1)
    assert run(dataset.root, "tidak_ada")[0] == ExitCode.DATASET


def test_a_folder_that_is_no_dataset_ends_as_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == ExitCode.DATASET


def test_a_document_of_which_nothing_is_understood_says_so() -> None:
    dark = document("gelap", table(7, 30, 0, "30 nilai uang tanpa baris"))
    silent = document("bisu", table(2, 9, 9, "anggaran: hanya rincian"))
    text_only = document("cerita", teks=4)
    text = coverage_text([dark, silent, text_only, document("baik", table(1, 5, 5), fed=5)])
    said = {line.split()[0]: line for line in text.splitlines() if ".pdf" in line}
    assert said["gelap.pdf"].endswith("uangnya tidak dipahami")
    assert said["bisu.pdf"].endswith("tidak masuk anggaran")
    assert said["cerita.pdf"].endswith("uangnya tidak dipahami")
    assert said["baik.pdf"].endswith(" 5")
    assert "    hlm 7: 30 dari 30 hilang: 30 nilai uang tanpa baris" in text
    assert "    hlm 2: 9 dipahami, tidak masuk anggaran: hanya rincian" in text
    assert "    4 nilai uang hanya dalam teks berjalan" in text
    assert totals([dark, silent])["tak_dipahami"] == 1


def test_a_document_of_which_no_page_was_read_says_so_and_why() -> None:
    unread = replace(document("pindaian"), status="sebagian", alasan="3 halaman berupa gambar")
    text = coverage_text([unread, document("surat")])
    said = {line.split()[0]: line for line in text.splitlines() if ".pdf" in line}
    assert said["pindaian.pdf"].endswith("tidak ada uang yang terbaca")
    assert said["surat.pdf"].endswith(" 0")
    assert "    3 halaman berupa gambar" in text
    assert totals([unread, document("surat")])["tak_dipahami"] == 1


def test_of_many_tables_the_worst_are_shown_and_all_for_one_document() -> None:
    many = document("banyak", *(table(page, 10, 10 - page, "x") for page in range(9, 0, -1)), fed=1)
    assert coverage_text([many]).count("    hlm ") == 3
    assert "dan 6 tabel lain" in coverage_text([many])
    assert coverage_text([many], None).count("    hlm ") == 9


def test_what_is_shown_of_many_has_the_totals_of_all(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    found = coverage(dataset.root)
    assert worst(dataset.root) == (found, totals(found))
    monkeypatch.setattr(shown, "_MOST_DOCUMENTS", 2)
    few, sums = worst(dataset.root)
    assert (few, sums) == (found[:2], totals(found))
    assert coverage_text(few, sums=sums) == coverage_text(found)


def test_a_document_whose_office_is_not_known_is_named_with_what_tells_it(dataset: Dataset, tmp_path: Path) -> None:
    officeless = replace(document("tanpa", table(1, 5, 5), fed=5), tanpa_kantor=True)
    assert "corrections document DATASET 0000000000000000 --oleh" in coverage_text([officeless])
    assert "--perangkat-daerah" not in coverage_text([document("baik", table(1, 5, 5), fed=5)])
    query = "SELECT doc_id FROM dokumen WHERE perangkat_daerah IS NULL ORDER BY berkas"
    lacking = [row["doc_id"] for row in dataset.sql(query, "arrow").to_pylist()]
    told = json.loads(RUN.invoke(app, ["status", str(dataset.root), "--json"]).output)
    assert told["tanpa_kantor"] == lacking


def test_reasons_are_said_in_the_language_of_now_and_are_those_of_the_stages() -> None:
    lossy = document("rugi", table(3, 4, 1, "3 nilai uang meragukan; anggaran: pagu dan realisasinya meragukan"), fed=1)
    with speaking("en"):
        said = coverage_text([lossy])
    assert "p. 3: 3 of 4 lost: 3 amounts in doubt; anggaran: its pagu and realisasi are in doubt" in said
    stages = "".join(
        Path("output", name).read_text(encoding="utf-8") for name in ("coverage.py", "authority.py", "columns.py")
    )
    assert [key for key in PHRASES if text("id", f"lost.{key}") not in stages] == []
