"""The map's squares, and what each of them says of its region."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nomenclature.wilayah import all_regions
from normalize.types import Tahap
from output.compare import Alasan, Comparison, Missing, RegionRow, Wilayah
from renja.show.places import TILES, Cover, provinces, ranked, regencies


def row(kode: str, bagian: float | None, pagu: int = 900) -> RegionRow:
    return RegionRow(
        kode, f"Wilayah {kode}", 2024, Decimal(pagu), None, None, None, None, bagian, (), (), ("murni",), ("renja",), ()
    )


def compared(by: Wilayah, *rows: RegionRow, hilang: tuple[Missing, ...] = ()) -> Comparison:
    return Comparison("1.06.04", None, 2024, by, Tahap.MURNI, rows, hilang, 0)


def test_each_province_of_the_region_table_has_one_square_and_no_two_share_one() -> None:
    official = {each.kode_provinsi for each in all_regions() if each.kode_kabkota is None}
    assert len(official) == 38
    assert set(TILES) == official
    assert len({(column, row) for column, row, *_ in TILES.values()}) == 38
    assert len({name for _, _, name, _ in TILES.values()}) == len({letters for *_, letters in TILES.values()}) == 38
    assert all(len(name) <= 7 and len(letters) == 2 for _, _, name, letters in TILES.values())


def test_the_squares_lie_as_the_islands_do() -> None:
    west_to_east = [TILES[kode][0] for kode in ("11", "32", "35", "73", "81", "92", "91")]
    assert west_to_east == sorted(west_to_east)
    north_to_south = [TILES[kode][1] for kode in ("65", "63", "35", "34")]
    assert north_to_south == sorted(north_to_south)


def test_a_province_without_figures_says_why_and_its_figure_is_none_and_not_zero() -> None:
    lost = Missing("52", "Nusa Tenggara Barat", Alasan.TAK_DIPAHAMI)
    found = compared(Wilayah.PROVINSI, row("51", 4.5), hilang=(lost,))
    places = {each.kode: each for each in provinces(found, all_regions(), {})}
    assert len(places) == 38
    assert (places["51"].value("bagian"), places["51"].alasan) == (4.5, None)
    assert (places["52"].value("bagian"), places["52"].alasan) == (None, Alasan.TAK_DIPAHAMI)
    assert places["53"].alasan is Alasan.TANPA_DOKUMEN


def test_a_province_shows_all_its_kabupaten_and_kota_also_those_without_a_document() -> None:
    found = compared(Wilayah.KABKOTA, row("51.71", 3.0), row("52.01", 9.0))
    places = regencies(found, all_regions(), {}, "51")
    assert len(places) == sum(each.kode_provinsi == "51" and each.kode_kabkota is not None for each in all_regions())
    assert [each.kode for each in places if each.row is not None] == ["51.71"]


@pytest.mark.parametrize(
    ("cover", "is_low"),
    [
        (Cover(100, 95, 2, 0), False),
        (Cover(100, 60, 2, 0), True),
        (Cover(100, 100, 3, 1), True),  # a document that failed may hold what is looked for
        (Cover(0, 0, 1, 0), True),
        (None, True),
    ],
)
def test_figures_are_marked_where_little_of_the_regions_money_was_understood(cover: Cover | None, is_low: bool) -> None:
    covers = {} if cover is None else {"51": cover}
    places = {each.kode: each for each in provinces(compared(Wilayah.PROVINSI, row("51", 4.5)), all_regions(), covers)}
    assert places["51"].is_low is is_low
    assert not places["52"].is_low  # grey already


def test_the_ranking_has_the_largest_share_first_and_those_without_a_figure_last() -> None:
    found = compared(Wilayah.PROVINSI, row("51", 4.5, 10), row("52", None, 90), row("53", 8.0, 20))
    order = [each.kode for each in ranked(provinces(found, all_regions(), {}), "bagian")]
    assert order[:3] == ["53", "51", "52"]
    assert len(order) == 38
