"""What people said of documents, listed in the order of their time, and how each entry stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from output.overlay.store import active, read_overlay
from output.overlay.types import Applied, Entri, JenisEntri
from output.read import read_table
from output.reapply import applied_entries
from records.findings import Cek


class State(StrEnum):
    """How an entry stands."""

    BERLAKU = "berlaku"  # applied to the dataset as it lies there
    DIGANTI = "diganti"  # applied, and a later one says otherwise of the same
    HILANG = "hilang"  # its row, value or finding is not found in the document as it is read now
    DICABUT = "dicabut"  # revoked
    TUNGGU = "tunggu"  # not yet applied, or its document is not in this dataset
    CATATAN = "catatan"  # a revocation


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry, how it stands, and the file that it speaks of (None: the document is not in this dataset)."""

    entri: Entri
    keadaan: State
    berkas: str | None


def list_entries(root: str | Path, doc_id: str | None = None) -> tuple[ListedEntry, ...]:
    """All entries, or one document's, in the order of their time, and how each stands."""
    held = [each for each in read_overlay(Path(root)).entries if doc_id in (None, each.doc_id)]
    if not held:
        return ()
    stand = {entry.id for entry in active(held)}
    applied = applied_entries(Path(root), {entry.doc_id for entry in held})
    files = dict(_files(Path(root)))
    return tuple(
        ListedEntry(each, _state(each, stand, applied.get(each.doc_id, Applied())), files.get(each.doc_id))
        for each in held
    )


def _files(root: Path) -> Iterable[tuple[str, str]]:
    table = read_table(root, "dokumen", columns=("doc_id", "berkas")).to_pylist()
    return ((row["doc_id"], row["berkas"]) for row in table)


def _state(entry: Entri, stand: set[str], applied: Applied) -> State:
    if entry.jenis is JenisEntri.CABUT:
        return State.CATATAN
    if entry.id not in stand:
        return State.DICABUT
    if entry.id in applied.diganti:
        return State.DIGANTI
    if entry.id in (*applied.diterapkan, *applied.melekat) or entry.cek is Cek.ANTAR_DOKUMEN:
        return State.BERLAKU
    return State.HILANG if entry.id in (*applied.hilang, *applied.lepas) else State.TUNGGU
