"""How a command ends where it cannot do what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from renja.errors import ExitCode


@contextmanager
def errors_to_exit_codes() -> Iterator[None]:
    """Known errors become a message and an exit code; unknown ones go through with their traceback."""
    from extract.errors import EngineMissing, ExtractError, OcrMissing
    from output.errors import OutputError
    from renja.recipes.errors import RecipeError

    try:
        yield
    except OutputError as error:
        stop(str(error), ExitCode.DATASET)
    except (EngineMissing, OcrMissing, FileNotFoundError, RecipeError) as error:
        stop(str(error), ExitCode.USAGE)
    except ExtractError as error:
        stop(str(error), ExitCode.ALL_FAILED)
    except KeyboardInterrupt:
        stop("Dihentikan; yang sudah tersimpan tetap utuh (stopped; what was saved is whole)", ExitCode.INTERRUPTED)


def stop(message: str, code: ExitCode) -> None:
    """Ends the command with the message on standard error."""
    typer.echo(message, err=True)
    raise typer.Exit(int(code))
