"""Documents of one office against each other, as an ingest leaves them in the dataset: planned differences, no others.

The documents are the samples' own tables, told as other years and stages of the same office.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

import renja
from normalize.types import JenisDokumen, JenisTabel, Tahap, Ukuran, Value
from output.compact import compact
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter
from records.matched import MatchedRow, MatchedTable
from renja.cli import app
from renja.pipeline import read_document
from renja.review.across import save_across
from renja.review.corrections import Keputusan, ValueKey, correct_value, decide, export_entries, import_entries, revoke

PLAN = "samples/sulbar_renja_2024_sipd.pdf"
RENSTRA = "samples/bengkulu_renstra_2021_word.pdf"
Change = Callable[[MatchedRow, Value], Value]


@pytest.fixture(scope="module")
def plan() -> DocumentResult:
    """A Renja 2024 with pagu of 2024 and forward estimates of 2025."""
    return read_document(PLAN)


@pytest.fixture(scope="module")
def renstra() -> DocumentResult:
    """A Renstra 2021-2026 with a pagu for each year."""
    return read_document(RENSTRA)


def told_as(
    result: DocumentResult,
    name: str,
    change: Change,
    *,
    jenis: str = "renja",
    tahap: str | None = "murni",
    tahun: int,
    tables: tuple[JenisTabel, JenisTabel] | None = None,
) -> DocumentResult:
    """The document as another one of the same office, its values changed.

    ``tables``: only those of the first kind are kept, as tables of the second.
    """
    assert result.meta is not None
    meta = replace(
        result.meta, jenis=JenisDokumen(jenis), tahap=Tahap(tahap) if tahap else None, tahun=tahun, tahun_akhir=tahun
    )
    former, kind = tables or (None, None)
    kept = [table for table in result.tables if former in (None, table.source.jenis)]
    told = tuple(
        replace(
            table,
            rows=tuple(changed_rows(table, change)),
            source=replace(table.source, jenis=kind or table.source.jenis),
        )
        for table in kept
    )
    digest = f"{name.encode().hex():f<64}"[:64]
    return replace(result, sha256=digest, berkas=f"{name}.pdf", meta=meta, tables=told, findings=())


def changed_rows(table: MatchedTable, change: Change) -> Iterable[MatchedRow]:
    for row in table.rows:
        yield replace(row, row=replace(row.row, values=tuple(change(row, value) for value in row.row.values)))


def next_year(planted: dict[str, int]) -> Change:
    """Next year's plan: its pagu is last year's forward estimate, but for the planted codes."""

    def change(row: MatchedRow, value: Value) -> Value:
        forward = next((v.nilai for v in row.row.values if v.ukuran is Ukuran.PRAKIRAAN_MAJU), None)
        if value.ukuran is Ukuran.PAGU and value.tahun == 2024:
            more = planted.get(row.match.kode or "", 0)
            return replace(value, tahun=2025, nilai=None if forward is None else forward + more)
        return replace(value, tahun=None if value.tahun is None else value.tahun + 1)

    return change


def more(planted: dict[str, int]) -> Change:
    """The same plan with other pagu for the planted codes."""

    def change(row: MatchedRow, value: Value) -> Value:
        extra = planted.get(row.match.kode or "", 0) if value.ukuran is Ukuran.PAGU and value.nilai is not None else 0
        return replace(value, nilai=value.nilai + extra) if value.nilai is not None and extra else value

    return change


def spent(planted: dict[str, int]) -> Change:
    """What a report prints of the plan: its pagu, and nothing of the years after."""
    other = more(planted)

    def change(row: MatchedRow, value: Value) -> Value:
        is_forward = value.ukuran is Ukuran.PRAKIRAAN_MAJU
        return replace(value, nilai=None) if is_forward else other(row, value)

    return change


def some_codes(result: DocumentResult, number: int) -> list[str]:
    """Sub kegiatan of the plan's table with a pagu above zero and a forward estimate."""
    found = []
    for table in result.tables:
        if table.source.jenis == "rencana_pendanaan":
            for row in table.rows:
                kinds = {value.ukuran for value in row.row.values if value.nilai}
                if row.level == "sub_kegiatan" and row.match.kode and {Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU} <= kinds:
                    found.append(row.match.kode)
    return found[:number]


def store(root: Path, *results: DocumentResult) -> Path:
    with DatasetWriter(root) as writer:
        for result in results:
            writer.write(result)
    save_across(root, {result.doc_id for result in results})
    return root


def between(root: Path) -> list[dict[str, Any]]:
    """The findings between documents as any reader of the files sees them."""
    files = f"{root}/temuan/**/*.parquet"
    query = (
        f"SELECT * FROM read_parquet('{files}', hive_partitioning=true) WHERE cek='antar_dokumen' ORDER BY temuan_id"
    )
    with duckdb.connect() as own:
        cursor = own.sql(query)
        return [dict(zip(cursor.columns, row, strict=True)) for row in cursor.fetchall()]


def gaps(found: list[dict[str, Any]]) -> list[int]:
    return sorted(int(one["selisih"]) for one in found)


def test_sentences_quote_what_one_cell_prints_and_say_of_sums_that_they_are_computed(
    tmp_path: Path, plan: DocumentResult
) -> None:
    (code,) = some_codes(plan, 1)

    def halved(row: MatchedRow, value: Value) -> Value:
        is_it = row.match.kode == code and value.ukuran is Ukuran.PAGU and value.nilai is not None
        return replace(value, nilai=value.nilai / 2) if is_it and value.nilai is not None else value

    def doubled(table: MatchedTable) -> MatchedTable:
        """The row's pagu on a further line once more: the item is their sum."""
        at = next((n for n, row in enumerate(table.rows) if row.match.kode == code), None)
        if at is None:
            return table
        line = replace(table.rows[at], row=replace(table.rows[at].row, lanjutan=at, kode_asli=None))
        return replace(table, rows=(*table.rows, line))

    parted = told_as(plan, "perubahan", halved, tahap="perubahan", tahun=2024)
    parted = replace(parted, tables=tuple(map(doubled, parted.tables)))
    raised = told_as(plan, "murni", more({code: 5_000}), tahun=2024)
    (found,) = between(store(tmp_path / "hasil", raised, parted))
    later, earlier = found["penjelasan"].split("sedangkan")
    assert "(dihitung)" in later
    assert "(tercetak " in earlier  # the planted amount is not what its cell prints


def test_next_years_pagu_is_compared_with_this_years_forward_estimate(plan, tmp_path):
    one, two = some_codes(plan, 2)
    later = told_as(plan, "lanjut", next_year({one: 7_000_000, two: -1_500_000}), tahun=2025)
    found = between(store(tmp_path, plan, later))
    assert gaps(found) == [-1_500_000, 7_000_000]
    assert {(each["doc_id"], each["tahun"], each["keparahan"], each["sebab"]) for each in found} == {
        (later.doc_id, 2025, "info", "dokumen")
    }
    assert all(each["bukti"][1].startswith(plan.doc_id) for each in found)
    assert "prakiraan maju tahun 2025 pada Renja 2024" in found[0]["penjelasan"]


def test_a_change_of_the_plan_is_information_code_by_code(plan, tmp_path):
    (one,) = some_codes(plan, 1)
    change = told_as(plan, "ubah", more({one: 250_000}), tahap="perubahan", tahun=2024)
    (found,) = between(store(tmp_path, plan, change))
    assert (found["keparahan"], int(found["selisih"]), found["doc_id"]) == ("info", 250_000, change.doc_id)
    assert "pada Renja Perubahan 2024" in found["penjelasan"]


def test_a_report_is_compared_with_the_last_plan_of_its_year(plan, tmp_path):
    one, two = some_codes(plan, 2)
    change = told_as(plan, "ubah", more({one: 250_000}), tahap="perubahan", tahun=2024)
    kinds = (JenisTabel.RENCANA_PENDANAAN, JenisTabel.REALISASI_ANGGARAN)
    planted = spent({one: 250_000, two: 40_000})
    report = told_as(plan, "lapor", planted, jenis="lkjip", tahap=None, tahun=2024, tables=kinds)
    found = [each for each in between(store(tmp_path, plan, change, report)) if each["doc_id"] == report.doc_id]
    assert gaps(found) == [40_000]


def test_a_renstra_year_is_compared_with_that_years_plan(renstra, tmp_path):
    codes = {
        row.match.kode for table in renstra.tables for row in table.rows if row.level == "kegiatan" and row.match.kode
    }
    kode = min(codes)

    def year_2024(row: MatchedRow, value: Value) -> Value:
        extra = 9_000 if row.match.kode == kode else 0
        keeps = value.ukuran is Ukuran.PAGU and value.tahun == 2024 and value.nilai is not None
        return replace(value, nilai=value.nilai + extra if keeps and value.nilai is not None else None)

    kinds = (JenisTabel.PENDANAAN_RENSTRA, JenisTabel.RENCANA_PENDANAAN)
    found = between(store(tmp_path, renstra, told_as(renstra, "tahunan", year_2024, tahun=2024, tables=kinds)))
    assert set(gaps(found)) == {9_000}
    assert all(kode in each["penjelasan"] and "pada Renstra" in each["penjelasan"] for each in found)


def test_documents_of_other_offices_and_years_far_apart_are_not_compared(plan, tmp_path):
    (one,) = some_codes(plan, 1)
    other = told_as(plan, "lain", more({one: 1}), tahap="perubahan", tahun=2024)
    assert other.meta is not None
    other = replace(other, meta=replace(other.meta, perangkat_daerah="Dinas Kesehatan"))
    far = told_as(plan, "jauh", next_year({one: 5}), tahun=2027)
    assert between(store(tmp_path, plan, other, far)) == []


def test_every_reader_has_the_same_findings_once(plan, tmp_path):
    one, two = some_codes(plan, 2)
    change = told_as(plan, "ubah", more({one: 250_000, two: 1}), tahap="perubahan", tahun=2024)
    root = store(tmp_path / "hasil", plan, change)
    stored = [each["temuan_id"] for each in between(root)]
    assert len(stored) == 2
    frame = renja.open_dataset(root).findings()
    assert sorted(frame[frame["cek"] == "antar_dokumen"]["temuan_id"]) == stored
    shown = CliRunner().invoke(app, ["audit", str(root), "--format", "csv"]).stdout
    assert all(shown.count(f"\n{name},") == 1 for name in stored)
    assert verify(root) == []
    compact(root)
    save_across(root)
    assert [each["temuan_id"] for each in between(root)] == stored
    assert verify(root) == []


def test_a_document_that_is_read_again_gets_its_findings_back_and_loses_those_that_ended(plan, tmp_path):
    one, two = some_codes(plan, 2)
    change = told_as(plan, "ubah", more({one: 250_000}), tahap="perubahan", tahun=2024)
    root = store(tmp_path, plan, change)
    with DatasetWriter(root) as writer:
        writer.write(change)
    assert between(root) == []
    done = CliRunner().invoke(app, ["audit", str(root), "--save"])
    assert "1 dokumen diperbarui" in done.output
    assert gaps(between(root)) == [250_000]
    store(root, replace(change, tables=plan.tables))
    assert between(root) == []
    again = told_as(plan, "ubah", more({two: 3}), tahap="perubahan", tahun=2024)
    assert gaps(between(store(root, again))) == [3]
    assert save_across(root) == 0


def test_amounts_are_kept_exactly(plan, tmp_path):
    (one,) = some_codes(plan, 1)
    change = told_as(plan, "ubah", more({one: 1}), tahap="perubahan", tahun=2024)
    (found,) = between(store(tmp_path, plan, change))
    assert found["tertulis"] - found["dihitung"] == found["selisih"] == Decimal("1.0000")


@pytest.fixture
def changed(plan: DocumentResult, tmp_path: Path) -> Path:
    """A plan and its change in a dataset: two findings between them."""
    one, two = some_codes(plan, 2)
    return store(
        tmp_path / "hasil", plan, told_as(plan, "ubah", more({one: 250_000, two: 1}), tahap="perubahan", tahun=2024)
    )


def test_a_decision_on_a_finding_between_documents_is_stored_and_outlives_renewals(changed, plan):
    first, second = between(changed)
    entry = decide(changed, first["temuan_id"], Keputusan.DITERIMA, oleh="Sri")
    said = [(each["temuan_id"], each["keputusan"], each["keputusan_id"]) for each in between(changed)]
    assert said == [(first["temuan_id"], "diterima", entry.id), (second["temuan_id"], None, None)]
    store(changed, plan)
    assert save_across(changed) == 0
    compact(changed)
    assert [each["keputusan"] for each in between(changed)] == ["diterima", None]
    assert verify(changed) == []
    revoke(changed, entry.id, oleh="Budi")
    assert between(changed) == [first, second]


def test_decisions_come_with_a_file_too(changed, tmp_path):
    (first, _), file = between(changed), tmp_path / "koreksi.csv"
    decide(changed, first["temuan_id"], Keputusan.DITOLAK, oleh="Sri", apply=False)
    assert [each["keputusan"] for each in between(changed)] == [None, None]
    export_entries(changed, file)
    (changed / "koreksi.jsonl").unlink()
    import_entries(changed, file)
    assert [each["keputusan"] for each in between(changed)] == ["ditolak", None]


def test_a_corrected_figure_ends_its_finding_between_documents_and_the_decision_on_it(changed):
    first, second = between(changed)
    decide(changed, first["temuan_id"], Keputusan.PERLU_DICEK, oleh="Sri")
    query = f"SELECT * FROM nilai WHERE baris_id = '{first['baris_id']}' AND ukuran = 'pagu' AND tahun = 2024"
    (value,) = renja.open_dataset(changed).sql(query, "arrow").to_pylist()
    correct_value(changed, ValueKey.of(value), first["dihitung"], oleh="Sri")
    assert [(each["penjelasan"], each["keputusan"]) for each in between(changed)] == [(second["penjelasan"], None)]


_KILLED_AT_THE_END = """
import os, signal, sys
import renja.batch.ingest as runs
runs.save_across = lambda *given, **more: os.kill(os.getpid(), signal.SIGKILL)
runs.ingest_files(sys.argv[2:], __import__("pathlib").Path(sys.argv[1]), executor=runs.SerialExecutor(), force=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_findings_that_a_killed_ingest_did_not_come_to_are_noticed_and_made_by_the_next(
    plan: DocumentResult, tmp_path: Path
) -> None:
    (code,) = some_codes(plan, 1)
    store(tmp_path, replace(plan, berkas=PLAN), told_as(plan, "berikut", next_year({code: 250}), tahun=2025))
    before = between(tmp_path)
    assert before
    call = [sys.executable, "-c", _KILLED_AT_THE_END, str(tmp_path), PLAN]
    killed = subprocess.run(call, env=os.environ | {"PYTHONPATH": str(Path.cwd())}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert {fault.promise for fault in verify(tmp_path)} == {"antar"}
    report = renja.ingest(PLAN, tmp_path, workers=1)
    assert report.outcomes[0].done_before
    assert [row["temuan_id"] for row in between(tmp_path)] == [row["temuan_id"] for row in before]
    assert verify(tmp_path) == []


def test_the_findings_of_one_document_are_asked_of_its_own_office_alone(
    dataset: renja.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    from output.offices import same_offices
    from renja.review import findings as module

    everything = list(module.list_findings(dataset.root))
    asked: list[set[str] | None] = []
    whole = module.offices_across
    monkeypatch.setattr(module, "offices_across", lambda root, ids=None: asked.append(ids) or whole(root, ids))
    for doc_id in {each.doc_id for each in everything}:
        own = list(module.list_findings(dataset.root, doc_id))
        assert own == [each for each in everything if each.doc_id == doc_id]
        assert asked.pop() == same_offices(dataset.root, {doc_id})
