"""What changed between two editions of the nomenclature, of the items that the catalogue knows from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nomenclature.catalog import Entry, entry_key
from nomenclature.editions import editions_named
from nomenclature.kode import parent_of


class Beda(StrEnum):
    """How an item of one edition differs from the other."""

    BARU = "baru"
    HILANG = "hilang"
    GANTI_NAMA = "ganti_nama"
    GANTI_KODE = "ganti_kode"


@dataclass(frozen=True, slots=True)
class Change:
    """An item that differs: as the old edition has it, and as the new one has it; None where it has none."""

    beda: Beda
    lama: Entry | None
    baru: Entry | None


def of_edition(entries: Iterable[Entry], named: str) -> list[Entry]:
    """The entries seen in the edition that is named by its number or a part of it (``5889``).

    Raises ``ValueError`` where no entry is of it, or it names several editions.
    """
    known: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for edition in editions_named(entry.edisi):
            known[edition].append(entry)
    meant = [named] if named in known else [one for one in known if named.casefold() in one.casefold()]
    if len(meant) == 1:
        return known[meant[0]]
    if meant:
        raise ValueError(f"edisi {named}: dapat berarti {', '.join(sorted(meant))} / several editions are called so")
    raise ValueError(f"edisi {named}: tidak dikenal; yang ada: {', '.join(sorted(known)) or '-'} / no such edition")


def changes(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """What differs between two editions, by code. A name that moved to another code is one change, not two."""
    before, after = _by_code(old), _by_code(new)
    gone = [entry for code, entry in before.items() if code not in after]
    fresh = [entry for code, entry in after.items() if code not in before]
    moved = list(_moved(gone, fresh))
    settled = {id(entry) for pair in moved for entry in pair}
    found = [Change(Beda.GANTI_KODE, one, other) for one, other in moved]
    found += [Change(Beda.HILANG, entry, None) for entry in gone if id(entry) not in settled]
    found += [Change(Beda.BARU, None, entry) for entry in fresh if id(entry) not in settled]
    found += [
        Change(Beda.GANTI_NAMA, before[code], after[code])
        for code in before.keys() & after.keys()
        if entry_key(before[code]) != entry_key(after[code])
    ]
    return sorted(found, key=_order)


def _by_code(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    return {(entry.kode, entry.kewenangan): entry for entry in entries}


def _moved(gone: Iterable[Entry], fresh: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Items whose name stands at another code: the only one of its name on both sides, under its parent first."""
    for inside in (True, False):
        old, new = _by_name(gone, inside=inside), _by_name(fresh, inside=inside)
        pairs = [(old[name][0], new[name][0]) for name in old if len(old[name]) == len(new.get(name, ())) == 1]
        yield from pairs
        taken = {id(entry) for pair in pairs for entry in pair}
        gone, fresh = ([e for e in side if id(e) not in taken] for side in (gone, fresh))


def _by_name(entries: Iterable[Entry], *, inside: bool) -> dict[tuple[str, ...], list[Entry]]:
    found: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        place = (parent_of(entry.kode) or "",) if inside else ()
        found[entry_key(entry), entry.level, entry.kewenangan, *place].append(entry)
    return found


def _order(change: Change) -> tuple[str, str]:
    entry = change.lama or change.baru
    return (entry.kode, entry.kewenangan) if entry else ("", "")
