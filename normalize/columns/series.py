"""Header rows of short texts that count something: years, the quarters I to IV, T and R for target and realisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.types import Cell
from normalize.columns.kinds import MEASURE_WORDS
from normalize.wording import squash
from vocabulary.spelling import mended
from vocabulary.words import phrases

_NOT_FIRST = 3
"""Column from which on a 1 is no column number: code, name and indicator stand before it."""
INITIALS = {"t": "Target", "r": "Realisasi", "c": "Capaian"}
_QUARTERS = ("i", "ii", "iii", "iv")
_LETTERED = ("t1", "t2", "t3", "t4")
_QUARTERLY = re.compile(r"\b(?:triwulan\w*|tribulan\w*|trw?|tw|kuartal\w*)\b", re.I)
_MONEY = frozenset({"pagu", "keuangan"})
_OTHERWISE = re.compile(r"\b(?:golongan|gol|kelas|kelompok|tahap|termin|zona|wilayah|eselon|prioritas|misi)", re.I)
"""What else offices count in Roman numerals up to four, and say so."""


def counter_rows(cells: Sequence[Cell]) -> frozenset[int]:
    """Header rows whose bare numbers count years, not columns: they begin with 1 far from the left, or again."""
    ones: dict[int, list[int]] = {}
    for cell in cells:
        if cell.text.strip(" .()") in ("1", "I"):
            ones.setdefault(cell.row, []).append(cell.col)
    return frozenset(row for row, cols in ones.items() if len(cols) > 1 or min(cols) >= _NOT_FIRST)


def month_cells(cells: Sequence[Cell]) -> frozenset[tuple[int, int]]:
    """(row, column) of header cells 1, 2, 3 ... 12 side by side: the months of a year, no years of a period."""
    by_place = {(c.row, c.col): c for c in cells}
    found: set[tuple[int, int]] = set()
    for cell in cells:
        if cell.text.strip(" .()") != "1" or cell.col < _NOT_FIRST - 1:
            continue
        run = [cell]
        while (after := by_place.get((cell.row, run[-1].col + run[-1].colspan))) and after.text.strip(" .()") == str(
            len(run) + 1
        ):
            run.append(after)
        if len(run) == _MONTHS:
            found |= {(c.row, c.col) for c in run}
    return frozenset(found)


_MONTHS = 12


def short_years(cells: Sequence[Cell]) -> Mapping[tuple[int, int], str]:
    """(row, column) of header cells '31, '32, '33 ... side by side, with the year that each cuts short.

    Three and more that count on; an apostrophe stands for the century of a plan's years.
    """
    by_place = {(c.row, c.col): c for c in cells}
    found: dict[tuple[int, int], str] = {}
    for cell in cells:
        run = [cell] if _SHORT_YEAR.fullmatch(cell.text.strip()) and (cell.row, cell.col) not in found else []
        while run and (after := by_place.get((cell.row, run[-1].col + run[-1].colspan))):
            if after.text.strip()[1:] != f"{int(run[-1].text.strip()[1:]) + 1:02d}":
                break
            run.append(after)
        if len(run) >= _LEAST_PERIOD:
            found |= {(c.row, c.col): f"20{c.text.strip()[1:]}" for c in run}
    return found


_SHORT_YEAR = re.compile(r"['’‘`´]\d\d")


def counts_anew(numbers: Sequence[str]) -> bool:
    """True for a row of column numbers that begins again: it counts the years below each measure, not the columns.

    >>> counts_anew(["", "", "1", "2", "3", "1", "2", "3"]), counts_anew(["1", "2", "3", "4=3/2"])
    (True, False)
    """
    bare = [number.strip(" .()") for number in numbers]
    return bare.count("1") > 1 and bare.count("2") > 1


def counts_years(text: str) -> bool:
    """True for a heading whose cells below count the years of a period: "Target pada Tahun ke-"."""
    return squash(text).endswith("tahunke")


def initial_rows(cells: Sequence[Cell]) -> frozenset[int]:
    """Header rows that print T and R for target and realisasi, as quarterly reports do; "a, b, c" counts columns."""
    letters_in: dict[int, set[str]] = {}
    for c in cells:
        if len(squash(c.text)) == 1:
            letters_in.setdefault(c.row, set()).add(squash(c.text))
    return frozenset(row for row, found in letters_in.items() if {"t", "r"} <= found <= {"t", "r", "c", "%"})


def quarter_cells(cells: Sequence[Cell]) -> dict[tuple[int, int], int]:
    """(row, column) of header cells I, II, III and IV side by side below one measure, with the quarter that each is.

    Reports and plans of action print the year's four quarters so, the word left to the caption or to the reader
    (Permendagri 86/2017, form E.81). A fifth numeral, or a heading that counts something else, makes them none. T1
    to T4 are quarters where a heading says so.
    """
    found: dict[tuple[int, int], int] = {}
    by_place = {(c.row, c.col): c for c in cells}
    for cell in cells:
        run = [cell]
        while len(run) <= len(_QUARTERS) and (after := by_place.get((cell.row, run[-1].col + run[-1].colspan))):
            run.append(after)
        texts = tuple(squash(c.text) for c in run)
        numerals = texts[:4] == _QUARTERS and texts[4:] != ("v",) and _below_measure(run[:4], cells)
        if numerals or (texts[:4] == _LETTERED and _below_quarters(run[:4], cells)):
            found |= {(c.row, c.col): n for n, c in enumerate(run[:4], 1)}
    return found


def period_cells(cells: Sequence[Cell]) -> Mapping[tuple[int, int], int]:
    """(row, column) of header cells T1, T2, T3 ... side by side, with the year of a period that each counts."""
    by_place = {(c.row, c.col): c for c in cells}
    found: dict[tuple[int, int], int] = {}
    for cell in cells:
        if not _FIRST_OF_PERIOD.fullmatch(squash(cell.text)):
            continue
        run, letter = [cell], squash(cell.text)[0]
        while (after := by_place.get((cell.row, run[-1].col + run[-1].colspan))) and squash(
            after.text
        ) == f"{letter}{len(run) + 1}":
            run.append(after)
        if len(run) >= _LEAST_PERIOD:
            found |= {(c.row, c.col): n for n, c in enumerate(run, 1)}
    return found


_FIRST_OF_PERIOD = re.compile(r"[tn]1")
_LEAST_PERIOD = 3


def quarter_of_months(text: str) -> int | None:
    """The quarter whose first and last month a header prints.

    >>> [quarter_of_months(t) for t in ("I (Jan-Mar)", "Okt s.d. Des", "Jan-Jun")]
    [1, 4, None]
    """
    return next((quarter for quarter, months in enumerate(_QUARTER_MONTHS, 1) if months.search(text)), None)


_QUARTER_MONTHS = tuple(
    re.compile(rf"\b{first}[a-z]*\.?\s*(?:[-–]|s\s*[./]?\s*d\.?|sampai)\s*{last}", re.I)
    for first, last in (("jan", "mar"), ("apr", "jun"), ("jul", "sep"), ("okt", "des"))
)


def names_month(text: str) -> bool:
    """True for a header text that is a month, its year or "(Rp)" apart.

    >>> [names_month(text) for text in ("Januari", "Peb.", "Des 2031 (Rp)", "Bulan Mei", "Maret-Juni", "Realisasi Mei")]
    [True, True, True, True, False, False]
    """
    return _MONTH.fullmatch(" ".join(text.split())) is not None


_MONTH = re.compile(
    r"(?:bulan\s)?(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|ag(?:us)?t(?:us)?|agu|ags"
    r"|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)\.?(?:\s(?:19|20)\d\d)?(?:\s?\(?rp\.?\)?)?",
    re.I,
)


def month_quarters(cells: Sequence[Cell]) -> dict[tuple[int, int], int]:
    """(row, column) of header cells B03, B06, B09 and B12, the months that end the quarters, with the quarter of each.

    Where other months stand in their row (B01 to B12), each is a month and no quarter.
    """
    rows: dict[int, dict[int, int]] = {}
    for cell in cells:
        if found := _BY_MONTH.fullmatch(" ".join(cell.text.split())):
            rows.setdefault(cell.row, {})[cell.col] = int(found[1])
    return {
        (row, col): month // 3
        for row, months in rows.items()
        if {3, 6} <= set(months.values()) <= {3, 6, 9, 12}
        for col, month in months.items()
    }


_BY_MONTH = re.compile(r"B\s?0?([1-9]|1[0-2])", re.I)


def paired_money(cells: Sequence[Cell]) -> frozenset[tuple[int, int]]:
    """(row, column) of header cells "Anggaran (Rp)" beside "Kinerja" or "K" below one heading: the pair K and Rp.

    What of the money it is, the heading says: below "Realisasi" what was spent (Permendagri 86/2017, form E.81).
    """
    lowest = {c.col: max(x.row for x in cells if x.col <= c.col < x.col + x.colspan) for c in cells}
    return frozenset(
        (right.row, right.col)
        for left, right in _pairs(cells, ("k", "kinerja"))
        if left.row == lowest[left.col] and {p.kind for p in phrases(right.text)} - {None} <= _MONEY
    )


def reached_targets(cells: Sequence[Cell]) -> frozenset[tuple[int, int]]:
    """(row, column) of header cells "Target" beside "Rp" below a heading of what was reached: the pair K and Rp.

    Offices repeat "Target | Rp" below every heading of form E.81, also below "Realisasi Triwulan I".
    """
    return frozenset(
        (left.row, left.col)
        for left, right in _pairs(cells, ("target", "targetkinerja"))
        if squash(right.text) in ("rp", "rupiah") and _is_of_reached(left, right, cells)
    )


def _pairs(cells: Sequence[Cell], words: Sequence[str]) -> Iterator[tuple[Cell, Cell]]:
    """Header cells of one of these words, each with the cell beside it below the same heading."""
    by_place = {(c.row, c.col): c for c in cells}
    for left in cells:
        right = by_place.get((left.row, left.col + left.colspan)) if squash(mended(left.text)) in words else None
        if right is not None and _share_heading(left, right, cells):
            yield left, right


def _is_of_reached(left: Cell, right: Cell, cells: Sequence[Cell]) -> bool:
    over = _above(left, right.col + right.colspan, cells)
    spoken = [[p.kind for p in phrases(c.text) if p.kind] for c in over]
    heads = {kinds[0] for kinds in spoken if kinds}
    return "realisasi" in heads and not heads & {"target", "pagu"}


def _above(left: Cell, end: int, cells: Sequence[Cell]) -> list[Cell]:
    """The header cells above that cover all columns from this cell's to ``end``."""
    return [c for c in cells if c.row < left.row and c.col <= left.col and c.col + c.colspan >= end and c.text.strip()]


def _share_heading(left: Cell, right: Cell, cells: Sequence[Cell]) -> bool:
    over = _above(left, right.col + right.colspan, cells)
    return bool(over) and max(over, key=lambda c: c.row).col == left.col


def _below_quarters(run: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    over = _above(run[0], run[-1].col + run[-1].colspan, cells)
    return any(_QUARTERLY.search(c.text) for c in over)


def _below_measure(run: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    over = _above(run[0], run[-1].col + run[-1].colspan, cells)
    spoken = {p.kind for c in over for p in phrases(c.text)}
    otherwise = any(_OTHERWISE.search(c.text) or counts_years(c.text) for c in over)
    return bool(spoken & MEASURE_WORDS) and not otherwise
