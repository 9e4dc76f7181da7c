"""What a plan must hold and does not: empty parents, targets without money, money without targets, empty columns.

Permendagri 86/2017 (form T-C.33) asks for target, pagu and forward estimate of every sub kegiatan; the reviewers'
checklist (Permendagri 10/2018) asks that none of them, nor lokasi and sumber dana, be empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from audit.build import Difference, Remark, remark, settle
from audit.doubts import FUSED, UNREAD, is_fused
from audit.figures import Key
from audit.hierarchy import Item, TableView
from audit.sentences import measure, place, plain, row_name, rupiah, stated, written
from extract.types import Cell
from normalize.nilai import is_recognised
from normalize.types import JenisTabel, TingkatBaris, Ukuran, Value
from normalize.ukuran import BUDGET
from records.findings import Cek, Finding

_PLANS = frozenset({JenisTabel.RENCANA_PENDANAAN, JenisTabel.REVIEW_RKPD})
_WANTED_COLUMNS = {
    "target": "target",
    "pagu": "pagu",
    "prakiraan_maju": "prakiraan maju",
    "lokasi": "lokasi",
    "sumber_dana": "sumber dana",
    "indikator": "indikator",
}
_FEW = 5
"""A table with fewer rows says nothing by an empty column."""


def induk_kosong(view: TableView) -> Iterator[Finding]:
    """Parents without an amount whose children have one, in columns that their peers fill."""
    filled = Counter((item.rank, key) for item, _ in view.families for key in item.money)
    peers = Counter(item.rank for item, _ in view.families)
    empty: dict[Key, list[Difference]] = {}
    for parent, children in view.families:
        for key in dict.fromkeys(key for child in children for key in child.money):
            if key.ukuran not in BUDGET or key in parent.money or filled[parent.rank, key] * 2 <= peers[parent.rank]:
                continue
            figures = [child.money[key] for child in children if key in child.money]
            total = sum((figure.total or Decimal(0) for figure in figures), Decimal(0))
            if total and all(figure.total is not None for figure in figures):
                text = _empty_sentence(view, parent, key, total)
                rows = tuple(child.index for child in children)
                doubt = FUSED if is_fused(children) else UNREAD if _is_recognised(view) else None
                one = Difference(parent.index, key, Decimal(0), total, tuple(figures), rows, text, doubt=doubt)
                empty.setdefault(key, []).append(one)
    for key, found in empty.items():
        tried = sum(1 for item, _ in view.families if item.money)
        for finding in settle(Cek.INDUK_KOSONG, view, key, tried, found):
            yield replace(finding, tertulis=None, selisih=None)  # nothing is printed, which is not zero


def _is_recognised(view: TableView) -> bool:
    """True where the table's letters were recognised in a picture: what is not there may not have been found."""
    table = view.matched.source.table
    return any(is_recognised(cell, table) for cell in table.cells)


def target_tanpa_pagu(view: TableView) -> Iterator[Finding]:
    """Sub kegiatan with a target above zero and a printed pagu of zero."""
    yield from _unmatched(view, Cek.TARGET_TANPA_PAGU)


def pagu_tanpa_target(view: TableView) -> Iterator[Finding]:
    """Sub kegiatan with money and a printed target of zero."""
    yield from _unmatched(view, Cek.PAGU_TANPA_TARGET)


def kolom_kosong(view: TableView) -> Iterator[Finding]:
    """Columns that the form asks for, that are printed, and in which no row has anything."""
    table = view.matched.source.table
    n_body = table.n_rows - table.n_header_rows
    if view.matched.source.jenis is not JenisTabel.RENCANA_PENDANAAN or n_body < _FEW:
        return
    roles: dict[str, set[int]] = {}
    for column in view.matched.source.columns:
        if column.peran in _WANTED_COLUMNS:
            roles.setdefault(column.peran, set()).add(column.indeks)
    for peran, columns in roles.items():
        if not any(_fills(cell, columns) for cell in table.cells if cell.row >= table.n_header_rows):
            yield from remark(Cek.KOLOM_KOSONG, view, 1, [_empty_column(view, _WANTED_COLUMNS[peran])])


def _fills(cell: Cell, columns: set[int]) -> bool:
    """True for a cell with text that stands in one of the columns, or spans it."""
    return not columns.isdisjoint(range(cell.col, cell.col + cell.colspan)) and cell.text.strip(" .-\n") != ""


def _empty_sentence(view: TableView, parent: Item, key: Key, total: Decimal) -> str:
    return (
        f"Pada {place(view, parent.row.row.page)}, {measure(key)} {row_name(parent.row)} kosong, "
        f"sedangkan rinciannya berjumlah {rupiah(total)} (dihitung)."
    )


def _empty_column(view: TableView, name: str) -> Remark:
    page = view.matched.rows[0].row.page if view.matched.rows else view.matched.source.table.pages[0]
    return Remark(0, f"Pada {place(view, page)}, kolom {name} tercetak tetapi tidak diisi pada satu baris pun.")


def _unmatched(view: TableView, cek: Cek) -> Iterator[Finding]:
    if view.matched.source.jenis not in _PLANS:
        return
    judged = [item for item in view.items if item.row.level is TingkatBaris.SUB_KEGIATAN]
    found = [one for item in judged for one in _of_item(view, item, cek)]
    yield from remark(cek, view, len(judged), found)


def _of_item(view: TableView, item: Item, cek: Cek) -> Iterator[Remark]:
    for key, figure in item.money.items():
        if key.ukuran is not Ukuran.PAGU or figure.total is None:
            continue
        if (figure.total <= 0) is (cek is Cek.PAGU_TANPA_TARGET):
            continue
        targets = list(_targets(view, item, key))
        some = [value for value in targets if value.nilai]
        if cek is Cek.TARGET_TANPA_PAGU and not figure.total and some:
            text = f"{_head(view, item)} bertarget {plain(some[0])} tetapi {measure(key)} {written(figure)}."
            yield Remark(item.index, text, item.rows[1:])
        elif cek is Cek.PAGU_TANPA_TARGET and targets and not some:
            text = f"{_head(view, item)} memiliki {measure(key)} {stated(figure)} tetapi targetnya {plain(targets[0])}."
            yield Remark(item.index, text, item.rows[1:])


def _head(view: TableView, item: Item) -> str:
    return f"Pada {place(view, item.row.row.page)}, {row_name(item.row)}"


def _targets(view: TableView, item: Item, key: Key) -> Iterator[Value]:
    """The item's readable targets of the same context and year, over all its lines."""
    for row in item.rows:
        for value in view.matched.rows[row].row.values:
            same = (value.konteks, value.tahun) == (key.konteks, key.tahun)
            if value.ukuran is Ukuran.TARGET and same and value.nilai is not None:
                yield value
