"""Groups' titles between rows without rules: neither bold nor indented, in the names' column or across the numbers'."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.aligned.reader import read_aligned
from extract.types import PageContent
from tests.extract.aligned.grids import rows

MakeContent = Callable[..., PageContent]
NAMES = ("Perbaikan tungku garam", "Pelatihan juru anyam", "Lomba perahu dayung", "Penataan kios ikan")
RULE = [(38.0, 30.0, 420.0, 30.0), (38.0, 50.0, 420.0, 50.0)]


@pytest.mark.parametrize("at", [64, 40])
def test_a_groups_title_stays_apart_from_the_rows_around_it(make_content: MakeContent, at: int) -> None:
    texts: list[tuple[float, float, str]] = [(40, 36, "No"), (64, 36, "Uraian"), (240, 36, "Satuan"), (330, 36, "Pagu")]
    y = 54.0
    for number in range(8):
        if number in (0, 4):
            texts.append((at, y, f"Bidang Kriya {'AB'[number // 4]}"))
            y += 14
        texts += [(40, y, str(number + 1)), (64, y, NAMES[number % 4]), (240, y, "Paket")]
        texts.append((330, y, f"{number + 3}.500.000"))
        y += 14
    found = rows(make_content(texts, RULE))
    assert [row for row in found if row[0] == "5"] == [["5", "Perbaikan tungku garam", "Paket", "7.500.000"]]
    assert [row for row in found if row[0] == "4"] == [["4", "Penataan kios ikan", "Paket", "6.500.000"]]
    assert ["Bidang Kriya B"] in [[text for text in row if text] for row in found]


def test_the_heading_of_a_chapter_at_the_top_of_a_page_is_no_row_of_the_table_below(make_content: MakeContent) -> None:
    texts: list[tuple[float, float, str]] = [(40, 30, "BAB IV"), (40, 42, "SASARAN DAN ARAH KERJA")]
    for number in range(8):
        y = 56.0 + 14 * number
        texts += [(40, y, str(number + 1)), (64, y, NAMES[number % 4]), (240, y, "Paket")]
        texts.append((330, y, f"{number + 3}.500.000"))
    found = rows(make_content(texts))
    assert found[0] == ["1", "Perbaikan tungku garam", "Paket", "3.500.000"]
    assert len(found) == 8


def test_chapters_and_their_pages_are_no_table_though_no_dots_lead_to_the_numbers(make_content: MakeContent) -> None:
    texts: list[tuple[float, float, str]] = []
    for chapter in range(3):
        y = 40.0 + 70 * chapter
        texts += [(40, y, f"Bab {chapter + 1} Sasaran kerja kebun dan balai benih")]
        for part in range(4):
            at = y + 14 * (part + 1)
            texts += [(60, at, f"{chapter + 1}.{part + 1}"), (90, at, NAMES[part]), (380, at, str(4 * chapter + part))]
    assert not read_aligned(make_content(texts))
