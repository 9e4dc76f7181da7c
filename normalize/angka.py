"""Text of a cell to numbers: value, unit, the rule that decided, and how sure it is.

The order of decision: signs that are no part of a number go first (``Rp``, ``,-``), what a narrow cell broke is
joined (`normalize.potongan`), every numeral is read on its own (`normalize.pemisah`), then the scale is applied.
Values are `Decimal`. A printed "-" or "N/A" is no number and never zero. Codes, dates and column numbers are kept
away by the caller, who knows the column's role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from normalize.ocr_angka import undo_confusions
from normalize.pemisah import Evidence, Reading, group_style, matches, read_numeral
from normalize.perbaikan_angka import has_doubled_mark, plain_digits, without_footnote, without_powers
from normalize.potongan import MAX_TEXT, Cut, Piece, clean, cut
from normalize.satuan import (
    NILAI,
    PERSEN,
    PREDIKAT,
    RUPIAH,
    Jenis,
    are_units,
    counts_things,
    header_scale,
    header_unit,
    is_grade,
    is_unit,
    printed_unit,
    scale_of,
    trailing_unit,
    unit_kind,
)
from normalize.types import Number, NumberContext, Ukuran
from normalize.ukuran import ALWAYS_MONEY, SEVERAL

__all__ = ["NumberReader", "group_style", "read_numbers"]

_LIMIT = Decimal(10) ** 16
_LARGEST_BUDGET = Decimal(10) ** 13
_LARGEST_SURE = Decimal(10) ** 14
"""Rupiah; the richest province's whole budget is below it."""
_MOST_PERCENT = 1000
_COUNTED = frozenset({Ukuran.TARGET, Ukuran.REALISASI, Ukuran.CAPAIAN})
GIVEN_SCALE = "skala_diberi"
"""The rule of an amount in thousands or millions where a person says so."""
_SHARES = frozenset({Ukuran.BOBOT, Ukuran.FISIK, Ukuran.TERTIMBANG, Ukuran.PERSEN_REALISASI})
REST = "selebihnya"
"""The rule of the last number that is read of a cell which prints more."""
_SHORT_SCALES = {"M": 10**9, "T": 10**12}
"""Only behind an amount of money: M is miliar, not metre."""
_UNKNOWN = NumberContext()

_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_DIGIT = re.compile(r"[0-9]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){2,}(?:[.,][0-9]{2})?")
_EMPTY = re.compile(r"(?:rp\b|idr\b|persen\b|[%\s.,:;_=()/*-]|#(?:ref|n/a|div/0|value|name|null|num)[!?]?|#+)*", re.I)
_ABSENT = re.compile(r"n\s*[./]?\s*a\.?|null|none|nan|nihil|tad|(?:tidak|belum) ada(?: data)?", re.I)
_LEFT_OUT = re.compile(
    r"(?:-+|(?:…|\.\.)[….]*|n\s*[./]?\s*a\b\.?)\s*(?P<behind>[^\W\d_][^\d]{0,30})|(?P<before>[^\W\d_][^\d]{0,30}?)\s*-+",
    re.I,
)
"""A text in which a dash, dots or N/A stands where a number could."""
_NO_VALUE = re.compile(
    r"[0-9]\s*[xX×]\s*[0-9]|[<>]\s*[A-Za-z]|\b(?:19|20)[0-9]{6}\s[0-9]{6}\b|\b0[0-9]{2}-[0-9]{3,}|^\(0[0-9]{2,3}\)|^rp\.?\s*\(?0{3}\)?$"
    r"|\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember)\b"
    r"|^(?:tahun|triwulan|semester|tabel|bab|pasal|nomor|no\.)(?![a-z])|^[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?$",
    re.I,
)
_LEAD = re.compile(
    r"(?:[\s.,:;=+±~≤≥<>%()\"'*•▪➢✓/-]|rp\b|idr\b|min(?:imal)?\b|ma(?:ks|x)(?:imal)?\b|sekitar\b|kurang\b|lebih\b|dari\b"
    r"|(?:me(?:ningkat|nurun)|naik|turun|tumbuh|bertambah|berkurang)(?:nya)?\b|nilai\b|skor\b|indeks\b|predikat\b|kategori\b|persentase\b|target\b|sebesar\b|sebanyak\b|total\b|jumlah\b|s/?d\b"
    r"|sangat\b|baik\b|cukup\b|sedang\b|tinggi\b|rendah\b|a{1,3}\b|b{1,3}\b|c{1,3}\b|d\b)*",
    re.I,
)
_BASELINE = re.compile(r"\b(?:kondisi|awal|baseline|data dasar|tahun 0)\b", re.I)
"""Headers of what was reached before the plan: it has the indicator's unit, an achievement is a share."""
_SHARE_REACHED = re.compile(r"\b(?:rasio|tingkat|persen(?:tase)?|prosentase)\s+(?:ke(?:ter)?|pen)?capaian\b", re.I)
"""Headers of an achievement that say without a sign that it is a share."""
_OTHER_YEAR = re.compile(
    r"(?<=[\s%)])(?:(?:dr|dari|dibanding(?:kan)?|terhadap|pada|di|dgn|dengan)\s+)*(?:tahun|thn|th)\.?\s*"
    r"(?:n\s*(?:[-+]\s*[0-9])?|(?:19|20)[0-9]{2})(?![0-9])",
    re.I,
)
"""The year that a quantity is compared with, or due in: "Naik 1% dr tahun n-1"."""
_RATIO = re.compile(r"(?P<count>[0-9][0-9.,]*)\s?/\s?(?P<of>1(?:00?)?(?:[.,]?000){1,2}(?:\s+[^\W\d][^\d]{0,40})?)")
"""What happened to so many of a thousand and more: "3/10.000", "102/100.000 kelahiran hidup"."""
_LABEL = re.compile(r"[^\W\d_][^\d:=]{0,40}[:=]\s*")
"""What a cell names before a quantity: "Jalan kota = 5 Km"."""
_GRADED_LEAD = re.compile(r"(?:^|[\s(])(?:A{1,3}|B{1,3}|C{1,3}|D)(?=[\s/(]|$)")
_CONNECTIVE = r"\b(?:dan|s/?d\.?|sampai(?: dengan)?)"
_HALF_BRACKET = re.compile(r"(?:rp[.\s]*)?\([^()]*|[^()]*[0-9][.,\s=-]*\)", re.I)
"""An amount with one of the two brackets that would make it negative."""
_LOST_FRONT = re.compile(r"(?:^|[\s(])[.,]$")
"""What stands before a numeral that has lost its beginning: ``.060``."""
_STUMP = re.compile(r"^\D*[0-9]+[.,]\s*$")
"""An amount that ends with a mark and has no other: ``265.``, ``74058.``"""
_AGAINST = {"titik": re.compile(r"[0-9]+\.[0-9]{2}"), "koma": re.compile(r"[0-9]+,[0-9]{2}")}
"""What has two decimals behind the mark that parts groups in its column: ``605.42`` below ``1.200.000``."""
_CUT_SHORT = re.compile(r"0[0-9]*[.,][0-9]{3}[.,].*|0[0-9]+[.,].*|.*[.,][0-9]")
"""The core of an amount that has lost an end: ``017.565.000``, ``135.0``. Rupiah have two decimals or none."""
_UNEVEN = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{1,3})+(?![0-9.])")
"""An amount grouped by blanks; it is whole where its groups are of three."""
_EVEN = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_GLUED = re.compile(r"[0-9][^\W\d_]+[.,]?[0-9]")
"""Letters in the midst of an amount, nothing between: ``250.10ka.400.000``."""
_STRAY = re.compile(r"(?:^|\s)[^\W\d_][.,]?(?=\s|$)")
"""A letter by itself beside an amount: on a scan a digit that was not read, or a bit of a rule."""
_LOST_MARK = re.compile(r"[0-9]{4,}[.,][0-9]{3}")
"""A group of three behind a longer one: on a scan a mark was lost, and what the last group is, is not known."""
_TWO = re.compile(r"[0-9]{1,3} [0-9]{1,2}(?:[.,][0-9]{3})+(?:[.,][0-9]{2})?")
"""Two numbers side by side, which no lost mark makes one: ``53 38.884``."""
_DOUBT = {"tanda_ganda": 0.85}
"""What remains of a reading's confidence; half, where nothing else stands here: then it proves nothing."""
_LINKS = re.compile(rf"^(?:[\s;,&+/|•▪➢✓-]|{_CONNECTIVE}\b)+|(?:[\s;,&+/|:(•▪➢✓-]|{_CONNECTIVE}|(?<=\s)[x×])+$", re.I)
"""What joins a quantity to the next one; "2 orang x 3 hari" is multiplied."""
_BAR = re.compile(r"\s?[/:]\s?")
"""What stands between the two parts of a ratio, or of a fraction ("7/11"), whose second a narrow cell may break."""
_RANGE = re.compile(r"\s*(?:-|s/?d\.?|sampai(?: dengan)?)\s*", re.I)
"""What stands between the two ends of a range."""


def read_numbers(text: str, context: NumberContext = _UNKNOWN) -> tuple[Number, ...]:
    """The numbers that a cell (or, with ``context.narrative``, a phrase) says, in order.

    Empty for a blank cell, a lone "-", "N/A" or a spreadsheet error; a "-" in a money column is zero only where
    ``context.expected`` asks for zero. A text that is no number (``BB``, "Cepat Berkembang") gives one `Number`
    without value. A narrative gives its first amount only.

    >>> [(n.value, n.unit) for n in read_numbers("18.070 orang dan 23.477 KK")]
    [(Decimal('18070'), 'orang'), (Decimal('23477'), 'kk')]
    >>> read_numbers("1.735.000,-", NumberContext(ukuran=Ukuran.PAGU))[0].value
    Decimal('1735000')
    """
    numbers = _read(text[:MAX_TEXT], context)
    if not numbers or numbers[-1].value is None or _DIGIT.search(text, MAX_TEXT) is None:
        return numbers
    return (*numbers[:-1], _doubted(numbers[-1], (REST,)))


class NumberReader:
    """Reads the cells of one context, as `read_numbers` does: what the context says of them all is asked once."""

    __slots__ = ("_asks_more", "_context", "_evidence", "_unit")

    def __init__(self, context: NumberContext) -> None:
        """``context``: what is known of each of the cells."""
        self._context = context
        self._unit = _told_unit(context)
        kind = unit_kind(self._unit)
        self._evidence = Evidence(kind, context.expected, context.siblings, context.style, context.amounts)
        has_scale = context.given_scale is not None or max(header_scale(context.header), context.caption_scale) > 1
        self._asks_more = has_scale or context.scanned or bool(context.expected)

    def read(self, text: str) -> tuple[Number, ...]:
        """The numbers of a cell's text."""
        alone = None if self._asks_more or _BARE.fullmatch(text) is None else self._alone(text)
        return read_numbers(text, self._context) if alone is None else (alone,)

    def _alone(self, core: str) -> Number | None:
        """The number of a text that is a numeral and nothing else, as most are; None where more must be asked."""
        unit, reading = self._unit, read_numeral(core, self._evidence)
        value = None if reading is None else reading.value
        if reading is None or value is None or value >= _LIMIT:
            return None
        if unit is None:
            is_doubtful = _implied_unit(core, value, self._context) is not None
        elif unit == RUPIAH:
            is_doubtful = _is_cut_short(core, value, value) or _is_against(core, self._context)
        else:
            is_doubtful = unit == PERSEN and value > _MOST_PERCENT
        return None if is_doubtful else Number(core, value, unit, reading.rule, reading.confidence)


@lru_cache(maxsize=1 << 14)
def _read(text: str, context: NumberContext) -> tuple[Number, ...]:
    if _BARE.fullmatch(text):  # most cells are: nothing stands around the numeral that had to be understood
        alone = Cut("", (Piece(text, text, rupiah=False, minus=False, after=""),))
        return (_number(alone.pieces[0], _told_unit(context), context, alone),)
    body = clean(text)
    if _EMPTY.fullmatch(body) or not _DIGIT.search(body):
        return _without_digits(body, context)
    body = _OTHER_YEAR.sub(_behind_digit, plain_digits(without_footnote(body)))
    money = context.ukuran in ALWAYS_MONEY or _told_unit(context) == RUPIAH
    written_out = without_powers(body)
    if written_out != body:
        return tuple(_changed(n, "ilmiah", 0.5) for n in _read(written_out, context))
    if not money and (ratio := _RATIO.fullmatch(body)):
        counted = _read(ratio["count"], context)
        if len(counted) == 1 and counted[0].value is not None:
            return (Number(body, counted[0].value, f"/{ratio['of'].lower()}", "per", counted[0].confidence),)
    restored = undo_confusions(body, money or context.scanned)
    stray = _STRAY.search(restored) if money and context.scanned else None
    if stray and stray.start() == 0:
        restored = restored[stray.end() :].strip()
    parts = cut(restored, money, context.scanned)
    if not context.narrative and _is_text(restored, parts):
        return (Number(body, None, _told_unit(context), "tulisan", 0.8),)
    pieces = _first_amount(parts.pieces) if context.narrative else parts.pieces
    units = _units(pieces, context, parts)
    numbers = tuple(_number(p, u, context, parts) for p, u in zip(pieces, units, strict=True))
    if restored != body:
        numbers = tuple(_doubted(n, ("ocr",)) for n in numbers)
    at_bar = next((k for k, piece in enumerate(pieces[:-1]) if _BAR.fullmatch(piece.after)), len(pieces))
    numbers = (*numbers[:at_bar], *(_doubted(n, ("pecahan",)) for n in numbers[at_bar:]))
    if context.ukuran in ALWAYS_MONEY and any(map(_counts_nothing, numbers)):
        numbers = tuple(_doubted(n, ("pecahan",)) for n in numbers)
    is_torn = stray is not None
    numbers = tuple(_doubted(n, _doubts(n, text, restored, parts, numbers, is_torn=is_torn)) for n in numbers)
    return (*numbers[:-1], _doubted(numbers[-1], (REST,))) if parts.goes_on and not context.narrative else numbers


def _counts_nothing(number: Number) -> bool:
    """True for a number of money behind which letters stand that are no unit of anything: lost digits, as a rule."""
    return number.unit not in (None, RUPIAH, PERSEN) and not counts_things(number.unit)


def _doubts(
    number: Number, text: str, restored: str, parts: Cut, all_of_cell: Sequence[Number], *, is_torn: bool
) -> Iterator[str]:
    """The rules by which more than the numeral itself decided what the cell says; ``restored``: letters are digits;
    ``is_torn``: a letter of a scan stands beside it.
    """
    if parts.beside_blanks:
        yield "strip_sel"
    amounts = sum(each.unit == RUPIAH for each in all_of_cell)
    if number.unit == RUPIAH and amounts > 1:
        yield SEVERAL
    if is_torn or _LOST_FRONT.search(parts.lead) or (amounts and _is_piece(text, restored)):
        yield "pecahan"
    elif has_doubled_mark(text):
        yield "tanda_ganda"


def _is_piece(text: str, restored: str) -> bool:
    """True where an amount has visibly lost a part: its groups are no groups, or letters stand in it."""
    uneven = _UNEVEN.search(text)
    return bool(_STUMP.search(text) or (uneven and not _EVEN.fullmatch(uneven.group())) or _GLUED.search(restored))


def _doubted(number: Number, rules: Iterable[str]) -> Number:
    for rule in rules:
        number = _changed(number, rule, _DOUBT.get(rule, 0.5))
    return number


def _behind_digit(year: re.Match[str]) -> str:
    return " " if _DIGIT.search(year.string, 0, year.start()) else year.group()


def _without_digits(body: str, context: NumberContext) -> tuple[Number, ...]:
    if body.strip("-. ") == "" and body and context.ukuran in ALWAYS_MONEY and Decimal(0) in context.expected:
        return (Number(body, Decimal(0), RUPIAH, "strip_nol", 0.8),)
    if _EMPTY.fullmatch(body) or _ABSENT.fullmatch(body) or context.narrative or _is_left_out(body):
        return ()
    unit = _told_unit(context) or (PREDIKAT if is_grade(body) else None)
    return (Number(body, None, unit, "tulisan", 0.9),)


def _is_left_out(body: str) -> bool:
    """True for a unit alone, or with a dash, dots or N/A in its number's place: "Dokumen", "- orang", "N/A ekor"."""
    if are_units(body):
        return True
    found = _LEFT_OUT.fullmatch(body)
    unit = printed_unit(found["behind"] or found["before"]) if found else None
    return unit is not None and " " not in unit and is_unit(unit)


def _is_text(body: str, parts: Cut) -> bool:
    """True where digits stand in a text that is no value: a date, a size, an indicator, a range of categories."""
    opened = _LEAD.fullmatch(parts.lead) or _LABEL.fullmatch(parts.lead)
    return not parts.pieces or opened is None or _NO_VALUE.search(body) is not None


def _first_amount(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(p for p in pieces if p.rupiah)[:1] or pieces[:1]


def _told_unit(context: NumberContext) -> str | None:
    """The unit that the column tells: by its role for money and shares, else Satuan column, then header."""
    if context.ukuran in ALWAYS_MONEY:
        return RUPIAH
    if context.ukuran in _SHARES or _is_achieved_share(context):
        return PERSEN  # what the Satuan column counts is not the share of it
    unit = printed_unit(context.unit) if context.unit else None
    return unit or (header_unit(context.header) if context.header else None)


def _is_achieved_share(context: NumberContext) -> bool:
    """True for what was reached of a target, in percent as its header or the columns beside it say; what a plan begins
    with is none.
    """
    header = context.header
    told = context.share or header_unit(header) == PERSEN or _SHARE_REACHED.search(header) is not None
    return context.ukuran is Ukuran.CAPAIAN and told and not _BASELINE.search(header)


def _units(pieces: tuple[Piece, ...], context: NumberContext, parts: Cut) -> list[str | None]:
    """Every piece's unit: its own, else that of the next one it is linked with, else the column's."""
    told = _told_unit(context)
    own = [_own_unit(p, parts.lead, told == RUPIAH, _scale_stays(p, context)) for p in pieces]
    for i in range(len(pieces) - 2, -1, -1):
        if own[i] is None and pieces[i].after.strip() and not _LINKS.sub("", pieces[i].after):
            own[i] = own[i + 1]
    unit = "" if _is_achieved_share(context) else context.unit
    if len(pieces) > 1 and not any(own) and unit and (dealt := _dealt(unit.split(), pieces)):
        return dealt
    return [unit or told for unit in own]


def _dealt(words: Sequence[str], pieces: Sequence[Piece]) -> list[str | None]:
    """A Satuan column's words, one to each of a cell's quantities; [] where they are one unit ("Juta Rupiah").

    The two ends of a range ("23 - 27") count the same thing, however many words it has.
    """
    is_range = any(_RANGE.fullmatch(piece.after) for piece in pieces[:-1])
    if len(words) != len(pieces) or is_range or any(scale_of(word) > 1 for word in words):
        return []
    return [printed_unit(word) for word in words]


def _own_unit(piece: Piece, lead: str, money: bool, stays: bool) -> str | None:
    """The unit that the cell prints behind the numeral; ``stays``: a scale word is part of it."""
    after = piece.after.strip()
    if piece.rupiah:
        return RUPIAH
    if (after[:1] == "/" and is_grade(after[1:])) or (not after.strip(") ") and _GRADED_LEAD.search(lead)):
        return NILAI
    words = (after if after[:1] == "/" else _LINKS.sub("", after)).split()
    if money and after[:1] == "/":
        return None  # "10.000/km": what one of them costs
    if words and _text_scale(words[0], money) > 1:
        if stays:
            return printed_unit(" ".join(words[:3]))
        # "10 jt/bln": what stands behind the scale is what the money is paid for.
        words = [] if "/" in words[0] else words[1:]
    if after.endswith((":", "=")):
        words = words[:1]  # what follows the unit names the next quantity
    unit = trailing_unit(" ".join(words)) if words else None
    if money and unit and len(unit) == 1 and _GROUPED.fullmatch(piece.core) and not counts_things(unit):
        unit = None  # a stray letter
    return unit or (PERSEN if "%" in lead else None)


def _number(piece: Piece, unit: str | None, context: NumberContext, parts: Cut) -> Number:
    """One piece's number; without value where nothing decides or the number is absurd."""
    expected = context.expected + tuple(map(Decimal, parts.in_words))
    evidence = Evidence(unit_kind(unit), expected, context.siblings, context.style, context.amounts)
    reading = read_numeral(piece.core, evidence)
    if reading is None or (reading.value is not None and reading.value >= _LIMIT):
        return Number(piece.text, None, unit, "bukan_angka", 0.7)
    if reading.value is None:
        return Number(piece.text, None, unit, reading.rule, reading.confidence)
    unit = unit or _implied_unit(piece.core, reading.value, context)
    value, rule, confidence = _scaled(piece, unit, reading, context)
    if piece.minus:
        value = -value
    elif _is_half_bracketed(f"{parts.lead.strip()}{piece.text}{piece.after.strip()}"):
        confidence = min(confidence, 0.5)
    if parts.is_joined and rule in ("bulat", "ribuan", "ribuan_desimal"):
        rule, confidence = "sambung", min(confidence, 0.85)
    if context.scanned and unit == RUPIAH and _LOST_MARK.fullmatch(piece.core):
        rule, confidence = "pecahan", min(confidence, 0.5)
    elif parts.is_joined and context.scanned and any(map(_TWO.fullmatch, context.siblings)):
        rule, confidence = SEVERAL, min(confidence, 0.5)
    if unit == PERSEN and abs(value) > _MOST_PERCENT:
        rule, confidence = "persen_janggal", 0.3
    elif expected and matches(value, expected):
        confidence = max(confidence, 0.97)
    elif unit == RUPIAH and (_is_cut_short(piece.core, abs(value), reading.value) or _is_against(piece.core, context)):
        rule, confidence = "pecahan", min(confidence, 0.5)
    return Number(piece.text, value, unit, rule, confidence)


def _is_half_bracketed(text: str) -> bool:
    return ("(" in text or ")" in text) and _HALF_BRACKET.fullmatch(text) is not None


def _is_cut_short(core: str, value: Decimal, printed: Decimal) -> bool:
    """True where an amount has visibly lost an end, or gained one: it is more than anybody has."""
    if value > _LARGEST_SURE:
        return True
    is_odd = core[0] == "0" or core[-2:-1] in (".", ",")  # few amounts are
    return is_odd and value == printed != 0 and _CUT_SHORT.fullmatch(core) is not None


def _is_against(core: str, context: NumberContext) -> bool:
    pattern = _AGAINST.get(context.style or "")
    return pattern is not None and pattern.fullmatch(core) is not None


def _implied_unit(core: str, value: Decimal, context: NumberContext) -> str | None:
    """Persen or rupiah where only the number's look and its column's role tell; None where they do not."""
    decimals = "." in str(value)
    if context.ukuran is Ukuran.TARGET and decimals and value == 100 and not context.header:
        return PERSEN  # a header would have said what it counts; without one the look is all there is
    grouped = core.count(".") + core.count(",") > 1
    many = value >= 1_000_000
    is_open = context.ukuran in (Ukuran.REALISASI, None) and not context.counted
    return RUPIAH if many and grouped and is_open else None


def _scaled(piece: Piece, unit: str | None, reading: Reading, context: NumberContext) -> tuple[Decimal, str, float]:
    """The value times the scale that the text or the header gives; a header's only where the magnitude stays sane."""
    value = reading.value if reading.value is not None else Decimal(0)
    word = piece.after.split(maxsplit=1)[0] if piece.after.strip() else ""
    factor = _text_scale(word, unit_kind(unit) is Jenis.UANG) if word else 1
    if factor > 1 and not _scale_stays(piece, context):
        return value * factor, "skala_kata", min(reading.confidence, 0.9)
    if unit_kind(unit) is Jenis.UANG and context.given_scale is not None:
        scaled = value * context.given_scale
        return (scaled, GIVEN_SCALE, reading.confidence) if scaled < _LARGEST_BUDGET else (value, reading.rule, 0.5)
    if unit_kind(unit) is Jenis.UANG and context.header and context.scaled:
        factor = header_scale(context.header)
        rule = "skala_judul" if factor > 1 else "skala_tabel"
        factor = factor if factor > 1 else context.caption_scale
        if factor > 1 and value and value * factor < _LARGEST_BUDGET:
            return value * factor, rule, min(reading.confidence, 0.9)
    return value, reading.rule, reading.confidence


def _text_scale(word: str, money: bool) -> int:
    """The factor of a word behind a numeral; M and T only where money is meant (they are metre and ton elsewhere)."""
    word = word.partition("/")[0].strip(".,;()")
    return max(scale_of(word), _SHORT_SCALES.get(word, 1) if money else 1)


def _scale_stays(piece: Piece, context: NumberContext) -> bool:
    """True in a target and what was reached of it: the scale word stays in the unit, as it is printed.

    "108 trilyun rupiah" of exports are no money of the office; its own stands in a column of money, or prints Rp.
    """
    counted = context.ukuran in _COUNTED and not context.narrative
    return counted and not piece.rupiah and _told_unit(context) != RUPIAH


def _changed(number: Number, rule: str, factor: float) -> Number:
    return Number(number.text, number.value, number.unit, rule, round(number.confidence * factor, 3))
