"""The straight way of one document: extract, normalize, nomenclature, settle, audit.

A stage that fails on a document must not cost what the stages before it found: the failure is logged with its
traceback, said in ``pesan``, and the document goes on with less (a table without rows, rows without codes).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from audit.run import audit_tables
from extract.document import extract
from extract.garbage import seldom_searched
from extract.types import Extracted, Table
from nomenclature.catalog import official_name
from nomenclature.resolve import level_tables, match_tables
from nomenclature.wilayah import find_wilayah
from normalize.dokumen import read_meta
from normalize.tables import normalize_tables
from normalize.types import (
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    NormalTable,
    TingkatBaris,
)
from output.amounts import count_outside
from output.coverage import shortfalls
from output.overlay.apply import apply_corrections, attach_decisions
from output.overlay.types import Applied, Entri
from output.types import DocumentResult, Status
from records.matched import NO_MATCH, MatchedRow, MatchedTable, Wilayah
from renja._version import __version__
from settle.run import settle_levels, settle_readings

LOG = logging.getLogger("renja")
MAX_MESSAGES = 20
"""So many messages a document keeps; a hostile file could give one for each of its pages."""

T = TypeVar("T")
_NO_META = DocumentMeta(JenisDokumen.LAINNYA, None, None, None, (), None)


@dataclass(slots=True)
class _Steps:
    """The steps of one document and what went wrong in them."""

    name: str
    messages: list[str] = field(default_factory=list)

    def attempt(self, what: str, step: Callable[[], T]) -> T | None:
        """What the step gives; None where it fails, which is logged and kept as a message."""
        try:
            return step()
        except Exception as error:
            LOG.exception("%s: %s", self.name, what)
            self.messages.append(f"{what} gagal ({type(error).__name__}: {error}) / failed")
            return None


def read_document(
    path: str | Path,
    *,
    pages: Collection[int] | None = None,
    engine: str = "auto",
    on_page: Callable[[int, int], None] | None = None,
) -> DocumentResult:
    """Everything that is read from one PDF.

    ``pages`` (from 1) limits what is read; ``on_page(done, total)`` is called after each page. Raises the errors of
    ``extract`` where the file cannot be read at all, and ``OSError``.
    """
    return understand(extract(path, pages=pages, engine=engine, on_page=on_page), pages)


@seldom_searched()
def understand(
    extracted: Extracted, pages: Collection[int] | None = None, overlay: Sequence[Entri] = ()
) -> DocumentResult:
    """What an extracted document means: its identity, rows, codes and findings.

    ``overlay``: what people said of this document (``output.overlay``); corrections are applied before the audit.
    """
    steps = _Steps(extracted.name)
    meta = steps.attempt("Pembacaan identitas dokumen", lambda: read_meta(extracted.pages, berkas=extracted.name))
    meta = meta or _NO_META
    wilayah = steps.attempt("Pencarian wilayah", lambda: find_wilayah(meta.wilayah)) or Wilayah()
    tables = _normalized(steps, extracted.tables, meta)
    matched = _settled(steps, tables, meta, wilayah)
    matched, applied = _corrected(steps, matched, overlay)
    findings = steps.attempt("Pemeriksaan", lambda: audit_tables(matched, meta, wilayah, extracted.pages)) or ()
    findings, applied = attach_decisions(matched, findings, overlay, applied)
    in_text = count_outside(extracted)
    told = in_text if pages is None else 0  # of an extract nobody knows what its tables would have said
    unclear = steps.attempt("Penghitungan cakupan", lambda: shortfalls(matched, meta, told)) or []
    return DocumentResult(
        sha256=extracted.sha256,
        berkas=extracted.path,
        status=_status(extracted, steps, unclear),
        pesan=_messages(extracted, steps, pages, (*unclear, *_unread_values_message(matched))),
        jumlah_halaman=extracted.n_pages,
        halaman_pindai=sum(page.is_scanned for page in extracted.pages),
        versi=__version__,
        waktu_ingest=datetime.now(UTC),
        meta=meta,
        wilayah=wilayah,
        tables=matched,
        findings=findings,
        pembuat=extracted.producer,
        uang_di_teks=in_text,
        koreksi=applied,
    )


def _settled(
    steps: _Steps, tables: tuple[NormalTable, ...], meta: DocumentMeta, wilayah: Wilayah
) -> tuple[MatchedTable, ...]:
    """The tables with levels, codes and settled readings; without codes, or as they were read, where that fails."""
    leveled = steps.attempt("Penentuan tingkat baris", lambda: level_tables(tables, meta, wilayah))
    if leveled is None:
        return tuple(map(_unmatched, tables))
    closed = steps.attempt("Pengujian tingkat baris", lambda: settle_levels(leveled)) or leveled
    matched = steps.attempt("Pencocokan nomenklatur", lambda: match_tables(closed, meta))
    if matched is None:
        return tuple(map(_unmatched, tables))
    return steps.attempt("Pengujian bacaan", lambda: settle_readings(matched)) or matched


def _corrected(
    steps: _Steps, tables: tuple[MatchedTable, ...], overlay: Sequence[Entri]
) -> tuple[tuple[MatchedTable, ...], Applied]:
    """The tables with people's corrections; as they were read, and every correction lost, where that fails."""
    done = steps.attempt("Penerapan koreksi", lambda: apply_corrections(tables, overlay, official_name))
    ids = tuple(entry.id for entry in overlay)
    return done if done is not None else (tables, Applied(ids, hilang=ids))


def _normalized(steps: _Steps, tables: Sequence[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """The tables with their meaning; where that fails, table by table, and one that fails again keeps its grid."""
    together = steps.attempt("Pemaknaan tabel", lambda: normalize_tables(tables, meta))
    if together is not None:
        return together
    single = (steps.attempt(_where(table), partial(normalize_tables, (table,), meta)) for table in tables)
    return tuple(
        found[0] if found else NormalTable(table, JenisTabel.LAINNYA, (), ())
        for table, found in zip(tables, single, strict=True)
    )


def _where(table: Table) -> str:
    return f"Pemaknaan tabel di halaman {table.pages[0] if table.pages else '?'}"


def _unmatched(table: NormalTable) -> MatchedTable:
    rows = tuple(MatchedRow(row, row.level or TingkatBaris.LAINNYA, NO_MATCH) for row in table.rows)
    return MatchedTable(table, rows)


def _status(extracted: Extracted, steps: _Steps, unclear: Sequence[str]) -> Status:
    failed = sum(page.issue is not None for page in extracted.pages)
    if extracted.pages and failed == len(extracted.pages):
        return Status.GAGAL
    in_part = failed or steps.messages or unclear or _unread_pictures(extracted) or _left_message(extracted)
    return Status.SEBAGIAN if in_part else Status.OK


def _unread_pictures(extracted: Extracted) -> list[int]:
    """Pages that are pictures and gave nothing. The first page is left out: many covers are pictures."""
    return [
        page.number
        for page in extracted.pages
        if page.is_scanned and page.number > 1 and not (page.lines or page.tables or page.issue or page.is_left)
    ]


def _left_message(extracted: Extracted) -> list[str]:
    """Which pages ``--no-ocr`` has left for a later run."""
    left = [page.number for page in extracted.pages if page.is_left]
    if not left:
        return []
    return [
        f"{len(left)} halaman berupa atau memuat gambar pindaian dan belum dibaca, sesuai --no-ocr (halaman "
        f"{_ranges(left)}); jalankan lagi tanpa --no-ocr: hanya dokumen seperti ini yang dibaca ulang / scanned pages "
        "were left for a later run without --no-ocr"
    ]


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in words: ``1-3, 7``.

    >>> _ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _picture_message(pages: Sequence[int]) -> list[str]:
    if not pages:
        return []
    shown = ", ".join(map(str, pages[:10])) + (", ..." if len(pages) > 10 else "")
    return [
        f"{len(pages)} halaman berupa gambar pindaian tanpa teks dan tidak terbaca (halaman {shown}); pakai berkas "
        "digital aslinya bila ada / scanned pages without text were not read"
    ]


def _unread_values_message(tables: Sequence[MatchedTable]) -> list[str]:
    """Values that print digits and yet give no number: nothing is guessed, so somebody may want to look."""
    rows = (row.row for table in tables for row in table.rows)
    found = [v.page for row in rows for v in row.values if v.nilai is None and any(ch.isdigit() for ch in v.teks)]
    if not found:
        return []
    where = sorted(set(found))
    shown = ", ".join(map(str, where[:10])) + (", ..." if len(where) > 10 else "")
    return [
        f"{len(found)} nilai memuat angka tetapi tidak terbaca sebagai bilangan (halaman {shown}); teksnya disimpan "
        "apa adanya, nilainya kosong / values with digits that were not read as numbers"
    ]


def _messages(
    extracted: Extracted, steps: _Steps, pages: Collection[int] | None, unclear: Sequence[str]
) -> tuple[str, ...]:
    """All that went wrong, the first ``MAX_MESSAGES`` of it: what could not be read first, then what it means."""
    pictures = _picture_message(_unread_pictures(extracted))
    said = list(dict.fromkeys((*_left_message(extracted), *extracted.issues, *pictures, *steps.messages, *unclear)))
    if pages is not None and len(extracted.pages) < extracted.n_pages:
        said.insert(0, f"Hanya {len(extracted.pages)} dari {extracted.n_pages} halaman dibaca, sesuai permintaan")
    if len(said) > MAX_MESSAGES:
        said[MAX_MESSAGES:] = [f"... dan {len(said) - MAX_MESSAGES} pesan lain"]
    return tuple(said)


def failed_document(path: str | Path, message: str) -> DocumentResult:
    """The result of a file that cannot be read; ``OSError`` where not even its digest can be had."""
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return DocumentResult(
        sha256=digest,
        berkas=str(path),
        status=Status.GAGAL,
        pesan=(message,),
        jumlah_halaman=0,
        halaman_pindai=0,
        versi=__version__,
        waktu_ingest=datetime.now(UTC),
    )
