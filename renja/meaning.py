"""What a document's tables mean: columns and rows, levels, codes, settled readings; with recipes where they hold.

A recipe is applied to a table of its layout only where at least as many relations hold with it as without it
(``settle.held``): the table is read both ways, and what became of each recipe is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from extract.types import Table
from nomenclature.resolve import level_tables, match_tables
from normalize.recipes.fit import Fit, given_alike, ranked_fits, reheaded
from normalize.recipes.types import Recipe, RecipeUse
from normalize.tables import NO_FITS, normalize_parts, normalize_tables, parts_of
from normalize.types import DocumentMeta, JenisTabel, NormalTable, TingkatBaris
from records.matched import NO_MATCH, MatchedRow, MatchedTable, Wilayah
from renja.steps import Steps
from settle.held import is_no_money, relations_held, sums_closed, understood_held
from settle.run import settle_levels, settle_readings


@dataclass(frozen=True, slots=True)
class Meaning:
    """A document's tables as they are understood, and what became of the recipes that fit them."""

    tables: tuple[MatchedTable, ...]
    resep: tuple[RecipeUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a document beside its tables: what it says of itself, its region, the file's producer."""

    meta: DocumentMeta
    wilayah: Wilayah
    producer: str | None = None


def meaning(steps: Steps, tables: Sequence[Table], told: Told, recipes: Sequence[Recipe] = ()) -> Meaning:
    """The meaning of a document's tables as extraction leaves them; table by table where they fail together."""
    parts = steps.attempt("Pemisahan tabel", lambda: parts_of(tables))
    found = None if parts is None else meaning_of_parts(steps, parts, told, recipes)
    return found if found is not None else Meaning(_settled(steps, _one_by_one(steps, tables, told.meta), told))


def meaning_of_parts(
    steps: Steps, parts: Sequence[Table], told: Told, recipes: Sequence[Recipe] = ()
) -> Meaning | None:
    """The meaning of tables that are apart already, as they lie in the dataset; None where they cannot be read."""
    plain = _read(steps, parts, told, NO_FITS)
    if plain is None:
        return None
    ranked = steps.attempt("Pencarian resep", lambda: ranked_fits(recipes, parts, told.producer)) or {}
    left = {n: list(fits) for n, fits in ranked.items()}
    kept: dict[int, Fit] = {}
    uses: list[RecipeUse] = []
    read: tuple[MatchedTable, ...] | None = None
    while turn := {n: fits.pop(0) for n, fits in left.items() if fits}:
        read = _read(steps, parts, told, kept | turn)
        if read is None:
            return Meaning(plain)
        fresh = [_use(n, fit, parts[n], plain[n], read[n]) for n, fit in turn.items()]
        uses += fresh
        for use in fresh:
            if not use.ditolak:
                kept[use.tabel], left[use.tabel] = turn[use.tabel], []
        if any(use.ditolak for use in fresh):
            read = None  # it was read with what is refused
    uses.sort(key=lambda use: use.tabel)
    read = read if read is not None or not kept else _read(steps, parts, told, kept)
    return Meaning(read or plain, tuple(uses))


def _use(n: int, fit: Fit, part: Table, plain: MatchedTable, read: MatchedTable) -> RecipeUse:
    """What becomes of a recipe on a table: refused where fewer relations hold with it, or its money is none.

    Of what it calls no table only relations of measures that are surely understood speak against it.
    """
    held = understood_held if fit.recipe.bukan_tabel else relations_held
    before, after = held(plain), held(read)
    if fit.recipe.skala is not None:
        # Relations do not see a common factor; that it fits only a part of the amounts, their sums do.
        closed = sums_closed(plain)[0], sums_closed(read)[0]
        before, after = closed if closed[1] < closed[0] else (before, after)
    moved = fit.recipe.kepala is not None and reheaded(part, fit.recipe.kepala) is not part
    counts, alike = is_no_money(read), given_alike(read.source.columns)
    return RecipeUse(
        n, fit.recipe.nama, fit.recipe.sidik, fit.is_whole, fit.hilang, before, after,
        after < before or counts or bool(alike), counts,
        part.n_header_rows if moved else None, part.number_row if moved else None, alike,
    )  # fmt: skip


def _read(steps: Steps, parts: Sequence[Table], told: Told, fits: Mapping[int, Fit]) -> tuple[MatchedTable, ...] | None:
    normal = steps.attempt("Pemaknaan tabel", lambda: normalize_parts(parts, told.meta, fits))
    return None if normal is None else _settled(steps, normal, told)


def _settled(steps: Steps, tables: tuple[NormalTable, ...], told: Told) -> tuple[MatchedTable, ...]:
    """The tables with levels, codes and settled readings; without codes, or as they were read, where that fails."""
    leveled = steps.attempt("Penentuan tingkat baris", lambda: level_tables(tables, told.meta, told.wilayah))
    if leveled is None:
        return tuple(map(_unmatched, tables))
    closed = steps.attempt("Pengujian tingkat baris", lambda: settle_levels(leveled)) or leveled
    matched = steps.attempt("Pencocokan nomenklatur", lambda: match_tables(closed, told.meta))
    if matched is None:
        return tuple(map(_unmatched, tables))
    return steps.attempt("Pengujian bacaan", lambda: settle_readings(matched)) or matched


def _one_by_one(steps: Steps, tables: Sequence[Table], meta: DocumentMeta) -> tuple[NormalTable, ...]:
    """The tables with their meaning, each by itself; one that fails keeps its grid."""
    single = (steps.attempt(_where(table), partial(normalize_tables, (table,), meta)) for table in tables)
    return tuple(
        found[0] if found else NormalTable(table, JenisTabel.LAINNYA, (), ())
        for table, found in zip(tables, single, strict=True)
    )


def _where(table: Table) -> str:
    return f"Pemaknaan tabel di halaman {table.pages[0] if table.pages else '?'}"


def _unmatched(table: NormalTable) -> MatchedTable:
    rows = tuple(MatchedRow(row, row.level or TingkatBaris.LAINNYA, NO_MATCH) for row in table.rows)
    return MatchedTable(table, rows)
