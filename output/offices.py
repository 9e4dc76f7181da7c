"""Documents of one office, and those whose findings against each other are still to be made.

What several documents say together is found after all of them were committed. So each commit first says, in a file
beside the dataset, that the document's offices are to be looked at again; who renews the findings takes that file, and
drops it when they stand. A run that dies in between leaves it for the next one.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from output.layout import WORK, provinces_of
from output.read import asked, of_provinces

_NEWS = "antar-baru"
_TAKEN = "antar-diambil-"
_OFFICES = " UNION ".join(
    "SELECT doc_id, coalesce(kode_kabkota, kode_provinsi) AS wilayah, "
    f"regexp_replace(lower(perangkat_daerah), '[^a-z]', '', 'g') AS nama FROM {table} "
    "WHERE wilayah IS NOT NULL AND nama <> ''"
    for table in ("dokumen", "anggaran")
)
"""Every document with every office that it or one of its items names."""


def await_renewal(root: Path, doc_ids: Iterable[str]) -> None:
    """Says that these documents' offices are to be looked at; within a turn, before the documents change."""
    with (root / WORK / _NEWS).open("a", encoding="ascii") as file:
        file.write("".join(f"\n{doc_id}\n" for doc_id in doc_ids))  # a crash may have torn the last line
        file.flush()
        os.fsync(file.fileno())


def awaiting(root: Path) -> set[str]:
    """The documents whose offices somebody still has to look at."""
    return set(_ids([*_taken(root), root / WORK / _NEWS]))


@dataclass(frozen=True, slots=True)
class Awaited:
    """Documents to be looked at, and the files that say so: gone when that is done."""

    doc_ids: frozenset[str]
    files: tuple[Path, ...]

    def done(self) -> None:
        """Forgets them."""
        for path in self.files:
            path.unlink(missing_ok=True)


def take_awaited(root: Path) -> Awaited:
    """What is to be looked at as of now; what is committed from now on is told anew. Within a turn."""
    with suppress(FileNotFoundError):
        os.replace(root / WORK / _NEWS, root / WORK / f"{_TAKEN}{uuid.uuid4().hex[:12]}")
    files = tuple(_taken(root))
    return Awaited(frozenset(_ids(files)), files)


def _taken(root: Path) -> list[Path]:
    """What somebody took and has not done, dead or alive."""
    return sorted((root / WORK).glob(f"{_TAKEN}*"))


def _ids(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        with suppress(FileNotFoundError):
            yield from filter(None, path.read_text(encoding="ascii", errors="replace").splitlines())


def same_offices(root: Path, doc_ids: Collection[str]) -> set[str]:
    """All documents of the offices that have one of these, where an office has several.

    A document of a whole region has many offices: with it all of theirs are asked, else its other findings would go.
    """
    near = of_provinces(provinces_of(root, doc_ids))  # an office's region lies in one
    held = asked(root, ("dokumen", "anggaran"), lambda connection: connection.execute(_OFFICES).fetchall(), near)
    of_office: dict[tuple[str, str], set[str]] = {}
    of_document: dict[str, set[tuple[str, str]]] = {}
    for doc_id, wilayah, nama in held:
        of_office.setdefault((wilayah, nama), set()).add(doc_id)
        of_document.setdefault(doc_id, set()).add((wilayah, nama))
    found: set[str] = set()
    waiting = set(doc_ids)
    while waiting:
        doc_id = waiting.pop()
        shared = (of_office[office] for office in of_document.get(doc_id, ()))
        others = set().union(*(some for some in shared if len(some) > 1))
        waiting |= others - found
        found |= others
    return found
