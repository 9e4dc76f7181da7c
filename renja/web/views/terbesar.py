"""The largest items of each region, and which regions have none, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from normalize.types import TingkatBaris
from output.compare import Largest, Wilayah
from renja.show import behind
from renja.show.comparison import LARGEST_COLUMNS, item_name, largest_records
from renja.show.places import Cover
from renja.web import link
from renja.web.behind import show_behind
from renja.web.codes import ALL, LEVELS
from renja.web.data import perbandingan as data
from renja.web.figures import draw
from renja.web.labels import label
from renja.web.language import say
from renja.web.largest import largest_chart, roomy
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import DASH, day, number, percent, rupiah
from renja.web.views.buka import open_button
from renja.web.views.hilang import show_missing, show_unused
from renja.web.views.unduhan import Export, show_exports


def choose_largest(places: Iterator[DeltaGenerator]) -> tuple[str, int]:
    """Asks in the next two places which level's items are meant, and how many of each region."""
    with next(places):
        levels = [level for level in LEVELS if level not in ("urusan", "bidang_urusan")]
        tingkat = link.choose(say("page_terbesar.level"), "tingkat", levels, "program", label)
    with next(places):
        n = st.selectbox(say("page_terbesar.how_many_each_region"), [1, 3, 5, 10], key="banyak")
    return tingkat, int(n or 1)


def show_largest(settings: Settings, tahun: int, choice: data.Choice, tingkat: str, n: int) -> None:
    """Draws the part."""
    found = data.largest_items(settings.dataset, tahun, TingkatBaris(tingkat), n, choice)
    have = [each.kode_wilayah for each in found]
    if found:
        _items(settings, found, tahun, tingkat, choice)
    else:
        st.info(say("page_terbesar.there_no_money_for"))
    show_missing(data.without_items(settings.dataset, tahun, have, choice.by))
    show_unused(data.useless(settings.dataset, tahun, choice.by))


def _items(settings: Settings, found: Sequence[Largest], tahun: int, tingkat: str, choice: data.Choice) -> None:
    chart = largest_chart(found)
    alt = say("page_terbesar.bar_chart_largest_budget")
    draw(roomy(chart), alt)
    _table(settings, found, tahun, tingkat, choice.by)
    rows = [baris for each in found for baris in each.baris]
    show_behind(behind.money(rows, behind.of_level(tingkat, tahun, choice.by)), "terbesar")
    name = f"terbesar_{tingkat}_{tahun}_{choice.by or ALL}"
    show_exports(Export(name, largest_records(found), LARGEST_COLUMNS, [], chart))


def _covers(settings: Settings, tahun: int, by: Wilayah | None) -> dict[str, Cover]:
    governments = (Wilayah.PROVINSI, Wilayah.KABKOTA) if by is None else (by,)
    return {kode: held for each in governments for kode, held in data.covers(settings.dataset, tahun, each).items()}


def _table(settings: Settings, found: Sequence[Largest], tahun: int, tingkat: str, by: Wilayah | None) -> None:
    """The items with their share, and beside each the coverage and date of its region's documents."""
    covers = _covers(settings, tahun, by)
    known = [covers.get(each.kode_wilayah) for each in found]
    frame = pd.DataFrame(largest_records(found)).assign(
        baris=[each.baris[0] if each.baris else "" for each in found],
        sebutan=[f"{each.kode or ''} {item_name(each)}".strip() for each in found],
        cakupan=pd.Series([None if cover is None else cover.percent for cover in known], dtype="float64"),
        dibaca=[DASH if cover is None else day(cover.dibaca) for cover in known],
    )
    columns = [
        Column("wilayah", say("page_terbesar.region"), pinned=True, width=124),
        Column("bagian", say("page_terbesar.share"), percent, width=78),
        Column("cakupan", say("page_terbesar.coverage"), percent, width=78),
        Column("sebutan", label(tingkat), width=400),
        Column("pagu", label("pagu"), rupiah, width=165),
        Column("peringkat", say("page_terbesar.rank"), number, width=70),
        Column("dibaca", say("page_terbesar.read"), width=95),
        Column("perangkat_daerah", say("page_terbesar.office"), width=260),
    ]
    columns = [column for column in columns if column.name != "peringkat" or any(e.peringkat > 1 for e in found)]
    alt = say("page_terbesar.table_largest_budgets_each")
    choose_row(frame, columns, alt, key="pilih_terbesar", by="baris", state="butir", most_rows=14)
    chosen = next((each for each in found if each.baris and each.baris[0] == st.session_state.get("butir")), None)
    if chosen is None:
        open_button(settings, None, None)
    else:
        open_button(settings, f"{chosen.wilayah}, {item_name(chosen)}", chosen.baris[0], chosen.pagu)
