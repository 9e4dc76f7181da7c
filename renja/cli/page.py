"""The command of the page: `renja dashboard`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from renja.cli.language import later
from renja.cli.options import DatasetArgument, Errors
from renja.errors import UsageFault
from renja.texts import say


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the command to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(help=later("page.cmd_dashboard"))
    def dashboard(
        dataset: DatasetArgument,
        port: Annotated[int, typer.Option("--port", min=1, max=65535, help=later("page.opt_port"))] = 8501,
        host: Annotated[str, typer.Option("--host", help=later("page.opt_host"))] = "127.0.0.1",
        pdf_root: Annotated[
            Path | None,
            typer.Option("--pdf-root", metavar="DIR", help=later("page.opt_pdf_root")),
        ] = None,
    ) -> None:
        """The page in a browser."""
        with errors():
            _dashboard(dataset, host, port, pdf_root)


def _dashboard(dataset: Path, host: str, port: int, pdf_root: Path | None) -> None:
    from renja.web.serve import PageMissing, PortError, serve
    from renja.web.settings import Settings

    if pdf_root is not None and not pdf_root.is_dir():
        raise UsageFault(say("page.no_folder", folder=pdf_root))
    try:
        serve(Settings(dataset, pdf_root), host, port)
    except (PageMissing, PortError) as error:
        raise UsageFault(str(error)) from error
