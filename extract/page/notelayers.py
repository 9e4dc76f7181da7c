"""Notes and form fields on layers that are off: pdfium draws them all the same, so the PDF itself is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from extract.page.filebytes import PdfBytes


class NoteLayers:
    """The notes of a PDF of these bytes; it is opened, once, only where a page is asked for."""

    def __init__(self, data: PdfBytes) -> None:
        self._data = data

    def hidden(self, number: int) -> frozenset[int]:
        """Which annotations (from 0) of page ``number`` (from 1) stand on a layer that is off."""
        from pdfminer.pdftypes import resolve1

        pages, off = self._opened
        notes = resolve1(pages[number - 1].annots) or [] if number <= len(pages) else []
        layers = (resolve1(note).get("OC") for note in notes)
        return frozenset(k for k, layer in enumerate(layers) if layer is not None and _is_off(layer, off, resolve1))

    @cached_property
    def _opened(self) -> tuple[list[Any], frozenset[int]]:
        """The pages, and the numbers of the layers that are off."""
        # Only documents with layers pay for a second reader.
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
        from pdfminer.pdftypes import resolve1

        document = PDFDocument(PDFParser(self._data.stream()))
        off = _off(resolve1(document.catalog.get("OCProperties")) or {}, resolve1)
        return list(PDFPage.create_pages(document)), off


def _off(properties: dict[str, Any], resolve: Any) -> frozenset[int]:
    """The numbers of the objects that are layers and off."""
    state = resolve(properties.get("D")) or {}
    base = resolve(state.get("BaseState"))
    off = set(_numbers(state.get("OFF"), resolve))
    if getattr(base, "name", None) == "OFF":
        off |= set(_numbers(properties.get("OCGs"), resolve)) - set(_numbers(state.get("ON"), resolve))
    return frozenset(off)


def _numbers(layers: Any, resolve: Any) -> Iterator[int]:
    listed = resolve(layers)
    for layer in listed if isinstance(listed, list) else [layers]:
        if hasattr(layer, "objid"):
            yield layer.objid


def _is_off(layer: Any, off: Collection[int], resolve: Any) -> bool:
    """True for a layer that is off, and for a group of layers that shows nothing by its rule."""
    if getattr(layer, "objid", None) in off:
        return True
    group = resolve(layer)
    of = [number in off for number in _numbers(group.get("OCGs"), resolve)] if isinstance(group, dict) else []
    rule = getattr(resolve(group.get("P")), "name", "AnyOn") if of else ""
    return bool(of) and {"AllOn": any(of), "AnyOff": not any(of), "AllOff": not all(of)}.get(rule, all(of))
