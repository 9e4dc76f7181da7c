"""The comparison opens with the map; a province leads to its kabupaten, kota and documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from output.compare import Wilayah
from renja.web.data import perbandingan as data

Visits = Callable[..., Any]


def _of_year(page_dataset: Path) -> dict[str, Any]:
    return data.covers(page_dataset, 2024, Wilayah.GABUNGAN)


def test_coverage_counts_the_documents_that_concern_the_year(page_dataset: Path) -> None:
    covers = _of_year(page_dataset)
    assert {"17", "61", "73"} <= set(covers)  # a Renstra of which it is one year, too
    assert all(each.dokumen == 1 and each.percent is not None and each.dibaca is not None for each in covers.values())
    assert data.covers(page_dataset, 1999, Wilayah.GABUNGAN) == {}
    listed = data.covered(page_dataset, 2024, Wilayah.GABUNGAN, "73")
    assert list(listed["kode_kabkota"]) == ["73.17"]


def test_the_comparison_opens_with_the_map_and_says_its_figures_in_words(page_dataset: Path, open_page: Any) -> None:
    page = open_page(page_dataset, lihat="perbandingan", kode="1.06.04", tahun="2024")
    assert not page.exception
    charts = [json.loads(each.proto.spec) for each in page.main if each.type == "vega_lite_chart"]
    assert {"provinsi"} <= {param["name"] for spec in charts for param in spec.get("params", ())}
    assert page.session_state["prov"] in ("17", "61", "73")


def test_a_click_on_a_square_or_a_choice_in_the_list_opens_the_province(visit: Visits) -> None:
    page = visit().open("?lihat=perbandingan&kode=1.06.04&tahun=2024&prov=17")
    chart = page.tab.locator(".st-key-peta [data-testid=stVegaLiteChart]")
    spoken = str(chart.locator("canvas, svg").first.evaluate("e => e.closest('.stVegaLiteChart').outerHTML"))
    assert "Peta petak 38 provinsi" in spoken
    assert "Kabupaten Luwu" not in page.text()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] * 7.5 / 13, "y": 46 * 3 + 20})  # Sulawesi Selatan
    page.settle()
    page.tab.wait_for_function("location.search.includes('prov=73')")
    page.awaits("luwu_renja_2024_excel.pdf")
    page.select("Provinsi", "Kalimantan Barat")
    page.awaits("sambas_lkjip_2024_s36_excel.pdf")
    page.select("Provinsi", "Papua Selatan")
    assert "Tidak ada yang dapat dipakai: tidak ada dokumen" in page.text()


def test_at_390_pixels_the_map_fits_and_its_filters_are_folded_away(visit: Visits) -> None:
    page = visit(390).open("?lihat=perbandingan&kode=1.06.04&tahun=2024")
    chart = page.tab.locator(".st-key-peta [data-testid=stVegaLiteChart]").bounding_box()
    assert chart["width"] <= 390
    assert not page.tab.locator(".st-key-dalam_banding").is_visible()
