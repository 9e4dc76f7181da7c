"""Names and codes of a CSV file matched with the nomenclature: a table in, the same table with answers out.

Rows stand in document order, the rows of one document together (column ``dokumen``): the rows above give each row its
parent. Matchers are shared by documents of the same kewenangan, bidang and edition, so that a corpus in which the same
names come again and again costs little more than looking them up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from nomenclature.catalog import CODED, MATCHED_LEVELS, SHORT, Catalog
from nomenclature.editions import likely_editions
from nomenclature.kode import bidang_of, first_reading, split_name
from nomenclature.likely import Likely, name_key
from nomenclature.match import Matcher
from nomenclature.nama import key, split_label
from normalize.csv_list import open_list
from normalize.types import TingkatBaris
from records.matched import NO_MATCH, Match

ANSWERS = ("kode", "nama_baku", "cocok_metode", "cocok_skor", "alasan")
"""The columns that are added; an input column of the same name is kept as ``<name>_asal``."""
_LEVELS = {
    "urusan": TingkatBaris.URUSAN,
    "bidang": TingkatBaris.BIDANG_URUSAN,
    "bidangurusan": TingkatBaris.BIDANG_URUSAN,
    "program": TingkatBaris.PROGRAM,
    "kegiatan": TingkatBaris.KEGIATAN,
    "subkegiatan": TingkatBaris.SUB_KEGIATAN,
}
_TINGKAT = {"provinsi": "provinsi", "kabkota": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}
_ORDER = {level: i for i, level in enumerate(MATCHED_LEVELS)}
_LETTER = re.compile(r"[^\W\d_]")
_BLOCK, _FEW = 4000, 20
"""So many names are looked for together, unless they are few."""
_MOST_IN_VAIN = 0.6
"""Of names that were looked for together so many may not be asked for."""
_MOST_MATCHERS = 200
_MOST_NAMES = 100_000

Row = Mapping[str, str | None]
Printed = tuple[Row, str, str | None]
"""A row, and the name and code printed in it."""


def match_csv(path: str | Path, catalog: Catalog | None = None) -> Iterator[dict[str, str]]:
    """The file's rows with the answers behind them, in order; the first dict's keys are the columns.

    Columns read: ``nama_asli`` (required), ``kode_asli``, ``level``, ``kewenangan``, ``dokumen``, ``edisi``. Raises
    ``OSError`` for a file that cannot be read, ``ValueError`` where ``nama_asli`` is missing.
    """
    with open_list(path, "nama_asli", "dokumen, kode_asli, nama_asli, level, kewenangan, edisi") as rows:
        fields = rows.fieldnames or ()
        names = {f: f"{f}_asal" if f in ANSWERS else f for f in fields}
        for row, match in match_rows(rows, catalog if catalog is not None else Catalog.load()):
            yield {names[f]: row.get(f) or "" for f in fields} | _answer(match)


def match_rows(rows: Iterable[Row], catalog: Catalog) -> Iterator[tuple[Row, Match]]:
    """Each row with its match; only one document's rows are held at a time."""
    matchers: dict[tuple[object, ...], Matcher] = {}
    identities, ahead = _Identities(catalog), _Ahead()
    for _, group in groupby(rows, key=lambda r: r.get("dokumen") or ""):
        document = [(row, *_printed(row)) for row in group]
        given = [_tingkat(row.get("kewenangan") or "") for row, *_ in document]
        most, home, editions = identities.of(document, given)
        # A list that is no document may have rows of several kewenangan.
        own = [tingkat or most for tingkat in given]
        if len(matchers) >= _MOST_MATCHERS:
            matchers.clear()
        for tingkat in set(own):
            if (tingkat, home, editions) not in matchers:
                matchers[tingkat, home, editions] = Matcher(catalog, tingkat, home, editions, listed=True)
        yield from _match_document(ahead.rows(document, [matchers[tingkat, home, editions] for tingkat in own]))


class _Ahead:
    """Tells matchers what names without a code come next, as long as most of them are asked for: of lists whose rows
    stand below each other parents tell what they are.
    """

    def __init__(self) -> None:
        self._is_worth = True

    def rows(self, rows: Sequence[Printed], matchers: Sequence[Matcher]) -> Iterator[tuple[Printed, Matcher]]:
        """Each row with its matcher."""
        for start in range(0, len(rows), _BLOCK):
            block = list(zip(rows[start : start + _BLOCK], matchers[start : start + _BLOCK], strict=True))
            told = self._tell(block) if self._is_worth and len(block) >= _FEW else ()
            expected = sum(likely.expected for likely in told)
            yield from block
            self._is_worth = self._is_worth and sum(likely.expected for likely in told) <= _MOST_IN_VAIN * expected

    @staticmethod
    def _tell(rows: Iterable[tuple[Printed, Matcher]]) -> Iterable[Likely]:
        names: defaultdict[Likely, defaultdict[TingkatBaris, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (row, nama, kode_asli), matcher in rows:
            level = _given_level(row.get("level") or "") or split_label(nama)[0]
            for kind in (CODED[0], SHORT[0]) if kode_asli is None else ():
                if level is None or (level in SHORT) is (kind in SHORT):
                    names[matcher.likely][kind].append(name_key(nama, kind))
        for likely, expected in names.items():
            likely.expect(expected)
        return names.keys()


def _match_document(rows: Iterable[tuple[Printed, Matcher]]) -> Iterator[tuple[Row, Match]]:
    above: dict[TingkatBaris, str] = {}
    last_program = ""
    for (row, nama, kode_asli), matcher in rows:
        level = _given_level(row.get("level") or "") or _level(nama, kode_asli, matcher)
        if level is None:
            yield row, NO_MATCH
            continue
        rank = _ORDER[level]
        match = matcher.match(nama, level, kode_asli, _above(above, rank))
        if level is TingkatBaris.PROGRAM:
            if match.kode is not None and match.kode[4:] <= last_program:
                # Programs run upwards in a table: a lower number begins another one, under no bidang yet.
                match = matcher.match(nama, level, kode_asli)
                above.clear()
            last_program = (match.kode or "")[4:]
        elif rank < _ORDER[TingkatBaris.PROGRAM]:
            last_program = ""
        for deeper in MATCHED_LEVELS[rank:]:
            above.pop(deeper, None)
        if match.kode is not None:
            above[level] = match.kode
        yield row, match


@lru_cache(maxsize=1024)
def _tingkat(kewenangan: str) -> str | None:
    return _TINGKAT.get(kewenangan.strip().lower())


def _printed(row: Row) -> tuple[str, str | None]:
    """Name and code of a row; where nothing is named, a name that stands in the code's column."""
    nama, kode = (row.get("nama_asli") or "").strip(), (row.get("kode_asli") or "").strip()
    if not _LETTER.search(nama) and _LETTER.search(kode):
        kode, named = split_name(kode)
        nama = named or nama
    return nama, kode or None


def _above(above: Mapping[TingkatBaris, str], rank: int) -> str | None:
    return next((above[level] for level in reversed(MATCHED_LEVELS[:rank]) if level in above), None)


@lru_cache(maxsize=1024)
def _given_level(text: str) -> TingkatBaris | None:
    return _LEVELS.get("".join(ch for ch in text.lower() if ch.isalpha()))


def _level(nama: str, kode_asli: str | None, matcher: Matcher) -> TingkatBaris | None:
    """The level that the code's whole print, the name's label, or the name that is most alike speaks for."""
    first = first_reading(kode_asli)
    if first is not None and first.cost < 1 and first.urusan is not None and first.kode is not None:
        return first.level
    label = split_label(nama)[0]
    if label in _ORDER:
        return label
    return matcher.likeliest_level(nama)


class _Identities:
    """What a document's rows tell of it as a whole; remembers what each name and code tells."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._by_name: dict[str, str | None] = {}

    def of(
        self, rows: Sequence[Printed], tingkat: Iterable[str | None]
    ) -> tuple[str | None, str | None, tuple[str, ...]]:
        """(tingkat, home bidang, marks of the editions) of a document; ``tingkat``: what its rows say."""
        given = Counter(tingkat)
        del given[None]
        edisi = next((e for row, *_ in rows if (e := (row.get("edisi") or "").strip())), None)
        most = given.most_common(1)[0][0] if given else None
        return most, self._home(rows), likely_editions(edisi, None)

    def _home(self, rows: Sequence[Printed]) -> str | None:
        """The bidang of most whole printed codes and of most names that stand in one bidang only."""
        votes = Counter(_bidang_printed(kode or "") for *_, kode in rows)
        votes.update(votes.copy())
        votes.update(self._bidang_named(nama) for _, nama, _ in rows)
        del votes[None]
        return votes.most_common(1)[0][0] if votes else None

    def _bidang_named(self, nama: str) -> str | None:
        if nama not in self._by_name:
            if len(self._by_name) >= _MOST_NAMES:
                self._by_name.clear()
            found = {bidang_of(e.kode) for e in self.catalog.by_key.get(key(nama), ()) if not e.is_umum}
            self._by_name[nama] = found.pop() if len(found) == 1 else None
        return self._by_name[nama]


@lru_cache(maxsize=50_000)
def _bidang_printed(kode_asli: str) -> str | None:
    first = first_reading(kode_asli)
    kode = first.kode if first and first.cost < 1 and first.urusan not in (None, "X") else None
    return bidang_of(kode) if kode is not None and kode.count(".") >= 2 else None


@lru_cache(maxsize=50_000)
def _answer(match: Match) -> dict[str, str]:
    return {
        "kode": match.kode or "",
        "nama_baku": match.nama_baku or "",
        "cocok_metode": match.metode.value,
        "cocok_skor": f"{match.skor:.3f}",
        "alasan": match.alasan,
    }
