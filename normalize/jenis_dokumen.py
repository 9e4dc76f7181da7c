"""Kind and stage of a document, by votes of the places that name it.

What names itself something else (an RKPD, an RKA, a performance agreement) is lainnya: that is a vote like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from normalize.petunjuk import is_row
from normalize.sampul import BLOCK, Front
from normalize.types import JenisDokumen, Tahap
from normalize.votes import Source, Verdict, Vote, heaviest, one_vote, quoted_line, shared_votes

#: Doubled and missing letters of running heads and of OCR (Renncana, Rencana Keria) are forgiven.
_PLAN = r"REN+[CG]ANA"
_RENJA = rf"(?:{_PLAN}\s*KE[RJI]{{2,3}}A|RENJA)"
_RENSTRA = rf"(?:{_PLAN}\s*STRAT[EI]GIS|RENSTRA)"
_OTHER = re.compile(
    rf"{_PLAN}\s*KER[JI]A\s*(?:PEMERINTAH(?:AN)?\s*DAERAH|DAN\s*ANGGARAN|TAHUNAN|ANGGARAN)|{_PLAN}\s*(?:KINERJA|AKSI)"
    rf"|{_PLAN}\s*PEMBANGUNAN|(?<!TERHADAP RANCANGAN AWAL )\bRKPD\b|\bRPJM[DN]\b|\bRKT\b|\bRKA\b|\bDPP?A\b"
    r"|(?:PERJANJIAN|PENETAPAN)\s*KINERJA|INDIKATOR\s*KINERJA\s*(?:UTAMA|INDIVIDU)|STANDAR\s*(?:OPERASIONAL|PELAYANAN)"
    r"|\bAPBD\b|ANGGARAN\s*PENDAPATAN\s*DAN\s*BELANJA|\bPPAS\b|\bKUA\b|KEBIJAKAN\s*UMUM\s*A|DOKUMEN\s*PELAKSANAAN"
    r"|RINCIAN\s*(?:BELANJA|ANGGARAN)|REALISASI\s*(?:FISIK|KEUANGAN|ANGGARAN|KINERJA)|\bRFK\b|\bLRA\b|\bNERACA\b"
    r"|LAPORAN\s*(?:KEUANGAN|PENYELENGGARAAN|REALISASI|KETERANGAN|KEMAJUAN|OPERASIONAL|HARTA)|\bLPPD\b|\bLKPJ\b"
    r"|CATATAN\s*ATAS\s*LAPORAN|LAPORAN\s*KINERJA\s*(?:KEUANGAN|TRIWULAN|SEMESTER|BULANAN)",
    re.IGNORECASE,
)
_KINDS = (
    (JenisDokumen.RENSTRA, re.compile(rf"{_RENSTRA}", re.IGNORECASE)),
    (
        JenisDokumen.LKJIP,
        re.compile(
            r"LAPORAN\s*(?:AKUNTABILITAS\s*)?KINERJA(?!\s*(?:KEUANGAN|TRIWULAN|SEMESTER|BULANAN))"
            r"|AKUNTABILITAS\s*KINERJA\s*INSTANSI|\bLK[JI]{0,2}IP\b|\bLAKIP\b",
            re.IGNORECASE,
        ),
    ),
    (JenisDokumen.RENJA, re.compile(rf"{_RENJA}", re.IGNORECASE)),
)
#: Chapters that only one kind of document has: Permendagri 54/2010 and 86/2017 (Renja, Renstra), Permenpan 53/2014.
_CHAPTERS = (
    (
        JenisDokumen.RENJA,
        re.compile(
            r"TELAAH\w*\s*TERHADAP\s*KEBI|PENELAAHAN\s*USULAN|REVIEW?\s*TERHADAP\s*RANCANGAN\s*AWAL\s*RKPD"
            rf"|EVALUASI\s*(?:HASIL\s*)?PELAKSANAAN\s*{_RENJA}|TUJUAN\s*DAN\s*SASARAN\s*{_RENJA}|{_PLAN}\s*KERJA\s*DAN\s*PENDANAAN"
            r"|PROGRAM\s*DAN\s*KEGIATAN\b.*\bPR[AE]KIRAAN\s*MAJU",
            re.IGNORECASE,
        ),
    ),
    (
        JenisDokumen.RENSTRA,
        re.compile(
            rf"ISU-?\s*ISU\s*STRATEGIS\s*B|TELAAH\w*\s*(?:VISI|{_RENSTRA})|KINERJA\s*PENYELENGGARAAN\s*BIDANG"
            r"|STRATEGI\s*DAN\s*(?:ARAH\s*)?KEBIJAKAN|PENDANAAN\s*INDIKATIF|KELOMPOK\s*SASARAN\W+(?:DAN|&)\s*PENDANAAN"
            r"|TUJUAN\s*DAN\s*SASARAN\s*JANGKA\s*MENENGAH",
            re.IGNORECASE,
        ),
    ),
    (
        JenisDokumen.LKJIP,
        re.compile(
            r"^\W*BAB\s*[IVX0-9]+\W*AKUNTABILITAS\s*KINERJA|CAPAIAN\s*KINERJA\s*ORGANISASI|AKUNTABILITAS\s*KEUANGAN"
            r"|ANALISIS\s*AKUNTABILITAS|PERBANDINGAN\s*(?:ANTARA\s*)?(?:TARGET|REALISASI|CAPAIAN)|ANALISIS\s*EFISIENSI",
            re.IGNORECASE,
        ),
    ),
)
#: "Penyusunan Renja" and "Jumlah laporan kinerja" are an activity and its indicator.
_ACTIVITY = re.compile(
    r"^\W*(?:PENYUSUNAN|KOORDINASI|JUMLAH|TERSUSUNNYA|TERSEDIANYA)\b.*$", re.IGNORECASE | re.MULTILINE
)
_FULL_MENTIONS = 4
_LEAST_WEIGHT = 1.0
_PLAIN = "tanpa Perubahan atau Rancangan"
_PLAIN_TITLE, _PLAIN_NAME = 0.5, 0.25
_CHANGED = r"PERUBAHAN"
_DRAFT = r"(?:DRAFT?|RAN(?:CANGAN|WAL|KHIR))(?:\s*(?:AWAL|AKHIR))?"
_NAMES = rf"(?:{_RENJA}|{_RENSTRA})"
_GAP = r"[\s()/\-–:|]*"
_BETWEEN = rf"{_GAP}(?:PERANGKAT\s*DAERAH|SKPD|OPD|\(?(?:RENJA|RENSTRA)\)?(?:-?\s*(?:PD|SKPD|OPD))?)?{_GAP}"
_STAGE = {
    Tahap.PERUBAHAN: re.compile(
        rf"\b{_CHANGED}\s*(?:ATAS\s*)?{_NAMES}|{_NAMES}{_BETWEEN}{_CHANGED}\b|\bP-?RENJA\b|\bRENJA-?P\b"
        rf"|\bTAHUN\s*(?:ANGGARAN\s*)?20[0-9]{{2}}\s*(?:\(\s*{_CHANGED}\s*\)|{_CHANGED}\s*(?:$|[\n|]))",
        re.IGNORECASE,
    ),
    Tahap.RANCANGAN: re.compile(
        rf"\b{_DRAFT}[\s()|]*(?:{_CHANGED}\s*)?{_NAMES}|{_NAMES}{_BETWEEN}\(?{_DRAFT}\b", re.IGNORECASE
    ),
}
#: In a title "Perubahan" names the stage; of a column (sebelum/setelah), a regulation, equity or climate it does not.
_TITLE_CHANGED = re.compile(
    r"(?<!SEBELUM )(?<!SETELAH )(?<!SESUDAH )\bPERUBAHAN\b"
    r"(?!\s*(?:EKUITAS|SALDO|SAL\b|IKLIM|(?:KE\w+\s*)?ATAS\s*(?:PERATURAN|KEPUTUSAN|UNDANG)))|\bDPPA\b|\bRKP?A-?P\b|\bRKPA\b|\bKUPA\b"
    r"|\bP-?APBD\b|\bAPBD-?P\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:LAPORAN|(?<!REKAPITULASI )EVALUASI|TRIWULAN|SEMESTER|MONITORING)\b", re.IGNORECASE)
_BUDGET = r"(?:APBD|ANGGARAN\s*PENDAPATAN\s*DAN\s*BELANJA(?:\s*DAERAH)?)"
_BUDGET_TITLE = re.compile(
    rf"(?:RINGKASAN|RINCIAN|PENJABARAN|TENTANG|NOTA|REKAPITULASI)\s*(?:PENJABARAN\s*)?(?:PERUBAHAN\s*)?{_BUDGET}",
    re.IGNORECASE,
)

#: A report on the budget is none, and a change of the regulation that spells it out is neither murni nor perubahan.
_NO_BUDGET = re.compile(r"REALISASI|LAPORAN|PERUBAHAN", re.IGNORECASE)


def vote_kind(front: Front, name: str) -> Verdict[JenisDokumen] | None:
    """The kind that the document's places name; None where none does, or hardly."""
    found = heaviest(_kind_votes(front, name))
    return found if found and found.weight >= _LEAST_WEIGHT else None


@lru_cache(maxsize=1024)
def kind_in(text: str) -> JenisDokumen | None:
    """The kind named first in a text, also where its words stand in two blocks; None where it names none."""
    text = text.replace(BLOCK, " ")
    hits = [(m.start(), kind) for kind, pattern in _KINDS if (m := pattern.search(text))]
    other = _OTHER.search(text)
    if other and not any(start < other.start() for start, _ in hits):
        return JenisDokumen.LAINNYA
    return min(hits)[1] if hits else None


def after_kind(text: str, jenis: JenisDokumen) -> str:
    """What follows a kind's name in a text; the whole text where it is not named."""
    pattern = next((p for k, p in _KINDS if k is jenis), _OTHER)
    found = pattern.search(text.replace(BLOCK, " "))
    return text[found.end() :] if found else text


def places(front: Front, name: str) -> Iterator[tuple[Source, str]]:
    """The places that speak once, each with its text."""
    yield Source.SAMPUL, _ACTIVITY.sub("", front.cover)
    yield Source.JUDUL, _ACTIVITY.sub("", front.title)
    yield Source.KEPALA_HALAMAN, "\n|\n".join(front.running)
    yield Source.PENGANTAR, first_sentences(front.preface)
    yield Source.BERKAS, name


def first_sentences(text: str) -> str:
    """The beginning of a preface: later on it tells of other documents."""
    return text[:900].rpartition(" ")[0] if len(text) > 900 else text


def _kind_votes(front: Front, name: str) -> Iterator[Vote[JenisDokumen]]:
    for source, text in places(front, name):
        kind = _form_of(text) if source is Source.JUDUL else None
        kind = kind or kind_in(text)
        if kind is not None:
            yield one_vote(kind, source, quoted_line(text, next((p for k, p in _KINDS if k is kind), _OTHER)))
    yield from shared_votes(list(_chapters(front.headings)), Source.BAB)
    yield from shared_votes(list(_chapters(front.captions)), Source.TABEL)
    mentions = list(_mentions(front.opening))
    yield from shared_votes(mentions, Source.ISI, min(1.0, len(mentions) / _FULL_MENTIONS))


def _chapters(texts: Iterable[str]) -> Iterator[tuple[JenisDokumen, str]]:
    """Kinds that titles of chapters and tables speak for; one that only cites other plans does not."""
    for text in texts:
        # What names none of the kinds speaks for none, whatever else it names: that is not asked.
        kind = _form_of(text) or (kind_in(text) if any(p.search(text) for _, p in _KINDS) else None)
        if kind not in (None, JenisDokumen.LAINNYA):
            yield kind, text


@lru_cache(maxsize=1024)
def _form_of(text: str) -> JenisDokumen | None:
    """The kind of document that a chapter or a table of this title belongs to."""
    return next((kind for kind, pattern in _CHAPTERS if pattern.search(text)), None)


def _mentions(text: str) -> Iterator[tuple[JenisDokumen, str]]:
    """Kinds that sentences name, as often as they do; rows of a table without rules are none."""
    text = "\n".join(line for line in text.split("\n") if not is_row(line) and not _ACTIVITY.match(line))
    for kind, pattern in _KINDS:
        for found in pattern.finditer(text):
            if not _OTHER.match(text, found.start()):
                yield kind, text[found.start() : found.end() + 30]


def vote_stage(front: Front, name: str, jenis: JenisDokumen) -> Verdict[Tahap | None] | None:
    """The stage that title, page heads and preface print. A Renja that is named without one is murni."""
    if jenis is JenisDokumen.LKJIP:
        return None
    return heaviest(_renja_stages(front, name) if jenis is JenisDokumen.RENJA else _title_stages(front, name, jenis))


def _renja_stages(front: Front, name: str) -> Iterator[Vote[Tahap | None]]:
    """A printed stage weighs several times what a plain name does, which may leave it out for brevity."""
    for source, text in places(front, name):
        title = source in (Source.SAMPUL, Source.JUDUL)
        stage = _stage_in(text)
        # A preface tells how the draft was made.
        if stage and (stage is Tahap.PERUBAHAN or source is not Source.PENGANTAR):
            yield one_vote(stage, source, quoted_line(text, _STAGE[stage]))
        elif source is not Source.BERKAS and kind_in(text) is JenisDokumen.RENJA:
            weight = _PLAIN_TITLE if title else _PLAIN_NAME
            report = _REPORT.search(text) if title else None
            yield (
                one_vote(None, source, report.group(), weight)
                if report
                else one_vote(Tahap.MURNI, source, _PLAIN, weight)
            )
    for source, texts in ((Source.BAB, front.headings), (Source.TABEL, front.captions)):
        for vote in shared_votes(list(_heading_stages(texts)), source):
            yield vote if vote.value is Tahap.PERUBAHAN else vote._replace(weight=vote.weight * _PLAIN_NAME)


def _heading_stages(texts: Iterable[str]) -> Iterator[tuple[Tahap | None, str]]:
    """Headings tell a change; a draft is spoken of in every plan, and is only believed where the title says it."""
    for text in texts:
        if _STAGE[Tahap.PERUBAHAN].search(text):
            yield Tahap.PERUBAHAN, text
        elif _form_of(text) is JenisDokumen.RENJA:
            yield Tahap.MURNI, _PLAIN


def _stage_in(text: str) -> Tahap | None:
    return next((stage for stage, pattern in _STAGE.items() if pattern.search(text)), None)


def _title_stages(front: Front, name: str, jenis: JenisDokumen) -> Iterator[Vote[Tahap | None]]:
    """A Renstra and the others have a stage only where a title says so; a budget is murni by its own title."""
    for source, text in places(front, name):
        # A preface has many changes to tell of: only the plan's own name behind or before the word counts.
        changed = _STAGE[Tahap.PERUBAHAN] if source is Source.PENGANTAR else _TITLE_CHANGED
        flat = " ".join(text.split())
        if changed.search(flat):
            yield one_vote(Tahap.PERUBAHAN, source, quoted_line(text, changed))
        elif source is Source.PENGANTAR:
            continue
        elif jenis is JenisDokumen.RENSTRA and _STAGE[Tahap.RANCANGAN].search(text):
            yield one_vote(Tahap.RANCANGAN, source, text)
        elif _BUDGET_TITLE.search(flat) and not _NO_BUDGET.search(flat):
            yield one_vote(Tahap.MURNI, source, text)
