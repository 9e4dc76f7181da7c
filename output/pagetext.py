"""The running text of a document's pages, kept beside the dataset: what sentences say is checked again without the PDF.

``.renja/teks/<doc_id>.json.zz``: our own working copy, no part of the contract. A dataset that was brought from
elsewhere may lack it; then findings about sentences stay as they were until the document is read again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extract.types import Box, PageResult, PageTable, TextLine
from output.layout import WORK

_LEVEL = 4
"""Of compression: half the time of the usual one for a twentieth more."""
STAGED = "teks.json.zz"
"""Name of the file among a staged document's."""


def write_pages(pages: Sequence[PageResult], path: Path) -> None:
    """Writes the pages' lines, and where tables stand on them."""
    text = json.dumps([_plain(page) for page in pages], ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(zlib.compress(text.encode("utf-8", "replace"), _LEVEL))


def place_pages(root: Path, doc_id: str, staged: Path) -> None:
    """Makes a staged document's text the dataset's; where it was not read again, what was there stays."""
    if staged.exists():
        target = _path(root, doc_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, target)


def drop_pages(root: Path, doc_id: str) -> None:
    """Forgets the text of a document that the dataset no longer has."""
    _path(root, doc_id).unlink(missing_ok=True)


def read_pages(root: Path, doc_id: str) -> tuple[PageResult, ...]:
    """The document's pages as far as their running text goes; none where it is not kept here."""
    try:
        data = _path(root, doc_id).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(map(_page, json.loads(zlib.decompress(data))))


def _path(root: Path, doc_id: str) -> Path:
    return root / WORK / "teks" / f"{doc_id}.json.zz"


def _plain(page: PageResult) -> list[Any]:
    lines = [[line.text, line.size, int(line.bold), *_rounded(line.box)] for line in page.lines]
    boxes = [_rounded(table.box) for table in page.tables]
    return [page.number, page.width, page.height, int(page.is_scanned), lines, boxes]


def _rounded(box: Iterable[float]) -> list[float]:
    return [round(part, 3) for part in box]


def _page(plain: Sequence[Any]) -> PageResult:
    number, width, height, is_scanned, lines, boxes = plain
    texts = (TextLine(number, text, Box(*box), size, bool(bold)) for text, size, bold, *box in lines)
    tables = (PageTable(number, Box(*box), 0, 0, (), "", 0.0) for box in boxes)
    return PageResult(number, width, height, tuple(texts), tuple(tables), bool(is_scanned))
