"""What is said of a table in one line: ``Pagu Murni=pagu,sebelum,n`` and ``kegiatan: bagian_kode=5, tebal``."""

from __future__ import annotations

import re

from normalize.recipes.types import ColumnRule, RowRule
from normalize.types import TingkatBaris
from renja.recipes.errors import RecipeError
from renja.recipes.lines import Lines
from renja.recipes.parse import NONE, column_rule, row_rule
from renja.recipes.section import Section

_NTH = re.compile(r"(.*?\S)\s*#(\d{1,3})")
_AXES = ("peran", "konteks", "tahun", "rincian")
_NUMBERED = ("bagian_kode", "masuk")
_FLAGS = {"ya": True, "tidak": False, "": True}


def column_said(text: str) -> ColumnRule:
    """A column's meaning: ``words=peran,konteks,tahun,rincian``.

    An axis left out or empty stays as it is read, ``-`` says that there is none; ``words=-`` says that the column holds
    nothing that counts, ``words=nama,program,kegiatan`` which levels its names have, ``words#2=...`` which of two,
    ``#5=...`` the fifth column, which has no header words.

    >>> column_said("Pagu Murni=pagu,sebelum,n").konteks.value, column_said("Uraian=nama,program").tingkat[0].value
    ('sebelum', 'program')
    >>> column_said("#5=pagu").name, column_said("Pagu #2=pagu").nth
    ('#5', 2)
    """
    name, sign, said = text.rpartition("=")
    if not sign or not name.strip():
        raise RecipeError(f"{text!r}: tulis KATA_KEPALA=peran,konteks,tahun,rincian / write HEADER_WORDS=role,...")
    counted = _NTH.fullmatch(name.strip())
    data: dict[str, object] = {"nama": counted[1], "ke": int(counted[2])} if counted else {"nama": name.strip()}
    parts = [part.strip() for part in said.split(",")]
    levels = set(TingkatBaris)
    if parts[0] == NONE:
        data["peran"] = "keterangan"
    elif parts[0] == "nama" and len(parts) > 1 and set(parts[1:]) <= levels:
        data |= {"peran": "nama", "tingkat": parts[1:]}
    elif len(parts) > len(_AXES):
        raise RecipeError(f"{text!r}: paling banyak {len(_AXES)} bagian: {', '.join(_AXES)} / too many parts")
    else:
        data |= {
            axis: _year(part) if axis == "tahun" else part for axis, part in zip(_AXES, parts, strict=False) if part
        }
    return column_rule(Section(data, f"--column {text!r}", Lines("")))


def rows_said(text: str) -> RowRule:
    """Which rows are of a level: ``tingkat: key=value, key``.

    >>> rows_said("kegiatan: bagian_kode=5, tebal=tidak").bagian_kode
    5
    """
    level, sign, said = text.partition(":")
    if not sign:
        raise RecipeError(f"{text!r}: tulis TINGKAT: bagian_kode=5, tebal, awalan=Kegiatan / write LEVEL: key=value")
    data: dict[str, object] = {"tingkat": level.strip()}
    for part in (part for part in said.split(",") if part.strip()):
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key in _NUMBERED and value.isdecimal():
            data[key] = int(value)
        else:
            data[key] = _FLAGS.get(value.lower(), value) if key in ("tebal", "huruf_besar") else value
    return row_rule(Section(data, f"--rows {text!r}", Lines("")))


def _year(text: str) -> int | str:
    return int(text) if text.isdecimal() else text
