"""The texts that people read, one catalogue for each language: ``say`` gives the one of a key.

A text stands in ``id.toml`` and ``en.toml`` beside this module under the same key, with the same ``{placeholders}``; a
test holds the two together. The language is that of the command (``--lang``), of the environment (``RENJA_LANG``), or
of the machine; Indonesian where that says nothing.

>>> with speaking("en"):
...     say("common.no_such_page", file="a.pdf", page=9, pages=3)
'a.pdf: there is no page 9, it has 3'
"""

from __future__ import annotations

import locale
import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("id", "en")
VARIABLE = "RENJA_LANG"
_GLOSSED = re.compile(r"(.+) / ([a-z`][^/]*)", re.DOTALL)
_HERE = Path(__file__).parent
_chosen: ContextVar[str | None] = ContextVar("renja_language", default=None)


def say(key: str, /, **values: Any) -> str:
    """The text of a key in the language of now, its placeholders filled. ``KeyError`` for a key that no one wrote."""
    return text(language(), key, **values)


def text(lang: str, key: str, /, **values: Any) -> str:
    """The text of a key in a language that is named, whatever the language of now."""
    return catalogue(lang)[key].format(**values)


def word_of(word: str, lang: str) -> str | None:
    """A word of the dataset (a level, a check, a state) as people of this language write it; None: not known."""
    return catalogue(lang).get(f"word.{word}")


def in_one_language(message: str) -> str:
    """A message of the stages, which know no language of now, in that of now.

    They say what happened in Indonesian and gloss it in English behind the last `` / ``. The gloss has no figures: in
    English it leads, and what it is a gloss of stands behind it.

    >>> with speaking("id"):
    ...     in_one_language("a.pdf: halaman 3 rusak / page cannot be loaded")
    'a.pdf: halaman 3 rusak'
    >>> with speaking("en"):
    ...     in_one_language("a.pdf: halaman 3 rusak / page cannot be loaded")
    'page cannot be loaded [a.pdf: halaman 3 rusak]'
    """
    found = _GLOSSED.fullmatch(message)
    if found is None:
        return message
    said, gloss = found.groups()
    return f"{gloss} [{said}]" if language() == "en" else said


def language() -> str:
    """The language of now: the one that was chosen, else the machine's."""
    return _chosen.get() or default_language()


def choose(lang: str | None) -> None:
    """Speaks this language from now on (None: the machine's), in this thread or task. ``ValueError`` for another."""
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(lang)
    _chosen.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speaks one language for a while."""
    before = _chosen.set(lang)
    try:
        yield
    finally:
        _chosen.reset(before)


def default_language() -> str:
    """The language of ``RENJA_LANG``, else of the machine; Indonesian where neither names one."""
    named = (os.environ.get(name) for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"))
    told = next((each for each in named if each), None) or locale.getlocale()[0] or ""
    return _language_of(told)


def _language_of(name: str) -> str:
    """The language of a locale's name.

    >>> [_language_of(name) for name in ("id_ID.UTF-8", "en_US", "C.UTF-8", "de_DE", "Indonesian_Indonesia")]
    ['id', 'en', 'id', 'en', 'id']
    """
    plain = name.lower().split(".")[0]
    return "id" if plain in ("", "c", "posix") or plain.startswith(("id", "indonesia")) else "en"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All texts of a language by key, ``section.name``."""
    sections = tomllib.loads((_HERE / f"{lang}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}
