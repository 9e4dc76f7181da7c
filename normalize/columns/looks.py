"""What one cell can look like, whatever its header says: an amount, a code, a percentage, words."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.grid import PLAIN_AMOUNT, is_money, letters

CLASSES = ("uang", "kecil", "persen", "satuan", "kode", "urut", "kata", "prosa")
"""What a cell can look like: an amount, a bare number, a percentage, a number with a unit, a dotted code, a letter or
Roman numeral as a running number, a word or two, prose."""

_NUMERAL = re.compile(r"\d[\d.,]*")
_RP = re.compile(r"^(?:rp|idr)\b[\s.:]*", re.I)
RUNNING = re.compile(r"^(?:[ivxlc]{1,6}|[a-z])(?:[.)]\s*(?:\d{1,2}|[a-z]|[ivx]{1,4}))*[.)]?$", re.I)
"""Letters and Roman numerals that number rows."""
_DOTTED = re.compile(r"^\(?\d{1,4}[a-zA-Z]?(?:\s*[.\-]\s*[\dxX]{1,4})+\.?$")
_CODE_PART = re.compile(r"\.?[\dxX]{1,4}(?:\.[\dxX]{1,4})*\.?")
_SPACED = re.compile(r"^\d{1,3}[a-zA-Z]?(?:\s+\d{1,3}[a-zA-Z]?)+\.?$")
_WRAPPED = re.compile(r"^\d{1,2}((?:\.\d{1,4}){2,})(?:[ .]+\d{1,4})+\.?$")
"""A code on two lines whose point between them is lost ("1.06.01.2 09"), its parts behind the first in a group."""
_WRITTEN = re.compile(
    r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}|\d{1,2}-\d{1,2}-(?:19|20)\d\d|\d[\d.]*/[^\s/]+/.*"
    r"|\d{1,2}(?:\s?,\s?\d{1,2}){2,}\s?,?"
)
"""A date, the number of a letter ("027/15/SPK/2023"), a list of numbers ("1,2,5"): words written in figures."""
_TORN_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d\d)?|(?:,\d{3}){2,}(?:\.\d\d)?)")
"""An amount once its parts stand together: groups of one mark, so that no two numbers side by side become one."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?")
_AMOUNT = 100_000.0
"""From this size on a bare number with group marks is an amount rather than a count."""


@lru_cache(maxsize=1 << 16)
def classify(text: str) -> str | None:
    """The class of a one-line cell text; None for an empty cell or a lone dash.

    >>> [classify(t) for t in ("1.250.000", "12", "98,5 %", "12 bulan", "1.06.02", "IV", "APBD")]
    ['uang', 'kecil', 'persen', 'satuan', 'kode', 'urut', 'kata']
    >>> [classify(t) for t in ("1.06.01.2 09", "3.27.04.2.01 12", "41.250.000 300.000")]
    ['kode', 'kode', 'uang']
    """
    if PLAIN_AMOUNT.fullmatch(text):
        return "uang"
    bare = text.strip(" .;:-–—")
    if not bare:
        return None
    if RUNNING.match(bare):
        return "urut"
    if _WRITTEN.fullmatch(bare):
        return "kata"
    if " " in bare and _TORN_AMOUNT.fullmatch("".join(bare.split())):
        return "uang"  # a narrow cell tore it: "796.142 .000", "4.760.4 68.271"
    money = _RP.sub("", bare)
    if not any(map(str.isdigit, bare)):
        return "prosa" if letters(bare) > 12 else "kata"
    if is_money(bare) or (money != bare and letters(money) < 3):
        return "uang"
    if _is_spaced_code(bare) or _is_torn_code(bare):
        return "kode"
    if _DOTTED.match(bare) and (bare.count(".") + bare.count("-") > 1 or not _is_plain_number(bare)):
        return "kode"
    count = letters(bare)
    if count == 0:
        return "persen" if "%" in bare else "uang" if (quick_number(bare) or 0.0) >= _AMOUNT else "kecil"
    if _NUMERAL.match(bare.lstrip("<>≤≥±( ")) and count <= 24:
        return "persen" if "%" in bare or "persen" in bare.lower() or "prosen" in bare.lower() else "satuan"
    return "prosa" if count > 12 else "kata"


def _is_spaced_code(text: str) -> bool:
    """True for a code whose parts blanks hold apart ("2 03 44 10 01"): groups of three alone can be an amount."""
    wrapped = _WRAPPED.match(text)
    if wrapped:
        return any(len(part) != 3 for part in wrapped[1].split(".")[1:])
    if not _SPACED.match(text):
        return False
    _, *further = text.rstrip(".").split()
    return any(len(part) != 3 for part in further) and (len(further) > 1 or further[0].startswith("0"))


def _is_torn_code(text: str) -> bool:
    """True for a code that a narrow cell tore on two lines, also inside of a group ("3.27.04.1.0 7.0003")."""
    first, *further = text.split()
    of_code = bool(further) and classify(first) == "kode" and all(map(_CODE_PART.fullmatch, further))
    return of_code and not is_money("".join(text.split()))


def _is_plain_number(text: str) -> bool:
    return _GROUPED.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def quick_number(text: str) -> float | None:
    """The number of a text that holds just one, read fast; None where it holds none, several, or is ambiguous.

    Only for finding relations: what a cell means is read by ``normalize.angka``.

    >>> quick_number("Rp. 1.250.000,00"), quick_number("(12,5)"), quick_number("3 dan 4"), quick_number("98,45 %")
    (1250000.0, -12.5, None, 98.45)
    """
    if PLAIN_AMOUNT.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if " " in text and not _TORN_AMOUNT.fullmatch("".join(text.split())) and _is_spaced_code(text.strip()):
        return None
    found = _NUMERAL.findall(text.replace(" ", "") if " " in text and letters(text) <= 2 else text)
    if len(found) != 1:
        return None
    core = found[0].strip(".,")
    marks = [ch for ch in core if ch in ".,"]
    if not marks:
        value = float(core) if len(core) <= 16 else None
    else:
        last = max(core.rfind("."), core.rfind(","))
        head, tail = core[:last], core[last + 1 :]
        decimal = len(tail) != 3 or (len(set(marks)) > 1 and marks[-1] not in marks[:-1] and len(tail) < 3)
        digits = head.replace(".", "").replace(",", "")
        value = float(f"{digits or 0}.{tail}") if decimal else float(digits + tail)
    if value is None:
        return None
    sign = text.strip()
    return -value if sign.startswith(("-", "−", "(")) and not sign.startswith("(%") else value
