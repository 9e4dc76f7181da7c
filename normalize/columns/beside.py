"""What the columns beside a column say of it: units beside quantities, numbers beside the names that they count."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import MEASURE_WORDS, MEASURES, MONEY_KINDS
from normalize.columns.weights import HEADER
from normalize.wording import squash
from vocabulary.kata import KINDS


def beside_votes(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """What a column's neighbours speak for, in log-odds."""
    return (
        _behind_names(facts, columns)
        | _of_rows(facts, columns)
        | _of_things(facts, columns)
        | _names_rows(facts, columns)
        | _names_works(facts, columns)
        | _under_one_header(facts, columns)
        | _priced_elsewhere(facts, columns)
        | _spent(facts, columns)
        | _graded(facts, columns)
    )


def _graded(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """Grades count what has them: "Kurang" beside "Baik" and "Cukup"; alone it is what was spent too little."""
    grades = [f for f in columns if f.leaf is not None and squash(f.leaf.text) in _GRADES]
    if facts not in grades or len(grades) < _LEAST_GRADES:
        return {}
    return {"keterangan": HEADER["ignored"], **dict.fromkeys(MEASURES, -HEADER["head"])}


_GRADES = frozenset({"sangatbaik", "baik", "cukup", "sedang", "kurang", "sangatkurang", "tinggi", "rendah"})
_LEAST_GRADES = 3


def _spent(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """An "Anggaran" beside a "Kinerja" under "Realisasi" is what was spent: the budget of its performance.

    Where a realisation of its own stands beside it, as under "Realisasi Anggaran", it is the budget.
    """
    leaf = facts.leaf
    if leaf is None or len(facts.levels) < 2 or [p.text for p in leaf.phrases if p.kind] not in _MONEY:
        return {}
    above = facts.levels[-2]
    beside = [f.leaf for f in columns if f is not facts and above.first <= f.indeks <= above.last and f.leaf]
    realised = any(x.phrases and x.phrases[0].kind == "realisasi" for x in facts.levels[:-1])
    performed = any("kinerja" in x.axes or x.sign == "k" for x in beside)
    if not realised or not performed or any(p.kind == "realisasi" for x in beside for p in x.phrases):
        return {}
    return {"realisasi": HEADER["head"], "pagu": -HEADER["head"]}


_MONEY = (["anggaran"], ["dana"], ["biaya"], ["keuangan"])
"""Words for money that do not say themselves that it is a budget."""


def _priced_elsewhere(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """A "Target" over amounts is a pagu where the same words over other amounts say rupiah.

    "2023 > Target | 2024 > Target (Rp)": people name the unit once.
    """
    leaf = facts.leaf
    if leaf is None or "rp" in leaf.axes or not _is_priced_target(facts):
        return {}
    twins = (f for f in columns if f.leaf and "rp" in f.leaf.axes and _is_priced_target(f))
    return {"pagu": HEADER["head"], "target": -HEADER["head"]} if any(_same_words(leaf, t.leaf) for t in twins) else {}


def _is_priced_target(facts: Facts) -> bool:
    said = facts.leaf is not None and any(p.kind == "target" for p in facts.leaf.phrases)
    return said and facts.shares.get("uang", 0.0) > _PRICED


def _same_words(leaf: Level, other: Level | None) -> bool:
    """True for two header texts that differ in their unit alone."""
    return other is not None and [p for p in leaf.phrases if "rp" not in p.axes] == [
        p for p in other.phrases if "rp" not in p.axes
    ]


def _under_one_header(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """What the neighbours under the same header text say: words beside numbers are units, letters number the names.

    "Target" over an amount and "orang"; "Program/Kegiatan" over "I", "1" and a name; "Indikator Kinerja > Keluaran"
    over what is to come out and how much of it.
    """
    leaf = facts.leaf
    if leaf is None or leaf.first == leaf.last:
        return {}
    others = [f for f in columns if f is not facts and f.leaf == leaf and f.filled]
    if any(p.kind == "kode" for p in leaf.phrases):
        return {}
    words = facts.shares.get("kata", 0.0) + facts.shares.get("urut", 0.0)
    if words > 0.6 and any(f.numeric > 0.5 for f in others):
        # ... and the measure that the header names is the neighbour's.
        return {"satuan": HEADER["head"], **dict.fromkeys(MEASURES, -HEADER["head"])}
    prose = any(f.shares.get("prosa", 0.0) > 0.6 for f in others)
    running = facts.shares.get("urut", 0.0) + facts.shares.get("kecil", 0.0)
    if prose and running + facts.shares.get("kode", 0.0) > 0.7:
        if any(p.kind in ("tujuan", "sasaran", "indikator") for p in leaf.phrases):
            return {"nomor": HEADER["head"], "kode": -HEADER["head"]}  # "1.1.2" numbers a sasaran, no list codes it
        return {"kode" if facts.shares.get("kode", 0.0) > 0.3 else "nomor": HEADER["head"]}
    told = facts.kinds
    if prose and facts.numeric > 0.5 and "indikator" in told and not told & MEASURE_WORDS:
        return {"target": HEADER["head"]}
    return {}


def is_planned(facts: Facts, columns: Sequence[Facts]) -> bool:
    """True for the quantities beside an indicator's words, below its header, in a plan of money: its target.

    Where something is told that was reached or spent, the quantity may be what came out.
    """
    said = {kind for f in columns for kind in f.kinds}
    plan = bool(said & _PLAN) and not said & _REACHED
    return plan and _under_one_header(facts, columns).get("target", 0.0) > 0.0


_PLAN = frozenset({"pagu", "prakiraan_maju"})
_REACHED = frozenset({"realisasi", "capaian", "persen_realisasi", "fisik"})


def _of_rows(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """Numbers that count the rows, beside the names: no target, though no header says "No"."""
    right = next((f for f in columns[facts.indeks + 1 :] if f.filled), None)
    prose = right is not None and right.shares.get("prosa", 0.0) + right.shares.get("kata", 0.0) > 0.6
    # A list's marks may be letters and numbers in any order: no quantity stands without a header before the names.
    first = not facts.levels and not any(f.filled for f in columns[: facts.indeks])
    marks = first and facts.shares.get("urut", 0.0) + facts.shares.get("kecil", 0.0) > 0.9
    if (
        not (facts.counts or marks)
        or not prose
        or any(p.kind in MEASURE_WORDS for x in facts.levels for p in x.phrases)
    ):
        return {}
    return {"nomor": HEADER["head"], **dict.fromkeys(MEASURES, -HEADER["head"])}


def _of_things(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """Large numbers that no header calls anything, before a column of units ("3.145.020 | Ton"), are no money."""
    right = next((f for f in columns[facts.indeks + 1 :] if f.filled), None)
    named = facts.spoken("uang") or facts.spoken("rp") or any(x.phrases for x in facts.levels)
    if right is None or right.units < _UNITS or named or facts.shares.get("uang", 0.0) < 0.3:
        return {}
    return {"target": HEADER["head"], **dict.fromkeys(MONEY_KINDS, -HEADER["head"])}


def _names_rows(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """The first column of words names the rows of numbers where no header says what does: "Status | L | P | Total"."""
    said = {p.kind for f in columns for x in f.levels for p in x.phrases[:1]}
    first = next((f for f in columns if _tells_rows(f)), None)
    counted = any(f.numeric > 0.5 and not f.counts for f in columns)
    if facts is not first or not facts.levels or said & _NAMING or not counted or facts.spoken("abaikan"):
        return {}
    held = dict.fromkeys(("keterangan", "sumber_dana", "satuan"), -HEADER["head"])
    return {"nama": HEADER["head"] - HEADER["unnamed"], **held}


def _names_works(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """A "Jenis Kegiatan" over sentences names what is proposed, and a "Rencana Aksi" what is to be done, where no other
    header names the rows. Whom it is for ("Sasaran/Manfaat" of a village's plan) does not, nor an indicator of it.
    """
    told = next((p.text for p in facts.leaf.phrases[:1]), "") if facts.leaf else ""
    if told not in _WORKS or facts.shares.get("prosa", 0.0) < _WORDS:
        return {}
    if _WORKS[told].intersection(p.kind for f in columns for x in f.levels for p in x.phrases[:1]):
        return {}
    return {"nama": HEADER["head"] - HEADER["unnamed"], "keterangan": -HEADER["head"]}


_WORKS = {"jeniskegiatan": frozenset({"nama"}), "rencanaaksi": frozenset({"nama", "sasaran", "tujuan"})}
"""Headers over what is to be done, with the kinds of columns that name the rows better."""


def _tells_rows(facts: Facts) -> bool:
    """True for a column of words, or of spans that a header calls what they are ("Kelompok Umur" over "25 - 34 tahun").

    Words under "Satuan" are units.
    """
    if facts.leaf is not None and squash(facts.leaf.text) in _UNIT_HEADERS:
        return False
    told = {p.kind for x in facts.levels for p in x.phrases[:1]}
    spans = facts.shares.get("satuan", 0.0) if told and not told & MEASURE_WORDS else 0.0
    return facts.shares.get("kata", 0.0) + facts.shares.get("prosa", 0.0) + spans > _WORDS


_UNIT_HEADERS = frozenset(KINDS["satuan"].split())


_NAMED = frozenset({"nama", "indikator", "sasaran", "tujuan"})
_NAMING = _NAMED | {"lokasi", "perangkat_daerah", "penanggung_jawab"}
_WORDS = 0.7
_PRICED = 0.3
"""Share of a column's cells from which it holds amounts."""
_UNITS = 0.7
"""Share of a column's cells from which it names units: a few may be blank dashes or broken words."""


def _behind_names(facts: Facts, columns: Sequence[Facts]) -> dict[str, float]:
    """Bare numbers right of the first prose are no codes and number nothing, whatever unknown header they have."""
    prose = next((f.indeks for f in columns if f.shares.get("prosa", 0.0) > 0.6), facts.indeks)
    named = any(p.kind in ("kode", "nomor") for x in facts.levels for p in x.phrases)
    if prose >= facts.indeks or named or facts.shares.get("kecil", 0.0) < 0.6:
        return {}
    votes = {"kode": -HEADER["head"]} | ({} if facts.counts else {"nomor": -HEADER["head"]})
    unknown = bool(facts.levels) and not any(x.phrases for x in facts.levels)
    return votes | ({"keterangan": HEADER["further"]} if unknown else {})
