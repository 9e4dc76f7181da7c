"""Which rows of a grid are header rows, and which counts the columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.headwords import is_datum, wording
from extract.joining.colnumbers import column_number, counts_columns
from extract.joining.header import find_header, is_key
from extract.types import Box, Cell, PageTable

SAMPLES = Path(__file__).parents[3] / "samples"
Rows = Sequence[Sequence[str | None]]


def grid(rows: Rows, spans: Sequence[Sequence[int]] = (), bold_rows: int = 0) -> PageTable:
    """A page's grid of 60 x 12 point cells; None stands for a place that a merged cell covers."""
    spanning = {(r, c): (rs, cs) for r, c, rs, cs in spans}
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is not None:
                rs, cs = spanning.get((r, c), (1, 1))
                box = Box(60.0 * c, 12.0 * r, 60.0 * (c + cs), 12.0 * (r + rs))
                cells.append(Cell(r, c, rs, cs, text, 1, box, bold=r < bold_rows))
    n_cols = max(map(len, rows))
    whole = Box(0, 0, 60.0 * n_cols, 12.0 * len(rows))
    edges = tuple(60.0 * i for i in range(n_cols + 1))
    return PageTable(1, whole, len(rows), n_cols, tuple(cells), "test", 1.0, edges)


def found(table: PageTable) -> tuple[int, int, int | None]:
    header = find_header(table)
    return header.first_row, header.n_rows, header.number_row


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2", "3", "4"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["4", "5", "6", "7", "8= (7/6)", "9", "10=(5+7+9)", "11=(10/4)"],
        ["1", "2", "3", "4", "6", "7", "8", "10", "11", "13"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(2)", "(4)", "(5)"],
        ["-1", "-2", "-3", "-4", "-5", "(6)", "-7"],
        ["3", "4", "5", "6", "7"],
        ["2", "3", "7", "8", "9", "10", "14"],
        ["1", "2", "3", "3a", "3b", "4", "5", "6", "6a", "7", "8"],
        ["1 2", "3", "4", "5", "6 = 3+4", "7"],
        ["(1) (2) (3)", "(4)", "(5)"],
    ],
)
def test_a_row_that_counts_the_columns_is_known_in_every_print(numbers: list[str]) -> None:
    assert counts_columns(numbers, len(numbers), len(numbers))


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "Anak balita terlantar", "3"],
        ["1", "06", "01", "2.01", "PROGRAM PENUNJANG"],
        ["2021", "2022", "2023"],
        ["1", "Golongan IV", "2", "7", "9"],
        ["3", "3", "3"],
        ["12", "4", "190"],
    ],
)
def test_a_row_of_values_does_not_count_the_columns(texts: list[str]) -> None:
    assert not counts_columns(texts, len(texts), len(texts))


@given(st.integers(1, 40), st.sampled_from(["{}", "({})", " {} ", "-{}", "{}.", "{} = (3/2)", "{}=(4+5"]))
def test_a_column_number_is_read_from_any_of_its_forms(number: int, form: str) -> None:
    assert column_number(form.format(number)) == number


def test_the_header_ends_with_the_column_numbers() -> None:
    rows = [
        ["No", "Program", "Fisik", None, "Sisa Pagu"],
        [None, None, "%", "TTB", None],
        ["1", "2", "3", "4", "5"],
        ["1", "PROGRAM PENUNJANG", "69,38", "1", "100"],
    ]
    table = grid(rows, [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 2, 1)])
    assert found(table) == (0, 3, 2)


def test_a_row_of_units_below_the_column_numbers_belongs_to_the_header() -> None:
    rows = [
        ["Program", "Target", None, "Realisasi", None],
        ["1", "2", None, "3", None],
        [None, "K", "Rp", "K", "Rp"],
        ["PROGRAM PENUNJANG", "1", "100.000", "1", "90.000"],
    ]
    table = grid(rows, [(0, 1, 1, 2), (0, 3, 1, 2), (1, 0, 2, 1), (1, 1, 1, 2), (1, 3, 1, 2)])
    assert found(table) == (0, 3, 1)


def test_subheaders_below_groups_belong_to_a_header_without_numbers() -> None:
    rows = [
        ["Indikator Kinerja", "2023", None, "2024", None],
        [None, "Target", "Realisasi", "Target", "Realisasi"],
        ["Persentase PMKS", "50%", "55 %", "58 %", "65 %"],
    ]
    table = grid(rows, [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)])
    assert found(table) == (0, 2, None)


def test_a_merged_code_header_does_not_swallow_the_first_code() -> None:
    rows = [["KODE", None, None, "SUB KEGIATAN"], ["1", "06", "", "URUSAN SOSIAL"], ["1", "06", "02", "PROGRAM"]]
    assert found(grid(rows, [(0, 0, 1, 3)])) == (0, 1, None)


def test_a_header_cell_without_a_border_below_does_not_make_the_values_beside_it_header() -> None:
    rows = [
        ["Sasaran", "Indikator Kinerja", "Anggaran", None],
        [None, None, "Target", "Realisasi"],
        [None, "jalan kabupaten yang mantap", "", ""],
        [None, "Jumlah jembatan", "71.205.000", "70.114.300"],
        [None, "Jumlah rambu", "15.330.000", "15.330.000"],
    ]
    assert found(grid(rows, [(0, 0, 5, 1), (0, 1, 2, 1), (0, 2, 1, 2)])) == (0, 2, None)


def test_an_empty_place_beside_numbered_items_does_not_make_them_header() -> None:
    names = ("Juru masak", "Tukang kebun", "Juru ketik", "Pesuruh")
    items: list[list[str | None]] = [[f"{k}.", name, str(k), None] for k, name in enumerate(names, 1)]
    table = grid([["No.", "Tugas", "Jumlah", ""], *items], [(0, 3, 4, 1)])
    assert found(table) == (0, 1, None)


def test_a_title_inside_the_grid_is_no_header() -> None:
    rows = [
        ["RINGKASAN APBD TAHUN 2018", None, None],
        ["Nomor Urut", "Uraian", "Jumlah"],
        ["1", "2", "3"],
        ["4", "PENDAPATAN", "1.722.563"],
    ]
    assert found(grid(rows, [(0, 0, 1, 3)])) == (1, 2, 2)


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "Perlindungan sosial", "Persentase", "257.745.500"],
        ["1.06.01.2.01", "Perencanaan", "Jumlah dokumen", "3 dokumen", "1.000.000"],
        ["A", "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH", "", "", ""],
        ["", "", "Penyusunan dokumen perencanaan", "", ""],
    ],
)
def test_a_page_that_begins_with_body_rows_has_no_header(row: list[str]) -> None:
    assert find_header(grid([row, ["", "", "Koordinasi", "Jumlah laporan", "5.000.000"]])).n_rows == 0


def test_a_vision_and_a_mission_stated_above_the_header_are_titles() -> None:
    rows = [
        ["VISI", "Desa pesisir yang gemar membaca", None, None],
        ["MISI 1", "Memperbanyak taman baca di setiap pulau", None, None],
        ["Tujuan", "Sasaran", "Strategi", "Arah Kebijakan"],
        ["Warga lebih gemar membaca", "Bertambahnya pembaca", "Perahu pustaka", "Perahu singgah di setiap dermaga"],
    ]
    assert found(grid(rows, [(0, 1, 1, 3), (1, 1, 1, 3)])) == (2, 1, None)
    group = [["Sasaran", "Kinerja Tahun 2031", None, None], ["Uraian", "Target", "Realisasi", "Capaian"], rows[3]]
    assert found(grid(group, [(0, 1, 1, 3)])) == (0, 2, None)


def test_many_lines_of_title_inside_the_grid_are_no_header() -> None:
    titles = [["Tabel 2.1"], ["REALISASI PENDAPATAN"], ["BADAN PENDAPATAN"], ["KABUPATEN CONTOH"], ["TAHUN 2024"], [""]]
    head = ["No", "Uraian", "Realisasi", "Anggaran"]
    rows = [*([*title, None, None, None] for title in titles), head, ["1", "Pajak", "1.000.000", "2.000.000"]]
    assert found(grid(rows, [(r, 0, 1, 4) for r in range(6)])) == (6, 1, None)


def test_a_header_of_strange_words_is_known_by_the_values_below_it() -> None:
    rows = [["No", "Koridor", "Kesesuaian (%)"], ["1", "Surabaya - Sumenep", "88"], ["2", "Sumenep - Surabaya", "94"]]
    assert found(grid(rows)) == (0, 1, None)


def test_broken_words_still_count_as_header_words() -> None:
    assert wording("K\nel\nompo\nk Sasa\nran") > 0.9
    assert wording("Surabaya - Sumenep") < 0.3


@pytest.mark.parametrize("text", ["1.250.000", "Rp 3.000,-", "12 Dokumen", "99,5 %", "-", "1.06.02", "(5.000)"])
def test_values_are_no_header_texts(text: str) -> None:
    assert is_datum(text)


@pytest.mark.parametrize(
    "text",
    ["2024", "Tahun 2023", "2023/2024", "Pagu (Rp)", "Tahun n-1", "", "(Rp.000)", "Rp. .000,-", "(000)", "2031 Target"],
)
def test_years_and_words_may_be_header_texts(text: str) -> None:
    assert not is_datum(text)


@pytest.mark.parametrize(
    ("text", "key"), [("1.", True), ("IV", True), ("1.06.02", True), ("a)", True), ("Jumlah", False)]
)
def test_keys_are_numbers_letters_and_codes(text: str, key: bool) -> None:
    assert is_key(text) is key


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=12))
def test_any_grid_gets_a_header_within_its_rows(rows: list[list[str]]) -> None:
    width = min(map(len, rows))
    header = find_header(grid([row[:width] for row in rows]))
    assert 0 <= header.first_row <= header.end <= len(rows)
    assert header.number_row is None or header.first_row <= header.number_row < header.end


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.truth.json")), ids=lambda path: path.name.split(".")[0])
def test_the_headers_of_the_samples_are_found_whole(path: Path) -> None:
    for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
        rows = [*table["header"], *table["grid"][:12]]
        header = find_header(grid(rows, table["header_spans"]))
        assert (header.first_row, header.n_rows) == (0, len(table["header"])), table["judul"]


def test_column_numbers_are_found_below_the_scale_of_the_amounts() -> None:
    rows = [
        ["No", "Program/Kegiatan", "Target", "Kebutuhan Dana"],
        [None, None, None, "(Rp.000)"],
        ["1", "2", "3", "4"],
    ]
    spans = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1)]
    assert found(grid([*rows, ["1", "Program Alfa", "100%", "1.250.000"]], spans)) == (0, 3, 2)


def test_a_header_that_lists_what_its_cells_may_say_is_no_value_above_the_column_numbers() -> None:
    rows = [
        ["Kode", "Kegiatan", "Pagu (Rp)", "Jenis Kegiatan"],
        ["", "", "", "1/2/3"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["1.06.01", "Rapat", "5.000.000", "2"],
    ]
    assert found(grid(rows)) == (0, 3, 2)


def test_years_counted_anew_below_each_measure_are_not_the_column_numbers() -> None:
    head = [
        ["Uraian", "Anggaran Tahun", None, None, "Realisasi Tahun", None, None],
        [None, "1", "2", "3", "1", "2", "3"],
    ]
    body = [["Belanja Pasar Ikan", *["1.250.000"] * 6], ["Belanja Alat Tenun", *["3.400.000"] * 6]]
    spans = [(0, 0, 2, 1), (0, 1, 1, 3), (0, 4, 1, 3)]
    counted = grid([*head, [str(n) for n in range(1, 8)], *body], spans)
    assert found(counted) == (0, 3, 2)


def test_a_year_that_lost_a_digit_heads_the_words_below_it() -> None:
    rows = [
        ["No", "Indikator", "201", None],
        [None, None, "Target", "Realisasi"],
        ["1.", "Jumlah suar menyala", "14", "12"],
        ["2.", "Jumlah dermaga terawat", "8", "9"],
    ]
    spans = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)]
    assert found(grid(rows, spans))[:2] == (0, 2)


def test_a_number_over_values_heads_no_words() -> None:
    rows = [
        ["1.", "Jumlah suar menyala", "201", None],
        [None, None, "14", "12"],
        ["2.", "Jumlah dermaga terawat", "8", "9"],
    ]
    assert found(grid(rows, [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)]))[1] == 0


SHEET_HEAD = ["Kode", "Program", "Pagu (Rp)", "Realisasi (Rp)"]
SHEET_BODY = [["3.31.01", "PROGRAM TENUN", "1.500.000", "900.000"], ["3.31.02", "PROGRAM BATIK", "2.500.000", "0"]]


@pytest.mark.parametrize("width", [1, 2])
def test_titles_among_printed_grid_lines_stand_above_the_header(width: int) -> None:
    title = ["REALISASI ANGGARAN DINAS TENUN", *([None] * (width - 1)), *([""] * (4 - width))]
    rows = [title, title, [""] * 4, SHEET_HEAD, *SHEET_BODY]
    assert found(grid(rows, [(0, 0, 1, width), (1, 0, 1, width)])) == (3, 1, None)


@pytest.mark.parametrize("above", [[["", "", "1.500.000", ""], [""] * 4], [["3.31", "TENUN", "", ""], [""] * 4]])
def test_rows_of_values_or_of_several_texts_are_no_titles_among_grid_lines(above: list[list[str]]) -> None:
    assert found(grid([*above, SHEET_HEAD, *SHEET_BODY]))[0] == 0
