"""What can be said of each column without deciding what it means: header texts by level, years, content, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.joining.colnumbers import counts_columns
from normalize.columns.dealt import dealt
from normalize.columns.looks import RUNNING, classify, quick_number
from normalize.columns.series import (
    INITIALS,
    counter_rows,
    counts_anew,
    counts_years,
    initial_rows,
    month_cells,
    month_quarters,
    names_month,
    paired_money,
    period_cells,
    quarter_cells,
    quarter_of_months,
    reached_targets,
    short_years,
)
from normalize.grid import Grid
from normalize.satuan import counts_things
from normalize.wording import nth_year, relative_year, squash, years_in
from vocabulary.spelling import mended
from vocabulary.words import Phrase, compared, own_part, phrases

Numbers = NDArray[np.float64]

_COLUMN_NUMBER = re.compile(r"^[-–(\[]{0,2}\d{1,2}[a-z]?[)\].]{0,2}(?:\s*=.*)?$", re.I)
_MOST_ROWS = 4000
"""Rows of a table whose content is looked at: more say nothing new."""
_WORD = re.compile(r"[^\W\d_]{4}")
"""Letters enough for a word: nearly every row of a body has one, no row that counts columns does."""
_LEAST_COUNTED = 4
"""Numbers in sequence that a row must print to count columns."""
_MEASURED = {"pagu", "realisasi", "prakiraan_maju", "sisa", "jumlah", "persen", "target", "capaian", "fisik"}
_DIGITS = frozenset({*_MEASURED, "kode", "nomor"})
_SECTION = re.compile(r"(?:visi|misi|tujuan|sasaran)\s*(?:ke\s*-?\s*)?(?:\d{1,2}|[ivx]{1,4})?\s*:\s*\S.{25,}", re.I)
"""What the first rows are about ("Misi 2: Memajukan ..."), printed in the header's last row: no column's name."""
_TITLE_SHARE = 0.8
_TITLE_LETTERS = 30
_QUARTERLY = ("triwulan", "tribulan")
_QUARTER = re.compile(
    r"(?:triwulan|tribulan|kuartal|\btw|\btrw|\btriw|\bq(?=[1-4]))[\s.-]*(?:ke)?[\s.-]*(iv|iii|ii|i|[1-4])\b", re.I
)
_SEMESTER = re.compile(r"\b(?:semester|smt)[\s.-]*(?:ke)?[\s.-]*(ii|i|[12])\b", re.I)
_MONEY_SIGN = re.compile(r"\(?\s*\b(?:rp|rupiah)\b\.?\s*\)?\s*$", re.I)
_PLUS_MINUS = re.compile(r"[\s(]*(?:±|\+\s*[/|]?\s*\(?\s*[-–−])[\s)]*(?:\(?\s?rp\b\.?[\s)]*)?", re.I)
"""What stands for "bertambah/(berkurang)" over a column."""
_FEW_AMOUNTS = 0.3
_RANGE = re.compile(r"\s*(?:[-–]|s\s*[./]?\s*d\b|sampai)", re.I)
_COUNTER = re.compile(r"\(?(\d{1,3})\s*[.)]?")
_LEAST_ITEMS = 3
"""Items that must count on (1., 2., 3.) before a column of numbers counts the rows: two may be quantities."""
_PADDED = re.compile(r"\d{2,3}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Level:
    """A header text over a column: its known phrases and the columns ``first .. last`` that its cell covers."""

    text: str
    phrases: tuple[Phrase, ...]
    first: int
    last: int

    axes: frozenset[str]
    """All axes that its phrases speak for."""
    sign: str | None
    """``rp``, ``persen`` or ``k`` where the text is nothing but this sign."""
    quarter: int | None = None
    """The quarter that a bare I, II, III or IV stands for."""
    nth: int | None = None
    """The year of a period that T1, T2, T3 ... count."""
    is_month: bool = False
    """True for one of the numbers 1 to 12 that count the months of a year."""
    dealt: bool = False
    """True for one of several years in a cell, given to these columns by its order (``dealt``)."""

    @property
    def says_years(self) -> bool:
        """True for "Alokasi Tahun" or "Tahun" above what counts them."""
        return squash(self.text).endswith("tahun")


@dataclass(frozen=True)
class Facts:
    """A column: its header from top to bottom, the shares of each class among its filled cells, its numbers by row.

    ``numbers`` has one float a row, NaN where the cell holds none or several. ``first``: the first column of the lowest
    header cell (equal where one cell spans several columns).
    """

    indeks: int
    levels: tuple[Level, ...]
    number: str
    shares: dict[str, float]
    filled: int
    numbers: Numbers
    numeric: float
    first: int
    counts: bool = False
    """True where its cells count the rows: 1., 2., 3., also begun anew."""
    units: float = 0.0
    """Share of the filled cells that name nothing but a unit of things ("Ton", "orang")."""
    is_ticked: bool = False
    """True where all filled cells are one mark: a schedule's ticks."""

    @cached_property
    def text(self) -> str:
        """The header path as one text."""
        return " > ".join(level.text for level in self.levels)

    @property
    def leaf(self) -> Level | None:
        """The lowest header text."""
        return self.levels[-1] if self.levels else None

    @cached_property
    def axes(self) -> frozenset[str]:
        """All axes that any header text over the column speaks for."""
        return frozenset[str]().union(*(level.axes for level in self.levels))

    @cached_property
    def kinds(self) -> frozenset[str | None]:
        """The kinds that any header text over the column speaks for; None among them where a phrase speaks for none."""
        return frozenset(phrase.kind for level in self.levels for phrase in level.phrases)

    @property
    def is_of_money(self) -> bool:
        """True where a header text says so, or more than a few of the cells are amounts."""
        return self.spoken("uang") or self.spoken("rp") or self.shares.get("uang", 0.0) > _FEW_AMOUNTS

    def spoken(self, axis: str) -> bool:
        """True where a header text over the column speaks for the axis."""
        return axis in self.axes

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years printed nearest to the column's cells, empty where the header prints none.

        What a share is compared with has a year of its own: "Capaian terhadap Target 2030 (%)".
        """
        for level in reversed(self.levels):
            found = years_in(own_part(level.text))
            if found:
                return found
        return ()

    @cached_property
    def is_of_end(self) -> bool:
        """True where the header compares with the end of a period: "Capaian terhadap Target Akhir Renstra"."""
        return any("akhir" in p.axes for level in self.levels for p in compared(level.text))

    @property
    def names_last_year(self) -> bool:
        """True where the header says "Tahun Lalu": the year before its neighbours', whichever that is."""
        return any(names_last_year(level.text) for level in self.levels)

    @cached_property
    def is_dealt(self) -> bool:
        """True where the nearest printed year is given to the column by its order alone."""
        return next((level.dealt for level in reversed(self.levels) if years_in(level.text)), False)

    @cached_property
    def offset(self) -> int | None:
        """The offset of ``n-2``, ``n+1`` in the nearest header text that has one."""
        return next((o for o in (relative_year(mended(x.text)) for x in reversed(self.levels)) if o is not None), None)

    @cached_property
    def nth(self) -> int | None:
        """The k of ``Tahun ke-k``; the number may stand alone below its heading."""
        for k, level in enumerate(reversed(self.levels)):
            if level.is_month:
                return None
            found = level.nth or nth_year(mended(level.text))
            if found is not None:
                return found
            bare = _digit(level.text)
            above = self.levels[: len(self.levels) - 1 - k]
            if bare and above and not any("triwulan" in squash(mended(x.text)) for x in above):
                return bare
            counted = bool(above) and (
                counts_years(mended(above[-1].text)) or (above[-1].says_years and not level.quarter)
            )
            if counted and (numeral := nth_year(f"tahun {level.text}")) is not None:
                return numeral
        return self._counted_below()

    def _counted_below(self) -> int | None:
        """The k of a group headed "Tahun ke" whose 1, 2, 3 ... stand where column numbers do."""
        if self.leaf is None or not counts_years(mended(self.leaf.text)):
            return None
        place = self.indeks - self.leaf.first + 1
        return place if self.number.strip(" ()") == str(place) else None

    @cached_property
    def quarter(self) -> int | None:
        """The quarter that the header names, cumulated ones (s/d) too; None where it names none, or a month of it."""
        if self.leaf is not None and names_month(self.leaf.text):
            return None
        named = self._period(_QUARTER, _QUARTERLY)
        return named or next((level.quarter for level in reversed(self.levels) if level.quarter), None)

    @cached_property
    def month(self) -> str | None:
        """The header text over the column that is a month, the nearest to its cells."""
        return next((level.text for level in reversed(self.levels) if names_month(level.text)), None)

    @cached_property
    def semester(self) -> int | None:
        """The half-year that the header names."""
        return self._period(_SEMESTER, ("semester",))

    def _period(self, pattern: re.Pattern[str], words: Sequence[str]) -> int | None:
        for level in reversed(self.levels):
            text = mended(level.text)
            if words == _QUARTERLY and (by_months := quarter_of_months(text)):
                return by_months
            found = pattern.search(text)
            if found and not _RANGE.match(text[found.end() :]):
                return _ROMAN.get(found.group(1).lower())
        for k, level in enumerate(self.levels[1:], 1):
            bare = _MONEY_SIGN.sub("", mended(level.text)).strip(" .()").lower()
            if bare in _ROMAN and any(
                word in squash(mended(above.text)) for above in self.levels[:k] for word in words
            ):
                return _ROMAN[bare]
        return None


def names_last_year(text: str) -> bool:
    """True where a text speaks of last year."""
    return any(word in squash(mended(text)) for word in _LAST_YEAR)


_LAST_YEAR = ("tahunlalu", "tahunsebelumnya")


def _digit(text: str) -> int | None:
    bare = text.strip(" .()")
    return int(bare) if len(bare) == 1 and bare.isdecimal() and bare != "0" else None


def table_facts(grid: Grid) -> tuple[tuple[Facts, ...], str]:
    """(facts of each column, the text of header cells that run over the whole table: a title inside of the grid)."""
    levels, title = _levels(grid)
    numbers = grid.numbers
    if counts_anew(numbers):
        levels = [
            (*over, _level(n, c, c)) if n and over else over
            for c, (n, over) in enumerate(zip(numbers, levels, strict=True))
        ]
        numbers = ("",) * grid.n_cols
    columns = [grid.column_texts(col)[:_MOST_ROWS] for col in range(grid.n_cols)]
    lines = _counted_out(list(map(list, zip(*columns, strict=True))))
    facts = []
    for col in range(grid.n_cols):
        # Words merged over the columns of other headers are neither values nor codes: a label of the row ("Predikat").
        narrow = _heads_digits(levels[col])
        texts = ["" if narrow and grid.is_remark(row, col) else line[col] for row, line in enumerate(lines)]
        classes = Counter(filter(None, map(classify, texts)))
        if "kecil" in classes and _are_padded(texts):
            classes["kode"] += classes.pop("kecil")
        filled = sum(classes.values())
        values = np.array(list(map(quick_number, texts)), dtype=np.float64)  # None becomes nan
        facts.append(
            Facts(
                indeks=col,
                levels=levels[col],
                number=numbers[col],
                shares={name: classes[name] / filled for name in classes},
                filled=filled,
                numbers=values,
                numeric=float(np.isfinite(values).sum()) / filled if filled else 0.0,
                first=levels[col][-1].first if levels[col] else col,
                counts=_count_rows(texts),
                is_ticked=bool(filled) and {t.lower() for t in texts if classify(t)} <= _TICKS,
                units=sum(map(counts_things, texts)) / filled if classes["kata"] > 0.5 * filled else 0.0,
            )
        )
    return tuple(facts), title


_TICKS = frozenset("√✓✔✗✘×xv●■*•")
"""Marks with which schedules print when something is done."""


def _are_padded(texts: Sequence[str]) -> bool:
    """True where all bare numbers have one length and some begin with a zero: the parts of codes ("01", "02", "15").

    >>> _are_padded(["01", "", "07", "15", "Jumlah"]), _are_padded(["10", "12"]), _are_padded(["0", "05"])
    (True, False, False)
    """
    bare = [t.strip(" .") for t in texts if classify(t) == "kecil"]
    padded = any(t.startswith("0") and t.strip("0") for t in bare)
    return padded and len({len(t) for t in bare}) == 1 and all(map(_PADDED.fullmatch, bare))


def _count_rows(texts: Sequence[str]) -> bool:
    """True where the filled cells are whole numbers that count on, begun anew for each part.

    >>> _count_rows(["No", "1", "", "2", "3"]), _count_rows(["7.", "8."]), _count_rows(["1", "2", "4"])
    (True, True, False)
    >>> _count_rows(["A", "I", "1", "2", "II", "3"])
    True
    """
    found: list[re.Match[str]] = []
    filled = (t for each in texts if (t := each.strip()) and not RUNNING.match(t))
    for n, text in enumerate(filled):
        counter = _COUNTER.fullmatch(text)
        if counter is not None:
            found.append(counter)
        elif n or squash(text) != "no":
            return False  # nearly every column, at its first cells
    numbers = [int(m.group(1)) for m in found]
    if not numbers or not all(b in (a + 1, 1) for a, b in pairwise(numbers)):
        return False
    # A dot or bracket behind the number says it by itself, also on the page where the list goes on.
    return all(not m.group().isdecimal() for m in found) or (numbers[0] == 1 and max(numbers) >= _LEAST_ITEMS)


def _counted_out(lines: list[list[str]]) -> list[list[str]]:
    """The rows, those that only count the columns (a header that goes on over pages repeats them) emptied."""
    return [[""] * len(line) if _counts_columns([t for t in line if t], len(line)) else line for line in lines]


def _counts_columns(texts: list[str], n_cols: int) -> bool:
    if len(texts) < _LEAST_COUNTED or any(map(_WORD.search, texts)):
        return False
    return counts_columns(texts, len(texts), n_cols)


def _heads_digits(levels: Sequence[Level]) -> bool:
    """True where the lowest header text that names a kind names one of numbers or of codes."""
    named = next((p.kind for x in reversed(levels) for p in x.phrases if p.kind), None)
    return named in _DIGITS


def _levels(grid: Grid) -> tuple[list[tuple[Level, ...]], str]:
    """The header texts over each column, and the titles among them."""
    over: list[dict[int, Level]] = [{} for _ in range(grid.n_cols)]
    cells, years = dealt(sorted(grid.header_cells, key=lambda c: c.row))
    counters, short, quarters = counter_rows(cells), initial_rows(cells), quarter_cells(cells) | month_quarters(cells)
    paired, reached, periods = paired_money(cells), reached_targets(cells), period_cells(cells)
    titles, months, short_year = list[str](), month_cells(cells), short_years(cells)
    for cell in cells:
        text = short_year.get((cell.row, cell.col)) or " ".join(cell.text.split())
        first, last = max(0, cell.col), min(grid.n_cols, cell.col + cell.colspan) - 1
        # A bare number counts years below "Tahun ke-"; elsewhere it is a column number.
        counted = any("tahunke" in squash(mended(x.text)) for x in over[first].values()) if first <= last else False
        numbered = _COLUMN_NUMBER.match(text) and not counted and cell.row not in counters
        if not text or numbered or _SECTION.match(text):
            continue
        if grid.n_cols > 2 and _is_title(text, last - first + 1, grid.n_cols):
            titles.append(text)
            continue
        level = _level(INITIALS.get(squash(text), text) if cell.row in short else text, first, last)
        if (cell.row, cell.col) in paired:
            level = replace(level, phrases=(), sign="rp")
        elif (cell.row, cell.col) in reached:
            level = replace(level, phrases=(), axes=frozenset({"k"}), sign="k")
        at = (cell.row, cell.col)
        quarter = quarters.get(at)
        level = replace(level, quarter=quarter, nth=None if quarter else periods.get(at))
        level = replace(level, is_month=at in months, dealt=at in years)
        for col in range(first, last + 1):
            over[col][cell.row] = level
    return [_distinct(texts) for texts in over], " ".join(titles)


def _is_title(text: str, width: int, n_cols: int) -> bool:
    """True for a header text over the whole table, or a long one over most of it: "KODE" over five columns is none."""
    return width == n_cols or (width >= _TITLE_SHARE * n_cols and len(text) > _TITLE_LETTERS)


def _level(text: str, first: int, last: int) -> Level:
    found = phrases("selisih" if _PLUS_MINUS.fullmatch(text) else text)
    return Level(text, found, first, last, frozenset[str]().union(*(p.axes for p in found)), _sign(text))


def _sign(text: str) -> str | None:
    """The sign that a text is nothing but; "Rp (juta)", "Rp.000" and "(dalam jutaan rupiah)" are signs of money."""
    bare = squash(text)
    return _SIGNS.get(bare) or _SIGNS.get(mended(text)) or ("rp" if _SCALED.fullmatch(bare) else None)


_SCALE = r"(?:ribu(?:an)?|juta(?:an)?|jt|mil[iy]ar(?:an)?|1?(?:000)+)"
_SCALED = re.compile(rf"(?:dalam)?(?:(?:rp|rupiah)x?{_SCALE}|{_SCALE}(?:rp|rupiah))")
_SIGNS = {"rp": "rp", "rupiah": "rp", "%": "persen", "persen": "persen", "k": "k", "kinerja": "k", "keurp": "rp"}


def _distinct(texts: dict[int, Level]) -> tuple[Level, ...]:
    """The levels from top to bottom, a text that stands twice kept once."""
    seen: dict[str, Level] = {}
    for row in sorted(texts):
        seen.setdefault(texts[row].text, texts[row])
    return tuple(seen.values())
