"""Small PDFs with ruled tables, and documents without a PDF; all names and amounts are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.types import Box, Cell, Extracted, PageResult, Table, TextLine
from output.types import DocumentResult
from renja.pipeline import understand
from tests.renja.recipes.papers import Row, pdf_bytes

MakePdf = Callable[..., Path]

HEAD = (("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q"),)
"""A header whose columns of money no reader can know."""
FIRST = (
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "1.100.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "500.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "600.000.000"),
    ("1.06.03", "Program Pembinaan Regu Uji", "300.000.000", "250.000.000"),
    ("1.06.03.2.01", "Penyediaan Seragam Regu", "120.000.000", "100.000.000"),
    ("1.06.03.2.02", "Penyediaan Peluit Regu", "180.000.000", "150.000.000"),
)
SECOND = (
    ("1.06.02", "Program Penataan Taman Uji", "700.000.000", "810.000.000"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "300.000.000", "350.000.000"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "400.000.000", "460.000.000"),
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty for each test."""
    monkeypatch.setenv("RENJA_DATA", str(tmp_path / "milik"))
    return tmp_path / "milik" / "resep"


@pytest.fixture
def second() -> Sequence[Row]:
    """The body of another document."""
    return SECOND


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Writes a PDF of one table and gives its path."""

    def make(
        name: str,
        body: Sequence[Row] = FIRST,
        *,
        head: Sequence[Row] = HEAD,
        tahun: int = 2027,
        producer: str = "Uji 1.0",
    ) -> Path:
        path = tmp_path / "berkas" / f"{name}.pdf"
        path.parent.mkdir(exist_ok=True)
        title = ("RENCANA KERJA DINAS CONTOH", f"TAHUN {tahun}")
        path.write_bytes(pdf_bytes(title, (*head, *body), producer))
        return path

    return make


class Make:
    """Tables and documents without a PDF, and the bodies that they are made of."""

    head, first, second = HEAD, FIRST, SECOND

    @staticmethod
    def table(head: Sequence[Row], body: Sequence[Row]) -> Table:
        """A table as extraction leaves it."""
        return make_table(head, body)

    @staticmethod
    def document(*tables: Table, **more: Any) -> DocumentResult:
        """A Renja with these tables, understood without recipes."""
        return make_document(*tables, **more)


@pytest.fixture
def make() -> type[Make]:
    """Makes tables and documents."""
    return Make


def make_table(head: Sequence[Row], body: Sequence[Row], *, n_header: int | None = None) -> Table:
    """A table as extraction leaves it; "<" goes on with the header cell on its left."""
    cells = []
    for r, row in enumerate((*head, *body)):
        for c, text in enumerate(row):
            if text and text != "<":
                across = 1
                while r < len(head) and c + across < len(row) and row[c + across] == "<":
                    across += 1
                box = Box(50.0 * c, 20.0 * r, 50.0 * (c + across), 20.0 * r + 18)
                cells.append(Cell(r, c, 1, across, text, 2, box, is_header=r < len(head)))
    n_rows = len(head) + len(body)
    return Table(
        (2,), None, None, n_rows, len(body[0]), len(head) if n_header is None else n_header, tuple(cells), "uji", 1.0
    )


def make_document(
    *tables: Table, tahun: int = 2027, producer: str | None = "Uji 1.0", sha: str = "ab"
) -> DocumentResult:
    """A Renja of a year with these tables, understood without recipes."""
    lines = [
        TextLine(1, text, Box(60, 40.0 + 30 * n, 500, 60.0 + 30 * n), 16.0, bold=True)
        for n, text in enumerate(("RENCANA KERJA", "DINAS CONTOH", f"TAHUN {tahun}"))
    ]
    pages = (PageResult(1, 595, 842, tuple(lines), ()), PageResult(2, 595, 842, (), ()))
    return understand(Extracted("uji.pdf", sha * 32, 2, pages, tables, producer=producer))
