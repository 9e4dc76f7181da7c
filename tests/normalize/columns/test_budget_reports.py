"""Columns of budget reports: before and after a change, contracts, papers, weighted progress, changes in percent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from extract.types import Box, Cell, Table
from normalize.columns.looks import classify
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.kolom_nilai import value_columns
from normalize.nilai import read_values
from normalize.tables import read_tables
from normalize.types import DocumentMeta, JenisDokumen, Ukuran
from normalize.ukuran import SURE_VALUE

META = DocumentMeta(JenisDokumen.LAINNYA, None, 2019, 2019, (), None)
NAMES = ("Program Alfa", "Penyediaan Alat Kantor", "Rapat Koordinasi", "Pemeliharaan Gedung", "Kajian Potensi Daerah")


def grid_of(head: Sequence[Sequence[str | tuple[str, int]]], body: Sequence[Sequence[str | tuple[str, int]]]) -> Grid:
    """A grid; a pair is a text and the columns that its merged cell covers, "" continues what stands above or left."""
    cells, width = [], 0
    for r, row in enumerate([*head, *body]):
        col = 0
        for entry in row:
            text, span = entry if isinstance(entry, tuple) else (entry, 1)
            box = Box(col * 60.0, r * 12.0, (col + span) * 60.0, r * 12.0 + 12.0)
            if text:
                cells.append(Cell(r, col, 1, span, text, 1, box, is_header=r < len(head)))
            col += span
        width = max(width, col)
    rows = len(head) + len(body)
    return Grid(Table((1,), None, "", rows, width, len(head), tuple(cells), "uji", 1.0))


def meanings(grid: Grid) -> list[tuple[str | None, str | None, str | None]]:
    return [(c.peran, c.konteks and str(c.konteks), c.rincian) for c in read_columns(grid, META).columns]


def amounts(*factors: int) -> list[list[str]]:
    return [[name, *(f"{(k + 3) * f:,}.000.000".replace(",", ".") for f in factors)] for k, name in enumerate(NAMES)]


def test_the_budget_first_set_stands_before_the_changed_one() -> None:
    body = [[*row, "75,00"] for row in amounts(3, 4, 3)]
    found = meanings(grid_of([["Program", "Penetapan", "Perubahan", "Serapan", "%"]], body))
    assert found[1:] == [
        ("pagu", "sebelum", None),
        ("pagu", None, None),
        ("realisasi", None, None),
        ("persen_realisasi", None, None),
    ]


def test_as_long_as_nothing_is_changed_the_budget_first_set_is_the_budget() -> None:
    head = [["Kegiatan", ("Anggaran (Rp)", 2), "Realisasi"], ["", "Penetapan APBD", "Perubahan APBD", ""]]
    body = [[name, pagu, "", spent] for name, pagu, spent in amounts(4, 3)]
    assert meanings(grid_of(head, body))[1] == ("pagu", None, None)


def test_words_merged_over_columns_of_amounts_say_nothing_of_the_first_and_are_no_value() -> None:
    head = [["Jenis Pekerjaan", "Anggaran", "Perubahan Anggaran", "Rekanan", "Nilai Kontrak", "Realisasi"]]
    body = [[name, pagu, ("Penyerapan seluruhnya", 3), spent] for name, pagu, spent in amounts(4, 3)]
    grid = grid_of(head, body)
    columns = read_columns(grid, META).columns
    assert (columns[0].peran, columns[2].peran) == ("nama", "pagu")
    assert [v.teks for v in read_values(grid, 0, value_columns(grid, columns))] == ["12.000.000", "9.000.000"]


def test_the_value_of_a_contract_is_a_part_of_the_budget_and_papers_like_amounts_are_no_measures() -> None:
    head = [
        ["Uraian Kegiatan", "Anggaran", "Realisasi", ("Kontrak", 3), ("BAST (PHO)", 2)],
        ["", "", "", "Nomor", "Tgl.", "Nilai", "Tgl.", "Jml (Rp)"],
    ]
    body = [
        [*row[:3], f"027/{k}/SPK/2019", f"{k + 2}/4/19", row[3], f"1{k}/9/19", row[3]]
        for k, row in enumerate(amounts(5, 4, 4))
    ]
    columns = read_columns(grid_of(head, body), META).columns
    assert [c.peran for c in columns] == ["nama", "pagu", "realisasi", *["keterangan"] * 2, "pagu", *["keterangan"] * 2]
    assert [c.rincian for c in columns if c.peran == "pagu"] == [None, "kontrak"]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (["31.500.000", "42.250.000", "53.000.000", "64.750.000"], ("pagu", "kontrak")),
        (["031/SPK/2019", "042/SPK/2019", "053/SPK/2019", "064/SPK/2019"], ("keterangan", None)),
        (["3 Mei 2019", "4 Mei 2019", "5 Juni 2019", "6 Juni 2019"], ("keterangan", None)),
    ],
)
def test_contract_alone_heads_its_value_where_amounts_stand_below_it(
    cells: list[str], meant: tuple[str, str | None]
) -> None:
    head = [["Pekerjaan", "Pagu (Rp)", "Kontrak"]]
    body = [[row[0], row[1], cell] for row, cell in zip(amounts(8), cells, strict=False)]
    column = read_columns(grid_of(head, body), META).columns[2]
    assert (str(column.peran), column.rincian) == meant


def test_dates_and_numbers_of_letters_are_words() -> None:
    texts = ("4/4/18", "17-08-2019", "027/15/SPK/2023", "12/3", "1.03.01", "24 orang/bulan")
    assert [classify(t) for t in texts] == ["kata", "kata", "kata", "kecil", "kode", "satuan"]


def test_weighted_shares_are_told_by_the_header_above() -> None:
    head = [
        ["Kegiatan", "Pagu", "Bobot", ("Realisasi", 3), ("Realisasi Tertimbang", 2)],
        ["", "", "", "Keuangan (Rp)", "Keuangan (%)", "Fisik (%)", "Keuangan (%)", "Fisik (%)"],
    ]
    body = [[*row[:2], "20,00", row[2], "80,00", "85,00", "16,00", "17,00"] for row in amounts(5, 4)]
    assert meanings(grid_of(head, body))[6:] == [("tertimbang", "keuangan", None), ("tertimbang", "fisik", None)]


def test_a_percentage_that_the_numbers_show_to_be_the_change_is_no_share_realised() -> None:
    head = [["Uraian", "Anggaran", "Realisasi", ("Bertambah/(Berkurang)", 2)], ["", "", "", "Rp", "%"]]
    spent = [("90.000.000", "(10.000.000)", "(10,00)"), ("120.000.000", "20.000.000", "20,00")] * 2
    change = [[name, "100.000.000", *row] for name, row in zip(NAMES, spent, strict=False)]
    share = [[*row[:4], row[2].partition(".")[0] + ",00"] for row in change]
    assert meanings(grid_of(head, change))[4][0] == "keterangan"
    assert meanings(grid_of(head, share))[4][0] == "persen_realisasi"


def test_a_prognosis_is_what_is_expected_to_be_spent_not_what_is_left() -> None:
    head = [["Uraian", "Jumlah Anggaran", "Realisasi", "%", "Prognosis"]]
    body = [[*row[:3], "60,00", row[3]] for row in amounts(5, 3, 2)]
    assert meanings(grid_of(head, body))[4] == ("realisasi", "perkiraan", None)


def test_shares_of_a_region_and_its_sources_are_slices_of_the_budget() -> None:
    head = [["Kegiatan", ("Pagu Indikatif (Rp)", 4)], ["", "APBD", "Pajak Rokok", "Dana Pendamping", "Jumlah"]]
    found = meanings(grid_of(head, amounts(5, 2, 1, 8)))
    assert found[1:] == [
        ("pagu", None, "apbd"),
        ("pagu", None, "pajak rokok"),
        ("pagu", None, "dana pendamping"),
        ("pagu", None, None),
    ]


def test_a_measure_printed_per_level_is_that_measure() -> None:
    head = [["Program/Kegiatan", ("Anggaran", 2), "Realisasi"], ["", "Per Kegiatan", "Per Program", ""]]
    body = [
        [name, "" if k == 0 else pagu, pagu if k == 0 else "", spent]
        for k, (name, pagu, spent) in enumerate(amounts(5, 4))
    ]
    assert [m[0] for m in meanings(grid_of(head, body))[1:]] == ["pagu", "pagu", "realisasi"]


def test_words_beside_numbers_under_one_measure_are_its_units_however_loud_the_headers_above_name_the_measure() -> None:
    head = [
        ["Program", ("Target Program (Renja Perangkat Daerah)", 4)],
        ["", ("Target Renja Tahun 2019", 2), ("Target Renja Tahun 2020", 2)],
    ]
    units = ("Dokumen", "Unit", "Kali", "Paket", "Laporan")
    body = [[name, str(k + 2), units[k], str(k + 3), units[k]] for k, name in enumerate(NAMES)]
    assert [c.peran for c in read_columns(grid_of(head, body), META).columns][1:] == ["target", "satuan"] * 2


def test_a_bare_nilai_is_the_unit_price_where_volume_times_it_gives_the_next_column() -> None:
    volumes, prices = (2, 3, 4, 5, 7), (11, 13, 17, 19, 23)
    body = [
        [name, str(v), f"{p}.500.000", f"{v * (p * 10 + 5) // 10}.{v * 5 % 10}00.000"]
        for name, v, p in zip(NAMES, volumes, prices, strict=True)
    ]
    columns = read_columns(grid_of([["Kegiatan", "Volume", "Nilai", "Jumlah"]], body), META).columns
    assert [c.peran for c in columns][2:] == ["harga_satuan", "pagu"]


def test_staff_counted_by_sex_beside_their_rank_are_no_codes() -> None:
    head = [["No", "Pangkat", "Gol.", "Laki-laki", "Perempuan", "Jumlah", "%"]]
    counts = [(0, 7), (5, 2), (11, 4), (2, 13), (1, 0)]
    ranks = ("Pengatur", "Pengatur Tk. I", "Penata Muda", "Penata", "Pembina")
    body = [
        [str(n), rank, f"III/{'abcde'[n - 1]}", str(men), str(women), str(men + women), f"{men + women}%"]
        for n, (rank, (men, women)) in enumerate(zip(ranks, counts, strict=True), 1)
    ]
    assert not {"kode", "target", "pagu"} & {c.peran for c in read_columns(grid_of(head, body), META).columns[3:5]}


def test_a_first_column_without_a_header_that_counts_the_rows_holds_their_numbers() -> None:
    head = [["", "Program", "Indikator", "Target", "Anggaran"]]
    body = [[f"{n}.", name, "Jumlah peserta", f"{n + 6}0", pagu] for n, (name, pagu) in enumerate(amounts(3), 1)]
    assert read_columns(grid_of(head, body), META).columns[0].peran not in ("target", "capaian", "pagu")


def test_two_offices_that_add_up_are_not_surely_what_is_spent_and_what_is_left() -> None:
    body = [
        [name, *(f"{n}.000.000" for n in (a, b, a + b))]
        for name, a, b in zip(NAMES, (7, 19, 4, 31, 12), (25, 8, 17, 3, 40), strict=True)
    ]
    columns = read_columns(grid_of([["Kegiatan", "Dinas Pasar", "Dinas Kebersihan", "Jumlah"]], body), META).columns
    assert all(c.keyakinan < 0.5 for c in columns[1:3])


def test_quantities_and_amounts_of_one_measure_are_both_sure() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Program/Kegiatan", ("Target Renja Tahun 2028", 2), ("Realisasi Renja s/d Triwulan IV Tahun 2028", 2)],
        ["", "K", "Rp", "K", "Rp"],
    ]
    spent = amounts(3, 2)
    body = [[name, f"{k + 2}", a, f"{k + 1}", b] for k, (name, a, b) in enumerate(spent)]
    columns = read_columns(grid_of(head, body), META).columns[3:]
    assert [(c.peran, c.keyakinan > 0.9) for c in columns] == [("realisasi", True), ("realisasi", True)]
    assert len({(c.konteks, c.tahun) for c in columns}) == 1


def test_a_half_of_a_form_under_the_others_heading_is_the_other_half_and_less_sure() -> None:
    side = ["Program/Kegiatan", "Indikator Kinerja", "Target Capaian", "Pagu Indikatif"]
    head: list[list[str | tuple[str, int]]] = [
        ["No", ("Rancangan Awal RKPD", 4), ("Rancangan Awal RKPD", 4)],
        ["", *side, *side],
    ]
    item = [[name, f"Tersedianya {name.lower()}", f"{k + 3} unit", pagu] for k, (name, pagu) in enumerate(amounts(7))]
    columns = read_columns(grid_of(head, [[str(k + 1), *x, *x] for k, x in enumerate(item)]), META).columns
    halves = ["rancangan_awal"] * 4 + ["hasil_analisis"] * 4
    assert [str(c.konteks) for c in columns[1:]] == halves
    assert columns[8].keyakinan < columns[4].keyakinan


def test_numbers_below_years_that_are_over_were_reached_and_those_of_years_to_come_are_targets() -> None:
    def kinds(jenis: JenisDokumen, year: int) -> list[tuple[str | None, bool]]:
        body = [[name, f"{k + 61},5", f"{k + 64},2"] for k, name in enumerate(NAMES)]
        meta = replace(META, jenis=jenis, tahun=year, tahun_akhir=year)
        columns = read_columns(grid_of([["Indikator Kinerja", "Tahun 2027", "Tahun 2028"]], body), meta).columns
        return [(c.peran, c.keyakinan > 0.9) for c in columns[1:]]

    assert kinds(JenisDokumen.LKJIP, 2028) == [("realisasi", False)] * 2
    assert kinds(JenisDokumen.RENJA, 2030) == [("realisasi", False)] * 2
    assert [kind for kind, _ in kinds(JenisDokumen.RENJA, 2028)] == ["target"] * 2


def test_what_adds_up_with_the_value_of_a_contract_by_accident_is_no_slice_of_the_budget() -> None:
    head: list[list[str | tuple[str, int]]] = [
        ["Uraian Kegiatan", ("Anggaran", 2), "Nilai Kontrak", "Realisasi"],
        ["", "Per Paket", "Per Kegiatan", "", ""],
    ]
    body = [
        [name, f"{k + 3}1.000.000", f"{2 * k + 4}0.500.000", f"{3 * k + 7}1.500.000", f"{k + 2}9.700.000"]
        for k, name in enumerate(NAMES)
    ]
    columns = read_columns(grid_of(head, body), META).columns
    assert [(c.peran, c.rincian) for c in columns if c.peran == "pagu"] == [
        ("pagu", None), ("pagu", None), ("pagu", "kontrak"),
    ]  # fmt: skip


def test_a_plan_that_prints_the_year_it_reports_of_dates_the_tables_behind_that_print_none() -> None:
    meta = replace(META, jenis=JenisDokumen.RENJA, tahun=2031, tahun_akhir=2031)
    undated = grid_of([["Sasaran", "Anggaran", "Realisasi", "Sisa"]], amounts(5, 3, 2))

    def certainty(printed: int) -> float:
        dated = grid_of([["Program", f"Pagu {printed}", f"Realisasi {printed}"]], amounts(4, 3))
        _, read = read_tables((dated.table, undated.table), meta)
        assert read.columns.columns[2].tahun == 2029
        return read.columns.columns[2].keyakinan

    assert certainty(2029) > 0.8 > 0.6 >= certainty(2027)
    titled = grid_of([["Program", "Pagu", "Realisasi"]], amounts(4, 3))
    tables = (replace(titled.table, judul="Capaian Tahun 2029"), undated.table)
    assert list(read_tables(tables, meta))[1].columns.columns[2].keyakinan > 0.8


def test_a_percentage_that_the_numbers_show_to_be_what_is_left_over_is_no_share_of_what_was_spent() -> None:
    head = [["Uraian", "Anggaran", "Realisasi", "% thd Anggaran"]]
    spent = [(200, 190), (50, 53), (80, 72), (400, 388)]

    def role(share: Callable[[int, int], str]) -> str | None:
        body = [[n, f"{a}.000.000", f"{r}.000.000", share(r, a)] for n, (a, r) in zip(NAMES, spent, strict=False)]
        return read_columns(grid_of(head, body), META).columns[3].peran

    assert role(lambda part, whole: f"{abs(100 - 100 * part / whole):.0f}") == "keterangan"
    assert role(lambda part, whole: f"{abs(100 - 100 * whole / part):.0f}") == "keterangan"
    assert role(lambda part, whole: f"{100 * part / whole:.0f}") == "persen_realisasi"


def test_an_indicator_that_reached_all_of_its_target_beside_money_is_not_what_was_left_over() -> None:
    head = [["Sasaran", ("Kinerja", 3), ("Keuangan (Rp)", 2)]]
    head.append(["", "Target", "Realisasi", "% Capaian", "Anggaran", "Realisasi"])
    body = [[n, f"{k + 60}", f"{k + 60}", "100", spent, spent] for k, (n, spent) in enumerate(amounts(7))]
    assert read_columns(grid_of(head, body), META).columns[3].peran == "capaian"


def test_the_plan_stands_before_the_changed_plan_also_where_their_heading_says_a_sum_alone() -> None:
    head = [["Kegiatan", ("Jumlah (Rp.)", 3)], ["", "Renja 2019", "Perubahan Renja 2019", "Selisih"]]
    found = meanings(grid_of(head, amounts(3, 5, 2)))
    assert found[1:] == [("pagu", "sebelum", None), ("pagu", None, None), ("selisih", None, None)]


@pytest.mark.parametrize("unit", ["(Rp)", ""])
def test_a_target_of_amounts_is_a_pagu_where_its_twin_of_another_year_says_rupiah(unit: str) -> None:
    head = [["Kegiatan", ("2018", 2), ("2019", 2)], ["", "Target", "Realisasi", f"Target {unit}", f"Realisasi {unit}"]]
    found = [kind for kind, _, _ in meanings(grid_of(head, amounts(5, 3, 6, 4)))[1:]]
    assert found == (["pagu", "realisasi"] * 2 if unit else ["target", "realisasi"] * 2)


def test_small_amounts_under_thousands_of_rupiah_are_money_beside_what_was_reached() -> None:
    head = [
        ["Sasaran", "Indikator", ("Kinerja", 2), ("Anggaran", 2)],
        ["", "", "Target Kinerja", "Realisasi Kinerja", "Anggaran (Ribu Rp)", "Realisasi (Rp.000,-)"],
    ]
    body = [
        [
            f"Meningkatnya hasil {k}",
            f"Jumlah kelompok {k}",
            f"{k + 20} Unit",
            f"{k + 18} Unit",
            f"{k + 31}.500",
            f"{k + 27}.133",
        ]
        for k in range(5)
    ]
    found = meanings(grid_of(head, body))
    assert [f[:2] for f in found[2:]] == [("target", None), ("realisasi", "fisik"), ("pagu", None), ("realisasi", None)]


def test_targets_below_one_heading_that_nothing_tells_apart_are_in_doubt_and_those_of_two_headings_are_not() -> None:
    body = [[f"Jumlah kelompok {k}", f"{k + 21} Unit", f"{k + 43} Unit"] for k in range(5)]

    def certain(*head: list[str | tuple[str, int]]) -> list[bool]:
        found = read_columns(grid_of(head, body), META).columns
        assert [c.peran for c in found[1:]] == ["target", "target"]
        return [c.keyakinan >= SURE_VALUE for c in found[1:]]

    assert certain(["Indikator", ("Target Kinerja", 2)], ["", "Tahap Awal", "Tahap Lanjut"]) == [False, False]
    assert certain(["Indikator", "Keluaran", "Hasil"], ["", "Target", "Target"]) == [True, True]


def test_the_ratios_of_five_years_are_no_remainders_of_other_years_that_they_fit_by_chance() -> None:
    years = [str(y) for y in range(2016, 2020)]
    head = [["Program", ("Anggaran (Rp)", 4), ("Realisasi (Rp)", 4), ("Rasio Realisasi terhadap Anggaran (%)", 4)]]
    pagu, spent = (40, 50, 80, 20), (38, 45, 78, 19)
    # What was spent in 2018 is 95 percent more than the budget of 2016.
    row = [*(f"{n}.000.000" for n in pagu), *(f"{n}.000.000" for n in spent), "95,00", "90,00", "97,50", "95,00"]
    body = [[name, *row] for name in ("Program Alfa", "Penyediaan Alat", "Total")]
    found = meanings(grid_of([*head, ["", *years, *years, *years]], body))
    assert [f[0] for f in found[9:]] == ["persen_realisasi"] * 4


@pytest.mark.parametrize(("names", "kind"), [("Program", "pagu"), ("Jenis Retribusi", "target")])
def test_a_target_of_amounts_that_rupiah_were_spent_of_is_the_budget_of_programs_alone(names: str, kind: str) -> None:
    head = [[names, ("TA. 2018", 3)], ["", "Target", "Realisasi (Rp)", "%"]]
    body = [[*row, f"{75 + k},00"] for k, row in enumerate(spending())]
    assert [f[0] for f in meanings(grid_of(head, body))[1:3]] == [kind, "realisasi"]


@pytest.mark.parametrize("spent", [("Realisasi (Rp)", "Realisasi"), ("Realisasi", "Realisasi (Rp)")])
def test_targets_of_two_years_are_budgets_where_one_of_them_says_that_rupiah_were_spent(spent: tuple[str, str]) -> None:
    head = [["Program", ("TA. 2031", 3), ("TA. 2032", 3)], ["", "Target", spent[0], "%", "Target", spent[1], "%"]]
    body = [
        [*row, f"{75 + k},00", row[1].replace("00.000.000", "10.000.000"), f"{(10 * k + 31) * 8}.000.000", "80,00"]
        for k, row in enumerate(spending())
    ]
    found = [f[0] for f in meanings(grid_of(head, body))]
    assert [found[1], found[4]] == ["pagu", "pagu"]
    assert [found[2], found[5]] == ["realisasi", "realisasi"]


def spending() -> list[list[str]]:
    """Names with a budget in hundreds of millions and what was spent of it: 75 percent, 76 and so on."""
    return [[name, f"{(k + 3)}00.000.000", f"{(k + 3) * (75 + k)}.000.000"] for k, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("total", "values"),
    [(("68.250.000", 3), ["68.250.000"]), (("kantor dan lapangan", 3), []), (("12", 3), []), (("68.250.000", 2), [])],
)
def test_a_total_merged_over_other_columns_up_to_that_of_the_money_is_money(
    total: tuple[str, int], values: list[str]
) -> None:
    head = [["No", "Kegiatan", "Lokasi", "Volume", "Pagu (Rp)"]]
    body: list[list[str | tuple[str, int]]] = [
        [str(k), name, "Desa Alfa", f"{k + 3} unit", f"{k}3.650.000"] for k, name in enumerate(NAMES, 1)
    ]
    grid = grid_of(head, [*body, ["", "Jumlah", total]])
    columns = value_columns(grid, read_columns(grid, META).columns)
    money = [value for value in read_values(grid, len(body), columns) if value.satuan == "rupiah"]
    assert [value.teks for value in money] == values


def test_a_total_that_begins_below_the_targets_is_no_target() -> None:
    head = [["No", "Kegiatan", "Lokasi", "Target", "Pagu (Rp)"]]
    body: list[list[str | tuple[str, int]]] = [
        [str(k), name, "Desa Alfa", f"{k + 3} unit", f"{k}3.650.000"] for k, name in enumerate(NAMES, 1)
    ]
    grid = grid_of(head, [*body, ["", "Jumlah", "", ("68.250.000", 2)]])
    values = read_values(grid, len(body), value_columns(grid, read_columns(grid, META).columns))
    assert [(value.ukuran, value.teks) for value in values] == [(Ukuran.PAGU, "68.250.000")]


@pytest.mark.parametrize("own", ["Swakelola (Rp)", "Swakelola"])
def test_what_an_office_does_itself_is_as_sure_an_amount_as_what_it_puts_under_contract(own: str) -> None:
    head = [["Kegiatan", ("Pelaksanaan Kegiatan", 2), "Realisasi (Rp)"], ["", own, "Kontrak (Rp)", ""]]
    columns = read_columns(grid_of(head, amounts(2, 7, 3)), META).columns
    assert [(c.peran, c.rincian, c.keyakinan >= SURE_VALUE) for c in columns[1:3]] == [
        ("pagu", "swakelola", True),
        ("pagu", "kontrak", True),
    ]


def test_how_work_is_given_out_is_no_amount() -> None:
    body = [[name, "Swakelola" if k % 2 else "Tender", amount] for k, (name, amount) in enumerate(amounts(5))]
    columns = read_columns(grid_of([["Paket", "Swakelola/ Tender", "Pagu (Rp)"]], body), META).columns
    assert [c.peran for c in columns[1:]] == ["keterangan", "pagu"]
