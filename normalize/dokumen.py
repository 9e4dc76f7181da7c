"""What a document is: kind, stage, year, office, region phrases, from where it says so itself.

Cover, signature and letterhead are believed, in this order; word counts are not: copied text names foreign regions
and other years. The printing year at the foot of a cover is not the planning year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from extract.types import PageResult
from normalize.instansi import find_office, find_places, is_address
from normalize.sampul import Front, is_signer, read_front
from normalize.types import DocumentMeta, JenisDokumen, Tahap

_DIGITS = str.maketrans("OoQIl", "00011")
_FIRST_YEAR, _LAST_YEAR = 2005, 2049

_OTHER = re.compile(
    r"RENCANA\s*KERJA\s*(?:PEMERINTAH\s*DAERAH|DAN\s*ANGGARAN|TAHUNAN|ANGGARAN)|\bRKPD\b|\bRKA\b|\bRPJM[DN]\b|\bRKT\b"
    r"|RENCANA\s*PEMBANGUNAN\s*JANGKA|PERJANJIAN\s*KINERJA|INDIKATOR\s*KINERJA\s*UTAMA|\bAPBD\b|\bDPA\b|RENCANA\s*AKSI"
    r"|ANGGARAN\s*PENDAPATAN\s*DAN\s*BELANJA|CATATAN\s*ATAS\s*LAPORAN|LAPORAN\s*(?:KEUANGAN|PENYELENGGARAAN)",
    re.IGNORECASE,
)
_KINDS = (
    (JenisDokumen.RENSTRA, re.compile(r"RENCANA\s*STRAT[EI]GIS|\bRENSTRA\b", re.IGNORECASE)),
    (
        JenisDokumen.LKJIP,
        re.compile(
            r"LAPORAN\s*(?:AKUNTABILITAS\s*)?KINERJA(?!\s*(?:KEUANGAN|TRIWULAN))|AKUNTABILITAS\s*KINERJA\s*INSTANSI"
            r"|\bLK[JI]{0,2}IP\b|\bLAKIP\b",
            re.IGNORECASE,
        ),
    ),
    (JenisDokumen.RENJA, re.compile(r"RENCANA\s*KER[JI]A|\bRENJA\b", re.IGNORECASE)),
)
_CHANGED = r"PERUBAHAN"
_DRAFT = r"RAN(?:CANGAN|WAL|KHIR)(?:\s*(?:AWAL|AKHIR))?"
_NAMES = r"(?:RENCANA\s*(?:KERJA|STRAT[EI]GIS)|RENJA|RENSTRA)"
_GAP = r"[\s()/\-–:|]*"
_BETWEEN = rf"{_GAP}(?:PERANGKAT\s*DAERAH|SKPD|OPD|\(?(?:RENJA|RENSTRA)\)?(?:-?\s*(?:PD|SKPD|OPD))?)?{_GAP}"
_STAGE = {
    Tahap.PERUBAHAN: re.compile(
        rf"\b{_CHANGED}\s*(?:ATAS\s*)?{_NAMES}|{_NAMES}{_BETWEEN}{_CHANGED}\b|\bP-?RENJA\b|\bRENJA-?P\b", re.IGNORECASE
    ),
    Tahap.RANCANGAN: re.compile(
        rf"\b{_DRAFT}[\s()|]*(?:{_CHANGED}\s*)?{_NAMES}|{_NAMES}{_BETWEEN}\(?{_DRAFT}\b", re.IGNORECASE
    ),
}
_REPORT = re.compile(r"\b(?:LAPORAN|EVALUASI|TRIWULAN|SEMESTER|MONITORING)\b", re.IGNORECASE)
_MISREAD_YEAR = re.compile(r"\b2[0OoQ](?:[0-9][0-9OoIl]|[OoIl][0-9])\b")
_YEAR = r"(20[0-9]{2})"
_PERIOD = re.compile(
    rf"(?<![0-9]){_YEAR}\s*(?:[-–—−/]|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*{_YEAR}(?![0-9])", re.I
)
_BUDGET_YEAR = re.compile(
    rf"\b(?:TAHUN\s*ANGGARAN|T\.?\s?A\.?|PERIODE(?:\s*PELAKSANAAN)?\s*:?)\s*{_YEAR}(?![0-9])", re.I
)
_TAHUN = re.compile(rf"(?<!NOMOR [0-9] )(?<!NOMOR [0-9][0-9] )\b(?:TAHUN)\s*{_YEAR}(?![0-9])", re.IGNORECASE)
_LAW = re.compile(rf"\b(?:NOMOR|NO\.?|UU|PP)\s*:?\s*[0-9./A-Z-]+\s*TAHUN\s*{_YEAR}", re.IGNORECASE)
_BARE_YEAR = re.compile(rf"(?<![0-9.,/]){_YEAR}(?![0-9.,/])")

_EDITIONS = (
    ("900.1-861/2026", r"900[.]1\s*[-–]\s*861"),
    ("900.1-2850/2025", r"900[.]1\s*[-–]\s*2850"),
    ("900.1.15.5-3406/2024", r"900[.]1[.]15[.]5\s*[-–]\s*3406"),
    ("900.1.15.5-1317/2023", r"900[.]1[.]15[.]5\s*[-–]\s*1317"),
    ("050-5889/2021", r"050\s*[-–.]\s*5889"),
    ("050-3708/2020", r"050\s*[-–.]\s*3708"),
    ("90/2019", r"(?:PERMENDAGRI|PERATURAN\s*MENTERI\s*DALAM\s*NEGERI)\D{0,40}90\s*TAHUN\s*2019"),
)


def read_meta(pages: Sequence[PageResult], berkas: str = "") -> DocumentMeta:
    """The document's metadata, from the running text of its pages in order.

    ``berkas`` (the file's name) is the last resort for what the pages do not say. A plain Renja or Renstra is murni
    only where a readable cover names it without a stage: a cover that is a picture may say Perubahan.
    """
    front = read_front(pages)
    name = re.sub(r"[_\-.]+", " ", PurePath(berkas).stem)
    jenis = _kind(front, name)
    tahun, tahun_akhir = _years(front, jenis, name)
    return DocumentMeta(
        jenis=jenis,
        tahap=_stage(front, jenis),
        tahun=tahun,
        tahun_akhir=tahun_akhir,
        wilayah=_places(front, name),
        perangkat_daerah=_office(front),
        edisi=_edition(front, pages),
    )


def _kind(front: Front, name: str) -> JenisDokumen:
    """The kind that the first telling place names; what names itself something else is lainnya."""
    for text in (front.cover, front.head, front.running, _first_sentences(front.preface), name):
        found = _kind_in(text)
        if found is not None:
            return found
    return JenisDokumen.LAINNYA


def _kind_in(text: str) -> JenisDokumen | None:
    """The kind named first in a text; None where it names none."""
    hits = [(m.start(), kind) for kind, pattern in _KINDS if (m := pattern.search(text))]
    other = _OTHER.search(text)
    if other and not any(start < other.start() for start, _ in hits):
        return JenisDokumen.LAINNYA
    return min(hits)[1] if hits else None


def _first_sentences(text: str) -> str:
    return text[:900].rpartition(" ")[0] if len(text) > 900 else text


def _stage(front: Front, jenis: JenisDokumen) -> Tahap | None:
    if jenis is JenisDokumen.LKJIP:
        return None
    if jenis is JenisDokumen.LAINNYA:
        return _budget_stage(front.cover or front.head)
    for text in (front.cover, front.running, _first_sentences(front.preface), front.head):
        for stage, pattern in _STAGE.items():
            if pattern.search(text):
                return stage
    if _kind_in(front.cover) is not jenis or _REPORT.search(front.cover):
        return None
    return Tahap.MURNI


def _budget_stage(text: str) -> Tahap | None:
    """A budget (APBD) is murni or perubahan by its own title."""
    if not re.search(r"\bAPBD\b|ANGGARAN\s*PENDAPATAN\s*DAN\s*BELANJA", text[:1500], re.IGNORECASE):
        return None
    return Tahap.PERUBAHAN if re.search(r"\bPERUBAHAN\b", text[:1500], re.IGNORECASE) else Tahap.MURNI


def _years(front: Front, jenis: JenisDokumen, name: str) -> tuple[int | None, int | None]:
    """First and last year; equal unless a Renstra gives its period."""
    fronts = (front.cover, front.running, front.preface, front.head, front.opening, name)
    places = tuple(_MISREAD_YEAR.sub(lambda m: m.group().translate(_DIGITS), text) for text in fronts)
    if jenis is JenisDokumen.RENSTRA:
        for text in places:
            period = _period(text)
            if period:
                return period
    for text in places:
        year = _year(text, jenis)
        if year:
            return year, year
    return None, None


def _period(text: str) -> tuple[int, int] | None:
    for found in _PERIOD.finditer(text):
        first, last = int(found[1]), int(found[2])
        if _is_year(first) and 1 <= last - first <= 6:
            return first, last
    return None


def _year(text: str, jenis: JenisDokumen) -> int | None:
    """The year that a title or sentence plans or reports: the one behind the kind's name, else the first one.

    A year under "PEMERINTAH ..." or a place and date is when it was printed; it is taken only where it is alone.
    """
    text = _LAW.sub(" ", text)
    kind = next((pattern for k, pattern in _KINDS if k is jenis), None)
    start = kind.search(text) if kind else None
    behind = text[start.end() :] if start else text
    for part in (behind, text):
        for pattern in (_BUDGET_YEAR, _TAHUN, _BARE_YEAR):
            years = [int(m[1]) for m in pattern.finditer(_without_printing(part)) if _is_year(int(m[1]))]
            if years:
                return years[0]
    alone = {int(y) for y in _BARE_YEAR.findall(text) if _is_year(int(y))}
    return alone.pop() if len(alone) == 1 else None


def _without_printing(text: str) -> str:
    """The text without the year under the government's name at the foot of a cover, and without dates."""
    text = re.sub(
        rf"(PEMERINTAH[^\n]*\n(?:[^\n0-9]*\n){{0,3}}?)\s*(?:TAHUN\s*)?{_YEAR}\s*$", r"\1", text.strip(), flags=re.I
    )
    return re.sub(rf"\b[0-9]{{1,2}}\s+[A-Za-z]+\s+{_YEAR}\b", " ", text)


def _is_year(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _office(front: Front) -> str | None:
    title = "\n".join(line for line in front.cover.split("\n") if not is_signer(line))
    texts = [title, *(s.text for s in front.signatures if s.is_alone), front.running]
    texts += [_first_sentences(front.preface), _own_rows(front.head)]
    return next((office for text in texts if text and (office := find_office(_without_addresses(text)))), None)


def _own_rows(head: str) -> str:
    """The lines of a bare table's first page that are nothing but an office's name."""
    return "\n".join(
        line for line in head.split("\n") if re.match(r"(?:DINAS|BADAN|INSPEKTORAT|SATUAN|KECAMATAN)\b", line)
    )


def _without_addresses(text: str) -> str:
    return "\n".join("|" if is_address(line) else line for line in text.split("\n"))


def _places(front: Front, name: str) -> tuple[str, ...]:
    found: list[str] = []
    for text in (
        front.cover,
        *(s.text for s in front.signatures),
        front.running,
        front.head[:1500],
        _first_sentences(front.preface),
    ):
        found += find_places(_without_addresses(text))
    found += [name] if name else []
    return tuple(dict.fromkeys(found))[:24]


def _edition(front: Front, pages: Sequence[PageResult]) -> str | None:
    """The edition that a table's title claims, else the latest one that the text cites."""
    whole = "\n".join(line.text for page in pages[:40] for line in page.lines)
    for text in ("\n".join(front.captions), whole):
        for edition, pattern in _EDITIONS:
            if re.search(pattern, text, re.IGNORECASE):
                return edition
    return None
