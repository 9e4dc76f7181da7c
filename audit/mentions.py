"""Amounts and percentages in a sentence: what they are said to be, and whether the words in brackets agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalize.angka import read_numbers
from normalize.satuan import scale_of
from normalize.terbilang import read_words
from normalize.types import NumberContext, Ukuran

_SCALE = r"(?:ribu|juta|miliar|milyar|triliun|trilyun)"
_AMOUNT = re.compile(
    rf"\bRp\s?\.?\s*([0-9][0-9.,]*(?:\s[0-9]{{3}}(?=[.,\s-])[0-9.,]*)*)(\s*{_SCALE}\b)?", re.IGNORECASE
)
_WORDS = re.compile(r"[\s,.-]{0,6}\(\s*(?:terbilang\s*:?\s*)?([A-Za-z\s]{8,300})\)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*,?\s*(?:%|persen\b)", re.IGNORECASE)
_MEASURES = (
    (Ukuran.PRAKIRAAN_MAJU, re.compile(r"pra?kiraan\s+maju", re.IGNORECASE)),
    (Ukuran.SISA, re.compile(r"\bsisa\b|tidak\s+terserap|\bsilpa\b", re.IGNORECASE)),
    (Ukuran.REALISASI, re.compile(r"realisasi|terserap|penyerapan|serapan", re.IGNORECASE)),
    (Ukuran.PAGU, re.compile(r"\bpagu\b|anggaran|alokasi|\bdana\b|kebutuhan", re.IGNORECASE)),
)
_NARRATIVE = NumberContext(ukuran=Ukuran.PAGU, narrative=True)
_MOST = 40
"""Amounts of one sentence that are read."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in a sentence. ``slack``: half of the last printed digit's worth (amounts in juta are rounded).

    ``words``: what the number words in brackets behind it say; ``start``, ``end`` its place in the sentence.
    """

    text: str
    value: Decimal
    slack: Decimal
    ukuran: Ukuran | None
    words: int | None
    confidence: float
    start: int
    end: int

    @property
    def digits(self) -> int:
        """Place in the sentence of the amount's first digit."""
        return self.start + re.search(r"[0-9]|$", self.text).start()  # type: ignore[union-attr] # "$" always matches


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage in a sentence; ``start`` is its place."""

    text: str
    value: Decimal
    start: int


def amounts(sentence: str) -> list[Mention]:
    """The amounts of money that a sentence names, in order.

    >>> [(m.value, m.ukuran) for m in amounts("anggaran Rp. 5.000.000,- terealisasi sebesar Rp 4.900.000,-")]
    [(Decimal('5000000'), <Ukuran.PAGU: 'pagu'>), (Decimal('4900000'), <Ukuran.REALISASI: 'realisasi'>)]
    """
    found: list[Mention] = []
    for match in list(_AMOUNT.finditer(sentence))[:_MOST]:
        before = sentence[found[-1].end if found else 0 : match.start()]
        mention = _mention(sentence, match, before)
        if mention is not None:
            found.append(mention)
    return found


def shares(sentence: str) -> Iterator[Share]:
    """The percentages that a sentence names, in order."""
    for match in list(_PERCENT.finditer(sentence))[:_MOST]:
        yield Share(match.group(0), Decimal(match.group(1).replace(",", ".")), match.start())


def _mention(sentence: str, match: re.Match[str], before: str) -> Mention | None:
    numbers = read_numbers(match.group(0), _NARRATIVE)
    if not numbers or numbers[0].value is None:
        return None
    number, value = numbers[0], numbers[0].value or Decimal(0)
    words = _WORDS.match(sentence, match.end())
    said = read_words(words.group(1)) if words else None
    end = words.end() if words else match.end()
    slack = _slack(match.group(1), match.group(2))
    return Mention(match.group(0), value, slack, _measure(before), said, number.confidence, match.start(), end)


def _slack(digits: str, scale: str | None) -> Decimal:
    """How far the meant amount may lie from the printed one: half of the last digit where a scale word rounds."""
    if scale is None:
        return Decimal(0)
    tail = re.search(r"[.,]([0-9]{1,2})$", digits.strip())
    digits_behind = len(tail.group(1)) if tail else 0
    return (Decimal(scale_of(scale.strip())) / 2).scaleb(-digits_behind)


def _measure(before: str) -> Ukuran | None:
    return next((ukuran for ukuran, words in _MEASURES if words.search(before)), None)
