"""Corrections and decisions applied to documents that stand in the dataset, without reading a PDF again.

What had been read is restored first (it is kept in the footer of the document's file of ``dokumen``), then the entries
that hold now are applied, then the audit runs again and the document is replaced as by an ingest. Only findings about
running text need the pages: those that stood are kept, unless the figure that they compare with was corrected to what
the sentence says; the next ingest makes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from normalize.types import DocumentMeta, JenisDokumen
from output.coverage import shortfalls
from output.layout import corrections_of, own_files, settings_of
from output.overlay.apply import NameOf, apply_corrections, attach_decisions
from output.overlay.originals import restored
from output.overlay.store import active, read_overlay
from output.overlay.types import Applied, Entri
from output.read import check_dataset
from output.rebuild import read_result
from output.types import DocumentResult, Status
from output.write import DatasetWriter, stage
from records.findings import UNREAD, Cek, Finding
from records.matched import MatchedTable, Wilayah

NO_META = DocumentMeta(JenisDokumen.LAINNYA, None, None, None, (), None)
"""What is known of a document that says nothing of itself."""


Audit = Callable[[Sequence[MatchedTable], DocumentMeta, Wilayah], tuple[Finding, ...]]
"""How a document is audited: given by who asks, since what writes the dataset knows no checks."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a document is renewed with after a correction: its findings, and the official name of a code (or None)."""

    audit: Audit
    name_of: NameOf


@dataclass(frozen=True, slots=True)
class Reapplied:
    """A document that was brought up to date with the overlay."""

    doc_id: str
    koreksi: Applied


def applied_entries(root: Path, doc_ids: Collection[str] | None = None) -> dict[str, Applied]:
    """By doc_id: what became of the entries of each document in the dataset that has any applied."""
    wanted = None if doc_ids is None else set(doc_ids)
    found: dict[str, Applied] = {}
    for path in own_files(root, "dokumen"):
        if wanted is not None and not path.name.startswith("gabungan-") and path.stem not in wanted:
            continue
        try:
            held = corrections_of(path)
        except FileNotFoundError:
            continue  # another run has just replaced it
        found.update({doc_id: _applied(text) for doc_id, text in held.items() if wanted is None or doc_id in wanted})
    return found


def _applied(text: str) -> Applied:
    record: dict[str, Any] = json.loads(text)
    return Applied(**{each.name: tuple(record.get(each.name, ())) for each in fields(Applied)})


def reapply(root: Path, by: Renewal, doc_ids: Collection[str] | None = None) -> tuple[Reapplied, ...]:
    """Brings all documents (or these) up to date with the overlay; those that were not, with what became of theirs.

    ``by`` gives the findings of a document whose rows or values changed, and the names of corrected codes.

    Raises ``NotADataset``, ``DatasetBusy``, ``DatasetUnwritable``.
    """
    check_dataset(root)
    by_document = _by_document(root)
    pending = [doc_id for doc_id in _candidates(root, by_document) if doc_ids is None or doc_id in doc_ids]
    if not pending:
        return ()
    done: list[Reapplied] = []
    with DatasetWriter(root) as writer:
        for doc_id in pending:
            with writer.turn():
                found = _one(writer, by, doc_id, by_document.get(doc_id, ()))
            if found is not None:
                done.append(found)
    return tuple(done)


def _by_document(root: Path) -> dict[str, tuple[Entri, ...]]:
    """The entries that hold, by doc_id."""
    found: dict[str, list[Entri]] = {}
    for entry in active(read_overlay(root).entries):
        found.setdefault(entry.doc_id, []).append(entry)
    return {doc_id: tuple(entries) for doc_id, entries in found.items()}


def _candidates(root: Path, by_document: dict[str, tuple[Entri, ...]]) -> Iterator[str]:
    """Documents whose entries are not those that were applied to them."""
    applied = applied_entries(root)
    for doc_id in sorted(by_document.keys() | applied.keys()):
        tried = applied[doc_id].aktif if doc_id in applied else ()
        if tried != tuple(entry.id for entry in by_document.get(doc_id, ())):
            yield doc_id


def _one(writer: DatasetWriter, by: Renewal, doc_id: str, entries: Sequence[Entri]) -> Reapplied | None:
    """One document, read and written within one turn of the dataset; None where it is not there."""
    path = writer.places.find("dokumen", doc_id)
    if path is None:
        return None
    known = corrections_of(path).get(doc_id)
    before = _applied(known) if known else Applied()
    result = corrected(read_result(writer.root, doc_id), by, before, entries)
    writer.settle(stage(result, writer.area, settings_of(path).get(doc_id, "")))
    return Reapplied(doc_id, result.koreksi)


def corrected(stored: DocumentResult, by: Renewal, before: Applied, entries: Sequence[Entri]) -> DocumentResult:
    """The stored document without the corrections of ``before``, with those of ``entries``, audited anew.

    It loses its findings between documents, as one that is read again does; who renews them must be asked to.
    """
    stored = replace(stored, findings=tuple(f for f in stored.findings if f.cek is not Cek.ANTAR_DOKUMEN))
    read = restored(stored.tables, before.asli)
    tables, applied = apply_corrections(read, entries, by.name_of)
    if all(new is old for new, old in zip(tables, stored.tables, strict=True)):
        findings: tuple[Finding, ...] = tuple(replace(f, keputusan=None, keputusan_id=None) for f in stored.findings)
    else:
        findings = audited(stored, by.audit, tables)
        stored = told(stored, tables)
    findings, applied = attach_decisions(tables, findings, entries, applied)
    return replace(stored, tables=tables, findings=findings, koreksi=applied)


def told(stored: DocumentResult, tables: Sequence[MatchedTable]) -> DocumentResult:
    """The document with what it says of amounts without a meaning once its tables are these."""
    old, new = (shortfalls(each, stored.meta, stored.uang_di_teks) for each in (stored.tables, tables))
    if old == new:
        return stored
    pesan = (*(each for each in stored.pesan if each not in old), *new)
    return replace(stored, pesan=pesan, status=Status.SEBAGIAN if pesan else Status.OK)


def audited(stored: DocumentResult, audit: Audit, tables: Sequence[MatchedTable]) -> tuple[Finding, ...]:
    """The findings of a document whose tables are now these; those that need its pages are kept as they stood."""
    doubted = {_figures(each): each for each in stored.findings if UNREAD in each.penjelasan}
    found = audit(tables, stored.meta or NO_META, stored.wilayah)
    is_lacking = any(each.cek is Cek.TABEL_WAJIB for each in found)
    fresh = [doubted.get(_figures(each), each) for each in found if each.cek not in _OF_TEXT]
    kept = [each for each in stored.findings if each.cek is Cek.NARASI and not _settled(each, tables)]
    kept += [each for each in stored.findings if each.cek is Cek.TABEL_WAJIB and is_lacking]
    undecided = (replace(each, keputusan=None, keputusan_id=None) for each in (*fresh, *kept))
    return tuple(sorted(undecided, key=_printed_order))


_OF_TEXT = frozenset({Cek.NARASI, Cek.TABEL_WAJIB})
"""Checks that ask what the pages print beside tables: without these they find too little, or miss what is there."""


def _printed_order(finding: Finding) -> tuple[int, int, str, str, str, int]:
    """As the audit has them."""
    row = -1 if finding.row is None else finding.row
    return (finding.table, row, finding.cek, finding.ukuran or "", finding.konteks or "", finding.tahun or 0)


def _figures(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, with both figures: where these stand as they were, so does what the pages told of it."""
    key = finding.ukuran, finding.konteks, finding.tahun, finding.rincian
    return finding.cek, finding.bukti, *key, finding.tertulis, finding.dihitung


def _settled(finding: Finding, tables: Sequence[MatchedTable]) -> bool:
    """True where a row that takes part now holds, by a person's word, the figure that the sentence gives."""
    rows = (tables[table].rows[row].row for table, row in finding.bukti)
    return finding.tertulis is not None and any(
        value.nilai == finding.tertulis
        for row in rows
        for value in row.values
        if (value.perbaikan or "").startswith("koreksi:")
    )
