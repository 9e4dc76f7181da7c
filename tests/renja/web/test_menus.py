"""No English in an Indonesian page, also not in Streamlit's own menus; and what a narrow screen shows of a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Visits = Callable[..., Any]
ASKED = "?lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota"


def _open_column_menu(page: Any) -> str:
    table = page.tab.locator(".st-key-pilih_wilayah [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    table.hover(position={"x": 100, "y": 17})
    page.tab.wait_for_timeout(300)
    table.click(position={"x": 146, "y": 17})  # the right end of the first column's head
    menu = page.tab.locator("[data-testid=stDataFrameColumnMenu]")
    menu.wait_for()
    return str(menu.inner_text())


def test_menus_of_tables_and_tools_of_charts_speak_indonesian(visit: Visits) -> None:
    page = visit().open(ASKED)
    page.tab.get_by_role("button", name="Tampilkan data: Diagram batang").wait_for(state="attached")
    page.tab.get_by_role("button", name="Cari: Tabel perbandingan wilayah").wait_for(state="attached")
    menu = _open_column_menu(page)
    assert "Urutkan naik" in menu
    assert "Sembunyikan kolom" in menu
    assert "Wilayah" in menu  # our own word for the column stays
    assert "Sort" not in menu


def test_a_list_in_which_nothing_is_found_says_so_in_indonesian(visit: Visits) -> None:
    page = visit().open(ASKED)
    box = page.tab.get_by_role("combobox", name="Kode atau nama (ketik untuk mencari)")
    box.click()
    box.fill("tidak mungkin ada")
    page.tab.get_by_text("Tidak ada yang cocok", exact=True).wait_for()


def test_menus_are_english_again_where_english_is_chosen(visit: Visits) -> None:
    page = visit().open(ASKED)
    page.tab.get_by_role("button", name="Cari: Tabel perbandingan wilayah").wait_for(state="attached")
    page.part("English")
    page.tab.get_by_role("button", name="Search: Table of the regions compared").wait_for(state="attached")
    assert "Sort ascending" in _open_column_menu(page)


@pytest.mark.parametrize("banding", ["wilayah", "terbesar"])
def test_at_390_pixels_a_table_shows_more_than_a_region_and_one_figure(
    page_dataset: Path, open_page: Any, banding: str
) -> None:
    page = open_page(page_dataset, lihat="perbandingan", banding=banding, kode="1.06.04", tahun="2024", oleh="kabkota")
    table = page.dataframe[0]
    widths = [json.loads(table.proto.columns)[name]["width"] for name in table.value.columns]
    box = 33
    assert box + sum(widths[:3]) <= 390 - 2 * 12


def test_at_390_pixels_the_filters_of_each_comparison_stand_behind_one_switch_that_says_them(visit: Visits) -> None:
    for banding in ("peta", "wilayah", "tren", "terbesar"):
        page = visit(390).open(f"?lihat=perbandingan&banding={banding}&kode=1.06.04&tahun=2024&oleh=provinsi")
        switch = page.tab.locator(".st-key-luar_banding")
        assert ("2024" in switch.inner_text()) == (banding != "tren")
        assert "murni" in switch.inner_text()
        assert switch.bounding_box()["height"] < 60
        switch.locator(".st-key-lipat_banding label").click()
        page.settle()
        lists = switch.get_by_role("combobox")
        assert lists.count() >= 4
        boxes = [lists.nth(n).bounding_box() for n in range(lists.count())]
        assert all(box["x"] + box["width"] <= 390 for box in boxes)
        assert page.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
        switch.locator(".st-key-lipat_banding label").click()
        page.settle()
