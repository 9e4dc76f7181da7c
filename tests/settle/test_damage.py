"""Damage done to the grids of the samples: what is repaired is repaired rightly, and the rest stands as printed.

Each seed shifts, doubles, cuts or joins cells of one row, or changes what is printed as a document may have it wrong.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from extract.document import extract
from extract.types import Cell, Extracted, Table
from nomenclature.resolve import level_tables, match_tables
from normalize.dokumen import read_meta
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.tables import normalize_table
from normalize.ukuran import amounts
from records.matched import MatchedTable, Wilayah
from settle.run import settle_levels, settle_readings

SAMPLES = {
    "samples/sulbar_renja_2024_sipd.pdf": "kabupaten",
    "samples/bengkulu_renstra_2021_word.pdf": "provinsi",
    "samples/sambas_lkjip_2024_s36_excel.pdf": "kabupaten",
}
REPAIRS = {"bukti:geser_kolom", "bukti:sel_ganda", "bukti:angka_terpotong", "bukti:angka_menyatu"}
OURS, THEIRS = ("shift", "double", "split", "join"), ("digit", "blank", "paste")
SEEDS = range(5)


@cache
def document(path: str) -> Extracted:
    return extract(path)


@cache
def sound(path: str, number: int) -> MatchedTable:
    return understand(path, document(path).tables[number])


def understand(path: str, table: Table) -> MatchedTable:
    read = document(path)
    meta = read_meta(read.pages, berkas=read.name)
    leveled = settle_levels(level_tables([normalize_table(table, meta)], meta, Wilayah(SAMPLES[path])))
    (matched,) = settle_readings(match_tables(leveled, meta))
    return matched


def money_tables(path: str) -> list[int]:
    numbers = range(len(document(path).tables))
    return [i for i in numbers if sum(bool(amounts(m.row.values)) for m in sound(path, i).rows) > 4]


def damaged(texts: Sequence[str], kind: str, rng: random.Random) -> list[str] | None:
    """The texts of a row's value columns after the mishap; None where it cannot happen to them."""
    filled = [i for i, text in enumerate(texts) if sum(ch.isdigit() for ch in text) > 6]
    empty = [i for i, text in enumerate(texts) if not text]
    if not filled:
        return None
    at, new = rng.choice(filled), list(texts)
    gap = next((i for i in empty if i > at), None)
    if kind == "shift" and gap is not None:
        new[at : gap + 1] = ["", *texts[at:gap]]
    elif kind == "double" and gap is not None:
        new[at + 1 : gap + 1] = texts[at:gap]
    elif kind == "split" and at + 1 in empty:
        cut = rng.randrange(2, len(texts[at]) - 1)
        new[at], new[at + 1] = texts[at][:cut], texts[at][cut:]
    elif kind == "join" and at + 1 < len(texts) and texts[at + 1]:
        new[at], new[at + 1] = f"{texts[at]} {texts[at + 1]}", ""
    elif kind == "digit":
        new[at] = str(int(texts[at][0]) % 9 + 1) + texts[at][1:] if texts[at][0].isdigit() else texts[at]
    elif kind == "blank":
        new[at] = ""
    elif kind == "paste":
        new[at] = texts[rng.choice(filled)]
    return new if new != list(texts) else None


def damage(path: str, number: int, kind: str, rng: random.Random) -> Table | None:
    """The table with one damaged row; None where the chosen row cannot be damaged so."""
    table, matched = document(path).tables[number], sound(path, number)
    grid = Grid(table)
    places = [column.column.indeks for column in value_columns(grid, matched.source.columns)]
    index = rng.choice([i for i, m in enumerate(matched.rows) if amounts(m.row.values)])
    at = matched.rows[index].row.grid_row
    cells = [grid.cell(at, place) for place in places]
    first = next((cell for cell in cells if cell is not None), None)
    new = damaged([cell.text.strip() if cell else "" for cell in cells], kind, rng)
    if new is None or first is None:
        return None
    changed = {
        (at + grid.head, place): written(cell or first, place, text)
        for place, cell, text in zip(places, cells, new, strict=True)
    }
    kept = [cell for cell in table.cells if (cell.row, cell.col) not in changed]
    return replace(table, cells=(*kept, *changed.values()))


def written(cell: Cell, col: int, text: str) -> Cell:
    moved = cell.box._replace(x0=cell.box.x0 + (col - cell.col) / 100)
    return replace(cell, col=col, colspan=1, text=text, box=moved)


def outcome(before: MatchedTable, after: MatchedTable) -> str:
    """What became of the damage: harmless, repaired, stands (printed as it was damaged), or wrong."""
    same = [amounts(m.row.values) for m in before.rows] == [amounts(m.row.values) for m in after.rows]
    claimed = any(value.perbaikan in REPAIRS for m in after.rows for value in m.row.values)
    return ("repaired" if same else "wrong") if claimed else ("harmless" if same else "stands")


@cache
def outcomes(kind: str) -> Counter[str]:
    count: Counter[str] = Counter()
    for path in SAMPLES:
        numbers = money_tables(path)
        for seed in SEEDS:
            rng = random.Random(f"{path}{kind}{seed}")
            number = rng.choice(numbers)
            tries = (damage(path, number, kind, rng) for _ in range(10))
            hurt = next((table for table in tries if table is not None), None)
            if hurt is not None:
                count[outcome(sound(path, number), understand(path, hurt))] += 1
    return count


@pytest.mark.parametrize("kind", OURS)
def test_misread_rows_are_repaired_rightly_or_left(kind: str) -> None:
    count = outcomes(kind)
    assert count["wrong"] == 0, count


def test_some_misread_rows_are_repaired() -> None:
    assert sum(outcomes(kind)["repaired"] for kind in OURS) >= 10


def test_errors_of_the_document_are_not_repaired() -> None:
    count = sum((outcomes(kind) for kind in THEIRS), Counter[str]())
    assert count["wrong"] == count["repaired"] == 0, count
    assert count["stands"] >= 20


def test_the_samples_themselves_need_no_repair() -> None:
    for path in SAMPLES:
        for number in money_tables(path):
            rows = sound(path, number).rows
            assert not {value.perbaikan for m in rows for value in m.row.values} & REPAIRS
