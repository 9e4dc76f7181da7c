"""Does ``keyakinan`` mean what it says? The share of tables read without a fault, by how sure the reading was.

A table is perfect where every body row of the truth is read, each cell exactly (white space apart) and in its column,
and none besides. Folders hold ``<stem>.pdf`` with ``<stem>.truth.json``; or PDFs with ``truth/<stem>.json``, which are
compared page by page, every cell with its place and spans. Scans are left out unless asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extract.document import extract  # noqa: E402 - found by the line above
from extract.types import PageTable, Table  # noqa: E402

BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
SURE = 0.9


class Verdict(NamedTuple):
    """One table read: where, how sure, and is it perfect?"""

    where: str
    sure: float
    perfect: bool
    engine: str


def squash(text: str | None) -> str:
    """Text without white space, in one form."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def body_rows(table: Table) -> list[list[str]]:
    """The body row by row; a merged cell's text stands in its first place."""
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = squash(cell.text)
    return rows[table.n_header_rows :]


def joined_verdicts(pdf: Path, truth: dict[str, Any]) -> Iterator[Verdict]:
    """Of each table whose pages are joined, against the truth's grids."""
    wanted = [[list(map(squash, row)) for row in table["grid"]] for table in truth["tables"]]
    for table in extract(pdf, pages=truth.get("labelled_pages")).tables:
        yield Verdict(f"{pdf.stem} {table.pages[0]}", table.confidence, body_rows(table) in wanted, table.engine)


def page_verdicts(pdf: Path, truth: dict[str, Any]) -> Iterator[Verdict]:
    """Of each table of each page, against the truth's cells."""
    wanted = {
        (table["page"], frozenset(filled))
        for tables in truth.get("alternatives") or [truth["tables"]]
        for table in tables
        if (filled := [(c["r0"], c["c0"], c["r1"], c["c1"], t) for c in table["cells"] if (t := squash(c["text"]))])
    }
    for page in extract(pdf, pages={number for number, _ in wanted}).pages:
        for table in page.tables:
            perfect = (page.number, page_cells(table)) in wanted
            yield Verdict(f"{pdf.stem} {page.number}", table.confidence, perfect, table.engine)


def page_cells(table: PageTable) -> frozenset[tuple[int, int, int, int, str]]:
    """The filled cells: r0, c0, r1, c1, text."""
    return frozenset(
        (c.row, c.col, c.row + c.rowspan, c.col + c.colspan, text) for c in table.cells if (text := squash(c.text))
    )


def folder_verdicts(folder: Path, *, scans: bool) -> Iterator[Verdict]:
    """Of all documents in a folder that have a truth."""
    for pdf in sorted(folder.glob("*.pdf")):
        beside, below = pdf.with_suffix(".truth.json"), folder / "truth" / f"{pdf.stem}.json"
        if not scans and ("scan" in pdf.stem or "ocr" in pdf.stem):
            continue
        if beside.exists():
            yield from joined_verdicts(pdf, json.loads(beside.read_text(encoding="utf-8")))
        elif below.exists():
            yield from page_verdicts(pdf, json.loads(below.read_text(encoding="utf-8")))


def reliability(verdicts: list[Verdict]) -> str:
    """The table: how many tables were read with each sureness, and how many of them perfectly."""
    lines = ["| keyakinan | tables | perfect | mean keyakinan |", "|---|---:|---:|---:|"]
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 1.01), strict=True):
        mine = [v for v in verdicts if low <= v.sure < high]
        if mine:
            mean = sum(v.sure for v in mine) / len(mine)
            lines.append(f"| {low:.2f} .. {min(high, 1):.2f} | {len(mine)} | {share(mine)} | {mean:.3f} |")
    lines.append(f"| over {SURE} | {sum(v.sure > SURE for v in verdicts)} | {share(sure_ones(verdicts))} | |")
    return "\n".join(lines)


def sure_ones(verdicts: list[Verdict]) -> list[Verdict]:
    """Those over the threshold."""
    return [v for v in verdicts if v.sure > SURE]


def share(verdicts: list[Verdict]) -> str:
    """The share of perfect ones, as a percentage."""
    return f"{sum(v.perfect for v in verdicts) / len(verdicts):.1%}" if verdicts else "-"


def main() -> None:
    """Prints the reliability table, and the tables that were believed and wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[ROOT / "samples"])
    arguments.add_argument("--scans", action="store_true", help="with scanned documents (slow)")
    arguments.add_argument("--list", action="store_true", help="each table, one a line")
    options = arguments.parse_args()
    verdicts = [v for folder in options.folders for v in folder_verdicts(folder, scans=options.scans)]
    print(reliability(verdicts))
    for v in sorted(verdicts, key=lambda v: -v.sure):
        if options.list or (v.sure > SURE and not v.perfect):
            print(f"{v.where}: {v.engine} {v.sure:.3f} {'perfect' if v.perfect else 'faulty'}")


if __name__ == "__main__":
    main()
