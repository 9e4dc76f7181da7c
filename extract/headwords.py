"""The words and values that cells of a header, and of a body, are made of; nothing here knows what a column means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from vocabulary.kata import HEADER_WORDS

_WORDS = re.compile("|".join(sorted(re.findall(r"\w+", HEADER_WORDS), key=len, reverse=True)))
"""Longest first: ``subkegiatan`` before ``sub``."""
_SMALL = re.compile("no|k|rp|ket|n|l|p|i{1,3}|iv|v|tw|vol|org|spm|ikk|iku|pd|dan|atau")
_LINKS = re.compile(r"\b(?:dan|atau|pada|per|s/d|sd|untuk|yang|ke|di|dari|dalam|n|tahun|the|rp)\b|(?:19|20)\d\d")
_SIGNS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:tahun|thn|th|ta)?\W{0,3}(?:19|20)\d\d(?:\W{1,3}(?:19|20)?\d\d)?\W{0,2}", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?:19|20)\d\d\s+(?:target|realisasi|capaian|pagu|anggaran|kinerja|rp)\b", re.IGNORECASE)
"""A header that begins with its year: "2031 Target"."""
_SCALE = re.compile(
    r"\(?\s*rp\.?\s*[x.,]{0,2}\s*0{3}(?:[.,]0{3})*\s*(?:,-)?\s*\)?|\(\s*[.,]?0{3}(?:[.,]0{3})*\s*\)", re.I
)
_TOTAL = re.compile(
    r"(?:(?:grand|sub)\s*)?(?:jumlah|total)(?:\s*(?:total|umum|keseluruhan|seluruhnya|akhir|anggaran|belanja|pagu|dana))?"
    r"(?:\s*\(?[a-z0-9+.]{1,6}\)?)?\s*[:=]?",
    re.IGNORECASE,
)
_SHORT, _MOSTLY = 3, 0.8
"""Words with more letters than this are counted, and so large a share of them is small in sentences."""
_DATUM = re.compile(r"[-–(+]?\s*(?:rp\.?\s*)?\d[\d.,:/\s]*(?:,-|%|[-–)])?\s*(?:[^\W\d]+\.?\s*){0,3}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def squash(text: str) -> str:
    r"""Letters and digits only, lower case: line breaks inside a word no longer count.

    >>> squash("K\nel\nompo\nk Sasaran")
    'kelompoksasaran'
    """
    return _SIGNS.sub("", text.casefold())


def is_year(text: str) -> bool:
    """True for a year as headers print it: ``2024``, ``Tahun 2024``, ``2023/2024``."""
    return bool(_YEAR.fullmatch(text.strip()))


def is_scale(text: str) -> bool:
    """True for what headers print of the size of their amounts: ``(Rp.000)``, ``Rp. .000,-``, ``(000)``."""
    return bool(_SCALE.fullmatch(" ".join(text.split())))


def is_total(text: str) -> bool:
    """True for what names a row of totals and nothing besides: an indicator begins with the same word.

    >>> is_total("JUMLAH TOTAL"), is_total("Jumlah (A+B)"), is_total("Jumlah tungku garam")
    (True, True, False)
    """
    return bool(_TOTAL.fullmatch(text.strip()))


@lru_cache(maxsize=4096)
def is_datum(text: str) -> bool:
    """True for a value (number, amount, code, number with unit, a lone dash), which no header cell but a year is."""
    text = " ".join(text.split())
    if not text or is_year(text) or is_scale(text) or _OF_YEAR.match(text):
        return False
    return text in {"-", "–", "N/A"} or bool(_DATUM.fullmatch(text))


def are_sentences(texts: Iterable[str]) -> bool:
    """True where nearly all words that begin no line are printed small.

    >>> are_sentences(["Perbaikan tungku garam"]), are_sentences(["Perbaikan Tungku Garam"])
    (True, False)
    """
    words = [word for text in texts for word in text.split()[1:] if len(word) > _SHORT and word.isalpha()]
    return sum(map(str.islower, words)) > _MOSTLY * len(words)


def wording(text: str) -> float:
    """How far a text is made of header words, 0..1."""
    text = text.casefold().strip()
    squashed = squash(text)
    if text == "%" or _SMALL.fullmatch(squashed) or is_year(text) or is_scale(text):
        return 1.0
    bare = squash(_LINKS.sub(" ", text)) or squashed
    if not bare:
        return 0.0
    return min(1.0, sum(len(found) for found in _WORDS.findall(bare)) / len(bare))
