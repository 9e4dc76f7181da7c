"""Amounts beside the first of several items, in tables of levels side by side."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.columns.reader import read_columns
from normalize.grid import Grid
from normalize.rows import build_rows
from normalize.types import DocumentMeta, JenisDokumen, Ukuran
from tests.normalize.columns.grids import make_table

META = DocumentMeta(JenisDokumen.LAINNYA, None, 2029, 2029, (), None)
HEADER = (("Kegiatan", "Sub Kegiatan", "Anggaran Tahun 2029 (Rp)"),)
ITEMS = ("Penataan taman kota", "Perawatan jalan desa", "Pelatihan nelayan muda")


def confidences(body: Sequence[Sequence[str]]) -> list[tuple[float, str | None]]:
    grid = Grid(make_table(HEADER, body))
    rows = build_rows(grid, read_columns(grid, META).columns)
    return [(v.keyakinan, v.perbaikan) for row in rows for v in row.values if v.ukuran is Ukuran.PAGU]


def test_an_amount_where_a_kegiatan_begins_and_none_below_may_be_the_kegiatans() -> None:
    body = [
        row
        for k, item in enumerate(ITEMS)
        for row in ([item, f"{item} tahap satu", f"{k + 4}25.000.000"], ["", f"{item} tahap dua", ""])
    ]
    found = confidences(body)
    assert len(found) == 3
    assert all(sure < 0.5 and why == "tingkat_di_atasnya?" for sure, why in found)


def test_amounts_of_every_sub_kegiatan_are_their_own() -> None:
    body = [
        row
        for k, item in enumerate(ITEMS)
        for row in (
            [item, f"{item} tahap satu", f"{k + 4}25.000.000"],
            ["", f"{item} tahap dua", f"{k + 2}10.000.000"],
        )
    ]
    assert all(sure > 0.5 for sure, _ in confidences(body))


def test_an_amount_of_a_kegiatan_with_one_sub_kegiatan_is_sure() -> None:
    assert all(sure > 0.5 for sure, _ in confidences([[item, f"{item} satu", "425.000.000"] for item in ITEMS]))
