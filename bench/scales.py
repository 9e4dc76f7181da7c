"""How much of what is read hangs on the size in which a page is printed, as Markdown.

    python bench/scales.py FILES... [--scales 0.75 1.35]

A sheet is printed on whatever paper there is: the same table stands in letters of 4 points and of 16. Each file is read
as it is, and again with all its pages smaller and larger; a table is the same where all its cells are (places apart).
Sizes that are told in points where they should be told in letters show here, without any truth.
"""

from __future__ import annotations

import argparse
import ctypes
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402 - beside what the line above finds
from pypdfium2 import raw  # noqa: E402

from extract.document import extract  # noqa: E402
from extract.types import Table  # noqa: E402

Read = tuple[Any, ...]


def write_scaled(source: Path, scale: float, target: Path) -> None:
    """Writes the document with all its pages, and what stands on them, so many times as large."""
    document = pypdfium2.PdfDocument(source)
    for page in document:
        sides = page.get_size() if page.get_rotation() in (0, 180) else page.get_size()[::-1]
        sheet = page.get_mediabox(fallback_ok=False) or (0.0, 0.0, *sides)
        shown = page.get_cropbox(fallback_ok=False) or sheet
        if not raw.FPDFPage_TransFormWithClip(page, ctypes.byref(raw.FS_MATRIX(scale, 0, 0, scale, 0, 0)), None):
            raise SystemExit(f"{source}: a page cannot be scaled")
        page.set_mediabox(*(side * scale for side in sheet))
        page.set_cropbox(*(side * scale for side in shown))
    document.save(target)


def as_read(table: Table) -> Read:
    """What a table says, whatever the size of its page."""
    cells = tuple((cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells)
    return table.pages, table.n_rows, table.n_cols, cells


def differing(file: Path, scales: list[float], folder: Path) -> Iterator[tuple[int, int]]:
    """For each scale the tables of the file, and how many of them are not read so at that scale."""
    usual = Counter(map(as_read, extract(str(file)).tables))
    for scale in scales:
        target = folder / f"{scale}.pdf"
        write_scaled(file, scale, target)
        found = Counter(map(as_read, extract(str(target)).tables))
        yield usual.total(), (usual - found).total()


def main() -> None:
    """Prints the table; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--scales", nargs="+", type=float, default=[0.75, 1.35])
    asked = parser.parse_args()
    print("| file | tables |" + "".join(f" read otherwise at {scale:g} |" for scale in asked.scales))
    print("|---|---:|" + "---:|" * len(asked.scales), flush=True)
    tables, others = 0, [0] * len(asked.scales)
    with tempfile.TemporaryDirectory() as folder:
        for file in asked.files:
            counts = list(differing(file, asked.scales, Path(folder)))
            tables += counts[0][0]
            others = [sofar + other for sofar, (_, other) in zip(others, counts, strict=True)]
            print(f"| {file.name} | {counts[0][0]} |" + "".join(f" {other} |" for _, other in counts), flush=True)
    print(f"| all | {tables} |" + "".join(f" {other} |" for other in others))


if __name__ == "__main__":
    main()
