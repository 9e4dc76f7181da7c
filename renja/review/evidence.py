"""A finding as a picture: its page with the cells that take part marked, so that it can be seen and pasted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.listing import ListedFinding
from extract.debug import render_page
from output.read import asked, of_document

RED, BLUE, ORANGE = "#e03131", "#1c7ed6", "#f08c00"
_SCALE = 2.0
_MOST_PAGES = 4
"""Pages in one picture: the finding's own, then those of the other rows that take part."""
_MOST_MARKS = 2_000
FARTHEST = 1e6
"""Points: a place beyond (or no number at all) is no place on a page."""


class EvidenceError(Exception):
    """The PDF that a finding speaks of is not where it was, or is another file now."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on a page, in points, with its colour: red what is printed, blue what it is compared with."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    colour: str


_CELLS = """
SELECT b.baris_id, b.halaman, b.x0, b.y0, b.x1, b.y1, v.halaman, v.x0, v.y0, v.x1, v.y1
FROM baris b LEFT JOIN nilai v ON v.baris_id = b.baris_id AND list_contains($ukuran, v.ukuran)
     AND ($konteks IS NULL OR v.konteks IS NOT DISTINCT FROM $konteks OR v.konteks IS NULL)
     AND ($sendiri = false OR $tahun IS NULL OR v.tahun IS NOT DISTINCT FROM $tahun)
WHERE list_contains($baris, b.baris_id)
ORDER BY b.baris_id
"""
_TAKE_PART = {
    "persen": ("persen_realisasi", "pagu", "realisasi"),
    "sisa": ("sisa", "pagu", "realisasi"),
    "realisasi_lebih": ("realisasi", "pagu"),
    "bobot": ("bobot", "pagu"),
    "tertimbang": ("tertimbang", "bobot", "fisik", "persen_realisasi"),
    "rumus": ("persen_realisasi", "realisasi", "target"),
    "satuan_campur": ("realisasi", "target"),
    "target_tanpa_pagu": ("target", "pagu"),
    "pagu_tanpa_target": ("target", "pagu"),
}
"""The measures that a check compares, where these are more than the finding's own."""
_OVER_YEARS = frozenset({"jumlah_tahun", "rumus", "satuan_campur"})
"""Checks that compare a row's values of several years."""


def marks(root: Path, finding: ListedFinding) -> list[Mark]:
    """The cells that take part, the finding's own row in red; the whole row where no cell is known; the sentence."""
    return asked(
        root, ("baris", "nilai"), lambda connection: marks_in(connection, finding), of_document(finding.doc_id)
    )


def marks_in(connection: Any, finding: ListedFinding) -> list[Mark]:
    """The same, by a DuckDB connection that sees the tables ``baris`` and ``nilai``."""
    found = [Mark(finding.halaman, *finding.box, ORANGE)] if finding.box else []
    named = finding.bukti or ((finding.baris_id,) if finding.baris_id else ())
    rows = [row for row in named if row.startswith(finding.doc_id)]  # the other document's rows are on its own pages
    if not rows:
        return found
    measures = list(_TAKE_PART.get(finding.cek, ())) or ([finding.ukuran] if finding.ukuran else [])
    wanted = {
        "ukuran": measures,
        "konteks": None if finding.cek in _OVER_YEARS else finding.konteks,
        "tahun": finding.tahun,
        "sendiri": finding.cek not in _OVER_YEARS,
        "baris": rows,
    }
    cells = connection.execute(_CELLS, wanted).fetchall()
    return found + [_mark(finding, cell) for cell in cells[:_MOST_MARKS]]


def _mark(finding: ListedFinding, cell: tuple[Any, ...]) -> Mark:
    colour = RED if cell[0] == finding.baris_id else BLUE
    page, x0, y0, x1, y1 = cell[1:6] if cell[6] is None else cell[6:11]
    return Mark(page, x0, y0, x1, y1, colour)


def draw_evidence(root: Path, finding: ListedFinding, pdf: Path, out: Path) -> list[int]:
    """Writes the picture of the finding's page and of the other pages that take part; the pages drawn.

    Pages stand below one another, the finding's first. Raises ``EvidenceError`` where ``pdf`` is not the document
    that was read, ``OSError`` where ``out`` cannot be written.
    """
    _check_same(pdf, finding.doc_id)
    drawn = marks(root, finding)
    pages = list(dict.fromkeys([finding.halaman, *sorted({mark.page for mark in drawn})]))[:_MOST_PAGES]
    pictures = [_page_picture(pdf, page, [mark for mark in drawn if mark.page == page]) for page in pages]
    stacked(pictures).save(str(out))
    return pages


def _check_same(pdf: Path, doc_id: str) -> None:
    if not pdf.is_file():
        raise EvidenceError(f"{pdf}: berkas tidak ada lagi; sebutkan tempatnya dengan --pdf / file is gone, use --pdf")
    with pdf.open("rb") as file:
        if not hashlib.file_digest(file, "sha256").hexdigest().startswith(doc_id):
            raise EvidenceError(
                f"{pdf}: bukan berkas yang dibaca saat ingest, atau sudah berubah sejak itu; baca lagi dengan `renja "
                "ingest`, lalu lihat temuannya dengan `renja audit`, atau sebut berkas yang lama dengan --pdf / not "
                "the file that was read, or it has changed since: ingest it again, or name the old file with --pdf"
            )


def _page_picture(pdf: Path, page: int, found: list[Mark]) -> Any:
    picture, scale = render_page(pdf, page, _SCALE)
    draw_marks(picture, scale, found)
    return picture


def draw_marks(picture: Any, scale: float, found: Sequence[Mark]) -> None:
    """Draws the marks on a page's picture, those in red last; ``scale`` in pixels a point. What is absurd is left out.

    ``picture``: of PIL, changed in place.
    """
    from PIL import ImageDraw

    draw: Any = ImageDraw.Draw(picture)
    for mark in sorted(found, key=lambda each: each.colour == RED):
        sides = (mark.x0 - 1, mark.y0 - 1, mark.x1 + 1, mark.y1 + 1)
        if all(abs(side) < FARTHEST for side in sides) and mark.x0 <= mark.x1 and mark.y0 <= mark.y1:
            draw.rectangle([side * scale for side in sides], outline=mark.colour, width=3)


def stacked(pictures: list[Any]) -> Any:
    """Pictures of PIL below one another in one."""
    from PIL import Image

    if len(pictures) == 1:
        return pictures[0]
    width, height = max(each.width for each in pictures), sum(each.height for each in pictures)
    whole: Any = Image.new("RGB", (width, height), "white")
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    return whole
