"""Editions of the nomenclature: their numbers, order, and which one a document follows.

Permendagri 90/2019 -> Kepmendagri 050-3708/2020 -> 050-5889/2021 -> 900.1.15.5-1317/2023 -> 900.1.15.5-3406/2024 ->
900.1-2850/2025 -> 900.1-861/2026. Names and codes change between them; sub kegiatan have four digits since 1317/2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its number as cited, the part that tells it from the others, the year it was issued in."""

    nomor: str
    tanda: str
    tahun: int

    @property
    def pattern(self) -> str:
        """What a citation of it contains; a number of two digits only together with its year."""
        number = self.tanda.partition("/")[0]
        year = rf"\s*(?:/|tahun)\s*{self.tahun}"
        return rf"(?<!\d){number}{year if len(number) < 3 else ''}(?!\d)"


EDITIONS: tuple[Edition, ...] = (
    Edition("90/2019", "90/2019", 2019),
    Edition("050-3708/2020", "3708", 2020),
    Edition("050-5889/2021", "5889", 2021),
    Edition("900.1.15.5-1317/2023", "1317", 2023),
    Edition("900.1.15.5-3406/2024", "3406", 2024),
    Edition("900.1-2850/2025", "2850", 2025),
    Edition("900.1-861/2026", "861", 2026),
)
OLD_EDITION = "13/2006"
"""What budgets up to 2020 follow: Permendagri 13/2006, whose codes have no counterpart in the editions above."""
FOUR_DIGITS_SINCE = 2023
"""The year of the first edition whose sub kegiatan have four digits (900.1.15.5-1317/2023)."""
_SUB = re.compile(r"(?:^|[.\s])\d\s*\.?\s*\d\d[.\s]+(\d{4}|\d{2})\.?\s*$")
_FEW = 3


def cited_edition(text: str | None) -> Edition | None:
    """The edition that a citation names, None where it names none.

    >>> cited_edition("Kepmendagri Nomor 050-5889 Tahun 2021").nomor
    '050-5889/2021'
    >>> cited_edition("Permendagri 90 Tahun 2019").nomor
    '90/2019'
    """
    found = (e for e in reversed(EDITIONS) if re.search(e.pattern, text or "", re.I))
    return next(found, None)


def editions_named(edisi: str) -> tuple[str, ...]:
    """The editions that an entry names, in order.

    >>> editions_named("050-3708/2020; 050-5889/2021; ")
    ('050-3708/2020', '050-5889/2021')
    """
    return tuple(part.strip() for part in edisi.split(";") if part.strip())


@lru_cache(maxsize=4096)
def follows(edisi: str, marks: tuple[str, ...]) -> str | None:
    """Of the editions that an entry names (``a; b``), the first that a document with these marks may follow.

    What stands in an earlier and in a later edition stood in those between.

    >>> follows("050-3708/2020; 050-5889/2021", ("5889",)), follows("050-3708/2020", ("5889",))
    ('050-5889/2021', None)
    >>> follows("050-3708/2020; 900.1.15.5-1317/2023", ("5889",))
    '050-5889/2021'
    """
    named = editions_named(edisi)
    found = next((part for mark in marks for part in named if mark in part), None)
    if found is not None or len(named) < 2:
        return found
    years = [year for part in named if (year := _year(part))]
    between = (e for mark in marks for e in EDITIONS if e.tanda == mark and years)
    return next((e.nomor for e in between if min(years) < e.tahun < max(years)), None)


def _year(part: str) -> int | None:
    """The year of an edition as an entry names it: of a known one, else the first that is printed."""
    known = next((e.tahun for e in EDITIONS if e.tanda in part), None)
    year = re.search(r"20\d\d", part)
    return known or (int(year.group()) if year else None)


def is_four_digit(codes: Iterable[str | None]) -> bool | None:
    """True where most printed sub kegiatan codes have four digits, False where two; None where too few are printed.

    >>> is_four_digit(["1.06.04.2.01.0003", "1.06.04.2.01.0004", "1.06.04.2.02.0001", "1.06.04"])
    True
    """
    found = [len(m.group(1)) for kode in codes if kode and (m := _SUB.search(kode))]
    if len(found) < _FEW:
        return None
    return sum(width == 4 for width in found) * 2 > len(found)


def likely_editions(edisi: str | None, tahun: int | None, four_digits: bool | None = None) -> tuple[str, ...]:
    """Marks (``5889``) of the editions that a document may follow: the one it cites, what its codes show, its year's.

    A citation is often copied from the year before; codes that contradict it (four digits under an edition before
    2023) speak louder. Documents follow a new edition a year or more late.

    >>> likely_editions("050-5889/2021", 2024), likely_editions("050-5889/2021", 2024, True)
    (('5889',), ('1317', '3406', '2850', '861', '5889'))
    """
    cited = cited_edition(edisi)
    later = tuple(e.tanda for e in EDITIONS if e.tahun >= FOUR_DIGITS_SINCE)
    if four_digits and (cited is None or cited.tahun < FOUR_DIGITS_SINCE):
        return (*later, "5889")
    if cited is not None and cited is not EDITIONS[0]:
        return (cited.tanda,)
    # The base regulation is cited along with, or instead of, the list that is in force.
    base = (EDITIONS[0].tanda,) * (cited is not None)
    if not tahun:
        return base
    if tahun <= 2022:
        return ("3708", "5889", *base)
    if tahun <= 2023:
        return ("5889", "3708", *base)
    # Budgets of 2024 were the first in 900.1.15.5-1317/2023; plans made before them still follow 050-5889/2021.
    return ("1317", "5889", "3708", *base) if tahun == 2024 else (*later, "5889", *base)
