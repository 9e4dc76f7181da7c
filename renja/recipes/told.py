"""Recipes in words for the eye, Indonesian first: what one says, what it would change, what to map next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.recipes.types import ColumnRule, Recipe, RecipeUse, RowRule
from renja.recipes.preview import Preview, TableChange
from renja.recipes.queue import Cluster
from renja.recipes.renew import TOO_OLD
from renja.recipes.written import year_text

_MOST_ROWS, _MOST_FINDINGS, _MOST_PLACES, _MOST_TABLES = 8, 5, 3, 20
_WIDE = 160


def recipe_lines(recipe: Recipe) -> Iterator[str]:
    """What a recipe says, line by line."""
    layout = recipe.layout
    yield f"{recipe.nama} ({recipe.sidik}){': ' + recipe.keterangan if recipe.keterangan else ''}"
    yield f"  tata letak: {layout.n_cols} kolom, pembuat {layout.producer or 'apa saja'}"
    said = {rule.shown: _column(rule) for rule in recipe.columns}
    names = [layout.name_of(col) for col in range(layout.n_cols)]
    for name, nth in names:
        shown = name if nth == 1 else f"{name} #{nth}"
        yield f"    {shown or '(tanpa kepala)'}{' = ' + said[shown] if shown in said else ''}"
    if recipe.bukan_tabel:
        yield "  ini bukan tabel / no table"
    if recipe.kepala is not None:
        yield f"  {recipe.kepala} baris teratas adalah kepala / header rows"
    if recipe.skala is not None:
        yield f"  uangnya dalam satuan {recipe.skala} rupiah / money counts so many rupiah"
    yield from (f"  baris {_row(rule)}" for rule in recipe.rows)
    yield f"  {len(recipe.contoh)} contoh, semuanya terpenuhi / examples, all borne out"


def use_line(use: RecipeUse, berkas: str, halaman: int | None = None) -> str:
    """What became of a recipe on a table."""
    where = f"{Path(berkas).name} tabel {use.tabel + 1}" + (f" hlm {halaman}" if halaman else "")
    held = f"hubungan yang cocok {use.sebelum} -> {use.sesudah}"
    if use.cacahan:
        return f"{where}: TIDAK dipakai, kolom yang disebut uang hanya memuat cacahan (it counts, and is no money)"
    if use.kembar:
        return f"{where}: TIDAK dipakai, dua kolom diberi arti yang sama: {_both(use)} (two columns of one meaning)"
    if use.ditolak:
        return f"{where}: TIDAK dipakai, {held} (fewer relations hold with it)"
    part = "" if use.utuh else " sebagian (in part)"
    lost = f"; kolom tidak ditemukan (not found): {', '.join(map(repr, use.hilang))}" if use.hilang else ""
    return f"{where}: dipakai{part}, {held}{lost}"


def _both(use: RecipeUse) -> str:
    return " dan ".join(map(repr, use.kembar))


def preview_lines(found: Preview) -> Iterator[str]:
    """What a recipe would change, table by table."""
    if not found.tables:
        yield "Tidak ada tabel bertata letak ini / no table of this layout"
    for each in found.tables[:_MOST_TABLES]:
        yield from _change_lines(each)
    if len(found.tables) > _MOST_TABLES:
        yield f"... dan {len(found.tables) - _MOST_TABLES} tabel lain / more tables"
    kept = [each for each in found.tables if each.is_kept]
    gained = sum(each.paham[1] - each.paham[0] for each in kept)
    yield (
        f"Jumlah: {len(kept)} tabel di {found.documents} dokumen, {gained:+d} nilai uang dipahami, "
        f"{sum(each.tutup[1] - each.tutup[0] for each in kept):+d} hubungan cocok, "
        f"{sum(len(each.temuan_hilang) for each in kept)} temuan hilang, "
        f"{sum(len(each.temuan_baru) for each in kept)} temuan baru (tables, amounts, relations, findings)"
    )
    yield from (f"{berkas}: {TOO_OLD}" for berkas in found.lama)
    for producer, n in found.lain:
        yield (
            f"{n} tabel berkepala sama dibuat dengan {producer} dan dibiarkan; hapus `pembuat` dari resepnya (atau "
            "--any-producer) bila sama artinya / same header, another producer"
        )


def cluster_lines(clusters: Iterable[Cluster]) -> Iterator[str]:
    """What to map next."""
    for n, each in enumerate(clusters, 1):
        yield (
            f"{n}. {each.rupiah:,.0f} rupiah, {each.hilang} nilai di {len(each.places)} tabel, {each.documents} dokumen"
            f"; pembuat {', '.join(each.pembuat[:_MOST_PLACES])}"
        )
        yield f"   {_short(' | '.join(title or '-' for title in each.layout.titles))}"
        for place in each.places[:_MOST_PLACES]:
            yield f"   {place.doc_id} --page {place.halaman} --table {place.ke}  {Path(place.berkas).name}"


def _change_lines(each: TableChange) -> Iterator[str]:
    yield use_line(each.use, each.berkas, each.halaman)
    pairs = (
        ("jumlah tidak cocok", each.terbuka), ("nilai uang dipahami", each.paham),
        ("ragu", each.ragu), ("masuk anggaran", each.anggaran),
    )  # fmt: skip
    moved = [f"{name} {before} -> {after}" for name, (before, after) in pairs if before != after]
    yield f"  {'; '.join(moved) or 'tidak ada yang berubah / nothing changes'}"
    for row in each.baris[:_MOST_ROWS]:
        yield f"  - {_short(row.sebelum or '(bukan baris)')}"
        yield f"  + {_short(row.sesudah or '(bukan baris)')}"
    if len(each.baris) > _MOST_ROWS:
        yield f"  ... dan {len(each.baris) - _MOST_ROWS} baris lain / more rows"
    for sign, findings in (("temuan hilang", each.temuan_hilang), ("temuan baru", each.temuan_baru)):
        yield from (f"  {sign}: {_short(text)}" for text in findings[:_MOST_FINDINGS])
        if len(findings) > _MOST_FINDINGS:
            yield f"  ... dan {len(findings) - _MOST_FINDINGS} {sign} lain"


def _column(rule: ColumnRule) -> str:
    axes = [rule.peran or "(seperti terbaca)"]
    axes += [str(rule.konteks or "-")] if "konteks" in rule.said else []
    axes += [str(year_text(rule.tahun))] if "tahun" in rule.said else []
    axes += [rule.rincian or "-"] if "rincian" in rule.said else []
    axes += [f"x {rule.skala}"] if rule.skala is not None else []
    return " ".join([*axes, *map(str, rule.tingkat)])


def _row(rule: RowRule) -> str:
    names = ("bagian_kode", "tebal", "huruf_besar", "nomor", "awalan", "kolom", "masuk")
    given = ((name, getattr(rule, name)) for name in names)
    held = (f"{name} {'ya' if v is True else 'tidak' if v is False else v}" for name, v in given if v is not None)
    return f"dengan {', '.join(held)}: {rule.tingkat}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else f"{line[: _WIDE - 3]}..."
