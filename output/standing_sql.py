"""What stands below what, as SQL: of rows of ``anggaran`` those whose money no row above them holds already.

A code tells which program and kegiatan a row stands under; without one, the plan does (``anggaran.program``,
``kegiatan``). Where neither does, a row counts only where nothing of a higher level has the measure: rather too little
than the same money twice.
"""

from __future__ import annotations

from collections.abc import Iterable

DOWNWARDS = "['urusan', 'bidang_urusan', 'program', 'kegiatan', 'sub_kegiatan']"
"""The levels, the highest first, as a list in SQL."""
OFFICE = ("doc_id", "pemilik", "tahun")
"""What tells an office's year of a document from others."""
_PARTS = (1, 2, 3, 5, 6)
"""How many numbers the code of a level has, from urusan to sub kegiatan."""
_PRINTED = {3: "program", 4: "kegiatan"}
"""The columns that hold what a row stands under by the plan: its code, else its name."""
_IS_CODE = r"'[0-9X]+(\.[0-9X]+)+'"


def level(column: str = "$tingkat") -> str:
    """A level's number, from urusan, 1, to sub kegiatan, 5."""
    return f"list_position({DOWNWARDS}, {column})"


def known_code(column: str) -> str:
    """What the column says, where that is a code; null where it is a name."""
    return f"CASE WHEN regexp_full_match({column}, {_IS_CODE}) THEN {column} END"


def topmost_sql(
    name: str, rows: str, measure: str, wanted: str, highest: int = 1, office: tuple[str, ...] = OFFICE
) -> str:
    """The CTEs ``{name}_isi``, rows of the level numbered ``wanted`` and below with the measure, and ``name`` of them.

    ``{name}_isi`` says of each whether another one above it holds its money (``tertutup``), and whether the level is
    its own (``sendiri``); ``name``: those that are not held. ``kunci`` is the item of the wanted level that a row is or
    stands under: its code, else its name, '' where that is not known; ``induk_kode``, ``induk_nama``, of a row below
    it, what names it.
    ``highest``: the level is never above this one, which spares looking there. ``office``: the columns that tell an
    office's year of a document from others; none of them is null in ``rows``.
    """
    own = f"CASE {wanted} WHEN 3 THEN program WHEN 4 THEN kegiatan END"
    levels = range(highest, len(_PARTS))
    held = " OR ".join(f"({wanted} <= {k} AND ke > {k} AND ({_held(k)}))" for k in levels)
    beside = [("kantor", (), _facts("", levels)), ("dalam", ("dalam",), _facts("dalam_", (4,)))]
    beside += [(f"sekode_{k}", (f"kode_{k}",), f"bool_or(ke = {k}) AS sekode_{k}") for k in levels]
    beside += [(f"se{column}", (column,), f"bool_or(ke = {k}) AS se{column}") for k, column in _PRINTED.items()]
    joined = " ".join(f"LEFT JOIN {name}_{other} USING ({', '.join((*office, *keys))})" for other, keys, _ in beside)
    return f"""
{name}_tingkat AS MATERIALIZED (
  SELECT *, {level("tingkat_baris")} AS ke, ke = {wanted} AS sendiri, {_codes()}, coalesce(kode_3, program) AS dalam,
         CASE WHEN NOT sendiri THEN coalesce({begins("kode", f"{list(_PARTS)}[{wanted}]")}, {known_code(own)}) END
           AS induk_kode,
         CASE WHEN NOT sendiri AND {known_code(own)} IS NULL THEN {own} END AS induk_nama,
         CASE WHEN sendiri THEN coalesce(kode, lower({own}), lower(nama))
              ELSE coalesce(induk_kode, lower(induk_nama), '') END AS kunci
  FROM ({rows}) WHERE {measure} IS NOT NULL AND list_position({DOWNWARDS}, tingkat_baris) >= {wanted}
), {", ".join(_beside(name, other, (*office, *keys), facts) for other, keys, facts in beside)}, {name}_isi AS (
  SELECT t.*, {held} AS tertutup FROM {name}_tingkat t {joined}
), {name} AS (SELECT * FROM {name}_isi WHERE NOT tertutup)"""


def _beside(name: str, other: str, keys: tuple[str, ...], facts: str) -> str:
    """A CTE of what stands among the rows that have the keys in common; windows would carry all columns along."""
    return f"{name}_{other} AS (SELECT {', '.join(keys)}, {facts} FROM {name}_tingkat GROUP BY ALL)"


def _facts(prefix: str, levels: Iterable[int]) -> str:
    """Whether there are rows of these levels, and whether there are some without a code."""
    return ", ".join(
        f"bool_or(ke = {k}) AS {prefix}ada_{k}, bool_or(ke = {k} AND kode IS NULL) AS {prefix}samar_{k}" for k in levels
    )


def begins(code: str, parts: int | str) -> str:
    """The first parts of a code: the code of what it stands under."""
    return f"array_to_string(string_split({code}, '.')[1:{parts}], '.')"


def _codes() -> str:
    """The codes that a row stands under by its own."""
    return ", ".join(f"{begins('kode', str(parts))} AS kode_{k}" for k, parts in enumerate(_PARTS[:-1], 1))


def _held(k: int) -> str:
    """True where a row of level ``k`` with the measure holds the row, or where that cannot be ruled out."""
    by_code = f"coalesce(sekode_{k}, FALSE)"
    unknown = f"CASE WHEN kode IS NULL THEN ada_{k} ELSE samar_{k} END"
    if k not in _PRINTED:
        return f"{by_code} OR {unknown}"
    if k == 4:  # below a program that is known, only its own kegiatan may hold it
        inside = f"CASE WHEN kode IS NULL THEN dalam_ada_{k} ELSE dalam_samar_{k} END"
        unknown = f"CASE WHEN program IS NULL THEN {unknown} ELSE {inside} END"
    column = _PRINTED[k]
    return f"{by_code} OR CASE WHEN {column} IS NOT NULL THEN se{column} ELSE {unknown} END"
