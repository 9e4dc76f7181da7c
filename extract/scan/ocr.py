"""Readers of text-line pictures behind one Protocol: PP-OCR through onnxruntime, and Tesseract where it is installed.

PP-OCRv6's models lie inside the ``rapidocr`` wheel. They are run directly: rapidocr's own pipeline pads every short
crop to 320 pixels, which costs half of the time on tables, and it can download models, which we never want.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing

Grey = NDArray[np.uint8]

_HEIGHT = 48
_STRIDE = 8
"""Pixels of a crop of ``_HEIGHT`` to each step of the recogniser's output."""
_MAX_WIDTH = 4800
_BATCH_WIDTH = 2400
"""Pixels of all crops of a batch side by side: more costs memory and saves no time."""
# What Indonesian documents print. The model knows 18 thousand more, most of them Chinese: mistakes if they win.
_LETTERS = (
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~ "
    "°²³±×éè½¼–—‘’“”•…≤≥√§©®"
)


class Reading(NamedTuple):
    """What stands in a crop: ``text``, and for each character its probability and its middle (0..1 of the width)."""

    text: str
    sure: tuple[float, ...]
    middle: tuple[float, ...]


class OcrReader(Protocol):
    """Something that reads pictures of single text lines."""

    name: str

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop (height, width), 0 black .. 255 white, in order."""
        ...


def ocr_reader(name: str | None = None, threads: int = 1) -> OcrReader:
    """The reader of this name (``rapidocr``, ``tesseract``), or the best one installed.

    Raises ``OcrMissing`` where it (or any) is not installed.
    """
    if name in (None, "rapidocr") and importlib.util.find_spec("onnxruntime") and _recogniser_path():
        return _rapid_reader(threads)
    if name in (None, "tesseract") and shutil.which("tesseract"):
        return TesseractReader()
    wanted = name or "OCR"
    raise OcrMissing(
        f"halaman pindaian tidak terbaca: {wanted} belum terpasang. Pasang dengan: pip install 'renja[ocr]'. / "
        f"Scanned pages were not read: {wanted} is not installed; install it with: pip install 'renja[ocr]'."
    )


def _recogniser_path() -> Path | None:
    """The newest recognition model inside the rapidocr wheel."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "models"
    return max(folder.glob("*_rec_*.onnx"), key=lambda path: path.name, default=None)


@cache
def _rapid_reader(threads: int) -> RapidReader:
    return RapidReader(threads)


class RapidReader:
    """PP-OCR's recogniser on one thread by default, so that several workers do not fight for the cores."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        onnxruntime: Any = importlib.import_module("onnxruntime")

        path = _recogniser_path()
        if path is None:
            raise OcrMissing("rapidocr tidak membawa model pengenal / rapidocr carries no recognition model")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        known = ["", *self._session.get_modelmeta().custom_metadata_map["character"].split("\n"), " "]
        places = {letter: k for k, letter in enumerate(known)}
        self._letters = "".join(letter for letter in _LETTERS if letter in places)
        self._columns = np.array([0, *(places[letter] for letter in self._letters)])

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order; crops of like width go through the model together."""
        lines = [_scaled(crop) for crop in crops]
        readings = [Reading("", (), ())] * len(lines)
        for batch in _batches([line.shape[1] for line in lines]):
            width = max(lines[k].shape[1] for k in batch)
            pixels = np.full((len(batch), 1, _HEIGHT, width), 255, np.uint8)
            for place, k in enumerate(batch):
                pixels[place, 0, :, : lines[k].shape[1]] = lines[k]
            values = np.repeat(pixels.astype(np.float32) / 127.5 - 1.0, 3, axis=1)
            chances = self._session.run(None, {self._input: values})[0][:, :, self._columns]
            for chance, k in zip(chances, batch, strict=True):
                readings[k] = self._decode(chance, lines[k].shape[1])
        return readings

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


def _scaled(crop: Grey) -> Grey:
    import cv2

    height, width = crop.shape
    wide = min(max(round(width * _HEIGHT / max(height, 1)), _STRIDE * 2), _MAX_WIDTH)
    shrinks = height > _HEIGHT
    scaled = cv2.resize(crop, (wide, _HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Numbers of the crops in batches of like width, whose padding stays small."""
    batches: list[list[int]] = []
    for k in sorted(range(len(widths)), key=widths.__getitem__):
        batch = batches[-1] if batches else None
        full = batch is None or (len(batch) + 1) * widths[k] > _BATCH_WIDTH
        if batch is None or full or widths[k] > 1.15 * widths[batch[0]] + _STRIDE:
            batches.append([k])
        else:
            batch.append(k)
    return batches


class TesseractReader:
    """Tesseract's command, a strip of crops at a time: slower to start, needs no Python package."""

    name = "tesseract"
    _STRIP = 40
    _GAP = 40

    def __init__(self, language: str = "eng", command: str = "tesseract") -> None:
        # "eng" reads digits better than "ind", and Indonesian has no letters of its own.
        self._language, self._command = language, command

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order."""
        readings: list[Reading] = []
        for begin in range(0, len(crops), self._STRIP):
            readings += self._read_strip([_scaled(crop) for crop in crops[begin : begin + self._STRIP]])
        return readings

    def _read_strip(self, lines: Sequence[Grey]) -> list[Reading]:
        """Crops stacked below each other with white between, read as one column of lines."""
        pitch = _HEIGHT + self._GAP
        strip = np.full((pitch * len(lines) + self._GAP, max(line.shape[1] for line in lines) + 80), 255, np.uint8)
        for k, line in enumerate(lines):
            strip[k * pitch + self._GAP : k * pitch + self._GAP + _HEIGHT, 40 : 40 + line.shape[1]] = line
        words: list[list[tuple[float, float, str, float]]] = [[] for _ in lines]
        for row in self._words(strip):
            home = int((float(row["top"]) + float(row["height"]) / 2) // pitch)
            left = float(row["left"]) - 40
            if 0 <= home < len(lines) and row["text"].strip():
                words[home].append((left, left + float(row["width"]), row["text"].strip(), float(row["conf"]) / 100))
        return [_from_words(sorted(found), line.shape[1]) for found, line in zip(words, lines, strict=True)]

    def _words(self, strip: Grey) -> list[dict[str, str]]:
        import cv2

        with tempfile.TemporaryDirectory() as folder:
            picture = Path(folder) / "strip.png"
            picture.write_bytes(cv2.imencode(".png", strip)[1].tobytes())
            command = [self._command, str(picture), "stdout", "-l", self._language, "--psm", "6", "tsv"]
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=300, check=False, env={"OMP_THREAD_LIMIT": "1"}
            )
        if done.returncode:
            raise OcrMissing(f"tesseract gagal: {done.stderr.strip()[:200]} / tesseract failed")
        rows = csv.DictReader(io.StringIO(done.stdout), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["level"] == "5"]


def _from_words(words: Sequence[tuple[float, float, str, float]], width: int) -> Reading:
    """Words (left, right, text, confidence) as one reading; letters are spread evenly over their word."""
    text, sure, middle = "", [], []
    for left, right, word, confidence in words:
        if text:
            text += " "
            sure.append(confidence)
            middle.append(min(max(left / max(width, 1), 0.0), 1.0))
        text += word
        sure += [confidence] * len(word)
        middle += [(left + (right - left) * (k + 0.5) / len(word)) / max(width, 1) for k in range(len(word))]
    return Reading(text, tuple(sure), tuple(middle))
