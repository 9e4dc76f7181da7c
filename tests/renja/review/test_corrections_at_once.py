"""Several people correct at once, clocks disagree, disks are full: no word is lost, and the last one counts."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.types import TingkatBaris
from output.errors import DatasetBusy, DatasetUnwritable
from output.overlay.check import entry_from
from output.overlay.store import FILE, append, read_overlay
from output.write import DatasetWriter
from renja.api import Dataset
from renja.review import corrections
from renja.review.corrections import NotApplied, ValueKey, correct_row, correct_value, identify
from renja.review.entries import State, list_entries

SAMPLE = Path("samples/bengkulu_renstra_2021_word.pdf")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path.cwd())}
_PERSON = """
import sys
from decimal import Decimal
from pathlib import Path
import renja
from renja.review.corrections import ValueKey, correct_value
root, name, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
sys.stdin.readline()
rows = renja.open_dataset(root).sql("SELECT * FROM nilai WHERE ukuran = 'pagu' ORDER BY ALL", "arrow").to_pylist()
for number in range(first, last):
    correct_value(root, ValueKey.of(rows[number]), Decimal(1_000_001 + number), oleh=name, alasan="coba")
"""


def rows(dataset: Dataset, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dataset.sql(query, "arrow").to_pylist()
    return found


def a_pagu(dataset: Dataset) -> dict[str, Any]:
    return rows(dataset, "SELECT * FROM nilai WHERE ukuran = 'pagu' AND nilai > 0 ORDER BY ALL LIMIT 1")[0]


def test_what_three_people_correct_at_once_is_all_in_the_dataset(one: Dataset) -> None:
    people = []
    for number, name in enumerate(("Sri", "Wayan", "Tigor")):
        call = [sys.executable, "-c", _PERSON, str(one.root), name, str(number * 4), str(number * 4 + 4)]
        people.append(subprocess.Popen(call, env=ENVIRONMENT, stdin=subprocess.PIPE, text=True))
    for person in people:
        assert person.stdin is not None
        person.stdin.write("mulai\n")
        person.stdin.close()
    assert [person.wait(timeout=900) for person in people] == [0, 0, 0]
    found = {int(row["nilai"]) for row in rows(one, "SELECT nilai FROM nilai WHERE perbaikan LIKE 'koreksi:%'")}
    assert found == {1_000_001 + number for number in range(12)}
    assert {each.keadaan for each in list_entries(one.root)} == {State.BERLAKU}


def test_what_is_said_while_one_waits_for_his_turn_is_applied_with_his(one: Dataset) -> None:
    first, second = rows(one, "SELECT * FROM nilai WHERE ukuran = 'pagu' AND nilai > 0 ORDER BY ALL LIMIT 2")
    said = correct_value(one.root, ValueKey.of(second), Decimal(22), oleh="Wayan", apply=False)
    (one.root / FILE).unlink()
    with ThreadPoolExecutor(1) as pool:
        with DatasetWriter(one.root) as writer, writer.turn():
            waiting = pool.submit(correct_value, one.root, ValueKey.of(first), Decimal(11), oleh="Sri")
            deadline = time.monotonic() + 600
            while not (one.root / FILE).exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(1.0)  # he has looked at the overlay, if ever he does before his turn
            append(one.root, [said])
        waiting.result(timeout=600)
    found = {int(row["nilai"]) for row in rows(one, "SELECT nilai FROM nilai WHERE perbaikan LIKE 'koreksi:%'")}
    assert found == {11, 22}


def test_a_word_said_now_beats_one_from_a_clock_that_runs_ahead_and_that_says_so(one: Dataset) -> None:
    value = a_pagu(one)
    early = correct_value(one.root, ValueKey.of(value), Decimal(111), oleh="Sri")
    ahead = (datetime.now(UTC) + timedelta(hours=20)).isoformat()
    foreign = entry_from(replace(early, id="", oleh="Luar", waktu=ahead, nilai_baru=Decimal(222)).as_record())
    append(one.root, [foreign])
    corrections.apply_all(one.root)
    last = correct_value(one.root, ValueKey.of(value), Decimal(333), oleh="Sri")
    assert [int(r["nilai"]) for r in rows(one, "SELECT nilai FROM nilai WHERE perbaikan LIKE 'koreksi:%'")] == [333]
    states = {each.entri.id: each.keadaan for each in list_entries(one.root)}
    assert states == {early.id: State.DIGANTI, foreign.id: State.DIGANTI, last.id: State.BERLAKU}


def test_an_identity_that_a_later_one_overrules_says_so(one: Dataset) -> None:
    doc = rows(one, "SELECT doc_id FROM dokumen")[0]["doc_id"]
    first = identify(one.root, doc, {"tahun": "2031", "tahun_akhir": "2035"}, oleh="Sri")
    second = identify(one.root, doc, {"tahun": "2030"}, oleh="Sri")
    states = {each.entri.id: each.keadaan for each in list_entries(one.root)}
    assert states == {first.id: State.BERLAKU, second.id: State.BERLAKU}  # its last year still counts
    third = identify(one.root, doc, {"tahun_akhir": "2036"}, oleh="Sri")
    states = {each.entri.id: each.keadaan for each in list_entries(one.root)}
    assert states == {first.id: State.DIGANTI, second.id: State.BERLAKU, third.id: State.BERLAKU}


def test_who_says_the_same_of_a_row_again_adds_nothing(one: Dataset) -> None:
    baris = a_pagu(one)["baris_id"]
    first = correct_row(one.root, baris, oleh="Sri", nama="Program\nTata  Kelola", tingkat=TingkatBaris.PROGRAM)
    assert correct_row(one.root, baris, oleh="Sri", nama="Program Tata Kelola", tingkat=TingkatBaris.PROGRAM) == first
    assert len(read_overlay(one.root).entries) == 1
    assert rows(one, f"SELECT nama FROM baris WHERE baris_id = '{baris}'") == [{"nama": "Program Tata Kelola"}]
    other = correct_row(one.root, baris, oleh="Sri", nama="Program Arsip")
    again = correct_row(one.root, baris, oleh="Sri", nama="Program Tata Kelola", tingkat=TingkatBaris.PROGRAM)
    assert len({first.id, other.id, again.id}) == 3  # said anew after something else was


def test_a_correction_that_cannot_be_applied_says_that_it_stands(one: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*given: object) -> None:
        raise DatasetBusy("dataset sedang ditulis / busy")

    monkeypatch.setattr(corrections, "apply_all", busy)
    with pytest.raises(NotApplied, match=r"k[0-9a-f]{20}: tersimpan di koreksi\.jsonl"):
        correct_value(one.root, ValueKey.of(a_pagu(one)), Decimal(444), oleh="Sri")
    assert [each.keadaan for each in list_entries(one.root)] == [State.TUNGGU]


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE with an ignored signal")
def test_a_correction_on_a_full_disk_is_not_noted_by_half(one: Dataset) -> None:
    value = a_pagu(one)
    correct_value(one.root, ValueKey.of(value), Decimal(555), oleh="Sri")
    before = (one.root / FILE).read_bytes()

    def full() -> None:
        most = len(before) + 50
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk

    call = [
        sys.executable, "-m", "renja", "corrections", "value", str(one.root), value["baris_id"], "--ukuran", "pagu",
        "--tahun", str(value["tahun"]), "--nilai", "666", "--oleh", "Sri", "--teks", value["teks"], "--yes",
    ]  # fmt: skip
    if value["konteks"]:
        call += ["--konteks", value["konteks"]]
    done = subprocess.run(call, env=ENVIRONMENT, preexec_fn=full, capture_output=True, text=True, check=False)
    assert (done.returncode, "tidak dapat ditulis" in done.stderr) == (5, True), done.stderr
    assert (one.root / FILE).read_bytes() == before


def test_an_overlay_that_may_not_be_written_is_the_datasets_trouble(
    one: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*given: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("output.overlay.store.FileLock", forbidden)
    with pytest.raises(DatasetUnwritable, match="tidak dapat ditulis"):
        correct_value(one.root, ValueKey.of(a_pagu(one)), Decimal(777), oleh="Sri")
