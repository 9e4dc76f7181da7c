"""A second question before something is written: asked of a person, and of a script only answered by ``--yes``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from renja.cli.exits import stop
from renja.cli.language import later
from renja.errors import ExitCode
from renja.texts import say

if TYPE_CHECKING:
    from renja.review.caution import Doubt

Yes = Annotated[bool, typer.Option("--yes", "-y", help=later("cautions.opt_yes"))]


def confirm(doubts: Sequence[Doubt], yes: bool) -> None:
    """Goes on where there is no doubt, or it was answered beforehand; else asks, saying why.

    Where nobody can answer (no terminal), the command ends with exit code 2; with 130 where the answer is no. Nothing
    is written then.
    """
    if not doubts or yes:
        return
    for doubt in doubts:
        typer.echo(say(f"cautions.{doubt}"), err=True)
    if not sys.stdin.isatty():
        stop(say("cautions.needs_yes"), ExitCode.USAGE)
    if not typer.confirm(say("cautions.sure"), err=True):
        stop(say("cautions.not_saved"), ExitCode.INTERRUPTED)
