"""The items of a table, their rank, and who adds up to whom (contract: a parent's children).

A parent's children are the rows of the next level present below it, up to the next row of its own or a higher level.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from audit.cells import Cells, add_dashes
from audit.figures import Figures, Key, gather, merge
from audit.parallel import Places
from nomenclature.nama import key, total_of
from normalize.baris import is_carried
from normalize.types import TingkatBaris, Value
from normalize.ukuran import Certainty
from normalize.wording import squash
from records.matched import MatchedRow, MatchedTable

_RANK = {
    TingkatBaris.URUSAN: 10,
    TingkatBaris.BIDANG_URUSAN: 20,
    TingkatBaris.PROGRAM: 30,
    TingkatBaris.KEGIATAN: 40,
    TingkatBaris.SUB_KEGIATAN: 50,
}
# An office or an aim stands above the urusan (SIPD print) or below the bidang urusan (e-SAKIP print).
_ABOVE = {TingkatBaris.PERANGKAT_DAERAH: 0, TingkatBaris.TUJUAN: 1, TingkatBaris.SASARAN: 2}
_BELOW = {TingkatBaris.PERANGKAT_DAERAH: 22, TingkatBaris.TUJUAN: 23, TingkatBaris.SASARAN: 24}
_AIMS = (TingkatBaris.TUJUAN, TingkatBaris.SASARAN)
_GOVERNMENT = (TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the table budgets for: a row with its further indicator lines.

    ``rows`` their indices, the item's own first. ``rank`` grows downwards; None where the row takes no part in sums
    (`lainnya`) or is itself a total (``is_total``).
    """

    rows: tuple[int, ...]
    row: MatchedRow
    rank: int | None
    is_total: bool
    money: Figures
    of: int | None = None
    """The first row of the item above whose name a total bears ("Jumlah Program Alfa")."""
    is_carried: bool = False
    """True for a total that a page's foot carries to the next page: it closes nothing."""
    index: int = field(init=False)
    """Index of the item's first row in the table's rows."""

    def __post_init__(self) -> None:
        """Kept, not looked up: it is asked for over and over where a difference is explained."""
        object.__setattr__(self, "index", self.rows[0])


Family = tuple[Item, tuple[Item, ...]]
"""A parent with its children."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A matched table as the checks see it.

    ``money`` and ``other``: every row's figures, lines apart. ``families``: each parent that has children, with them.
    ``cells``: the texts of the grid's cells by their place, gathered when first asked for: few findings need them.
    """

    number: int
    matched: MatchedTable
    items: tuple[Item, ...]
    money: tuple[Figures, ...]
    other: tuple[Figures, ...]
    families: tuple[Family, ...]
    cells: Cells
    certainty: Certainty
    before: tuple[Item, ...] = ()
    """Items of the tables that this one goes on with (``audit.chains``)."""
    is_continued: bool = False
    """True where the next table goes on with this one."""
    is_torn: bool = False
    """True where it may go on with the table before it although their columns were read apart."""
    is_open: bool = False
    """True where the next table may go on with this one although their columns were read apart."""

    def item_at(self, row: int) -> Item | None:
        """The item whose first row this is."""
        at = bisect_left(self.items, row, key=attrgetter("index"))
        return self.items[at] if at < len(self.items) and self.items[at].index == row else None

    def cell_text(self, value: Value) -> str:
        """The whole text of the cell that a value was read from; empty where the grid is not known."""
        return self.cells.text(value)


def children_of(ranked: Sequence[Item], place: int) -> tuple[Item, ...]:
    """The children of ``ranked[place]``; all of ``ranked`` have a rank."""
    own = ranked[place].rank or 0
    found: list[Item] = []
    next_rank = 0
    for after in range(place + 1, len(ranked)):
        follower = ranked[after]
        rank = follower.rank or 0
        if rank <= own:
            break
        if not found or rank < next_rank:
            found, next_rank = [], rank
        if rank == next_rank:
            found.append(follower)
    return tuple(found)


def top_level(items: Sequence[Item], key: Key) -> tuple[Item, ...]:
    """The items of the highest level that carries ``key``, those with an empty cell too."""
    ranks = [item.rank for item in items if item.rank is not None and key in item.money]
    highest = min(ranks, default=None)
    return tuple(item for item in items if item.rank == highest) if ranks else ()


def view_table(number: int, matched: MatchedTable) -> TableView:
    """The table's items in printed order, with ranks and figures."""
    certainty = Certainty(matched.source.columns)
    cells = Cells(matched.source.table)
    places = Places(matched.source.columns, cells, (row.row.values for row in matched.rows))
    figures = [gather(index, row.row.values, certainty, places.key) for index, row in enumerate(matched.rows)]
    money = add_dashes(matched, cells, [amounts for amounts, _ in figures])
    other = tuple(rest for _, rest in figures)
    ranks = _ranks(matched.rows)
    items: list[Item] = []
    named: dict[str, int] = {}
    for index, lines in _lines(matched.rows).items():
        whole: Figures = money[index]
        for line in lines:
            whole = merge(whole, money[line])
        row = matched.rows[index]
        is_total = row.level is TingkatBaris.JUMLAH
        of = named.get(key(total_of(row.row.nama) or "")) if is_total else None
        carried = is_total and is_carried(squash(row.row.nama))
        items.append(Item((index, *lines), row, ranks.get(row.level), is_total, whole, of, carried))
        named |= {} if is_total else {key(row.row.nama): index}
    return TableView(number, matched, tuple(items), money, other, tuple(_families(items)), cells, certainty)


def _families(items: Sequence[Item]) -> Iterator[Family]:
    ranked = [item for item in items if item.rank is not None]
    ranks = [item.rank or 0 for item in ranked]
    totals = [item for item in items if item.is_total and not item.is_carried]
    for place, parent in enumerate(ranked):
        if place + 1 < len(ranks) and ranks[place + 1] > ranks[place]:
            children = _before_total(parent, children_of(ranked, place), totals)
            if children:
                yield parent, children


def _before_total(parent: Item, children: tuple[Item, ...], totals: Sequence[Item]) -> tuple[Item, ...]:
    """The children above the first total that follows the parent's own: what stands below a total is in it no more.

    A total right behind the parent (printed first) or between two blocks of children closes only what is above it; one
    that names an item below the parent ("Jumlah Program Alfa" within an office) closes that item alone.
    """
    closing = next((t.index for t in totals if t.index > parent.index and (t.of or 0) <= parent.index), None)
    if closing is None:
        return children
    return tuple(child for child in children if child.index < closing)


def _lines(rows: Sequence[MatchedRow]) -> dict[int, list[int]]:
    """Index of each item's first row, with the indices of its further lines."""
    found: dict[int, list[int]] = {}
    owner: dict[int, int] = {}
    for index, row in enumerate(rows):
        first = owner.get(row.row.lanjutan, index) if row.row.lanjutan is not None else index
        owner[index] = first
        found.setdefault(first, [])
        if first != index:
            found[first].append(index)
    return found


def _ranks(rows: Sequence[MatchedRow]) -> dict[TingkatBaris, int]:
    """The rank of each level in this table: offices and aims go where the table first prints them."""
    first: dict[TingkatBaris, int] = {}
    for index, row in enumerate(rows):
        first.setdefault(row.level, index)
    government = min((first[level] for level in _GOVERNMENT if level in first), default=len(rows))
    office = first.get(TingkatBaris.PERANGKAT_DAERAH, -1)
    aim = min((first[level] for level in _AIMS if level in first), default=-1)
    place = _BELOW if office > government else _ABOVE
    ranks = _RANK | {TingkatBaris.PERANGKAT_DAERAH: place[TingkatBaris.PERANGKAT_DAERAH]}
    aims = _BELOW if aim > government else _ABOVE
    return ranks | {level: aims[level] for level in _AIMS}
