"""Where a document's rows lie in a dataset: in a file of its own, or in one that ``compact`` made of several.

``<table>/<year key>=YYYY/kode_provinsi=PP/<doc_id>.parquet`` or ``.../gabungan-<hex>.parquet``; the footer of a merged
file names the documents in it, also those that have no row in this table. The footer of a file of ``dokumen`` says
with which settings each of its documents was read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

WORK = ".renja"
"""Folder of the dataset for what is not yet, or only for us: staged documents, locks, the log."""
RUN, COMMITTED = ".run", ".commit"
"""Ends of folders there: a run that lives (or died), and a document that is decided and not yet in its places."""
MERGED = "gabungan-"
_DOCUMENTS, _SETTINGS, _CORRECTIONS, _RECIPES = b"dokumen", b"setelan", b"koreksi", b"resep"


def partitions(root: Path, table: str) -> list[Path]:
    """The innermost folders of a table."""
    return sorted(root.glob(f"{table}/*=*/kode_provinsi=*"))


def own_files(root: Path, table: str, doc_id: str = "*") -> list[Path]:
    """Files of a document alone (one, or none), or with ``*`` all files of the table, merged ones too."""
    return sorted(root.glob(f"{table}/*=*/kode_provinsi=*/{doc_id}.parquet"))


def documents_of(path: Path) -> tuple[str, ...]:
    """Ids of the documents in a file."""
    if not path.name.startswith(MERGED):
        return (path.stem,)
    return _documents_of(path, _key(path))


def settings_of(path: Path, words: Collection[str] | None = None) -> dict[str, str]:
    """With which settings the documents in a file of ``dokumen`` were read, by doc_id, as far as the file says.

    ``words``: nothing where none of these stands in any of them, which is seen without taking them apart.
    """
    if words is not None and len(words) <= _FEW:
        footer = _footer(path)
        if not any(json.dumps(word)[1:-1].encode() in footer for word in words):
            return {}
    return dict(json.loads(_metadata(path).get(_SETTINGS, b"{}")))


def corrections_of(path: Path) -> dict[str, str]:
    """What became of people's corrections of the documents in a file of ``dokumen`` (JSON), by doc_id."""
    return _said(path, _CORRECTIONS)


def recipes_of(path: Path) -> dict[str, str]:
    """What became of recipes on the tables of the documents in a file of ``dokumen`` (JSON), by doc_id."""
    return _said(path, _RECIPES)


def _said(path: Path, key: bytes) -> dict[str, str]:
    """What a footer says under a key that most lack: one without its letters is not taken apart."""
    return dict(json.loads(_metadata(path).get(key, b"{}"))) if key in _footer(path) else {}


def names_document(path: Path, doc_id: str) -> bool:
    """True where a merged file has the document; only a footer in which its id stands at all is taken apart."""
    return doc_id.encode() in _footer(path) and doc_id in documents_of(path)


def _footer(path: Path) -> bytes:
    """The footer as it lies in the file: before its length, four bytes, and the four letters of Parquet."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END) - _TAIL
        file.seek(max(end, 0))
        length = int.from_bytes(file.read(4), "little")
        file.seek(max(end - length, 0))
        return file.read(length)


_TAIL = 8


def file_of(root: Path, table: str, doc_id: str) -> Path | None:
    """The file of a table that has the document's rows, its own or a merged one; None where there is none.

    Where ``dokumen`` lists it tells the folder, so that of the other tables one folder alone is looked at.
    """
    if Path(doc_id).name != doc_id:
        return None  # no name of a file of ours
    listed = _file_in(partitions(root, "dokumen"), doc_id)
    if table == "dokumen" or listed is None:
        return listed
    # Elsewhere only while the document moves to another year or province: that of ``dokumen`` is moved last.
    return _file_in(_alike(root, table, listed.parent), doc_id) or _file_in(partitions(root, table), doc_id)


def _alike(root: Path, table: str, folder: Path) -> list[Path]:
    """The folder of a table that has the year and province of another table's."""
    year, province = (part.partition("=")[2] for part in folder.parts[-2:])
    return list(root.glob(f"{table}/*={year}/kode_provinsi={province}"))


def _file_in(folders: Sequence[Path], doc_id: str) -> Path | None:
    own = (folder / f"{doc_id}.parquet" for folder in folders)
    alone = next((path for path in own if path.exists()), None)
    if alone is not None:
        return alone
    merged = (path for folder in folders for path in sorted(folder.glob(f"{MERGED}*.parquet")))
    return next((path for path in merged if names_document(path, doc_id)), None)


def provinces_of(root: Path, doc_ids: Collection[str]) -> set[str]:
    """The provinces, as folders name them, under which documents lie."""
    found, left = set(), set(doc_ids)
    for folder in partitions(root, "dokumen"):
        here = _held(folder, left) if left else set()
        if here:
            found.add(folder.name.partition("=")[2])
            left -= here
    return found


def _held(folder: Path, wanted: Collection[str]) -> set[str]:
    """Which of these documents lie in a folder of ``dokumen``."""
    found: set[str] = set()
    for name in os.listdir(folder):
        if not name.startswith(MERGED):
            found |= {name.removesuffix(".parquet")}.intersection(wanted)
        elif len(wanted) > _FEW or any(map(_footer(folder / name).__contains__, map(str.encode, wanted))):
            found |= set(documents_of(folder / name)).intersection(wanted)
    return found


_FEW = 20
"""For so many documents a footer is looked through; for more it is taken apart at once."""


def footers(
    root: Path, read: Callable[[Path], Mapping[str, str]], doc_ids: Collection[str] | None = None
) -> dict[str, str]:
    """By doc_id: what the footers of ``dokumen`` hold of the documents (None: of all), ``read`` one by one."""
    wanted = None if doc_ids is None else set(doc_ids)
    found: dict[str, str] = {}
    for path in own_files(root, "dokumen"):
        if wanted is not None and not path.name.startswith(MERGED) and path.stem not in wanted:
            continue
        try:
            held = read(path)
        except FileNotFoundError:
            continue  # another run has just replaced it
        found.update({doc_id: text for doc_id, text in held.items() if wanted is None or doc_id in wanted})
    return found


def _metadata(path: Path) -> dict[bytes, bytes]:
    """What a file's footer says beside its columns; who asks several things of a file opens it once."""
    return _metadata_of(path, _key(path))


def _key(path: Path) -> tuple[int, int, int]:
    """What tells a file from another one of its name."""
    held = path.stat()
    return held.st_ino, held.st_size, held.st_mtime_ns


@lru_cache(maxsize=2_000)
def _documents_of(path: Path, key: tuple[int, int, int]) -> tuple[str, ...]:
    said = _value(_footer(path), _DOCUMENTS)
    return tuple(json.loads(_metadata_of(path, key)[_DOCUMENTS] if said is None else said))


def _value(footer: bytes, key: bytes) -> bytes | None:
    """What a footer says under a key: to have all of it taken apart takes ten times as long. None where it is not seen.

    Thrift's compact protocol writes a pair as two fields of text, each behind its kind and its length, in groups of
    seven bits of which the last has no eighth; no text of ours has such signs.
    """
    mark = bytes([_TEXT, len(key)]) + key + bytes([_TEXT])
    at = footer.find(mark) + len(mark)
    if at < len(mark):
        return None
    length = 0
    for place, byte in enumerate(footer[at : at + _MOST_SEVENS]):
        length |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            value = footer[at + place + 1 :][:length]
            return value if len(value) == length else None
    return None


_TEXT, _MOST_SEVENS = 0x18, 5


@lru_cache(maxsize=8)
def _metadata_of(path: Path, key: tuple[int, int, int]) -> dict[bytes, bytes]:
    import pyarrow.parquet as pq  # who asks where files lie, and not what they say, needs none

    return dict(pq.read_metadata(path).metadata or {})


def with_footer(
    schema: pa.Schema,
    settings: Mapping[str, str],
    documents: list[str] | None = None,
    corrections: Mapping[str, str] | None = None,
    recipes: Mapping[str, str] | None = None,
) -> pa.Schema:
    """The schema of a file to write: with its documents' settings, corrections, recipes; in a merged file their ids."""
    more: dict[bytes, bytes] = {_SETTINGS: json.dumps(dict(settings)).encode()} if settings else {}
    if corrections:
        more[_CORRECTIONS] = json.dumps(dict(corrections)).encode()
    if recipes:
        more[_RECIPES] = json.dumps(dict(recipes)).encode()
    if documents is not None:
        more[_DOCUMENTS] = json.dumps(documents).encode()
    return schema.with_metadata((schema.metadata or {}) | more)


class MergedIndex:
    """Which merged file of a table holds a document; footers are read once and again only where a file changed."""

    def __init__(self, root: Path) -> None:
        """``root``: the dataset's folder."""
        self._root = root
        self._known: dict[Path, tuple[int, frozenset[str]]] = {}

    def find(self, table: str, doc_id: str) -> Path | None:
        """The merged file with this document's rows, if there is one."""
        found = (self.find_in(folder, doc_id) for folder in partitions(self._root, table))
        return next((path for path in found if path is not None), None)

    def find_in(self, folder: Path, doc_id: str) -> Path | None:
        """As ``find``, where only one folder of the table comes into question."""
        for path in sorted(folder.glob(f"{MERGED}*.parquet")):
            if doc_id in self._documents(path):
                return path
        return None

    def _documents(self, path: Path) -> frozenset[str]:
        stamp = os.stat(path).st_mtime_ns
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = self._known[path] = (stamp, frozenset(documents_of(path)))
        return known[1]
