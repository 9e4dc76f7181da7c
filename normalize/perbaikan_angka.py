"""Prints that are no part of a number, or another way to write one, brought to plain digits before a cell is cut.

Footnote marks (``1.276.905 1)``), the spreadsheet's ``1,2E+09``, ``2½``, groups by apostrophe, doubled marks.
"""

from __future__ import annotations

import re
from decimal import Decimal

_FOOTNOTE = re.compile(
    r"(?<=[^\s(])\s*(?:\[\s*(?:[0-9]{1,2}|[a-z*])\s*\]|\*+\s*\)?)$|(?<=[^\s(])\s+(?:[0-9]{1,2}|[a-z])\)$"
)
_TIGHT_NOTE = re.compile(r"((?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3}){2,}(?:,[0-9]{2}|\.[0-9]{2})?)[0-9]\)$")
"""``1.276.905.5001)``: the raised mark of a note stands close to an amount whose groups are complete."""
_RAISED = re.compile(r"(?<=[0-9%])\s?[¹²³⁰⁴-⁹]+\)?")
_SCIENTIFIC = re.compile(r"(?<![\w.,])([0-9](?:[.,][0-9]+)?)E([+-]?[0-9]{1,2})(?![\w.,])", re.I)
_FRACTION = re.compile(r"(?<![0-9.,])([0-9]{1,4})\s?([¼½¾])")
_FRACTIONS = {"¼": "25", "½": "5", "¾": "75"}
_APOSTROPHES = re.compile(r"(?<![0-9.,'’])[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9'’])")
_BROKEN_WORD = re.compile(
    r"(?<=[A-Za-z][/=:][0-9])\n(?=[0-9]{1,3}(?:\s|$))|(?<=[A-Za-z][/=:][0-9]{2})\n(?=[0-9]{1,2}(?:\s|$))"
)
_DOUBLED = re.compile(r"(?<=[0-9])[.,]\s?([.,])(?=[0-9])")
_UNUSUAL = re.compile(r"[¼½¾'’]|[.,]\s?[.,]")


def without_footnote(text: str) -> str:
    """The text without the mark of a note behind it; a number in the text's own brackets stays.

    >>> without_footnote("1.276.905.500 1)"), without_footnote("1.276.905.5001)"), without_footnote("5 Unit *)")
    ('1.276.905.500', '1.276.905.500', '5 Unit')
    >>> without_footnote("(12 bulan, 2)"), without_footnote("1.234)")
    ('(12 bulan, 2)', '1.234)')
    """
    text = text if text.isascii() else _RAISED.sub("", text)
    if text[-1:] not in (")", "]", "*") or text.count("(") >= max(1, text.count(")")):
        return text
    tight = _TIGHT_NOTE.search(text)
    if tight:
        return text[: tight.end(1)]
    bare = _FOOTNOTE.sub("", text)
    return bare if re.search("[0-9]", bare) else text


def without_line_break(text: str) -> str:
    r"""The text of a cell, its number put together again where the line ended in the midst of a long word.

    A word processor breaks a line inside a word only where the word alone is wider than the cell.

    >>> without_line_break("2\nKegiatan/6\n0 orang"), without_line_break("20 org\n11 unit")
    ('2\nKegiatan/60 orang', '20 org\n11 unit')
    """
    return _BROKEN_WORD.sub("", text) if "\n" in text else text


def plain_digits(text: str) -> str:
    """The text with other ways of writing a number put into digits and marks.

    >>> plain_digits("2½ Ha"), plain_digits("1'234'567"), plain_digits("1.000.000.,00")
    ('2,5 Ha', '1234567', '1.000.000,00')
    """
    if not _UNUSUAL.search(text):
        return text
    text = _FRACTION.sub(lambda found: f"{found[1]},{_FRACTIONS[found[2]]}", text)
    text = _APOSTROPHES.sub(lambda found: found.group().replace("'", "").replace("’", ""), text)
    return _DOUBLED.sub(r"\1", text)


def has_doubled_mark(text: str) -> bool:
    """True where a number's mark stands there twice (``1..900.000``): one is too many, or a digit between is lost."""
    return _DOUBLED.search(text) is not None


def without_powers(text: str) -> str:
    """The text with a spreadsheet's short form of large numbers written out; small powers stay, they are no amounts.

    >>> without_powers("1,2345E+11"), without_powers("1.2E+09"), without_powers("1E-05")
    ('123450000000', '1200000000', '1E-05')
    """
    return _SCIENTIFIC.sub(_written_out, text) if "E" in text or "e" in text else text


def _written_out(found: re.Match[str]) -> str:
    value = Decimal(found[1].replace(",", ".")).scaleb(int(found[2]))
    whole = value == value.to_integral_value()
    return format(value, "f").split(".")[0] if whole and 1000 <= value < 10**16 else found.group()
