"""Words that narrow cells broke are whole in names and indicators; what is printed is kept."""

import pytest

from extract.types import Box, Cell, Table
from normalize.grid import Grid
from normalize.kata_putus import mended, whole_words

WHOLE = frozenset(
    {"pengembangan", "kemasyarakatan", "jembatan", "dan", "jalan", "kota", "umkm", "tata", "tertata", "daftarkota"}
)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Pengembanga\nn Jembatan", "Pengembangan Jembatan"),
        ("LEMBAGA KEMASYA\nRAKATAN", "LEMBAGA KEMASYARAKATAN"),
        ("Pem\nbangun\nan Jalan", "Pem bangunan Jalan"),
        ("Jalan\ndan Jembatan", "Jalan dan Jembatan"),
        ("Jembatan\nnya kokoh", "Jembatannya kokoh"),
        ("Perencana\nan", "Perencanaan"),
        ("Ko\nta", "Kota"),
        ("3 Pe\nngemba\nngan\nJalan", "3 Pengembangan Jalan"),
        ("tata\ndan\nkota", "tata dan kota"),
        ("daftar\nkota\ntata", "daftar kota tata"),
        ("Pengem-\nbangan Jem-\nbatan", "Pengembangan Jembatan"),
        ("Undang-\nundangan dan rata-\nrata", "Undang-undangan dan rata-rata"),
    ],
)
def test_a_word_is_one_where_it_stands_whole_elsewhere_or_ends_in_what_is_no_word(printed: str, meant: str) -> None:
    assert mended(printed, WHOLE) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Ter\ntata", "Tertata"),
        ("Jalan\nKota", "Jalan Kota"),
        ("Program\na. Jembatan", "Program a. Jembatan"),
        ("Undang-\nUndang", "Undang- Undang"),
        ("serba-\nguna", "serba- guna"),
        ("12\nunit", "12 unit"),
        ("tata\nkota", "tata kota"),
        ("daftar\nkota", "daftar kota"),
        ("Jembatan\nn", "Jembatan n"),
    ],
)
def test_words_of_their_own_list_marks_and_other_hyphens_stay_apart(printed: str, meant: str) -> None:
    assert mended(printed, WHOLE) == meant


def test_a_name_is_mended_by_another_cell_and_the_cell_keeps_what_is_printed() -> None:
    texts = ["Uraian", "Pembina\nan Pasar", "Hasil Pembinaan", "Pembina\nan"]
    cells = [Cell(r, 0, 1, 1, t, 1, Box(0, r * 12, 90, r * 12 + 12), is_header=r == 0) for r, t in enumerate(texts)]
    table = Table((1,), None, "Uji", len(texts), 1, 1, tuple(cells), "uji", 1.0)
    whole = whole_words([table])
    grid = Grid(table, whole)
    assert "pembina" not in whole
    assert list(grid.column_texts(0)) == ["Pembinaan Pasar", "Hasil Pembinaan", "Pembinaan"]
    assert [cell.text for cell in grid.row_cells(0)] == ["Pembina\nan Pasar"]
