"""Letters that a scan made of digits: ``l.500.000``, ``1O0.000``, ``250rg``."""

from __future__ import annotations

import re

_TO_DIGIT = str.maketrans("OoQDlI|!SsBZz", "0000111155822")
_TOKEN = re.compile(r"(?<![A-Za-z0-9])[0-9OoQDlI|!SsBZz][0-9OoQDlI|!SsBZz.,]{2,}(?![A-Za-z])")
_LETTER = re.compile(r"[OoQDlI|!SsBZz]")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*[.,]?")
_ZEROS = re.compile(r"(?<![A-Za-z0-9])[0-9][0-9.,]*O[0-9O.,]*(?=\s|%|$)")
"""Digits and capital O alone: nothing is counted in O, so that it was typed or read for a zero."""
_ORANG = re.compile(r"([0-9])\s*0(r(?:an)?g)\b", re.IGNORECASE)


def undo_confusions(text: str, eager: bool) -> str:
    """The text with misread digits restored; the same text where none stands out.

    Only a token that becomes a number is changed, and, unless ``eager`` (a scan, a money column), only one that has
    a thousands mark. A lone final letter is left alone: ``10 l`` are litres.

    >>> undo_confusions("l.500.000", False), undo_confusions("250rg", False), undo_confusions("S1", True)
    ('1.500.000', '25 org', 'S1')
    >>> undo_confusions("5O %", False), undo_confusions("7O,5", False), undo_confusions("5 Orang", False)
    ('50 %', '70,5', '5 Orang')
    >>> undo_confusions("40 0rg", False), undo_confusions("400 org", False)
    ('40 org', '400 org')
    """
    if not _LETTER.search(text) and "rg" not in text:
        return text
    text = _ZEROS.sub(lambda found: found.group().replace("O", "0"), text)
    text = _ORANG.sub(r"\1 o\2", text)
    return _TOKEN.sub(lambda found: _restored(found.group(), eager), text)


def _restored(token: str, eager: bool) -> str:
    letters = len(_LETTER.findall(token))
    digits = sum(c.isdecimal() for c in token)
    marked = re.search(r"[.,][0-9OoQlI|!SsBZz]{3}", token) is not None
    if not letters or digits < 2 or letters > digits or not (eager or marked):
        return token
    if not marked and token[-1].isalpha():
        return token
    restored = token.translate(_TO_DIGIT)
    return restored if _NUMBER.fullmatch(restored) else token
