"""All that is worked out of tables and kept beside the dataset, by the name that queries have for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from output.derived import Derived, add_derived, renewed, unlike
from output.document_facts import DOCUMENTS
from output.kept_parts import Parted, add_parted, renewed_parts, unlike_parts
from output.known_codes import KNOWN_CODES
from output.office_years import OFFICE_YEARS
from output.read import AddView, add_view, connect, steadily
from output.tallies import FINDINGS, ROWS, VALUES
from output.upper_rows import UPPER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT: dict[str, Derived] = {each.name: each for each in (OFFICE_YEARS, DOCUMENTS, KNOWN_CODES, VALUES, ROWS, FINDINGS)}
PARTED: dict[str, Parted] = {UPPER.name: UPPER}


def add_table(connection: DuckDBPyConnection, root: Path, name: str, view: AddView = add_view) -> None:
    """Makes the view of a table of the contract, or of what is worked out of one, in the connection."""
    if name in KEPT:
        add_derived(connection, root, KEPT[name])
    elif name in PARTED:
        add_parted(connection, root, PARTED[name])
    else:
        view(connection, root, name)


def add_compared(connection: DuckDBPyConnection, root: Path, name: str, view: AddView = add_view) -> None:
    """The same for who compares: of ``dokumen`` those columns alone that comparisons ask."""
    if name != DOCUMENTS.table:
        add_table(connection, root, name, view)
        return
    add_derived(connection, root, DOCUMENTS)
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {DOCUMENTS.name}")


def renew_kept(root: Path) -> None:
    """Works out what files have changed since, so that the next question need not."""
    import duckdb

    def once() -> None:
        with connect(root, ()) as connection:
            for each in KEPT.values():
                renewed(connection, root, each)
            for parted in PARTED.values():
                renewed_parts(connection, root, parted)

    steadily(root, once, (duckdb.Error,))


def unlike_kept(root: Path) -> Iterator[tuple[str, str]]:
    """What is kept of files and is not what they make: its name, and the file."""
    for each in KEPT.values():
        for name in unlike(root, each):
            yield each.name, name
    for parted in PARTED.values():
        for name in unlike_parts(root, parted):
            yield parted.name, name
