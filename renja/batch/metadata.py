"""What a batch's documents are, from a CSV of people who know: ``renja ingest --metadata FILE.csv``.

One row a document, found by its file (``berkas``: a path, or the end of one) or its digest (``sha256``, or the doc_id).
What it says goes into the overlay beside the dataset, as if somebody had said it of each document: it holds at every
later ingest and can be listed, revoked and passed on.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import process

from output.overlay.check import entry_from
from output.overlay.identity import told_by
from output.overlay.store import active, append, moment_after, read_overlay
from output.overlay.types import IDENTITY, Entri, JenisEntri
from renja._version import __version__
from renja.batch.report import Taken
from renja.batch.sources import digest
from renja.errors import UsageFault
from renja.regular import read_regular
from renja.review.identity import check_years, parse_field
from renja.texts import say

_FILE, _DIGEST = "berkas", "sha256"
_NAMES = {
    "file": _FILE, "path": _FILE, "nama_berkas": _FILE, "digest": _DIGEST, "doc_id": _DIGEST, "jenis": "jenis_dokumen",
}  # fmt: skip
"""Other names of columns."""
_MOST_FAULTS = 20
_LARGEST = 64 << 20
"""Bytes of a list; a hundred thousand documents take a quarter of it."""
_BY = "metadata"
"""Who says it, where nobody is named."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one line says of one document: the file of the run, its digest, and the fields of its identity."""

    line: int
    path: str
    sha256: str
    identity: dict[str, Any]


def take_metadata(
    root: Path, path: Path, files: Sequence[str], *, oleh: str | None = None, endpoint: str | None = None
) -> Taken:
    """Notes what the CSV says of these files in the dataset's overlay; what it says already is not noted twice.

    ``UsageFault`` names every line that cannot be used; nothing is noted then.
    """
    claims = read_metadata(path, files, endpoint)
    known: dict[str, list[Entri]] = {}
    for entry in active(read_overlay(root).entries):
        if entry.sumber is not None:
            known.setdefault(entry.sha256, []).append(entry)
    fresh = [claim for claim in claims if not _says(known.get(claim.sha256, ()), claim)]
    moment = moment_after(root, datetime.now(UTC))
    append(root, [_entry(claim, path, oleh or _BY, moment(claim.sha256)) for claim in fresh])
    return Taken(len(fresh), len(claims) - len(fresh))


def _says(entries: Sequence[Entri], claim: Claim) -> bool:
    held = told_by(entries)
    return all(name in held and held[name].identity[name] == value for name, value in claim.identity.items())


def _entry(claim: Claim, path: Path, oleh: str, moment: str) -> Entri:
    told = {f"{name}_baru": value for name, value in claim.identity.items()}
    source = f"{path.name}:{claim.line}"
    return entry_from(
        Entri(JenisEntri.IDENTITAS, claim.sha256, oleh, moment, __version__, sumber=source, **told).as_record()
    )


def read_metadata(path: Path, files: Sequence[str], endpoint: str | None = None) -> list[Claim]:
    """The CSV's claims about these files. ``UsageFault`` where anything of it cannot be used, all of it at once."""
    faults = _Faults(path)
    found: dict[str, Claim] = {}
    run = _Run(files, endpoint)
    absent: dict[str, int] = {}
    for line, row in _rows(path, faults):
        claim = _claim(line, row, run, faults)
        if claim is None:
            first = absent.setdefault(_of(row), line)
            if first != line and _of(row):
                faults.add("twice", line, name=_of(row), first=first)
            continue
        before = found.get(claim.sha256)
        if before is not None and (claim.path == before.path or claim.identity != before.identity):
            faults.add("twice", line, name=_of(row), first=before.line)
        found.setdefault(claim.sha256, claim)
    faults.settle()
    return list(found.values())


class _Faults:
    """What is wrong with the file, line by line."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._said: list[str] = []
        self._count: Counter[str] = Counter()
        self._left_out = 0

    def note(self, line: int, fault: str, key: str = "") -> None:
        """A fault of a kind: of each so many are told, lest a thousand absent files hide a wrong year."""
        self._count[key] += 1
        if self._count[key] > _MOST_FAULTS:
            self._left_out += 1
        else:
            self._said.append(say("metadata.at", file=self._name, line=line, fault=fault))

    def add(self, key: str, line: int, **values: Any) -> None:
        self.note(line, say(f"metadata.{key}", **values), key)

    def stop(self, key: str, line: int = 1, **values: Any) -> UsageFault:
        """The fault after which nothing more can be read."""
        self.add(key, line, **values)
        return UsageFault("\n".join(self._said))

    def settle(self) -> None:
        if self._said:
            last = [say("metadata.more_faults", count=self._left_out)] if self._left_out else []
            raise UsageFault("\n".join([*self._said, *last]))


def _rows(path: Path, faults: _Faults) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by its columns' names, with the line that it begins on; empty rows are left out."""
    text = _text(path, faults)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        names = _columns(next(reader, []), faults)
        while True:
            line = reader.line_num + 1  # a cell may go on over several lines
            cells = next(reader, None)
            if cells is None:
                return
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                faults.add("too_long", line)
                continue
            yield line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    except csv.Error as error:
        raise faults.stop("not_csv", reader.line_num, reason=error) from error


def _text(path: Path, faults: _Faults) -> str:
    try:
        data = read_regular(path, _LARGEST)
    except OSError as error:
        raise faults.stop("unreadable", reason=error.strerror) from error
    if len(data) > _LARGEST:
        raise faults.stop("too_large", most=f"{_LARGEST >> 20} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise faults.stop("not_utf8", data[: error.start].count(b"\n") + 1) from error


def _columns(head: Sequence[str], faults: _Faults) -> list[str]:
    """The columns' names, ours for others that people use. What is wrong with them makes all rows useless."""
    names = [re.sub(r"[\s\-]+", "_", name.strip().lower()) for name in head]
    names = [_NAMES.get(name, name) for name in names]
    if not any(names):
        raise faults.stop("empty")
    known = (_FILE, _DIGEST, *IDENTITY)
    for name in names:
        if name not in known:
            raise faults.stop("unknown_column", name=repr(name), known=", ".join(known))
        if names.count(name) > 1:
            raise faults.stop("twice_column", name=name)
    if not {_FILE, _DIGEST} & set(names):
        raise faults.stop("no_key")
    if not set(IDENTITY) & set(names):
        raise faults.stop("no_identity")
    return names


class _Run:
    """The files of a run, asked for by what a row calls them; digests are taken where they are needed, once."""

    def __init__(self, files: Sequence[str], endpoint: str | None) -> None:
        self._files, self._endpoint = files, endpoint
        self._digests: dict[str, str] = {}

    def named(self, name: str) -> list[str]:
        """The files whose path ends in this one, with or without .pdf."""
        wanted = [_parts(name), _parts(f"{name}.pdf")]
        if name in self._files:
            return [name]
        return [file for file in self._files if any(_parts(file)[-len(each) :] == each for each in wanted)]

    def like(self, name: str) -> str:
        """What may have been meant, said."""
        names = [Path(file).name for file in self._files]
        found = [match[0] for match in process.extract(Path(name).name, names, limit=3, score_cutoff=80)]
        return say("identity.near", names=", ".join(dict.fromkeys(found))) if found else ""

    def with_digest(self, beginning: str) -> list[str]:
        """The files whose digest begins so."""
        return [file for file in self._files if self.digest(file).startswith(beginning)]

    def digest(self, file: str) -> str:
        """The file's digest; empty where it cannot be read, which the ingest will tell."""
        if file not in self._digests:
            try:
                self._digests[file] = digest(file, self._endpoint)
            except OSError:
                self._digests[file] = ""
        return self._digests[file]


def _parts(path: str) -> list[str]:
    plain = unicodedata.normalize("NFC", path).replace("\\", "/")
    return [part for part in plain.split("/") if part not in ("", ".")]


def _of(row: dict[str, str]) -> str:
    return row.get(_FILE) or row.get(_DIGEST, "")


def _claim(line: int, row: dict[str, str], run: _Run, faults: _Faults) -> Claim | None:
    identity = _identity(line, row, faults)
    file = _file(line, row, run, faults)
    if not identity and not any(row.get(name) for name in IDENTITY):
        faults.add("nothing_said", line, name=_of(row))
    if file is None or not run.digest(file):
        return None
    return Claim(line, file, run.digest(file), identity)


def _file(line: int, row: dict[str, str], run: _Run, faults: _Faults) -> str | None:
    """The one file of the run that the row speaks of."""
    name, beginning = row.get(_FILE, ""), row.get(_DIGEST, "").lower()
    if beginning and not re.fullmatch(r"[0-9a-f]{16,64}", beginning):
        faults.add("bad_digest", line, value=repr(beginning))
        return None
    if not name and not beginning:
        faults.add("no_file", line)
        return None
    found = run.named(name) if name else run.with_digest(beginning)[:1]
    if not found:
        faults.add("not_in_run", line, name=name or beginning, near=run.like(name) if name else "")
    elif len(found) > 1:
        faults.add("several_files", line, name=name, found=", ".join(found[:3]))
    elif beginning and not run.digest(found[0]).startswith(beginning):
        faults.add("not_alike", line, name=name)
    else:
        return found[0]
    return None


def _identity(line: int, row: dict[str, str], faults: _Faults) -> dict[str, Any]:
    """What the row says, each cell as an entry holds it; empty cells say nothing."""
    told: dict[str, Any] = {}
    for name in IDENTITY:
        if row.get(name):
            try:
                told[name] = parse_field(name, row[name])
            except UsageFault as error:
                faults.note(line, str(error))
    try:
        check_years(told)
    except UsageFault as error:
        faults.note(line, str(error))
    return told
