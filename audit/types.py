"""Findings: what does not agree, where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from normalize.types import Konteks, Ukuran


class Cek(StrEnum):
    """The checks of the contract."""

    JUMLAH_ANAK = "jumlah_anak"
    JUMLAH_TOTAL = "jumlah_total"
    JUMLAH_TAHUN = "jumlah_tahun"
    PERSEN = "persen"
    SISA = "sisa"
    REALISASI_LEBIH = "realisasi_lebih"
    BOBOT = "bobot"
    ANTAR_TABEL = "antar_tabel"
    NARASI = "narasi"
    ANTAR_DOKUMEN = "antar_dokumen"
    KODE_NAMA = "kode_nama"
    KODE_TAK_DIKENAL = "kode_tak_dikenal"
    KODE_GANDA = "kode_ganda"
    KEWENANGAN = "kewenangan"


class Keparahan(StrEnum):
    """How grave a finding is."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"


class Sebab(StrEnum):
    """Whose fault: the document's, our reading's, or not to be told."""

    DOKUMEN = "dokumen"
    PEMBACAAN = "pembacaan"
    TAK_PASTI = "tak_pasti"


@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency. ``table`` and ``row`` index into the document's matched tables and the table's rows.

    ``tertulis`` the printed figure, ``dihitung`` the computed one, ``selisih`` = tertulis - dihitung.
    ``bukti``: indices (table, row) of every row that takes part. ``penjelasan`` is one Indonesian sentence.
    """

    cek: Cek
    keparahan: Keparahan
    sebab: Sebab
    table: int
    row: int | None
    ukuran: Ukuran | None
    konteks: Konteks | None
    tahun: int | None
    tertulis: Decimal | None
    dihitung: Decimal | None
    selisih: Decimal | None
    page: int
    penjelasan: str
    bukti: tuple[tuple[int, int], ...]
