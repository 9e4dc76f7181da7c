"""What people do to headers: capitals, abbreviations, footnote marks, formulas, misprints."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from bench.renjabench.model import Col, Sheet

_SHORT = {
    "Program": "Prog.",
    "Kegiatan": "Keg.",
    "Realisasi": "Real.",
    "Anggaran": "Angg.",
    "Indikator": "Ind.",
    "Keterangan": "Ket.",
    "Keuangan": "Keu.",
    "Triwulan": "Trw.",
    "Jumlah": "Jml",
    "Tahun": "Thn.",
    "Satuan": "Sat.",
    "Persentase": "Persen",
}
_LONG = 7
"""Letters from which a word of a header may be misprinted and still be known."""
_MARKED = re.compile(r"(?:Uraian|Sasaran|Indikator|Program)\b", re.I)


def capitals(text: str, g: random.Random) -> str:
    """All in capitals."""
    return text.upper()


def abbreviated(text: str, g: random.Random) -> str:
    """Long words cut short, as narrow columns ask for."""
    return re.sub(r"[A-Z][a-z]+", lambda m: _SHORT.get(m.group(), m.group()), text)


def marked(text: str, g: random.Random) -> str:
    """A footnote mark behind what the rows are about."""
    return f"{text} *)" if _MARKED.match(text) else text


def misprinted(text: str, g: random.Random) -> str:
    """A letter lost in a long word, now and then."""
    words = text.split(" ")
    long = [k for k, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    if not long or g.random() < 0.7:
        return text
    k = g.choice(long)
    at = g.randrange(2, len(words[k]) - 2)
    words[k] = words[k][:at] + words[k][at + 1 :]
    return " ".join(words)


HABITS: tuple[Callable[[str, random.Random], str] | None, ...] = (
    None,
    None,
    None,
    capitals,
    abbreviated,
    marked,
    misprinted,
)
"""Each with the same chance; None leaves headers as they are."""


def with_habit(sheet: Sheet, g: random.Random) -> Sheet:
    """The sheet with its headers as somebody types them; one text is always typed one way."""
    habit = g.choice(HABITS)
    if habit is None:
        return sheet
    typed: dict[str, str] = {}

    def path(col: Col) -> tuple[str, ...]:
        for text in col.path:
            if text not in typed:
                typed[text] = habit(text, g)
        return tuple(typed[text] for text in col.path)

    return replace(sheet, cols=[replace(col, path=path(col)) for col in sheet.cols])
