"""Where each document lies in the dataset, known to a run without listing the dataset again for each commit.

The dataset is listed once a run. From then on the run learns of every other place from who puts a document there:
whoever moves a document says so to all runs that live, in their own folders, under the dataset's lock and before a file
moves. So the places known are all there are, and maybe some more: each is looked at before it is believed. A new
document costs no look at all, one that is replaced a few, however large the dataset is.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from output.layout import MERGED, RUN, WORK, MergedIndex, documents_of
from output.schema import SCHEMAS

_NEWS = "pindah"
"""In a run's folder: a line for each document that another run has put somewhere."""


class Places:
    """The files of documents; ask and announce only while the dataset is ours (``DatasetWriter.turn``)."""

    def __init__(self, root: Path, area: Path) -> None:
        """``area``: the run's folder in ``.renja``; others leave their news there from when it stands."""
        self._root = root
        self._area = area
        self._merged = MergedIndex(root)
        self._known: dict[str, tuple[str, ...]] | None = None
        self._read = 0

    def own(self, table: str, doc_id: str) -> list[Path]:
        """The document's files in a table that hold nothing else: one, or none."""
        files = (folder / f"{doc_id}.parquet" for folder in self._folders(table, doc_id))
        return [path for path in files if path.exists()]

    def merged(self, table: str, doc_id: str) -> Path | None:
        """The merged file of a table that has the document, if there is one."""
        found = (self._merged.find_in(folder, doc_id) for folder in self._folders(table, doc_id))
        return next((path for path in found if path is not None), None)

    def find(self, table: str, doc_id: str) -> Path | None:
        """The file of a table that has the document, its own or a merged one; None where it is not there."""
        return next(iter(self.own(table, doc_id)), None) or self.merged(table, doc_id)

    def look_everywhere(self) -> None:
        """Lists all tables anew, whatever ``dokumen`` says: for a removal that a crash cut short."""
        self._known = _listed(self._root, SCHEMAS)

    def announce(self, doc_id: str, targets: Iterable[str]) -> None:
        """Says that the document will lie at these paths; to be called before the first of its files moves."""
        places = {_place(target) for target in targets}
        lines = "".join(f"\n{doc_id}\t{place}\n" for place in sorted(places))  # a full disk may have torn the last
        for area in (self._root / WORK).glob(f"*{RUN}"):
            if area != self._area:
                with suppress(FileNotFoundError), (area / _NEWS).open("a", encoding="utf-8") as file:
                    file.write(lines)
        known = self._current()  # listed now, or the document would be missing from a list made before it moves
        for place in places:
            _add(known, doc_id, place)

    def _folders(self, table: str, doc_id: str) -> Iterator[Path]:
        """The folders of a table in which the document may lie."""
        return (self._root / table / place for place in self._current().get(doc_id, ()))

    def _current(self) -> dict[str, tuple[str, ...]]:
        """Where documents lie, by id; with what others have said since."""
        if self._known is None:
            self._known = _listed(self._root)
        with suppress(FileNotFoundError), (self._area / _NEWS).open("rb") as file:
            file.seek(self._read)
            for line in file:
                self._read += len(line)
                doc_id, _, place = line.decode().rstrip("\n").partition("\t")
                if place:
                    _add(self._known, doc_id, place)
        return self._known


def _listed(root: Path, opened: Collection[str] = ("dokumen",)) -> dict[str, tuple[str, ...]]:
    """All documents of all tables: a run that died may have moved some of a document's files and not yet the others.

    ``opened``: the tables whose merged files are opened. One that is in such a file lies in the same year and province
    in all tables, or is announced where it does not; only of one that is being removed ``dokumen`` knows nothing more.
    """
    found: dict[str, tuple[str, ...]] = {}
    for table, schema in SCHEMAS.items():
        for folder in root.glob(f"{table}/*=*/kode_provinsi=*"):
            own = folder.relative_to(root / table).as_posix()
            places = [own.replace(schema.year_key, key, 1) for key in _YEAR_KEYS]
            for name in os.listdir(folder):
                if not name.endswith(".parquet"):
                    continue
                if not name.startswith(MERGED):
                    _add(found, name.removesuffix(".parquet"), own)
                elif table in opened:
                    fresh = dict.fromkeys(documents_of(folder / name), tuple(places))
                    for doc_id in found.keys() & fresh.keys():
                        for place in fresh.pop(doc_id):
                            _add(found, doc_id, place)
                    found |= fresh
    return found


_YEAR_KEYS = sorted({schema.year_key for schema in SCHEMAS.values()})


def _add(known: dict[str, tuple[str, ...]], doc_id: str, place: str) -> None:
    held = known.get(doc_id, ())
    if place not in held:
        known[doc_id] = (*held, place)


def _place(target: str) -> str:
    """A file's folder below its table."""
    return "/".join(Path(target).parts[1:-1])
