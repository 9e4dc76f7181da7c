"""Questions to the dataset: over all of it, or over one document's files, each answered once for each state of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import streamlit as st

from output.layout import MergedIndex, own_files
from output.overlay.store import FILE
from output.read import connect, view_sql
from output.schema import SCHEMAS
from renja.frames import as_format

_MOST_ANSWERS = 400
_TRIES = 5
_STATE_SECONDS = 2.0
_MOST_DOCUMENTS = 8
"""Documents whose views are kept open."""
T = TypeVar("T")
Parameters = Mapping[str, Any]


@st.cache_data(ttl=_STATE_SECONDS, max_entries=8, show_spinner=False)
def state_of(root: Path) -> str:
    """What tells one state of the dataset from another: files of ``dokumen``, the youngest's time, the overlay's.

    ``dokumen`` is written last when a document is read, so the other tables have changed by then.
    """
    times = [path.stat().st_mtime_ns for path in root.glob("dokumen/*/*/*.parquet")]
    overlay = root / FILE
    said = overlay.stat().st_mtime_ns if overlay.exists() else 0
    return f"{len(times)}-{max(times, default=0)}-{said}"


def forget_state() -> None:
    """Looks at the dataset anew at once: this page has just changed it."""
    state_of.clear()


def ask(root: Path, sql: str, **parameters: Any) -> pd.DataFrame:
    """The answer to a query over the seven tables, money as ``Decimal``, as a pandas frame."""
    return _answer(root, sql, tuple(sorted(parameters.items())), state_of(root))


def ask_document(root: Path, doc_id: str, sql: str, **parameters: Any) -> pd.DataFrame:
    """The same over the tables of one document alone; its few files are found without reading any other."""
    return _document_answer(root, doc_id, sql, tuple(sorted(parameters.items())), state_of(root))


def with_dataset(root: Path, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What ``work`` makes of a connection that sees the seven tables of the dataset."""
    return _patiently(lambda: work(_connection(root, state_of(root)).cursor()), root)


def with_document(root: Path, doc_id: str, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What ``work`` makes of a connection that sees this document's tables alone."""
    return _patiently(lambda: work(_document_connection(root, doc_id, state_of(root)).cursor()), root)


@st.cache_data(max_entries=_MOST_ANSWERS, show_spinner=False)
def _answer(root: Path, sql: str, parameters: tuple[tuple[str, Any], ...], state: str) -> pd.DataFrame:
    return _patiently(lambda: _frame(_connection(root, state), sql, dict(parameters)), root)


@st.cache_data(max_entries=_MOST_ANSWERS, show_spinner=False)
def _document_answer(
    root: Path, doc_id: str, sql: str, parameters: tuple[tuple[str, Any], ...], state: str
) -> pd.DataFrame:
    return _patiently(lambda: _frame(_document_connection(root, doc_id, state), sql, dict(parameters)), root)


def _frame(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters) -> pd.DataFrame:
    named = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}
    return as_format(connection.cursor().sql(sql, params=named).to_arrow_table())


def _patiently(work: Callable[[], T], root: Path) -> T:
    """A document that is read anew while we ask changes files under us: then the views are made anew."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except duckdb.IOException:
            _connection.clear()
            _document_connection.clear()
            state_of.clear()
    return work()


_LOCK = threading.Lock()


@st.cache_resource(max_entries=2, show_spinner=False)
def _connection(root: Path, state: str) -> duckdb.DuckDBPyConnection:
    with _LOCK:
        return _guarded(connect(root))


@st.cache_resource(max_entries=_MOST_DOCUMENTS, show_spinner=False)
def _document_connection(root: Path, doc_id: str, state: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, schema in SCHEMAS.items():
        path = _file_of(root, name, doc_id)
        if path is None:
            connection.register(f"_{name}", schema.arrow.empty_table())
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM _{name}")
            continue
        source = _one_file(path, schema.partition.names)
        have = {str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        rows = f"(SELECT * FROM {source} WHERE doc_id = '{_quoted(doc_id)}')"
        connection.execute(view_sql(rows, schema, have))
    return _guarded(connection)


def _guarded(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Two threads, since several people look at once, and footers kept, since each question opens every file."""
    connection.execute("SET threads = 2")
    connection.execute("SET parquet_metadata_cache = true")
    return connection


def _file_of(root: Path, table: str, doc_id: str) -> Path | None:
    alone = own_files(root, table, doc_id) if doc_id.isalnum() else []
    return alone[0] if alone else MergedIndex(root).find(table, doc_id)


def _one_file(path: Path, keys: list[str]) -> str:
    return (
        f"read_parquet('{_quoted(str(path))}', hive_partitioning = true, "
        f"hive_types = {{'{keys[0]}': SMALLINT, '{keys[1]}': VARCHAR}})"
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
