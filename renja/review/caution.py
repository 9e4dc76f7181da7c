"""When a correction is worth a second question: a slip of the keyboard makes a figure a hundred times what is printed.

Nothing is forbidden here: a person who says so once more may write what they like. Each :class:`Doubt` has its sentence
in the catalogues, under ``cautions``.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum

from normalize.angka import read_numbers

_FAR = 100


class Doubt(StrEnum):
    """Why somebody is asked once more."""

    TANPA_ALASAN = "tanpa_alasan"  # nobody will know later why
    NEGATIF = "negatif"  # what is printed is not
    TERLALU_BESAR = "terlalu_besar"  # a hundred times what is printed, or more
    TERLALU_KECIL = "terlalu_kecil"  # a hundredth, or less


def doubts_of_reason(alasan: str) -> tuple[Doubt, ...]:
    """The doubts about a correction of which nothing but its reason can be looked at: a name, a code, a level."""
    return () if alasan.strip() else (Doubt.TANPA_ALASAN,)


def doubts_of_value(
    new: Decimal | None, *, alasan: str, read: Decimal | None = None, teks: str | None = None
) -> tuple[Doubt, ...]:
    """The doubts about a value that is said to be ``new``; it was ``read`` so far, and printed as ``teks``.

    Compared with both, since a printed figure may stand for thousands, and what was read may be the slip. A figure
    near to either is in order.

    >>> doubts_of_value(Decimal(150_000_000), alasan="salah baca", read=Decimal(1_500_000), teks="1.500.000")
    (<Doubt.TERLALU_BESAR: 'terlalu_besar'>,)
    >>> doubts_of_value(Decimal(1_500_600), alasan="angka 6", read=Decimal(1_500_000), teks="1.500")
    ()
    """
    doubts = list(doubts_of_reason(alasan))
    known = [figure for figure in (read, *_printed(teks)) if figure]
    if new is not None and new < 0 and not any(figure < 0 for figure in known):
        doubts.append(Doubt.NEGATIF)
    if new is not None and known:
        doubts += _far(abs(new), [abs(figure) for figure in known])
    return tuple(doubts)


def _printed(teks: str | None) -> list[Decimal]:
    """The number that a cell prints, where it prints one alone."""
    numbers = [one.value for one in read_numbers(teks) if one.value is not None] if teks else []
    return numbers if len(numbers) == 1 else []


def _far(new: Decimal, known: Collection[Decimal]) -> list[Doubt]:
    if all(new >= _FAR * figure for figure in known):
        return [Doubt.TERLALU_BESAR]
    return [Doubt.TERLALU_KECIL] if all(new * _FAR <= figure for figure in known) else []
