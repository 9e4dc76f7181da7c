"""Recipes in words for the eye, in the language of now: what one says, what it would change, what to map next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.recipes.types import ColumnRule, Recipe, RecipeUse, RowRule
from renja.recipes.preview import Preview, TableChange
from renja.recipes.queue import Cluster
from renja.recipes.renew import TOO_OLD
from renja.recipes.written import year_text
from renja.texts import in_one_language, say

_MOST_ROWS, _MOST_FINDINGS, _MOST_PLACES, _MOST_TABLES = 8, 5, 3, 20
_WIDE = 160


def recipe_lines(recipe: Recipe) -> Iterator[str]:
    """What a recipe says, line by line."""
    layout = recipe.layout
    yield f"{recipe.nama} ({recipe.sidik}){': ' + recipe.keterangan if recipe.keterangan else ''}"
    yield say("told.layout", columns=layout.n_cols, producer=layout.producer or say("told.any_producer"))
    said = {rule.shown: _column(rule) for rule in recipe.columns}
    names = [layout.name_of(col) for col in range(layout.n_cols)]
    for (name, nth), title in zip(names, layout.titles, strict=True):
        shown = name if nth == 1 else f"{name} #{nth}"
        yield f"    {shown}{'' if title else ' ' + say('told.no_header')}{' = ' + said[shown] if shown in said else ''}"
    if recipe.bukan_tabel:
        yield say("told.no_table")
    if recipe.kepala is not None:
        yield say("told.header_rows", count=recipe.kepala)
    if recipe.skala is not None:
        yield say("told.scale", scale=recipe.skala)
    yield from (say("told.rows", said=_row(rule), level=rule.tingkat) for rule in recipe.rows)
    yield say("told.examples", count=len(recipe.contoh))


def use_line(use: RecipeUse, berkas: str, halaman: int | None = None) -> str:
    """What became of a recipe on a table."""
    where = say("told.table", file=Path(berkas).name, n=use.tabel + 1)
    return f"{where}{say('told.on_page', page=halaman) if halaman else ''}: {use_outcome(use)}"


def use_outcome(use: RecipeUse) -> str:
    """Whether a recipe was used, and why not."""
    held = say("told.relations", before=use.sebelum, after=use.sesudah)
    if use.cacahan:
        return say("told.counts")
    if use.kembar:
        return say("told.twins", columns=say("told.and").join(map(repr, use.kembar)))
    if use.ditolak:
        return say("told.refused", held=held)
    lost = say("told.lost", columns=", ".join(map(repr, use.hilang))) if use.hilang else ""
    return say("told.used" if use.utuh else "told.used_in_part", held=held) + lost


def preview_lines(found: Preview) -> Iterator[str]:
    """What a recipe would change, table by table."""
    if not found.tables:
        yield say("told.no_such_table")
    for each in found.tables[:_MOST_TABLES]:
        yield from _change_lines(each)
    if len(found.tables) > _MOST_TABLES:
        yield say("told.more_tables", count=len(found.tables) - _MOST_TABLES)
    kept = [each for each in found.tables if each.is_kept]
    gained = sum(each.paham[1] - each.paham[0] for each in kept)
    yield say(
        "told.total", tables=len(kept), documents=found.documents, amounts=f"{gained:+d}",
        sums=f"{sum(each.tutup[1] - each.tutup[0] for each in kept):+d}",
        gone=sum(len(each.temuan_hilang) for each in kept), come=sum(len(each.temuan_baru) for each in kept),
    )  # fmt: skip
    yield from (f"{berkas}: {in_one_language(TOO_OLD)}" for berkas in found.lama)
    for producer, n in found.lain:
        yield say("told.other_producer", count=n, producer=producer)


def cluster_lines(clusters: Iterable[Cluster]) -> Iterator[str]:
    """What to map next."""
    for n, each in enumerate(clusters, 1):
        yield say(
            "told.cluster", n=n, rupiah=f"{each.rupiah:,.0f}", amounts=each.hilang, tables=len(each.places),
            documents=each.documents, producers=", ".join(each.pembuat[:_MOST_PLACES]),
        )  # fmt: skip
        yield f"   {_short(' | '.join(each.layout.name_of(col)[0] for col in range(each.layout.n_cols)))}"
        for place in each.places[:_MOST_PLACES]:
            yield f"   {place.doc_id} --page {place.halaman} --table {place.ke}  {Path(place.berkas).name}"


def _change_lines(each: TableChange) -> Iterator[str]:
    yield use_line(each.use, each.berkas, each.halaman)
    pairs = (
        ("open", each.terbuka), ("understood", each.paham), ("doubtful", each.ragu), ("budget", each.anggaran),
    )  # fmt: skip
    moved = [f"{say(f'told.{name}')} {before} -> {after}" for name, (before, after) in pairs if before != after]
    yield f"  {'; '.join(moved) or say('told.nothing_changes')}"
    for row in each.baris[:_MOST_ROWS]:
        yield f"  - {_short(row.sebelum or say('told.no_row'))}"
        yield f"  + {_short(row.sesudah or say('told.no_row'))}"
    if len(each.baris) > _MOST_ROWS:
        yield say("told.more_rows", count=len(each.baris) - _MOST_ROWS)
    for sign, findings in (("told.gone", each.temuan_hilang), ("told.come", each.temuan_baru)):
        yield from (f"  {say(sign)}: {_short(text)}" for text in findings[:_MOST_FINDINGS])
        if len(findings) > _MOST_FINDINGS:
            yield say("told.more_findings", count=len(findings) - _MOST_FINDINGS, sign=say(sign))


def _column(rule: ColumnRule) -> str:
    axes = [rule.peran or say("told.as_read")]
    axes += [str(rule.konteks or "-")] if "konteks" in rule.said else []
    axes += [str(year_text(rule.tahun))] if "tahun" in rule.said else []
    axes += [rule.rincian or "-"] if "rincian" in rule.said else []
    axes += [f"x {rule.skala}"] if rule.skala is not None else []
    return " ".join([*axes, *map(str, rule.tingkat)])


def _row(rule: RowRule) -> str:
    names = ("bagian_kode", "tebal", "huruf_besar", "nomor", "awalan", "kolom", "masuk")
    given = ((name, getattr(rule, name)) for name in names)
    words: dict[object, str] = {True: say("told.yes"), False: say("told.no")}
    return ", ".join(f"{name} {words[v] if isinstance(v, bool) else v}" for name, v in given if v is not None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else f"{line[: _WIDE - 3]}..."
