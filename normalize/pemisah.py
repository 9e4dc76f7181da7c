"""One numeral with its marks: which of dot and comma groups thousands, which begins the decimals.

Indonesian documents use both styles, often in one column, so every numeral is judged on its own; only what its shape
leaves open (one mark, three digits: ``1.234``) is decided by evidence, in the order of strength that auditors use:
arithmetic, kind of thing counted, neighbours in the column, style of the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from normalize.satuan import Jenis

MAX_DIGITS = 18
"""More digits than any budget has; what is longer is a number plate of some kind (NIP, account), not a value."""

_SHAPE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SPLIT = re.compile(r"[.,]")
_HALVED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})*[.,](?:[0-9]{2} [0-9]|[0-9] [0-9]{2})(?![0-9.,])")
"""What may be one number that a narrow cell broke in its last group ("46.50" above "0"), or a number with decimals."""
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,7}")
"""Two groups or more behind dots, and no more digits than a numeral may have (``MAX_DIGITS`` and 6 decimals)."""
_DECIMALS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,6},[0-9]{1,2}")
"""The same with one group at least, and decimals behind a comma."""
_OWN_DECIMALS = re.compile(r"\.[0-9]{3},[0-9]{2}(?![0-9])|,[0-9]{3}\.[0-9]{2}(?![0-9])")
_TOLERANCE = Decimal("0.005")


class Reading(NamedTuple):
    """What a numeral says (None: undecidable), which rule decided, how sure."""

    value: Decimal | None
    rule: str
    confidence: float


class Evidence(NamedTuple):
    """What is known of a numeral besides its digits. ``siblings`` are other texts of its column; ``amounts`` how the
    table's amounts group thousands.
    """

    kind: Jenis = Jenis.TAK_TAHU
    expected: tuple[Decimal, ...] = ()
    siblings: tuple[str, ...] = ()
    style: str | None = None
    amounts: str | None = None


class Habits(NamedTuple):
    """How a column writes numbers: which marks group, which begin decimals, and the values beyond doubt."""

    grouping: frozenset[str]
    decimal: frozenset[str]
    values: tuple[float, ...]


def read_numeral(core: str, evidence: Evidence) -> Reading | None:
    """The numeral's reading; None where its shape is no number's (``1.06.04``, too many digits).

    >>> read_numeral("13.867.555.785,00", Evidence())
    Reading(value=Decimal('13867555785.00'), rule='ribuan_desimal', confidence=0.99)
    >>> read_numeral("1.234", Evidence(Jenis.UANG)).value, read_numeral("1,234", Evidence()).value
    (Decimal('1234'), None)
    """
    if core.isdecimal():
        return Reading(Decimal(core), "bulat", 0.99) if len(core) <= MAX_DIGITS else None
    if _THOUSANDS.fullmatch(core):  # most amounts
        return Reading(Decimal(core.replace(".", "")), "ribuan", 0.99)
    if _DECIMALS.fullmatch(core):
        return Reading(Decimal(core.replace(".", "").replace(",", ".")), "ribuan_desimal", 0.99)
    groups = _SPLIT.split(core)
    if sum(map(len, groups)) > MAX_DIGITS + 6:
        return None
    if len(groups) > 2 and ("." not in core or "," not in core):
        return _repeated_mark(groups, evidence)
    marks = [c for c in core if c in ".,"]
    if len(marks) == 1:
        return _one_mark(marks[0], groups[0], groups[1], evidence)
    return _both_marks(marks, groups, evidence)


def is_grouped(groups: list[str]) -> bool:
    """True where the digit groups are thousands groups: one to three digits first, then always three."""
    return len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])


def well_formed(core: str) -> bool:
    """True where a numeral needs no repair: plain, grouped, or with one or two decimals."""
    groups = _SPLIT.split(core)
    return (
        is_grouped(groups)
        or len(groups) == 1
        or (len(groups[-1]) <= 2 and (len(groups) == 2 or is_grouped(groups[:-1])))
    )


def _joined(groups: list[str]) -> Decimal:
    return Decimal("".join(groups))


def _fraction(groups: list[str]) -> Decimal:
    return Decimal("".join(groups[:-1]) + "." + groups[-1])


def matches(value: Decimal, expected: tuple[Decimal, ...]) -> bool:
    """True where arithmetic asks for this value (half a percent of play: readings differ by a factor of 1000)."""
    return any(abs(value - e) <= abs(e) * _TOLERANCE for e in expected)


def _one_mark(mark: str, whole: str, rest: str, ev: Evidence) -> Reading:
    decimal = Decimal(f"{whole}.{rest}")
    if len(rest) <= 2:
        doubtful = ev.kind is Jenis.UANG and rest.strip("0") != ""
        return Reading(decimal, "desimal", 0.8 if doubtful else 0.97)
    if whole[0] == "0":
        return Reading(decimal, "desimal", 0.9)
    if len(rest) == 3 and len(whole) <= 3:
        return _ambiguous(mark, whole, rest, ev)
    lost = _joined([whole, rest])
    if matches(lost, ev.expected):
        return Reading(lost, "pemisah_hilang", 0.95)
    if ev.kind is Jenis.UANG and len(rest) <= 6 and len(whole) <= 4:
        return Reading(lost, "pemisah_hilang", 0.6)
    # Amounts of a few rupiah have no fractions of such length: groups have lost their marks, or the print its digits.
    return Reading(decimal, "desimal", 0.3 if ev.kind is Jenis.UANG and len(whole) <= 4 else 0.75)


def _repeated_mark(groups: list[str], ev: Evidence) -> Reading | None:
    if is_grouped(groups):
        return Reading(_joined(groups), "ribuan", 0.99)
    joined = _joined(groups)
    if len(groups[-1]) <= 2 and is_grouped(groups[:-1]):
        if ev.kind is Jenis.UANG and _whole_throughout(ev.siblings):
            return Reading(joined, "angka_terpotong", 0.7)
        if groups[-1].strip("0") and matches(joined, ev.expected):
            return Reading(joined, "pemisah_rusak", 0.8)
        sure = 0.85 if groups[-1] == "00" and not _whole_beside(ev.siblings) else 0.5
        return Reading(_fraction(groups), "desimal_tanda_sama", sure)
    if ev.kind is Jenis.UANG and len(str(joined)) >= 5 and max(map(len, groups)) >= 3:
        return Reading(joined, "pemisah_rusak", 0.8 if matches(joined, ev.expected) else 0.4)
    return None


def _numerals(text: str) -> list[str]:
    """A text's numerals, without those whose marks say nothing since they may be halves of one."""
    text = text[:200]
    return _SHAPE.findall(_HALVED.sub(" ", text) if " " in text else text)


_LEAST_WHOLE = 4
"""So many whole amounts tell how a column is printed."""


def _whole_throughout(siblings: tuple[str, ...]) -> bool:
    """True where a column prints whole amounts only: two digits behind its last mark are then a group cut short."""
    repeated = _repeated(siblings)
    whole = sum(map(is_grouped, repeated))
    return whole >= _LEAST_WHOLE and len(repeated) - whole <= 1


def _whole_beside(siblings: tuple[str, ...]) -> bool:
    """True where a column prints several whole amounts too, and none with decimals behind a mark of their own: then
    ``48.000.00`` may as well be 48 million that have lost a nought.
    """
    whole = sum(map(is_grouped, _repeated(siblings)))
    return whole > 1 and not any(_OWN_DECIMALS.search(text[:200]) for text in siblings[:400])


def _repeated(siblings: tuple[str, ...]) -> list[list[str]]:
    """The groups of a column's numerals that have more than two."""
    cores = [core for text in siblings[:400] for core in _numerals(text)]
    return [groups for groups in map(_SPLIT.split, cores) if len(groups) > 2 and is_grouped(groups[:-1])]


def _both_marks(marks: list[str], groups: list[str], ev: Evidence) -> Reading | None:
    once = marks.count(marks[-1]) == 1
    if once and len(groups[-1]) != 3 and is_grouped(groups[:-1]):
        return Reading(_fraction(groups), "ribuan_desimal", 0.99 if len(groups[-1]) <= 2 else 0.8)
    if not once and len(groups[-1]) <= 2 and is_grouped(groups[:-1]):
        # "1,234.567,89": one of the grouping marks is mistyped, the decimals are none the less told by their length.
        return Reading(_fraction(groups), "ribuan_campur", 0.6)
    if is_grouped(groups):
        if once and matches(_fraction(groups), ev.expected):
            return Reading(_fraction(groups), "bukti_hitung", 0.95)
        return Reading(_joined(groups), "ribuan_campur", 0.8)
    if ev.kind is Jenis.UANG and once and len(groups[-1]) <= 2:
        return Reading(_fraction(groups), "pemisah_rusak", 0.4)
    if ev.kind is Jenis.UANG and max(map(len, groups)) >= 3:
        return Reading(_joined(groups), "pemisah_rusak", 0.3)
    return None


def _ambiguous(mark: str, whole: str, rest: str, ev: Evidence) -> Reading:
    """One mark and three digits: thousands or decimals, by the first evidence that speaks."""
    grouped, decimal = _joined([whole, rest]), Decimal(f"{whole}.{rest}")
    by_sum = (matches(grouped, ev.expected), matches(decimal, ev.expected))
    if by_sum[0] != by_sum[1]:
        return Reading(grouped if by_sum[0] else decimal, "bukti_hitung", 0.97)
    if ev.kind is Jenis.UANG:
        return Reading(grouped, "uang_ribuan", 0.95)
    if ev.kind is Jenis.BENDA:
        return Reading(grouped, "benda_ribuan", 0.93)
    if ev.kind is Jenis.PERSEN:
        if _parts_both(mark, ev.siblings):
            return Reading(grouped, "saudara", 0.9)
        return Reading(decimal, "persen_desimal", 0.7)
    sibling = _by_siblings(mark, grouped, decimal, ev.siblings)
    if sibling is not None:
        return Reading(sibling, "saudara", 0.9)
    broken = ev.kind in (Jenis.UKUR, Jenis.NILAI)
    if broken and ev.amounts in ("titik", "koma"):
        # A column of lengths that shows its marks nowhere else: "12,480 km" does not group below "1.250.000".
        return _by_style(mark, ev.amounts, grouped, decimal, "gaya_tabel", 0.85, ev)
    if ev.style in ("titik", "koma"):
        # ... where no amount tells, what such a column looks like is but the question once more.
        sure = 0.5 if broken and mark == "," else 0.85
        return _by_style(mark, ev.style, grouped, decimal, "gaya_kolom", sure, ev)
    if ev.kind is Jenis.NILAI:
        return Reading(decimal, "nilai_desimal", 0.5)
    if mark == ".":
        # Indonesian spelling groups with a dot; a comma without evidence stays open: both styles are in use.
        return Reading(grouped, "kebiasaan", 0.6)
    return Reading(None, "tak_tentu", 0.2)


def _by_style(
    mark: str, style: str, grouped: Decimal, decimal: Decimal, rule: str, sure: float, ev: Evidence
) -> Reading:
    """The reading where ``style`` says what groups. Scores are seldom thousands: that "3.125" is one stays in doubt."""
    groups = (mark == ".") == (style == "titik")
    doubted = groups and ev.kind is Jenis.NILAI
    return Reading(grouped if groups else decimal, rule, min(sure, 0.5) if doubted else sure)


def _by_siblings(mark: str, grouped: Decimal, decimal: Decimal, siblings: tuple[str, ...]) -> Decimal | None:
    """What the column's other texts make of the mark; None where they are silent or contradict each other."""
    if not siblings:
        return None
    habits = column_habits(siblings)
    other = "," if mark == "." else "."
    for_group = mark in habits.grouping or other in habits.decimal
    # "100.00 %" beside "11.345" M2: a dot before two digits says little of a dot before three, which Indonesian groups.
    for_decimal = (mark in habits.decimal and mark == ",") or other in habits.grouping
    if for_group != for_decimal:
        return grouped if for_group else decimal
    if not for_group and max(habits.values, default=0) >= 100:
        # Large whole numbers and not one with decimals: three decimals would stand alone in the column.
        return grouped
    return None


def _parts_both(mark: str, siblings: tuple[str, ...]) -> bool:
    """True where a column's other texts show beyond doubt that the mark groups and the other one begins decimals."""
    habits = column_habits(siblings)
    other = "," if mark == "." else "."
    return (mark in habits.grouping and other in habits.decimal) and not (
        mark in habits.decimal or other in habits.grouping
    )


@lru_cache(maxsize=2048)
def column_habits(texts: tuple[str, ...]) -> Habits:
    """What is beyond doubt in a column's texts: marks that group, marks of decimals, values."""
    grouping: set[str] = set()
    decimal: set[str] = set()
    values: list[float] = []
    for text in texts[:400]:
        for core in _numerals(text):
            _note(core, grouping, decimal, values)
    return Habits(frozenset(grouping), frozenset(decimal), tuple(values[:400]))


def _note(core: str, grouping: set[str], decimal: set[str], values: list[float]) -> None:
    groups = _SPLIT.split(core)
    if len(core) > 24:
        return
    if len(groups) == 1:
        values.append(float(core))
    elif len(groups) == 2 and len(groups[1]) <= 2:
        decimal.add(core[len(groups[0])])
        values.append(float(f"{groups[0]}.{groups[1]}"))
    elif len(groups) > 2 and is_grouped(groups[:-1]) and len(groups[1]) == 3:
        first, last = core[len(groups[0])], core[-len(groups[-1]) - 1]
        if len(groups[-1]) == 3 and first == last:
            grouping.add(first)
            values.append(float("".join(groups)))
        elif len(groups[-1]) <= 2 and first != last:
            grouping.add(first)
            decimal.add(last)
            values.append(float("".join(groups[:-1])))


def group_style(texts: Iterable[str]) -> str | None:
    """How a column groups thousands: ``titik``, ``koma``, ``campur`` (both), None where nothing tells.

    Numerals beyond doubt speak first (``1.234.567``, ``1,234.5``); only where there are none, lone groups and decimal
    signs do. One stray cell in ten does not make a column mixed.

    >>> group_style(["13.867.555", "8.500", "-"]), group_style(["1,200,000", "3.400.000"]), group_style(["5"])
    ('titik', 'campur', None)
    """
    return group_marks(texts).style


class Marks(NamedTuple):
    """How often each mark groups thousands in some texts: beyond doubt, and where it only may."""

    sure: dict[str, int]
    weak: dict[str, int]

    @property
    def style(self) -> str | None:
        """How the texts group thousands, as `group_style` says it."""
        return _majority(self.sure) or _majority(self.weak)


def sure_style(columns: Iterable[Marks]) -> str | None:
    """How columns together group thousands by the numerals beyond doubt alone, as `group_style` says it.

    >>> sure_style([group_marks(["13.867.555"]), group_marks(["8,500 km"])]), sure_style([group_marks(["8,500 km"])])
    ('titik', None)
    """
    votes = {".": 0, ",": 0}
    for column in columns:
        for mark, often in column.sure.items():
            votes[mark] += often
    return _majority(votes)


def group_marks(texts: Iterable[str]) -> Marks:
    """How often each mark groups thousands in the texts."""
    sure, weak = {".": 0, ",": 0}, {".": 0, ",": 0}
    for text in texts:
        if _THOUSANDS.fullmatch(text) or _DECIMALS.fullmatch(text):  # most amounts
            sure["."] += 1
            continue
        for core in _numerals(text):
            groups = _SPLIT.split(core)
            if len(groups) == 1 or len(core) > 40:
                continue
            first = core[len(groups[0])]
            if len(groups) > 2 and len(groups[1]) == 3:
                sure[first] += 1
            elif len(groups) == 2:
                weak[first if len(groups[1]) == 3 else "," if first == "." else "."] += 1
    return Marks(sure, weak)


def _majority(votes: dict[str, int]) -> str | None:
    dots, commas = votes["."], votes[","]
    if not dots + commas:
        return None
    if min(dots, commas) * 10 > dots + commas:
        return "campur"
    return "titik" if dots > commas else "koma"
