"""A document as it comes from the scanner: its pages as pictures, damaged in one way; needs opencv and pypdfium2."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pypdfium2

from bench.damage import DAMAGES, as_pdf

CLEAN = "pindai"
KINDS = (CLEAN, *DAMAGES)
"""A clean scan, and every kind of damage."""
_DPI = 200
_SCALE = _DPI / 72


def scanned(pdf: bytes, kind: str, name: str) -> bytes:
    """The document with each page a picture; ``name`` seeds the damage."""
    chance = np.random.default_rng(zlib.crc32(name.encode()))
    made = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(pdf) as source:
        for page in source:
            points = page.get_height()
            picture = np.asarray(page.render(scale=_SCALE).to_numpy()[:, :, :3], np.uint8)
            if kind != CLEAN:
                picture = DAMAGES[kind](picture, _SCALE, chance)
            long = picture.shape[1] if kind == "rebah" else picture.shape[0]
            with pypdfium2.PdfDocument(as_pdf(picture, long / points)) as one:
                made.import_pages(one)
            page.close()
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()
