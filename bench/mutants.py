"""Hostile files made from the samples: cut, flipped, padded, lied about, and some made from nothing."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

Mutator = Callable[[bytes, random.Random], bytes]
MAX_PAGES = 1
"""Pages of the samples that mutants are made of: whole ones would be slow without breaking more."""


def seeds(samples: Path) -> list[bytes]:
    """The digital samples, cut down to a page each by pdfium, so that thousands of mutants are quick."""
    import io

    import pypdfium2

    found = []
    for path in sorted(samples.glob("*.pdf")):
        if "scan" in path.name:
            continue
        whole, part = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
        middle = len(whole) // 2
        part.import_pages(whole, pages=list(range(middle, min(middle + MAX_PAGES, len(whole)))))
        buffer = io.BytesIO()
        part.save(buffer)
        found.append(buffer.getvalue())
        part.close()
        whole.close()
    return found


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 4, 30, 300))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _lose(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 100, 5000)) :]


def _double(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + 2000]
    return data[:start] + piece * chance.choice((2, 50)) + data[start:]


def _wrong_xref(data: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n%d" % chance.randrange(2 * len(data)), data)


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers after names (counts, sizes, lengths, boxes) become absurd ones."""
    absurd = (b"2147483647", b"-1", b"99999999999999999999", b"0", b"1e38", b"-2147483648")

    def lie(found: re.Match[bytes]) -> bytes:
        return found[1] + chance.choice(absurd) if chance.random() < 0.1 else found[0]

    return re.sub(rb"(/[A-Za-z]+[\s\[]*)-?\d+(?:\.\d+)?", lie, data)


def _references(data: bytes, chance: random.Random) -> bytes:
    """References point elsewhere, also back to where they came from."""

    def turn(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % chance.randrange(40) if chance.random() < 0.2 else found[0]

    return re.sub(rb"\d+ 0 R", turn, data)


def _streams(data: bytes, chance: random.Random) -> bytes:
    """Contents are unpacked, broken as text (operators doubled, numbers absurd) and packed again."""

    def rewrite(found: re.Match[bytes]) -> bytes:
        if chance.random() < 0.5:
            return found[0]
        try:
            text = zlib.decompressobj().decompress(found[2], 1 << 22)
        except zlib.error:
            return found[0]
        return found[1] + zlib.compress(_broken_text(text, chance), 1) + found[3]

    return re.sub(rb"(stream\r?\n)(.*?)(\r?\nendstream)", rewrite, data, flags=re.DOTALL)


def _broken_text(text: bytes, chance: random.Random) -> bytes:
    words = text.split(b" ")
    for _ in range(min(200, len(words))):
        at = chance.randrange(len(words))
        words[at] = chance.choice(
            (b"q", b"Q", b"1e9", b"-1e9", b"nan", b"BT", b"ET", b"re", b"f", b"Do", words[at] * 3)
        )
    return b" ".join(words)


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + tail


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A packed stream object."""
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _page(contents: bytes, *more: bytes, page: bytes = b"", catalogue: bytes = b"", count: bytes = b"1") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count %s >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R %s >>" % page,
        contents,
        *more,
    )


def made() -> Iterator[tuple[str, bytes]]:
    """Files made from nothing, by what is hostile in them."""
    text = stream(b"BT /F1 12 Tf 50 700 Td (Rencana Kerja) Tj ET")
    image = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width %d /Height %d"
    shown = b"/Resources << /XObject << /X 5 0 R >> >>"
    yield "kosong", b""
    yield "bukan_pdf", b"MZ" + bytes(5000)
    yield "kepala_saja", b"%PDF-1.7\n"
    yield "sejuta_halaman", _page(text, count=b"1000000")
    yield "halaman_minus", _page(text, count=b"-5")
    yield "kids_berputar", pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>")
    yield "sarang_larik", _page(text, page=b"/A " + b"[" * 50_000 + b"]" * 50_000)
    yield "sarang_kamus", _page(text, page=b"/A << " * 20_000 + b">> " * 20_000)
    yield "sarang_q", _page(stream(b"q " * 2_000_000))
    yield "bom_zip", _page(stream(b"0 0 m 1 1 l S\n" * 8_000_000))
    yield "bom_spasi", _page(stream(b" " * 1_000_000_000))
    yield "bom_ganda", _page(_nested_bomb())
    yield "gambar_raksasa", _page(stream(b"/X Do"), stream(b"", image % (100_000, 100_000)), page=shown)
    yield (
        "gambar_bom",
        _page(stream(b"600 0 0 800 0 0 cm /X Do"), stream(bytes(400_000_000), image % (20_000, 20_000)), page=shown),
    )
    yield (
        "formulir_berputar",
        _page(
            stream(b"/X Do"),
            stream(
                b"/X Do /X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
            ),
            page=shown,
        ),
    )
    yield "sejuta_huruf", _page(stream(b"BT /F1 1 Tf " + b"(xxxxxxxxxx) Tj " * 200_000 + b"ET"), page=_font())
    yield (
        "sejuta_garis",
        _page(stream(b"".join(b"%d %d m %d %d l S " % (i % 600, 0, i % 600, 800) for i in range(400_000)))),
    )
    yield "javascript", _page(text, catalogue=b"/OpenAction << /S /JavaScript /JS (while(1){}) >>")
    yield "luncurkan", _page(text, catalogue=b"/OpenAction << /S /Launch /F (/bin/sh) >>")
    yield (
        "lampiran",
        _page(
            text,
            b"<< /Type /Filespec /F (../../../lolos.txt) /EF << /F 6 0 R >> >>",
            stream(b"lolos"),
            catalogue=b"/Names << /EmbeddedFiles << /Names [(../../lolos) 5 0 R] >> >>",
        ),
    )
    yield "kotak_nan", _page(text).replace(b"[0 0 600 800]", b"[0 0 1e39 nan]")
    yield "kotak_raksasa", _page(text).replace(b"[0 0 600 800]", b"[0 0 9999999 9999999]")
    yield "acak", random.Random(1).randbytes(100_000)
    yield "pdf_lalu_acak", b"%PDF-1.4\n" + random.Random(2).randbytes(100_000)


def _nested_bomb() -> bytes:
    once = zlib.compress(b"0 0 m 9 9 l S\n" * 5_000_000, 9)
    twice = zlib.compress(once, 9)
    return b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(twice), twice)


def _font() -> bytes:
    return b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


MUTATORS: dict[str, Mutator] = {
    "potong": _cut,
    "balik": _flip,
    "hilang": _lose,
    "ganda": _double,
    "xref": _wrong_xref,
    "angka": _numbers,
    "rujukan": _references,
    "isi": _streams,
}
NAMES = (
    "berkas {n}.pdf",
    "'; DROP TABLE {n}.pdf",
    "naïve-名-{n}.pdf",
    "..{n}.pdf",
    "{n}%2e%2e.PDF",
    "-rf {n}.pdf",
    "a\n{n}.pdf",
)


HEAVY = ("sejuta_", "bom_", "gambar_", "formulir_", "sarang_")
"""What takes seconds or a reader's life; left out where time is short."""


def write_corpus(folder: Path, samples: Path, n: int, seed: int = 0, heavy: bool = True) -> int:
    """Writes ``n`` hostile files with odd names into ``folder``; how many there are."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    written = 0
    for kind, data in made():
        if written < n and (heavy or not kind.startswith(HEAVY)):
            (folder / f"{kind}.pdf").write_bytes(data)
            written += 1
    whole = seeds(samples)
    kinds = list(MUTATORS)
    while written < n:
        data = MUTATORS[kinds[written % len(kinds)]](chance.choice(whole), chance)
        (folder / NAMES[written % len(NAMES)].format(n=f"{kinds[written % len(kinds)]}{written}")).write_bytes(data)
        written += 1
    return written
