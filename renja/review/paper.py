"""The working paper of a dataset: which tables get a sheet, and what the cover says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from audit.figures import Key
from audit.hierarchy import TableView, view_table
from audit.listing import ListedFinding
from audit.marks import marks
from audit.workbook import MOST_TABLES, CheckedTable, Written, write_workbook
from normalize.types import Ukuran
from output.ids import tabel_id
from output.read import find_document
from output.rebuild import read_result
from renja._version import __version__
from renja.review.pictures import cut_out


def write_paper(
    root: Path,
    document: str | None,
    findings: Sequence[ListedFinding],
    out: Path | BinaryIO,
    *,
    pictures: bool = True,
    pdf_root: Path | None = None,
) -> Written:
    """Writes the working paper; what it has.

    For one document every table that was checked gets a sheet; for a whole dataset those with findings, most first.
    ``pictures``: with each finding's cells as printed, where its PDF is at hand (``pdf_root``: looked for there too).
    """
    facts = {
        "Dataset": str(root),
        "Dokumen": document or f"{len({one.doc_id for one in findings})} dokumen dengan temuan",
        "Tanggal dibuat": date.today().isoformat(),
        "Perangkat lunak": f"renja {__version__}",
    }
    picture = cut_out(root, pdf_root) if pictures else None
    return write_workbook(out, facts, findings, _tables(root, document, findings), picture)


def _tables(root: Path, document: str | None, findings: Sequence[ListedFinding]) -> Iterator[CheckedTable]:
    names = {one.doc_id: Path(one.berkas).name for one in findings}
    if document is not None:
        doc_id = find_document(root, document)
        yield from _of_document(root, doc_id, names.get(doc_id, document), None)
        return
    counts = Counter((one.doc_id, one.tabel_id) for one in findings)
    wanted: dict[str, set[str]] = {}
    for doc_id, table in [key for key, _ in counts.most_common(MOST_TABLES * 2)]:
        wanted.setdefault(doc_id, set()).add(table)
    for doc_id, tables in wanted.items():
        yield from _of_document(root, doc_id, names[doc_id], tables)


def _of_document(root: Path, doc_id: str, berkas: str, only: set[str] | None) -> Iterator[CheckedTable]:
    result = read_result(root, doc_id)
    signs: defaultdict[int, dict[tuple[int, Key], str]] = defaultdict(dict)
    for mark in marks(result.tables, result.findings):
        signs[mark.table][mark.row, mark.key] = mark.tanda.sign
    for index, matched in enumerate(result.tables):
        name = tabel_id(doc_id, index)
        if (only is None or name in only) and _is_checked(view_table(index, matched)):
            yield CheckedTable(berkas, name, matched, signs[index])


def _is_checked(view: TableView) -> bool:
    """True for a table with sums, totals or percentages of money."""
    has_total = any(item.is_total and item.money for item in view.items)
    has_sums = any(parent.money for parent, _ in view.families)
    has_shares = any(key.ukuran is Ukuran.PERSEN_REALISASI for figures in view.other for key in figures)
    return any(view.money) and (has_total or has_sums or has_shares)
