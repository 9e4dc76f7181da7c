"""The tile map can be read: by colour, without it, and by those who hear it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from nomenclature.wilayah import all_regions
from normalize.types import Tahap
from output.compare import Alasan, Comparison, Missing, RegionRow, Wilayah
from renja.show.chart import chart_png, compare_chart
from renja.show.comparison import PLACE_COLUMNS, place_records, reason_text, records_csv
from renja.show.places import Cover, Measure, Place, low_text, provinces
from renja.show.tilemap import GREY, contrast, ink, shade, small_multiple, tile_map, tile_records

REASONS = {reason: reason_text(reason, "id") for reason in Alasan}


def row(kode: str, pagu: int, bagian: float) -> RegionRow:
    return RegionRow(
        kode,
        f"Provinsi {kode}",
        2024,
        Decimal(pagu),
        None,
        None,
        None,
        None,
        bagian,
        (),
        (),
        ("murni",),
        ("renja",),
        (),
    )


@pytest.fixture
def places() -> tuple[Place, ...]:
    found = Comparison(
        "1.06.04", None, 2024, Wilayah.PROVINSI, Tahap.MURNI,
        (row("51", 7_500_000_000, 12.0), row("53", 2_500_000_000, 48.0)),
        (Missing("52", "Nusa Tenggara Barat", Alasan.GAGAL),), 0,
    )  # fmt: skip
    covers = {"51": Cover(200, 199, 3, 0), "53": Cover(200, 90, 3, 0)}
    return provinces(found, all_regions(), covers)


def tiles(places: tuple[Place, ...], measure: Measure) -> dict[str, dict[str, Any]]:
    return {each["kode"]: each for each in tile_records(places, measure, REASONS)}


def test_grey_has_no_figure_and_says_why_stripes_have_one_that_may_lack_something(places: tuple[Place, ...]) -> None:
    drawn = tiles(places, "bagian")
    assert len(drawn) == 38
    assert (drawn["52"]["warna"], drawn["52"]["isi"], drawn["52"]["arsir"]) == (GREY, "–", False)
    assert drawn["52"]["sebab"] == "dokumennya gagal dibaca"
    assert (drawn["53"]["isi"], drawn["53"]["arsir"], drawn["53"]["cakupan"]) == ("48,0", True, "45,0 %")
    assert (drawn["51"]["isi"], drawn["51"]["arsir"], drawn["51"]["sebab"]) == ("12,0", False, "")


def test_darker_is_larger_in_every_measure(places: tuple[Place, ...]) -> None:
    for measure, larger, smaller in (("bagian", "53", "51"), ("pagu", "51", "53"), ("cakupan", "51", "53")):
        drawn = tiles(places, measure)  # type: ignore[arg-type]
        on_white = [contrast(drawn[kode]["warna"], "#ffffff") for kode in (larger, smaller)]
        assert on_white[0] > on_white[1]


def test_each_shade_carries_a_text_that_can_be_read_and_none_looks_like_grey() -> None:
    shades = [shade(part / 50) for part in range(51)]
    assert all(contrast(ink(each), each) >= 4.5 for each in [*shades, GREY])
    on_white = [contrast(each, "#ffffff") for each in shades]
    assert on_white == sorted(on_white)  # told apart by lightness alone, so without seeing any colour
    reddish = {each: int(each[5:], 16) - int(each[1:3], 16) for each in [*shades, GREY]}
    assert all(reddish[each] >= reddish[GREY] + 15 for each in shades)


def test_the_map_and_its_small_multiples_can_be_drawn_and_clicked(places: tuple[Place, ...]) -> None:
    chart = tile_map(tile_records(places, "pagu", REASONS), {"wilayah": "Wilayah", "sebab": "Sebab"}, "51")
    assert {each["name"] for each in chart.to_dict()["params"]} >= {"provinsi"}
    assert chart_png(chart.properties(width=600)).startswith(b"\x89PNG")
    small = small_multiple(places, "pagu", "Pagu", REASONS)
    texts = {each["wilayah"]: each["teks"] for each in small.to_dict()["data"]["values"]}
    assert (texts["Bali"], texts["Nusa Tenggara Barat"]) == ("7,5 miliar", "dokumennya gagal dibaca")
    assert chart_png(small.properties(width=300)).startswith(b"\x89PNG")


def test_the_file_of_the_map_has_every_province_with_figure_coverage_or_reason(places: tuple[Place, ...]) -> None:
    lines = records_csv(place_records(places), PLACE_COLUMNS).splitlines()
    assert len(lines) == 39
    bali = dict(zip(PLACE_COLUMNS, next(line for line in lines if line.startswith("51,")).split(","), strict=True))
    assert (bali["bagian"], bali["pagu"], bali["cakupan"]) == ("12.0000", "7500000000", "99.5000")
    assert next(line for line in lines if line.startswith("52,")).endswith("dokumennya gagal dibaca")


def test_stripes_say_why_when_pointed_at_also_in_the_small_multiples(places: tuple[Place, ...]) -> None:
    drawn = tiles(places, "bagian")
    assert drawn["53"]["sebab"] == "hanya 45,0 % nilai uang di tabelnya dipahami"
    small = small_multiple(places, "pagu", "Pagu", REASONS, "en").to_dict()
    reasons = {each["wilayah"]: each["sebab_teks"] for each in small["data"]["values"]}
    assert reasons["Nusa Tenggara Timur"] == "only 45.0 % of the amounts in its tables were understood"
    assert {"sebab_teks", "cakupan_teks", "dibaca_teks"} <= {
        each["field"] for each in small["layer"][0]["encoding"]["tooltip"]
    }


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        (None, "cakupannya tidak diketahui"),
        (Cover(0, 0, 1, 0), "tidak ada uang tercetak di tabelnya"),
        (Cover(100, 99, 2, 1), "1 dokumennya tidak terbaca"),
        (Cover(100, 50, 2, 1), "hanya 50,0 % nilai uang di tabelnya dipahami; 1 dokumennya tidak terbaca"),
        (Cover(100, 99, 2, 0), ""),
    ],
)
def test_why_figures_may_lack_something_is_said(cover: Cover | None, said: str) -> None:
    assert low_text(Place("51", "Bali", row("51", 1, 1.0), None, cover), "id") == said


def test_a_figure_of_another_stage_or_kind_of_document_has_a_star() -> None:
    rows = (
        row("51", 1, 1.0),
        replace(row("52", 1, 1.0), tahap=("perubahan",)),
        replace(row("53", 1, 1.0), tahap=(), jenis=("renstra",)),
    )
    found = Comparison("1.06.04", None, 2024, Wilayah.PROVINSI, Tahap.MURNI, rows, (), 0)
    assert found.marked() == {"52", "53"}
    drawn = tiles(provinces(found, all_regions(), {}), "bagian")
    assert [drawn[kode]["singkat"][-1] == "*" for kode in ("51", "52", "53")] == [False, True, True]
    asked = replace(found, tahap=Tahap.PERUBAHAN)
    assert asked.marked() == {"51", "53"}


def test_bars_stand_in_the_order_of_shares_as_the_table_does() -> None:
    rows = (row("51", 900, 5.0), row("52", 100, 50.0), replace(row("53", 500, 0.0), bagian=None))
    found = Comparison("1.06.04", None, 2024, Wilayah.PROVINSI, Tahap.MURNI, rows, (), 0)
    assert [each.kode_wilayah for each in found.by_share()] == ["52", "51", "53"]
    bars = compare_chart(found).to_dict()
    order = bars["layer"][0]["encoding"]["y"]["sort"]
    assert order == ["Provinsi 52", "Provinsi 51", "Provinsi 53"]
    assert next(each["label"] for each in bars["data"]["values"] if each["wilayah"] == "Provinsi 52").startswith(
        "50,00 %"
    )
