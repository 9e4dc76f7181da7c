"""A whole document's results, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from extract.types import PageResult
from normalize.recipes.types import RecipeUse
from normalize.types import DocumentMeta
from output.coverage import Budget
from output.overlay.types import Applied
from records.findings import Finding
from records.matched import MatchedTable, Wilayah


class Status(StrEnum):
    """How the ingest of a document ended."""

    OK = "ok"
    SEBAGIAN = "sebagian"
    GAGAL = "gagal"


def is_dark(status: str, printed: int, known: int, compared: int) -> bool:
    """True where a document prints amounts, or may on pages that were not read, and none is understood or compared."""
    return (printed > 0 or status == Status.SEBAGIAN) and not known and not compared


def is_dark_sql(status: str, printed: str, known: str, compared: str) -> str:
    """The same as a condition in SQL on columns."""
    return f"(({printed} > 0 OR {status} = '{Status.SEBAGIAN}') AND {known} = 0 AND {compared} = 0)"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Everything that the dataset holds of one document. A failed one has no tables and says why in ``pesan``."""

    sha256: str
    berkas: str
    status: Status
    pesan: tuple[str, ...]
    jumlah_halaman: int
    halaman_pindai: int
    versi: str
    waktu_ingest: datetime
    meta: DocumentMeta | None = None
    wilayah: Wilayah = field(default_factory=Wilayah)
    tables: tuple[MatchedTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    koreksi: Applied = field(default_factory=Applied)
    """What became of people's corrections and decisions; ``tables`` and ``findings`` are as these leave them."""
    resep: tuple[RecipeUse, ...] = ()
    """What became of the recipes that fit its tables."""
    pembuat: str | None = None
    """The program that the file says it was made by."""
    uang_di_teks: int = 0
    """How many amounts of rupiah are printed outside of the bodies of tables: in running text, notes and headers."""

    anggaran: Budget | None = field(default=None, repr=False, compare=False)
    """The wide view of ``tables``, where it was worked out on the way: a fifth of what writing costs."""

    pages: tuple[PageResult, ...] = field(default=(), repr=False)
    """The pages' running text; () where the document comes from the dataset and not from its file."""

    @property
    def doc_id(self) -> str:
        """First 16 hex digits of the file's SHA-256."""
        return self.sha256[:16]


def without_office_sql() -> str:
    """The condition on ``dokumen`` of one that was read without its office, where nobody said that it has none."""
    told = "contains(coalesce(array_to_string(identitas, '; '), ''), 'perangkat_daerah: ')"
    return f"(status <> 'gagal' AND perangkat_daerah IS NULL AND NOT {told})"
