"""What a query calls by a name that is not there, told from DuckDB's words, and the nearest names that are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from output.columns import TABLES

Kind = Literal["table", "column", "function"]
_SAID: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("function", re.compile(r'(?:Function|Macro) with name "?(?P<name>[^"\n]+?)"? does not exist')),
    ("table", re.compile(r'Table with name "?(?P<name>[^"\n]+?)"? does not exist')),
    ("table", re.compile(r'Referenced table "(?P<name>[^"\n]+)" not found')),
    ("column", re.compile(r'Referenced column "(?P<name>[^"\n]+)" not found')),
    ("column", re.compile(r'does not have a column named "(?P<name>[^"\n]+)"')),
    ("column", re.compile(r'Column "(?P<name>[^"\n]+)" does not exist')),
)
_OFFERED = re.compile(r"^(?:Candidate (?:bindings|tables):|Did you mean) (.*)", re.MULTILINE)
_QUOTED = re.compile(r'"([^"\n]+)"')
_NEAR = 0.6
"""Likeness of two names (``difflib``) from which one may be meant by the other: "nam" and "nama" have 0.86."""
_MOST = 3
_COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES}


class Unknown(NamedTuple):
    """A name that is not there, the nearest first of those that are, and the tables that have a column of the name."""

    kind: Kind
    name: str
    nearest: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def unknown_name(words: str, sql: str) -> Unknown | None:
    """What DuckDB's ``words`` about the query ``sql`` say is not there; None where they speak of something else.

    >>> unknown_name('Referenced column "nam" not found in FROM clause!', "SELECT nam FROM anggaran").nearest[0]
    'nama'
    """
    for kind, pattern in _SAID:
        if said := pattern.search(words):
            return _told(kind, said["name"], [*_offered(words)], sql)
    return None


def unknown_text(words: str, sql: str, say: Callable[..., str]) -> str:
    """The same in a sentence or two, in the language that ``say`` speaks; empty where nothing is unknown."""
    found = unknown_name(words, sql)
    if found is None:
        return ""
    near = "_near" if any(_is_near(found.name, each) for each in found.nearest) else ""
    said = [say(f"query.unknown_{found.kind}{near}", name=found.name, near=", ".join(found.nearest))]
    if found.elsewhere:
        said.append(say("query.column_is_of", name=found.name, tables=", ".join(found.elsewhere)))
    elif found.kind == "column" and not found.nearest:
        said.append(say("query.text_in_quotes", name=found.name))
    return ". ".join(said)


def _told(kind: Kind, name: str, offered: Sequence[str], sql: str) -> Unknown:
    last = name.rsplit(".", 1)[-1]
    if kind == "function":
        return Unknown(kind, name, _nearest(name, offered))
    if kind == "table":
        # A name before a dot may be an alias of the query: those DuckDB offers; a table's is one of the dataset's.
        return Unknown(kind, name, _nearest(name, there := [*offered, *_COLUMNS]) or tuple(dict.fromkeys(there)))
    asked = _asked_tables(sql)
    columns = [column for table in asked for column in _COLUMNS[table]]
    elsewhere = tuple(table for table, names in _COLUMNS.items() if table not in asked and last.lower() in names)
    return Unknown(kind, name, _nearest(name, [*offered, *columns]), elsewhere)


def _offered(words: str) -> Iterable[str]:
    for line in _OFFERED.findall(words):
        yield from _QUOTED.findall(line)


def _asked_tables(sql: str) -> list[str]:
    words = set(re.findall(r"\w+", sql.lower()))
    return [table for table in _COLUMNS if table in words]


def _nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that may be meant, the likest first; one that is offered with its table is compared without it."""
    near = sorted({each for each in names if _is_near(name, each)}, key=lambda each: (-_like(name, each), each))
    return tuple(near[:_MOST])


def _is_near(name: str, other: str) -> bool:
    return _like(name, other) >= _NEAR


def _like(name: str, other: str) -> float:
    ours, theirs = (each.rsplit(".", 1)[-1].lower() for each in (name, other))
    return SequenceMatcher(None, ours, theirs).ratio()
