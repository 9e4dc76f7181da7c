"""Reading many scanned pages keeps little of each: what is asked for again is kept, or read again."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import extract.document as document
from extract.document import extract
from extract.heldpages import HeldPages
from extract.types import Extracted, PageContent, PageResult

SCAN = Path("samples/mamuju_lkjip_2024_scan_4p.pdf")
needs_ocr = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("cv2", "onnxruntime", "rapidocr"))), reason="needs the reader of scans"
)


@pytest.fixture(scope="module")
def digital() -> tuple[PageContent, PageResult]:
    """A page of a sample with a table that rules do not part."""
    from extract.engines import AUTO, read_page
    from extract.page.pdf import open_pdf

    with open_pdf("samples/bali_renja_2026_s40_borderless.pdf") as pdf:
        for number in range(1, pdf.n_pages + 1):
            content = pdf.page(number)
            result = read_page(content, pdf.path, AUTO)
            if any(table.engine == document.ALIGNED for table in result.tables):
                return content, result
    raise AssertionError("the sample has no such page")


def test_of_scans_those_are_kept_that_another_page_may_ask_for(digital: tuple[PageContent, PageResult]) -> None:
    content, result = digital
    ruled = replace(result, tables=())
    kept = document._Kept({1, 2, 3, 4}, {}, set(), HeldPages(2))
    for number, found in ((1, ruled), (2, result), (3, ruled), (4, ruled)):
        kept.note(replace(content, number=number), found)
    assert [number for number in (1, 2, 3, 4) if number in kept.contents] == [2, 3]


def test_of_pages_with_letters_of_their_own_some_are_kept_and_the_others_opened_again(
    digital: tuple[PageContent, PageResult],
) -> None:
    content, result = digital
    kept = document._Kept(set(), {}, set(), HeldPages(document._MOST_HELD))
    for number in range(1, 2 * document._MOST_HELD):
        kept.note(replace(content, number=number), result)
    assert len(kept.contents) == document._MOST_HELD


@needs_ocr
def test_a_scan_that_was_not_kept_is_seen_again_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def asking(results: Sequence[PageResult], load: Any, read: Any) -> list[PageResult]:
        seen.append(load(results[0].number).text)
        return list(results)

    monkeypatch.setattr(document, "with_shared_columns", asking)
    read = _first_page()
    assert seen[0].strip()
    assert "".join(seen[0].split()[:1]) in "".join(line.text for line in read.pages[0].lines)


@needs_ocr
def test_after_many_scans_the_readers_of_letters_are_let_go_and_loaded_again_at_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from extract.scan.rapid import rapid_reader

    before = _first_page()
    assert rapid_reader.cache_info().currsize == 1
    monkeypatch.setattr(document, "_MANY_SCANS", 1)
    assert _first_page() == before
    assert rapid_reader.cache_info().currsize == 0
    assert _first_page() == before


def _first_page() -> Extracted:
    return extract(SCAN, pages=[1], ocr="rapidocr")
