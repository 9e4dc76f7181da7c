"""The language of the command line: ``--lang`` anywhere in a call, and help that is told once the language is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from renja.errors import ExitCode
from renja.texts import LANGUAGES, VARIABLE, choose, say

_MARK = "@"
_OPTION = "--lang"


def later(key: str) -> str:
    """A help text by its key, put in its place when the command line begins: only then the language is known."""
    return f"{_MARK}{key}"


class SpokenGroup(TyperGroup):
    """The commands, in the language that the call, the environment or the machine asks for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Takes ``--lang`` out of the call, wherever it stands, and goes on as usual."""
        words = list(sys.argv[1:] if args is None else args)
        lang, words = taken(words)
        if lang is not None and lang not in LANGUAGES:
            choose(None)
            typer.echo(say("common.bad_lang", lang=lang, known=", ".join(LANGUAGES)), err=True)
            sys.exit(int(ExitCode.USAGE))
        choose(lang)
        for each in _all(self):
            _tell(each)
        with _in_environment(lang):
            return super().main(words, *rest, **more)


@contextmanager
def _in_environment(lang: str | None) -> Iterator[None]:
    """The language where child processes find it, for as long as the command runs."""
    before = os.environ.get(VARIABLE)
    try:
        if lang is not None:
            os.environ[VARIABLE] = lang
        yield
    finally:
        if lang is not None:
            os.environ.pop(VARIABLE)
            os.environ.update({} if before is None else {VARIABLE: before})


def taken(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language that a call names, and the call without it; what stands behind ``--`` is the command's alone.

    >>> taken(["show", "hasil", "--lang", "en", "x"]), taken(["--lang=id", "status"]), taken(["number", "--", "--lang"])
    (('en', ['show', 'hasil', 'x']), ('id', ['status']), (None, ['number', '--', '--lang']))
    """
    lang: str | None = None
    rest: list[str] = []
    given = iter(words)
    for word in given:
        if word == "--":
            return lang, [*rest, word, *given]
        if word == _OPTION:
            lang = next(given, "")
        elif word.startswith(f"{_OPTION}="):
            lang = word.split("=", 1)[1]
        else:
            rest.append(word)
    return lang, rest


def _all(command: Any) -> Iterator[Any]:
    """The command, its parameters, and all commands below it with theirs."""
    yield command
    yield from command.params
    for below in getattr(command, "commands", {}).values():
        yield from _all(below)


_OF_TYPER = {"install_completion": "root.opt_install_completion", "show_completion": "root.opt_show_completion"}
"""Parameters that typer adds, with the keys of their help."""


def _tell(each: Any) -> None:
    if each.name in _OF_TYPER:
        each.help = later(_OF_TYPER[each.name])
    for name in ("help", "short_help", "epilog"):
        text = getattr(each, name, None)
        if isinstance(text, str) and text.startswith(_MARK):
            setattr(each, name, say(text.removeprefix(_MARK)))
