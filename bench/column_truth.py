"""Columns with what they truly mean, from documents with hand-made truth: for measuring and for estimating weights.

A truth file lists the printed grid and what each row means, not its columns; a column's meaning follows from its rows:
the key (ukuran, konteks, tahun) that most of its values have, or the part of the rows that stands in it.
"""

from __future__ import annotations

import json
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.document import extract
from extract.types import Extracted, Table
from normalize.dokumen import read_meta
from normalize.grid import Grid
from normalize.types import DocumentMeta, JenisDokumen

Key = tuple[str, str | None, int | None]
_TEXT = ("kode", "nama", "indikator")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A column of a table as read, its true kind, and for measures its true key."""

    document: str
    table: Table
    jenis: str
    column: int
    kind: str
    key: Key | None


def issuer(stem: str) -> str:
    """The issuer of a document: the first word of its file's name."""
    return stem.split("_", 1)[0]


def documents(truth_dir: Path, cache: Path | None) -> Iterator[tuple[str, Extracted, dict, DocumentMeta]]:
    """Each document with truth: its stem, what was extracted, the truth, and its true identity."""
    for file in sorted(truth_dir.glob("*.truth.json")):
        stem = file.name.removesuffix(".truth.json")
        truth = json.loads(file.read_text(encoding="utf-8"))
        extracted = _extracted(truth_dir / f"{stem}.pdf", cache)
        found = read_meta(extracted.pages, berkas=extracted.name)
        doc = truth["doc"]
        meta = replace(
            found, jenis=JenisDokumen(doc["jenis_dokumen"]), tahun=doc["tahun"], tahun_akhir=doc["tahun_akhir"]
        )
        yield stem, extracted, truth, meta


def _extracted(pdf: Path, cache: Path | None) -> Extracted:
    """What is extracted from a PDF; kept in ``cache`` for the next run where one is given."""
    kept = cache / f"{pdf.stem}.pkl" if cache is not None else None
    if kept is not None and kept.exists():
        found = pickle.loads(kept.read_bytes())
        if isinstance(found, Extracted):
            return found
    extracted = extract(pdf)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(extracted))
    return extracted


def labelled(stem: str, tables: Sequence[Table], truth: dict) -> list[Labelled]:
    """The columns of a document's tables whose meaning the truth tells."""
    places = _row_places(tables)
    votes: defaultdict[tuple[int, int], Counter[str | Key]] = defaultdict(Counter)
    forms: dict[int, str] = {}
    for table in truth["tables"]:
        pages = set(table.get("pages") or [])
        for row in table["rows"]:
            cells = table["grid"][row["grid_row"]] if row["grid_row"] < len(table["grid"]) else []
            filled = [(i, _plain(x)) for i, x in enumerate(cells) if _plain(x)]
            hits = places.get(tuple(text for _, text in filled), [])
            at = next((h for h in hits if not pages or pages & set(tables[h[0]].pages)), None)
            if at is not None:
                number, columns = at
                forms[number] = table["jenis_tabel"]
                for place, what in _meanings(row, [text for _, text in filled]):
                    votes[number, columns[place]][what] += 1
    return list(_columns(stem, tables, votes, forms))


def _columns(
    stem: str,
    tables: Sequence[Table],
    votes: dict[tuple[int, int], Counter[str | Key]],
    forms: dict[int, str],
) -> Iterator[Labelled]:
    for (number, column), counts in sorted(votes.items()):
        what, count = counts.most_common(1)[0]
        if count <= 0.5 * sum(counts.values()):
            continue  # the truth's own columns are shifted here
        if isinstance(what, tuple):
            yield Labelled(stem, tables[number], forms[number], column, _kind(what), what)
        elif count > 1:
            yield Labelled(stem, tables[number], forms[number], column, what, None)


def _kind(key: Key) -> str:
    return "proyeksi" if key[:2] == ("realisasi", "perkiraan") else key[0]


def _meanings(row: dict, texts: Sequence[str]) -> Iterator[tuple[int, str | Key]]:
    """(place among the filled cells, what stands there) for a row's values, name, indicator and code."""
    taken: set[int] = set()
    for value in row["values"]:
        wanted = _plain(value["teks"])
        exact = (i for i, text in enumerate(texts) if text == wanted and i not in taken)
        within = (i for i, text in enumerate(texts) if wanted and wanted in text and i not in taken)
        place = next(exact, next(within, None))
        if place is not None:
            taken.add(place)
            yield place, (value["ukuran"], value["konteks"], value["tahun"])
    for part, wanted in zip(_TEXT, (row.get("kode_asli"), row["nama"], row.get("indikator")), strict=True):
        found = [i for i, text in enumerate(texts) if wanted and text == _plain(wanted) and i not in taken]
        if len(found) == 1:
            yield found[0], part


def _row_places(tables: Sequence[Table]) -> dict[tuple[str, ...], list[tuple[int, list[int]]]]:
    found: defaultdict[tuple[str, ...], list[tuple[int, list[int]]]] = defaultdict(list)
    for number, table in enumerate(tables):
        grid = Grid(table)
        for row in range(grid.n_rows):
            filled = [(c, _plain(grid.text(row, c))) for c in range(grid.n_cols)]
            filled = [(c, text) for c, text in filled if text]
            if filled:
                found[tuple(text for _, text in filled)].append((number, [c for c, _ in filled]))
    return found


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")
