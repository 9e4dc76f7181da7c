"""Tesseract as a reader of text lines, where its command is installed: slower to start, needs no Python package."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from extract.errors import OcrMissing
from extract.scan.turns import ocr_turn
from extract.scan.types import Grey, Reading

_HEIGHT, _GAP, _BESIDE = 48, 40, 40
"""Pixels: height to which lines are scaled, white between them and beside them."""
_PITCH = _HEIGHT + _GAP
_STRIP = 40
"""Lines read at once: a start of the command costs as much as some ten lines."""
_MAX_WIDTH = 4800
_SECONDS = 400
"""For a strip, by the clock, for a busy machine; it takes two or three. A page that stands still may do so for 540."""
_LANGUAGES = ("eng", "ind")
"""Data to read with, the better first: Indonesian has no letters of its own, and "eng" reads digits better."""


@cache
def tesseract_reader() -> TesseractReader:
    """One reader for the process. Raises ``OcrMissing`` where its data know none of our languages."""
    return TesseractReader()


class TesseractReader:
    """Tesseract's command on one thread, a strip of crops at a time."""

    name = "tesseract"

    def __init__(self, command: str = "tesseract") -> None:
        self._command = command
        installed = self._run("--list-langs", seconds=20).split()
        self.language = next((name for name in _LANGUAGES if name in installed), "")
        if not self.language:
            raise OcrMissing(
                "tesseract tidak membawa data bahasa eng atau ind. Pasang dengan: apt install tesseract-ocr-ind. / "
                "tesseract has no language data for eng or ind."
            )

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order. Raises ``OcrMissing`` where the command fails or takes too long."""
        with ocr_turn():
            return self._read([_scaled(crop) for crop in crops])

    def _read(self, lines: Sequence[Grey]) -> list[Reading]:
        order = sorted(range(len(lines)), key=lambda k: lines[k].shape[1])
        readings = [Reading("", (), ())] * len(lines)
        for begin in range(0, len(order), _STRIP):
            strip = order[begin : begin + _STRIP]  # of like width: a strip is as wide as its widest line
            for k, reading in zip(strip, self._read_strip([lines[k] for k in strip]), strict=True):
                readings[k] = reading
        return readings

    def _read_strip(self, lines: Sequence[Grey]) -> list[Reading]:
        """Crops stacked below each other with white between, read as one column of lines."""
        wide = max(line.shape[1] for line in lines) + 2 * _BESIDE
        strip = np.full((_PITCH * len(lines) + _GAP, wide), 255, np.uint8)
        for k, line in enumerate(lines):
            strip[k * _PITCH + _GAP : (k + 1) * _PITCH, _BESIDE : _BESIDE + line.shape[1]] = line
        words = words_of(self._table(strip), len(lines))
        return [_from_words(found, line.shape[1]) for found, line in zip(words, lines, strict=True)]

    def _table(self, strip: Grey) -> str:
        import cv2

        with tempfile.TemporaryDirectory() as folder:
            picture = Path(folder) / "strip.png"
            picture.write_bytes(cv2.imencode(".png", strip)[1].tobytes())
            return self._run(str(picture), "stdout", "-l", self.language, "--psm", "6", "tsv")

    def _run(self, *options: str, seconds: int = _SECONDS) -> str:
        """What the command prints. It runs on one thread, so that several workers do not fight for the cores."""
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                [self._command, *options],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                check=False,
                env=environment,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise OcrMissing(f"tesseract gagal ({type(error).__name__}) / tesseract failed: {error}") from error
        if done.returncode:
            raise OcrMissing(f"tesseract gagal: {done.stderr.strip()[:200]} / tesseract failed")
        return done.stdout


Word = tuple[float, float, str, float]
"""Left and right in pixels of its line, text, and confidence 0..1."""


def words_of(table: str, n_lines: int) -> list[list[Word]]:
    """The words of each line of a strip, left to right, from Tesseract's table (TSV); what it garbles is left out."""
    words: list[list[Word]] = [[] for _ in range(n_lines)]
    lines = io.StringIO(table.replace("\r", ""))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        try:
            left, top, width, height, sure = (
                float(row[key] or "") for key in ("left", "top", "width", "height", "conf")
            )
        except (KeyError, TypeError, ValueError):
            continue
        home = int((top + height / 2 - _GAP / 2) // _PITCH)
        if row.get("level") == "5" and text and 0 <= home < n_lines:
            left -= _BESIDE
            words[home].append((left, left + width, text, min(max(sure / 100, 0.0), 1.0)))
    return [sorted(found) for found in words]


def _from_words(words: Sequence[Word], width: int) -> Reading:
    """Words as one reading; letters are spread evenly over their word."""
    text, sure, middle = "", [], []
    for left, right, word, confidence in words:
        if text:
            text += " "
            sure.append(confidence)
            middle.append(left)
        text += word
        sure += [confidence] * len(word)
        middle += [left + (right - left) * (k + 0.5) / len(word) for k in range(len(word))]
    return Reading(text, tuple(sure), tuple(min(max(place / max(width, 1), 0.0), 1.0) for place in middle))


def _scaled(crop: Grey) -> Grey:
    import cv2

    height, width = crop.shape
    wide = min(max(round(width * _HEIGHT / max(height, 1)), 16), _MAX_WIDTH)
    shrinks = height > _HEIGHT
    scaled = cv2.resize(crop, (wide, _HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)
