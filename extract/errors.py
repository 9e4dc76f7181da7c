"""Errors of extraction: a file that cannot be read at all. A bad page is data (``PageResult.issue``), not an error."""

from __future__ import annotations


class ExtractError(Exception):
    """Base of the errors that this stage raises; its text says file, what is wrong and what to do."""


class NotAPdf(ExtractError):  # noqa: N818 - the name says what the file is
    """The file is not a PDF, or is empty."""


class DamagedPdf(ExtractError):  # noqa: N818
    """The file begins as a PDF but cannot be opened (truncated, broken cross-reference)."""


class EncryptedPdf(ExtractError):  # noqa: N818
    """The file asks for a password."""


class TooLarge(ExtractError):  # noqa: N818
    """The file or its page count is beyond the limits given."""


class EngineMissing(ExtractError):  # noqa: N818
    """A table engine was asked for whose library is not installed."""


class OcrMissing(ExtractError):  # noqa: N818
    """A scanned page was to be read and no OCR reader is installed, or it does not run."""


class OcrLeft(OcrMissing):
    """A page that only OCR can read is left for a later run, as was asked. ``whole``: nothing of it is digital."""

    def __init__(self, *, whole: bool) -> None:
        """``whole`` is False for a digital page with a picture of a table."""
        super().__init__("halaman dibiarkan untuk nanti (--no-ocr) / left for a later run")
        self.whole = whole
