"""The dataset read back: with exactly the contract's columns and types, whatever a reader makes of folder names."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process

from output.errors import DocumentNotFound, NotADataset
from output.layout import own_files
from output.remote import is_remote
from output.schema import SCHEMAS, UNKNOWN_PROVINCE, UNKNOWN_YEAR, TableSchema

if TYPE_CHECKING:
    import duckdb


_TRIES = 20
"""So often a table is listed anew while others write."""
T = TypeVar("T")


def steadily(root: Path, read: Callable[[], T], errors: tuple[type[Exception], ...] = ()) -> T:
    """What ``read`` makes of a dataset that others may write: done again where it fails as files changed under it.

    A reader opens a file more than once (its footer, then its rows). One that is exchanged in between is missing, or
    is read by the other one's footer, which fails in words of all kinds. ``errors``: what may be raised then, beside
    the errors of the file system and of Arrow. An error that comes while nobody writes is raised at once.
    """
    for _ in range(_TRIES):
        before = _stamp(root)
        try:
            return read()
        except (OSError, pa.ArrowException, *errors):
            if _stamp(root) == before:
                raise
    return read()


def _stamp(root: Path) -> dict[str, int]:
    """What changes when a file of the dataset is put, exchanged or taken away: the times of the folders.

    A folder's time tells that without a look at each of its files, of which there may be a hundred thousand.
    """
    found = {}
    for folder in (folder for name in SCHEMAS for folder in (root / name).glob("*/*")):
        with suppress(FileNotFoundError):
            found[str(folder)] = folder.stat().st_mtime_ns
    return found


def check_dataset(root: Path) -> Path:
    """``root``, where it holds a dataset; else ``NotADataset``."""
    if is_remote(root):
        raise NotADataset(
            f"{root}: perintah ini membaca folder. Pakai `renja status ALAMAT`, yang mengambil dataset dari object "
            "store dan menyebut foldernya / this reads a folder; `renja status` fetches the dataset and names it"
        )
    if not any(root.glob("dokumen/*/*/*.parquet")):
        raise NotADataset(
            f"{root}: bukan dataset renja (tidak ada dokumen/**/*.parquet); buat dulu dengan `renja ingest ... --out` "
            "/ no dataset of renja here; make one with `renja ingest`"
        )
    return root


def read_table(root: Path, name: str, doc_id: str | None = None, *, columns: Collection[str] | None = None) -> pa.Table:
    """A table of the contract, of all documents or of one, all its columns or these. ``KeyError`` for no table's name.

    Files that go between listing and opening (a document is read anew, or ``compact`` runs) are listed again.
    """
    schema = SCHEMAS[name]
    return steadily(root, lambda: _as_contract(_read_now(root, schema, doc_id, columns), schema))


def _read_now(root: Path, schema: TableSchema, doc_id: str | None, columns: Collection[str] | None) -> pa.Table:
    import pyarrow.dataset as pads  # brings pandas along: 45 MB and a fifth of a second that no worker needs

    keys = schema.partition
    own = [] if doc_id is None else own_files(root, schema.name, glob.escape(doc_id))
    folder = str((root if own else check_dataset(root)) / schema.name)
    data = pads.dataset(
        [str(path) for path in own] or folder,
        schema=pa.schema([*schema.file, *keys]),
        format="parquet",
        partitioning=pads.partitioning(keys, flavor="hive"),
        partition_base_dir=folder if own else None,
    )
    wanted = None if columns is None else [*columns]
    return data.to_table(wanted, filter=None if doc_id is None else pads.field("doc_id") == doc_id)


def _as_contract(table: pa.Table, schema: TableSchema) -> pa.Table:
    """The contract's columns in their order; the folders' "not known" back to null."""
    columns, fields = [], [field for field in schema.arrow if field.name in table.column_names]
    for field in fields:
        column = table.column(field.name)
        if field.name in schema.partition.names:
            unknown = pa.scalar(UNKNOWN_YEAR if field.name == "tahun" else UNKNOWN_PROVINCE, field.type)
            column = pc.if_else(pc.equal(column, unknown), pa.scalar(None, field.type), column)
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=pa.schema(fields, schema.arrow.metadata))


def find_document(root: Path, wanted: str) -> str:
    """Id of the document that ``wanted`` names: an id, a path, or a file's name with or without .pdf.

    Else the beginning of an id, or the beginning, a part or some words of one name alone, whatever its capitals and
    signs.

    ``DocumentNotFound`` where none or several answer to it; it names those that come near.
    """
    listed = read_table(root, "dokumen", columns=("doc_id", "berkas"))
    if pc.index(listed["doc_id"], wanted).as_py() >= 0:
        return wanted
    table = listed.to_pylist()
    for test in (_is_path, _is_name, _is_prefix, _begins_name, _is_in_name, _has_words):
        found = {row["doc_id"]: row["berkas"] for row in table if test(row["doc_id"], row["berkas"], wanted)}
        if len(found) == 1:
            return str(next(iter(found)))
        if found:
            raise DocumentNotFound(f"{wanted}: lebih dari satu dokumen: {_some(found)} / several documents")
    names = [Path(row["berkas"]).name for row in table]
    near = [name for name, _, _ in process.extract(wanted, names, processor=_plain, limit=3, score_cutoff=_NEAR)]
    offer = f"; mungkin maksudnya {', '.join(dict.fromkeys(near))}" if near else ""
    raise DocumentNotFound(f"{wanted}: tidak ada dalam dataset {root}{offer} / no such document")


_NEAR = 60.0
_MOST_NAMED = 5


def _some(found: Mapping[str, str]) -> str:
    """Some documents by id and name."""
    named = [f"{doc_id} ({Path(berkas).name})" for doc_id, berkas in sorted(found.items())]
    return ", ".join(named[:_MOST_NAMED]) + (", ..." if len(named) > _MOST_NAMED else "")


def _is_path(doc_id: str, berkas: str, wanted: str) -> bool:
    return berkas == wanted


def _is_name(doc_id: str, berkas: str, wanted: str) -> bool:
    return wanted in (Path(berkas).name, Path(berkas).stem)


def _is_prefix(doc_id: str, berkas: str, wanted: str) -> bool:
    return len(wanted) >= 4 and doc_id.startswith(wanted)


def _begins_name(doc_id: str, berkas: str, wanted: str) -> bool:
    return bool(_plain(wanted)) and _plain(Path(berkas).name).startswith(_plain(wanted))


def _is_in_name(doc_id: str, berkas: str, wanted: str) -> bool:
    return bool(_plain(wanted)) and _plain(wanted) in _plain(Path(berkas).name)


def _has_words(doc_id: str, berkas: str, wanted: str) -> bool:
    words = list(filter(None, map(_plain, re.split(r"[\W_]+", wanted))))
    return bool(words) and all(word in _plain(Path(berkas).name) for word in words)


def _plain(name: str) -> str:
    """Letters and digits alone, in lower case.

    >>> _plain("Renja_2031 (final).pdf")
    'renja2031final'
    """
    return re.sub(r"[^0-9a-z]", "", name.lower().removesuffix(".pdf"))


def connect(root: Path, tables: Sequence[str] = tuple(SCHEMAS)) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory with one view for each table, typed as in the contract."""
    import duckdb

    connection = duckdb.connect()
    for name in tables:
        add_view(connection, root, name)
    return connection


def asked(root: Path, tables: Sequence[str], work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What ``work`` makes of a connection that sees these tables; made anew where files changed under it."""
    import duckdb

    def once() -> T:
        with connect(root, tables) as connection:
            return work(connection)

    return steadily(root, once, (duckdb.Error,))


def rows_of(
    root: Path, tables: Sequence[str], query: str, parameters: Mapping[str, Any], portion: int = 10_000
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that sorts, few held at a time: when the first one comes, all files are read."""
    import duckdb

    def begun() -> tuple[duckdb.DuckDBPyConnection, list[tuple[Any, ...]]]:
        connection = connect(root, tables)
        try:
            return connection, connection.execute(query, dict(parameters)).fetchmany(portion)
        except BaseException:
            connection.close()
            raise

    connection, rows = steadily(root, begun, (duckdb.Error,))
    try:
        while rows:
            yield from rows
            rows = connection.fetchmany(portion)
    finally:
        connection.close()


def add_view(connection: duckdb.DuckDBPyConnection, root: Path, name: str) -> None:
    """Makes the view of one of the dataset's tables in the connection."""
    source = source_sql(check_dataset(root), SCHEMAS[name])
    printed = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    connection.execute(view_sql(source, SCHEMAS[name], {str(column[0]) for column in printed}))


def source_sql(root: Path, schema: TableSchema, *, by_name: bool = True) -> str:
    """The files of a table as a DuckDB source, the folders' keys typed.

    Without ``by_name`` the first file tells which columns there are: quicker, where only old columns are asked for.
    """
    pattern = glob.escape(str(root / schema.name)).replace("'", "''") + "/**/*.parquet"
    keys = schema.partition.names
    return (
        f"read_parquet('{pattern}', union_by_name = {str(by_name).lower()}, hive_partitioning = true, "
        f"hive_types = {{'{keys[0]}': SMALLINT, '{keys[1]}': VARCHAR}})"
    )


def view_sql(source: str, schema: TableSchema, have: Collection[str]) -> str:
    """The statement that makes a DuckDB view of a table, "not known" back to null.

    A column that the files do not ``have`` (they were written by an older version) is null throughout.
    """
    columns = ", ".join(_column_sql(field.name, schema.partition.names, have) for field in schema.arrow)
    return f"CREATE OR REPLACE VIEW {schema.name} AS SELECT {columns} FROM {source}"


def _column_sql(name: str, keys: Sequence[str], have: Collection[str]) -> str:
    if name not in have:
        return f"NULL AS {name}"
    if name not in keys:
        return name
    unknown = str(UNKNOWN_YEAR) if name == "tahun" else f"'{UNKNOWN_PROVINCE}'"
    return f"nullif({name}, {unknown}) AS {name}"
