"""Which rows a recipe gives a level, and that nothing takes it from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.types import Box, Cell, Table
from normalize.recipes.fit import fit, layout_of
from normalize.recipes.types import Recipe, RowRule
from normalize.tables import normalize_parts
from normalize.types import DocumentMeta, JenisDokumen, NormalTable, TingkatBaris

META = DocumentMeta(JenisDokumen.RENJA, None, 2027, 2027, (), "Dinas Contoh")
HEAD = ("No", "Kode", "Uraian", "Pagu (Rp)")
BODY = (
    ("I", "7.1", "RUMPUN TAMAN", "900.000.000"),
    ("1", "7.1.4", "Urusan Bangku", "400.000.000"),
    ("a", "", "Bangku Kayu", "250.000.000"),
    ("b", "", "Bangku Batu", "150.000.000"),
    ("2", "7.1.5", "Urusan Lampu", "500.000.000"),
)
NAME = 2
L = TingkatBaris


def read(*rules: RowRule, indents: Sequence[float] = (), pages: Sequence[int] = ()) -> NormalTable:
    """``indents``: how far each row's name is moved to the right; ``pages``: on which page each stands, each page
    printed further right than the one before.
    """

    def place(r: int, c: int) -> tuple[int, Box]:
        page = pages[r - 1] if pages and r else 1
        left = 90.0 * c + 30.0 * page + (indents[r - 1] if indents and r and c == NAME else 0.0)
        return page, Box(left, 20.0 * r, 90.0 * c + 120, 20.0 * r + 18)

    cells = [
        Cell(r, c, 1, 1, text, *place(r, c), bold=r == 1, is_header=r == 0)
        for r, row in enumerate((HEAD, *BODY))
        for c, text in enumerate(row)
        if text
    ]
    table = Table((1,), None, None, len(BODY) + 1, len(HEAD), 1, tuple(cells), "uji", 1.0)
    recipe = Recipe("uji", layout_of(table), rows=rules)
    found = fit(recipe, table, None)
    assert found is not None
    return normalize_parts((table,), META, {0: found})[0]


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        (RowRule(L.KEGIATAN, bagian_kode=3), [1, 4]),
        (RowRule(L.PROGRAM, tebal=True), [0]),
        (RowRule(L.PROGRAM, huruf_besar=True), [0]),
        (RowRule(L.PROGRAM, nomor="romawi"), [0]),
        (RowRule(L.KEGIATAN, nomor="angka"), [1, 4]),
        (RowRule(L.SUB_KEGIATAN, nomor="huruf"), [2, 3]),
        (RowRule(L.SUB_KEGIATAN, awalan="bangku"), [2, 3]),
        (RowRule(L.KEGIATAN, awalan="urusan lampu", bagian_kode=3), [4]),
        (RowRule(L.KEGIATAN, kolom="Kode"), [0, 1, 4]),
        (RowRule(L.KEGIATAN, kolom="Kode", awalan="7.1.4"), [1]),
    ],
)
def test_a_rule_speaks_of_the_rows_for_which_all_of_it_holds(rule: RowRule, rows: list[int]) -> None:
    found = read(rule)
    assert [i for i, row in enumerate(found.rows) if row.hints.given is rule.tingkat] == rows
    assert {found.rows[i].level for i in rows} == {rule.tingkat}
    assert {found.rows[i].perbaikan for i in rows} == {"resep:uji"}


@pytest.mark.parametrize(("step", "rows"), [(0, [0]), (1, [1, 4]), (2, [2, 3])])
def test_rows_are_told_by_how_far_their_names_are_indented_on_whichever_page(step: int, rows: list[int]) -> None:
    found = read(RowRule(L.KEGIATAN, masuk=step), indents=(0, 9.2, 18.1, 17.8, 9), pages=(1, 1, 1, 2, 2))
    assert [i for i, row in enumerate(found.rows) if row.hints.given] == rows


def test_no_row_is_indented_where_all_names_begin_at_a_rule() -> None:
    assert not any(row.hints.given for row in read(RowRule(L.KEGIATAN, masuk=0), indents=(0, 1, 0, 2, 1)).rows)


def test_the_first_rule_that_holds_counts() -> None:
    found = read(RowRule(L.PROGRAM, tebal=True), RowRule(L.KEGIATAN, kolom="Kode"))
    assert [row.hints.given for row in found.rows] == [L.PROGRAM, L.KEGIATAN, None, None, L.KEGIATAN]


def test_a_given_level_outweighs_all_that_names_and_codes_say() -> None:
    from nomenclature.resolve import level_tables
    from records.matched import Wilayah

    found = read(RowRule(L.SASARAN, awalan="Urusan"))
    named = replace(
        found.rows[1], nama="Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", kode_asli="1.06.01"
    )
    table = replace(found, rows=(found.rows[0], named, *found.rows[2:]))
    levels = level_tables([table], META, Wilayah()).levels[0].levels
    assert (levels[1], levels[4]) == (L.SASARAN, L.SASARAN)
