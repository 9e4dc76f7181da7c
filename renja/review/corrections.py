"""Corrections of readings and decisions on findings: made, listed, revoked, moved between people.

Everything here appends to ``<dataset>/koreksi.jsonl`` and then brings the document up to date with it
(``output.reapply``); nothing is ever edited. A row is named by its ``baris_id``, a finding by its ``temuan_id``, as the
dataset has them now; the entry keeps what the paper shows, so that it is found again after a re-ingest.

>>> import tempfile, renja
>>> from decimal import Decimal
>>> out = tempfile.mkdtemp()
>>> _ = renja.ingest("samples/bengkulu_renstra_2021_word.pdf", out, workers=1)
>>> value = renja.open_dataset(out).sql("SELECT * FROM nilai WHERE ukuran = 'pagu' LIMIT 1", "arrow").to_pylist()[0]
>>> entry = correct_value(out, ValueKey.of(value), Decimal(1500000), oleh="Sri", alasan="angka 1 terbaca 7")
>>> again = renja.open_dataset(out).sql(f"SELECT nilai, perbaikan FROM nilai WHERE perbaikan LIKE 'koreksi:%'", "arrow")
>>> again.to_pylist()[0]["nilai"], again.to_pylist()[0]["perbaikan"] == f"koreksi:{entry.id}"
(Decimal('1500000.0000'), True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from audit.listing import ListedFinding
from normalize.types import TingkatBaris
from output.errors import OutputError
from output.overlay.check import LONGEST_TEXT, BadEntry, entry_from
from output.overlay.files import read_entries, write_entries
from output.overlay.store import FILE, active, append, moment_after, read_overlay
from output.overlay.types import Entri, JenisEntri, Keputusan
from output.read import find_document, read_table
from output.reapply import Reapplied, reapply
from renja._version import __version__
from renja.recipes.renewal import renewal
from renja.review.across import save_across
from renja.review.decided import EntryError, EntryFault, Places
from renja.review.entries import State, list_entries
from renja.review.findings import findings_named
from renja.review.identity import check_years, parse_field
from renja.review.values import ValueKey, check_slice, values_of

__all__ = [
    "Entri",
    "EntryError",
    "EntryFault",
    "Imported",
    "JenisEntri",
    "Keputusan",
    "NotApplied",
    "ValueKey",
    "apply_all",
    "confirm_read",
    "correct_row",
    "correct_value",
    "decide",
    "decide_many",
    "decide_named",
    "export_entries",
    "identify",
    "import_entries",
    "revoke",
    "value_now",
]
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NotApplied(OutputError):  # noqa: N818 - says how the entry stands
    """An entry was noted for good, and the dataset could not be brought up to date with it."""


def correct_value(
    root: str | Path,
    key: ValueKey,
    nilai: Decimal | None,
    *,
    oleh: str,
    alasan: str = "",
    satuan: str | None = None,
    baru: bool = False,
    apply: bool = True,
) -> Entri:
    """Says that a value means ``nilai`` (None: no number); the entry. ``satuan`` None leaves the unit as it was read.

    A measure that the row lacks is added to it (a cell that was not read); where the row prints it for another slice
    (``konteks``, ``rincian``, ``tahun`` told of only one side) only with ``baru``, else ``EntryFault`` names those.
    ``apply`` False only writes the entry: ``apply_all`` brings many into the dataset at once. ``EntryError`` where the
    row or value is not there.
    """
    places = Places(Path(root))
    if not baru:
        check_slice(places, key)
    return _record(Path(root), _value_entry(places, key, nilai, oleh, alasan, satuan), apply)


def _value_entry(
    places: Places,
    key: ValueKey,
    nilai: Decimal | None,
    oleh: str,
    alasan: str,
    satuan: str | None = None,
    moment: Callable[[str], str] | None = None,
) -> Entri:
    place = places.of_row(key.baris_id)
    found = values_of(places, key)
    if len(found) > 1 and len({value["teks"] for value in found}) > 1:
        raise EntryError(f"{key.baris_id}: ada {len(found)} nilai {key.ukuran}; sebut teksnya / say which by its text")
    if not found and key.teks is not None:
        raise EntryError(f"{key.baris_id}: tidak ada nilai {key.ukuran} bertuliskan {key.teks!r} / no such value")
    about = {"ukuran": key.ukuran, "konteks": key.konteks, "tahun": key.tahun, "rincian": key.rincian}
    was = _place_of_value(found[0]) if found else {}
    where = place | about | was
    return _entry(places.root, JenisEntri.KOREKSI, oleh, alasan, where, moment, nilai_baru=nilai, satuan_baru=satuan)


def confirm_read(
    root: str | Path,
    values: Iterable[ValueKey],
    codes: Iterable[tuple[str, str]] = (),
    *,
    oleh: str,
    alasan: str = "",
    apply: bool = True,
) -> tuple[Entri, ...]:
    """Says that values, and codes of rows (by baris_id), are right as they were read; an entry for each.

    All are written at once or, where one does not hold, none. They are doubtful no more: what a person read is sure.
    """
    places, moment = Places(Path(root)), moment_after(Path(root), datetime.now(UTC))
    entries = [_value_entry(places, key, _read_now(places, key), oleh, alasan, moment=moment) for key in values]
    entries += [
        _entry(root, JenisEntri.KOREKSI, oleh, alasan, places.of_row(baris_id), moment, kode_baru=kode)
        for baris_id, kode in codes
    ]
    append(Path(root), entries)
    if apply and entries:
        _apply(Path(root), entries)
    return tuple(entries)


def _read_now(places: Places, key: ValueKey) -> Decimal | None:
    found = values_of(places, key)
    number: Decimal | None = found[0]["nilai"] if found else None
    return number


def value_now(root: str | Path, key: ValueKey) -> tuple[Decimal | None, str | None]:
    """What is read of the value now, and what is printed; None and None where the row has no such value."""
    found = values_of(Places(Path(root)), key)
    return (found[0]["nilai"], found[0]["teks"]) if found else (None, None)


def correct_row(
    root: str | Path,
    baris_id: str,
    *,
    oleh: str,
    alasan: str = "",
    nama: str | None = None,
    kode: str | None = None,
    tingkat: TingkatBaris | None = None,
    apply: bool = True,
) -> Entri:
    """Says what a row's name, official code or level is (None: as it was read); the entry.

    ``EntryError`` where the row is not there, ``EntryFault`` where nothing is corrected.
    """
    if nama is None and kode is None and tingkat is None:
        raise EntryFault("beri nama, kode, atau tingkat / give a name, a code or a level")
    place = Places(Path(root)).of_row(baris_id)
    entry = _entry(
        root, JenisEntri.KOREKSI, oleh, alasan, place, nama_baru=nama, kode_baru=kode,
        tingkat_baru=None if tingkat is None else TingkatBaris(tingkat),
    )  # fmt: skip
    return _record(Path(root), entry, apply)


def identify(
    root: str | Path, document: str, identity: Mapping[str, str], *, oleh: str, alasan: str = "", apply: bool = True
) -> Entri:
    """Says what a document is: texts by field (``tahun``, ``wilayah`` ...), ``-`` for an office or stage it lacks.

    ``document``: its id or file name. Its tables are read anew with that. ``UsageFault`` for a text that is none,
    ``EntryError`` where nothing is said, ``DocumentNotFound``.
    """
    told = {name: parse_field(name, text) for name, text in identity.items()}
    check_years(told)
    doc_id = find_document(Path(root), document)
    place = {"sha256": read_table(Path(root), "dokumen", doc_id).column("sha256")[0].as_py()}
    new = {f"{name}_baru": value for name, value in told.items()}
    return _record(Path(root), _entry(root, JenisEntri.IDENTITAS, oleh, alasan, place, **new), apply)


def decide(
    root: str | Path, temuan_id: str, keputusan: Keputusan, *, oleh: str, alasan: str = "", apply: bool = True
) -> Entri:
    """Decides on a finding, stored or between documents (``-a`` in its id); the entry. ``EntryError`` where none."""
    return decide_named(root, [temuan_id], keputusan, oleh=oleh, alasan=alasan, apply=apply)[0]


def decide_named(
    root: str | Path, names: Collection[str], keputusan: Keputusan, *, oleh: str, alasan: str = "", apply: bool = True
) -> tuple[Entri, ...]:
    """The same for several ids. ``EntryError``, and nothing is written, where one of them is not there."""
    found = findings_named(Path(root), names)
    lacking = set(names).difference(one.temuan_id for one in found)
    if lacking:
        raise EntryError(f"{', '.join(sorted(lacking))}: tidak ada temuan itu / no such finding")
    return decide_many(root, found, keputusan, oleh=oleh, alasan=alasan, apply=apply)


def decide_many(
    root: str | Path,
    findings: Iterable[ListedFinding],
    keputusan: Keputusan,
    *,
    oleh: str,
    alasan: str = "",
    apply: bool = True,
) -> tuple[Entri, ...]:
    """Decides alike on several findings; an entry for each, all written at once or, where one does not hold, none."""
    places, moment = Places(Path(root)), moment_after(Path(root), datetime.now(UTC))
    entries = tuple(
        _entry(root, JenisEntri.KEPUTUSAN, oleh, alasan, places.of_finding(one), moment, keputusan=keputusan)
        for one in findings
    )
    append(Path(root), entries)
    if apply and entries:
        _apply(Path(root), entries)
    return entries


def revoke(root: str | Path, entry_id: str, *, oleh: str, alasan: str = "", apply: bool = True) -> Entri:
    """Takes an entry back, by a further entry. ``EntryError`` where there is none of that id, or it is revoked."""
    listed = {each.entri.id: each for each in list_entries(root)}
    found = listed.get(entry_id)
    if found is None or found.keadaan in (State.DICABUT, State.CATATAN):
        raise EntryError(f"{entry_id}: tidak ada entri yang dapat dicabut / nothing to revoke")
    entry = _entry(root, JenisEntri.CABUT, oleh, alasan, {"sha256": found.entri.sha256}, mencabut=entry_id)
    return _record(Path(root), entry, apply)


def apply_all(root: str | Path, doc_ids: Iterable[str] | None = None) -> tuple[Reapplied, ...]:
    """Brings the dataset (or these documents) up to date with the overlay, no PDF read; the documents that changed."""
    changed = reapply(Path(root), renewal(Path(root)), None if doc_ids is None else set(doc_ids))
    save_across(Path(root), {each.doc_id for each in changed})
    return changed


def _place_of_value(value: Mapping[str, Any]) -> dict[str, Any]:
    place = {f"nilai_{name}": value[name] for name in ("halaman", "x0", "y0", "x1", "y1")}
    return place | {"teks": value["teks"], "nilai_semula": value["nilai"], "satuan_semula": value["satuan"]}


def _entry(
    root: str | Path,
    jenis: JenisEntri,
    oleh: str,
    alasan: str,
    place: Mapping[str, Any],
    moment: Callable[[str], str] | None = None,
    **new: Any,
) -> Entri:
    """The entry, checked as if a stranger had written it. ``EntryFault`` where it does not hold."""
    held = {name: _clean(value) for name, value in place.items()}
    held |= {name: " ".join(_clean(value).split()) if type(value) is str else value for name, value in new.items()}
    when = (moment or moment_after(Path(root), datetime.now(UTC)))(held["sha256"])
    try:
        given = Entri(jenis=jenis, oleh=oleh.strip(), alasan=alasan.strip(), waktu=when, versi=__version__, **held)
        return entry_from(given.as_record())
    except BadEntry as error:
        raise EntryFault(str(error)) from error


def _clean(value: Any) -> Any:
    """A printed text as an entry may hold it: no control characters, no more than its length."""
    return _UNPRINTABLE.sub(" ", value)[:LONGEST_TEXT] if type(value) is str else value


def _record(root: Path, entry: Entri, apply: bool) -> Entri:
    """Notes and applies the entry; the one that says the same already, where its author has said it last."""
    known = _said_already(root, entry) if entry.jenis in (JenisEntri.KOREKSI, JenisEntri.IDENTITAS) else None
    if known is None:
        append(root, [entry])
    if apply:
        _apply(root, [known or entry])
    return known or entry


def _apply(root: Path, entries: Collection[Entri]) -> None:
    """Applies what was just noted. ``NotApplied`` says that it stands, where it cannot be applied now."""
    try:
        apply_all(root, {entry.doc_id for entry in entries})
    except OutputError as error:
        named = ", ".join(entry.id for entry in list(entries)[:3]) + (", ..." if len(entries) > 3 else "")
        raise NotApplied(
            f"{named}: tersimpan di {FILE}, tetapi belum diterapkan; jalankan `renja corrections apply` / saved, not "
            f"yet applied; run `renja corrections apply`\n{error}"
        ) from error


_NEW = ("nilai_baru", "satuan_baru", "nama_baru", "kode_baru", "tingkat_baru")
_SUBJECT = ("halaman", "box", "ukuran", "konteks", "tahun", "rincian", "teks")


def _said_already(root: Path, entry: Entri) -> Entri | None:
    """The correction or identity that is the last word on just this, where it says the same, with author and reason."""

    def told(each: Entri) -> Mapping[str, Any]:
        if each.jenis is JenisEntri.IDENTITAS:
            return each.identity
        return {name: getattr(each, name) for name in _NEW if getattr(each, name) is not None}

    for each in reversed(active(read_overlay(root, entry.sha256).entries)):
        is_same = all(getattr(each, name) == getattr(entry, name) for name in _SUBJECT)
        if is_same and each.jenis is entry.jenis and (told(each).keys() & told(entry).keys() or entry.is_value):
            said = (told(each), each.oleh, each.alasan)
            return each if said == (told(entry), entry.oleh, entry.alasan) else None
    return None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: entries that are new, known already, refused (and why), and documents it changed."""

    baru: int
    sudah_ada: int
    ditolak: int
    dokumen: int
    penolakan: tuple[str, ...]


def export_entries(root: str | Path, path: str | Path, doc_id: str | None = None) -> int:
    """Writes the entries of one document, or all, to a .jsonl, .csv or .xlsx file; how many.

    Raises ``output.overlay.files.BadFile`` for another kind of file.
    """
    entries = [each for each in read_overlay(Path(root)).entries if doc_id in (None, each.doc_id)]
    write_entries(entries, Path(path))
    return len(entries)


def import_entries(root: str | Path, path: str | Path, *, apply: bool = True) -> Imported:
    """Merges the entries of a file into the overlay: each is checked, known ones are left out, and then applied.

    Entries about documents that are not in the dataset are kept: they apply once these are read.
    """
    parsed = read_entries(Path(path))
    fresh = append(Path(root), parsed.entries)
    changed = apply_all(root) if apply else ()
    known = len(parsed.entries) - len(fresh)
    return Imported(len(fresh), known, parsed.n_refused, len(changed), parsed.refused)
