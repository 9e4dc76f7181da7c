"""What the words of a column's header speak for: the lowest text most, its sign, and what stands above it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from normalize.columns.around import (
    DEPTHS,
    ignored_above,
    measured_above,
    named_above,
    plan_above,
    share_above,
    weighted_above,
)
from normalize.columns.facts import Facts, Level
from normalize.columns.kinds import KINDS, MEASURE_WORDS
from normalize.columns.parts import says_period
from normalize.columns.subject import counts_things
from normalize.columns.weights import HEADER
from vocabulary.words import Phrase, phrases

TELLING = HEADER["telling"] * HEADER["head"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the table as a whole says to words that alone are open.

    ``priced``: some header names unit prices; ``money``: some column holds amounts; ``spent``: a header names
    realisation and a column holds amounts; ``targets``: a header names targets; ``unrealised``: but no realisation;
    ``of_change``: the table compares before and after, so that a bare "%" is the change in percent, which the contract
    gives no measure; ``named``: the rows' names stand under a header that says so; ``planned``: some header speaks of
    what plans and reports are of, so that numbers below bare years are targets or money, not statistics of a sector
    ("Lapangan Usaha | 2023 | 2024"); ``silent``: no header speaks of money, so that "Jumlah Penumpang" counts;
    ``past``: the years over its columns are over, so that bare ones hold what was reached; ``indicated``: a column of
    indicators says so itself, so that "Sasaran Kinerja" beside it is the sasaran; ``of_period``: headers speak of
    indicators or targets, or of where a period begins or ends, so that numbers below "Tahun 2" are its targets;
    ``quartered``: the columns of the quarters of such a target, by its numbers; ``reached``: the title or the document
    tells of what was reached; ``budgeted``: a header names a budget, so that bare quarters are those of a plan.
    """

    priced: bool = False
    money: bool = True
    spent: bool = False
    targets: bool = False
    unrealised: bool = False
    of_change: bool = False
    named: bool = False
    planned: bool = True
    past: bool = False
    indicated: bool = False
    silent: bool = False
    of_period: bool = False
    quartered: frozenset[int] = frozenset()
    reached: bool = False
    budgeted: bool = False


def header_votes(facts: Facts, context: Context) -> list[tuple[str, dict[str, float]]]:
    """(what spoke, its votes): the lowest header text that names a kind counts most, those above it less."""
    votes: list[tuple[str, dict[str, float]]] = []
    named = False
    sign = facts.leaf.sign if facts.leaf else None
    for level in reversed(facts.levels):
        own = _level_votes(level, facts, None if named else sign, context)
        if not own or (level.sign == "persen" and weighted_above(level, facts)):
            continue
        weight = HEADER["above"] if named or ignored_above(level, facts) else 1.0
        votes.append((f"kepala '{level.text[:40]}'", {kind: weight * value for kind, value in own.items()}))
        named = named or max(own.values()) >= TELLING
    if sign and not named:
        votes.append((f"tanda '{facts.leaf.text if facts.leaf else sign}'", _sign_votes(sign, context)))
    expected = any(p.text == "perkiraan" for level in facts.levels for p in level.phrases)
    if not votes and facts.years and expected and not _mostly_money(facts):
        votes.append(("kepala perkiraan", {"proyeksi": HEADER["year"]}))  # "Realisasi 2030 | Perkiraan 2031 | Target"
    numbered = facts.numeric > _NUMBERED
    dated = facts.years or (facts.offset is not None and _mostly_money(facts))  # "T-1", "T+1" of a plan's amounts
    if not votes and (dated or (facts.nth is not None and numbered and context.of_period)):
        of_year, other = ("realisasi", "target") if context.past else ("target", "realisasi")
        planned = {of_year: HEADER["year"], "pagu": HEADER["year"], other: 0.5}
        if facts.is_ticked:
            planned = {"keterangan": HEADER["head"]}  # when, not how much
        elif facts.spoken("rp") and not context.past:
            planned = {"pagu": HEADER["year"]}  # "2031 (Rp Miliar)" over amounts that look like counts
        votes.append(("kepala tahun", planned if context.planned else {"keterangan": HEADER["head"]}))
    aimed = context.targets or context.indicated or context.budgeted or _mostly_money(facts)
    if not votes and (facts.quarter or facts.semester) and numbered and aimed:
        # "Triwulan I | II | III | IV" with no measure above: of a plan's target, or of what was reached of it.
        why = "hubungan triwulan" if facts.indeks in context.quartered else "triwulan tanpa ukuran"
        planned = dict.fromkeys(("target", "pagu"), 0.5 if context.reached else HEADER["year"])
        votes.append((why, planned | {"realisasi": HEADER["year"] if context.reached else 0.5}))
    return votes


def price_votes(facts: Facts, related: frozenset[str]) -> list[tuple[str, dict[str, float]]]:
    """Unit prices headed by "Nilai" or "Jumlah" alone, where they times the volume give another column."""
    bare = facts.leaf is not None and {p.kind for p in facts.leaf.phrases} == {"jumlah"}
    return [("hubungan kali", {"harga_satuan": HEADER["head"] * 0.6})] if bare and "harga_satuan" in related else []


def _sign_votes(sign: str, context: Context) -> dict[str, float]:
    if sign == "persen" and not context.money:
        return {"capaian": 2.5, "persen_realisasi": 1.0, "fisik": 0.5}
    return _SIGNS[sign]


def _told_of(found: Sequence[Phrase]) -> list[Phrase]:
    """The phrases without words that only introduce the next: "Nilai Realisasi", "Uraian Sasaran", "Proyeksi Pagu"."""
    further = [p.kind for p in found[1:]]
    measured = any(kind in MEASURE_WORDS and kind != "jumlah" for kind in further)
    introduced = bool(found) and (
        (found[0].kind == "jumlah" and measured)
        or (found[0].text == "proyeksi" and further[:1] in (["pagu"], ["target"]))
        or (found[0].text == "uraian" and further[:1] in (["sasaran"], ["tujuan"], ["indikator"]))
    )
    return list(found[1:] if introduced else found)


_SIGNS: dict[str, dict[str, float]] = {
    "rp": {"pagu": 2.5},
    "persen": {"persen_realisasi": 2.5, "capaian": 2.0, "fisik": 0.5},
    "k": {"target": 1.5, "capaian": 1.0},
}
"""What "Rp", "%" and "K" say where nothing above them names a kind."""
_UNDER_SIGN: dict[tuple[str, str], str] = {
    ("target", "rp"): "pagu",
    ("capaian", "rp"): "realisasi",
    ("indikator", "rp"): "pagu",
    ("nama", "rp"): "pagu",
    ("realisasi", "persen"): "persen_realisasi",
    ("keuangan", "persen"): "persen_realisasi",
    ("keuangan", "rp"): "realisasi",
    ("proyeksi", "rp"): "realisasi",
    ("nama", "k"): "target",
    ("indikator", "k"): "target",
    ("capaian", "k"): "capaian",
    ("prakiraan_maju", "k"): "target",
}
"""What the sign below a header turns its kind into: under "Target" the column Rp holds the money (form T-C.29)."""


def _level_votes(level: Level, facts: Facts, sign: str | None, context: Context) -> dict[str, float]:
    """What one header text speaks for: its first kind as its head, further ones faintly.

    ``sign``: the sign ("Rp", "%", "K") that stands alone below the text.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    head = True
    if level.text.lower().startswith("per "):
        return {}  # "Anggaran > Per Kegiatan": by what the measure above is printed
    if _UNSPENT.search(level.text) and _mostly_money(facts) and any(p.kind == "realisasi" for p in level.phrases):
        return {"sisa": HEADER["head"]}
    if _PER_ITEM.search(level.text) and facts.numeric > _FEW_NUMBERS:
        return {"harga_satuan": HEADER["head"]}
    whole = _listed_levels(level.text)
    if not whole and not _SASARAN_OF.match(level.text):
        indicated = any(p.kind == "indikator" for x in facts.levels if x is not level for p in x.phrases)
        whole = _whole_kind([p for p in level.phrases if p.kind], indicated=indicated)
    if whole is not None:
        return {whole: HEADER["head"]}
    if (above := measured_above(level, facts)) and (_says_a_part(level, above) or _says_when(level)):
        return {}
    if [p.text for p in level.phrases] == ["uraian"] and named_above(level, facts):
        return {}  # "Sasaran > Uraian"
    measures = {p.kind for p in level.phrases} & MEASURE_WORDS
    if context.silent and measures <= {"jumlah"} and counts_things(level):
        return {kind: HEADER["head"] * share for kind, share in _COUNTED.items()}
    for phrase in _told_of(level.phrases):
        # "Sumber Dana Lainnya" names a source where numbers stand below it, and a column of sources where words do.
        is_slice = phrase.rincian is not None and facts.numeric > 0.5
        if phrase.kind is None or (phrase.kind == "sumber_dana" and is_slice):
            # A source of funds alone, and "Penetapan | Perubahan" alone, head amounts of the budget.
            planned = phrase.axes & {"sebelum", "setelah", "rkpd"} and _mostly_money(facts)
            if head and (phrase.rincian is not None or planned):
                votes["pagu"] += HEADER["slice"]
            continue
        if head and sign is not None and level.sign is None and (phrase.kind, sign) in _UNDER_SIGN:
            votes[_turned(phrase.kind, sign, facts)] += HEADER["head"]
        else:
            for kind, value in _meaning(phrase.kind, facts, context).items():
                votes[kind] += value * (HEADER["head"] if head else HEADER["further"])
        head = False
    return _in_domain(dict(votes), level, facts)


def _says_a_part(level: Level, above: str) -> bool:
    """True where a text only says of which part, or in what quantity, the measure ``above`` it is printed.

    "Realisasi > Belanja Modal", "Realisasi > Total", "Realisasi > APBD", "Realisasi > Volume", "Capaian > Volume (%)".
    """
    funded = above in ("realisasi", "sisa")
    kinds = {None if funded and p.rincian else p.kind for p in level.phrases}
    counted = {"volume", "persen"} if above == "capaian" else {"volume"} if above == "realisasi" else set()
    return kinds <= {None, "jumlah"} or ("volume" in kinds and kinds <= {None, "jumlah", *counted})


def _says_when(level: Level) -> bool:
    """True for "Bulan Ini" or "s/d Bulan Ini" below the measure of that time."""
    return says_period(level) and not any(p.kind in MEASURE_WORDS for p in level.phrases)


_SASARAN_OF = re.compile(r"\s*sasaran\s+(?:sub|program|kegiatan)", re.I)
"""The sasaran of a program or kegiatan, not one of a list of levels ("Sasaran/Program/Kegiatan")."""


def _whole_kind(found: Sequence[Phrase], *, indicated: bool) -> str | None:
    """The kind of a column whose header lists several: all levels from tujuan down are names; what ends in the
    indicator ("Aspek/Fokus/Bidang Urusan/Indikator Kinerja", form T-C.28) holds indicators. What programs and kegiatan
    are to give ("Program/Outcome/Kegiatan/Output", forms of a Renstra since 2025) stands in rows between theirs, unless
    a heading says that indicators stand there (``indicated``: "Indikator Kinerja > Program/Outcome > Uraian").
    """
    kinds = [p.kind for p in found]
    if (
        not indicated
        and len(kinds) > 1
        and found[0].axes & DEPTHS
        and found[-1].text in _GIVEN
        and set(kinds) <= {"nama", "indikator"}
    ):
        return "nama"
    if len(kinds) > 1 and kinds[0] in ("tujuan", "sasaran") and "nama" in kinds:
        return "nama"
    if len(kinds) > 1 and kinds[-1] == "indikator" and set(kinds[:-1]) <= {"nama", "keterangan"}:
        return "indikator"
    return None


def _listed_levels(text: str) -> str | None:
    """``nama`` for "Bidang/Kegiatan", "OPD / Program / Kegiatan" or "Sasaran / Program": offices or goals and items in
    one column, the items being most of its rows.
    """
    parts = [next((p for p in phrases(part) if p.kind), None) for part in text.split("/")]
    goals = [p is not None and p.text in _GOALS for p in parts]  # "Sasaran Program/Kegiatan" is one goal of either
    kinds = [p.kind if p else None for p in parts]
    over = goals.index(False) if False in goals else len(goals)
    over += kinds[0] in ("penanggung_jawab", "perangkat_daerah")
    return "nama" if over and kinds[over : over + 1] == ["nama"] else None


_GIVEN = frozenset({"output", "outcome", "keluaran", "outputkegiatan", "keluarankegiatan", "hasil"})
"""What a level of the hierarchy is to give, in its own words: no indicator of it."""
_GOALS = frozenset({"visi", "misi", "tujuan", "sasaran", "sasaranstrategis", "sasarandaerah"})


def _turned(kind: str, sign: str, facts: Facts) -> str:
    if kind == "realisasi" and sign == "persen" and facts.spoken("kinerja") and not facts.spoken("uang"):
        return "fisik" if facts.spoken("fisik") else "capaian"
    if kind == "capaian" and sign == "k":
        # "Capaian Kinerja Program dan Kerangka Pendanaan" (Permendagri 54/2010) heads the plan's K and Rp.
        return "target" if any(p.kind == "pagu" for x in facts.levels for p in x.phrases) else "capaian"
    if kind == "capaian" and (facts.spoken("awal") or facts.spoken("uang")):
        return "pagu"
    return _UNDER_SIGN[kind, sign]


_PER_ITEM = re.compile(
    r"\b(?:nilai|alokasi|harga|biaya|tarif|besaran|bantuan)\s+per\s+(?:siswa|suara|orang|jiwa|kk|unit|hari|jam|m2|meter"
    r"|ha|hektar|kg|ton|liter|peserta|penerima|satuan)\b",
    re.I,
)
"""What one of the counted takes: "Alokasi per Siswa" times their number is the budget."""
_FEW_NUMBERS = 0.3
_NUMBERED = 0.5
"""Share of a column's cells that must be numbers below "Tahun 2" or "TW II" alone: plans also print there what is to be
done, and marks."""
_INPUTS = frozenset({"input", "masukan"})
"""What an activity takes, beside what it gives: in amounts, its budget."""
_LEVEL_AXES = ("urusan", "program", "kegiatan")


def _in_domain(votes: dict[str, float], level: Level, facts: Facts) -> dict[str, float]:
    """The votes turned by what the headers above say the column is about: money, or physical progress.

    "Capaian" or "%" under "Anggaran" is a percentage of money, "Target" there and "Target (Rp)" are a pagu; "Realisasi"
    under "Fisik" is physical progress.
    """
    above = [x for x in facts.levels if x is not level]
    money = any(x.axes & {"uang", "rp"} and "kinerja" not in x.axes for x in above)
    physical = facts.spoken("fisik") and not facts.spoken("uang")
    goal = next((p.kind for x in above for p in x.phrases[:1] if p.kind in ("tujuan", "sasaran")), None)
    if goal is not None and "nama" in votes and not any(axis.endswith(_LEVEL_AXES) for axis in level.axes):
        votes[goal] = votes.get(goal, 0.0) + votes.pop("nama")  # "Tujuan > Uraian"
    if any(p.kind == "kode" for x in above for p in x.phrases[:1]) and facts.shares.get("prosa", 0.0) < 0.5:
        # "Kode" over "Program" and "Kegiatan" (forms RKA and DPA 2.2): the codes of both, a column each.
        votes["kode"] = votes.get("kode", 0.0) + votes.pop("nama", 0.0)
    if any(p.kind == "tertimbang" for x in above for p in x.phrases):
        # "Tertimbang" over "Fisik" and "Keuangan": the weighted shares of both.
        return {"tertimbang": max(votes.values(), default=0.0)}
    of_progress = any(p.kind in ("fisik", "keuangan") for p in level.phrases)
    if of_progress and any(p.kind == "selisih" for x in above for p in x.phrases[:1]):
        return {"selisih": max(votes.values())}  # "Deviasi" over "Fisik (%)" and "Keuangan (%)"
    own_money = "uang" in level.axes and "kinerja" not in level.axes  # "Capaian Anggaran (%)"
    if (money or own_money) and votes.get("capaian", 0.0) > 1.0:
        votes["persen_realisasi"] = votes.get("persen_realisasi", 0.0) + votes.pop("capaian")
    if (money or "uang" in level.axes) and votes.get("realisasi", 0.0) > 1.0 and facts.spoken("persen"):
        votes["persen_realisasi"] = votes.get("persen_realisasi", 0.0) + votes["realisasi"]
        votes["realisasi"] *= 1.0 if facts.shares.get("uang", 0.0) > 0.3 else 0.5
    if "pagu" in votes and not facts.shares.get("uang") and share_above(level, facts):
        votes["persen_realisasi"] = votes.pop("pagu")
    taken = any(p.text in _INPUTS for x in above for p in x.phrases[:1])
    if (money or own_money or taken or "rp" in level.axes) and votes.get("target", 0.0) > 1.0 and _mostly_money(facts):
        votes["pagu"] = votes.get("pagu", 0.0) + votes.pop("target")
    if physical and not facts.spoken("rencana"):
        moved = sum(votes.pop(kind, 0.0) for kind in ("realisasi", "persen_realisasi", "capaian"))
        votes["fisik"] = votes.get("fisik", 0.0) + moved
    if physical and facts.spoken("rencana"):
        votes["target"] = votes.get("target", 0.0) + votes.pop("fisik", 0.0)
    return votes


_UNSPENT = re.compile(r"\b(?:belum|tidak|tak)\b", re.I)
"""What turns a word for spending into what is left: "Belum Terserap", "Anggaran Tidak Terealisasi"."""


def _mostly_money(facts: Facts) -> bool:
    return facts.shares.get("uang", 0.0) > 0.3


_PROSE = 0.7
"""Share of a column's cells that are sentences, from which a plan is told in words."""


def _only_plans(facts: Facts) -> bool:
    """True where the lowest header text speaks of a target by "Rencana" alone, and none above it does."""
    told = [{p.text for p in level.phrases if p.kind == "target"} for level in facts.levels]
    return bool(told) and told[-1] == {"rencana"} and not any(told[:-1])


_COUNTED = {"capaian": 0.6, "target": 0.2}
"""What the number of things may be, as shares."""


def _meaning(word: str, facts: Facts, context: Context) -> dict[str, float]:
    """The kinds that a word may stand for, as shares; generic words look at what stands around the column."""
    money = facts.shares.get("uang", 0.0) > 0.3 or facts.spoken("rp")
    if word == "target" and facts.shares.get("prosa", 0.0) > _PROSE and _only_plans(facts):
        return {"keterangan": 1.0}  # "Rencana Struktur Ruang": what is planned, in words
    if word == "target" and _mostly_money(facts) and _only_plans(facts):
        return {"pagu": 1.0}  # "Rencana | Realisasi", "Target | Rencana Tahun 2031 (N)": what is planned is its money
    if word == "jumlah" and facts.spoken("abaikan"):
        return {}  # the value of a bid
    if word == "jumlah":
        counted = {"volume": 0.6} if context.priced else _COUNTED  # how many there are of what has a unit price
        return {"pagu": 0.8} if money else counted
    if word == "kebutuhan":
        return {"pagu": 1.0} if money else {"keterangan": 0.6}  # what is needed may as well be vehicles
    if word == "usulan":
        return {"pagu": 0.8} if money else {"nama": 1.0} if facts.numeric < _FEW_NUMBERS else {}
    if word == "disetujui":
        return {"pagu": 0.8} if money else {"keterangan": 0.6}
    if word == "kontrak":
        return {"pagu": 1.0} if money else {"keterangan": 1.0}  # its value, or its number, its date
    if word == "selisih" and facts.filled and facts.numeric < _FEW_NUMBERS:
        return {"keterangan": 1.0}  # "Naik", "Tetap"
    if word == "besaran":
        return {"pagu" if money else "target": 1.0}
    if word == "jadwal":
        if facts.quarter is None or facts.numeric < _FEW_NUMBERS:
            return {"keterangan": 1.0}  # marks and months
        return {"pagu" if money else "target": 1.0}
    if word == "volume":
        return {"volume": 1.0, "target": 0.5} if context.priced else {"target": 1.0, "volume": 0.6}
    if word == "capaian" and facts.spoken("awal") and not facts.spoken("uang"):
        return {"capaian": 1.0}
    if word == "capaian" and plan_above(facts):
        return {"target": 1.0}  # "Rencana Tahun 2031 > Capaian Program" (Permendagri 86/2017, T-C.33)
    if word == "capaian":
        # Where no target stands beside it, what is reached is the share of the money that was spent.
        alone = context.spent and not context.targets and not facts.spoken("awal") and not facts.spoken("kinerja")
        if alone:
            return {"persen_realisasi": 1.0, "capaian": 0.6}
        # "Target | Capaian | %": where the percentage says what was reached, the number before it is the realisation.
        reached = {"realisasi": 0.5} if context.unrealised and not facts.spoken("persen") else {}
        return {"capaian": 1.0, "persen_realisasi": 0.5} | reached
    if word == "sasarankinerja":
        return {"sasaran" if context.indicated else "indikator": 1.0}
    if word == "capaianrealisasi":
        return {"realisasi": 0.8, "persen_realisasi": 0.8}
    if word == "belanja":
        return {"pagu": 0.7} if money else {"nama": 0.8}
    if word == "keuangan":
        return {"realisasi": 0.8} if money else {"persen_realisasi": 0.8}
    if word == "kondisi":
        if not facts.years and facts.numeric < _FEW_NUMBERS and not facts.axes & {"awal", "akhir", "kinerja"}:
            return {"keterangan": 0.9}  # the state of a building
        if money:
            return {"pagu": 0.9}
        return {"target": 0.9} if facts.spoken("akhir") else {"capaian": 0.9}
    if word == "persen" and facts.filled and facts.numeric < _FEW_NUMBERS and not facts.spoken("persen"):
        return {"keterangan": 1.0}  # "Tingkat": of the province, of the nation
    if word == "persen":
        if facts.spoken("uang") and not facts.spoken("kinerja"):
            return {"persen_realisasi": 1.0}
        bare = facts.leaf is not None and facts.leaf.sign == "persen"  # "Realisasi Kinerja > %"
        of_work = any(x.sign == "k" for x in facts.levels) or (bare and facts.spoken("kinerja"))
        if not context.money or (of_work and not facts.spoken("uang")):
            return {"capaian": 0.75, "persen_realisasi": 0.4, "fisik": 0.2}
        return {"persen_realisasi": 0.75, "capaian": 0.45, "fisik": 0.2}
    if word in ("pagu", "nama", "kode") or word in KINDS:
        return {word: 1.0}
    return {}
