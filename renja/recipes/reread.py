"""A stored document understood again, from the cells that the dataset keeps: with other recipes, and without its PDF.

What extraction gave is all there (``sel``, ``tabel``), what the document says of itself too. Only findings on running
text need the pages: those that stood are kept where their rows are still rows; the next ingest makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.run import audit_tables
from extract.garbage import seldom_searched
from extract.types import Table
from nomenclature.wilayah import find_wilayah
from normalize.recipes.types import Recipe
from normalize.types import DocumentMeta
from output.overlay.apply import attach_decisions
from output.overlay.identity import NO_META, identified, meta_as_read, with_identity
from output.overlay.types import Entri
from output.reapply import audited, told
from output.types import DocumentResult, Status
from records.findings import Cek, Finding
from records.matched import MatchedTable
from renja.meaning import Told, meaning_of_parts
from renja.pipeline import corrected, unread_values
from renja.steps import Steps


def reread(stored: DocumentResult, recipes: Sequence[Recipe], overlay: Sequence[Entri] = ()) -> DocumentResult:
    """The document as it is understood with these recipes, people's corrections applied to it.

    It loses its findings between documents; who writes it must renew them. A document of which a step fails stays as it
    stands, and the log says why.
    """
    steps = Steps(stored.berkas)
    as_read = meta_as_read(stored.koreksi, stored.meta)
    named = identified_as(stored, identified(as_read, overlay), recipes, steps)
    tables, applied = corrected(steps, named.tables, overlay, named.meta or NO_META, named.wilayah)
    applied = with_identity(applied, as_read, overlay)
    held = replace(named, findings=tuple(_still(stored, tables)))
    fresh = steps.attempt("Pemeriksaan", lambda: audited(held, audit_tables, tables))
    if fresh is None or steps.messages:
        return stored
    findings, applied = attach_decisions(tables, fresh, overlay, applied)
    after = _said(told(named, tables, stored), stored.tables, tables)
    return replace(after, tables=tables, findings=findings, koreksi=applied)


@seldom_searched()
def identified_as(
    stored: DocumentResult, meta: DocumentMeta, recipes: Sequence[Recipe], steps: Steps | None = None
) -> DocumentResult:
    """The stored document as one that is what ``meta`` says: its region, its grids understood anew with that.

    Where they cannot be it is as it stands but for its metadata; ``steps`` then says why, else the log.
    """
    steps = steps or Steps(stored.berkas)
    wilayah = find_wilayah(meta.wilayah)
    found = meaning_of_parts(steps, tuple(as_extracted(stored)), Told(meta, wilayah, stored.pembuat), recipes)
    if found is None:
        return replace(stored, meta=meta, wilayah=wilayah)
    return replace(stored, meta=meta, wilayah=wilayah, tables=found.tables, resep=found.resep)


def as_extracted(stored: DocumentResult) -> Iterator[Table]:
    """The document's tables with the header that extraction gave them."""
    heads = {use.tabel: use for use in stored.resep if use.kepala is not None and not use.ditolak}
    for n, table in enumerate(each.source.table for each in stored.tables):
        use = heads.get(n)
        if use is None or use.kepala is None:
            yield table
        else:
            cells = tuple(replace(cell, is_header=cell.row < use.kepala) for cell in table.cells)
            yield replace(table, cells=cells, n_header_rows=use.kepala, number_row=use.nomor)


def _still(stored: DocumentResult, tables: Sequence[MatchedTable]) -> Iterator[Finding]:
    """The findings on running text, on the rows as they are numbered now; those whose rows are gone are left out."""
    places = [_by_grid_row(table) for table in tables]
    for finding in stored.findings:
        if finding.cek is Cek.ANTAR_DOKUMEN:
            continue  # whose evidence lies in tables of other documents
        bukti = tuple((t, places[t].get(_grid_row(stored.tables[t], row))) for t, row in finding.bukti)
        row = (
            None
            if finding.row is None
            else places[finding.table].get(_grid_row(stored.tables[finding.table], finding.row))
        )
        if finding.row is not None and row is None:
            continue
        known = tuple((t, r) for t, r in bukti if r is not None)
        if len(known) == len(bukti):
            yield replace(finding, row=row, bukti=known)


def _grid_row(table: MatchedTable, row: int) -> int:
    """Where a row stands in the whole grid, header rows counted: they may be others now."""
    return table.source.table.n_header_rows + table.rows[row].row.grid_row


def _by_grid_row(table: MatchedTable) -> dict[int, int]:
    found: dict[int, int] = {}
    for index in range(len(table.rows)):
        found.setdefault(_grid_row(table, index), index)
    return found


def _said(after: DocumentResult, old: Sequence[MatchedTable], new: Sequence[MatchedTable]) -> DocumentResult:
    """The document with what it says now of values that print digits and give no number."""
    was, now = unread_values(old), unread_values(new)
    if was == now:
        return after
    pesan = (*(each for each in after.pesan if each not in was), *now)
    return replace(after, pesan=pesan, status=after.status if pesan else Status.OK)
