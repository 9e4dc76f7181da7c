"""Where a document's rows lie in a dataset: in a file of its own, or in one that ``compact`` made of several.

``<table>/<year key>=YYYY/kode_provinsi=PP/<doc_id>.parquet`` or ``.../gabungan-<hex>.parquet``; the footer of a merged
file names the documents in it, also those that have no row in this table. The footer of a file of ``dokumen`` says
with which settings each of its documents was read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

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
    return tuple(json.loads(_metadata(path)[_DOCUMENTS]))


def settings_of(path: Path) -> dict[str, str]:
    """With which settings the documents in a file of ``dokumen`` were read, by doc_id, as far as the file says."""
    return dict(json.loads(_metadata(path).get(_SETTINGS, b"{}")))


def corrections_of(path: Path) -> dict[str, str]:
    """What became of people's corrections of the documents in a file of ``dokumen`` (JSON), by doc_id."""
    return dict(json.loads(_metadata(path).get(_CORRECTIONS, b"{}")))


def recipes_of(path: Path) -> dict[str, str]:
    """What became of recipes on the tables of the documents in a file of ``dokumen`` (JSON), by doc_id."""
    return dict(json.loads(_metadata(path).get(_RECIPES, b"{}")))


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
    return dict(pq.read_schema(path).metadata or {})


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
