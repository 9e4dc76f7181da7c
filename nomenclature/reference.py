"""A user's own reference: lists of codes imported into the user's data folder, where every later run finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from nomenclature.catalog import Entry, entry_key, forget_loaded, read_entries, user_file, write_entries
from nomenclature.editions import editions_named
from nomenclature.listfile import ListFile, read_list


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the file it went to, what was read, how many entries are new, how many there are now."""

    target: Path
    read: ListFile
    added: int
    total: int


def import_reference(source: Path, edition: str | None = None, *, replace_all: bool = False) -> Imported:
    """Extends the user's reference by a list of codes (see :func:`nomenclature.listfile.read_list`).

    ``replace_all`` drops what was imported before. Importing a file twice changes nothing. Raises ``ValueError`` where
    the file has no usable row, ``OSError`` where it cannot be read or kept.
    """
    found = read_list(source, edition)
    if not found.entries:
        reasons = ", ".join(f"{n} baris {why}" for why, n in found.refused.items()) or "tidak ada baris"
        raise ValueError(f"{source}: tidak ada kode yang dapat dipakai: {reasons} / no usable code")
    target = user_file()
    before = [] if replace_all or not target.exists() else read_entries(target)
    merged = merge((*before, *found.entries))
    total = write_entries(merged, target)
    forget_loaded()
    return Imported(target, found, total - len(merge(before)), total)


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each kode, name and kewenangan, its editions joined in the order met."""
    kept: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        identity = (entry.kode, entry_key(entry), entry.kewenangan)
        known = kept.get(identity)
        kept[identity] = entry if known is None else replace(known, edisi=_joined(known.edisi, entry.edisi))
    return list(kept.values())


def _joined(one: str, two: str) -> str:
    return "; ".join(dict.fromkeys((*editions_named(one), *editions_named(two))))
