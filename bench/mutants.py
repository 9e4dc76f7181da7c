"""Hostile files made from documents: cut, flipped, padded, lied about, and some made from nothing.

Each mutant knows what the page that it was made from prints, so that a reader's sure amounts can be held against it.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from extract.document import extract

Mutator = Callable[[bytes, random.Random], bytes]
MAX_LOOKED_AT = 200
"""Pages of a document among which the one with most amounts is sought; whole documents would only be slower."""
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}")
_DATE = re.compile(rb"\(D:\d{14}\+00'00'\)")
_ID = re.compile(rb"/ID\[<[0-9A-F]{32}>")
"""When pdfium wrote the file, and what it calls it: the same file must come out of every run."""


class Seed(NamedTuple):
    """A page of its own that mutants are made of, and what it prints: see ``Printed``."""

    data: bytes
    printed: Printed


class Printed(NamedTuple):
    """Digits of all that a page prints with a number in it, and the same without the zeros around them."""

    texts: frozenset[str]
    figures: frozenset[str]

    def holds(self, teks: str, nilai: Decimal) -> bool:
        """True where this text stands on the page, and this number too, in whatever unit."""
        return _digits(teks) in self.texts and _digits(f"{nilai:f}").strip("0") in self.figures


class Hostile(NamedTuple):
    """A file's name, its bytes, and what the page prints that it was made of; None where it was made of none."""

    name: str
    data: bytes
    printed: Printed | None


def seeds(documents: Path) -> list[Seed]:
    """Of each document below a folder that has a text layer the page with most amounts, cut out by pdfium."""
    found = []
    for path in sorted(documents.rglob("*.pdf")):
        with pypdfium2.PdfDocument(path) as whole:
            texts = [page.get_textpage().get_text_range() for page in islice(whole, MAX_LOOKED_AT)]
            richest = max(range(len(texts)), key=lambda k: len(_AMOUNT.findall(texts[k])))
            if not _AMOUNT.search(texts[richest]):
                continue
            with pypdfium2.PdfDocument.new() as part, io.BytesIO() as buffer:
                part.import_pages(whole, pages=[richest])
                part.save(buffer)
                data = _DATE.sub(b"(D:20240101000000+00'00')", _ID.sub(b"/ID[<" + b"0" * 32 + b">", buffer.getvalue()))
        found.append(Seed(data, printed_by(data)))
    return found


def printed_by(data: bytes) -> Printed:
    """What the pages of a file print: the words and lines of its text layer, and its tables' cells as read."""
    with pypdfium2.PdfDocument(data) as whole:
        text = "\n".join(page.get_textpage().get_text_range() for page in islice(whole, MAX_LOOKED_AT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "utuh.pdf")
        path.write_bytes(data)
        tables = extract(path).tables
    cells = [cell.text for table in tables for cell in table.cells]
    parts = chain(cells, chain.from_iterable(each.split() for each in (*cells, text)), text.splitlines())
    texts = frozenset(filter(None, map(_digits, parts)))
    return Printed(texts, frozenset(each.strip("0") for each in texts))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


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


def _pages_count(data: bytes, chance: random.Random) -> bytes:
    """The tree of pages claims millions, less than none, or names one page thousands of times."""
    kids = re.search(rb"/Kids\s*\[\s*(\d+ 0 R)", data)
    choice = chance.randrange(3)
    if choice == 2 and kids:
        many = (kids[1] + b" ") * chance.choice((20, 12_000))
        return re.sub(rb"/Kids\s*\[[^]]*\]", b"/Kids[" + many + b"]", data)
    return re.sub(rb"/Count \d+", b"/Count " + chance.choice((b"1000000", b"-7", b"2147483647")), data)


def _into_dictionary(data: bytes, entry: bytes, chance: random.Random) -> bytes:
    """An entry put into one of the file's dictionaries; offsets of what follows are wrong then, as in many files."""
    places = [found.end() for found in re.finditer(rb"obj\s*<<", data)]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + entry + data[at:]


def _nesting(data: bytes, chance: random.Random) -> bytes:
    deep = chance.choice((20, 600, 5_000))
    array, names = b"/Zz " + b"[" * deep + b"]" * deep, b"/Zz " + b"<</A " * deep + b"0" + b">>" * deep
    return _into_dictionary(data, chance.choice((array, names)), chance)


def _scripts(data: bytes, chance: random.Random) -> bytes:
    """Something to run, to start or to unpack, with names that lead out of any folder."""
    entries = (
        b"/OpenAction<</S/JavaScript/JS(while(1){this.exportDataObject({cName:'x'})})>>",
        b"/AA<</O<</S/Launch/F(/bin/sh)/P(-c 'touch lolos')>>>>",
        b"/OpenAction<</S/URI/URI(file:///etc/passwd)>>",
        b"/Names<</EmbeddedFiles<</Names[(../../lolos)<</Type/Filespec/F(../../lolos)/EF<</F 5 0 R>>>>]>>>>",
        b"/OpenAction<</S/SubmitForm/F(http://127.0.0.1:9/lolos)>>",
    )
    return data.replace(b"/Type/Catalog", chance.choice(entries) + b"/Type/Catalog")


def _with_new_contents(data: bytes, body: bytes) -> bytes:
    """The first packed stream (a page's contents) gives way to another."""
    new = b"<</Filter/FlateDecode/Length %d>>stream\r\n%s\r\nendstream" % (len(body), body)
    return re.sub(rb"<<[^<>]*>>\s*stream\r?\n.*?\r?\nendstream", lambda _: new, data, count=1, flags=re.DOTALL)


def _bomb(data: bytes, chance: random.Random) -> bytes:
    """The page's contents unpack to some megabytes of spaces, saved states, lines, or a number without end."""
    piece, times = chance.choice(
        ((b" ", 30_000_000), (b"q ", 300_000), (b"0 0 m 9 9 l S\n", 20_000), (b"9", 4_000_000))
    )
    return _with_new_contents(data, zlib.compress(piece * times, 9))


def _giant_image(data: bytes, chance: random.Random) -> bytes:
    """The page shows one image of absurd size, packed to nothing or without its data."""
    side = chance.choice((5_000, 60_000, 2_000_000_000))
    inline = b"BI /W %d /H %d /BPC 8 /CS /G ID " % (side, side) + b"\x80" * 100 + b" EI"
    return _with_new_contents(data, zlib.compress(b"q 500 0 0 700 0 0 cm " + inline + b" Q", 9))


def _names(data: bytes, chance: random.Random) -> bytes:
    """Texts and names in odd encodings: broken UTF-16, lone surrogates, zeros, PDF escapes, far too long."""
    odd = (b"\xfe\xff\xd8\x00\xd8", b"\xff\xfe\x00", b"\x00\x00", b"#2e#2e#2f#2e#2e", b"\xc3\x28" * 30, b"A" * 70_000)

    def rename(found: re.Match[bytes]) -> bytes:
        return found[1] + chance.choice(odd) if chance.random() < 0.3 else found[0]

    return re.sub(
        rb"(/(?:BaseFont/|FontName/|Creator\(|Producer\(|Title\(|Subtype/|Encoding/))[^\s/<>()\[\]]*", rename, data
    )


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
    packed = zlib.compress(content, 9 if len(content) < 1 << 20 else 1)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _page(contents: bytes, *more: bytes, page: bytes = b"", catalogue: bytes = b"", count: bytes = b"1") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count %s >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R %s >>" % page,
        contents,
        *more,
    )


_TEXT = b"BT /F1 12 Tf 50 700 Td (Rencana Kerja) Tj ET"
_IMAGE = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width %d /Height %d"
_SHOWN = b"/Resources << /XObject << /X 5 0 R >> >>"


def made() -> Iterator[tuple[str, bytes]]:
    """Files made from nothing that are quick to read, by what is hostile in them."""
    text = stream(_TEXT)
    yield "kosong", b""
    yield "bukan_pdf", b"MZ" + bytes(5000)
    yield "kepala_saja", b"%PDF-1.7\n"
    yield "halaman_sejuta", _page(text, count=b"1000000")
    yield "halaman_minus", _page(text, count=b"-5")
    yield "kids_berputar", pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>")
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


def made_heavy() -> Iterator[tuple[str, bytes]]:
    """Files made from nothing that take seconds or their reader's life; to make them takes seconds too."""
    text = stream(_TEXT)
    yield "sarang_larik", _page(text, page=b"/A " + b"[" * 50_000 + b"]" * 50_000)
    yield "sarang_kamus", _page(text, page=b"/A << " * 20_000 + b">> " * 20_000)
    yield "sarang_q", _page(stream(b"q " * 2_000_000))
    yield "bom_zip", _page(stream(b"0 0 m 1 1 l S\n" * 8_000_000))
    yield "bom_spasi", _page(stream(b" " * 1_000_000_000))
    yield "bom_ganda", _page(_nested_bomb())
    yield "gambar_raksasa", _page(stream(b"/X Do"), stream(b"", _IMAGE % (100_000, 100_000)), page=_SHOWN)
    image = stream(bytes(400_000_000), _IMAGE % (20_000, 20_000))
    yield "gambar_bom", _page(stream(b"600 0 0 800 0 0 cm /X Do"), image, page=_SHOWN)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    yield "formulir_berputar", _page(stream(b"/X Do"), stream(b"/X Do /X Do", form), page=_SHOWN)
    yield "sejuta_huruf", _page(stream(b"BT /F1 1 Tf " + b"(xxxxxxxxxx) Tj " * 200_000 + b"ET"), page=_font())
    lines = b"".join(b"%d %d m %d %d l S " % (i % 600, 0, i % 600, 800) for i in range(400_000))
    yield "sejuta_garis", _page(stream(lines))


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
    "jumlah": _pages_count,
    "sarang": _nesting,
    "skrip": _scripts,
    "bom": _bomb,
    "citra": _giant_image,
    "nama": _names,
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


def corpus(documents: Path, n: int, seed: int = 0, heavy: bool = True) -> Iterator[Hostile]:
    """``n`` hostile files as odd names and contents, always the same for one ``seed`` and folder of documents."""
    written = 0
    for kind, data in islice(chain(made(), made_heavy() if heavy else ()), n):
        written += 1
        yield Hostile(f"{kind}.pdf", data, None)
    whole, kinds = seeds(documents), list(MUTATORS)
    for number in range(written, n):
        kind, chance = kinds[number % len(kinds)], random.Random(f"{seed}-{number}")
        page = chance.choice(whole)
        name = NAMES[number % len(NAMES)].format(n=f"{kind}{number}")
        yield Hostile(name, MUTATORS[kind](page.data, chance), page.printed)
