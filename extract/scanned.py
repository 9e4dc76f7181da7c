"""A scanned page to the same ``PageContent`` that a digital page has: rules from its picture, characters from OCR.

The table engines then build its grid like any other: there is one grid builder. Boxes are those of the page made
straight, which differ from the displayed ones by the scan's tilt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing
from extract.imagelines import Layout, Line, find_layout
from extract.imagerules import image_rules, straightened
from extract.inkweight import bold_lines
from extract.ocr import OcrReader, Reading, ocr_reader
from extract.ocrlayer import LAYER_ALONE, Layer, weighed
from extract.orientation import turned
from extract.pageimage import Picture, Straightening, dark_on_light
from extract.pdf import PdfFile
from extract.scankind import ScanKind, scan_kind
from extract.separators import settled_separators
from extract.types import Box, PageContent
from extract.upright import is_sideways, turn_picture

COVER_PAGES = 3
"""Pages at the front that are read in full: title, letterhead and foreword name the office, the year and the stage."""
_OUTSIDE = 30
"""Lines outside tables that are read on a page with a table: captions, notes, signatures."""
_HEADS = 12
"""Lines that are read on a page without one: headings, captions that wait for the next page."""
_MARGIN, _OTHER_MARGINS = 0.2, (0.05, 0.3)
"""Paper above and below a line's crop, in heights of the line."""
_DASH_SURE = 0.9
_ROUND = frozenset("OoQ")
_DOUBTFUL = 0.75
"""Lines with a letter of less confidence are read again."""
_SAMPLE = 8
_READS_WELL = 0.9
LAYER_NAME = "lapisan"
"""The reader's name where only the PDF's own text layer was there to be used."""
_MIN_SURE = 0.35
"""Lines read with less confidence are noise: spots, stamps, signatures."""


class _Scan(NamedTuple):
    """A page made straight and upright, and what was found on it. ``angle``: how its text reads as displayed."""

    picture: Picture
    how: Straightening
    content: PageContent
    layout: Layout
    angle: int


def read_scanned(source: PdfFile, content: PageContent, *, reader: OcrReader | None = None) -> PageContent:
    """The page with rules, characters and their confidence as its picture shows them.

    A digital or blank page comes back as it is. Raises ``OcrMissing`` where no OCR is installed and the page has no
    text layer of its own.
    """
    drawn: list[Picture] = []

    def picture() -> Picture:
        if not drawn:
            drawn.append(source.picture(content.number))
        return drawn[0]

    kind = scan_kind(content, picture)
    if kind in (ScanKind.DIGITAL, ScanKind.BLANK):
        return content
    return read_picture(picture(), content, has_layer=kind is ScanKind.SCAN_WITH_LAYER, reader=reader)


def read_picture(
    picture: Picture, content: PageContent, *, has_layer: bool = False, reader: OcrReader | None = None
) -> PageContent:
    """As ``read_scanned``, for a page that is known to be a scan and whose picture is drawn."""
    reader = reader or _reader_or_none(has_layer)
    scan = _upright(picture, content, reader)
    lines, readings = _read_lines(scan, reader, _layer(scan) if has_layer else None)
    filled = _filled(scan, lines, readings, reader.name if reader else LAYER_NAME)
    if not has_layer:
        filled = _with_live_text(filled, scan)
    return turned(filled, (360 - scan.angle) % 360)


def _reader_or_none(has_layer: bool) -> OcrReader | None:
    """The OCR installed; None where there is none but the page has a layer that can stand in."""
    try:
        return ocr_reader()
    except OcrMissing:
        if has_layer:
            return None
        raise


def _upright(picture: Picture, content: PageContent, reader: OcrReader | None) -> _Scan:
    """The page made straight with its lines, the right way up: upside down where a sample reads better so."""
    angle = 90 if is_sideways(picture) else 0
    scan = _prepared(picture, content, angle)
    if reader is None or not scan.layout.lines:
        return scan
    sure = _sample_sure(scan, reader)
    if sure >= _READS_WELL:
        return scan
    other = _prepared(picture, content, angle + 180)
    return other if _sample_sure(other, reader) > sure + 0.05 else scan


def _prepared(picture: Picture, content: PageContent, angle: int) -> _Scan:
    straight, how = straightened(turn_picture(picture, angle))
    straight = dark_on_light(straight)
    rules, widths = image_rules(straight)
    page = turned(content, angle)
    page = replace(page, rules=rules, rule_widths=widths, fills=page.fills[:0], fill_grey=page.fill_grey[:0])
    return _Scan(straight, how, page, find_layout(straight, rules, widths), angle)


def _sample_sure(scan: _Scan, reader: OcrReader) -> float:
    """Mean confidence in a handful of lines that are long enough to judge by."""
    long = [line for line in scan.layout.lines if 3 * line.height <= line.x1 - line.x0 <= 15 * line.height]
    sample = long[:: max(1, len(long) // _SAMPLE)][:_SAMPLE]
    sure = [value for reading in reader.read([_crop(scan.layout, line) for line in sample]) for value in reading.sure]
    return float(np.mean(sure)) if sure else 0.0


def _read_lines(scan: _Scan, reader: OcrReader | None, layer: Layer | None) -> tuple[list[Line], list[Reading]]:
    """The lines worth reading and what they say; without a reading, lines are left out."""
    lines = wanted_lines(scan.layout, scan.content.number)
    readings = _read_crops(scan.layout, lines, reader) if reader else []
    lines = lines if reader else []
    if layer is not None:
        readings = [weighed(reading, layer.line(line[:4])[0]) for line, reading in zip(lines, readings, strict=True)]
        rest = sorted(set(scan.layout.lines) - set(lines))
        lines = lines + rest
        readings += [_from_layer(layer, line) for line in rest]
    readings = _lone_zeros(lines, readings)
    kept = [
        (line, reading)
        for line, reading in zip(lines, readings, strict=True)
        if _says_something(reading) and not _is_scratch(line, lines, scan.layout.letter)
    ]
    return [line for line, _ in kept], [reading for _, reading in kept]


def _is_scratch(line: Line, lines: Sequence[Line], letter: float) -> bool:
    """True for a small flat spot beside other lines of its cell, or outside of tables: dust. A dash stands alone."""
    if not _is_dash(line, letter) or line.x1 - line.x0 >= 0.6 * letter:
        return False
    return not line.cell or sum(other.cell == line.cell for other in lines) > 1


def _lone_zeros(lines: Sequence[Line], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with a letter O that is all there is in its cell taken for the zero that it is."""
    alone = Counter(line.cell for line in lines)
    return [
        reading._replace(text="0") if reading.text in _ROUND and line.cell and alone[line.cell] == 1 else reading
        for line, reading in zip(lines, readings, strict=True)
    ]


def _says_something(reading: Reading) -> bool:
    text = reading.text.strip()
    if not text or mean_sure(reading) < _MIN_SURE:
        return False
    # A lone dot, comma or quote is dust; a lone dash is a value that is not there, and is printed as such.
    return not (len(text) <= 2 and all(letter in ".,'`’‘:;\"^~·•" for letter in text))


def wanted_lines(layout: Layout, number: int) -> list[Line]:
    """The lines that are read: all in tables, and outside them those that can name a table or the document."""
    inside = [line for line in layout.lines if line.cell]
    outside = [line for line in layout.lines if not line.cell]
    if number <= COVER_PAGES or (not inside and _stands_in_columns(outside, layout.letter)):
        return inside + outside
    if inside:
        return inside + sorted(outside, key=lambda line: _distance(line, layout.tables))[:_OUTSIDE]
    return _headings(outside, layout)


def _distance(line: Line, tables: Sequence[Box]) -> float:
    """Pixels from a line to the nearest table, those above one counting half: captions stand above."""
    gaps = [(box.y0 - line.y1) / 2 if line.y1 <= box.y0 + 5 else max(line.y0 - box.y1, 0) for box in tables]
    return min(map(abs, gaps), default=0.0)


def _stands_in_columns(lines: Sequence[Line], letter: float) -> bool:
    """True where many lines are parted into three and more pieces: a table without rules."""
    rows: dict[int, int] = {}
    for line in lines:
        row = round((line.y0 + line.y1) / 2 / (1.2 * letter))
        rows[row] = rows.get(row, 0) + 1
    return sum(pieces >= 3 for pieces in rows.values()) >= 4


def _headings(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """First and last lines of a page of prose, and those that are large or short: at most ``_HEADS``."""
    if not lines:
        return []
    widest = max(line.x1 - line.x0 for line in lines)
    height = float(np.median([line.height for line in lines]))
    ends = set(lines[:2]) | set(lines[-3:])

    def rank(line: Line) -> tuple[bool, bool, int]:
        is_short = line.x1 - line.x0 < 0.7 * widest
        return (line not in ends, not (line.height > 1.25 * height or is_short), line.y0)

    return sorted(sorted(lines, key=rank)[:_HEADS], key=lambda line: line.y0)


def _crop(layout: Layout, line: Line, margin: float = _MARGIN) -> NDArray[np.uint8]:
    """The line with some paper around it; low marks (a dash) keep a letter's height."""
    height = max(line.height, 1.3 * layout.letter)
    above = (height - line.height) / 2 + margin * height
    grey = layout.clean.grey
    rows = slice(max(round(line.y0 - above), 0), round(line.y1 + above))
    return grey[rows, slice(*_reach(layout, line))]


def _reach(layout: Layout, line: Line) -> tuple[int, int]:
    """The first and last column of a line's crop."""
    beside = 0.25 * max(line.height, 1.3 * layout.letter)
    return max(round(line.x0 - beside), 0), min(round(line.x1 + beside), layout.clean.grey.shape[1])


def _read_crops(layout: Layout, lines: Sequence[Line], reader: OcrReader) -> list[Reading]:
    """What the lines say; doubtful ones are read again with more and less paper around them, and put to the vote."""
    readings = [Reading("-", (_DASH_SURE,), (0.5,))] * len(lines)
    printed = [k for k, line in enumerate(lines) if not _is_dash(line, layout.letter)]
    first = _read_once(layout, [lines[k] for k in printed], reader, _MARGIN)
    for k, reading in zip(printed, first, strict=True):
        readings[k] = reading
    doubtful = [k for k in printed if readings[k].text and min(readings[k].sure) < _DOUBTFUL]
    doubtful = doubtful[: len(lines) // 4 + 1]
    again = [_read_once(layout, [lines[k] for k in doubtful], reader, margin) for margin in _OTHER_MARGINS]
    for k, *others in zip(doubtful, *again, strict=True):
        readings[k] = _elected([readings[k], *others])
    return readings


def _is_dash(line: Line, letter: float) -> bool:
    """True for a short flat stroke that stands alone: a value that is not there. Recognisers overlook it."""
    width = line.x1 - line.x0
    is_thin = line.height <= 0.35 * letter and 1.2 * line.height <= width and 0.25 * letter <= width
    is_bold = line.height <= 0.45 * letter and line.height <= width and 0.4 * letter <= width
    return (is_thin or is_bold) and width <= 2.5 * letter


def _read_once(layout: Layout, lines: Sequence[Line], reader: OcrReader, margin: float) -> list[Reading]:
    crops = [_crop(layout, line, margin) for line in lines]
    return [settled_separators(crop, reading) for crop, reading in zip(crops, reader.read(crops), strict=True)]


def _elected(readings: Sequence[Reading]) -> Reading:
    """The reading that most agree on, else the surest. What others read differently lowers no confidence twice."""
    votes = Counter(reading.text for reading in readings)
    best = max(readings, key=lambda reading: (votes[reading.text], mean_sure(reading)))
    if votes[best.text] == len(readings):
        return best._replace(sure=tuple(1 - (1 - value) * 0.5 for value in best.sure))
    return best


def mean_sure(reading: Reading) -> float:
    """The mean confidence of a reading's characters, 0 for an empty one."""
    return float(np.mean(reading.sure)) if reading.sure else 0.0


def _layer(scan: _Scan) -> Layer:
    """The page's own text in pixels of the straight picture."""
    return Layer(scan.content.text, _straight_boxes(scan))


def _straight_boxes(scan: _Scan) -> NDArray[np.float64]:
    """The boxes (n, 4) of the page's own characters in pixels of the straight picture."""
    boxes = scan.content.boxes.astype(np.float64) * scan.picture.scale
    return np.concatenate([scan.how.forward(boxes[:, :2]), scan.how.forward(boxes[:, 2:])], axis=1)


def _from_layer(layer: Layer, line: Line) -> Reading:
    text, middle = layer.line(line[:4])
    return Reading(text, (LAYER_ALONE,) * len(text), middle)


def _filled(scan: _Scan, lines: Sequence[Line], readings: Sequence[Reading], name: str) -> PageContent:
    """The page with the characters that were read; live text of its own (a stamp, a signature line) stays."""
    boxes = [_char_boxes(line, reading, scan.layout) for line, reading in zip(lines, readings, strict=True)]
    texts = [reading.text for reading in readings]
    sizes = [_font_size(line, text) for line, text in zip(lines, texts, strict=True)]
    bold = bold_lines(scan.layout.clean.grey, lines, texts, sizes)
    letters = np.array([len(text) for text in texts], np.intp)
    n = int(letters.sum())
    return replace(
        scan.content,
        text="".join(texts),
        boxes=(np.concatenate([*boxes, np.zeros((0, 4))]) / scan.picture.scale).astype(np.float32),
        sizes=np.repeat(np.array(sizes, np.float32) / scan.picture.scale, letters).astype(np.float32),
        bold=np.repeat(bold, letters),
        angles=np.zeros(n, np.int16),
        visible=np.ones(n, np.bool_),
        char_confidence=np.array([sure for reading in readings for sure in reading.sure], np.float32),
        reader=name,
    )


def _with_live_text(page: PageContent, scan: _Scan) -> PageContent:
    """The page read with the live text that the PDF prints over the scan: a stamp, a signature line, a page number."""
    live = np.flatnonzero(scan.content.visible)
    if not len(live):
        return page
    boxes = np.concatenate([page.boxes, _straight_boxes(scan)[live] / scan.picture.scale]).astype(np.float32)
    sure = page.char_confidence if page.char_confidence is not None else np.ones(len(page.text), np.float32)
    return replace(
        page,
        text=page.text + "".join(scan.content.text[k] for k in live.tolist()),
        boxes=boxes,
        sizes=np.concatenate([page.sizes, scan.content.sizes[live]]),
        bold=np.concatenate([page.bold, scan.content.bold[live]]),
        angles=np.concatenate([page.angles, scan.content.angles[live]]),
        visible=np.concatenate([page.visible, scan.content.visible[live]]),
        char_confidence=np.concatenate([sure, np.ones(len(live), np.float32)]),
    )


def _char_boxes(line: Line, reading: Reading, layout: Layout) -> NDArray[np.float64]:
    """Boxes (n, 4) of a line's characters: each reaches half way to its neighbours, none out of the line."""
    left, right = _reach(layout, line)
    middle = np.clip(left + np.array(reading.middle) * (right - left), line.x0 + 1, line.x1 - 1)
    middle = np.maximum.accumulate(middle)
    between = (middle[1:] + middle[:-1]) / 2
    x0, x1 = np.concatenate([[line.x0], between]), np.concatenate([between, [line.x1]])
    reach = 0.6 * _font_size(line, reading.text)
    x0, x1 = np.maximum(x0, middle - reach), np.minimum(x1, middle + reach)
    rows = np.tile([line.y0, line.y1], (len(middle), 1))
    return np.stack([x0, rows[:, 0], np.maximum(x1, x0 + 0.1), rows[:, 1]], axis=1)


_TALL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhklt()[]{}/|%&$!?\"'")
_DEEP = frozenset("gjpqy(),;/|[]{}Q")


def _font_size(line: Line, text: str) -> float:
    """The font size in pixels from the height of a line's ink and the letters in it: ascenders, descenders."""
    above = 0.72 if any(letter in _TALL for letter in text) else 0.52
    below = 0.2 if any(letter in _DEEP for letter in text) else 0.0
    letters = sum(letter.isalnum() for letter in text)
    return line.height / (above + below) if letters else max(line.height, 1) / 0.5
