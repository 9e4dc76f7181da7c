"""The commands that print what was read: `renja tables`, `show`, `query`, `schema`, `debug` and `explain`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from renja.batch.pages import missing_page
from renja.cli.exits import stop
from renja.cli.language import later
from renja.cli.options import (
    AreaOption,
    ColumnsOption,
    DatasetArgument,
    EngineOption,
    Errors,
    JsonOption,
    PagesOption,
)
from renja.cli.printing import json_text, print_json, write_out
from renja.errors import ExitCode, UsageFault
from renja.regular import check_regular
from renja.texts import say

if TYPE_CHECKING:
    from extract.types import Extracted


class AnswerFormat(StrEnum):
    """How answers of a query are given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class TextFormat(StrEnum):
    """How raw grids are printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the commands to the command line; ``errors`` turns known errors into exit codes."""
    _register_tables(app, errors)
    _register_rows(app, errors)
    _register_debug(app, errors)
    _register_explain(app, errors)

    @app.command(help=later("show.cmd_schema"))
    def schema(as_json: JsonOption = False) -> None:
        """Print the data contract."""
        from renja.show.contract import contract_dict, contract_text

        if as_json:
            print_json(contract_dict())
        else:
            typer.echo(contract_text())


def _register_tables(app: typer.Typer, errors: Errors) -> None:
    @app.command(help=later("show.cmd_tables"))
    def tables(
        files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=later("show.arg_file"))],
        page: Annotated[int | None, typer.Option("--page", min=1, help=later("show.opt_page"))] = None,
        pages: PagesOption = None,
        text_format: Annotated[TextFormat | None, typer.Option("--format", help=later("show.opt_format"))] = None,
        engine: EngineOption = "auto",
        area: AreaOption = None,
        columns: ColumnsOption = None,
        grid_json: Annotated[
            Path | None,
            typer.Option("--grid-json", metavar="DIR", help=later("show.opt_grid_json")),
        ] = None,
    ) -> None:
        """Print the raw tables."""
        wanted = frozenset({page}) if page is not None else pages
        with errors():
            for file in files:
                extracted = _extracted(file, wanted, engine, area, columns)
                if grid_json is not None:
                    # What was asked for as text alone may be read on: the file's path stands aside then.
                    typer.echo(str(_write_grids(grid_json, file, extracted)), err=text_format is not None)
                if grid_json is None or text_format is not None:
                    _print_grids(file, extracted, text_format or TextFormat.TEXT)


def _register_rows(app: typer.Typer, errors: Errors) -> None:
    @app.command(help=later("show.cmd_show"))
    def show(
        dataset: DatasetArgument,
        document: Annotated[str, typer.Argument(metavar="DOC", help=later("show.arg_doc"))],
        as_json: JsonOption = False,
    ) -> None:
        """Rows as a tree."""
        with errors():
            from renja.show.tree import document_tree, tree_text

            tree = document_tree(dataset, document)
            if as_json:
                print_json(tree)
            else:
                typer.echo(tree_text(tree))

    @app.command(help=later("show.cmd_query"))
    def query(
        dataset: DatasetArgument,
        sql: Annotated[str | None, typer.Argument(metavar="SQL", help=later("show.arg_sql"))] = None,
        file: Annotated[Path | None, typer.Option("--file", help=later("show.opt_file"))] = None,
        form: Annotated[AnswerFormat, typer.Option("--format", help=later("show.opt_format_2"))] = AnswerFormat.TABLE,
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=later("show.opt_out"))] = None,
        as_json: JsonOption = False,
        unsafe: Annotated[bool, typer.Option("--unsafe", help=later("show.opt_unsafe"))] = False,
    ) -> None:
        """Run a DuckDB query."""
        if (sql is None) == (file is None):
            raise typer.BadParameter(say("query.sql_or_file"))
        with errors():
            text = _query_text(sql, file)
            try:
                asked = AnswerFormat.JSON if as_json else form
                made = _answer(dataset, text, asked, show_query=file is not None, unsafe=unsafe)
            except ValueError as error:
                raise UsageFault(str(error)) from error
            write_out(made, out)


def _query_text(sql: str | None, file: Path | None) -> str:
    """The query of the command line, of standard input, or of a file."""
    if file is None and sql != "-":
        return sql or ""
    data = sys.stdin.buffer.read() if file is None else check_regular(file).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageFault(say("query.not_utf8", line=data[: error.start].count(b"\n") + 1)) from error


def _answer(dataset: Path, text: str, form: AnswerFormat, *, show_query: bool, unsafe: bool) -> str | bytes:
    from renja.show.queries import MAX_ROWS, answer_table, answer_text, answers, csv_bytes, parquet_bytes

    if form in (AnswerFormat.CSV, AnswerFormat.PARQUET):
        table = answer_table(dataset, text, unsafe=unsafe)
        return csv_bytes(table) if form is AnswerFormat.CSV else parquet_bytes(table)
    found = answers(dataset, text, most=None if form is AnswerFormat.JSON else MAX_ROWS, unsafe=unsafe)
    if form is AnswerFormat.JSON:
        return json_text([answer.rows for answer in found] if len(found) > 1 else found[0].rows if found else [])
    return "\n\n".join(answer_text(answer, show_query=show_query) for answer in found)


def _register_debug(app: typer.Typer, errors: Errors) -> None:
    @app.command(help=later("show.cmd_debug"))
    def debug(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("show.arg_file"))],
        page: Annotated[int, typer.Option("--page", min=1, help=later("show.opt_page_2"))],
        out: Annotated[Path, typer.Option("--out", metavar="PNG", help=later("show.opt_out_2"))],
        engine: EngineOption = "auto",
        area: AreaOption = None,
        columns: ColumnsOption = None,
    ) -> None:
        """Draw a page with its grid."""
        with errors():
            from extract.debug import draw_grid
            from extract.page.pdf import open_pdf

            extracted = _extracted(file, frozenset({page}), engine, area, columns)
            with open_pdf(file) as pdf:
                draw_grid(file, extracted.pages[0], out, pdf.page(page))
            typer.echo(str(out))


def _register_explain(app: typer.Typer, errors: Errors) -> None:
    @app.command(help=later("show.cmd_explain"))
    def explain(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("show.arg_file"))],
        page: Annotated[int, typer.Option("--page", min=1, help=later("show.opt_page_2"))],
        pages: PagesOption = None,
        engine: EngineOption = "auto",
        dataset: Annotated[
            Path | None,
            typer.Option("--dataset", metavar="DATASET", help=later("show.opt_dataset")),
        ] = None,
        as_json: JsonOption = False,
    ) -> None:
        """Why a page is read as it is."""
        with errors():
            from extract.document import extract
            from output.read import check_dataset
            from renja.recipes.files import load_recipes
            from renja.show.explain import explain_page, explain_text

            extracted = extract(file, pages=pages, engine=engine)
            if not any(found.number == page for found in extracted.pages):
                stop(say("common.no_such_page", file=file, page=page, pages=extracted.n_pages), ExitCode.USAGE)
            dataset = None if dataset is None else check_dataset(dataset)
            found = explain_page(extracted, page, load_recipes(dataset).recipes, dataset)
            if as_json:
                print_json(found)
            else:
                typer.echo(explain_text(found))


def _extracted(file: Path, pages: frozenset[int] | None, engine: str, area: Any, columns: Any) -> Extracted:
    """What stands in the file; the command ends where it lacks a page that was asked for."""
    from extract.document import extract
    from extract.window import Window

    window = Window(area, columns) if area is not None or columns is not None else None
    extracted = extract(file, pages=pages, engine=engine, window=window)
    missing = missing_page(pages, extracted.n_pages)
    if missing is not None:
        stop(say("common.no_such_page", file=file, page=missing, pages=extracted.n_pages), ExitCode.USAGE)
    return extracted


def _print_grids(file: Path, extracted: Extracted, text_format: TextFormat) -> None:
    from renja.show.grids import grid_dict, grids_csv, grids_text

    if text_format is TextFormat.JSON:
        print_json({"berkas": str(file), "tabel": [grid_dict(t) for t in extracted.tables]})
    elif text_format is TextFormat.CSV:
        typer.echo(grids_csv(extracted.tables), nl=False)
    else:
        typer.echo(grids_text(extracted.tables) or say("show.no_tables", file=file))


def _write_grids(folder: Path, file: Path, extracted: Extracted) -> Path:
    from extract.gridjson import grid_json

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{file.stem}.json"
    target.write_text(json.dumps(grid_json(file, extracted.pages), ensure_ascii=False), encoding="utf-8")
    return target
