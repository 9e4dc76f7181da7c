"""Which table speaks for an office's money: by what it carries, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from normalize.types import Column, DocumentMeta, JenisDokumen, JenisTabel, Konteks, TingkatBaris, Ukuran
from output.authority import authority
from records.matched import MatchedRow, MatchedTable

META = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), "Dinas Sosial")
Build = Callable[..., MatchedTable]


@pytest.fixture
def plan(builders: dict[str, Callable[..., Any]]) -> Build:
    """A table of ``n`` programs, each with these values (measure, context, year); ``office``: of the rows."""

    def build(
        n: int,
        *measures: tuple[Ukuran, Konteks | None, int | None],
        jenis: JenisTabel = JenisTabel.LAINNYA,
        level: TingkatBaris = TingkatBaris.PROGRAM,
        offices: Sequence[str | None] = (None,),
        judul: str | None = "Tabel",
        rincian: str | None = None,
        nama: str = "Program",
        columns: tuple[Column, ...] | None = None,
    ) -> MatchedTable:
        rows = []
        for i in range(n):
            values = [
                replace(builders["value"](ukuran, "1000000", tahun, konteks=konteks), rincian=rincian)
                for ukuran, konteks, tahun in measures
            ]
            row: MatchedRow = builders["row"](level, f"{nama} {i}", *values)
            rows.append(replace(row, row=replace(row.row, perangkat_daerah=offices[i % len(offices)])))
        table: MatchedTable = builders["table"](jenis, *rows)
        grid = replace(table.source.table, judul=judul)
        return replace(table, source=replace(table.source, table=grid, columns=columns or table.source.columns))

    return build


PAGU, NEXT, DONE = (Ukuran.PAGU, None, 2024), (Ukuran.PRAKIRAAN_MAJU, None, 2025), (Ukuran.REALISASI, None, 2024)


def speaking(*tables: MatchedTable, meta: DocumentMeta = META) -> list[int]:
    return [table for each in authority(tables, meta).speakers for table in each.tables]


@pytest.mark.parametrize("jenis", list(JenisTabel))
@pytest.mark.parametrize("kind", list(JenisDokumen))
def test_a_budget_speaks_whatever_its_table_and_document_are_called(
    plan: Build, jenis: JenisTabel, kind: JenisDokumen
) -> None:
    assert speaking(plan(3, PAGU, jenis=jenis), meta=replace(META, jenis=kind)) == [0]


def test_the_plan_after_a_review_speaks_before_the_review_and_the_review_where_it_is_all_there_is(plan: Build) -> None:
    review = plan(9, (Ukuran.PAGU, Konteks.RANCANGAN_AWAL, 2024), (Ukuran.PAGU, Konteks.HASIL_ANALISIS, 2024))
    assert speaking(plan(8, PAGU), review) == [0]
    assert speaking(review) == [0]


def test_rows_that_only_the_silent_side_of_a_review_fills_do_not_make_it_the_larger_plan(
    plan: Build, builders: dict[str, Callable[..., Any]]
) -> None:
    left, right = (Ukuran.PAGU, Konteks.RANCANGAN_AWAL, 2024), (Ukuran.PAGU, Konteks.HASIL_ANALISIS, 2024)
    sides = (*plan(6, left, nama="Program lama").rows, *plan(3, right, nama="Usulan baru").rows)
    review = builders["table"](JenisTabel.REVIEW_RKPD, *sides)
    columns = tuple(Column(k, "Pagu", ukuran, side, year) for k, (ukuran, side, year) in enumerate((left, right)))
    review = replace(review, source=replace(review.source, columns=columns))
    assert speaking(plan(6, PAGU, judul="Rancangan"), review) == [0]
    assert speaking(plan(2, PAGU, judul="Rancangan"), review) == [1]


def test_an_extract_does_not_speak_for_the_whole_plan(plan: Build) -> None:
    assert speaking(plan(9, PAGU), plan(3, PAGU, DONE)) == [0]


def test_of_two_prints_of_one_plan_the_last_speaks_and_a_rancangan_never_before_it(plan: Build) -> None:
    assert speaking(plan(9, PAGU), plan(9, PAGU)) == [1]
    assert speaking(plan(9, PAGU, judul="Rencana"), plan(9, PAGU, judul="RANCANGAN AWAL RKPD")) == [0]


def test_a_report_speaks_before_the_agreement_of_its_year(plan: Build) -> None:
    assert speaking(plan(8, PAGU, DONE), plan(9, PAGU)) == [0]


def test_a_plan_that_goes_on_in_further_tables_speaks_with_all_of_them(plan: Build) -> None:
    parts = [plan(5, PAGU, nama=nama) for nama in ("Misi Satu", "Misi Dua", "Misi Tiga")]
    assert speaking(*parts) == [0, 1, 2]
    assert speaking(plan(9, PAGU, nama="Semua"), *parts) == [0, 1, 2, 3]
    assert speaking(*parts, *parts) == [3, 4, 5]  # printed again, and the last print counts
    assert speaking(parts[0], plan(5, PAGU, nama="Misi Dua", columns=(Column(0, "Pagu", "pagu", None, 2023),))) == [1]


@pytest.mark.parametrize(
    "judul",
    [
        "Usulan Program dan Kegiatan dari Masyarakat",
        "Kajian Usulan Kegiatan dari Kecamatan",
        "USULAN HIBAH MASYARAKAT",
        "Hasil Reses",
        "Pokir DPRD",
    ],
)
def test_what_others_ask_for_is_no_part_of_the_plan_and_speaks_only_where_nothing_else_does(
    plan: Build, judul: str
) -> None:
    wishes = plan(20, PAGU, judul=judul, nama="Bantuan")
    assert speaking(plan(5, PAGU, nama="Sarana"), wishes) == [0]
    assert speaking(wishes) == [0]
    office = plan(20, PAGU, judul="Usulan Rencana Kerja Dinas", nama="Bantuan")
    assert speaking(plan(5, PAGU, nama="Sarana"), office) == [0, 1]


def test_a_plan_read_once_more_with_other_words_in_its_names_is_no_further_part(plan: Build) -> None:
    first = plan(5, PAGU, nama="Program Pelayanan Administrasi Perkantoran")
    again = plan(5, PAGU, nama="Pelayanan Administrasi Perkantoran Persentase layanan 100 persen")
    assert speaking(first, again) == [1]


def test_money_of_other_years_speaks_only_where_the_documents_own_is_not_printed(plan: Build) -> None:
    past = plan(30, (Ukuran.PAGU, None, 2022), (Ukuran.REALISASI, None, 2022))
    assert speaking(past, plan(9, PAGU)) == [1]
    assert speaking(past) == [0]
    years = replace(META, tahun_akhir=2026)
    assert speaking(past, plan(9, *((Ukuran.PAGU, None, year) for year in (2024, 2025, 2026))), meta=years) == [1]


def test_a_plan_whose_header_names_another_year_speaks_beside_its_forward_estimates(plan: Build) -> None:
    misprinted = plan(6, (Ukuran.PAGU, None, 2023), NEXT)
    assert speaking(misprinted) == [0]
    assert speaking(plan(6, PAGU, NEXT), misprinted) == [0]


def test_each_office_of_a_document_has_a_table_of_its_own(plan: Build) -> None:
    offices = plan(4, PAGU, offices=("Dinas Kesehatan",)), plan(3, PAGU, offices=("Dinas Pendidikan",))
    found = authority((*offices, plan(2, PAGU, offices=("Dinas Kesehatan", "Dinas Pendidikan"))), META)
    assert [(each.parts, each.is_whole) for each in found.speakers] == [
        (((0, (0, 1, 2, 3)),), False),
        (((1, (0, 1, 2)),), False),
    ]
    assert found.reasons == {2: "anggaran diambil dari tabel di halaman 3"}


def test_the_documents_office_written_otherwise_in_a_heading_is_no_second_office(plan: Build) -> None:
    assert speaking(plan(4, PAGU), plan(4, PAGU, offices=("DINAS SOSIAL KABUPATEN LUWU",))) == [1]
    assert speaking(plan(4, PAGU), plan(4, PAGU, offices=("Kecamatan Bua",))) == [0, 1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"level": TingkatBaris.AKUN}, "tidak ada baris program, kegiatan, atau sub kegiatan"),
        ({"rincian": "APBN"}, "hanya rincian"),
    ],
)
def test_no_table_of_money_is_silent_without_a_reason(plan: Build, arguments: dict[str, Any], reason: str) -> None:
    found = authority([plan(3, PAGU, **arguments)], META)
    assert (found.speakers, reason in found.reasons[0]) == ((), True)


def test_a_table_of_other_measures_says_which_it_has(plan: Build) -> None:
    only_next = plan(3, NEXT, (Ukuran.PAGU, Konteks.AKHIR_RENSTRA, 2026))
    assert authority([only_next], META).reasons == {0: "anggaran: hanya memuat pagu akhir_renstra, prakiraan_maju"}


def test_a_unit_that_a_review_sets_apart_and_the_plan_does_not_is_not_counted_beside_the_plan(plan: Build) -> None:
    whole = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial",), nama="Kegiatan")
    review = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial", "UPTD Panti"), nama="Kegiatan")
    found = authority((review, whole), META)
    assert [each.tables for each in found.speakers] == [(1,)]
    assert found.speakers[0].is_whole
    assert "halaman 3" in found.reasons[0]


def test_a_unit_of_its_own_in_the_plan_or_with_items_of_its_own_counts_beside_the_others(plan: Build) -> None:
    both = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial", "UPTD Panti"), nama="Kegiatan")
    again = plan(4, PAGU, level=TingkatBaris.KEGIATAN, offices=("UPTD Panti",), nama="Kegiatan")
    assert [each.tables for each in authority((again, both), META).speakers] == [(1,), (1,)]
    other = plan(4, PAGU, level=TingkatBaris.KEGIATAN, offices=("UPTD Panti",), nama="Perawatan lansia")
    whole = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial",), nama="Kegiatan")
    assert [each.tables for each in authority((other, whole), META).speakers] == [(0,), (1,)]


def test_a_plan_that_writes_the_documents_office_otherwise_is_not_counted_beside_its_review(plan: Build) -> None:
    review = plan(7, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial",), nama="Kegiatan")
    whole = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Warga dan Sosial",), nama="Kegiatan")
    found = authority((review, whole), META)
    assert [(each.tables, each.is_whole) for each in found.speakers] == [((1,), True)]
    assert found.reasons[0] == (
        "anggaran: uang Dinas Sosial di tabel ini tidak dijumlahkan, sebab butirnya juga tercetak dalam rencana di "
        "halaman 3"
    )


def test_offices_of_a_whole_regions_document_have_programs_of_one_name_and_count_each(plan: Build) -> None:
    one = plan(12, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Sosial",), nama="Kegiatan")
    two = plan(4, PAGU, level=TingkatBaris.KEGIATAN, offices=("Dinas Perikanan",), nama="Kegiatan")
    whole = replace(META, perangkat_daerah=None)
    assert [each.tables for each in authority((one, two), whole).speakers] == [(0,), (1,)]
