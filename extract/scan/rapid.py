"""PP-OCR's recogniser through onnxruntime: small print at low resolution first, and again in full where in doubt.

PP-OCRv6's models lie inside the ``rapidocr`` wheel. They are run directly: rapidocr's own pipeline pads every short
crop to 320 pixels, which costs half of the time on tables, and it can download models, which we never want.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing
from extract.scan.model import ModelUnknownError, cut_model, metadata
from extract.scan.ocr import Grey, Reading
from extract.scan.turns import ocr_turn

_FULL, _LOW = 48, 32
"""Heights in pixels to which crops are scaled: that of the model's training, and one that costs two thirds of it."""
_STRIDE = 8
"""Pixels of width to each step of the recogniser's output."""
_MAX_WIDTH = 4800
_BATCH_WIDTH = 800
"""Pixels of all crops of a batch side by side: more costs memory, and the system's time to hand it out."""
_MANY = 60
"""So many crops are read low first; fewer are a page of prose, or second looks, where cost is small."""
_PILOT = 16
_PITCH, _FIRST_WIDEN, _WIDEN = 14.0, 1.15, (1.0, 1.45)
"""Pixels of width that a letter gets when read low: narrow letters are widened, or the model loses them."""
_TRIM = 0.06
"""Share of a crop's height that low reading leaves out above and below, where only paper is."""
_DIGIT_PITCH = 14.0
"""Pixels that a digit needs when read low: of narrower equal neighbours one is lost, and no confidence tells."""
_SURE = 0.9
"""What is read low with a less sure letter is read again in full. Measured: its mistakes are among these."""
# What Indonesian documents print. The model knows 18 thousand more, most of them Chinese: mistakes if they win.
_LETTERS = (
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~ "
    "°²³±×éè½¼–—‘’“”•…≤≥√§©®"
)


def recogniser_path() -> Path | None:
    """The newest recognition model inside the rapidocr wheel."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "models"
    return max(folder.glob("*_rec_*.onnx"), key=lambda path: path.name, default=None)


@cache
def rapid_reader(threads: int) -> RapidReader:
    """One reader for the process: its model is loaded once."""
    return RapidReader(threads)


class _Network(NamedTuple):
    """A session for crops of ``rows`` pixels, whose output has the letters in ``columns``."""

    session: Any
    columns: Any
    rows: int

    def chances(self, lines: Sequence[Grey]) -> NDArray[np.float32]:
        """(n, steps, letters + 1): the probability of a blank and of each letter in lines of one width."""
        pixels = np.stack(lines).astype(np.float32)[:, None] / 127.5 - 1.0
        name = self.session.get_inputs()[0].name
        found = self.session.run(None, {name: np.repeat(pixels, 3, axis=1)})[0][:, :, self.columns]
        return np.asarray(found, np.float32)


class RapidReader:
    """PP-OCR's recogniser on one thread by default, so that several workers do not fight for the cores."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        path = recogniser_path()
        if path is None:
            raise OcrMissing("rapidocr tidak membawa model pengenal / rapidocr carries no recognition model")
        self._threads = threads
        self._model = path.read_bytes()
        known = ["", *metadata(self._model, "character").split("\n"), " "]
        places = {letter: k for k, letter in enumerate(known)}
        self._letters = "".join(letter for letter in _LETTERS if letter in places)
        self._columns = [0, *(places[letter] for letter in self._letters)]
        self._n_classes = len(known)

    def _session(self, model: bytes) -> Any:
        onnxruntime: Any = importlib.import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _cut(self, rows: int) -> _Network | None:
        """The network for crops of this height; None for a model of another make, which is used as it is."""
        try:
            model = cut_model(self._model, self._columns, self._n_classes, rows)
            return _Network(self._session(model), slice(None), rows)
        except (ModelUnknownError, RuntimeError):  # onnxruntime's own errors are RuntimeErrors
            return None

    @cached_property
    def _full(self) -> _Network:
        return self._cut(_FULL) or _Network(self._session(self._model), np.array(self._columns), _FULL)

    @cached_property
    def _low(self) -> _Network | None:
        return self._cut(_LOW)

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order. Many crops are read low first; what is unsure then, in full."""
        with ocr_turn():
            return self._read(crops)

    def _read(self, crops: Sequence[Grey]) -> list[Reading]:
        readings = [Reading("", (), ())] * len(crops)
        if len(crops) >= _MANY and self._low is not None:
            self._read_low(crops, readings, self._low)
        doubtful = [k for k, reading in enumerate(readings) if min(reading.sure, default=0.0) < _SURE]
        self._read_with(self._full, {k: _scaled(crops[k]) for k in doubtful}, readings)
        return readings

    def _read_low(self, crops: Sequence[Grey], readings: list[Reading], network: _Network) -> None:
        """Reads a few crops to see how narrow the letters are, then the rest just wide enough."""
        trimmed = [_trimmed(crop) for crop in crops]
        pilot = range(0, len(crops), -(-len(crops) // _PILOT))
        lines = {k: _scaled(trimmed[k], _LOW, _FIRST_WIDEN) for k in pilot}
        self._read_with(network, lines, readings)
        n_letters = sum(len(readings[k].text) for k in pilot)
        pitch = sum(line.shape[1] for line in lines.values()) / max(n_letters, 1)
        widen = min(max(_FIRST_WIDEN * _PITCH / max(pitch, 1.0), _WIDEN[0]), _WIDEN[1])
        rest = {k: _scaled(crop, _LOW, widen) for k, crop in enumerate(trimmed) if k not in lines}
        self._read_with(network, rest, readings)
        lines |= rest
        for k, line in lines.items():
            if _is_narrow_number(readings[k], line.shape[1]):
                readings[k] = Reading("", (), ())

    def _read_with(self, network: _Network, lines: dict[int, Grey], readings: list[Reading]) -> None:
        """Puts the readings of these crops (by number, scaled) into ``readings``."""
        for batch in _batches({k: line.shape[1] for k, line in lines.items()}):
            for k, chance in zip(batch, network.chances([lines[k] for k in batch]), strict=True):
                readings[k] = self._decode(chance, lines[k].shape[1])

    def _decode(self, chance: NDArray[np.float32], width: int) -> Reading:
        """CTC: the best letter of each step, repetitions taken once, blanks (column 0) left out."""
        best = chance.argmax(axis=1)
        fresh = np.concatenate([[True], best[1:] != best[:-1]])
        starts = np.flatnonzero(fresh)
        runs = [
            (int(best[begin]), begin, end)
            for begin, end in zip(starts.tolist(), [*starts[1:].tolist(), len(best)], strict=True)
            if best[begin]
        ]
        text = "".join(self._letters[letter - 1] for letter, _, _ in runs)
        sure = tuple(round(float(chance[begin:end, letter].max()), 4) for letter, begin, end in runs)
        step = _STRIDE / max(width, 1)
        middle = tuple(min((begin + end) / 2 * step, 1.0) for _, begin, end in runs)
        return Reading(text, sure, middle)


def _is_narrow_number(reading: Reading, width: int) -> bool:
    """True for a number whose digits were too narrow, in a low crop of this width, to be told from equal neighbours."""
    n_digits = sum(letter.isdigit() for letter in reading.text)
    if n_digits < 2 or any(letter.isalpha() for letter in reading.text):
        return False
    # A sign between digits is half as wide as they are; the paper at both ends is a third of the height.
    places = n_digits + 0.5 * (len(reading.text) - n_digits)
    return (width - _LOW / 3) / places < _DIGIT_PITCH


def _scaled(crop: Grey, rows: int = _FULL, widen: float = 1.0) -> Grey:
    """The crop at this height and in proportion, its width a whole number of steps."""
    import cv2

    height, width = crop.shape
    steps = round(width * rows * widen / max(height, 1) / _STRIDE)
    wide = min(max(steps, 2) * _STRIDE, _MAX_WIDTH)
    scaled = cv2.resize(crop, (wide, rows), interpolation=cv2.INTER_AREA if height > rows else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def _trimmed(crop: Grey) -> Grey:
    """The crop with less paper above and below; rows with ink stay."""
    most = round(_TRIM * crop.shape[0])
    dark = np.flatnonzero(crop.min(axis=1) < (int(crop.min()) + int(crop.max())) // 2)
    if not most or not len(dark):
        return crop
    above = min(most, max(int(dark[0]) - 1, 0))
    below = min(most, max(crop.shape[0] - int(dark[-1]) - 2, 0))
    return crop[above : crop.shape[0] - below]


def _batches(widths: dict[int, int]) -> Iterable[list[int]]:
    """Numbers of crops in batches of one width: padding would cost, and change what the model sees."""
    alike: dict[int, list[int]] = defaultdict(list)
    for k, width in widths.items():
        alike[width].append(k)
    for width in sorted(alike):
        size = max(1, _BATCH_WIDTH // width)
        for begin in range(0, len(alike[width]), size):
            yield alike[width][begin : begin + size]
