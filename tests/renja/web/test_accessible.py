"""The page for everybody: by keyboard alone, by those who hear it, by those who see little."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renja.api import Dataset
from renja.show.tilemap import contrast
from renja.web import style

Visits = Callable[..., Any]
_HERE = runpy.run_path("tests/renja/web/accessible.py")
faults, tab_order = _HERE["faults"], _HERE["tab_order"]
LUWU = "f8b8e2c43828af51"
VIEWS = (
    "lihat=ringkasan",
    "lihat=perbandingan&kode=1.06.04&tahun=2024",
    "lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota",
    "lihat=perbandingan&banding=terbesar&tahun=2024",
    f"lihat=dokumen&dok={LUWU}&hlm=20",
    "lihat=temuan",
    "lihat=temuan&daftar=ragu",
    "lihat=kueri&sql=SELECT 1 AS satu",
    "lihat=resep",
    f"lihat=dokumen&dok={LUWU}&bagian=resep",
    f"lihat=dokumen&dok={LUWU}&bagian=identitas",
)


WAYS = ("", "&polos=ya", "&bahasa=en")
"""As usual, with plain tables, in English: each view is looked at in one of them, in turn."""


@pytest.mark.parametrize("where", [view + WAYS[i % 3] for i, view in enumerate(VIEWS)])
def test_names_headings_contrast_and_language_of_each_view(visit: Visits, where: str) -> None:
    assert faults(visit().open(f"?{where}").tab) == []


@pytest.mark.parametrize("view", VIEWS[1::3])
def test_a_view_is_gone_through_by_keyboard_and_shows_where_one_is(visit: Visits, view: str) -> None:
    page = visit().open(f"?{view}&polos=ya")
    reached, unmarked = tab_order(page.tab)
    assert unmarked == []
    said = "\n".join(reached)
    assert all(name in said for name in ("Indonesia", "Ringkasan"))


def test_the_check_finds_what_is_wrong(visit: Visits) -> None:
    page = visit().open("?lihat=kueri")
    page.tab.evaluate(
        """() => document.querySelector('[data-testid=stMainBlockContainer]').insertAdjacentHTML('beforeend',
          '<h4>x</h4><button></button><img src="data:," width=9 height=9><p style="color:#aaa">pucat</p>'
          + '<p style="opacity:.4">pudar</p><table><tr><td>a</td></tr></table>')"""
    )
    said = "\n".join(faults(page.tab))
    for what in ("heading 1 then 4", "no name", "picture without text", "contrast", "table without caption"):
        assert what in said
    assert said.count("contrast") == 2


def test_a_trap_of_the_keyboard_is_found(visit: Visits) -> None:
    page = visit().open("?lihat=kueri")
    page.tab.evaluate(
        """() => { const all = document.querySelectorAll('button');
          document.addEventListener('keydown', (e) => { if (e.key === 'Tab') { e.preventDefault();
            window.kali = (window.kali || 0) + 1; all[1 + window.kali % 2].focus(); } }, true); all[0].focus(); }"""
    )
    with pytest.raises(AssertionError, match="never leaves"):
        tab_order(page.tab, 12)


def test_a_plain_table_has_caption_heads_and_every_text_and_a_row_is_chosen_by_keyboard(
    visit: Visits, page_dataset: Path
) -> None:
    page = visit().open("?lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota")
    assert page.tab.locator(".renja-table").count() == 0
    page.tab.get_by_text("Tabel polos").click()
    page.settle()
    table = page.tab.get_by_role("table", name="Tabel perbandingan wilayah")
    table.wait_for()
    assert page.query["polos"] == "ya"
    assert {"Wilayah", "Bagian", "Cakupan"} <= set(table.get_by_role("columnheader").all_text_contents())
    assert "Kabupaten Luwu" in "\n".join(table.get_by_role("rowheader").all_text_contents())
    pagu = Dataset(page_dataset).sql(
        f"SELECT pagu FROM anggaran WHERE kode = '1.06.04' AND tahun = 2024 AND doc_id = '{LUWU}'", "arrow"
    )
    assert f"{int(pagu.to_pylist()[0]['pagu']):,}".replace(",", ".") in table.inner_text()
    box = page.tab.get_by_role("combobox", name="Pilih baris").first
    page.pick_by_keyboard(box, "Luwu", page.tab.get_by_role("option", name="Kabupaten Luwu"))
    page.tab.get_by_role("button", name="Buka halamannya").wait_for()


def test_a_documents_text_is_only_text_in_a_plain_table(page_dataset: Path, open_page: Any) -> None:
    sql = "SELECT '<img src=x onerror=alert(1)>' AS \"<b>judul</b>\", '</td></table>' AS b"
    page = open_page(page_dataset, lihat="kueri", polos="ya", sql=sql)
    made = [each.proto.body for each in page.main if each.type == "html" and "renja-table" in each.proto.body][-1]
    assert "&lt;img src=x" in made
    assert "<img" not in made
    assert made.count("</table>") == 1


@pytest.mark.parametrize("colour", [style.TEAL, style.ORANGE, style.GREY, style.RED])
def test_our_colours_are_told_from_white(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 3


def test_the_language_of_each_page_is_told(visit: Visits) -> None:
    for language in ("id", "en"):
        page = visit().open(f"?lihat=kueri&bahasa={language}")
        assert page.tab.evaluate("document.documentElement.lang") == language
