"""The bidang urusan that an item belongs to: by its code, else by a row above it, else by its office.

Programs and kegiatan of before 2020 have no code of today, but an urusan of today: it went on under another number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from nomenclature import nama as names
from nomenclature.bagian_dokumen import is_unit_of_an_office
from nomenclature.bidang import has_form
from nomenclature.catalog import Catalog
from nomenclature.kode import bidang_of
from nomenclature.offices import only_bidang_of_office
from normalize.types import DocumentMeta, TingkatBaris
from records.matched import MatchedRow, MatchedTable
from vocabulary.jembatan import BIDANG_BRIDGE

_ITEMS = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)
_SECTIONS = (TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN)
_IN_FRONT = frozenset(("urusan", "bidang", "pemerintah", "pemerintahan", "daerah", "wajib", "pilihan"))


def with_bidang(tables: Iterable[MatchedTable], catalog: Catalog, meta: DocumentMeta) -> tuple[MatchedTable, ...]:
    """The tables, each item with its bidang urusan.

    A code tells it, else the nearest row above that has one or names one, by today's name or that of before
    (``vocabulary.jembatan``); where none does, the office, if its name speaks for one bidang alone.
    """
    by_name = {_bare(bridge.nama): bridge.kode for bridge in BIDANG_BRIDGE} | {
        _bare(entry.nama): entry.kode for entry in catalog.by_level.get(TingkatBaris.BIDANG_URUSAN, ())
    }
    return tuple(_table(table, by_name, meta) for table in tables)


def _table(table: MatchedTable, by_name: Mapping[str, str], meta: DocumentMeta) -> MatchedTable:
    said: list[str | None] = []
    rows: list[MatchedRow] = []
    for row in table.rows:
        above = None if row.induk is None else said[row.induk]
        said.append(_said(row, by_name) or above)
        bidang = (said[-1] or _of_office(row, meta)) if row.level in _ITEMS else None
        rows.append(row if row.bidang_urusan == bidang else replace(row, bidang_urusan=bidang))
    return table if tuple(rows) == table.rows else replace(table, rows=tuple(rows))


def _said(row: MatchedRow, by_name: Mapping[str, str]) -> str | None:
    """The bidang that the row itself tells."""
    kode = row.match.sure_kode
    bidang = bidang_of(kode) if kode else None
    if bidang is not None and has_form(bidang):
        return bidang
    return by_name.get(_bare(row.row.nama)) if row.level in _SECTIONS else None


def _of_office(row: MatchedRow, meta: DocumentMeta) -> str | None:
    own = row.row.perangkat_daerah
    return only_bidang_of_office(meta.perangkat_daerah if own is None or is_unit_of_an_office(own) else own)


def _bare(nama: str) -> str:
    """The name of a bidang alone, without "Urusan Pemerintahan Bidang" and the like.

    >>> _bare("URUSAN WAJIB PERUMAHAN") == _bare("Bidang Urusan Perumahan") == "perumahan"
    True
    """
    words = names.clean(nama).lower().split()
    first = next((i for i, word in enumerate(words) if word not in _IN_FRONT), len(words))
    return names.key(" ".join(words[first:]))
