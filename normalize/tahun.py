"""The year or the period that a document plans or reports, by votes of the places that name one.

A law's year, the year of printing and a period that a yearly plan cites are no votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.jenis_dokumen import after_kind, places
from normalize.sampul import Front
from normalize.types import JenisDokumen
from normalize.votes import Source, Verdict, Vote, heaviest, one_vote, quoted_line, shared_votes

_DIGITS = str.maketrans("OoQIl", "00011")
_FIRST_YEAR, _LAST_YEAR = 2005, 2049
_PARTED_YEAR = re.compile(r"(?<![0-9] )(?<![0-9])2 0 ([0-9]) ([0-9])(?! ?[0-9])")
_MISREAD_YEAR = re.compile(r"\b2[0OoQ](?:[0-9][0-9OoIl]|[OoIl][0-9])\b")
_YEAR = r"(20[0-9]{2})"
_PERIOD = re.compile(
    rf"(?<![0-9]){_YEAR}\s*(?:[-–—−/]|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:tahun\s*)?{_YEAR}(?![0-9])",
    re.I,
)
_BUDGET_YEAR = re.compile(
    rf"\b(?:TAHUN\s*ANGGARAN|T\.?\s?A\.?|PERIODE(?:\s*PELAKSANAAN)?\s*:?)\s*:?\s*{_YEAR}(?![0-9])", re.I
)
_TAHUN = re.compile(rf"\b(?:TAHUN|TH\.?|THN\.?)\s*:?\s*{_YEAR}(?![0-9])", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:UNDANG\s*-?\s*UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s*EDARAN|PER(?:MEN\w*|DA|BUP|GUB|WAL\w*|PRES)|KEPMEN\w*|INPRES"
    rf"|UU|(?<!POL )(?<!POLISI )PP|NOMOR|NO\.?)\b(?:(?!\b(?:TENTANG|{_YEAR})\b)[^;|]){{0,160}}?\bTAHUN\s*{_YEAR}",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?<![0-9.,/]){_YEAR}(?![0-9.,/])")
_MONTHS = "JANUARI|FEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|DESEMBER"
_CLOSING = re.compile(
    rf"\b(?:BERAKHIR|S\.?\s*/?\s*D\.?|SAMPAI|DENGAN|PER|POSISI|BULAN)\s*(?:(?:PADA|TANGGAL|DENGAN|BULAN|:)\s*){{0,3}}"
    rf"(?:[0-9]{{1,2}}\s+)?(?:{_MONTHS})\s+{_YEAR}",
    re.IGNORECASE,
)
_DATE = re.compile(rf"\b[0-9]{{1,2}}\s+[A-Za-z]+\s+{_YEAR}\b")
_FOOT = re.compile(rf"(PEMERINTAH[^\n]*\n(?:[^\n0-9]*\n){{0,3}}?)\s*(?:TAHUN\s*)?{_YEAR}\s*$", re.IGNORECASE)
_FORWARD = re.compile(rf"\bPR[AE]KIRAAN\s*MAJU[^0-9]{{0,40}}{_YEAR}", re.IGNORECASE)
_RUNNING_YEAR = re.compile(
    rf"\bTAHUN\s*BERJALAN\b[^0-9]{{0,12}}(?:\(?\s*n\s*-\s*1\s*\)?\D{{0,8}})?{_YEAR}", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:EVALUASI|LALU|REALISASI|CAPAIAN|PENCAPAIAN)\b", re.IGNORECASE)
_MENTION = re.compile(
    r"(?=[RL])(?:RENCANA\s*KER[JI]A|\bRENJA|\bRENSTRA|RENCANA\s*STRAT[EI]GIS|\bLAKIP|\bLK[JI]{1,2}P|LAPORAN\s*(?:AKUNTABILITAS\s*)?KINERJA)"
    r"(?P<rest>[^.;|]{0,140})",
    re.IGNORECASE,
)
_MEDIUM_PLAN = re.compile(r"\bRPJMD\b(?P<rest>[^.;|]{0,90})", re.IGNORECASE)
Tahun = tuple[int, int]


def vote_years(front: Front, name: str, jenis: JenisDokumen) -> Verdict[Tahun] | None:
    """First and last year; equal unless a Renstra gives its period."""
    if jenis is JenisDokumen.RENSTRA:
        period = heaviest(_period_votes(front, name))
        if period:
            return period
    return heaviest(_year_votes(front, name, jenis))


def _mended(text: str) -> str:
    """The text with years read as years whose digits are printed apart ("2 0 2 4") or misread ("2O24")."""
    text = _PARTED_YEAR.sub(r"20\1\2", text)
    return _MISREAD_YEAR.sub(lambda m: m.group().translate(_DIGITS), text)


def _period_votes(front: Front, name: str) -> Iterator[Vote[Tahun]]:
    for source, text in places(front, name):
        period = _period(_mended(text))
        if period:
            yield one_vote(period, source, quoted_line(text, str(period[1])))
    yield from shared_votes(list(_periods(front.headings)), Source.BAB)
    yield from shared_votes(list(_periods(front.captions)), Source.TABEL)
    body = _flat(front.opening)
    yield from shared_votes(list(_periods(m["rest"] for m in _MENTION.finditer(body))), Source.ISI)
    yield from shared_votes(list(_periods(m["rest"] for m in _MEDIUM_PLAN.finditer(body))), Source.ISI, 0.5)


def _periods(texts: Iterable[str]) -> Iterator[tuple[Tahun, str]]:
    for text in texts:
        period = _period(_mended(text))
        if period:
            yield period, text


def _period(text: str) -> Tahun | None:
    for found in _PERIOD.finditer(_LAW.sub(" ", text)) if text.count("20") > 1 else ():
        first, last = int(found[1]), int(found[2])
        if _is_year(first) and 1 <= last - first <= 6:
            return first, last
    return None


def _year_votes(front: Front, name: str, jenis: JenisDokumen) -> Iterator[Vote[Tahun]]:
    for source, text in places(front, name):
        year = _year(text, jenis)
        if year:
            yield one_vote((year, year), source, quoted_line(text, str(year)))
    yield from shared_votes(list(_field_years(front)), Source.ISIAN)
    yield from shared_votes(list(_title_years(front.headings, jenis)), Source.BAB)
    yield from shared_votes(list(_title_years(front.captions, jenis)), Source.TABEL)
    yield from shared_votes(list(_form_years(front.header_cells)), Source.SEL)
    yield from shared_votes(list(_mentioned_years(front.opening, jenis)), Source.ISI)
    yield from shared_votes(list(_any_years(front, jenis)), Source.SEL, 0.25)


def _year(text: str, jenis: JenisDokumen) -> int | None:
    """The year that a title or sentence plans or reports: the one behind the kind's name, else the first one.

    A year under "PEMERINTAH ..." or a place and date is when it was printed; it is taken only where it is alone.
    """
    text = _LAW.sub(" ", _mended(text))
    plain = _PERIOD.sub(" ", text)
    for part in (after_kind(plain, jenis), plain):
        year = _named_year(_without_printing(part))
        if year:
            return year
    alone = {int(y) for y in _BARE_YEAR.findall(plain) if _is_year(int(y))}
    period = _PERIOD.search(text)
    if not alone and period and _is_year(int(period[1])):
        return int(period[1])
    return alone.pop() if len(alone) == 1 else None


def _named_year(text: str) -> int | None:
    for pattern in (_BUDGET_YEAR, _CLOSING, _TAHUN, _BARE_YEAR):
        years = [int(m[1]) for m in pattern.finditer(text) if _is_year(int(m[1]))]
        if years:
            return years[0]
    return None


def _without_printing(text: str) -> str:
    """The text without the year under the government's name at the foot of a cover, and without dates of signing."""
    text = _FOOT.sub(r"\1", text.strip())
    closing = _CLOSING.search(text)
    return text if closing else _DATE.sub(" ", text)


def _is_year(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _may_have_year(text: str) -> bool:
    """Asked first: documents have hundreds of titles and header cells, and few print a year."""
    return "20" in text


def _flat(text: str) -> str:
    return _LAW.sub(" ", " ".join(_mended(text).split()))


def _pair(year: int, quote: str) -> tuple[Tahun, str]:
    return (year, year), quote


def _field_years(front: Front) -> Iterator[tuple[Tahun, str]]:
    """Years of filled-in lines: ``Tahun Anggaran : 2024``, ``Bulan : Desember 2024``."""
    for label, value in front.fields:
        years = [int(y) for y in _BARE_YEAR.findall(value) if _is_year(int(y))]
        if years and re.match(r"TAHUN|BULAN|PERIODE|TRIWULAN", label):
            yield _pair(years[0], f"{label}: {value}")


def _title_years(texts: Iterable[str], jenis: JenisDokumen) -> Iterator[tuple[Tahun, str]]:
    """Years that titles of chapters and tables name; in a plan not those of what lies behind."""
    for text in filter(_may_have_year, texts):
        forward = _FORWARD.search(text)
        if forward and _is_year(int(forward[1]) - 1):
            yield _pair(int(forward[1]) - 1, text)
        elif jenis is JenisDokumen.LKJIP or not _PAST.search(text):
            year = _named_year(_PERIOD.sub(" ", _LAW.sub(" ", text)))
            if year:
                yield _pair(year, text)


def _form_years(cells: Iterable[str]) -> Iterator[tuple[Tahun, str]]:
    """The year n of the forms of Permendagri 86/2017, by their headers: n+1 is the forward estimate, n-1 runs."""
    for text in filter(_may_have_year, cells):
        for pattern, shift in ((_FORWARD, -1), (_RUNNING_YEAR, 1)):
            found = pattern.search(text)
            if found and _is_year(int(found[1]) + shift):
                yield _pair(int(found[1]) + shift, text)


def _mentioned_years(text: str, jenis: JenisDokumen) -> Iterator[tuple[Tahun, str]]:
    """Years that the first pages name behind the document's own kind."""
    for found in _MENTION.finditer(_PERIOD.sub(" ", _flat(text))):
        year = _TAHUN.search(found["rest"])
        if year and _is_year(int(year[1])) and after_kind(found.group(), jenis) != found.group():
            yield _pair(int(year[1]), found.group())


def _any_years(front: Front, jenis: JenisDokumen) -> Iterator[tuple[Tahun, str]]:
    """Years in the headers of a bare table, where nothing else tells: an LRA names its year and the one before."""
    if jenis is JenisDokumen.RENSTRA:
        return
    for text in filter(_may_have_year, front.header_cells):
        years = [int(y) for y in _BARE_YEAR.findall(_PERIOD.sub(" ", text)) if _is_year(int(y))]
        yield from (_pair(year, text) for year in years)
