"""PDFs of one page with a title and a ruled table, written byte by byte."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[str]
_WIDTHS = (90.0, 190.0, 120.0, 120.0, 120.0, 120.0)
_LEFT, _TOP, _HIGH, _SIZE = 40.0, 700.0, 22.0, 8.0


def _page(title: Sequence[str], rows: Sequence[Row]) -> str:
    """A page's content: a title's lines, and a table with all its rules."""
    out = [f"BT /F1 12 Tf 60 {800 - 18 * n} Td ({line}) Tj ET" for n, line in enumerate(title)]
    edges = [_LEFT + sum(_WIDTHS[:n]) for n in range(len(rows[0]) + 1)]
    bottom = _TOP - _HIGH * len(rows)
    out += [f"{x} {bottom} m {x} {_TOP} l S" for x in edges]
    out += [f"{edges[0]} {_TOP - _HIGH * n} m {edges[-1]} {_TOP - _HIGH * n} l S" for n in range(len(rows) + 1)]
    for n, row in enumerate(rows):
        y = _TOP - _HIGH * n - 14
        out += [f"BT /F1 {_SIZE} Tf {edges[i] + 4} {y} Td ({text}) Tj ET" for i, text in enumerate(row) if text]
    return "\n".join(out)


def pdf_bytes(title: Sequence[str], rows: Sequence[Row], producer: str) -> bytes:
    """A PDF of one page."""
    stream = _page(title, rows)
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 820 842] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        f"<< /Producer ({producer}) >>",
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out
