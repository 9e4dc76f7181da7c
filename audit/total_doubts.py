"""What speaks for our own reading where a printed total is not what stands under it (``audit.doubts``: parents)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from audit.doubts import (
    FUSED,
    HOLLOW,
    JOINED,
    REPEATED,
    SKIPPED,
    SPREAD,
    UNRANKED,
    has_loose_lines,
    is_fused,
    is_hollow,
    is_joined,
    repeated,
)
from audit.hierarchy import Item
from audit.numbering import has_gap
from audit.tally import Tally
from normalize.types import TingkatBaris

NAMELESS = "baris jumlah itu tidak bernama"
UNCOVERED = "sebagian baris bernilai tidak termasuk di dalamnya"
EARLIER = "tabel di halaman sebelumnya mungkin ikut dijumlahkan"
OTHER_LEVEL = "baris tingkat lain persis berjumlah angka itu"
MIXED = "yang dijumlahkan bertingkat berbeda-beda"
REPRINTED = "baris di atasnya yang tingkatnya tidak pasti mencetak angka yang sama"
FIRST = "baris jumlah itu tercetak di atas satu-satunya baris yang mungkin dijumlahkannya"
BELOW = "baris jumlah itu mungkin menjumlahkan baris di bawahnya"
_BARE = re.compile(
    r"(?:(?:sub|grand)[ -]?)?(?:jumlah|total)[ .:]*(?:\(rp\.?\)|rp\.?|keseluruhan|seluruhnya|semua)?", re.I
)


def total_doubt(tally: Tally, total: Item, parts: Sequence[Item]) -> str | None:
    """Why what stands under a printed total may not be what it totals; None where nothing speaks for that."""
    return next((clause for clause, is_so in _total_doubts(tally, total, parts) if is_so), None)


def _total_doubts(tally: Tally, total: Item, parts: Sequence[Item]) -> Iterator[tuple[str, bool]]:
    """The doubts about a total in the order in which they are told, each worked out when it is asked for."""
    named = total.row.row.nama.strip()
    yield JOINED, any(is_joined(item) for item in (total, *parts))
    yield FUSED, is_fused(_touched(tally.view.items, total, parts))
    yield NAMELESS, not named
    yield EARLIER, tally.view.is_torn
    yield BELOW, _BARE.fullmatch(named) is None and _goes_on_below(tally, total)
    yield OTHER_LEVEL, _other_level_agrees(tally, total)
    yield REPRINTED, _is_reprinted(tally, total)
    yield REPEATED, repeated(tally, total, parts)
    yield FIRST, len(parts) == 1 and any(item is parts[0] and item.index > total.index for item in tally.view.items)
    yield MIXED, len({part.rank for part in parts}) > 1
    yield UNRANKED, _unranked_gap(tally, total, parts)
    yield HOLLOW, is_hollow(tally, parts)
    yield SKIPPED, (tally.amount(total) or 0) > (tally.total(parts) or 0) and has_gap(parts)
    yield SPREAD, has_loose_lines(tally, (total, *parts))
    yield UNCOVERED, _has_orphans(tally, parts) or not _covers(tally, total, parts) or _other_accounts(tally, parts)


def _touched(items: Sequence[Item], total: Item, parts: Sequence[Item]) -> Iterator[Item]:
    """The items from the total before the parts to the total, or to the next one where it is printed above them.

    What a row among them lost may be in this total; what stands in another block, between totals of its own, is not.
    """
    here = {id(item) for item in items}
    first = min(total.index, *(part.index if id(part) in here else 0 for part in parts))
    last = max(total.index, *(part.index for part in parts if id(part) in here), total.index)
    totals = [item.index for item in items if item.is_total and item is not total]
    start = max((index for index in totals if index < first), default=-1)
    end = total.index if last == total.index else min((i for i in totals if i > last), default=items[-1].index + 1)
    return (item for item in items if start < item.index <= end)


def _unranked_gap(tally: Tally, total: Item, parts: Sequence[Item]) -> bool:
    """True where what is missing is what one row without a level prints, or all of them do."""
    whole, under = tally.amount(total), tally.total(parts)
    loose = [item for item in tally.view.items if item.row.level is TingkatBaris.LAINNYA and tally.prints(item)]
    amounts = [tally.amount(item) for item in loose]
    gap = None if whole is None or under is None else whole - under
    return bool(gap) and (gap in amounts or gap == tally.total(loose))


def _is_reprinted(tally: Tally, total: Item) -> bool:
    """True where a row without a level above prints the same amount: a total by another name."""
    loose = (item for item in tally.view.items if item.index < total.index and item.rank is None and not item.is_total)
    return any(tally.prints(item) and tally.amount(item) == tally.amount(total) for item in loose)


def _goes_on_below(tally: Tally, total: Item) -> bool:
    """True where rows with the measure stand below: a total that names what it totals may be printed above that."""
    return any(item.index > total.index and item.rank is not None and tally.prints(item) for item in tally.view.items)


def _other_level_agrees(tally: Tally, total: Item) -> bool:
    """True where the rows of one whole level add up to the total: then a row above them is wrong, not the total."""
    above = [*tally.view.before, *(item for item in tally.view.items if item.index < total.index)]
    ranks = {item.rank for item in above if item.rank is not None and tally.prints(item)}
    return any(tally.total(item for item in above if item.rank == rank) == tally.amount(total) for rank in ranks)


def _covers(tally: Tally, total: Item, parts: Sequence[Item]) -> bool:
    """True where every row with the measure between the first part and the total is a part or stands under one."""
    chosen = {id(part) for part in parts}
    level: int | None = None
    for item in tally.view.items:
        if item is total:
            break
        if id(item) in chosen:
            level = item.rank
        elif item.rank is not None and level is not None and item.rank <= level and tally.prints(item):
            return False
    return True


def _has_orphans(tally: Tally, parts: Sequence[Item]) -> bool:
    """True where an amount of a deeper level stands above the first part, below no row of the parts' own level.

    A program whose name lost its first letters is read as a kegiatan: then the others do not add up to the total.
    """
    level = parts[0].rank
    above = takewhile(lambda item: item.index < parts[0].index and item.rank != level, tally.view.items)
    return level is not None and any(
        item.rank is not None and item.rank > level and tally.amount(item) for item in above
    )


def _other_accounts(tally: Tally, parts: Sequence[Item]) -> bool:
    """True where an account above the parts is none of them, nor what they add up to: it may be totalled with them."""
    first, whole = parts[0].index, tally.total(parts)
    above = [item for item in tally.view.items if item.index < first and item.row.level is TingkatBaris.AKUN]
    amounts = {tally.amount(item) for item in above} - {None, whole, Decimal(0)}
    return bool(amounts) and not any(part.row.level is TingkatBaris.AKUN for part in parts)
