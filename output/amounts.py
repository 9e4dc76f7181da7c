"""Amounts of rupiah: which are printed, which values hold one, and which of those are certain.

What is doubtful is kept and said, and never added to anything: a sum with one wrong part is a wrong figure that looks
like a right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise

from extract.types import Extracted
from normalize import ukuran
from normalize.grid import PLAIN_AMOUNT, is_money
from normalize.satuan import read_unit
from normalize.types import DocumentMeta, Konteks, Ukuran, Value
from normalize.ukuran import BUDGET, is_budget
from normalize.wording import one_line
from records.matched import MatchedTable

_LONGEST = 15
"""Digits of the largest budget in rupiah; longer unbroken runs are NIP and account numbers."""
_MAY_BE = re.compile(r"\d{3}(?:[.,]\s*)?\d{3}")
"""What every amount has, and few other texts: looked for first, since all that a document prints is asked."""
may_print_amounts = _MAY_BE.search
"""None of a text in which ``count_amounts`` would find none, told at a glance."""

Key = tuple[Ukuran, Konteks | None, str, int | None]


def count_amounts(text: str) -> int:
    """How many amounts of rupiah a text prints: of at least seven digits, or with two group marks.

    >>> count_amounts("Rp. 1.250.000,00"), count_amounts("sebesar Rp1.000.000,- dari Rp2.500.000."), count_amounts("12")
    (1, 2, 0)
    >>> count_amounts("NIP 196501011990031001"), count_amounts("1.06.02.2.01.0003"), count_amounts("08123456789")
    (0, 0, 0)
    >>> count_amounts("NIP. 19710203 199804 1 005"), count_amounts("Telp. (0333) 4455667"), count_amounts("Rp 4455667")
    (0, 0, 1)
    """
    if not _MAY_BE.search(text):
        return 0
    if PLAIN_AMOUNT.fullmatch(text):
        return 1
    line = one_line(text)
    if _is_amount(line):
        return 1
    words = [word.rstrip(".,;:").lstrip("(").rstrip(")") for word in line.split()]
    return sum(
        _is_amount(word) and (not word.isdigit() or _follows_rp(before)) for before, word in pairwise(["", *words])
    )


def _follows_rp(before: str) -> bool:
    """True for the word behind which bare digits are rupiah: among other words they are a NIP, a telephone's number."""
    return before.lower() in {"rp", "idr"}


def _is_amount(text: str) -> bool:
    return is_money(text) and not (text.isdigit() and (len(text) > _LONGEST or text.startswith("0")))


def count_outside(extracted: Extracted) -> int:
    """How many amounts a document prints outside of the bodies of its tables: in running text, notes and headers."""
    pages = [[line.text for line in page.lines] for page in extracted.pages]
    lines = chain.from_iterable(lines for lines in pages if _MAY_BE.search("\n".join(lines)))
    heads = (cell.text for table in extracted.tables for cell in table.cells if cell.is_header)
    return sum(map(count_amounts, chain(lines, heads)))


def amounts_in_no_table(tables: Iterable[MatchedTable]) -> int:
    """How many amounts stand in grids that a recipe calls no table: printed, and none of a table."""
    cells = (c for table in tables if table.source.is_no_table for c in table.source.table.cells if not c.is_header)
    return sum(count_amounts(cell.text) for cell in cells)


def is_rupiah(value: Value) -> bool:
    """True for an amount of rupiah that was read, of any measure."""
    return value.satuan == "rupiah" and value.nilai is not None


def is_amount(value: Value) -> bool:
    """True for what the ledger counts as read: rupiah, and what looks like it and has no unit printed.

    A column "Target" of an evaluation holds money without saying so: the reading is whole, only a unit is not printed.
    """
    return is_rupiah(value) or (value.nilai is not None and value.satuan is None and count_amounts(value.teks) > 0)


def year_of_undated(meta: DocumentMeta) -> int | None:
    """The year of amounts that print none: the document's own; None where it is of several years, so that of none."""
    return meta.tahun if meta.tahun_akhir in (None, meta.tahun) else None


def budget_year(value: Value, tahun: int | None) -> int | None:
    """The budget year that a value belongs to: a forward estimate stands with the plan of the year before it.

    ``tahun``: that of values without one (:func:`year_of_undated`).
    """
    if value.tahun is None:
        return tahun
    return value.tahun - 1 if value.ukuran is Ukuran.PRAKIRAAN_MAJU else value.tahun


class Certainty:
    """Which values of a table's rows may be added up; worked out once, as coverage, authority and items all ask it."""

    def __init__(self, table: MatchedTable, tahun: int | None) -> None:
        """``tahun``: the year of values without one."""
        self._rows = [row.row.values for row in table.rows]
        self._tahun = tahun
        self._known = ukuran.Certainty(table.source.columns)

    @cached_property
    def doubtful(self) -> tuple[tuple[bool, ...], ...]:
        """For each row's values: True where one, its column, or which of two it is cannot be told.

        One line prints one figure of a kind. Where two amounts have the same key, out of one cell or of two columns, at
        least one of them is something else, so neither counts.
        """
        is_sure = self._known.is_sure
        return tuple(
            tuple([is_rival or not is_sure(value) for value, is_rival in zip(values, rivals, strict=True)])
            for values, rivals in zip(self._rows, self.rivals, strict=True)
        )

    def is_sure(self, value: Value) -> bool:
        """True where neither the value nor its column is in doubt."""
        return self._known.is_sure(value)

    @cached_property
    def rivals(self) -> tuple[tuple[bool, ...], ...]:
        """For each row's values: True where one is an amount, and another value of the row has the same key."""
        return tuple(map(self._rivals, self._rows))

    def _rivals(self, values: Sequence[Value]) -> tuple[bool, ...]:
        said = [self._said(v) for v in values if v.nilai is not None and v.ukuran in BUDGET]
        if len(set(said)) == len(said):  # nearly every row: whatever their units, all keys differ
            return (False,) * len(values)
        keys = [self._line_key(v) if v.nilai is not None and v.ukuran in BUDGET else None for v in values]
        found = [key for key in keys if key is not None]
        if len(set(found)) == len(found):
            return (False,) * len(keys)
        pairs = zip(values, keys, strict=True)
        return tuple(key is not None and is_budget(value) and found.count(key) > 1 for value, key in pairs)

    def _said(self, value: Value) -> Key:
        return value.ukuran, value.konteks, value.rincian or "", budget_year(value, self._tahun)

    def _line_key(self, value: Value) -> tuple[Key, str]:
        return self._said(value), "rupiah" if is_budget(value) else read_unit(value.satuan or "") or ""
