"""The promises that rows keep: keys, references, digests, values that are always there. DuckDB asks."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from output.schema import SCHEMAS, TableSchema
from output.types import Status

if TYPE_CHECKING:
    import duckdb

MOST = 20
"""So many faults of one kind are named; a broken dataset has thousands."""
_REFERENCES = (
    ("tabel", "doc_id", "dokumen", "doc_id"),
    ("temuan", "doc_id", "dokumen", "doc_id"),
    ("anggaran", "doc_id", "dokumen", "doc_id"),
    ("sel", "tabel_id", "tabel", "tabel_id"),
    ("baris", "tabel_id", "tabel", "tabel_id"),
    ("temuan", "tabel_id", "tabel", "tabel_id"),
    ("nilai", "baris_id", "baris", "baris_id"),
    ("anggaran", "baris_id", "baris", "baris_id"),
    ("temuan", "baris_id", "baris", "baris_id"),
    ("baris", "induk_id", "baris", "baris_id"),
    ("baris", "lanjutan_id", "baris", "baris_id"),
)
"""Columns that name a row of another table, or nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A promise that is broken, where, and how.

    ``promise``: skema, tempat, ganda, kunci, rujukan, sidik, nilai, daftar, antar (findings between documents), terap
    (what people said), turunan (what is worked out of a table), terbit.
    """

    promise: str
    where: str
    what: str


def row_faults(root: Path) -> Iterator[Fault]:
    """Rows that break a promise, at most ``MOST`` of a kind; and what DuckDB says of files that it cannot read."""
    import duckdb

    try:
        yield from _row_faults(root)
    except duckdb.Error as error:
        yield Fault("skema", root.name, f"tidak terbaca ({str(error).splitlines()[0]}) / unreadable")


def _row_faults(root: Path) -> Iterator[Fault]:
    import duckdb

    with duckdb.connect() as connection:
        for name in SCHEMAS:
            pattern = glob.escape(str(root / name)).replace("'", "''") + "/**/*.parquet"
            connection.execute(
                f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{pattern}', hive_partitioning=false)"
            )
        yield from _digests(connection)
        for schema in SCHEMAS.values():
            yield from _keys(connection, schema)
            yield from _missing(connection, schema)
        for reference in _REFERENCES:
            yield from _references(connection, *reference)
        yield from _budget_keys(connection)
        yield from _coverage(connection)


def _asked(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, ...]]:
    return connection.execute(f"{query} LIMIT {MOST}").fetchall()


def _digests(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Ids that are not the beginning of their file's SHA-256, and statuses that do not exist."""
    wrong = "NOT regexp_full_match(sha256, '[0-9a-f]{64}') OR doc_id <> sha256[:16]"
    for doc_id, sha256 in _asked(connection, f"SELECT doc_id, sha256 FROM dokumen WHERE {wrong}"):
        yield Fault("sidik", doc_id, f"bukan awal SHA-256 {sha256} / not its beginning")
    known = ", ".join(f"'{status}'" for status in Status)
    for doc_id, status in _asked(connection, f"SELECT doc_id, status FROM dokumen WHERE status NOT IN ({known})"):
        yield Fault("nilai", doc_id, f"status {status!r} tidak dikenal / unknown status")


def _keys(connection: duckdb.DuckDBPyConnection, schema: TableSchema) -> Iterator[Fault]:
    """Keys that name several rows."""
    keys = ", ".join(schema.doc.key)
    if not keys:
        return
    query = f"SELECT {keys}, count(*) AS kali FROM {schema.name} GROUP BY {keys} HAVING count(*) > 1 ORDER BY {keys}"
    for *key, times in _asked(connection, query):
        where = f"{schema.name} {', '.join(map(str, key))}"
        yield Fault("kunci", where, f"kunci dipakai {times} kali / key used {times} times")


def _budget_keys(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Items that the wide view has twice in one year of one office: whoever adds it up counts their money twice."""
    item = r"coalesce(kode, regexp_replace(lower(nama), '[^\p{L}\p{N}_]+', '', 'g'))"
    keys = f"doc_id, perangkat_daerah, tingkat_baris, {item}, tahun"
    query = f"SELECT {keys}, count(*) FROM anggaran GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL"
    for *key, times in _asked(connection, query):
        where = f"anggaran {', '.join(map(str, key))}"
        yield Fault("kunci", where, f"butir ada {times} kali / item stands {times} times")


def _coverage(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Documents whose coverage is not that of their tables, and tables that understand more than they print."""
    parts = " OR ".join(
        f"d.cakupan.{ours} <> coalesce(sum(t.cakupan.{theirs}), 0)"
        for ours, theirs in (("tabel", "tercetak"), ("bermakna",) * 2, ("ragu",) * 2, ("anggaran",) * 2)
    )
    query = f"SELECT doc_id FROM dokumen d LEFT JOIN tabel t USING (doc_id) GROUP BY doc_id, d.cakupan HAVING {parts}"
    for (doc_id,) in _asked(connection, f"{query} ORDER BY 1"):
        yield Fault("nilai", f"dokumen.cakupan {doc_id}", "bukan jumlah tabelnya / not the sum of its tables")
    query = "SELECT tabel_id FROM tabel WHERE cakupan.bermakna + cakupan.ragu > cakupan.tercetak ORDER BY 1"
    for (tabel_id,) in _asked(connection, query):
        yield Fault("nilai", f"tabel.cakupan {tabel_id}", "lebih banyak terbaca daripada tercetak / more than printed")


def _missing(connection: duckdb.DuckDBPyConnection, schema: TableSchema) -> Iterator[Fault]:
    """Columns that are never null by the contract, and are."""
    needed = [field.name for field in schema.file if not field.nullable]
    counts = ", ".join(f"count(*) - count({name})" for name in needed)
    if not counts:
        return
    row = connection.execute(f"SELECT {counts} FROM {schema.name}").fetchone() or ()
    for name, n in zip(needed, row, strict=True):
        if n:
            yield Fault("nilai", f"{schema.name}.{name}", f"{n} kali kosong (null), padahal wajib / required, but null")


def _references(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, target: str, key: str
) -> Iterator[Fault]:
    """Values of a column that name no row of the other table."""
    query = (
        f"SELECT DISTINCT x.{column} FROM {table} x ANTI JOIN {target} y ON x.{column} = y.{key} "
        f"WHERE x.{column} IS NOT NULL ORDER BY 1"
    )
    for (value,) in _asked(connection, query):
        yield Fault("rujukan", f"{table}.{column}", f"{value} tidak ada di {target} / names no row of {target}")
