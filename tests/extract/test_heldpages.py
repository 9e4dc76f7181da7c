"""Pages that are held beyond those at hand come back from a file as they were."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn, cast

import numpy as np
import pytest

from extract.heldpages import HeldPages
from extract.page.pdf import open_pdf
from extract.page.slant import Askew
from extract.types import Box, PageContent

N_PAGES = 5


@pytest.fixture(scope="module")
def pages() -> list[PageContent]:
    with open_pdf("samples/luwu_renja_2024_excel.pdf") as pdf:
        return [pdf.page(number) for number in range(1, N_PAGES + 1)]


def _held(pages: list[PageContent], most: int) -> HeldPages:
    held = HeldPages(most)
    for page in pages:
        held[page.number] = page
    return held


def test_those_at_hand_are_the_pages_themselves_and_the_others_are_like_them(pages: list[PageContent]) -> None:
    held = _held(pages, 2)
    found = [held[number] for number in (5, 1, 4, 2, 3, 4)]
    assert [page.number for page in found] == [5, 1, 4, 2, 3, 4]
    assert len(held) == N_PAGES
    assert (held[1] is pages[0], held[3] is pages[2]) == (True, False)
    for page in found:
        assert page.text == pages[page.number - 1].text
        assert np.array_equal(page.boxes, pages[page.number - 1].boxes)
    assert 6 not in held
    with pytest.raises(KeyError):
        held[6]
    held.close()


def test_how_a_page_was_made_straight_comes_back_too(pages: list[PageContent]) -> None:
    held = HeldPages(0)
    held[1] = replace(pages[0], tilt=Askew(0.1, 600.0, 800.0))
    assert (tilt := held[1].tilt) is not None
    assert tilt.box(Box(10, 20, 30, 40)) == Askew(0.1, 600.0, 800.0).box(Box(10, 20, 30, 40))
    held.close()


def test_a_full_disk_costs_no_page(pages: list[PageContent], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    held = _held(pages, 2)
    assert [held[page.number].text for page in pages] == [page.text for page in pages]
    held.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is one of Linux")
def test_a_disk_that_fills_while_a_page_is_written_costs_no_page_and_no_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
    page = cast(PageContent, "so little that a buffer would keep it until the file is closed")
    with closing(HeldPages(0)) as held:
        held[1] = page
        assert held[1] is page
