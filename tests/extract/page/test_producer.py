"""What a file says it was made by is read, bounded and cleaned."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.page.pdf import open_pdf


def a_pdf(folder: Path, producer: bytes) -> Path:
    """A file of one page that states a producer, its bytes as they stand in the Info dictionary."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Producer " + producer + b" >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    tail = b"trailer << /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    path = folder / "kosong.pdf"
    path.write_bytes(body + table + tail)
    return path


@pytest.mark.parametrize(
    ("stated", "producer"),
    [
        (b"(Pengolah Kata 3.1)", "Pengolah Kata 3.1"),
        (b"()", None),
        (b"(A\\000B\\n C)", "A B C"),
        (b"(" + b"x" * 5000 + b")", None),
    ],
)
def test_the_producer_is_one_clean_line_or_none(tmp_path: Path, stated: bytes, producer: str | None) -> None:
    with open_pdf(a_pdf(tmp_path, stated)) as pdf:
        assert pdf.producer == producer
