"""``python -m renja.web.asking``: a reader's query, answered by a process of its own.

It may be about a million rows times a million, or ask for a text of three gigabytes, which DuckDB counts to nobody's
memory: then this process ends, and not the server. The question comes as JSON on standard input; the answer goes to
standard output; what went wrong goes to standard error as JSON, with exit code ``FAULT``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FAULT = 3
MEGABYTES = 512
"""Of memory for a query; what DuckDB does not count is bounded by ``_MOST_MEMORY``."""
_MOST_MEMORY = 2048 << 20
_MOST_BYTES = {"arrow": 32 << 20, "csv": 256 << 20, "json": 256 << 20, "parquet": 256 << 20}
Form = Literal["arrow", "csv", "json", "parquet"]
Kind = Literal[
    "syntax", "unknown", "forbidden", "memory", "value", "large", "writes", "several", "time", "busy", "other"
]
"""What can go wrong, each said in the reader's words."""
_KINDS: dict[str, Kind] = {
    "ParserException": "syntax",
    "SyntaxException": "syntax",
    "CatalogException": "unknown",
    "BinderException": "unknown",
    "PermissionException": "forbidden",
    "OutOfMemoryException": "memory",
    "ConversionException": "value",
    "OutOfRangeException": "value",
    "InvalidInputException": "value",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query over the dataset at ``root``, of whose answer at most ``most`` rows are wanted in some form."""

    root: str
    sql: str
    most: int
    form: Form


def answer(question: Question) -> bytes:
    """The answer as bytes. ``ValueError``, ``duckdb.Error``, ``MemoryError``; ``OverflowError``: too large."""
    import duckdb

    from output.read import steadily
    from renja.show.asked import one_answer
    from renja.show.sandbox import named_tables, sandboxed

    root = Path(question.root)

    def once() -> Any:
        with sandboxed(root, named_tables(question.sql), MEGABYTES) as connection:
            return one_answer(connection, question.sql, question.most)

    table = steadily(root, once, (duckdb.Error,))
    if table.nbytes > _MOST_BYTES[question.form]:
        raise OverflowError
    return _made(table, question.form)


def _made(table: Any, form: Form) -> bytes:
    import pyarrow as pa

    from output.harmless import harmless
    from renja.show.asked import json_bytes
    from renja.show.queries import csv_bytes, parquet_bytes

    if form == "csv":
        return b"\xef\xbb\xbf" + csv_bytes(
            table.rename_columns([harmless(name) for name in table.column_names])
        )  # for spreadsheets, which else take it for Latin
    if form == "json":
        return json_bytes(table)
    if form == "parquet":
        return parquet_bytes(table)
    held = pa.BufferOutputStream()
    with pa.ipc.new_stream(held, table.schema) as stream:
        stream.write_table(table)
    made: bytes = held.getvalue().to_pybytes()
    return made


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))


def _fault(kind: Kind, words: str = "") -> int:
    sys.stderr.write(json.dumps({"kind": kind, "words": words}) + "\n")
    return FAULT


def main() -> int:
    """Reads the question, writes the answer; the exit code."""
    import duckdb

    from renja.show.asked import SeveralStatements

    _bound_memory()
    question = Question(**json.load(sys.stdin))
    try:
        made = answer(question)
    except duckdb.Error as error:
        return _fault(_KINDS.get(type(error).__name__, "other"), str(error).split("\n\nPossible")[0])
    except MemoryError:
        return _fault("memory")
    except OverflowError:
        return _fault("large")
    except ValueError as error:
        return _fault("several" if isinstance(error, SeveralStatements) else "writes")
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
