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
from nomenclature.catalog import MATCHED_LEVELS, Catalog, Entry, entry_key
from nomenclature.editions import follows
from nomenclature.kode import (
    UNKNOWN,
    KodeParts,
    bidang_of,
    first_reading,
    from_parts,
    kewenangan_of,
    level_of,
    parent_of,
    readings,
    with_bidang,
    with_kewenangan,
)
from nomenclature.likely import LEAST_CUT, Likely, name_key
from nomenclature.likeness import is_cut, is_shortened
from nomenclature.nama import other_wordings, urusan_number
from nomenclature.ranking import ALIKE_FIRM, EQUAL, EQUALS, Wanted
from nomenclature.remembered import Remembered
from nomenclature.search import Places, Search
from nomenclature.twin import KEMBARAN, Twins
from normalize.types import TingkatBaris
from records.matched import NO_MATCH, CocokMetode, Match

_DIGIT = {"provinsi": "1", "kabupaten": "2", "kota": "2"}
_ALIKE_BETWEEN, _APART, _FAR = 0.87, 0.1, 0.45
"""How much a misspelt name's letters are like the item that only fits between its neighbours, and more than another;
names less alike than the last are two, whatever a few digits say."""
_LONE_NUMBER = re.compile(r"\s*\d\s*[.)]?\s*")
"""A single digit by itself is a running number as often as a code: the name decides alone."""
_MOST_NAMES = 30_000
"""After so many names in one document only equal names are looked up: no document has them, but a file may claim to."""
_MOST_OPTIONS = 8
"""So many same-named items are weighed."""

_Asked = tuple[TingkatBaris, Printed | None, str | None]
"""A level, the printed code and the code of the row above."""


class Matcher:
    """Matches the rows of one document; remembers the names it has looked up.

    ``tingkat`` (provinsi, kabupaten, kota) sets the kewenangan, ``bidang`` (``1.06``) the bidang of overhead items
    that nothing else places, ``editions`` (parts of their numbers, as ``5889``) those that the document may follow.
    ``listed``: the names are a list's that somebody gave, not a document's: as many as there are are looked up, and no
    answer has a runner-up.
    """

    def __init__(
        self,
        catalog: Catalog,
        tingkat: str | None = None,
        bidang: str | None = None,
        editions: tuple[str, ...] = (),
        *,
        listed: bool = False,
    ) -> None:
        self.catalog = catalog
        self.editions = editions
        self.tingkat = tingkat
        self.digit = _DIGIT.get(tingkat or "")
        self.kewenangan = {"1": "provinsi", "2": "kabkota"}.get(self.digit or "")
        self.bidang = bidang
        self.twins = Twins(catalog, self.digit) if self.digit else None
        most = None if listed else _MOST_NAMES
        self.likely = Likely(catalog, self.kewenangan, most)
        self._places_asked = 1 if listed else 2
        self._done: Remembered[tuple[str, TingkatBaris, str | None, str | None], Match] = Remembered()
        self._found: Remembered[tuple[str, _Asked], tuple[Candidate | None, str | None]] = Remembered()
        self._equal: Remembered[tuple[str, _Asked], tuple[str, ...]] = Remembered()
        self._unprinted: Remembered[tuple[TingkatBaris, str | None], Wanted] = Remembered()
        self._codes: Remembered[tuple[str, TingkatBaris], frozenset[str]] = Remembered()
        self._likeness: Remembered[tuple[str, bool, float], dict[TingkatBaris, float]] = Remembered()
        self._others: dict[str, Matcher] = {}

    def of_bidang(self, bidang: str | None) -> Matcher:
        """The matcher of an office of another bidang in the same document; itself where there is none to tell."""
        if bidang is None or bidang == self.bidang:
            return self
        if bidang not in self._others:
            self._others[bidang] = other = copy(self)
            other.bidang, other._others = bidang, {}
            other._done, other._found, other._equal, other._unprinted = (Remembered() for _ in range(4))
        return self._others[bidang]

    def level_likeness(self, nama: str, *, in_part: bool = True, least: float = 0.0) -> Mapping[TingkatBaris, float]:
        """For each level that knows such a name, how much it is like the nearest official one (0..1).

        ``in_part``: also where it is cut, or goes on behind; not for names of another nomenclature, which may begin so.
        ``least``: less than this may be left out, and is sooner told then.
        """
        asked = (nama, in_part, least)
        found = self._likeness.get(asked)
        if found is None:
            alike = ((e, self.likely.likeness(nama, e, in_part=in_part, least=least)) for e in MATCHED_LEVELS)
            found = self._likeness[asked] = {level: most for level, most in alike if most is not None}
        return found

    def likeliest_level(self, nama: str) -> TingkatBaris | None:
        """The level that knows the name most like this one, of equal ones the highest; None where none does."""
        return self.likely.listed_level(nama) or self.likely.likeliest(nama)

    def codes_named(self, nama: str, level: TingkatBaris) -> frozenset[str]:
        """Codes of this level whose official name may be the one that is meant; overhead items as X.XX."""
        asked = (nama, level)
        if asked not in self._codes:
            self._codes[asked] = frozenset(entry.kode for entry in self.likely.named(nama, level))
        return self._codes[asked]

    def same_named(self, nama: str, level: TingkatBaris, kode_asli: str | None, parent: str | None) -> tuple[str, ...]:
        """The codes under the parent that the name fits as well as the best one does; none where the print decides."""
        if self.printed_kode(kode_asli, level, parent) is not None:
            return ()
        asked = (nama, (level, None, parent))
        if asked not in self._equal:
            found = [c for c in self._ranked(nama, self._wanted(level, None, parent), EQUALS) if is_accepted(c)]
            equal = (c.kode for c in found if c.score >= found[0].score - EQUAL and c.by_parent == found[0].by_parent)
            self._equal[asked] = tuple(dict.fromkeys(equal))[:_MOST_OPTIONS]
        return self._equal[asked]

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
        parent, name = parent_of(low), name_key(nama, level)
        wanted = self._wanted(level, None, parent)
        best: dict[str, Candidate] = {}
        for entry in self.catalog.children(parent or ""):
            alike = fuzz.ratio(name, entry_key(entry)) / 100
            fits = alike >= ALIKE_CODED and entry.level is level and self.fits(entry)
            for found in wanted.weigh(entry, alike) if fits else ():
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
        best, runner = self._best(nama, (level, printed, parent))
        if level is TingkatBaris.URUSAN and (number := urusan_number(nama)):
            return Match(number, self.catalog.name_of(number), CocokMetode.NAMA, 0.95, "urusan menurut kata-katanya")
        if best is None or not is_accepted(best):
            return self._from_print(nama, printed, best, runner)
        if printed is None or printed.kode == best.kode:
            return named_match(best, printed, runner, self._edition(best))
        return self._settle(best, printed, nama, runner)

    def _best(self, nama: str, wanted: _Asked) -> tuple[Candidate | None, str | None]:
        """The best candidate and the next best code; looked for once: many prints give no code, and ask the same."""
        asked = (nama, wanted)
        if asked not in self._found:
            candidates = self._ranked(nama, self._wanted(*wanted), self._places_asked)
            best = candidates[0] if candidates else None
            others = (c.kode for c in candidates if best is not None and c.kode != best.kode)
            self._found[asked] = best, next(others, None) if self._places_asked > 1 else None
        return self._found[asked]

    def _ranked(self, nama: str, wanted: Wanted, places: int) -> list[Candidate]:
        """The candidates, best first; where none is accepted, those of the name in other words if one of them is.

        ``places``: as for :class:`nomenclature.search.Search`.
        """
        best: list[Candidate] = []
        where = Places(self.likely, self.twins)
        for wording in chain((nama,), other_wordings(nama)):
            found = Search(where, wording, wanted, places).candidates()
            if found and is_accepted(found[0]):
                return found
            best = best or found
        return best

    def _wanted(self, level: TingkatBaris, printed: Printed | None, parent: str | None) -> Wanted:
        if printed is not None:
            return Wanted(printed, parent, self.digit, self.bidang, self.editions, level)
        if (level, parent) not in self._unprinted:
            self._unprinted[level, parent] = Wanted(None, parent, self.digit, self.bidang, self.editions, level)
        return self._unprinted[level, parent]

    def printed_kode(self, kode_asli: str | None, level: TingkatBaris, parent: str | None) -> Printed | None:
        """The canonical code that the print gives at this level, completed from the parent, if it gives one."""
        best: tuple[float, Printed] | None = None
        if kode_asli is None or _LONE_NUMBER.fullmatch(kode_asli):
            return None
        first = first_reading(kode_asli)
        for reading in chain((first,), _others(kode_asli)) if first is not None else ():
            kode = self._whole(reading, parent)
            if kode is None or level_of(kode) is not level:
                continue
            agrees = parent is None or kode.startswith(parent + ".")
            cost = reading.cost + (0.0 if agrees else 3.0)
            if best is None or cost < best[0]:
                best = (cost, Printed(kode, agrees, guessed=parent is None and reading.urusan is None))
            if cost == 0.0:
                break
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

    def fits(self, entry: Entry) -> bool:
        """True for an entry that may stand under the document's kewenangan."""
        return self.likely.fits(entry)

    def _settle(self, best: Candidate, printed: Printed, nama: str, runner: str | None) -> Match:
        """The answer where the name and the printed code speak for different items."""
        listed = self.catalog.lookup(printed.kode)
        is_listed = any(self.fits(e) for e in listed)
        firm = best.alike >= ALIKE_FIRM
        own = next((e for e in listed if self.fits(e) and _shortens(nama, e.nama)), None)
        if own is not None and printed.agrees and (best.alike < 1.0 or not best.by_parent):
            reason = "nama dipendekkan, kode tercetak sama"
            return Match(printed.kode, own.nama, CocokMetode.KODE_NAMA, ALIKE, reason, best.kode, own.edisi or None)
        siblings = parent_of(best.kode) == parent_of(printed.kode)
        # A later edition may have numbered a kegiatan's items anew; the document follows the one that it was made in.
        renumbered = not is_listed and bool(self.editions) and self._is_of_another_edition(best)
        unsure = (best.entry.sumber in ("daftar", KEMBARAN) or renumbered) and not best.entry.is_umum
        if siblings and unsure and printed.agrees:
            reason = f"nama {best.alike:.2f}, nomor menurut yang tercetak"
            return Match(
                printed.kode, official(best.entry), CocokMetode.KODE_NAMA, best.alike * 0.95, reason, best.kode
            )
        lone = not is_listed and printed.agrees and best.entry.level is not TingkatBaris.PROGRAM
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
        name = name_key(nama, listed[0].level) if listed else ""
        return bool(listed) and not any(
            is_cut(nama, e.nama) or fuzz.ratio(name, entry_key(e)) / 100 >= _FAR for e in listed
        )

    def _from_print(self, nama: str, printed: Printed | None, best: Candidate | None, runner: str | None) -> Match:
        if printed is None or self._is_another(nama, printed):
            return Match(None, None, CocokMetode.TIDAK, 0.0, "nama tidak dikenal, kode tidak tercetak utuh", runner)
        reason = "kode tercetak, nama tidak ada dalam nomenklatur"
        if best is not None:
            reason += f" (terdekat {best.kode}, {best.alike:.2f})"
        return Match(printed.kode, None, CocokMetode.KODE, 0.75 if printed.agrees else 0.5, reason, runner)


def _others(kode_asli: str) -> Iterator[KodeParts]:
    """The readings behind the first; looked for when they are asked for."""
    yield from readings(kode_asli)[1:]


def _shortens(nama: str, other: str) -> bool:
    return len(nama) >= LEAST_CUT and (is_cut(nama, other) or is_shortened(nama, other))


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
