"""Whose rows they are: section rows, columns of offices, headings over tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.types import Box, Table, TextLine
from nomenclature.bagian_dokumen import office_bidang, office_name, own_bidang, row_offices, with_offices
from nomenclature.catalog import Catalog
from nomenclature.resolve import level_tables, match_tables
from normalize.types import (
    BudgetRow,
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    NormalTable,
    TingkatBaris,
    Ukuran,
    Value,
)
from records.matched import Wilayah

BOX = Box(0.0, 0.0, 1.0, 1.0)
L = TingkatBaris
REGION = DocumentMeta(JenisDokumen.LAINNYA, None, 2024, 2024, (), None)
OFFICE = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), "Dinas Sosial")


def row(nama: str, kode: str | None = None, office: str | None = None, pagu: int = 5) -> BudgetRow:
    value = Value(Ukuran.PAGU, None, 2024, str(pagu), Decimal(pagu), "rupiah", 1, BOX, 1.0)
    return BudgetRow(0, 0, None, kode, nama, None, (value,), 1, BOX, perangkat_daerah=office)


def table(rows: list[BudgetRow], *above: str) -> NormalTable:
    lines = tuple(TextLine(1, text, BOX, 10.0, False) for text in above)
    source = Table((1,), None, None, len(rows), 2, 0, (), "uji", 1.0, above=lines)
    return NormalTable(source, JenisTabel.LAINNYA, (), tuple(rows))


def test_a_section_lasts_to_the_next_and_the_last_total_is_nobodys() -> None:
    rows = [row("Dinas Alfa"), row("Program A"), row("DINAS BETA"), row("Program A"), row("JUMLAH")]
    levels = [L.PERANGKAT_DAERAH, L.PROGRAM, L.PERANGKAT_DAERAH, L.PROGRAM, L.JUMLAH]
    assert row_offices(rows, levels) == ["Dinas Alfa", "Dinas Alfa", "Dinas Beta", "Dinas Beta", None]


def test_an_urusan_over_offices_belongs_to_none_of_them() -> None:
    rows = [row("Urusan"), row("Dinas Alfa"), row("Program A"), row("Urusan"), row("Dinas Beta")]
    levels = [L.URUSAN, L.PERANGKAT_DAERAH, L.PROGRAM, L.URUSAN, L.PERANGKAT_DAERAH]
    assert row_offices(rows, levels) == [None, "Dinas Alfa", "Dinas Alfa", None, "Dinas Beta"]


def test_a_column_of_offices_outweighs_the_section() -> None:
    rows = [row("Dinas Alfa"), row("Program A", office="1.06.0.00.0.00.01.0000 DINAS GAMA")]
    assert row_offices(rows, [L.PERANGKAT_DAERAH, L.PROGRAM]) == ["Dinas Alfa", "Dinas Gama"]


def test_headings_name_the_offices_of_a_document_of_many() -> None:
    one = table([row("Program A")], "Rincian Anggaran", "SKPD : 1.02.0.00.0.00.01.0000 DINAS KESEHATAN")
    two = table([row("Program A")], "DINAS SOSIAL")
    three = table([row("Program B")])
    done = with_offices([one, two, three], [[L.PROGRAM]] * 3, REGION)
    assert [t.rows[0].perangkat_daerah for t in done] == ["Dinas Kesehatan", "Dinas Sosial", "Dinas Sosial"]


def test_one_office_is_the_documents_and_rows_carry_none() -> None:
    tables = [table([row("DINAS SOSIAL"), row("Program A")], "DINAS SOSIAL"), table([row("Program B")])]
    done = with_offices(tables, [[L.PERANGKAT_DAERAH, L.PROGRAM], [L.PROGRAM]], OFFICE)
    assert [r.perangkat_daerah for t in done for r in t.rows] == [None, None, None]


def test_an_offices_own_unit_is_told() -> None:
    rows = [row("Program A"), row("UPTD Metrologi"), row("Kegiatan B")]
    done = with_offices([table(rows)], [[L.PROGRAM, L.PERANGKAT_DAERAH, L.KEGIATAN]], OFFICE)
    assert [r.perangkat_daerah for r in done[0].rows] == [None, "UPTD Metrologi", "UPTD Metrologi"]


@pytest.mark.parametrize(
    ("printed", "kode", "bidang"),
    [
        ("Dinas Alfa", "2.11.0.00.0.00.01.0000", "2.11"),
        ("Dinas Kesehatan", None, "1.02"),
        ("UPTD Kesehatan", None, None),
        ("Perusahaan Gama", None, None),
    ],
)
def test_a_section_tells_the_bidang_of_its_overhead(printed: str, kode: str | None, bidang: str | None) -> None:
    section = row(printed, kode, office_name(printed))
    assert office_bidang(section, L.PERANGKAT_DAERAH, None) == bidang


def test_same_named_overhead_programs_of_two_offices_have_their_own_codes_and_children() -> None:
    program, kegiatan = (
        "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
        "Administrasi Umum Perangkat Daerah",
    )
    rows = [row(n) for n in ("Dinas Sosial", program, kegiatan, "Dinas Kesehatan", program, kegiatan)]
    done = match_tables(level_tables([table(rows)], REGION, Wilayah("kabupaten"), Catalog.load(user=False)), REGION)[
        0
    ].rows
    assert [m.match.kode for m in done if m.level is L.PROGRAM] == ["1.06.01", "1.02.01"]
    assert [m.induk for m in done] == [None, 0, 1, None, 3, 4]


def test_the_office_beside_a_row_says_of_which_bidang_its_overhead_program_is() -> None:
    assert own_bidang(row("PROGRAM PENUNJANG", None, "Dinas Perhubungan")) == "2.15"
    assert own_bidang(row("PROGRAM PENUNJANG", None, "UPTD Terminal")) is None
    assert own_bidang(row("PROGRAM PENUNJANG")) is None
