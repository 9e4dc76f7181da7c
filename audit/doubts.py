"""What speaks for our own reading where a sum does not close: before anyone is accused, these are asked.

A difference proves an error of the document only where the rows that take part are beyond doubt: each one printed row,
of the level that it was given, with its amount in the column that was asked for. Every doubt is said in words; the
finding then names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from operator import attrgetter

from audit.figures import Figure
from audit.hierarchy import Family, Item, TableView
from audit.numbering import has_gap
from audit.tally import Tally, sum_of
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
LEVEL = "baris jumlah sesudahnya cocok bila induk dan rinciannya setingkat"
SPREAD = "angka baris lanjutan di antaranya mungkin milik baris yang namanya luput terbaca"
SKIPPED = "nomor urut rinciannya melompat, sehingga sebuah baris mungkin luput"
HOLLOW = "di antaranya ada baris kosong yang rinciannya bernilai"
ORPHANED = "di atas rincian pertamanya ada baris bernilai yang induknya luput terbaca"
FUSED = "sel-sel sebuah baris terbaca menjadi satu teks"
UNREAD = "tabelnya hasil pindai, dan angka barisnya mungkin luput terbaca"
MERGED = "sel angkanya mencakup jumlah baris yang berbeda"

_MARK = re.compile(r"\brp\b|\(0{3}\)", re.I)
_TOTAL_WORD = re.compile(r"(?:(?:sub|grand)[ -]?)?(?:jumlah|total)\b", re.I)

_AMOUNT = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9])")
_MOST_NAMED = 2
"""Amounts that a name may speak of ("dari Rp5.000 ke Rp7.500"); of a row whose cells lost their borders it has more."""
_NAME = 28
"""Letters of a name: those of two rows together seldom have fewer each."""
_index = attrgetter("index")
_MOST_ROUNDED = Decimal(10) ** 9
"""Rupiah. Rounding of figures in thousands or millions explains no more between a row and its parts."""
_MOST_TAKEN = 12
"""Rows that may have been read a level too high in sequence: of more, some sum closes by accident."""
_Doubt = Callable[[Tally, Item, Sequence[Item]], bool]


def family_doubt(tally: Tally, parent: Item, children: Sequence[Item]) -> str | None:
    """Why the children's sum may differ by our reading; None where nothing speaks for that."""
    return next((clause for clause, is_so in _FAMILY if is_so(tally, parent, children)), None)


def row_doubt(view: TableView, figures: Sequence[Figure]) -> str | None:
    """Why figures of one row may not belong together; None where nothing speaks for that."""
    spans = {view.cells.n_rows(value) for figure in figures for value in figure.values}
    return MERGED if len(spans - {None}) > 1 else None


def _joined(_: Tally, parent: Item, children: Sequence[Item]) -> bool:
    return any(is_joined(item) for item in (parent, *children))


def is_joined(item: Item) -> bool:
    """True where one printed row holds several amounts of one measure: rows of a table without lines between them."""
    return any(len(f.values) > 1 and len(f.values) > len(set(f.rows)) for f in item.money.values())


def _fused(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    return is_fused((parent, *children, *_block(tally.view, parent)))


def is_fused(items: Iterable[Item]) -> bool:
    """True where a name among the items' holds a whole row's amounts: no border parts its cells, and it lost them."""
    return any(len(_AMOUNT.findall(item.row.row.nama)) > _MOST_NAMED for item in items)


def _slipped(tally: Tally, _: Item, children: Sequence[Item]) -> bool:
    """A child without an amount prints rupiah where a target or an achievement belongs: a cell that lost its border."""
    return any(
        value.satuan == "rupiah" and value.ukuran in (Ukuran.TARGET, Ukuran.CAPAIAN)
        for child in children
        if not tally.prints(child)
        for row in child.rows
        for value in tally.view.matched.rows[row].row.values
    )


def _spread(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    return has_loose_lines(tally, (parent, *children, *_block(tally.view, parent)))


def has_loose_lines(tally: Tally, items: Iterable[Item]) -> bool:
    """True where an item's name is long enough to be those of all its lines, and no sum closes with such lines.

    Between column rules alone the names of many rows may be read as one cell; the first row then takes all amounts.
    """
    several = (item for item in items if tally.lines(item) > 1)
    return any(len(item.row.row.nama) > _NAME * tally.lines(item) for item in several) and not tally.lines_add_up


def _skipped(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    return (tally.amount(parent) or 0) > (tally.total(children) or 0) and has_gap(children, parent)


def _hollow(tally: Tally, _: Item, children: Sequence[Item]) -> bool:
    return is_hollow(tally, children)


def is_hollow(tally: Tally, parts: Sequence[Item]) -> bool:
    """True where one of the parts prints nothing, and a row below it does: what it comes to may be in the sum."""
    return any(
        not tally.prints(part)
        and any(item.rank is not None and tally.prints(item) for item in _block(tally.view, part))
        for part in parts
        if part.rank is not None
    )


def _orphaned(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """Amounts of a lower level stand above the first child: the row that they belong to is one of its peers."""
    above = takewhile(lambda item: item.index < children[0].index, _after(tally.view, parent))
    return any(item.rank is not None and tally.prints(item) for item in above)


def _uneven(tally: Tally, _: Item, children: Sequence[Item]) -> bool:
    coded = {bool(child.row.row.kode_asli) for child in children if tally.prints(child)}
    return len(coded) > 1


def _unranked(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """Rows without a level print amounts among children without codes: works and details look like kegiatan there."""
    if any(child.row.row.kode_asli for child in children):
        return False
    block = _block(tally.view, parent)
    return any(item.row.level is TingkatBaris.LAINNYA and tally.prints(item) for item in block)


def _heading(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """A child is a total by its name, or its amount is what the parent's peers behind or before it add up to."""
    if any(_TOTAL_WORD.match(child.row.row.nama.strip()) for child in children):
        return True
    peers = tally.peers(parent.rank)
    wanted = ((child.index, tally.amount(child)) for child in children)
    return any(amount and peers.meet(place, amount) for place, amount in wanted)


def repeated(tally: Tally, whole: Item, parts: Sequence[Item]) -> bool:
    """True where the sum closes without the parts that repeat what stands above them."""
    kept = [part for at, part in enumerate(parts) if at == 0 or not _repeats(part, parts[at - 1])]
    return len(kept) < len(parts) and tally.total(kept) == tally.amount(whole)


def _repeats(item: Item, before: Item) -> bool:
    """True where every amount of the item is the one above it: a detail that is all of its owner, or a cell twice."""
    pairs = [(figure, before.money.get(key)) for key, figure in item.money.items()]
    return bool(pairs) and all(one.total == (other.total if other else None) for one, other in pairs)


def _further(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """Without the amounts of nameless further lines, which a subtotal looks like, the sum closes."""
    if all(len(item.rows) == 1 for item in (parent, *children)):
        return False
    first = [tally.view.money[item.index].get(tally.key) for item in (parent, *children)]
    whole, parts = first[0], [figure.total for figure in first[1:] if figure is not None and figure.total is not None]
    return whole is not None and bool(parts) and whole.total == sum(parts)


def _wider(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """With the rows of the children's level up to the next row of the parent's level, the sum closes."""
    block: list[Item] = []
    for item in _after(tally.view, parent):
        if item.rank is not None and item.rank == parent.rank:
            break
        if item.rank is not None and item.rank == children[0].rank:
            block.append(item)
    return len(block) > len(children) and tally.total(block) == tally.amount(parent)


def _deeper(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """With one row of a lower level, or all, the sum closes; they do not add up to the row that they were put under."""
    block = list(_block(tally.view, parent))
    next_rank = min((item.rank for item in block if item.rank and item.rank > (children[0].rank or 0)), default=0)
    own = {child.index for child in children}
    loose = [item for item in block if item.rank == next_rank and tally.prints(item) and item.index not in own]
    if not loose:
        return False
    loose = [item for item in loose if item.index not in tally.fitting]
    return any(more and tally.closes_with(parent, (*children, *more)) for more in (*([one] for one in loose), loose))


def _lifted(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """One child is all of the difference here, and what the row above lacks: a row of the parent's own level.

    One whose code goes on from the parent's is none, but where its amount is printed among those of the parent's level.
    """
    whole, under, own = tally.amount(parent), tally.total(children), _digits(parent.row.row.kode_asli)
    if whole is None or under is None:
        return False
    wanted = [child for child in children if tally.amount(child) == under - whole]
    if not any(
        not own or _digits(child.row.row.kode_asli)[: len(own)] != own or _stands_among_peers(tally, parent, child)
        for child in wanted
    ):
        return False
    above = next((each for each in tally.view.families if any(item is parent for item in each[1])), None)
    if above is None:
        return False
    highest, peers = tally.amount(above[0]), tally.total(above[1])
    return highest is not None and peers is not None and peers + under - whole == highest


def _stands_among_peers(tally: Tally, parent: Item, child: Item) -> bool:
    """True where the child's amount is printed once more in the parent's column: each level has a column of its own."""
    cells, figures = tally.view.cells, (parent.money.get(tally.key), child.money.get(tally.key))
    above, own = (() if figure is None else figure.values for figure in figures)
    columns = {cells.col(value) for value in above} - {None, *(cells.col(value) for value in own)}
    texts = {value.teks for value in own}
    again = (cells.at(child.row.row.grid_row, column) for column in columns if column is not None)
    return any(cell is not None and cell.text.strip() in texts for cell in again)


def _higher(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """With the next rows of the parent's own level the sum closes: they may stand below it; or it is such a row."""
    if _taken(tally, parent, children):
        return True
    families = tally.view.families
    first = _place(families, parent)
    before = families[max(0, first - _MOST_TAKEN) : first]
    return any(parent.index in _taken_after(tally, each) for each in before if each[0].rank == parent.rank)


def _taken_after(tally: Tally, family: Family) -> list[int]:
    """What a family of the table takes, remembered: each of the next families asks for it."""
    at = family[0].index
    if at not in tally.taken:
        tally.taken[at] = _taken(tally, *family)
    return tally.taken[at]


def _taken(tally: Tally, parent: Item, children: Sequence[Item]) -> list[int]:
    """The next rows of the parent's level that close its sum with what stands below them; none where they do not.

    A row whose own parts add up to it is a parent in its own right.
    """
    whole, sum_of = tally.amount(parent), tally.total(children)
    if whole is None or sum_of is None or parent.index in tally.closing:
        return []
    parts, taken = list(children), list[int]()
    for item in _after(tally.view, parent):
        if item.rank is None or item.rank > (parent.rank or 0):
            continue
        own = _below(tally.view, item)
        if item.rank < (parent.rank or 0) or (own and (not tally.prints(item) or item.index in tally.closing)):
            return []
        taken.append(item.index)
        parts += [item, *own]
        sum_of += tally.total((item, *own)) or 0
        if tally.prints(item) and abs(sum_of - whole) < _MOST_ROUNDED and tally.closes_with(parent, parts):
            return taken
        if len(taken) == _MOST_TAKEN or sum_of - whole > _MOST_ROUNDED:
            return []
    return []


def _below(view: TableView, item: Item) -> Sequence[Item]:
    found = view.families[(at := _place(view.families, item)) : at + 1]
    return found[0][1] if found and found[0][0].index == item.index else ()


def _place(families: Sequence[Family], item: Item) -> int:
    return bisect_left(families, item.index, key=lambda family: family[0].index)


def _torn(tally: Tally, _: Item, children: Sequence[Item]) -> bool:
    """A child without a code prints no value at all, beside others that do: the rest of a name, most likely."""
    return any(
        not child.row.row.kode_asli and not any(tally.view.matched.rows[row].row.values for row in child.rows)
        for child in children
    )


def _later(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """The last parent of a table that may go on, or breaks off at a row without its own parts: more may stand there."""
    missing = (tally.amount(parent) or Decimal(0)) > (tally.total(children) or Decimal(0))
    ranks = (item.rank for item in _after(tally.view, parent) if item.rank is not None)
    if not missing or any(rank <= (parent.rank or 0) for rank in ranks):
        return False
    every = [item.rank for item in tally.view.items if item.rank is not None]
    return tally.view.is_open or every[-1] < max(every)


def _headed(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """A further line holds the words of a header that the page repeats: what stood before it may belong elsewhere."""
    return any(
        value.nilai is None and value.ukuran in MONEY and _MARK.search(value.teks) is not None
        for item in (parent, *children)
        for row in item.rows
        for value in tally.view.matched.rows[row].row.values
    )


def _strangers(_: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """Some children's codes go on from the parent's and others' do not: those stand under another parent."""
    own = _digits(parent.row.row.kode_asli)
    nested = {_digits(child.row.row.kode_asli)[: len(own)] == own for child in children if child.row.row.kode_asli}
    return bool(own) and len(nested) > 1


def _unvouched(tally: Tally, parent: Item, children: Sequence[Item]) -> bool:
    """A lone child without a code outgrows its parent, and no family of these levels closes elsewhere."""
    if len(children) > 1 or children[0].row.row.kode_asli:
        return False
    whole, part = tally.amount(parent), tally.amount(children[0])
    levels = (parent.rank, children[0].rank)
    families = [each for each in tally.view.families if (each[0].rank, each[1][0].rank) == levels]
    return whole is not None and part is not None and part > whole and not any(map(_closes, families))


def _closes(family: Family) -> bool:
    """True where some measure's children add up to the parent."""
    parent, children = family
    printed = ((key, figure.total) for key, figure in parent.money.items() if figure.total is not None)
    return any(amount == sum_of(children, key) for key, amount in printed)


def _digits(code: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", code or ""))


def _same_code(tally: Tally, parent: Item, _: Sequence[Item]) -> bool:
    code, items = parent.row.row.kode_asli, tally.view.items
    if code is None:
        return False
    above = map(items.__getitem__, range(bisect_left(items, parent.index, key=_index) - 1, -1, -1))
    return next((item.row.row.kode_asli for item in above if item.rank is not None), None) == code


def _level(tally: Tally, parent: Item, _: Sequence[Item]) -> bool:
    """The printed total behind the parent is the sum of all rows since the total before it, the parent among them: no
    row of a list is the sum of others.
    """
    section: list[Item] = []
    for item in tally.view.items:
        if not item.is_total:
            section.append(item)
        elif item.index < parent.index:
            section = []
        else:
            total = tally.amount(item)
            return bool(total) and total == tally.total([one for one in section if one.rank is not None])
    return False


_FAMILY: tuple[tuple[str, _Doubt], ...] = (
    (JOINED, _joined),
    (FUSED, _fused),
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
    (HOLLOW, _hollow),
    (ORPHANED, _orphaned),
    (SKIPPED, _skipped),
    (SPREAD, _spread),
    (LEVEL, _level),
)


def _block(view: TableView, parent: Item) -> Iterator[Item]:
    """The items from the parent to the next one of its own or a higher level."""
    for item in _after(view, parent):
        if item.rank is not None and item.rank <= (parent.rank or 0):
            return
        yield item


def _after(view: TableView, item: Item) -> Iterator[Item]:
    """The items below one, top to bottom; a long table has too many to look through those above it each time."""
    first = bisect_right(view.items, item.index, key=_index)
    return map(view.items.__getitem__, range(first, len(view.items)))
