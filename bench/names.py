"""Names a CPU second of ``renja match``, and how many get the code that they stand for; as Markdown.

    python bench/names.py [--names 10000] [--csv FILE]

The names are those of the nomenclature that is loaded (import a reference first for a measure of thousands), changed
as print and people change them by a seeded chance: misprints, ends cut off, words left out or exchanged, words behind.
No name comes twice. They stand as in a plan (each kegiatan under its program, each sub kegiatan under its kegiatan)
with and without codes, by chance, where only level and kewenangan are given, and alone, where nothing but the name is.
``--csv``: a file with ``kode_benar`` instead, as it is.

Time is that of a process for each way, so that a busy machine counts less and no way finds what another remembered; the
catalogue is loaded before the clock starts, its indexes are built within.
"""

from __future__ import annotations

import argparse
import csv
import gc
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nomenclature.catalog import Catalog, Entry  # noqa: E402 - found by the line above
from nomenclature.kode import bidang_of  # noqa: E402
from nomenclature.match_csv import Row, match_rows  # noqa: E402
from normalize.types import TingkatBaris  # noqa: E402

LEVELS = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALONE = ("dokumen", "kode_asli", "level", "kewenangan")


def misprinted(name: str, chance: random.Random) -> str:
    """The name with one letter wrong, lost or doubled."""
    place = chance.randrange(len(name))
    return name[:place] + chance.choice(("", chance.choice(LETTERS), name[place] * 2)) + name[place + 1 :]


def cut(name: str, chance: random.Random) -> str:
    """The beginning of the name, half of it at least."""
    return name[: chance.randint(len(name) // 2, len(name) - 1)]


def without_word(name: str, chance: random.Random) -> str:
    """The name without one of its words."""
    words = name.split()
    del words[chance.randrange(len(words))]
    return " ".join(words)


def exchanged(name: str, chance: random.Random) -> str:
    """The name with two words in each other's place."""
    words = name.split()
    one, two = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[two] = words[two], words[one]
    return " ".join(words)


def continued(name: str, chance: random.Random) -> str:
    """The name with words behind it."""
    return f"{name} {chance.choice(('Tahun', 'Tahap', 'Lokasi'))} {chance.randrange(3000)}"


CHANGES: tuple[tuple[int, Callable[[str, random.Random], str]], ...] = (
    (25, lambda name, _: name),
    (30, misprinted),
    (10, lambda name, chance: misprinted(misprinted(name, chance), chance)),
    (15, cut),
    (10, without_word),
    (5, exchanged),
    (5, continued),
)


def made_rows(catalog: Catalog, number: int, chance: random.Random) -> list[Row]:
    """So many rows in the order of plans, each with a name that no other has; fewer where the nomenclature has few."""
    weights, changes = zip(*CHANGES, strict=True)
    rows: list[Row] = []
    used: set[str] = set()
    for turn in range(20):
        for kewenangan, entry in ordered(catalog):
            name = chance.choices(changes, weights)[0](entry.nama, chance)
            if len(name.split()) > 1 and name.lower() not in used:
                used.add(name.lower())
                rows.append(as_row(entry, name, kewenangan, turn))
            if len(rows) == number:
                return rows
    return rows


def ordered(catalog: Catalog) -> Iterator[tuple[str, Entry]]:
    """The entries of both kewenangan as plans have them; those that every office has stand in none."""
    for kewenangan in ("provinsi", "kabkota"):
        fitting = (e for e in catalog.entries if e.kewenangan in (kewenangan, "umum") and not e.is_umum)
        listed = sorted((e for e in fitting if e.level in LEVELS), key=lambda e: e.kode)
        yield from ((kewenangan, entry) for entry in listed)


def as_row(entry: Entry, name: str, kewenangan: str, turn: int) -> Row:
    """The row of a file that `renja match` takes, and the code that is right."""
    return {
        "dokumen": f"{kewenangan}-{bidang_of(entry.kode)}-{turn}",
        "kode_asli": entry.kode,
        "nama_asli": name,
        "level": entry.level.value,
        "kewenangan": kewenangan,
        "kode_benar": entry.kode,
    }


def without(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """The rows with nothing in some columns."""
    return [row | dict.fromkeys(columns, "") for row in map(dict, rows)]


def measured(rows: Sequence[Row]) -> tuple[float, int]:
    """CPU seconds, and how many rows have the right code."""
    catalog = Catalog.load()
    gc.freeze()  # this and the next as the command does
    gc.disable()
    start = time.process_time()
    answers = list(match_rows(rows, catalog))
    spent = time.process_time() - start
    return spent, sum((match.kode or "") == row.get("kode_benar") for row, match in answers)


def ways(rows: Sequence[Row], chance: random.Random) -> Iterator[tuple[str, list[Row]]]:
    """The rows as lists of names come."""
    yield "as a plan, with codes", list(rows)
    yield "as a plan, without codes", without(rows, ("kode_asli",))
    yield "by chance, with level and kewenangan", chance.sample(without(rows, ("kode_asli", "dokumen")), len(rows))
    yield "alone", without(rows, ALONE)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", type=Path)
    asked = parser.parse_args()
    catalog = Catalog.load()
    if asked.csv is not None:
        with asked.csv.open(encoding="utf-8-sig", newline="") as handle:
            rows: list[Row] = list(csv.DictReader(handle))
    else:
        rows = made_rows(catalog, asked.names, random.Random(asked.seed))
    print("| names | number | names a CPU second | right |\n|---|---:|---:|---:|")
    for way, shown in ways(rows, random.Random(asked.seed)):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            spent, right = process.submit(measured, shown).result()
        print(f"| {way} | {len(shown):,} | {len(shown) / spent:,.0f} | {right / len(shown):.3f} |", flush=True)


if __name__ == "__main__":
    main()
