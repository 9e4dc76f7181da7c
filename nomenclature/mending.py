"""Names that character recognition misread, read again by what the document and the nomenclature know of the item.

A misprint is the document's and stays: offices drop and double letters, and a page may well show ``5andang``. So a name
is changed only where the recogniser itself was unsure of the cell, where more differs than a typist's slip or letters
that look alike, and where code, parent and likeness leave one item. The reading of the same item elsewhere in the
document goes before the official name. ``sel`` keeps what was recognised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from nomenclature.catalog import Catalog
from nomenclature.nama import key
from nomenclature.repairs import joined
from records.matched import CocokMetode, MatchedRow, MatchedTable

_UNSURE, _VERY_UNSURE = 0.92, 0.6
"""Confidence in a cell's least sure letter below which its name may be, or probably is, misread."""
_SLIP = 1
"""In so many places a name may differ by a typist's slip, or by another ending of a word."""
_MOST_WRONG = 0.25
"""Share of a name's letters that may be misread; with more it is hardly known what stood there."""
_APART = 0.04
"""By so much the item must be more alike than the next one, unless the printed code speaks for it."""
_SHORTEST = 12
_PAIRS = (("rn", "m"), ("ri", "n"), ("vv", "w"), ("cl", "d"))
_LETTERS = str.maketrans("01ij589hq6c", "ollls" + "bgbgbe")

_Spelling = tuple[str, float]
"""A name as read, and the confidence in it."""


def mend_names(tables: Sequence[MatchedTable], catalog: Catalog) -> list[MatchedTable]:
    """The tables with misread names put right; the rows' ``perbaikan`` says by what (nama_dokumen, nama_baku)."""
    sure = [_sureness(table) for table in tables]
    if not any(sure):
        return list(tables)
    spellings = _spellings(tables, sure)
    return [_mend(table, found, spellings, catalog) for table, found in zip(tables, sure, strict=True)]


def _sureness(table: MatchedTable) -> dict[int, float]:
    """By index of the row, how sure the recogniser is of the cell that holds its name; {} where the file has text."""
    cells: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    grid = table.source.table
    for cell in grid.cells:
        if cell.confidence is not None and cell.text:
            cells[cell.row - grid.n_header_rows].append((_squeezed(cell.text), cell.confidence))
    found: dict[int, float] = {}
    for i, row in enumerate(table.rows if cells else ()):
        name = _squeezed(row.row.nama)
        # A name may stand in a part of a cell, or in several cells where a page cuts its row.
        holding = [
            confidence
            for text, confidence in cells.get(row.row.grid_row, ())
            if name and (name in text or (len(text) >= _SHORTEST and text in name))
        ]
        if holding:
            found[i] = min(holding)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _spellings(tables: Sequence[MatchedTable], sure: Sequence[Mapping[int, float]]) -> dict[str, list[_Spelling]]:
    """By official code, the names that the document's rows print, with how sure their reading is."""
    found: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for table, confidences in zip(tables, sure, strict=True):
        for i, row in enumerate(table.rows):
            if row.match.kode is not None and row.row.lanjutan is None:
                found[row.match.kode].append((row.row.nama, confidences.get(i, 1.0 if not confidences else 0.0)))
    return found


def _mend(
    table: MatchedTable, sure: Mapping[int, float], spellings: Mapping[str, Sequence[_Spelling]], catalog: Catalog
) -> MatchedTable:
    rows = list(table.rows)
    for i, confidence in sure.items():
        found = _reading(rows[i], confidence, spellings, catalog) if confidence < _UNSURE else None
        if found is not None:
            nama, word = found
            perbaikan = joined(rows[i].perbaikan, word)
            rows[i] = replace(rows[i], row=replace(rows[i].row, nama=nama), perbaikan=perbaikan)
    if all(new is old for new, old in zip(rows, table.rows, strict=True)):
        return table
    return MatchedTable(replace(table.source, rows=tuple(m.row for m in rows)), tuple(rows))


def _reading(
    row: MatchedRow, confidence: float, spellings: Mapping[str, Sequence[_Spelling]], catalog: Catalog
) -> tuple[str, str] | None:
    """The name that was misread and the word for how it is known; None where the reading may be what is printed."""
    nama, match = row.row.nama, row.match
    if match.kode is None or match.nama_baku is None or not _is_alone(row, catalog):
        return None
    elsewhere = [name for name, sure in spellings.get(match.kode, ()) if sure >= _UNSURE]
    candidates = [(name, "nama_dokumen") for name in elsewhere] + [(match.nama_baku, "nama_baku")]
    # A cell that reads as the same item is read elsewhere, or as the nomenclature has it, is right.
    if any(key(name) == key(nama) for name, _ in candidates):
        return None
    name, word = min(candidates, key=lambda c: Levenshtein.distance(key(c[0]), key(nama)))
    return (_in_case_of(nama, name), word) if _is_misread(nama, name, confidence) else None


def _is_alone(row: MatchedRow, catalog: Catalog) -> bool:
    """True where the printed code confirms the item, or no other one is nearly as like the name."""
    match, name = row.match, key(row.row.nama)
    if match.metode is CocokMetode.KODE_NAMA:
        return True
    others = catalog.lookup(match.runner_up) if match.runner_up else ()
    rival = max((fuzz.ratio(name, key(e.nama)) for e in others), default=0.0)
    return fuzz.ratio(name, key(match.nama_baku or "")) - rival >= 100 * _APART


def _is_misread(nama: str, other: str, confidence: float) -> bool:
    """True where a recogniser, but hardly a typist, makes the one name of the other."""
    read, meant = key(nama), key(other)
    wrong = Levenshtein.distance(read, meant)
    if len(meant) < _SHORTEST or wrong > _MOST_WRONG * len(meant) or _look_alike(read) == _look_alike(meant):
        return False
    return wrong > 0 if confidence < _VERY_UNSURE else _places(read, meant) > _SLIP


def _places(read: str, meant: str) -> int:
    """In how many places two names differ: an ending more or less is one, and people print it so."""
    tags = [block.tag == "equal" for block in Levenshtein.opcodes(read, meant)]
    return sum(not equal and (at == 0 or tags[at - 1]) for at, equal in enumerate(tags))


def _look_alike(name: str) -> str:
    for pair, one in _PAIRS:
        name = name.replace(pair, one)
    return name.translate(_LETTERS)


def _in_case_of(nama: str, other: str) -> str:
    """The other name in capitals where the one is in capitals."""
    letters = [ch for ch in nama if ch.isalpha()]
    return other.upper() if letters and sum(ch.isupper() for ch in letters) > 0.8 * len(letters) else other
