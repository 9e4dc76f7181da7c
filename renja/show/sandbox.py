"""A connection that can only ask: the tables of one dataset, no other file, nothing loaded, nothing from a network."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from output.read import connect
from output.schema import SCHEMAS

if TYPE_CHECKING:
    import duckdb


def sandboxed(
    root: Path, tables: Sequence[str] = tuple(SCHEMAS), megabytes: int | None = None
) -> duckdb.DuckDBPyConnection:
    """The dataset's views in a connection that reads their folders alone and cannot be told otherwise.

    ``megabytes``: so much memory, and nothing is put on the disk when it does not suffice; None: as DuckDB likes.
    """
    here = Path(os.path.abspath(root))  # its files are compared by their names, so links stay as they are
    connection = connect(here, tables)
    folders = ", ".join("'" + str(here / name).replace("'", "''") + "/'" for name in SCHEMAS)
    if megabytes is not None:
        connection.execute(f"SET memory_limit = '{megabytes}MB'")
        connection.execute("SET temp_directory = ''")
        connection.execute("SET threads = 2")
    for setting in (
        f"allowed_directories = [{folders}]",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "python_enable_replacements = false",  # a name in a query is a table's, never a variable's of ours
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def named_tables(text: str) -> tuple[str, ...]:
    """The dataset's tables that a query may mean: to open one takes time. All, where it names none (SHOW TABLES).

    >>> named_tables("SELECT * FROM Anggaran"), len(named_tables("SHOW TABLES"))
    (('anggaran',), 7)
    """
    words = set(re.findall(r"\w+", text.lower()))
    return tuple(name for name in SCHEMAS if name in words) or tuple(SCHEMAS)
