"""Documents of one office against each other."""

from __future__ import annotations

from decimal import Decimal

from audit.across import AcrossRow, audit_across, office_key
from normalize.types import JenisDokumen, Tahap


def item(doc, jenis, tahun, kode="1.06.04", tahap=None, year=None, urutan="1", teks=None, **money):
    amounts = {
        name: Decimal(money[name]) if name in money else None for name in ("pagu", "realisasi", "prakiraan_maju")
    }
    return AcrossRow(
        doc, f"{doc}.pdf", JenisDokumen(jenis), Tahap(tahap) if tahap else None, tahun, urutan, kode,
        "Program Rehabilitasi Sosial", "program", year or tahun, **amounts, baris_id=f"{doc}-t001-b0001", halaman=7,
        pagu_teks=teks, prakiraan_teks=teks,
    )  # fmt: skip


def brief(found):
    return [(one.doc_id, one.tahun, int(one.tertulis), int(one.dihitung)) for one in found]


def test_a_forward_estimate_is_compared_with_the_next_years_pagu():
    plan = item("a", "renja", 2024, pagu=5, prakiraan_maju=296, teks="296")
    found = audit_across([plan, item("b", "renja", 2025, pagu=181, teks="181,00")])
    assert brief(found) == [("b", 2025, 181, 296)]
    assert found[0].penjelasan == (
        'Pagu tahun 2025 program 1.06.04 "Program Rehabilitasi Sosial" pada Renja 2025 (b.pdf, halaman 7) Rp181,00, '
        "sedangkan prakiraan maju tahun 2025 pada Renja 2024 (a.pdf, halaman 7) Rp296,00 "
        "(selisih dihitung -Rp115,00, -38,85%); perubahan antartahap sah dan perlu dijelaskan."
    )
    assert found[0].bukti == ("b-t001-b0001", "a-t001-b0001")


def test_a_figure_that_no_cell_prints_is_said_to_be_computed_and_a_scaled_one_with_its_print():
    plan = item("a", "renja", 2024, prakiraan_maju=296_000, teks="296")
    (found,) = audit_across([plan, item("b", "renja", 2025, pagu=181_000)])
    assert "Rp181.000,00 (dihitung), sedangkan" in found.penjelasan
    assert 'Rp296.000,00 (tercetak "296") (selisih dihitung' in found.penjelasan


def test_a_renstra_year_a_change_and_a_report_are_compared_with_the_plan():
    rows = [
        item("s", "renstra", 2021, year=2024, pagu=100),
        item("m", "renja", 2024, pagu=90),
        item("p", "renja", 2024, tahap="perubahan", pagu=80),
        item("l", "lkjip", 2024, pagu=70, realisasi=69),
    ]
    assert brief(audit_across(rows)) == [("p", 2024, 80, 90), ("m", 2024, 90, 100), ("l", 2024, 70, 80)]


def test_equal_amounts_other_codes_and_one_document_alone_give_nothing():
    assert audit_across([item("a", "renja", 2024, pagu=5, prakiraan_maju=9), item("b", "renja", 2025, pagu=9)]) == ()
    other = item("b", "renja", 2025, kode="1.06.05", pagu=8)
    assert audit_across([item("a", "renja", 2024, prakiraan_maju=9), other]) == ()
    assert audit_across([item("a", "renja", 2024, pagu=5)]) == ()


def test_of_two_versions_of_a_document_the_last_counts():
    old, new = item("b", "renja", 2025, pagu=1, urutan="1"), item("c", "renja", 2025, pagu=9, urutan="2")
    plan = item("a", "renja", 2024, prakiraan_maju=9)
    assert audit_across([plan, old, new]) == ()


def test_an_office_is_its_region_and_its_name():
    assert office_key("73.17", "Dinas Sosial") == office_key("73.17", "DINAS SOSIAL ")
    assert office_key("73.17", "Dinas Sosial") != office_key("73.18", "Dinas Sosial")
    assert office_key("73.17", None) is None
