"""Amounts that are no budget and nothing spent of one: what is owned or owed, and the statements of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.columns.facts import Facts
from normalize.columns.kinds import MEASURE_WORDS
from normalize.columns.layout import Layout
from normalize.columns.stages import names_date
from normalize.grid import Grid
from normalize.types import Column, Ukuran
from normalize.ukuran import DOUBTFUL, MONEY

_OWNED = re.compile(
    r"\b(?:aset|aktiva|perolehan|penyusutan|nilai\s+(?:buku|wajar|aset|barang|tanah)|ekuitas|kewajiban|h?utang|piutang"
    r"|harga\s+beli|(?:nilai|harga)\s+taksir\w*|pinjaman|persediaan|inventaris)\b",
    re.I,
)
_LISTED = re.compile(
    r"\b(?:daftar|rekap\w*|kartu|mutasi|laporan)\s+(?:\w+\s+){0,2}(?:inventaris|aset|barang\s+(?:milik|inventaris|yang"
    r"\s+dihapus\w*)|kendaraan)\b",
    re.I,
)
"""Titles of lists of what an office owns (Permendagri 19/2016)."""
_CLAIMED = re.compile(r"\btemuan\b|\bkerugian\b", re.I)
"""Headings of what auditors found to be paid back: neither it nor what is left of it is a budget's."""
_STATEMENT = re.compile(
    r"\b(?:neraca|posisi\s+keuangan|laporan\s+operasional|perubahan\s+(?:ekuitas|saldo\s+anggaran\s+lebih)|arus\s+kas)\b",
    re.I,
)
"""Titles of the statements beside the LRA (PP 71/2010): of what is owned and owed, of accruals, of cash."""
_ROW = re.compile(
    r"(?:jumlah|total)?\s*(?:aset|aktiva|kewajiban|ekuitas)\b|beban\b|.*\bLO\b|arus\s+kas\b|.*\b(?:masuk|keluar)\s+kas\b",
    re.I,
)
_LEAST_ROWS = 2
"""Different rows that must be those of a statement before it is told by them."""
_BUDGETED = frozenset({"pagu", "prakiraan_maju", "realisasi", "target", "keuangan", "belanja", "kontrak"})
_DENIED = frozenset({*MONEY, Ukuran.HARGA_SATUAN})


def without_stocks(columns: Sequence[Column], facts: Sequence[Facts], layout: Layout, grid: Grid) -> list[Column]:
    """The columns; those of money are doubtful whose header names what is owned or owed and no budget.

    So are those that nothing but a year or a date heads in a statement of it (Neraca, Laporan Operasional, Laporan Arus
    Kas), told by its title or its rows, and wherever a date alone stands over amounts: they stood there on that day.
    """
    unnamed = [c for c, f in zip(columns, facts, strict=True) if c.peran in _DENIED and not f.kinds & MEASURE_WORDS]
    stated = bool(unnamed) and (_STATEMENT.search(layout.title) is not None or _is_stated(columns, grid))
    stocks = {c.indeks for c in unnamed if stated or any(names_date(x.text) for x in facts[c.indeks].levels)}
    listed = _LISTED.search(layout.title) is not None or any(_CLAIMED.search(x.text) for f in facts for x in f.levels)
    # What two of them differ by is no more certain than they are.
    held = stocks.union(c.indeks for c in columns if c.peran == Ukuran.SALDO)
    differing = {c.indeks for c in columns if c.peran == Ukuran.SELISIH and len(held) > 1}
    open_ = stocks | differing
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL))
        if c.indeks in open_ or (c.peran in _DENIED and not f.kinds & _BUDGETED and (listed or _is_owned(f)))
        else c
        for c, f in zip(columns, facts, strict=True)
    ]


def _is_owned(facts: Facts) -> bool:
    """True for what is owned or owed; "Pinjaman" below "Sumber Dana" pays for a budget."""
    return "sumber_dana" not in facts.kinds and any(_OWNED.search(level.text) for level in facts.levels)


def _is_stated(columns: Sequence[Column], grid: Grid) -> bool:
    named = (text for c in columns if c.peran == "nama" for text in grid.column_texts(c.indeks))
    return len({text for text in named if _ROW.match(text)}) >= _LEAST_ROWS
