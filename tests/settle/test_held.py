"""Relations that hold are counted whatever columns are called; calling a column what its sums contradict costs."""

from __future__ import annotations

from dataclasses import replace

from extract.types import Box, Cell, Table
from normalize.types import DocumentMeta, JenisDokumen
from records.matched import MatchedTable, Wilayah
from renja.meaning import Told, meaning_of_parts
from renja.steps import Steps
from settle.held import relations_held, sums_closed

HEAD = ("Kode", "Program / Kegiatan", "Pagu 2027 (Rp)", "Realisasi 2027 (Rp)", "Sisa (Rp)")
BODY = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "700.000.000", "200.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "310.000.000", "90.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "390.000.000", "110.000.000"),
)


def matched() -> MatchedTable:
    cells = tuple(
        Cell(r, c, 1, 1, text, 1, Box(90.0 * c, 20.0 * r, 90.0 * c + 80, 20.0 * r + 18), is_header=r == 0)
        for r, row in enumerate((HEAD, *BODY))
        for c, text in enumerate(row)
    )
    table = Table((1,), None, None, len(BODY) + 1, len(HEAD), 1, cells, "uji", 1.0)
    found = meaning_of_parts(
        Steps("uji"), (table,), Told(DocumentMeta(JenisDokumen.RENJA, None, 2027, 2027, (), None), Wilayah())
    )
    assert found is not None
    return found.tables[0]


def called(table: MatchedTable, **names: str | None) -> MatchedTable:
    columns = [replace(c, peran=names.get(f"k{c.indeks}", c.peran)) for c in table.source.columns]
    return replace(table, source=replace(table.source, columns=tuple(columns)))


def test_children_and_remainders_are_counted() -> None:
    assert relations_held(matched()) == 3 + 3  # one sum a column, one remainder a row
    assert sums_closed(matched()) == (6, 0)


def test_a_column_that_is_called_something_that_counts_for_nothing_loses_no_relation() -> None:
    assert relations_held(called(matched(), k4="keterangan")) == 6


def test_a_name_that_the_columns_contradict_loses_theirs() -> None:
    assert relations_held(called(matched(), k3="prakiraan_maju")) == 3


def test_rows_under_another_parent_lose_their_sums() -> None:
    table = matched()
    torn = replace(table, rows=tuple(replace(row, induk=None) for row in table.rows))
    assert relations_held(torn) == 3
