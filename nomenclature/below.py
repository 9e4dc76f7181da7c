"""Programs and kegiatan whose names are cut, shortened or misread: known by the items that stand below them.

A name that is too short or too wrong to be found by itself is that of the one official item under which all of the
row's own items stand, if it is at all like it. Items that were unknown are then looked for under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from nomenclature.beside import with_lines
from nomenclature.kode import level_of, parent_of
from nomenclature.likeness import is_cut, is_shortened
from nomenclature.match import Matcher
from nomenclature.nama import key
from records.matched import CocokMetode, Match, MatchedRow

_LIKE = 0.6
"""Names less alike than this are two, whatever stands below them."""
_SURE = 0.85
"""How sure such a code is: offices sometimes put an item under another program than the annex does."""


def settle_below(rows: Sequence[MatchedRow], matchers: Sequence[Matcher | None]) -> list[MatchedRow]:
    """The rows, those without a code that have items with codes given the code that these stand under."""
    settled = list(rows)
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.row.lanjutan is None:
            below[row.induk].append(i)
    for i in range(len(settled) - 1, -1, -1):
        match = _by_children(settled[i], [settled[c] for c in below.get(i, ())], matchers[i])
        if match is not None:
            settled[i] = replace(settled[i], match=match)
            _look_again(settled, below[i], match, matchers)
    return with_lines(settled)


def _by_children(row: MatchedRow, children: Sequence[MatchedRow], matcher: Matcher | None) -> Match | None:
    """What a row without a code is by its items, all of which stand under one code; None where it is not like it."""
    if matcher is None or row.match.kode is not None or row.row.lanjutan is not None:
        return None
    codes = {parent_of(c.match.kode) for c in children if c.match.kode is not None}
    kode = codes.pop() if len(codes) == 1 else None
    if kode is None or level_of(kode) is not row.level:
        return None
    listed = [e for e in matcher.catalog.lookup(kode) if matcher.fits(e)]
    found = next((e for e in listed if _is_like(row.row.nama, e.nama)), None)
    if found is None:
        return None
    return Match(kode, found.nama, CocokMetode.NAMA, _SURE, "nama terpotong atau salah, menurut isinya", None)


def _is_like(nama: str, other: str) -> bool:
    return is_cut(nama, other) or is_shortened(nama, other) or fuzz.ratio(key(nama), key(other)) >= 100 * _LIKE


def _look_again(
    rows: list[MatchedRow], children: Sequence[int], above: Match, matchers: Sequence[Matcher | None]
) -> None:
    """Looks for the items that are unknown under the parent that now is known."""
    for c in children:
        row, matcher = rows[c], matchers[c]
        if row.match.kode is None and matcher is not None:
            rows[c] = replace(row, match=matcher.match(row.row.nama, row.level, row.row.kode_asli, above.kode))
