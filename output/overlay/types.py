"""An entry of the overlay: who says what of which place of which document, and when.

An entry is flat, so that it reads the same in a JSON line, a CSV row and a spreadsheet. It names its place by what the
paper shows (page, box, printed text), not by our ids: a later version of this software may number tables and rows anew,
but the file with this digest prints the same things at the same places.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extract.types import Box
from normalize.types import JenisDokumen, JenisTabel, Konteks, TingkatBaris, Ukuran
from records.findings import Cek


class JenisEntri(StrEnum):
    """What an entry does."""

    KOREKSI = "koreksi"  # a reading is wrong: a value's number, or a row's name, code or level
    KEPUTUSAN = "keputusan"  # what a person decides on a finding
    CABUT = "cabut"  # an earlier entry no longer holds
    IDENTITAS = "identitas"  # what the document is: its year, region, office, kind, stage


IDENTITY = ("tahun", "tahun_akhir", "wilayah", "perangkat_daerah", "jenis_dokumen", "tahap")
"""What people can say of a document as a whole."""
TANPA = "-"
"""In place of an office or a stage: the document has none."""


class Keputusan(StrEnum):
    """What a person decides on a finding."""

    DITERIMA = "diterima"  # the finding is right
    DITOLAK = "ditolak"  # it is not
    PERLU_DICEK = "perlu_dicek"  # somebody has to look


@dataclass(frozen=True, slots=True)
class Entri:
    """One line of the overlay. ``sha256`` is the document's; ``waktu`` ISO 8601 in UTC; ``versi`` of this software.

    Row: ``halaman`` to ``indikator`` as they were read when the entry was made, and ``teks_baris``, what its values
    print, where it has no name. Value: ``ukuran`` to ``nilai_y1``;
    ``teks`` is what is printed (None: the reading has no such value, it is added). Finding: ``cek``, its measure and
    figures, and the row where it has one. New: ``*_baru`` (a value with ``nilai_baru`` None is no number), or
    ``keputusan``. ``*_semula``: what had been read, for people. ``mencabut``: the id of the entry that is revoked.
    Identity: ``tahun_baru`` to ``tahap_baru``, ``TANPA`` for what the document has not; ``sumber``: the metadata file
    and its line, where one says so.
    """

    jenis: JenisEntri
    sha256: str
    oleh: str
    waktu: str
    versi: str
    alasan: str = ""
    id: str = ""
    halaman: int | None = None
    x0: float | None = None
    y0: float | None = None
    x1: float | None = None
    y1: float | None = None
    jenis_tabel: JenisTabel | None = None
    nomor: str | None = None
    urutan: int | None = None
    kode_asli: str | None = None
    nama: str | None = None
    indikator: str | None = None
    ukuran: Ukuran | None = None
    konteks: Konteks | None = None
    tahun: int | None = None
    teks: str | None = None
    nilai_halaman: int | None = None
    nilai_x0: float | None = None
    nilai_y0: float | None = None
    nilai_x1: float | None = None
    nilai_y1: float | None = None
    cek: Cek | None = None
    tertulis: Decimal | None = None
    dihitung: Decimal | None = None
    nilai_baru: Decimal | None = None
    satuan_baru: str | None = None
    nama_baru: str | None = None
    kode_baru: str | None = None
    tingkat_baru: TingkatBaris | None = None
    keputusan: Keputusan | None = None
    nilai_semula: Decimal | None = None
    satuan_semula: str | None = None
    mencabut: str | None = None
    teks_baris: str | None = None
    rincian: str | None = None
    tahun_baru: int | None = None
    tahun_akhir_baru: int | None = None
    wilayah_baru: str | None = None
    perangkat_daerah_baru: str | None = None
    jenis_dokumen_baru: JenisDokumen | None = None
    tahap_baru: str | None = None
    sumber: str | None = None

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return self.sha256[:16]

    @property
    def is_value(self) -> bool:
        """True for the correction of a value, False for a row's and for anything else."""
        return self.jenis is JenisEntri.KOREKSI and self.ukuran is not None

    @property
    def identity(self) -> dict[str, Any]:
        """What the entry says that the document is, by field; {} where it says nothing of it."""
        told = {name: getattr(self, f"{name}_baru") for name in IDENTITY}
        return {name: value for name, value in told.items() if value is not None}

    @property
    def has_row(self) -> bool:
        """True where the entry speaks of a row, named or not; a finding may have none (a sentence, a document)."""
        return self.nama is not None or self.urutan is not None

    @property
    def has_witness(self) -> bool:
        """True where something printed in the row, beside its place, tells it from its neighbours."""
        return any((self.nama, self.kode_asli, self.indikator, self.teks_baris))

    @property
    def box(self) -> Box | None:
        """The row's place on its page."""
        return _box(self.x0, self.y0, self.x1, self.y1)

    @property
    def value_box(self) -> Box | None:
        """The value's place on its page."""
        return _box(self.nilai_x0, self.nilai_y0, self.nilai_x1, self.nilai_y1)

    def as_record(self) -> dict[str, Any]:
        """The entry for JSON, a CSV row or a spreadsheet: what is None is left out, amounts are texts."""
        held = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: _plain(value) for name, value in held if value is not None and value != ""}

    def sealed(self) -> Entri:
        """The entry with the id that its content gives it, so that copies are known and changes noticed."""
        record = self.as_record()
        record.pop("id", None)
        text = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return replace(self, id="k" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20])


FIELDS: tuple[str, ...] = ("id", *(each.name for each in fields(Entri) if each.name != "id"))
"""The names of an entry's fields, in the order of a CSV's columns."""


def _box(x0: float | None, y0: float | None, x1: float | None, y1: float | None) -> Box | None:
    if x0 is None or y0 is None or x1 is None or y1 is None:
        return None
    return Box(x0, y0, x1, y1)


def _plain(value: Any) -> Any:
    """A value as JSON, CSV and spreadsheets hold it alike.

    >>> _plain(Decimal("1500000.5000")), _plain(12.3456)
    ('1500000.5', 12.35)
    """
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return round(value, 2) if isinstance(value, float) else str(value) if isinstance(value, StrEnum) else value


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a document's entries, by their ids. ``aktif``: all that were tried.

    ``diterapkan``/``hilang``: corrections that found their place or did not; ``melekat``/``lepas``: decisions whose
    finding stands, or stands no longer; ``diganti``: those that a later one overrules. ``asli``: the rows
    that corrections changed, as they were read (``output.overlay.originals``), so that revoking needs no PDF.
    ``identitas``: what people say that the document is, a line a field; ``meta_asli``: what it says of itself, where
    they do.
    """

    aktif: tuple[str, ...] = ()
    diterapkan: tuple[str, ...] = ()
    hilang: tuple[str, ...] = ()
    melekat: tuple[str, ...] = ()
    lepas: tuple[str, ...] = ()
    asli: tuple[dict[str, Any], ...] = field(default=())
    identitas: tuple[str, ...] = ()
    meta_asli: tuple[dict[str, Any], ...] = ()
    diganti: tuple[str, ...] = ()
