"""Pages that are bad by what they are put together from: text layers that lie, tables pasted into live pages, coloured
header rows, and a list without rules below a ruled table. Each is made of pages of a sample, known exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2

from bench.damage import Random, Sheet, Text, as_pdf, stacked
from extract.document import extract
from extract.page.pdf import open_pdf
from extract.types import Box

DPI = 200.0
_SCALE = DPI / 72
_LINE, _SIZE = 14.0, 9.0
"""Points from line to line of a layer that was set anew, and its letters' size."""
_PASTED = 0.86
"""A table's picture is so much smaller than its page where it is pasted into another one."""
_PROSE = (
    "Uraian berikut disusun dari laporan bidang dan telah dibahas bersama.",
    "Rincian belanja menurut program dan kegiatan tampak pada gambar di bawah ini.",
    "Hasil pembahasan menjadi dasar penyusunan langkah kerja pada tahun berjalan.",
)
_GROUNDS = ((120, 62, 28), (96, 110, 30), (60, 60, 60))
"""Blue, green and grey of header rows with white letters (BGR)."""
Source = tuple[Path, int]


class Word(NamedTuple):
    """A word of a page and its box in points."""

    text: str
    box: Box


def drawn(path: Path, number: int) -> Sheet:
    """A page's picture."""
    with pypdfium2.PdfDocument(path) as document:
        return np.array(document[number - 1].render(scale=_SCALE).to_numpy()[:, :, :3], np.uint8)


def words(path: Path, number: int) -> list[Word]:
    """A page's words, in the order of its letters."""
    with open_pdf(path) as pdf:
        page = pdf.page(number)
    found: list[list[int]] = [[]]
    for k, letter in enumerate(page.text):
        apart = bool(found[-1]) and not np.allclose(page.boxes[k, 1::2], page.boxes[found[-1][-1], 1::2], atol=6)
        if letter.isspace() or apart:
            found.append([])
        if not letter.isspace():
            found[-1].append(k)
    return [Word("".join(page.text[k] for k in run), _around(page.boxes[run])) for run in found if run]


def _around(boxes: np.ndarray) -> Box:  # type: ignore[type-arg]
    return Box(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())


def rubbish(pages: Sequence[Source], random: Random) -> bytes:
    """A layer in the right places that says other letters: read in another language, or by a poor recogniser."""
    letters = np.array(list("aeiouklmnrstTlI1|.,;:~0O9gq"))
    layer = [
        Text("".join(random.choice(letters, len(word.text))), word.box.x0, word.box.y1, word.box.y1 - word.box.y0)
        for word in words(*pages[0])
    ]
    return as_pdf(drawn(*pages[0]), _SCALE, layer=layer)


def reflowed(pages: Sequence[Source], random: Random) -> bytes:
    """A layer set anew without spaces from the top of the page, as converters leave it: right letters, wrong places."""
    del random
    sheet = drawn(*pages[0])
    text = "".join(word.text for word in words(*pages[0]))
    wide = max(1, int((sheet.shape[1] / _SCALE - 60) / (0.55 * _SIZE)))
    lines = [text[k : k + wide] for k in range(0, len(text), wide)]
    layer = [Text(line, 30.0, 40.0 + k * _LINE, _SIZE) for k, line in enumerate(lines)]
    return as_pdf(sheet, _SCALE, layer=layer)


def foreign(pages: Sequence[Source], random: Random) -> bytes:
    """Another page's layer: scans put together with the text of an earlier version."""
    del random
    path, number = pages[1] if pages[1] != pages[0] else (pages[0][0], max(1, pages[0][1] - 1))
    layer = [Text(word.text, word.box.x0, word.box.y1, word.box.y1 - word.box.y0) for word in words(path, number)]
    return as_pdf(drawn(*pages[0]), _SCALE, layer=layer)


def pasted(pages: Sequence[Source], random: Random) -> bytes:
    """The page's table as a picture between paragraphs of live text."""
    del random
    sheet = drawn(*pages[0])
    width, height = sheet.shape[1] / _SCALE, sheet.shape[0] / _SCALE
    left, top = width * (1 - _PASTED) / 2, 0.06 * height + _LINE * len(_PROSE)
    live = [Text(line, left, 0.05 * height + k * _LINE, _SIZE, shown=True) for k, line in enumerate(_PROSE)]
    low = top + _PASTED * height + 1.5 * _LINE
    live += [Text(line, left, low + k * _LINE, _SIZE, shown=True) for k, line in enumerate(_PROSE)]
    place = Box(left, top, left + _PASTED * width, top + _PASTED * height)
    return as_pdf(sheet, _SCALE, layer=live, place=place, size=(width, low + 4 * _LINE))


def headed(pages: Sequence[Source], random: Random) -> bytes:
    """Header rows in white on a colour."""
    sheet = drawn(*pages[0]).astype(np.float32)
    ground = np.array(_GROUNDS[int(random.integers(len(_GROUNDS)))], np.float32)
    path, number = pages[0]
    for table in extract(path, pages=[number]).tables:
        for cell in table.cells:
            if cell.row < table.n_header_rows:
                x0, y0, x1, y1 = (round(side * _SCALE) for side in cell.box)
                part = sheet[y0:y1, x0:x1]
                part[:] = ground + (255 - ground) * (1 - part / 255)
    return as_pdf(np.clip(sheet, 0, 255).astype(np.uint8), _SCALE)


def unruled(pages: Sequence[Source], random: Random) -> bytes:
    """A ruled table, and below it on the same page another one without any rules."""
    del random
    above, below = drawn(*pages[0]), drawn(*pages[1]).copy()
    with open_pdf(pages[1][0]) as pdf:
        page = pdf.page(pages[1][1])
    for rule, wide in zip(page.rules.tolist(), page.rule_widths.tolist(), strict=True):
        x0, y0, x1, y1 = (round(side * _SCALE) for side in rule)
        half = round(wide * _SCALE / 2) + 2
        below[max(y0 - half, 0) : y1 + half + 1, max(x0 - half, 0) : x1 + half + 1] = 255
    return as_pdf(stacked([_inked(above), _inked(below)]), _SCALE)


def _inked(sheet: Sheet) -> Sheet:
    """The sheet without the white above and below its print."""
    grey = cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY)
    rows = np.flatnonzero((grey < 200).any(axis=1))
    margin = round(20 * _SCALE)
    return sheet[max(int(rows[0]) - margin, 0) : int(rows[-1]) + margin] if len(rows) else sheet


COMPOSED: dict[str, Callable[[Sequence[Source], Random], bytes]] = {
    "kepala": headed, "lapisan_sampah": rubbish, "lapisan_rapat": reflowed, "lapisan_lain": foreign,
    "gambar": pasted, "tanpa_garis": unruled,
}  # fmt: skip
"""By the name of the kind."""
