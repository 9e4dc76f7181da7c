"""Columns that number and code: told from quantities by how they count, and by what stands beside and above them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box, Cell, Table
from normalize.columns.looks import classify
from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.rows import build_rows
from normalize.types import BudgetRow, DocumentMeta, JenisDokumen, TingkatBaris

META = DocumentMeta(JenisDokumen.LAINNYA, None, 2024, 2024, (), None)
NAMES = ("Program Penataan Taman Alfa", "Program Sarana Pasar Beta", "Program Jalan Desa Gama", "Program Irigasi Delta")
Row = Sequence[str | tuple[str, int]]


def grid_of(head: Sequence[Row], body: Sequence[Row]) -> Grid:
    """A grid; a pair is a text and the columns that its merged cell covers."""
    cells = []
    for r, row in enumerate([*head, *body]):
        col = 0
        for entry in row:
            text, span = entry if isinstance(entry, tuple) else (entry, 1)
            if text:
                box = Box(col * 60.0, r * 12.0, (col + span) * 60.0, r * 12.0 + 12.0)
                cells.append(Cell(r, col, 1, span, text, 1, box, is_header=r < len(head)))
            col += span
        width = col
    return Grid(Table((1,), None, "", len(head) + len(body), width, len(head), tuple(cells), "uji", 1.0))


def roles(grid: Grid) -> list[str | None]:
    return [c.peran for c in read_columns(grid, META).columns]


def rows(grid: Grid) -> tuple[BudgetRow, ...]:
    return build_rows(grid, read_columns(grid, META).columns)


def test_running_numbers_without_a_header_are_no_target() -> None:
    # The list of budgets below a perjanjian kinerja (Permenpan 53/2014) has no rules and no "No".
    body = [[f"{k + 1}.", name, f"{k + 2}75.000.000", "APBD"] for k, name in enumerate(NAMES)]
    assert roles(grid_of([["", "Program", "Anggaran", "Keterangan"]], body))[0] == "nomor"


def test_a_header_that_was_taken_for_a_row_hides_no_running_numbers() -> None:
    body = [["No", "Nama Surat Kabar", "Jumlah"]]
    body += [[str(k + 1), name.removeprefix("Program "), f"{7 * k + 3}"] for k, name in enumerate(NAMES)]
    assert roles(grid_of([], body))[0] == "nomor"


def test_two_numbers_with_a_dot_are_enough_also_where_a_list_goes_on() -> None:
    body = [[f"{k + 4}.", name, f"{k + 2}75.000.000"] for k, name in enumerate(NAMES[:2])]
    assert roles(grid_of([["", "Program", "Anggaran"]], body))[0] == "nomor"


def test_quantities_that_count_on_by_chance_stay_quantities() -> None:
    body = [[f"{k + 1}", name, f"{k + 2}75.000.000"] for k, name in enumerate(NAMES)]
    assert roles(grid_of([["Target", "Program", "Anggaran"]], body))[0] == "target"


def test_padded_numbers_under_kode_are_codes_whatever_level_the_column_below_names() -> None:
    head: list[Row] = [[("Kode", 2), "Uraian", "Jumlah"], ["Program", "Kegia tan", "", ""]]
    body: list[Row] = [["01", "", "Program Penataan Taman Alfa", "95.000.000"]]
    body += [["", number, f"Kegiatan {number}", "19.000.000"] for number in ("01", "04", "11", "23", "30")]
    grid = grid_of(head, body)
    assert roles(grid) == ["kode", "kode", "nama", "pagu"]
    assert [r.kode_asli for r in rows(grid)] == ["01", "01", "04", "11", "23", "30"]


def test_the_number_of_a_sasaran_is_no_code() -> None:
    head: list[Row] = [[("Sasaran", 2), ("Indikator Sasaran", 2), "Target 2024"]]
    body: list[Row] = [
        [f"1.1.{k}", f"Meningkatnya mutu layanan bagian {k}", f"1.1.{k}.1", f"Persentase layanan {k} yang baik", "80 %"]
        for k in range(1, 5)
    ]
    grid = grid_of(head, body)
    assert roles(grid)[:4] == ["nomor", "sasaran", "nomor", "indikator"]
    assert {r.kode_asli for r in rows(grid)} == {None}


def test_the_number_of_an_indicator_behind_its_sasaran_is_no_target() -> None:
    head: list[Row] = [["No", "Sasaran", ("Indikator Kinerja", 2), "Target"]]
    goals = ("Meningkatnya mutu taman kota", "Meningkatnya jumlah wisatawan", "", "Meningkatnya panen warga")
    body: list[Row] = [
        [str(k + 1) if goal else "", goal, str(1 + (k == 2)), f"Persentase ukuran {k} yang dicapai", "80 %"]
        for k, goal in enumerate(goals)
    ]
    assert roles(grid_of(head, body)) == ["nomor", "sasaran", "nomor", "indikator", "target"]


def test_numbers_behind_the_names_under_an_unknown_word_are_no_codes() -> None:
    head = [["Kode", "Program", "Anggaran", "Rupa-rupa"]]
    body = [[f"1.03.0{k + 2}", name, f"{k + 2}75.000.000", f"{11 * k + 17}"] for k, name in enumerate(NAMES)]
    grid = grid_of(head, body)
    assert roles(grid)[3] == "keterangan"
    assert [r.kode_asli for r in rows(grid)] == ["1.03.02", "1.03.03", "1.03.04", "1.03.05"]


def test_what_stands_below_tujuan_and_sasaran_is_named_after_them() -> None:
    head: list[Row] = [[("Tujuan", 2), ("Sasaran", 2)], ["Uraian", "Indikator", "Uraian", "Indikator"]]
    body = [
        [f"Terwujudnya tata kelola {k}", f"Nilai tata kelola {k}", f"Meningkatnya mutu {k}", f"Nilai mutu bagian {k}"]
        for k in range(4)
    ]
    assert roles(grid_of(head, body)) == ["tujuan", "indikator", "sasaran", "indikator"]


def test_the_mission_printed_in_the_last_row_of_a_header_names_none_of_its_columns() -> None:
    head = [
        ["Tujuan", "Sasaran", "Indikator", ("Tahun", 2)],
        [("Misi 3: Memajukan pelabuhan rakyat dan pasar ikan", 3)],
    ]
    head[1] += ["Target 2024", "Capaian 2024"]
    body = [
        [f"Majunya {n}", f"Bertambahnya {n}", f"Persentase {n}", f"{k + 60}", f"{k + 55}"] for k, n in enumerate(NAMES)
    ]
    assert roles(grid_of(head, body)) == ["tujuan", "sasaran", "indikator", "target", "capaian"]


def test_codes_that_a_narrow_cell_tore_inside_of_a_group_are_codes_and_torn_amounts_are_none() -> None:
    assert [classify(t) for t in ("3.07.01.2.0 4.0012", "3.07.01.2.0 4", "417.250.00 0")] == ["kode", "kode", "uang"]
    body = [[f"3.07.0{k + 1}.2.0 {k + 3}", name, f"{k + 2}75.000.000"] for k, name in enumerate(NAMES)]
    assert roles(grid_of([["Kode", "Program", "Target Renja 2024"]], body))[0] == "kode"


def test_labels_that_run_over_the_table_are_no_codes_of_the_column_where_they_begin() -> None:
    head = [["Kode", "Program/Kegiatan", "Indikator", "Target Renja 2031", "Anggaran Renja 2031", "Realisasi 2031 (%)"]]
    body: list[Row] = [
        [f"3.0{k}", name, f"Jumlah taman ke {k}", f"{k + 2} taman", f"{k + 1}75.000.000", "90"]
        for k, name in enumerate(NAMES, 1)
    ]
    for at in (4, 3, 2, 1):
        body[at:at] = [[("Rata-rata capaian kinerja (%)", 5), "90"], [("Predikat kinerja", 5), "ST"]]
    body.append([("JUMLAH ANGGARAN DAN REALISASI DARI SELURUH PROGRAM", 3), "", "1.400.000.000", ""])
    body.append([("TOTAL RATA-RATA CAPAIAN KINERJA DAN ANGGARAN", 5), "90"])
    grid = grid_of(head, body)
    assert roles(grid)[0] == "kode"
    found = rows(grid)
    assert [row.nama for row in found] == [*NAMES, "JUMLAH ANGGARAN DAN REALISASI DARI SELURUH PROGRAM"]
    assert [row.level for row in found][-1] is TingkatBaris.JUMLAH
    assert [row.lanjutan for row in found] == [None] * 5


def test_the_lowest_line_of_a_header_that_a_page_prints_again_gives_no_values() -> None:
    pair = ["K", "Rp"]
    head = [["Program", ("Target Renja 2031", 2), ("Realisasi Renja 2031", 2)], ["", *pair, *pair]]
    body = [[name, f"{k + 2}", f"{k + 1}75.000.000", "1", f"{k + 1}20.000.000"] for k, name in enumerate(NAMES)]
    body.insert(2, ["", *pair, *pair])
    found = rows(grid_of(head, body))
    assert [row.nama for row in found] == list(NAMES)
    assert all(value.nilai is not None for row in found for value in row.values)
