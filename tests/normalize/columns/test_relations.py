"""Relations between columns: what numbers show by themselves, and what the table's own formulas say."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.columns.facts import Facts, table_facts
from normalize.columns.printed import printed_relations
from normalize.columns.relations import find_relations
from normalize.grid import Grid
from tests.normalize.columns.grids import make_table

HEADER = ("Indikator", "Target", "Realisasi", "Tingkat (%)")


def facts_of(body: Sequence[Sequence[str]], numbers: Sequence[str] = ()) -> tuple[Facts, ...]:
    return table_facts(Grid(make_table([HEADER], body, numbers=numbers)))[0]


def test_a_share_of_a_hundred_is_the_number_itself_and_shows_no_percentage() -> None:
    body = [[f"Persentase sanggar {i}", "100", str(n), str(n)] for i, n in enumerate((61, 72, 83, 94))]
    assert find_relations(facts_of(body)) == ()
    assert [r.kind for r in find_relations(facts_of([[a, "80", c, str(int(c) * 100 // 80)] for a, _, c, _ in body]))]


def test_a_printed_formula_stands_before_what_holds_by_accident() -> None:
    body = [[f"Jumlah perahu {i}", str(n), str(n), "100"] for i, n in enumerate((4, 8, 16))]
    facts = facts_of(body, ("1", "2", "3", "4 = (3/2)"))
    (told,) = printed_relations(facts)
    assert (told.kind, told.columns, told.printed) == ("persen", (2, 1, 3), True)
    assert find_relations(facts, [told])[0] is told


def test_a_formula_that_the_numbers_contradict_says_nothing() -> None:
    body = [[f"Jumlah perahu {i}", "8", "4", str(n)] for i, n in enumerate((12, 13, 14, 15))]
    assert printed_relations(facts_of(body, ("1", "2", "3", "4 = (3/2)"))) == ()
