"""The words that headers are made of: each phrase with the axis of meaning that it speaks for.

One vocabulary for every form: the wordings are those of Permendagri 13/2006, 54/2010, 86/2017 and 90/2019 and of
Permenpan 53/2014, and what offices print for them. A header text is cut into the longest phrases that are known, from
left to right; Indonesian noun phrases begin with their head ("Target Capaian Kinerja" is a target), so the first kind
that a text names counts most (``candidates``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vocabulary.kata import AXES, KINDS, SLICES
from vocabulary.spelling import mended

_DEPTHS = frozenset({"urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"})
"""Levels are spoken for by their own phrases only: "sub kegiatan" is no kegiatan."""

_WHOLE = frozenset({"awal", "apbdp", "progres", "progress"})
"""Words that speak for an axis only where they stand alone: "Kondisi Awal" is no budget before a change, and "APBD
Prov" none after it; "Progres Keuangan" is not physical."""

_WORD = re.compile(r"[^\W_]+|%|\+")
_PARTED_UNIT = re.compile(r"\bs\s*[./]?\s*d\b\.?", re.I)
_RECKONED = re.compile(r"\([^()]*\s[x×*:]\s[^()]*\)", re.I)
"""How a column is reckoned, in brackets: "Skor (Bobot x Capaian)" is no bobot. Its "%" is the column's."""
_LONGEST = 6
"""Words that a phrase may be put together from; more than four only where a narrow cell broke words."""
_COMPARED = frozenset({"terhadap", "thd", "dibandingkan", "dibanding"})
"""What a share is of stands behind these: "Capaian s/d 2024 terhadap Target Akhir Renstra (%)" is no target."""
_COMPARING = re.compile(rf"\b(?:{'|'.join(sorted(_COMPARED))})\b", re.I)
_SHARED = frozenset({"capaian", "realisasi", "persen"})
_SIGNS = frozenset({"%", "rp"})
_PART = 4
"""Letters from which an axis word counts inside of a longer phrase."""
_GLUED = 8
"""Letters from which a phrase is also looked for inside of a longer word ("KEBUTUHANDANA(Rp)")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase of a header: the kinds and axes that it speaks for and where its words stand."""

    text: str
    kind: str | None
    axes: frozenset[str]
    rincian: str | None
    start: int


def _table() -> dict[str, tuple[str | None, frozenset[str], str | None]]:
    kinds = {phrase: kind for kind, text in KINDS.items() for phrase in text.split()}
    axes: dict[str, set[str]] = {}
    for axis, text in AXES.items():
        for phrase in text.split():
            axes.setdefault(phrase, set()).add(axis)
    slices = {phrase: name for name, text in SLICES.items() for phrase in text.split()}
    # A longer phrase speaks for the axes of the words that it is made of: "realisasifisik" is fisik.
    parts = [(word, spoken) for word, spoken in axes.items() if len(word) >= _PART and not spoken & _DEPTHS]
    staged = {phrase for phrase, spoken in axes.items() if spoken & {"sebelum", "setelah"}}
    for phrase in {*kinds, *slices}:
        for word, spoken in parts:
            # "Anggaran Akhir" is what stands after a change, not the end of a period.
            if word in phrase and word not in _WHOLE and not (word == "akhir" and phrase in staged):
                axes.setdefault(phrase, set()).update(spoken)
    return {
        phrase: (kinds.get(phrase), frozenset(axes.get(phrase, ())), slices.get(phrase))
        for phrase in {*kinds, *axes, *slices}
    }


_PHRASES = _table()
_LONG_SIZES = tuple(sorted({len(p) for p in _PHRASES if len(p) >= _GLUED}, reverse=True))
"""How long the phrases are that are looked for inside of a word, longest first."""


def phrases(text: str) -> tuple[Phrase, ...]:
    """The known phrases of one header text, in order; words that no phrase knows are left out.

    >>> [p.kind for p in phrases("Target Capaian Kinerja Program (Renstra)")]
    ['target', 'nama', None]
    >>> phrases("Kebutuhan Dana/ Pagu Indikatif (Rp)")[0].kind
    'pagu'
    >>> [p.text for p in phrases("Capaian terhadap Target Akhir Renstra (%)")]
    ['capaian', '%']
    >>> [p.text for p in phrases("Capaian (Realisasi : Target x 100%)")], phrases("Target & Anggaran")[0].kind
    (['capaian', '%'], 'target')
    """
    return _parted(text)[0]


def compared(text: str) -> tuple[Phrase, ...]:
    """The phrases of what a share is compared with, which are none of its own.

    >>> [p.text for p in compared("Capaian terhadap Target Akhir Renstra (%)")]
    ['targetakhir', 'renstra']
    """
    return _parted(text)[1]


def own_part(text: str) -> str:
    """What a share's header says of itself: years behind "terhadap" are of what it is compared with.

    >>> own_part("Capaian thd Target 2030 (%)"), own_part("Target 2030 dibanding 2028")
    ('Capaian ', 'Target 2030 dibanding 2028')
    """
    found = _COMPARING.search(text)
    return text[: found.start()] if found and any(p.kind in _SHARED for p in phrases(text[: found.start()])) else text


@lru_cache(maxsize=16384)
def _parted(text: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The phrases of a text, and those of what it is compared with."""
    plain = _RECKONED.sub(lambda found: " % " if "%" in found.group() else " ", mended(text)).replace("&", " dan ")
    words = _WORD.findall(_PARTED_UNIT.sub(" sd ", plain).lower())
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        size, phrase = _longest(words, at)
        if phrase is not None:
            found.append(Phrase(phrase, *_PHRASES[phrase], start=at))
        at += size
    end = next((at for at, word in enumerate(words) if word in _COMPARED), len(words))
    if not any(p.kind in _SHARED for p in found if p.start < end):
        return tuple(found), ()
    own = tuple(p for p in found if p.start < end or p.text in _SIGNS)
    return own, tuple(p for p in found if p not in own)


def _longest(words: list[str], at: int) -> tuple[int, str | None]:
    """(words taken, phrase): the longest known phrase that begins here, else one inside of this word, else none."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = "".join(words[at : at + size])
        if joined in _PHRASES:
            return size, joined
    word = words[at]
    if len(word) > _GLUED:
        return 1, next((p for size in _LONG_SIZES if (p := word[:size]) in _PHRASES and len(p) == size), None)
    return 1, None
