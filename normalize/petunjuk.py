"""Clues to a document's identity that its body prints: chapter and table titles, filled-in lines, cells of offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extract.types import Cell, PageResult, PageTable
from normalize.instansi import unspaced

_PAGES = 60
_CELLS = 2000
_HEADER_ROWS = 4
_LONGEST = 300
"""Letters of a line that may be filled in."""
_HEADING = re.compile(r"\s*(?:BAB\s+[IVX0-9]|(?:[0-9]{1,2}|[IVX]{1,4}|[A-Z])\.(?:[0-9]{1,2}\.?){0,3}\s)", re.IGNORECASE)
_CAPTION = re.compile(
    r"\s*(?:Lanjutan\s+)?Tabel(?:\b|(?=[A-Z]{0,2}[-.]?[0-9]))|\s*(?:Formulir|Form\.?)\s+[A-Z0-9]", re.IGNORECASE
)
"""What a table's title begins with; a scan glues its number to it ("TabelB-3")."""
_LABELS = (
    r"NAMA\s*(?:SKPD|OPD|PD|PERANGKAT\s*DAERAH|INSTANSI|UNIT\s*ORGANISASI)|SKPD|OPD|UNIT\s*(?:ORGANISASI|KERJA)|ORGANISASI"
    r"|PERANGKAT\s*DAERAH|SATUAN\s*KERJA(?:\s*PERANGKAT\s*DAERAH)?|INSTANSI|DINAS\s*/\s*INSTANSI|UNIT\s*SKPD|JABATAN"
    r"|PROVINSI|PROPINSI|KABUPATEN(?:\s*/\s*KOTA)?|KOTA|PEMERINTAH\s*DAERAH|TAHUN(?:\s*ANGGARAN)?|BULAN|PERIODE|TRIWULAN"
)
_FIELD = re.compile(rf"^\W*({_LABELS})(?:\s*\([A-Z]+\))?\s*:\s*(\S.*)$", re.IGNORECASE)
_NAMED = re.compile(
    r"^\W*(NAMA\s*(?:SKPD|OPD|PERANGKAT\s*DAERAH|INSTANSI))\s+((?:DINAS|BADAN|INSPEKTORAT|SATUAN|SEKRETARIAT|KECAMATAN"
    r"|RSUD|RUMAH\s+SAKIT|BIRO|KANTOR)\s.*?)\s*(?:\b(?:LEMBAR|HALAMAN)\b.*)?$",
    re.IGNORECASE,
)
"""A label whose colon is left out: only an office behind it shows that the line is filled in."""
_OVERRUN = re.compile(r"(?<=\s)([A-Z]):(?=[a-z])")
"""A colon that the value in the next cell begins to cover: "SKPD D:inas Sosial"."""
AMOUNT = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[.,][0-9]{3}){2,}")
"""Money of a million and more: covers and headings print none."""
_CODE_ROW = re.compile(r"\W*[0-9]{1,2}(?:[.\s-][0-9]{1,2})*[.\s-]0[0-9]")
_OPEN_END = re.compile(r"(?:\bdan|[,&])\s*$", re.IGNORECASE)
_OFFICE_CELL = re.compile(
    r"(?:[0-9][0-9.\-\s]*)?((?:DINAS|BADAN|INSPEKTORAT|SATUAN\s+POLISI|SEKRETARIAT\s+D|RSUD|RUMAH\s+SAKIT)\b[^0-9:;()]*)",
    re.IGNORECASE,
)
_OFFICE_LETTERS = tuple("DBISRdbisr0123456789")
_ANY_OFFICE = re.compile(r"\b(?:TERKAIT|TEKNIS|LAIN|MASING|SELURUH|SEMUA|DAN/ATAU)\b|[/]", re.IGNORECASE)


def is_row(text: str) -> bool:
    """True for a line of a table: it begins with a code, or holds money. Activities are called "Penyusunan Renja"."""
    return AMOUNT.search(text) is not None or _CODE_ROW.match(text) is not None


class Isian(NamedTuple):
    """A line that a form has filled in: ``SKPD : 1.06 Dinas Sosial``."""

    label: str
    isi: str


def headings(pages: Sequence[PageResult]) -> tuple[str, ...]:
    """Numbered headings of chapters and sections, with a second line where the first one is only a number."""
    return tuple(_titles(pages, _HEADING, 12))[:400]


def captions(pages: Sequence[PageResult]) -> tuple[str, ...]:
    """Table titles with the lines that follow "Tabel n"."""
    return tuple(_titles(pages, _CAPTION, 30))[:400]


def _titles(pages: Sequence[PageResult], start: re.Pattern[str], bare: int) -> Iterator[str]:
    for page in pages:
        lines = page.lines
        for i, line in enumerate(lines):
            if len(line.text) < 200 and start.match(line.text) and not is_row(line.text):
                more = 3 if len(line.text.strip()) < bare else 2
                yield " ".join(t.text.strip() for t in lines[i : i + more])


def isian(pages: Sequence[PageResult]) -> tuple[Isian, ...]:
    """Filled-in lines of all pages, from running text and from the top rows of tables."""
    found: list[Isian] = []
    for page in pages:
        texts = [line.text for line in page.lines]
        for table in page.tables:
            texts += _rows(table)
        found += _fields(texts)
    return tuple(found[:400])


def _rows(table: PageTable) -> Iterator[str]:
    top = sorted((c for c in table.cells[:60] if c.row < 2 * _HEADER_ROWS), key=lambda c: (c.row, c.col))
    for _, cells in groupby(top, key=lambda c: c.row):
        kept = list(cells)
        yield " ".join(" ".join(c.text.split()) for c in kept)
        yield from (line for c in kept if ":" in c.text for line in c.text.split("\n"))


def _fields(texts: Sequence[str]) -> Iterator[Isian]:
    for i, text in enumerate(texts):
        after = texts[i + 1] if i + 1 < len(texts) else ""
        named = _NAMED.match(unspaced(text)) if len(text) < _LONGEST else None
        if named:
            yield Isian(named[1].upper(), named[2])
            continue
        if ":" not in text and not after.lstrip().startswith(":"):
            continue
        # A label and its value in two boxes of one line come as two lines.
        whole = _OVERRUN.sub(r": \1", text) if ":" in text else f"{text} {after}"
        found = _FIELD.match(unspaced(whole)) if len(whole) < _LONGEST else None
        if found:
            value = found[2].strip()
            yield Isian(found[1].upper(), f"{value} {after.strip()}" if _OPEN_END.search(value) else value)


def header_cells(pages: Sequence[PageResult]) -> tuple[str, ...]:
    """Texts of the top rows of the tables, each once a table."""
    tables = [table for page in pages[:_PAGES] for table in page.tables]
    return tuple(
        text for table in tables for c in _top(table) if (text := " ".join(c.text.split())) and len(text) < 160
    )


def _top(table: PageTable) -> Iterable[Cell]:
    return (c for c in table.cells[:80] if c.row < _HEADER_ROWS)


def office_cells(pages: Sequence[PageResult]) -> tuple[str, ...]:
    """Cells that hold nothing but an office's name: a column of responsible offices, or rows that head their blocks."""
    cells = (c for page in pages[:_PAGES] for t in page.tables for c in t.cells[:_CELLS])
    # The first and last letters are asked first: there may be a hundred thousand cells.
    few = (c.text for c in cells if 8 < len(c.text) < 120 and not c.text[-1].isdigit())
    texts = (text for text in few if text.lstrip().startswith(_OFFICE_LETTERS))
    found = (_OFFICE_CELL.fullmatch(" ".join(text.split())) for text in texts)
    return tuple(m[1].strip() for m in found if m and len(m[1].split()) > 1 and not _ANY_OFFICE.search(m[1]))
