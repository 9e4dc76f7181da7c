"""The command `renja coverage`: where the printed money of a dataset is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from renja.cli.audit import ListFormat
from renja.cli.language import later
from renja.cli.options import DatasetArgument, Errors
from renja.cli.printing import print_csv_line, print_json

Document = Annotated[str | None, typer.Argument(metavar="[DOC]", help=later("coverage.arg_doc"))]
Format = Annotated[ListFormat, typer.Option("--format", help=later("coverage.opt_format"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the command to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(help=later("coverage.cmd_coverage"))
    def coverage(dataset: DatasetArgument, doc: Document = None, output: Format = ListFormat.TABLE) -> None:
        """Money printed, understood, lost, and why."""
        with errors():
            from renja.show.coverage import coverage as found_coverage
            from renja.show.coverage import coverage_lines, coverage_record, coverage_text, worst

            if output is ListFormat.TABLE and doc is None:
                shown, sums = worst(dataset)
                typer.echo(coverage_text(shown, sums=sums))
                return
            found = found_coverage(dataset, doc)
        if output is ListFormat.JSON:
            print_json(coverage_record(found))
        elif output is ListFormat.CSV:
            _print_csv(coverage_lines(found))
        else:
            typer.echo(coverage_text(found, None))


def _print_csv(lines: Iterable[tuple[object, ...]]) -> None:
    """RFC 4180 with a header."""
    from renja.show.coverage import COLUMNS

    print_csv_line(COLUMNS)
    for line in lines:
        print_csv_line(line)
