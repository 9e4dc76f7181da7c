"""Exploring: a query of the reader over the tables, its answer, and what tables and columns mean."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from output.columns import TABLES
from renja.show.contract import meaning, unit
from renja.show.examples import examples
from renja.show.unknown import unknown_text
from renja.web import link
from renja.web.asking import MEGABYTES, Form
from renja.web.data import kueri as data
from renja.web.data.kueri import QueryFault
from renja.web.language import language, say
from renja.web.publish import show_publish
from renja.web.settings import Settings
from renja.web.table import Column, choose_row, show_table
from renja.web.text import moment, number, plain
from renja.web.views.buka import open_button

_KEY = "sql"
_FILES: tuple[tuple[Form, str], ...] = (
    ("csv", "text/csv"),
    ("json", "application/json"),
    ("parquet", "application/vnd.apache.parquet"),
)


def show(settings: Settings) -> None:
    """Draws the view."""
    st.caption(say("page_kueri.what_it_is", seconds=number(data.SECONDS)))
    _examples()
    sql = _typed()
    _tables()
    if sql:
        _answer(settings, sql)
    else:
        st.info(say("page_kueri.nothing_asked"))
    show_publish(settings)


def _examples() -> None:
    with st.expander(say("page_kueri.examples")):
        for i, each in enumerate(examples()):
            chosen = {_KEY: each.sql}
            st.button(
                plain(each.titles[language()]), key=f"contoh_{i}", type="tertiary", on_click=link.go, kwargs=chosen
            )


def _typed() -> str:
    """The query as it was sent, empty where there is none."""
    st.session_state[_KEY] = str(st.session_state.get(_KEY) or "")
    with st.form("kueri", border=False):
        typed = st.text_area(
            say("page_kueri.query"), key=_KEY, height=180, max_chars=data.LONGEST, persist_state="session"
        )
        st.form_submit_button(say("page_kueri.run"), type="primary", icon=":material/play_arrow:")
    return (typed or "").strip()


def _tables() -> None:
    with st.expander(say("page_kueri.tables_and_columns")):
        tables = {table.name: table for table in TABLES}
        name = st.selectbox(
            say("page_kueri.table"), list(tables), index=list(tables).index("anggaran"), key="tabel_kueri"
        )
        table = tables[str(name)]
        st.caption(plain(say("page_kueri.one_row_is", unit=unit(table, language()))))
        frame = pd.DataFrame(
            {
                "kolom": [column.name for column in table.columns],
                "jenis": [column.type + ("?" if column.nullable else "") for column in table.columns],
                "arti": [meaning(table, column, language()) for column in table.columns],
            }
        )
        columns = [
            Column("kolom", say("page_kueri.column"), pinned=True, width=150),
            Column("jenis", say("page_kueri.type"), width=150),
            Column("arti", say("page_kueri.meaning"), width="large"),
        ]
        show_table(frame, columns, say("page_kueri.columns_of", table=table.name), most_rows=30)
        st.caption(say("page_kueri.null_means"))


def _answer(settings: Settings, sql: str) -> None:
    try:
        with st.spinner(say("page_kueri.asking")):
            frame = data.shown(settings.dataset, sql)
    except QueryFault as fault:
        _tell(fault, sql)
        return
    most = number(data.MOST_SHOWN)
    if len(frame) > data.MOST_SHOWN:
        frame = frame.head(data.MOST_SHOWN)
        st.warning(say("page_kueri.only_first_rows", most=most, saved=number(data.MOST_SAVED)))
    else:
        st.caption(say("page_kueri.rows", count=number(len(frame))))
    if len(frame.columns):
        _show(settings, frame)
    _files(settings.dataset, sql)
    st.caption(say("page_kueri.address_holds_query"))


def _show(settings: Settings, frame: pd.DataFrame) -> None:
    """The answer; where it names rows of documents, one that is chosen opens on its page."""
    columns = [Column(str(name), str(name), _shown(frame[name])) for name in frame.columns]
    alt = say("page_kueri.answer")
    if "baris_id" not in frame.columns or frame.empty:
        show_table(frame, columns, alt, most_rows=18)
        return
    choose_row(frame, columns, alt, key="pilih_jawaban", by="baris_id", state="baris_jawaban", most_rows=18)
    chosen = st.session_state.get("baris_jawaban")
    known = chosen if chosen in set(frame["baris_id"]) else None
    open_button(settings, known, known)


def _shown(values: pd.Series) -> Callable[[Any], str] | None:
    """How the values of a column are written: numbers with places as numbers, everything else as it is."""
    held = values.dropna()
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return moment
    if pd.api.types.is_float_dtype(values) or (len(held) and all(isinstance(value, Decimal) for value in held)):
        return number
    return None


def _tell(fault: QueryFault, sql: str) -> None:
    """What went wrong, in the reader's language, and under it DuckDB's own words."""
    said = unknown_text(fault.words, sql, say) if fault.kind == "unknown" else ""
    if said:
        st.error(plain(f"{said[0].upper()}{said[1:]}. {say('page_kueri.names_stand_there')}"))
    else:
        st.error(say(f"page_kueri.fault_{fault.kind}", seconds=number(data.SECONDS), memory=number(MEGABYTES)))
    if fault.words:
        st.caption(say("page_kueri.words_of_duckdb"))
        st.code(fault.words[:2000], language=None, wrap_lines=True)


def _files(root: Path, sql: str) -> None:
    with st.container(horizontal=True):
        for form, mime in _FILES:
            st.download_button(
                say(f"page_kueri.download_{form}"),
                partial(data.saved, root, sql, form),
                f"renja_kueri.{form}",
                mime,
                on_click="ignore",
                key=f"unduh_kueri_{form}",
            )
