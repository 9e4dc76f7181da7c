"""What a comparison is asked of: a code of the nomenclature, with X for any bidang, or the name of an item in words."""

from __future__ import annotations

import re

from output.compare_sql import of_code, of_name, spelling
from output.errors import BadRequest

_LEAST_WORDS = 2
_PROGRAM_POINTS = 2
KODE = re.compile(r"(?:[0-9]{1,2}|X)(?:\.(?:[0-9]{1,4}|XX)){0,5}")
BELOW = r"(\..*)?"
"""What may stand behind a code: that of something under it."""


class BadCode(BadRequest):
    """What was given is no code of the nomenclature."""


def is_name(asked: str) -> bool:
    """True for the name of an item, and not its code: two words at least.

    >>> is_name("Pelayanan Administrasi Perkantoran"), is_name("1.06.04"), is_name("1 06 04")
    (True, False, False)
    """
    return asked.strip()[:1].isalpha() and len(re.findall(r"[^\W\d_]{2,}", asked)) >= _LEAST_WORDS


def checked(kode: str) -> str:
    """The code without what stands around it, or the name with single spaces. ``BadCode``."""
    if is_name(kode):
        return " ".join(kode.split())
    cleaned = kode.strip().strip(".").upper()
    if not KODE.fullmatch(cleaned):
        raise BadCode(f"{kode!r}: bukan kode nomenklatur, mis. 1.06.04 / no code of the nomenclature")
    return cleaned


def code_pattern(kode: str) -> str:
    """The code itself and what is under it; X and XX stand for any bidang's numbers. Of a name its spelling."""
    if is_name(kode):
        return spelling(kode)
    parts = [{"X": "([0-9]+|X)", "XX": "([0-9]+|XX)"}.get(part, part) for part in checked(kode).split(".")]
    return r"\.".join(parts) + BELOW


def asked_for(kode: str) -> str:
    """The condition on ``anggaran`` of a code and what is under it, or of a name."""
    return of_name(kode) if is_name(kode) else of_code(checked(kode), code_pattern(kode))


def is_broad(kode: str) -> bool:
    """True for a code of programs, each asked for with all that is under it: of an urusan, a bidang, a program.

    >>> is_broad("1.06"), is_broad("X.XX.01"), is_broad("1.06.04"), is_broad("X.XX.01.2.01"), is_broad("Program Uji")
    (True, True, True, False, False)
    """
    return not is_name(kode) and checked(kode).count(".") <= _PROGRAM_POINTS
