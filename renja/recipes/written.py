"""A recipe as the text of its file: TOML that people read and change, in one order, so that files can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.recipes.types import ColumnRule, Example, HeadCell, Layout, Recipe, RowRule, Year

_HEADING = (
    "# Resep renja: apa arti tabel bertata letak ini. Boleh diubah dengan tangan; `renja recipe show` memeriksanya.\n"
    "# A recipe of renja: what tables of this layout mean. `renja recipe show` checks it.\n"
)
_NONE = "-"


def recipe_text(recipe: Recipe) -> str:
    """The file's text; ``parse.parse_recipe`` makes the same recipe of it."""
    parts = [
        f"{_HEADING}versi = 1\n" + "".join(_top(recipe)),
        _layout(recipe.layout),
        *map(_column, recipe.columns),
        *map(_row, recipe.rows),
        *map(_example, recipe.contoh),
    ]
    return "\n".join(parts)


def digest(recipe: Recipe) -> str:
    """What tells two recipes apart by what they do: name and description left out."""
    return hashlib.sha256(recipe_text(replace(recipe, keterangan="", nama="", sidik="")).encode()).hexdigest()[:16]


def _top(recipe: Recipe) -> Iterator[str]:
    if recipe.keterangan:
        yield _line("keterangan", recipe.keterangan)
    if recipe.bukan_tabel:
        yield _line("bukan_tabel", True)
    for key in ("kepala", "skala", "tahun_contoh"):
        if (found := getattr(recipe, key)) is not None:
            yield _line(key, found)


def _layout(layout: Layout) -> str:
    lines = ["[tata_letak]\n", _line("jumlah_kolom", layout.n_cols), _line("baris_kepala", layout.rows)]
    if layout.producer is not None:
        lines.append(_line("pembuat", layout.producer))
    if layout.numbers:
        lines.append(_line("nomor", layout.numbers))
    return "".join([*lines, "kepala = [\n", *map(_head_cell, layout.cells), "]\n"])


def _head_cell(cell: HeadCell) -> str:
    places = f"baris = {cell.row + 1}, kolom = {cell.col + 1}, turun = {cell.rowspan}, lebar = {cell.colspan}"
    return f"  {{ {places}, teks = {_value(cell.text)} }},\n"


def _column(rule: ColumnRule) -> str:
    keys: list[tuple[str, object]] = [("nama", rule.name)]
    keys += [("ke", rule.nth)] if rule.nth > 1 else []
    keys += [("peran", rule.peran)] if rule.peran else []
    keys += [("konteks", rule.konteks or _NONE)] if "konteks" in rule.said else []
    keys += [("tahun", year_text(rule.tahun))] if "tahun" in rule.said else []
    keys += [("rincian", rule.rincian or _NONE)] if "rincian" in rule.said else []
    keys += [("skala", rule.skala)] if rule.skala is not None else []
    keys += [("tingkat", rule.tingkat)] if rule.tingkat else []
    return _table("kolom", keys)


def year_text(year: Year) -> int | str:
    """The year as a file has it: 2024, "n", "n+1", or "-" for none."""
    if year.offset is not None:
        return f"n{year.offset:+d}" if year.offset else "n"
    return year.absolute if year.absolute is not None else _NONE


def _row(rule: RowRule) -> str:
    names = ("tingkat", "bagian_kode", "tebal", "huruf_besar", "nomor", "awalan", "kolom", "masuk")
    return _table("baris", [(name, found) for name in names if (found := getattr(rule, name)) is not None])


def _example(example: Example) -> str:
    keys: list[tuple[str, object]] = [("sel", example.sel)]
    keys += [("tebal", True)] if example.tebal else []
    keys += [("tingkat", example.tingkat)] if example.tingkat is not None else []
    keys += [("nilai", example.nilai)] if example.nilai else []
    return _table("contoh", keys)


def _table(name: str, keys: Iterable[tuple[str, object]]) -> str:
    return "".join([f"[[{name}]]\n", *(_line(key, value) for key, value in keys)])


def _line(key: str, value: object) -> str:
    return f"{key} = {_value(value)}\n"


def _value(value: object) -> str:
    """A value as TOML writes it. A JSON string is one of TOML's basic strings, but for a bare DEL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    raise TypeError(type(value))
