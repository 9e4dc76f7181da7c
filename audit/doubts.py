"""What speaks for our own reading where a sum does not close: before anyone is accused, these are asked.

A difference proves an error of the document only where the rows that take part are beyond doubt: each one printed row,
of the level that it was given, with its amount in the column that was asked for. Every doubt is said in words; the
finding then names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView, amount_of, total_of
from audit.rounding import is_rounding
from normalize.types import TingkatBaris, Ukuran
from normalize.ukuran import MONEY

JOINED = "beberapa baris mungkin terbaca menjadi satu"
SLIPPED = "ada angka rupiah di kolom lain pada baris rinciannya"
UNEVEN = "sebagian rinciannya tidak berkode, sehingga tingkatnya tidak pasti"
UNRANKED = "di antaranya ada baris bernilai yang tingkatnya tidak pasti"
HEADING = "salah satu rinciannya mungkin kepala kelompok program sesudahnya atau jumlah program sebelumnya"
REPEATED = "jumlahnya cocok bila baris yang mengulang angka baris di atasnya tidak dihitung"
FURTHER = "jumlahnya cocok bila baris lanjutan tidak dihitung"
WIDER = "jumlahnya cocok bila rincian sesudah baris penyela ikut dihitung"
TORN = "nama sebagian rinciannya mungkin terpotong menjadi beberapa baris"
SAME_CODE = "kodenya sama dengan kode baris di atasnya"
LATER = "rinciannya mungkin berlanjut pada tabel di halaman berikutnya"
HEADED = "kepala tabel terbaca di antara rinciannya, sehingga sebuah baris mungkin luput"
STRANGERS = "sebagian rinciannya berkode di luar kode induknya"
UNVOUCHED = "tidak ada jumlah lain pada tabel itu yang membenarkan tingkat kedua baris"
DEEPER = "jumlahnya cocok bila baris yang tingkatnya lebih rendah di antaranya ikut dihitung"
HIGHER = "jumlahnya cocok bila baris setingkat sesudahnya terbaca sebagai rincian"
LIFTED = "jumlahnya dan jumlah induknya sama-sama cocok bila salah satu rinciannya setingkat dengannya"
MERGED = "sel angkanya mencakup jumlah baris yang berbeda"

_MARK = re.compile(r"\brp\b|\(0{3}\)", re.I)
_TOTAL_WORD = re.compile(r"(?:(?:sub|grand)[ -]?)?(?:jumlah|total)\b", re.I)

_index = attrgetter("index")
_MOST_ROUNDED = Decimal(10) ** 9
"""Rupiah. Rounding of figures in thousands or millions explains no more between a row and its parts."""
_MOST_TAKEN = 12
"""Rows that may have been read a level too high in sequence: of more, some sum closes by accident."""
_Doubt = Callable[[TableView, Item, Sequence[Item], Key], bool]


def family_doubt(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> str | None:
    """Why the children's sum may differ by our reading; None where nothing speaks for that."""
    for clause, is_so in _FAMILY:
        if is_so(view, parent, children, key):
            return clause
    return None


def row_doubt(view: TableView, figures: Sequence[Figure]) -> str | None:
    """Why figures of one row may not belong together; None where nothing speaks for that."""
    spans = {view.cells.n_rows(value) for figure in figures for value in figure.values}
    return MERGED if len(spans - {None}) > 1 else None


def _joined(_: TableView, parent: Item, children: Sequence[Item], __: Key) -> bool:
    return any(is_joined(item) for item in (parent, *children))


def is_joined(item: Item) -> bool:
    """True where one printed row holds several amounts of one measure: rows of a table without lines between them."""
    return any(len(figure.values) > len(set(figure.rows)) for figure in item.money.values())


def _slipped(view: TableView, _: Item, children: Sequence[Item], key: Key) -> bool:
    """A child without an amount prints rupiah where a target or an achievement belongs: a cell that lost its border."""
    return any(
        value.satuan == "rupiah" and value.ukuran in (Ukuran.TARGET, Ukuran.CAPAIAN)
        for child in children
        if key not in child.money
        for row in child.rows
        for value in view.matched.rows[row].row.values
    )


def _uneven(_: TableView, __: Item, children: Sequence[Item], key: Key) -> bool:
    coded = {bool(child.row.row.kode_asli) for child in children if key in child.money}
    return len(coded) > 1


def _unranked(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """Rows without a level print amounts among children without codes: works and details look like kegiatan there."""
    if any(child.row.row.kode_asli for child in children):
        return False
    block = _block(view, parent)
    return any(item.row.level is TingkatBaris.LAINNYA and key in item.money for item in block)


def _heading(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """A child is a total by its name, or its amount is what the parent's peers behind or before it add up to."""
    if any(_TOTAL_WORD.match(child.row.row.nama.strip()) for child in children):
        return True
    peers = [item for item in view.items if item.rank == parent.rank]
    for child in children:
        wanted = amount_of(child, key)
        if wanted:
            behind = [item for item in peers if item.index > child.index]
            before = [item for item in reversed(peers) if item.index < child.index]
            if any(_adds_up(run, key, wanted) for run in (behind, before)):
                return True
    return False


def _adds_up(run: Sequence[Item], key: Key, wanted: Decimal) -> bool:
    """True where the run's first two or more items add up to the amount."""
    running = Decimal(0)
    for count, item in enumerate(run, 1):
        running += amount_of(item, key) or Decimal(0)
        if count > 1 and running == wanted:
            return True
    return False


def repeated(_: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """True where the sum closes without the rows that repeat every amount of the row above them."""
    kept = [child for at, child in enumerate(children) if at == 0 or not _repeats(child, children[at - 1])]
    return len(kept) < len(children) and total_of(kept, key) == amount_of(parent, key)


def _repeats(item: Item, before: Item) -> bool:
    """True where every amount of the item is the one above it: a detail that is all of its owner, or a cell twice."""
    pairs = [(figure.total, amount_of(before, key)) for key, figure in item.money.items()]
    return bool(pairs) and all(one == other for one, other in pairs)


def _further(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """Without the amounts of nameless further lines, which a subtotal looks like, the sum closes."""
    if all(len(item.rows) == 1 for item in (parent, *children)):
        return False
    first = [view.money[item.index].get(key) for item in (parent, *children)]
    whole, parts = first[0], [figure.total for figure in first[1:] if figure is not None and figure.total is not None]
    return whole is not None and bool(parts) and whole.total == sum(parts)


def _wider(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """With the rows of the children's level up to the next row of the parent's level, the sum closes."""
    block: list[Item] = []
    for item in _after(view, parent):
        if item.rank is not None and item.rank == parent.rank:
            break
        if item.rank is not None and item.rank == children[0].rank:
            block.append(item)
    return len(block) > len(children) and total_of(block, key) == amount_of(parent, key)


def _deeper(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """With one row of a lower level, or all, the sum closes; they do not add up to the row that they were put under."""
    block = list(_block(view, parent))
    next_rank = min((item.rank for item in block if item.rank and item.rank > (children[0].rank or 0)), default=0)
    own = {child.index for child in children}
    loose = [item for item in block if item.rank == next_rank and key in item.money and item.index not in own]
    if not loose:
        return False
    # Children are all of one rank: only families of this one can hold what is loose.
    families = (family for family in view.families if family[1][0].rank == next_rank)
    fitting = {item.index for owner, below in families if _adds_to(owner, below, key) for item in below}
    loose = [item for item in loose if item.index not in fitting]
    return any(more and _closes_with(parent, (*children, *more), key) for more in (*([one] for one in loose), loose))


def _lifted(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """One child is all of the difference here, and what the row above lacks: a row of the parent's own level.

    One whose code goes on from the parent's is none.
    """
    whole, under, own = amount_of(parent, key), total_of(children, key), _digits(parent.row.row.kode_asli)
    if whole is None or under is None:
        return False
    loose = [child for child in children if not own or _digits(child.row.row.kode_asli)[: len(own)] != own]
    if not any(amount_of(child, key) == under - whole for child in loose):
        return False
    above = next((family for family in view.families if any(item is parent for item in family[1])), None)
    if above is None:
        return False
    highest, peers = amount_of(above[0], key), total_of(above[1], key)
    return highest is not None and peers is not None and peers + under - whole == highest


def _higher(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """With the next rows of the parent's own level the sum closes: they may stand below it; or it is such a row."""
    if _taken(view, parent, children, key):
        return True
    first = _place(view, parent)
    before = view.families[max(0, first - _MOST_TAKEN) : first]
    return any(parent.index in _taken(view, *each, key) for each in before if each[0].rank == parent.rank)


def _taken(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> list[int]:
    """The next rows of the parent's level that close its sum with what stands below them; none where they do not.

    A row whose own parts add up to it is a parent in its own right.
    """
    if key not in parent.money or _adds_to(parent, children, key):
        return []
    parts, taken = list(children), list[int]()
    whole, sum_of = amount_of(parent, key), total_of(parts, key)
    if whole is None or sum_of is None:
        return []
    for item in _after(view, parent):
        if item.rank is None or item.rank > (parent.rank or 0):
            continue
        own = _below(view, item)
        if item.rank < (parent.rank or 0) or (own and (key not in item.money or _adds_to(item, own, key))):
            return []
        taken.append(item.index)
        parts += [item, *own]
        sum_of += total_of((item, *own), key) or 0
        if key in item.money and abs(sum_of - whole) < _MOST_ROUNDED and _closes_with(parent, parts, key):
            return taken
        if len(taken) == _MOST_TAKEN or sum_of - whole > _MOST_ROUNDED:
            return []
    return []


def _below(view: TableView, item: Item) -> Sequence[Item]:
    found = view.families[(at := _place(view, item)) : at + 1]
    return found[0][1] if found and found[0][0].index == item.index else ()


def _place(view: TableView, item: Item) -> int:
    return bisect_left(view.families, item.index, key=lambda family: family[0].index)


def _closes_with(parent: Item, parts: Sequence[Item], key: Key) -> bool:
    """True where the parts add up to the parent, but for what rounding to a printed unit explains."""
    whole, under = amount_of(parent, key), total_of(parts, key)
    figures = [parent.money[key], *(part.money[key] for part in parts if key in part.money)]
    return whole is not None and under is not None and is_rounding(whole - under, figures)


def _adds_to(owner: Item, below: Sequence[Item], key: Key) -> bool:
    return key in owner.money and amount_of(owner, key) == total_of(below, key)


def _torn(view: TableView, _: Item, children: Sequence[Item], __: Key) -> bool:
    """A child without a code prints no value at all, beside others that do: the rest of a name, most likely."""
    return any(
        not child.row.row.kode_asli and not any(view.matched.rows[row].row.values for row in child.rows)
        for child in children
    )


def _later(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """The last parent of a table that may go on, or breaks off at a row without its own parts: more may stand there."""
    missing = (amount_of(parent, key) or Decimal(0)) > (total_of(children, key) or Decimal(0))
    if not missing or any(item.rank is not None and item.rank <= (parent.rank or 0) for item in _after(view, parent)):
        return False
    ranks = [item.rank for item in view.items if item.rank is not None]
    return view.is_open or ranks[-1] < max(ranks)


def _headed(view: TableView, parent: Item, children: Sequence[Item], _: Key) -> bool:
    """A further line holds the words of a header that the page repeats: what stood before it may belong elsewhere."""
    return any(
        value.nilai is None and value.ukuran in MONEY and _MARK.search(value.teks) is not None
        for item in (parent, *children)
        for row in item.rows
        for value in view.matched.rows[row].row.values
    )


def _strangers(_: TableView, parent: Item, children: Sequence[Item], __: Key) -> bool:
    """Some children's codes go on from the parent's and others' do not: those stand under another parent."""
    own = _digits(parent.row.row.kode_asli)
    nested = {_digits(child.row.row.kode_asli)[: len(own)] == own for child in children if child.row.row.kode_asli}
    return bool(own) and len(nested) > 1


def _unvouched(view: TableView, parent: Item, children: Sequence[Item], key: Key) -> bool:
    """A lone child without a code outgrows its parent, and no family of these levels closes elsewhere."""
    if len(children) > 1 or children[0].row.row.kode_asli:
        return False
    whole, part = amount_of(parent, key), amount_of(children[0], key)
    levels = (parent.rank, children[0].rank)
    families = [pair for pair in view.families if (pair[0].rank, pair[1][0].rank) == levels]
    return whole is not None and part is not None and part > whole and not any(map(_closes, families))


def _closes(family: tuple[Item, Sequence[Item]]) -> bool:
    """True where some measure's children add up to the parent."""
    parent, children = family
    return any(
        figure.total is not None and figure.total == total_of(children, key) for key, figure in parent.money.items()
    )


def _digits(code: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", code or ""))


def _same_code(view: TableView, parent: Item, _: Sequence[Item], __: Key) -> bool:
    code = parent.row.row.kode_asli
    if code is None:
        return False
    ranked = (item for item in reversed(view.items) if item.index < parent.index and item.rank is not None)
    above = next(ranked, None)
    return above is not None and above.row.row.kode_asli == code


_FAMILY: tuple[tuple[str, _Doubt], ...] = (
    (JOINED, _joined),
    (SLIPPED, _slipped),
    (UNEVEN, _uneven),
    (UNRANKED, _unranked),
    (HEADING, _heading),
    (REPEATED, repeated),
    (FURTHER, _further),
    (WIDER, _wider),
    (DEEPER, _deeper),
    (HIGHER, _higher),
    (LIFTED, _lifted),
    (TORN, _torn),
    (SAME_CODE, _same_code),
    (LATER, _later),
    (HEADED, _headed),
    (STRANGERS, _strangers),
    (UNVOUCHED, _unvouched),
)


def _block(view: TableView, parent: Item) -> Iterator[Item]:
    """The items from the parent to the next one of its own or a higher level."""
    for item in _after(view, parent):
        if item.rank is not None and item.rank <= (parent.rank or 0):
            return
        yield item


def _after(view: TableView, item: Item) -> Iterator[Item]:
    """The items below one, top to bottom; a long table has too many to look through those above it each time."""
    return islice(view.items, bisect_right(view.items, item.index, key=_index), None)
