"""What is worked out of a table's files, file by file, and kept beside the dataset so that no question does it again.

Kept in ``.renja/turunan/<name>.parquet``: the rows, each with the file that it was made from, and of every file its
size, time and inode. Rows are believed for that very file alone. What was put, exchanged or taken away since is seen by
whoever asks next, who works out those files and keeps that; so writers need not know of it, and a run that was killed
leaves nothing that is wrong. Where the folder cannot be written it is worked out each time. ``verify`` works it out
anew. Where nothing changed DuckDB reads what is kept, and Arrow is not loaded: it tells by a sum of the bytes whether
they are those that were written.
"""

from __future__ import annotations

import glob
import hashlib
import io
import json
import logging
import os
import time
import uuid
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from output.layout import WORK, partitions
from output.read import check_dataset, connect, quoted, rows_sql, steadily

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

LOG = logging.getLogger("renja")
FILE = "_berkas"
"""The column that says which file, relative to the dataset, a row was made from."""
_KEYS, _MADE, _SUM = b"berkas", b"cara", b"jumlah"
"""What the footer says: the files that the rows were made of, how, and the sum of all bytes before it."""
_AT_ONCE, _MOST_BYTES = 2_000, 24 << 20
"""Files that are worked out at once, and their bytes: what stands in memory then."""
_LEFT = 3600.0
"""Seconds after which a draft has no writer any more."""
Key = tuple[int, int, int]
"""Size, time of change (ns) and inode. A file is exchanged while it stands: the new one is another inode."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Rows made of the files of one table, known to queries by ``name``.

    ``sql`` asks ``{rows}``: the table with the columns of the contract, and ``_berkas``, which it must give on. No row
    may depend on more than one file. A change of it makes all anew.
    """

    name: str
    table: str
    sql: str

    @property
    def how(self) -> bytes:
        """What tells one way to work it out from another."""
        return hashlib.sha256(self.sql.encode()).hexdigest().encode()

    def path(self, root: Path) -> Path:
        """Where a dataset keeps it."""
        return root / WORK / "turunan" / f"{self.name}.parquet"


def add_derived(connection: DuckDBPyConnection, root: Path, derived: Derived) -> None:
    """Makes the table ``derived.name`` in the connection, as the files are now. Raises ``NotADataset``."""
    if _added_as_kept(connection, check_dataset(root), derived):
        return
    rows = renewed(connection, root, derived)
    connection.register(f"_{derived.name}", rows)
    connection.execute(f"CREATE OR REPLACE TABLE {derived.name} AS SELECT * EXCLUDE ({FILE}) FROM _{derived.name}")
    connection.unregister(f"_{derived.name}")


def _added_as_kept(connection: DuckDBPyConnection, root: Path, derived: Derived) -> bool:
    """Makes the table of what is kept, where that was made of the very files that there are; False where it was not."""
    import duckdb

    path = derived.path(root)
    source = quoted(glob.escape(str(path)))
    try:
        before = path.stat()
        data = path.read_bytes()
        found = connection.execute(f"SELECT key, value FROM parquet_kv_metadata({source})").fetchall()
        said = {bytes(name): bytes(value) for name, value in found}
        if said[_MADE] != derived.how or int(said[_SUM]) != byte_sum(data[: -_TAIL - _footer_length(data)]):
            return False
        if _known(said) != steadily(root, lambda: keys(root, derived.table)):
            return False
        make = f"CREATE OR REPLACE TABLE {derived.name} AS SELECT * EXCLUDE ({FILE}) FROM read_parquet({source})"
        connection.execute(make)
        return _key(path.stat()) == _key(before)  # else another one was exchanged for it while it was read
    except (OSError, ValueError, KeyError, duckdb.Error):
        return False  # who reads it next says why


_TAIL = 8
"""Bytes behind the footer: its length, and the letters of Parquet."""


def _footer_length(data: bytes) -> int:
    return int.from_bytes(data[-_TAIL:-4], "little")


def byte_sum(data: bytes) -> int:
    """What tells bytes from those that a fault of the disk makes of them."""
    return zlib.crc32(data)


def renewed(connection: DuckDBPyConnection, root: Path, derived: Derived) -> pa.Table:
    """The rows as the files are now; what was not kept yet is worked out, and kept for the next."""
    files = steadily(root, lambda: keys(root, derived.table))
    kept, known, is_summed = kept_at(derived.path(root), derived)
    if known == files and is_summed and kept is not None:
        return kept
    rows = renewed_of(connection, root, derived, files, kept, known)
    _keep(root, derived, rows, files)
    return rows


def renewed_of(
    connection: DuckDBPyConnection,
    root: Path,
    derived: Derived,
    files: Mapping[str, Key],
    kept: pa.Table | None,
    known: Mapping[str, Key],
) -> pa.Table:
    """The rows that these files make: as ``kept`` where it is ``known`` that they were made of the very file."""
    import pyarrow as pa

    stands = [name for name, key in known.items() if files.get(name) == key]
    stale = [name for name in files if name not in set(stands)]
    held = [] if kept is None else [kept if len(stands) == len(known) else _of_files(kept, stands)]
    parts = _portions(stale, files) if stale or kept is None else ()
    return pa.concat_tables([*held, *(worked_out(connection, root, derived, part) for part in parts)])


def _of_files(rows: pa.Table, names: Sequence[str]) -> pa.Table:
    """The rows that were made of these files."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return rows.filter(pc.is_in(rows.column(FILE), pa.array(names, pa.string())))


def keys(root: Path, table: str) -> dict[str, Key]:
    """The files of a table, relative to the dataset, and what tells each from another one of its name."""
    found: dict[str, Key] = {}
    for folder in partitions(root, table):
        place = folder.relative_to(root).as_posix()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".parquet"):
                    found[f"{place}/{entry.name}"] = _key(entry.stat())
    return found


def _key(held: os.stat_result) -> Key:
    return held.st_size, held.st_mtime_ns, held.st_ino


def unlike(root: Path, derived: Derived) -> list[str]:
    """The files of which something else is kept than what they make now; none where nothing is kept."""
    kept, known, _ = kept_at(derived.path(root), derived)
    return unlike_of(root, derived, kept, known, keys(root, derived.table))


def unlike_of(
    root: Path, derived: Derived, kept: pa.Table | None, known: Mapping[str, Key], files: Mapping[str, Key]
) -> list[str]:
    """The same of what is ``kept`` of the files that are ``known``, where those ``files`` are there now."""
    import pyarrow as pa

    stands = [name for name, key in known.items() if files.get(name) == key]
    if kept is None or not stands:
        return []
    with connect(root, ()) as connection:
        made = pa.concat_tables(worked_out(connection, root, derived, part) for part in _portions(stands, files))
        connection.register("_kini", made)
        connection.register("_simpan", _of_files(kept, stands))
        sides = [f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {two}" for one, two in _BOTH_WAYS]
        asked = " UNION ALL ".join(f"SELECT {FILE} FROM ({side})" for side in sides)
        return [
            str(row[0]) for row in connection.execute(f"SELECT DISTINCT {FILE} FROM ({asked}) ORDER BY 1").fetchall()
        ]


_BOTH_WAYS = (("_kini", "_simpan"), ("_simpan", "_kini"))


def kept_at(path: Path, derived: Derived) -> tuple[pa.Table | None, dict[str, Key], bool]:
    """What is kept, of which files, and whether its sum stands beside it, which older versions did not write.

    Nothing where it was made in another way, or cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            # `read_table` would bring pandas along, a third of a second; threads cost as much as the reading
            rows, said = file.read(use_threads=False), file.metadata.metadata or {}
        if said[_MADE] != derived.how:
            return None, {}, False
        return rows.replace_schema_metadata(None), _known(said), _SUM in said
    except FileNotFoundError:
        return None, {}, False
    except (OSError, pa.ArrowException, ValueError, KeyError) as error:
        LOG.warning("%s: dihitung ulang / worked out anew (%s)", path, error)
        return None, {}, False


def _known(said: Mapping[bytes, bytes]) -> dict[str, Key]:
    """The files that a footer says the rows were made of."""
    listed = json.loads(said[_KEYS])
    return {name: (int(size), int(when), int(node)) for name, (size, when, node) in listed.items()}


def _portions(names: Sequence[str], files: Mapping[str, Key]) -> Iterator[list[str]]:
    """The files in portions; one that is empty where there are none, so that the columns are known."""
    portion: list[str] = []
    held = 0
    for name in names:
        if portion and (len(portion) == _AT_ONCE or held + files[name][0] > _MOST_BYTES):
            yield portion
            portion, held = [], 0
        portion.append(name)
        held += files[name][0]
    yield portion


def worked_out(connection: DuckDBPyConnection, root: Path, derived: Derived, names: Sequence[str]) -> pa.Table:
    """The rows that these files make."""
    rows = rows_sql(connection, root, derived.table, names, FILE)
    return connection.sql(derived.sql.replace("{rows}", rows)).to_arrow_table()


def _keep(root: Path, derived: Derived, rows: pa.Table, files: Mapping[str, Key]) -> None:
    """Keeps the rows beside the dataset, whole or not at all; where it cannot be written, nothing is lost but time."""
    path = derived.path(root)
    draft = path.with_name(f"{derived.name}.{uuid.uuid4().hex[:12]}.baru")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        drop_left(path.parent, derived.name)
        draft.write_bytes(as_parquet(rows, derived, files))
        os.replace(draft, path)
    except OSError as error:
        LOG.debug("%s: tidak disimpan / not kept (%s)", path, error)
        with suppress(OSError):
            draft.unlink()


def as_parquet(rows: pa.Table, derived: Derived, files: Mapping[str, Key]) -> bytes:
    """The rows as a file, whose footer says how and of what they were made, and the sum of what stands before it."""
    import pyarrow.parquet as pq

    said = {_MADE: derived.how, _KEYS: json.dumps(files).encode()}
    rows, made = rows.replace_schema_metadata(said), io.BytesIO()
    with pq.ParquetWriter(made, rows.schema, compression="zstd", write_page_checksum=True) as writer:
        writer.write_table(rows)
        writer.add_key_value_metadata({_SUM: str(byte_sum(made.getvalue())).encode()})
    return made.getvalue()


def drop_left(folder: Path, name: str) -> None:
    """Drops drafts whose writer was killed."""
    for draft in folder.glob(f"{name}.*.baru"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _LEFT:
                draft.unlink()
