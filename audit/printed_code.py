"""Printed codes compared with official ones, without guessing what a damaged code meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalize.types import TingkatBaris
from records.matched import MatchedRow

_PARTS = {
    TingkatBaris.BIDANG_URUSAN: 2,
    TingkatBaris.PROGRAM: 3,
    TingkatBaris.KEGIATAN: 5,
    TingkatBaris.SUB_KEGIATAN: 6,
}
_AUTHORITY = 3
"""Place of the authority digit: 1.06.04.[2].01"""


@lru_cache(maxsize=4096)
def parts(kode: str | None) -> tuple[int, ...]:
    """The numbers of a code, whatever stands between them; very long digit strings are no code.

    >>> parts("1 06 01 2.06. 0009")
    (1, 6, 1, 2, 6, 9)
    """
    groups = re.findall(r"[0-9]+", kode or "")
    return tuple(map(int, groups)) if all(len(group) <= 4 for group in groups) else ()


def is_complete(row: MatchedRow) -> bool:
    """True where the printed code has as many numbers as its row's level asks for."""
    return len(parts(row.row.kode_asli)) == _PARTS.get(row.level, -1)


def authority(row: MatchedRow) -> int | None:
    """The printed authority digit (1 provinsi, 2 kabupaten/kota) of a complete kegiatan or sub kegiatan code."""
    code = parts(row.row.kode_asli)
    return code[_AUTHORITY] if is_complete(row) and len(code) > _AUTHORITY else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``is_other``: the printed code is another item's. ``only_authority``: only the authority digit differs."""

    is_other: bool
    only_authority: bool = False


_SAME = Comparison(False)


def compare(row: MatchedRow) -> Comparison:
    """The printed code beside the official code of what the row names.

    Only a complete code, or a dotted one of a lower level that starts elsewhere, can contradict: a code with a lost,
    split or doubled cell, or one that Excel rounded (`2,1` for 2.06), is damaged, not wrong.
    """
    if "," in (row.row.kode_asli or ""):
        return _SAME
    printed, official = parts(row.row.kode_asli), parts(row.match.kode)
    if not printed or not official or printed == official or _digits(printed) == _digits(official):
        return _SAME
    if len(printed) == len(official):
        differing = [place for place, (one, other) in enumerate(zip(printed, official, strict=True)) if one != other]
        return Comparison(True, differing == [_AUTHORITY])
    # A narrow cell breaks a dotted code behind a dot ("1.06.01.2. 06"); code cells stand apart without one.
    is_dotted = re.fullmatch(r"[0-9.]+", re.sub(r"\.\s+", ".", row.row.kode_asli or "")) is not None
    is_lower = len(printed) > len(official) and len(printed) in _PARTS.values()
    return Comparison(is_dotted and is_lower and printed[: len(official)] != official)


def _digits(code: tuple[int, ...]) -> str:
    """The digits without zeros: cells that a narrow column splits (`0 6`) leave these as they are."""
    return "".join(map(str, code)).replace("0", "")
