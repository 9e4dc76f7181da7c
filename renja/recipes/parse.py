"""A recipe from the text of its file, which anybody may have written: every key checked, or refused with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from normalize.columns.kinds import KINDS
from normalize.recipes.rows import NUMBERINGS
from normalize.recipes.types import ColumnRule, Example, HeadCell, Layout, Recipe, RowRule, Year
from normalize.types import Konteks, TingkatBaris
from renja.recipes.errors import RecipeError
from renja.recipes.lines import Lines
from renja.recipes.section import Section
from renja.recipes.written import digest

VERSION = 1
LARGEST = 256_000
"""Bytes of a file: a recipe of the widest form with its examples has a tenth of it."""
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
NONE = "-"
"""What stands for "none" where leaving a key out means "as it is read"."""
_MOST_COLUMNS, _MOST_CELLS, _MOST_ROWS, _MOST_RULES, _MOST_EXAMPLES = 200, 2000, 40, 200, 50
_FIRST_YEAR, _LAST_YEAR = 1990, 2069
_MOST_SCALE = 1_000_000_000
_SAYS_NOTHING = "resep tidak mengatakan apa pun: beri [[kolom]], [[baris]], skala, kepala, atau bukan_tabel / empty"
_WHICH_ROWS = "baris mana? beri bagian_kode, tebal, huruf_besar, nomor, awalan, kolom atau masuk / which rows?"
_MEANT = re.compile(r"[a-z_]+(?:,[^,=]{1,200}){3}=-?\d{1,20}(?:\.\d{1,4})?")
_LINE = re.compile(r"\(at line (\d+)")
_OFFSET = re.compile(r"n\s*(?:([+-])\s*([1-9]))?")
_PERAN = frozenset(KINDS) - {"proyeksi"}


def parse_recipe(data: bytes, file: str, nama: str) -> Recipe:
    """The recipe that a file's bytes hold, with its digest. ``RecipeError`` names ``file``, line and what to do."""
    text = _text(data, file)
    top = Section(_toml(text, file), file, Lines(text))
    if top.number("versi", 1, 1_000_000, VERSION) != VERSION:
        raise top.refusal(
            "versi", f"versi berkas tidak dikenal; perangkat ini membaca versi {VERSION} / unknown version"
        )
    recipe = Recipe(
        nama=_checked_name(nama, file),
        layout=_layout(top.table("tata_letak")),
        keterangan=top.text("keterangan", "") or "",
        columns=tuple(map(column_rule, top.tables("kolom", _MOST_RULES))),
        rows=tuple(map(row_rule, top.tables("baris", _MOST_RULES))),
        kepala=top.number("kepala", 0, _MOST_ROWS),
        skala=top.number("skala", 1, _MOST_SCALE),
        bukan_tabel=top.flag("bukan_tabel") or False,
        contoh=tuple(map(_example, top.tables("contoh", _MOST_EXAMPLES))),
        tahun_contoh=top.number("tahun_contoh", _FIRST_YEAR, _LAST_YEAR),
    )
    top.end()
    _check(recipe, top)
    return replace(recipe, sidik=digest(recipe))


def _text(data: bytes, file: str) -> str:
    if len(data) > LARGEST:
        raise RecipeError(f"{file}: {len(data)} bita, paling besar {LARGEST} / the file is too large for a recipe")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RecipeError(f"{file} baris {line}: bukan teks UTF-8 / not UTF-8") from error


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = found[1] if found else "1"
        why = "bersarang terlalu dalam" if isinstance(error, RecursionError) else str(error)[:200]
        raise RecipeError(f"{file} baris {line}: bukan TOML ({why}) / not TOML") from error


def _checked_name(nama: str, file: str) -> str:
    if not NAME.fullmatch(nama):
        raise RecipeError(
            f"{file}: nama resep {nama[:80]!r} tidak dapat dipakai; pakai huruf kecil, angka, - dan _ saja / "
            "lower-case letters, digits, - and _ only"
        )
    return nama


def _layout(part: Section) -> Layout:
    width = part.number("jumlah_kolom", 1, _MOST_COLUMNS)
    if width is None:
        raise part.refusal("jumlah_kolom", "harus diisi / must be given")
    layout = Layout(
        width,
        part.number("baris_kepala", 0, _MOST_ROWS, 1) or 0,
        tuple(_head_cell(each, width) for each in part.tables("kepala", _MOST_CELLS)),
        part.texts("nomor", width),
        part.text("pembuat"),
    )
    part.end()
    if layout.numbers and len(layout.numbers) != width:
        raise part.refusal("nomor", f"harus {width} teks, satu per kolom / one a column")
    if not layout.is_worded:
        raise part.refusal("kepala", "tanpa satu kata pun tata letak tidak dapat dikenali / a header without words")
    return layout


def _head_cell(part: Section, width: int) -> HeadCell:
    """A header cell; rows and columns count from 1 in the file, as people count."""
    text = part.required("teks")
    row, col = part.number("baris", 1, _MOST_ROWS, 1) or 1, part.number("kolom", 1, width, 1) or 1
    down = part.number("turun", 1, _MOST_ROWS, 1) or 1
    across = part.number("lebar", 1, width - col + 1, 1) or 1
    part.end()
    return HeadCell(text, row - 1, col - 1, down, across)


def column_rule(part: Section) -> ColumnRule:
    """What a table of the file says of a column; raises as ``parse_recipe``."""
    name = part.required("nama")
    nth = part.number("ke", 1, _MOST_COLUMNS, 1) or 1
    said = frozenset(key for key in ("konteks", "tahun", "rincian") if part.has(key))
    konteks = None if part.raw("konteks") == NONE else part.choice("konteks", Konteks)
    rincian = part.text("rincian")
    rule = ColumnRule(
        name, nth, part.word("peran", _PERAN), konteks, _year(part), None if rincian == NONE else rincian,
        part.number("skala", 1, _MOST_SCALE), part.choices("tingkat", TingkatBaris), said,
    )  # fmt: skip
    part.end()
    if rule == ColumnRule(name, nth):
        raise part.refusal(
            None, "apa arti kolom ini? beri peran, konteks, tahun, rincian, skala atau tingkat / says nothing"
        )
    return rule


def _year(part: Section) -> Year:
    """An absolute year, ``n`` (the document's), ``n+1``, ``n-1``, or none."""
    found = part.raw("tahun")
    if found is None or found == NONE:
        return Year()
    if type(found) is int and _FIRST_YEAR <= found <= _LAST_YEAR:
        return Year(found)
    relative = _OFFSET.fullmatch(found.strip()) if type(found) is str else None
    if relative is None:
        raise part.refusal(
            "tahun", 'harus tahun (2024), "n", "n+1", "n-1" atau "-" / a year, or relative to the document'
        )
    return Year(offset=int(f"{relative[1] or ''}{relative[2] or 0}"))


def row_rule(part: Section) -> RowRule:
    """What a table of the file says of rows; raises as ``parse_recipe``."""
    level = part.choice("tingkat", TingkatBaris)
    if level is None:
        raise part.refusal("tingkat", "harus diisi / must be given")
    rule = RowRule(
        level, part.number("bagian_kode", 0, 30), part.flag("tebal"), part.flag("huruf_besar"),
        part.word("nomor", NUMBERINGS), part.text("awalan"), part.text("kolom"), part.number("masuk", 0, 20),
    )  # fmt: skip
    part.end()
    if rule == RowRule(level):
        raise part.refusal(None, _WHICH_ROWS)
    return rule


def _example(part: Section) -> Example:
    example = Example(
        part.texts("sel", _MOST_COLUMNS), part.texts("nilai", _MOST_COLUMNS), part.choice("tingkat", TingkatBaris),
        part.flag("tebal") or False,
    )  # fmt: skip
    part.end()
    if wrong := next((each for each in example.nilai if not _MEANT.fullmatch(each)), None):
        raise part.refusal("nilai", f"{wrong[:60]!r} bukan ukuran,konteks,tahun,rincian=angka / not a value")
    return example


def _check(recipe: Recipe, top: Section) -> None:
    """Refuses what is well written, and says nothing or speaks of columns that the layout lacks."""
    says = (recipe.columns, recipe.rows, recipe.bukan_tabel, recipe.kepala is not None, recipe.skala is not None)
    if not any(says):
        raise top.refusal(None, _SAYS_NOTHING)
    for where, why in _lost_columns(recipe):
        raise RecipeError(f"{top.name} baris {top.lines.of(where)}: {why}")
    taken: dict[int, int] = {}
    for n, col in enumerate(recipe.places):
        if col in taken:
            raise RecipeError(f"{top.name} baris {top.lines.of(('kolom', n))}: kolom itu sudah disebut / named twice")
        taken[col] = n
    for n, example in enumerate(recipe.contoh):
        if len(example.sel) != recipe.layout.n_cols:
            why = f"contoh harus {recipe.layout.n_cols} sel, bukan {len(example.sel)} / one cell a column"
            raise RecipeError(f"{top.name} baris {top.lines.of(('contoh', n), 'sel')}: {why}")


def _lost_columns(recipe: Recipe) -> Iterator[tuple[tuple[str, int], str]]:
    named = [(("kolom", n), rule.name, rule.nth) for n, rule in enumerate(recipe.columns)]
    named += [(("baris", n), rule.kolom, 1) for n, rule in enumerate(recipe.rows) if rule.kolom is not None]
    for where, name, nth in named:
        try:
            recipe.layout.column(name, nth)
        except LookupError as error:
            yield where, str(error)
