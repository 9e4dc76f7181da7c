"""How a command ends where it cannot do what it was asked."""

from __future__ import annotations

import csv
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import typer

from renja.errors import ExitCode, UsageFault
from renja.regular import shown
from renja.texts import in_one_language, say


@contextmanager
def errors_to_exit_codes() -> Iterator[None]:
    """Known errors become a message and an exit code; unknown ones go through with their traceback."""
    from extract.errors import EngineMissing, ExtractError, OcrMissing
    from output.errors import BadRequest, OutputError
    from renja.recipes.errors import RecipeError

    try:
        yield
    except (EngineMissing, OcrMissing, UsageFault, RecipeError, BadRequest) as error:
        stop(str(error), ExitCode.USAGE)
    except OutputError as error:
        stop(str(error), ExitCode.DATASET)
    except BrokenPipeError:
        raise  # who read the answer has heard enough: no fault, and nothing to say
    except (OSError, UnicodeDecodeError) as error:
        stop(_about_file(error), _code_of(error))
    except csv.Error as error:
        stop(say("common.not_csv", reason=error), ExitCode.USAGE)
    except ExtractError as error:
        stop(str(error), ExitCode.ALL_FAILED)
    except KeyboardInterrupt:
        stop(say("common.stopped"), ExitCode.INTERRUPTED)
    except Exception as error:
        if not _is_torn(error):
            raise
        stop(say("common.torn", error=str(error).splitlines()[0]), ExitCode.DATASET)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_TOO_FEW = (errno.EMFILE, errno.ENFILE)


def _code_of(error: OSError | UnicodeDecodeError) -> ExitCode:
    """A full disk and a machine without room is no fault of the call."""
    of_machine = isinstance(error, OSError) and error.errno in (*_FULL, *_TOO_FEW)
    return ExitCode.DATASET if of_machine else ExitCode.USAGE


def _is_torn(error: Exception) -> bool:
    """True for what DuckDB and Arrow say of files that they cannot read; asked only where these were loaded."""
    kinds = [
        getattr(sys.modules[module], name)
        for module, name in (("duckdb", "Error"), ("pyarrow", "ArrowException"))
        if module in sys.modules
    ]
    return isinstance(error, tuple(kinds))


def end_badly(error: OSError) -> NoReturn:
    """Ends where the answer could not be written out: a full disk behind ``>``."""
    with suppress(OSError):
        typer.echo(in_one_language(_about_file(error)), err=True)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - else its rest is tried again at the end
    sys.exit(int(_code_of(error)))


def _about_file(error: OSError | UnicodeDecodeError) -> str:
    """What is wrong with a file, by its name; an error of ours says it itself."""
    if isinstance(error, UnicodeDecodeError):
        return say("common.not_utf8")
    if error.errno in _TOO_FEW:
        return say("common.too_few_files")
    if error.errno is not None and error.filename is None:
        return say("common.unwritable_answer", reason=error.strerror)
    if error.errno is None:
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
    typer.echo(shown(in_one_language(message)), err=True)
    raise typer.Exit(int(code))
