"""How a command ends where it cannot do what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from renja.errors import ExitCode, UsageFault
from renja.texts import in_one_language, say


@contextmanager
def errors_to_exit_codes() -> Iterator[None]:
    """Known errors become a message and an exit code; unknown ones go through with their traceback."""
    from extract.errors import EngineMissing, ExtractError, OcrMissing
    from output.errors import OutputError
    from renja.recipes.errors import RecipeError

    try:
        yield
    except (EngineMissing, OcrMissing, UsageFault, RecipeError) as error:
        stop(str(error), ExitCode.USAGE)
    except OutputError as error:
        stop(str(error), ExitCode.DATASET)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError, UnicodeDecodeError) as error:
        stop(_about_file(error), ExitCode.USAGE)
    except ExtractError as error:
        stop(str(error), ExitCode.ALL_FAILED)
    except KeyboardInterrupt:
        stop(say("common.stopped"), ExitCode.INTERRUPTED)


def _about_file(error: OSError | UnicodeDecodeError) -> str:
    """What is wrong with a file, by its name; an error of ours says it itself."""
    if isinstance(error, UnicodeDecodeError):
        return say("common.not_utf8")
    if error.errno is None or error.filename is None:
        return str(error)
    key = _FILE_FAULTS.get(type(error), "unusable")
    return say(f"common.{key}", file=error.filename, reason=error.strerror)


_FILE_FAULTS: dict[type[OSError], str] = {
    FileNotFoundError: "no_such_file",
    IsADirectoryError: "is_folder",
    NotADirectoryError: "no_folder",
    PermissionError: "forbidden",
}


def stop(message: str, code: ExitCode) -> NoReturn:
    """Ends the command with the message on standard error."""
    typer.echo(in_one_language(message), err=True)
    raise typer.Exit(int(code))
