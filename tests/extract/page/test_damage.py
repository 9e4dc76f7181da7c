"""A page whose content stream is destroyed is named; what is only badly written is left in peace."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest

from extract.document import extract
from extract.page.damage import broken_pages
from extract.page.filebytes import PdfBytes
from output.types import Status
from renja.pipeline import read_document

SAMPLE = Path("samples/luwu_renja_2024_excel.pdf")
_TEXT = b"BT /F1 12 Tf 40 700 Td (Pagu 1.250.000) Tj ET\n" * 40


def _pdf(*streams: bytes) -> bytes:
    """A PDF with a page for each of these compressed streams."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(len(streams)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for i, stream in enumerate(streams):
        objects[10 + 2 * i] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%d 0 R] "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (11 + 2 * i)
        )
        objects[11 + 2 * i] = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in objects.items())
    return body + b"trailer << /Size 40 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def _held(data: bytes) -> PdfBytes:
    return PdfBytes(io.BytesIO(data))


def _flipped(stream: bytes) -> bytes:
    middle = len(stream) // 2
    return stream[:middle] + b"\xff" * 20 + stream[middle + 20 :]


def test_the_page_of_a_destroyed_stream_is_named_and_the_others_stand(tmp_path: Path) -> None:
    good = zlib.compress(_TEXT + bytes(range(256)) * 8)
    file = tmp_path / "rusak.pdf"
    file.write_bytes(_pdf(good, _flipped(good), b"\xff" * len(good)))
    assert broken_pages(PdfBytes(file.open("rb"))) == {2, 3}
    found = extract(file)
    assert [bool(page.issue) for page in found.pages] == [False, True, True]
    assert "halaman 2" in found.issues[0]


def test_a_sample_with_a_destroyed_page_is_partly_read(tmp_path: Path) -> None:
    data = bytearray(SAMPLE.read_bytes())
    at = _content_streams(bytes(data))[4]
    data[at[0] : at[1]] = b"\x00" * (at[1] - at[0])
    file = tmp_path / "rusak.pdf"
    file.write_bytes(data)
    result = read_document(file)
    assert result.status is Status.SEBAGIAN
    assert any("rusak" in line and "halaman" in line for line in result.pesan)


def _content_streams(data: bytes) -> list[tuple[int, int]]:
    found, start = [], 0
    while (at := data.find(b"stream\n", start)) >= 0 or (at := data.find(b"stream\r\n", start)) >= 0:
        begin = data.index(b"\n", at) + 1
        end = data.index(b"endstream", begin)
        start = end + 9
        try:
            text = zlib.decompressobj().decompress(data[begin:end])
        except zlib.error:
            continue
        if b" Tf" in text and b"BT" in text:
            found.append((begin, end - 2))
    return found


@pytest.mark.parametrize("cut", [4, 2])
def test_a_stream_without_its_sum_is_whole(cut: int) -> None:
    stream = zlib.compress(_TEXT)
    assert broken_pages(_held(_pdf(stream[:-cut]))) == frozenset()
    assert broken_pages(_held(_pdf(stream[:-4] + b"\x01\x02\x03\x04"))) == frozenset()


def test_where_no_page_can_be_named_the_document_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def torn(*given: object) -> None:
        raise TypeError("pohon halaman")

    monkeypatch.setattr("extract.page.damage._pages_of", torn)
    file = tmp_path / "rusak.pdf"
    file.write_bytes(_pdf(b"\xff" * 200))
    found = extract(file)
    assert not found.pages[0].issue
    assert "rusak" in found.issues[0]


@pytest.mark.parametrize("sample", sorted(Path("samples").glob("*.pdf")), ids=lambda path: path.stem)
def test_no_sample_is_broken(sample: Path) -> None:
    assert broken_pages(PdfBytes(sample.open("rb"))) == frozenset()
