"""What speaks for our own reading where a printed total is not the sum of what seems to stand under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.doubts import JOINED, REPEATED, UNRANKED, is_joined, repeated
from audit.figures import Key
from audit.hierarchy import Item, TableView, amount_of, total_of
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


def total_doubt(view: TableView, total: Item, parts: Sequence[Item], key: Key) -> str | None:
    """Why what stands under a printed total may not be what it totals; None where nothing speaks for that."""
    return next((clause for clause, is_so in _total_doubts(view, total, parts, key) if is_so), None)


def _total_doubts(view: TableView, total: Item, parts: Sequence[Item], key: Key) -> Iterator[tuple[str, bool]]:
    """The doubts about a total in the order in which they are told, each worked out when it is asked for."""
    named = total.row.row.nama.strip()
    yield JOINED, any(is_joined(item) for item in (total, *parts))
    yield NAMELESS, not named
    yield EARLIER, view.is_torn
    yield BELOW, _BARE.fullmatch(named) is None and _goes_on_below(view, total, key)
    yield OTHER_LEVEL, _other_level_agrees(view, total, key)
    yield REPRINTED, _is_reprinted(view, total, key)
    yield REPEATED, repeated(view, total, parts, key)
    yield FIRST, len(parts) == 1 and any(item is parts[0] and item.index > total.index for item in view.items)
    yield MIXED, len({part.rank for part in parts}) > 1
    yield UNRANKED, _unranked_gap(view, total, parts, key)
    yield UNCOVERED, not _covers(view, total, parts, key) or _other_accounts(view, parts, key)


def _unranked_gap(view: TableView, total: Item, parts: Sequence[Item], key: Key) -> bool:
    """True where what is missing is what one row without a level prints, or all of them do."""
    whole, under = amount_of(total, key), total_of(parts, key)
    loose = [item for item in view.items if item.row.level is TingkatBaris.LAINNYA and key in item.money]
    amounts = [amount_of(item, key) for item in loose]
    gap = None if whole is None or under is None else whole - under
    return bool(gap) and (gap in amounts or gap == total_of(loose, key))


def _is_reprinted(view: TableView, total: Item, key: Key) -> bool:
    """True where a row without a level above prints the same amount: a total by another name."""
    loose = (item for item in view.items if item.index < total.index and item.rank is None and not item.is_total)
    return any(key in item.money and amount_of(item, key) == amount_of(total, key) for item in loose)


def _goes_on_below(view: TableView, total: Item, key: Key) -> bool:
    """True where rows with the measure stand below: a total that names what it totals may be printed above that."""
    return any(item.index > total.index and item.rank is not None and key in item.money for item in view.items)


def _other_level_agrees(view: TableView, total: Item, key: Key) -> bool:
    """True where the rows of one whole level add up to the total: then a row above them is wrong, not the total."""
    above = [*view.before, *(item for item in view.items if item.index < total.index)]
    ranks = {item.rank for item in above if item.rank is not None and key in item.money}
    return any(total_of([item for item in above if item.rank == rank], key) == amount_of(total, key) for rank in ranks)


def _covers(view: TableView, total: Item, parts: Sequence[Item], key: Key) -> bool:
    """True where every row with the measure between the first part and the total is a part or stands under one."""
    chosen = {id(part) for part in parts}
    level: int | None = None
    for item in view.items:
        if item is total:
            break
        if id(item) in chosen:
            level = item.rank
        elif item.rank is not None and level is not None and item.rank <= level and key in item.money:
            return False
    return True


def _other_accounts(view: TableView, parts: Sequence[Item], key: Key) -> bool:
    """True where an account above the parts is none of them, nor what they add up to: it may be totalled with them."""
    first, whole = parts[0].index, total_of(parts, key)
    above = [item for item in view.items if item.index < first and item.row.level is TingkatBaris.AKUN]
    amounts = {amount_of(item, key) for item in above} - {None, whole, Decimal(0)}
    return bool(amounts) and not any(part.row.level is TingkatBaris.AKUN for part in parts)
