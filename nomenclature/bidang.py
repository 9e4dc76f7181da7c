"""Which bidang urusan there are: those of the annex of Permendagri 90/2019, and those that a user's reference adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

# By urusan, first and last number (Permendagri 90/2019, annex). 9 is left open for special autonomy.
_BIDANG = {1: (1, 6), 2: (7, 24), 3: (25, 32), 4: (1, 2), 5: (1, 7), 6: (1, 1), 7: (1, 1), 8: (1, 1), 9: (1, 9)}
_FORM = re.compile(r"[1-9]\.\d\d")
_admitted: frozenset[str] = frozenset()
"""Bidang beyond those of the annex that this process knows: later editions and special regions have some."""


def is_known(urusan: str, bidang: str) -> bool:
    """True where the two numbers are a bidang urusan's.

    >>> is_known("1", "06"), is_known("1", "13")
    (True, False)
    """
    first, last = _BIDANG[int(urusan)]
    return first <= int(bidang) <= last or f"{int(urusan)}.{int(bidang):02d}" in _admitted


def has_form(kode: str) -> bool:
    """True for a text in the form of a bidang's canonical code, whether the bidang is known or not."""
    return _FORM.fullmatch(kode) is not None


def admitted() -> frozenset[str]:
    """The bidang that are known besides those of the annex."""
    return _admitted


def admit(codes: Iterable[str]) -> None:
    """From now on exactly these bidang (``7.02``) are known besides those of the annex; other texts are left out."""
    global _admitted
    _admitted = frozenset(code for code in codes if has_form(code))


@contextmanager
def admitting(codes: Iterable[str]) -> Iterator[None]:
    """Within this, these bidang are known too.

    >>> with admitting(["7.09"]):
    ...     is_known("7", "09")
    True
    >>> is_known("7", "09")
    False
    """
    before = _admitted
    admit((*before, *codes))
    try:
        yield
    finally:
        admit(before)
