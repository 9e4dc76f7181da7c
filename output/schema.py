"""The dataset contract: seven tables, every column with its type and meaning.

The text of the contract and the schemas of the Parquet files come from the one list of columns below
(``columns.py``), so that ``renja schema``, ``datapackage.json`` and the files cannot say different things.

Where the folders and the columns meet
--------------------------------------
The dataset is partitioned the Hive way, ``tahun=YYYY/kode_provinsi=PP``. A reader that parses the folder names (DuckDB
with ``hive_partitioning=true``, pyarrow and pandas, Polars, Spark) takes a folder's key as a column. Where a file has
a column of the same name, the readers part ways: DuckDB shows the folder's value and hides the file's; pyarrow refuses
to open the dataset, since the folder's type (int32) is not the column's (int16). So a name is either a folder's key or
a column of the file, never both:

- ``dokumen``, ``tabel``, ``sel`` and ``baris`` lie under ``tahun=/kode_provinsi=`` of their document. In ``dokumen``
  the two columns are given by the folders.
- ``nilai``, ``temuan`` and ``anggaran`` have a ``tahun`` of their own (a value's year need not be the document's, and
  may be null), so their outer key is called ``tahun_dokumen`` and ``tahun`` stays the file's column.

Every table read back through ``output.read`` has exactly the contract's columns and types.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from output.columns import TABLES, ColumnDoc, TableDoc

if TYPE_CHECKING:
    import pyarrow as pa  # who only asks a dataset needs the names: a third of its start otherwise

VERSI_SKEMA = 2
"""Version of the contract, written into every document's row."""

UNKNOWN_YEAR = 0
UNKNOWN_PROVINCE = "00"
"""Folder values of a document whose year or province is not known; read back as null."""


@cache
def _arrow_types() -> dict[str, pa.DataType]:
    """The contract's words for types, without structs."""
    import pyarrow as pa

    return {
        "string": pa.string(),
        "int16": pa.int16(),
        "int32": pa.int32(),
        "float32": pa.float32(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "decimal128(24,4)": pa.decimal128(24, 4),  # money and other numbers: 20 digits before the point, 4 behind it
        "timestamp(UTC)": pa.timestamp("us", tz="UTC"),
        "list<string>": pa.list_(pa.string()),
        "list<int32>": pa.list_(pa.int32()),
    }


def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type that the contract's words name; ``?`` inside a struct only tells people that null may stand there.

    >>> arrow_type("struct<judul string, tahun int16?>")
    StructType(struct<judul: string, tahun: int16>)
    """
    import pyarrow as pa

    known = _arrow_types()
    if kind.startswith("list<") and kind not in known:
        return pa.list_(arrow_type(kind.removeprefix("list<").removesuffix(">")))
    if not kind.startswith("struct<"):
        return known[kind]
    return pa.struct([pa.field(name, known[each]) for name, each in parts_of(kind)])


def parts_of(kind: str) -> list[tuple[str, str]]:
    """Names and types of the parts of a struct, or of a list of them; of another type none.

    >>> parts_of("list<struct<judul string, tahun int16?>>"), parts_of("list<string>")
    ([('judul', 'string'), ('tahun', 'int16')], [])
    """
    if "struct<" not in kind:
        return []
    named = (part.split() for part in kind.partition("struct<")[2].rstrip(">").split(", "))
    return [(name, each.removesuffix("?")) for name, each in named]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table's contract: its documented columns, its Arrow schema, and the keys of its folders."""

    doc: TableDoc

    @property
    def name(self) -> str:
        """The table's and its folder's name."""
        return self.doc.name

    @property
    def year_key(self) -> str:
        """The outer folders' key; see this module's text for why it is not the same everywhere."""
        return self.doc.year_key

    @property
    def keys(self) -> tuple[str, str]:
        """The folders' keys, the outer one first."""
        return self.year_key, "kode_provinsi"

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema of the table as it is read: the contract's columns."""
        return _arrow_schema(self.name)

    @property
    def partition(self) -> pa.Schema:
        """Names and types of the folders' keys."""
        import pyarrow as pa

        return pa.schema([*zip(self.keys, (pa.int16(), pa.string()), strict=True)])

    @property
    def file(self) -> pa.Schema:
        """The schema of the Parquet files: the contract's columns without those that the folders give."""
        return _file_schema(self.name)


def _field(column: ColumnDoc) -> pa.Field:
    """The Arrow field of a column, its meaning kept as metadata in every file."""
    import pyarrow as pa

    return pa.field(column.name, arrow_type(column.type), column.nullable, {"keterangan": column.meaning})


@cache
def _arrow_schema(name: str) -> pa.Schema:
    import pyarrow as pa

    doc = SCHEMAS[name].doc
    metadata = {"tabel": name, "versi_skema": str(VERSI_SKEMA)}
    return pa.schema([_field(column) for column in doc.columns], metadata=metadata)


@cache
def _file_schema(name: str) -> pa.Schema:
    import pyarrow as pa

    whole, keys = SCHEMAS[name].arrow, SCHEMAS[name].keys
    return pa.schema([f for f in whole if f.name not in keys], metadata=whole.metadata)


SCHEMAS: dict[str, TableSchema] = {table.name: TableSchema(table) for table in TABLES}
"""The seven tables by name."""
