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


@lru_cache(maxsize=4096)
def follows(edisi: str, marks: tuple[str, ...]) -> str | None:
    """Of the editions that an entry names (``a; b``), the first that a document with these marks may follow.

    >>> follows("050-3708/2020; 050-5889/2021", ("5889",)), follows("050-3708/2020", ("5889",))
    ('050-5889/2021', None)
    """
    named = [part.strip() for part in edisi.split(";")]
    return next((part for mark in marks for part in named if mark in part), None)


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
    if cited is not None:
        return (cited.tanda,)
    if not tahun:
        return ()
    if tahun <= 2022:
        return ("3708", "5889")
    return ("5889", "3708") if tahun <= 2024 else (*later, "5889")
