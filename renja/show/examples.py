"""Example queries, for the page and for whoever begins: they stand in ``contoh.sql`` beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "contoh.sql"
_EACH = re.compile(r"^-- (?P<id>[^(\n]+) \((?P<en>[^)\n]+)\)\n(?P<sql>.*?;)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A query, and what it asks, by language."""

    titles: dict[str, str]
    sql: str


@cache
def examples() -> tuple[Example, ...]:
    """All of them, in their order."""
    text = _FILE.read_text(encoding="utf-8")
    return tuple(
        Example({lang: _capital(found[lang]) for lang in ("id", "en")}, found["sql"].removesuffix(";"))
        for found in _EACH.finditer(text)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
