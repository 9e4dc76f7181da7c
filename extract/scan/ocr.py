"""The choice among readers of text-line pictures: PP-OCR through onnxruntime, or Tesseract where installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence

from extract.errors import OcrLeft, OcrMissing
from extract.scan.types import Grey, OcrReader, Reading

RAPIDOCR, TESSERACT = "rapidocr", "tesseract"
NO_OCR = "tanpa"
"""Names no reader: what only OCR can read is left for a later run."""
READER_VARIABLE = "RENJA_OCR"
"""The environment variable that names the reader to use; child processes inherit it."""


def ocr_reader(name: str | None = None, threads: int = 1) -> OcrReader:
    """The reader of ``reader_name(name)``, loaded.

    Raises ``OcrMissing`` where it (or any) is not installed.
    """
    found = reader_name(name)
    if found == NO_OCR:
        return _Leaves()
    if found == RAPIDOCR:
        from extract.scan.rapid import rapid_reader

        return rapid_reader(threads)
    if found == TESSERACT:
        from extract.scan.tesseract import tesseract_reader

        return tesseract_reader()
    raise OcrMissing(_how_to_install(None))


def let_go() -> None:
    """Frees what the readers loaded so far hold, some 60 MB; the next page to be read loads them anew."""
    loaded = sys.modules.get("extract.scan.rapid")
    if loaded is not None:
        loaded.rapid_reader.cache_clear()


class _Leaves:
    """Stands where a reader would, and reads nothing."""

    name = NO_OCR

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """Raises ``OcrLeft`` where there is something to be read."""
        if crops:
            raise OcrLeft(whole=False)
        return []


def reader_name(name: str | None = None) -> str | None:
    """``name`` (``rapidocr``, ``tesseract``, ``tanpa``), else what ``RENJA_OCR`` names, else the best.

    None where none is installed.

    Raises ``OcrMissing`` where a reader is named that is not installed.
    """
    named = name or os.environ.get(READER_VARIABLE, "").strip().lower() or None
    if named == NO_OCR:
        return named
    found = next((known for known in (RAPIDOCR, TESSERACT) if named in (None, known) and _is_installed(known)), None)
    if found is None and named is not None:
        raise OcrMissing(_how_to_install(named))
    return found


def _is_installed(name: str) -> bool:
    if name == TESSERACT:
        return shutil.which("tesseract") is not None
    if not importlib.util.find_spec("onnxruntime"):
        return False
    from extract.scan.rapid import recogniser_path

    return recogniser_path() is not None


def _how_to_install(name: str | None) -> str:
    if name == TESSERACT:
        return (
            "halaman pindaian tidak terbaca: tesseract belum terpasang. Pasang dengan: apt install tesseract-ocr "
            "(Windows, macOS: lihat tesseract-ocr.github.io), atau pilih --ocr rapidocr. / scanned pages were "
            "not read: tesseract is not installed; install it, or choose --ocr rapidocr."
        )
    wanted = name or "OCR"
    return (
        f"halaman pindaian tidak terbaca: {wanted} belum terpasang. Pasang dengan: pip install 'renja[ocr]'. / "
        f"scanned pages were not read: {wanted} is not installed; install it with: pip install 'renja[ocr]'."
    )
