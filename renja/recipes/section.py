"""One table of a recipe's file, asked key by key: what is there, is of its type and size, and known; else refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from renja.recipes.errors import RecipeError
from renja.recipes.lines import Lines, Where

LONGEST_TEXT = 4000
"""Characters of a text: more than any printed cell that says something."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
E = TypeVar("E", bound=StrEnum)


class Section:
    """The keys of a table of the file ``name``. All of its methods raise ``RecipeError`` with file and line."""

    def __init__(self, data: Mapping[str, Any], name: str, lines: Lines, where: Where = ("", 0)) -> None:
        """``where``: which table of the file it is."""
        self.data, self.name, self.lines, self.where = data, name, lines, where
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """True where the key is given."""
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str | None:
        """A text without control characters."""
        found: str | None = self._of(key, str, default, "teks / text", self._check_text)
        return found

    def required(self, key: str) -> str:
        """A text that must be there, and say something."""
        found = self.text(key)
        if found is None or not found.strip():
            raise self.refusal(key, "harus diisi / must be given")
        return found

    def number(self, key: str, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number within bounds."""

        def check(found: int) -> str | None:
            return None if least <= found <= most else f"harus {least} sampai {most}, bukan {found} / out of bounds"

        bounded: int | None = self._of(key, int, default, "bilangan bulat / a whole number", check)
        return bounded

    def flag(self, key: str) -> bool | None:
        """A claim, None where nothing is said."""
        found: bool | None = self._of(key, bool, None, "true atau false")
        return found

    def choice(self, key: str, of: type[E]) -> E | None:
        """One of the values of an enumeration."""
        found = self.text(key)
        return None if found is None else self._one_of(key, found, of)

    def word(self, key: str, of: Collection[str]) -> str | None:
        """One of some words."""
        found = self.text(key)
        if found is not None and found not in of:
            raise self.refusal(key, f"{found!r} tidak dikenal; yang ada: {', '.join(sorted(of))} / unknown")
        return found

    def choices(self, key: str, of: type[E]) -> tuple[E, ...]:
        """Several values of an enumeration."""
        return tuple(self._one_of(key, each, of) for each in self.texts(key, len(of)))

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """A list of at most so many texts."""
        found = self._of(key, list, [], "daftar teks / a list of texts") or []
        if len(found) > most:
            raise self.refusal(key, f"{len(found)} isi, paling banyak {most} / too many")
        for each in found:
            if type(each) is not str:
                raise self.refusal(key, f"harus daftar teks, bukan {type(each).__name__} di dalamnya / a list of texts")
            if why := self._check_text(each):
                raise self.refusal(key, why)
        return tuple(found)

    def tables(self, key: str, most: int) -> Iterator[Section]:
        """The tables of a list, ``[[key]]`` or written in one line each."""
        found = self._of(key, list, [], f"tabel [[{key}]] / tables") or []
        if len(found) > most:
            raise self.refusal(key, f"{len(found)} tabel, paling banyak {most} / too many")
        for n, each in enumerate(found):
            if type(each) is not dict:
                raise self.refusal(key, "harus tabel / must be a table")
            yield Section(each, self.name, self.lines, (key, n))

    def table(self, key: str) -> Section:
        """A table that must be there."""
        found = self._of(key, dict, None, f"tabel [{key}] / a table")
        if found is None:
            raise self.refusal(key, f"tabel [{key}] harus ada / is missing")
        return Section(found, self.name, self.lines, (key, 0))

    def raw(self, key: str) -> Any:
        """The value as it stands, for who checks it."""
        self._asked.add(key)
        return self.data.get(key)

    def end(self) -> None:
        """Refuses keys that nobody asked for."""
        unknown = sorted(set(self.data) - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            raise self.refusal(unknown[0], f"kunci tidak dikenal; yang dikenal: {known} / unknown key")

    def refusal(self, key: str | None, why: str) -> RecipeError:
        """What is wrong with a key, with file and line."""
        named = "" if key is None else f"{key[:60]!r}: "
        line = f" baris {self.lines.of(self.where, key)}" if self.lines else ""
        return RecipeError(f"{self.name}{line}: {named}{why}")

    def _of(
        self, key: str, kind: type, default: Any, called: str, check: Callable[[Any], str | None] | None = None
    ) -> Any:
        found = self.raw(key)
        if found is None:
            return default
        if type(found) is not kind:
            raise self.refusal(key, f"harus {called}, bukan {type(found).__name__}")
        why = check(found) if check is not None else None
        if why is not None:
            raise self.refusal(key, why)
        return found

    def _one_of(self, key: str, found: str, of: type[E]) -> E:
        try:
            return of(found)
        except ValueError:
            raise self.refusal(key, f"{found[:60]!r} tidak dikenal; yang ada: {', '.join(of)} / unknown") from None

    @staticmethod
    def _check_text(found: str) -> str | None:
        if len(found) > LONGEST_TEXT:
            return f"{len(found)} huruf, paling banyak {LONGEST_TEXT} / too long"
        return "memuat karakter kendali / control characters" if _UNPRINTABLE.search(found) else None
