"""A local dataset published to an object store, each document at most once in each table at every moment.

A store has no renames and changes one object at a time. So a dataset in a store has a working folder on this machine,
which holds all promises of ``output.write``; what is committed there is put into the store object by object:

- A document that stays where it is: its objects are replaced in place, each in one step.
- One whose year or province changed, and files that ``compact`` has merged: the old objects are deleted first, that of
  ``dokumen`` before all, then the new ones put, that of ``dokumen`` last. In between a reader misses the document for
  some milliseconds; it never sees it twice, and what ``dokumen`` lists has all its rows.

People's corrections are joined, never replaced: a folder that takes the store over keeps its own beside the store's.
Recipes are published with the dataset; of one name the store's counts for a folder that takes over, and one that was
dropped there goes.
What was put is noted in ``.renja/terbit.jsonl``. After a crash the next run compares folder, notes and store, and puts
or deletes what differs. ``.renja/pemilik.json`` in the store names the working folder that may write; a folder that is
not the one learns so before each document, and stops.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from output.errors import DatasetBusy
from output.layout import WORK
from output.lock import FileLock
from output.overlay.store import FILE as OVERLAY
from output.overlay.store import take_in
from output.remote import Store
from output.schema import SCHEMAS

_OWNER = f"{WORK}/pemilik.json"
_MINE, _NOTES, _FETCHED = "pemilik", "terbit.jsonl", "salinan.json"
_RECIPES = "resep"
_WAIT = 3600.0


class Publisher:
    """Puts what a working folder holds into a store; ``with`` takes the store for this folder."""

    def __init__(self, folder: Path, store: Store) -> None:
        """``folder``: the local dataset; ``store``: where it is published."""
        self.folder, self.store = folder, store
        self._lock = FileLock(folder / WORK / "terbit.kunci", _WAIT)
        self._notes = folder / WORK / _NOTES
        self._known: dict[str, str] = {}
        self._of_stem: defaultdict[str, set[str]] = defaultdict(set)
        self._read = 0

    def open(self) -> None:
        """Takes the store for this folder; where another folder wrote it last, this one becomes its copy first.

        Ends with folder and store alike, whatever a crash has left.
        """
        (self.folder / WORK).mkdir(parents=True, exist_ok=True)
        with self._lock:
            if _owner(self.store) != _own_name(self.folder):
                if any(map(_is_ours, self.store.keys())):
                    fetch(self.store, self.folder)
                self._notes.unlink(missing_ok=True)
                self._take()
        with self._turn():
            for key in self.store.keys().keys() - self._known.keys():
                if not key.startswith(WORK):
                    self._note(key, "?")  # put before a crash, or not by us: it must agree with the folder
        self.everything()

    def document(self, doc_id: str) -> None:
        """Publishes one document as it stands in the folder."""
        with self._turn():
            self._exchange(set(self._of_stem[doc_id]), self._lying(f"*/*/*/{doc_id}.parquet"))

    def everything(self) -> None:
        """Publishes all that differs: documents that moved first, then folder by folder, then the description."""
        with self._turn():
            lying = self._lying("*/*/*/*.parquet")
            by_stem: defaultdict[str, dict[str, str]] = defaultdict(dict)
            for key, stamp in lying.items():
                by_stem[_stem(key)][key] = stamp
            for doc_id in {_stem(key) for key in self._known.keys() - lying.keys()} & by_stem.keys():
                self._exchange(set(self._of_stem[doc_id]), by_stem[doc_id])
            tables = {key for key in self._known if key.count("/") == 3}
            for place in sorted({_partition(key) for key in tables | lying.keys()}):
                self._exchange(
                    {key for key in tables if _partition(key) == place and key in self._known},
                    {key: stamp for key, stamp in lying.items() if _partition(key) == place},
                )
            beside = {key for key in self._known if "/" not in key or _is_recipe(key)}
            self._exchange(beside, self._lying("*.*") | self._lying("resep/*.toml"))

    def _exchange(self, old: Iterable[str], new: dict[str, str]) -> None:
        """Deletes the old objects that are gone, those of ``dokumen`` first, and puts the new, ``dokumen`` last."""
        for key in sorted(set(old) - new.keys(), key=_is_not_dokumen):
            self.store.delete(key)
            self._note(key, None)
        for key in sorted(new, key=_is_not_dokumen, reverse=True):
            if self._known.get(key) != new[key]:
                with suppress(FileNotFoundError):  # moved on meanwhile by another run: that one publishes it
                    self.store.put(key, (self.folder / key).read_bytes())
                    self._note(key, new[key])

    def _lying(self, pattern: str) -> dict[str, str]:
        """The folder's files by key, with what changes when one is replaced."""
        found = {}
        for path in self.folder.glob(pattern):
            key = path.relative_to(self.folder).as_posix()
            beside = ("/" not in key and not key.startswith(".")) or _is_recipe(key)
            if key.split("/")[0] in SCHEMAS or (beside and path.is_file()):
                with suppress(FileNotFoundError):
                    stat = path.stat()
                    found[key] = f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ino}"
        return found

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The store for this run alone, as far as runs of this folder go; ``DatasetBusy`` where it was taken."""
        with self._lock:
            if _owner(self.store) != _own_name(self.folder):
                raise DatasetBusy(
                    f"{self.store.address}: dataset ini sekarang ditulis dari folder kerja lain. Tunggu sampai selesai "
                    "lalu jalankan lagi; hasilnya akan diambil dulu. / another working folder writes this dataset now; "
                    "run again when it has ended"
                )
            self._catch_up()
            yield

    def _take(self) -> None:
        name = uuid.uuid4().hex
        data = json.dumps({"folder_kerja": name}).encode()
        self.store.put(_OWNER, data)
        (self.folder / WORK / _MINE).write_text(name, encoding="utf-8")

    def _catch_up(self) -> None:
        """Reads what other runs have noted since; a torn last line is read when it is whole."""
        if not self._notes.exists():
            return
        with self._notes.open("rb") as file:
            file.seek(self._read)
            for line in file:
                self._read += len(line)
                with suppress(ValueError):
                    key, stamp = json.loads(line)
                    self._remember(key, stamp)

    def _note(self, key: str, stamp: str | None) -> None:
        line = (json.dumps([key, stamp]) + "\n").encode()
        with self._notes.open("ab") as file:
            file.write(line)
        self._read += len(line)
        self._remember(key, stamp)

    def _remember(self, key: str, stamp: str | None) -> None:
        if stamp is None:
            self._known.pop(key, None)
            self._of_stem[_stem(key)].discard(key)
        else:
            self._known[key] = stamp
            self._of_stem[_stem(key)].add(key)


def fetch(store: Store, folder: Path) -> None:
    """Makes ``folder`` a copy of the dataset in the store, loading only what changed since it was one.

    Corrections are people's work: those that only this folder has stay, and the store's come to them.
    """
    (folder / WORK).mkdir(parents=True, exist_ok=True)
    notes = folder / WORK / _FETCHED
    have: dict[str, str] = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    there = {key: stamp for key, stamp in store.keys().items() if _is_ours(key)}
    lying = {path.relative_to(folder).as_posix() for path in folder.glob("*/*/*/*.parquet")}
    for key in (lying | have.keys() | _recipes_put(folder)) - there.keys() - {OVERLAY}:
        (folder / key).unlink(missing_ok=True)
    for key, stamp in there.items():
        if have.get(key) != stamp or not (folder / key).exists():
            _load(store, key, folder)
    notes.write_text(json.dumps(there), encoding="utf-8")


def _recipes_put(folder: Path) -> set[str]:
    """The recipes that this folder has put into the store once: one that is not there any more was dropped."""
    notes = folder / WORK / _NOTES
    found: set[str] = set()
    for line in notes.read_text(encoding="utf-8").splitlines() if notes.exists() else ():
        with suppress(ValueError):  # torn by a crash
            key, _ = json.loads(line)
            if _is_recipe(key):
                found.add(key)
    return found


def refresh(store: Store, folder: Path) -> None:
    """Brings a folder for reading up to date; one that writes the store holds the newest state and stays as it is."""
    owner = _owner(store)
    if owner is None or owner != _own_name(folder):
        fetch(store, folder)


def differences(store: Store, folder: Path) -> list[str]:
    """Keys that store and folder do not share."""
    listed = store.keys()
    there = {key for key in listed if key.split("/")[0] in SCHEMAS}
    return sorted(there ^ {path.relative_to(folder).as_posix() for path in folder.glob("*/*/*/*.parquet")})


def _load(store: Store, key: str, folder: Path) -> None:
    target, part = folder / key, folder / WORK / f"{uuid.uuid4().hex}.unduh"
    with suppress(FileNotFoundError):  # the store's writer took it away since it was listed
        if key == OVERLAY:
            take_in(folder, store.get(key))
            return
        part.write_bytes(store.get(key))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(part, target)


def _is_ours(key: str) -> bool:
    """True for a table's file in its folders, and for what lies beside the tables; no key leads out of the folder."""
    parts = key.split("/")
    if any(part in ("", ".", "..") or "\\" in part for part in parts):
        return False
    if _is_recipe(key):
        return True
    return len(parts) == 1 if parts[0] not in SCHEMAS else len(parts) == 4 and key.endswith(".parquet")


def _is_recipe(key: str) -> bool:
    """True for what people told of a layout: ``resep/<name>.toml``."""
    folder, _, name = key.partition("/")
    return folder == _RECIPES and "/" not in name and name.endswith(".toml") and not name.startswith(".")


def _owner(store: Store) -> str | None:
    try:
        return str(json.loads(store.get(_OWNER))["folder_kerja"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _own_name(folder: Path) -> str | None:
    try:
        return (folder / WORK / _MINE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _stem(key: str) -> str:
    return key.rsplit("/", 1)[-1].removesuffix(".parquet")


def _partition(key: str) -> tuple[str, ...]:
    """The values of a key's folders: year and province."""
    return tuple(part.partition("=")[2] for part in key.split("/")[1:-1])


def _is_not_dokumen(key: str) -> bool:
    return not key.startswith("dokumen/")
