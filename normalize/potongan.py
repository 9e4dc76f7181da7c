"""A cell's text cut into numerals and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from normalize.pemisah import is_grouped, well_formed
from normalize.satuan import is_grade
from normalize.terbilang import read_words

MAX_TEXT = 600
MAX_NUMBERS = 24

RP = r"(?:\b[Rr][Pp]|\bIDR)\s*[.:]?\s*"
_TAIL = r"\s*[.,]-{1,2}(?=\s|[0-9]{1,3}\.[0-9]{3})|\s*[.,]?\s*-{1,2}(?!\s*[0-9])|[.,]\s*=|[.,]+(?![0-9])"
"""What closes an amount: ",-", also where another one follows, whose sign the dash is not."""
_CORE = r"(?P<core>[0-9]+(?:[.,][0-9]+)*)"
_BEFORE = r"(?P<before>(?<![0-9A-Za-z%])(?<![0-9%]\s)-\s?(?=[RrI]))?"
"""A sign before the currency's: ``-Rp 1.000``."""
_PLAIN = re.compile(rf"{_BEFORE}(?P<rp>{RP})?(?P<sign>-\s?)?{_CORE}(?:{_TAIL})?(?P<after>[^0-9(]*)")
_TOKEN = re.compile(rf"{_BEFORE}(?P<rp>{RP})?(?P<sign>(?<![0-9A-Za-z%])(?<![0-9%]\s)-\s?)?{_CORE}(?:{_TAIL})?")
_RUN = re.compile(r"[0-9]+(?:\s*[.,]\s*[0-9]+|\s+[0-9]+)+")
_LOST_MARK = re.compile(r"[0-9]{1,3}(?:[ .,][0-9]{3})+(?:[.,][0-9]{1,2})?")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?")
_FINISHED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.)[0-9]{2} ")
"""An amount with its decimals: what stands behind it is another one's."""
_NOTE = re.compile(r"\(([^()]*)\)")
_BRACKETED = re.compile(
    rf"(?P<rp>{RP})?\(\s*(?P<inner>(?:{RP})?[0-9][0-9., ]*(?:,?-)?)\s*(?P<share>%?)\s*\)\s*(?P<unit>%?)"
)
_BLANKS = re.compile(r"(?P<before>(?:-\s+)*)(?P<body>(?:-\s?)?(?:\w.*)?[0-9]\S*?)(?P<after>(?:\s+-)+)")
"""Dashes of empty cells run together with an amount: "- 48.000.000 - - -"."""
_POWER = re.compile(r"\b(k?m)2\b", re.IGNORECASE)
_STRANGE = str.maketrans(
    dict.fromkeys("−–—‐‑‒", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\t\r\n", " ")
    | {chr(0xFF10 + d): str(d) for d in range(10)}
    | dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", "")
)


class Piece(NamedTuple):
    """A numeral of a cell: ``text`` as printed with its signs, ``core`` its digits and marks, ``after`` the rest."""

    text: str
    core: str
    rupiah: bool
    minus: bool
    after: str


class Cut(NamedTuple):
    """A cell cut up: the text before the first numeral, the numerals, the values of words in brackets."""

    lead: str
    pieces: tuple[Piece, ...]
    in_words: tuple[int, ...] = ()
    is_joined: bool = False
    beside_blanks: bool = False
    goes_on: bool = False
    """True where more numerals follow than are read."""


def clean(text: str) -> str:
    """The text with plain dashes and spaces, bounded in length."""
    text = text[:MAX_TEXT]
    if not text.isascii() or not text.isprintable():
        text = text.translate(_STRANGE)
    return _POWER.sub(r"\1²", text.strip()) if "2" in text else text.strip()


def cut(text: str, money: bool, scanned: bool = False) -> Cut:
    """A clean text with at least one digit, cut into its numerals. ``money``: the column holds rupiah; ``scanned``:
    the text was recognised in a picture, where marks are lost.
    """
    blanks = _BLANKS.fullmatch(text) if text.endswith(" -") else None
    if blanks and (blanks["before"] or blanks["after"].count("-") > 1):
        return cut(blanks["body"], money, scanned)._replace(beside_blanks=True)
    plain = _PLAIN.fullmatch(text)
    if plain:
        return Cut("", (_piece(plain, plain["after"]),))
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return _bracketed(bracketed, money)
    text, in_words = _without_notes(text)
    joined = _RUN.sub(lambda run: _mended(run.group(), money or _follows_rp(run), scanned), text)
    found = list(islice(_TOKEN.finditer(joined), MAX_NUMBERS + 1))
    if not found:
        return Cut(text, ())
    ends = [*(m.start() for m in found[1:]), len(joined)]
    pieces = tuple(_piece(m, joined[m.end() : end]) for m, end in zip(found, ends, strict=True))
    goes_on = len(pieces) > MAX_NUMBERS
    return Cut(joined[: found[0].start()], pieces[:MAX_NUMBERS], in_words, joined != text, goes_on=goes_on)


def _piece(found: re.Match[str], after: str) -> Piece:
    sign = found["sign"] or found["before"]
    # "- 5 Dokumen" is a bullet, "- 649.000" and "-5 Dokumen" are negative.
    bullet = sign is not None and sign.endswith(" ") and after.strip()[:1].isalpha()
    text = found.group() if found.re is _TOKEN else found.group()[: found.end("core") - found.start()]
    return Piece(text.strip(), found["core"], found["rp"] is not None, sign is not None and not bullet, after)


def _bracketed(found: re.Match[str], money: bool) -> Cut:
    """A numeral alone in brackets is negative by the accountants' habit; a bare small one is a numbering: ``(5)``."""
    inner = cut(found["inner"].strip(), money or found["rp"] is not None)
    if len(inner.pieces) != 1:
        return inner
    piece = inner.pieces[0]
    rupiah = piece.rupiah or found["rp"] is not None
    share = found["share"] + found["unit"]
    minus = bool(share) or not piece.core.isdecimal() or ((money or rupiah) and len(piece.core) > 2)
    text = found.group()
    return inner._replace(pieces=(Piece(text, piece.core, rupiah, minus and not _is_nil(piece.core), share),))


def _is_nil(core: str) -> bool:
    return core.strip("0.,") == ""


def _without_notes(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without remarks in brackets, as long as a digit stays, and the values they give in words."""
    bare = _NOTE.sub(lambda note: f" / {note[1]}" if is_grade(note[1]) else " ", text)
    if bare == text or not any(c.isdecimal() for c in bare):
        return text, ()
    values = (read_words(note) for note in _NOTE.findall(text))
    return bare, tuple(v for v in values if v is not None)


def _follows_rp(run: re.Match[str]) -> bool:
    return re.search(r"\b(?:rp|idr)\s*[.:]?\s*$", run.string[: run.start()], re.IGNORECASE) is not None


def _mended(run: str, money: bool, scanned: bool = False) -> str:
    """Digits that a narrow cell or a scan broke, joined where the whole becomes a sound number.

    >>> _mended("100,000,00 0", True), _mended("1. 226.155", False), _mended("16.576 24.481", True)
    ('100,000,000', '1.226.155', '16.576 24.481')
    >>> _mended("45 000.000", True), _mended("3 415.600", True), _mended("3 415.600", True, scanned=True)
    ('45.000.000', '3 415.600', '3.415.600')
    >>> _mended("214,310,052,71 4.36", True)
    '214,310,052,714.36'
    >>> _mended("100.000.000,00 0.00", True)
    '100.000.000,00 0.00'
    """
    if " " not in run:
        return run
    parts = run.split()
    if money and len(parts[0]) <= 3 and _SPACED.fullmatch(" ".join(parts)):
        return "".join(parts)
    mark = _lost_mark(parts, scanned) if money else ""
    if mark:
        return mark.join(parts)
    whole = "".join(parts)
    groups = re.split(r"[.,]", whole)
    if len(groups) == 1 or not well_formed(whole):
        return run
    if _FINISHED.match(run):
        return run
    at_mark = re.search(r"[.,]\s|\s[.,]", run) is not None
    split = re.split(r"(?<=[0-9])\s+(?=[0-9])", run)
    broken = any(_is_broken(p.replace(" ", ""), money) for p in split)
    # Counts too, where the rest is just what the last of several groups lacks: "6.304.89 0".
    broken = broken or (len(split) == 2 and is_grouped(groups) and _is_broken(split[0].replace(" ", ""), True))
    stumps = any(len(p) <= 2 or p[0] == "0" for p in split[1:])
    if at_mark and len(split) == 1:
        return whole if money or ((". " in run or " ." in run) and is_grouped(groups)) else run
    return whole if broken or (money and (stumps or at_mark)) else run


def _lost_mark(parts: Sequence[str], scanned: bool) -> str:
    """The mark between groups that is missing where a space stands: no amount begins with ``000``, and on a scan a
    point is easily lost. Two amounts one under the other have marks of their own.
    """
    marks = [c for c in "".join(parts) if c in ".,"]
    if len(parts) != 2 or not marks or not _LOST_MARK.fullmatch(" ".join(parts)):
        return ""
    is_part = any(len(part) <= 3 and part.isdecimal() for part in parts) or parts[1].startswith("000")
    return marks[0] if is_part and (scanned or parts[1].startswith("000")) else ""


def _is_broken(part: str, money: bool) -> bool:
    """True for digits that are no whole numeral: groups of wrong length, or money that ends in the midst of a group."""
    if not well_formed(part):
        return True
    groups = re.split(r"[.,]", part)
    marks = {c for c in part if c in ".,"}
    return money and len(groups) > 2 and len(marks) == 1 and len(groups[-1]) < 3
