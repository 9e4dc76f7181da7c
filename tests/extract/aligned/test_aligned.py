"""Tables without rules, on sample pages and on pages made by hand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.aligned.reader import read_aligned
from extract.page.orientation import upright
from extract.page.pdf import open_pdf
from extract.types import Box, PageContent
from tests.extract.aligned.grids import texts

MakeContent = Callable[..., PageContent]
BORDERLESS = "bali_renja_2026_s40_borderless"


def page_of(samples: Path, stem: str, number: int) -> PageContent:
    with open_pdf(samples / f"{stem}.pdf") as pdf:
        return pdf.page(number)


def without_rules(content: PageContent) -> PageContent:
    none = np.zeros((0, 4), np.float32)
    empty = np.zeros(0, np.float32)
    return replace(upright(content), rules=none, rule_widths=empty, fills=none, fill_grey=empty)


def squeezed(row: list[str]) -> tuple[str, ...]:
    bare = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) for text in row)
    return tuple(text for text in bare if text)


def share_read(samples: Path, stem: str, nomor: str, pages: list[int]) -> float:
    """Share of the rows on ``pages`` that are a whole row of the truth's table ``nomor``."""
    truth = json.loads((samples / f"{stem}.truth.json").read_text())
    (table,) = (t for t in truth["tables"] if t["nomor"] == nomor)
    want = Counter(squeezed(row) for row in table["grid"])
    hits = total = 0
    for number in pages:
        found = [t for t in read_aligned(without_rules(page_of(samples, stem, number))) if t.n_cols > 2]
        for row in (squeezed(row) for t in found for row in texts(t)):
            total += 1
            hits += want[row] > 0
            want[row] -= 1
    return hits / max(total, 1)


LIST = [
    (50, 40, "No"), (100, 40, "Uraian"), (300, 40, "Pagu"),
    (50, 60, "1"), (100, 60, "Gaji dan tunjangan"), (280, 60, "1.250.000"),
    (50, 80, "2"), (100, 80, "Alat tulis kantor"), (288, 80, "350.000"),
    (50, 100, "3"), (100, 100, "Perjalanan dinas"), (288, 100, "725.000"),
]  # fmt: skip


def test_texts_in_columns_are_a_table(make_content: MakeContent) -> None:
    (table,) = read_aligned(make_content([*LIST, (100, 20, "Tabel 1 Belanja")]))
    assert texts(table)[0] == ["No", "Uraian", "Pagu"]
    assert texts(table)[2] == ["2", "Alat tulis kantor", "350.000"]
    assert (table.n_rows, table.n_cols, table.engine) == (4, 3, "aligned")
    assert len(table.col_edges) == 4


def test_a_wrapped_text_stays_in_its_row(make_content: MakeContent) -> None:
    more = [(50, 120, "4"), (100, 120, "Pemeliharaan gedung dan"), (288, 120, "100.000"), (100, 129.5, "bangunan lain")]
    (table,) = read_aligned(make_content([*LIST, *more]))
    assert texts(table)[-1] == ["4", "Pemeliharaan gedung dan\nbangunan lain", "100.000"]


def test_a_currency_sign_is_no_column(make_content: MakeContent) -> None:
    signs = [(240, y, "Rp") for y in (60, 80, 100)]
    (table,) = read_aligned(make_content([*LIST, *signs]))
    assert texts(table)[1] == ["1", "Gaji dan tunjangan", "Rp 1.250.000"]


def test_a_box_that_is_excluded_is_not_read(make_content: MakeContent) -> None:
    assert read_aligned(make_content(LIST), exclude=[Box(0, 0, 600, 400)]) == ()


def test_a_numbered_list_is_no_table(make_content: MakeContent) -> None:
    items = [(50, 40 + 20 * k, f"{k + 1}.") for k in range(8)]
    items += [(80, 40 + 20 * k, f"Undang-Undang Nomor {k + 20} Tahun 2014 tentang Pemerintahan") for k in range(8)]
    assert read_aligned(make_content(items)) == ()


def test_a_signature_block_is_no_table(make_content: MakeContent) -> None:
    labels = [("Nama", "Ahmad"), ("Jabatan", "Kepala Dinas"), ("NIP", "19700101 199003 1 001"), ("Tahun", "2024")]
    lines = [(50, 40 + 12 * k, label) for k, (label, _) in enumerate(labels)]
    lines += [(120, 40 + 12 * k, ":") for k in range(4)]
    lines += [(140, 40 + 12 * k, value) for k, (_, value) in enumerate(labels)]
    assert read_aligned(make_content(lines)) == ()


def test_a_table_of_contents_is_no_table(make_content: MakeContent) -> None:
    lines = [(50, 40 + 12 * k, f"BAB {k} PENDAHULUAN {'.' * 40}") for k in range(8)]
    lines += [(420, 40 + 12 * k, str(k + 1)) for k in range(8)]
    assert read_aligned(make_content(lines)) == ()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7])
def test_front_matter_and_narrative_hold_no_table(samples: Path, number: int) -> None:
    assert read_aligned(page_of(samples, BORDERLESS, number)) == ()


def test_header_titles_span_the_columns_they_stand_over(samples: Path) -> None:
    (table,) = read_aligned(page_of(samples, BORDERLESS, 8))
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in table.cells if cell.row < 2}
    assert spans["Fisik"] == (1, 2)
    assert spans["Keuangan"] == (1, 3)
    assert spans["Sasaran Strategis"] == (2, 1)
    assert texts(table)[2] == [str(k) for k in range(1, 13)]


def test_horizontal_rules_part_two_tables_of_a_page(samples: Path) -> None:
    tables = read_aligned(page_of(samples, BORDERLESS, 11))
    assert [table.n_cols for table in tables] == [3, 3]
    assert [texts(table)[0][1] for table in tables] == ["JENIS PPKS", "DATA PSKS"]


@pytest.mark.parametrize(
    ("stem", "nomor", "pages", "least"),
    [
        (BORDERLESS, "4.1", [22, 23], 0.7),
        (BORDERLESS, "3.1", [16], 0.9),
        ("luwu_renja_2024_excel", "4.1", [20], 0.85),
        ("tarakan_renja_2024_word", "3", [17], 0.8),
    ],
)
def test_rows_are_read_as_printed_without_any_rule(
    samples: Path, stem: str, nomor: str, pages: list[int], least: float
) -> None:
    # What is missing to 1 are header rows, which the truth leaves out, and rows that a page break cuts.
    assert share_read(samples, stem, nomor, pages) >= least


positions = st.tuples(
    st.floats(0, 560, width=32),
    st.floats(0, 380, width=32),
    st.sampled_from(["1", "Rp", "1.000", "Jumlah", "(2)", "- 5"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(positions, max_size=60))
def test_any_page_gives_sound_grids(make_content: MakeContent, items: list[tuple[float, float, str]]) -> None:
    for table in read_aligned(make_content(items)):
        places = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.col, cell.col + cell.colspan)
        ]
        assert len(places) == len(set(places))
        assert all(r < table.n_rows and c < table.n_cols for r, c in places)
        assert list(table.col_edges) == sorted(table.col_edges)
        assert 0 <= table.confidence <= 1


def test_boxes_that_are_no_numbers_do_not_matter(make_content: MakeContent) -> None:
    page = make_content([*LIST, (100, 20, "x")])
    boxes = page.boxes.copy()
    boxes[-1] = np.nan
    assert read_aligned(replace(page, boxes=boxes)) == read_aligned(make_content(LIST))
