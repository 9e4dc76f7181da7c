"""The dataset read back: with exactly the contract's columns and types, whatever a reader makes of folder names."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from output.errors import DocumentNotFound, NotADataset
from output.layout import file_of, partitions
from output.remote import is_remote
from output.schema import SCHEMAS, UNKNOWN_PROVINCE, UNKNOWN_YEAR, TableSchema, parts_of

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from output.columns import ColumnDoc


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
        before = stamp(root)
        try:
            return read()
        except Exception as error:
            if not isinstance(error, (OSError, *_of_arrow(), *errors)) or stamp(root) == before:
                raise
    return read()


def _of_arrow() -> tuple[type[Exception], ...]:
    """What Arrow raises; nothing where nobody has loaded it."""
    return (sys.modules["pyarrow"].ArrowException,) if "pyarrow" in sys.modules else ()


def stamp(root: Path, tables: Iterable[str] = tuple(SCHEMAS)) -> dict[str, int]:
    """What changes when a file of the dataset is put, exchanged or taken away: the times of the folders.

    A folder's time tells that without a look at each of its files, of which there may be a hundred thousand.
    """
    found = {}
    for table in tables:
        for year in _folders(root / table):
            for province in _folders(year):
                with suppress(FileNotFoundError):
                    found[province.path] = province.stat().st_mtime_ns
    return found


def _folders(path: os.PathLike[str]) -> list[os.DirEntry[str]]:
    """The folders in one; none where it is gone. ``Path.glob`` takes ten times as long."""
    try:
        with os.scandir(path) as entries:
            return [entry for entry in entries if entry.is_dir()]
    except FileNotFoundError:
        return []


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
    import pyarrow as pa
    import pyarrow.dataset as pads  # brings pandas along: 45 MB and a fifth of a second that no worker needs

    keys = schema.partition
    own = None if doc_id is None else file_of(root, schema.name, doc_id)
    folder = str((root if own else check_dataset(root)) / schema.name)
    data = pads.dataset(
        [str(own)] if own else folder,
        schema=pa.schema([*schema.file, *keys]),
        format="parquet",
        partitioning=pads.partitioning(keys, flavor="hive"),
        partition_base_dir=folder if own else None,
    )
    wanted = None if columns is None else [*columns]
    return data.to_table(wanted, filter=None if doc_id is None else pads.field("doc_id") == doc_id)


def _as_contract(table: pa.Table, schema: TableSchema) -> pa.Table:
    """The contract's columns in their order; the folders' "not known" back to null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns, fields = [], [field for field in schema.arrow if field.name in table.column_names]
    for field in fields:
        column = table.column(field.name)
        if field.name in schema.keys:
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
    if file_of(check_dataset(root), "dokumen", wanted) is not None:
        return wanted
    from rapidfuzz import process

    listed = asked(root, ("dokumen",), lambda connection: connection.execute(_NAMES).fetchall())
    table = [{"doc_id": doc_id, "berkas": berkas} for doc_id, berkas in listed]
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


_NAMES = "SELECT doc_id, berkas FROM dokumen"
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


AddView = Callable[["DuckDBPyConnection", Path, str], None]
"""Makes the view of a table in a connection: of the whole dataset, or of the part of it that is asked."""


def connect(root: Path, tables: Sequence[str] = tuple(SCHEMAS), view: AddView | None = None) -> DuckDBPyConnection:
    """A DuckDB connection in memory with one view for each table, typed as in the contract."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")  # it is drawn into what a command prints
    connection.execute("SET parquet_metadata_cache = true")  # each question opens every file
    # DuckDB 2.0 ends with an internal error where the first rows by one field of `cakupan` are asked for, filtered by
    # another: its reader of late columns takes the field for the whole.
    connection.execute("SET disabled_optimizers = 'late_materialization'")
    for name in tables:
        (view or add_view)(connection, root, name)
    return connection


def asked(
    root: Path,
    tables: Sequence[str],
    work: Callable[[DuckDBPyConnection], T],
    view: AddView | None = None,
    quick: AddView | None = None,
) -> T:
    """What ``work`` makes of a connection that sees these tables; made anew where files changed under it.

    ``quick`` is tried first: a view that files of several versions may fail (without ``view`` ``add_alike_view``).
    """
    import duckdb

    first = add_alike_view if view is None else quick

    def made(view: AddView | None) -> T:
        with connect(root, tables, view) as connection:
            return work(connection)

    def once() -> T:
        if first is not None:
            # "schema mismatch": a file has not the columns of the first, or not their types
            with suppress(duckdb.InvalidInputException, duckdb.ConversionException):
                return made(first)
        return made(view)

    return steadily(root, once, (duckdb.Error,))


def rows_of(
    root: Path,
    tables: Sequence[str],
    query: str,
    parameters: Mapping[str, Any],
    view: AddView | None = None,
    portion: int = 10_000,
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that sorts, few held at a time: when the first one comes, all files are read."""
    import duckdb

    def begun() -> tuple[DuckDBPyConnection, list[tuple[Any, ...]]]:
        connection = connect(root, tables, view)
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


def add_view(connection: DuckDBPyConnection, root: Path, name: str) -> None:
    """Makes the view of one of the dataset's tables in the connection."""
    _add(connection, name, source_sql(check_dataset(root), SCHEMAS[name]))


_MOST_LISTED = 5_000


def add_alike_view(connection: DuckDBPyConnection, root: Path, name: str) -> None:
    """The same of files that are taken to have the same columns: none is opened before it is asked.

    A question fails (``InvalidInputException``) at a file that lacks a column which the first one has.
    """
    schema = SCHEMAS[name]
    files = [
        entry.path
        for year in _folders(check_dataset(root) / name)
        for province in _folders(year)
        for entry in os.scandir(province)
        if entry.name.endswith(".parquet")
    ]
    if files and len(files) <= _MOST_LISTED:
        source = _files_sql(_listed(sorted(files)), schema, by_name=False)
        columns = _columns_of(connection, source)
        if all(_is_whole(column, columns.get(column.name)) for column in schema.doc.columns):
            connection.execute(view_sql(source, schema, columns))
            return
    add_view(connection, root, name)


def of_document(doc_id: str) -> AddView:
    """The views of one document alone, empty where the dataset has none of it: a few files are opened, not all."""

    def add(connection: DuckDBPyConnection, root: Path, name: str) -> None:
        path = file_of(root, name, doc_id)
        _add_files(connection, name, [] if path is None else [path], f"WHERE doc_id = {quoted(doc_id)}")

    return add


def of_provinces(codes: Collection[str]) -> AddView:
    """The views of the documents under these provinces alone."""

    def add(connection: DuckDBPyConnection, root: Path, name: str) -> None:
        folders = (folder for folder in partitions(root, name) if folder.name.partition("=")[2] in codes)
        _add_files(connection, name, [path for folder in folders for path in folder.glob("*.parquet")])

    return add


def _add_files(connection: DuckDBPyConnection, name: str, files: Sequence[Path], condition: str = "") -> None:
    if files:
        _add(connection, name, f"(SELECT * FROM {_files_sql(_listed(map(str, files)), SCHEMAS[name])} {condition})")
        return
    connection.register(f"_{name}", SCHEMAS[name].arrow.empty_table())
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM _{name}")


def _add(connection: DuckDBPyConnection, name: str, source: str) -> None:
    connection.execute(view_sql(source, SCHEMAS[name], _columns_of(connection, source)))


def _columns_of(connection: DuckDBPyConnection, source: str) -> dict[str, str]:
    """The columns that a source has, and DuckDB's words for their types."""
    return {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}


def _is_whole(column: ColumnDoc, kind: str | None) -> bool:
    """True where a column is there with all its parts: what the first file lacks is not read of the others."""
    return kind is not None and {name for name, _ in parts_of(column.type)} <= set(re.findall(r"\w+", kind))


def _listed(paths: Iterable[str]) -> str:
    """Files as ``read_parquet`` takes several, whatever signs are in their names."""
    return f"[{', '.join(quoted(glob.escape(path)) for path in paths)}]"


def rows_sql(connection: DuckDBPyConnection, root: Path, name: str, files: Sequence[str], berkas: str) -> str:
    """Some files of a table (relative to the dataset) as a subquery: its columns, and the file as ``berkas``.

    Of no files there are no rows.
    """
    schema = SCHEMAS[name]
    if not files:
        connection.register(f"_{name}", schema.arrow.empty_table())
        return f"(SELECT *, NULL::VARCHAR AS {berkas} FROM _{name})"
    here = os.path.abspath(root)
    source = _files_sql(_listed(os.path.join(here, each) for each in files), schema)
    have = _columns_of(connection, source)
    relative = rf"replace(substr(filename, {len(here) + 2}), '\', '/')"
    return f"(SELECT {_columns_sql(schema, have)}, {relative} AS {berkas} FROM {source})"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def source_sql(root: Path, schema: TableSchema, *, by_name: bool = True) -> str:
    """The files of a table as a DuckDB source, the folders' keys typed.

    Without ``by_name`` the first file tells which columns there are: quicker, where only old columns are asked for.
    """
    return _files_sql(quoted(glob.escape(str(root / schema.name)) + "/**/*.parquet"), schema, by_name=by_name)


def _files_sql(files: str, schema: TableSchema, *, by_name: bool = True) -> str:
    """The same of ``files``: a pattern or a list of such, in SQL."""
    keys = schema.keys
    return (
        f"read_parquet({files}, union_by_name = {str(by_name).lower()}, hive_partitioning = true, "
        f"hive_types = {{'{keys[0]}': SMALLINT, '{keys[1]}': VARCHAR}})"
    )


def view_sql(source: str, schema: TableSchema, have: Collection[str]) -> str:
    """The statement that makes a DuckDB view of a table, "not known" back to null.

    A column that the files do not ``have`` (they were written by an older version) is null throughout.
    """
    return f"CREATE OR REPLACE VIEW {schema.name} AS SELECT {_columns_sql(schema, have)} FROM {source}"


def _columns_sql(schema: TableSchema, have: Collection[str]) -> str:
    return ", ".join(_column_sql(column, schema.keys, have) for column in schema.doc.columns)


def _column_sql(column: ColumnDoc, keys: Sequence[str], have: Collection[str]) -> str:
    name = column.name
    if name not in have:
        return f"{_null(column.type)} AS {name}"
    if name not in keys:
        return name
    unknown = str(UNKNOWN_YEAR) if name == "tahun" else f"'{UNKNOWN_PROVINCE}'"
    return f"nullif({name}, {unknown}) AS {name}"


def _null(kind: str) -> str:
    """Nothing, of which parts may be asked where it stands for a struct of numbers."""
    parts = [f"{name} INTEGER" for name, _ in parts_of(kind)] if kind.startswith("struct<") else []
    return f"NULL::STRUCT({', '.join(parts)})" if parts else "NULL"
