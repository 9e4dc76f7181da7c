"""Readers of text-line pictures behind one Protocol: PP-OCR through onnxruntime, or Tesseract where installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from extract.errors import OcrMissing

Grey = NDArray[np.uint8]

READER_VARIABLE = "RENJA_OCR"
"""The environment variable that names the reader to use; child processes inherit it."""


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
    """The reader of this name (``rapidocr``, ``tesseract``), else that which ``RENJA_OCR`` names, else the best one.

    Raises ``OcrMissing`` where it (or any) is not installed.
    """
    name = name or os.environ.get(READER_VARIABLE, "").strip().lower() or None
    if name in (None, "rapidocr") and importlib.util.find_spec("onnxruntime"):
        from extract.scan.rapid import rapid_reader, recogniser_path

        if recogniser_path():
            return rapid_reader(threads)
    if name in (None, "tesseract") and shutil.which("tesseract"):
        from extract.scan.tesseract import tesseract_reader

        return tesseract_reader()
    raise OcrMissing(_how_to_install(name))


def _how_to_install(name: str | None) -> str:
    if name == "tesseract":
        return (
            "halaman pindaian tidak terbaca: tesseract belum terpasang. Pasang dengan: apt install tesseract-ocr "
            f"(Windows, macOS: lihat tesseract-ocr.github.io), atau kosongkan {READER_VARIABLE}. / Scanned pages were "
            f"not read: tesseract is not installed; install it, or unset {READER_VARIABLE}."
        )
    wanted = name or "OCR"
    return (
        f"halaman pindaian tidak terbaca: {wanted} belum terpasang. Pasang dengan: pip install 'renja[ocr]'. / "
        f"Scanned pages were not read: {wanted} is not installed; install it with: pip install 'renja[ocr]'."
    )
