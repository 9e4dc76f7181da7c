"""What a document is: as it was read, and as people say; for the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nomenclature.wilayah import all_regions, find_wilayah, region_label
from normalize.types import DocumentMeta
from output.overlay.identity import meta_as_read, told_by
from output.overlay.store import active, read_overlay
from output.overlay.types import IDENTITY, Applied, Entri, JenisEntri
from output.reapply import applied_entries
from renja.web.data.resep import document
from renja.web.data.source import state_of


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the identity: what was read, what holds now, and the entry that says so (None: nobody does)."""

    name: str
    read: str | None
    now: str | None
    entry: Entri | None


@dataclass(frozen=True, slots=True)
class Identity:
    """A document's identity by field, and the entries that speak of it, the latest first."""

    fields: tuple[Field, ...]
    entries: tuple[Entri, ...]


def identity(root: Path, doc_id: str) -> Identity:
    """What a document is by its own word and by people's."""
    return _identity(root, doc_id, state_of(root))


@lru_cache(maxsize=32)
def _identity(root: Path, doc_id: str, state: str) -> Identity:
    del state  # only a key
    stored = document(root, doc_id)
    applied = applied_entries(root, [doc_id]).get(doc_id, Applied())
    entries = active(each for each in read_overlay(root).entries if each.doc_id == doc_id)
    by = told_by(entries)
    read, now = _texts(meta_as_read(applied, stored.meta)), _texts(stored.meta or meta_as_read(applied, None))
    fields = tuple(Field(name, read[name], now[name], by.get(name)) for name in IDENTITY)
    return Identity(fields, tuple(each for each in reversed(entries) if each.jenis is JenisEntri.IDENTITAS))


def _texts(meta: DocumentMeta) -> dict[str, str | None]:
    """The fields as texts that the form takes back; None where nothing is known."""
    found: dict[str, Any] = {
        "tahun": meta.tahun,
        "tahun_akhir": meta.tahun_akhir,
        "wilayah": region_label(find_wilayah(meta.wilayah)) or None,
        "perangkat_daerah": meta.perangkat_daerah,
        "jenis_dokumen": meta.jenis,
        "tahap": meta.tahap,
    }
    return {name: None if value is None else str(value) for name, value in found.items()}


@lru_cache(maxsize=1)
def region_names() -> tuple[str, ...]:
    """All regions by name, as the identity takes them."""
    return tuple(name for name in map(region_label, all_regions()) if name)
