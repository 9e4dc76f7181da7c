"""What each column may be by itself: its header's words and the look of its cells, as log-odds with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from normalize.columns.around import (
    bare_slice,
    begins_ignored,
    of_change,
    of_end,
    of_formula,
    of_indicator,
    of_spending,
    of_start,
    shares_of_change,
    shift,
    sums_budgets,
    total,
)
from normalize.columns.beside import beside_votes
from normalize.columns.facts import Facts, Level
from normalize.columns.header_votes import TELLING, Context, header_votes, price_votes
from normalize.columns.kinds import KINDS, MEASURES, MONEY_KINDS
from normalize.columns.looks import CLASSES
from normalize.columns.planned import of_plan, planned_parts
from normalize.columns.relations import Relation
from normalize.columns.subject import counts_things, speaks_of_money
from normalize.columns.weights import CONTENT, HEADER
from normalize.columns.yearly import quarters_of_target


class Candidate(NamedTuple):
    """A kind that a column may be, in log-odds, and why."""

    kind: str
    score: float
    because: tuple[str, ...]


_NEVER_BARE = frozenset(
    {"prakiraan_maju", "realisasi", "sisa", "selisih", "saldo", "harga_satuan", "bobot", "tertimbang", "fisik"}
)
"""Kinds that the look of numbers alone never shows: a header must name them, or a relation prove them. Else columns of
offices or months, all of one measure, would each be given another one."""
_NAMES = frozenset({"nama", "indikator", "sasaran", "tujuan"})
_OF_ANY_LIST = frozenset({None, "nomor", "lokasi", "keterangan", "jadwal", "persen"})
_PLACES = frozenset({"lokasi", "perangkat_daerah", "penanggung_jawab"})
"""Words that also head columns of amounts, one a place or office."""


_NUMBERED = frozenset({"kode", "nomor"})
_CODED = 0.3
"""Share of a column's cells from which they are codes by their form, whatever their header says."""


def _never_bare(facts: Facts) -> frozenset[str]:
    """The kinds that a column cannot be by the look of its cells alone; amounts can only be a pagu."""
    return MEASURES - {"pagu"} if facts.shares.get("uang", 0.0) > 0.4 else _NEVER_BARE


_RELATED: dict[str, tuple[frozenset[str], ...]] = {
    "persen": (
        frozenset({"realisasi", "fisik"}),
        frozenset({"pagu", "target"}),
        frozenset({"persen_realisasi", "capaian", "bobot"}),
    ),
    "selisih": (frozenset({"pagu"}), *(frozenset({"realisasi", "sisa", "selisih"}),) * 2),
    "kali": (frozenset({"pagu"}), frozenset({"volume", "target"}), frozenset({"harga_satuan"})),
}
"""What the first, second and third column of a relation may be by the relation alone."""


def _related(facts: Facts, relations: Sequence[Relation]) -> frozenset[str]:
    """The kinds that the relations which a column takes part in speak for."""
    found: set[str] = set()
    for relation in relations:
        if facts.indeks in relation.columns and relation.kind in _RELATED:
            found |= _RELATED[relation.kind][relation.columns.index(facts.indeks)]
    return frozenset(found)


def table_candidates(
    columns: Sequence[Facts], relations: Sequence[Relation] = (), *, past: bool = False, reached: bool = False
) -> tuple[tuple[Candidate, ...], ...]:
    """For each column all kinds with their score, the likeliest first; columns under one header text share it.

    ``relations``: what the table's numbers show of its columns; ``past``: its years are over, and none is planned;
    ``reached``: its title, or its document, tells of what was reached.
    """
    spoken = {kind for f in columns for kind in f.kinds}
    context = Context(
        priced="harga_satuan" in spoken,
        money=any(f.shares.get("uang", 0.0) > 0.3 or (f.spoken("rp") and not f.filled) for f in columns),
        spent="realisasi" in spoken and any(f.shares.get("uang", 0.0) > 0.3 for f in columns),
        targets="target" in spoken,
        unrealised="target" in spoken and not spoken & {"realisasi", "capaianrealisasi"},
        of_change="selisih" in spoken
        and not spoken & {"realisasi", "keuangan", "capaian", "capaianrealisasi", "fisik"},
        past=past,
        reached=reached and "sumber_dana" not in spoken,  # which plans print, where no header says what was reached
        budgeted="pagu" in spoken,
        indicated="indikator" in spoken,
        silent=not speaks_of_money(columns),
        of_period=bool(spoken & {"indikator", "target"}) or any(f.axes & {"awal", "akhir"} for f in columns),
        quartered=frozenset() if reached or spoken & {"realisasi", "capaian"} else quarters_of_target(columns),
        planned=bool(spoken - _OF_ANY_LIST) or any(f.spoken("uang") or f.spoken("rp") for f in columns),
        named=any(f.leaf and _says_name(f.leaf) and f.shares.get("prosa", 0.0) > 0.4 for f in columns),
    )
    changes, planned = shares_of_change(columns, relations), planned_parts(columns)
    sliced = sum(bare_slice(f) for f in columns) > 1
    moneyless = not any(f.is_of_money for f in columns)
    plans = any(f.spoken("renja") or f.spoken("renstra") for f in columns)  # whose form says what its shares are
    things = context.silent and not plans and ("indikator" in spoken or any(f.units > 0.5 for f in columns))
    return tuple(
        candidates(
            f,
            beside_votes(f, columns)
            | of_change(f, context.of_change or f.indeks in changes)
            | total(f, sliced or sums_budgets(f, columns, relations))
            | shift(f, columns, relations)
            | of_spending(f, columns, relations)
            | of_plan(f, columns, relations, planned)
            | of_start(f, columns)
            | of_end(f, columns)
            | of_formula(f, columns, relations, things)
            | of_indicator(f, columns, () if plans else relations, (moneyless or things) and f.indeks not in changes),
            context,
            _related(f, relations),
        )
        for f in columns
    )


_ALONE = Context()


def _says_name(level: Level) -> bool:
    return any(p.kind == "nama" for p in level.phrases)


def candidates(
    facts: Facts,
    beside: Mapping[str, float] | None = None,
    context: Context = _ALONE,
    related: frozenset[str] = frozenset(),
) -> tuple[Candidate, ...]:
    """All kinds with their score for one column by itself, the likeliest first.

    ``beside``: what neighbours under the same header say; ``related``: what relations of its numbers make possible.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    because: defaultdict[str, list[str]] = defaultdict(list)

    def add(votes: Mapping[str, float], why: str) -> None:
        for kind, value in votes.items():
            scores[kind] += value
            if value > 0:
                because[kind].append(f"{why} {value:+.1f}")

    if context.silent and any(map(counts_things, facts.levels)):
        add(dict.fromkeys(MONEY_KINDS | {"realisasi"}, -HEADER["ignored"]), "kepala menghitung benda")
    named = [*header_votes(facts, context), *price_votes(facts, related)]
    look = _likeness(facts)
    for name, votes in named:
        # Where the cells contradict the header ("Indikator" over quantities), it speaks half as loud.
        add({k: v * (1.0 if _is_borne(k, facts, look) else 0.5) for k, v in votes.items()}, name)
    if any(map(begins_ignored, facts.levels)):
        add({"keterangan": HEADER["ignored"]}, "kepala bukan ukuran")
    if _begins_unmeasured(facts):
        # What budget and spending leave over under "Efisiensi" is no remainder (contract, conventions, rule 7).
        add(dict.fromkeys(MONEY_KINDS, -HEADER["ignored"]), "kepala bukan ukuran")
    spoken = {kind for _, votes in named for kind in votes}
    content = _content_votes(facts, look, spoken)
    telling = [max(votes, key=lambda k: votes[k]) for _, votes in named if max(votes.values()) >= TELLING]
    # ... and other kinds are as good as named.
    contradicted = bool(telling) and not _is_borne(telling[0], facts, look)
    if telling and not contradicted:
        add(dict.fromkeys(set(KINDS) - spoken, HEADER["unnamed"]), "kepala menyebut yang lain")
    if facts.levels and spoken <= {"keterangan"} and not facts.years:
        # A header that says something else ("Jenis Kelamin > Laki-laki") makes its numbers no measure of ours.
        # ... and its small numbers no code: staff are counted by sex beside their rank.
        numbers = frozenset[str]() if facts.shares.get("kode", 0.0) > _CODED else _NUMBERED
        add(dict.fromkeys((MEASURES | numbers) - related, HEADER["unsaid"]), "kepala menyebut hal lain")
    elif not spoken or contradicted:
        add(dict.fromkeys(_never_bare(facts) - spoken - related, HEADER["unsaid"]), "kepala tidak menyebutnya")
    if contradicted and telling[0] in _PLACES and facts.shares.get("uang", 0.0) > 0.4:
        add({telling[0]: HEADER["unsaid"]}, "isi uang")
    if contradicted and telling[0] in MONEY_KINDS and context.named:
        # "APBN" under "Pagu Indikatif": words in the place of an amount are no second name of the row.
        add(dict.fromkeys(_NAMES | _PLACES, HEADER["unsaid"]), "kepala uang")
    add(beside or {}, "kolom di bawah kepala yang sama")
    add(content, "isi")
    found = [Candidate(kind, scores.get(kind, 0.0), tuple(because.get(kind, ()))) for kind in KINDS]
    # Where nothing speaks for any kind, an empty column below "PPN", the column is none of the measures.
    return tuple(sorted(found, key=lambda c: (-c.score, c.kind != "keterangan")))


def _is_borne(kind: str, facts: Facts, look: Mapping[str, float]) -> bool:
    """True where the cells do not contradict the kind: what the contract gives no measure may look like anything."""
    ignored = kind == "keterangan" and facts.spoken("abaikan")
    return ignored or look.get(kind, 0.0) > HEADER["contradicted"]


def _begins_unmeasured(facts: Facts) -> bool:
    """True where the lowest header text begins with a word of columns that the contract gives no value."""
    first = next((p for p in facts.leaf.phrases if p.kind != "persen"), None) if facts.leaf else None
    return first is not None and "abaikan" in first.axes and first.kind == "keterangan"


def _likeness(facts: Facts) -> dict[str, float]:
    """Log-odds of each kind from the shares of cell classes alone."""
    shares = [(place, share) for place, c in enumerate(CLASSES) if (share := facts.shares.get(c, 0.0))]
    return {kind: sum([share * row[place] for place, share in shares], 0.0) for kind, row in CONTENT.items()}


def _content_votes(facts: Facts, look: Mapping[str, float], spoken: Collection[str]) -> dict[str, float]:
    """What the cells' ``look`` says of each kind: few cells say little.

    How frequent a kind is counts only where the header has not ``spoken`` for it.
    """
    trust = facts.filled / (facts.filled + HEADER["few"])
    return {kind: trust * (alike + (0.0 if kind in spoken else CONTENT[kind][-1])) for kind, alike in look.items()}
