"""Corrections, decisions and identities applied to documents that stand in the dataset, without reading a PDF again.

What had been read is restored first (it is kept in the footer of the document's file of ``dokumen``), then the entries
that hold now are applied, then the audit runs again and the document is replaced as by an ingest. Where people say what
the document is, its grids are read anew with that: years, levels, codes. Findings about running text need the pages'
text (``output.pagetext``). Where that is not at hand, those that stood are kept, unless the figure that they compare
with was corrected to what the sentence says; the next ingest makes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from extract.types import PageResult
from normalize.types import DocumentMeta
from output.coverage import shortfalls
from output.layout import corrections_of, footers, settings_of
from output.overlay.apply import NameOf, apply_corrections, attach_decisions
from output.overlay.identity import NO_META, identified, meta_as_read, with_identity
from output.overlay.locate import Place
from output.overlay.originals import restored
from output.overlay.store import Said
from output.overlay.types import Applied, Entri
from output.pagetext import read_pages
from output.read import check_dataset, read_table
from output.rebuild import read_result
from output.types import DocumentResult, Status
from output.write import DatasetWriter, stage
from records.findings import UNREAD, Cek, Finding
from records.matched import MatchedTable, Wilayah

Tables = tuple[MatchedTable, ...]
Audit = Callable[[Sequence[MatchedTable], DocumentMeta, Wilayah, Sequence[PageResult]], tuple[Finding, ...]]
"""How a document is audited: given by who asks, since what writes the dataset knows no checks."""
Rematch = Callable[
    [Sequence[MatchedTable], Collection[Place], Collection[Place], DocumentMeta, Wilayah], tuple[MatchedTable, ...]
]
"""How the codes of corrected rows and of those below them are looked for again (``output.overlay.apply.Below``)."""
ReadAgain = Callable[[DocumentResult, DocumentMeta], DocumentResult]
"""A stored document as one that is what the metadata say: its region, its grids read anew with that."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a document is renewed with after people spoke of it; ``name_of``: the official name of a code (or None)."""

    audit: Audit
    name_of: NameOf
    rematch: Rematch
    read_again: ReadAgain


@dataclass(frozen=True, slots=True)
class Reapplied:
    """A document that was brought up to date with the overlay."""

    doc_id: str
    koreksi: Applied


def applied_entries(root: Path, doc_ids: Collection[str] | None = None) -> dict[str, Applied]:
    """By doc_id: what became of the entries of each document in the dataset that has any applied."""
    return {doc_id: _applied(text) for doc_id, text in footers(root, corrections_of, doc_ids).items()}


def _applied(text: str) -> Applied:
    record: dict[str, Any] = json.loads(text)
    return Applied(**{each.name: tuple(record.get(each.name, ())) for each in fields(Applied)})


def unapplied(root: Path) -> tuple[str, ...]:
    """The documents of the dataset of which people said what was never applied: who noted it died before he came to it.

    Raises ``NotADataset``.
    """
    candidates = list(_candidates(check_dataset(root), Said(root).by_document()))
    if not candidates:
        return ()  # as a rule: the documents need not be listed
    stand = set(read_table(root, "dokumen", columns=("doc_id",)).column("doc_id").to_pylist())
    return tuple(doc_id for doc_id in candidates if doc_id in stand)


def reapply(root: Path, by: Renewal, doc_ids: Collection[str] | None = None) -> tuple[Reapplied, ...]:
    """Brings all documents (or these) up to date with the overlay; those that were not, with what became of theirs.

    ``by`` gives the findings of a document whose rows or values changed, and the names of corrected codes.

    Raises ``NotADataset``, ``DatasetBusy``, ``DatasetUnwritable``.
    """
    check_dataset(root)
    said = Said(root)
    pending = [doc_id for doc_id in _candidates(root, said.by_document()) if doc_ids is None or doc_id in doc_ids]
    if not pending:
        return ()
    done: list[Reapplied] = []
    with DatasetWriter(root) as writer:
        for doc_id in pending:
            with writer.turn():
                found = _one(writer, by, doc_id, said)
            if found is not None:
                done.append(found)
    return tuple(done)


def _candidates(root: Path, by_document: dict[str, tuple[Entri, ...]]) -> Iterator[str]:
    """Documents whose entries are not those that were applied to them."""
    applied = applied_entries(root)
    for doc_id in sorted(by_document.keys() | applied.keys()):
        tried = applied[doc_id].aktif if doc_id in applied else ()
        if tried != tuple(entry.id for entry in by_document.get(doc_id, ())):
            yield doc_id


def _one(writer: DatasetWriter, by: Renewal, doc_id: str, said: Said) -> Reapplied | None:
    """One document and what people say of it, read and written within one turn; None where it is up to date or gone.

    Who read the overlay before his turn would write over what another one applied meanwhile.
    """
    path = writer.places.find("dokumen", doc_id)
    if path is None:
        return None
    entries = said.by_document().get(doc_id, ())
    known = corrections_of(path).get(doc_id)
    before = _applied(known) if known else Applied()
    if before.aktif == tuple(entry.id for entry in entries):
        return None
    stored = replace(read_result(writer.root, doc_id), pages=read_pages(writer.root, doc_id))
    result = replace(corrected(stored, by, before, entries), pages=())
    writer.settle(stage(result, writer.area, settings_of(path).get(doc_id, "")))
    return Reapplied(doc_id, result.koreksi)


def corrected(stored: DocumentResult, by: Renewal, before: Applied, entries: Sequence[Entri]) -> DocumentResult:
    """The stored document without the entries of ``before``, with ``entries``, audited anew.

    It loses its findings between documents, as one that is read again does; who renews them must be asked to.
    """
    stored = replace(stored, findings=tuple(f for f in stored.findings if f.cek is not Cek.ANTAR_DOKUMEN))
    as_read = meta_as_read(before, stored.meta)
    meta = identified(as_read, entries)
    named = _named(stored, by, meta)
    tables = restored(stored.tables, before.asli) if named is stored else named.tables

    def below(rows: Sequence[MatchedTable], changed: Collection[Place], pinned: Collection[Place]) -> Tables:
        return by.rematch(rows, changed, pinned, meta, named.wilayah)

    tables, applied = apply_corrections(tables, entries, by.name_of, below)
    applied = with_identity(applied, as_read, entries)
    if named is stored and all(new is old for new, old in zip(tables, stored.tables, strict=True)):
        findings: tuple[Finding, ...] = tuple(replace(f, keputusan=None, keputusan_id=None) for f in stored.findings)
    else:
        findings = audited(named, by.audit, tables)
        named = told(named, tables, stored)
    findings, applied = attach_decisions(tables, findings, entries, applied)
    return replace(named, tables=tables, findings=findings, koreksi=applied)


def _named(stored: DocumentResult, by: Renewal, meta: DocumentMeta) -> DocumentResult:
    """The document as ``meta`` has it, its grids read anew with that; itself where it is that already."""
    if stored.meta is not None and replace(meta, alasan=()) == replace(stored.meta, alasan=()):
        return stored
    return by.read_again(stored, meta)


def told(after: DocumentResult, tables: Sequence[MatchedTable], before: DocumentResult | None = None) -> DocumentResult:
    """The document with what it says of amounts without a meaning once its tables are these.

    ``before``: it as it stood, where it was another; what that said is said no more.
    """
    before = before or after
    old = shortfalls(before.tables, before.meta, before.uang_di_teks)
    new = shortfalls(tables, after.meta, after.uang_di_teks)
    if old == new or after.status is Status.GAGAL:
        return after
    pesan = (*(each for each in after.pesan if each not in old), *new)
    return replace(after, pesan=pesan, status=Status.SEBAGIAN if pesan else Status.OK)


def audited(stored: DocumentResult, audit: Audit, tables: Sequence[MatchedTable]) -> tuple[Finding, ...]:
    """The findings of a document whose tables are now these; those that need its pages are kept where these lack."""
    found = audit(tables, stored.meta or NO_META, stored.wilayah, stored.pages)
    if stored.pages:
        return found
    doubted = {_figures(each): each for each in stored.findings if UNREAD in each.penjelasan}
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
