"""Codes of the official nomenclature: printed forms in, canonical form out.

``urusan.bidang.program.kewenangan.kegiatan.sub`` of Permendagri 90/2019 and its updates (Kepmendagri 050-5889/2021,
900.1.15.5-1317/2023). Kegiatan is two dotted parts, of which the first is the kewenangan (1 provinsi, 2 kabupaten/kota,
3 to 8 the special regions); sub kegiatan has four digits since 2023 and is padded to four here.

Documents print these codes in many ways, and one print may allow several readings (``5 2.01`` is program 01 of bidang
5.02, or kegiatan 2.01 of program 05). Hence :func:`readings` gives all, the most plausible first, for the caller to
choose by context; :func:`parse_kode` gives the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nomenclature import bidang as bidang_list
from normalize.types import TingkatBaris

FIELDS = ("urusan", "bidang", "program", "kewenangan", "kegiatan", "sub")
UNKNOWN = "?"
"""Stands for a part that is printed but unreadable (``##``) or whose number was cut (``2,1`` for 2.06 and 2.08)."""

_LEVEL_OF_FIELD = {
    "urusan": TingkatBaris.URUSAN,
    "bidang": TingkatBaris.BIDANG_URUSAN,
    "program": TingkatBaris.PROGRAM,
    "kewenangan": TingkatBaris.KEGIATAN,
    "kegiatan": TingkatBaris.KEGIATAN,
    "sub": TingkatBaris.SUB_KEGIATAN,
}
_LEVEL_OF_LENGTH = {
    1: TingkatBaris.URUSAN,
    2: TingkatBaris.BIDANG_URUSAN,
    3: TingkatBaris.PROGRAM,
    5: TingkatBaris.KEGIATAN,
    6: TingkatBaris.SUB_KEGIATAN,
}
# Which parts a printed code may begin with when the parents' parts are left out, and how unlikely that is.
_TEMPLATES: tuple[tuple[int, float], ...] = ((0, 0.0), (1, 2.0), (2, 0.4), (3, 0.8), (5, 1.2))
_CANONICAL = re.compile(r"(?:[1-9]|X)(?:\.(?:\d\d|XX)(?:\.\d\d(?:\.\d\.\d\d(?:\.\d{4})?)?)?)?")
_ORGANISASI = re.compile(r"\d\.\d{1,2}\.\d\.\d{1,2}\.\d\.\d{1,2}\.\d{1,3}(?:\.\d{1,5})*")
_KEWENANGAN = frozenset("12345678")
_LONGEST = 80
_WHOLE_DOTS = 4
"""Of a code with so many no part can be missing in front."""
_GLUED, _GLUED_LENGTHS, _GLUED_COST = re.compile(r"\d \d\d \d\d [1-8](?!00)\d\d"), (4, 5), 0.5
"""``1.02.03.201`` for 2.01, where all in front is padded so that nothing else is meant; how unusual that is."""
_NAME = re.compile(r"[^\W\d_]{3,}|[^\W\d_]+\s+[^\W\d_]{2,}")
_AS_DIGITS = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True, slots=True)
class KodeParts:
    """The parts of a code that are printed, each in canonical width; None where not printed, ``?`` where unreadable.

    ``cost`` tells how unusual this reading of the print is: 0 for a whole, padded code.
    """

    urusan: str | None = None
    bidang: str | None = None
    program: str | None = None
    kewenangan: str | None = None
    kegiatan: str | None = None
    sub: str | None = None
    cost: float = 0.0

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The six parts in order."""
        return (self.urusan, self.bidang, self.program, self.kewenangan, self.kegiatan, self.sub)

    @property
    def level(self) -> TingkatBaris | None:
        """The level that the depth of the print speaks for."""
        filled = [f for f, p in zip(FIELDS, self.parts, strict=True) if p is not None]
        return _LEVEL_OF_FIELD[filled[-1]] if filled else None

    @property
    def kode(self) -> str | None:
        """The canonical code, or None where a part is missing or unreadable."""
        filled = [p for p in self.parts if p is not None]
        whole = self.parts[: len(filled)] == tuple(filled) and UNKNOWN not in filled and len(filled) in _LEVEL_OF_LENGTH
        return ".".join(filled) if whole else None

    def complete(self, parent: str | None) -> KodeParts:
        """The reading with its missing front taken from a parent's canonical code; unchanged where it has its own.

        >>> readings("01 2.06. 09")[0].complete("1.06").kode
        '1.06.01.2.06.0009'
        """
        if parent is None or self.urusan is not None:
            return self
        given = parent.split(".")
        merged = list(self.parts)
        for i, theirs in enumerate(given):
            if merged[i] is not None:
                break
            merged[i] = theirs
        return from_parts(merged, self.cost)


def from_parts(parts: Sequence[str | None], cost: float = 0.0) -> KodeParts:
    """A reading of its six parts in order."""
    urusan, bidang, program, kewenangan, kegiatan, sub = parts
    return KodeParts(urusan, bidang, program, kewenangan, kegiatan, sub, cost)


def parse_kode(text: str | None, cells: Sequence[str] = ()) -> KodeParts | None:
    """The most plausible reading of a printed code, or None where none is possible.

    >>> parse_kode("1 6. 01 2.01. 06").kode
    '1.06.01.2.01.0006'
    >>> parse_kode("1.06.04 - PROGRAM REHABILITASI SOSIAL").kode
    '1.06.04'
    >>> parse_kode("5.2.1.06.01") is None
    True
    """
    found = readings(text, cells)
    return found[0] if found else None


def first_reading(text: str | None) -> KodeParts | None:
    """The most plausible reading of a printed code as :func:`readings` has it, sooner where it is whole and canonical.

    >>> first_reading("1.06.04.2.01.0003") == readings("1.06.04.2.01.0003")[0]
    True
    """
    return _first_reading(text, bidang_list.admitted()) if text else None


@lru_cache(maxsize=4096)
def _first_reading(text: str, admitted: frozenset[str]) -> KodeParts | None:
    del admitted  # as for all readings
    if text.count(".") >= _WHOLE_DOTS and text.isascii() and is_canonical(text):
        parts: list[str | None] = [*text.split("."), None]
        if parts[0] != "X" and parts[3] in _KEWENANGAN and not {"00", "0000"}.intersection(parts):
            return from_parts(parts[: len(FIELDS)])
    return next(iter(readings(text)), None)


def readings(text: str | None, cells: Sequence[str] = ()) -> tuple[KodeParts, ...]:
    """All readings of a printed code, the most plausible first; () for account, organisation and pre-2020 codes.

    ``cells`` are the code cells as printed; they are used where ``text`` is empty.
    """
    joined = text if text and text.strip() else " ".join(c for c in cells if c.strip())
    return _readings(joined[:_LONGEST], bidang_list.admitted()) if joined else ()


@lru_cache(maxsize=50_000)
def _readings(text: str, admitted: frozenset[str]) -> tuple[KodeParts, ...]:
    del admitted  # part of what the answer depends on, hence of the cache's key
    clean = code_text(text)
    if is_organisasi(clean):
        return ()
    best: dict[tuple[str | None, ...], KodeParts] = {}
    for groups, cost in _groupings(clean):
        for reading in _read_groups(groups, cost, whole=cost > 0):
            old = best.get(reading.parts)
            if old is None or reading.cost < old.cost:
                best[reading.parts] = reading
    return tuple(sorted(best.values(), key=lambda r: (r.cost, r.parts.count(None))))


def code_text(text: str, *, as_digits: bool = True) -> str:
    """The code alone: without the name behind it, comma as dot, and l, I and O in it read as digits if asked."""
    text = unicodedata.normalize("NFKC", text)
    if as_digits and re.search(r"\d", text):
        text = re.sub(r"(?<![^\W\d_OoIl])[\dOoIl|]+(?![^\W\d_OoIl])", lambda m: m.group().translate(_AS_DIGITS), text)
    name = _NAME.search(text)
    text = text[: name.start()] if name else text
    return text.replace(",", ".,").strip(" -–—:")


def split_name(text: str) -> tuple[str, str]:
    """A code as printed, and the name that stands behind it or in its place.

    >>> split_name("1.06.04 PROGRAM REHABILITASI SOSIAL"), split_name("1.06.04")
    (('1.06.04', 'PROGRAM REHABILITASI SOSIAL'), ('1.06.04', ''))
    """
    name = _NAME.search(text)
    return (text[: name.start()].strip(" -–—:"), text[name.start() :]) if name else (text, "")


def is_organisasi(text: str) -> bool:
    """True for the code of an office, such as ``1.06.0.00.0.00.07.0000`` (three bidang, then a running number).

    >>> is_organisasi("1.06.0.00.0.00.07.0000"), is_organisasi("1.06.01.2.01.0001")
    (True, False)
    """
    dotted = ".".join(re.findall(r"\d+", text))
    return _ORGANISASI.fullmatch(dotted) is not None and (".0.00" in dotted or dotted.count(".") >= 7)


def _groupings(clean: str) -> Iterator[tuple[list[str], float]]:
    """Digit groups of the text in the ways that printing may have split them, each with its cost."""
    groups = re.findall(r"\d+|#+|,|[Xx]{1,2}(?![A-Za-z])", clean)
    groups = _cut_tails(groups)
    groups = _join_zeros(groups)
    if not groups or len(groups) > 9:
        return
    yield groups, 0.0
    if len(groups) in _GLUED_LENGTHS and _GLUED.fullmatch(" ".join(groups[:4])):
        yield [*groups[:3], groups[3][0], groups[3][1:], *groups[4:]], _GLUED_COST
    if len(groups) > 2:
        yield groups[1:], 2.5  # a running number in front
    for i in range(1, len(groups) - 1):
        pair = groups[i : i + 2]
        if all(len(g) == 1 and g.isdigit() for g in pair):
            yield [*groups[:i], "".join(pair), *groups[i + 2 :]], 1.5  # "1 3" for 13, cut by a narrow cell
    for i in range(2, len(groups) - 2):
        if groups[i] in groups[1:i]:
            yield groups[:i] + groups[i + 1 :], 1.5  # a part printed twice: 1 06 01 06 2 01


def _cut_tails(groups: list[str]) -> list[str]:
    """Groups in which a number right behind a comma, whose last digit spreadsheets drop, is marked unreadable."""
    out: list[str] = []
    for i, group in enumerate(groups):
        if group == ",":
            continue
        cut = i > 0 and groups[i - 1] == "," and len(group) == 1 and group.isdigit()
        out.append(UNKNOWN if cut or group.startswith("#") else group)
    return out


def _join_zeros(groups: list[str]) -> list[str]:
    """Groups in which a lone 0 is joined to the single digit behind it, as ``2.0 6`` means 2.06."""
    out: list[str] = []
    for i, group in enumerate(groups):
        before = out[-1] if out else ""
        if before == "0" and len(group) == 1 and group.isdigit() and group != "0":
            out[-1] = "0" + group
        elif not (group == "0" and i == len(groups) - 1):  # a ".0" tail says nothing
            out.append(group)
    return out


def _read_groups(groups: list[str], cost: float, whole: bool) -> Iterator[KodeParts]:
    """Readings from each part that the print may begin with; repaired prints (``whole``) must begin at the urusan."""
    for start, base in _TEMPLATES:
        if len(groups) > len(FIELDS) - start or (start == 3 and len(groups) < 2) or (whole and start):
            continue
        if start == 1 and len(groups[0]) == 1:
            continue  # a bidang without its urusan is always padded; else account codes would pass
        reading = _fill(groups, start, cost + base)
        if reading is not None:
            yield reading


def _fill(groups: list[str], start: int, cost: float) -> KodeParts | None:
    values: dict[str, str] = {}
    for field, group in zip(FIELDS[start:], groups, strict=False):
        read = _read_part(field, group)
        if read is None:
            return None
        values[field], extra = read
        cost += extra
    if not _is_bidang(values.get("urusan"), values.get("bidang")):
        return None
    if list(values)[-1] == "kewenangan":
        values["kegiatan"] = UNKNOWN
        cost += 1.0
    return from_parts([values.get(field) for field in FIELDS], cost)


@lru_cache(maxsize=4096)
def _read_part(field: str, group: str) -> tuple[str, float] | None:
    """Canonical text of one part and its cost, or None where the group cannot be this part."""
    if group == UNKNOWN:
        return None if field == "urusan" else (UNKNOWN, 0.5)
    if not group.isdigit():
        return _read_generic(field, group)
    number, width = int(group), len(group)
    if field in ("urusan", "kewenangan"):
        fits = 1 <= number <= (9 if field == "urusan" else 8) and width == 1
        return (str(number), 0.0) if fits else None
    if field == "sub":
        return (f"{number:04d}", _WIDTH_COST_SUB.get(width, 1.0)) if 1 <= number <= 9999 and width <= 4 else None
    if field == "kegiatan" and width == 1:
        return (f"{number:02d}", 1.0) if number else None
    return (f"{number:02d}", _WIDTH_COST[width]) if 1 <= number <= 99 and width in _WIDTH_COST else None


_WIDTH_COST = {1: 0.5, 2: 0.0, 3: 0.8}
_WIDTH_COST_SUB = {1: 0.6, 2: 0.0, 3: 0.7, 4: 0.0}


def _read_generic(field: str, group: str) -> tuple[str, float] | None:
    if field == "urusan" and len(group) == 1:
        return "X", 0.0
    return ("XX", 0.0) if field == "bidang" else None


def _is_bidang(urusan: str | None, bidang: str | None) -> bool:
    if urusan is None or bidang is None or UNKNOWN in (urusan, bidang):
        return True
    if urusan == "X" or bidang == "XX":
        return urusan == "X" and bidang == "XX"
    return bidang_list.is_known(urusan, bidang)


def format_kode(parts: KodeParts | Sequence[str | int]) -> str | None:
    """Canonical text of a code given by its parts, from the urusan on; None where they make no code.

    >>> format_kode((1, 6, 4, 2, 1, 3))
    '1.06.04.2.01.0003'
    >>> format_kode(("X", "XX", "01"))
    'X.XX.01'
    """
    if isinstance(parts, KodeParts):
        return parts.kode
    texts = [str(p).strip() for p in parts]
    if not all(t.isdigit() or t in ("X", "XX") for t in texts) or len(texts) not in _LEVEL_OF_LENGTH:
        return None
    reading = _fill(texts, 0, 0.0)
    return reading.kode if reading else None


def is_canonical(kode: str) -> bool:
    """True for a code in canonical form whose bidang exists, ``X.XX`` included.

    >>> is_canonical("1.06.04.2.01.0003"), is_canonical("1.06.04.2.01.03"), is_canonical("1.13.01")
    (True, False, False)
    """
    if not _CANONICAL.fullmatch(kode):
        return False
    parts = [*kode.split("."), None]
    return _is_bidang(parts[0], parts[1])


@lru_cache(maxsize=1 << 14)
def level_of(kode: str) -> TingkatBaris | None:
    """The level of a canonical code, None for any other text.

    >>> str(level_of("1.06.04.2.01"))
    'kegiatan'
    """
    return _LEVEL_OF_LENGTH.get(kode.count(".") + 1) if _CANONICAL.fullmatch(kode) else None


@lru_cache(maxsize=1 << 14)
def parent_of(kode: str) -> str | None:
    """The canonical code one level up, None for an urusan.

    >>> parent_of("1.06.04.2.01.0003"), parent_of("1.06.04.2.01"), parent_of("1")
    ('1.06.04.2.01', '1.06.04', None)
    """
    parts = kode.split(".")
    keep = {6: 5, 5: 3, 3: 2, 2: 1}.get(len(parts))
    return ".".join(parts[:keep]) if keep else None


@lru_cache(maxsize=1 << 14)
def bidang_of(kode: str) -> str | None:
    """``urusan.bidang`` of a canonical code, None for an urusan.

    >>> bidang_of("1.06.04.2.01")
    '1.06'
    """
    parts = kode.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 else None


@lru_cache(maxsize=1 << 14)
def kewenangan_of(kode: str) -> str | None:
    """The kewenangan digit of a kegiatan's or sub kegiatan's code, else None.

    >>> kewenangan_of("1.06.04.2.01"), kewenangan_of("1.06.04")
    ('2', None)
    """
    parts = kode.split(".")
    return parts[3] if len(parts) > 3 else None


def with_bidang(kode: str, bidang: str) -> str:
    """A generic ``X.XX`` code in a bidang; other codes unchanged.

    >>> with_bidang("X.XX.01.2.06", "1.02")
    '1.02.01.2.06'
    """
    return bidang + kode[4:] if kode.startswith("X.XX") else kode


@lru_cache(maxsize=1 << 14)
def with_kewenangan(kode: str, digit: str | None) -> str:
    """The code with another kewenangan digit; unchanged above kegiatan or where ``digit`` is None.

    >>> with_kewenangan("X.XX.01.2.06", "1")
    'X.XX.01.1.06'
    """
    parts = kode.split(".")
    if digit is None or len(parts) < 5:
        return kode
    return ".".join([*parts[:3], digit, *parts[4:]])
