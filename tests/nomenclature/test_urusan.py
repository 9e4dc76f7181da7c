"""Which bidang urusan an item belongs to, also where no code of today tells it."""

from __future__ import annotations

import pytest

from extract.types import Box, Table
from nomenclature.catalog import Catalog
from nomenclature.nama import is_urusan
from nomenclature.resolve import level_tables, match_tables
from nomenclature.urusan import with_bidang
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, JenisTabel, NormalTable, TingkatBaris
from records.matched import CocokMetode, Match, MatchedRow, MatchedTable, Wilayah

CATALOG = Catalog.load()
BOX = Box(0.0, 0.0, 1.0, 1.0)
U, B, P, K = TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN, TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN
Said = tuple[TingkatBaris, str, str | None, int | None]
"""Level, name, code and parent."""


def meta(office: str | None, tahun: int = 2017) -> DocumentMeta:
    return DocumentMeta(JenisDokumen.RENJA, None, tahun, tahun, (), office)


def grid_of(rows: list[BudgetRow]) -> NormalTable:
    return NormalTable(
        Table((1,), None, None, len(rows), 2, 0, (), "uji", 1.0), JenisTabel.RENCANA_PENDANAAN, (), tuple(rows)
    )


def budget_row(i: int, name: str, kode: str | None = None, office: str | None = None) -> BudgetRow:
    return BudgetRow(i, i, None, kode, name, None, (), 1, BOX, perangkat_daerah=office)


def found(rows: list[Said], office: str | None, row_office: str | None = None) -> list[str | None]:
    made = []
    for i, (level, name, kode, induk) in enumerate(rows):
        match = Match(kode, None, CocokMetode.KODE if kode else CocokMetode.TIDAK, 1.0)
        made.append(MatchedRow(budget_row(i, name, None, row_office), level, match, induk))
    table = MatchedTable(grid_of([each.row for each in made]), tuple(made))
    (told,) = with_bidang([table], CATALOG, meta(office))
    return [row.bidang_urusan for row in told.rows]


@pytest.mark.parametrize(
    ("section", "bidang"),
    [
        ("Urusan Lingkungan Hidup", "2.11"),
        ("BIDANG KETENAGAKERJAAN", "2.07"),
        ("Bidang Urusan Kependudukan dan Catatan Sipil", "2.12"),
        ("Urusan Pemerintahan Bidang Sosial", "1.06"),
        ("URUSAN WAJIB PERUMAHAN", "1.04"),
    ],
)
def test_a_section_of_before_2020_tells_the_bidang_of_today_of_what_stands_below_it(section: str, bidang: str) -> None:
    rows: list[Said] = [(B, section, None, None), (P, "Program Alfa", None, 0), (K, "Kegiatan Beta", None, 1)]
    assert found(rows, "Badan Keuangan Daerah") == [None, bidang, bidang]


def test_a_code_outweighs_the_section_and_the_section_the_office() -> None:
    rows: list[Said] = [
        (U, "Urusan Sosial", None, None), (P, "Program Alfa", "2.13.02", 0), (K, "Kegiatan Beta", None, 1),
        (P, "Program Gama", None, 0), (P, "Program Delta", None, None),
    ]  # fmt: skip
    assert found(rows, "Dinas Kesehatan") == [None, "2.13", "2.13", "1.06", "1.02"]


def test_what_became_the_work_of_several_offices_is_told_by_the_office_alone() -> None:
    rows: list[Said] = [(B, "Bidang Otonomi Daerah, Pemerintahan Umum", None, None), (P, "Program Alfa", None, 0)]
    assert found(rows, "Inspektorat Daerah") == [None, "6.01"]


def test_an_office_of_several_urusan_tells_none_and_a_unit_is_of_its_office() -> None:
    rows: list[Said] = [(P, "Program Alfa", None, None)]
    assert found(rows, "Dinas Sosial dan Pemberdayaan Perempuan") == [None]
    assert found(rows, None) == [None]
    assert found(rows, "Dinas Kesehatan", "UPTD Sosial") == ["1.02"]
    assert found(rows, "Dinas Kesehatan", "Dinas Sosial") == ["1.06"]


def test_items_of_an_old_plan_say_the_nomenclature_that_they_are_of() -> None:
    names = ["Urusan Perumahan Rakyat", "Program Pelayanan Administrasi Perkantoran", "Kegiatan Penyediaan Jasa Surat"]
    table = grid_of([budget_row(i, name) for i, name in enumerate(names)])
    office = meta("Dinas Perumahan dan Permukiman")
    (told,) = match_tables(level_tables([table], office, Wilayah("kota"), CATALOG), office)
    items = [row for row in told.rows if row.level in (P, K)]
    assert [(row.match.kode, row.match.edisi, row.bidang_urusan) for row in items] == [(None, "13/2006", "1.04")] * 2


@pytest.mark.parametrize(
    ("name", "is_group"),
    [
        ("Pelayanan Dasar", True),
        ("NON PELAYANAN DASAR", True),
        ("Tidak berkaitan dengan Pelayanan Dasar", True),
        ("Pelayanan Dasar Kesehatan Warga", False),
        ("Peningkatan Pelayanan Dasar", False),
    ],
)
def test_the_groups_of_urusan_that_the_law_names_are_urusan_also_without_the_word(name: str, is_group: bool) -> None:
    """UU 23/2014 parts the urusan wajib into those of pelayanan dasar and those that are not."""
    assert is_urusan(name) is is_group
