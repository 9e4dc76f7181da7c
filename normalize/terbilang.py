"""Numbers in Indonesian words, as they stand in brackets behind an amount: the second witness of what it says."""

from __future__ import annotations

import re

_DIGITS = {"nol": 0, "kosong": 0, "se": 1, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
_DIGITS |= {"tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}
_WHOLE = {"seratus": 100, "seribu": 1000, "sejuta": 10**6}
_IGNORED = {"rupiah", "rp", "dan", "saja", "terbilang"}


def read_words(text: str) -> int | None:
    """The whole number that the words say; None where they are not (only) number words.

    >>> read_words("dua belas juta lima ratus ribu rupiah"), read_words("seratus dua puluh tujuh")
    (12500000, 127)
    >>> read_words("dua dokumen") is None
    True
    """
    words = [w for w in re.findall(r"[a-z]+", text[:400].lower()) if w not in _IGNORED]
    if not words or re.search(r"[0-9]", text[:400]):
        return None
    total = part = digit = 0
    for word in words:
        if word in _WHOLE:
            part, digit = part + _WHOLE[word], 0
        elif word in _DIGITS:
            part, digit = part + _DIGITS[word], _DIGITS[word]
        elif word in ("belas", "puluh", "ratus"):
            # The digit just read was counted once; these words change its weight.
            part += {"belas": 10, "puluh": 9 * digit, "ratus": 99 * digit}[word]
            digit = 0
        elif word in _SCALES:
            total, part, digit = total + max(part, 1) * _SCALES[word], 0, 0
        else:
            return None
    return total + part
