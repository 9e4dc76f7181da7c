"""Rows that neither rule nor white parts, told by what begins anew or where values stand; how far they are believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.ruled.reader import read_ruled
from extract.types import PageContent
from tests.extract.ruled.grids import rows

MakeContent = Callable[..., PageContent]
GridRules = Callable[..., list[tuple[float, float, float, float]]]
XS = (10, 130, 230, 330)
HEAD = [(14, 14, "Uraian"), (134, 14, "Satuan"), (234, 14, "Pagu")]
LEADING = 9.0


def believed(page: PageContent) -> float:
    (table,) = read_ruled(page)
    return table.confidence


def laid(*columns: Sequence[tuple[float, str]]) -> list[tuple[float, float, str]]:
    """Texts (line, text) of each column, lines counted from the row's first."""
    return [
        (x + 4, 40 + LEADING * line, text)
        for x, texts in zip(XS, columns, strict=False)
        for line, text in texts
    ]  # fmt: skip


def page(make: MakeContent, rules: GridRules, *columns: Sequence[tuple[float, str]]) -> PageContent:
    bottom = 54 + LEADING * max(line for texts in columns for line, _ in texts)
    return make(HEAD + laid(*columns), rules(XS, (10, 30, bottom)))


NAMES = ["Pelatihan perajin rotan dan", "bambu", "Pengadaan tungku", "Pendampingan usaha garam", "rakyat di muara"]
PARTED = ["Pelatihan perajin rotan dan bambu", "Pengadaan tungku", "Pendampingan usaha garam rakyat di muara"]


def test_sentences_without_white_between_them_are_parted_where_values_stand_beside_their_first_lines(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    at = (0, 2, 3)
    found = rows(
        page(make_content, grid_rules, list(enumerate(NAMES)), list(zip(at, ("Orang", "Unit", "Orang"), strict=True)),
             list(zip(at, ("31.500.000", "7.250.000", "18.900.000"), strict=True)))
    )  # fmt: skip
    assert [row[0] for row in found[1:]] == PARTED
    assert [row[2] for row in found[1:]] == ["31.500.000", "7.250.000", "18.900.000"]


def test_sentences_are_parted_where_values_stand_beside_their_middles(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    at = (0.5, 2, 3.5)
    found = rows(
        page(make_content, grid_rules, list(enumerate(NAMES)), list(zip(at, ("Orang", "Unit", "Orang"), strict=True)),
             list(zip(at, ("31.500.000", "7.250.000", "18.900.000"), strict=True)))
    )  # fmt: skip
    assert [row[0] for row in found[1:]] == PARTED


def test_capitals_that_alone_fill_the_white_between_three_values_are_parted_beside_them(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    names = ["PELATIHAN PERAJIN ROTAN DAN", "BAMBU DI KAMPUNG PESISIR", "PENGADAAN TUNGKU PEMBAKARAN", "GENTENG"]
    names += ["PENDAMPINGAN USAHA GARAM"]
    at = (0, 2, 4)
    found = rows(
        page(make_content, grid_rules, list(enumerate(names)), list(zip(at, ("Orang", "Unit", "Orang"), strict=True)),
             list(zip(at, ("31.500.000", "7.250.000", "18.900.000"), strict=True)))
    )  # fmt: skip
    assert [row[0] for row in found[1:]] == [" ".join(names[:2]), " ".join(names[2:4]), names[4]]


def test_two_numbers_in_two_columns_part_a_band_of_two_rows(make_content: MakeContent, grid_rules: GridRules) -> None:
    names = [(0, "Balai warga Kenanga"), (1, "Balai warga Seruni")]
    found = rows(page(make_content, grid_rules, names, [(0, "12"), (1, "7")], [(0, "31"), (1, "45")]))
    assert found[1:] == [["Balai warga Kenanga", "12", "31"], ["Balai warga Seruni", "7", "45"]]


def test_a_column_goes_along_whose_unit_stands_below_its_number(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    units = [(0, "12 kelompok"), (1, "perajin"), (2, "7"), (3, "kelompok"), (4, "9 Unit")]
    names = [(0, "Pelatihan perajin rotan dan"), (1, "bambu"), (2, "Pengadaan tungku dengan"), (3, "cerobong")]
    names += [(4, "Lomba anyaman")]
    amounts = [(0, "31.500.000"), (2, "7.250.000"), (4, "900.000")]
    found = rows(page(make_content, grid_rules, names, units, amounts))
    assert [row[1] for row in found[1:]] == ["12 kelompok perajin", "7 kelompok", "9 Unit"]


def test_labels_of_groups_stand_beside_the_items_that_two_columns_part(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    goals = [(0, "Mutu layanan perpustakaan"), (1, "kampung meningkat"), (5, "Minat baca anak pesisir"), (6, "tumbuh")]
    works = [(0, "Penataan rak"), (1, "buku"), (2.5, "Pelatihan juru"), (3.5, "baca"), (5, "Lomba dongeng")]
    works += [(6, "pelajar"), (7.5, "Perahu pustaka"), (8.5, "keliling")]
    gains = [(0, "Rak tertata"), (1, "rapi"), (2.5, "Juru baca"), (3.5, "terampil"), (5, "Pelajar ikut")]
    gains += [(6, "serta"), (7.5, "Dusun disinggahi"), (8.5, "perahu")]
    found = rows(page(make_content, grid_rules, goals, works, gains))
    assert [row[1] for row in found[1:]] == [
        "Penataan rak buku", "Pelatihan juru baca", "Lomba dongeng pelajar", "Perahu pustaka keliling"
    ]  # fmt: skip
    assert [row[0] for row in found[1:] if row[0]] == ["Mutu layanan perpustakaan kampung meningkat",
                                                       "Minat baca anak pesisir tumbuh"]  # fmt: skip


def test_a_text_that_goes_on_is_not_parted_at_its_capitals(make_content: MakeContent, grid_rules: GridRules) -> None:
    names = [(0, "Kantor Urusan Kampung"), (1, "Nelayan Teluk Kenari"), (2, "Barat")]
    places = [(0, "Kampung Muara dan"), (1, "Teluk Kenari")]
    assert len(rows(page(make_content, grid_rules, names, places, [(1, "31.500.000")]))) == 2


def test_a_grid_whose_rows_texts_alone_show_is_never_wholly_believed(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    at = (0, 2, 3)
    values = ("31.500.000", "7.250.000", "18.900.000")
    columns = (list(enumerate(NAMES)), [(y, "Unit") for y in at], list(zip(at, values, strict=True)))
    assert 0.9 <= believed(page(make_content, grid_rules, *columns)) < 1.0


def test_texts_that_begin_anew_together_in_two_columns_are_doubted_where_they_may_be_one_row(
    make_content: MakeContent, grid_rules: GridRules
) -> None:
    lists = ([(0, "Camat"), (1, "Lurah")], [(0, "Rapat"), (1, "Arahan")], [(0, "Risalah"), (1, "Surat")])
    assert len(rows(page(make_content, grid_rules, *lists))) == 2
    assert believed(page(make_content, grid_rules, *lists)) < 0.9


def test_a_list_of_several_marks_beside_one_number_is_doubted(make_content: MakeContent, grid_rules: GridRules) -> None:
    listed = [(0, "1. Penataan rak"), (1, "2. Pelatihan juru baca")]
    assert believed(page(make_content, grid_rules, listed, [(0, "Paket")], [(0, "31.500.000")])) < 0.9


def test_wrapped_texts_of_single_rows_are_believed(make_content: MakeContent, grid_rules: GridRules) -> None:
    names = [(0, "Pelatihan perajin rotan dan"), (1, "bambu di kampung pesisir"), (2, "timur")]
    places = [(0, "Kampung Muara Seruni"), (1, "dan Teluk Kenari")]
    assert believed(page(make_content, grid_rules, names, places, [(0, "31.500.000")])) == 1.0
