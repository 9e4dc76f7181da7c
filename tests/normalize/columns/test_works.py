"""What names the rows where no header says so: actions that are planned, and what no header calls one."""

from __future__ import annotations

import pytest

from normalize.columns.beside import beside_votes
from normalize.columns.facts import table_facts
from tests.normalize.columns.test_budget_reports import NAMES, grid_of

Row = list[str | tuple[str, int]]


@pytest.mark.parametrize(
    ("header", "beside", "named"),
    [
        ("Rencana Aksi", "Indikator Keluaran", True),
        ("Rencana Aksi", "Sasaran Strategis", False),
        ("Jenis Kegiatan", "Sasaran/Manfaat", True),
        ("Jenis Kegiatan", "Nama Kegiatan", False),
        ("Strategi", "Indikator Keluaran", False),
        ("", "", False),
    ],
)
def test_sentences_name_the_rows_only_below_a_header_of_what_is_to_be_done(
    header: str, beside: str, named: bool
) -> None:
    head: list[Row] = [[header, beside]]
    body: list[Row] = [
        [f"Penataan {name.lower()} bagi warga pesisir", f"Tertatanya {name.lower()} di pesisir"] for name in NAMES
    ]
    facts, _ = table_facts(grid_of(head, body))
    assert (beside_votes(facts[0], facts).get("nama", 0.0) > 0) is named
