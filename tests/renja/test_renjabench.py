"""The benchmark: its documents are the same everywhere and right, and its scores are what they say they are."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import renja
from bench.renjabench.adapters.registry import TOOLS
from bench.renjabench.arithmetic import broken, findings
from bench.renjabench.cli import main
from bench.renjabench.errors import with_errors
from bench.renjabench.figures import Spelling
from bench.renjabench.make import FORMS, conditions, context, made, make, plan
from bench.renjabench.model import Col, Row, Sheet
from bench.renjabench.predicted import Predicted, as_json, from_json, predictions
from bench.renjabench.report import cost, truths_of
from bench.renjabench.run import once, run, stored_costs
from bench.renjabench.scans import KINDS, scanned
from bench.renjabench.score import FIGURES, mean, score_all
from bench.renjabench.table import BEGIN, END, between, held_out, parts
from extract.page.pdf import open_pdf

Truth = dict[str, Any]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_form_is_the_same_each_time_and_its_truth_adds_up_where_nobody_made_an_error(form: str) -> None:
    pdf, truth = made(form, 3, 1)
    assert made(form, 3, 1) == (pdf, truth)
    assert made(form, 4, 1)[0] != pdf
    document = FORMS[form][1](context(form, 3, 1))
    assert [broken(sheet) for sheet in document.sheets] == [[] for _ in document.sheets]
    for table in truth["tables"]:
        assert len({len(line) for line in (*table["header"], *table["grid"])}) == 1
        tops = [row for row in table["rows"] if row["level"] == "program" and "lanjutan_dari" not in row]
        for total in (row for row in table["rows"] if row["level"] == "jumlah" and tops and not truth["findings"]):
            rows = [row for row in tops if row["nama"] in total["nama"]] or tops  # "Jumlah Program Alfa" is that one's
            for key, amount in _money(total).items():
                assert sum(_money(row).get(key, Decimal(0)) for row in rows) == amount, (key, table["judul"])


def _money(row: Truth) -> dict[tuple[str, str | None, int], Decimal]:
    found = (v for v in row["values"] if v["satuan"] == "rupiah")
    return {(v["ukuran"], v["konteks"], v["tahun"]): Decimal(v["nilai"]) for v in found}


def test_the_documents_of_a_seed_are_the_same_bytes_on_every_machine() -> None:
    digest = hashlib.sha256()
    for form in FORMS:
        pdf, truth = made(form, 20, 0)
        digest.update(pdf + json.dumps(truth, sort_keys=True).encode())
    known = "5cb8ca20f1dd41d7caf19b25e9a24bf7b6af196aac94779cf5868467d20a75a2"
    assert digest.hexdigest() == known, "other documents: raise VERSION in make.py"


def test_every_form_comes_before_any_comes_twice_and_each_kind_of_scan_likewise() -> None:
    first = [form for form, number in plan(2 * len(FORMS), 5) if number == 0]
    assert sorted(first) == sorted(FORMS)
    assert first != [form for form, _ in plan(len(FORMS), 6)]
    how = conditions(40, 5, 0.5)
    assert sum(map(bool, how)) == 20
    assert {kind for kind in how if kind} == set(KINDS)


def test_a_scan_shows_the_pages_of_its_document_as_pictures_alone(tmp_path: Path) -> None:
    pdf, _ = made("rekap", 3, 0)
    for kind in ("pindai", "rebah"):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(scanned(pdf, kind, "uji"))
        with open_pdf(path) as opened:
            page = opened.page(1)
        assert page.image_share > 0.9
        assert not page.text


def _sheet() -> Sheet:
    cols = [
        Col("nama", ("Uraian",)),
        Col("pagu", ("Pagu",), "money", means=("pagu", None, 2031)),
        Col("real", ("Realisasi",), "money", means=("realisasi", None, 2031)),
        Col("pct", ("%",), "percent", means=("persen_realisasi", None, 2031)),
    ]
    amounts = {"program": (900_000, 450_000), "kegiatan": (400_000, 200_000), "jumlah": (900_000, 450_000)}
    levels = ("program", "kegiatan", "kegiatan", "jumlah")
    rows = []
    for n, level in enumerate(levels):
        pagu, real = (500_000, 250_000) if n == 2 else amounts[level]
        numbers = {"pagu": Decimal(pagu), "real": Decimal(real), "pct": Decimal("50.00")}
        rows.append(Row(level, f"{level} {n}", numbers=numbers))
    return Sheet("realisasi_anggaran", cols, rows)


def _found(sheet: Sheet) -> set[tuple[object, ...]]:
    return {tuple(f[k] for k in ("cek", "grid_row", "ukuran", "tertulis", "dihitung")) for f in findings(sheet, 0, [])}


def test_what_does_not_add_up_is_found_as_it_is_printed() -> None:
    sheet = _sheet()
    assert broken(sheet) == []
    sheet.rows[2].numbers["pagu"] = Decimal(510_000)
    assert _found(sheet) == {
        ("jumlah_anak", 0, "pagu", "900000", "910000"),
        ("persen", 2, "persen_realisasi", "50.00", "49.02"),
    }
    sheet.rows[2].numbers["pagu"] = Decimal(200_000)
    assert ("realisasi_lebih", 2, "realisasi", "250000", "200000") in _found(sheet)
    other = _sheet()
    other.rows[3].numbers["real"] = Decimal(450_001)
    assert _found(other) == {("jumlah_total", 3, "realisasi", "450001", "450000")}


def test_a_relation_that_a_form_never_kept_is_no_error_of_anybody() -> None:
    sheet = _sheet()
    sheet.rows[3].numbers["pagu"] = Decimal(1)
    before = broken(sheet)
    sheet.rows[1].numbers["pct"] = Decimal(51)
    assert {f["cek"] for f in findings(sheet, 0, before)} == {"persen"} - {one.cek for one in before}


def test_each_error_of_people_breaks_something_and_is_printed() -> None:
    for seed in range(20):
        sheet = _sheet()
        kinds, before = with_errors(sheet, Spelling("titik", ",", False, "%"), random.Random(seed))
        changed = [a.numbers != b.numbers for a, b in zip(sheet.rows, _sheet().rows, strict=True)]
        assert sum(changed) == len(kinds)
        assert len(findings(sheet, 0, before)) >= len(kinds) > 0


@pytest.fixture(name="truths", scope="module")
def _truths() -> dict[str, Truth]:
    made_of = {form: made(form, 8, number)[1] for form, number in (("tc33", 0), ("rfk", 4), ("lra", 0), ("ukur", 0))}
    found: dict[str, Truth] = json.loads(json.dumps(made_of))
    assert found["rfk"]["findings"]
    return found


def _scored(truths: dict[str, Truth], read: dict[str, Truth], folder: Path) -> dict[str, dict[str, float | None]]:
    for stem, told in read.items():
        (folder / f"{stem}.json").write_text(json.dumps(told), encoding="utf-8")
    return {stem: tally.figures() for stem, tally in score_all(truths, predictions(folder)).items()}


def test_the_truth_itself_is_read_perfectly(truths: dict[str, Truth], tmp_path: Path) -> None:
    scored = _scored(truths, truths, tmp_path)
    assert {figure for figures in scored.values() for figure in figures.values()} == {1.0, None}
    assert mean(score_all(truths, predictions(tmp_path)).values()) == dict.fromkeys(FIGURES, 1.0)


def _rows(truth: Truth) -> list[Truth]:
    return [row for table in truth["tables"] for row in table["rows"]]


def _count(truth: Truth) -> int:
    return sum(v["satuan"] == "rupiah" and v["ukuran"] != "selisih" for row in _rows(truth) for v in row["values"])


def test_each_fault_costs_its_share_and_nothing_else(truths: dict[str, Truth], tmp_path: Path) -> None:
    n, amounts = len(_rows(truths["tc33"])), _count(truths["tc33"])
    read = copy.deepcopy(truths)
    row = next(row for row in _rows(read["tc33"]) if _money(row))
    value = next(v for v in row["values"] if v["satuan"] == "rupiah")
    value["nilai"] = str(Decimal(value["nilai"]) + 1)
    figures = _scored(truths, read, tmp_path)["tc33"]
    assert figures["money"] == pytest.approx((amounts - 1) / amounts)
    assert figures["rows"] == figures["other"] == figures["amounts"] == 1.0
    assert figures["sure"] == pytest.approx((amounts - 1) / amounts)
    value["keyakinan"] = 0.4
    figures = _scored(truths, read, tmp_path)["tc33"]
    assert (figures["sure"], figures["money"]) == (1.0, pytest.approx((amounts - 1) / amounts))
    value["nilai"] = str(Decimal(value["nilai"]) - 1)
    value["ukuran"] = "realisasi"
    assert _scored(truths, read, tmp_path)["tc33"]["money"] == pytest.approx((amounts - 1) / amounts)
    read = copy.deepcopy(truths)
    lost = read["tc33"]["tables"][0]["rows"].pop()
    figures = _scored(truths, read, tmp_path)["tc33"]
    gone = len(_money(lost))
    assert figures["rows"] == pytest.approx(2 * (n - 1) / (2 * n - 1))
    assert figures["money"] == pytest.approx(2 * (amounts - gone) / (2 * amounts - gone))
    assert figures["grid"] == 1.0
    read = copy.deepcopy(truths)
    read["tc33"]["tables"][0]["rows"][0]["level"] = "sub_kegiatan"
    figures = _scored(truths, read, tmp_path)["tc33"]
    assert figures["rows"] == pytest.approx((n - 1) / n)
    assert figures["money"] == 1.0


def test_a_finding_that_is_missed_and_an_accusation_that_is_false_cost_alike(
    truths: dict[str, Truth], tmp_path: Path
) -> None:
    n = len(truths["rfk"]["findings"])
    read = copy.deepcopy(truths)
    first = read["rfk"]["findings"].pop()
    assert _scored(truths, read, tmp_path)["rfk"]["findings"] == pytest.approx(2 * (n - 1) / (2 * n - 1))
    read["rfk"]["findings"] += [first, {**first, "dihitung": "1"}]
    read["lra"]["findings"] = [first]
    read["ukur"]["findings"] = [{**first, "sebab": "pembacaan"}]
    scored = _scored(truths, read, tmp_path)
    assert scored["rfk"]["findings"] == pytest.approx(2 * n / (2 * n + 1))
    assert (scored["lra"]["findings"], scored["ukur"]["findings"]) == (0.0, None)


def test_a_tool_that_gives_grids_alone_is_scored_on_grids_and_amounts_and_lost_documents_count(
    truths: dict[str, Truth], tmp_path: Path
) -> None:
    grids = {stem: {"tables": [table["grid"] for table in truth["tables"]]} for stem, truth in truths.items()}
    grids["tc33"]["tables"][0] = grids["tc33"]["tables"][0][1:]
    del grids["ukur"]
    scored = _scored(truths, grids, tmp_path)
    n = len(truths["tc33"]["tables"][0]["grid"])
    assert scored["tc33"]["grid"] == pytest.approx((n - 1) / n)
    assert scored["rfk"] == {name: 1.0 if name in ("grid", "amounts") else None for name in FIGURES}
    assert (scored["ukur"]["grid"], scored["ukur"]["rows"]) == (0.0, None)


def test_what_no_row_of_a_tool_tells_is_not_scored(truths: dict[str, Truth], tmp_path: Path) -> None:
    bare = {
        stem: {
            "tables": [
                {"rows": [{name: row[name] for name in ("level", "nama")} for row in table["rows"]]}
                for table in truth["tables"]
            ]
        }
        for stem, truth in truths.items()
    }
    scored = _scored(truths, bare, tmp_path)
    assert scored["tc33"] == {name: 1.0 if name == "rows" else None for name in FIGURES}


def test_what_renja_reads_is_scored_the_same_from_json_and_from_a_dataset(tmp_path: Path) -> None:
    make(tmp_path / "dokumen", 1, 3, form="rekap")
    (pdf,) = (tmp_path / "dokumen").glob("*.pdf")
    renja.ingest([pdf], tmp_path / "hasil", workers=1)
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / f"{pdf.stem}.json").write_text(as_json(TOOLS["renja"][1](str(pdf))), encoding="utf-8")
    truths = truths_of(tmp_path / "dokumen")
    ways = [score_all(truths, predictions(tmp_path / way))[pdf.stem].figures() for way in ("hasil", "json")]
    assert ways[0] == ways[1]
    assert (ways[0]["rows"], ways[0]["money"], ways[0]["document"]) == (1.0, 1.0, 1.0)


def test_scoring_needs_nothing_of_renja() -> None:
    code = (
        "import sys; import bench.renjabench.score, bench.renjabench.report, bench.renjabench.make; "
        "print(sorted({'renja', 'extract', 'output', 'pyarrow', 'numpy', 'cv2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_TOOL = """
import json, sys, time
pdf, out = sys.argv[1:]
if pdf.endswith("rusak.pdf"):
    sys.exit("tidak terbaca")
if pdf.endswith("lama.pdf"):
    time.sleep(60)
held = bytearray(60_000_000)
json.dump({"tables": [[["a", "1.000"]]]}, open(out, "w"))
"""


def test_a_tool_of_ones_own_is_run_and_what_fails_is_said(tmp_path: Path) -> None:
    tool, folder = tmp_path / "alat.py", tmp_path / "dokumen"
    tool.write_text(_TOOL, encoding="utf-8")
    folder.mkdir()
    for name in ("baik", "rusak"):
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    out = tmp_path / "hasil"
    costs = run([sys.executable, str(tool)], folder, out)
    assert costs["baik"].error is None
    assert costs["baik"].peak > 55
    assert "tidak terbaca" in (costs["rusak"].error or "")
    assert stored_costs(out) == costs
    assert set(predictions(out)) == {"baik"}
    used = cost(costs, {"baik": {"renjabench": {"pages": 1}}, "rusak": {"renjabench": {"pages": 1}}})
    assert used is not None
    assert used["failed"] == 1
    slow = once([sys.executable, str(tool)], tmp_path / "lama.pdf", tmp_path / "lama.json", 0.3)
    assert slow.error is not None


def test_a_command_makes_runs_and_scores_and_says_which_tool_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tool = tmp_path / "dokumen", tmp_path / "alat.py"
    assert main(["make", "--seed", "7", "--documents", "2", "--out", str(folder)]) == 0
    tool.write_text(_TOOL, encoding="utf-8")
    figures = tmp_path / "nilai.json"
    assert main(["run", "--tool", f"{sys.executable} {tool}", str(folder), "--json", str(figures)]) == 0
    said = capsys.readouterr().out
    assert "0 failed" in said
    assert json.loads(figures.read_text(encoding="utf-8"))["mean"]["grid"] == 0.0
    tool.write_text("raise SystemExit('tidak terbaca')", encoding="utf-8")
    assert main(["run", "--tool", f"{sys.executable} {tool}", str(folder)]) == 4
    assert "tidak terbaca" in capsys.readouterr().err
    monkeypatch.setitem(TOOLS, "lain", ("modul_yang_tidak_ada", TOOLS["renja"][1]))
    with pytest.raises(SystemExit):
        main(["run", "--tool", "lain", str(folder)])
    assert "pip install modul_yang_tidak_ada" in capsys.readouterr().err


def test_the_held_out_seed_follows_from_the_readers_commit_and_the_table_stands_between_its_marks() -> None:
    one, other = "0123456789abcdef", "1123456789abcdef"
    assert held_out(one) == 0x01234567 != held_out(other)
    assert [part.seed for part in parts(37, 13, one)] == [1, 0x01234567, 0x01234567]
    page = f"atas\n{BEGIN}\nlama\n{END}\nbawah\n"
    assert between(page, ["baru"]) == f"atas\n{BEGIN}\nbaru\n{END}\nbawah\n"
    with pytest.raises(SystemExit, match="no marks"):
        between("atas", ["baru"])


def test_a_json_may_leave_out_what_a_tool_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"tables": [{"rows": [{"nama": "Jumlah"}]}]}', encoding="utf-8")
    assert from_json(path) == Predicted(None, [{"nama": "Jumlah"}], None)
