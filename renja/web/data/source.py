"""Questions to the dataset: over all of it, or over one document's files, each answered once for each state of it."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import streamlit as st

from output.compare import TABLES as COMPARED
from output.document_facts import DOCUMENTS
from output.kept import KEPT, add_table
from output.known_codes import KNOWN_CODES
from output.overlay.store import FILE
from output.read import check_dataset, connect, of_document, source_sql, stamp, steadily, view_sql
from output.schema import SCHEMAS
from renja.show.frames import as_format

_MOST_ANSWERS = 400
_STATE_SECONDS = 0.3
"""One look serves all questions of a view; a page that is opened after a reading has ended shows it."""
_COPIED = ("dokumen", "anggaran", "temuan")
_TABLES = (*SCHEMAS, *KEPT)
_MOST_COPIED = 400_000
_MOST_DOCUMENTS = 8
"""Documents whose views are kept open."""
T = TypeVar("T")
Parameters = Mapping[str, Any]


_CHANGING = ("dokumen", "temuan")


@st.cache_data(ttl=_STATE_SECONDS, max_entries=8, show_spinner=False)
def state_of(root: Path) -> str:
    """What tells one state of the dataset from another: the times of the folders of ``dokumen`` and ``temuan``, and the
    overlay's.

    ``dokumen`` is written last when a document is read, so the other tables have changed by then; findings between
    documents are put into ``temuan`` afterwards.
    """
    overlay = root / FILE
    said = overlay.stat().st_mtime_ns if overlay.exists() else 0
    return hashlib.sha256(repr((sorted(stamp(root, _CHANGING).items()), said)).encode()).hexdigest()


def forget_state() -> None:
    """Looks at the dataset anew at once: this page has just changed it."""
    state_of.clear()


def ask(root: Path, sql: str, **parameters: Any) -> pd.DataFrame:
    """The answer to a query over the seven tables, money as ``Decimal``, as a pandas frame."""
    return _answer(root, sql, tuple(sorted(parameters.items())), state_of(root))


def ask_document(root: Path, doc_id: str, sql: str, **parameters: Any) -> pd.DataFrame:
    """The same over the tables of one document alone; its few files are found without reading any other."""
    return _document_answer(root, doc_id, sql, tuple(sorted(parameters.items())), state_of(root))


def with_dataset(root: Path, work: Callable[[duckdb.DuckDBPyConnection], T], tables: Sequence[str] = COMPARED) -> T:
    """What ``work`` makes of a connection that sees the documents and their money, or these tables."""
    return _patiently(lambda: work(_connection(root, state_of(root)).cursor(tables)), root)


def with_document(root: Path, doc_id: str, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What ``work`` makes of a connection that sees this document's tables alone."""
    return _patiently(lambda: work(_document_connection(root, doc_id, state_of(root)).cursor()), root)


@st.cache_data(max_entries=_MOST_ANSWERS, show_spinner=False)
def _answer(root: Path, sql: str, parameters: tuple[tuple[str, Any], ...], state: str) -> pd.DataFrame:
    return _patiently(lambda: _frame(_connection(root, state).cursor(_named(sql)), sql, dict(parameters)), root)


@st.cache_data(max_entries=_MOST_ANSWERS, show_spinner=False)
def _document_answer(
    root: Path, doc_id: str, sql: str, parameters: tuple[tuple[str, Any], ...], state: str
) -> pd.DataFrame:
    return _patiently(lambda: _frame(_document_connection(root, doc_id, state).cursor(), sql, dict(parameters)), root)


def _frame(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters) -> pd.DataFrame:
    named = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}
    return as_format(connection.sql(sql, params=named).to_arrow_table(), money="decimal")


def _patiently(work: Callable[[], T], root: Path) -> T:
    """A document that is read anew while we ask changes files under us: then the views are made anew."""

    def once() -> T:
        try:
            return work()
        except (duckdb.Error, OSError):
            _OPENED.clear()
            _document_connection.clear()
            state_of.clear()
            raise

    try:
        return once()
    except duckdb.Error:
        return steadily(root, once, (duckdb.Error,))


_LOCK = threading.RLock()


class _Opened:
    """A connection to the dataset in one state; each table is opened when it is first asked for.

    To open a table of many files takes longer than to ask it, so the three that every view asks again and again are
    copied into DuckDB's memory, as far as ``_MOST_COPIED`` rows; of a larger one the files are asked each time.
    """

    def __init__(self, root: Path) -> None:
        """``root``: the dataset's folder."""
        self._root, self._ready = root, set[str]()
        self._connection = _guarded(duckdb.connect())

    def cursor(self, tables: Iterable[str]) -> duckdb.DuckDBPyConnection:
        """A cursor of its own, so that several threads may ask at once, that sees these tables."""
        with _LOCK:
            for name in tables:
                if name not in self._ready:
                    self._open(name)
                    self._ready.add(name)
        return self._connection.cursor()

    def _open(self, name: str) -> None:
        if name not in _COPIED or not self._copy(name):
            add_table(self._connection, self._root, name)

    def _copy(self, name: str) -> bool:
        """True where the table is in memory now; False where it is too large."""
        source = source_sql(self._root, SCHEMAS[name])
        counted = self._connection.execute(f"SELECT count(*) FROM {source}").fetchone()  # footers know it
        if counted is None or counted[0] > _MOST_COPIED:
            return False
        self._connection.execute(f"CREATE OR REPLACE TABLE _{name} AS SELECT * FROM {source}")
        have = {str(column[0]) for column in self._connection.execute(f"DESCRIBE _{name}").fetchall()}
        self._connection.execute(view_sql(f"_{name}", SCHEMAS[name], have))
        return True


_OPENED: dict[tuple[Path, str], _Opened] = {}
_MOST_STATES = 2


def _connection(root: Path, state: str) -> _Opened:
    """The dataset as it stands in this state, opened once for everybody; the oldest state is forgotten."""
    with _LOCK:
        if (root, state) not in _OPENED:
            check_dataset(root)
            while len(_OPENED) >= _MOST_STATES:
                _OPENED.pop(next(iter(_OPENED)))
            _OPENED[root, state] = _Opened(root)
        return _OPENED[root, state]


def open_all(root: Path) -> None:
    """Opens the tables that every view asks: with thousands of files that takes seconds."""
    seldom = {DOCUMENTS.name, KNOWN_CODES.name}
    _connection(root, state_of(root)).cursor((*_COPIED, *(name for name in KEPT if name not in seldom)))


def _named(sql: str) -> list[str]:
    """The tables that a query names.

    >>> _named("SELECT * FROM temuan t JOIN dokumen USING (doc_id)")
    ['dokumen', 'temuan']
    """
    return [name for name in _TABLES if re.search(rf"\b(?:FROM|JOIN) {name}\b", sql)]


@st.cache_resource(max_entries=_MOST_DOCUMENTS, show_spinner=False)
def _document_connection(root: Path, doc_id: str, state: str) -> duckdb.DuckDBPyConnection:
    return _guarded(connect(root, view=of_document(doc_id)))


def _guarded(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Two threads, since several people look at once, and footers kept, since each question opens every file."""
    connection.execute("SET threads = 2")
    connection.execute("SET parquet_metadata_cache = true")
    return connection
