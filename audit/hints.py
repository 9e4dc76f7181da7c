"""What a difference looks like: a clause that says how it may have come about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from audit.figures import Key
from audit.hierarchy import Item
from audit.sentences import row_name

_TELLING_DIGITS = 4
"""Round amounts (120 and 210 million) differ in one or two digits by chance."""


def sum_hint(tertulis: Decimal, dihitung: Decimal, key: Key, parts: Sequence[Item]) -> str:
    """A clause for a sum that does not meet its parts, or an empty string.

    Seen in printed documents: a child left out of the sum (Excel does not add a cell of text), a child added twice,
    a lost or doubled zero, and two digits in the wrong order.
    """
    gap = dihitung - tertulis
    for part in parts:
        figure = part.money.get(key)
        if figure is None or not figure.total:
            continue
        if figure.total == gap:
            return f", selisih itu persis sama dengan nilai {row_name(part.row)} yang rupanya tidak ikut dijumlahkan"
        if figure.total == -gap:
            return f", selisih itu persis sama dengan nilai {row_name(part.row)} yang rupanya terjumlah dua kali"
    return digit_hint(tertulis, dihitung)


def digit_hint(tertulis: Decimal, dihitung: Decimal) -> str:
    """A clause for a slip of the pen: a factor of ten, one wrong digit, two digits in the wrong order."""
    if tertulis and dihitung and (tertulis == dihitung * 10 or dihitung == tertulis * 10):
        return ", mungkin karena kelebihan atau kekurangan satu angka nol"
    left, right = f"{tertulis:.4f}", f"{dihitung:.4f}"
    if len(left) != len(right) or len(left.rstrip("0.")) < _TELLING_DIGITS:
        return ""
    wrong = [place for place, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(wrong) == 1:
        return ", mungkin karena salah ketik satu angka"
    if len(wrong) == 2 and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]:
        return ", mungkin karena dua angka tertukar tempat"
    return ""
