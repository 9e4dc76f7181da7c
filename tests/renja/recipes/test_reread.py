"""A stored document that is understood again is the stored one, whatever it holds: nothing that it needs is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from extract.types import Box, TextLine
from normalize.types import Konteks
from output.arrow import to_tables
from output.overlay.types import Applied
from output.rebuild import read_result
from output.write import DatasetWriter
from records.findings import Cek
from renja.api import Dataset
from renja.cli import app
from renja.recipes.files import dataset_folder, keep_recipe, load_recipes
from renja.recipes.make import Said, make_recipe
from renja.recipes.renew import renew
from renja.recipes.reread import reread
from renja.recipes.shorthand import column_said


def test_documents_of_every_kind_come_back_as_they_stand(dataset: Dataset) -> None:
    for doc_id in dataset.sql("SELECT doc_id FROM dokumen", "arrow").column("doc_id").to_pylist():
        stored = read_result(Path(dataset.root), doc_id)
        again = to_tables(reread(stored, ()))
        for name, table in to_tables(stored).items():
            if name != "temuan":  # findings between documents are renewed by who writes
                assert again[name].to_pylist() == table.to_pylist(), (stored.berkas, name)
        assert [f for f in reread(stored, ()).findings if f.cek != "antar_dokumen"] == [
            f for f in stored.findings if f.cek != "antar_dokumen"
        ]


def test_lines_above_a_table_and_its_columns_of_another_year_are_kept(make: Any, tmp_path: Path) -> None:
    line = TextLine(2, "(dalam ribuan rupiah)", Box(40, 90, 300, 100), 9.0, bold=False)
    table = replace(make.table(make.head, make.first), above=(line,), redated=frozenset({3}))
    document = make.document(table)
    with DatasetWriter(tmp_path) as writer:
        writer.write(document)
    kept = read_result(tmp_path, document.doc_id).tables[0].source.table
    assert ([line.text for line in kept.above], kept.redated) == (["(dalam ribuan rupiah)"], {3})


def test_a_document_of_an_older_version_is_named_and_left_alone(
    make: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document = make.document(make.table(make.head, make.first))
    recipe = make_recipe(document, 0, "lajur", Said((column_said("Lajur P=pagu,sebelum,n"),)))
    with DatasetWriter(tmp_path) as writer:
        writer.write(document)
    (path,) = (tmp_path / "tabel").rglob("*.parquet")
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["teks_di_atas"]), path)
    keep_recipe(recipe, dataset_folder(tmp_path))
    assert renew(tmp_path, load_recipes(tmp_path).recipes) == ()
    assert "renja ingest --force" in caplog.text
    done = CliRunner().invoke(app, ["recipe", "apply", str(tmp_path), "lajur"])
    assert "renja ingest --force" in done.output


def test_findings_on_running_text_stay_with_their_rows(dataset: Dataset) -> None:
    query = "SELECT doc_id FROM temuan WHERE cek = 'narasi' LIMIT 1"
    for doc_id in dataset.sql(query, "arrow").column("doc_id").to_pylist():
        stored = read_result(Path(dataset.root), doc_id)
        told = [f for f in stored.findings if f.cek == "narasi"]
        assert [f for f in reread(stored, ()).findings if f.cek == "narasi"] == told


def test_findings_between_documents_whose_evidence_lies_in_other_documents_are_left_to_who_renews_them(
    dataset: Dataset,
) -> None:
    (doc_id,) = dataset.sql("SELECT doc_id FROM temuan LIMIT 1", "arrow").column("doc_id").to_pylist()
    stored = read_result(Path(dataset.root), doc_id)
    between = replace(stored.findings[0], cek=Cek.ANTAR_DOKUMEN, bukti=((0, 0), (len(stored.tables) + 9, 0)))
    again = reread(replace(stored, findings=(*stored.findings, between)), ())
    assert again.findings == reread(stored, ()).findings != ()
    assert not [f for f in again.findings if f.cek is Cek.ANTAR_DOKUMEN]


def test_a_value_of_a_given_column_is_of_its_konteks_in_all_that_follows(make: Any) -> None:
    document = make.document(make.table(make.head, make.first))
    recipe = make_recipe(
        document, 0, "lajur", Said((column_said("Lajur P=pagu,sebelum,n"), column_said("Lajur Q=pagu,-,n")))
    )
    after = reread(document, (recipe,))
    wide = to_tables(after)["anggaran"].to_pylist()
    assert {(row["nama"], int(row["pagu"]), int(row["pagu_sebelum"])) for row in wide} >= {
        ("Program Penataan Taman Uji", 1_100_000_000, 900_000_000)
    }
    assert {v.konteks for row in after.tables[0].rows for v in row.row.values} == {None, Konteks.SEBELUM}
    assert after.koreksi == Applied()
