"""Errors as people make them in one printed figure: for the made tables."""

from __future__ import annotations

import random
from collections.abc import Callable


def _digits_swapped(chance: random.Random, amount: int) -> int | None:
    text = str(amount)
    at = [n for n in range(len(text) - 1) if text[n] != text[n + 1] and (n > 0 or text[1] != "0")]
    if not at:
        return None
    n = chance.choice(at)
    return int(text[:n] + text[n + 1] + text[n] + text[n + 2 :])


def _digit_too_many(chance: random.Random, amount: int) -> int:
    text, n = str(amount), chance.randrange(3)
    return int(text[: n + 1] + text[n] + text[n + 1 :])


def _digit_wrong(chance: random.Random, amount: int) -> int:
    text, n = str(amount), chance.randrange(3)
    return int(text[:n] + chance.choice([d for d in "123456789" if d != text[n]]) + text[n + 1 :])


ERRORS: dict[str, Callable[[random.Random, int], int | None]] = {
    "beda": lambda chance, amount: amount + chance.choice((1, -1)) * chance.randint(1_000, 9_999_999),
    "bulat": lambda chance, amount: amount + chance.choice((1, -1)) * chance.choice((1, 5, 10, 50)) * 1_000_000,
    "seribu kali": lambda chance, amount: amount // 1000 if amount % 1000 == 0 else amount * 1000,
    "tertukar": _digits_swapped,
    "angka lebih": _digit_too_many,
    "salah ketik": _digit_wrong,
}
NAMED = {"seribu kali": {"ribuan"}, "tertukar": {"angka_tertukar"}, "angka lebih": {"angka_lebih", "angka_nol"},
         "salah ketik": {"salah_ketik", "angka_nol"}}  # fmt: skip
