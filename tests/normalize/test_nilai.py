"""Values of a row: what the column, the Satuan cell beside it and the cell itself say of their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.nilai import read_values
from normalize.types import Column, Konteks, Ukuran, Value
from normalize.ukuran import SURE_VALUE


def values_of(
    header: list[str],
    body: list[list[str]],
    columns: list[Column],
    judul: str = "",
    whole: frozenset[str] = frozenset(),
) -> list[tuple[Value, ...]]:
    """The values of each body row of a made table, its columns read as told; equal header texts span."""
    cells = []
    for r, texts in enumerate([header, *body]):
        for c, text in enumerate(texts):
            if r == 0 and c and text == header[c - 1]:
                continue
            span = 2 if r == 0 and c + 1 < len(header) and header[c + 1] == text else 1
            box = Box(c * 60.0, r * 12.0, (c + span) * 60.0, r * 12.0 + 12.0)
            cells.append(Cell(r, c, 1, span, text, 1, box, is_header=r == 0))
    grid = Grid(Table((1,), None, judul, len(body) + 1, len(header), 1, tuple(cells), "uji", 1.0), whole)
    found = value_columns(grid, columns)
    return [read_values(grid, row, found) for row in range(len(body))]


def units(rows: list[tuple[Value, ...]]) -> list[tuple[Decimal | None, str | None]]:
    return [(v.nilai, v.satuan) for row in rows for v in row]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Realisasi Anggaran", "rupiah"),
        ("Realisasi Belanja > Jumlah", "rupiah"),
        ("Angaran > Realisasi", "rupiah"),
        ("Realisasi", "kali"),
    ],
)
def test_the_unit_beside_an_indicator_is_not_that_of_the_money_spent(header: str, unit: str) -> None:
    columns = [Column(0, "Rencana Aksi", "nama"), Column(1, "Satuan", "satuan"), Column(2, header, "realisasi")]
    body = [["Lomba perahu", "Kali", "569.638"], ["Pelatihan", "Persen", "627.116"], ["Rapat", "Orang", "637.748"]]
    assert units(values_of([c.judul for c in columns], body, columns))[0] == (Decimal(569638), unit)


@pytest.mark.parametrize(("beside", "unit"), [("Capaian", "rupiah"), ("Target", "kali")])
def test_what_was_spent_below_one_heading_with_its_pagu_alone_is_money(beside: str, unit: str) -> None:
    columns = [
        Column(0, "Kegiatan", "nama"),
        Column(1, "Satuan", "satuan"),
        Column(2, "Biaya > Alokasi", "pagu"),
        Column(3, "Biaya > Realisasi", "realisasi"),
        Column(4, f"Biaya > {beside}", "target" if beside == "Target" else "capaian"),
    ]
    body = [["Lomba perahu", "Kali", f"4{k}.310.000", f"3{k}.255.000", f"7{k}"] for k in range(3)]
    (_, spent, _), *_ = values_of([c.judul for c in columns], body, columns, "Biaya (Rp)")
    assert (spent.nilai, spent.satuan) == (Decimal(30_255_000), unit)


def test_a_count_among_amounts_has_the_unit_of_its_row_and_is_no_rupiah() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Satuan", "satuan"), Column(2, "Realisasi", "realisasi")]
    body = [
        ["Bibit", "Ekor", "325.000.000"],
        ["Belanja", "", "75.250.000"],
        ["Belanja Modal", "", "80.500.000"],
        ["Kasus", "", "12"],
    ]
    rows = values_of(["Uraian", "Satuan", "Realisasi"], body, columns)
    assert units(rows) == [
        (Decimal(325_000_000), "ekor"),
        (Decimal(75_250_000), "rupiah"),
        (Decimal(80_500_000), "rupiah"),
        (Decimal(12), None),
    ]


def test_under_a_header_that_says_rp_every_number_is_money() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Satuan", "satuan"), Column(2, "Realisasi (Rp)", "realisasi")]
    rows = values_of(["Uraian", "Satuan", "Realisasi (Rp)"], [["Bibit", "Ekor", "12.000"]], columns)
    assert units(rows) == [(Decimal(12_000), "rupiah")]


def test_words_in_the_second_column_of_a_header_are_the_units_of_the_first() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Target", "target"), Column(2, "Target", "target")]
    body = [["A", "12", "OB"], ["B", "3", "Dok"], ["C", "5", "%"]]
    rows = values_of(["Uraian", "Target", "Target"], body, columns)
    assert units(rows) == [(Decimal(12), "ob"), (Decimal(3), "dok"), (Decimal(5), "persen")]


def test_grades_in_the_second_column_of_a_header_are_no_units() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Target", "target"), Column(2, "Target", "target")]
    body = [["A", "70", "BB"], ["B", "65", "B"], ["C", "81", "A"]]
    rows = values_of(["Uraian", "Target", "Target"], body, columns)
    assert [v.teks for row in rows for v in row] == ["70", "BB", "65", "B", "81", "A"]


def test_an_amount_of_the_evaluation_form_without_rp_keeps_its_number_and_has_no_unit() -> None:
    plain = [Column(0, "Program", "nama"), Column(1, "Realisasi 2023", "realisasi", Konteks.RENJA, 2023)]
    body = [["A", "75.250.000,00"], ["B", "Rp 81.000.000"], ["C", "Rp64.300.000"], ["D", "Rp.9.450.000"]]
    rows = values_of(["Program", "Realisasi 2023"], body, plain)
    printed = [Decimal(81_000_000), Decimal(64_300_000), Decimal(9_450_000)]
    assert units(rows) == [(Decimal("75250000.00"), None), *((amount, "rupiah") for amount in printed)]
    said = [plain[0], Column(1, "Realisasi 2023 (Rp)", "realisasi", Konteks.RENJA, 2023)]
    assert units(values_of(["Program", "Realisasi 2023 (Rp)"], body[:1], said)) == [(Decimal("75250000.00"), "rupiah")]


def test_the_prognosis_of_a_budget_is_money_also_where_nothing_says_rp() -> None:
    header = ["Uraian", "Realisasi Semester I", "Prognosis"]
    columns = [
        Column(0, header[0], "nama"),
        Column(1, header[1], "realisasi", None, 2023),
        Column(2, header[2], "realisasi", Konteks.PERKIRAAN, 2023),
    ]
    body = [["Belanja Alfa", "41.500.000,00", "37.250.000,00"], ["Belanja Beta", "8.100.000,00", "(2.750.000,00)"]]
    amounts = [Decimal(41_500_000), Decimal(37_250_000), Decimal(8_100_000), Decimal(-2_750_000)]
    assert units(values_of(header, body, columns)) == [(amount, "rupiah") for amount in amounts]


def test_a_planned_share_of_the_works_is_a_percentage_whatever_is_bought() -> None:
    columns = [
        Column(0, "Paket", "nama"),
        Column(1, "Satuan", "satuan"),
        Column(2, "Rencana Fisik", "target", Konteks.FISIK, 2023),
        Column(3, "Fisik", "fisik", None, 2023),
    ]
    rows = values_of(["Paket", "Satuan", "Rencana Fisik", "Fisik"], [["A", "Unit", "80,00", "75,50"]], columns)
    assert units(rows) == [(Decimal("80.00"), "persen"), (Decimal("75.50"), "persen")]


def test_a_number_broken_at_the_end_of_a_line_within_a_word_is_one_number() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Target", "target")]
    rows = values_of(["Uraian", "Target"], [["A", "2\nAngkatan/4\n0 Orang"], ["B", "20 org\n11 unit"]], columns)
    assert [(v.nilai, v.ukuran) for v in rows[0]] == [(Decimal(2), Ukuran.TARGET), (Decimal(40), Ukuran.TARGET)]
    assert units(rows[1:]) == [(Decimal(20), "org"), (Decimal(11), "unit")]


@pytest.mark.parametrize(
    ("header", "measured"),
    [
        (["Uraian", "Volume", "Satuan", "Target", "Satuan"], {1: "volume", 3: "target"}),
        (["Uraian", "Satuan", "Volume", "Satuan", "Target"], {2: "volume", 4: "target"}),
    ],
)
def test_of_two_unit_columns_each_belongs_to_the_quantity_on_its_own_side(
    header: list[str], measured: dict[int, str]
) -> None:
    columns = [
        Column(i, text, measured.get(i, "nama" if text == "Uraian" else "satuan")) for i, text in enumerate(header)
    ]
    cells = {"Uraian": ["Rapat", "Bimbingan"], "Volume": ["4", "6"], "Target": ["30", "45"]}
    words = iter([["kali", "angkatan"], ["orang", "peserta"]])
    table = [cells.get(text) or next(words) for text in header]
    rows = values_of(header, [list(row) for row in zip(*table, strict=True)], columns)
    assert units(rows[:1]) == [(Decimal(4), "kali"), (Decimal(30), "orang")]


@pytest.mark.parametrize(
    ("group", "cell", "unit"),
    [
        ("Program (rupiah) > 2031", "35", None),
        ("Program > 2031 (%)", "35", "persen"),
        ("Program (rupiah) > 2031", "35.750.000", "rupiah"),
    ],
)
def test_the_rupiah_over_a_target_and_its_money_is_the_moneys(group: str, cell: str, unit: str | None) -> None:
    columns = [
        Column(0, "Uraian", "nama"),
        Column(1, f"{group} > Target", "target"),
        Column(2, f"{group} > Rp.", "pagu"),
    ]
    rows = values_of(["Uraian", "Target", "Rp."], [["Pemetaan", cell, "46.310.000"]] * 3, columns)
    assert [(v.ukuran, v.satuan) for v in rows[0]] == [(Ukuran.TARGET, unit), (Ukuran.PAGU, "rupiah")]


def test_a_target_of_money_alone_under_rupiah_counts_rupiah() -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, "Pendapatan (Rp) > Target", "target")]
    rows = values_of(["Uraian", "Target"], [["Retribusi", "750"], ["Sewa", "30"]], columns)
    assert units(rows) == [(Decimal(750), "rupiah"), (Decimal(30), "rupiah")]


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (("Realisasi Belanja (juta Rp) > 2031", "Realisasi Belanja (juta Rp) > 2032"), ("realisasi", "realisasi")),
        (("Tahun 2031 (juta Rp) > Anggaran", "Tahun 2031 (juta Rp) > Realisasi"), ("pagu", "realisasi")),
    ],
)
def test_millions_with_decimals_under_a_group_of_rupiah_are_money(
    heads: tuple[str, str], roles: tuple[str, str]
) -> None:
    columns = [
        Column(0, "Uraian", "nama"),
        *(Column(n, *one) for n, one in enumerate(zip(heads, roles, strict=True), 1)),
    ]
    body = [["Pemetaan", "936,25", "712,50"], ["Sewa", "48,75", "31,20"]]
    rows = values_of(["Uraian", *heads], body, columns)
    assert units(rows[:1]) == [(Decimal(936_250_000), "rupiah"), (Decimal(712_500_000), "rupiah")]


def test_what_was_realised_beside_a_target_and_its_money_is_not_counted_in_the_moneys_rupiah() -> None:
    columns = [
        Column(0, "Uraian", "nama"),
        Column(1, "Program (Rp) > Target", "target"),
        Column(2, "Program (Rp) > Realisasi", "realisasi"),
        Column(3, "Program (Rp) > Anggaran", "pagu"),
    ]
    rows = values_of(
        ["Uraian", "Target", "Realisasi", "Anggaran"], [["Pemetaan", "35", "34", "46.310.000"]] * 3, columns
    )
    assert units(rows[:1]) == [(Decimal(35), None), (Decimal(34), None), (Decimal(46_310_000), "rupiah")]


@pytest.mark.parametrize(
    ("judul", "amount", "unit"),
    [
        ("Kinerja Pelayanan", "450.000", None),
        ("Kinerja Pelayanan", "45.000.000", None),
        ("Capaian Pelayanan", "45.000.000", "rupiah"),
        ("Realisasi Anggaran", "450.000", "rupiah"),
    ],
)
def test_what_was_reached_is_money_by_words_or_by_its_size(judul: str, amount: str, unit: str | None) -> None:
    columns = [Column(0, "Indikator", "nama"), Column(1, "Realisasi", "realisasi")]
    body = [["Pencari kerja", amount], ["Peserta", "3.436"], ["Pengujian", "1.355"]]
    assert [u for _, u in units(values_of([c.judul for c in columns], body, columns, judul))] == [unit] * 3


def test_a_numbered_list_of_places_is_no_list_of_targets() -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Sasaran", "target")]
    body = [["Patroli", "23 Jalan Alfa\n24 Jalan Beta\n25 Jalan Gama"], ["Rapat", "1 Dokumen\n2 Laporan\n3 Paket"]]
    patrol, meeting = values_of([c.judul for c in columns], body, columns)
    assert [(v.nilai, v.teks) for v in patrol] == [(None, "23 Jalan Alfa 24 Jalan Beta 25 Jalan Gama")]
    assert [v.nilai for v in meeting] == [1, 2, 3]


def test_a_numbered_list_that_goes_on_from_a_page_before_is_none_either() -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Tahun 2021", "target")]
    places = "8 Alun-alun\n9 Pasar Lama\n10 Terminal\n11 Stasiun\nBarat\n12 Jalan Melati"
    years = "\n".join(f"{n} Persen" for n in (96, 97, 98, 99, 100))
    patrol, shares = values_of([c.judul for c in columns], [["Patroli", places], ["Layanan", years]], columns)
    assert [v.nilai for v in patrol] == [None]
    assert [v.nilai for v in shares] == [96, 97, 98, 99, 100]


@pytest.mark.parametrize(
    ("header", "words", "unit"),
    [
        ("Tercapai/Tidak", ("V", "X", "V"), None),
        ("Kecamatan", ("Waru Barat", "Manggar", "Cempaka"), None),
        ("", ("Ekor", "Ton", "Butir"), "ekor"),
        ("Satuan", ("Kerambah", "Rumpon", "Bubu"), "kerambah"),
    ],
)
def test_short_words_in_a_column_are_units_where_its_header_says_so_or_they_are_known_as_such(
    header: str, words: tuple[str, ...], unit: str | None
) -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, header, "satuan"), Column(2, "Target", "target")]
    body = [[f"Hasil {k}", word, f"{k + 41}"] for k, word in enumerate(words)]
    assert units(values_of([c.judul for c in columns], body, columns))[0] == (Decimal(41), unit)


@pytest.mark.parametrize(
    ("names", "header", "unit"),
    [
        (("Hasil Garam (Ton)", "Kiriman Rempah (US $)"), "Realisasi 2031", None),
        (("Hasil Garam (Ton)", "Kiriman Rempah (US $)"), "Realisasi Anggaran", "rupiah"),
        (("Tambak (Madura)", "Pasar (Tahap II)"), "Realisasi 2031", "rupiah"),
    ],
)
def test_what_names_say_in_brackets_that_they_count_is_no_rupiah_however_large(
    names: tuple[str, str], header: str, unit: str | None
) -> None:
    columns = [Column(0, "Uraian", "nama"), Column(1, header, "realisasi")]
    body = [[name, f"{k + 4}8.215.640,50"] for k, name in enumerate(names)]
    assert [u for _, u in units(values_of([c.judul for c in columns], body, columns))] == [unit, unit]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("12 Keram-\nbah", "kerambah"), ("12 Keramba\nh", "kerambah"), ("12 Kali\nlipat", "kali lipat")],
)
def test_a_unit_that_the_cell_broke_is_the_word_that_the_document_prints_whole(printed: str, unit: str) -> None:
    cells = [Cell(0, 0, 1, 1, "Target", 1, Box(0, 0, 60, 12), is_header=True)]
    cells.append(Cell(1, 0, 1, 1, printed, 1, Box(0, 12, 60, 36)))
    grid = Grid(Table((1,), None, "", 2, 1, 1, tuple(cells), "uji", 1.0), frozenset({"kerambah", "kali", "lipat"}))
    (value,) = read_values(grid, 0, value_columns(grid, [Column(0, "Target", "target")]))
    assert (value.teks, value.satuan) == (" ".join(printed.split()), unit)


def test_a_quantity_beside_a_value_is_not_its_unit() -> None:
    columns = [Column(0, "Tahun", "nama"), Column(1, "Trayek", "satuan"), Column(2, "Penumpang", "realisasi")]
    body = [["2018", "5 rute", "4186"], ["2019", "6 rute", "6709"]]
    assert units(values_of([c.judul for c in columns], body, columns)) == [(4186, None), (6709, None)]


def test_a_change_of_amounts_is_money_as_they_are() -> None:
    columns = [Column(0, "Program", "nama"), Column(1, "Bertambah/Berkurang", "selisih")]
    rows = values_of([c.judul for c in columns], [["A", "51.000.000,00"], ["B", "8.246.310.700,00"]], columns)
    assert [u for _, u in units(rows)] == ["rupiah", "rupiah"]


def test_one_text_that_two_columns_of_a_row_read_in_two_ways_is_in_doubt() -> None:
    columns = [
        Column(0, "Kegiatan", "nama"),
        Column(1, "Rancangan > Target", "target", "rancangan_awal", 2031),
        Column(2, "Hasil > Target", "target", "hasil_analisis", 2031),
    ]
    body = [["A", "1,250 orang", "1,5 km"], ["B", "12,480 km", "12,480 km"], ["C", "2,400,000 orang", "7,25 km"]]
    _, (left, right), (_, other) = values_of([c.judul for c in columns], body, columns)
    assert left.nilai != right.nilai
    assert {(v.keyakinan < SURE_VALUE, v.perbaikan) for v in (left, right)} == {(True, "baca_beda")}
    assert other.keyakinan >= SURE_VALUE


def test_a_length_is_read_as_the_tables_amounts_are_printed_and_capitals_make_no_other_text_of_it() -> None:
    columns = [
        Column(0, "Kegiatan", "nama"),
        Column(1, "Rancangan > Target", "target", "rancangan_awal", 2031),
        Column(2, "Hasil > Target", "target", "hasil_analisis", 2031),
        Column(3, "Pagu", "pagu", None, 2031),
    ]
    body = [["Talud", "16,420 Km", "16,420 km", "3.185.400.000"], ["Saluran", "7,615 Km", "2,5 km", "912.350.000"]]
    (one, two, _), (other, *_) = values_of([c.judul for c in columns], body, columns)
    assert [one.nilai, two.nilai, other.nilai] == [Decimal("16.420"), Decimal("16.420"), Decimal("7.615")]
    body = [["A", "1,250 orang", "1,5 km"], ["B", "12,480 Km", "12,480 km"], ["C", "2,400,000 orang", "7,25 km"]]
    _, (left, right), _ = values_of([c.judul for c in columns[:3]], body, columns[:3])
    assert {v.perbaikan for v in (left, right)} == {"baca_beda"}


def test_two_targets_of_a_year_that_are_the_same_money_are_both_said() -> None:
    columns = [Column(0, "Kegiatan", "nama")]
    columns += [Column(c, f"Target {c} (Rp)", "target", Konteks.RENJA, 2031) for c in (1, 2)]
    found = values_of([c.judul for c in columns], [["Lomba perahu", "Rp7.350.000", "Rp7.350.000"]], columns)
    assert [(v.ukuran, v.nilai) for v in found[0]] == [(Ukuran.TARGET, Decimal(7_350_000))] * 2


@pytest.mark.parametrize(("text", "is_sure"), [("350.000. vvv,00", False), ("350.000,00", True), ("Rp350.000,-", True)])
def test_an_amount_of_a_budget_with_letters_that_are_no_unit_has_lost_digits(text: str, is_sure: bool) -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Pagu", "pagu")]
    (values,) = values_of(["Kegiatan", "Pagu"], [["Lomba perahu", text]], columns)
    assert all((v.keyakinan >= SURE_VALUE) is is_sure for v in values)


def test_a_stray_letter_behind_money_is_no_unit() -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Realisasi (Rp)", "realisasi")]
    (values,) = values_of(["Kegiatan", "Realisasi (Rp)"], [["Lomba perahu", "41.350.250 q"]], columns)
    assert [(v.nilai, v.satuan) for v in values] == [(Decimal(41_350_250), "rupiah")]


def test_five_things_that_a_cell_counts_are_a_list_of_them_and_no_quantities() -> None:
    columns = [Column(0, "Lokasi", "nama"), Column(1, "Tahun 1", "target")]
    listed = "1 Pasar Alfa\n2 Taman Beta\nTimur\n3 Pos Gama\n4 Kios Delta\n5 Aula"
    (values,) = values_of(["Lokasi", "Tahun 1"], [["Ruas", listed]], columns)
    assert [v.nilai for v in values] == [None]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Capaian (%)", "persen"),
        ("2018 > Persentase Pencapaian", "persen"),
        ("Rasio Capaian > 1", "persen"),
        ("Kondisi Awal (%)", "ton"),
        ("Capaian", "ton"),
    ],
)
def test_the_share_that_was_reached_is_a_percentage_whatever_the_indicator_counts(header: str, unit: str) -> None:
    columns = [
        Column(0, "Indikator", "indikator"),
        Column(1, "Satuan", "satuan"),
        Column(2, "Target", "target"),
        Column(3, header, "capaian"),
    ]
    body = [["Hasil tangkapan", "Ton", "640", "92"], ["Hasil tambak", "Ton", "310", "104"]]
    found = units(values_of([c.judul for c in columns], body, columns))
    assert found[:2] == [(Decimal(640), "ton"), (Decimal(92), unit)]


@pytest.mark.parametrize(
    ("beside", "second", "unit"),
    [("Realisasi", "66", "persen"), ("Target Renstra", "72", None), ("Realisasi (Rp)", "1.904.300", None)],
)
def test_an_achievement_is_a_percentage_where_what_was_reached_stands_beside_it_and_else_has_its_own_unit(
    beside: str, second: str, unit: str | None
) -> None:
    role = "target" if beside.startswith("Target") else "realisasi"
    columns = [
        Column(0, "Indikator", "indikator"),
        Column(1, "Target 2031", "target", tahun=2031),
        Column(2, beside, role, tahun=2031),
        Column(3, "Capaian 2031", "capaian", tahun=2031),
    ]
    body = [["Indeks layanan", "3,40", "", "3,12"], ["Nilai tata kelola", "71", second, "92,96"]]
    rows = values_of([c.judul for c in columns], body, columns)
    assert [row[-1].satuan for row in rows] == [unit] * 2


@pytest.mark.parametrize(("beside", "unit"), [("pagu", "rupiah"), ("target", None)])
def test_what_was_added_to_budgets_is_money_also_where_most_rows_print_nothing_added(
    beside: str, unit: str | None
) -> None:
    header = ["Kegiatan", "Semula", "Bertambah", "Menjadi"]
    semula = Column(1, "Semula", beside, Konteks.SEBELUM)
    columns = [Column(0, "Kegiatan", "nama"), semula, Column(2, "Bertambah", "selisih")]
    columns.append(Column(3, "Menjadi", beside))
    body = [
        ["Kegiatan A", "310", "0,00", "310"],
        ["Kegiatan B", "420", "0,00", "420"],
        ["Kegiatan C", "51", "9,00", "60"],
    ]
    assert [row[1].satuan for row in values_of(header, body, columns)] == [unit] * 3


@pytest.mark.parametrize(("reached", "unit"), [(["96", "110"], "persen"), (["1.240", "3.015"], "orang")])
def test_an_achievement_that_is_no_share_of_its_target_has_the_unit_of_its_indicator(
    reached: list[str], unit: str
) -> None:
    columns = [
        Column(0, "Indikator", "indikator"),
        Column(1, "Satuan", "satuan"),
        Column(2, "Target", "target"),
        Column(3, "Realisasi", "realisasi"),
        Column(4, "Capaian Kumulatif", "capaian"),
    ]
    rows = [["Peserta kursus", "orang", "250", "240"], ["Anggota karang taruna", "orang", "500", "550"]]
    body = [[*row, text] for row, text in zip(rows, reached, strict=True)]
    assert [row[-1].satuan for row in values_of([c.judul for c in columns], body, columns)] == [unit] * 2


def test_a_time_of_the_day_or_a_duration_is_a_text_and_no_list_of_numbers() -> None:
    columns = [Column(0, "Lintasan", "nama"), Column(1, "Waktu Tempuh", "target")]
    body = [["Dermaga Alfa", "4:35:00"], ["Dermaga Beta", "06:50"], ["Dermaga Delta", "Kapal: 12 unit"]]
    rows = values_of([c.judul for c in columns], body, columns)
    assert [[(v.teks, v.nilai) for v in row] for row in rows[:2]] == [[("4:35:00", None)], [("06:50", None)]]
    assert [v.nilai for v in rows[2]] == [Decimal(12)]


@pytest.mark.parametrize("share", ["20,00 %", "20,00"])
def test_what_was_added_in_percent_is_no_money(share: str) -> None:
    columns = [Column(0, "Kegiatan", "nama"), Column(1, "Semula", "pagu", Konteks.SEBELUM)]
    columns += [Column(2, "Menjadi", "pagu"), Column(3, "Selisih", "selisih")]
    body = [
        ["Kegiatan A", "3.500.000", "4.200.000", share],
        ["Kegiatan B", "2.750.000", "2.750.000", "0,00"],
        ["Kegiatan C", "6.400.000", "7.040.000", "10,00"],
    ]
    units_of = [row[-1].satuan for row in values_of([c.judul for c in columns], body, columns)]
    assert "rupiah" not in units_of


def targets(cells: list[str], unit: str = "", beside: str = "1.250.000") -> list[list[tuple[str, bool]]]:
    columns = [
        Column(0, "Kegiatan", "nama"),
        Column(1, "Satuan", "satuan"),
        Column(2, "Target", "target"),
        Column(3, "Pagu", "pagu"),
    ]
    body = [[f"Kegiatan {k}", unit, text, beside] for k, text in enumerate(cells)]
    rows = values_of([c.judul for c in columns], body, columns, whole=frozenset({"kelompok"}))
    return [[(v.teks, v.keyakinan >= SURE_VALUE) for v in row if v.ukuran is Ukuran.TARGET] for row in rows]


def test_a_count_that_a_narrow_cell_may_have_broken_is_in_doubt_and_stays_in_two() -> None:
    assert targets(["204.15\n8 Unit", "12 Unit"])[0] == [("204.15", False), ("8", False)]
    assert targets(["204.15\n8", "3"], unit="Unit")[0] == [("204.15", False), ("8", False)]
    assert targets(["2.35 kelo\n7 mpok", "3 kelompok", "kelompok"])[0] == [("2.35", False), ("7", False)]


@pytest.mark.parametrize(
    ("cells", "unit", "beside"),
    [
        (["204.15\n8 Unit", "12 Unit Kapal"], "", "1.250.000"),  # the column is wide enough for the whole
        (["20,15 km\n8 Unit", "12"], "", "1.250.000"),  # units of their own
        (["20,15\n8", "3"], "Persen Unit", "1.250.000"),
        (["20,15\n8", "3"], "Unit", "1.250.000"),  # a comma before decimals, as the table's amounts say
        (["20.15\n8", "3"], "Unit", "1,250,000"),
    ],
)
def test_two_counts_one_above_the_other_are_sure_where_something_says_that_they_are_two(
    cells: list[str], unit: str, beside: str
) -> None:
    (first, *_) = targets(cells, unit, beside)
    assert len(first) == 2
    assert all(sure for _, sure in first)


def shares(body: list[list[str]], header: str = "Capaian") -> list[tuple[Decimal | None, str | None, bool]]:
    columns = [
        Column(0, "Indikator", "indikator"),
        Column(1, "Target", "target"),
        Column(2, "Realisasi", "realisasi"),
        Column(3, header, "persen_realisasi"),
    ]
    rows = values_of([c.judul for c in columns], [[f"Nilai {k}", *row] for k, row in enumerate(body)], columns)
    found = [v for row in rows for v in row if v.ukuran is Ukuran.PERSEN_REALISASI]
    return [(v.nilai, v.perbaikan, v.keyakinan >= SURE_VALUE) for v in found]


def test_shares_that_are_printed_as_parts_of_one_are_no_sure_percentages() -> None:
    found = shares([["80", "60", "0,75"], ["40", "50", "1,25"], ["20", "20", "1"], ["10", "0", "0,00"]])
    assert found == [
        (Decimal("0.75"), "bagian_satu", False),
        (Decimal("1.25"), "bagian_satu", False),
        (Decimal(1), "bagian_satu", False),
        (Decimal(0), None, True),
    ]


@pytest.mark.parametrize(
    "body",
    [
        [["8.000", "60", "0,75"], ["4.000", "50", "1,25"], ["2.000", "20", "1"]],  # percentages indeed
        [["80", "60", "0,75%"], ["40", "50", "1,25"], ["20", "20", "1"]],
        [["1", "1", "1"], ["1", "2", "2"], ["1", "1", "1"]],  # as much as a count of what was reached
    ],
)
def test_small_percentages_are_sure_where_the_numbers_beside_them_or_a_sign_say_so(body: list[list[str]]) -> None:
    assert all(sure for _, _, sure in shares(body))
