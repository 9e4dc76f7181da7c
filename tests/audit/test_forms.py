"""The evaluation form's formulas, weighted columns, and what a plan must hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.hierarchy import view_table
from audit.rules.completeness import kolom_kosong
from audit.run import audit_tables
from extract.types import Box, Cell, PageResult, TextLine
from normalize.types import Column, DocumentMeta, JenisDokumen
from records.findings import Penyebab


def of(found, cek):
    return [finding for finding in found if finding.cek == cek]


@pytest.fixture
def evaluated(row, value):
    """A row of form T-C.29 by its column numbers; texts as printed."""

    def made(name="Penyediaan Jasa", unit="dokumen", indikator=None, **columns):
        places = {
            "c4": "target:renstra:2026",
            "c5": "realisasi:renstra:2021",
            "c6": "target:renja:2022",
            "c7": "realisasi:renja:2022",
            "c8": "persen_realisasi:renja:2022",
            "c9": "target:renja:2023",
            "c10": "realisasi:perkiraan:2023",
            "c11": "persen_realisasi:perkiraan:2023",
        }
        values = []
        for column, text in columns.items():
            number, _, own = text.partition(" ")
            satuan = "persen" if column in ("c8", "c11") else own or unit
            printed = f"{number.replace('.', ',')}{'%' if satuan == 'persen' else ''}"
            values.append(value(places[column], number, teks=printed, satuan=satuan))
        return row("sub_kegiatan", name, values=values, indikator=indikator)

    return made


@pytest.mark.parametrize(
    ("columns", "cause"),
    [
        ({"c6": "1500", "c7": "1667", "c8": "90"}, Penyebab.RASIO_TERBALIK),
        ({"c4": "26", "c10": "363", "c11": "13.96"}, Penyebab.SKALA_PERSEN),
        ({"c4": "20", "c9": "8", "c10": "12", "c11": "40"}, Penyebab.PERSEN_LAMA),
        ({"c6": "305", "c7": "265", "c8": "85.33"}, None),
        ({"c6": "2052", "c7": "2033", "c8": "100"}, None),  # a round hundred says nothing of its cause
    ],
)
def test_a_percentage_that_is_not_the_forms_formula_is_reported(evaluated, table, audit, columns, cause):
    (found,) = of(audit(table([evaluated(**columns)], "evaluasi_renja")), "rumus")
    assert (found.row, found.penyebab, found.keparahan) == (0, cause, "peringatan")


@pytest.mark.parametrize(
    "columns",
    [
        {"c6": "1500", "c7": "1667", "c8": "111.13"},
        {"c6": "1500", "c7": "1667", "c8": "111"},
        {"c4": "10 orang", "c10": "5 dokumen", "c11": "99"},  # units that cannot be divided
        {"c4": "0", "c10": "5", "c11": "99"},
        {"c5": "10", "c7": "10", "c9": "5", "c10": "25"},
        {"c6": "8", "c7": "412", "c8": "5.150"},  # thousands, as a spreadsheet groups them
    ],
)
def test_what_the_formula_gives_or_cannot_give_is_left_alone(evaluated, table, audit, columns):
    assert of(audit(table([evaluated(**columns)], "evaluasi_renja")), "rumus") == []


@pytest.mark.parametrize(
    ("indikator", "sums"),
    [
        ("- Persentase irigasi yang terpelihara", 0),
        ("2) Indeks kepuasan peternak", 0),
        ("Skor mutu benih", 0),
        ("Jumlah kelompok yang dibina", 1),
        ("Tersedianya bibit unggul", 1),
    ],
)
def test_years_of_a_share_or_a_score_are_no_sum_though_no_unit_is_printed(evaluated, table, audit, indikator, sums):
    done = evaluated(unit="", indikator=indikator, c5="61", c7="63", c9="66", c10="66")
    assert len(of(audit(table([done], "evaluasi_renja")), "rumus")) == sums


def test_shares_tell_all_the_same_that_a_column_is_not_filled_by_the_formula(evaluated, table, audit):
    shares = [evaluated(f"Sub {n}", "", "Persentase jalan baik", c5="61", c7="63", c9="66", c10="66") for n in range(9)]
    counted = evaluated("Sub 9", "", "Jumlah jembatan", c5="4", c7="5", c9="6", c10="6")
    (found,) = of(audit(table([*shares, counted], "evaluasi_renja")), "rumus")
    assert (found.row, found.sebab, found.keparahan) == (None, "tak_pasti", "info")


def test_a_percentage_is_no_sum_of_counts(evaluated, table, audit):
    printed = evaluated(c5="14 desa", c7="15 desa", c9="16 desa", c10="100 persen")
    assert of(audit(table([printed], "evaluasi_renja")), "rumus") == []


def test_a_count_in_the_column_of_percentages_is_no_wrong_percentage(row, value, table, audit):
    printed = [("target:renja:2022", "30"), ("realisasi:renja:2022", "12"), ("persen_realisasi:renja:2022", "12")]
    values = [value(column, text, teks=f"{text} desa", satuan="desa") for column, text in printed]
    assert of(audit(table([row("sub_kegiatan", "Pembinaan Desa", values=values)], "evaluasi_renja")), "rumus") == []


def test_bare_numbers_where_others_print_their_sign_are_counts_and_no_wrong_percentages(evaluated, table, audit):
    def with_bare(text):
        rows = [evaluated(f"Sub {n}", c6="40", c7="38", c8="95") for n in range(3)]
        of_count = evaluated("Sub Bilangan", c6="40", c7="38", c8=text)

        def bare(index):
            made = of_count(index)
            values = tuple(
                replace(v, teks=v.teks.rstrip("%")) if v.ukuran == "persen_realisasi" else v for v in made.row.values
            )
            return replace(made, row=replace(made.row, values=values))

        return [f.row for f in of(audit(table([*rows, bare], "evaluasi_renja")), "rumus")]

    assert with_bare("17") == []
    rows = [evaluated("Sub Bertanda", c6="40", c7="38", c8="17")]
    assert [f.row for f in of(audit(table(rows, "evaluasi_renja")), "rumus")] == [0]


@pytest.mark.parametrize(
    ("columns", "keparahan"),
    [
        ({"c5": "71.4", "c7": "75.2", "c9": "77", "c10": "77"}, "info"),
        ({"c5": "30", "c7": "30", "c9": "40", "c10": "40"}, "info"),
        ({"c5": "30", "c7": "30", "c9": "40", "c10": "110"}, "peringatan"),
    ],
)
def test_what_was_reached_at_last_is_no_wrong_sum(evaluated, table, audit, columns, keparahan):
    (found,) = of(audit(table([evaluated(unit="skor", **columns)], "evaluasi_renja")), "rumus")
    assert (found.keparahan, found.sebab) == (keparahan, "tak_pasti" if keparahan == "info" else "dokumen")


def test_of_two_targets_of_the_year_past_the_left_one_is_what_was_to_be_realised(row, value, table, audit):
    def found(*places):
        boxes = [Box(x, 0, x + 20, 9) for x in places]
        targets = [replace(value("target:renja:2022", n), box=box) for n, box in zip(("8", "5"), boxes, strict=True)]
        reached = [value("realisasi:renja:2022", "6"), value("persen_realisasi:renja:2022", "80")]
        done = row("sub_kegiatan", "Pembinaan Desa", values=[*targets, *reached])
        return [f.dihitung for f in of(audit(table([done], "evaluasi_renja")), "rumus")]

    assert found(100, 200) == [75]
    assert found(100, 100) == []  # two numbers in one cell


def test_a_percentage_held_at_a_hundred_is_a_habit(evaluated, table, audit):
    (found,) = of(audit(table([evaluated(c6="28", c7="31", c8="100")], "evaluasi_renja")), "rumus")
    assert found.keparahan == "info"
    assert "110,71% (dihitung), rupanya dibatasi seratus persen" in found.penjelasan
    # What the year's target gives is a hundred too: it proves no stale percentage.
    (found,) = of(audit(table([evaluated(c4="100", c9="100", c10="300", c11="100")], "evaluasi_renja")), "rumus")
    assert found.keparahan == "info"


def test_a_column_that_measures_by_the_years_target_is_one_remark(evaluated, table, audit):
    rows = [evaluated(f"Sub {n}", c4=str(90 + n), c9=str(80 + n), c10=str(80 + n), c11="100") for n in range(4)]
    (found,) = of(audit(table(rows, "evaluasi_renja")), "rumus")
    assert (found.row, found.keparahan, len(found.bukti)) == (None, "info", 4)
    assert "kolom 9" in found.penjelasan


def test_a_sum_of_different_things_is_worth_knowing(evaluated, table, audit):
    mixed = evaluated(c5="25 orang", c7="26 orang", c9="312 orang/bulan", c10="363")
    (found,) = of(audit(table([mixed], "evaluasi_renja")), "satuan_campur")
    assert "(25 orang + 26 orang + 312 orang/bulan)" in found.penjelasan


def weighted(row, financial):
    amounts = {"pagu": "600000", "bobot": "60.00", "realisasi": "540000", "persen_realisasi": "90.00"}
    rest = {"pagu": "400000", "bobot": "40.00", "realisasi": "400000", "persen_realisasi": "100.00"}
    whole = {"pagu": "1000000", "bobot": "100.00", "realisasi": "940000", "persen_realisasi": "94.00"}
    names = ("program", "P", amounts), ("program", "Q", rest), ("jumlah", "JUMLAH", whole)
    return [
        row(level, name, **printed, tertimbang__keuangan__2024=share)
        for (level, name, printed), share in zip(names, financial, strict=True)
    ]


def test_weight_times_percentage_is_the_weighted_figure(row, table, audit):
    right = table(weighted(row, ("54.00", "40.01", "94.00")), "realisasi_anggaran")
    assert of(audit(right), "tertimbang") == []
    wrong = table(weighted(row, ("54.00", "45.00", "94.00")), "realisasi_anggaran")
    (found,) = of(audit(wrong), "tertimbang")
    assert (found.row, float(found.tertulis), float(found.dihitung)) == (1, 45.0, 40.0)


def test_a_weighted_column_of_shares_of_spending_is_one_finding_at_its_total(row, table, audit):
    (found,) = of(audit(table(weighted(row, ("57.45", "42.55", "100.00")), "realisasi_anggaran")), "tertimbang")
    assert (found.row, float(found.dihitung), len(found.bukti)) == (2, 94.0, 3)
    assert "bagian realisasi terhadap jumlah realisasi" in found.penjelasan


def test_an_empty_parent_with_filled_children_is_reported_where_its_peers_are_filled(row, table, audit):
    rows = [
        row("kegiatan", "A", pagu="5"),
        row("sub_kegiatan", "a", pagu="5"),
        row("kegiatan", "B"),
        row("sub_kegiatan", "b", pagu="7"),
        row("kegiatan", "C", pagu="9"),
        row("sub_kegiatan", "c", pagu="9"),
    ]
    (found,) = of(audit(table(rows)), "induk_kosong")
    assert (found.row, found.tertulis, found.dihitung) == (2, None, 7)
    assert of(audit(table(rows[2:4])), "induk_kosong") == []


def test_a_target_without_money_and_money_without_a_target_are_reported(row, table, audit, value):
    def planned(name, target, pagu):
        return row("sub_kegiatan", name, values=[value("target", target, satuan="unit"), value("pagu", pagu)])

    rows = [planned("A", "2", "0"), planned("B", "0", "30000000"), planned("C", "2", "5"), planned("D", "0", "0")]
    found = audit(table(rows))
    assert [one.row for one in of(found, "target_tanpa_pagu")] == [0]
    assert [one.row for one in of(found, "pagu_tanpa_target")] == [1]


def with_columns(matched, *columns, cells=()):
    grid = replace(matched.source.table, n_rows=9, n_header_rows=1, cells=cells)
    return replace(matched, source=replace(matched.source, columns=columns, table=grid))


def test_a_required_column_without_a_single_entry_is_reported(row, table):
    box = Box(0, 0, 1, 1)
    cells = (Cell(0, 1, 1, 1, "Prakiraan Maju", 3, box), Cell(4, 0, 1, 1, "9", 3, box), Cell(4, 1, 1, 1, "-", 3, box))
    columns = Column(0, "Pagu", "pagu"), Column(1, "Prakiraan Maju", "prakiraan_maju")
    found = list(kolom_kosong(view_table(0, with_columns(table([row("program", "P")]), *columns, cells=cells))))
    assert [one.penjelasan for one in found] == [
        "Pada Tabel 4.1 halaman 3, kolom prakiraan maju tercetak tetapi tidak diisi pada satu baris pun."
    ]


@pytest.mark.parametrize(
    ("peran", "judul", "tahun", "n"),
    [
        ("prakiraan_maju", "Prakiraan Maju Rencana Tahun 2023", 2025, 1),
        ("prakiraan_maju", "Prakiraan Maju Tahun 2025", 2025, 0),
        ("prakiraan_maju", "Prakiraan Maju Tahun 2024 > Rp", 2025, 1),
        ("prakiraan_maju", "Rencana Tahun 2024 > Prakiraan Maju", 2025, 0),
        ("pagu", "Pagu Indikatif Tahun 2022", 2024, 1),
        ("pagu", "Pagu Tahun 2022", 2022, 0),  # understood as that year's
        ("lokasi", "Lokasi 2019", None, 0),
    ],
)
def test_a_year_in_a_heading_that_is_not_the_documents_is_reported(row, table, audit, peran, judul, tahun, n):
    plan = with_columns(table([row("program", "P")]), Column(0, judul, peran, None, tahun))
    assert len(of(audit(plan), "tahun_judul")) == n


@pytest.mark.parametrize(
    ("judul", "n"),
    [("Rencana Kerja Tahun 2019", 1), ("Nilai Tukar (Tahun Dasar 2012 = 100)", 0), ("PDRB atas Harga Konstan 2010", 0)],
)
def test_the_base_year_of_a_price_is_no_year_of_the_plan(row, table, audit, judul, n):
    plan = table([row("program", "P")])
    source = replace(plan.source, table=replace(plan.source.table, judul=judul))
    assert len(of(audit(replace(plan, source=source)), "tahun_judul")) == n


def test_programs_of_one_chapter_that_the_other_lacks_are_reported(row, table, audit):
    def programs(*codes):
        return [row("program", f"PROGRAM {code}", kode=code) for code in codes]

    listed = table(programs("1.06.02", "1.06.03", "1.06.04"), "daftar_kode", "3.1")
    planned = table(programs("1.06.01", "1.06.02", "1.06.04"))
    found = of(audit(listed, planned), "program_antarbab")
    assert [(one.table, one.row) for one in found] == [(0, 1), (1, 0)]


def test_forms_that_are_missing_are_one_remark(row, table):
    from audit.run import audit_tables
    from normalize.types import DocumentMeta, JenisDokumen

    meta = DocumentMeta(JenisDokumen.LKJIP, None, 2024, 2024, (), "Dinas Sosial")
    (found,) = audit_tables([table([row("program", "P")], "realisasi_anggaran")], meta)
    assert (found.cek, found.sebab) == ("tabel_wajib", "tak_pasti")
    assert found.penjelasan.endswith("perjanjian kinerja; pengukuran kinerja.")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("Tabel T-C.30", "Pencapaian Kinerja Pelayanan"), False),
        (("TABEL 2.2 PENCAPAIAN KINERJA", "PELAYANAN DINAS PASAR"), False),
        (("Formulir TC 30 ...... 12",), False),
        (("2.2 Analisis Pencapaian Kinerja Pelayanan",), True),  # a heading of a chapter, under which no table may be
        ((), True),
    ],
)
def test_a_required_table_whose_title_a_page_prints_is_not_said_to_be_missing(row, table, lines, named):
    box = Box(0, 0, 9, 9)
    page = PageResult(4, 595, 842, tuple(TextLine(4, text, box, 11, False) for text in lines), ())
    meta = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), None)
    (found,) = of(audit_tables([table([row("program", "P")])], meta, pages=(page,)), "tabel_wajib")
    assert ("pencapaian kinerja pelayanan (T-C.30)" in found.penjelasan) == named


def test_a_target_that_two_plans_print_differently_is_reported_where_both_count_the_same(row, table, audit, value):
    def planned(target, unit):
        values = [value("target", target, satuan=unit, teks=f"{target} {unit}"), value("pagu", "5")]
        return row("sub_kegiatan", "Permakanan", kode="1.06.04.2.01.0001", values=values)

    one, two, other = (table([planned(*printed)]) for printed in (("50", "orang"), ("20", "orang"), ("20", "paket")))
    (found,) = of(audit(one, two), "antar_tabel")
    assert (found.ukuran, found.tertulis, found.dihitung) == ("target", 20, 50)
    assert "tertulis 20 orang, sedangkan pada Tabel 4.1 halaman 3 tertulis 50 orang." in found.penjelasan
    assert of(audit(one, other), "antar_tabel") == []
