"""The same amount printed in two tables of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from audit.document import DocumentView
from audit.figures import Figure, Key, is_usable
from audit.hierarchy import Item, TableView
from audit.sentences import measure, place, plain, row_name, rupiah, written
from audit.tolerance import rounded
from normalize.satuan import same_unit
from normalize.types import JenisTabel, TingkatBaris, Ukuran, Value
from normalize.ukuran import BUDGET, measure_of
from records.findings import Cek, Finding, Keparahan, Sebab

# Pledges split a kegiatan between divisions, proposals are wishes: their amounts need not meet other tables'.
_APART = frozenset({JenisTabel.PERJANJIAN_KINERJA, JenisTabel.USULAN_MASYARAKAT, JenisTabel.LAINNYA})
_PLANS = frozenset({JenisTabel.RENCANA_PENDANAAN, JenisTabel.REVIEW_RKPD})
_MANY = 5

Place = tuple[TableView, Item, Figure]


def antar_tabel(document: DocumentView) -> Iterator[Finding]:
    """Amounts of one kode, measure, context and year that differ between tables; a warning to look, not an error.

    Tables of two stages differ lawfully: where most of what two tables share differs, one finding says so.
    """
    held: dict[tuple[str, Key], list[Place]] = {}
    for kode, several in _in_several(document.tables):
        for view, item in several:
            figures = [(key, figure) for key, figure in item.money.items() if key.ukuran in BUDGET]
            for key, figure in (*figures, *_target(view, item)):
                if figure.total is not None:
                    held.setdefault((kode, key), []).append((view, item, figure))
    shared: dict[tuple[int, int, bool], int] = {}
    differing: dict[tuple[int, int, bool], list[tuple[Key, Place, Place]]] = {}
    for (_, key), places in held.items():
        for first, second in pairwise(places):
            if not _same_thing(first[2], second[2]):
                continue
            pair = first[0].number, second[0].number, key.ukuran is Ukuran.TARGET
            shared[pair] = shared.get(pair, 0) + 1
            if first[2].total != second[2].total:
                differing.setdefault(pair, []).append((key, first, second))
    for pair, differences in differing.items():
        yield from _findings(shared[pair], differences)


def _in_several(views: Sequence[TableView]) -> Iterator[tuple[str, list[tuple[TableView, Item]]]]:
    """The codes that more than one table has, each with its items."""
    found: dict[str, list[tuple[TableView, Item]]] = {}
    for view in views:
        if view.matched.source.jenis not in _APART:
            for kode, item in _unique(view).items():
                found.setdefault(kode, []).append((view, item))
    yield from ((kode, places) for kode, places in found.items() if len(places) > 1)


def _target(view: TableView, item: Item) -> Iterator[tuple[Key, Figure]]:
    """The one target of a sub kegiatan with one indicator, in the tables that plan it."""
    if item.row.level is not TingkatBaris.SUB_KEGIATAN or len(item.rows) > 1 or view.matched.source.jenis not in _PLANS:
        return
    targets = [value for value in item.row.row.values if value.ukuran is Ukuran.TARGET and is_usable(value)]
    years: dict[Key, list[Value]] = {}
    for value in targets:
        years.setdefault(measure_of(value)._replace(konteks=None), []).append(value)
    for key, values in years.items():
        if len({value.nilai for value in values}) == 1:
            yield key, Figure(tuple(values[:1]), item.rows, values[0].nilai, view.certainty.is_sure(values[0]))


def _same_thing(one: Figure, other: Figure) -> bool:
    """False for targets that count different things, or of which one says not what it counts."""
    units = one.values[0].satuan, other.values[0].satuan
    return units[0] is not None and same_unit(*units)


def _unique(view: TableView) -> dict[str, Item]:
    """The table's items by official code, without codes that stand for several items."""
    found: dict[str, Item] = {}
    twice: set[str] = set()
    for item in view.items:
        kode = item.row.match.kode
        if kode is None or item.rank is None:
            continue
        if kode in found:
            twice.add(kode)
        found[kode] = item
    return {kode: item for kode, item in found.items() if kode not in twice}


def _findings(n_shared: int, differences: list[tuple[Key, Place, Place]]) -> Iterator[Finding]:
    if len(differences) >= _MANY and len(differences) * 2 > n_shared:
        yield _summary(n_shared, differences)
        return
    for key, first, second in differences:
        yield _difference(key, first, second)


def _difference(key: Key, first: Place, second: Place) -> Finding:
    (earlier, earlier_item, known), (view, item, figure) = first, second
    tertulis, dihitung = figure.total or Decimal(0), known.total or Decimal(0)
    is_target = key.ukuran is Ukuran.TARGET
    here, there = (f"tertulis {plain(each.values[0])}" if is_target else written(each) for each in (figure, known))
    gap = "" if is_target else f" (selisih dihitung {rupiah(tertulis - dihitung)})"
    text = (
        f"Pada {place(view, item.row.row.page)}, {measure(key)} {row_name(item.row)} {here}, "
        f"sedangkan pada {place(earlier, earlier_item.row.row.page)} {there}{gap}."
    )
    is_sure = figure.is_sure and known.is_sure
    return Finding(
        cek=Cek.ANTAR_TABEL,
        keparahan=Keparahan.PERINGATAN,
        sebab=Sebab.DOKUMEN if is_sure else Sebab.TAK_PASTI,
        table=view.number,
        row=item.index,
        ukuran=key.ukuran,
        konteks=key.konteks,
        tahun=key.tahun,
        tertulis=rounded(tertulis, 4),
        dihitung=rounded(dihitung, 4),
        selisih=rounded(tertulis - dihitung, 4),
        page=item.row.row.page,
        penjelasan=text,
        bukti=((view.number, item.index), (earlier.number, earlier_item.index)),
    )


def _summary(n_shared: int, differences: list[tuple[Key, Place, Place]]) -> Finding:
    _, (earlier, earlier_item, _), (view, item, _) = differences[0]
    text = (
        f"{len(differences)} dari {n_shared} nilai yang sama-sama dimuat pada "
        f"{place(earlier, earlier_item.row.row.page)} dan {place(view, item.row.row.page)} berbeda, "
        "sehingga kedua tabel itu rupanya memuat tahap perencanaan yang berlainan."
    )
    nothing = None
    evidence = tuple(
        place_of for _, one, other in differences
        for place_of in ((other[0].number, other[1].index), (one[0].number, one[1].index))
    )  # fmt: skip
    return Finding(
        Cek.ANTAR_TABEL, Keparahan.INFO, Sebab.DOKUMEN, view.number, nothing, nothing, nothing, nothing,
        nothing, nothing, nothing, item.row.row.page, text, tuple(dict.fromkeys(evidence)),
    )  # fmt: skip
