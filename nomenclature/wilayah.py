"""Regions: the 38 provinces and 514 kabupaten and kota, found from phrases as documents print them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from normalize.instansi import unspaced
from records.matched import Wilayah

DATA = Path(__file__).parent / "data"

_KIND_OF = {
    "provinsi": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "prop": "provinsi",
    "gubernur": "provinsi",
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "bupati": "kabupaten",
    "kota": "kota",
    "kodya": "kota",
    "kotamadya": "kota",
    "walikota": "kota",
}
_FILLERS = {"administrasi", "adm", "administratif", "daerah"}
_DIRECTIONS = {"utara", "selatan", "timur", "barat", "tengah", "tenggara", "laut", "daya", "pegunungan", "raya", "jaya"}
_MAX_WORDS = 7
_MAX_PHRASES = 64
_MIN_FUZZY = 6
_FUZZY_SCORE, _FUZZY_MARGIN = 83.0, 6.0
_MIN_BARE_NAME, _MIN_BARE_ALIAS = 4, 5


@dataclass(frozen=True, slots=True)
class _Region:
    kode: str
    nama: str
    tingkat: str
    key: str
    """The name without Kabupaten or Kota, letters and digits only."""


class _Gazetteer:
    """Regions by code, by the key of their name, and by the keys of other names."""

    def __init__(self, regions: Iterable[_Region], aliases: Iterable[tuple[str, str]]) -> None:
        self.by_code = {r.kode: r for r in regions}
        self.by_name: defaultdict[str, list[_Region]] = defaultdict(list)
        self.by_alias: defaultdict[str, list[_Region]] = defaultdict(list)
        for region in self.by_code.values():
            self.by_name[region.key].append(region)
        for kode, alias in aliases:
            self.by_alias[_key(alias)].append(self.by_code[kode])

    def named(self, key: str, tingkat: str | None = None) -> list[_Region]:
        """Regions of that name and tingkat (None: any); other names count only where no official name does."""
        for index in (self.by_name, self.by_alias):
            found = [r for r in index.get(key, ()) if tingkat in (None, r.tingkat)]
            if found:
                return found
        return []


def all_regions() -> tuple[Wilayah, ...]:
    """All provinces, kabupaten and kota, by code."""
    return tuple(_wilayah(r) for _, r in sorted(_gazetteer().by_code.items()))


def region_label(region: Wilayah) -> str:
    """The region's full name, as ``find_wilayah`` and ``region_named`` know it again; empty for no region."""
    return region.kabkota or (f"Provinsi {region.provinsi}" if region.provinsi else "")


def region_named(text: str) -> Wilayah | None:
    """The one region that a person names by its code or its name, spelt right; None where none or several bear it.

    >>> region_named("73.24") == region_named("kab. luwu timur"), region_named("Bogor"), region_named("Kota Bogorr")
    (True, None, None)
    """
    code = re.fullmatch(r"(\d\d)(?:\.?(\d\d))?", text.strip())
    if code:
        region = _gazetteer().by_code.get(".".join(part for part in code.groups() if part))
        return None if region is None else _wilayah(region)
    words = list(_split_glued(_words(text)))
    kind = _KIND_OF.get(words[0]) if words else None
    plain = [words[1:], [word for word in words[1:] if word not in _FILLERS]] if kind else [words]
    found = {r.kode: r for each in plain for r in _gazetteer().named(_key(" ".join(each)), kind)}
    return _wilayah(next(iter(found.values()))) if len(found) == 1 else None


def regions_like(text: str) -> tuple[str, ...]:
    """Full names of the regions that somebody may have meant, the likeliest first, three at most."""
    labels = {region_label(region): region for region in all_regions()}
    found = process.extract(text, labels.keys(), scorer=fuzz.WRatio, processor=_key, limit=3, score_cutoff=70)
    return tuple(label for label, _, _ in found)


def find_wilayah(phrases: Sequence[str]) -> Wilayah:
    """The region that phrases name, the most trustworthy phrase first; an empty Wilayah where none tells.

    A phrase that names no known region is passed over. A bare name that several regions bear (Bogor, Bengkulu) waits
    for a later phrase that chooses among them.

    >>> find_wilayah(["KAB. LUWU TIMUR"]).kode_kabkota, find_wilayah(["Bogor"]).tingkat
    ('73.24', None)
    >>> find_wilayah(["Bogor", "Pemerintah Kota Bogor"]).kabkota
    'Kota Bogor'
    """
    open_choice: list[_Region] = []
    for phrase in list(phrases)[:_MAX_PHRASES]:
        found = _read_phrase(phrase)
        if open_choice:
            found = [r for r in found if r in open_choice] or (found if len(found) == 1 else [])
        if len(found) == 1:
            return _wilayah(found[0])
        open_choice = open_choice or found
    return Wilayah()


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    with (DATA / "wilayah.csv").open(encoding="utf-8", newline="") as handle:
        regions = [_Region(r["kode"], r["nama"], r["tingkat"], _key(_bare(r["nama"]))) for r in csv.DictReader(handle)]
    with (DATA / "wilayah_alias.csv").open(encoding="utf-8", newline="") as handle:
        aliases = [(r["kode"], r["alias"]) for r in csv.DictReader(handle)]
    return _Gazetteer(regions, aliases)


def _bare(name: str) -> str:
    return re.sub(r"^(?:Kabupaten|Kota)(?: Administrasi)? ", "", name)


def _key(text: str) -> str:
    """Letters and digits only, lower case, the usual spellings made one.

    >>> _key("Kep. Sula"), _key("Pangkal Pinang"), _key("Sumatra Barat")
    ('kepulauansula', 'pangkalpinang', 'sumaterabarat')
    """
    text = re.sub(r"\bkep\b\.?", "kepulauan", text.lower())
    return re.sub(r"[^0-9a-z]", "", text).replace("sumatra", "sumatera")


def _wilayah(region: _Region) -> Wilayah:
    province = _gazetteer().by_code[region.kode[:2]]
    if region.tingkat == "provinsi":
        return Wilayah("provinsi", province.kode, province.nama)
    return Wilayah(region.tingkat, province.kode, province.nama, region.kode, region.nama)


def _words(phrase: str) -> list[str]:
    text = re.sub(r"\bwali\s+kota\b", "walikota", unspaced(phrase[:200]), flags=re.IGNORECASE)
    return re.findall(r"[a-z0-9]+", text.lower())[:40]


@lru_cache(maxsize=4096)
def _read_phrase(phrase: str) -> list[_Region]:
    """The regions that a phrase may mean: one where it is clear; a kabupaten or kota rather than its province."""
    words = list(_split_glued(_words(phrase)))
    told = [r for i, w in enumerate(words) if w in _KIND_OF for r in _after_kind(words[i + 1 :], _KIND_OF[w])]
    small = [r for r in told if r.tingkat != "provinsi"]
    if told:
        return (small or told)[:1]
    return _bare_name(words)


def _split_glued(words: Iterable[str]) -> Iterator[str]:
    """Words, with a kind that lost its space set apart: kotasemarang is kota semarang, kotabaru stays."""
    for word in words:
        kind = next((k for k in ("kabupaten", "provinsi", "kota") if word.startswith(k) and word != k), None)
        if kind and not _gazetteer().named(word) and _gazetteer().named(word[len(kind) :], _KIND_OF[kind]):
            yield from (kind, word[len(kind) :])
        else:
            yield word


def _after_kind(words: Sequence[str], tingkat: str) -> list[_Region]:
    """The region of that tingkat whose name the words begin with, the longest name first, then by likeness."""
    while words and words[0] in _FILLERS and not _gazetteer().named(_key(" ".join(words[:3])), tingkat):
        words = words[1:]
    for count in range(min(_MAX_WORDS, len(words)), 0, -1):
        found = _gazetteer().named(_key(" ".join(words[:count])), tingkat)
        if found:
            # "Luwu Selatan" is no spelling of Luwu: a point of the compass makes another region.
            beyond = words[count] if count < len(words) else ""
            return [] if beyond in _DIRECTIONS else found[:1]
    return _alike(words, tingkat)


def _alike(words: Sequence[str], tingkat: str) -> list[_Region]:
    """The one region whose name is nearly what the words say; none where two come near or a direction differs."""
    scored: dict[str, float] = {}
    for count in range(1, min(4, len(words)) + 1):
        key = _key(" ".join(words[:count]))
        if len(key) < _MIN_FUZZY or (count < len(words) and words[count] in _DIRECTIONS):
            continue
        for region in _gazetteer().by_code.values():
            if region.tingkat == tingkat and _same_direction(words[:count], region.nama):
                scored[region.kode] = max(scored.get(region.kode, 0.0), fuzz.ratio(key, region.key))
    ranked = sorted(scored.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < _FUZZY_SCORE:
        return []
    if len(ranked) == 2 and ranked[0][1] - ranked[1][1] < _FUZZY_MARGIN:
        return []
    return [_gazetteer().by_code[ranked[0][0]]]


def _same_direction(words: Sequence[str], name: str) -> bool:
    return _DIRECTIONS.intersection(words) == _DIRECTIONS.intersection(name.lower().split())


def _bare_name(words: Sequence[str]) -> list[_Region]:
    """Regions for words without a kind: the whole phrase, else the longest part that is one region's name."""
    whole = _gazetteer().by_name.get(_key(" ".join(words)), []) + _gazetteer().by_alias.get(_key(" ".join(words)), [])
    if whole:
        return whole
    for count in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            key = _key(" ".join(words[start : start + count]))
            beyond = words[start + count] if start + count < len(words) else ""
            found = _gazetteer().by_name.get(key, []) if len(key) >= _MIN_BARE_NAME else []
            if not found and len(key) >= _MIN_BARE_ALIAS:
                found = _gazetteer().by_alias.get(key, [])
            if found and beyond not in _DIRECTIONS:
                return found
    return []
