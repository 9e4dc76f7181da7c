"""What a table's words say it is about: money, or things that are only counted (passengers, schools, tons)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MONEY_KINDS
from normalize.satuan import counts_things as is_unit
from vocabulary.kata import MONEY_NOUNS
from vocabulary.words import Phrase

_NOUN = re.compile(rf"\b(?:{'|'.join(MONEY_NOUNS.split())})\b", re.I)
_BUDGETED = frozenset({"uang", "rp", "sebelum", "setelah", "program", "kegiatan", "sub_kegiatan"})
"""Axes of what only a budget has: its units, its changes, its items."""


def speaks_of_money(columns: Sequence[Facts]) -> bool:
    """True where a header names money, its unit, its source, what brings it in or what it is spent on.

    A table without any header does too: it may go on with one that names it.
    """
    texts = [level.text for f in columns for level in f.levels]
    named = any(map(_names_money, (p for f in columns for x in f.levels for p in x.phrases)))
    return not texts or named or _brings_money(texts)


def _names_money(phrase: Phrase) -> bool:
    return phrase.kind in MONEY_KINDS - {"selisih"} or phrase.rincian is not None or bool(phrase.axes & _BUDGETED)


def _brings_money(texts: Iterable[str]) -> bool:
    return any(map(_NOUN.search, texts))


def counts_things(level: Level) -> bool:
    """True for a header text that says of what it is the number, or in what unit: "Jumlah Penumpang", "Panen (ton)".

    >>> from normalize.columns.facts import Level
    >>> from vocabulary.words import phrases
    >>> of = lambda text: Level(text, phrases(text), 0, 0, frozenset(), None)
    >>> [counts_things(of(text)) for text in ("Jumlah Penumpang 2019", "Jumlah (Rp)", "Total", "Jumlah Setoran")]
    [True, False, False, False]
    >>> counts_things(of("Hasil Tangkapan (ton)")), counts_things(of("Hasil Tangkapan (%)"))
    (True, False)
    """
    unit = _BRACKETS.search(level.text)
    if unit and is_unit(unit[1]):
        return True
    if {p.kind for p in level.phrases} != {"jumlah"} or _brings_money((level.text,)):
        return False
    known = {p.text for p in level.phrases} | _OF_ALL
    return any(len(word) >= _A_NOUN and word not in known for word in re.findall(r"[a-z]+", level.text.lower()))


_BRACKETS = re.compile(r"\(([^()]{1,12})\)\s*$")
_OF_ALL = frozenset({"setahun", "tahunan", "seluruh", "seluruhnya", "keseluruhan", "semua", "semuanya"})
_A_NOUN = 4
"""Letters of a word that can be the thing: "Jumlah Th. 2019" is of nothing."""
