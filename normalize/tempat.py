"""Phrases that name the document's region, the most trustworthy first, by votes of its places.

A national document has no region, and a file's name alone makes none: it is asked only for a document of a regional
government, as its pages tell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from normalize.instansi import find_places, is_province, kind_and_name, without_addresses
from normalize.jenis_dokumen import first_sentences
from normalize.sampul import Front
from normalize.votes import WEIGHTS, Source

_MOST_PHRASES = 24
_HEAD = 1500
_LIST = 3
_NATIONAL = re.compile(
    r"\bKEMENTERIAN\b|\bDIREKTORAT\s*JENDERAL\b|\bMENTERI\s+[A-Z ]+REPUBLIK\s+INDONESIA|\bPRESIDEN\s*REPUBLIK"
    r"|\bSEKRETARIAT\s*(?:JENDERAL|NEGARA|KABINET)|\bBAPPENAS\b"
    r"|\bBADAN\s*(?:PUSAT\s*STATISTIK|PERENCANAAN\s*PEMBANGUNAN\s*NASIONAL|PEMERIKSA)"
    r"|\b(?:BADAN|LEMBAGA|KOMISI|MAHKAMAH|ARSIP|PERPUSTAKAAN)\b[^\n]*\b(?:REPUBLIK\s*INDONESIA|RI|NASIONAL)\b",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\bPEMERINTAH(?:AN)?\s*(?:DAERAH|PROV|KAB|KOTA|ACEH)|\b(?:BUPATI|WALI\s?KOTA|GUBERNUR)\b|\bDINAS\s+[A-Z]"
    r"|\bPERANGKAT\s*DAERAH\b|\bSKPD\b|\b[OR]PD\b|\bDPRD\b|\bAPBD\b|\bRPJMD\b|\bBAPPE\w+",
    re.IGNORECASE,
)
_FIELD_WORDS = re.compile(
    r"\b(?:ANGGARAN|BELANJA|KEGIATAN|REALISASI|PAGU|REKENING|DINAS|PEMERINTAH|KABUPATEN|KINERJA|SKPD|OPD|RENJA|RENSTRA|RENCANA"
    r"|URAIAN|JUMLAH|SASARAN)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 2
_GOVERNMENT = re.compile(r"\bPemerintah(?:an)?\s+(?:Daerah\s+)?(?=(?:Provinsi|Kabupaten|Kota)\s+[A-Z])[^.;,()|]{0,60}")
_SITE = re.compile(r"\b([a-z]{3,}?)(kab|kota|prov)\.go\.id", re.IGNORECASE)
_SITE_KINDS = {"kab": "Kabupaten", "kota": "Kota", "prov": "Provinsi"}
_SMALL_SHARE = 0.5
"""A kabupaten goes before its province where it has at least this share of the province's votes."""


class Tempat(NamedTuple):
    """Region phrases in the order of trust, and why the first one is believed."""

    phrases: tuple[str, ...]
    alasan: tuple[str, ...]


def rank_places(front: Front, name: str) -> Tempat:
    """The region phrases of a document; none for a national one."""
    if is_national(front):
        return Tempat((), ("wilayah: dokumen nasional",))
    votes = list(_votes(front))
    order = _ranked(votes)
    told = name if name and (order or _is_local(front)) else ""
    reasons = tuple(f"wilayah: {source} {phrase!r}" for phrase, source, _ in votes if phrase == (order or [""])[0])[:1]
    if told and not order:
        reasons = (f"wilayah: halaman tidak menyebutnya, dicari dalam {Source.BERKAS}",)
    return Tempat((*order, told)[:_MOST_PHRASES] if told else tuple(order[:_MOST_PHRASES]), reasons)


def is_national(front: Front) -> bool:
    """True where title, page heads and signatures name a ministry or state agency, and no regional government."""
    whole = "\n".join((front.cover, front.title, *front.running, *(s.text for s in front.signatures)))
    return _NATIONAL.search(whole) is not None and _LOCAL.search(whole) is None


def _is_local(front: Front) -> bool:
    """True where the pages speak of budgets and offices in Indonesian: a foreign text may bear any file name."""
    text = "\n".join((front.cover, front.head, front.opening, *front.captions, *front.header_cells))
    return len({word.upper() for word in _FIELD_WORDS.findall(text)}) >= _FEW_WORDS


def _votes(front: Front) -> Iterator[tuple[str, Source, float]]:
    single = (
        (Source.SAMPUL, front.cover),
        (Source.JUDUL, front.title),
        (Source.KEPALA_HALAMAN, "\n|\n".join(front.running)),
        (Source.KOP, front.head[:_HEAD]),
        (Source.PENGANTAR, first_sentences(front.preface)),
    )
    for source, text in single:
        yield from _shared(find_places(without_addresses(text)), source)
    yield from _shared([p for s in front.signatures for p in find_places(s.text)], Source.TANDA_TANGAN)
    yield from _shared([p for f in front.fields for p in _filled_in(f.label, f.isi)], Source.ISIAN)
    yield from _shared([p for text in front.headings for p in find_places(text)], Source.BAB)
    yield from _shared([p for text in front.captions for p in find_places(text)], Source.TABEL)
    body = " ".join(front.opening.split())
    sites = " ".join((body, front.cover, front.head[:_HEAD], *front.running))
    yield from _shared([p for m in _GOVERNMENT.finditer(body) for p in find_places(m.group())], Source.ISI)
    yield from _shared([f"{_SITE_KINDS[m[2].lower()]} {m[1]}" for m in _SITE.finditer(sites)], Source.ISI)


def _filled_in(label: str, value: str) -> tuple[str, ...]:
    if re.match(r"PROV|PROP|KAB|KOTA", label):
        kind = "Kabupaten" if label.startswith("KABUPATEN") else label
        return find_places(value) or (f"{kind} {value[:40]}",)
    return find_places(value)


def _shared(phrases: Iterable[str], source: Source) -> Iterator[tuple[str, Source, float]]:
    """A place's weight, shared among the phrases of one tingkat; a list of many regions tells where works are done."""
    counts = Counter(phrases)
    for small in (True, False):
        kept = {p: n for p, n in counts.items() if is_province(p) is not small}
        if len(kept) > _LIST and max(kept.values()) * 2 < sum(kept.values()):
            continue
        for phrase, number in kept.items():
            yield phrase, source, WEIGHTS[source] * number / sum(kept.values())


def _ranked(votes: Iterable[tuple[str, Source, float]]) -> list[str]:
    """Phrases by the weight of the region they name, kabupaten and kota before a province that is hardly heavier."""
    weights: defaultdict[str, float] = defaultdict(float)
    printed: dict[str, str] = {}
    for phrase, _, weight in votes:
        key = kind_and_name(phrase)
        weights[key] += weight
        printed.setdefault(key, phrase)
    order = sorted(weights, key=lambda k: -weights[k] / (_SMALL_SHARE if not is_province(printed[k]) else 1.0))
    return [printed[key] for key in order]
