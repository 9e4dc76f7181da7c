"""Names of several items in one tall cell put their amounts in doubt; indicator lines of one item do not."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box, Cell, Table
from normalize.tables import normalize_table
from normalize.types import DocumentMeta, JenisDokumen, Ukuran
from normalize.ukuran import SURE_VALUE

META = DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, (), None)
HEAD = ("No", "Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu Anggaran (Rp)")
AMOUNTS = ("446.000.000", "700.000.000", "273.500.000")


def pagu_is_sure(name: str, numbers: Sequence[str], amounts: Sequence[str] = AMOUNTS) -> list[bool]:
    """Of rows whose names stand in one cell over all of them, below a row of its own."""
    body = [("I", "Program Alfa", "Jumlah pos jaga", "12 Unit", "1.419.500.000")]
    body += [
        (n, "", f"Jumlah pos {k}", f"{k + 4} Unit", a) for k, (n, a) in enumerate(zip(numbers, amounts, strict=True))
    ]
    cells = []
    for r, row in enumerate([HEAD, *body]):
        for c, text in enumerate(row):
            tall = len(body) - 1 if (r, c) == (2, 1) else 1
            if c == 1 and r > 2:
                continue
            box = Box(c * 80.0, r * 12.0, c * 80.0 + 80.0, (r + tall) * 12.0)
            cells.append(Cell(r, c, tall, 1, name if tall > 1 else text, 1, box, is_header=r == 0))
    table = Table((1,), None, "", len(body) + 1, len(HEAD), 1, tuple(cells), "uji", 1.0)
    values = [v for row in normalize_table(table, META).rows for v in row.values if v.ukuran is Ukuran.PAGU]
    return [v.keyakinan >= SURE_VALUE for v in values]


def test_amounts_of_numbered_rows_are_doubted_where_their_names_stand_in_one_cell() -> None:
    names = "Penataan Kebun Gizi\nPembinaan Sanggar Anak\nPengadaan Perahu Baca"
    assert pagu_is_sure(names, ("1", "2", "3")) == [True, False, False, False]


def test_amounts_of_an_items_indicator_lines_are_not_doubted() -> None:
    names = "Penataan Kebun Gizi\ndan Sanggar Anak\nWilayah Pesisir"
    assert pagu_is_sure(names, ("1", "", "")) == [True] * 4
    assert pagu_is_sure("Penataan Kebun Gizi", ("1", "2", "3")) == [True] * 4
