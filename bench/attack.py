"""Kills at random moments and races between commands, over a dataset of the samples: nothing lost, doubled, hung, torn.

    python bench/attack.py --kills 25 --folder /tmp/serang

Each kill takes a command's whole process group at a random moment (SIGKILL); then an ingest resumes, and the dataset
must be whole and hold each document once. Each race starts commands at once and asks the same of their end. Prints a
line a try, and exits non-zero where anything was wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:0] = [str(ROOT)]

import duckdb  # noqa: E402 - beside what the line above finds

import renja  # noqa: E402

SAMPLES = ("bengkulu_renstra_2021_word", "luwu_renja_2024_excel", "sulbar_renja_2024_sipd", "metro_renja_2026_s31_word")
"""Digital documents, few pages of each: so short a run is often in a commit when it is killed."""
LONGEST = 240.0
"""Seconds: what takes longer hangs."""
CODES = {0, 1, 3, 5}
"""What a command that lost a race may end with: findings, failures, a dataset that another one writes."""


class Attack:
    """The dataset under attack, and what went wrong so far."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.out, self.chance, self.wrong = folder / "hasil", random.Random(seed), list[str]()
        self.told = 0
        self.took: dict[str, float] = {}
        self.files = [str(ROOT / "samples" / f"{name}.pdf") for name in SAMPLES]
        self.ingest = ["ingest", *self.files, "--out", str(self.out), "--pages", "7-9", "--workers", "2"]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "renja", *arguments],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def end(self, what: str, process: subprocess.Popen[str]) -> None:
        """Waits for a command; one that hangs, breaks with a traceback or ends with an odd code is wrong."""
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
            self.wrong.append(f"{what}: hangs")
        if "Traceback" in said or process.returncode not in CODES:
            self.wrong.append(f"{what}: {process.returncode}: {said[-600:]}")

    def kill(self, arguments: Sequence[str], longest: float) -> str:
        """A command killed at a random moment of ``longest`` seconds, or of the shortest that it was seen to take."""
        name = " ".join(arguments[:2]) if arguments[0] == "corrections" else arguments[0]
        process, wait = self.start(*arguments), self.chance.uniform(0.1, min(longest, self.took.get(name, longest)))
        begun = time.perf_counter()
        try:
            process.wait(wait)
            how = "ended before"
            self.took[name] = min(time.perf_counter() - begun, self.took.get(name, longest))
        except subprocess.TimeoutExpired:
            how = "killed"
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return f"{arguments[0]} {how} after {wait:.2f} s"

    def check(self, what: str) -> None:
        """Resumed and verified: every document once, every promise kept."""
        self.end(f"{what}, resumed", self.start(*self.ingest))
        verified = self.start("verify", str(self.out))
        said, _ = verified.communicate(timeout=LONGEST)
        if verified.returncode:
            self.wrong.append(f"{what}: verify: {said[-600:]}")
        for table, key in (("dokumen", "doc_id"), ("baris", "baris_id"), ("temuan", "temuan_id")):
            found = f"read_parquet('{self.out}/{table}/**/*.parquet', hive_partitioning=true, union_by_name=true)"
            rows, keys, documents = duckdb.sql(
                f"SELECT count(*), count(DISTINCT {key}), count(DISTINCT doc_id) FROM {found}"
            ).fetchall()[0]
            if rows != keys or (table == "dokumen" and documents != len(self.files)):
                self.wrong.append(f"{what}: {table} has {rows} rows, {keys} keys, {documents} documents")
        print("\n".join([f"{what}  wrong: {len(self.wrong)}", *self.wrong[self.told :]]), flush=True)
        self.told = len(self.wrong)

    def race(self, *calls: Sequence[str]) -> None:
        """Commands at once."""
        what = " + ".join(f"{call[0]} {call[1] if call[0] == 'corrections' else ''}".strip() for call in calls)
        started = [self.start(*call) for call in calls]
        for process in started:
            self.end(what, process)
        self.check(what)

    def correction(self, name: str, value: int) -> list[str]:
        """The call by which a person says what an amount is."""
        rows = renja.open_dataset(self.out).sql(
            "SELECT baris_id, ukuran, teks, tahun FROM nilai WHERE konteks IS NULL AND rincian IS NULL "
            "AND nilai IS NOT NULL ORDER BY baris_id"
        )
        row = self.chance.choice(rows.to_dict("records"))
        year = [] if row["tahun"] is None or row["tahun"] != row["tahun"] else ["--tahun", str(int(row["tahun"]))]
        asked = [row["baris_id"], "--ukuran", row["ukuran"], "--nilai", str(value), "--teks", row["teks"], *year]
        return ["corrections", "value", str(self.out), *asked, "--oleh", name, "--yes"]


def kills(attack: Attack, n: int) -> None:
    """Commands killed, one after the other, each followed by a resumed ingest and a look at all."""
    out = str(attack.out)
    targets = ([*attack.ingest, "--force"], ["compact", out], ["audit", out, "--save"], ["corrections", "apply", out])
    for k in range(n):
        arguments = targets[0] if k % 2 == 0 else targets[1 + k // 2 % 3]
        attack.check(f"kill {k + 1}: " + attack.kill(arguments, 9.0 if k % 2 == 0 else 3.0))


def races(attack: Attack) -> None:
    """Two or three commands at once."""
    out, again = str(attack.out), [*attack.ingest, "--force"]
    attack.race(again, again)
    attack.race(again, ["remove", out, attack.files[0].rsplit("/", 1)[-1]])
    attack.race(again, ["corrections", "apply", out])
    attack.race(
        ["compact", out], ["query", out, "SELECT count(*) FROM baris"], ["query", out, "SELECT sum(nilai) FROM nilai"]
    )
    attack.race(["corrections", "apply", out], ["corrections", "apply", out], ["compact", out])
    attack.race(["audit", out, "--save"], again)
    for k in range(3):
        people = ("Ani", "Budi", "Citra")
        attack.race(*[attack.correction(name, 1000 * (k + 2) + i) for i, name in enumerate(people)])
    listed = attack.start("corrections", "list", out).communicate(timeout=LONGEST)[0]
    if missing := [name for name in people if listed.count(name) < 3]:
        attack.wrong.append(f"corrections by {missing} are not in the list: {listed[-600:]}")


def main() -> None:
    """Prints a line a try; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    attack = Attack(arguments.folder, arguments.seed)
    attack.check("begun")
    races(attack)
    kills(attack, arguments.kills)
    sys.exit(bool(attack.wrong))


if __name__ == "__main__":
    main()
