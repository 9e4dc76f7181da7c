"""Why a printed sum does not meet its parts: what Excel, a hand or our own reading may have left out or put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit.digits import SLIP_CLAUSES, slip
from audit.document import DocumentView
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView
from audit.sentences import measure, place, row_name, rupiah, short
from normalize.types import TingkatBaris, Value
from records.findings import Cek, Finding, Penyebab, Sebab

_PLAIN = re.compile(r"\s*(?:Rp\.?\s*)?-?[0-9][0-9.,]*[0-9]\s*|\s*[0-9]\s*")

_FACTORS = (
    (Decimal(1000), Penyebab.RIBUAN),
    (Decimal("0.001"), Penyebab.RIBUAN),
    (Decimal(10), Penyebab.ANGKA_NOL),
    (Decimal("0.1"), Penyebab.ANGKA_NOL),
)
_SUMMED = (Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL)
_ROUND, _NO_CHANCE = 1_000, 1_000_000
"""Rupiah of which round figures are multiples; times the gap that a sum must be for the rest to be of rounding."""
ROUNDED_SINGLY = "yang dapat timbul bila setiap angka dibulatkan sendiri-sendiri ke rupiah penuh"


class Cause(NamedTuple):
    """A probable cause with the clause that says it; ``sebab`` where it tells whose fault it is."""

    penyebab: Penyebab
    clause: str
    sebab: Sebab | None = None


def sum_causes(document: DocumentView, finding: Finding) -> Iterator[Cause]:
    """Every explanation that fits a sum over children or over the top level exactly."""
    view, row = document.tables[finding.table], finding.row
    if row is None or finding.ukuran is None or finding.selisih is None:
        return
    key = Key(finding.ukuran, finding.konteks, finding.tahun, finding.rincian)
    parts = [item for _, index in finding.bukti if index != row and (item := view.item_at(index)) is not None]
    gap = -finding.selisih
    yield from _left_out(view, parts, key, gap)
    yield from _misscaled(parts, key, gap)
    own = view.item_at(row) if finding.cek is Cek.JUMLAH_ANAK else None
    if own is not None:
        yield from _pasted(own, parts, key, finding)
        yield from _shifted(view, own, key, finding)
        yield from _unread_level(view, own, key, gap)
        yield from _lost(document, view, own, parts, key, gap)
        yield from _mistyped(document, view, parts, key, finding.selisih)


def is_rounded_singly(document: DocumentView, finding: Finding) -> bool:
    """True where a sum is off by no more than half a rupiah for each figure, and figures go down to the rupiah.

    So it is where each was computed by itself (a forward estimate of so many percent); round figures have no such rest.
    """
    view, row = document.tables[finding.table], finding.row
    gap = abs(finding.selisih or Decimal(0))
    if finding.cek not in _SUMMED or row is None or finding.ukuran is None or finding.tertulis is None:
        return False
    key = Key(finding.ukuran, finding.konteks, finding.tahun, finding.rincian)
    rows = {index for table, index in finding.bukti if table == finding.table and index != row}
    parts = [item.money[key].total for item in view.items if item.index in rows and key in item.money]
    has_rest = any(part is not None and part % _ROUND for part in parts)
    return has_rest and gap * 2 <= len(parts) + 1 and gap * _NO_CHANCE <= abs(finding.tertulis)


def year_causes(document: DocumentView, finding: Finding) -> Iterator[Cause]:
    """Every explanation that fits a closing column exactly: a year left out, counted twice, or copied."""
    item = None if finding.row is None else document.tables[finding.table].item_at(finding.row)
    if item is None or finding.selisih is None:
        return
    years = {
        key.tahun: figure.total
        for key, figure in item.money.items()
        if (key.ukuran, key.konteks, key.rincian) == (finding.ukuran, None, finding.rincian)
        and key.tahun is not None
        and figure.total
    }
    for tahun, total in years.items():
        if total == -finding.selisih:
            yield Cause(Penyebab.TIDAK_TERJUMLAH, f"selisih itu persis sama dengan pagu tahun {tahun}")
        elif total == finding.selisih:
            text = f"selisih itu persis sama dengan pagu tahun {tahun} yang rupanya terjumlah dua kali"
            yield Cause(Penyebab.TERJUMLAH_GANDA, text)
    if years and finding.tertulis == years[max(years)]:
        yield Cause(Penyebab.TOTAL_TEMPELAN, f"angka itu persis sama dengan pagu tahun {max(years)}")


def _left_out(view: TableView, parts: Sequence[Item], key: Key, gap: Decimal) -> Iterator[Cause]:
    """A part whose amount is the difference: not added (as text, where its cell is no plain number), or added twice."""
    for part in parts:
        figure = part.money.get(key)
        if figure is None or not figure.total or abs(figure.total) != abs(gap):
            continue
        same = f"selisih itu persis sama dengan nilai {row_name(part.row)}"
        if figure.total == -gap:
            yield Cause(Penyebab.TERJUMLAH_GANDA, f"{same} yang rupanya terjumlah dua kali")
        elif not all(_PLAIN.fullmatch(_cell(view, value)) for value in figure.values):
            printed = short(_cell(view, figure.values[0]))
            text = f'{same} yang rupanya tidak ikut dijumlahkan karena tertulis sebagai teks ("{printed}")'
            yield Cause(Penyebab.SEL_TEKS, text)
        else:
            yield Cause(Penyebab.TIDAK_TERJUMLAH, f"{same} yang rupanya tidak ikut dijumlahkan")


def _misscaled(parts: Sequence[Item], key: Key, gap: Decimal) -> Iterator[Cause]:
    """One part a thousandfold, or with a zero more or less, closes the sum: it was printed in another unit."""
    found = [
        (part, factor, cause)
        for part in parts
        if (figure := part.money.get(key)) is not None and figure.total
        for factor, cause in _FACTORS
        if figure.total * (factor - 1) == -gap
    ]
    if len(found) == 1:
        part, factor, cause = found[0]
        printed = rupiah(_total(part.money[key]))
        wanted = f"{rupiah(_total(part.money[key]) * factor)} (dihitung)"
        text = f"jumlahnya cocok bila {row_name(part.row)} sebesar {wanted}, bukan {printed}"
        yield Cause(cause, f"{text}, {SLIP_CLAUSES[cause]}")


def _cell(view: TableView, value: Value) -> str:
    """What the value's cell prints, with what stands behind the number (`1.735.000,-`)."""
    return view.cell_text(value) or value.teks


def _pasted(parent: Item, parts: Sequence[Item], key: Key, finding: Finding) -> Iterator[Cause]:
    """The printed sum is right in another column of the row, whose parts differ: the whole was pasted."""
    for other, figure in parent.money.items():
        if other == key or other.ukuran is not key.ukuran or figure.total != finding.tertulis:
            continue
        pairs = [(_total(part.money.get(key)), _total(part.money.get(other))) for part in parts]
        differing = sum(1 for one, two in pairs if one != two)
        if differing > 1 and sum(two for _, two in pairs) == finding.tertulis:
            yield Cause(Penyebab.TOTAL_TEMPELAN, f"angka itu persis sama dengan {measure(other)} pada baris yang sama")


def _shifted(view: TableView, parent: Item, key: Key, finding: Finding) -> Iterator[Cause]:
    """The printed sum is that of the neighbouring item of the same level."""
    peers = [(item, children) for item, children in view.families if item.rank == parent.rank]
    here = next(index for index, (item, _) in enumerate(peers) if item.index == parent.index)
    for item, children in (*peers[max(here - 1, 0) : here], *peers[here + 1 : here + 2]):
        total = sum(_total(child.money.get(key)) for child in children)
        if total and total == finding.tertulis and _total(item.money.get(key)) != total:
            text = f"angka itu persis jumlah rincian {row_name(item.row)}, sehingga rupanya bergeser baris"
            yield Cause(Penyebab.GESER_BARIS, text)


def _unread_level(view: TableView, parent: Item, key: Key, gap: Decimal) -> Iterator[Cause]:
    """A row inside the block to which no level was given has exactly the missing amount: the fault may be ours."""
    after = [item for item in view.items if item.index > parent.index]
    for item in after:
        if item.rank is not None and item.rank <= (parent.rank or 0):
            return
        if item.row.level is TingkatBaris.LAINNYA and gap and _total(item.money.get(key)) == -gap:
            text = f"selisih itu persis sama dengan nilai {row_name(item.row)} yang tingkatnya tidak dapat dipastikan"
            yield Cause(Penyebab.TINGKAT_TERBACA, text, Sebab.TAK_PASTI)


def _lost(
    document: DocumentView, view: TableView, parent: Item, parts: Sequence[Item], key: Key, gap: Decimal
) -> Iterator[Cause]:
    """A child that another table has under the same code, and this one lacks, has exactly the missing amount."""
    kode = parent.row.match.kode
    if kode is None or gap >= 0:
        return
    present = {part.row.match.kode for part in parts}
    for other in document.tables:
        for child in _children(other, kode) if other is not view else ():
            if child.row.match.kode in present or not _carries(child, key, -gap):
                continue
            where = place(other, child.row.row.page)
            if _is_printed(view, child):
                yield Cause(
                    Penyebab.BARIS_HILANG, f"baris {row_name(child.row)} rupanya luput terbaca", Sebab.PEMBACAAN
                )
            else:
                text = f"selisih itu persis nilai {row_name(child.row)} yang ada pada {where}"
                yield Cause(Penyebab.BARIS_HILANG, f"{text} tetapi tidak ada di sini")


def _mistyped(
    document: DocumentView, view: TableView, parts: Sequence[Item], key: Key, selisih: Decimal
) -> Iterator[Cause]:
    """Another table prints an amount for one of the parts with which the sum would close, a slip away."""
    wanted = {part.row.match.kode: part for part in parts if part.row.match.kode}
    for other in document.tables:
        for item in other.items if other is not view else ():
            part = wanted.get(item.row.match.kode or "")
            if part is None:
                continue
            own = _total(part.money.get(key))
            found = slip(own, own + selisih)
            if found is not None and _carries(item, key, own + selisih):
                where = place(other, item.row.row.page)
                text = f"{where} mencetak {rupiah(own + selisih)} untuk {row_name(part.row)}, bukan {rupiah(own)}"
                yield Cause(found, text)


def _children(view: TableView, kode: str) -> tuple[Item, ...]:
    return next((children for parent, children in view.families if parent.row.match.kode == kode), ())


def _carries(item: Item, key: Key, amount: Decimal) -> bool:
    """True where the item prints the amount for the same measure and year, whatever the context (stage)."""
    same = (figure for other, figure in item.money.items() if other == key._replace(konteks=other.konteks))
    return any(figure.total == amount for figure in same)


def _is_printed(view: TableView, item: Item) -> bool:
    """True where the table's grid prints the item's name although no row was made of it."""
    name = _letters(item.row.row.nama)
    return len(name) > 8 and any(name in _letters(cell.text) for cell in view.matched.source.table.cells)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _total(figure: Figure | None) -> Decimal:
    return figure.total if figure is not None and figure.total is not None else Decimal(0)
