"""Rows while they are put together: second printed lines, further indicator lines, totals without their word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.types import Box
from normalize.types import BudgetRow, RowHints, TingkatBaris, Value
from normalize.ukuran import MONEY, Measure, measure_of

_LIST = 4
"""Rows of a list from which a last one with their exact sum is no further item."""


@dataclass(slots=True)
class Pending:
    """A row being put together from one or more grid rows."""

    grid_row: int
    level: TingkatBaris | None
    kode_asli: str | None
    nama: str
    indikator: str | None
    values: tuple[Value, ...]
    page: int
    box: Box
    hints: RowHints
    lanjutan: int | None = None
    lokasi: str | None = None
    sumber_dana: str | None = None
    perangkat_daerah: str | None = None
    owned: bool = False
    """True where the name cell of the row above reaches down to this one."""
    within: bool = False
    """True where the number and the values of the row above reach down to this one, which has none of its own."""

    def finish(self, index: int) -> BudgetRow:
        """The row as the later stages know it."""
        return BudgetRow(
            urutan=index,
            grid_row=self.grid_row,
            level=self.level,
            kode_asli=self.kode_asli,
            nama=self.nama,
            indikator=self.indikator,
            values=self.values,
            page=self.page,
            box=self.box,
            hints=self.hints,
            lanjutan=self.lanjutan,
            lokasi=self.lokasi,
            sumber_dana=self.sumber_dana,
            perangkat_daerah=self.perangkat_daerah,
        )


@dataclass(slots=True)
class State:
    """What rows above say about the rows below."""

    rows: list[Pending] = field(default_factory=list)
    item: int | None = None
    """Index of the last item with a name: the one that nameless rows belong to."""
    announced: TingkatBaris | None = None
    numbered: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """Grid rows whose name cell holds a running number: (the number, the name without it)."""
    named: bool = True
    """Whether the table has names at all: where it has none, a row without a name is nothing special."""
    office: str | None = None
    """The office that the last filled cell of a column of offices names."""
    joined: tuple[int, Pending, Pending] | None = None
    """Where the last row was joined to the one above: that one's index, and both as they were."""


def add_row(pending: Pending, state: State) -> None:
    """Take a printed row in: an item of its own, or the continuation of the one above."""
    if state.joined is not None:
        _part(pending, *state.joined, state)
    if pending.nama and _goes_on(pending, state):
        _join_name(pending, state)
    elif pending.nama or pending.level is TingkatBaris.JUMLAH:
        state.item = len(state.rows) if pending.level is not TingkatBaris.JUMLAH else None
        state.rows.append(pending)
    else:
        continue_item(pending, state)


_LINKED = re.compile(r"(?:dan(?:/atau)?|atau|serta)\s")
"""What no name begins with in small letters; "di Desa Alfa" may be an item below "Talud"."""
_UNFINISHED = re.compile(r"(?:\b(?:dan|atau|serta|di|ke|dari|yang|untuk|bagi|dengan|pada|terhadap|oleh)|,)$", re.I)


_GOALS = frozenset({TingkatBaris.SASARAN, TingkatBaris.TUJUAN})
_GOAL = re.compile(r"(?:(?:me|ter|ber)\w+(?:nya|kan)|men\w+|optimal\w*)\b")


def _goes_on(pending: Pending, state: State) -> bool:
    """True where a name is the second line of the one above, whose row a rule or the white between lines cut in two.

    It begins with what joins words ("dan Galeri") or the name above ends with that ("Pasar dan"), or it stands beside
    the number and the values of the row above; it has no code nor number of its own. Where the row above prints values
    it prints none, and the name above ends in the midst. A goal begins with a capital, or with what is to be reached;
    its second line may stand beside a further indicator.
    """
    if state.item is None or state.item != len(state.rows) - 1 or pending.kode_asli or pending.hints.numbering:
        return False
    item = state.rows[-1]
    if pending.level not in (None, item.level):
        return False
    if pending.within:
        return True
    if item.level in _GOALS and item.nama[:1].isupper() and pending.nama[:1].islower() and pending.indikator:
        return _GOAL.match(pending.nama) is None
    if item.values and pending.values:
        return False
    if _UNFINISHED.search(item.nama) is not None:
        return pending.nama[:1].islower()
    return _LINKED.match(pending.nama) is not None and not item.values


def _part(pending: Pending, at: int, heading: Pending, first: Pending, state: State) -> None:
    """Take back that two rows are one where a third, in small letters with values of its own, is like the second one:
    a heading and what stands below it ("Bantuan bagi / nelayan / petani").
    """
    state.joined = None
    if pending.nama[:1].islower() and pending.values and not (pending.kode_asli or pending.hints.numbering):
        state.rows[at:] = [heading, first]
        state.item = at + 1


def _join_name(pending: Pending, state: State) -> None:
    item = state.rows[-1]
    if pending.values and not item.values:
        state.joined = len(state.rows) - 1, replace(item), replace(pending)
    item.nama = f"{item.nama} {pending.nama}"
    if item.page == pending.page:
        item.box = item.box.union(pending.box)
    pending.nama = ""
    if pending.indikator:
        continue_item(pending, state)
    else:
        _take_over(pending, item)


def continue_item(pending: Pending, state: State) -> None:
    """Join a nameless row to the item above: its second printed line, or a further indicator line of it."""
    if _is_sum_of_all(pending, state.rows):
        _as_total(pending)
        state.rows.append(pending)
        state.item = None
        return
    if state.item is None:
        if pending.level is None and state.named and only_sums(pending):
            _as_total(pending)  # a nameless row of amounts that no item stands above: the whole table's total
        pending.level = pending.level or TingkatBaris.LAINNYA
        state.rows.append(pending)
        return
    item = state.rows[state.item]
    has_lines = any(p.lanjutan == state.item for p in state.rows[state.item :])
    if not (item.values or item.indikator or has_lines or pending.kode_asli):
        item.indikator = pending.indikator
        _take_over(pending, item)
        return
    if _is_loose(pending, item):
        pending.level = TingkatBaris.LAINNYA
        state.rows.append(pending)
        return
    pending.nama, pending.level, pending.lanjutan = item.nama, item.level, state.item
    pending.perangkat_daerah = item.perangkat_daerah
    pending.kode_asli = None
    state.rows.append(pending)


def _take_over(line: Pending, item: Pending) -> None:
    """Give an item what its second line prints and its first one does not."""
    item.values = item.values or line.values
    item.lokasi = item.lokasi or line.lokasi
    item.sumber_dana = item.sumber_dana or line.sumber_dana
    item.hints = replace(item.hints, has_detail=item.hints.has_detail or line.hints.has_detail)


def _is_loose(row: Pending, item: Pending) -> bool:
    """True for a nameless row of amounts alone below an item that prints its own of the same measures.

    Nothing says that they are the item's: it may be a sum, or the name was left out. A line of the item has an
    indicator, a source or place of its own, or stands beside its name.
    """
    if row.owned or row.lokasi or row.sumber_dana or not only_sums(row) or not _money([row]):
        return False
    own = {measure_of(v) for v in item.values if v.ukuran in MONEY}
    return all(measure_of(v) in own for v in row.values if v.ukuran in MONEY)


def only_sums(row: Pending) -> bool:
    """True where a row holds amounts of money, and at most percents beside them: neither indicator nor target."""
    money = any(v.ukuran in MONEY for v in row.values)
    return money and not row.indikator and all(v.ukuran in MONEY or v.satuan == "persen" for v in row.values)


def _as_total(row: Pending) -> None:
    row.nama, row.level, row.lanjutan = "", TingkatBaris.JUMLAH, None
    row.hints = replace(row.hints, label=TingkatBaris.JUMLAH)


def name_last_total(state: State) -> None:
    """A nameless last row that holds only sums, most of them no smaller than any amount above, is the table's total.

    It is also the last where only totals stand below it. A name that says nothing of a total ("Count=42") is one's
    where the amounts are the sums of a whole list.
    """
    n = next((i for i in reversed(range(len(state.rows))) if state.rows[i].level is not TingkatBaris.JUMLAH), 0)
    above, last = state.rows[:n], state.rows[n] if state.rows else None
    if last is None or not above or not only_sums(last) or (last.owned and state.rows[n + 1 :]):
        return  # beside the name of an item, and with a total of its own below it, the row is the item's
    if last.lanjutan is None and last.nama:
        is_item = last.kode_asli or last.level is not None
        if not is_item and len(above) >= _LIST and _is_sum_of_all(last, above):
            last.level = TingkatBaris.JUMLAH
            last.hints = replace(last.hints, label=TingkatBaris.JUMLAH)
    elif _is_largest(last, above):
        _as_total(last)


def tell_partial_lines(state: State) -> None:
    """Lines below an item that prints their total are parts of its money, no further money of it: rows of their own.

    The audit and every sum add the lines of an item up, so that the total would count twice.
    """
    lines: dict[int, list[Pending]] = {}
    for row in state.rows:
        if row.lanjutan is not None:
            lines.setdefault(row.lanjutan, []).append(row)
    for item, group in lines.items():
        total = _money(state.rows[item : item + 1])
        parts = _money(group)
        if len(group) > 1 and parts and all(total.get(k) == amount for k, amount in parts.items()):
            for row in group:
                row.lanjutan, row.level, row.nama = None, TingkatBaris.LAINNYA, row.indikator or row.nama


def _money(rows: Sequence[Pending]) -> dict[Measure, Decimal]:
    total: dict[Measure, Decimal] = {}
    for value in (v for row in rows for v in row.values):
        if value.ukuran in MONEY and value.satuan in ("rupiah", None) and value.nilai is not None:
            total[measure_of(value)] = total.get(measure_of(value), Decimal(0)) + value.nilai
    return {k: amount for k, amount in total.items() if amount}


def _is_sum_of_all(pending: Pending, rows: Sequence[Pending]) -> bool:
    """True where a nameless row holds only what all rows above add up to: a total without its word.

    What is no money needs a list above, for few small numbers are the sum of others by chance.
    """
    if not only_sums(pending):
        return not pending.indikator and len(rows) >= _LIST and _counts_all(pending, rows)
    for value in (v for v in pending.values if v.ukuran in MONEY):
        ukuran, measure = value.ukuran, measure_of(value)
        alike = (v for p in rows for v in p.values if v.ukuran is ukuran and v.nilai is not None)
        above = [v.nilai for v in alike if v.nilai is not None and measure_of(v) == measure]
        if len(rows) < 2 or not above or value.nilai is None or sum(above) != value.nilai:
            return False
    return True


def _counts_all(pending: Pending, rows: Sequence[Pending]) -> bool:
    """True where each count of a row is the sum of those above it, of which several are no zero.

    Not below rows with codes: what a program and its kegiatan count is added up by nobody.
    """
    if any(row.kode_asli for row in rows):
        return False
    counts = [v for v in pending.values if v.satuan != "persen"]
    for value in counts:
        kind = measure_of(value), value.satuan
        above = [v.nilai for p in rows for v in p.values if v.nilai and (measure_of(v), v.satuan) == kind]
        if value.satuan == "rupiah" or len(above) < _LIST or sum(above) != value.nilai:
            return False
    return bool(counts)


def _is_largest(total: Pending, above: Sequence[Pending]) -> bool:
    """True where for most measures no named item above has a larger amount: what is off by an error is few."""
    sums = _money([total])
    most: dict[Measure, Decimal] = {}
    for row in above:
        if row.nama and row.level is not TingkatBaris.JUMLAH:
            most = {k: max(most.get(k, Decimal(0)), amount) for k, amount in (most | _money([row])).items()}
    return 2 * sum(most.get(key, Decimal(0)) <= amount for key, amount in sums.items()) > len(sums)
