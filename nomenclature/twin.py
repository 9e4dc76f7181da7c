"""Items that the nomenclature lists for the other of provinsi and kabupaten/kota, as the numbers that are likely here.

The annexes number the items of both kewenangan alike where both have them: what is ``2.11.03.2.01.0002 ... Kewenangan
Kabupaten/Kota`` under one kegiatan is ``2.11.03.1.01.0002 ... Kewenangan Provinsi`` under its twin. Lists that people
keep are of one kewenangan, mostly kabupaten/kota, and of one edition; so where the catalogue lists nothing at a code,
the twin's name is the best there is. In public lists four fifths of the numbers agree, more within an edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from nomenclature.catalog import Catalog, Entry
from nomenclature.kode import kewenangan_of, parent_of, with_kewenangan
from nomenclature.likeness import MOST_ALIKE, alikeness, is_shortened
from nomenclature.nama import words
from nomenclature.remembered import Remembered
from normalize.types import TingkatBaris

KEMBARAN = "kembaran"
"""The ``sumber`` of an entry that is derived from its twin."""
_OTHER = {"1": "2", "2": "1"}
_KEWENANGAN = {"1": "provinsi", "2": "kabkota"}
# What names the authority and its area, and the small words between: "Tingkat Daerah Provinsi dan Lintas Daerah ...".
_AREA = ("daerah", "wilayah", "kerjanya", "provinsi", "kabupaten", "kota", "kabupatenkota", "satu", "1")
_AUTHORITY = frozenset(
    (*_AREA, "kewenangan", "tingkat", "lingkup", "skala", "cakupan", "lintas", "dalam", "di", "pada", "yang", "dan")
)
_SAME_KEGIATAN = 0.9


class Twins:
    """The derived entries of a catalogue for one kewenangan (``1`` provinsi, ``2`` kabupaten/kota), by their parent."""

    def __init__(self, catalog: Catalog, digit: str) -> None:
        self.catalog = catalog
        self.digit, self.other = digit, _OTHER[digit]
        self._under: Remembered[str, tuple[tuple[Entry, str], ...]] = Remembered()

    def alike(self, nama: str, level: TingkatBaris, parent: str, at_least: float) -> Iterator[tuple[Entry, float]]:
        """Derived entries right under the parent whose twin is so much like the name, the words of authority apart.

        Of the few kegiatan of a program it may be the only one that says the same with a few words more or less.
        """
        near = [(entry, other) for entry, other in self.under(parent) if entry.level is level]
        if not near:
            return
        core = authority_free(nama)
        squeezed, least = core.replace(" ", ""), at_least / MOST_ALIKE
        ratios = ((entry, other, fuzz.ratio(squeezed, other.replace(" ", "")) / 100) for entry, other in near)
        alike = ((entry, alikeness(core, other, ratio)) for entry, other, ratio in ratios if ratio >= least)
        found = [(entry, likeness) for entry, likeness in alike if likeness >= at_least]
        if not found and level is TingkatBaris.KEGIATAN:
            found = [(entry, at_least) for entry, other in near if _says_more(core, other)]
            found = found if len(found) == 1 else []
        yield from found

    def under(self, parent: str) -> tuple[tuple[Entry, str], ...]:
        """Derived entries right under a code, with their names without authority; none where the code is listed."""
        if parent not in self._under:
            found = self._derived(parent)
            self._under[parent] = tuple((entry, authority_free(entry.nama)) for entry in found)
        return self._under[parent]

    def _derived(self, parent: str) -> Iterator[Entry]:
        for twin in self._twins_of(parent):
            for entry in self.catalog.children(twin):
                if entry.is_umum or kewenangan_of(entry.kode) != self.other:
                    continue
                kode = parent + entry.kode[len(twin) :]
                kode = with_kewenangan(kode, self.digit)
                if not any(self._is_own(e) for e in self.catalog.lookup(kode)):
                    own = _KEWENANGAN[self.digit]
                    yield Entry(kode, entry.level, entry.nama, own, entry.edisi, KEMBARAN)

    def _twins_of(self, parent: str) -> Iterable[str]:
        """Codes of the other kewenangan that are the parent's twins: a program's is itself, a kegiatan's a namesake."""
        if parent.count(".") < 4:
            return (parent,)
        names = [authority_free(e.nama) for e in self.catalog.lookup(parent) if self._is_own(e)]
        if not names:
            return (with_kewenangan(parent, self.other),)
        siblings = self.catalog.children(parent_of(parent) or "")
        near = [(e.kode, authority_free(e.nama)) for e in siblings if kewenangan_of(e.kode) == self.other]
        found = dict.fromkeys(k for k, core in near if any(_is_same_kegiatan(core, n) for n in names))
        same = with_kewenangan(parent, self.other)
        return found or [same for k, core in near if k == same and any(_says_more(core, n) for n in names)][:1]

    def _is_own(self, entry: Entry) -> bool:
        return entry.kewenangan in (_KEWENANGAN[self.digit], "umum")


@lru_cache(maxsize=50_000)
def authority_free(nama: str) -> str:
    """The words of a name in lower case without those that name an authority or its area.

    >>> authority_free("Pembinaan Arsip Kewenangan Provinsi") == authority_free("Pembinaan Arsip Daerah Kabupaten/Kota")
    True
    """
    return " ".join([w for w in words(nama) if w not in _AUTHORITY])


def _says_more(one: str, two: str) -> bool:
    """True where one of two names is the other with a few words more."""
    return is_shortened(one, two) or is_shortened(two, one)


def _is_same_kegiatan(one: str, two: str) -> bool:
    least = 100 * _SAME_KEGIATAN / MOST_ALIKE
    ratio = fuzz.ratio(one.replace(" ", ""), two.replace(" ", ""), score_cutoff=least) / 100
    return bool(ratio) and alikeness(one, two, ratio) >= _SAME_KEGIATAN
