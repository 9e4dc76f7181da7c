"""What a row's code and name were changed by, in words for the column ``perbaikan`` of ``baris``.

A canonical code that is only written otherwise (dots, padding, a name behind it) needs no record. Whatever else stands
between the print and the code is named, in this order:

- ``kode_huruf``: letters were read as the digits that they look like (``l.O6``);
- ``kode_pisah``: parts that a narrow cell broke, repeated or ran together were put right;
- ``kode_induk``: parts that are not printed or cannot be read come from the rows above or from the document's bidang;
- ``kode_kewenangan``: the kewenangan is the document's own, another one is printed;
- ``kode_nama``: the name, under its parent, overrules the printed code.

Rows themselves may be put right before that: ``bukti:baris_terpotong`` (two halves of a row that a page break cut) and
``bukti:tingkat`` (a level that only so makes the sums close).
"""

from __future__ import annotations

import re

from nomenclature.kode import UNKNOWN, KodeParts, code_text, kewenangan_of, readings, with_kewenangan

BY_SUMS = "bukti:tingkat"
_LETTERS = re.compile(r"[OoIl|]")
_ODD = 1.0
"""Cost of a reading from which its parts were not simply printed one after another."""


def kode_repair(kode_asli: str | None, kode: str | None) -> str | None:
    """How the code was got from the print, None where it is what is printed or where one of the two is missing.

    >>> kode_repair("1.06.04.2.01.03", "1.06.04.2.01.0003"), kode_repair("01 2.06. 09", "1.06.01.2.06.0009")
    (None, 'kode_induk')
    >>> kode_repair("l.O6.04", "1.06.04"), kode_repair("1.06.01.2.06", "1.06.06.2.01")
    ('kode_huruf', 'kode_nama')
    """
    if not kode_asli or not kode or not re.search(r"\d", kode_asli):
        return None
    words = ["kode_huruf"] if _LETTERS.search(code_text(kode_asli, as_digits=False)) else []
    found = readings(kode_asli)
    at_hand = next((r for r in found if _agrees(r, kode)), None)
    if at_hand is None:
        own = next((r for r in found if _agrees(r, _other_kewenangan(kode, r))), None)
        words.append("kode_nama" if own is None else "kode_kewenangan")
        at_hand = own
    if at_hand is not None:
        words += _ways(at_hand)
    return ";".join(dict.fromkeys(words)) or None


def _ways(reading: KodeParts) -> list[str]:
    ways = ["kode_pisah"] if reading.urusan is not None and reading.cost >= _ODD and reading.kode else []
    return ways + (["kode_induk"] if reading.kode is None or reading.urusan in (None, "X") else [])


def _agrees(reading: KodeParts, kode: str) -> bool:
    """True where every part that the reading gives is the code's, and the code goes as deep as the print."""
    parts = kode.split(".")
    printed = [(i, p) for i, p in enumerate(reading.parts) if p is not None]
    if not printed or printed[-1][0] != len(parts) - 1:
        return False
    return all(p in (parts[i], UNKNOWN, "X", "XX") for i, p in printed)


def _other_kewenangan(kode: str, reading: KodeParts) -> str:
    """The code with the kewenangan that the reading prints."""
    digit = reading.kewenangan
    return with_kewenangan(kode, digit) if digit and digit != UNKNOWN and kewenangan_of(kode) else kode


def joined(*repairs: str | None) -> str | None:
    """Records of one row as one text, None where there is none.

    >>> joined("kode_induk", None, "nama_baku"), joined(None)
    ('kode_induk;nama_baku', None)
    """
    return ";".join(r for r in repairs if r) or None
