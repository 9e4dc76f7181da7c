"""What was spent before a plan was written stands in it beside a budget that is not the plan's."""

from __future__ import annotations

from extract.types import Box, Cell, Table
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.types import Column, DocumentMeta, JenisDokumen
from normalize.ukuran import SURE_COLUMN

PLAN = DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, (), None)
NAMES = (
    "Program Pelayanan Alfa",
    "Penyediaan Alat Tulis",
    "Rapat Koordinasi Beta",
    "Pemeliharaan Gedung",
    "Kajian Potensi Gama",
)


def columns_of(*header: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of names, budgets, what was spent and its share; "<" goes on with the header cell before."""
    body = []
    for k, name in enumerate(NAMES):
        budget, spent = (k + 3) * 7_000_000, (k + 3) * 6_000_000 + k * 123_000
        share = f"{100 * spent / budget:.2f}".replace(".", ",")
        body.append((name, f"{budget:,}".replace(",", "."), f"{spent:,}".replace(",", "."), share))
    cells = []
    for r, row in enumerate([*header, *body]):
        for c, text in enumerate(row):
            wide = 2 if row[c + 1 : c + 2] == ("<",) else 1
            box = Box(c * 90.0, r * 12.0, (c + wide) * 90.0, r * 12.0 + 12.0)
            if text not in ("", "<"):
                cells.append(Cell(r, c, 1, wide, text, 1, box, is_header=r < len(header)))
    table = Table((1,), None, "", len(header) + len(body), 4, len(header), tuple(cells), "uji", 1.0)
    return read_columns(Grid(table), PLAN).columns


def of_the_plan(columns: tuple[Column, ...]) -> list[str | None]:
    """What is certain to be of the plan's own year."""
    return [c.peran for c in columns if c.tahun == PLAN.tahun and c.keyakinan >= SURE_COLUMN]


def test_a_budget_beside_what_was_spent_from_it_is_not_the_plans_where_no_header_dates_them() -> None:
    columns = columns_of(("Kegiatan", "Anggaran (Rp)", "SPJ", "<"), ("", "", "(Rp)", "(%)"))
    assert [c.peran for c in columns][1:3] == ["pagu", "realisasi"]
    assert of_the_plan(columns) == []


def test_nor_where_no_header_is_left_and_only_the_numbers_show_what_was_spent() -> None:
    columns = columns_of()
    assert [c.peran for c in columns][1:3] == ["pagu", "realisasi"]
    assert of_the_plan(columns) == []


def test_a_header_that_prints_the_plans_year_dates_the_budget() -> None:
    columns = columns_of(("Kegiatan", "Anggaran 2031 (Rp)", "Realisasi 2031 (Rp)", "%"))
    assert "pagu" in of_the_plan(columns)
