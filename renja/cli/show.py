"""The commands that print what was read: `renja tables`, `show`, `query`, `schema`, `debug` and `explain`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from renja.batch.pages import missing_page
from renja.cli.exits import stop
from renja.cli.options import (
    AreaOption,
    ColumnsOption,
    DatasetArgument,
    EngineOption,
    Errors,
    JsonOption,
    PagesOption,
)
from renja.cli.printing import print_json
from renja.errors import ExitCode

if TYPE_CHECKING:
    from extract.types import Extracted


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

    @app.command()
    def schema(as_json: JsonOption = False) -> None:
        """Cetak kontrak data / print the data contract."""
        from renja.show.contract import contract_dict, contract_text

        if as_json:
            print_json(contract_dict())
        else:
            typer.echo(contract_text())


def _register_tables(app: typer.Typer, errors: Errors) -> None:
    @app.command()
    def tables(
        files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Berkas PDF / PDF files")],
        page: Annotated[int | None, typer.Option("--page", min=1, help="Satu halaman saja / one page")] = None,
        pages: PagesOption = None,
        text_format: Annotated[TextFormat | None, typer.Option("--format", help="text, csv, json")] = None,
        engine: EngineOption = "auto",
        area: AreaOption = None,
        columns: ColumnsOption = None,
        grid_json: Annotated[
            Path | None,
            typer.Option("--grid-json", metavar="DIR", help="Tulis kisi tiap halaman / write page grids as JSON"),
        ] = None,
    ) -> None:
        """Cetak tabel mentah seperti di dokumen / print the raw tables."""
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
    @app.command()
    def show(
        dataset: DatasetArgument,
        document: Annotated[
            str, typer.Argument(metavar="DOC", help="doc_id, awalannya, atau nama berkas / id or file")
        ],
        as_json: JsonOption = False,
    ) -> None:
        """Cetak baris satu dokumen sebagai pohon / rows as a tree."""
        with errors():
            from renja.show.tree import document_tree, tree_text

            tree = document_tree(dataset, document)
            if as_json:
                print_json(tree)
            else:
                typer.echo(tree_text(tree))

    @app.command()
    def query(
        dataset: DatasetArgument,
        sql: Annotated[str | None, typer.Argument(metavar="SQL", help="Kueri DuckDB / a DuckDB query")] = None,
        file: Annotated[Path | None, typer.Option("--file", help="Berkas berisi kueri / a file with queries")] = None,
        as_json: JsonOption = False,
    ) -> None:
        """Jalankan kueri DuckDB atas dataset / run a DuckDB query."""
        if (sql is None) == (file is None):
            raise typer.BadParameter("beri SQL atau --file (give SQL or --file)")
        with errors():
            from renja.show.queries import answer_text, answers

            text = sql if sql is not None else file.read_text(encoding="utf-8") if file else ""
            try:
                found = answers(dataset, text)
            except ValueError as error:
                raise typer.BadParameter(str(error)) from error
            if as_json:
                print_json([answer.rows for answer in found] if len(found) > 1 else found[0].rows)
            else:
                typer.echo("\n\n".join(answer_text(answer, show_query=file is not None) for answer in found))


def _register_debug(app: typer.Typer, errors: Errors) -> None:
    @app.command()
    def debug(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas PDF / a PDF file")],
        page: Annotated[int, typer.Option("--page", min=1, help="Halaman / page")],
        out: Annotated[Path, typer.Option("--out", metavar="PNG", help="Gambar hasil / the picture")],
        engine: EngineOption = "auto",
        area: AreaOption = None,
        columns: ColumnsOption = None,
    ) -> None:
        """Gambar satu halaman dengan kisinya / draw a page with its grid."""
        with errors():
            from extract.debug import draw_grid
            from extract.page.pdf import open_pdf

            extracted = _extracted(file, frozenset({page}), engine, area, columns)
            with open_pdf(file) as pdf:
                draw_grid(file, extracted.pages[0], out, pdf.page(page))
            typer.echo(str(out))


def _register_explain(app: typer.Typer, errors: Errors) -> None:
    @app.command()
    def explain(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas PDF / a PDF file")],
        page: Annotated[int, typer.Option("--page", min=1, help="Halaman / page")],
        pages: PagesOption = None,
        engine: EngineOption = "auto",
        dataset: Annotated[
            Path | None, typer.Option("--dataset", help="Pakai juga resep dataset ini / with its recipes too")
        ] = None,
        as_json: JsonOption = False,
    ) -> None:
        """Jelaskan mengapa kolom dan baris satu halaman dibaca begitu / why a page is read as it is."""
        with errors():
            from extract.document import extract
            from renja.recipes.files import load_recipes
            from renja.show.explain import explain_page, explain_text

            extracted = extract(file, pages=pages, engine=engine)
            if not any(found.number == page for found in extracted.pages):
                stop(f"{file}: tidak ada halaman {page} (no such page)", ExitCode.USAGE)
            found = explain_page(extracted, page, load_recipes(dataset).recipes)
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
        stop(f"{file}: tidak ada halaman {missing} dari {extracted.n_pages} (no such page)", ExitCode.USAGE)
    return extracted


def _print_grids(file: Path, extracted: Extracted, text_format: TextFormat) -> None:
    from renja.show.grids import grid_dict, grids_csv, grids_text

    if text_format is TextFormat.JSON:
        print_json({"berkas": str(file), "tabel": [grid_dict(t) for t in extracted.tables]})
    elif text_format is TextFormat.CSV:
        typer.echo(grids_csv(extracted.tables), nl=False)
    else:
        typer.echo(grids_text(extracted.tables) or f"{file}: tidak ada tabel (no tables)")


def _write_grids(folder: Path, file: Path, extracted: Extracted) -> Path:
    from extract.gridjson import grid_json

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{file.stem}.json"
    target.write_text(json.dumps(grid_json(file, extracted.pages), ensure_ascii=False), encoding="utf-8")
    return target
