"""What a form may know of a table: which measures stand in it, when and of which stage, and what its rows name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from normalize.columns.layout import Layout
from normalize.grid import Grid
from normalize.types import Column, JenisDokumen, Konteks, Ukuran
from normalize.wording import has_any, squash

_ACCOUNT = re.compile(
    r"^(?:belanja|pendapatan|pembiayaan|pajak|retribusi|penerimaan|dana |hasil |lain-lain|surplus|defisit)", re.I
)
_ITEM = re.compile(
    r"^(?:\W*\d*\W*)?(?:program|kegiatan|sub\s*kegiatan|penyelenggaraan|penyediaan|penyusunan|urusan)", re.I
)
_LOOKED_AT = 60
_QUARTERS = frozenset({Konteks.TRIWULAN_1, Konteks.TRIWULAN_2, Konteks.TRIWULAN_3, Konteks.TRIWULAN_4})


@dataclass(frozen=True)
class Shape:
    """A table's columns by role; ``title`` and ``document`` only break ties between labels of one shape."""

    grid: Grid
    columns: Sequence[Column]
    layout: Layout
    document: JenisDokumen

    def has(self, peran: str, konteks: Konteks | str | None = "any") -> bool:
        """True where a filled column has the role (and the context)."""
        return any(c.peran == peran and (konteks == "any" or c.konteks == konteks) for c in self.columns)

    def years(self, peran: str) -> set[int]:
        """The years of the columns of a role, closing columns and slices left out.

        "Tahun ke-1", "ke-2" of a period that is not printed are several years, whichever they are.
        """
        own = [c for c in self.columns if c.peran == peran and c.konteks is not Konteks.AKHIR_RENSTRA and not c.rincian]
        counted = {-1 - k for c in own if c.tahun is None and (k := self.layout.facts[c.indeks].nth) is not None}
        return {c.tahun for c in own if c.tahun is not None} | (counted if self.layout.counted else set())

    @cached_property
    def title(self) -> str:
        """The table's title, squashed."""
        return squash(self.layout.title)

    def titled(self, *words: str) -> bool:
        """True where the title holds one of the (squashed) words."""
        return has_any(self.title, *words)

    @cached_property
    def evaluated(self) -> bool:
        """True where columns belong to the evaluation of a Renja."""
        return self.layout.evaluasi

    @cached_property
    def two_sided(self) -> bool:
        """True where both halves of a review hold a measure."""
        sides = {c.konteks for c in self.columns if c.peran in {str(u) for u in Ukuran}}
        return {Konteks.RANCANGAN_AWAL, Konteks.HASIL_ANALISIS} <= sides

    @cached_property
    def money(self) -> bool:
        """True where a column holds a pagu or a forward estimate."""
        return self.has("pagu") or self.has("prakiraan_maju")

    @cached_property
    def spent(self) -> bool:
        """True where a column holds realised money."""
        return any(c.peran == "realisasi" and self._is_money(c) for c in self.columns)

    @cached_property
    def reached(self) -> bool:
        """True where a column says what an indicator reached."""
        baseline = {f.indeks for f in self.layout.facts if f.spoken("awal")}
        return any(
            (c.peran == "realisasi" and not self._is_money(c)) or (c.peran == "capaian" and c.indeks not in baseline)
            for c in self.columns
        )

    @cached_property
    def priced(self) -> bool:
        """True for details of a budget: counts, unit prices, amounts (RKA, DPA), not of kegiatan that are so priced."""
        return self.has("harga_satuan") and not any(c.peran == "nama" and c.tingkat for c in self.columns)

    @cached_property
    def quarters(self) -> bool:
        """True where columns are quarters."""
        return any(c.konteks in _QUARTERS for c in self.columns)

    @cached_property
    def named(self) -> bool:
        """True where rows have names of items."""
        return self.has("nama")

    @cached_property
    def accounts(self) -> bool:
        """True where more names are those of accounts than of programs and kegiatan."""
        names = [c.indeks for c in self.columns if c.peran == "nama"]
        texts = [self.grid.text(r, c) for c in names for r in range(min(self.grid.n_rows, _LOOKED_AT))]
        account, item = (sum(bool(p.match(t)) for t in texts) for p in (_ACCOUNT, _ITEM))
        return account > item

    @cached_property
    def cascade(self) -> bool:
        """True for a tree of performance: goals, then names of each level with indicators of their own.

        What sets targets and money beside them is a plan of action.
        """
        levels = {c.tingkat for c in self.columns if c.peran == "nama" and c.tingkat}
        own = sum(c.peran == "indikator" for c in self.columns)
        goals = self.has("tujuan") or self.has("sasaran")
        return goals and len(levels) > 1 and own > 1 and not (self.money and self.has("target"))

    @cached_property
    def measures(self) -> int:
        """How many columns hold measures."""
        known = {str(u) for u in Ukuran}
        return sum(c.peran in known for c in self.columns)

    def _is_money(self, column: Column) -> bool:
        facts = self.layout.facts[column.indeks]
        return facts.shares.get("uang", 0.0) > 0.4 or (facts.filled == 0 and facts.spoken("uang")) or facts.spoken("rp")
