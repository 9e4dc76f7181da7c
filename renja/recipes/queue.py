"""What to map next: tables whose money is not understood, in clusters of one layout, most rupiah first.

One decision on a cluster reads all of its documents. At stake is the rupiah printed in cells that gave no certain
value; totals are printed beside what they total, so it is a measure of order, not of budget.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from normalize.angka import read_numbers
from normalize.recipes.fit import layout_of
from normalize.recipes.types import Layout
from normalize.types import NumberContext, Ukuran
from normalize.ukuran import SURE_VALUE
from output.amounts import count_amounts
from output.ids import tabel_id
from output.read import asked
from renja.recipes.heads import Heads, heads

_UNREAD = (
    "SELECT s.tabel_id, s.teks FROM sel s JOIN tabel t USING (tabel_id) WHERE NOT s.kepala "
    "AND t.cakupan.tercetak > t.cakupan.bermakna AND regexp_matches(s.teks, '[0-9]{3}[.,]?\\s*[0-9]{3}') "
    "AND NOT EXISTS (SELECT 1 FROM nilai n WHERE n.tabel_id = s.tabel_id AND n.halaman = s.halaman "
    "AND n.x0 = s.x0 AND n.y0 = s.y0 AND n.x1 = s.x1 AND n.y1 = s.y1 AND n.tahun IS NOT NULL AND n.keyakinan >= ?)"
)
_LARGEST = Decimal(10) ** 14
"""Rupiah. No region's budget reaches it: what does is no money (numbers run together, registers)."""
_AS_MONEY = NumberContext(ukuran=Ukuran.PAGU)


@dataclass(frozen=True, slots=True)
class Place:
    """A table of a cluster: its document, its first page, and which of the tables on that page it is, from 1."""

    doc_id: str
    berkas: str
    tabel: int
    halaman: int
    ke: int
    rupiah: Decimal


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tables of one layout whose money is not understood; ``places``: most rupiah first.

    ``hilang``: amounts without a certain meaning.
    """

    layout: Layout
    rupiah: Decimal
    hilang: int
    places: tuple[Place, ...]
    pembuat: tuple[str, ...]

    @property
    def documents(self) -> int:
        """Documents that one decision reads."""
        return len({place.doc_id for place in self.places})


def queue(root: Path) -> tuple[Cluster, ...]:
    """The clusters of a dataset, most rupiah at stake first. Tables without header words are left out: no recipe can
    tell them from others. Raises ``NotADataset``.
    """
    stake = _at_stake(root)
    found: defaultdict[object, list[tuple[Layout, Place, int, str]]] = defaultdict(list)
    for document in heads(root):
        for layout, place, lost in _places(document, stake):
            found[layout.key].append((layout, place, lost, document.pembuat or "tidak disebut"))
    clusters = (_cluster(held) for held in found.values())
    return tuple(sorted(clusters, key=lambda each: (-each.rupiah, -each.documents, each.layout.titles)))


def _places(document: Heads, stake: dict[str, Decimal]) -> Iterator[tuple[Layout, Place, int]]:
    on_page: defaultdict[int, int] = defaultdict(int)
    for n, (table, lost) in enumerate(zip(document.tables, document.lost, strict=True)):
        for page in table.pages:
            on_page[page] += 1
        layout = layout_of(table)
        rupiah = stake.get(tabel_id(document.doc_id, n), Decimal(0))
        if lost > 0 and rupiah > 0 and layout.is_worded:
            page = next(iter(table.pages), 0)
            yield layout, Place(document.doc_id, document.berkas, n, page, on_page[page], rupiah), lost


def _cluster(held: list[tuple[Layout, Place, int, str]]) -> Cluster:
    places = sorted((place for _, place, _, _ in held), key=lambda each: (-each.rupiah, each.berkas, each.tabel))
    return Cluster(
        held[0][0],
        sum((place.rupiah for place in places), Decimal(0)),
        sum(lost for _, _, lost, _ in held),
        tuple(places),
        tuple(sorted({producer for *_, producer in held})),
    )


def _at_stake(root: Path) -> dict[str, Decimal]:
    """By table: the rupiah of the cells that gave no certain value."""

    def count(connection: Any) -> dict[str, Decimal]:
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        unread = connection.execute(_UNREAD, [SURE_VALUE])
        while some := unread.fetchmany(10_000):
            for table, text in some:
                found[table] += _rupiah(text)
        return found

    return asked(root, ("sel", "nilai", "tabel"), count)


def _rupiah(text: str) -> Decimal:
    """The amounts that a cell prints, together; nothing where it prints none."""
    if not count_amounts(text):
        return Decimal(0)
    found = (abs(n.value) for n in read_numbers(text, _AS_MONEY) if n.value is not None)
    return sum((amount for amount in found if amount < _LARGEST), Decimal(0))
