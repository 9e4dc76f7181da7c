"""Where a document's PDF is, for the page: what ``renja.review.pdfs`` finds with the page's settings."""

from __future__ import annotations

from pathlib import Path

from renja.review import pdfs
from renja.web.settings import Settings


def changed_pdf(settings: Settings, berkas: str, sha256: str) -> Path | None:
    """The file that lies where the document's was and is another one now; None where there is none."""
    return pdfs.changed_pdf(settings.dataset, berkas, sha256, settings.pdf_root)


def find_pdf(settings: Settings, berkas: str, sha256: str) -> Path | None:
    """The file with this digest, looked for by the path and then by the name under which it was read; else None."""
    return pdfs.find_pdf(settings.dataset, berkas, sha256, settings.pdf_root)
