"""Entries as files that people pass on: JSON lines, CSV, XLSX. What comes back may have been written by anybody."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from output.errors import BadRequest
from output.harmless import bare, harmless
from output.overlay.check import BadEntry, entry_from
from output.overlay.store import as_line, bounded_lines, parse_line
from output.overlay.types import FIELDS, Entri

MOST_ENTRIES = 200_000
"""So many entries one file may bring."""
MOST_BYTES = 256 * 1024 * 1024
_MOST_REFUSED = 200


class BadFile(BadRequest):
    """A file that cannot hold entries: too large, no table, another kind."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The entries of a file, and what was refused: which line, and why (at most ``_MOST_REFUSED`` are named)."""

    entries: tuple[Entri, ...]
    refused: tuple[str, ...]
    n_refused: int


def write_entries(entries: Sequence[Entri], path: Path) -> None:
    """Writes the entries in the format that the file's name asks for: .jsonl, .csv, .xlsx. ``BadFile`` for another."""
    kind = path.suffix.lower()
    if kind == ".csv":
        path.write_text(_csv(entries), encoding="utf-8", newline="")
    elif kind == ".xlsx":
        path.write_bytes(_xlsx(entries))
    elif kind in (".jsonl", ".ndjson", ".json"):
        path.write_text("".join(map(as_line, entries)), encoding="utf-8", newline="\n")
    else:
        raise BadFile(f"{path}: pakai .jsonl, .csv, atau .xlsx / use one of these")


def read_entries(path: Path) -> Parsed:
    """The entries of such a file, each checked. ``BadFile`` where it is no such file, ``FileNotFoundError``."""
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(f"{path}: lebih besar dari {MOST_BYTES >> 20} MB / too large")
    kind = path.suffix.lower()
    if kind == ".xlsx":
        return _parse(_checked(row, i) for i, row in _xlsx_records(path))
    if kind == ".csv":
        return _parse(_checked(row, i) for i, row in _csv_records(path))
    if kind in (".jsonl", ".ndjson", ".json"):
        return _parse(_json_entries(path))
    raise BadFile(f"{path}: pakai .jsonl, .csv, atau .xlsx / use one of these")


def _parse(found: Iterable[Entri | str]) -> Parsed:
    entries: dict[str, Entri] = {}
    refused: list[str] = []
    n_refused = 0
    for number, each in enumerate(found, 1):
        if number > MOST_ENTRIES:
            refused.append(f"sisanya diabaikan: lebih dari {MOST_ENTRIES} entri / the rest is left out")
            n_refused += 1
            break
        if isinstance(each, Entri):
            entries.setdefault(each.id, each)
            continue
        n_refused += 1
        if len(refused) < _MOST_REFUSED:
            refused.append(each)
    return Parsed(tuple(entries.values()), tuple(refused), n_refused)


def _checked(record: object, number: int) -> Entri | str:
    try:
        return entry_from(record)
    except BadEntry as error:
        return f"baris {number}: {error}"


def _json_entries(path: Path) -> Iterator[Entri | str]:
    with path.open("rb") as file:
        for number, line in enumerate(bounded_lines(file), 1):
            if not line.strip():
                continue
            try:
                yield parse_line(line)
            except BadEntry as error:
                yield f"baris {number}: {error}"


def _csv(entries: Sequence[Entri]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for entry in entries:
        record = entry.as_record()
        writer.writerow([harmless(record.get(name, "")) for name in FIELDS])
    return text.getvalue()


def _csv_records(path: Path) -> Iterator[tuple[int, object]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            sample = file.readline()
            file.seek(0)
            reader = csv.reader(file, delimiter=";" if sample.count(";") > sample.count(",") else ",")
            head = next(reader, [])
            for row in reader:
                if any(row):
                    cells = zip(head, row, strict=False)
                    yield reader.line_num, {name.strip(): bare(text) for name, text in cells}
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path}: bukan CSV UTF-8 ({error}) / not a CSV") from error


def _xlsx(entries: Sequence[Entri]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("koreksi")
    sheet.append(list(FIELDS))
    for entry in entries:
        record = entry.as_record()
        cells = [WriteOnlyCell(sheet, record.get(name)) for name in FIELDS]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, and amounts keep all their digits
        sheet.append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _xlsx_records(path: Path) -> Iterator[tuple[int, object]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as held:
            if sum(each.file_size for each in held.infolist()) > MOST_BYTES:
                raise BadFile(f"{path}: isinya lebih besar dari {MOST_BYTES >> 20} MB / too large inside")
        book = load_workbook(path, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_col=len(FIELDS) + 10)
        head = [str(name).strip() if name is not None else "" for name in next(rows, ())]
        for number, row in enumerate(rows, 2):
            cells = {name: _sheet_value(value) for name, value in zip(head, row, strict=False) if name}
            if any(value not in (None, "") for value in cells.values()):
                yield number, cells
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises anything at all for a file that is no workbook
        raise BadFile(f"{path}: bukan XLSX yang terbaca ({type(error).__name__}) / not a workbook") from error


def _sheet_value(value: object) -> object:
    """A cell as an entry's field: a date that a spreadsheet made of a moment is a text again."""
    return value.isoformat() if isinstance(value, datetime) else value
