"""The office that a document belongs to, by votes; none for a document of the whole region."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from normalize.instansi import (
    find_office,
    office_of_official,
    regional_offices,
    short_office,
    title_case,
    without_addresses,
)
from normalize.jenis_dokumen import first_sentences
from normalize.sampul import Front, is_signer
from normalize.tempat import is_national
from normalize.types import JenisDokumen
from normalize.votes import Source, Verdict, Vote, heaviest, one_vote, shared_votes

_OFFICE_LABEL = re.compile(r"(?:NAMA|SKPD|OPD|UNIT|ORGANISASI|PERANGKAT|SATUAN|INSTANSI|DINAS)")
_CODE = re.compile(r"^[^A-Za-z]+")
_FILLED_LINE = re.compile(r"\n(?=[^\n]*:)")
_MANY = 3
_MOST = 0.6
#: Documents of the whole region: their law, their budget policy, their plans (UU 23/2014, PP 12/2019).
_REGIONAL = re.compile(
    r"\bRKPD\b|\bRPJMD\b|\bRPJPD\b|\bAPBD\b|ANGGARAN\s*PENDAPATAN\s*DAN\s*BELANJA\s*DAERAH|\bPPAS\b|\bLKPJ\b|\bLPPD\b"
    r"|PERATURAN\s*(?:DAERAH|BUPATI|WALI\s?KOTA|GUBERNUR)|PEMERINTAH(?:AN)?\s*DAERAH|PRIORITAS\s*DAN\s*PLAFON"
    r"|REALISASI\s*ANGGARAN",
    re.IGNORECASE,
)
#: Plans and reports that another office than the one on the cover only keeps together.
_WHOLE_REGION = re.compile(
    r"\bRKPD\b|\bRPJM?P?D\b|\bKUA\b|\bPPAS\b|\bLKPJ\b|\bLPPD\b|PRIORITAS\s*DAN\s*PLAFON", re.IGNORECASE
)
_PLANNER = re.compile(r"PERENCANAAN|\bBAPP\w+|\bSEKRETARIAT\s*DAERAH|\bBAGIAN\b", re.IGNORECASE)
_HEAD_OF_REGION = re.compile(r"^\W*(?:BUPATI|WALI\s?KOTA|GUBERNUR)\b", re.IGNORECASE)
_OFFICIAL = re.compile(r"\W*(?:PLT|PLH|PJ)?\W*(?:KEPALA|INSPEKTUR|SEKRETARIS|CAMAT|DIREKTUR)\b", re.IGNORECASE)
_TREASURY = re.compile(r"KEUANGAN|PENDAPATAN|\bASET\b|\bB?P?P?KAD\b|\bBPKD\b", re.IGNORECASE)
_LEAST_SHARE = 0.4
_FEWEST_INITIALS = 3
_CLOSE = {Source.SAMPUL, Source.JUDUL, Source.ISIAN, Source.KEPALA_HALAMAN}


def vote_office(front: Front, jenis: JenisDokumen, places: Sequence[str] = ()) -> Verdict[str] | None:
    """The office by the spelling that most of its votes have; None for the whole region, or where none is named.

    ``places``: the document's region phrases; an office that prints its region without a kind ("Dinas Sosial Luwu")
    loses it.
    """
    if is_national(front):
        return None
    named = [*_close_votes(front), *_far_votes(front)]
    votes = _trusted(front, jenis, named or [*_short_votes(front)])
    found = heaviest(_spelled_alike([v._replace(value=_without_region(v.value, places)) for v in votes]))
    sure = {v.source for v in votes} & {*_CLOSE, Source.TANDA_TANGAN, Source.PENGANTAR}
    # Where only the body speaks, of many offices, it is about all of them.
    return found if found and (sure or found.weight >= _LEAST_SHARE * sum(v.weight for v in votes)) else None


def _trusted(front: Front, jenis: JenisDokumen, votes: Sequence[Vote[str]]) -> list[Vote[str]]:
    """The votes without those that tell of many offices, or of who keeps the plans and books of the whole region."""
    sources = {vote.source for vote in votes}
    fixed = bool(sources & {Source.SAMPUL, Source.KEPALA_HALAMAN})
    if not fixed and _is_mixed([office for office, _ in _filled_in(front)]):
        return []
    title = front.cover or front.title
    if jenis is JenisDokumen.LAINNYA and _WHOLE_REGION.search(title):
        votes = [v for v in votes if not (_PLANNER.search(v.value) or _TREASURY.search(v.value))]
        # Where offices head the blocks of its rows, the one in the pages' heads printed it.
        heads = {_key(cell) for cell in front.office_cells}
        votes = [v for v in votes if v.source is not Source.KEPALA_HALAMAN or heads <= {_key(v.value)}]
        sources = {vote.source for vote in votes}
    if not sources & _CLOSE and _is_regional(front, jenis, title):
        votes = [v for v in votes if v.source is Source.TANDA_TANGAN and not _TREASURY.search(v.value)]
    mixed = _is_mixed(front.office_cells)
    return [v for v in votes if not (mixed and v.source in (Source.SEL, Source.ISI))]


def _is_regional(front: Front, jenis: JenisDokumen, title: str) -> bool:
    """True where title or signature are those of the whole region's documents."""
    signers = [s for s in front.signatures if s.is_alone]
    signed = bool(signers) and all(_HEAD_OF_REGION.match(s.text) for s in signers)
    return signed or (jenis is JenisDokumen.LAINNYA and bool(_REGIONAL.search(title)))


def _without_region(office: str, places: Sequence[str]) -> str:
    words = office.split()
    for place in places:
        region = place.lower().split()[1:]
        if 0 < len(region) < len(words) - 1 and [w.lower() for w in words[-len(region) :]] == region:
            return " ".join(words[: -len(region)])
    return office


def _close_votes(front: Front) -> Iterator[Vote[str]]:
    """Votes of places that are written for the document itself."""
    cover = "\n".join(line for line in front.cover.split("\n") if not is_signer(line))
    for source, text in ((Source.SAMPUL, cover), (Source.JUDUL, front.title)):
        yield from _first(text, source)
    yield from shared_votes(_filled_in(front), Source.ISIAN)
    yield from _first("\n|\n".join(front.running), Source.KEPALA_HALAMAN)


def _short_votes(front: Front) -> Iterator[Vote[str]]:
    """What cover and title call the office for short, where it is written out nowhere."""
    for source, text in ((Source.SAMPUL, front.cover), (Source.JUDUL, front.title)):
        office = short_office(without_addresses(text))
        if office:
            yield one_vote(office, source, office)


def _far_votes(front: Front) -> Iterator[Vote[str]]:
    signed = [office for s in front.signatures if s.is_alone and (office := office_of_official(s.text))]
    yield from shared_votes([(office, office) for office in signed], Source.TANDA_TANGAN)
    yield from _first(first_sentences(front.preface), Source.PENGANTAR)
    yield from shared_votes(_named(front.headings), Source.BAB)
    yield from shared_votes(_named(front.captions), Source.TABEL)
    yield from shared_votes([(title_case(cell), cell) for cell in front.office_cells], Source.SEL)
    yield from shared_votes([(office, office) for office in regional_offices(front.opening)], Source.ISI)


def _first(text: str, source: Source) -> Iterator[Vote[str]]:
    # A filled-in line ("Jumlah : ...") begins anew; other names may go on in the next line.
    office = find_office(_FILLED_LINE.sub("\n|\n", without_addresses(text))) if text else None
    if office:
        yield one_vote(office, source, office)


def _named(titles: Iterable[str]) -> list[tuple[str, str]]:
    return [(office, text) for text in titles if (office := find_office(text))]


def _filled_in(front: Front) -> list[tuple[str, str]]:
    """Offices of lines like ``SKPD : 1.06.01 Dinas Sosial``."""
    found = []
    for label, value in front.fields:
        office = None
        if label == "JABATAN" and _OFFICIAL.match(value):
            office = office_of_official(value)
        elif _OFFICE_LABEL.match(label):
            office = find_office(_CODE.sub("", value))
        if office:
            found.append((office, f"{label}: {value}"))
    return found


def _is_mixed(names: Sequence[str]) -> bool:
    """True where many offices are named and none of them mostly."""
    counts = Counter(map(_key, names))
    return len(counts) >= _MANY and max(counts.values()) < _MOST * len(names)


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\b(?:dan|serta)\b|&", "", name.lower()))


def _spelled_alike(votes: Sequence[Vote[str]]) -> list[Vote[str]]:
    """The votes with one spelling for each office: that of most weight; a name cut at a line's end is the longer."""
    weights: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for vote in votes:
        weights[_key(vote.value)][vote.value] += vote.weight
    totals = {key: sum(names.values()) for key, names in weights.items()}
    spelling = {key: max(names, key=lambda n: (names[n], n.count(","))) for key, names in weights.items()}
    initials = {short: key for key, name in spelling.items() for short in _initials(name)}
    whole = {key: _whole(key, totals, initials.get(_spelled_out(name))) for key, name in spelling.items()}
    return [vote._replace(value=spelling[whole[_key(vote.value)]]) for vote in votes]


def _whole(key: str, totals: dict[str, float], long_form: str | None) -> str:
    """The longest office of some weight whose name begins with this one, or that this one is the short form of."""
    longer = [k for k in totals if k.startswith(key) and k != key and totals[k] >= 0.5 * totals[key]]
    return max([*longer, long_form] if long_form else longer, key=len, default=key)


def _spelled_out(short: str) -> str:
    """An office's name in capitals, a figure's letter as often as it says.

    >>> _spelled_out("DP3A"), _spelled_out("Dinas ESDM")
    ('DPPPA', 'DINAS ESDM')
    """
    return re.sub(r"([A-Z])([2-4])(?=[A-Z])", lambda m: m[1] * int(m[2]), short.upper())


def _initials(long: str) -> tuple[str, ...]:
    """The short forms of an office's name: all initials, or its first word and the initials of the others.

    What the name itself abbreviates stays whole.

    >>> _initials("Dinas Energi dan Sumber Daya Mineral"), _initials("Dinas Sosial")
    (('DESDM', 'DINAS ESDM'), ())
    >>> _initials("Dinas Penanaman Modal dan PTSP")
    ('DPMPTSP', 'DINAS PMPTSP')
    """
    words = [w for w in re.findall(r"[A-Za-z]+", long.upper()) if w not in {"DAN", "SERTA", "DI", "DENGAN"}]
    letters = "".join(word[0] if re.search(r"[AEIOU]", word) else word for word in words)
    return (letters, f"{words[0]} {letters[1:]}") if len(words) > _FEWEST_INITIALS else ()
