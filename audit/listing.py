"""A finding as a person meets it: in a list, a working paper, a picture; with its document and row beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with the place that a person looks it up by. Fields as in the dataset's `temuan`, and the document's.

    ``kode`` and ``nama`` are the row's; ``box`` is the sentence's place where the finding is about running text.
    ``keputusan``, ``alasan``, ``oleh`` and ``waktu``: what a person decided on it, why, who, and when (ISO 8601 in
    UTC); None where nobody did.
    """

    temuan_id: str
    doc_id: str
    berkas: str
    tabel_id: str
    nomor: str | None
    baris_id: str | None
    kode: str | None
    nama: str | None
    cek: str
    keparahan: str
    sebab: str
    penyebab: str | None
    ukuran: str | None
    konteks: str | None
    tahun: int | None
    tertulis: Decimal | None
    dihitung: Decimal | None
    selisih: Decimal | None
    halaman: int
    penjelasan: str
    bukti: tuple[str, ...]
    box: tuple[float, float, float, float] | None = None
    keputusan: str | None = None
    alasan: str | None = None
    oleh: str | None = None
    waktu: str | None = None

    def decided(self) -> str:
        """What was decided, by whom and why, to be put behind the sentence; empty where nobody did."""
        return f" [{self.keputusan} oleh {self.oleh or '-'}: {self.alasan or '-'}]" if self.keputusan else ""

    def as_dict(self) -> dict[str, Any]:
        """The finding for JSON; amounts as text, since JSON's numbers would round them."""
        amounts = {name: _plain(getattr(self, name)) for name in ("tertulis", "dihitung", "selisih")}
        return asdict(self) | amounts


def _plain(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
