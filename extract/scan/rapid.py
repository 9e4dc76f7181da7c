"""PP-OCR's recogniser through onnxruntime, on crops of text lines.

PP-OCRv6's models lie inside the ``rapidocr`` wheel. They are run directly: rapidocr's own pipeline pads every short
crop to 320 pixels, which costs half of the time on tables, and it can download models, which we never want.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing
from extract.scan.model import ModelUnknownError, cut_model, metadata
from extract.scan.quickfirst import Look, QuickFirst
from extract.scan.turns import ocr_turn
from extract.scan.types import Grey, OcrReader, Reading

_HEIGHT = 48
"""Pixels to which crops are scaled: the height of the model's training. Fewer cost less, but of two equal signs side by
side one is lost then, with full confidence. Tried and given up: 32 pixels, whose digits fall together, and lines
made narrower by 6 or 12 %, whose narrow letters do ("Milk" for "Milik")."""
_STRIDE = 8
"""Pixels of width to each step of the recogniser's output."""
_MAX_WIDTH = 4800
_BATCH_WIDTH = 800
"""Pixels of all crops of a batch side by side: more costs memory, and the system's time to hand it out."""
# What Indonesian documents print. The model knows 18 thousand more, most of them Chinese: mistakes if they win.
_LETTERS = (
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~ "
    "°²³±×éè½¼–—‘’“”•…≤≥√§©®"
)


QUICK = Path(__file__).parent / "models" / "PP-OCRv6_rec_tiny.onnx"
"""A recogniser of a fifth of the work, whose letters are those above: models/README.md says where it comes from."""


def recogniser_path() -> Path | None:
    """The newest recognition model inside the rapidocr wheel."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "models"
    return max(folder.glob("*_rec_*.onnx"), key=lambda path: path.name, default=None)


@cache
def rapid_reader(threads: int) -> OcrReader:
    """One reader for the process: its models are loaded once."""
    return QuickFirst(RapidReader(threads, QUICK.read_bytes()), RapidReader(threads))


class _Network(NamedTuple):
    """A session whose output has the letters in ``columns``."""

    session: Any
    columns: Any

    def chances(self, lines: Sequence[Grey]) -> NDArray[np.float32]:
        """(n, steps, letters + 1): the probability of a blank and of each letter in lines of one width."""
        pixels = np.stack(lines).astype(np.float32)[:, None] / 127.5 - 1.0
        name = self.session.get_inputs()[0].name
        found = self.session.run(None, {name: np.repeat(pixels, 3, axis=1)})[0][:, :, self.columns]
        return np.asarray(found, np.float32)


class RapidReader:
    """PP-OCR's recogniser on one thread by default, so that several workers do not fight for the cores."""

    name = "rapidocr"

    def __init__(self, threads: int = 1, model: bytes | None = None) -> None:
        self._threads = threads
        self._model = model or _wheel_model()
        known = ["", *metadata(self._model, "character").split("\n"), " "]
        places = {letter: k for k, letter in enumerate(known)}
        self._letters = "".join(letter for letter in _LETTERS if letter in places)
        self._columns = [0, *(places[letter] for letter in self._letters)]
        self._n_classes = len(known)

    def _session(self, model: bytes) -> Any:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # it would write an id into the home folder and call its maker
        onnxruntime: Any = importlib.import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False  # a plan of the memory is kept for each width of crops: they never end
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _network(self) -> _Network:
        """The network cut to our letters; whole where it is of another make than we know how to cut."""
        model, self._model = self._model, b""  # 22 MB that nothing asks for again
        try:
            return _Network(self._session(cut_model(model, self._columns, self._n_classes)), slice(None))
        except (ModelUnknownError, RuntimeError):  # onnxruntime's own errors are RuntimeErrors
            return _Network(self._session(model), np.array(self._columns))

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order."""
        return [look.reading for look in self.looks(crops)]

    def looks(self, crops: Sequence[Grey]) -> list[Look]:
        """The text of each crop, and what else each of its signs may be."""
        looks = [Look(Reading("", (), ()), ())] * len(crops)
        lines = [_scaled(crop) for crop in crops]
        with ocr_turn():
            for batch in _batches([line.shape[1] for line in lines]):
                for k, chance in zip(batch, self._network.chances([lines[k] for k in batch]), strict=True):
                    looks[k] = self._decode(chance, lines[k].shape[1])
        return looks

    def _decode(self, chance: NDArray[np.float32], width: int) -> Look:
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
        return Look(Reading(text, sure, middle), _others(chance, best, [(begin, end) for _, begin, end in runs]))


def _wheel_model() -> bytes:
    path = recogniser_path()
    if path is None:
        raise OcrMissing("rapidocr tidak membawa model pengenal / rapidocr carries no recognition model")
    return path.read_bytes()


def _others(chance: NDArray[np.float32], best: NDArray[np.intp], runs: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    """For each run, the highest chance of a letter that is read neither there nor right before or after: from the
    run before to its own end, for the last one to the line's end. A letter that is overlooked leaves such a trace.
    """
    if not runs:
        return ()
    steps = np.arange(len(best))
    starts, ends = np.array(runs).T
    letters = best[starts]
    after = np.searchsorted(ends, steps, side="right").clip(max=len(runs) - 1)
    before = (np.searchsorted(starts, steps, side="right") - 1).clip(min=0)
    rest = chance.copy()
    for column in (np.zeros_like(best), best, letters[after], letters[before]):
        rest[steps, column] = 0.0
    most = rest.max(axis=1)
    return tuple(np.maximum.reduceat(most, [0, *ends[:-1].tolist()]).round(4).tolist())


def _scaled(crop: Grey) -> Grey:
    """The crop at the model's height and in proportion, its width a whole number of steps."""
    import cv2

    height, width = crop.shape
    steps = round(width * _HEIGHT / max(height, 1) / _STRIDE)
    wide = min(max(steps, 2) * _STRIDE, _MAX_WIDTH)
    scaled = cv2.resize(crop, (wide, _HEIGHT), interpolation=cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def _batches(widths: Sequence[int]) -> Iterable[list[int]]:
    """Numbers of crops in batches of one width: padding would cost, and change what the model sees."""
    alike: dict[int, list[int]] = defaultdict(list)
    for k, width in enumerate(widths):
        alike[width].append(k)
    for width in sorted(alike):
        size = max(1, _BATCH_WIDTH // width)
        for begin in range(0, len(alike[width]), size):
            yield alike[width][begin : begin + size]
