r"""Running numbers that stand inside of name cells without a dot: counted over the rows, they are no part of the names.

Where no line parts the No column from the names, its number is printed in front of a name, or in front of whichever of
the name's lines it is centred on ("Kegiatan Penyusunan\n2 Rencana Kerja").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from normalize.satuan import is_unit

_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?(?:\s+(?=[^\W\d_])|$)")
_LETTER = re.compile(r"^\(?([a-z])[.)]?(?:\s+(?=[^\W\d_])|$)")
_LISTED = re.compile(r"(\d{1,3})([.)]?)\s*[^\W\d_]{2}")
_LONE = re.compile(r"\(?(\d{1,2})[.)]?")
_WORD = re.compile(r"[^\W\d_]{2}")
_LEAST = 3
"""Rows that must count on (1, 2, 3; a, b, c) before any is taken for a running one: "3 Pilar" and "12 Bulan" do not."""

_MANY = 5
"""Lines that count on by chance too seldom to be quantities."""

_DOTTED = re.compile(r"(?:[1-9]\d?)(?:\.[1-9]\d?)*\.?")
_ONE, _TWO = 1, 2


def counts_on(texts: Sequence[str]) -> bool:
    """True for a column of numbers that count 1, 1.1, 1.1.1, 1.2, 2, ...: its "4.1.2" is no kode rekening.

    Every number goes on from one above it: the first below it, or the next beside it.

    >>> counts_on(["1", "1.1", "2", "2.1", "3", "4", "4.1", "4.1.1", "4.1.2"]), counts_on(["4", "4.1", "4.1.1"])
    (True, False)
    """
    last: dict[int, tuple[int, ...]] = {}
    for text in filter(None, texts):
        if not _DOTTED.fullmatch(text):
            return False
        parts = tuple(map(int, text.strip(".").split(".")))
        depth = len(parts)
        above, before = last.get(depth - 1, ()), last.get(depth, ())
        is_first = parts[-1] == _ONE and parts[:-1] == above
        is_next = bool(before) and parts == (*before[:-1], before[-1] + 1)
        if not (is_first or is_next):
            return False
        last = {at: kept for at, kept in last.items() if at < depth} | {depth: parts}
    return len(last.get(1, ())) == 1 and last[1][0] >= _TWO


def is_numbered_list(text: str) -> bool:
    r"""True for lines of words that are numbered on: two with a dot or bracket behind each number, three without.

    Where they begin at 1 without a dot, they may be quantities, as far as a line names what is counted. Five of them in
    order are none, also where some go on in a second line, or the list goes on from a page before.

    >>> is_numbered_list("23 Jalan A\n24 Jalan B\n25 Jalan C"), is_numbered_list("1. Aula\n2. Pos\n3. Kios")
    (True, True)
    >>> is_numbered_list("1 Dokumen\n2 Laporan\n3 Paket"), is_numbered_list("12 Bulan\n4 Laporan")
    (False, False)
    >>> is_numbered_list("1 Pasar Alfa\n2 Jl. Beta\n3 Taman Gama"), is_numbered_list("39. Jl. Alfa\n40. Jl. Beta")
    (True, True)
    >>> is_numbered_list("1. 12 Dokumen\n2. 3 Laporan"), is_numbered_list("2 Pos\n3 Kios")
    (False, False)
    >>> is_numbered_list("1 Aula\n2 Pos\n3 Kios\nPasar\n4 Taman\n5 Gapura")
    True
    >>> is_numbered_list("7 Aula\n8 Pos\n9 Kios\nPasar\n10 Taman\n11 Gapura")
    True
    >>> is_numbered_list("\n".join(f"{n} Persen" for n in (1, 2, 3, 4, 5)))
    False
    """
    if "\n" not in text:
        return False  # nearly every cell
    found = [_LISTED.match(line.strip()) for line in text.split("\n")]
    numbers = [int(m[1]) for m in found if m]
    marked = bool(numbers) and all(m[2] for m in found if m)
    if len(numbers) < (_TWO if marked else _LEAST) or not all(b == a + 1 for a, b in pairwise(numbers)):
        return False
    # "96 persen" to "100 persen" are quantities, one of each year.
    words = [m.string[m.end(2) :].strip().lower() for m in found if m]
    are_others = len(set(words)) * 2 > len(numbers)
    if len(numbers) >= _MANY and are_others:
        return True
    return all(found) and (marked or (are_others and (numbers[0] > _ONE or not any(map(is_unit, words)))))


def numbers_among_codes(texts: Sequence[str]) -> frozenset[int]:
    """The rows of a code column that print no code but the number of the item in a list below the coded row.

    They count from 1, three at least; a number that the next printed code goes on from ("1", "1.03") is a code itself.

    >>> sorted(numbers_among_codes(["1", "1.03", "1.03.02", "1.", "2.", "3.", "1.03.05", "1.", "2.", "3."]))
    [3, 4, 5, 7, 8, 9]
    >>> numbers_among_codes(["4", "4.1", "5", "5.1", "6", "6.1"])
    frozenset()
    """
    printed = [(row, text.strip()) for row, text in enumerate(texts) if text.strip()]
    lone: dict[int, tuple[int, int]] = {}
    for (row, text), (_, after) in pairwise([*printed, (0, "")]):
        found = _LONE.fullmatch(text)
        if found and not re.match(rf"{found.group(1)}[.,]\s*\d", after):
            lone[row] = 0, int(found.group(1))
    return frozenset(row for chain in _chains(lone) if len(chain) >= _LEAST for row, *_ in chain)


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
    if not _WORD.search(text):
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
