"""A file that lies where another one lay takes that one's place in the dataset, and documents are taken out by name.

Offices send corrected PDFs under the old name: both in the dataset would count their money twice. What people said of
the older file is said of the newer one where that prints the same at the same place; the rest is named.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from output.offices import await_renewal, same_offices
from output.overlay.locate import RowFinder, find_value, squash
from output.overlay.store import active, append, read_overlay
from output.overlay.types import Entri, JenisEntri
from output.read import check_dataset, find_document, read_table
from output.rebuild import read_result
from output.remote import is_remote
from output.types import DocumentResult, Status
from output.write import DatasetWriter
from renja.batch.report import Outcome, Replaced
from renja.batch.resume import Held
from renja.review.across import save_across


def origin_of(path: str) -> str:
    """Where a file lies, the same for every way to name it."""
    return path if is_remote(path) else os.path.abspath(path)


def supersede(writer: DatasetWriter, held: Held, outcomes: Mapping[str, Outcome]) -> Replaced:
    """Takes out what ``held`` has of files in whose place others lie now; a file that could not be read replaces none.

    A run that died before it came to this leaves both: the next one finds the newer read, and the older in its place.
    """
    newer = {
        origin_of(path): outcome.doc_id
        for path, outcome in outcomes.items()
        if outcome.doc_id is not None and outcome.status != Status.GAGAL
    }
    stay = set(newer.values())
    gone = {
        each: newer[each.origin]
        for each in held.of_origins(newer)
        if newer[each.origin] != each.doc_id and each.doc_id not in stay
    }
    if not gone:
        return Replaced()
    moved, left = 0, []
    for old, doc_id in gone.items():
        went, stayed = _carried(writer.root, old.sha256, doc_id)
        moved += went
        left.extend(stayed)
    remove_documents(writer, [each.doc_id for each in gone])
    return Replaced(tuple(each.doc_id for each in gone), moved, tuple(left))


def remove_documents(writer: DatasetWriter, doc_ids: Collection[str]) -> int:
    """Takes documents out of the dataset; how many were there. Who shares an office with one is to be looked at anew.

    What people said of them stays in the overlay: it holds again where the same file is read again.
    """
    near = same_offices(writer.root, doc_ids)
    with writer.turn():
        await_renewal(writer.root, near - set(doc_ids))
    removed = 0
    for doc_id in doc_ids:
        with writer.turn():
            removed += writer.remove(doc_id)
    return removed


def remove_named(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Takes the documents of these ids or file names out of a dataset; their files' names.

    Raises ``DocumentNotFound`` before anything is taken out, ``NotADataset``, ``DatasetBusy``, ``DatasetUnwritable``.
    """
    doc_ids = list(dict.fromkeys(find_document(check_dataset(root), name) for name in names))
    files = [str(read_table(root, "dokumen", doc_id).column("berkas")[0]) for doc_id in doc_ids]
    with DatasetWriter(root) as writer:
        remove_documents(writer, doc_ids)
    if any(root.glob("dokumen/*/*/*.parquet")):
        save_across(root, ())
    return tuple(Path(file).name for file in files)


def _carried(root: Path, sha256: str, doc_id: str) -> tuple[int, list[str]]:
    """Says of the newer file what holds of the older one; how much, and what does not fit, a line each."""
    said = active(read_overlay(root, sha256).entries)
    if not said:
        return 0, []
    newer = read_result(root, doc_id)
    fitting = set(_fitting(said, newer))
    append(root, [replace(each, sha256=newer.sha256, id="").sealed() for each in said if each.id in fitting])
    name = Path(newer.berkas).name
    left = [
        f"{name}: {each.id} ({each.jenis}, halaman {each.halaman or '-'}) tidak dibawa ke berkas yang baru / not "
        "carried over: the newer file prints something else there"
        for each in said
        if each.id not in fitting
    ]
    return len(fitting), left


def _fitting(said: Sequence[Entri], newer: DocumentResult) -> Iterator[str]:
    """The entries whose place in the newer document prints what they were made about."""
    finder = RowFinder(newer.tables)
    for each in said:
        if each.jenis is JenisEntri.IDENTITAS or (each.jenis is JenisEntri.KEPUTUSAN and not each.has_row):
            yield each.id
            continue
        place = finder.find(each)
        if place is None:
            continue
        row = newer.tables[place[0]].rows[place[1]].row
        index = find_value(row, each) if each.is_value else None
        if not each.is_value or (index is not None and squash(row.values[index].teks) == squash(each.teks)):
            yield each.id
