"""Results of matching with the official nomenclature and the list of regions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from normalize.frozen import quickly_made
from normalize.types import BudgetRow, NormalTable, TingkatBaris


class CocokMetode(StrEnum):
    """How the official code was found."""

    KODE = "kode"
    NAMA = "nama"
    KODE_NAMA = "kode+nama"
    TIDAK = "tidak"


@dataclass(frozen=True, slots=True)
class Wilayah:
    """A region: tingkat provinsi, kabupaten or kota; codes of Kemendagri; official names."""

    tingkat: str | None = None
    kode_provinsi: str | None = None
    provinsi: str | None = None
    kode_kabkota: str | None = None
    kabkota: str | None = None


_WEAK = 0.8


@quickly_made
@dataclass(frozen=True, slots=True)
class Match:
    """What official item a row names, how it was found, how sure (0..1), and why."""

    kode: str | None
    nama_baku: str | None
    metode: CocokMetode
    skor: float
    alasan: str = ""
    runner_up: str | None = None
    edisi: str | None = None

    @property
    def sure_kode(self) -> str | None:
        """The code where it may stand for the item in comparisons: not one that only a likeness of names suggests.

        Of codes by names of a score up to .8, .29 were another item's or none's in labelled documents (most are numbers
        of the twin under the other kewenangan); of those above, .014.
        """
        return None if self.metode is CocokMetode.NAMA and self.skor <= _WEAK else self.kode


NO_MATCH = Match(None, None, CocokMetode.TIDAK, 0.0)


@quickly_made
@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row with its level settled, its official code, and its parent (index in the table's rows).

    ``perbaikan``: what its code and name were changed by (see ``nomenclature.repairs``), None where by nothing.
    """

    row: BudgetRow
    level: TingkatBaris
    match: Match
    induk: int | None = None
    perbaikan: str | None = None
    yakin: float = 1.0
    """The chance that the level is right, 0..1, by how far it lies before the next best."""
    bidang_urusan: str | None = None
    """For a program, kegiatan or sub kegiatan: the code of the bidang urusan that it belongs to, also where it has none
    itself; None where nothing tells.
    """

    def of_row(self, row: BudgetRow) -> MatchedRow:
        """The same said of the row as it is read otherwise."""
        return MatchedRow(row, self.level, self.match, self.induk, self.perbaikan, self.yakin, self.bidang_urusan)


@dataclass(frozen=True, slots=True)
class MatchedTable:
    """A table whose rows have levels, codes and parents; ``rows[i].row`` is ``source.rows[i]``."""

    source: NormalTable
    rows: tuple[MatchedRow, ...]
