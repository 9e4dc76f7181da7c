"""A reader's own queries: each asked by a process of its own (``renja.web.asking``), which is ended in time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from renja.show.frames import as_format
from renja.web.asking import FAULT, Form, Kind, Question
from renja.web.data.source import state_of

MOST_SHOWN = 1_000
MOST_SAVED = 200_000
"""Rows of an answer on the page, and in a file."""
SECONDS = 20.0
LONGEST = 4_000
"""Letters of a query: it must stand in an address."""
_AT_ONCE = 2
_PLACES = threading.BoundedSemaphore(_AT_ONCE)
"""So many queries of all readers run at once; who finds none free in time is told so."""


class QueryFault(Exception):  # noqa: N818 - says what went wrong with a query
    """A query without an answer: of which ``kind``, and DuckDB's or our words for it."""

    def __init__(self, kind: Kind, words: str = "") -> None:
        """``words``: they may hold text of the query."""
        super().__init__(kind, words)
        self.kind, self.words = kind, words


def shown(root: Path, sql: str) -> pd.DataFrame:
    """The answer as a frame, one row more than ``MOST_SHOWN`` where there are more. ``QueryFault``."""
    return _shown(root, sql, state_of(root))


@st.cache_data(max_entries=20, show_spinner=False)
def _shown(root: Path, sql: str, state: str) -> pd.DataFrame:
    made = saved(root, sql, "arrow", MOST_SHOWN + 1)
    with pa.ipc.open_stream(pa.py_buffer(made)) as stream:
        return as_format(stream.read_all(), money="decimal")


def saved(root: Path, sql: str, form: Form, most: int = MOST_SAVED) -> bytes:
    """The answer as a file's bytes. ``QueryFault``."""
    question = Question(str(root.absolute()), sql[:LONGEST], most, form)
    if not _PLACES.acquire(timeout=SECONDS):
        raise QueryFault("busy")
    try:
        return _asked(question)
    finally:
        _PLACES.release()


def _asked(question: Question) -> bytes:
    command = [sys.executable, "-m", "renja.web.asking"]
    given = json.dumps(asdict(question)).encode()
    home = Path(__file__).resolve().parents[3]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False, cwd=home)
    except subprocess.TimeoutExpired as error:
        raise QueryFault("time") from error
    if done.returncode == 0:
        return done.stdout
    raise _fault_of(done.returncode, done.stderr)


def _fault_of(code: int, said: bytes) -> QueryFault:
    """What the process says went wrong; one that died without a word wanted more memory than it may have."""
    if code != FAULT:
        return QueryFault("memory")
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return QueryFault(told["kind"], told["words"])
