"""Relations between columns: what numbers show by themselves, and what the table's own formulas say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.columns.facts import Facts, table_facts
from normalize.columns.printed import printed_relations
from normalize.columns.reader import read_columns
from normalize.columns.relations import find_relations
from normalize.grid import Grid
from normalize.types import DocumentMeta, JenisDokumen
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


def test_a_share_takes_the_year_of_the_columns_that_it_is_reckoned_from_not_the_captions() -> None:
    header = (("Indikator", "Tahun 2029", "<", "Capaian (%)"), ("^", "Target", "Realisasi", "^"))
    body = [[f"Jumlah sanggar {i}", "80", str(n), str(n * 100 // 80)] for i, n in enumerate((24, 36, 44, 60))]
    table = make_table(header, body, "Perbandingan Capaian dengan Tahun 2028")
    columns = read_columns(Grid(table), DocumentMeta(JenisDokumen.LKJIP, None, 2029, 2029, (), None)).columns
    assert [c.tahun for c in columns] == [None, 2029, 2029, 2029]


def test_quarters_are_of_the_year_that_the_header_of_their_sum_prints_not_the_captions() -> None:
    header = (
        ("Kegiatan", "Realisasi pada Triwulan (Rp)", "<", "<", "<", "Realisasi Renja Tahun 2027 (Rp)"),
        ("^", "I", "II", "III", "IV", "^"),
    )
    sums = [(n * 1_000_000, n * 2_500_000) for n in (11, 17, 23, 31, 47)]
    body = [[f"Pembinaan sanggar {i}", f"{a}", f"{b}", "", "", f"{a + b}"] for i, (a, b) in enumerate(sums)]
    table = make_table(header, body, "Evaluasi Renja s/d Tahun 2028")
    columns = read_columns(Grid(table), DocumentMeta(JenisDokumen.RENJA, None, 2028, 2028, (), None)).columns
    assert [c.tahun for c in columns] == [None, 2027, 2027, 2027, 2027, 2027]


def test_a_year_that_a_later_page_prints_otherwise_is_doubtful_unless_it_is_the_documents() -> None:
    body = [[f"Pembinaan sanggar {i}", f"{n}.000.000"] for i, n in enumerate((24, 36, 44, 60))]
    table = replace(make_table((("Kegiatan", "Pagu Tahun 2029"),), body), redated=frozenset({1}))
    for year, is_sure in ((2029, True), (2031, False)):
        meta = DocumentMeta(JenisDokumen.RENJA, None, year, year, (), None)
        column = read_columns(Grid(table), meta).columns[1]
        assert (column.tahun, column.keyakinan > 0.5) == (2029, is_sure)
