"""An entry's row, value or finding found again in a document that may have been read anew, by what the paper shows.

The file is the same (its digest is the key), so page and position are facts; what a later version may change is how it
cuts rows and columns. A row needs both witnesses, place and text; where two rows fit equally well, none is taken: a
correction on the wrong row would be worse than one that is reported as lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from extract.types import Box
from normalize.types import BudgetRow, Value
from output.overlay.types import Entri
from records.findings import Finding
from records.matched import MatchedTable

_LIKE = 80.0
"""Two prints of one name differ by less (out of 100)."""
_OVERLAP = 0.5
"""Rows of one place share so much of the lower one's height."""
_SEN = Decimal("0.0001")

Place = tuple[int, int]
"""Index of a table, and of a row in it."""


class RowFinder:
    """Rows of a document by page, asked where an entry's row stands now."""

    def __init__(self, tables: Sequence[MatchedTable]) -> None:
        """``tables``: the document's, as read."""
        self._pages: dict[int, list[tuple[Place, BudgetRow]]] = defaultdict(list)
        for t, table in enumerate(tables):
            for r, matched in enumerate(table.rows):
                self._pages[matched.row.page].append(((t, r), matched.row))

    def find(self, entry: Entri) -> Place | None:
        """Where the entry's row stands; None where none, or more than one, can be it."""
        box = entry.box
        if entry.halaman is None or box is None:
            return None
        here = self._pages.get(entry.halaman, ())
        scored = sorted(((_score(entry, box, row), place) for place, row in here if _is(entry, box, row)), reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return scored[0][1]


def _is(entry: Entri, box: Box, row: BudgetRow) -> bool:
    return _overlap(box, row.box) >= _OVERLAP and _is_beside(box, row.box) and _says_the_same(entry, row)


def _says_the_same(entry: Entri, row: BudgetRow) -> bool:
    if entry.kode_asli and squash(entry.kode_asli) == squash(row.kode_asli):
        return True
    if entry.teks_baris and not entry.nama:
        return fuzz.ratio(squash(entry.teks_baris), squash(printed_values(v.teks for v in row.values))) >= _LIKE
    name, here = squash(entry.nama), squash(row.nama)
    if not name and not here:
        return squash(entry.indikator) == squash(row.indikator)
    return fuzz.ratio(name, here) >= _LIKE


def printed_values(texts: Iterable[str | None]) -> str:
    """What the values of a row print, one after the other: the witness of a row that prints nothing else.

    >>> printed_values(["1.200", "", None, "98,5"])
    '1.200 | 98,5'
    """
    return " | ".join(text for text in texts if text)


def _score(entry: Entri, box: Box, row: BudgetRow) -> tuple[int, float, float]:
    """How well a row fits: equal texts first, then the box, then the name's likeness."""
    pairs = ((entry.nama, row.nama), (entry.kode_asli, row.kode_asli), (entry.indikator, row.indikator))
    equal = sum(squash(ours) == squash(theirs) for ours, theirs in pairs)
    if entry.teks_baris:
        equal += squash(entry.teks_baris) == squash(printed_values(value.teks for value in row.values))
    return equal, round(_shared(box, row.box), 2), round(fuzz.ratio(squash(entry.nama), squash(row.nama)))


def find_value(row: BudgetRow, entry: Entri) -> int | None:
    """Index of the entry's value in its row; None where it is not there, or not to be told from another.

    The same measure with the same print; else the same measure in the same place (the print is read otherwise now);
    else the same print in the same place (the column is taken for another measure now). Where a cell prints the same
    number twice ("11 orang, 11 unit"), the one of the unit that was read.
    """
    box = entry.value_box
    same = [i for i, value in enumerate(row.values) if _measures(value, entry)]
    printed = [i for i in same if squash(row.values[i].teks) == squash(entry.teks)]
    here = [i for i, value in enumerate(row.values) if box is not None and _shared(box, value.box) >= _OVERLAP]
    for found in (
        [i for i in printed if i in here],
        [i for i in printed if i in here and row.values[i].satuan == entry.satuan_semula],
        printed,
        [i for i in same if i in here],
        [i for i in here if squash(row.values[i].teks) == squash(entry.teks)],
    ):
        if len(found) == 1:
            return found[0]
    return None


def lacks_value(row: BudgetRow, entry: Entri) -> bool:
    """True where the row has no value of the entry's measure, and the entry says that there should be one."""
    return entry.teks is None and not any(_measures(value, entry) for value in row.values)


def _measures(value: Value, entry: Entri) -> bool:
    theirs = (entry.ukuran, entry.konteks, entry.tahun, entry.rincian)
    return (value.ukuran, value.konteks, value.tahun, value.rincian) == theirs


def matching_findings(findings: Sequence[Finding], entry: Entri, finder: RowFinder) -> Iterator[int]:
    """Indices of the findings that a decision speaks of: same check, measure, figures and row.

    With other figures it is another finding: the decision was about these.
    """
    place = finder.find(entry) if entry.has_row else None
    for index, finding in enumerate(findings):
        if not entry.has_row:
            is_here = finding.row is None and finding.page == entry.halaman and _same_box(finding.box, entry.box)
        else:
            is_here = finding.row is not None and place == (finding.table, finding.row)
        if is_here and _same_figures(finding, entry):
            yield index


def _same_figures(finding: Finding, entry: Entri) -> bool:
    ours = (entry.cek, entry.ukuran, entry.konteks, entry.tahun, _sen(entry.tertulis), _sen(entry.dihitung))
    theirs = (finding.cek, finding.ukuran, finding.konteks, finding.tahun)
    return ours == (*theirs, _sen(finding.tertulis), _sen(finding.dihitung))


def _same_box(found: Box | None, wanted: Box | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return _shared(found, wanted) >= _OVERLAP


def _sen(number: Decimal | None) -> Decimal | None:
    return None if number is None or abs(number) >= 10**20 else number.quantize(_SEN)


def squash(text: str | None) -> str:
    """Letters and digits alone, in lower case: what two readings of one print share."""
    return re.sub(r"\W+", "", text or "").lower()


def _overlap(one: Box, other: Box) -> float:
    """Shared height, as a part of the lower box's."""
    low = min(one.y1 - one.y0, other.y1 - other.y0)
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / low if low > 0 else float(shared >= 0)


def _is_beside(one: Box, other: Box) -> bool:
    """True where the boxes share some width: another table stands beside, not over."""
    return min(one.x1, other.x1) >= max(one.x0, other.x0)


def _shared(one: Box, other: Box) -> float:
    """Shared area, as a part of both together."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    if width < 0 or height < 0:
        return 0.0
    union = _area(one) + _area(other) - width * height
    return width * height / union if union > 0 else 1.0


def _area(box: Box) -> float:
    return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)
