"""The commands as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode

RENSTRA = "samples/bengkulu_renstra_2021_word.pdf"
RUN = CliRunner()


def test_ingest_prints_what_was_read(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["ingest", RENSTRA, "--out", str(tmp_path), "--pages", "1-3", "--workers", "1"])
    assert done.exit_code == ExitCode.OK, done.output
    assert "1 dokumen, 3 halaman" in done.output
    assert "bengkulu_renstra_2021_word.pdf" in done.output


def test_ingest_as_json_is_the_report(tmp_path: Path) -> None:
    arguments = ["ingest", RENSTRA, "--out", str(tmp_path), "--pages", "1", "--json", "--workers", "1"]
    report = json.loads(RUN.invoke(app, arguments).stdout)
    assert report["baris"]["dokumen"] == 1
    assert report["dokumen"][0]["status"] == "ok"
    assert report["exit_code"] == 0


def test_ingest_of_a_bad_file_ends_with_all_failed(hostile: dict[str, Path], tmp_path: Path) -> None:
    done = RUN.invoke(app, ["ingest", str(hostile["teks"]), "--out", str(tmp_path / "d")])
    assert done.exit_code == ExitCode.ALL_FAILED
    assert "GAGAL" in done.output
    assert "bukan berkas PDF" in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "tiada.pdf"],
        ["ingest", RENSTRA, "--pages", "x"],
        ["query", "samples"],
        ["tables"],
        ["tables", "tiada.pdf"],
        ["tables", RENSTRA, "--engine", "salahketik"],
        ["tables", RENSTRA, "--page", "999"],
        ["tables", RENSTRA, "--pages", "9,999"],
        ["tables", RENSTRA, "--page", "9", "--area", "1,2,3"],
        ["tables", RENSTRA, "--page", "9", "--columns", "x"],
        ["debug", RENSTRA, "--page", "999", "--out", "x.png"],
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments: list[str]) -> None:
    assert RUN.invoke(app, arguments).exit_code == ExitCode.USAGE


def test_a_folder_without_pdfs_is_a_usage_error(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["ingest", str(tmp_path), "--out", str(tmp_path / "d")]).exit_code == ExitCode.USAGE


@pytest.mark.parametrize("command", [["show", "samples", "x"], ["query", "samples", "SELECT 1"]])
def test_a_folder_that_is_no_dataset_has_its_own_code(command: list[str]) -> None:
    done = RUN.invoke(app, command)
    assert done.exit_code == ExitCode.DATASET
    assert "bukan dataset" in done.output


def test_tables_in_three_formats(tmp_path: Path) -> None:
    call = ["tables", "samples/luwu_renja_2024_excel.pdf", "--page", "8"]
    text = RUN.invoke(app, call).stdout
    csv = RUN.invoke(app, [*call, "--format", "csv"]).stdout
    data = json.loads(RUN.invoke(app, [*call, "--format", "json"]).stdout)
    word = "Penyediaan"
    assert word in text
    assert word in csv
    assert word in json.dumps(data["tabel"])
    assert data["tabel"][0]["halaman"] == [8]


def test_page_grids_are_written_as_json(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["tables", RENSTRA, "--pages", "9-11", "--grid-json", str(tmp_path)])
    assert done.exit_code == ExitCode.OK
    grids = json.loads((tmp_path / "bengkulu_renstra_2021_word.json").read_text(encoding="utf-8"))
    assert {"page", "bbox", "cells"} <= set(grids["tables"][0])
    assert {"r0", "c0", "r1", "c1", "text"} <= set(grids["tables"][0]["cells"][0])


def test_page_grids_and_tables_as_json_come_from_one_call(tmp_path: Path) -> None:
    file = "samples/luwu_renja_2024_excel.pdf"
    done = RUN.invoke(app, ["tables", file, "--page", "8", "--grid-json", str(tmp_path), "--format", "json"])
    assert json.loads(done.stdout)["tabel"]
    assert json.loads((tmp_path / "luwu_renja_2024_excel.json").read_text(encoding="utf-8"))["tables"]


def test_an_open_range_of_pages_ends_with_the_document(tmp_path: Path) -> None:
    call = ["tables", "samples/luwu_renja_2024_excel.pdf", "--pages", "20-", "--format", "json"]
    assert RUN.invoke(app, call).exit_code == ExitCode.OK


def test_tables_and_debug_take_an_area_and_columns(tmp_path: Path) -> None:
    where = ["--page", "9", "--area", "%0,0,100,100", "--columns", "%50"]
    done = RUN.invoke(app, ["tables", RENSTRA, *where, "--format", "json"])
    assert {len(row) for row in json.loads(done.stdout)["tabel"][0]["sel"]} == {2}
    out = tmp_path / "kisi.png"
    assert RUN.invoke(app, ["debug", RENSTRA, *where, "--out", str(out)]).exit_code == ExitCode.OK
    assert out.exists()


def test_tables_of_a_file_that_is_no_pdf_say_so(hostile: dict[str, Path]) -> None:
    done = RUN.invoke(app, ["tables", str(hostile["teks"])])
    assert done.exit_code == ExitCode.ALL_FAILED
    assert "bukan berkas PDF" in done.output


def test_show_prints_rows_below_their_parents(dataset: Dataset) -> None:
    text = RUN.invoke(app, ["show", str(dataset.root), "luwu_renja_2024_excel"]).stdout
    lines = text.splitlines()
    assert "Dinas Sosial" in lines[1]
    depth = {kind: {len(x) - len(x.lstrip()) for x in lines if f"[{kind}]" in x} for kind in ("program", "kegiatan")}
    assert min(depth["program"]) < min(depth["kegiatan"])


def test_show_as_json_nests_rows_with_their_values(dataset: Dataset) -> None:
    tree = json.loads(RUN.invoke(app, ["show", str(dataset.root), "luwu_renja_2024_excel", "--json"]).stdout)
    plan = next(t for t in tree["tabel"] if t["jenis_tabel"] == "rencana_pendanaan")
    top = plan["baris"][0]
    assert top["anak"]
    assert {"ukuran", "nilai"} <= set(_first_value(top))


def _first_value(row: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """The first value of a row or of the rows below it."""
    queue = [row]
    while queue:
        node = queue.pop(0)
        if node["nilai"]:
            return node["nilai"][0]
        queue += node["anak"]  # type: ignore[arg-type]
    raise AssertionError("no value in the tree")


def test_query_answers_in_text_and_json(dataset: Dataset) -> None:
    sql = "SELECT jenis_dokumen, count(*) AS n FROM dokumen GROUP BY ALL ORDER BY ALL"
    text = RUN.invoke(app, ["query", str(dataset.root), sql]).stdout
    assert text.splitlines()[0].split() == ["jenis_dokumen", "n"]
    rows = json.loads(RUN.invoke(app, ["query", str(dataset.root), sql, "--json"]).stdout)
    wanted = Counter(dataset.documents()["jenis_dokumen"])
    assert {r["jenis_dokumen"]: r["n"] for r in rows} == wanted
    assert set(wanted) == {"lkjip", "renja", "renstra"}


def test_the_example_query_of_the_demo_has_an_answer(dataset: Dataset) -> None:
    done = RUN.invoke(app, ["query", str(dataset.root), "--file", "docs/contoh.sql"])
    assert done.exit_code == ExitCode.OK
    assert "SELECT" in done.stdout
    assert len(done.stdout.split("----\n")[-1].splitlines()) >= 2


def test_a_bad_query_shows_duckdbs_words(dataset: Dataset) -> None:
    done = RUN.invoke(app, ["query", str(dataset.root), "SELEC 1"])
    assert done.exit_code == ExitCode.USAGE
    assert "kueri salah" in done.output


def test_schema_prints_every_column() -> None:
    text = RUN.invoke(app, ["schema"]).stdout
    data = json.loads(RUN.invoke(app, ["schema", "--json"]).stdout)
    assert len(data) == 7
    assert all(column["name"] in text for table in data.values() for column in table["columns"])


def test_debug_draws_a_page(tmp_path: Path) -> None:
    out = tmp_path / "halaman.png"
    assert RUN.invoke(app, ["debug", RENSTRA, "--page", "9", "--out", str(out)]).exit_code == ExitCode.OK
    assert out.read_bytes().startswith(b"\x89PNG")


def test_version_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from renja.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "assert CliRunner().invoke(app, ['--version']).stdout.startswith('renja ')\n"
        "heavy = {'numpy', 'pandas', 'pyarrow', 'duckdb', 'pypdfium2', 'camelot', 'cv2'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    before = os.times()
    subprocess.run([sys.executable, "-c", code], check=True)
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 5


def test_the_package_runs_as_a_module_where_its_script_is_not_on_the_path() -> None:
    done = subprocess.run([sys.executable, "-m", "renja", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("renja ")
