"""A PDF that was replaced under its old name counts once, and what people said of it goes on where it still fits."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from output.compact import compact
from output.errors import DocumentNotFound
from output.verify import verify
from renja.api import Dataset, ingest
from renja.batch.ingest import ingest_files
from renja.batch.replaced import origin_of, remove_named
from renja.batch.resume import Held
from renja.batch.tasks import Done, OnPage, SerialExecutor, Task
from renja.cli import app
from renja.review.corrections import Keputusan, ValueKey, correct_value, decide, identify
from renja.review.entries import State, list_entries

OLD = Path("samples/bengkulu_renstra_2021_word.pdf")
OTHER = Path("samples/luwu_renja_2024_excel.pdf")
RUN = CliRunner()
_KILLED = """
import os, signal, sys
from pathlib import Path
import renja.batch.ingest as runs
runs.supersede = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
runs.ingest_files([sys.argv[2]], Path(sys.argv[1]), executor=runs.SerialExecutor())
"""


def _placed(source: Path, folder: Path) -> Path:
    """The file under the name that an office always uses."""
    target = folder / "renja.pdf"
    target.write_bytes(source.read_bytes())
    return target


def _anew(path: Path) -> None:
    """The same pages saved again: other bytes, the same print."""
    path.write_bytes(path.read_bytes() + b"\n% disimpan ulang\n")


def _names(out: Path) -> list[str]:
    return sorted(Dataset(out).documents("arrow").column("doc_id").to_pylist())


def test_the_newer_file_of_a_place_takes_the_older_ones_and_its_corrections_go_over(tmp_path: Path) -> None:
    out, file = tmp_path / "hasil", _placed(OLD, tmp_path)
    ingest(file, out, workers=1)
    (old,) = _names(out)
    sql = "SELECT * FROM nilai WHERE ukuran = 'pagu' AND nilai > 0 ORDER BY ALL LIMIT 1"
    value = Dataset(out).sql(sql, "arrow").to_pylist()[0]
    correct_value(out, ValueKey.of(value), Decimal(4_321_000), oleh="Sri", alasan="terbaca salah")
    identify(out, old, {"perangkat_daerah": "Dinas Tirta Buana"}, oleh="Sri")
    finding = Dataset(out).findings("arrow").to_pylist()[0]["temuan_id"]
    decide(out, finding, Keputusan.DITOLAK, oleh="Sri")
    _anew(file)
    report = ingest(file, out, workers=1)
    assert (report.digantikan.dokumen, report.digantikan.koreksi, report.digantikan.tertinggal) == ((old,), 3, ())
    (new,) = _names(out)
    assert new != old
    held = Dataset(out).sql("SELECT nilai FROM nilai WHERE perbaikan LIKE 'koreksi:%'", "arrow").to_pylist()
    assert [row["nilai"] for row in held] == [Decimal(4_321_000)]
    assert Dataset(out).documents("arrow").column("perangkat_daerah").to_pylist() == ["Dinas Tirta Buana"]
    states = [each.keadaan for each in list_entries(out, new)]
    assert states == [State.BERLAKU] * 3
    assert verify(out) == []
    assert ingest(file, out, workers=1).digantikan.dokumen == ()


def test_a_document_is_known_by_the_place_of_its_file_whatever_its_name_and_how_many_are_asked(tmp_path: Path) -> None:
    out, odd = tmp_path / "hasil", tmp_path / 'renja "é" \\ akhir.pdf'
    odd.write_bytes(OLD.read_bytes())
    other = _placed(OTHER, tmp_path)
    ingest_files([str(odd), str(other)], out, executor=SerialExecutor())
    for _ in range(2):
        for more in (0, 30):
            places = [origin_of(str(odd)), *(f"/lain/{number}.pdf" for number in range(more))]
            held = Held(out, places)
            assert [each.origin for each in held.of_origins(places)] == places[:1]
            assert len(held.doc_ids) == 2
            assert held.of_origins([origin_of(str(other))]) == []  # it was not asked when the footers were read
        compact(out)
    _anew(odd)
    assert len(ingest_files([str(odd)], out, executor=SerialExecutor()).digantikan.dokumen) == 1
    assert len(_names(out)) == 2


def test_what_does_not_fit_the_newer_file_is_named_and_not_applied(tmp_path: Path) -> None:
    out, file = tmp_path / "hasil", _placed(OLD, tmp_path)
    ingest(file, out, workers=1, pages="1-12")
    sql = "SELECT * FROM nilai WHERE ukuran = 'pagu' AND nilai > 0 ORDER BY ALL LIMIT 1"
    value = Dataset(out).sql(sql, "arrow").to_pylist()[0]
    entry = correct_value(out, ValueKey.of(value), Decimal(4_321_000), oleh="Sri")
    _placed(OTHER, tmp_path)
    report = ingest(file, out, workers=1, pages="1-3")
    assert len(_names(out)) == 1
    assert report.digantikan.koreksi == 0
    assert [entry.id in line for line in report.digantikan.tertinggal] == [True]


def test_files_of_one_relative_name_in_two_folders_are_two_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, source in (("kota", OLD), ("kabupaten", OTHER)):
        (tmp_path / name).mkdir()
        _placed(source, tmp_path / name)
    for name in ("kota", "kabupaten"):
        monkeypatch.chdir(tmp_path / name)
        ingest("renja.pdf", tmp_path / "hasil", workers=1, pages="1")
    assert len(_names(tmp_path / "hasil")) == 2


def test_both_stay_where_that_is_asked_for_and_a_file_that_fails_replaces_none(tmp_path: Path) -> None:
    out, file = tmp_path / "hasil", _placed(OLD, tmp_path)
    ingest(file, out, workers=1, pages="1")
    file.write_bytes(b"%PDF-1.7\nrusak")
    assert ingest(file, out, workers=1, pages="1").digantikan.dokumen == ()
    assert "ok" in Dataset(out).documents("arrow").column("status").to_pylist()
    _placed(OTHER, tmp_path)
    assert ingest(file, out, workers=1, pages="1", keep_both=True).digantikan.dokumen == ()
    assert len(_names(out)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_that_is_killed_before_it_takes_the_old_one_out_leaves_that_to_the_next(tmp_path: Path) -> None:
    out, file = tmp_path / "hasil", _placed(OLD, tmp_path)
    ingest(file, out, workers=1)
    _anew(file)
    call = [sys.executable, "-c", _KILLED, str(out), str(file)]
    killed = subprocess.run(call, env=os.environ | {"PYTHONPATH": str(Path.cwd())}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(_names(out)) == 2
    report = ingest(file, out, workers=1)
    assert (report.outcomes[0].done_before, len(report.digantikan.dokumen)) == (True, 1)
    assert len(_names(out)) == 1
    assert verify(out) == []


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_document_is_taken_out_by_its_name(is_merged: bool, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    shutil.copy(OLD, tmp_path / "satu.pdf")
    shutil.copy(OLD, tmp_path / "dua.pdf")
    _anew(tmp_path / "dua.pdf")
    ingest([tmp_path / "satu.pdf", tmp_path / "dua.pdf"], out, workers=1, pages="1-14")
    if is_merged:
        compact(out)
    with pytest.raises(DocumentNotFound):
        remove_named(out, ["satu.pdf", "tiada.pdf"])
    assert len(_names(out)) == 2
    done = RUN.invoke(app, ["remove", str(out), "satu.pdf"])
    assert (done.exit_code, "satu.pdf" in done.output) == (0, True)
    assert Dataset(out).documents("arrow").column("berkas").to_pylist() == [str(tmp_path / "dua.pdf")]
    assert verify(out) == []
    assert RUN.invoke(app, ["remove", str(out), "satu.pdf"]).exit_code == 5


class _Interrupted(SerialExecutor):
    """Reads as one process does; between reading and committing somebody takes a document out."""

    def __init__(self, out: Path, name: str) -> None:
        self._out, self._name = out, name

    def run(self, tasks: Sequence[Task], on_page: OnPage) -> Iterator[Done]:
        for done in super().run(tasks, on_page):
            remove_named(self._out, [self._name])
            yield done


def test_a_document_that_is_taken_out_while_it_is_read_anew_stays_out(tmp_path: Path) -> None:
    out, file = tmp_path / "hasil", _placed(OLD, tmp_path)
    ingest(file, out, workers=1, pages="1")
    report = ingest_files([str(file)], out, executor=_Interrupted(out, "renja.pdf"), pages=[1], force=True)
    assert "dikeluarkan dari dataset selama berjalan" in report.outcomes[0].pesan[-1]
    assert not list(out.glob("*/*/*/*.parquet"))
    assert ingest(file, out, workers=1, pages="1").outcomes[0].doc_id is not None
    assert len(_names(out)) == 1
