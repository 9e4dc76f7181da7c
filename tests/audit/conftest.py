"""Builders of matched tables, so that a test prints only what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

import pytest

from audit.run import audit_tables
from extract.types import Box, Table
from normalize.types import (
    BudgetRow,
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    Konteks,
    NormalTable,
    TingkatBaris,
    Ukuran,
    Value,
)
from records.findings import Cek, Finding
from records.matched import NO_MATCH, CocokMetode, Match, MatchedRow, MatchedTable, Wilayah

BOX = Box(0, 0, 10, 10)
SHARES = {"persen_realisasi", "bobot", "tertimbang", "fisik"}


def make_value(column: str, text: str, **changes: object) -> Value:
    """A value under `ukuran`, `ukuran:tahun` or `ukuran:konteks:tahun`; "?" is printed but unreadable."""
    ukuran, *rest = column.split(":")
    fields = {
        "ukuran": Ukuran(ukuran),
        "konteks": Konteks(rest[0]) if len(rest) == 2 else None,
        "tahun": int(rest[-1]) if rest else 2024,
        "teks": text.replace(".", ","),
        "nilai": None if text == "?" else Decimal(text),
        "satuan": "persen" if ukuran in SHARES else "rupiah",
        "page": 3,
        "box": BOX,
        "keyakinan": 1.0,
    }
    return Value(**(fields | changes))


def make_row(
    level: str,
    nama: str,
    *,
    kode: str | None = None,
    asli: str | None = None,
    match: Match | None = None,
    lanjutan: int | None = None,
    indikator: str | None = None,
    values: Iterable[Value] | None = None,
    **columns: str,
) -> Callable[[int], MatchedRow]:
    """A row; ``columns`` are amounts by column name, with `__` for `:`."""
    printed = values
    if printed is None:
        printed = [make_value(name.replace("__", ":"), text) for name, text in columns.items()]
    found = match or (Match(kode, nama, CocokMetode.KODE_NAMA, 1.0) if kode else NO_MATCH)
    tingkat = TingkatBaris(level)

    def at(index: int) -> MatchedRow:
        row = BudgetRow(index, index, tingkat, asli, nama, indikator, tuple(printed), 3, BOX, lanjutan=lanjutan)
        return MatchedRow(row, tingkat, found)

    return at


def make_table(
    rows: Sequence[Callable[[int], MatchedRow]], jenis: str = "rencana_pendanaan", nomor: str | None = "4.1"
) -> MatchedTable:
    """A table of these rows on page 3."""
    matched = tuple(row(index) for index, row in enumerate(rows))
    grid = Table((3,), nomor, None, len(matched), 5, 1, (), "ruled", 1.0)
    return MatchedTable(NormalTable(grid, JenisTabel(jenis), (), tuple(row.row for row in matched)), matched)


def make_meta(**changes: object) -> DocumentMeta:
    """A Renja 2024 of a kabupaten, with ``changes``."""
    fields: Mapping[str, object] = {
        "jenis": JenisDokumen.RENJA,
        "tahap": None,
        "tahun": 2024,
        "tahun_akhir": 2024,
        "wilayah": ("Kabupaten Luwu",),
        "perangkat_daerah": "Dinas Sosial",
    }
    return DocumentMeta(**(dict(fields) | changes))


def find(*tables: MatchedTable, wilayah: Wilayah | None = None, **meta: object) -> tuple[Finding, ...]:
    """The findings of a document of these tables; ``meta`` changes its metadata.

    That a document of a table or two lacks the forms a Renja must have goes without saying.
    """
    return without_forms(audit_tables(tables, make_meta(**meta), wilayah))


def without_forms(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings but for the missing forms."""
    return tuple(finding for finding in found if finding.cek is not Cek.TABEL_WAJIB)


@pytest.fixture
def row() -> Callable[..., Callable[[int], MatchedRow]]:
    return make_row


@pytest.fixture
def table() -> Callable[..., MatchedTable]:
    return make_table


@pytest.fixture
def value() -> Callable[..., Value]:
    return make_value


@pytest.fixture
def audit() -> Callable[..., tuple[Finding, ...]]:
    """Audits tables given one by one: ``audit(table(...), ...)``."""
    return find


@pytest.fixture
def audit_of() -> Callable[..., tuple[Finding, ...]]:
    """Audits tables of a document whose cover prints the region ``phrases``."""

    def audited(tables: Sequence[MatchedTable], phrases: tuple[str, ...]) -> tuple[Finding, ...]:
        return without_forms(audit_tables(tables, make_meta(wilayah=phrases)))

    return audited
