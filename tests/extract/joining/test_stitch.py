"""Pages of one table joined, and tables that meet kept apart."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.joining.rowcut import is_cut
from extract.joining.stitch import join_pages
from extract.page.orientation import line_back, table_back
from extract.types import Box, Cell, PageResult, PageTable, Table, TextLine

SAMPLES = Path(__file__).parents[3] / "samples"
HEADER = [["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu (Rp)"], ["1", "2", "3", "4", "5"]]
BODY = [
    ["1.06.01", "PROGRAM PENUNJANG", "Nilai SAKIP", "80 Poin", "1.000.000"],
    ["1.06.01.2.01", "Perencanaan", "Jumlah dokumen perencanaan", "4 Dokumen", "400.000"],
    ["1.06.01.2.02", "Administrasi keuangan", "Jumlah laporan keuangan", "2 Laporan", "600.000"],
    ["1.06.02", "PROGRAM PEMBERDAYAAN", "Persentase PSKS", "75 %", "2.000.000"],
]
Row = Sequence[str | None]


def table(
    page: int,
    rows: Sequence[Row],
    spans: Sequence[Sequence[int]] = (),
    *,
    top: float = 60,
    left: float = 50,
    **more: Any,
) -> PageTable:
    """A grid of 100 x 20 point cells; None stands for a place that a merged cell covers."""
    spanning = {(r, c): (rs, cs) for r, c, rs, cs in spans}
    edges = more.pop("edges", None) or tuple(left + 100.0 * i for i in range(max(map(len, rows)) + 1))
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is not None:
                rs, cs = spanning.get((r, c), (1, 1))
                box = Box(edges[c], top + 20 * r, edges[c + cs], top + 20 * (r + rs))
                cells.append(Cell(r, c, rs, cs, text, page, box))
    whole = Box(edges[0], top, edges[-1], top + 20 * len(rows))
    return PageTable(page, whole, len(rows), len(edges) - 1, tuple(cells), "test", 0.9, edges, **more)


def line(page: int, text: str, y: float, *, bold: bool = False) -> TextLine:
    return TextLine(page, text, Box(50, y, 400, y + 12), 10, bold)


def page(number: int, *tables: PageTable, lines: Sequence[TextLine] = ()) -> PageResult:
    return PageResult(number, 842, 595, tuple(lines), tables)


def rows_of(joined: Table) -> list[list[str]]:
    grid = [[""] * joined.n_cols for _ in range(joined.n_rows)]
    for cell in joined.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


CAPTION = line(1, "Tabel 4.1 Rencana Program", 40, bold=True)


def test_a_repeated_header_is_kept_once() -> None:
    (joined,) = join_pages(
        [page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION]), page(2, table(2, [*HEADER, *BODY[2:]]))]
    )
    assert rows_of(joined) == [*HEADER, *BODY]
    assert (joined.pages, joined.nomor, joined.judul) == ((1, 2), "4.1", "Rencana Program")
    assert (joined.n_header_rows, joined.number_row) == (2, 1)
    assert [cell.is_header for cell in joined.cells] == [cell.row < 2 for cell in joined.cells]


@pytest.mark.parametrize(
    "again",
    [[], HEADER[:1], HEADER[1:], [["Kde", "Program/Kegatan", "Indiktor Kinerja", "Trget", "Pgu (Rp)"], HEADER[1]]],
    ids=["not at all", "without the numbers", "only the numbers", "damaged"],
)
def test_a_header_may_be_repeated_in_part_or_not_at_all(again: list[list[str]]) -> None:
    (joined,) = join_pages([page(1, table(1, [*HEADER, *BODY[:2]])), page(2, table(2, [*again, *BODY[2:]]))])
    assert rows_of(joined) == [*HEADER, *BODY]


def test_a_caption_begins_a_new_table_even_with_the_same_columns() -> None:
    new = line(2, "Tabel 4.2 Rencana Tahun Depan", 40, bold=True)
    tables = join_pages(
        [page(1, table(1, [*HEADER, *BODY]), lines=[CAPTION]), page(2, table(2, [*HEADER, *BODY]), lines=[new])]
    )
    assert [t.nomor for t in tables] == ["4.1", "4.2"]


def test_a_caption_that_says_continued_does_not_begin_a_table() -> None:
    again = line(2, "Lanjutan Tabel 4.1", 40, bold=True)
    pages = [
        page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION]),
        page(2, table(2, [*HEADER, *BODY[2:]]), lines=[again]),
    ]
    assert [rows_of(t) for t in join_pages(pages)] == [[*HEADER, *BODY]]


def test_a_caption_that_the_page_break_parts_from_its_table_is_found() -> None:
    pages = [page(1, lines=[replace(CAPTION, box=Box(50, 560, 400, 572))]), page(2, table(2, [*HEADER, *BODY]))]
    assert [t.nomor for t in join_pages(pages)] == ["4.1"]


def test_a_sentence_that_leads_over_the_page_break_stands_above_its_table() -> None:
    texts = ["Belanja menurut DPA tahun 2031 tercantum pada", "tabel sebagai berikut:"]
    leading = [line(1, text, 540 + 14 * at) for at, text in enumerate(texts)]
    joined = join_pages([page(1, lines=leading), page(2, table(2, [*HEADER, *BODY]))])
    assert [[above.text for above in t.above] for t in joined] == [texts]
    assert joined[0].judul is None


def test_a_sentence_that_only_ends_a_page_stands_above_no_table() -> None:
    ending = [line(1, "Belanja tahun 2031 dibahas pada bab berikutnya.", 554)]
    joined = join_pages([page(1, lines=ending), page(2, table(2, [*HEADER, *BODY]))])
    assert [t.above for t in joined] == [()]


def test_other_columns_begin_a_new_table() -> None:
    pages = [
        page(1, table(1, [*HEADER, *BODY])),
        page(2, table(2, [["No", "Jabatan", "Jumlah"], ["1", "Kepala", "1"]])),
    ]
    assert [t.n_cols for t in join_pages(pages)] == [5, 3]


def test_text_between_two_grids_keeps_them_apart() -> None:
    text = [line(2, "Uraian capaian tersebut dapat dijelaskan lebih lanjut pada bagian berikut dari dokumen ini.", 30)]
    pages = [page(1, table(1, [*HEADER, *BODY[:2]])), page(2, table(2, BODY[2:]), lines=text)]
    assert len(join_pages(pages)) == 2


def test_the_heading_of_the_next_section_above_a_repeated_header_does_not_part_a_table() -> None:
    first = page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION, line(1, "Misi 1: Mutu Layanan", 52, bold=True)])
    second = page(2, table(2, [*HEADER, *BODY[2:]]), lines=[line(2, 'Misi 2 : "Daya Saing"', 45, bold=True)])
    (joined,) = join_pages([first, second])
    assert rows_of(joined) == [*HEADER, *BODY]
    bare = page(2, table(2, BODY[2:]), lines=[line(2, "Misi 2: Daya Saing", 45, bold=True)])
    assert len(join_pages([first, bare])) == 2
    assert len(join_pages([page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION]), second])) == 2


def test_the_texts_of_merged_cells_that_run_out_below_the_grid_do_not_part_a_table() -> None:
    def below(text: str, left: float, right: float, y: float) -> TextLine:
        return TextLine(1, text, Box(left, y, right, y + 8), 8, False)

    words = "terpenuhinya kebutuhan sarana dan prasarana"
    spilt = [below(words, column, column + 95, y) for column in (252, 352, 452) for y in (165, 175)]
    second = page(2, table(2, [*HEADER, *BODY[2:]]))
    (joined,) = join_pages([page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION, *spilt]), second])
    assert rows_of(joined) == [*HEADER, *BODY]
    prose = [below(words * 2, 50, 550, y) for y in (165, 175)]
    assert len(join_pages([page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION, *prose]), second])) == 2


def test_running_headers_do_not_part_a_table() -> None:
    pages = [
        page(
            n, table(n, [*HEADER, BODY[n % 4]]), lines=[line(n, "Rencana Kerja 2024", 10), line(n, f"Halaman {n}", 580)]
        )
        for n in range(1, 6)
    ]
    assert [t.pages for t in join_pages(pages)] == [(1, 2, 3, 4, 5)]


def test_a_foot_well_above_the_edge_of_the_page_does_not_part_a_table() -> None:
    pages = [
        page(n, table(n, [*(HEADER if n == 1 else []), BODY[n % 4]]), lines=[line(n, f"III | {n}", 470)])
        for n in range(1, 6)
    ]
    assert [t.pages for t in join_pages(pages)] == [(1, 2, 3, 4, 5)]


def test_a_foot_on_both_pages_of_a_document_of_two_does_not_part_a_table() -> None:
    foot = "DICETAK DENGAN APLIKASI KEUANGAN"
    pages = [
        page(n, table(n, [*HEADER, *BODY[2 * n - 2 : 2 * n]]), lines=[line(n, foot, 500, bold=True)]) for n in (1, 2)
    ]
    assert [rows_of(t) for t in join_pages(pages)] == [[*HEADER, *BODY]]


def test_a_gap_on_a_page_parts_no_table_whose_columns_go_on_without_a_header() -> None:
    first, second = table(1, [*HEADER, *BODY[:2]]), table(1, BODY[2:], top=260)
    assert [rows_of(t) for t in join_pages([page(1, first, second)])] == [[*HEADER, *BODY]]
    title = line(1, "Rincian Lain", 240, bold=True)
    assert len(join_pages([page(1, first, second, lines=[title])])) == 2


def test_a_total_alone_at_the_top_of_a_page_belongs_to_the_table_before() -> None:
    total = ["", "Jumlah", "", "", "3.000.000"]
    (joined,) = join_pages([page(1, table(1, [*HEADER, *BODY])), page(2, table(2, [total]))])
    assert rows_of(joined)[-1] == total


def test_a_table_that_starts_again_after_its_total_is_another() -> None:
    rows = [["No", "Kegiatan", "Anggaran"], ["1", "Rapat", "100.000"], ["Jumlah", "", "100.000"]]
    assert len(join_pages([page(1, table(1, rows)), page(2, table(2, rows))])) == 2


def dated(pagu: str, body: list[list[str]]) -> list[list[str]]:
    return [[*HEADER[0][:4], pagu], *body]


@pytest.mark.parametrize(("again", "tables"), [("Pagu 2027 (Rp)", 1), ("Pagu 2028 (Rp)", 2)])
def test_the_same_rows_once_more_below_the_header_of_another_year_are_another_table(again: str, tables: int) -> None:
    body = [["1", *row[1:]] for row in BODY[:2]]
    joined = join_pages([page(1, table(1, dated("Pagu 2027 (Rp)", body))), page(2, table(2, dated(again, body)))])
    assert len(joined) == tables


def test_rows_that_go_on_below_the_header_of_another_year_are_one_table_whose_column_has_two_years() -> None:
    first, second = dated("Pagu 2027 (Rp)", BODY[:2]), dated("Pagu 2028 (Rp)", BODY[2:])
    (joined,) = join_pages([page(1, table(1, first)), page(2, table(2, second))])
    assert joined.redated == {4}


def test_small_tables_on_one_page_stay_apart() -> None:
    first = table(1, [["No", "Golongan", "Jumlah"], ["1", "IV", "3"]], top=60)
    second = table(1, [["No", "Golongan", "Jumlah"], ["1", "III", "9"]], top=160)
    title = line(1, "Keadaan Pegawai Perempuan", 140, bold=True)
    assert [t.judul for t in join_pages([page(1, first, second, lines=[title])])] == [None, "Keadaan Pegawai Perempuan"]


def test_a_grid_broken_on_one_page_is_one_table() -> None:
    upper = table(1, [*HEADER, *BODY[:2]])
    assert len(join_pages([page(1, upper, table(1, BODY[2:], top=upper.box.y1 + 1))])) == 1


@pytest.mark.parametrize(("opening", "n_rows"), [("Program Penataan Taman Kota", 6), ("beserta Program Kerjanya", 5)])
def test_a_title_like_those_of_the_rows_before_is_no_rest_of_the_row_above_the_break(opening: str, n_rows: int) -> None:
    """In a list whose titles have nothing but their name, the next page begins with one more of them."""
    first = [
        ["", "Program Pembibitan Pohon", "", "", ""],
        ["1", "Pembelian bibit", "Jumlah bibit", "90 Batang", "450.000"],
        ["", "Program Pengairan Lahan", "", "", ""],
        ["2", "Pengeboran sumur lahan", "Jumlah sumur", "3 Titik", "870.000"],
    ]
    second = [["", opening, "", "", ""], ["3", "Penanaman pohon", "Jumlah pohon", "70 Pohon", "310.000"]]
    (joined,) = join_pages([page(1, table(1, [*HEADER, *first])), page(2, table(2, [*HEADER, *second]))])
    assert joined.n_rows - joined.n_header_rows == n_rows


@pytest.mark.parametrize("is_open", [True, False], ids=["borders missing", "borders drawn"])
def test_a_row_that_the_page_break_cuts_is_made_whole(is_open: bool) -> None:
    head = ["1.06.01.2.01", "Perencanaan,", "Jumlah dokumen", "4 Dokumen", "400.000"]
    rest = ["", "penganggaran dan evaluasi", "perencanaan", "", ""]
    pages = [
        page(1, table(1, [*HEADER, BODY[0], head], open_bottom=is_open)),
        page(2, table(2, [*HEADER, rest, BODY[3]], open_top=is_open)),
    ]
    (joined,) = join_pages(pages)
    assert rows_of(joined)[3] == [head[0], f"{head[1]}\n{rest[1]}", f"{head[2]}\n{rest[2]}", *head[3:]]
    assert joined.n_rows == 5
    assert {cell.page for cell in joined.cells if cell.row == 3} == {1}


def test_a_stacked_code_whose_digits_the_page_break_parts_is_one_code() -> None:
    """In columns so narrow the rest of a cut row looks like a row with a code of its own."""
    body = [["1\n9", f"0\n4\n{i}", f"Pengadaan {i}", "1 Unit", "1.000"] for i in range(6)]
    above = table(1, [*HEADER, *body, ["2", "0", "Pembangunan Dermaga", "1 Unit", "5.000"]])
    below = table(2, [["3", "8\n6", "Kabupaten Anu"], ["2\n3", "0\n8\n7", "Pemeliharaan", "2 Unit", "7.000"]])
    (joined,) = join_pages([page(1, above), page(2, below)])
    names = [row[2] for row in rows_of(joined)]
    assert names[-2:] == ["Pembangunan Dermaga\nKabupaten Anu", "Pemeliharaan"]
    whole = table(2, [["2\n3", "0\n8\n6", "Kabupaten Anu"]])
    (apart,) = join_pages([page(1, table(1, [*HEADER, *body])), page(2, whole)])
    assert [row[2] for row in rows_of(apart)][-1] == "Kabupaten Anu"


def test_a_row_without_what_every_row_has_is_the_rest_of_the_row_above() -> None:
    """The office in charge stands on every row, so the line without it goes on from the page before."""
    lines = [["", f"Persentase warga yang dilayani {i}", "", "", "DINKES"] for i in range(14)]
    above = table(1, [*HEADER, *lines, ["", "Persentase warga yang diperiksa di Kota", "", "", "DINKES"]])
    below = table(2, [["", "Anu dalam setahun", "", "", ""], ["", "Jumlah puskesmas", "", "", "DINKES"]])
    (joined,) = join_pages([page(1, above), page(2, below)])
    assert [row[1] for row in rows_of(joined)][-2:] == [
        "Persentase warga yang diperiksa di Kota\nAnu dalam setahun",
        "Jumlah puskesmas",
    ]


def test_an_indicator_row_below_a_name_row_is_a_row_of_its_own() -> None:
    name = ["1.06.01.2.01", "Perencanaan", "", "", ""]
    indicator = ["", "", "Jumlah dokumen perencanaan", "4 Dokumen", "400.000"]
    (joined,) = join_pages([page(1, table(1, [*HEADER, BODY[0], name])), page(2, table(2, [indicator, BODY[3]]))])
    assert rows_of(joined)[3:5] == [name, indicator]


LAST = {0: "1.06.01.2.", 1: "Penyediaan Jasa Pemeliharaan", 2: "Jumlah kendaraan", 3: "8 Unit", 4: "267.248.500,"}


@pytest.mark.parametrize(
    "first",
    [{0: "09.02"}, {4: "00"}, {1: "Kendaraan Dinas"}, {2: "dinas yang dipelihara"}, {1: "dan Pajak", 2: "dinas"}],
)
def test_the_rest_of_a_row_has_no_values_and_no_key_of_its_own(first: dict[int, str]) -> None:
    assert is_cut(LAST, first, open_bottom=False, open_top=False)


@pytest.mark.parametrize(
    "first",
    [
        {0: "1.06.02", 1: "PROGRAM", 3: "1 Unit"},
        {2: "Jumlah gedung", 3: "2 Unit", 4: "1.000.000"},
        {1: "Jumlah", 4: "3.000.000"},
        {0: "2", 1: "lain-lain", 4: "10.000"},
        {},
    ],
)
def test_a_row_with_a_key_or_values_is_new(first: dict[int, str]) -> None:
    assert not is_cut(LAST, first, open_bottom=False, open_top=False)


def test_what_a_tables_other_rows_are_like_is_asked_only_where_it_decides() -> None:
    def refuse() -> bool:
        raise AssertionError

    ends_open = {0: "1.06.01.2.", 1: "Penyediaan Jasa Pemeliharaan dan", 3: "8 Unit"}
    assert is_cut(ends_open, {0: "09.02", 1: "pajak kapal"}, False, False, valued=refuse, lacking=refuse, titled=bool)
    new_row = {0: "1.06.02", 1: "PROGRAM", 3: "1 Unit", 4: "5.000.000"}
    assert not is_cut(LAST, new_row, False, False, valued=refuse, lacking=refuse, titled=refuse)


def test_a_row_that_lacks_what_every_other_has_is_the_rest_of_one() -> None:
    last, first = {1: "Pemeliharaan", 2: "Jumlah", 3: "Bidang Armada"}, {2: "Kapal"}
    assert not is_cut(last, first, open_bottom=True, open_top=False)
    assert is_cut(last, first, open_bottom=True, open_top=False, lacking=lambda: True)


def test_a_column_that_one_page_lacks_is_found_by_the_borders() -> None:
    edges = (50.0, 150.0, 250.0, 350.0, 450.0, 550.0)
    fewer = table(2, [["1.06.02", "PROGRAM", "75 %", "2.000"]], edges=(50.0, 150.0, 250.0, 450.0, 550.0))
    (joined,) = join_pages([page(1, table(1, [*HEADER, *BODY], edges=edges)), page(2, fewer)])
    assert joined.n_cols == 5
    assert rows_of(joined)[-1] == ["1.06.02", "PROGRAM", "75 %", "", "2.000"]


def test_a_column_that_only_a_later_page_divides_is_added() -> None:
    merged = [["Kode", "Program/Kegiatan", "Target", "Pagu (Rp)"], ["1", "2", "3", "4"]]
    more = table(2, [["1", "06", "PROGRAM", "75 %", "2.000"]], edges=(50.0, 100.0, 150.0, 250.0, 350.0, 450.0))
    (joined,) = join_pages([page(1, table(1, merged, edges=(50.0, 150.0, 250.0, 350.0, 450.0))), page(2, more)])
    assert joined.n_cols == 5
    assert [cell.colspan for cell in joined.cells if cell.row == 0] == [2, 1, 1, 1]
    assert rows_of(joined)[-1] == ["1", "06", "PROGRAM", "75 %", "2.000"]


def test_pages_of_other_size_join_when_the_columns_scale() -> None:
    small = tuple(30 + 0.6 * (100.0 * i) for i in range(6))
    pages = [
        page(1, table(1, [*HEADER, *BODY[:2]])),
        replace(page(2, table(2, [*HEADER, *BODY[2:]], edges=small)), width=505),
    ]
    assert len(join_pages(pages)) == 1


def test_a_merged_cell_goes_on_over_the_page_break() -> None:
    first = table(
        1,
        [["Sasaran", "Program", "Pagu"], ["Meningkatnya layanan", "A", "1.000"], [None, "B", "2.000"]],
        [(1, 0, 2, 1)],
    )
    second = table(2, [["", "C", "3.000"], [None, "D", "4.000"]], [(0, 0, 2, 1)])
    (joined,) = join_pages([page(1, first), page(2, second)])
    merged = next(cell for cell in joined.cells if cell.text == "Meningkatnya layanan")
    assert (merged.row, merged.rowspan) == (1, 4)
    assert sum(cell.col == 0 for cell in joined.cells) == 2


def test_a_page_left_blank_does_not_part_a_table() -> None:
    blank = page(2, lines=[line(2, "Halaman ini sengaja dikosongkan", 300)])
    assert (
        len(join_pages([page(1, table(1, [*HEADER, *BODY[:2]])), blank, page(3, table(3, [*HEADER, *BODY[2:]]))])) == 1
    )


def test_a_page_with_text_parts_a_table() -> None:
    text = page(2, lines=[line(2, "Sasaran ditetapkan dengan memperhatikan capaian tahun sebelumnya.", 300)])
    assert (
        len(join_pages([page(1, table(1, [*HEADER, *BODY[:2]])), text, page(3, table(3, [*HEADER, *BODY[2:]]))])) == 2
    )


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_printed_sideways_joins_in_the_direction_of_reading(angle: int) -> None:
    upright = [page(1, table(1, [*HEADER, *BODY[:2]]), lines=[CAPTION]), page(2, table(2, [*HEADER, *BODY[2:]]))]
    width, height = (595, 842) if angle != 180 else (842, 595)
    sideways = [
        PageResult(
            p.number,
            width,
            height,
            tuple(line_back(each, angle, width, height) for each in p.lines),
            tuple(table_back(each, angle, width, height) for each in p.tables),
        )
        for p in upright
    ]
    (joined,) = join_pages(sideways)
    assert (joined.nomor, rows_of(joined)) == ("4.1", [*HEADER, *BODY])
    assert joined.above == sideways[0].lines


def _pages_of(truth: dict[str, Any], first: int, rng: random.Random) -> list[PageResult]:
    """The truth table printed on pages of random length, its header repeated."""
    body, head = list(truth["grid"]), truth["header"]
    edges = [50.0]
    for _ in range(truth["n_cols"]):
        edges.append(edges[-1] + rng.uniform(15, 60))
    pages = []
    while body:
        count = rng.randint(4, 20)
        number = first + len(pages)
        shaken = tuple(edge + rng.uniform(-0.4, 0.4) for edge in edges)
        grid = table(number, [*head, *body[:count]], truth["header_spans"], edges=shaken)
        title = f"Tabel {truth['nomor']}" if truth["nomor"] else truth["judul"]
        pages.append(page(number, grid, lines=[] if pages else [line(number, title, 40, bold=True)]))
        body = body[count:]
    return pages


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.truth.json")), ids=lambda path: path.name.split(".")[0])
def test_the_samples_tables_come_back_whole_from_pages_of_any_length(path: Path) -> None:
    rng = random.Random(path.name)
    truths = json.loads(path.read_text(encoding="utf-8"))["tables"]
    pages: list[PageResult] = []
    for truth in truths:
        pages += _pages_of(truth, len(pages) + 1, rng)
    joined = join_pages(pages)
    assert [rows_of(t)[t.n_header_rows :] for t in joined] == [t["grid"] for t in truths]
    assert [t.nomor for t in joined] == [t["nomor"] for t in truths]


def wide_pages() -> tuple[list[PageTable], list[PageTable]]:
    """A table of nine columns on two sheets, cut in columns 1-5 and 6-9."""
    more = [["Lokasi", "Sumber Dana", "Target 2025", "Pagu 2025"], ["6", "7", "8", "9"]]
    further = [["Kota", "DAU", f"{n} Dokumen", f"{n}.000.000"] for n in range(1, 5)]
    left = [table(1, [*HEADER, *BODY[:2]]), table(2, [*HEADER, *BODY[2:]])]
    right = [table(3, [*more, *further[:2]]), table(4, [*more, *further[2:]])]
    return left, right


def at(number: int, grid: PageTable) -> PageResult:
    return page(number, replace(grid, page=number, cells=tuple(replace(cell, page=number) for cell in grid.cells)))


@pytest.mark.parametrize("over_first", [True, False])
def test_columns_printed_on_pages_of_their_own_are_put_beside_the_others(over_first: bool) -> None:
    left, right = wide_pages()
    order = [left[0], right[0], left[1], right[1]] if over_first else [*left, *right]
    (joined,) = join_pages([at(number, grid) for number, grid in enumerate(order, 1)])
    assert (joined.n_cols, joined.n_rows, joined.pages) == (9, 6, (1, 2, 3, 4))
    assert rows_of(joined)[2] == [*BODY[0], "Kota", "DAU", "1 Dokumen", "1.000.000"]
    assert rows_of(joined)[5] == [*BODY[3], "Kota", "DAU", "4 Dokumen", "4.000.000"]


def test_columns_that_go_on_under_a_title_of_their_own_are_put_beside_the_others() -> None:
    head = [["Kode", "Program/Kegiatan", "Indikator", "Lokasi", "Target", "Satuan", "Pagu"], list("1234567")]
    body = [[f"1.0{n}", f"Program {n}", "Jumlah warga", "Kota", "5", "Orang", f"{n}.000.000"] for n in range(1, 5)]
    more = [["Prakiraan Maju Tahun 2025", None, None], ["(8)", "(9)", "(10)"]]
    further = [[f"{n}", "Orang", f"{n}.500.000"] for n in range(1, 5)]
    left = [table(1, [*head, *body[:2]]), table(2, [*head, *body[2:]])]
    right = [table(3, [*more, *further[:2]], [(0, 0, 1, 3)]), table(4, [*more, *further[2:]], [(0, 0, 1, 3)])]
    (joined,) = join_pages([at(number, grid) for number, grid in enumerate([*left, *right], 1)])
    assert (joined.n_cols, joined.number_row) == (10, 1)
    assert rows_of(joined)[-1] == [*body[3], *further[3]]


def _open_rows(grid: PageTable, tops: Sequence[float], lines: Sequence[int]) -> PageTable:
    """The grid as alignment reads it: each cell as tall as its own text, in rows that begin at ``tops``."""
    cells = []
    for cell in grid.cells:
        y = tops[cell.row]
        height = 9.0 * (lines[cell.row] if cell.col == 0 else 1)
        cells.append(replace(cell, box=cell.box._replace(y0=y, y1=y + height)))
    return replace(grid, cells=tuple(cells), engine="aligned")


def test_open_rows_on_two_sheets_are_beside_each_other_where_they_keep_the_same_distances() -> None:
    head = [["Kode", "Program/Kegiatan", "Indikator", "Target", "Satuan"], list("12345")]
    more = [["Pagu", "Sumber Dana", "Lokasi", "Catatan"], list("6789")]
    body = [[f"1.0{n}", f"Program {n}", "Jumlah warga", "5", "Orang"] for n in range(9)]
    further = [[f"{n}.000.000", "DAU", "Kota", "-"] for n in range(9)]
    lines = [1, 1, 2, 1, 1, 3, 1, 2, 1, 1, 4]
    tops = [60.0 + 14 * k + 9 * sum(lines[:k]) for k in range(11)]
    left = _open_rows(table(1, [*head, *body]), tops, lines)
    right = _open_rows(table(2, [*more, *further]), [y - 30 for y in tops], [1] * 11)
    assert [t.n_cols for t in join_pages([at(1, left), at(2, right)])] == [9]
    uneven = _open_rows(table(2, [*more, *further]), [60.0 + 20 * k for k in range(11)], [1] * 11)
    assert [t.n_cols for t in join_pages([at(1, left), at(2, uneven)])] == [5, 4]


def test_tables_of_equal_rows_whose_numbers_do_not_go_on_stay_apart() -> None:
    left, _ = wide_pages()
    other = table(2, [["Lokasi", "Dana", "Sisa"], ["1", "2", "3"], ["Kota", "DAU", "5"], ["Kota", "DAU", "6"]])
    assert [t.n_cols for t in join_pages([at(1, left[0]), at(2, other)])] == [5, 3]


texts = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=10)


@settings(max_examples=60)
@given(st.lists(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=5), min_size=1, max_size=4))
def test_no_text_of_any_page_is_lost_or_invented(pages: list[list[list[str]]]) -> None:
    results = [page(n, table(n, rows)) for n, rows in enumerate(pages, 1)]
    joined = join_pages(results)
    kept = sorted(part for t in joined for cell in t.cells for part in re.split("\n", cell.text) if part.strip())
    titles = [each.text for t in joined for each in t.above]
    printed = sorted(text for rows in pages for row in rows for text in row if text.strip())
    assert set(kept) <= set(printed)
    if len(results) == 1 and len(printed) > 1:  # a number alone is the page's own
        assert len(kept) + len(titles) == len(printed)
    for t in joined:
        assert all(c.row + c.rowspan <= t.n_rows and c.col + c.colspan <= t.n_cols for c in t.cells)


@pytest.mark.parametrize("above", [True, False])
def test_an_empty_row_at_a_page_break_is_the_rest_of_the_row_that_the_break_cuts(above: bool) -> None:
    first, second = [*HEADER, *BODY[:2]], [*HEADER, *BODY[2:]]
    first, second = ([*first, [""] * 5], second) if above else (first, [*HEADER, [""] * 5, *BODY[2:]])
    (joined,) = join_pages([page(1, table(1, first)), page(2, table(2, second))])
    assert rows_of(joined)[2:] == BODY


def test_empty_rows_of_a_form_stay_at_a_page_break() -> None:
    blank = [""] * 5
    first, second = [*HEADER, BODY[0], blank, blank, BODY[1]], [*HEADER, blank, BODY[2], blank, BODY[3]]
    (joined,) = join_pages([page(1, table(1, first)), page(2, table(2, second))])
    assert rows_of(joined)[2:] == [BODY[0], blank, blank, BODY[1], blank, BODY[2], blank, BODY[3]]


def test_hostile_boxes_do_not_stop_the_joining() -> None:
    nan = float("nan")
    broken = PageTable(
        2, Box(nan, nan, nan, nan), 2, 2, (Cell(0, 0, 9, 9, "teks", 2, Box(nan, nan, nan, nan)),), "test", nan
    )
    assert len(join_pages([page(1, table(1, [*HEADER, *BODY])), page(2, broken), page(3)])) == 2


def test_many_texts_that_begin_with_capitals_are_no_cut_row() -> None:
    last = {
        1: "Meningkatnya mutu tenun",
        2: "PROGRAM TENUN",
        3: "Pembinaan Perajin",
        4: "Jumlah perajin",
        5: "Alat Tenun",
        6: "Jumlah alat",
    }
    first = {
        1: "Membaiknya pasar",
        2: "PROGRAM PASAR",
        3: "Penataan Kios",
        4: "Jumlah kios",
        5: "Kios Ikan",
        6: "Jumlah loket",
    }
    assert not is_cut(last, first, open_bottom=False, open_top=False)
    assert is_cut(last, {**first, 5: "dan Benang"}, open_bottom=False, open_top=False)


def test_what_a_cut_row_prints_on_the_next_page_only_is_shown_there() -> None:
    empty = ["", "", "", "", ""]
    rest = ["1.06.01.2.01", "Perencanaan", "Jumlah dokumen", "4 Dokumen", "400.000"]
    pages = [
        page(1, table(1, [*HEADER, BODY[0], empty], open_bottom=True)),
        page(2, table(2, [*HEADER, rest, BODY[3]], open_top=True)),
    ]
    (joined,) = join_pages(pages)
    assert {cell.page for cell in joined.cells if cell.row == 3 and cell.text} == {2}
