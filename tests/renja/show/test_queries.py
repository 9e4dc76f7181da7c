"""A query asks the dataset and nothing else: no other file, no network, no code; and its answer is what was asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja.api import Dataset, ingest
from renja.cli import app
from renja.show.queries import answer_table, answers
from renja.texts import speaking

RUN = CliRunner()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hasil")
    ingest("samples/bengkulu_renstra_2021_word.pdf", out, workers=1, pages="1-6")
    return out


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_csv('{root}/../rahasia.csv')",
        "SELECT * FROM read_parquet('https://localhost:9/rahasia.parquet')",
        "SELECT * FROM rahasia",
        "EXPLAIN ANALYZE SELECT * FROM read_csv('{other}')",
        "COPY dokumen TO '{folder}/keluar.csv'",
        "ATTACH '{folder}/lain.db'",
        "SET enable_external_access = true",
        "LOAD httpfs",
    ],
)
def test_a_query_reaches_nothing_outside_the_dataset(query: str, root: Path) -> None:
    other = root.parent / "rahasia.csv"
    other.write_text("nama,gaji\nSri,1\n", encoding="utf-8")
    rahasia = Dataset(root).documents()  # what Python holds under this name is nobody's table
    with pytest.raises(ValueError, match="kueri"):
        answers(root, query.format(other=other, folder=root.parent, root=root))
    assert len(rahasia) == 1
    assert not (root.parent / "keluar.csv").exists()


def test_the_bounds_are_lifted_where_that_is_asked_for(root: Path) -> None:
    other = root.parent / "luar.csv"
    other.write_text("nama,gaji\nSri,1\n", encoding="utf-8")
    query = f"SELECT gaji FROM read_csv('{other}')"
    assert RUN.invoke(app, ["query", str(root), query]).exit_code == 2
    done = RUN.invoke(app, ["query", str(root), query, "--unsafe", "--json"])
    assert json.loads(done.stdout) == [{"gaji": 1}]


def test_moments_and_wide_sums_are_answered(root: Path) -> None:
    done = RUN.invoke(app, ["query", str(root), "SELECT waktu_ingest w, 6::HUGEINT s FROM dokumen", "--json"])
    (row,) = json.loads(done.stdout)
    assert (row["s"], row["w"][:2]) == (6, "20")


def test_of_a_long_answer_the_first_rows_are_kept_and_all_are_counted(root: Path) -> None:
    (answer,) = answers(root, "SELECT * FROM range(25000) t(n)", most=7)
    assert ([row["n"] for row in answer.rows], answer.n_rows) == ([0, 1, 2, 3, 4, 5, 6], 25000)


@pytest.mark.parametrize("text", ["", "   ", ";", "-- hanya catatan"])
def test_an_empty_query_is_a_usage_error(text: str, root: Path) -> None:
    assert RUN.invoke(app, ["query", str(root), text]).exit_code == 2
    assert RUN.invoke(app, ["query", str(root), "-"], input=text).exit_code == 2


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT nam FROM anggaran", "tidak ada kolom nam; yang terdekat: nama"),
        ("SELECT a.nam FROM anggaran a", "tidak ada kolom nam; yang terdekat: nama"),
        ("SELECT * FROM angaran", "tidak ada tabel angaran; yang terdekat: anggaran"),
        ("SELECT z.kode FROM anggaran a", "tidak ada tabel z; yang ada: a, dokumen, tabel, sel"),
        ("SELECT teks FROM anggaran", "Kolom teks ada di tabel sel, nilai"),
        ("SELECT kode FROM anggaran WHERE nama = Wxyzq", "tulis di antara petik tunggal: 'Wxyzq'"),
        ("SELECT sumif(pagu) FROM anggaran", "tidak ada fungsi sumif; yang terdekat: sum"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest_that_are(sql: str, said: str, root: Path) -> None:
    for ask in (answers, answer_table):
        with speaking("id"), pytest.raises(ValueError, match=re.escape(said)):
            ask(root, sql)


def test_a_fault_that_is_no_unknown_name_is_told_in_duckdbs_words(root: Path) -> None:
    with pytest.raises(ValueError, match="GROUP BY") as fault:
        answers(root, "SELECT kode, sum(pagu) FROM anggaran")
    assert "tidak ada" not in str(fault.value)


def test_an_answer_without_rows_says_so_to_the_eye_alone(root: Path) -> None:
    nothing = ["query", str(root), "SELECT kode FROM anggaran WHERE tahun = 1900"]
    assert RUN.invoke(app, [*nothing, "--lang", "id"]).stdout.splitlines()[-1] == "0 baris"
    assert RUN.invoke(app, [*nothing, "--format", "csv"]).stdout.splitlines() == ['"kode"']
