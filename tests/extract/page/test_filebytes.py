"""A large file is never held whole, and is read as a small one is."""

from __future__ import annotations

import hashlib
import random
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import extract
from extract.page import filebytes
from extract.page.damage import broken_streams
from extract.page.filebytes import PdfBytes
from extract.page.layers import has_hidden_layers
from extract.page.pdf import open_pdf

MakePdf = Callable[..., Path]
_PIECE, _OVERLAP = 4096, 1024


@pytest.fixture
def as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 4 KB count as large."""
    monkeypatch.setattr(filebytes, "PIECE", _PIECE)
    monkeypatch.setattr(filebytes, "OVERLAP", _OVERLAP)


@pytest.mark.parametrize("sample", sorted(Path("samples").glob("*.pdf"))[::3], ids=lambda path: path.stem)
def test_a_large_file_gives_the_document_that_a_held_one_gives(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = extract(sample, pages=[1, 2], ocr="tanpa")
    monkeypatch.setattr(filebytes, "PIECE", _PIECE)
    monkeypatch.setattr(filebytes, "OVERLAP", _OVERLAP)
    assert extract(sample, pages=[1, 2], ocr="tanpa") == held


@pytest.mark.usefixtures("as_large")
def test_pages_of_a_large_file_are_read_after_the_document_was_opened_anew(make_pdf: MakePdf) -> None:
    pages = [f"BT /F1 9 Tf 20 150 Td (Halaman {n} {'x' * 40}) Tj ET" for n in range(150)]
    with open_pdf(make_pdf(*pages)) as pdf:
        assert [int(pdf.page(n + 1).text.split()[1]) for n in range(len(pages))] == list(range(len(pages)))


@pytest.mark.parametrize("size", [0, 1, _PIECE, _PIECE + 1, 3 * _PIECE, 20_011])
@pytest.mark.usefixtures("as_large")
def test_pieces_hold_all_bytes_and_the_digest_is_that_of_the_file(size: int, tmp_path: Path) -> None:
    data = random.Random(size).randbytes(size)
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    read = PdfBytes(file.open("rb"))
    first, *others = read.pieces()
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert first + b"".join(piece[_OVERLAP:] for piece in others) == data
    assert isinstance(read.source(), bytes) == (size <= _PIECE)
    read.close()


@pytest.mark.usefixtures("as_large")
def test_what_is_looked_for_is_found_wherever_the_pieces_are_cut(tmp_path: Path) -> None:
    torn = b"\xff" * 200
    stream = b"312 0 obj\n<< /Filter /FlateDecode /Length 200 >>\nstream\n" + torn + b"\nendstream\nendobj\n"
    layers = b"<< /OCProperties << /D << /OFF [ 9 0 R ] >> >> >>"
    whole = b"313 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(b"q Q " * 9) + b"\nendstream\nendobj\n"
    for before in range(_PIECE - 500, _PIECE + 20, 7):
        data = b"%PDF-1.4\n" + b" " * before + stream + layers + whole + b" " * 3 * _PIECE
        file = tmp_path / "a.pdf"
        file.write_bytes(data)
        large = PdfBytes(file.open("rb"))
        assert broken_streams(large) == {312}
        assert has_hidden_layers(large)
        large.close()


def _grow(file: Path) -> None:
    with file.open("ab") as end:
        end.write(b"\n")


@pytest.mark.usefixtures("as_large")
def test_a_large_file_that_changes_while_it_is_read_is_read_no_further(make_pdf: MakePdf) -> None:
    file = make_pdf("BT /F1 9 Tf 20 150 Td (satu) Tj ET", f"% {'x' * 9000}")
    read = extract(file, on_page=lambda done, total: _grow(file))
    assert not read.pages[0].issue
    assert "berubah" in (read.pages[1].issue or "")


def test_a_large_file_is_not_held(tmp_path: Path, make_pdf: MakePdf) -> None:
    file = tmp_path / "besar.pdf"
    file.write_bytes(make_pdf("").read_bytes() + b"\n%" + b"x" * 8 * filebytes.PIECE)
    tracemalloc.start()
    try:
        with open_pdf(file) as pdf:
            assert pdf.page(1).text == ""
        assert tracemalloc.get_traced_memory()[1] < 4 * filebytes.PIECE
    finally:
        tracemalloc.stop()
