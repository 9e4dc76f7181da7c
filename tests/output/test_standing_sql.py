"""What stands below what, against the same said of one row after the other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

import duckdb
import pytest

from output.standing_sql import topmost_sql

LEVELS = ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan")
PARTS = (1, 2, 3, 5, 6)
NAMES = (None, "Program Uji", "Kegiatan Uji")


@dataclass(frozen=True)
class Row:
    """A row of ``anggaran``; ``tahun`` numbers the office's year."""

    nomor: int
    tahun: int
    tingkat_baris: str
    kode: str | None
    program: str | None
    kegiatan: str | None
    pagu: int | None
    nama: str = "Butir Uji"

    @property
    def ke(self) -> int:
        return LEVELS.index(self.tingkat_baris) + 1

    def begins(self, level: int) -> str | None:
        return None if self.kode is None else ".".join(self.kode.split(".")[: PARTS[level - 1]])


def some_rows(chance: random.Random) -> list[Row]:
    """Rows of few offices, codes and names, so that they meet; some levels do not fit their codes."""
    rows = []
    for nomor in range(chance.randint(1, 14)):
        ke = chance.randint(1, 5)
        kode = ".".join(["1", "06", chance.choice(("02", "03")), "2", "01", chance.choice("12")][: PARTS[ke - 1]])
        rows.append(
            Row(
                nomor, chance.randint(1, 2), LEVELS[(ke - 1 + (chance.random() < 0.1)) % 5],
                chance.choice((kode, kode, None)), chance.choice(("1.06.02", "1.06.03", *NAMES)),
                chance.choice(("1.06.02.2.01", *NAMES)), chance.choice((None, 5, 10)),
            )
        )  # fmt: skip
    return rows


def is_held(row: Row, among: Sequence[Row], level: int) -> bool:
    """True where a row of the level holds this one, or where that cannot be ruled out."""
    above = [other for other in among if other.ke == level]
    by_code = row.kode is not None and any(other.begins(level) == row.begins(level) for other in above if other.kode)
    column = {3: "program", 4: "kegiatan"}.get(level)
    if column and getattr(row, column) is not None:
        return by_code or any(getattr(other, column) == getattr(row, column) for other in above)
    if level == 4 and row.program is not None:
        place = row.begins(3) or row.program
        above = [other for other in above if (other.begins(3) or other.program) == place]
    return by_code or any(row.kode is None or other.kode is None for other in above)


ALONE = 10
"""So many draws are asked each by itself; the others together, as offices' years of one table."""


@pytest.mark.parametrize("wanted", [1, 3, 4])
def test_a_row_counts_where_none_above_it_holds_its_money(wanted: int) -> None:
    chance = random.Random(wanted)
    drawn = [some_rows(chance) for _ in range(150)]
    moved = [replace(row, tahun=row.tahun + 2 * n) for n, rows in enumerate(drawn) for row in rows]
    together = [replace(row, nomor=nomor) for nomor, row in enumerate(moved)]
    for rows in (*drawn[:ALONE], together):
        said, expected = _said(rows, wanted), _expected(rows, wanted)
        assert dict(said) == expected
        assert len(said) == len(expected)
    assert min(Counter(expected.values()).values()) > 20


def _expected(rows: Sequence[Row], wanted: int) -> dict[int, bool]:
    asked = [row for row in rows if row.pagu is not None and row.ke >= wanted]
    beside = {tahun: [row for row in asked if row.tahun == tahun] for tahun in {row.tahun for row in asked}}
    return {row.nomor: any(is_held(row, beside[row.tahun], level) for level in range(wanted, row.ke)) for row in asked}


def _said(rows: Sequence[Row], wanted: int) -> list[tuple[int, bool]]:
    query = topmost_sql("butir", "FROM baris", "pagu", str(wanted), office=("tahun",))
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE baris (nomor INT, tahun INT, tingkat_baris VARCHAR, kode VARCHAR, program VARCHAR, "
            "kegiatan VARCHAR, pagu INT, nama VARCHAR)"
        )
        values = [value for row in rows for value in astuple(row)]
        connection.execute(f"INSERT INTO baris VALUES {', '.join(['(?, ?, ?, ?, ?, ?, ?, ?)'] * len(rows))}", values)
        return connection.execute(f"WITH {query} SELECT nomor, tertutup FROM butir_isi").fetchall()
