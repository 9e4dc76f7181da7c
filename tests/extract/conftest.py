"""Small PDFs written by hand, and page contents without a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from extract.types import PageContent

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MakePdf = Callable[..., Path]
MakeContent = Callable[..., PageContent]


def pdf_bytes(
    pages: Sequence[str],
    *,
    size: tuple[float, float] = (400, 300),
    page_extra: str = "",
    objects: Sequence[str] = (),
    resources: str = "",
    trailer: str = "",
) -> bytes:
    """A PDF with one page for each content stream; fonts F1 (Helvetica), F2 (bold); ``objects`` start at number 5."""
    first = 5 + len(objects)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        *objects,
    ]
    for i, stream in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] {page_extra} /Contents "
            f"{first + 2 * i + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> {resources} >> >>"
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Writes a PDF of content streams and gives its path."""

    def make(*pages: str, name: str = "uji.pdf", **options: object) -> Path:
        path = tmp_path / name
        path.write_bytes(pdf_bytes(pages, **options))  # type: ignore[arg-type]
        return path

    return make


@pytest.fixture
def make_content() -> MakeContent:
    """Builds a page from texts ``(x, y, text)`` (top left of the first letter) and rules ``(x0, y0, x1, y1)``."""

    def make(
        texts: Sequence[tuple[float, float, str]],
        rules: Sequence[tuple[float, float, float, float]] = (),
        *,
        size: float = 8.0,
        width: float = 600.0,
        height: float = 400.0,
        advance: float = 0.5,
    ) -> PageContent:
        boxes, text = [], ""
        for x, y, line in texts:
            for k, char in enumerate(line):
                left = x + k * advance * size
                boxes.append((left, y, left + advance * size, y + size))
                text += char
        n, m = len(text), len(rules)
        return PageContent(
            number=1,
            width=width,
            height=height,
            text=text,
            boxes=np.array(boxes, np.float32).reshape(n, 4),
            sizes=np.full(n, size, np.float32),
            bold=np.zeros(n, np.bool_),
            angles=np.zeros(n, np.int16),
            visible=np.ones(n, np.bool_),
            rules=np.array(rules, np.float32).reshape(m, 4),
            rule_widths=np.full(m, 0.5, np.float32),
            fills=np.zeros((0, 4), np.float32),
            fill_grey=np.zeros(0, np.float32),
        )

    return make


def grid_rules(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The rules of a whole grid."""
    level = [(xs[0], y, xs[-1], y) for y in ys]
    return level + [(x, ys[0], x, ys[-1]) for x in xs]


@pytest.fixture(name="grid_rules")
def _grid_rules() -> Callable[..., list[tuple[float, float, float, float]]]:
    return grid_rules


@pytest.fixture
def samples() -> Path:
    """The folder of sample documents."""
    return SAMPLES
