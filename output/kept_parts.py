"""What is worked out of a table's files and is too much for one file: a part for each of the table's folders.

Kept in ``.renja/turunan/<name>/<folder>.<what of>.<sum>.bagian``: ``what of`` tells the way it was worked out and the
very files it was made of, ``sum`` its own bytes. So a part is believed by its name alone, another one is never put in
its place while somebody reads it, and a change costs its folder and no other. Else as ``output.derived`` keeps things.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from output import derived as single
from output.derived import (
    FILE,
    LOG,
    Derived,
    Key,
    as_parquet,
    byte_sum,
    drop_left,
    kept_at,
    keys,
    renewed_of,
    unlike_of,
)
from output.read import check_dataset, quoted, steadily

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_LETTERS = 16
_END = ".bagian"
"""No ``.parquet``: who counts or publishes the dataset's files looks four folders deep, where these lie too."""


@dataclass(frozen=True, slots=True)
class Parted(Derived):
    """As ``Derived``; kept in parts, and read from these at each question, only the columns that it names."""

    def path(self, root: Path) -> Path:
        """The folder of the parts."""
        return Derived.path(self, root).with_suffix("")


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a folder of the table: what it is made of, and where it would be kept."""

    derived: Parted
    home: Path
    place: str
    files: Mapping[str, Key]

    @property
    def name(self) -> str:
        """What tells it from the part that other files, or another way, would make."""
        made = self.derived.how + json.dumps(self.files, sort_keys=True).encode()
        return f"{self.place}.{hashlib.sha256(made).hexdigest()[:_LETTERS]}"

    def kept(self, listed: Mapping[str, list[str]]) -> Path | None:
        """Where it is kept whole; None where it is not."""
        name = self.name
        paths = (self.home / each for each in listed.get(self.place, ()) if each.startswith(f"{name}."))
        return next(filter(_is_whole, paths), None)


def _is_whole(path: Path) -> bool:
    """True where a part has the bytes that its name says; False where somebody else has just renewed it, too."""
    try:
        return path.name.split(".")[-2] == _told(path.read_bytes())
    except OSError:
        return False


def _told(data: bytes) -> str:
    return f"{byte_sum(data):08x}"


def _parts(root: Path, derived: Parted) -> list[_Part]:
    """The parts as the files are now."""
    found: defaultdict[str, dict[str, Key]] = defaultdict(dict)
    for name, key in steadily(root, lambda: keys(root, derived.table)).items():
        found["-".join(folder.partition("=")[2] for folder in name.split("/")[1:-1])][name] = key
    return [_Part(derived, derived.path(root), place, files) for place, files in found.items()]


def _listed(home: Path) -> dict[str, list[str]]:
    """What is kept, by folder."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with suppress(FileNotFoundError):
        for name in os.listdir(home):
            if name.endswith(_END):
                found[name.partition(".")[0]].append(name)
    return found


def add_parted(connection: DuckDBPyConnection, root: Path, derived: Parted) -> None:
    """Makes the view ``derived.name`` in the connection, as the files are now. Raises ``NotADataset``."""
    paths, loose = renewed_parts(connection, check_dataset(root), derived)
    sources = [f"read_parquet([{', '.join(quoted(glob.escape(str(path))) for path in paths)}])"] if paths else []
    if loose is not None:
        connection.register(f"_{derived.name}", loose)
        sources.append(f"_{derived.name}")
    asked = " UNION ALL BY NAME ".join(f"SELECT * EXCLUDE ({FILE}) FROM {source}" for source in sources)
    connection.execute(f"CREATE OR REPLACE VIEW {derived.name} AS {asked}")


def renewed_parts(connection: DuckDBPyConnection, root: Path, derived: Parted) -> tuple[list[Path], pa.Table | None]:
    """Where the parts lie, of which those are worked out now that changed; and the rows that could not be kept."""
    parts, listed = _parts(root, derived), _listed(derived.path(root))
    paths: list[Path] = []
    loose: list[pa.Table] = []
    for part in parts:
        path = part.kept(listed)
        if path is None:
            rows = _renewed(connection, root, part, listed)
            path = _keep(part, rows, listed)
            loose += [rows] if path is None else []
        paths += [] if path is None else [path]
    _drop_gone(derived.path(root), listed, {part.place for part in parts})
    if not loose and parts:
        return paths, None
    import pyarrow as pa

    return paths, pa.concat_tables(loose or [single.worked_out(connection, root, derived, [])])


def _renewed(connection: DuckDBPyConnection, root: Path, part: _Part, listed: Mapping[str, list[str]]) -> pa.Table:
    """The rows of a part; those of files that did not change are taken from what is kept of it."""
    for path in filter(_is_whole, (part.home / name for name in listed.get(part.place, ()))):
        kept, known, _ = kept_at(path, part.derived)
        if kept is not None:
            return renewed_of(connection, root, part.derived, part.files, kept, known)
    return renewed_of(connection, root, part.derived, part.files, None, {})


def _keep(part: _Part, rows: pa.Table, listed: Mapping[str, list[str]]) -> Path | None:
    """Where the part is kept now, in place of others of its folder; None where it cannot be written."""
    draft = part.home / f"{part.place}.{uuid.uuid4().hex[:12]}.baru"
    try:
        part.home.mkdir(parents=True, exist_ok=True)
        drop_left(part.home, part.place)
        data = as_parquet(rows, part.derived, part.files)
        path = part.home / f"{part.name}.{_told(data)}{_END}"
        draft.write_bytes(data)
        os.replace(draft, path)
        for name in listed.get(part.place, ()):
            if name != path.name:
                (part.home / name).unlink(missing_ok=True)
    except OSError as error:
        LOG.debug("%s: tidak disimpan / not kept (%s)", draft, error)
        with suppress(OSError):
            draft.unlink()
        return None
    return path


def _drop_gone(home: Path, listed: Mapping[str, list[str]], places: set[str]) -> None:
    """Drops the parts of folders that are no more."""
    for place in listed.keys() - places:
        for name in listed[place]:
            with suppress(OSError):
                (home / name).unlink()


def unlike_parts(root: Path, derived: Parted) -> Iterator[str]:
    """The files of which something else is kept than what they make now; none where nothing is kept."""
    listed = _listed(derived.path(root))
    for part in _parts(root, derived):
        for name in listed.get(part.place, ()):
            kept, known, _ = kept_at(part.home / name, derived)
            yield from unlike_of(root, derived, kept, known, part.files)
