"""Findings: what does not agree, where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extract.types import Box
from normalize.frozen import quickly_made
from normalize.types import Konteks, Ukuran


class Cek(StrEnum):
    """The checks of the contract, then those that this project adds to them."""

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
    TERTIMBANG = "tertimbang"
    RUMUS = "rumus"
    SATUAN_CAMPUR = "satuan_campur"
    INDUK_KOSONG = "induk_kosong"
    TARGET_TANPA_PAGU = "target_tanpa_pagu"
    PAGU_TANPA_TARGET = "pagu_tanpa_target"
    KOLOM_KOSONG = "kolom_kosong"
    TAHUN_JUDUL = "tahun_judul"
    PROGRAM_ANTARBAB = "program_antarbab"
    TABEL_WAJIB = "tabel_wajib"
    KODE_FORMAT = "kode_format"
    INDUK_SALAH = "induk_salah"
    NAMA_KIRI_KANAN = "nama_kiri_kanan"
    INDIKATOR_LAIN = "indikator_lain"
    PEMBACAAN = "pembacaan"
    """A column that mostly fails: a suspicion about our own reading, so it bears no arithmetic check's name."""


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


class Penyebab(StrEnum):
    """What probably made a figure wrong; given only where the evidence supports exactly one."""

    SEL_TEKS = "sel_teks"  # a cell that the spreadsheet holds as text and does not add
    TIDAK_TERJUMLAH = "tidak_terjumlah"  # one row left out of the sum
    TERJUMLAH_GANDA = "terjumlah_ganda"  # one row added twice
    BARIS_HILANG = "baris_hilang"  # a row that another table of the document has
    TOTAL_TEMPELAN = "total_tempelan"  # a figure pasted from another column, table or row
    GESER_BARIS = "geser_baris"  # the figure belongs to a neighbouring row
    RASIO_TERBALIK = "rasio_terbalik"  # divided the wrong way round
    SKALA_PERSEN = "skala_persen"  # a ratio printed as a percentage, or the reverse
    PERSEN_LAMA = "persen_lama"  # the percentage of figures that were changed since
    KOLOM_TERTUKAR = "kolom_tertukar"  # two columns' figures exchanged
    TERPOTONG = "terpotong"  # last digits lost
    ANGKA_NOL = "angka_nol"  # a zero too many or too few
    RIBUAN = "ribuan"  # a thousandfold: rupiah among thousands, or the reverse
    ANGKA_LEBIH = "angka_lebih"  # one digit too many
    ANGKA_KURANG = "angka_kurang"  # one digit left out
    ANGKA_TERTUKAR = "angka_tertukar"  # two digits exchanged
    SALAH_KETIK = "salah_ketik"  # one digit wrong
    PEMBULATAN = "pembulatan"  # each figure was rounded by itself to whole rupiah
    TINGKAT_TERBACA = "tingkat_terbaca"  # a row that we may have given the wrong level


UNREAD = "angka sebesar selisih itu tercetak pada tabel atau di dekatnya tanpa terbaca sebagai baris"
"""The doubt, in a finding's sentence, that only a document's pages give: who audits without them must keep it."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency. ``table`` and ``row`` index into the document's matched tables and the table's rows.

    ``tertulis`` the printed figure, ``dihitung`` the computed one, ``selisih`` = tertulis - dihitung.
    ``bukti``: indices (table, row) of every row that takes part. ``penjelasan`` is one Indonesian sentence.
    ``penyebab``: the probable cause where there is exactly one. ``box``: on ``page``, the sentence that a finding about
    running text speaks of, or the cell where the row alone does not tell (one of several columns of a measure).
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
    penyebab: Penyebab | None = None
    box: Box | None = None
    keputusan: str | None = None
    """What a person decided on it: diterima, ditolak, perlu_dicek; None where nobody did."""
    keputusan_id: str | None = None
    """Id of that decision in the dataset's overlay."""
    rincian: str | None = None
    """The slice of the measure that it is about; None for the plain figure."""
