"""Programs and kegiatan with cut or misread names are known by what stands below them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box
from nomenclature.below import settle_below
from nomenclature.catalog import Catalog, Entry
from nomenclature.match import Matcher
from normalize.types import BudgetRow, TingkatBaris
from records.matched import MatchedRow

BOX = Box(0.0, 0.0, 1.0, 1.0)
KEGIATAN, PROGRAM = TingkatBaris.KEGIATAN, TingkatBaris.PROGRAM
NAMES = {
    "3.27.02.2.01": "Penataan Kebun Bibit Nanas",
    "3.27.02.2.02": "Pembangunan Gudang Kopra Desa",
    "3.27.02.2.03": "Pengawasan Mutu Gula Aren",
    "3.27.05.2.01": "Lomba Panen Raya",
}
PROGRAMS = {"3.27.02": "PROGRAM PENGELOLAAN KEBUN DAN GUDANG HASIL BUMI", "3.27.05": "PROGRAM PESTA PANEN"}
CATALOG = Catalog.build(
    (
        *(Entry(k, PROGRAM, n, "umum", "", "impor") for k, n in PROGRAMS.items()),
        *(Entry(k, KEGIATAN, n, "kabkota", "", "impor") for k, n in NAMES.items()),
    )
)


def codes(program: str, kegiatan: Sequence[str]) -> list[str | None]:
    """The codes of a program's row and of the kegiatan below it."""
    matcher = Matcher(CATALOG, "kabupaten", "3.27")
    rows = [BudgetRow(0, 0, PROGRAM, None, program, None, (), 1, BOX)]
    rows += [BudgetRow(i, i, KEGIATAN, None, nama, None, (), 1, BOX) for i, nama in enumerate(kegiatan, 1)]
    matched = []
    for i, row in enumerate(rows):
        level = KEGIATAN if i else PROGRAM
        above = matched[0].match.kode if i else None
        matched.append(MatchedRow(row, level, matcher.match(row.nama, level, None, above), 0 if i else None))
    return [row.match.kode for row in settle_below(matched, [matcher] * len(rows))]


def test_a_program_whose_name_is_cut_or_misread_is_the_one_its_kegiatan_stand_under() -> None:
    below = ["Penataan Kebun Bibit Nanas", "Pengawasan Mutu Gula Aren"]
    for name in ("PROGRAM PENGELO", "PR0GRAM PENGEL0LAN KEBN DN GUDNG HASL BUM1", "PROGRAM PENGELOLAAN GUDANG BUMI"):
        assert codes(name, below)[0] == "3.27.02", name


def test_an_unknown_kegiatan_is_then_looked_for_under_it() -> None:
    found = codes("PROGRAM PENGELO", ["Penataan Kebun Bibit Nanas", "Bangun Gudang Kopra"])
    assert found == ["3.27.02", "3.27.02.2.01", "3.27.02.2.02"]


def test_neither_another_name_nor_kegiatan_of_two_programs_make_one() -> None:
    assert codes("PROGRAM UNGGULAN BUPATI", ["Penataan Kebun Bibit Nanas"])[0] is None
    assert codes("PROGRAM PENGELO", ["Penataan Kebun Bibit Nanas", "Lomba Panen Raya"])[0] is None
    assert codes("PROGRAM PENGELO", ["Latihan Tari"]) == [None, None]
