"""What the page's server does before anybody looks: it loads the views, and asks what the first one asks.

Answers are kept for the state that the dataset is in, as those of any view. Who opens the page meanwhile waits for
them, and no longer than without. After an ingest it asks anew, once the dataset stands still.
"""

from __future__ import annotations

import inspect
import logging
import threading
import time
from pathlib import Path

import duckdb

import renja.web.app  # noqa: F401 - with it come all views
from output.compare_sql import Wilayah
from output.errors import OutputError
from renja.web.data import perbandingan, ringkasan
from renja.web.data.source import open_all, state_of

LOG = logging.getLogger("renja")
_LOOK = 5.0
"""Seconds between two looks at whether the dataset changed; one takes some milliseconds."""
_REST = 4
"""So many times as long as it took nothing is asked anew: an ingest that goes on has the processors."""


def keep_warm(root: Path, ended: threading.Event, look: float = _LOOK) -> None:
    """Asks what the first view shows, and again whenever the dataset changed and stands still, until it ``ended``."""
    asked = before = None
    wait = 0.0
    while not ended.wait(wait):
        now, wait = _state(root), look
        if now != asked and (asked is None or now == before):
            begun = time.perf_counter()
            warm_up(root)
            asked, wait = now, max(look, (time.perf_counter() - begun) * _REST)
        before = now


def _state(root: Path) -> str:
    """The state of the dataset; none where it is no more, or is exchanged just now."""
    try:
        return state_of(root)
    except OSError:
        return ""


def warm_up(root: Path) -> None:
    """Opens the tables that every view asks, and asks what the first view shows: with many documents seconds."""
    try:
        open_all(root)
        _ask_first_view(root)
    except (duckdb.Error, OSError, OutputError) as error:
        LOG.warning("%s: %s", root, error)  # the first view says so to whoever opens it
    inspect.stack()  # Streamlit does so at its first element: half a second, unless the modules' files are known


def _ask_first_view(root: Path) -> None:
    for ask in ringkasan.OF_ALL:
        ask(root)
    if perbandingan.known_years(root):
        tahun = perbandingan.usual_year(root)
        ringkasan.programs(root, tahun)
        ringkasan.doubtful(root, tahun)
        perbandingan.covers(root, tahun, Wilayah.GABUNGAN)
        perbandingan.without_items(root, tahun, None, None)
        perbandingan.useless(root, tahun, None)
