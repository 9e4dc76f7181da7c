"""Rows whose name stands beside them: places, and headings under remarks beside a merged sasaran."""

from __future__ import annotations

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.rows import build_rows
from normalize.types import TingkatBaris
from tests.normalize.test_rows_by_columns import columns, grid_of

L = TingkatBaris


def test_places_where_things_are_counted_are_no_offices_and_those_that_spend_may_be() -> None:
    body = [["1", "Kecamatan Muara Biru", "14"], ["2", "Kecamatan Teluk Alfa", "9"]]
    grid = grid_of(["No", "Lokasi", "Jumlah Dermaga"], body)
    counted, paid = (build_rows(grid, columns("nomor", "lokasi", kind)) for kind in ("capaian", "pagu"))
    assert [row.hints.header_levels for row in counted] == [(L.LAINNYA,)] * 2
    assert [row.hints.header_levels for row in paid] == [()] * 2


def test_a_heading_under_remarks_beside_a_sasaran_that_reaches_down_to_it_names_no_row() -> None:
    texts = [
        (0, 0, 1, 1, "Sasaran"), (0, 1, 1, 1, "Indikator"), (0, 2, 1, 1, "Target"), (0, 3, 1, 2, "Keterangan"),
        (1, 0, 4, 1, "Pelabuhan tertib"), (1, 3, 1, 2, "Program Penataan Dermaga"),
        (2, 1, 1, 1, "Dermaga tertata"), (2, 2, 1, 1, "4"), (2, 3, 1, 1, "1"), (2, 4, 1, 1, "Kajian dermaga"),
        (3, 3, 1, 2, "Program Penataan Dermaga"),
        (4, 1, 1, 1, "Perda dermaga"), (4, 2, 1, 1, "2"), (4, 3, 1, 1, "1"), (4, 4, 1, 1, "Naskah perda"),
    ]  # fmt: skip
    made = tuple(
        Cell(r, c, down, over, text, 1, Box(c * 60.0, r * 12.0, (c + over) * 60.0, (r + down) * 12.0), is_header=r == 0)
        for r, c, down, over, text in texts
    )
    grid = Grid(Table((1,), None, "", 5, 5, 1, made, "uji", 1.0))
    rows = build_rows(grid, columns("sasaran", "indikator", "target", "keterangan", "keterangan"))
    found = [(r.nama, r.indikator, [v.teks for v in r.values]) for r in rows if r.values]
    assert [(indikator, values) for _, indikator, values in found] == [
        ("Dermaga tertata", ["4"]),
        ("Perda dermaga", ["2"]),
    ]
    assert {nama for nama, _, _ in found} <= {"Pelabuhan tertib", ""}
    assert not any("Program" in r.nama for r in rows)


def test_the_second_line_of_a_goal_is_part_of_it_also_beside_a_further_indicator_and_another_goal_is_not() -> None:
    body = [
        ["1.", "Meningkatnya armada", "Perahu layak", ""],
        ["", "nelayan pesisir", "(buah)", "40"],
        ["2.", "Lestarinya terumbu", "Terumbu sehat", "70"],
        ["", "dan bakau", "Bakau sehat", "55"],
        ["3.", "Tertatanya dermaga", "Dermaga baik", "6"],
        ["", "meningkatnya pelayanan dermaga", "Kepuasan", "80"],
    ]
    grid = grid_of(["No", "Sasaran", "Indikator", "Target"], body)
    rows = build_rows(grid, columns("nomor", "sasaran", "indikator", "target"))
    assert [(r.nama, r.indikator, r.lanjutan) for r in rows] == [
        ("Meningkatnya armada nelayan pesisir", "Perahu layak", None),
        ("Meningkatnya armada nelayan pesisir", "(buah)", 0),
        ("Lestarinya terumbu dan bakau", "Terumbu sehat", None),
        ("Lestarinya terumbu dan bakau", "Bakau sehat", 2),
        ("Tertatanya dermaga", "Dermaga baik", None),
        ("meningkatnya pelayanan dermaga", "Kepuasan", None),
    ]


def test_degrees_that_staff_are_counted_by_are_names_and_a_single_letter_is_none() -> None:
    body = [["1", "X 1", "2"], ["2", "S-2", "4"], ["3", "S 1", "31"], ["4", "D3", "12"], ["5", "SMA", "9"]]
    grid = grid_of(["No", "Pendidikan", "Jumlah"], body)
    rows = build_rows(grid, columns("nomor", "nama", "capaian"))
    assert [row.nama for row in rows] == ["", "S-2", "S 1", "D3", "SMA"]


def test_programs_behind_the_values_of_goals_name_no_row_and_those_with_values_of_their_own_do() -> None:
    head = ["Tujuan", "Sasaran", "Indikator", "Target 2024", "Kebijakan", "Program"]
    goals = ("Pesisir lestari", "Terumbu pulih", "Tutupan karang", "40 %", "Tanam karang", "Program Pelestarian Laut")
    grid = grid_of(head, [list(goals), ["", "", "", "", "", "Program Pengawasan Laut"]])
    rows = build_rows(grid, columns("tujuan", "sasaran", "indikator", "target", "keterangan", "nama"))
    assert [(r.nama, r.indikator, [v.teks for v in r.values]) for r in rows if r.values] == [
        ("Terumbu pulih", "Tutupan karang", ["40 %"])
    ]
    assert not any("Program" in r.nama for r in rows)
    grid = grid_of([*head, "Pagu"], [[*goals, "900.000.000"]])
    rows = build_rows(grid, columns("tujuan", "sasaran", "indikator", "target", "keterangan", "nama", "pagu"))
    assert [(r.nama, [v.teks for v in r.values]) for r in rows] == [("Program Pelestarian Laut", ["900.000.000"])]


def test_of_two_texts_over_numbers_the_one_that_goes_on_below_the_names_is_the_name() -> None:
    texts = [
        (0, 0, 1, "No"), (0, 1, 1, "Sasaran"), (0, 2, 2, "Program dan Kegiatan"), (0, 4, 1, "Pagu"),
        (1, 0, 2, "4 Pelabuhan tertib"), (1, 2, 2, "Program Penataan Dermaga"), (1, 4, 1, "9.000.000"),
        (2, 2, 1, "1"), (2, 3, 1, "Lomba perahu"), (2, 4, 1, "9.000.000"),
    ]  # fmt: skip
    made = tuple(
        Cell(r, c, 1, over, text, 1, Box(c * 60.0, r * 12.0, (c + over) * 60.0, (r + 1) * 12.0), is_header=r == 0)
        for r, c, over, text in texts
    )
    rows = build_rows(
        Grid(Table((1,), None, "", 3, 5, 1, made, "uji", 1.0)), columns("nomor", "sasaran", "nomor", "nama", "pagu")
    )
    assert [row.nama for row in rows] == ["Program Penataan Dermaga", "Lomba perahu"]


def test_of_indicators_side_by_side_the_row_is_of_the_one_that_the_other_stands_beside_several_of() -> None:
    head = ["No", "Indikator Program", "No", "Indikator Kegiatan", "Target"]
    body = [
        ["1.", "Cakupan alfa", "1.1", "Jumlah beta", "14"],
        ["", "", "1.2", "Jumlah gama", "21"],
        ["2.", "Cakupan delta", "2.1", "Jumlah zeta", "35"],
        ["", "", "2.2", "Jumlah eta", "8"],
        ["", "", "2.3", "Jumlah iota", "5"],
        ["", "", "2.4", "Jumlah kapa", "9"],
        ["3.", "Cakupan teta", "", "", "62 %"],
    ]
    rows = build_rows(grid_of(head, body), columns("nomor", "indikator", "nomor", "indikator", "target"))
    assert [(r.nama, r.indikator) for r in rows] == [
        *(
            (text, text)
            for text in (
                "Jumlah beta",
                "Jumlah gama",
                "Jumlah zeta",
                "Jumlah eta",
                "Jumlah iota",
                "Jumlah kapa",
                "Cakupan teta",
            )
        )
    ]
    alike = [["1.", f"Cakupan {word}", "", word, "14"] for word in ("alfa", "beta", "gama")]
    rows = build_rows(grid_of(head, alike), columns("nomor", "indikator", "nomor", "indikator", "target"))
    assert [r.nama for r in rows] == ["Cakupan alfa", "Cakupan beta", "Cakupan gama"]


def test_an_item_whose_indicator_is_left_out_has_not_the_one_of_the_sasaran_beside_it() -> None:
    head = ["Sasaran", "Indikator", "Program/Kegiatan", "Indikator Kinerja", "Capaian"]
    body = [
        ["Sehatnya warga", "Cakupan alfa", "Program Beta", "", "91 %"],
        ["", "", "Kegiatan Gama", "Jumlah gama", "17 Orang"],
    ]
    meanings = columns("sasaran", "indikator", "nama", "indikator", "capaian")
    rows = build_rows(grid_of(head, body, tall={(0, 0): 2, (0, 1): 2}), meanings)
    assert [(r.nama, r.indikator) for r in rows] == [("Program Beta", None), ("Kegiatan Gama", "Jumlah gama")]
    without = columns("sasaran", "indikator", "nama", "", "capaian")
    assert [r.indikator for r in build_rows(grid_of(head, body), without)] == ["Cakupan alfa", None]
