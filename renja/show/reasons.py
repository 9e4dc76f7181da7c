"""Why money of a table was lost, in the language of now: the dataset keeps it in Indonesian."""

from __future__ import annotations

import re

from renja.texts import in_one_language, language, text

PHRASES = (
    "amounts", "column", "no_row", "no_measure", "no_year",
    "two_readings", "doubtful", "not_understood", "no_table", "elsewhere",
    "no_item", "slices_alone", "others_alone", "money_doubtful",
)  # fmt: skip
"""What ``output.coverage`` and ``output.authority`` say, by their keys in the catalogues, under ``lost``."""
_QUOTED = re.compile(r'("[^"]*")')


def reason_in_one_language(reason: str) -> str:
    """The reason as people read it now; what a document prints, in quotes, stays as it is.

    >>> from renja.texts import speaking
    >>> with speaking("en"):
    ...     reason_in_one_language('3 nilai uang tanpa ukuran (kolom "Nilai uang")')
    '3 amounts without a measure (column "Nilai uang")'
    """
    parts = _QUOTED.split(in_one_language(reason))
    return "".join(part if part.startswith('"') else _translated(part) for part in parts)


def _translated(part: str) -> str:
    held = {name: text("id", f"lost.{name}") for name in PHRASES}
    for name in sorted(held, key=lambda name: -len(held[name])):  # the longer first: it may hold a shorter one
        part = part.replace(held[name], text(language(), f"lost.{name}"))
    return part
