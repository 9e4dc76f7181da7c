"""The command ``renja`` itself. The modules beside this one read arguments, call the library and print; nothing more.

Everything heavy is imported inside the commands, so that ``renja --help`` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from renja._version import __version__
from renja.cli.audit import register as register_audit
from renja.cli.compare import register as register_compare
from renja.cli.corrections import register as register_corrections
from renja.cli.coverage import register as register_coverage
from renja.cli.datasets import register as register_datasets
from renja.cli.exits import end_badly, errors_to_exit_codes
from renja.cli.language import SpokenGroup, later
from renja.cli.page import register as register_page
from renja.cli.printing import Guarded
from renja.cli.publish import register as register_publish
from renja.cli.reading import register as register_reading
from renja.cli.recipes import register as register_recipes
from renja.cli.show import register as register_show
from renja.texts import VARIABLE

app = typer.Typer(
    name="renja",
    cls=SpokenGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=later("root.group"),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"renja {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=later("root.opt_version"))
    ] = False,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="id|en", help=later("root.opt_lang"), envvar=VARIABLE)
    ] = None,
) -> None:
    """What stands before every command; ``--lang`` is taken out of the call before it is read (``SpokenGroup``)."""


register_datasets(app, errors_to_exit_codes)
register_show(app, errors_to_exit_codes)
register_audit(app, errors_to_exit_codes)
register_compare(app, errors_to_exit_codes)
register_coverage(app, errors_to_exit_codes)
register_corrections(app, errors_to_exit_codes)
register_recipes(app, errors_to_exit_codes)
register_reading(app, errors_to_exit_codes)
register_publish(app, errors_to_exit_codes)
register_page(app, errors_to_exit_codes)


def main() -> None:
    """The ``renja`` command."""
    is_utf8 = (sys.stdout.encoding or "").lower() in ("utf-8", "utf8")
    sys.stdout.reconfigure(errors="backslashreplace" if is_utf8 else "replace")  # type: ignore[union-attr]
    if sys.stdout.isatty():
        sys.stdout = Guarded(sys.stdout)
    try:
        app()
    except OSError as error:
        end_badly(error)
    finally:
        _flush()


def _flush() -> None:
    """What is still to be written, while somebody can say that it cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return
    except OSError as error:
        end_badly(error)
