"""The command `renja export`: a dataset as others take it, a Fiscal Data Package or a folder for a CKAN portal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from renja.cli.language import later
from renja.cli.options import DatasetArgument, Errors
from renja.errors import UsageFault
from renja.texts import say

_TITLE = "Anggaran dan kinerja perangkat daerah"


class Target(StrEnum):
    """Whom the export is for."""

    FDP = "fdp"
    CKAN = "ckan"


Out = Annotated[Path, typer.Argument(metavar="OUT", help=later("publish.arg_out"))]
As = Annotated[Target, typer.Option("--as", help=later("publish.opt_as"))]
Title = Annotated[str, typer.Option("--title", help=later("publish.opt_title"))]
License = Annotated[str | None, typer.Option("--license", help=later("publish.opt_license"))]
Owner = Annotated[str | None, typer.Option("--owner-org", help=later("publish.opt_owner_org"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the command to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(help=later("publish.cmd_export"))
    def export(
        dataset: DatasetArgument,
        out: Out,
        target: As = Target.FDP,
        title: Title = _TITLE,
        license_id: License = None,
        owner_org: Owner = None,
    ) -> None:
        """Publish a dataset."""
        with errors():
            from output.ckan import About, write_ckan
            from output.fiscal import write_fiscal
            from output.read import check_dataset

            _make(check_dataset(dataset) and out)
            if target is Target.FDP:
                count = write_fiscal(dataset, out, title, license_id)
            else:
                count = write_ckan(dataset, out, About(title, license_id, owner_org))
        typer.echo(say(f"export.done_{target.value}", folder=out, count=count))


def _make(folder: Path) -> None:
    """An empty folder there; ``UsageFault`` where none can be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = any(folder.iterdir())
    except OSError as error:
        raise UsageFault(say("common.unwritable", file=folder, reason=error.strerror)) from error
    if held:
        raise UsageFault(say("export.not_empty", folder=folder))
