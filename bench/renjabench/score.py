"""How well documents were read, from 0 to 1; needs the standard library alone.

Counts are of hits, of what was read, and of what there was to read; a figure is their F1, 2 hits / (read + wanted).
``grid`` is the share of printed rows: headers and prose are no errors. What no document asks for has no figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.renjabench.align import align, level, number, squash
from bench.renjabench.predicted import PARTS, Fields, Predicted, filled

FIGURES = ("grid", "amounts", "rows", "codes", "money", "sure", "other", "findings", "document", "tables")
"""Printed rows with every cell; amounts (numbers with separators of thousands) wherever they stand; rows with level and
name; codes of rows; values in rupiah in their row with measure, context, year and number; of those that the tool does
not doubt the share that is right; all other values likewise; findings; what the document is; its tables' kinds."""
SURE = 0.6
"""A value of less ``keyakinan`` is doubted, as the contract's ``cakupan`` counts."""
UNSCORED = frozenset({"selisih", "volume", "harga_satuan", "saldo"})
"""Measures that no truth lists."""
CHECKS = frozenset({"jumlah_anak", "jumlah_total", "jumlah_tahun", "persen", "sisa", "realisasi_lebih"})
META = (
    "jenis_dokumen",
    "tahap",
    "tahun",
    "tahun_akhir",
    "tingkat",
    "kode_provinsi",
    "kode_kabkota",
    "perangkat_daerah",
)
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\d{1,3}(?:,\d{3})+(?:\.\d\d)?")
_RUPIAH = re.compile(r"^Rp\.?|,-$", re.I)
Key = tuple[Any, ...]


@dataclass(slots=True)
class Tally:
    """Hits, read and wanted by figure; what a tool does not read is in ``silent``."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in FIGURES})
    silent: set[str] = field(default_factory=set)

    def add(self, name: str, hits: int, read: int, wanted: int) -> None:
        """More of a figure."""
        self.counts[name] = [a + b for a, b in zip(self.counts[name], (hits, read, wanted), strict=True)]

    def compare(self, name: str, read: Counter[Key], wanted: Counter[Key]) -> None:
        """Two bags of keys."""
        self.add(name, (read & wanted).total(), read.total(), wanted.total())

    def figures(self) -> dict[str, float | None]:
        """Each figure; None where nothing was read nor wanted, or the tool does not read such a thing."""
        return {name: None if name in self.silent else _f1(*self.counts[name]) for name in FIGURES}


def _f1(hits: int, read: int, wanted: int) -> float | None:
    return 2 * hits / (read + wanted) if read + wanted else None


def score(truth: Fields, got: Predicted) -> Tally:
    """A document's tally."""
    tally = Tally()
    wanted = [row for table in truth["tables"] for row in table["rows"]]
    _score_grids(tally, truth, got)
    if got.rows is None:
        tally.silent |= {"rows", "codes", "money", "sure", "other", "tables"}
    else:
        _score_rows(tally, wanted, got.rows)
        _score_kinds(tally, truth["tables"], got.rows)
    if got.findings is None:
        tally.silent.add("findings")
    else:
        tally.compare("findings", _findings(got.findings), _findings(truth["findings"]))
    if got.doc is None:
        tally.silent.add("document")
    else:
        hits = sum(squash(got.doc.get(name)) == squash(truth["doc"][name]) for name in META)
        tally.add("document", hits, len(META), len(META))
    return tally


def _score_grids(tally: Tally, truth: Fields, got: Predicted) -> None:
    printed = [row for table in truth["tables"] for row in table["grid"]]
    if got.grids is None:
        tally.silent |= {"grid", "amounts"}
        return
    read = [row for grid in got.grids for row in grid]
    wanted = Counter(key for row in printed if (key := row_key(row)))
    hits = (Counter(map(row_key, read)) & wanted).total()
    tally.add("grid", hits, wanted.total(), wanted.total())
    tally.compare("amounts", Counter(amounts(read)), Counter(amounts(printed)))


def row_key(row: Iterable[str | None]) -> Key:
    """A row's filled cells without white space: what must agree for a row to be read."""
    return tuple(text for cell in row if (text := _bare(cell)))


def _bare(text: str | None) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def amounts(rows: Iterable[Sequence[str | None]]) -> Iterable[Key]:
    """The amounts that fill a cell, with separators of thousands: as they are printed, without Rp and sen of zero."""
    for row in rows:
        for cell in row:
            text = _RUPIAH.sub("", _RUPIAH.sub("", _bare(cell).strip("()")))
            if _AMOUNT.fullmatch(text):
                yield (re.sub(r"[.,]00$", "", text),)


def _score_rows(tally: Tally, wanted: Sequence[Fields], read: Sequence[Fields]) -> None:
    partner = dict(align(wanted, read))
    right = codes = coded = 0
    want_all, got_all, got_sure = Counter[Key](), Counter[Key](), Counter[Key]()
    for i, row in enumerate(wanted):
        mate = read[partner[i]] if i in partner else None
        right += mate is not None and level(mate) == level(row) and squash(mate.get("nama")) == squash(row["nama"])
        coded += row["kode"] is not None
        codes += row["kode"] is not None and mate is not None and mate.get("kode") == row["kode"]
        want_all.update((i, *key) for key in values(row))
        got_all.update((i, *key) for key in (values(mate) if mate else ()))
        got_sure.update((i, *key) for key in (values(mate, sure=True) if mate else ()))
    used = set(partner.values())
    loose = [row for j, row in enumerate(read) if j not in used]
    got_all.update((-1, *key) for row in loose for key in values(row))
    got_sure.update((-1, *key) for row in loose for key in values(row, sure=True))
    tally.add("rows", right, len(read), len(wanted))
    tally.add("codes", codes, coded, coded)
    for name, is_money in (("money", True), ("other", False)):
        tally.compare(name, _where(got_all, is_money), _where(want_all, is_money))
    stated = _where(got_sure, is_money=True)
    tally.add("sure", (stated & want_all).total(), stated.total(), stated.total())


def _where(keys: Counter[Key], is_money: bool) -> Counter[Key]:
    return Counter({key: n for key, n in keys.items() if key[-1] is is_money})


def values(row: Mapping[str, Any], *, sure: bool = False) -> list[Key]:
    """The scored values of a row: measure, context, year, number, whether it is money; or those not doubted alone."""
    return [
        (v.get("ukuran"), v.get("konteks"), v.get("tahun"), number(v.get("nilai")), v.get("satuan") == "rupiah")
        for v in row.get("values", ())
        if v.get("nilai") is not None and v.get("ukuran") not in UNSCORED and not v.get("rincian")
        if not sure or v.get("keyakinan") is None or float(v["keyakinan"]) >= SURE
    ]


def _score_kinds(tally: Tally, tables: Sequence[Fields], rows: Sequence[Fields]) -> None:
    """A table's kind is right where most of the rows that bear the names of its own stand in tables of that kind."""
    for table in tables:
        names = {squash(row["nama"]) for row in table["rows"]}
        found = Counter(row.get("jenis_tabel") for row in rows if squash(row.get("nama")) in names)
        tally.add("tables", bool(found) and found.most_common(1)[0][0] == table["jenis_tabel"], 1, 1)


def _findings(found: Iterable[Fields]) -> Counter[Key]:
    """What does not add up; what a tool puts down to its own reading accuses nobody."""
    return Counter(
        (f["cek"], f.get("ukuran"), f.get("tahun"), number(f.get("tertulis")), number(f.get("dihitung")))
        for f in found
        if f.get("cek") in CHECKS and f.get("sebab") != "pembacaan"
    )


def score_all(truths: Mapping[str, Fields], got: Mapping[str, Predicted]) -> dict[str, Tally]:
    """Every document's tally. One that is not there is wholly missed, in what the tool reads of others."""
    told = {part for part in PARTS if any(getattr(p, part) is not None for p in got.values())}
    nothing = Predicted(
        [] if "grids" in told else None,
        [] if "rows" in told else None,
        [] if "findings" in told else None,
        {} if "doc" in told else None,
    )
    tallies = {stem: score(truth, filled(got.get(stem, nothing), nothing)) for stem, truth in truths.items()}
    untold = _untold([row for each in got.values() for row in each.rows or ()])
    for tally in tallies.values():
        tally.silent |= untold
    return tallies


_OF_ROWS = {"kode": ("codes",), "values": ("money", "sure", "other"), "jenis_tabel": ("tables",)}
"""What is scored of each field of a row."""


def _untold(rows: Sequence[Fields]) -> set[str]:
    """The figures of fields that none of a tool's rows has; where it found no row at all it missed them."""
    told = {name for row in rows for name in row}
    return {figure for name, figures in _OF_ROWS.items() if rows and name not in told for figure in figures}


def together(tallies: Iterable[Tally]) -> Tally:
    """Several documents as one; all are of one tool, which is silent of the same things."""
    whole = Tally()
    for tally in tallies:
        whole.silent |= tally.silent
        for name, found in tally.counts.items():
            whole.add(name, *found)
    return whole


def mean(tallies: Iterable[Tally]) -> dict[str, float | None]:
    """The mean of each figure over the documents that have it: a long one cannot hide many short ones."""
    every = [tally.figures() for tally in tallies]
    known = {name: [f for figures in every if (f := figures[name]) is not None] for name in FIGURES}
    return {name: sum(found) / len(found) if found else None for name, found in known.items()}
