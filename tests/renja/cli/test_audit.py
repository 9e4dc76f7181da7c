"""`renja audit` and `renja evidence` on a small dataset of samples."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from typer.testing import CliRunner

from normalize.types import Tahap, Ukuran
from output.overlay.types import Keputusan
from output.rebuild import read_matched
from output.types import DocumentResult
from output.write import DatasetWriter
from records.findings import Keparahan, Sebab
from records.matched import MatchedRow, MatchedTable
from renja.cli import app
from renja.pipeline import read_document
from renja.review.corrections import decide

SAMPLE = "samples/sambas_lkjip_2024_s36_excel.pdf"
PLAN = "samples/luwu_renja_2024_excel.pdf"
RUN = CliRunner()


def doubled(tables: tuple[MatchedTable, ...]) -> Iterator[MatchedTable]:
    """The tables with every pagu doubled."""
    for table in tables:
        yield replace(table, rows=tuple(map(twice, table.rows)))


def twice(row: MatchedRow) -> MatchedRow:
    values = tuple(replace(v, nilai=v.nilai * 2) if v.ukuran is Ukuran.PAGU and v.nilai else v for v in row.row.values)
    return replace(row, row=replace(row.row, values=values))


@pytest.fixture(scope="module")
def results() -> list[DocumentResult]:
    """A report, a changed plan, and the plan before the change with half of its money."""
    report, plan = read_document(SAMPLE), read_document(PLAN)
    assert plan.meta is not None
    former = replace(plan, sha256="f" * 64, meta=replace(plan.meta, tahap=Tahap.MURNI), findings=())
    return [report, former, replace(plan, tables=tuple(doubled(plan.tables)))]


@pytest.fixture(scope="module")
def dataset(results: list[DocumentResult], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audit") / "hasil"
    with DatasetWriter(root) as writer:
        for result in results:
            writer.write(result)
    return root


def audit(*arguments: str | Path) -> tuple[int, str]:
    done = RUN.invoke(app, ["audit", *map(str, arguments)])
    return done.exit_code, done.stdout


def test_errors_that_stand_end_with_exit_code_one(dataset: Path) -> None:
    code, text = audit(dataset, "--doc", "sambas_lkjip_2024_s36_excel")
    assert code == 1
    assert "4 galat, 1 peringatan, 0 info" in text
    assert "Rp267.248.500,00" in text


def test_the_list_says_how_many_findings_accuse_nobody(results: list[DocumentResult], tmp_path: Path) -> None:
    report = results[0]
    held = [replace(one, sebab=Sebab.TAK_PASTI, keparahan=Keparahan.PERINGATAN) for one in report.findings[:2]]
    with DatasetWriter(tmp_path / "hasil") as writer:
        writer.write(replace(report, findings=(*held, *report.findings[2:])))
    said = "2 di antaranya belum pasti, tidak ada yang dipersalahkan"
    assert said in audit(tmp_path / "hasil")[1]
    assert "di antaranya belum pasti" not in audit(tmp_path / "hasil", "--sebab", "dokumen")[1]


def test_without_errors_the_exit_code_is_zero(dataset: Path) -> None:
    assert audit(dataset, "--doc", "f" * 16)[0] == 0


def test_json_and_csv_say_the_same(dataset: Path) -> None:
    found = json.loads(audit(dataset, "--min-severity", "galat", "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(audit(dataset, "--min-severity", "galat", "--format", "csv")[1])))
    assert [one["temuan_id"] for one in found] == [one["temuan_id"] for one in rows]
    assert {one["keparahan"] for one in found} == {"galat"}
    first = found[0]
    assert Decimal(first["tertulis"]) - Decimal(first["dihitung"]) == Decimal(first["selisih"])


def test_a_plan_and_its_change_are_compared(dataset: Path) -> None:
    found = json.loads(audit(dataset, "--format", "json")[1])
    between = [one for one in found if one["cek"] == "antar_dokumen"]
    assert len(between) > 20
    assert all(Decimal(one["tertulis"]) == 2 * Decimal(one["dihitung"]) for one in between)
    assert {one["keparahan"] for one in between} == {"info"}


def test_the_working_paper_has_a_sheet_for_each_checked_table(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "temuan.xlsx"
    code, text = audit(dataset, "--doc", "sambas_lkjip_2024_s36_excel", "--xlsx", path)
    assert (code, "5 temuan" in text) == (1, True)
    book = openpyxl.load_workbook(path)
    formulas = [c.value for s in book.worksheets[2:] for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(book.sheetnames) > 4
    assert len(formulas) > 50


def test_rows_come_back_from_the_dataset_as_they_were(results: list[DocumentResult], dataset: Path) -> None:
    report = results[0]
    again = read_matched(dataset, report.doc_id)
    assert [len(table.rows) for table in again] == [len(table.rows) for table in report.tables]
    for before, after in zip(report.tables, again, strict=True):
        for one, other in zip(before.rows, after.rows, strict=True):
            assert (one.level, one.row.nama, one.match.kode, one.row.lanjutan) == (
                other.level, other.row.nama, other.match.kode, other.row.lanjutan,
            )  # fmt: skip
            assert [(v.ukuran, v.tahun, v.nilai) for v in one.row.values] == [
                (v.ukuran, v.tahun, v.nilai) for v in other.row.values
            ]


def test_evidence_is_a_picture_of_the_page_with_marks(dataset: Path, tmp_path: Path) -> None:
    found = json.loads(audit(dataset, "--format", "json", "--doc", "sambas_lkjip_2024_s36_excel")[1])
    out = tmp_path / "bukti.png"
    done = RUN.invoke(app, ["evidence", str(dataset), found[0]["temuan_id"], "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert found[0]["penjelasan"] in done.output
    colours = {colour for _, colour in Image.open(out).convert("RGB").getcolors(1 << 24)}
    assert {(0xE0, 0x31, 0x31), (0x1C, 0x7E, 0xD6)} <= colours


def test_evidence_refuses_another_file(dataset: Path, tmp_path: Path) -> None:
    found = json.loads(audit(dataset, "--format", "json", "--doc", "sambas_lkjip_2024_s36_excel")[1])
    other = shutil.copy(PLAN, tmp_path / "lain.pdf")
    arguments = ["evidence", str(dataset), found[0]["temuan_id"], "--out", str(tmp_path / "b.png"), "--pdf", str(other)]
    done = RUN.invoke(app, arguments)
    assert done.exit_code == 2
    assert "bukan berkas yang dibaca" in done.output


def test_an_unknown_finding_is_said_to_be_unknown(dataset: Path, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["evidence", str(dataset), "zzz-f0001", "--out", str(tmp_path / "b.png")])
    assert done.exit_code == 5


def test_rejected_findings_are_neither_listed_nor_counted_unless_asked_for(dataset: Path, tmp_path: Path) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(dataset, root)
    asked = (root, "--doc", "sambas_lkjip_2024_s36_excel")
    first = json.loads(audit(*asked, "--min-severity", "galat", "--format", "json")[1])[0]
    decide(root, first["temuan_id"], Keputusan.DITOLAK, oleh="Ani", alasan="kolom tertukar", apply=False)
    code, text = audit(*asked)
    assert (code, "3 galat, 1 peringatan, 0 info" in text, first["temuan_id"] in text) == (1, True, False)
    text = audit(*asked, "--all")[1]
    assert "3 galat, 1 peringatan, 0 info" in text
    assert "ditolak oleh Ani: kolom tertukar" in text
    every = json.loads(audit(*asked, "--all", "--format", "json")[1])
    assert [one["oleh"] for one in every if one["keputusan"] == "ditolak"] == ["Ani"]
    audit(*asked, "--xlsx", tmp_path / "kertas.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kertas.xlsx")["Temuan"]
    assert ("ditolak", "kolom tertukar", "Ani") in {
        tuple(c.value for c in line[18:21]) for line in sheet.iter_rows(min_row=2)
    }


def test_findings_are_filtered_by_check_cause_and_decision(dataset: Path, tmp_path: Path) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(dataset, root)
    every = json.loads(audit(root, "--format", "json")[1])
    one = next(each for each in every if each["cek"] == "jumlah_anak")
    decide(root, one["temuan_id"], Keputusan.DITERIMA, oleh="Wayan")
    found = json.loads(audit(root, "--cek", "jumlah_anak", "--cek", "sisa", "--format", "json")[1])
    assert [each["temuan_id"] for each in found] == [
        each["temuan_id"] for each in every if each["cek"] in ("jumlah_anak", "sisa")
    ]
    assert {each["sebab"] for each in json.loads(audit(root, "--sebab", "tak_pasti", "--format", "json")[1])} <= {
        "tak_pasti"
    }
    accepted = json.loads(audit(root, "--keputusan", "diterima", "--format", "json")[1])
    assert [each["temuan_id"] for each in accepted] == [one["temuan_id"]]
    assert len(json.loads(audit(root, "--keputusan", "belum", "--format", "json")[1])) == len(every) - 1
    assert audit(root, "--cek", "bukan_cek")[0] == 2


def test_many_findings_are_decided_at_once_by_id_or_by_a_filter(dataset: Path, tmp_path: Path) -> None:
    root = tmp_path / "hasil"
    shutil.copytree(dataset, root)
    ids = [one["temuan_id"] for one in json.loads(audit(root, "--format", "json")[1])]
    said = ["--oleh", "Wayan", "--alasan", "dua tahap"]

    def decided(*arguments: str) -> tuple[int, int]:
        done = RUN.invoke(app, ["corrections", "decide", str(root), *arguments, *said])
        return done.exit_code, len(done.stdout.split())

    assert decided(*ids[:2], "ditolak") == (0, 2)
    assert decided("perlu_dicek", "--keputusan", "belum") == (0, len(ids) - 2)
    held = json.loads(audit(root, "--all", "--format", "json")[1])
    assert {(one["keputusan"], one["oleh"], one["alasan"]) for one in held} == {
        ("ditolak", "Wayan", "dua tahap"),
        ("perlu_dicek", "Wayan", "dua tahap"),
    }
    assert [one["temuan_id"] for one in held if one["keputusan"] == "ditolak"] == ids[:2]
    assert decided(ids[2], "tidak-ada", "diterima")[0] != 0  # and nothing is written
    assert json.loads(audit(root, "--all", "--format", "json")[1]) == held
    assert decided("diterima")[0] == 2
    assert decided(ids[0], "diterima", "--cek", "sisa")[0] == 2


def test_the_working_paper_marks_every_checked_figure_those_that_agree_too(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "kertas.xlsx"
    audit(dataset, "--doc", "sambas_lkjip_2024_s36_excel", "--xlsx", out)
    book = openpyxl.load_workbook(out)
    signs = {"✓": 0, "✗": 0, "?": 0}
    for name in book.sheetnames[2:]:
        rows = list(book[name].iter_rows(min_row=4, values_only=True))
        for column in (at for at, text in enumerate(rows[0]) if text == "Tanda"):
            for row in rows[1:]:
                if row[column]:
                    signs[str(row[column])] += 1
    assert signs["✓"] > signs["✗"] > 0


def test_evidence_is_found_from_another_folder_than_that_of_the_ingest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "kerja"
    (home / "pdf").mkdir(parents=True)
    shutil.copy(SAMPLE, home / "pdf" / "laporan.pdf")
    monkeypatch.chdir(home)
    assert RUN.invoke(app, ["ingest", "pdf/laporan.pdf", "--out", "hasil", "--workers", "1"]).exit_code == 0
    monkeypatch.chdir(tmp_path)
    found = json.loads(audit(home / "hasil", "--format", "json")[1])[0]["temuan_id"]
    call = ["evidence", str(home / "hasil"), found, "--out", str(tmp_path / "b.png")]
    assert RUN.invoke(app, call).exit_code == 0
    (home / "pdf").rename(tmp_path / "arsip")
    done = RUN.invoke(app, call)
    assert (done.exit_code, "sebut berkas atau foldernya dengan --pdf" in done.output) == (2, True)
    assert RUN.invoke(app, [*call, "--pdf", str(tmp_path / "arsip")]).exit_code == 0


def test_evidence_says_that_the_file_has_changed_or_that_its_document_is_gone_and_what_to_do(
    results: list[DocumentResult], tmp_path: Path
) -> None:
    pdf, root = tmp_path / "lama.pdf", tmp_path / "hasil"
    pdf.write_bytes(Path(SAMPLE).read_bytes() + b"\n% disimpan ulang\n")
    with DatasetWriter(root) as writer:
        writer.write(replace(results[0], berkas=str(pdf)))
    found = json.loads(audit(root, "--format", "json")[1])[0]["temuan_id"]
    call = ["evidence", str(root), found, "--out", str(tmp_path / "b.png")]
    changed = RUN.invoke(app, call)
    assert changed.exit_code == 2
    assert "sudah berubah sejak dibaca" in changed.output
    assert f'renja ingest "{pdf}" --out {root}' in changed.output
    call[2] = "0" * 16 + found[16:]
    gone = RUN.invoke(app, call)
    assert gone.exit_code == 5
    assert "dokumennya tidak ada lagi" in gone.output
