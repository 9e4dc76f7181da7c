"""Properties over random consistent plans: no finding; one changed leaf: exactly the findings that follow."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LEVELS = ("program", "kegiatan", "sub_kegiatan")
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

leaves = st.lists(st.integers(1, 10**10), min_size=1, max_size=4)
plans = st.lists(st.lists(leaves, min_size=1, max_size=3), min_size=1, max_size=3)


def written(plan):
    """(level, pagu) of every row of a plan, printed top down, and the total at the end."""
    for program in plan:
        yield "program", sum(map(sum, program))
        for kegiatan in program:
            yield "kegiatan", sum(kegiatan)
            yield from (("sub_kegiatan", pagu) for pagu in kegiatan)
    yield "jumlah", sum(sum(map(sum, program)) for program in plan)


def to_table(row, table, lines):
    return table([row(level, f"{level} {n}", pagu=str(pagu)) for n, (level, pagu) in enumerate(lines)])


@relaxed
@given(plans)
def test_a_consistent_plan_has_no_findings(row, table, audit, plan):
    assert audit(to_table(row, table, written(plan))) == ()


@relaxed
@given(plans, st.data(), st.integers(1, 10**9))
def test_one_changed_leaf_breaks_exactly_its_parent(row, table, audit, plan, data, added):
    lines = list(written(plan))
    leaf = data.draw(st.sampled_from([n for n, (level, _) in enumerate(lines) if level == "sub_kegiatan"]))
    parent = max(n for n in range(leaf) if lines[n][0] == "kegiatan")
    lines[leaf] = ("sub_kegiatan", lines[leaf][1] + added)
    (only,) = audit(to_table(row, table, lines))
    assert (only.cek, only.row, only.tertulis) == ("jumlah_anak", parent, lines[parent][1])
    assert only.selisih == -added
    assert (0, leaf) in only.bukti


@relaxed
@given(plans, st.data(), st.integers(1, 10**9))
def test_one_changed_program_breaks_its_own_sum_and_the_total(row, table, audit, plan, data, added):
    lines = list(written(plan))
    program = data.draw(st.sampled_from([n for n, (level, _) in enumerate(lines) if level == "program"]))
    lines[program] = ("program", lines[program][1] + added)
    found = audit(to_table(row, table, lines))
    assert [(f.cek, f.row, f.selisih) for f in found] == [
        ("jumlah_anak", program, added),
        ("jumlah_total", len(lines) - 1, -added),
    ]


@relaxed
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=5), st.integers(-(10**9), 10**9))
def test_a_period_is_the_sum_of_its_years(row, table, audit, years, added):
    columns = {f"pagu__{2021 + n}": str(pagu) for n, pagu in enumerate(years)}
    closing = sum(years) + added
    found = audit(table([row("program", "P", **columns, pagu__akhir_renstra__2026=str(closing))]))
    repeats_last_year = closing == years[-1]
    assert len(found) == (1 if added and not repeats_last_year else 0)
    assert all(finding.selisih == added for finding in found)


@relaxed
@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_spending_reported_as_it_is_computed_is_only_judged_for_excess(row, table, audit, pagu, realisasi):
    percentage = (Decimal(realisasi) * 100 / pagu).quantize(Decimal("0.01"))
    printed = {"pagu": str(pagu), "realisasi": str(realisasi), "sisa": str(pagu - realisasi)}
    found = audit(table([row("kegiatan", "K", **printed, persen_realisasi=str(percentage))]))
    assert [f.cek for f in found] == (["realisasi_lebih"] if realisasi > pagu else [])


noise = st.sampled_from(["pagu", "realisasi", "sisa", "persen_realisasi", "bobot", "pagu__akhir_renstra__2024"])
texts = st.one_of(st.just("?"), st.decimals(allow_nan=True, allow_infinity=True).map(str), st.integers().map(str))
wild_rows = st.lists(
    st.tuples(
        st.sampled_from([*LEVELS, "jumlah", "lainnya", "perangkat_daerah", "sasaran", "urusan"]),
        st.text(max_size=20),
        st.dictionaries(noise, texts, max_size=4),
        st.one_of(st.none(), st.integers(-3, 30)),
        st.one_of(st.none(), st.text(max_size=30)),
    ),
    max_size=12,
)


@relaxed
@given(wild_rows)
def test_nonsense_is_audited_without_failing_and_stays_in_bounds(row, table, audit, wild):
    rows = [row(level, name, asli=asli, lanjutan=lanjutan, **columns) for level, name, columns, lanjutan, asli in wild]
    for finding in audit(table(rows), table(rows)):
        assert finding.penjelasan.endswith(".")
        assert "\n" not in finding.penjelasan
        assert all(0 <= place < len(rows) for _, place in finding.bukti)
        assert finding.selisih is None or finding.selisih == finding.tertulis - finding.dihitung


@relaxed
@given(plans)
def test_the_order_of_values_in_a_row_does_not_matter(row, table, audit, plan):
    whole = table(
        [
            row(level, level, pagu=str(pagu), prakiraan_maju=str(pagu + 1), realisasi=str(pagu // 2))
            for level, pagu in written(plan)
        ]
    )
    turned = tuple(replace(one, row=replace(one.row, values=tuple(reversed(one.row.values)))) for one in whole.rows)
    assert audit(whole) == audit(replace(whole, rows=turned))
