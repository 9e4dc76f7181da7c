"""A row of a document, its values, and their places: shared by the views that let one choose them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from renja.review.evidence import BLUE, RED, Mark
from renja.web.data import dokumen as data
from renja.web.labels import label
from renja.web.language import say
from renja.web.table import Column, choose_row
from renja.web.text import DASH, is_missing, number, percent, plain, rupiah


def value_text(value: Any, satuan: Any) -> str:
    """A value as read, with its unit.

    >>> value_text(1500000, "rupiah"), value_text(97.5, "persen"), value_text(3, "orang"), value_text(None, None)
    ('Rp 1.500.000', '97,5 %', '3 orang', '–')
    """
    if is_missing(value):
        return DASH
    if satuan == "rupiah":
        return rupiah(value)
    if satuan == "persen":
        return percent(value)
    return number(value) if is_missing(satuan) else f"{number(value)} {satuan}"


def measure_text(ukuran: Any, konteks: Any, tahun: Any, rincian: Any = None) -> str:
    """Which measure it is, in words; ``rincian``: its source of funds or kind of belanja, where it is split by it.

    >>> measure_text("pagu", "hasil_analisis", 2024), measure_text("pagu", None, 2024, "APBN")
    ('Pagu, hasil analisis, 2024', 'Pagu, APBN, 2024')
    """
    parts = (label(konteks) if not is_missing(konteks) else None, rincian, tahun)
    return ", ".join([label(ukuran), *(str(part) for part in parts if not is_missing(part))])


def row_marks(root: Path, doc_id: str, baris_id: str | None, urut: str | None) -> list[Mark]:
    """The chosen row's place in blue and its values' in red; where one value is chosen, that one alone in red."""
    row = None if baris_id is None else data.row(root, doc_id, baris_id)
    if row is None or baris_id is None:
        return []
    values = data.values(root, doc_id, baris_id)
    one = values[values["urut"] == urut] if urut is not None else values
    red = [mark_of(value, RED) for value in one.to_dict("records")]
    return red if urut is not None and red else [mark_of(row, BLUE), *red]


def mark_of(place: Any, colour: str) -> Mark:
    """The place of a row, value or cell as a mark."""
    x0, y0, x1, y1 = (float(place[name]) for name in ("x0", "y0", "x1", "y1"))
    return Mark(int(place["halaman"]), x0, y0, x1, y1, colour)


def show_row_head(row: dict[str, Any]) -> None:
    """The row's level, code and name, printed and official."""
    code = "" if is_missing(row["kode"]) else f" {plain(row['kode'])}"
    st.markdown(f"**{plain(label(row['tingkat_baris']))}{code}** {plain(row['nama'], 400)}")
    if not is_missing(row["nama_baku"]) and str(row["nama_baku"]).lower() != str(row["nama"]).lower():
        st.caption(say("page_baris.official_name") + plain(row["nama_baku"], 400))


def choose_value(root: Path, doc_id: str, baris_id: str, key: str) -> pd.DataFrame:
    """Lists the row's values to choose one from (session state ``nilai``); the values."""
    values = data.values(root, doc_id, baris_id)
    if values.empty:
        st.caption(say("page_baris.row_prints_no_value"))
        return values
    rows = values[["ukuran", "konteks", "tahun", "rincian"]].itertuples(index=False)
    shown = values.assign(
        apa=[measure_text(*row) for row in rows],
        dibaca=[value_text(v, s) for v, s in zip(values["nilai"], values["satuan"], strict=True)],
    )
    columns = [
        Column("apa", say("page_baris.measure"), pinned=True),
        Column("teks", say("page_baris.printed")),
        Column("dibaca", say("page_baris.read_as")),
        Column("tanda", say("page_baris.mark"), str, width="small"),
        Column("keyakinan", say("page_baris.confidence"), _two_places, width="small"),
        Column("perbaikan", say("page_baris.rule")),
    ]
    alt = say("page_baris.values_chosen_row")
    choose_row(shown, columns, alt, key=key, by="urut", state="nilai", most_rows=8)
    return values


def _two_places(value: Any) -> str:
    return number(round(float(value), 2))
