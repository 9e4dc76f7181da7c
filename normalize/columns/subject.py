"""What a table's words say it is about: money, or things that are only counted (passengers, schools, tons)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MONEY_KINDS
from normalize.satuan import counts_things as is_unit
from normalize.types import Column
from normalize.ukuran import DOUBTFUL
from vocabulary.kata import MONEY_NOUNS
from vocabulary.words import Phrase, phrases

_NOUN = re.compile(rf"\b(?:{'|'.join(MONEY_NOUNS.split())})\b", re.I)
_BUDGETED = frozenset({"uang", "rp", "sebelum", "setelah", "program", "kegiatan", "sub_kegiatan"})
"""Axes of what only a budget has: its units, its changes, its items."""


def speaks_of_money(columns: Sequence[Facts], title: str) -> bool:
    """True where a header, or the title, names money, its unit, its source, what brings it in or what it is spent on.

    A table without any header is silent: it may go on with one that speaks.
    """
    texts = [level.text for f in columns for level in f.levels]
    named = any(map(_names_money, (p for f in columns for x in f.levels for p in x.phrases)))
    return not texts or named or any(map(_names_money, phrases(title))) or _brings_money((title, *texts))


def _names_money(phrase: Phrase) -> bool:
    return phrase.kind in MONEY_KINDS - {"selisih"} or phrase.rincian is not None or bool(phrase.axes & _BUDGETED)


def _brings_money(texts: Iterable[str]) -> bool:
    return any(map(_NOUN.search, texts))


def counts_things(level: Level) -> bool:
    """True for a header text that says of what it is the number, or in what unit: "Jumlah Penumpang", "Panen (ton)".

    >>> from normalize.columns.facts import Level
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
    known = {p.text for p in level.phrases}
    return any(len(word) >= _A_NOUN and word not in known for word in re.findall(r"[a-z]+", level.text.lower()))


_BRACKETS = re.compile(r"\(([^()]{1,12})\)\s*$")
_A_NOUN = 4
"""Letters of a word that can be the thing: "Jumlah Th. 2019" is of nothing."""


def doubted_money(columns: Sequence[Column], facts: Sequence[Facts], kinds: Sequence[str], title: str) -> list[Column]:
    """The columns; in a table that nowhere speaks of money those that only numbers or a "Total" call money are
    doubtful.

    What two columns add up to, and a third one's share in it, holds of people at work as it holds of a budget.
    """
    if speaks_of_money(facts, title):
        return list(columns)
    said = [frozenset(p.kind for level in f.levels for p in level.phrases) for f in facts]
    # A share of the total is what was spent only where some header says what that is.
    spent = any(each & _SPENT for each in said)
    doubtful = [
        kind in _OF_MONEY and not _is_said(kind, own, spent) and (kind != "realisasi" or _is_large(f))
        for f, own, kind in zip(facts, said, kinds, strict=True)
    ]
    return [
        replace(c, keyakinan=min(c.keyakinan, DOUBTFUL)) if doubted else c
        for c, doubted in zip(columns, doubtful, strict=True)
    ]


_OF_MONEY = MONEY_KINDS | {"realisasi", "persen_realisasi"}
_SPENT = frozenset({"realisasi", "capaianrealisasi", "keuangan", "capaian"})


def _is_large(facts: Facts) -> bool:
    """True for numbers that could be money: what else was reached, percentages and small counts, is no one's budget."""
    known = np.abs(facts.numbers[np.isfinite(facts.numbers)])
    return bool(known.size) and float(np.median(known)) >= _MONEY


_MONEY = 1000.0


def _is_said(kind: str, said: frozenset[str | None], spent: bool) -> bool:
    if kind == "persen_realisasi":
        return spent
    return kind in said or (kind == "realisasi" and bool(said & _SPENT))
