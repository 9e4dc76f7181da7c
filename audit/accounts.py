"""What side of a budget a row stands on: only spending is bound by its pagu.

Revenue (kelompok 4 of the account codes in Permendagri 13/2006 and Kepmendagri 050-5889/2021) and receipts of
financing (6.1) may exceed their targets, and should; surplus, deficit and SiLPA are what remains, not what is spent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from nomenclature.nama import clean, is_balance
from normalize.baris import is_account_code
from normalize.types import TingkatBaris
from records.matched import MatchedRow, MatchedTable


class Side(Enum):
    """Where the money of an account goes."""

    RECEIPT = "receipt"
    SPENDING = "spending"
    BALANCE = "balance"


_BY_CODE = {"4": Side.RECEIPT, "5": Side.SPENDING}
_BY_NAME = (
    (Side.SPENDING, re.compile(r"^(?:belanja|beban|pengeluaran|transfer bagi hasil|pembentukan|penyertaan)\b", re.I)),
    (
        Side.RECEIPT,
        re.compile(
            r"^(?:(?:jumlah |total )?(?:pendapatan|penerimaan)|(?:hasil )?(?:pajak|retribusi)|bagi hasil|"
            r"hasil (?:pengelolaan|penjualan)|pencairan dana cadangan|"
            r"dana (?:perimbangan|bagi hasil|alokasi|penyesuaian|otonomi|insentif|desa)|"
            r"lain-? ?lain (?:pendapatan|pad\b)|transfer (?:pemerintah|antar)|bea |opsen )",
            re.I,
        ),
    ),
    (Side.BALANCE, re.compile(r"^(?:pembiayaan|kenaikan|selisih)\b|\bnetto\b", re.I)),
)
_RECEIPTS = re.compile(r"^(?!.*\bbelanja\b)(?=.*\b(?:pendapatan|penerimaan|pajak|retribusi|PAD)\b)", re.I)
"""Titles of tables of revenue alone; their rows are kinds of taxes and fees, often named by the taxed thing only."""
_ACCOUNTS = frozenset({TingkatBaris.AKUN, TingkatBaris.JUMLAH, TingkatBaris.LAINNYA})


def sides(table: MatchedTable) -> tuple[Side, ...]:
    """The side of each row: by its account code, its words, else that of the account above; items are spending."""
    return tuple(_walk(table.rows, _RECEIPTS.search(table.source.table.judul or "") is not None))


def _walk(rows: Sequence[MatchedRow], is_of_receipts: bool) -> Iterator[Side]:
    above = Side.RECEIPT if is_of_receipts else Side.SPENDING
    for row in rows:
        own = Side.SPENDING if row.level not in _ACCOUNTS else _own(row)
        if row.level is not TingkatBaris.JUMLAH:
            above = own or above
        yield own or above


def _own(row: MatchedRow) -> Side | None:
    """What the row itself says; None for a nameless total, or an account whose name says nothing."""
    nama = clean(row.row.nama)
    if is_balance(nama):
        return Side.BALANCE
    printed = row.row.kode_asli or ""
    if is_account_code(printed):
        first, second = [*re.findall(r"\d+", printed), "", ""][:2]
        if first == "6":
            return Side.SPENDING if second == "2" else Side.RECEIPT if second == "1" else Side.BALANCE
        if first in _BY_CODE:
            return _BY_CODE[first]
    return next((side for side, words in _BY_NAME if words.search(nama)), None)
