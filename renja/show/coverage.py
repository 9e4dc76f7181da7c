"""What became of the money that a dataset's documents print: documents and tables by amounts lost, the worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from output.read import asked, check_dataset, find_document, of_document
from output.types import is_dark, is_dark_sql, without_office_sql
from renja.show.reasons import reason_in_one_language
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
_SUMMED = ("tercetak", "bermakna", "ragu", "hilang", "anggaran", "teks")


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
    tanpa_kantor: bool = False
    """True where no office was read, and nobody said that there is none."""

    @property
    def is_dark(self) -> bool:
        """True where money is printed, or may be on pages that were not read, and none of it is understood."""
        return is_dark(self.status, self.tercetak + self.teks, self.bermakna, self.anggaran)


def coverage(root: Path, wanted: str | None = None) -> tuple[DocumentCoverage, ...]:
    """All documents, or the one that ``wanted`` names; most amounts lost first.

    Raises ``NotADataset``, ``DocumentNotFound``.
    """
    doc_id = None if wanted is None else find_document(root, wanted)
    view = None if doc_id is None else of_document(doc_id)
    return asked(check_dataset(root), _SOURCES, lambda connection: _documents(connection, None), view)


def worst(root: Path) -> tuple[tuple[DocumentCoverage, ...], dict[str, int]]:
    """The documents that are shown of many, and the ``totals`` over all. Raises ``NotADataset``."""

    def work(connection: Any) -> tuple[tuple[DocumentCoverage, ...], dict[str, int]]:
        cursor = connection.execute(_TOTALS)
        names = [column[0] for column in cursor.description]
        sums = {name: int(number) for name, number in zip(names, cursor.fetchone(), strict=True)}
        return _documents(connection, _MOST_DOCUMENTS), sums

    return asked(check_dataset(root), _SOURCES, work)


_SOURCES = ("dokumen", "tabel")
_AMOUNTS = ", ".join(
    f"coalesce(cakupan.{name}, 0) AS {name}" for name in ("tercetak", "tabel", "bermakna", "ragu", "anggaran")
)
_EACH = f"""
(SELECT doc_id, berkas, status, tabel AS tercetak, bermakna, ragu, tabel - bermakna AS hilang, anggaran,
        tercetak - tabel AS teks, pesan, {without_office_sql()} AS tanpa_kantor,
        {is_dark_sql("status", "tercetak", "bermakna", "anggaran")} AS gelap
 FROM (SELECT *, {_AMOUNTS} FROM dokumen))
"""
_WORST = f"SELECT * EXCLUDE gelap FROM {_EACH} ORDER BY hilang DESC, gelap DESC, anggaran > 0, berkas, doc_id"
_TOTALS = f"""
SELECT count(*) AS dokumen, {", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in _SUMMED)},
       count(*) FILTER (gelap) AS tak_dipahami
FROM {_EACH}
"""
_TABLES = """
SELECT doc_id, tabel_id, halaman[1], nomor, judul, cakupan.tercetak, cakupan.bermakna, cakupan.ragu,
       cakupan.tercetak - cakupan.bermakna AS hilang, cakupan.anggaran, alasan
FROM tabel WHERE cakupan.tercetak > 0 {chosen}
ORDER BY hilang DESC, coalesce(halaman[1], 0), length(tabel_id), tabel_id
"""


def _documents(connection: Any, most: int | None) -> tuple[DocumentCoverage, ...]:
    """The documents with their tables, of many the worst; of these tables alone are read then."""
    rows = connection.execute(_WORST + (f" LIMIT {most}" if most is not None else "")).fetchall()
    chosen, wanted = (
        ("", {}) if most is None else ("AND doc_id IN (SELECT unnest($docs))", {"docs": [r[0] for r in rows]})
    )
    tables = defaultdict(list)
    for doc_id, *table in connection.execute(_TABLES.format(chosen=chosen), wanted).fetchall():
        tables[doc_id].append(TableCoverage(*table))
    return tuple(_document(row, tables[row[0]]) for row in rows)


def _document(row: Sequence[Any], tables: Sequence[TableCoverage]) -> DocumentCoverage:
    doc_id, berkas, status, *amounts, pesan, officeless = row
    printed, certain, doubtful, lost, fed, text = amounts
    why = "; ".join(pesan or ()) or None
    return DocumentCoverage(
        doc_id, berkas, status, printed, certain, doubtful, lost, fed, text, why, tuple(tables), officeless
    )


def totals(found: Sequence[DocumentCoverage]) -> dict[str, int]:
    """The sums over documents, and how many there are whose money is not understood at all."""
    sums = {name: sum(getattr(each, name) for each in found) for name in _SUMMED}
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


def coverage_text(
    found: Sequence[DocumentCoverage], most_tables: int | None = _MOST_TABLES, sums: dict[str, int] | None = None
) -> str:
    """For the eye: a line for each document, under it its tables with losses (at most ``most_tables``).

    ``sums``: the totals, where ``found`` are only the worst of more.
    """
    shown, sums = found[:_MOST_DOCUMENTS], sums or totals(found)
    width = max([9, *(len(Path(each.berkas).name) for each in shown)])
    lines = [_line([say(f"coverage.{name}") for name in ("document", "printed", "certain", "lost", "budget")], width)]
    for each in shown:
        lines.append(_line((Path(each.berkas).name, each.tercetak, each.bermakna, each.hilang, each.anggaran), width))
        lines[-1] += _mark(each)
        lines += _table_lines(each, most_tables)
    if sums["dokumen"] > len(shown):
        lines.append(say("coverage.more", count=sums["dokumen"] - len(shown)))
    return "\n".join([*lines, "", *_total_lines(sums)])


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
        key = "coverage.table" if table.hilang else "coverage.table_whole"
        why = reason_in_one_language(table.alasan or "-")
        if not table.hilang:
            why = why.removeprefix("anggaran: ")
        yield say(key, page=page, lost=table.hilang, printed=table.tercetak, why=why)
    if most is not None and len(lossy) > most:
        yield say("coverage.more_tables", count=len(lossy) - most, document=each.doc_id)
    if each.is_dark and not each.tabel and each.alasan:
        yield f"    {in_one_language(each.alasan)[:_MOST_TOLD]}"
    if each.teks and not each.tercetak:
        yield say("coverage.in_text", count=each.teks)
    if each.tanpa_kantor:
        yield "    " + say("coverage.no_office", dataset="DATASET", document=each.doc_id)


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
