"""The pieces of a printed row: codes, names with their labels, numbering, totals, details."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from normalize.grid import is_code, letters
from normalize.types import TingkatBaris
from normalize.wording import squash

_LABELS: tuple[tuple[str, TingkatBaris], ...] = (
    (r"sub\s*\.?\s*kegiatan", TingkatBaris.SUB_KEGIATAN),
    (r"kegiatan", TingkatBaris.KEGIATAN),
    (r"program", TingkatBaris.PROGRAM),
    (r"tujuan", TingkatBaris.TUJUAN),
    (r"sasaran(?:\s+strategis)?", TingkatBaris.SASARAN),
    (r"bidang\s+urusan", TingkatBaris.BIDANG_URUSAN),
    (r"urusan", TingkatBaris.URUSAN),
)
_PREFIXES = tuple((re.compile(rf"^{p}\s*(?:\d+\s*)?:\s*", re.I), level) for p, level in _LABELS)
_SUFFIXES = tuple((re.compile(rf"\s*[,;.]?\s*\b{p}\s*:\s*$", re.I), level) for p, level in _LABELS)
# A scan may lose the colon: behind a comma the label of a lower level is still no part of a long name.
_BARE_SUFFIXES = tuple((re.compile(rf"(?<=\w{{3}})\s*[,;]\s*{p}\s*[.;]?\s*$", re.I), level) for p, level in _LABELS[:2])
_LONG = 4
"""Blanks of a text that is a name and more, not the heading "Program, Kegiatan"."""
_NUMBERING = re.compile(
    r"^\(?(?:(\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-z])[.)]\s+(?=\S)"
    r"|(\d{1,3})[.)](?=[^\W\d_]{3})|([A-Za-z])\)(?=[^\W\d_]{3}))"
)
"""A running number in front of a name; behind "6." and "a)" the blank may be missing, behind "A." it is an initial."""
_BULLET = re.compile(r"^(?:(?:\[[#\-*]\]|[-–—•▪➢✓❖□❑*])\s*)+(?=[^\W\d_])")
_CODE_THEN_NAME = re.compile(r"^([\dXx]{1,2}(?:[.\s]{1,3}[\dXx]{1,4})+\.?)\s*[-–:]?\s*(?=[^\W\d_]{2})")
_TOTAL = re.compile(
    r"^(?:(?:grand|sub)?(?:total|jumlah)(?:total|jumlah|seluruh(?:nya)?|keseluruhan|anggaran|pagu|belanja|rp|pendapatan|pembiayaan|penerimaan|pengeluaran|dana|umum|"
    r"program|kegiatan|usulan|alokasi|kebutuhan|indikatif|kebutuhandana|paguindikatif|anggarandanrealisasi|"
    r"dariseluruhprogram|[ivx]+(?:\+[ivx]+)*|\d+(?:\+\d+)*)*)$"
)
_CARRIED = re.compile(
    r"(?:jumlah|saldo|(?:sub)?total)?(?:di)?pindahk?an(?:(?:dari|ke)?hal(?:aman)?(?:berikut(?:nya)?|sebelumnya|\d+)?)?"
    r"|(?:jumlah|total)(?:sd|sampai(?:dengan)?)?hal(?:aman)?(?:ini|sebelumnya|lalu|\d+)"
)
"""Sums that a page's foot carries to the head of the next one."""
_INDICATOR = re.compile(
    r"^(?:jumlah|p[er]*sentase|prosentase|presentase|tingkat|nilai|cakupan|indeks|rata|rasio|ter\w+nya|me\w+nya|"
    r"predikat|angka|jmlh|frekuensi|lama|level|opini|hasil)\b",
    re.I,
)


_AVERAGE = re.compile(
    r"rata\W{0,3}rata(?:\s+(?:capaian|pencapaian|kinerja|realisasi|persentase|sasaran|program|kegiatan|total|keseluruhan))*"
    r"[\s\d.,:=%()]*",
    re.I,
)
# The foot of the evaluation form (Permendagri 86/2017, form E.81) and the source of any table stand inside its grid and
# are no items.
_FORM_FOOT = re.compile(
    r"^(?:faktor (?:pendorong|penghambat)|tindak lanjut yang diperlukan|sumber(?:\s+data)?\s*:)", re.I
)
_VERDICT = re.compile(r"^(?:(?:total )?rata\s*-?\s*rata capaian kinerja|predikat kinerja)", re.I)


_AKUN, _KELOMPOK = frozenset("456"), frozenset("1234")
_WHOLE_CODE = re.compile(r"\d(?:\.\d{2}){2,}(?:\.\d)?")
_OLD_CODE = re.compile(r"\d{1,2}(?:\.\d{1,3}){4,}\.?")
"""Of office, program and kegiatan (Permendagri 13/2006), where some part is padded."""
_COLUMN_NUMBER = re.compile(r"^(?:Rp\.?)?\(?(\d{1,2})[a-z]?\)?(?:=[\d()+\-/*x:%.,a-z]*)?$", re.I)
_LEAST_NUMBERED, _FARTHEST, _MANY = 3, 3, 7
"""Cells that make a row of column numbers, how many numbers may be left out between two of them, and so many steps from
one to the next that few of them can be off."""

_WORD, _PLACE, _PLACES = re.compile(r"[^\W\d_]{3}"), re.compile(r"\(?(\d{1,2})\)?"), 2


_OF_A_LEVEL = re.compile(r"\s*(?:indikator|iku|target|daftar)(?:\s+kinerja)?\s*", re.I)
"""What with a level behind it is one heading: "Indikator Tujuan:"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name without its label and numbering.

    ``label`` the level that a prefix states ("Kegiatan : ..."), ``announces`` the level that a suffix states for the
    rows below ("Program X, Kegiatan :"), ``numbering`` what stood in front, ``kode`` a code printed in the same cell.
    """

    text: str
    label: TingkatBaris | None = None
    announces: TingkatBaris | None = None
    numbering: str | None = None
    kode: str | None = None


def read_name(printed: str) -> Name:
    """The name in a cell, its label, its numbering and a code printed before it.

    >>> read_name("Sub. Kegiatan : Penyediaan Sandang")
    Name(text='Penyediaan Sandang', label=<TingkatBaris.SUB_KEGIATAN: 'sub_kegiatan'>, announces=None, \
numbering=None, kode=None)
    >>> read_name("1.06.04 - PROGRAM REHABILITASI SOSIAL").kode, read_name("Indikator Tujuan:").text
    ('1.06.04', 'Indikator Tujuan:')
    """
    text = _BULLET.sub("", " ".join(printed.split()))
    kode = numbering = label = announces = None
    code = _CODE_THEN_NAME.match(text)
    if code:
        kode, text = code.group(1), text[code.end() :]
    else:
        number = _NUMBERING.match(text)
        if number and letters(text) > 4:
            numbering, text = next(filter(None, number.groups())), text[number.end() :]
    for pattern, level in _PREFIXES if ":" in text else ():
        found = pattern.match(text)
        if found and len(text) > found.end():
            label, text = level, text[found.end() :]
            break
    suffixes = _SUFFIXES if text.endswith(":") else ()
    is_labelled = text.rstrip(" .;").lower().endswith("kegiatan") and text.count(" ") >= _LONG
    for pattern, level in (*suffixes, *(_BARE_SUFFIXES if is_labelled else ())):
        found = pattern.search(text)
        if found and found.start() > 0 and not _OF_A_LEVEL.fullmatch(text[: found.start()]):
            announces, text = level, text[: found.start()]
            break
    return Name(text.strip(), label, announces, numbering, kode)


@lru_cache(maxsize=1 << 12)
def is_total(text: str) -> bool:
    """True where a text names a total row: JUMLAH, J U M L A H, Grand Total, Jumlah Keseluruhan, never an indicator.

    >>> is_total("J U M L A H"), is_total("Jumlah Dokumen yang disusun")
    (True, False)
    """
    words = squash(text)
    return bool(_TOTAL.match(words)) or is_carried(words)


@lru_cache(maxsize=1 << 12)
def is_average(text: str) -> bool:
    """True where a text names the average of the rows above it, never what an indicator measures.

    >>> is_average("RATA - RATA"), is_average("Rata-rata capaian sasaran: 98,4 %"), is_average("Rata-rata lama sekolah")
    (True, True, False)
    """
    return bool(_AVERAGE.fullmatch(text.strip()))


def is_carried(squashed: str) -> bool:
    """True for what names a sum that is carried from page to page, without its blanks.

    >>> is_carried("jumlahdipindahkan"), is_carried("pindahandarihal2"), is_carried("pindahanarsip")
    (True, True, False)
    """
    return _CARRIED.fullmatch(squashed) is not None


def is_indicator(text: str) -> bool:
    """True where a text begins as indicators do ("Jumlah ...", "Persentase ...")."""
    return bool(_INDICATOR.match(text.strip()))


def is_verdict(text: str) -> bool:
    """True where a text begins as the lines do by which the evaluation form (E.81) closes each program.

    Their figures stand below columns that mean something else; in other tables such a line is an average, or an
    indicator by that name.

    >>> is_verdict("Rata-rata capaian kinerja (%)"), is_verdict("Predikat kepuasan")
    (True, False)
    """
    return bool(_VERDICT.match(text.strip()))


def is_form_foot(text: str) -> bool:
    """True where a text is a label of the evaluation form's foot, or says where a table is from.

    >>> is_form_foot("Faktor pendorong keberhasilan kinerja:"), is_form_foot("Predikat kepuasan")
    (True, False)
    >>> is_form_foot("Sumber : DPPA 2016"), is_form_foot("Sumber daya air")
    (True, False)
    """
    return bool(_FORM_FOOT.match(text.strip()))


@lru_cache(maxsize=1 << 12)
def is_account_code(text: str) -> bool:
    """True where a printed code is a kode rekening, alone or behind the codes of office and kegiatan.

    Accounts begin with 4, 5 or 6 (pendapatan, belanja, pembiayaan) and, behind a dot, a kelompok of one digit, in
    Permendagri 13/2006 (``5.2.1.06.01``) as in Kepmendagri 050-5889/2021 (``5.1.02.01``); a program's bidang has two
    digits, and ``4 2.01`` is a program with its kegiatan. Behind other codes an account starts at the sixth part or
    later (``1.06.1.06.01.00.00.5.1.1``).

    >>> is_account_code("5 . 2 . 1 . 06 . 01"), is_account_code("4.07.4.07.03.00.00.5.2."), is_account_code("5.02.01")
    (True, True, False)
    >>> is_account_code("4 2.01")
    False
    """
    parts = re.findall(r"(\d+)\s*(\.?)", text)
    starts = [0, *range(5, len(parts) - 1)] if len(parts) > 1 else []
    return any(parts[i][0] in _AKUN and parts[i][1] and parts[i + 1][0] in _KELOMPOK for i in starts)


@lru_cache(maxsize=1 << 12)
def is_code_by_form(text: str) -> bool:
    """True where a text is a code wherever it stands: an account, or a program's code at least.

    >>> [is_code_by_form(t) for t in ("1.06.04", "3.07.3.07.04.05.112.", "5.2.1", "3.07.", "1.1.2.3.1")]
    [True, True, True, False, False]
    """
    clean = text.replace(" ", "")
    if not is_code(text):
        return False
    if _WHOLE_CODE.match(clean) or (is_account_code(clean) and clean.count(".") > 1):
        return True
    return _OLD_CODE.fullmatch(clean) is not None and any(part.startswith("0") for part in clean.split("."))


def is_column_numbers(texts: Sequence[str]) -> bool:
    """True where a row's filled cells number the table's columns: ``(2) (3) (4) ...``, ``3a``, ``8=(7/6)``, ``Rp6``.

    Three cells at least, counting up, are needed: two small numbers may be a row's values.

    >>> is_column_numbers(["1", "2", "3c", "5=(4/3)"]), is_column_numbers(["3", "2", "7"])
    (True, False)
    >>> is_column_numbers(["1", "2", "4", "Rp6", "7", "3", "9", "10", "Rp11", "12"])
    True
    """
    numbers = []
    for text in texts:
        found = _COLUMN_NUMBER.match(text.replace(" ", ""))
        if found is not None:
            numbers.append(int(found.group(1)))
        elif text.strip():
            return False
    if len(numbers) < _LEAST_NUMBERED:
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    rising = sum(0 < step <= _FARTHEST for step in steps)
    if len(steps) >= _MANY and len(set(numbers)) == len(numbers):
        return 4 * rising >= 3 * len(steps)  # one of them is misprinted: 7, 3, 9
    return all(0 <= step <= _FARTHEST for step in steps) and rising * 2 > len(steps)


def are_places(texts: Sequence[tuple[int, str]]) -> bool:
    """True where a scanned row, its texts by column, was one of column numbers: two of them still count the columns,
    and the others are no words.

    >>> are_places([(0, "611"), (3, "(4) I (S"), (6, "n1"), (8, "(9)"), (9, "(10)"), (11, "(121")])
    True
    >>> are_places([(0, "1"), (1, "Sapi"), (2, "3")]), are_places([(2, "40"), (4, "(5)"), (5, "7")])
    (False, False)
    """
    if any(_WORD.search(text) for _, text in texts):
        return False
    numbers = [(int(found[1]) - col) for col, text in texts if (found := _PLACE.fullmatch(text.strip(" -|")))]
    return any(numbers.count(shift) >= _PLACES for shift in set(numbers))


def split_codes(texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """(code cells as printed, the rest joined): the parts of a header group that holds codes and the name together.

    >>> split_codes(["01", "2.01.", "Perencanaan", ""])
    (('01', '2.01.'), 'Perencanaan')
    """
    codes = [t for t in texts if t and is_code(t)]
    rest = [t for t in texts if t and not is_code(t)]
    return tuple(codes), " ".join(rest)


_LISTED = re.compile(r"((?i:program|(?:sub\s*)?kegiatan))\s+(?=[A-Z])[^\W\d_]{4}")
_LISTED_LEVELS = {
    "program": TingkatBaris.PROGRAM,
    "kegiatan": TingkatBaris.KEGIATAN,
    "subkegiatan": TingkatBaris.SUB_KEGIATAN,
}


def listed_level(name: str) -> TingkatBaris | None:
    """The level of what a column of sasaran lists below each of them, None for a sasaran.

    Names of programs and kegiatan have capitals; a sasaran is a sentence.

    >>> str(listed_level("Kegiatan Penyediaan Jasa")), listed_level("Tertatanya kegiatan warga")
    ('kegiatan', None)
    >>> listed_level("Kegiatan ekonomi warga pesisir tumbuh")
    """
    found = _LISTED.match(name)
    return _LISTED_LEVELS[squash(found[1])] if found else None


def header_levels(heading: str) -> tuple[TingkatBaris, ...]:
    """The levels that a header names, highest first; empty where it names none.

    >>> [str(x) for x in header_levels("Program/ Kegiatan")]
    ['program', 'kegiatan']
    """
    s = squash(heading)
    found = []
    if "urusan" in s:
        found.append(TingkatBaris.URUSAN)
    if "bidangurusan" in s:
        found.append(TingkatBaris.BIDANG_URUSAN)
    if "program" in s:
        found.append(TingkatBaris.PROGRAM)
    if "kegiatan" in s.replace("subkegiatan", ""):
        found.append(TingkatBaris.KEGIATAN)
    if "subkegiatan" in s:
        found.append(TingkatBaris.SUB_KEGIATAN)
    return tuple(found)
