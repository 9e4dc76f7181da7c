"""What a document is by people's word, in place of what it says of itself. Pure: what was read in, what holds out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from normalize.types import DocumentMeta, JenisDokumen, Tahap
from output.overlay.types import IDENTITY, TANPA, Applied, Entri, JenisEntri

NO_META = DocumentMeta(JenisDokumen.LAINNYA, None, None, None, (), None)
"""What is known of a document that says nothing of itself."""


def told_by(entries: Iterable[Entri]) -> dict[str, Entri]:
    """By field of the identity the entry that decides it: the last one that speaks of it."""
    return {name: entry for entry in entries if entry.jenis is JenisEntri.IDENTITAS for name in entry.identity}


def identified(read: DocumentMeta, entries: Sequence[Entri]) -> DocumentMeta:
    """The document's metadata with what ``entries`` (those that hold, in their order) say of it.

    >>> year = Entri(JenisEntri.IDENTITAS, "0" * 64, "Sri", "2026-01-02T03:04:05+00:00", "1", tahun_baru=2031)
    >>> found = identified(NO_META, [year])
    >>> found.tahun, found.tahun_akhir, found.alasan
    (2031, 2031, ('tahun: 2031 dari Sri, 2026-01-02',))
    """
    by = told_by(entries)
    if not by:
        return read
    told = {name: entry.identity[name] for name, entry in by.items()}
    kind = told.get("jenis_dokumen", read.jenis)
    first, last = _years(read, told, kind)
    office = told.get("perangkat_daerah", read.perangkat_daerah)
    return replace(
        read,
        jenis=kind,
        tahap=_stage(read, told, kind),
        tahun=first,
        tahun_akhir=last,
        wilayah=(told["wilayah"], *read.wilayah) if "wilayah" in told else read.wilayah,
        perangkat_daerah=None if office == TANPA else office,
        alasan=(*told_lines(entries), *read.alasan),
    )


def _years(read: DocumentMeta, told: dict[str, Any], kind: JenisDokumen) -> tuple[int | None, int | None]:
    """First and last year; a last year that was only read goes where it cannot belong to the first that was told."""
    first, last = told.get("tahun", read.tahun), told.get("tahun_akhir")
    if last is not None:
        return (first if first is None or first <= last else last), last
    if kind is not JenisDokumen.RENSTRA:
        return first, first if told.keys() & {"tahun", "jenis_dokumen"} else read.tahun_akhir
    keeps = first is None or read.tahun_akhir is None or read.tahun_akhir >= first
    return first, read.tahun_akhir if keeps else None


def _stage(read: DocumentMeta, told: dict[str, Any], kind: JenisDokumen) -> Tahap | None:
    """The stage; one that was not printed follows the kind: a Renja is murni, others have none."""
    if "tahap" in told:
        return None if told["tahap"] == TANPA else Tahap(told["tahap"])
    if kind is read.jenis or read.tahap in (Tahap.PERUBAHAN, Tahap.RANCANGAN):
        return read.tahap
    return Tahap.MURNI if kind is JenisDokumen.RENJA else None


def told_lines(entries: Sequence[Entri]) -> tuple[str, ...]:
    """A line a field that people decided: what, by whom, when, and of which file."""
    return tuple(_lines(told_by(entries)))


def _lines(by: dict[str, Entri]) -> Iterator[str]:
    for name in IDENTITY:
        if name in by:
            entry = by[name]
            source = f"metadata {entry.sumber}" if entry.sumber else entry.oleh
            yield f"{name}: {entry.identity[name]} dari {source}, {entry.waktu[:10]}"


def with_identity(applied: Applied, read: DocumentMeta, entries: Sequence[Entri]) -> Applied:
    """What became of the entries, with the identity among them and what was read in its place."""
    lines = told_lines(entries)
    if not lines:
        return applied
    done = tuple(entry.id for entry in entries if entry.jenis is JenisEntri.IDENTITAS)
    standing = {entry.id for entry in told_by(entries).values()}
    return replace(
        applied,
        diterapkan=(*applied.diterapkan, *done),
        identitas=lines,
        meta_asli=(asdict(replace(read, alasan=())),),
        diganti=(*applied.diganti, *(each for each in done if each not in standing)),
    )


def meta_as_read(applied: Applied, stored: DocumentMeta | None) -> DocumentMeta:
    """What the document says of itself: what was kept beside people's word, else what stands there."""
    if not applied.meta_asli:
        return stored or NO_META
    held = applied.meta_asli[0]
    tahap = Tahap(held["tahap"]) if held["tahap"] else None
    parts = {"jenis": JenisDokumen(held["jenis"]), "tahap": tahap, "wilayah": tuple(held["wilayah"])}
    return DocumentMeta(**(held | parts | {"alasan": ()}))
