"""A recipe fits tables of its layout, wholly or in part, and touches no other one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box, Cell, Table
from normalize.recipes.fit import fit, layout_of, reheaded
from normalize.recipes.types import ColumnRule, Layout, Recipe, Year
from normalize.recipes.words import word_key
from normalize.tables import normalize_parts
from normalize.types import DocumentMeta, JenisDokumen, Konteks, NormalTable, TingkatBaris

META = DocumentMeta(JenisDokumen.RENJA, None, 2027, 2027, (), "Dinas Contoh")
WORDS = ("Kode", "Rumpun", "Lajur P", "Lajur Q", "Lajur R", "Catatan", "Pagu 2027", "Target", "Pemilik")
BODY = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "910.000.000", "3", "4"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "420.000.000", "5", "6"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "490.000.000", "7", "8"),
)


def a_table(head: Sequence[str], over: Sequence[tuple[str, int, int]] = (), numbers: Sequence[str] = ()) -> Table:
    """A table with one header row, groups ``(text, first, width)`` over it, and a row of column numbers."""
    first = bool(over)
    cells = [
        Cell(0, col, 1, width, text, 1, Box(9 * col, 0, 9 * (col + width), 9), is_header=True)
        for text, col, width in over
    ]
    cells += [
        Cell(first, col, 1, 1, text, 1, Box(9 * col, 9, 9 * col + 8, 18), is_header=True)
        for col, text in enumerate(head)
    ]
    n_head = 1 + first + bool(numbers)
    cells += [
        Cell(n_head - 1, col, 1, 1, text, 1, Box(9 * col, 19, 9 * col + 8, 27), is_header=True)
        for col, text in enumerate(numbers)
    ]
    for r, row in enumerate(BODY, n_head):
        cells += [
            Cell(r, col, 1, 1, text, 1, Box(9 * col, 9 * r + 20, 9 * col + 8, 9 * r + 28))
            for col, text in enumerate(row[: len(head)])
        ]
    return Table(
        (1,),
        None,
        None,
        n_head + len(BODY),
        len(head),
        n_head,
        tuple(cells),
        "uji",
        1.0,
        n_head - 1 if numbers else None,
    )


def a_recipe(table: Table, *names: str, producer: str | None = None) -> Recipe:
    rules = tuple(
        ColumnRule(
            name, peran="pagu", konteks=Konteks.RENSTRA, tahun=Year(offset=n), said=frozenset({"konteks", "tahun"})
        )
        for n, name in enumerate(names)
    )
    return Recipe("uji", layout_of(table, producer), columns=rules, sidik="0")


def read(table: Table, recipe: Recipe | None = None) -> NormalTable:
    found = fit(recipe, table, None) if recipe is not None else None
    return normalize_parts((table,), META, {} if found is None else {0: found})[0]


heads = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True)


@given(heads, heads)
def test_a_whole_fit_is_a_table_of_the_same_header_and_of_no_other(ours: list[str], theirs: list[str]) -> None:
    found = fit(a_recipe(a_table(ours), ours[0]), a_table(theirs), None)
    assert (found is not None and found.is_whole) == (ours == theirs)


@given(heads, heads)
def test_a_table_of_another_layout_is_read_as_without_the_recipe(ours: list[str], theirs: list[str]) -> None:
    recipe, table = a_recipe(a_table(ours), ours[0]), a_table(theirs)
    same = sum(a == b for a, b in zip(ours, theirs, strict=False))
    if fit(recipe, table, None) is None:
        assert read(table, recipe) == read(table)
    else:
        # In part only where four in five columns of both are the same.
        assert ours == theirs or len(set(ours) & set(theirs)) >= 0.4 * (len(ours) + len(theirs)), same


def test_groups_spans_numbers_and_levels_are_part_of_the_layout() -> None:
    head = ("Kode", "Rumpun", "Lajur P", "Lajur Q")
    recipe = a_recipe(a_table(head, [("Uang", 2, 2)]), "Lajur P")
    whole = fit(recipe, a_table(head, [("Uang", 2, 2)]), None)
    assert whole is not None
    assert whole.is_whole
    for other in (a_table(head), a_table(head, [("Uang", 1, 3)]), a_table(head, [("Barang", 2, 2)])):
        found = fit(recipe, other, None)
        assert found is None or not found.is_whole
    numbered = a_recipe(a_table(head, numbers=("1", "2", "3", "4=3x2")), "Lajur P")
    again = fit(numbered, a_table(head, numbers=("1", "2", "3", "4")), None)
    assert again is not None
    assert not again.is_whole


def test_the_year_and_quarter_that_a_document_prints_are_no_part_of_it() -> None:
    recipe = a_recipe(a_table(("Kode", "Rumpun", "Pagu 2027", "Realisasi TW I")), "Pagu 2027")
    found = fit(recipe, a_table(("KODE", "Rum-\npun", "Pagu\n2031", "Realisasi TW III")), None)
    assert found is not None
    assert found.is_whole
    assert {col: g.tahun for col, g in found.given(2031).items()} == {2: 2031}


def test_an_absolute_year_moves_with_the_year_that_the_header_prints() -> None:
    ours, said = a_table(("Kode", "Rumpun", "Lajur 2027", "Lajur Q")), frozenset({"tahun"})
    rules = tuple(ColumnRule(name, peran="pagu", tahun=Year(2027), said=said) for name in ("Lajur 2027", "Lajur Q"))
    found = fit(
        Recipe("uji", layout_of(ours), columns=rules), a_table(("Kode", "Rumpun", "Lajur 2030", "Lajur Q")), None
    )
    assert found is not None
    assert {col: g.tahun for col, g in found.given(2030).items()} == {2: 2030, 3: 2027}


@pytest.mark.parametrize(
    ("ours", "theirs"), [("Tahun ke- 1", "Tahun ke- 2027"), ("Rp", "Rp.000"), ("Tahun ke-1", "Tahun ke-2")]
)
def test_other_numbers_are_part_of_it(ours: str, theirs: str) -> None:
    recipe = a_recipe(a_table(("Kode", "Rumpun", ours)), ours)
    assert fit(recipe, a_table(("Kode", "Rumpun", theirs)), None) is None


def test_places_and_pages_are_no_part_of_it() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P"))
    moved = Table(
        (7, 8),
        "3.1",
        "Judul lain",
        table.n_rows,
        3,
        1,
        tuple(
            Cell(c.row, c.col, 1, 1, c.text, 7, Box(*(400 + x for x in c.box)), is_header=c.is_header)
            for c in table.cells
        ),
        "lain",
        0.5,
    )
    found = fit(a_recipe(table, "Lajur P"), moved, None)
    assert found is not None
    assert found.is_whole


@pytest.mark.parametrize(("producer", "fits"), [("Pencetak Uji 7", True), ("Lain 1", False), (None, False)])
def test_a_layout_of_a_producer_is_of_its_family_alone(producer: str | None, fits: bool) -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P"))
    recipe = a_recipe(table, "Lajur P", producer="Pencetak Uji 3.2")
    assert (fit(recipe, table, producer) is not None) is fits


def test_a_table_that_lost_a_column_is_read_in_part_and_the_lost_one_is_named() -> None:
    recipe = a_recipe(a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q", "Catatan")), "Lajur P", "Lajur Q")
    found = fit(recipe, a_table(("Kode", "Rumpun", "Lajur P", "Catatan")), None)
    assert found is not None
    assert (found.is_whole, found.hilang) == (False, ("Lajur Q",))
    assert list(found.given(2027)) == [2]
    assert (
        fit(
            a_recipe(recipe_table := a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q", "Catatan")), "Lajur Q"),
            a_table(("Kode", "Rumpun", "Lajur P", "Catatan")),
            None,
        )
        is None
    )
    assert recipe_table.n_cols == 5


def test_what_is_said_of_the_whole_grid_holds_of_no_part() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q", "Catatan"))
    part = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q"))
    assert fit(Recipe("uji", layout_of(table), bukan_tabel=True), part, None) is None
    assert fit(Recipe("uji", layout_of(table), kepala=1), part, None) is None


def test_given_columns_tell_their_kind_stage_and_year_and_the_values_say_so() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q"))
    found = read(table, a_recipe(table, "Lajur P", "Lajur Q"))
    p, q = found.columns[2:4]
    assert [(c.peran, c.konteks, c.tahun, c.keyakinan) for c in (p, q)] == [
        ("pagu", "renstra", 2027, 1.0),
        ("pagu", "renstra", 2028, 1.0),
    ]
    assert {v.perbaikan for row in found.rows for v in row.values} == {"resep:uji"}
    assert found.resep == "uji"


def test_two_columns_that_are_given_one_meaning_are_doubtful_as_any_two_are() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q"))
    said = frozenset({"konteks", "tahun"})
    rules = tuple(ColumnRule(name, peran="pagu", tahun=Year(2027), said=said) for name in ("Lajur P", "Lajur Q"))
    found = read(table, Recipe("uji", layout_of(table), columns=rules))
    assert all(c.keyakinan < 0.5 for c in found.columns[2:4])


def test_a_year_of_an_undated_document_stays_as_it_is_read() -> None:
    table = a_table(("Kode", "Rumpun", "Pagu 2027", "Lajur Q"))
    found = fit(a_recipe(table, "Pagu 2027"), table, None)
    assert found is not None
    assert "tahun" not in found.given(None)[2].said


def test_no_table_has_neither_columns_nor_rows_and_says_by_which_recipe() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P"))
    found = read(table, Recipe("bukan", layout_of(table), bukan_tabel=True))
    assert (found.columns, found.rows, found.is_no_table, found.resep) == ((), (), True, "bukan")


def test_names_of_columns_are_whole_headers_or_parts_that_no_other_column_has() -> None:
    layout = layout_of(a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q"), [("Uang 2027", 2, 2)]))
    assert (layout.column("lajur p"), layout.column("Uang 2027 > Lajur Q")) == (2, 3)
    with pytest.raises(LookupError, match="2 kolom bernama 'Lajur'"):
        layout.column("Lajur")
    with pytest.raises(LookupError, match="tidak ada kolom 'Harga'"):
        layout.column("Harga")
    twins = layout_of(a_table(("Kode", "Rumpun", "Rp", "Rp")))
    assert (twins.column("Rp"), twins.column("Rp", 2), twins.name_of(3)) == (2, 3, ("Rp", 2))


def test_header_rows_that_were_read_as_body_are_the_header() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q"))
    headless = Table((1,), None, None, table.n_rows, 4, 0, tuple(c for c in table.cells), "uji", 1.0)
    recipe = Recipe("uji", layout_of(reheaded(headless, 1)), columns=(ColumnRule("Lajur P", peran="pagu"),), kepala=1)
    found = read(headless, recipe)
    assert (found.table.n_header_rows, len(found.rows), found.columns[2].peran) == (1, 3, "pagu")
    assert fit(recipe, table, None) is not None


def test_a_scale_that_is_given_multiplies_money_alone() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P", "Lajur Q", "Target"))
    rules = (ColumnRule("Lajur P", peran="pagu"), ColumnRule("Target", peran="target"))
    found = read(table, Recipe("uji", layout_of(table), columns=rules, skala=1000))
    values = {str(v.ukuran): v for v in found.rows[0].values}
    assert int(values["pagu"].nilai or 0) == 900_000_000_000
    assert int(values["target"].nilai or 0) == 3


def test_levels_of_a_name_column_may_be_given() -> None:
    table = a_table(("Kode", "Rumpun", "Lajur P"))
    rule = ColumnRule("Rumpun", peran="nama", tingkat=(TingkatBaris.KEGIATAN,))
    assert read(table, Recipe("uji", layout_of(table), columns=(rule,))).columns[1].tingkat == (TingkatBaris.KEGIATAN,)


@given(st.text(max_size=30))
def test_words_are_compared_without_marks_and_case_whatever_they_are(text: str) -> None:
    assert word_key(text) == word_key(f" {text}\n")
    assert isinstance(Layout(1, 1, ()).is_worded, bool)


def test_a_column_without_header_words_is_named_by_its_place_in_the_layout() -> None:
    table = a_table(("Kode", "Rumpun", "", "Lajur Q"), numbers=("1", "2", "3", "4"))
    layout = layout_of(table)
    assert layout.name_of(2) == ("#3", 1)
    assert layout.column("#3") == 2
    read_ = read(table, a_recipe(table, "#3"))
    assert [(c.peran, c.konteks) for c in read_.columns if c.indeks == 2] == [("pagu", Konteks.RENSTRA)]
    renumbered = fit(
        a_recipe(table, "#3"), a_table(("Kode", "Rumpun", "", "Lajur Q"), numbers=("1", "2", "4", "5")), None
    )
    assert renumbered is None or not renumbered.is_whole


@pytest.mark.parametrize(("wanted", "why"), [("#2", "Rumpun"), ("#9", "4 kolom"), ("#0", "4 kolom")])
def test_a_place_names_no_column_that_has_words_or_is_not_there(wanted: str, why: str) -> None:
    with pytest.raises(LookupError, match=why):
        layout_of(a_table(("Kode", "Rumpun", "", "Lajur Q"))).column(wanted)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (("Kode", "Rumpun", "", "Lajur Q", "Lajur R", "Catatan"), True),
        (("Kode", "Rumpun", "", "Lajur R", "Catatan"), False),
        (("Kode", "Rumpun", "Target", "", "Lajur Q", "Lajur R"), False),
    ],
)
def test_in_a_table_of_the_layout_in_part_it_holds_only_between_the_same_neighbours(
    head: tuple[str, ...], found: bool
) -> None:
    recipe = a_recipe(a_table(("Kode", "Rumpun", "", "Lajur Q", "Lajur R")), "#3", "Kode")
    part = fit(recipe, a_table(head), None)
    assert part is not None
    assert not part.is_whole
    assert part.hilang == (() if found else ("#3",))
