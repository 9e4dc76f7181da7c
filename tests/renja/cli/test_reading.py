"""`renja number`, `renja match` and `renja nomenclature` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalize.angka_alasan import RULES
from renja.cli import app
from renja.errors import ExitCode

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "data"))


def write(folder: Path, text: str, name: str = "a.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_one_reading_is_explained_in_the_language_that_is_asked_for() -> None:
    call = ["number", "1.283 orang", "--context", "ukuran=target;rumus=688+593+2"]
    for lang, word, other in (("id", "perhitungan", "arithmetic"), ("en", "arithmetic", "perhitungan")):
        done = RUN.invoke(app, [*call, "--lang", lang])
        assert done.exit_code == ExitCode.OK, done.output
        assert "1283" in done.output
        assert word in done.output
        assert other not in done.output


def test_a_text_that_begins_with_a_minus_is_no_option() -> None:
    done = RUN.invoke(app, ["number", "- 649.000", "--context", "ukuran=sisa", "--json"])
    (found,) = json.loads(done.output)["readings"]
    assert (found["value"], found["unit"]) == ("-649000", "rupiah")


def test_several_numbers_are_explained_one_by_one_and_none_is_said() -> None:
    found = json.loads(RUN.invoke(app, ["number", "18.070 orang dan 23.477 KK", "--json"]).output)["readings"]
    assert [(one["value"], one["unit"]) for one in found] == [("18070", "orang"), ("23477", "kk")]
    assert "tidak ada" in RUN.invoke(app, ["number", "-"]).output


def test_a_file_of_numbers_is_answered_as_csv(tmp_path: Path) -> None:
    file = write(tmp_path, 'text,context\n"1.500 Orang",ukuran=target\n"1,5 dan 2 Km",\n-,ukuran=pagu\n')
    done = RUN.invoke(app, ["number", "--csv", file])
    rows = list(csv.DictReader(io.StringIO(done.output)))
    assert list(rows[0]) == ["text", "context", "value", "unit", "rule", "confidence"]
    assert [(r["value"], r["unit"]) for r in rows] == [("1500", "orang"), ("1.5|2", "km|km"), ("", "")]


def test_every_rule_of_the_samples_has_a_sentence() -> None:
    texts = ["1", "1.234.567", "1.234,5", "1.5", "1.181925", "1,234", "5.000,000", "AA", "12 juta", "-", "100 00 0"]
    for text in texts:
        for found in json.loads(RUN.invoke(app, ["number", text, "--json"]).output)["readings"]:
            assert found["rule"] in RULES


@pytest.mark.parametrize(
    "arguments",
    [
        ["number"],
        ["number", "1", "--csv", "x.csv"],
        ["number", "--csv", "tiada.csv"],
        ["match", "--csv", "tiada.csv"],
        ["match", "--csv", "README.md"],
        ["nomenclature", "import", "tiada.csv"],
        ["nomenclature", "import", "README.md"],
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments: list[str]) -> None:
    assert RUN.invoke(app, arguments).exit_code == ExitCode.USAGE


def test_an_imported_name_is_listed_and_matched(tmp_path: Path) -> None:
    source = write(tmp_path, "Kode,Uraian\n3.27.02.2.01.0099,Penyaluran Pupuk Uji\n5.1.02,Belanja\n")
    done = RUN.invoke(app, ["nomenclature", "import", source, "--edition", "uji/2030", "--json"])
    assert {k: json.loads(done.output)[k] for k in ("baru", "ditolak")} == {"baru": 1, "ditolak": 1}
    assert "3.27.02.2.01.0099" in RUN.invoke(app, ["nomenclature", "list", "3.27.02", "--search", "pupuk uji"]).output
    assert "uji/2030" in RUN.invoke(app, ["nomenclature", "editions"]).output
    names = write(tmp_path, "nama_asli,level\nPenyaluran Pupuk Uji,sub kegiatan\n", "n.csv")
    assert ",3.27.02.2.01.0099,Penyaluran Pupuk Uji,nama,1.000," in RUN.invoke(app, ["match", "--csv", names]).output


def test_an_empty_list_of_names_gives_the_header(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["match", "--csv", write(tmp_path, "nama_asli\n")])
    assert done.output.strip() == "nama_asli,kode,nama_baku,cocok_metode,cocok_skor,alasan"


def test_harvest_gives_a_list_that_import_reads(tmp_path: Path) -> None:
    data = str(tmp_path / "d")
    RUN.invoke(
        app, ["ingest", "samples/tarakan_renja_2024_word.pdf", "--out", data, "--pages", "1-6", "--workers", "1"]
    )
    done = RUN.invoke(app, ["nomenclature", "harvest", data, "--documents", "1"])
    assert done.exit_code == ExitCode.OK, done.output
    assert done.stdout.startswith("kode,level,nama,kewenangan,edisi,sumber,dokumen")
