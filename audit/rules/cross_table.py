"""The same amount printed in two tables of one document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from audit.document import DocumentView
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView
from audit.sentences import measure, place, row_name, rupiah
from audit.tolerance import rounded
from audit.types import Cek, Finding, Keparahan, Sebab
from normalize.types import JenisTabel, Ukuran

_COMPARED = frozenset({Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI})
# Pledges split a kegiatan between divisions, proposals are wishes: their amounts need not meet other tables'.
_APART = frozenset({JenisTabel.PERJANJIAN_KINERJA, JenisTabel.USULAN_MASYARAKAT, JenisTabel.LAINNYA})
_MANY = 5

Place = tuple[TableView, Item, Figure]


def antar_tabel(document: DocumentView) -> Iterator[Finding]:
    """Amounts of one kode, measure, context and year that differ between tables; a warning to look, not an error.

    Tables of two stages differ lawfully: where most of what two tables share differs, one finding says so.
    """
    held: dict[tuple[str, Key], list[Place]] = {}
    for view in document.tables:
        if view.matched.source.jenis not in _APART:
            for kode, item in _unique(view).items():
                for key, figure in item.money.items():
                    if key.ukuran in _COMPARED and figure.total is not None:
                        held.setdefault((kode, key), []).append((view, item, figure))
    shared: dict[tuple[int, int], int] = {}
    differing: dict[tuple[int, int], list[tuple[Key, Place, Place]]] = {}
    for (_, key), places in held.items():
        for first, second in pairwise(places):
            pair = first[0].number, second[0].number
            shared[pair] = shared.get(pair, 0) + 1
            if first[2].total != second[2].total:
                differing.setdefault(pair, []).append((key, first, second))
    for pair, differences in differing.items():
        yield from _findings(shared[pair], differences)


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
    text = (
        f"Pada {place(view, item.row.row.page)}, {measure(key)} {row_name(item.row)} tertulis {rupiah(tertulis)}, "
        f"sedangkan pada {place(earlier, earlier_item.row.row.page)} tertulis {rupiah(dihitung)} "
        f"(selisih {rupiah(tertulis - dihitung)})."
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
