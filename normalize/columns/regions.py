"""What other regions reached beside the document's own: a report compares itself with them (Permenpan 53/2014)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.columns.facts import Facts
from normalize.columns.kinds import MEASURE_WORDS
from normalize.types import Column, Ukuran
from normalize.ukuran import DOUBTFUL

_REGION = re.compile(r"\b(?:provinsi|propinsi|prov|nasional|kabupaten|kab|kota|indonesia|regional)\b", re.I)
_PLANNED = re.compile(
    r"\b(?:rpjm[dn]?|rpjpd?|rkpd?|renstra|renja|apbd|apbn|pemerintah\w*|opd|skpd|dinas|urusan)\b", re.I
)
"""Whose plan or budget it is is no region that is compared: "Target RPJMD Kabupaten"."""
_COMPARED = frozenset({Ukuran.REALISASI, Ukuran.CAPAIAN, Ukuran.TARGET, Ukuran.PERSEN_REALISASI, Ukuran.SELISIH})


def without_regions(columns: Sequence[Column], facts: Sequence[Facts]) -> list[Column]:
    """The columns; numbers without money whose header names a region are doubtful, a part of that name.

    "Realisasi | Realisasi Provinsi | Realisasi Nasional": beside the own realisation those of others are compared,
    and so is what a "Selisih thd Nasional" prints. Where one region alone is named it may be the own one.
    """
    named = {c.indeks: _region(f) for c, f in zip(columns, facts, strict=True) if _is_compared(c, f)}
    several = {c.peran: {named[o.indeks] for o in columns if o.peran == c.peran and o.indeks in named} for c in columns}
    return [
        replace(c, rincian=named[c.indeks], keyakinan=min(c.keyakinan, DOUBTFUL))
        if named.get(c.indeks) and (len(several[c.peran]) > 1 or c.peran == Ukuran.SELISIH)
        else c
        for c in columns
    ]


def _is_compared(column: Column, facts: Facts) -> bool:
    return column.peran in _COMPARED and facts.filled > 0 and not facts.is_of_money


def _region(facts: Facts) -> str:
    """The region that a header text names, with its name; "" where none does."""
    for level in reversed(facts.levels):
        found = _REGION.search(level.text)
        measured = level is facts.leaf or any(p.kind in MEASURE_WORDS for p in level.phrases)
        if found and (measured or not found.start()) and not _PLANNED.search(level.text):
            return level.text[found.start() :].lower()
    return ""
