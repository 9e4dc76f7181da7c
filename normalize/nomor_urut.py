r"""Running numbers that stand inside of name cells without a dot: counted over the rows, they are no part of the names.

Where no line parts the No column from the names, its number is printed in front of a name, or in front of whichever of
the name's lines it is centred on ("Kegiatan Penyusunan\n2 Rencana Kerja").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?(?:\s+(?=[^\W\d_])|$)")
_LETTER = re.compile(r"^\(?([a-z])[.)]?(?:\s+(?=[^\W\d_])|$)")
_LEAST = 3
"""Rows that must count on (1, 2, 3; a, b, c) before any is taken for a running one: "3 Pilar" and "12 Bulan" do not."""


def running_numbers(texts: Sequence[str]) -> Mapping[int, tuple[str, str]]:
    r"""For each row whose text holds a running number or letter: (the number, the text without it).

    >>> running_numbers(["1 Jalan", "Program 3\n2 Pilar", "3 Irigasi", "9 Desa"])[1]
    ('2', 'Program 3 Pilar')
    >>> running_numbers(["1 Jalan", "a Survei", "b Desain", "c Cetak"])[3]
    ('c', 'Cetak')
    """
    return {**_counted(texts, _LETTER), **_counted(texts, _NUMBER)}


def _counted(texts: Sequence[str], mark: re.Pattern[str]) -> dict[int, tuple[str, str]]:
    found = {row: _numbered_line(text, mark) for row, text in enumerate(texts)}
    chains = _chains({row: hit for row, hit in found.items() if hit is not None})
    if max((len(chain) for chain in chains), default=0) < _LEAST:
        return {}
    return {row: _without(texts[row], line, mark) for chain in chains for row, line, _ in chain}


def _numbered_line(text: str, mark: re.Pattern[str]) -> tuple[int, int] | None:
    """(line, number) of the only line that begins with a number or letter, or is one; a counts as 1."""
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    hits = [(i, _order(m.group(1))) for i, line in enumerate(text.split("\n")) if (m := mark.match(line.strip()))]
    return hits[0] if len(hits) == 1 else None


def _order(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark) - ord("a") + 1


def _chains(found: Mapping[int, tuple[int, int]]) -> list[list[tuple[int, int, int]]]:
    """Runs of rows that count up by one from 1, an outer one on behind an inner one; (row, line, number) each."""
    chains: list[list[tuple[int, int, int]]] = []
    for row, (line, number) in found.items():
        if number == 1:
            chains.append([(row, line, number)])
            continue
        chain = next((c for c in reversed(chains) if c[-1][2] == number - 1), None)
        if chain is not None:
            chain.append((row, line, number))
    return chains


def _without(text: str, line: int, mark: re.Pattern[str]) -> tuple[str, str]:
    lines = [part.strip() for part in text.split("\n")]
    found = mark.match(lines[line])
    lines[line] = mark.sub("", lines[line], count=1)
    return found.group(1) if found else "", " ".join(part for part in lines if part)
