"""The pack of queries for dashboards: each says what it answers, answers it, and agrees with renja's own comparison."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from output.anggaran import PLAIN
from output.compare import Wilayah, largest, trend
from renja.api import Dataset

PACK = sorted(Path("docs/kueri").glob("*.sql"))


def _text(name: str) -> str:
    return Path("docs/kueri", f"{name}.sql").read_text(encoding="utf-8")


def _answer(dataset: Dataset, name: str) -> list[dict[str, object]]:
    return dataset.sql(_text(name), "arrow").to_pylist()


def test_the_pack_holds_a_query_for_each_panel_of_a_dashboard() -> None:
    assert len(PACK) >= 10


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.stem)
def test_a_query_begins_with_a_sentence_in_each_language_and_both_pages_list_it(path: Path) -> None:
    said = [line.removeprefix("-- ") for line in path.read_text(encoding="utf-8").splitlines()[:2]]
    assert all(re.fullmatch(r"[A-Z].*[.:].*\.|[A-Z].*\.", sentence) for sentence in said)
    for page, sentence in zip(("docs/cara/kueri.md", "docs/en/cara/kueri.md"), said, strict=True):
        assert f"kueri/{path.name}) | {sentence} |" in Path(page).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PACK, ids=lambda path: path.stem)
def test_a_query_has_an_answer_on_a_dataset_of_several_kinds_of_documents(path: Path, dataset: Dataset) -> None:
    assert len(_answer(dataset, path.stem)) > 0


def test_the_largest_programs_are_those_of_the_comparison(dataset: Dataset) -> None:
    shown = {(row["wilayah"], row["tahun"]): row["pagu"] for row in _answer(dataset, "program_terbesar")}
    found = [each for by in (Wilayah.PROVINSI, Wilayah.KABKOTA) for each in largest(dataset.root, by=by)]
    assert len(found) >= 4
    assert {(each.wilayah, each.tahun): each.pagu for each in found}.items() <= shown.items()


def test_one_code_has_the_money_that_the_comparison_gives_it(dataset: Dataset) -> None:
    shown = {(row["wilayah"], row["tahun"]): row["pagu"] for row in _answer(dataset, "satu_kode")}
    asked = [trend(dataset.root, "1.06.04", by=by) for by in (Wilayah.PROVINSI, Wilayah.KABKOTA)]
    found = {(row.wilayah, row.tahun): row.pagu for rows in asked for row in rows if row.pagu is not None}
    assert found
    assert found.items() <= shown.items()


def test_shares_of_an_office_make_a_hundred(dataset: Dataset) -> None:
    sums: dict[object, float] = {}
    for row in _answer(dataset, "bagian_program"):
        key = (row["wilayah"], row["perangkat_daerah"], row["tahun"])
        sums[key] = sums.get(key, 0.0) + float(row["persen"])  # type: ignore[arg-type]
    assert sums
    assert all(abs(total - 100) < 0.1 for total in sums.values())


def test_coverage_by_region_is_that_of_its_documents(dataset: Dataset) -> None:
    documents, regions = _answer(dataset, "cakupan_dokumen"), _answer(dataset, "cakupan_wilayah")
    for column in ("tercetak", "dipahami"):
        assert sum(int(row[column]) for row in documents) == sum(int(row[column]) for row in regions)  # type: ignore[call-overload]


def test_the_trace_of_money_covers_kegiatan_and_columns_of_a_review(dataset: Dataset) -> None:
    shown = {(row["ukuran"], row["kode"], row["tahun"], row["nilai"]) for row in _answer(dataset, "jejak")}
    for level in ("program", "kegiatan"):
        query = f"SELECT kode, tahun, pagu FROM anggaran WHERE tingkat_baris = '{level}' AND pagu IS NOT NULL"
        money = [("pagu", row["kode"], row["tahun"], row["pagu"]) for row in dataset.sql(query, "arrow").to_pylist()]
        assert money
        assert len(shown.intersection(money)) > 0.9 * len(set(money)), level


def test_the_trace_takes_the_contexts_that_the_wide_view_takes() -> None:
    named = [f"'{each or '-'}'" for each in PLAIN]
    assert _text("jejak").count(", ".join(named)) == 2
