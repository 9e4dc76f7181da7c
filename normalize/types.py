"""What rows and values mean, before they are matched with the official nomenclature."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from extract.types import Box, Table
from normalize.frozen import quickly_made
from normalize.grid import Grid


class JenisDokumen(StrEnum):
    """Kind of document."""

    RENJA = "renja"
    RENSTRA = "renstra"
    LKJIP = "lkjip"
    LAINNYA = "lainnya"


class Tahap(StrEnum):
    """Stage of a planning document."""

    RANCANGAN = "rancangan"
    MURNI = "murni"
    PERUBAHAN = "perubahan"


class JenisTabel(StrEnum):
    """Kind of table; forms T-C.n are those of Permendagri 86/2017."""

    EVALUASI_RENJA = "evaluasi_renja"  # T-C.29
    KINERJA_PELAYANAN = "kinerja_pelayanan"  # T-C.30
    REVIEW_RKPD = "review_rkpd"  # T-C.31
    USULAN_MASYARAKAT = "usulan_masyarakat"  # T-C.32
    RENCANA_PENDANAAN = "rencana_pendanaan"  # T-C.33
    PENDANAAN_RENSTRA = "pendanaan_renstra"  # T-C.27
    REALISASI_ANGGARAN = "realisasi_anggaran"
    PERJANJIAN_KINERJA = "perjanjian_kinerja"
    PENGUKURAN_KINERJA = "pengukuran_kinerja"
    INDIKATOR_KINERJA = "indikator_kinerja"
    DAFTAR_KODE = "daftar_kode"
    LAINNYA = "lainnya"


class TingkatBaris(StrEnum):
    """Level of a row."""

    URUSAN = "urusan"
    BIDANG_URUSAN = "bidang_urusan"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    PERANGKAT_DAERAH = "perangkat_daerah"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    AKUN = "akun"
    """A row of accounts: kode rekening of Permendagri 13/2006 or Kepmendagri 050-5889/2021."""
    JUMLAH = "jumlah"
    LAINNYA = "lainnya"


class Ukuran(StrEnum):
    """What a value measures."""

    PAGU = "pagu"
    PRAKIRAAN_MAJU = "prakiraan_maju"
    REALISASI = "realisasi"
    SISA = "sisa"
    BOBOT = "bobot"
    FISIK = "fisik"
    TERTIMBANG = "tertimbang"
    PERSEN_REALISASI = "persen_realisasi"
    TARGET = "target"
    CAPAIAN = "capaian"
    SELISIH = "selisih"
    """Bertambah/(berkurang): what stands after a change less what stood before it."""
    VOLUME = "volume"
    HARGA_SATUAN = "harga_satuan"
    SALDO = "saldo"


class Konteks(StrEnum):
    """What tells two columns of one ukuran apart."""

    RANCANGAN_AWAL = "rancangan_awal"
    HASIL_ANALISIS = "hasil_analisis"
    RENSTRA = "renstra"
    RENJA = "renja"
    PERKIRAAN = "perkiraan"
    AKHIR_RENSTRA = "akhir_renstra"
    FISIK = "fisik"
    KEUANGAN = "keuangan"
    TRIWULAN_1 = "triwulan_1"
    TRIWULAN_2 = "triwulan_2"
    TRIWULAN_3 = "triwulan_3"
    TRIWULAN_4 = "triwulan_4"
    SEMESTER_1 = "semester_1"
    SEMESTER_2 = "semester_2"
    SEBELUM = "sebelum"
    """Before a perubahan; what stands after it is plain."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Number:
    """One number as read from text.

    ``value`` is what the text means (None: printed, but not a number, or undecidable), ``unit`` rupiah, persen or the
    printed unit in lower case, ``rule`` the name of the rule that decided, ``confidence`` 0..1. ``text`` is the part
    of the cell that it was read from.
    """

    text: str
    value: Decimal | None
    unit: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NumberContext:
    """What is known about a cell before its text is read; all evidence is optional.

    ``ukuran`` the role of the column; ``unit`` from a Satuan column; ``header`` the header's text (its ``%``, ``Rp``
    or scale such as "dalam juta rupiah"); ``style`` the column's group mark: titik, koma or campur; ``siblings`` other
    texts of the column; ``expected`` a value that arithmetic asks for (sum of children, pagu - realisasi ...);
    ``scaled`` is False where the header's scale is not meant; ``caption_scale`` the factor that the table's caption
    states where no header of it does; ``given_scale`` the factor that a person gives, whatever is printed; ``counted``
    is True in a column of large counts, which are no money for their size; ``share`` in one that holds what part of a
    target was reached; ``amounts`` how the table's amounts group thousands.

    What a text means is looked up by it, for every cell: its ``siblings``, up to forty texts, are left out of its hash.
    """

    ukuran: Ukuran | None = None
    unit: str | None = None
    header: str = ""
    style: str | None = None
    siblings: tuple[str, ...] = field(default=(), hash=False)
    expected: tuple[Decimal, ...] = ()
    narrative: bool = False
    scanned: bool = False
    scaled: bool = True
    caption_scale: int = 1
    given_scale: int | None = None
    counted: bool = False
    share: bool = False
    amounts: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning. ``peran`` is a Ukuran or one of kode, nama, indikator, satuan, lokasi, sumber_dana, ...

    ``rincian``: the slice of a measure that the column holds, a source of funds or a kind of belanja. ``keyakinan``
    0..1: how sure the whole reading is. ``tingkat``: the levels that a name column holds, highest first.
    """

    indeks: int
    judul: str
    peran: str | None = None
    konteks: Konteks | None = None
    tahun: int | None = None
    rincian: str | None = None
    keyakinan: float = 1.0
    tingkat: tuple[TingkatBaris, ...] = ()
    skala: int | None = field(default=None, compare=False)
    """What its amounts count, in rupiah, where a person says so; None: header, caption and sizes tell."""
    sumber: str | None = field(default=None, compare=False)
    """Who gave its meaning (``resep:<name>``); None where it was read."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Value:
    """A printed value of a row, what is printed (``teks``) beside what is meant (``nilai``)."""

    ukuran: Ukuran
    konteks: Konteks | None
    tahun: int | None
    teks: str
    nilai: Decimal | None
    satuan: str | None
    page: int
    box: Box
    keyakinan: float
    perbaikan: str | None = None
    rincian: str | None = None

    def surely(self, keyakinan: float) -> Value:
        """The value with another certainty; spelled out, since every value of a document is made anew by it."""
        return Value(
            self.ukuran,
            self.konteks,
            self.tahun,
            self.teks,
            self.nilai,
            self.satuan,
            self.page,
            self.box,
            keyakinan,
            self.perbaikan,
            self.rincian,
        )


@quickly_made
@dataclass(frozen=True, slots=True)
class RowHints:
    """What the printed row tells of its level besides its code and name."""

    label: TingkatBaris | None = None
    """An explicit label: "Program", "Kegiatan :", a column of its own for each level, JUMLAH."""
    numbering: str | None = None
    """Number in the No column or in front of the name: I, A, 1, a, 1.1."""
    bold: bool = False
    capitals: bool = False
    indent: float = 0.0
    code_cells: tuple[str, ...] = ()
    """The code cells as printed, one text a cell, empty ones kept."""
    has_detail: bool = False
    """True where lokasi, sumber dana or the like are filled."""
    header_levels: tuple[TingkatBaris, ...] = ()
    """The levels that the header of the name column names ("Kegiatan"; "Program / Kegiatan / Sub Kegiatan")."""
    announced: TingkatBaris | None = None
    """The level that the row above announced for the rows below it ("Program X, Kegiatan :"); a weak hint."""
    given: TingkatBaris | None = None
    """The level that a person says rows like this have."""


@quickly_made
@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A meaningful row. ``level`` is None where normalisation cannot tell it without the nomenclature.

    ``lanjutan``: index (in the table's rows) of the item whose further indicator line this row is.
    ``grid_row``: index of the joined table's grid row where the row starts.
    ``perbaikan``: what evidence changed the row itself by (``bukti:baris_terpotong``), None where nothing did.
    """

    urutan: int
    grid_row: int
    level: TingkatBaris | None
    kode_asli: str | None
    nama: str
    indikator: str | None
    values: tuple[Value, ...]
    page: int
    box: Box
    hints: RowHints = RowHints()
    lanjutan: int | None = None
    lokasi: str | None = None
    sumber_dana: str | None = None
    perbaikan: str | None = None
    perangkat_daerah: str | None = None
    """The office that the row belongs to, by sections, columns and headings; None where it is the document's."""

    def holding(self, values: tuple[Value, ...]) -> BudgetRow:
        """The row with other values; spelled out, since every row of a document is made anew by it."""
        return BudgetRow(
            self.urutan,
            self.grid_row,
            self.level,
            self.kode_asli,
            self.nama,
            self.indikator,
            values,
            self.page,
            self.box,
            self.hints,
            self.lanjutan,
            self.lokasi,
            self.sumber_dana,
            self.perbaikan,
            self.perangkat_daerah,
        )


@dataclass(frozen=True, slots=True)
class NormalTable:
    """A table with its kind, its columns' meaning and its meaningful rows."""

    table: Table
    jenis: JenisTabel
    columns: tuple[Column, ...]
    rows: tuple[BudgetRow, ...]
    issues: tuple[str, ...] = ()
    resep: str | None = None
    """The recipe that was applied, None where none was."""
    matrix: Grid | None = field(default=None, compare=False, repr=False)
    """The grid that the columns and rows were read from, handed on so that no stage indexes the cells again."""

    @property
    def is_no_table(self) -> bool:
        """True where a recipe says that the grid is no table: then, and only then, it has no columns."""
        return self.resep is not None and not self.columns

    @property
    def grid(self) -> Grid:
        """The table by row and column."""
        if self.matrix is None:
            return Grid(self.table)
        return self.matrix if self.matrix.table is self.table else Grid(self.table, self.matrix.whole)


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What cover, letterhead and signature say of the document.

    ``wilayah``: region phrases as printed ("Provinsi Bali", "Kab. Luwu", "Kota Metro"), most trustworthy first.
    """

    jenis: JenisDokumen
    tahap: Tahap | None
    tahun: int | None
    tahun_akhir: int | None
    wilayah: tuple[str, ...]
    perangkat_daerah: str | None
    edisi: str | None = None
    """The nomenclature edition that the text cites, e.g. 050-5889/2021."""
    alasan: tuple[str, ...] = ()
    """Why, one line a field: the places that speak for it and their words, e.g. ``tahun: sampul "TAHUN 2024"``."""
