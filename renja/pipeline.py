"""The straight way of one document: extract, normalize, nomenclature, settle, audit.

A stage that fails on a document must not cost what the stages before it found: the failure is logged with its
traceback, said in ``pesan``, and the document goes on with less (a table without rows, rows without codes).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from audit.run import audit_tables
from extract.document import extract
from extract.garbage import seldom_searched
from extract.types import Extracted
from nomenclature.catalog import official_name
from nomenclature.placing import placed
from nomenclature.rematch import rematch_below
from nomenclature.wilayah import find_wilayah
from normalize.angka import REST
from normalize.dokumen import read_meta
from normalize.recipes.types import Recipe
from normalize.types import DocumentMeta
from output.amounts import count_outside
from output.coverage import Budget, budget, shortfalls
from output.overlay.apply import apply_corrections, attach_decisions
from output.overlay.identity import NO_META, identified, with_identity
from output.overlay.types import Applied, Entri
from output.types import DocumentResult, Status
from records.matched import MatchedTable, Wilayah
from renja._version import __version__
from renja.meaning import Told, meaning
from renja.steps import Steps

MAX_MESSAGES = 20
"""So many messages a document keeps; a hostile file could give one for each of its pages."""


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


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself, and the steps in which that was read."""

    steps: Steps
    meta: DocumentMeta


def identity_of(extracted: Extracted) -> Identity:
    """What the document says of itself: all that the grids of its pages are needed for once they are joined."""
    steps = Steps(extracted.name)
    meta = steps.attempt("Pembacaan identitas dokumen", lambda: read_meta(extracted.pages, berkas=extracted.name))
    return Identity(steps, placed(meta) if meta else NO_META)


def without_grids(extracted: Extracted) -> Extracted:
    """The document without the cells of its pages' grids, which its tables have: a fifth of a long one's memory."""
    pages = (replace(p, tables=tuple(replace(table, cells=()) for table in p.tables)) for p in extracted.pages)
    return replace(extracted, pages=tuple(pages))


@seldom_searched()
def understand(
    extracted: Extracted,
    pages: Collection[int] | None = None,
    overlay: Sequence[Entri] = (),
    recipes: Sequence[Recipe] = (),
    identity: Identity | None = None,
) -> DocumentResult:
    """What an extracted document means: its identity, rows, codes and findings.

    ``overlay``: what people said of this document (``output.overlay``); corrections are applied before the audit.
    ``recipes``: what people said of layouts of tables, applied where they fit and hold (``renja.meaning``).
    ``identity``: what it says of itself, where that was read before the grids of its pages went.
    """
    known = identity or identity_of(extracted)
    steps, as_read = known.steps, known.meta
    meta = identified(as_read, overlay)
    wilayah = steps.attempt("Pencarian wilayah", lambda: find_wilayah(meta.wilayah)) or Wilayah()
    understood = meaning(steps, extracted.tables, Told(meta, wilayah, extracted.producer), recipes)
    matched, applied = corrected(steps, understood.tables, overlay, meta, wilayah)
    applied = with_identity(applied, as_read, overlay)
    findings = steps.attempt("Pemeriksaan", lambda: audit_tables(matched, meta, wilayah, extracted.pages)) or ()
    findings, applied = attach_decisions(matched, findings, overlay, applied)
    in_text = count_outside(extracted)
    told = in_text if pages is None else 0  # of an extract nobody knows what its tables would have said
    wide, unclear = steps.attempt("Penghitungan cakupan", lambda: _coverage(matched, meta, told)) or (None, [])
    return DocumentResult(
        sha256=extracted.sha256,
        berkas=extracted.path,
        status=_status(extracted, steps, unclear),
        pesan=_messages(extracted, steps, pages, (*unclear, *unread_values(matched))),
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
        anggaran=wide,
        koreksi=applied,
        pages=extracted.pages,
        resep=understood.resep,
    )


def _coverage(tables: tuple[MatchedTable, ...], meta: DocumentMeta, in_text: int) -> tuple[Budget, list[str]]:
    """The wide view with each table's coverage, and what of it is to be told."""
    wide = budget(tables, meta)
    return wide, shortfalls(tables, meta, in_text, wide)


def corrected(
    steps: Steps,
    tables: tuple[MatchedTable, ...],
    overlay: Sequence[Entri],
    meta: DocumentMeta,
    wilayah: Wilayah,
) -> tuple[tuple[MatchedTable, ...], Applied]:
    """The tables with people's corrections; as they were read, and every correction lost, where that fails."""
    below = partial(rematch_below, meta=meta, wilayah=wilayah)
    done = steps.attempt("Penerapan koreksi", lambda: apply_corrections(tables, overlay, official_name, below))
    ids = tuple(entry.id for entry in overlay)
    return done if done is not None else (tables, Applied(ids, hilang=ids))


def _status(extracted: Extracted, steps: Steps, unclear: Sequence[str]) -> Status:
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
    return [
        f"{len(pages)} halaman berupa gambar pindaian tanpa teks dan tidak terbaca (halaman {_first_of(pages)}); pakai "
        "berkas digital aslinya bila ada / scanned pages without text were not read"
    ]


def unread_values(tables: Sequence[MatchedTable]) -> list[str]:
    """Values that print digits and yet give no number, where nothing is guessed, and cells with numbers to spare: so
    somebody may want to look.
    """
    values = [value for table in tables for row in table.rows for value in row.row.values]
    found = [v.page for v in values if v.nilai is None and any(ch.isdigit() for ch in v.teks)]
    more = [v.page for v in values if v.perbaikan == REST]
    said = []
    if found:
        said.append(
            f"{len(found)} nilai memuat angka tetapi tidak terbaca sebagai bilangan (halaman {_first_of(found)}); "
            "teksnya disimpan apa adanya, nilainya kosong / values with digits that were not read as numbers"
        )
    if more:
        said.append(
            f"{len(more)} sel memuat lebih banyak angka daripada yang dibaca (halaman {_first_of(more)}); selebihnya "
            "hanya ada dalam teks sel / cells with more numbers than are read"
        )
    return said


def _first_of(pages: Iterable[int]) -> str:
    where = sorted(set(pages))
    return ", ".join(map(str, where[:10])) + (", ..." if len(where) > 10 else "")


def _messages(
    extracted: Extracted, steps: Steps, pages: Collection[int] | None, unclear: Sequence[str]
) -> tuple[str, ...]:
    """All that went wrong, the first ``MAX_MESSAGES`` of it: what could not be read first, then what it means."""
    pictures = _picture_message(_unread_pictures(extracted))
    said = list(dict.fromkeys((*_left_message(extracted), *extracted.issues, *pictures, *steps.messages, *unclear)))
    if pages is not None and len(extracted.pages) < extracted.n_pages:
        said.insert(0, f"Hanya {len(extracted.pages)} dari {extracted.n_pages} halaman dibaca, sesuai permintaan")
    if len(said) > MAX_MESSAGES:
        said[MAX_MESSAGES:] = [f"... dan {len(said) - MAX_MESSAGES} pesan lain"]
    return tuple(said)


def failed_document(
    path: str | Path, message: str, overlay: Callable[[str], Sequence[Entri]] = lambda sha256: ()
) -> DocumentResult:
    """The result of a file that cannot be read; ``OSError`` where not even its digest can be had.

    ``overlay``: what people said of the document with a digest: what it is may be known though nothing of it was read.
    """
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    said = overlay(digest)
    meta = identified(NO_META, said)
    _, applied = apply_corrections((), said, official_name)
    return DocumentResult(
        sha256=digest,
        berkas=str(path),
        status=Status.GAGAL,
        pesan=(message,),
        jumlah_halaman=0,
        halaman_pindai=0,
        versi=__version__,
        waktu_ingest=datetime.now(UTC),
        meta=meta,
        wilayah=find_wilayah(meta.wilayah),
        koreksi=with_identity(applied, NO_META, said),
    )
