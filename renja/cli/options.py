"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from renja.batch.pages import parse_pages
from renja.cli.language import later
from renja.texts import in_one_language, say

if TYPE_CHECKING:
    from renja.review.findings import Wanted

Errors = Callable[[], AbstractContextManager[None]]
"""Turns known errors into exit codes while a command runs (``renja.cli.exits``)."""
JsonOption = Annotated[bool, typer.Option("--json", help=later("options.opt_json"))]
DatasetArgument = Annotated[Path, typer.Argument(metavar="DATASET", help=later("options.arg_dataset"))]


def _parse_pages(text: str) -> frozenset[int]:
    try:
        return parse_pages(text)
    except ValueError as error:
        raise typer.BadParameter(in_one_language(str(error))) from error


PagesOption = Annotated[
    Any,
    typer.Option("--pages", parser=_parse_pages, metavar="3-9,12", help=later("options.opt_pages")),
]


def _measures(count: int | None) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        from extract.window import parse_measures

        try:
            return parse_measures(text, count)
        except ValueError as error:
            raise typer.BadParameter(in_one_language(str(error))) from error

    return parse


AreaOption = Annotated[
    Any,
    typer.Option(
        "--area",
        parser=_measures(4),
        metavar="Y0,X0,Y1,X1",
        help=later("options.opt_area"),
    ),
]
ColumnsOption = Annotated[
    Any,
    typer.Option(
        "--columns",
        parser=_measures(None),
        metavar="X1,X2",
        help=later("options.opt_columns"),
    ),
]


class OcrChoice(StrEnum):
    """Readers of scanned pages."""

    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"


CekOption = Annotated[
    list[str] | None,
    typer.Option("--cek", metavar="CEK", help=later("options.opt_cek")),
]
SebabOption = Annotated[list[str] | None, typer.Option("--sebab", metavar="SEBAB", help=later("options.opt_sebab"))]
PutusanOption = Annotated[
    list[str] | None,
    typer.Option("--keputusan", metavar="KEPUTUSAN", help=later("options.opt_keputusan")),
]


_Kind = TypeVar("_Kind", bound=StrEnum)


def one_of(kinds: type[_Kind], text: str, *more: str) -> _Kind:
    """The one that a text names. ``BadParameter`` says which there are, ``more`` among them."""
    try:
        return kinds(text)
    except ValueError:
        known = ", ".join((*more, *kinds))
        raise typer.BadParameter(say("options.unknown_choice", given=text, known=known)) from None


def findings_wanted(least: str, cek: list[str] | None, sebab: list[str] | None, keputusan: list[str] | None) -> Wanted:
    """What the options ask for. ``BadParameter`` where one of them names no check, cause or decision."""
    from output.overlay.types import Keputusan
    from records.findings import Cek, Keparahan, Sebab
    from renja.review.findings import UNDECIDED, Wanted

    decisions = [each if each == UNDECIDED else one_of(Keputusan, each, UNDECIDED).value for each in keputusan or ()]
    checks, causes = [one_of(Cek, each) for each in cek or ()], [one_of(Sebab, each) for each in sebab or ()]
    return Wanted(Keparahan(least), checks, causes, decisions)


OcrOption = Annotated[
    OcrChoice | None,
    typer.Option("--ocr", help=later("options.opt_ocr")),
]
NoOcrOption = Annotated[
    bool,
    typer.Option("--no-ocr", help=later("options.opt_no_ocr")),
]
EngineOption = Annotated[str, typer.Option("--engine", help=later("options.opt_engine"))]
