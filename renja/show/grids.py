"""Raw grids as frames of text, for people and programs that want the table and not its meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.types import Table
from output.harmless import harmless

if TYPE_CHECKING:
    import pyarrow as pa


def grid_texts(table: Table, breaks: str = " ") -> list[list[str]]:
    """The grid row by row; a merged cell's text stands in its first place, line breaks become ``breaks``."""
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        if cell.row < table.n_rows and cell.col < table.n_cols:
            rows[cell.row][cell.col] = breaks.join(cell.text.split("\n"))
    return rows


def grid_frame(table: Table) -> pa.Table:
    """The grid as an Arrow table of strings, columns named 0, 1, 2 ..."""
    import pyarrow as pa  # a fifth of the start of a command that only prints

    rows = grid_texts(table)
    return pa.table({str(c): pa.array([row[c] for row in rows], pa.string()) for c in range(table.n_cols)})


def grid_dict(table: Table) -> dict[str, Any]:
    """The table for a program: where it stands, its caption, its grid."""
    return {
        "halaman": list(table.pages),
        "nomor": table.nomor,
        "judul": table.judul,
        "mesin": table.engine,
        "keyakinan": round(table.confidence, 4),
        "baris_kepala": table.n_header_rows,
        "sel": grid_texts(table, "\n"),
    }


def grids_csv(tables: Sequence[Table]) -> str:
    """All tables as CSV, an empty line between two."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, table in enumerate(tables):
        if number:
            text.write("\n")
        writer.writerows([harmless(text) for text in row] for row in grid_texts(table))
    return text.getvalue()


def grids_text(tables: Sequence[Table], width: int = 24) -> str:
    """All tables for the eye: a heading, then columns as wide as their text, at most ``width``."""
    return "\n\n".join(_one_text(number, table, width) for number, table in enumerate(tables, 1))


def _one_text(number: int, table: Table, width: int) -> str:
    caption = " ".join(part for part in (f"Tabel {table.nomor}" if table.nomor else "", table.judul or "") if part)
    pages = ", ".join(map(str, table.pages))
    head = f"[{number}] {caption or '(tanpa judul)'}\nhalaman {pages}; {table.n_rows} x {table.n_cols}; {table.engine}"
    rows = [[_cut(text, width) for text in row] for row in grid_texts(table)]
    widths = [max((len(row[c]) for row in rows), default=0) for c in range(table.n_cols)]
    lines = [" | ".join(t.ljust(w) for t, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([head, *lines])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
