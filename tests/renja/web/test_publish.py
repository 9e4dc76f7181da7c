"""The dataset as others take it, from the page; and from every view a way to the rows behind it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from renja.web.publish import packed

LUWU = "f8b8e2c43828af51"
WAYS = {
    "ringkasan": ("cakupan", "uang", "program", "mutu", "temuan_ringkas", "masalah"),
    "perbandingan": ("peta", "dok_peta"),
    "perbandingan&banding=wilayah": ("banding",),
    "perbandingan&banding=tren": ("banding",),
    "perbandingan&banding=terbesar": ("terbesar",),
    "dokumen": ("dokumen",),
    "dokumen&bagian=pohon": ("dokumen",),
    "dokumen&bagian=nama": ("dokumen",),
    "dokumen&bagian=kisi": ("dokumen",),
    "temuan": ("temuan",),
    "koreksi": ("koreksi",),
}


@pytest.mark.parametrize(("view", "keys"), WAYS.items())
def test_each_figure_leads_to_the_rows_behind_it(
    page_dataset: Path, open_page: Any, view: str, keys: tuple[str, ...]
) -> None:
    name, *more = view.split("&")
    asked = {"lihat": name, "kode": "1.06.04", "tahun": "2024", "dok": LUWU} | dict(each.split("=") for each in more)
    if name != "perbandingan":
        del asked["kode"], asked["tahun"]
    for key in keys:
        page = open_page(page_dataset, **asked)
        page.button(key=f"data_{key}").click().run()
        assert not page.exception
        assert not page.error, (key, page.error[0].value)
        assert page.text_area(key="sql").value.startswith("SELECT")
        assert len(page.dataframe) == 2 or key in ("koreksi", "masalah")


def test_the_rows_behind_a_ranking_are_its_own(page_dataset: Path, open_page: Any) -> None:
    asked = {"lihat": "perbandingan", "banding": "wilayah", "kode": "1.06.04", "tahun": "2024", "oleh": "kabkota"}
    page = open_page(page_dataset, **asked)
    page.button(key="data_banding").click().run()
    rows = page.dataframe[-1].value
    assert set(rows["wilayah"]) == {"Kabupaten Luwu", "Kabupaten Sambas"}
    assert set(rows["kode"]) == {"1.06.04"}


def test_the_whole_dataset_is_given_out_for_portals(page_dataset: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(page_dataset, "fdp"))) as archive:
        record = json.loads(archive.read("datapackage.json"))
        assert all(each["path"] in archive.namelist() for each in record["resources"])
    with zipfile.ZipFile(io.BytesIO(packed(page_dataset, "ckan"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("data/dokumen.csv").decode())))
    assert len(rows) == 4


def test_the_page_offers_it(page_dataset: Path, open_page: Any) -> None:
    page = open_page(page_dataset, lihat="kueri")
    names = [each.proto.label for each in page.get("download_button")]
    assert {"Unduh Fiscal Data Package (ZIP)", "Unduh untuk CKAN (ZIP)"} <= set(names)
