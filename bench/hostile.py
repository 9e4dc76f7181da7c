"""Thousands of hostile files through an ingest: each must end in a status, within its limits, and nothing escape.

    python bench/hostile.py --n 5000 --workers 2 --folder /tmp/hostile
    python bench/hostile.py --n 1000 --documents FOLDER --folder /tmp/hostile   # mutants of other documents' pages

No amount may be read with confidence that the undamaged page does not print: such a line is printed, and counted as
wrong where the damaged file does not print it either. Where it does (a bit flipped in a digit's code is another digit)
nobody who reads that file can know better; these are counted by themselves.

A line is printed for every portion of files. What is done is kept in ``FOLDER/selesai.jsonl``: the same command goes on
where it was stopped. Exits non-zero where a file has no status, the run crashed, a promise of the dataset is broken, a
process stayed behind or a file appeared outside the dataset.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:0] = [str(ROOT), str(ROOT / "bench")]

from mutants import Hostile, corpus, printed_by  # noqa: E402 - found by the line above

from normalize.ukuran import SURE_VALUE  # noqa: E402
from output.read import read_table  # noqa: E402
from output.verify import verify  # noqa: E402
from renja.batch.ingest import ProcessExecutor, ingest_files  # noqa: E402
from renja.batch.reader import Limits  # noqa: E402
from renja.batch.report import Outcome, Report  # noqa: E402
from renja.batch.sources import find_files  # noqa: E402

PORTION = 200
"""Files that lie on the disk at a time, and that a stop may cost."""
LIMITS = Limits(max_seconds=60, max_page_seconds=20, max_memory_mb=1200)
_KNOWN = ("ok", "sebagian", "gagal")


@dataclass(frozen=True, slots=True)
class Plan:
    """``n`` files of a ``seed`` in portions, through so many workers; ``heavy``: with those that take long.

    ``documents``: a folder of those that mutants are made of.
    """

    n: int
    workers: int
    limits: Limits = LIMITS
    seed: int = 0
    heavy: bool = True
    documents: Path = ROOT / "samples"


def run(folder: Path, plan: Plan) -> tuple[list[dict[str, Any]], list[str]]:
    """A line for each file that was read, now or before the last stop, and what went wrong (nothing, it is hoped)."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "selesai.jsonl"
    done = _lines(log)
    files = islice(corpus(plan.documents, plan.n, plan.seed, plan.heavy), len(done), None)
    wrong: list[str] = []
    while portion := list(islice(files, PORTION)):
        start = time.perf_counter()
        report, found = _ingest(folder, portion, plan)
        wrong += found
        fresh = [_line(outcome) for outcome in report.outcomes]
        amounts = _amounts(folder / "hasil", portion)
        for line in fresh:
            line |= amounts.get(line["berkas"], {})
            wrong += [f"made up: {line['berkas']!r}: {teks!r}" for teks in line.get("karangan", ())]
        with log.open("a", encoding="utf-8") as lines:
            lines.writelines(json.dumps(line) + "\n" for line in fresh)
        done += fresh
        _say(f"{len(done)}/{plan.n}  {time.perf_counter() - start:5.1f} s  {report.by_status}  wrong: {len(wrong)}")
    wrong += [f"{fault.promise}: {fault.where}: {fault.what}" for fault in verify(folder / "hasil")]
    return done, wrong


def _amounts(dataset: Path, portion: Sequence[Hostile]) -> dict[str, dict[str, Any]]:
    """By file's name: how many amounts were read with confidence, and which of them its undamaged page does not print.

    ``karangan`` are those that the file as it stands does not print either, ``lain`` those that it does.
    """
    found: dict[str, dict[str, Any]] = {}
    values = read_table(dataset, "nilai", columns=["doc_id", "teks", "nilai", "satuan", "keyakinan"]).to_pylist()
    sure = [v for v in values if v["satuan"] == "rupiah" and v["nilai"] and v["keyakinan"] >= SURE_VALUE]
    for file in portion:
        doc_id = hashlib.sha256(file.data).hexdigest()[:16]
        read = [value for value in sure if value["doc_id"] == doc_id]
        unknown = [v for v in read if file.printed is not None and not file.printed.holds(v["teks"], v["nilai"])]
        now = printed_by(file.data) if unknown else None
        made_up = [v["teks"] for v in unknown if now is None or not now.holds(v["teks"], v["nilai"])]
        other = [v["teks"] for v in unknown if v["teks"] not in made_up]
        found[file.name] = {"yakin": len(read), "karangan": made_up, "lain": other}
    return found


def _ingest(folder: Path, portion: Sequence[Hostile], plan: Plan) -> tuple[Report, list[str]]:
    """One portion written, read and taken away again."""
    place = folder / "berkas"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for file in portion:
        (place / file.name).write_bytes(file.data)
    before = _outside(folder)
    files = find_files([place])
    report = ingest_files(files, folder / "hasil", executor=ProcessExecutor(plan.workers, plan.limits), force=True)
    wrong = list(_faults(report, plan.limits))
    wrong += [f"outside: {path}" for path in _outside(folder) ^ before]
    if len(report.outcomes) != len(portion):
        wrong.append(f"{len(portion)} files, {len(report.outcomes)} outcomes")
    wrong += [f"process left: {pid}" for pid in _children()]
    shutil.rmtree(place)
    return report, wrong


def _faults(report: Report, limits: Limits) -> Iterator[str]:
    longest = limits.max_seconds * 4 + 30
    for outcome in report.outcomes:
        if outcome.status not in _KNOWN:
            yield f"{outcome.path}: {outcome.status}"
        if outcome.seconds > longest:
            yield f"{outcome.path}: {outcome.seconds:.0f} s"
        if outcome.status == "gagal" and not outcome.pesan:
            yield f"{outcome.path}: no message"


def _children() -> list[int]:
    """Readers that still live, by whatever they were begun (``renja.batch.start``); none where /proc is missing."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    ours = [pid for pid, parent in parents.items() if parent == os.getpid()]
    copied_from = [pid for pid in ours if b"forkserver" in _call(pid)]
    return [pid for pid in ours if b"spawn_main" in _call(pid)] + [p for p, of in parents.items() if of in copied_from]


def _call(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _outside(folder: Path) -> set[Path]:
    """All files of the folder and of where the process stands, but those of the dataset."""
    here = {Path(base, name) for base, _, names in os.walk(folder) for name in names}
    return {path for path in here if path.relative_to(folder).parts[0] != "hasil"} | set(Path.cwd().iterdir())


def _line(outcome: Outcome) -> dict[str, Any]:
    died = any("mati mendadak" in message for message in outcome.pesan)
    stopped = any("melebihi batas m" in m or "untuk satu halaman" in m for m in outcome.pesan)
    return {
        "berkas": Path(outcome.path).name,
        "status": outcome.status,
        "detik": round(outcome.seconds, 3),
        "mati": died,
        "batas": stopped,
        "pesan": list(outcome.pesan)[:2],
    }


def _lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def _say(text: str) -> None:
    print(text, flush=True)


def summary(done: Sequence[dict[str, Any]]) -> str:
    """The sums, the slowest, and those that took their reader with them."""
    died, stopped = ([line for line in done if line[kind]] for kind in ("mati", "batas"))
    slow = sorted(done, key=lambda line: -line["detik"])[:5]
    return "\n".join(
        [
            f"{len(done)} files: {dict(Counter(line['status'] for line in done))}",
            f"readers that died: {len(died)}, stopped at a limit: {len(stopped)}",
            f"amounts read with confidence: {sum(line.get('yakin', 0) for line in done)}; printed neither by the "
            f"undamaged page nor by the file: {_count(done, 'karangan')}, by the file alone: {_count(done, 'lain')}",
            *(f"by the file alone: {line['berkas']!r} {line['lain'][:3]}" for line in done if line.get("lain")),
            *(f"{line['detik']:6.1f} s  {line['status']:9} {line['berkas']!r}" for line in slow),
            *(f"died: {line['berkas']!r}" for line in died[:20]),
            *(f"limit: {line['berkas']!r}" for line in stopped[:20]),
        ]
    )


def _count(done: Sequence[dict[str, Any]], kind: str) -> int:
    return sum(len(line.get(kind, ())) for line in done)


def main() -> None:
    """Prints the progress, the sums and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=None, help="where to work, and to go on after a stop")
    parser.add_argument("--documents", type=Path, default=ROOT / "samples", help="what mutants are made of")
    parser.add_argument("--quick", action="store_true", help="without the files that take seconds or a reader's life")
    arguments = parser.parse_args()
    heavy, documents = not arguments.quick, arguments.documents
    plan = Plan(arguments.n, arguments.workers, seed=arguments.seed, heavy=heavy, documents=documents)
    with tempfile.TemporaryDirectory() as temporary:
        done, wrong = run(arguments.folder or Path(temporary), plan)
    _say(summary(done))
    _say("\n".join(wrong) or "nothing wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
