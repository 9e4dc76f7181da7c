"""Layers that are switched off: what stands on them is not read, wherever it is drawn."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.page.filebytes import PdfBytes
from extract.page.layers import has_hidden_layers
from extract.page.pdf import open_pdf

MakePdf = Callable[..., Path]
SEEN = "BT /F1 9 Tf 60 220 Td (Pagu 8.250) Tj ET 50 100 m 250 100 l S "
DRAFT = "BT /F1 9 Tf 62 220 Td (Draf 7.700) Tj ET 150 50 m 150 250 l S "
BESIDE = "BT /F1 9 Tf 62 150 Td (Lampiran) Tj ET "
OFF = "<< /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>"
GROUP = "<< /Type /OCG /Name (Draf) >>"
LAYER = "/Properties << /L 5 0 R >>"
MARKED = f"/OC /L BDC {DRAFT} EMC "


def form(stream: str, extra: str) -> str:
    fonts = "/Font << /F1 3 0 R >> " + LAYER
    head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 400 300] {extra} /Resources << {fonts} >>"
    return f"{head} /Length {len(stream)} >>\nstream\n{stream}\nendstream"


def with_catalog(path: Path, properties: str) -> Path:
    """The PDF with layers told in its catalog, which stands first; pdfium finds moved objects anew."""
    data = path.read_bytes().replace(b"/Catalog", b"/Catalog " + properties.strip("<> ").encode() + b" >> >>", 1)
    path.write_bytes(data)
    return path


def read(path: Path) -> tuple[str, int]:
    """The page's letters that are seen, and the number of its rules."""
    with open_pdf(path) as pdf:
        page = pdf.page(1)
    seen = "".join(letter for letter, shown in zip(page.text, page.visible, strict=True) if shown)
    return seen.strip(), len(page.rules)


DRAWN = {
    "marked on the page": (SEEN + MARKED, [GROUP], LAYER),
    "marked in a form": (SEEN + "/X Do ", [GROUP, form(MARKED, "")], LAYER + " /XObject << /X 6 0 R >>"),
    "a form of the layer": (SEEN + "/X Do ", [GROUP, form(DRAFT, "/OC 5 0 R")], "/XObject << /X 6 0 R >>"),
    "a group of layers": (SEEN + MARKED, [GROUP, "<< /Type /OCMD /OCGs 5 0 R >>"], "/Properties << /L 6 0 R >>"),
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN.keys())
def test_letters_and_rules_of_a_layer_that_is_off_are_not_read(
    make_pdf: MakePdf, drawn: tuple[str, list[str], str]
) -> None:
    stream, objects, resources = drawn
    path = make_pdf(stream, objects=objects, resources=resources)
    assert read(with_catalog(path, OFF)) == ("Pagu 8.250", 1)


def test_what_a_layer_shows_is_read(make_pdf: MakePdf) -> None:
    other = OFF.replace("/OFF [5 0 R]", "/OFF [6 0 R]").replace("[5 0 R] /D", "[5 0 R 6 0 R] /D")
    path = make_pdf(SEEN + f"/OC /L BDC {BESIDE} EMC ", objects=[GROUP, GROUP], resources=LAYER)
    assert read(with_catalog(path, other)) == ("Pagu 8.250Lampiran", 1)


def test_layers_that_are_off_from_the_outset_are_not_read(make_pdf: MakePdf) -> None:
    base = "<< /OCProperties << /OCGs [5 0 R] /D << /BaseState /OFF >> >> >>"
    assert read(with_catalog(make_pdf(SEEN + MARKED, objects=[GROUP], resources=LAYER), base)) == ("Pagu 8.250", 1)


@pytest.mark.parametrize(("state", "seen"), [(OFF, "Pagu 8.250"), (OFF.replace("/OFF [5", "/ON [5"), "Pagu 8.250Draf")])
def test_a_note_is_read_where_its_layer_is_shown(make_pdf: MakePdf, state: str, seen: str) -> None:
    look = form("BT /F1 9 Tf 2 2 Td (Draf) Tj ET ", "")
    note = (
        "<< /Type /Annot /Subtype /FreeText /Rect [60 140 260 170] /F 4 /OC 5 0 R /DA (/F1 9 Tf) /AP << /N 6 0 R >> >>"
    )
    others = "<< /Type /OCG /Name (Lain) >>"
    path = make_pdf(
        SEEN, objects=[GROUP, look.replace("400 300", "200 30"), note, others], page_extra="/Annots [7 0 R]"
    )
    hidden_too = state.replace("/D <<", "/D << /OFF [8 0 R]") if "/OFF" not in state else state
    assert read(with_catalog(path, hidden_too)) == (seen, 1)


def test_layers_are_found_in_packed_objects_too() -> None:
    packed = zlib.compress(b"1 0 2 40 << /OCProperties << /D << /OFF [ 9 0 R ] >> >> >>")
    off = b"7 0 obj << /Type /ObjStm /N 2 >>\nstream\n" + packed + b"\nendstream"
    on = b"7 0 obj << /Type /ObjStm >>\nstream\nlocked\nendstream /OCProperties << /OFF [] >>"
    assert has_hidden_layers(PdfBytes(io.BytesIO(off)))
    assert not has_hidden_layers(PdfBytes(io.BytesIO(on)))
