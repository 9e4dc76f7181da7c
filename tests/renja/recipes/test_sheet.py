"""A table as it is shown to who says what it means, and a recipe put back into the words of a table."""

from __future__ import annotations

from typing import Any

from normalize.recipes.types import Recipe, RowRule
from normalize.types import TingkatBaris
from renja.recipes.make import Said, make_recipe
from renja.recipes.parse import parse_recipe
from renja.recipes.sheet import conditions, rows_of, said_by, sheet, tried, whole_fit
from renja.recipes.shorthand import column_said, rows_said
from renja.recipes.written import recipe_text

THIS = (("Kode", "Rumpun Kerja", "Lajur P 2027", "Lajur Q 2027"),)
NEXT = (("Kode", "Rumpun Kerja", "Lajur P 2028", "Lajur Q 2028"),)
WIDER = (("Kode", "Rumpun Kerja", "Lajur P 2027", "Lajur Q 2027", "Catatan"),)


def _recipe(document: Any) -> Recipe:
    columns = tuple(map(column_said, ("Lajur P=pagu,sebelum,2027", "Lajur Q=pagu,-,n")))
    return make_recipe(document, 0, "lajur", Said(columns, (rows_said("kegiatan: kolom=Lajur Q, bagian_kode=5"),)))


def test_a_recipe_is_changed_in_the_words_of_the_table_that_is_looked_at(make: Any) -> None:
    recipe = _recipe(make.document(make.table(THIS, make.first)))
    later = make.document(make.table(NEXT, make.second), tahun=2028, sha="cd")
    said = said_by(later, 0, recipe)
    assert said is not None
    assert [(rule.name, rule.tahun.of(2028)) for rule in said.columns] == [
        ("Lajur P 2028", 2028),
        ("Lajur Q 2028", 2028),
    ]
    assert said.rows[0].kolom == "Lajur Q 2028"
    assert make_recipe(later, 0, "lajur", said).layout.key == recipe.layout.key


def test_a_recipe_is_not_changed_at_a_table_that_it_fits_in_part(make: Any) -> None:
    recipe = _recipe(make.document(make.table(THIS, make.first)))
    wider = make.document(make.table(WIDER, [(*row, "-") for row in make.first]), sha="cd")
    assert said_by(wider, 0, recipe) is None


def test_each_column_is_shown_with_its_words_first_cells_and_reading(make: Any) -> None:
    found = sheet(make.document(make.table(make.head, make.first)), 0)
    kode, _, lajur, _ = found.columns
    assert (kode.name, kode.cells[0]) == ("Kode", "1.06.02")
    assert kode.read is not None
    assert kode.read.peran == "kode"
    assert (lajur.name, lajur.cells[1]) == ("Lajur P", "400.000.000")


def test_what_tells_rows_apart_is_counted_and_a_rule_finds_just_these(make: Any) -> None:
    document = make.document(make.table(make.head, make.first))
    found, shown = tried(document, 0, None), sheet(document, 0)
    counted = {(each.key, each.value): each.count for each in conditions(shown.layout, found.table)}
    assert counted["bagian_kode", 5] == 4
    assert counted["bagian_kode", 3] == 2
    rule = RowRule(TingkatBaris.PROGRAM, bagian_kode=3)
    rows = rows_of(rule, found.table, whole_fit(Recipe("uji", shown.layout)))
    assert [row.nama for row, _ in rows] == ["Program Penataan Taman Uji", "Program Pembinaan Regu Uji"]


def test_a_column_without_header_words_is_told_written_and_changed_by_its_place(make: Any) -> None:
    document = make.document(make.table((("Kode", "Rumpun Kerja", "", "Lajur Q"),), make.first))
    recipe = make_recipe(document, 0, "lajur", Said(tuple(map(column_said, ("#3=pagu,sebelum,n", "Lajur Q=pagu,-,n")))))
    assert 'nama = "#3"' in recipe_text(recipe)
    assert parse_recipe(recipe_text(recipe).encode(), "lajur.toml", "lajur").columns == recipe.columns
    said = said_by(document, 0, recipe)
    assert said is not None
    assert [rule.name for rule in said.columns] == ["#3", "Lajur Q"]
    found = tried(document, 0, recipe)
    assert [column.peran for column in found.table.source.columns if column.indeks == 2] == ["pagu"]
    assert sheet(document, 0).columns[2].name == "#3"
