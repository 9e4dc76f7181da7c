"""Answers and whole datasets as others take them: CSV, Parquet, Fiscal Data Package, CKAN."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from output.columns import TABLES
from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode

RUN = CliRunner()
SUMS = "SELECT jenis_dokumen, count(*) AS n, sum(pagu) AS pagu FROM anggaran GROUP BY ALL ORDER BY ALL"


def test_an_answer_comes_as_csv_json_and_parquet_with_the_same_figures(dataset: Dataset, tmp_path: Path) -> None:
    call = ["query", str(dataset.root), SUMS, "--format"]
    rows = list(csv.DictReader(io.StringIO(RUN.invoke(app, [*call, "csv"]).stdout)))
    data = json.loads(RUN.invoke(app, [*call, "json"]).stdout)
    out = tmp_path / "jawaban.parquet"
    assert RUN.invoke(app, [*call, "parquet", "--out", str(out)]).stdout.strip() == str(out)
    stored = pq.read_table(out).to_pylist()
    raw = pq.read_table(io.BytesIO(RUN.invoke(app, [*call, "parquet"]).stdout_bytes)).to_pylist()
    assert stored == raw
    assert [Decimal(row["pagu"]) for row in rows] == [row["pagu"] for row in stored]
    assert [(row["jenis_dokumen"], row["n"]) for row in data] == [(row["jenis_dokumen"], row["n"]) for row in stored]


def test_csv_keeps_columns_of_one_name_and_writes_lists_as_json(dataset: Dataset) -> None:
    text = RUN.invoke(app, ["query", str(dataset.root), "SELECT [1, 2] AS a, 'x' AS a", "--format", "csv"]).stdout
    assert list(csv.reader(io.StringIO(text))) == [["a", "a_2"], ["[1, 2]", "x"]]


def test_a_query_comes_from_standard_input_where_a_dash_stands(dataset: Dataset) -> None:
    done = RUN.invoke(app, ["query", str(dataset.root), "-", "--format", "csv"], input=SUMS)
    assert done.stdout == RUN.invoke(app, ["query", str(dataset.root), SUMS, "--format", "csv"]).stdout


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["SELEC 1"], "kueri salah"),
        (["SELECT 1; SELECT 2", "--format", "csv"], "beri satu kueri, bukan 2"),
        (["SELECT 1", "--format", "parquet", "--out", "tiada/x.parquet"], "tidak dapat ditulis"),
        (["--file", "tiada.sql"], "tiada.sql: tidak ada berkas itu"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_alone(dataset: Dataset, more: list[str], said: str) -> None:
    done = RUN.invoke(app, ["query", str(dataset.root), *more])
    assert done.exit_code == ExitCode.USAGE
    assert said in done.stderr
    assert "Usage" not in done.output
    assert "Errno" not in done.output


def test_the_fiscal_package_describes_every_column_and_its_facts_add_up_once(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "fdp"
    done = RUN.invoke(app, ["export", str(dataset.root), str(out), "--as", "fdp", "--license", "cc-by"])
    assert done.exit_code == ExitCode.OK, done.output
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fields = [field["name"] for field in resource["schema"]["fields"]]
    assert list(rows[0]) == fields
    assert len({row["id"] for row in rows}) == len(rows) > 100
    model = package["model"]
    phases = {name: measure["phase"] for name, measure in model["measures"].items()}
    assert set(phases.values()) == {"proposed", "approved", "adjusted", "executed"}
    assert model["dimensions"]["fungsi"]["classificationType"] == "functional"
    sources = [a["source"] for d in model["dimensions"].values() for a in d["attributes"].values()]
    assert set(sources) | set(phases) <= set(fields)
    types = {field["name"]: field.get("columnType") for field in resource["schema"]["fields"]}
    assert (types["tahun"], types["kode"]) == ("date:fiscal-year", "functional-classification:generic:code")
    where = "WHERE jenis_dokumen = 'renja' AND tingkat_baris = 'sub_kegiatan' AND tahap = 'murni'"
    printed = dataset.sql(f"SELECT sum(pagu) AS n FROM anggaran {where}", "arrow").to_pylist()[0]["n"]
    held = [row for row in rows if (row["jenis_dokumen"], row["tingkat_baris"]) == ("renja", "sub_kegiatan")]
    assert sum(Decimal(row["ditetapkan"] or 0) for row in held if row["tahap"] == "murni") == printed > 0
    changed = [row for row in held if row["tahap"] == "perubahan"]
    assert changed
    assert all(row["diubah"] for row in changed)
    assert all(row["kode"].startswith(row["program"]) for row in rows if row["program"])


def test_no_fact_holds_another_one_whatever_rows_stand_between(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "fdp"
    RUN.invoke(app, ["export", str(dataset.root), str(out), "--as", "fdp"])
    with (out / "data/anggaran.csv").open(encoding="utf-8", newline="") as file:
        facts = {tuple(row["id"].rsplit("/", 1)) for row in csv.DictReader(file)}
    found = dataset.sql("SELECT baris_id, induk_id FROM baris WHERE induk_id IS NOT NULL", "arrow").to_pylist()
    above = {row["baris_id"]: row["induk_id"] for row in found}
    for item, year in facts:
        holder = above.get(item)
        while holder is not None:
            assert (holder, year) not in facts
            holder = above.get(holder)


@pytest.mark.parametrize(
    "text",
    [
        "COPY (SELECT 1) TO 'x.parquet'", "ATTACH 'x.db'", "INSTALL httpfs", "LOAD httpfs", "EXPORT DATABASE 'x'",
        "SELECT 1; COPY (SELECT 1) TO 'x.csv'", "PREPARE p AS COPY (SELECT 1) TO 'x.csv'", "SET home_directory = 'x'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'", "COPY (PIVOT (SELECT 1 AS a) ON a USING sum(a)) TO 'x.csv'",
        "EXPLAIN /* */ ANALYZE COPY (SELECT 1) TO 'x.csv'",
    ],
)  # fmt: skip
def test_a_query_writes_nothing(dataset: Dataset, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = RUN.invoke(app, ["query", str(dataset.root), text])
    assert done.exit_code == ExitCode.USAGE
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    ["SHOW TABLES", "DESCRIBE nilai", "PIVOT (SELECT 1 AS a) ON a USING sum(a)", "EXPLAIN SELECT 1", "FROM range(2)"],
)
def test_a_query_asks_in_whatever_words(dataset: Dataset, text: str) -> None:
    assert RUN.invoke(app, ["query", str(dataset.root), text]).exit_code == ExitCode.OK


def test_a_query_that_is_not_utf8_is_said_with_its_line(dataset: Dataset) -> None:
    done = RUN.invoke(app, ["query", str(dataset.root), "-"], input=b"SELECT 1,\n'\xff'")
    assert done.exit_code == ExitCode.USAGE
    assert "baris 2" in done.stderr


def test_json_has_null_for_what_is_no_number_and_every_column_of_one_name(dataset: Dataset) -> None:
    text = "SELECT 'NaN'::double AS a, '-inf'::double AS b, 7 AS c, 8 AS c"
    done = RUN.invoke(app, ["query", str(dataset.root), text, "--format", "json"])
    assert json.loads(done.stdout, parse_constant=pytest.fail) == [{"a": None, "b": None, "c": 7, "c_2": 8}]


def test_the_folder_for_ckan_has_each_table_with_its_dictionary_and_record(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "ckan"
    call = [
        "export",
        str(dataset.root),
        str(out),
        "--as",
        "ckan",
        "--title",
        "Anggaran Daerah",
        "--owner-org",
        "bappeda",
    ]
    assert RUN.invoke(app, call).exit_code == ExitCode.OK
    record = json.loads((out / "dataset.json").read_text(encoding="utf-8"))
    assert (record["name"], record["owner_org"], record["license_id"]) == ("anggaran-daerah", "bappeda", "notspecified")
    for table in TABLES:
        if table.name == "sel":
            continue
        fields = json.loads((out / "kamus" / f"{table.name}.json").read_text(encoding="utf-8"))
        with (out / "data" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            assert next(reader) == [field["id"] for field in fields]
            assert sum(1 for _ in reader) == dataset.table(table.name, "arrow").num_rows
    assert "package_id=anggaran-daerah" in (out / "README.md").read_text(encoding="utf-8")


def test_an_export_overwrites_nothing(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "ada.txt").write_text("x", encoding="utf-8")
    done = RUN.invoke(app, ["export", str(dataset.root), str(tmp_path), "--as", "ckan"])
    assert done.exit_code == ExitCode.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["ada.txt"]
