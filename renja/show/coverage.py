"""What became of the money that a dataset's documents print: documents and tables by amounts lost, the worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from output.read import find_document, read_table
from output.types import is_dark
from renja.texts import in_one_language, say

COLUMNS = (
    "doc_id", "berkas", "status", "tabel_id", "halaman", "nomor", "judul", "tercetak", "bermakna", "ragu", "hilang",
    "anggaran", "alasan",
)  # fmt: skip
"""The columns of CSV: a line for each document (``tabel_id`` empty), and after it its tables with money."""
_MOST_TABLES = 3
_MOST_TOLD = 200
"""Characters of the messages of a document whose tables tell nothing."""
_MOST_DOCUMENTS = 100
_TABLE_COLUMNS = ["tabel_id", "doc_id", "nomor", "judul", "halaman", "cakupan", "alasan"]


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """A table's amounts. ``hilang``: printed, and not understood with certainty; ``halaman``: its first page."""

    tabel_id: str
    halaman: int | None
    nomor: str | None
    judul: str | None
    tercetak: int
    bermakna: int
    ragu: int
    hilang: int
    anggaran: int
    alasan: str | None


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """A document's amounts: ``teks`` in running text, the others in tables; ``tabel``: with money, worst first."""

    doc_id: str
    berkas: str
    status: str
    tercetak: int
    bermakna: int
    ragu: int
    hilang: int
    anggaran: int
    teks: int
    alasan: str | None
    tabel: tuple[TableCoverage, ...]

    @property
    def is_dark(self) -> bool:
        """True where money is printed, or may be on pages that were not read, and none of it is understood."""
        return is_dark(self.status, self.tercetak + self.teks, self.bermakna, self.anggaran)


def coverage(root: Path, wanted: str | None = None) -> tuple[DocumentCoverage, ...]:
    """All documents, or the one that ``wanted`` names; most amounts lost first.

    Raises ``NotADataset``, ``DocumentNotFound``.
    """
    doc_id = None if wanted is None else find_document(root, wanted)
    documents = read_table(root, "dokumen", doc_id).select(["doc_id", "berkas", "status", "cakupan", "pesan"])
    tables = defaultdict(list)
    for row in read_table(root, "tabel", doc_id).select(_TABLE_COLUMNS).to_pylist():
        if (row["cakupan"] or {}).get("tercetak"):
            tables[row["doc_id"]].append(_table(row))
    found = [_document(row, tables[row["doc_id"]]) for row in documents.to_pylist()]
    return tuple(sorted(found, key=lambda each: (-each.hilang, not each.is_dark, each.anggaran > 0, each.berkas)))


def _table(row: dict[str, Any]) -> TableCoverage:
    amounts = row["cakupan"]
    return TableCoverage(
        row["tabel_id"], next(iter(row["halaman"] or ()), None), row["nomor"], row["judul"], amounts["tercetak"],
        amounts["bermakna"], amounts["ragu"], amounts["tercetak"] - amounts["bermakna"], amounts["anggaran"],
        row["alasan"],
    )  # fmt: skip


def _document(row: dict[str, Any], tables: Sequence[TableCoverage]) -> DocumentCoverage:
    names = ("tercetak", "tabel", "bermakna", "ragu", "anggaran")
    printed, in_tables, certain, doubtful, fed = ((row["cakupan"] or {}).get(name) or 0 for name in names)
    why = "; ".join(row["pesan"] or ()) or None
    worst = tuple(sorted(tables, key=lambda each: (-each.hilang, each.halaman or 0)))
    return DocumentCoverage(
        row["doc_id"], row["berkas"], row["status"], in_tables, certain, doubtful, in_tables - certain, fed,
        printed - in_tables, why, worst,
    )  # fmt: skip


def totals(found: Sequence[DocumentCoverage]) -> dict[str, int]:
    """The sums over documents, and how many there are whose money is not understood at all."""
    names = ("tercetak", "bermakna", "ragu", "hilang", "anggaran", "teks")
    sums = {name: sum(getattr(each, name) for each in found) for name in names}
    return {"dokumen": len(found), **sums, "tak_dipahami": sum(each.is_dark for each in found)}


def coverage_record(found: Sequence[DocumentCoverage]) -> dict[str, Any]:
    """For a program to read."""
    return {"jumlah": totals(found), "dokumen": [asdict(each) | {"tak_dipahami": each.is_dark} for each in found]}


def coverage_lines(found: Sequence[DocumentCoverage]) -> Iterator[tuple[Any, ...]]:
    """The lines of CSV, by ``COLUMNS``."""
    for each in found:
        whole = asdict(each)
        yield tuple(whole.get(name) for name in COLUMNS)
        for table in each.tabel:
            part = asdict(table) | {"doc_id": each.doc_id, "berkas": each.berkas, "status": each.status}
            yield tuple(part[name] for name in COLUMNS)


def coverage_text(found: Sequence[DocumentCoverage], most_tables: int | None = _MOST_TABLES) -> str:
    """For the eye: a line for each document, under it its tables with losses (at most ``most_tables``)."""
    shown = found[:_MOST_DOCUMENTS]
    width = max([9, *(len(Path(each.berkas).name) for each in shown)])
    lines = [_line([say(f"coverage.{name}") for name in ("document", "printed", "certain", "lost", "budget")], width)]
    for each in shown:
        lines.append(_line((Path(each.berkas).name, each.tercetak, each.bermakna, each.hilang, each.anggaran), width))
        lines[-1] += _mark(each)
        lines += _table_lines(each, most_tables)
    if len(found) > len(shown):
        lines.append(say("coverage.more", count=len(found) - len(shown)))
    return "\n".join([*lines, "", *_total_lines(totals(found))])


def _line(cells: Sequence[object], width: int) -> str:
    return f"{cells[0]:<{width}}" + "".join(f"{cell:>10}" for cell in cells[1:])


def _mark(each: DocumentCoverage) -> str:
    if each.is_dark and not each.tercetak + each.teks:
        return say("coverage.no_money")
    if each.is_dark:
        return say("coverage.not_understood")
    if each.status == "gagal":
        return say("coverage.failed")
    return say("coverage.not_in_anggaran") if each.tercetak and not each.anggaran else ""


def _table_lines(each: DocumentCoverage, most: int | None) -> Iterator[str]:
    lossy = [table for table in each.tabel if table.hilang or not each.anggaran]
    for table in lossy[:most]:
        page = "?" if table.halaman is None else table.halaman
        why = in_one_language(table.alasan or "-")
        yield say("coverage.table", page=page, lost=table.hilang, printed=table.tercetak, why=why)
    if most is not None and len(lossy) > most:
        yield say("coverage.more_tables", count=len(lossy) - most, document=each.doc_id)
    if each.is_dark and not each.tabel and each.alasan:
        yield f"    {in_one_language(each.alasan)[:_MOST_TOLD]}"
    if each.teks and not each.tercetak:
        yield say("coverage.in_text", count=each.teks)


def _total_lines(sums: dict[str, int]) -> Iterator[str]:
    printed = sums["tercetak"]
    certain, fed = sums["bermakna"], sums["anggaran"]
    yield say(
        "coverage.totals", documents=sums["dokumen"], printed=printed, certain=certain,
        certain_share=_share(certain, printed), fed=fed, fed_share=_share(fed, printed), text=sums["teks"],
    )  # fmt: skip
    if sums["tak_dipahami"]:
        yield say("coverage.dark", count=sums["tak_dipahami"])


def _share(part: int, whole: int) -> str:
    return f" ({100 * part / whole:.1f} %)".replace(".", ",") if whole else ""
