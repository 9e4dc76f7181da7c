"""Borders a grid leaves out: rows of labels, columns of a group; and frames and trees of boxes that are no rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.ruled.boxtrees import box_trees
from extract.ruled.reader import read_ruled, survey
from extract.types import Box, PageContent

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
Rule = tuple[float, float, float, float]
LABELS = ("Perjalanan dinas", "Alat tulis", "Pemeliharaan gedung", "Jumlah")


def texts(page: PageContent) -> list[list[str]]:
    (table,) = read_ruled(page)
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def labelled(make_content: MakeContent, heights: Sequence[float]) -> PageContent:
    """Rows ruled beside a column of labels that stand at ``heights``."""
    rules: list[Rule] = [(10, y, 250, y) for y in (10, 30, 110)] + [(110, y, 250, y) for y in (50, 70, 90)]
    rules += [(x, 10, x, 110) for x in (10, 110, 180, 250)]
    words = [(20, 16, "Uraian"), (120, 16, "Volume"), (190, 16, "Pagu")]
    words += [(20, y, label) for y, label in zip(heights, LABELS, strict=True)]
    for k in range(4):
        words += [(120, 36 + 20 * k, f"{k + 4} unit"), (190, 36 + 20 * k, f"{k + 1}.250.000")]
    return make_content(words, rules)


def test_labels_on_the_height_of_rows_that_are_ruled_beside_them_are_rows(make_content: MakeContent) -> None:
    assert [row[0] for row in texts(labelled(make_content, (36, 56, 76, 96)))] == ["Uraian", *LABELS]


def test_one_text_beside_several_rows_stays_one_cell(make_content: MakeContent) -> None:
    found = texts(labelled(make_content, (55, 64.5, 74, 83.5)))
    assert found[1][0] == "\n".join(LABELS)


GROUPS = (110, 230, 350)


def grouped(make_content: MakeContent, titles: Sequence[str]) -> PageContent:
    """Two ruled groups, each with two columns of figures that no rule parts."""
    rules: list[Rule] = [(10, y, 350, y) for y in (10, 30, 50, 70, 90, 110, 130)] + [
        (x, 10, x, 130) for x in (10, *GROUPS)
    ]
    words = [(14, 16, "Uraian"), (155, 16, "Laki-laki"), (270, 16, "Perempuan")]
    for x in GROUPS[:2]:
        words += [(x + 20 + 50 * k, 36, title) for k, title in enumerate(titles)]
        words += [(x + 20 + 50 * k, 56 + 20 * row, f"{row + 3}{k}{x},5") for row in range(4) for k in range(2)]
    words += [(14, 56 + 20 * row, f"Daerah {row}") for row in range(4)]
    return make_content(words, rules)


def test_figures_of_a_ruled_group_stand_in_columns_with_titles_of_their_own(make_content: MakeContent) -> None:
    found = texts(grouped(make_content, ("2021", "Target")))
    assert found[0] == ["Uraian", "Laki-laki", "", "Perempuan", ""]
    assert found[2] == ["Daerah 0", "30110,5", "31110,5", "30230,5", "31230,5"]


def test_figures_under_one_title_stay_in_one_column(make_content: MakeContent) -> None:
    assert texts(grouped(make_content, ("Kode",)))[2] == ["Daerah 0", "30110,5 31110,5", "30230,5 31230,5"]


def test_what_a_page_frame_holds_below_the_table_is_no_row(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [(20 + 60 * c, 16 + 20 * r, f"kata {r}{c}") for r in range(4) for c in range(3)]
    frame: list[Rule] = [(10, 90, 10, 330), (190, 90, 190, 330), (10, 330, 190, 330)]
    rules = [*grid_rules([10, 70, 130, 190], [10, 30, 50, 70, 90]), *frame]
    assert len(texts(make_content([*words, (20, 110, "Ditulis oleh sekretariat.")], rules))) == 4


def test_a_note_that_fills_the_last_row_stays_in_the_table(make_content: MakeContent, grid_rules: GridRules) -> None:
    words = [(20 + 60 * c, 16 + 20 * r, f"kata {r}{c}") for r in range(4) for c in range(3)]
    rules = [*grid_rules([10, 70, 130, 190], [10, 30, 50, 70, 90]), (10, 90, 10, 110), (190, 90, 190, 110)]
    found = texts(make_content([*words, (20, 96, "Sumber: hasil olahan")], [*rules, (10, 110, 190, 110)]))
    assert found[-1][0] == "Sumber: hasil olahan"


def test_a_tree_of_boxes_is_no_table(make_content: MakeContent, grid_rules: GridRules) -> None:
    rules: list[Rule] = []
    words = []
    for x, y in [(150, 10), (40, 60), (150, 60), (260, 60), (40, 110), (150, 110), (260, 110), (40, 160), (260, 160)]:
        rules += grid_rules([x, x + 70], [y, y + 20])
        rules += [(x + 35, y + 20, x + 35, y + 50)]
        words.append((x + 8, y + 6, f"BIDANG {x % 7}"))
    assert read_ruled(make_content(words, [*rules, (75, 40, 295, 40), (75, 40, 75, 60), (295, 40, 295, 60)])) == ()


def test_labels_of_several_lines_beside_rows_that_are_ruled_are_rows(make_content: MakeContent) -> None:
    page = labelled(make_content, (32, 52, 72, 96))
    seconds = [(20.0, y, "lanjutan") for y in (40, 60, 80)]
    page = make_content([*_words(page), *seconds], [tuple(rule) for rule in page.rules.tolist()])
    assert [row[0].split("\n")[-1] for row in texts(page)[1:]] == ["lanjutan", "lanjutan", "lanjutan", "Jumlah"]


def _words(page: PageContent) -> list[tuple[float, float, str]]:
    return [(float(x), float(y), t) for (x, y, _, _), t in zip(page.boxes.tolist(), page.text, strict=True)]


def test_boxes_whose_rows_keep_to_no_columns_are_a_tree() -> None:
    tree = [Box(200, 10, 300, 40)]
    tree += [Box(x, 80, x + 100, 110) for x in (60, 200, 340)]
    tree += [Box(x, 150, x + 70, 180) for x in (10, 95, 180, 265, 350, 435)]
    (whole,) = box_trees(tree)
    assert whole == Box(10, 10, 505, 180)


def test_boxes_set_apart_in_columns_are_no_tree() -> None:
    assert not box_trees([Box(x, y, x + 90, y + 20) for x in (10, 110, 210) for y in (10, 38, 66, 94)])


def test_units_between_the_figures_of_a_ruled_group_are_a_column_too(make_content: MakeContent) -> None:
    rules: list[Rule] = [(10, y, 330, y) for y in (-8, 10, 28, 120)] + [(x, -8, x, 120) for x in (10, 110, 330)]
    words = [(14.0, 14.0, "Kegiatan"), (120.0, 14.0, "Vol"), (180.0, 14.0, "Satuan"), (260.0, 14.0, "Biaya")]
    words.append((200.0, -4.0, "Semester I"))
    rows = [("Rapat", "4", "kali", "2.400"), ("Cetak", "90", "buku", "1.350"), ("Survei", "3", "desa", "4.500")]
    rows += [("Lomba", "1", "kali", "9.750")]
    for k, row in enumerate(rows):
        words += [(x, 36.0 + 20 * k, t) for x, t in zip((14.0, 120.0, 180.0, 260.0), row, strict=True)]
    assert texts(make_content(words, rules))[2:] == [list(row) for row in rows]


def test_a_tree_whose_boxes_lines_join_is_told_with_its_place(make_content: MakeContent) -> None:
    rules: list[Rule] = []
    words = []
    for x, y in ((180, 20), (60, 90), (300, 90), (20, 160), (130, 160), (260, 160), (370, 160)):
        rules += [(x, y, x + 80, y), (x, y + 30, x + 80, y + 30), (x, y, x, y + 30), (x + 80, y, x + 80, y + 30)]
        words.append((x + 8.0, y + 10.0, f"Aim {x}"))
    rules += [(220, 50, 220, 70), (100, 70, 340, 70), (100, 70, 100, 90), (340, 70, 340, 90)]
    for x in (100, 340):
        rules += [(x, 120, x, 140), (x - 50, 140, x + 60, 140), (x - 50, 140, x - 50, 160), (x + 60, 140, x + 60, 160)]
    found = survey(make_content(words, rules))
    assert not found.tables
    assert [tuple(map(round, box)) for box in found.trees] == [(20, 20, 450, 190)]


def test_two_labels_beside_each_row_that_is_ruled_are_rows_with_figures_of_their_own(make_content: MakeContent) -> None:
    rules: list[Rule] = [(10, y, 250, y) for y in (10, 30, 150)] + [(110, y, 250, y) for y in (70, 110)]
    rules += [(x, 10, x, 150) for x in (10, 110, 180, 250)]
    words = [(20.0, 16.0, "Sektor"), (120.0, 16.0, "Awal"), (190.0, 16.0, "Akhir")]
    labels = ["Tani", "Laut", "Niaga", "Jasa", "Tambang", "Olahan"]
    for k, label in enumerate(labels):
        words += [(20, 36 + 19.0 * k, label), (120, 36 + 19.0 * k, f"1{k},4"), (190, 36 + 19.0 * k, f"2{k},1")]
    found = texts(make_content(words, rules))[1:]
    assert found == [[label, f"1{k},4", f"2{k},1"] for k, label in enumerate(labels)]


def test_the_axis_label_at_the_open_corner_of_a_charts_data_table_is_no_cells_text(make_content: MakeContent) -> None:
    rules: list[Rule] = [(70, 100, 250, 100), *((10, y, 250, y) for y in (120, 140, 160))]
    rules += [(10, 120, 10, 160), *((x, 100, x, 160) for x in (70, 130, 190, 250))]
    words = [(62.0, 96.0, "0"), (90.0, 106.0, "2031"), (150.0, 106.0, "2032"), (210.0, 106.0, "2033")]
    for k, name in enumerate(("Rencana", "Hasil")):
        words += [(20, 126 + 20.0 * k, name), *((90 + 60 * n, 126 + 20.0 * k, f"{40 + n}") for n in range(3))]
    assert texts(make_content(words, rules))[0] == ["", "2031", "2032", "2033"]
    inside = [(20.0, 106.0, "Tahun"), *words[1:]]
    assert texts(make_content(inside, rules))[0] == ["Tahun", "2031", "2032", "2033"]


def test_a_body_in_one_frame_has_the_columns_of_its_header_where_its_lines_keep_to_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    xs = (10.0, 90.0, 170.0, 250.0)
    rules = [*grid_rules(xs, (10.0, 30.0)), (10, 130, 250, 130), (10, 30, 10, 130), (250, 30, 250, 130)]
    words = [(x + 4, 16.0, t) for x, t in zip(xs, ("Uraian", "Rencana", "Hasil"), strict=False)]
    rows = [[f"Pos {k}", f"{k + 3}.400.000", f"{k + 2}.900.000"] for k in range(5)]
    for k, row in enumerate(rows):
        words += [(x + 4, 36 + 18.0 * k, t) for x, t in zip(xs, row, strict=False)]
    assert texts(make_content(words, rules))[1:] == rows
    prose = [(14, 36 + 18.0 * k, "Uraian yang melintasi semua kolom itu") for k in range(5)]
    assert len(texts(make_content([*words[:3], *prose], rules))) == 2
