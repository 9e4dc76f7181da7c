"""Pages whose drawing instructions are destroyed in the file: pdfium shows what it can of them, and is silent.

The file's own compressed streams are tried. Only where one breaks off is it asked whose it is.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator

from extract.page.filebytes import PdfBytes

LOG = logging.getLogger("renja")
# Each begins with letters that a plain search finds: they are asked of all bytes of a file.
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"[^0-9]([0-9]{1,9})\s+[0-9]{1,5}\s+obj\Z")
_WORD = re.compile(rb"\w")
_LENGTH = re.compile(rb"/Length\s+([0-9]{1,10})(?!\s+[0-9]+\s+R)")
_OTHER = re.compile(
    rb"/(?:Image|ASCII85Decode|ASCIIHexDecode|LZWDecode|RunLengthDecode|FontFile|Length1|ObjStm|XRef)\b"
)
_ENCRYPTED = re.compile(rb"/Encrypt\s+(?:[0-9]+\s+[0-9]+\s+R|<<)")
_HEAD, _NUMBERS, _BLOCK, _MOST = 2000, 64, 1 << 20, 64 << 20
_IS_WHOLE = "incorrect data check"
"""What zlib says of a stream that was read to its end: a wrong sum alone destroys nothing."""


def broken_pages(data: PdfBytes) -> frozenset[int]:
    """Numbers of the pages (from 1) with a stream that cannot be unpacked to its end; 0 where none can be named."""
    broken = broken_streams(data)
    if not broken:
        return frozenset()
    try:
        return frozenset(_pages_of(data, broken))
    except Exception as error:  # noqa: BLE001 - hostile input: pdfminer raises anything at all for a torn tree of pages
        LOG.info("pages of %d broken streams: %s", len(broken), error)
        return frozenset({0})


def broken_streams(data: PdfBytes) -> set[int]:
    """Numbers of the objects whose drawing instructions break off; none in a file whose streams are encrypted."""
    if any(map(_ENCRYPTED.search, data.pieces())):
        return set()
    return {number for piece in data.pieces() for number, body in _streams(piece) if not _unpacks(body)}


def _streams(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """The compressed streams that may hold drawing instructions, with their objects' numbers."""
    whole = memoryview(data)
    for found in _STREAM.finditer(data):
        if _WORD.match(data, found.start() - 1):
            continue  # endstream
        owner = _owner(data, found.start())
        said = data[owner.end() : found.start()] if owner else b""
        if owner is None or b"/FlateDecode" not in said or _OTHER.search(said):
            continue
        length = _LENGTH.search(said)
        end = found.end() + int(length[1]) if length else data.find(b"endstream", found.end())
        if end > found.end():
            yield int(owner[1]), whole[found.end() : end]


def _owner(data: bytes, stream: int) -> re.Match[bytes] | None:
    """The numbers of the object that has begun last before the place of a stream; None where they do not lead it."""
    low = max(0, stream - _HEAD)
    at = data.rfind(b"obj", low, stream)
    while at > low and (_WORD.match(data, at - 1) or _WORD.match(data, at + 3)):  # endobj
        at = data.rfind(b"obj", low, at)
    return _OBJECT.search(data, max(low, at - _NUMBERS), at + 3) if at > low else None


def _unpacks(body: memoryview) -> bool:
    unpacker, done = zlib.decompressobj(), 0
    rest: bytes | memoryview = body
    try:
        while rest and done < _MOST:
            done += len(unpacker.decompress(rest, _BLOCK))
            rest = unpacker.unconsumed_tail
    except zlib.error as error:
        return _IS_WHOLE in str(error)
    return True


def _pages_of(data: PdfBytes, broken: set[int]) -> Iterator[int]:
    """The pages that these objects draw."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef, resolve1

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    document = PDFDocument(PDFParser(data.stream()))
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        contents = page.attrs.get("Contents")
        held = contents if isinstance(contents, list) else [contents]
        if isinstance(contents, PDFObjRef) and isinstance(listed := resolve1(contents), list):
            held = listed
        if any(isinstance(each, PDFObjRef) and each.objid in broken for each in held):
            yield number
