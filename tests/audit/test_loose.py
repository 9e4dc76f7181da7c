"""Amounts at a table that no row of it has: what a sum lacks may be one of them, and then nobody is accused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.run import audit_tables
from extract.types import Box, Cell, PageResult, PageTable, TextLine
from normalize.types import DocumentMeta, JenisDokumen
from records.findings import UNREAD, Sebab

META = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, ("Kabupaten Luwu",), "Dinas Sosial")


def only(found):
    (one,) = [finding for finding in found if finding.cek.value == "jumlah_anak"]
    return one


@pytest.mark.parametrize(
    ("text", "top", "is_open"),
    [
        ("Pembinaan Nelayan 2.500.000", 210, True),
        ("Pembinaan Nelayan 2.500.000", 400, False),
        ("Pembinaan Nelayan 2.400.000", 210, False),
        ("sebesar 2.500.000 " + "yang dipakai bagi banyak hal lain pula " * 2, 210, False),
    ],
)
def test_what_a_sum_lacks_accuses_nobody_where_a_line_at_the_table_prints_it(row, table, audit, text, top, is_open):
    rows = [row("program", "P", pagu="5500000"), row("kegiatan", "K", pagu="3000000")]
    grid = PageTable(3, Box(50, 100, 500, 200), 3, 3, (), "ruled", 1.0)
    line = TextLine(3, text, Box(60, top, 300, top + 10), 9, False)
    found = only(audit_tables((table(rows),), META, pages=(PageResult(3, 595, 842, (line,), (grid,)),)))
    assert (found.sebab is Sebab.TAK_PASTI) is is_open
    assert (UNREAD in found.penjelasan) is is_open


def test_what_a_sum_lacks_accuses_nobody_where_a_row_of_the_grid_that_was_not_read_prints_it(row, table, audit):
    plan = table([row("program", "P", pagu="5500000"), row("kegiatan", "K", pagu="3000000")])
    unread = Cell(7, 2, 1, 1, "2.500.000", 3, Box(60, 300, 90, 310))
    grid = replace(plan.source.table, cells=(unread,))
    found = only(audit(replace(plan, source=replace(plan.source, table=grid))))
    assert found.sebab is Sebab.TAK_PASTI
    assert UNREAD in found.penjelasan
