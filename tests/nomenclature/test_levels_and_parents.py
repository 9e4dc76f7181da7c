"""Levels of rows from label, code, name, print and sums; and the rows' parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.types import Box, Table
from nomenclature.catalog import Catalog
from nomenclature.levels import Settled, settle_levels
from nomenclature.match import Matcher
from nomenclature.money import sum_children
from normalize.types import BudgetRow, JenisTabel, NormalTable, RowHints, TingkatBaris, Ukuran, Value
from records.parents import link_parents

BOX = Box(0.0, 0.0, 1.0, 1.0)
MATCHER = Matcher(Catalog.load(user=False), "kabupaten", "1.06")
P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN
NAMES = [
    "PROGRAM REHABILITASI SOSIAL",
    "Administrasi Umum Perangkat Daerah",
    "Fasilitasi Kunjungan Tamu",
    "Belanja Pegawai",
    "Meningkatnya Alfa",
    "Persentase Beta",
    "Dinas Sosial",
    "JUMLAH",
    "Gama Delta",
]


def row(
    nama: str,
    kode: str | None = None,
    pagu: int | None = None,
    hints: RowHints | None = None,
    lanjutan: int | None = None,
) -> BudgetRow:
    """A row whose level is not known yet."""
    values = () if pagu is None else (Value(Ukuran.PAGU, None, 2024, str(pagu), Decimal(pagu), "rupiah", 1, BOX, 1.0),)
    return BudgetRow(0, 0, None, kode, nama, None, values, 1, BOX, hints or RowHints(), lanjutan)


def table(rows: Sequence[BudgetRow], jenis: JenisTabel = JenisTabel.RENCANA_PENDANAAN) -> NormalTable:
    return NormalTable(Table((1,), None, None, len(rows), 2, 0, (), "uji", 1.0), jenis, (), tuple(rows))


def levels(rows: Sequence[BudgetRow], jenis: JenisTabel = JenisTabel.RENCANA_PENDANAAN) -> list[TingkatBaris]:
    return list(settle_levels(table(rows, jenis), MATCHER, "Dinas Sosial").levels)


def test_a_number_that_goes_on_from_another_stands_below_it_where_one_sum_is_wrong() -> None:
    def numbered(nama: str, numbering: str, pagu: int) -> BudgetRow:
        return row(nama, None, pagu, RowHints(numbering=numbering, bold=numbering == "1", header_levels=(P, K)))

    rows = [
        numbered("Program Penataan Gama", "1", 915),
        numbered("Penyediaan Delta", "1.1", 40),
        numbered("Peningkatan Beta", "1.2", 310),
        numbered("Pembinaan Alfa", "1.3", 25),
        row("JUMLAH", None, 375),
    ]
    assert levels(rows) == [P, K, K, K, TingkatBaris.JUMLAH]


def test_the_depth_of_the_code_gives_the_level_of_unknown_names() -> None:
    rows = [
        row("Alpha", "2.15.02"),
        row("Beta", "2.15.02.2.09"),
        row("Gamma", "2.15.02.2.09.0001"),
        row("Delta", "2.15.02.2.09.0002"),
    ]
    assert levels(rows) == [P, K, S, S]


def test_a_cut_name_and_one_that_goes_on_have_the_level_of_the_name_that_they_are_of() -> None:
    rows = [
        row("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH"),
        row("Administrasi Barang Milik Daerah pad"),
        row("Penatausahaan Barang Milik Daerah pada SKPD"),
        row("Administrasi Umum Perangkat Daerah Tahun 2024"),
        row("Fasilitasi Kunjungan Tamu"),
    ]
    assert levels(rows) == [P, K, S, K, S]


def test_a_name_of_before_2020_is_no_part_of_a_later_one() -> None:
    rows = [row("Peningkatan Perencanaan Daerah", None, 50), row("Penyusunan Data Profil", None, 50)]
    beginning = "Administrasi Barang Milik Daerah pad"
    old = settle_levels(table([*rows, row(beginning, None, 10)]), MATCHER, "Dinas Sosial", usang=True)
    assert MATCHER.level_likeness(beginning)[K] > max(
        MATCHER.level_likeness(beginning, in_part=False).values(), default=0
    )
    assert old.levels[-1] is not S


def test_known_names_give_the_level_where_no_code_is_printed() -> None:
    names = ["Program Rehabilitasi Sosial", "Administrasi Umum Perangkat Daerah", "Fasilitasi Kunjungan Tamu", "JUMLAH"]
    assert levels([row(n) for n in names]) == [P, K, S, TingkatBaris.JUMLAH]


def test_a_block_of_shifted_codes_does_not_shift_known_names() -> None:
    rows = [
        row("Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", "1 06"),
        row("Kegiatan Administrasi Keuangan Perangkat Daerah", "1 06 01"),
        row("Penyediaan Gaji dan Tunjangan ASN", "1 06 01 2.01"),
        row("Pengelolaan dan Penyiapan Bahan Tanggapan Pemeriksaan", "1 06 01 2.01 01"),
    ]
    assert levels(rows) == [P, K, S, S]


def test_a_name_known_at_two_levels_is_kegiatan_first_and_then_sub_kegiatan() -> None:
    name = "Pemeliharaan Taman Makam Pahlawan Nasional Kabupaten/Kota"
    rows = [row("Program Pengelolaan Taman Makam Pahlawan"), row(name), row(name)]
    assert levels(rows) == [P, K, S]


def test_such_names_in_a_list_of_kegiatan_stay_kegiatan() -> None:
    rows = [
        row("Pengelolaan Data Fakir Miskin Cakupan Daerah Kabupaten/Kota", pagu=5),
        row("Pemeliharaan Taman Makam Pahlawan Nasional Kabupaten/Kota", pagu=7),
        row("TOTAL", pagu=12),
    ]
    assert levels(rows, JenisTabel.PERJANJIAN_KINERJA) == [K, K, TingkatBaris.JUMLAH]


def test_rows_printed_like_clear_rows_have_their_level() -> None:
    def numbered(nama: str, numbering: str) -> BudgetRow:
        return row(nama, hints=RowHints(numbering=numbering))

    rows = [
        numbered("Program Rehabilitasi Sosial", "A"),
        numbered("Administrasi Umum Perangkat Daerah", "1"),
        numbered("Fasilitasi Kunjungan Tamu", "a"),
        numbered("Penyediaan Bahan/Material", "b"),
        numbered("Administrasi Keuangan Perangkat Daerah", "2"),
        numbered("Sesuatu yang Tidak Terdaftar", "a"),
        numbered("Hal Lain yang Tidak Terdaftar", "3"),
        numbered("Hal Ketiga yang Tidak Terdaftar", "a"),
    ]
    assert levels(rows) == [P, K, S, S, K, S, K, S]


def test_codes_that_begin_with_a_program_s_code_lie_below_it_in_any_nomenclature() -> None:
    def coded(nama: str, *cells: str) -> BudgetRow:
        return row(nama, " ".join(cells), hints=RowHints(code_cells=(*cells, "", "")[:2]))

    rows = [
        coded("Program Pengamanan Anu", "19"),
        *(coded(f"Pengadaan Rambu {i}", "1 9", f"0 1 {i}") for i in range(9)),
    ]
    rows += [coded("Program Pembangunan Anu", "23"), *(coded(f"Dermaga {i}", "2 3", f"0 1 {i}") for i in range(2))]
    settled = settle_levels(table(rows, JenisTabel.REALISASI_ANGGARAN), MATCHER, "Dinas Perhubungan", usang=True)
    assert list(settled.levels) == [P, *[K] * 9, P, K, K]


def test_sums_tell_totals_from_their_parts_where_nothing_else_does() -> None:
    names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"]
    money = [100, 60, 20, 40, 40, 15, 25]
    rows = [row("Program " + names[0], pagu=money[0])]
    rows += [row(n, pagu=m) for n, m in zip(names[1:], money[1:], strict=True)]
    assert levels(rows) == [P, K, S, S, K, S, S]


def test_indicators_in_a_service_table_are_no_items() -> None:
    rows = [row("Persentase anak terlantar yang terpenuhi kebutuhannya"), row("Jumlah kejadian bencana")]
    assert levels(rows, JenisTabel.KINERJA_PELAYANAN) == [TingkatBaris.LAINNYA] * 2


def test_accounts_are_no_items() -> None:
    rows = [row("Gaji Pokok PNS", pagu=10), row("Tunjangan Keluarga", pagu=5), row("Belanja Pegawai", pagu=15)]
    assert levels(rows) == [TingkatBaris.AKUN] * 3


def test_office_and_urusan_rows_are_recognised() -> None:
    rows = [
        row("DINAS SOSIAL", "1 06"),
        row("URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR", "1"),
        row("URUSAN PEMERINTAHAN BIDANG SOSIAL", "1 06"),
        row("PROGRAM REHABILITASI SOSIAL", "1 06 04"),
    ]
    assert levels(rows) == [TingkatBaris.PERANGKAT_DAERAH, TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN, P]


def test_goals_stand_above_programs_in_a_renstra() -> None:
    rows = [row("Meningkatnya Kinerja"), row("Meningkatnya Kinerja"), row("PROGRAM REHABILITASI SOSIAL")]
    assert levels(rows, JenisTabel.PENDANAAN_RENSTRA) == [TingkatBaris.TUJUAN, TingkatBaris.SASARAN, P]


def test_a_further_indicator_line_has_the_level_of_its_item() -> None:
    rows = [row("PROGRAM REHABILITASI SOSIAL"), row("", lanjutan=0), row("Administrasi Umum Perangkat Daerah")]
    assert levels(rows) == [P, P, K]


def test_an_old_nomenclature_has_no_sub_kegiatan() -> None:
    rows = [row("Program Peningkatan Disiplin Aparatur", "03", 30), row("Pengadaan Pakaian", "03 002", 10)]
    rows.append(row("Pengadaan Mesin Absensi", "03 001", 20))
    assert settle_levels(table(rows), MATCHER, usang=True).levels == (P, K, K)


def test_a_level_that_is_given_stays() -> None:
    given_row = BudgetRow(0, 0, K, None, "Penyediaan Sandang", None, (), 1, BOX)
    assert levels([row("PROGRAM REHABILITASI SOSIAL"), given_row]) == [P, K]


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.none() | st.text(max_size=12), st.none() | st.integers(-9, 9)), max_size=12
    )
)
def test_any_rows_get_one_level_each(items: list[tuple[str, str | None, int | None]]) -> None:
    rows = [row(*item) for item in items]
    settled = settle_levels(table(rows), MATCHER)
    assert isinstance(settled, Settled)
    assert len(settled.levels) == len(rows)


@given(st.lists(st.sampled_from(list(TingkatBaris)), max_size=40))
def test_parents_stand_above_their_children_and_rank_higher(kinds: list[TingkatBaris]) -> None:
    parents = link_parents(kinds, [None] * len(kinds))
    ladder = [P, K, S]
    for i, parent in enumerate(parents):
        assert parent is None or parent < i
        if parent is not None and kinds[i] in ladder and kinds[parent] in ladder:
            assert ladder.index(kinds[parent]) < ladder.index(kinds[i])


def test_rows_that_sums_made_clear_teach_those_with_the_same_depth_of_number() -> None:
    def numbered(number: str, pagu: int) -> BudgetRow:
        nama = f"{'Program ' if '.' not in number else ''}Penataan Dermaga {number}"
        return row(nama, None, pagu, RowHints(numbering=number, bold="." not in number))

    rows = [numbered(n, m) for n, m in (("1", 900), ("1.1", 400), ("1.1.1", 150), ("1.1.2", 250), ("1.2", 500))]
    rows += [numbered(n, m) for n, m in (("1.2.1", 200), ("1.2.2", 300), ("2", 70), ("2.1", 70), ("2.1.1", 70))]
    assert levels(rows) == [P, K, S, S, K, S, S, P, K, S]


def test_numbered_rows_below_programs_that_alone_have_codes_are_their_kegiatan() -> None:
    rows = [
        each
        for code in range(21, 27)
        for each in (
            row(f"Program Penataan Wilayah {code}", f"1.06.{code}", 50),
            row(f"Pembinaan pengurus kawasan {code}", None, 30, RowHints(numbering="1")),
            row(f"Gelar karya warga {code}", None, 20, RowHints(numbering="2")),
        )
    ]
    assert levels(rows)[:3] == [TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.KEGIATAN]


def test_a_numbered_work_without_a_code_is_no_sub_kegiatan_though_it_is_called_like_one() -> None:
    rows = [
        row("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA", "1.06.01", 90),
        row("Administrasi Umum Perangkat Daerah", "1.06.01.2.06", 90),
        row("Penyediaan Bahan Logistik Kantor", "1.06.01.2.06.0004", 20),
        row("Penyediaan Barang Cetakan dan Penggandaan", "1.06.01.2.06.0005", 30),
        *(row("Fasilitasi Kunjungan Tamu", "1.06.01.2.06.0008", 40) for _ in range(5)),
        row("Fasilitasi Kunjungan Tamu", None, 25, RowHints(numbering="1")),
        row("Sewa Tenda", None, 15, RowHints(numbering="2")),
    ]
    assert levels(rows)[-3:] == [S, TingkatBaris.LAINNYA, TingkatBaris.LAINNYA]
    unnumbered = [*rows[:9], row("Fasilitasi Kunjungan Tamu", None, 25)]
    assert levels(unnumbered)[-1] is S


def test_a_sum_that_is_carried_to_the_next_page_is_a_total() -> None:
    names = ("Program Penataan Dermaga", "Jumlah dipindahkan ke hal. 3", "Pindahan dari halaman 2", "Pindahan Arsip")
    found = levels([row(nama, None, 50) for nama in names])
    assert found[1:3] == [TingkatBaris.JUMLAH] * 2
    assert found[3] is not TingkatBaris.JUMLAH


def test_totals_have_no_parent_and_an_office_stands_above_its_urusan() -> None:
    kinds = [TingkatBaris.PERANGKAT_DAERAH, TingkatBaris.URUSAN, P, TingkatBaris.JUMLAH]
    assert link_parents(kinds, [None] * 4) == (None, 0, 1, None)


def test_an_office_below_its_bidang_is_the_parent_of_programs() -> None:
    kinds = [TingkatBaris.BIDANG_URUSAN, TingkatBaris.PERANGKAT_DAERAH, P, K]
    assert link_parents(kinds, [None] * 4) == (None, 0, 1, 2)


def test_a_row_is_the_total_of_the_fewest_rows_that_meet_it() -> None:
    money = [{(Ukuran.PAGU, None, 2024): Decimal(m)} for m in (60, 10, 20, 30, 5, 5)]
    assert sum_children(money) == {0: (1, 2, 3)}


def test_one_wrong_figure_among_many_measures_hides_no_total() -> None:
    years = (2021, 2022, 2023)
    rows = ((61, 600, 6000), (10, 200, 1000), (50, 400, 5000))
    money = [{(Ukuran.PAGU, None, y): Decimal(m) for y, m in zip(years, each, strict=True)} for each in rows]
    assert sum_children(money) == {0: (1, 2)}
    assert sum_children([{key: m for key, m in each.items() if key[2] < 2023} for each in money]) == {}


def test_in_a_table_of_thousands_each_figure_is_rounded_for_itself() -> None:
    key = (Ukuran.PAGU, None, 2024)
    money = [{key: Decimal(m)} for m in (61_000, 10_000, 20_000, 30_000)]
    assert sum_children(money, {key: Decimal(1000)}) == {0: (1, 2, 3)}
    assert sum_children(money) == {}


def test_an_equal_amount_below_is_no_evidence() -> None:
    money = [{(Ukuran.PAGU, None, 2024): Decimal(10)} for _ in range(3)]
    assert sum_children(money) == {}


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=8),
    st.sampled_from(list(JenisTabel)),
    st.sampled_from(list(JenisTabel)),
)
def test_the_kind_and_title_of_a_table_change_no_level(names: list[str], one: JenisTabel, two: JenisTabel) -> None:
    rows = [row(nama, pagu=1000 + i) for i, nama in enumerate(names)]
    assert levels(rows, one) == levels(rows, two)


def test_where_programs_are_called_so_other_rows_are_kegiatan_in_an_old_list() -> None:
    names = ["Program Alfa Beta", "Pembinaan Gama", "Pengadaan Delta", "Program Epsilon", "Fasilitasi Zeta"]
    settled = settle_levels(table([row(n, pagu=5) for n in names]), MATCHER, None, usang=True)
    assert list(settled.levels) == [P, K, K, P, K]


def test_codes_that_a_spreadsheet_wrote_as_numbers_lie_below_each_other() -> None:
    printed = [("411,02", "Program Alfa"), ("411.02.003", "Beta"), ("411.02.007", "Zeta"), ("411,17", "Eta")]
    rows = [row(name, code, 9 + i) for i, (code, name) in enumerate([*printed, ("411.17.001", "Teta")])]
    assert list(settle_levels(table(rows), MATCHER, None, usang=True).levels) == [P, K, K, P, K]


def test_an_urusan_of_old_with_a_code_of_several_parts_is_a_bidang_urusan() -> None:
    rows = [row("Urusan Gama Delta", "2.31.2.10.1", 9), row("Program Alfa", "2.31.2.10.1.16", 9)]
    old = [row("Urusan Gama Delta", "1", 9), row("Program Alfa", "1 16", 9)]
    assert list(settle_levels(table(rows), MATCHER, None, usang=True).levels) == [TingkatBaris.BIDANG_URUSAN, P]
    assert list(settle_levels(table(old), MATCHER, None, usang=True).levels) == [TingkatBaris.URUSAN, P]


def test_in_an_old_list_a_row_without_values_heads_its_block() -> None:
    rows = [row("Pengembangan Alfa"), *(row(f"Pembinaan Beta {i}", str(i), 5 + i) for i in range(1, 5))]
    hints = RowHints(header_levels=(P, K))
    settled = settle_levels(table([replace(r, hints=hints) for r in rows]), MATCHER, None, usang=True)
    assert list(settled.levels) == [P, K, K, K, K]


def test_what_is_finer_than_a_kegiatan_is_nothing_in_an_old_list() -> None:
    rows = [row("Program Alfa", pagu=9), row("Kegiatan Beta", pagu=9), row("Sub Kegiatan Gama", pagu=9)]
    assert list(settle_levels(table(rows), MATCHER, None, usang=True).levels) == [P, K, TingkatBaris.LAINNYA]


def test_numbered_works_below_a_sub_kegiatan_are_no_items() -> None:
    rows = [
        row("PROGRAM REHABILITASI SOSIAL", "1.06.04", 60),
        row("Alfa", "1.06.04.2.01", 60),
        row("Beta", "1.06.04.2.01.0001", 60),
        row("Pembangunan Gama", None, 20, RowHints(numbering="1")),
        row("Pembangunan Delta", None, 40, RowHints(numbering="2")),
    ]
    assert levels(rows) == [P, K, S, TingkatBaris.LAINNYA, TingkatBaris.LAINNYA]


def test_a_list_of_works_by_its_heading_has_no_items() -> None:
    works = RowHints(header_levels=(TingkatBaris.LAINNYA,))
    rows = [row(f"Peningkatan Jalan Alfa {i}", None, 100 + i, works) for i in range(5)]
    assert set(levels(rows)) == {TingkatBaris.LAINNYA}


def test_programs_and_kegiatan_above_their_works_are_items_also_under_the_heading_of_works() -> None:
    printed = [
        ("Program Alfa", "I"),
        *(("Pengadaan Beta", "1"), ("Lemari", "a"), ("Meja", "b"), ("Rapat Gama", "2"), ("Konsumsi", "a")),
        *(
            ("Program Delta", "II"),
            ("Kajian Epsilon", "3"),
            ("Survei", "a"),
            ("Pengembangan Zeta", "III"),
            ("Pameran", "4"),
        ),
    ]
    works = TingkatBaris.LAINNYA
    rows = [
        row(name, None, 50 + i, RowHints(header_levels=(works,), numbering=n)) for i, (name, n) in enumerate(printed)
    ]
    settled = settle_levels(table(rows), MATCHER, None, usang=True)
    assert list(settled.levels) == [P, K, works, works, K, works, P, K, works, P, K]


def test_what_a_work_lists_and_what_has_no_number_below_a_numbered_kegiatan_are_works() -> None:
    printed = [
        *(("Program Alfa", "I"), ("Pengadaan Beta", "7"), ("Lemari", "a"), ("Jasa cetak", "b")),
        *(("Buku Gama", "1"), ("Brosur Delta", "2"), ("Rapat Epsilon", "8"), ("Pertemuan Zeta", None)),
        *(("Program Kapa", "II"), ("Kajian Eta", "9"), ("Survei", "a"), ("Pameran Teta", "10")),
    ]
    works = TingkatBaris.LAINNYA
    rows = [
        row(name, None, 50 + i, RowHints(header_levels=(works,), numbering=n)) for i, (name, n) in enumerate(printed)
    ]
    settled = settle_levels(table(rows), MATCHER, None, usang=True)
    assert list(settled.levels) == [P, K, works, works, works, works, K, works, P, K, works, K]


def test_a_count_of_staff_is_no_total() -> None:
    assert levels([row("Golongan IV"), row("Golongan III"), row("Jumlah")]) == [TingkatBaris.LAINNYA] * 3


def test_in_a_list_of_accounts_totals_are_totals_and_titles_and_a_surplus_are_nothing() -> None:
    rows = [
        row("Ringkasan menurut rincian objek"),
        row("Pendapatan Asli Daerah", "4.1", 9),
        row("Jumlah Pendapatan", None, 9),
        row("[#] Belanja Pegawai", "5.1.01", 7),
        row("Tambahan Penghasilan PNS", None, 7),
        row("Surplus/(Defisit)", None, 2),
    ]
    akun, none = TingkatBaris.AKUN, TingkatBaris.LAINNYA
    assert levels(rows) == [none, akun, TingkatBaris.JUMLAH, akun, akun, none]


def test_accounts_of_financing_and_levies_are_accounts_also_where_only_the_change_is_printed() -> None:
    change = Value(Ukuran.SELISIH, None, 2024, "0,00", Decimal(0), "rupiah", 1, BOX, 1.0)
    rows = [
        row("Pajak Restoran", None, 9),
        row("Pencairan Dana Cadangan", None, 7),
        replace(row("Dana Abadi Alfa"), values=(change,)),
        row("Penyertaan Modal", None, 2),
    ]
    assert levels(rows) == [TingkatBaris.AKUN] * 4


def test_sources_of_funds_head_what_they_pay_for_and_are_no_items() -> None:
    rows = [
        row("APBD KOTA ALFA", None, 30),
        row("Program Alfa", None, 30),
        row("Kegiatan Beta", None, 10),
        row("Kegiatan Gama", None, 20),
        row("DANA TUGAS PEMBANTUAN", None, 7),
        row("Program Delta", None, 7),
        row("DAK Peningkatan Gedung", None, 7),
        row("TOTAL ANGGARAN DINAS ALFA TAHUN 2031", None, 37),
    ]
    heading = TingkatBaris.LAINNYA
    assert levels(rows) == [heading, P, K, K, heading, P, K, TingkatBaris.JUMLAH]


def test_a_total_of_the_budget_is_one_where_only_the_share_that_was_spent_is_printed() -> None:
    def spent(nama: str, percent: int) -> BudgetRow:
        share = Value(Ukuran.PERSEN_REALISASI, None, 2024, f"{percent}", Decimal(percent), "persen", 1, BOX, 1.0)
        return replace(row(nama), values=(share,))

    rows = [
        spent("Program Alfa", 93),
        spent("Program Beta", 95),
        spent("TOTAL ANGGARAN DINAS ALFA (APBD + APBN)", 94),
    ]
    assert levels(rows) == [P, P, TingkatBaris.JUMLAH]


def test_what_is_bought_by_the_piece_below_an_account_is_no_item() -> None:
    akun = TingkatBaris.AKUN
    price = Value(Ukuran.HARGA_SATUAN, None, 2024, "4.000", Decimal(4000), "rupiah", 1, BOX, 1.0)
    bought = row("Honorarium Gama", None, 40_000)
    rows = [
        row("Belanja Alfa", "5.1.02", 40_000),
        row("Belanja Beta", "5.1.02.01", 40_000),
        replace(bought, values=(*bought.values, price)),
    ]
    assert levels(rows) == [akun, akun, TingkatBaris.LAINNYA]


def test_a_total_named_after_the_row_that_heads_its_block_is_a_total() -> None:
    office, total = TingkatBaris.PERANGKAT_DAERAH, TingkatBaris.JUMLAH
    rows = [
        row("DINAS PASAR", None, 30),
        row("Program Alfa", "3.30.02", 30),
        row("Kegiatan Beta", "3.30.02.2.01", 30),
        row("Jumlah Program Alfa", None, 30),
        row("JUMLAH DINAS PASAR", None, 30),
    ]
    assert levels(rows) == [office, P, K, total, total]


def test_an_indicator_that_counts_what_a_row_above_is_called_is_no_total() -> None:
    rows = [
        row("Program Alfa", "3.30.02", 30),
        row("Rapat Beta", "3.30.02.2.01", 30),
        row("Jumlah Rapat Beta", None, 30),
    ]
    assert levels(rows)[2] is not TingkatBaris.JUMLAH


def test_parts_of_a_bidang_urusan_head_programs_and_are_no_items() -> None:
    rows = [
        row("URUSAN WAJIB", "1"),
        row("SUB BIDANG PERTANAHAN", "1 09 01"),
        row("SUB-SUB BIDANG IZIN LOKASI"),
        row("Program Alfa"),
        row("Kegiatan Beta", None, 5),
    ]
    assert levels(rows)[1:] == [TingkatBaris.LAINNYA, TingkatBaris.LAINNYA, P, K]


def test_what_counts_the_share_of_a_budget_is_no_total() -> None:
    rows = [row("Program Alfa", None, 30), row("Jumlah anggaran yang terserap"), row("Kegiatan Beta", None, 30)]
    assert TingkatBaris.JUMLAH not in levels(rows)


def test_an_office_s_code_and_a_unit_s_name_head_a_block_and_a_hyphen_makes_a_name() -> None:
    rows = [
        row("Dinas Alfa", "1.03.2.10.0.00.01.0000", 9),
        row("Program Beta", "1.01.02", 9),
        row("UPTD Perlindungan Gama"),
        row("Program Delta", "1.01.03", 4),
        row("SEKRETARIAT-Penyediaan Alat Tulis", "1.01.01.2.06", 5),
    ]
    office = TingkatBaris.PERANGKAT_DAERAH
    assert levels(rows) == [office, P, office, P, K]


def test_a_parent_is_of_its_childrens_office() -> None:
    offices = ["Dinas A", "Dinas A", "Dinas B", "Dinas B"]
    assert link_parents([P, K, K, K], [None] * 4, offices) == (None, 0, None, None)
    assert link_parents([TingkatBaris.URUSAN, P, P], [None] * 3, [None, "Dinas A", "Dinas B"]) == (None, 0, 0)


def test_sums_of_groups_of_accounts_are_totals_and_the_same_words_among_indicators_are_none() -> None:
    accounts = [row("Belanja Operasi"), row("Belanja Pegawai", pagu=7), row("Belanja Barang", pagu=5)]
    report = [*accounts, row("Jumlah Belanja Operasi", pagu=12), row("Jumlah Belanja dan Transfer", pagu=12)]
    assert levels(report)[-2:] == [TingkatBaris.JUMLAH, TingkatBaris.JUMLAH]
    indicators = [row("Persentase pajak yang tertagih"), row("Jumlah Pendapatan Retribusi", pagu=7)]
    assert levels(indicators)[-1] is not TingkatBaris.JUMLAH


def test_jumlah_before_the_name_of_a_program_above_is_its_total_and_no_indicator() -> None:
    # Amounts that three levels could sum to: only the name tells.
    rows = [
        row("PROGRAM REHABILITASI SOSIAL", "1.06.04", 12),
        row("Fasilitasi Kunjungan Tamu", "1.06.04.2.01", 12),
        row("Jumlah PROGRAM REHABILITASI SOSIAL", None, 12),
        row("PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL", "1.06.05", 9),
        row("Administrasi Umum Perangkat Daerah", "1.06.05.2.01", 9),
        row("Jumlah PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL", None, 9),
    ]
    assert levels(rows)[2::3] == [TingkatBaris.JUMLAH] * 2


def test_what_prints_the_code_of_a_program_less_its_last_part_is_the_bidang_urusan() -> None:
    rows = [
        row("Wajib", "1"),
        row("Perencanaan", "1 6"),
        row("Program Perencanaan dan Evaluasi", "1 6 29"),
        row("Rapat Alfa", "01", 10),
        row("Forum Beta", "02", 20),
        row("Otonomi, Kepegawaian dan Persandian", "1 20"),
        row("Program Kesejahteraan Aparatur", "1 20 59"),
        row("Pelatihan Gama", "01", 30),
    ]
    found = settle_levels(table(rows), MATCHER, None, usang=True).levels
    assert [found[1], found[5]] == [TingkatBaris.BIDANG_URUSAN] * 2
    assert [found[2], found[3], found[4], found[6], found[7]] == [P, K, K, P, K]
    office = [row("UPTD Perlindungan Anak", "1 20"), *rows[6:]]
    assert settle_levels(table(office), MATCHER, None, usang=True).levels[0] is TingkatBaris.PERANGKAT_DAERAH
