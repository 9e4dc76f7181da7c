"""What official item a printed name and code mean: code, then exact name, then likeness, each weighed with the parent.

The answer is the official code of what is *named*: where the printed code contradicts the name, the name wins if the
nomenclature is sure of it, within its parent first. Where the nomenclature lacks the name, a printed code that is well
formed and agrees with its parent is taken as it stands. Every answer carries its reason and the next best candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from itertools import chain

from rapidfuzz import fuzz

from nomenclature.answers import ALIKE, ALIKE_CODED, Candidate, Printed, is_accepted, named_match, official
from nomenclature.catalog import Catalog, Entry, entry_key
from nomenclature.editions import follows
from nomenclature.kode import (
    UNKNOWN,
    KodeParts,
    bidang_of,
    from_parts,
    kewenangan_of,
    level_of,
    parent_of,
    readings,
    with_bidang,
    with_kewenangan,
)
from nomenclature.likeness import alikeness, beginnings, is_cut, is_shortened
from nomenclature.nama import key, other_wordings, urusan_key, urusan_number
from nomenclature.twin import KEMBARAN, Twins, authority_free
from normalize.types import TingkatBaris
from records.matched import NO_MATCH, CocokMetode, Match

MATCHED_LEVELS = (
    TingkatBaris.URUSAN,
    TingkatBaris.BIDANG_URUSAN,
    TingkatBaris.PROGRAM,
    TingkatBaris.KEGIATAN,
    TingkatBaris.SUB_KEGIATAN,
)
_DIGIT = {"provinsi": "1", "kabupaten": "2", "kota": "2"}
_ALIKE_SHORT = 0.78
"""What a name counts as like the only one under its parent that it leaves words out of."""
_ALIKE_BARE = 0.96
"""What a name counts that lacks nothing but the words of authority: "Pembinaan Arsip" for "... Kewenangan Provinsi"."""
_ALIKE_TWIN, _ALIKE_FAR_TWIN = 0.95, 0.86
"""What the name of a twin under the other kewenangan counts beside an own one: in the document's edition, else."""
_FOREIGN = 0.05
"""What an item of a special region's kewenangan (3 to 8) counts less in a document of another region."""
_ALIKE_FIRM = 0.93
"""The same where the printed code speaks against it."""
_ALIKE_BETWEEN, _APART, _FAR = 0.87, 0.1, 0.45
"""How much a misspelt name's letters are like the item that only fits between its neighbours, and more than another;
names less alike than the last are two, whatever a few digits say."""
_LONE_NUMBER = re.compile(r"\s*\d\s*[.)]?\s*")
"""A single digit by itself is a running number as often as a code: the name decides alone."""
_MOST_NAMES = 30_000
"""After so many names in one document only equal names are looked up: no document has them, but a file may claim to."""
_MOST_NEAR = 25
_EQUAL, _MOST_OPTIONS = 0.021, 8
"""Scores so near, an edition's worth, are equal; so many same-named items are weighed."""
_LEAST_CUT, _MOST_BEGUN = 15, 3
"""So many letters of a cut name at least tell what it is, among so many names at most."""
_SHORTEST = 4
_LONGEST_KEY = 400


class Matcher:
    """Matches the rows of one document; remembers the names it has looked up.

    ``tingkat`` (provinsi, kabupaten, kota) sets the kewenangan, ``bidang`` (``1.06``) the bidang of overhead items
    that nothing else places, ``editions`` (parts of their numbers, as ``5889``) those that the document may follow.
    """

    def __init__(
        self, catalog: Catalog, tingkat: str | None = None, bidang: str | None = None, editions: tuple[str, ...] = ()
    ) -> None:
        self.catalog = catalog
        self.editions = editions
        self.tingkat = tingkat
        self.digit = _DIGIT.get(tingkat or "")
        self.kewenangan = {"1": "provinsi", "2": "kabkota"}.get(self.digit or "")
        self.bidang = bidang
        self.twins = Twins(catalog, self.digit) if self.digit else None
        self._done: dict[tuple[str, TingkatBaris, str | None, str | None], Match] = {}
        self._others: dict[str, Matcher] = {}
        self._alike: dict[tuple[str, TingkatBaris], tuple[tuple[Entry, float], ...]] = {}
        self._names: dict[tuple[str, TingkatBaris, bool], tuple[tuple[Entry, float], ...]] = {}
        self._likeness: dict[tuple[str, bool], dict[TingkatBaris, float]] = {}
        self._placed: dict[tuple[str, TingkatBaris, str | None], tuple[tuple[Entry, float], ...]] = {}

    def of_bidang(self, bidang: str | None) -> Matcher:
        """The matcher of an office of another bidang in the same document; itself where there is none to tell."""
        if bidang is None or bidang == self.bidang:
            return self
        if bidang not in self._others:
            self._others[bidang] = other = copy(self)
            other.bidang, other._done, other._placed, other._others = bidang, {}, {}, {}
        return self._others[bidang]

    def level_likeness(self, nama: str, *, in_part: bool = True) -> Mapping[TingkatBaris, float]:
        """For each level that knows such a name, how much it is like the nearest official one (0..1).

        ``in_part``: also where it is cut, or goes on behind; not for names of another nomenclature, which may begin so.
        """
        found = self._likeness.get((nama, in_part))
        if found is None:
            near = {level: self._named(nama, level, in_part) for level in MATCHED_LEVELS}
            found = {level: max(alike for _, alike in entries) for level, entries in near.items() if entries}
            self._likeness[nama, in_part] = found
        return found

    def codes_named(self, nama: str, level: TingkatBaris, alike: float) -> set[str]:
        """Codes of this level whose official name is at least so much like the name; overhead items as X.XX."""
        return {entry.kode for entry, ratio in self._named(nama, level, in_part=True) if ratio >= alike}

    def same_named(self, nama: str, level: TingkatBaris, kode_asli: str | None, parent: str | None) -> tuple[str, ...]:
        """The codes under the parent that the name fits as well as the best one does; none where the print decides."""
        if self.printed_kode(kode_asli, level, parent) is not None:
            return ()
        found = [c for c in self._ranked(nama, level, None, parent) if is_accepted(c)]
        equal = (c.kode for c in found if c.score >= found[0].score - _EQUAL and c.by_parent == found[0].by_parent)
        return tuple(dict.fromkeys(equal))[:_MOST_OPTIONS]

    def match(self, nama: str, level: TingkatBaris, kode_asli: str | None = None, parent: str | None = None) -> Match:
        """The official item of a row whose level is known.

        ``parent`` is the canonical code of the row above in the hierarchy (or of a higher ancestor), if known.
        """
        if level not in MATCHED_LEVELS:
            return NO_MATCH
        asked = (nama, level, kode_asli, parent)
        if asked not in self._done:
            self._done[asked] = self._match(nama, level, kode_asli, parent)
        return self._done[asked]

    def between(self, nama: str, level: TingkatBaris, low: str, high: str) -> Match | None:
        """The one item between two siblings' codes that the letters of a name are like, whatever words they make."""
        parent, name = parent_of(low), _key(nama, level)[:_LONGEST_KEY]
        best: dict[str, Candidate] = {}
        for entry in self.catalog.children(parent or ""):
            alike = fuzz.ratio(name, entry_key(entry)) / 100
            fits = alike >= ALIKE_CODED and entry.level is level and self.fits(entry)
            for found in self._weigh(entry, alike, None, parent) if fits else ():
                if low < found.kode < high and (found.kode not in best or best[found.kode].alike < alike):
                    best[found.kode] = found
        ranked = sorted(best.values(), key=lambda c: -c.alike)
        if (
            not ranked
            or ranked[0].alike < _ALIKE_BETWEEN
            or ranked[0].alike - sum(c.alike for c in ranked[1:2]) < _APART
        ):
            return None
        found, reason = ranked[0], f"huruf nama {ranked[0].alike:.2f}, di antara saudara-saudaranya"
        return Match(
            found.kode, official(found.entry), CocokMetode.NAMA, found.alike * 0.95, reason, None, self._edition(found)
        )

    def _match(self, nama: str, level: TingkatBaris, kode_asli: str | None, parent: str | None) -> Match:
        printed = self.printed_kode(kode_asli, level, parent)
        candidates = self._ranked(nama, level, printed, parent)
        best = candidates[0] if candidates else None
        runner = next((c.kode for c in candidates if best and c.kode != best.kode), None)
        if level is TingkatBaris.URUSAN and (number := urusan_number(nama)):
            return Match(number, self.catalog.name_of(number), CocokMetode.NAMA, 0.95, "urusan menurut kata-katanya")
        if best is None or not is_accepted(best):
            return self._from_print(nama, printed, best, runner)
        if printed is None or printed.kode == best.kode:
            return named_match(best, printed, runner, self._edition(best))
        return self._settle(best, printed, nama, runner)

    def _ranked(self, nama: str, level: TingkatBaris, printed: Printed | None, parent: str | None) -> list[Candidate]:
        """The candidates, best first; where none is accepted, those of the name in other words if one of them is."""
        best: list[Candidate] = []
        for wording in chain((nama,), other_wordings(nama)):
            found = sorted(self._candidates(wording, level, printed, parent), key=lambda c: -c.score)
            if found and is_accepted(found[0]):
                return found
            best = best or found
        return best

    def printed_kode(self, kode_asli: str | None, level: TingkatBaris, parent: str | None) -> Printed | None:
        """The canonical code that the print gives at this level, completed from the parent, if it gives one."""
        best: tuple[float, Printed] | None = None
        if kode_asli is None or _LONE_NUMBER.fullmatch(kode_asli):
            return None
        for reading in readings(kode_asli):
            kode = self._whole(reading, parent)
            if kode is None or level_of(kode) is not level:
                continue
            agrees = parent is None or kode.startswith(parent + ".")
            cost = reading.cost + (0.0 if agrees else 3.0)
            if best is None or cost < best[0]:
                best = (cost, Printed(kode, agrees, guessed=parent is None and reading.urusan is None))
        return best[1] if best else None

    def _whole(self, reading: KodeParts, parent: str | None) -> str | None:
        full = reading.complete(parent if parent else self.bidang)
        if UNKNOWN in full.parts and parent is not None:
            full = _fill_unknown(full, parent)
        kode = full.kode
        if kode is None:
            return None
        if kode.startswith("X.XX"):
            kode = with_bidang(kode, (parent and bidang_of(parent)) or self.bidang or "X.XX")
        return self._own_kewenangan(kode) if not kode.startswith("X") else None

    def _own_kewenangan(self, kode: str) -> str:
        """The code with the document's own kewenangan, where the print has the other of provinsi and kabupaten/kota."""
        if self.digit and kewenangan_of(kode) in ("1", "2"):
            return with_kewenangan(kode, self.digit)
        return kode

    def _candidates(
        self, nama: str, level: TingkatBaris, printed: Printed | None, parent: str | None
    ) -> Iterator[Candidate]:
        name = _key(nama, level)[:_LONGEST_KEY]
        same = [c for e in self._same(name, level) for c in self._weigh(e, 1.0, printed, parent)]
        yield from same
        seen = {(c.entry.kode, c.entry.nama) for c in same}
        # Nothing that is only like the name can surpass the very name at its place.
        if not any(c.by_code or parent_of(c.kode) == parent for c in same):
            for entry, alike in self._alike_here(nama, level, parent):
                seen.add((entry.kode, entry.nama))
                yield from self._weigh(entry, alike, printed, parent)
        for entry in self.catalog.lookup(printed.kode) if printed else ():
            if (entry.kode, entry.nama) not in seen and self.fits(entry):
                alike = alikeness(nama, entry.nama, fuzz.ratio(name, entry_key(entry)) / 100)
                yield from self._weigh(entry, alike, printed, parent)

    def _alike_here(self, nama: str, level: TingkatBaris, parent: str | None) -> tuple[tuple[Entry, float], ...]:
        """Entries that a name at its place may mean without being equal, whatever code is printed beside it."""
        found = self._placed.get((nama, level, parent))
        if found is None:
            name = _key(nama, level)[:_LONGEST_KEY]
            near = (*self._near(nama, name, level), *self._shortened(nama, name, level, parent))
            found = (*near, *self._continued(nama, level), *self._twin(nama, level, parent))
            self._placed[nama, level, parent] = found
        return found

    def _shortened(
        self, nama: str, name: str, level: TingkatBaris, parent: str | None
    ) -> Iterator[tuple[Entry, float]]:
        """Entries at the row's place whose name this one shortens: print cuts long names, people leave words out."""
        if len(name) < _LEAST_CUT:
            return
        begun = self._begun(name, level)
        near = [*begun, *(entry for entry, _ in self._near(nama, name, level))]
        below = [e for e in near if parent is not None and e.kode.startswith(parent + ".")]
        below += [e for e in self.catalog.children(parent or "") if e.level is level and self.fits(e)]
        home = [e for e in near if self.bidang is not None and bidang_of(e.kode) == self.bidang]
        for pool, shortens, alike in (
            (below, is_cut, ALIKE),
            (below, is_shortened, _ALIKE_SHORT),
            (home, is_cut, ALIKE),
            (home, is_shortened, ALIKE),
            (begun, is_cut, ALIKE),
        ):
            found = [e for e in dict.fromkeys(pool) if shortens(nama, e.nama)]
            if found and len({entry_key(e) for e in found}) == 1:
                yield from ((e, alike) for e in found)
                return
            yield from ((e, ALIKE_CODED) for e in found)  # which one of several the printed code may say

    def _continued(self, nama: str, level: TingkatBaris) -> Iterator[tuple[Entry, float]]:
        """Entries of the longest official name that this one goes on behind: "... Tahun 2023", "... (DAU)"."""
        for beginning in beginnings(nama):
            found = self._same(beginning, level)
            if found:
                yield from ((entry, ALIKE) for entry in found)
                return

    def _twin(self, nama: str, level: TingkatBaris, parent: str | None) -> Iterator[tuple[Entry, float]]:
        """Entries at the row's place that say the same but for the words of authority, own ones or their twins."""
        if parent is None:
            return
        core = authority_free(nama)
        for entry in self.catalog.children(parent):
            if entry.level is level and self.fits(entry) and authority_free(entry.nama) == core:
                yield entry, _ALIKE_BARE
        for entry, alike in self.twins.alike(nama, level, parent, ALIKE) if self.twins else ():
            own_edition = follows(entry.edisi, self.editions) is not None
            yield entry, alike * (_ALIKE_TWIN if own_edition else _ALIKE_FAR_TWIN)

    def _named(self, nama: str, level: TingkatBaris, in_part: bool) -> tuple[tuple[Entry, float], ...]:
        """Entries that a name names or is like, with how much; ``in_part``: if none, those that it is a part of."""
        found = self._names.get((nama, level, in_part))
        if found is None:
            name = _key(nama, level)[:_LONGEST_KEY]
            found = (*((e, 1.0) for e in self._same(name, level)), *self._near(nama, name, level))
            if in_part and not any(alike >= ALIKE for _, alike in found):
                begun = self._begun(name, level)
                few = len({entry_key(entry) for entry in begun}) <= _MOST_BEGUN
                found = (*((entry, ALIKE) for entry in begun if few), *self._continued(nama, level), *found)
            self._names[nama, level, in_part] = found
        return found

    def _begun(self, name: str, level: TingkatBaris) -> list[Entry]:
        """Entries that a cut name may be the beginning of."""
        return list(self.catalog.named(level, self.kewenangan).begun(name)) if len(name) >= _LEAST_CUT else []

    def _same(self, name: str, level: TingkatBaris) -> list[Entry]:
        if len(name) < _SHORTEST:
            return []
        return [e for e in self.catalog.by_key.get(name, ()) if e.level is level and self.fits(e)]

    def _near(self, nama: str, name: str, level: TingkatBaris) -> tuple[tuple[Entry, float], ...]:
        found = self._alike.get((name, level))
        if found is None:
            found = self._alike[(name, level)] = tuple(self._nearest(nama, name, level))
        return found

    def _nearest(self, nama: str, name: str, level: TingkatBaris) -> Iterator[tuple[Entry, float]]:
        if len(name) < _SHORTEST or len(self._alike) > _MOST_NAMES:
            return
        if level is not TingkatBaris.SUB_KEGIATAN and self._same(name, level):
            return
        for entry, ratio in self.catalog.named(level, self.kewenangan).nearest(name, _MOST_NEAR, 70):
            if ratio < 100:
                yield entry, alikeness(nama, entry.nama, ratio / 100)

    def fits(self, entry: Entry) -> bool:
        """True for an entry that may stand under the document's kewenangan."""
        return self.kewenangan is None or entry.kewenangan in (self.kewenangan, "umum")

    def _weigh(self, entry: Entry, alike: float, printed: Printed | None, parent: str | None) -> Iterator[Candidate]:
        for kode in self._places(entry, printed, parent):
            yield self._score(kode, entry, alike, printed, parent)

    def _score(self, kode: str, entry: Entry, alike: float, printed: Printed | None, parent: str | None) -> Candidate:
        by_code = printed is not None and printed.kode == kode
        by_parent = parent is not None and kode.startswith(parent + ".")
        home = (parent and bidang_of(parent)) or self.bidang
        near = 0.14 if parent is not None and parent_of(kode) == parent else 0.05 * by_parent
        # A whole print that fits the name is better evidence than the row above, which may be misread or missing.
        agreed = 0.2 if alike >= _ALIKE_FIRM else 0.08
        score = alike + agreed * by_code + near + 0.03 * (home is not None and bidang_of(kode) == home)
        score += 0.02 * (follows(entry.edisi, self.editions) is not None)
        digit = kewenangan_of(kode)
        score -= _FOREIGN * (self.digit is not None and digit not in (None, self.digit) and not by_code)
        return Candidate(kode, entry, alike, score, by_code, by_parent)

    def _places(self, entry: Entry, printed: Printed | None, parent: str | None) -> Iterator[str]:
        """The entry's codes in this document: an overhead item may stand in the bidang of parent, print or document."""
        if not entry.is_umum:
            yield entry.kode
            return
        digit = (parent and kewenangan_of(parent)) or self.digit
        by_print = bidang_of(printed.kode) if printed else None
        home = (parent and bidang_of(parent)) or by_print or self.bidang
        for bidang in dict.fromkeys((home, by_print)):
            if bidang:
                yield with_kewenangan(with_bidang(entry.kode, bidang), digit)

    def _settle(self, best: Candidate, printed: Printed, nama: str, runner: str | None) -> Match:
        """The answer where the name and the printed code speak for different items."""
        listed = self.catalog.lookup(printed.kode)
        name = _key(nama, best.entry.level)
        at_code = max((fuzz.ratio(name, entry_key(e)) / 100 for e in listed if self.fits(e)), default=None)
        firm = best.alike >= _ALIKE_FIRM
        own = next((e for e in listed if self.fits(e) and _shortens(nama, e.nama)), None)
        if own is not None and printed.agrees and (best.alike < 1.0 or not best.by_parent):
            reason = "nama dipendekkan, kode tercetak sama"
            return Match(printed.kode, own.nama, CocokMetode.KODE_NAMA, ALIKE, reason, best.kode, own.edisi or None)
        siblings = parent_of(best.kode) == parent_of(printed.kode)
        # A later edition may have numbered a kegiatan's items anew; the document follows the one that it was made in.
        renumbered = at_code is None and bool(self.editions) and self._is_of_another_edition(best)
        unsure = (best.entry.sumber in ("daftar", KEMBARAN) or renumbered) and not best.entry.is_umum
        if siblings and unsure and printed.agrees:
            reason = f"nama {best.alike:.2f}, nomor menurut yang tercetak"
            return Match(
                printed.kode, official(best.entry), CocokMetode.KODE_NAMA, best.alike * 0.95, reason, best.kode
            )
        lone = at_code is None and printed.agrees and best.entry.level is not TingkatBaris.PROGRAM
        if lone and not (firm and siblings):
            reason = f"kode tercetak sah di bawah induknya; nama serupa ada di {best.kode}"
            return Match(printed.kode, None, CocokMetode.KODE, 0.7, reason, best.kode, None)
        reason = f"nama {best.alike:.2f} mengalahkan kode tercetak {printed.kode}"
        skor = best.alike * 0.95
        return Match(best.kode, official(best.entry), CocokMetode.NAMA, skor, reason, printed.kode, self._edition(best))

    def _is_of_another_edition(self, candidate: Candidate) -> bool:
        edisi = candidate.entry.edisi
        return bool(edisi) and follows(edisi, self.editions) is None

    def _edition(self, candidate: Candidate) -> str | None:
        """The edition that the document takes the item from; of several that know it, the one it follows."""
        edisi = candidate.entry.edisi
        return follows(edisi, self.editions) or edisi.partition(";")[0].strip() or None

    def _is_another(self, nama: str, printed: Printed) -> bool:
        """True where digits that only the document's bidang makes a code of name an item of quite another name."""
        listed = [e for e in self.catalog.lookup(printed.kode) if self.fits(e)] if printed.guessed else []
        alike = (is_cut(nama, e.nama) or fuzz.ratio(_key(nama, e.level), entry_key(e)) / 100 >= _FAR for e in listed)
        return bool(listed) and not any(alike)

    def _from_print(self, nama: str, printed: Printed | None, best: Candidate | None, runner: str | None) -> Match:
        if printed is None or self._is_another(nama, printed):
            return Match(None, None, CocokMetode.TIDAK, 0.0, "nama tidak dikenal, kode tidak tercetak utuh", runner)
        reason = "kode tercetak, nama tidak ada dalam nomenklatur"
        if best is not None:
            reason += f" (terdekat {best.kode}, {best.alike:.2f})"
        return Match(printed.kode, None, CocokMetode.KODE, 0.75 if printed.agrees else 0.5, reason, runner)


def _key(nama: str, level: TingkatBaris) -> str:
    return urusan_key(nama) if level in (TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN) else key(nama)


def _shortens(nama: str, other: str) -> bool:
    return len(nama) >= _LEAST_CUT and (is_cut(nama, other) or is_shortened(nama, other))


def _fill_unknown(reading: KodeParts, parent: str) -> KodeParts:
    """The reading with unreadable parts taken from the parent, if everything readable above them agrees with it."""
    given = parent.split(".")
    values = list(reading.parts)
    for i, theirs in enumerate(given):
        if values[i] == UNKNOWN:
            values[i] = theirs
        elif values[i] != theirs:
            return reading
    return from_parts(values, reading.cost)
