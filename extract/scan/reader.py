"""A scanned page to the same ``PageContent`` that a digital page has: rules from its picture, characters from OCR.

The table engines then build its grid like any other: there is one grid builder. Boxes are those of the page made
straight; ``PageContent.tilt`` tells where they are seen on the displayed page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing
from extract.page.light import evenly_lit
from extract.page.orientation import turned
from extract.page.picture import Picture, Straightening
from extract.page.shades import dark_on_light
from extract.scan.back import without_back
from extract.scan.charboxes import char_boxes, font_sizes, settled_sizes, white_gaps, with_seen_spaces
from extract.scan.displayed import Tilt
from extract.scan.inkweight import bold_lines
from extract.scan.linechoice import wanted_lines
from extract.scan.linereading import crop_of, first_look, reach_of, read_lines, sensible
from extract.scan.lines import Layout, find_layout
from extract.scan.ocr import ocr_reader
from extract.scan.ocrlayer import LAYER_ALONE, Layer, weighed
from extract.scan.once import Once
from extract.scan.rules import image_rules
from extract.scan.straight import straightened
from extract.scan.types import Line, OcrReader, Reading
from extract.scan.upright import is_sideways, turn_picture
from extract.scan.widths import with_width
from extract.types import PageContent

_SAMPLE, _ENOUGH = 8, 3
"""Lines by which is told whether a page stands on its head: so many at most, and as few where no more are read."""
_READS_WELL, _BETTER = 0.9, 0.05
"""Mean confidence in them at which it does not, and by how much better they must read turned over where it does."""
LAYER_NAME = "lapisan"
"""The reader's name where only the PDF's own text layer was there to be used."""


class _Scan(NamedTuple):
    """A page made straight and upright, and what was found on it. ``angle``: how its text reads as displayed."""

    picture: Picture
    how: Straightening
    content: PageContent
    layout: Layout
    angle: int


def read_picture(
    picture: Picture, content: PageContent, *, has_layer: bool = False, reader: OcrReader | None = None
) -> PageContent:
    """A scan's page with rules, characters and their confidence as its picture shows them.

    Raises ``OcrMissing`` where no OCR is installed and the page has no text layer of its own (``has_layer``).
    """
    reader = reader or _reader_or_none(has_layer)
    reader = Once(reader) if reader else None
    scan = _upright(evenly_lit(picture), content, reader)
    lines, readings = _read_lines(scan, reader, _layer(scan) if has_layer else None)
    filled = _filled(scan, lines, readings, reader.name if reader else LAYER_NAME)
    if not has_layer:
        filled = _with_live_text(filled, scan)
    tilt = Tilt(scan.how, picture.scale, scan.angle, content.width, content.height) if _moves(scan.how) else None
    return replace(turned(filled, (360 - scan.angle) % 360), tilt=tilt)


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
    sample = _sample(scan)
    sure = _mean_sure(first_look(scan.layout, sample, reader, content.number))
    if sure >= _READS_WELL:
        return scan
    # A line's picture turned over is what the page turned over shows in its place.
    turned_over = reader.read([np.rot90(crop_of(scan.layout, line), 2) for line in sample])
    if _mean_sure(turned_over) <= sure + _BETTER:
        return scan
    return _prepared(picture, content, angle + 180)


def _prepared(picture: Picture, content: PageContent, angle: int) -> _Scan:
    straight, how = straightened(turn_picture(picture, angle))
    straight = dark_on_light(straight)
    rules, widths = without_back(straight, *image_rules(straight))
    page = turned(content, angle)
    page = replace(page, rules=rules, rule_widths=widths, fills=page.fills[:0], fill_grey=page.fill_grey[:0])
    return _Scan(straight, how, page, find_layout(straight, rules, widths), angle)


def _sample(scan: _Scan) -> list[Line]:
    """A handful of lines that are long enough to judge by, of those that are read in any case where there are some."""
    wanted, every = (
        [line for line in lines if 3 * line.height <= line.x1 - line.x0 <= 15 * line.height]
        for lines in (wanted_lines(scan.layout, scan.content.number), scan.layout.lines)
    )
    long = wanted if len(wanted) >= _ENOUGH else every
    return long[:: max(1, len(long) // _SAMPLE)][:_SAMPLE]


def _mean_sure(readings: Sequence[Reading]) -> float:
    sure = [value for reading in readings for value in reading.sure]
    return float(np.mean(sure)) if sure else 0.0


def _read_lines(scan: _Scan, reader: OcrReader | None, layer: Layer | None) -> tuple[list[Line], list[Reading]]:
    """The lines worth reading and what they say; without a reading, lines are left out."""
    lines = wanted_lines(scan.layout, scan.content.number)
    readings = read_lines(scan.layout, lines, reader, scan.content.number) if reader else []
    lines = lines if reader else []
    if layer is not None:
        readings = [weighed(reading, layer.line(line[:4])[0]) for line, reading in zip(lines, readings, strict=True)]
        rest = sorted(set(scan.layout.lines) - set(lines))
        lines = lines + rest
        readings += [_from_layer(layer, line) for line in rest]
    kept = sensible(lines, readings, scan.layout.letter)
    return [line for line, _ in kept], [reading for _, reading in kept]


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
    texts = [reading.text for reading in readings]
    measured = font_sizes(lines, texts)
    bold = bold_lines(scan.layout.clean.grey, lines, texts, measured.tolist())
    sizes = settled_sizes(measured)
    readings = with_width(lines, readings, sizes)
    placed = [
        _placed(scan.layout, line, reading, size) for line, reading, size in zip(lines, readings, sizes, strict=True)
    ]
    readings, boxes = [reading for reading, _ in placed], [box for _, box in placed]
    texts = [reading.text for reading in readings]
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


def _placed(layout: Layout, line: Line, reading: Reading, size: float) -> tuple[Reading, NDArray[np.float64]]:
    """The reading with the spaces that are seen, and its characters' boxes (n, 4) in pixels."""
    grey = layout.clean.grey
    reading, gaps = with_seen_spaces(reading, white_gaps(grey, line, reading, reach_of(layout, line)), size)
    return reading, char_boxes(line, reading, size, gaps)


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


def _moves(how: Straightening) -> bool:
    """True where anything was done to make the page straight."""
    return bool(how.angle or how.bend_x.any() or how.bend_y.any())
