"""Years of several groups of columns that stand in one header cell, dealt to the groups in the order of print.

Where the rule between two header cells is lost (a pale copy, the back that shows through, a table drawn without it),
"2026 2027" stands over Target, Rp, Target, Rp. Each year is then of one of the groups that repeat below: of which one,
only the order tells, so that it is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extract.types import Cell
from normalize.wording import squash, years_in

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIKE = 0.6
"""Header texts so like each other are one text, misread in one place."""

Place = tuple[int, int]


def dealt(cells: Sequence[Cell]) -> tuple[list[Cell], frozenset[Place]]:
    """The header's cells, those with a year for each of the groups below parted; and (row, column) of the parts."""
    out: list[Cell] = []
    places: set[Place] = set()
    for cell in cells:
        parts = _parts(cell, cells)
        out += parts or [cell]
        places |= {(part.row, part.col) for part in parts}
    return out, frozenset(places)


def _parts(cell: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """The cell as one for each of its years; none where it is of all columns below it."""
    texts = _texts(cell.text)
    width, rest = divmod(cell.colspan, max(len(texts), 1))
    if len(texts) < 2 or rest or not _repeat(_groups(cell, cells, width)):
        return []
    step = (cell.box.x1 - cell.box.x0) / len(texts)
    return [
        replace(
            cell,
            text=text,
            col=cell.col + k * width,
            colspan=width,
            box=cell.box._replace(x0=cell.box.x0 + k * step, x1=cell.box.x0 + (k + 1) * step),
        )
        for k, text in enumerate(texts)
    ]


def _texts(text: str) -> list[str]:
    """What a header says of each of its years, which follow each other; none where it names no such years.

    >>> _texts("2026 2027"), _texts("Tahun 2026 Tahun 2027"), _texts("Target Tahun 2026 2027")
    (['2026', '2027'], ['Tahun 2026', 'Tahun 2027'], ['Target Tahun 2026', 'Target Tahun 2027'])
    >>> _texts("2026-2027"), _texts("Renja 2027 dari Renja 2026"), _texts("2026 dan 2027"), _texts("2026 2030")
    ([], [], [], [])
    """
    found = list(_YEAR.finditer(text))
    if len(found) < 2 or any(b != a + 1 for a, b in pairwise(years_in(text))) or text[found[-1].end() :].strip():
        return []
    before = " ".join(text[: found[0].start()].split())
    between = {" ".join(text[a.end() : b.start()].split()) for a, b in pairwise(found)}
    if between not in ({""}, {before}):
        return []
    return [f"{before} {year[0]}".strip() for year in found]


def _groups(cell: Cell, cells: Sequence[Cell], width: int) -> list[list[Cell]]:
    """The header cells below by the group of columns in which they begin, their columns counted from there."""
    groups: list[list[Cell]] = [[] for _ in range(cell.colspan // width)] if width else []
    for below in sorted(cells, key=lambda c: (c.row, c.col)):
        group, col = divmod(below.col - cell.col, max(width, 1))
        if below.row > cell.row and 0 <= group < len(groups) and below.text.strip():
            groups[group].append(replace(below, col=col))
    return groups


def _repeat(groups: Sequence[Sequence[Cell]]) -> bool:
    """True where all groups have the same columns; without a header of their own, each is a single one."""
    return all(
        len(group) == len(groups[0]) and all(map(_same, group, groups[0])) and not any(years_in(c.text) for c in group)
        for group in groups
    )


def _same(cell: Cell, other: Cell) -> bool:
    place = (cell.row, cell.col, cell.colspan) == (other.row, other.col, other.colspan)
    return place and Levenshtein.normalized_similarity(squash(cell.text), squash(other.text)) >= _ALIKE
