"""How one printed figure may have become another at the keyboard: relations between the digits of two numbers."""

from __future__ import annotations

from decimal import Decimal

from records.findings import Penyebab

_TELLING_DIGITS = 4
"""Round amounts (120 and 190 million) differ in one digit by chance."""
_TELLING_FEW = 3
"""Of neighbours that changed places (135 and 153 million) and of a digit too many fewer digits tell as much."""
_ROUNDED = 2
"""Printed units by which a sum of rounded figures may be off beside the slip; more are rare, as they balance."""


def slip(tertulis: Decimal, dihitung: Decimal) -> Penyebab | None:
    """The slip of the pen that turns ``dihitung`` into ``tertulis``; None where none does.

    >>> slip(Decimal(9720500), Decimal(97205000))
    <Penyebab.ANGKA_NOL: 'angka_nol'>
    >>> slip(Decimal(13701339), Decimal(13701139))
    <Penyebab.SALAH_KETIK: 'salah_ketik'>
    >>> slip(Decimal(48_500), Decimal(48_500_000))
    <Penyebab.RIBUAN: 'ribuan'>
    >>> slip(Decimal(137_011_339), Decimal(13_701_139))
    <Penyebab.ANGKA_LEBIH: 'angka_lebih'>
    >>> slip(Decimal(5), Decimal(7)) is None
    True
    """
    if not tertulis or not dihitung or (tertulis < 0) != (dihitung < 0):
        return None
    if tertulis in (dihitung * 10, dihitung / 10):
        return Penyebab.ANGKA_NOL
    if tertulis in (dihitung * 1000, dihitung / 1000):
        return Penyebab.RIBUAN
    left, right = f"{abs(tertulis):.4f}", f"{abs(dihitung):.4f}"
    telling = min(_telling(left), _telling(right))
    if telling < _TELLING_FEW:
        return None
    found = _same_length(left, right) if len(left) == len(right) else _one_digit(left, right) or _shorter(left, right)
    is_told = telling >= _TELLING_DIGITS or found in (Penyebab.ANGKA_LEBIH, Penyebab.ANGKA_KURANG)
    return found if is_told or _are_neighbours(left, right) else None


def rounded_slip(tertulis: Decimal, dihitung: Decimal, unit: Decimal) -> Penyebab | None:
    """The same for figures printed in a larger ``unit``, whose sum is off by a unit or two for rounding alone.

    >>> rounded_slip(Decimal(4_819_000), Decimal(4_250_000), Decimal(1000)) is None
    True
    >>> rounded_slip(Decimal(48_190_000), Decimal(41_891_000), Decimal(1000))
    <Penyebab.ANGKA_TERTUKAR: 'angka_tertukar'>
    """
    steps = sorted(range(-_ROUNDED, _ROUNDED + 1), key=abs)
    found = {slip(tertulis, dihitung + step * unit) for step in steps} - {None}
    return found.pop() if len(found) == 1 else None


def _telling(text: str) -> int:
    """Digits without the zeros at both ends."""
    return len(text.replace(".", "").strip("0"))


def _same_length(left: str, right: str) -> Penyebab | None:
    if len(left) != len(right):
        return None
    wrong = [place for place, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(wrong) == 1:
        return Penyebab.SALAH_KETIK
    is_swap = len(wrong) == 2 and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]
    return Penyebab.ANGKA_TERTUKAR if is_swap else None


def _are_neighbours(left: str, right: str) -> bool:
    """True where two digits side by side stand the other way round."""
    wrong = [place for place, (one, other) in enumerate(zip(left, right, strict=False)) if one != other]
    return _same_length(left, right) is Penyebab.ANGKA_TERTUKAR and wrong[1] == wrong[0] + 1


def _one_digit(left: str, right: str) -> Penyebab | None:
    """One digit typed twice or once too often, or left out: the longer figure without it is the other one."""
    longer, other = max(left, right, key=len), min(left, right, key=len)
    if len(longer) != len(other) + 1:
        return None
    at = next((place for place, digit in enumerate(other) if digit != longer[place]), len(other))
    if longer[:at] + longer[at + 1 :] != other:
        return None
    return Penyebab.ANGKA_LEBIH if longer is left else Penyebab.ANGKA_KURANG


def _shorter(left: str, right: str) -> Penyebab | None:
    """The printed figure breaks off before the computed one's last digits (a cell too narrow)."""
    whole, longer = left.partition(".")[0], right.partition(".")[0]
    is_cut = len(whole) < len(longer) and longer.startswith(whole) and len(whole) >= _TELLING_DIGITS
    return Penyebab.TERPOTONG if is_cut and left.endswith(".0000") else None


SLIP_CLAUSES = {
    Penyebab.ANGKA_NOL: "mungkin karena kelebihan atau kekurangan satu angka nol",
    Penyebab.RIBUAN: "mungkin karena salah satuan seribu kali",
    Penyebab.ANGKA_LEBIH: "mungkin karena kelebihan satu angka",
    Penyebab.ANGKA_KURANG: "mungkin karena kekurangan satu angka",
    Penyebab.SALAH_KETIK: "mungkin karena salah ketik satu angka",
    Penyebab.ANGKA_TERTUKAR: "mungkin karena dua angka tertukar tempat",
    Penyebab.TERPOTONG: "mungkin karena angka di belakangnya terpotong",
}
