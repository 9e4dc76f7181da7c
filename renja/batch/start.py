"""How a reader's process begins: on Linux as a copy of one that has loaded what all readers need, elsewhere anew.

Loading takes half a CPU second, more than many a document. Copies are made by ``multiprocessing``'s fork server, a
process without threads of ours; on macOS libraries may not be used after a fork, and Windows has none.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

LOG = logging.getLogger("renja")
ARROW_POOL = ("ARROW_DEFAULT_MEMORY_POOL", "system")
"""Arrow's own allocator, chosen when it is loaded, keeps what writing a long document took: 25 MB of 1,000 pages."""
_LOADED = ["renja.batch.loaded", "renja.cli"]
"""What readers need. A process begun as ``renja`` has that script's module run in each of them, which is the latter."""
_STARTING = threading.Lock()


def reader_context() -> ForkServerContext | SpawnContext:
    """Where readers' processes come from, begun; what they are copied from is loaded beside this process."""
    os.environ.setdefault(*ARROW_POOL)
    if sys.platform == "linux":
        context = multiprocessing.get_context("forkserver")
        try:
            with _STARTING, _environment(_same_modules()):
                context.set_forkserver_preload(_LOADED)
                forkserver.ensure_running()
        except OSError as error:  # no such sockets here, as in some sandboxes
            LOG.debug("no fork server: %s", error)
        else:
            return context
    return multiprocessing.get_context("spawn")


def here() -> tuple[str, dict[str, str]]:
    """Of the process that wants a reader: where this module lies, and the environment."""
    return __file__, dict(os.environ)


def be_as(place: str, environment: Mapping[str, str]) -> None:
    """In a reader: what :func:`here` said. What it is a copy of began earlier, and may have been told something else.

    ``ImportError`` where its modules are not those of the process that wants it.
    """
    if place != __file__:
        raise ImportError(f"the reader has {__file__}, not {place}")
    os.environ.clear()
    os.environ.update(environment)


def _same_modules() -> dict[str, str]:
    """The environment of a Python that finds the modules that this one finds, and none in the folder it stands in."""
    found = [str(Path(path).absolute()) for path in sys.path]
    return {"PYTHONPATH": os.pathsep.join(found), "PYTHONSAFEPATH": "1"}


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Puts variables into the environment for as long as a process is begun."""
    held = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in held.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
