"""Which table of a document speaks for an office's money, by what the tables carry, and why the others do not.

No title, form or kind of document decides: a plain figure of an item in the document's own years does. Documents of a
whole region print a table for each office, so each office has a table of its own that speaks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from normalize.types import DocumentMeta, Konteks, TingkatBaris, Ukuran, Value
from normalize.ukuran import BUDGET, is_budget
from output.amounts import Certainty, budget_year, year_of_undated
from output.anggaran import NO_ITEM, NOTHING_KNOWN, PLAIN
from output.slices import Slices
from output.standing import letters_of
from records.matched import MatchedRow, MatchedTable

ITEMS = (TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN)
"""The levels that a budget is written down in."""
_SPEAKING = (Ukuran.PAGU, Ukuran.REALISASI)
_SPOKEN = (*PLAIN, Konteks.SEBELUM)
_LIKE = 85.0
"""Out of 100: two prints of one office's name differ by less."""
_NEARLY = 0.75
"""With this share of the largest one's rows a table may be the same plan, cut or longer; with less it is an extract."""
_UNIT = re.compile(
    r"\s*(?:UPT|UNIT|BALAI|LOKA|PANTI|BIDANG|SEKSI|SUB\s?BIDANG|SUB\s?BAGIAN|CABANG\s+DINAS|PUSKESMAS|INSTALASI|"
    r"LABORATORIUM|MUSEUM)",
    re.I,
)
"""How names of units begin that are part of an office."""
_KIND = re.compile(r"^(?:sub)?(?:program|kegiatan)")
_WISH = re.compile(
    r"\busul\w*\b.*\b(?:dari|masyarakat|pemangku|dprd|hibah|bansos|musrenbang)\b|"
    r"\b(?:reses|pokir|pokok-?pokok pikiran)\b",
    re.I | re.S,
)
"""What a title says of proposals, by whom they come from (T-C.32, pokok pikiran DPRD)."""
_BEGINNING = 20
"""Letters of a name that tell programs of one office apart."""
_MOST_SHARED = 0.2
"""Two parts of one plan share so few items' names; a plan that is printed again shares most."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks for an office: a table, or one that goes on in others, each with the indices of its rows.

    ``is_whole``: the document has one office, whose name is the document's however the rows write it.
    """

    parts: tuple[tuple[int, tuple[int, ...]], ...]
    is_whole: bool

    @property
    def tables(self) -> tuple[int, ...]:
        """Indices of the tables."""
        return tuple(table for table, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Authority:
    """The tables that speak, in order, and for each other table with money why it does not; every table's slices."""

    speakers: tuple[Speaker, ...]
    reasons: dict[int, str]
    slices: tuple[Slices, ...]


_Printed = Sequence[tuple[Ukuran, Konteks | None]]


@dataclass(slots=True)
class _Candidate:
    """What a table has to say of an office: how many rows print plain money, of which items, in which columns."""

    table: int
    title: str
    office: str
    form: frozenset[tuple[str | None, Konteks | None, int | None]]
    rows: list[int] = field(default_factory=list)
    own: list[_Printed] = field(default_factory=list)
    """What each row prints of the document's own years, where it prints some."""
    other: list[_Printed] = field(default_factory=list)
    """And of other years, where it prints none of those."""
    programs: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    measures: set[tuple[Ukuran, bool]] = field(default_factory=set)
    contexts: set[Konteks | None] = field(default_factory=set)

    @property
    def n_own(self) -> int:
        """Rows with plain money of the document's years in the context that speaks."""
        return _n_speaking(self.own)

    @property
    def n_other(self) -> int:
        """Rows with plain money of other years alone."""
        return _n_speaking(self.other)

    @property
    def is_wish(self) -> bool:
        """True where the title says that others ask for what it lists (T-C.32): nobody has granted it yet."""
        return _WISH.search(self.title) is not None


def _n_speaking(rows: Sequence[_Printed]) -> int:
    """How many of the rows give money: of two contexts of a measure the better one alone counts.

    A row of a review that only its left side fills gives none where another row's right side is filled.
    """
    first = rows[0][0][1] if rows else None
    if all(konteks is first for row in rows for _, konteks in row):
        return len(rows)  # nearly every table
    best: dict[Ukuran, int] = {}
    for ukuran, konteks in (pair for row in rows for pair in row):
        if konteks in PLAIN:
            best[ukuran] = min(PLAIN.index(konteks), best.get(ukuran, len(PLAIN)))
    return sum(any(k not in PLAIN or PLAIN.index(k) == best[u] for u, k in row) for row in rows)


class _Chain:
    """A plan that stands in one table, or goes on in others: landscape and portrait, by source of funds, by misi."""

    def __init__(self, first: _Candidate) -> None:
        self.members = [first]

    def takes(self, other: _Candidate) -> bool:
        """True where the table has the chain's columns and other items than it, so that it prints no money again.

        A program stands once in an office's plan. Kegiatan have few names, which recur under several programs.
        """
        if not other.form or other.form != self.members[0].form or other.is_wish != self.members[0].is_wish:
            return False
        if self.programs & other.programs:
            return False
        items = self.items
        return len(items & other.items) <= min(len(items), len(other.items)) * _MOST_SHARED

    def has_most_of(self, other: _Chain) -> bool:
        """True where it prints more of the other's items than two plans share that have nothing to do with each other.

        Where the other has programs alone, more of its programs.
        """
        for ours, theirs in ((self.items, other.items), (self.programs, other.programs)):
            if theirs:
                return len(ours & theirs) > len(theirs) * _MOST_SHARED
        return False

    @property
    def items(self) -> set[str]:
        """What it prints money of, below programs."""
        return set().union(*(each.items for each in self.members))

    @property
    def programs(self) -> set[str]:
        """The programs that it prints money of."""
        return set().union(*(each.programs for each in self.members))

    @property
    def n_own(self) -> int:
        """Rows with plain money of the document's years."""
        return sum(each.n_own for each in self.members)

    @property
    def n_money(self) -> int:
        """Rows with plain money: of the document's years where it has any, else of others."""
        return self.n_own or sum(each.n_other for each in self.members)

    def rank(self, most: int) -> tuple[bool, bool, int, int, int, bool, int]:
        """The larger speaks; ``most``: the most rows of any with the same kind of years."""
        context = min(PLAIN.index(konteks) for each in self.members for konteks in each.contexts)
        measures = set().union(*(each.measures for each in self.members))
        is_draft = any("rancangan" in each.title.lower() for each in self.members)
        is_whole = self.n_money >= most * _NEARLY
        last = self.members[-1].table
        return self.n_own > 0, is_whole, -context, len(measures), self.n_money, not is_draft, last


def authority(
    tables: Sequence[MatchedTable], meta: DocumentMeta, certainty: Mapping[int, Certainty] = NOTHING_KNOWN
) -> Authority:
    """For each office of the document the table that speaks for it, with those that go on where it ends.

    Of the tables with plain pagu or realisasi of program, kegiatan or sub kegiatan rows: those with the document's own
    years, of them those that are no extract, of them the better context (after a review over before it), then what has
    more measures (the report with its realisasi over the agreement), more rows, is no rancangan, stands last.

    ``certainty``: of the tables, by their index, where it is worked out.
    """
    slices = tuple(table_slices(table, year_of_undated(meta)) for table in tables)
    able = {name: [c for c in held if c.contexts] for name, held in _offices(tables, meta, slices, certainty).items()}
    best = {name: _best(candidates) for name, candidates in able.items() if candidates}
    held = _held_by(best, able) if _letters(meta.perangkat_daerah) else {}
    speakers, reasons = [], {}
    for name, chain in best.items():
        if name not in held:
            parts = tuple((each.table, tuple(each.rows)) for each in chain.members)
            speakers.append(Speaker(parts, len(best) - len(held) == 1))
        page = _first_page(tables, held.get(name, chain))
        why = _IN_ANOTHER if name in held else "anggaran diambil dari tabel di halaman {page}"
        for each in able[name]:
            reasons[each.table] = why.format(office=able[name][0].office, page=page)
    speaking = {table for each in speakers for table in each.tables}
    silent = ((index, _silence(table)) for index, table in enumerate(tables) if index not in reasons)
    reasons |= {index: reason for index, reason in silent if reason}
    ordered = sorted(speakers, key=lambda each: each.parts)
    return Authority(tuple(ordered), {index: why for index, why in reasons.items() if index not in speaking}, slices)


_IN_ANOTHER = (
    "anggaran: uang {office} di tabel ini tidak dijumlahkan, sebab butirnya juga tercetak dalam rencana di halaman "
    "{page}"
)


def _first_page(tables: Sequence[MatchedTable], chain: _Chain) -> int | str:
    pages = tables[chain.members[0].table].source.table.pages
    return pages[0] if pages else "?"


def _held_by(best: Mapping[str, _Chain], able: Mapping[str, Sequence[_Candidate]]) -> dict[str, _Chain]:
    """By office whose money another office's better plan holds already: that plan.

    So it is with a UPTD that a review sets apart and the plan of its dinas does not, and with an office that the plan
    names by fewer or by more words: the plan prints nothing for such an office, and its items are among the plan's.
    Only in a document of one office: in one of a whole region each office may have units, and programs of one name.
    """
    rank = _ranking(list(best.values()))
    order = sorted(best, key=lambda name: rank(best[name]), reverse=True)
    held: dict[str, _Chain] = {}
    for at, name in enumerate(order):
        ours = able[name][0].office
        better = (best[o] for o in order[:at] if o not in held and _may_hold(able[o][0].office, ours))
        printed = {each.table for each in able[name]}
        for plan in better:
            if printed.isdisjoint(each.table for each in plan.members) and plan.has_most_of(best[name]):
                held[name] = plan
                break
    return held


def table_slices(table: MatchedTable, tahun: int | None) -> Slices:
    """What the table's items print by sources of funds or kinds of belanja alone."""
    return Slices([row.row.values for row in table.rows if row.level not in NO_ITEM], tahun)


def _best(able: Sequence[_Candidate]) -> _Chain:
    """The tables that speak: the best of the plans that the candidates print."""
    chains: list[_Chain] = []
    for each in able:
        home = next((chain for chain in reversed(chains) if chain.takes(each)), None)
        if home is None:
            chains.append(_Chain(each))
        else:
            home.members.append(each)
    chains = [chain for chain in chains if not chain.members[0].is_wish] or chains
    return max(chains, key=_ranking(chains))


def _ranking(chains: Sequence[_Chain]) -> Callable[[_Chain], tuple[bool, bool, int, int, int, bool, int]]:
    """How each of the plans ranks among them all."""
    most = {is_own: max((c.n_money for c in chains if (c.n_own > 0) is is_own), default=0) for is_own in (True, False)}
    return lambda chain: chain.rank(most[chain.n_own > 0])


def _offices(
    tables: Sequence[MatchedTable], meta: DocumentMeta, slices: Sequence[Slices], certainty: Mapping[int, Certainty]
) -> dict[str, list[_Candidate]]:
    """By office (its name's letters; empty: none is named) what each table has to say of it."""
    own = _letters(meta.perangkat_daerah)
    named = {_letters(row.row.perangkat_daerah) for table in tables for row in table.rows} - {"", own}
    has_several = len(named) > 1 or (bool(own) and any(not _is_alike(own, each) for each in named))
    found: dict[str, list[_Candidate]] = defaultdict(list)
    for index, table in enumerate(tables):
        doubtful = (certainty.get(index) or Certainty(table, year_of_undated(meta))).doubtful
        title, form = table.source.table.judul or "", _form(table)
        here: dict[str, _Candidate] = {}
        for at, row in enumerate(table.rows):
            office = (_letters(row.row.perangkat_daerah) or own) if has_several else own
            candidate = here.get(office)
            if candidate is None:
                shown = row.row.perangkat_daerah or meta.perangkat_daerah or "kantor"
                candidate = here[office] = _Candidate(index, title, shown, form)
            candidate.rows.append(at)
            if row.level not in NO_ITEM:
                _weigh(candidate, row, doubtful[at], meta, slices[index])
        for office, candidate in here.items():
            found[office].append(candidate)
    return found


def _form(table: MatchedTable) -> frozenset[tuple[str | None, Konteks | None, int | None]]:
    """What the table's columns of money hold; a part of a plan may leave its targets empty, never its pagu."""
    return frozenset((each.peran, each.konteks, each.tahun) for each in table.source.columns if each.peran in BUDGET)


def _weigh(
    candidate: _Candidate, row: MatchedRow, doubtful: Sequence[bool], meta: DocumentMeta, slices: Slices
) -> None:
    """Counts a row by the money that it prints plainly and surely; only an item's row makes its table speak."""
    doubts = zip(row.row.values, doubtful, slices.unsure(row.row.values), strict=True)
    plain = [v for v, is_doubtful, is_unsure in doubts if not (is_doubtful or is_unsure) and _is_plain(v, slices)]
    own = [v for v in plain if _is_own(v, meta)]
    if not any(v.ukuran in _SPEAKING for v in own):
        own = []  # a forward estimate alone is no budget of the year: the header above the pagu names another one
    speaking = [v for v in own or plain if v.ukuran in _SPEAKING and v.konteks in PLAIN]
    if plain:
        held = candidate.own if own else candidate.other
        held.append([(v.ukuran, v.konteks) for v in own or plain])
    if row.level not in ITEMS or not plain:
        return
    (candidate.programs if row.level is TingkatBaris.PROGRAM else candidate.items).update(_known_by(row))
    candidate.contexts.update(v.konteks for v in speaking)
    candidate.measures.update((v.ukuran, v.konteks is Konteks.SEBELUM) for v in own or plain)


def _known_by(row: MatchedRow) -> Iterator[str]:
    """By what an item is known again in another table: its code, and how its name begins.

    Only how it begins, since one of the tables may have been read with the indicator run into the name.
    """
    if row.match.kode:
        yield row.match.kode
    yield _beginning(row.row.nama)


@lru_cache(maxsize=1 << 12)
def _beginning(name: str) -> str:
    return _KIND.sub("", letters_of(name))[:_BEGINNING]


def _is_plain(value: Value, slices: Slices) -> bool:
    is_whole = value.rincian is None or slices.speak(value)
    return is_whole and is_budget(value) and value.konteks in _SPOKEN


def _is_own(value: Value, meta: DocumentMeta) -> bool:
    """True for money of the document's years, and where either is not known."""
    year = budget_year(value, year_of_undated(meta))
    if year is None or meta.tahun is None:
        return True
    return meta.tahun <= year <= (meta.tahun_akhir or meta.tahun)


def _silence(table: MatchedTable) -> str | None:
    """Why a table with amounts of a budget has nothing to say; None where it has no such amounts."""
    money = [(row, value) for row in table.rows for value in row.row.values if is_budget(value)]
    if not money:
        return None
    at_items = [(row, value) for row, value in money if row.level in ITEMS]
    if not at_items:
        return "anggaran: tidak ada baris program, kegiatan, atau sub kegiatan yang memuat pagu atau realisasi"
    if all(value.rincian is not None for _, value in at_items):
        return "anggaran: hanya rincian (sumber dana atau jenis belanja) tanpa jumlahnya"
    if not any(value.ukuran in _SPEAKING and value.konteks in PLAIN for _, value in at_items):
        return "anggaran: hanya memuat " + ", ".join(sorted({_named(value) for _, value in at_items}))
    return "anggaran: pagu dan realisasinya meragukan"


def _named(value: Value) -> str:
    return value.ukuran.value if value.konteks is None else f"{value.ukuran.value} {value.konteks.value}"


def _is_alike(own: str, other: str) -> bool:
    """True where a heading writes the document's own office otherwise: with its region, misread, cut."""
    return own in other or other in own or fuzz.ratio(own, other) >= _LIKE


def _may_hold(office: str, other: str) -> bool:
    """True where the other is a unit, as a dinas has them, or one's name has all words of the other's name."""
    one, two = (set(re.findall(r"[a-z]+", name.lower())) for name in (office, other))
    return _UNIT.match(other) is not None or one <= two or two <= one


@lru_cache(maxsize=1 << 12)
def _letters(name: str | None) -> str:
    return re.sub(r"[^a-z]", "", (name or "").lower())
