"""The benchmark counts what it says it counts."""

from __future__ import annotations

import runpy
from pathlib import Path

from output.read import connect

BENCH = runpy.run_path("bench/run.py")


def test_a_perfect_reader_finds_every_row_and_an_empty_one_none() -> None:
    job = BENCH["make_job"]("luwu_renja_2024_excel", 4)
    assert len(job.pages) <= 4
    assert BENCH["rows_found"](job, [list(row) for row in job.truth]) == 1
    assert BENCH["rows_found"](job, []) == 0


def test_white_space_and_empty_cells_do_not_count() -> None:
    assert BENCH["row_key"](["a b", "", " c\n"]) == ("ab", "c")


def test_the_page_has_a_line_for_each_tool_also_for_one_that_failed() -> None:
    job = BENCH["make_job"]("luwu_renja_2024_excel", 2)
    results = {("renja", job.stem): [{"seconds": 1.0, "peak": 80.0, "found": 0.5}], ("x", job.stem): []}
    page = BENCH["markdown"](["renja", "x"], [job], results, 1)
    assert f"| renja | {len(job.pages):.1f} | 1.0x | 50.0% | 80 |" in page
    assert "| x | failed" in page


def test_the_made_dataset_has_the_rows_asked_for_and_every_view_an_answer(tmp_path: Path) -> None:
    made = runpy.run_path("bench/compare.py")
    assert made["write"](tmp_path, 5000, merged=True) == 40
    with connect(tmp_path, ("anggaran",)) as connection:
        assert connection.execute("SELECT count(*), sum(pagu) > 0 FROM anggaran").fetchone() == (5000, True)
    empty = [name for name, view in made["VIEWS"].items() if "2024" not in name and not view(tmp_path)]
    assert empty == []
