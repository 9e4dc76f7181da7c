"""The command line: reads arguments, calls the library, prints, and turns errors into exit codes. Nothing more.

Everything heavy is imported inside the commands, so that ``renja --help`` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from renja._version import __version__
from renja.cli.audit import register as register_audit
from renja.cli.compare import register as register_compare
from renja.cli.corrections import register as register_corrections
from renja.cli.datasets import register as register_batch
from renja.cli.options import EngineOption, PagesOption
from renja.cli.page import register as register_page
from renja.cli.reading import register as register_reading
from renja.errors import ExitCode

app = typer.Typer(
    name="renja",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Membaca dokumen perencanaan daerah (Renja, Renstra, LKjIP) dari PDF menjadi data terstruktur.\n\n"
    "Reads planning PDFs of Indonesian regional governments into structured data.",
)


class TextFormat(StrEnum):
    """How raw grids are printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


JsonOption = Annotated[bool, typer.Option("--json", help="Keluaran JSON untuk program / JSON for a program")]
DatasetArgument = Annotated[Path, typer.Argument(metavar="DATASET", help="Folder dataset, mis. hasil / the dataset")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"renja {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Versi / version")
    ] = False,
) -> None:
    """What stands before every command."""


@contextmanager
def _errors_to_exit_codes() -> Iterator[None]:
    """Known errors become a message and an exit code; unknown ones go through with their traceback."""
    from extract.errors import EngineMissing, ExtractError, OcrMissing
    from output.errors import OutputError

    try:
        yield
    except OutputError as error:
        _stop(str(error), ExitCode.DATASET)
    except (EngineMissing, OcrMissing, FileNotFoundError) as error:
        _stop(str(error), ExitCode.USAGE)
    except ExtractError as error:
        _stop(str(error), ExitCode.ALL_FAILED)
    except KeyboardInterrupt:
        _stop("Dihentikan; yang sudah tersimpan tetap utuh (stopped; what was saved is whole)", ExitCode.INTERRUPTED)


def _stop(message: str, code: ExitCode) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(int(code))


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


register_batch(app, _errors_to_exit_codes)


@app.command()
def tables(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Berkas PDF / PDF files")],
    page: Annotated[int | None, typer.Option("--page", min=1, help="Satu halaman saja / one page")] = None,
    pages: PagesOption = None,
    text_format: Annotated[TextFormat, typer.Option("--format", help="text, csv, json")] = TextFormat.TEXT,
    engine: EngineOption = "auto",
    grid_json: Annotated[
        Path | None,
        typer.Option("--grid-json", metavar="DIR", help="Tulis kisi tiap halaman / write page grids as JSON"),
    ] = None,
) -> None:
    """Cetak tabel mentah seperti di dokumen / print the raw tables."""
    wanted = frozenset({page}) if page is not None else pages
    with _errors_to_exit_codes():
        from extract.document import extract
        from renja.show.grids import grid_dict, grids_csv, grids_text

        for file in files:
            extracted = extract(file, pages=wanted, engine=engine)
            if grid_json is not None:
                _write_grids(grid_json, file, extracted)
            elif text_format is TextFormat.JSON:
                _print_json({"berkas": str(file), "tabel": [grid_dict(t) for t in extracted.tables]})
            elif text_format is TextFormat.CSV:
                typer.echo(grids_csv(extracted.tables), nl=False)
            else:
                typer.echo(grids_text(extracted.tables) or f"{file}: tidak ada tabel (no tables)")


def _write_grids(folder: Path, file: Path, extracted: Any) -> None:
    from extract.gridjson import grid_json

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{file.stem}.json"
    target.write_text(json.dumps(grid_json(file, extracted.pages), ensure_ascii=False), encoding="utf-8")
    typer.echo(str(target))


@app.command()
def show(
    dataset: DatasetArgument,
    document: Annotated[str, typer.Argument(metavar="DOC", help="doc_id, awalannya, atau nama berkas / id or file")],
    as_json: JsonOption = False,
) -> None:
    """Cetak baris satu dokumen sebagai pohon / rows as a tree."""
    with _errors_to_exit_codes():
        from renja.show.tree import document_tree, tree_text

        tree = document_tree(dataset, document)
        if as_json:
            _print_json(tree)
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
    with _errors_to_exit_codes():
        from renja.show.queries import answer_text, answers

        text = sql if sql is not None else file.read_text(encoding="utf-8") if file else ""
        try:
            found = answers(dataset, text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        if as_json:
            _print_json([answer.rows for answer in found] if len(found) > 1 else found[0].rows)
        else:
            typer.echo("\n\n".join(answer_text(answer, show_query=file is not None) for answer in found))


@app.command()
def schema(as_json: JsonOption = False) -> None:
    """Cetak kontrak data / print the data contract."""
    from renja.show.contract import contract_dict, contract_text

    if as_json:
        _print_json(contract_dict())
    else:
        typer.echo(contract_text())


@app.command()
def debug(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas PDF / a PDF file")],
    page: Annotated[int, typer.Option("--page", min=1, help="Halaman / page")],
    out: Annotated[Path, typer.Option("--out", metavar="PNG", help="Gambar hasil / the picture")],
    engine: EngineOption = "auto",
) -> None:
    """Gambar satu halaman dengan kisinya / draw a page with its grid."""
    with _errors_to_exit_codes():
        from extract.debug import draw_page
        from extract.document import extract
        from extract.page.pdf import open_pdf

        extracted = extract(file, pages=[page], engine=engine)
        if not extracted.pages:
            _stop(f"{file}: tidak ada halaman {page} (no such page)", ExitCode.USAGE)
        with open_pdf(file) as pdf:
            draw_page(file, extracted.pages[0], out, pdf.page(page))
        typer.echo(str(out))


register_audit(app, _errors_to_exit_codes)
register_compare(app, _errors_to_exit_codes)
register_corrections(app, _errors_to_exit_codes)
register_reading(app, _errors_to_exit_codes)
register_page(app, _errors_to_exit_codes)


def main() -> None:
    """The ``renja`` command."""
    if isinstance(sys.stdout.encoding, str) and sys.stdout.encoding.lower() not in ("utf-8", "utf8"):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a Windows console
    app()
