"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from renja.batch.pages import parse_pages

Errors = Callable[[], AbstractContextManager[None]]
"""Turns known errors into exit codes while a command runs (``renja.cli.exits``)."""
JsonOption = Annotated[bool, typer.Option("--json", help="Keluaran JSON untuk program / JSON for a program")]
DatasetArgument = Annotated[Path, typer.Argument(metavar="DATASET", help="Folder dataset, mis. hasil / the dataset")]


def _parse_pages(text: str) -> frozenset[int]:
    try:
        return parse_pages(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


PagesOption = Annotated[
    Any,
    typer.Option("--pages", parser=_parse_pages, metavar="3-9,12", help="Halaman yang dibaca saja / only these pages"),
]


def _measures(count: int | None) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        from extract.window import parse_measures

        try:
            return parse_measures(text, count)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error

    return parse


AreaOption = Annotated[
    Any,
    typer.Option(
        "--area",
        parser=_measures(4),
        metavar="Y0,X0,Y1,X1",
        help="Tempat tabel: atas, kiri, bawah, kanan dalam titik, atau persen dengan % di depan / where the table is",
    ),
]
ColumnsOption = Annotated[
    Any,
    typer.Option(
        "--columns",
        parser=_measures(None),
        metavar="X1,X2",
        help="Batas kolom dalam titik, atau persen dengan % di depan / where columns end",
    ),
]


class OcrChoice(StrEnum):
    """Readers of scanned pages."""

    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"


OcrOption = Annotated[
    OcrChoice | None,
    typer.Option("--ocr", help="Pembaca halaman pindaian / what reads scanned pages (default: rapidocr)"),
]
EngineOption = Annotated[str, typer.Option("--engine", help="Mesin tabel / table engine (auto, ruled, aligned, ...)")]
