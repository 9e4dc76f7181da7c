"""The wide view as a Fiscal Data Package: one CSV of facts, and what its columns mean to a program that knows budgets.

The descriptor speaks both versions of the specification: ``model`` with measures and dimensions (0.3), and
``columnType`` with the measures' ``normalize`` (1.0). A fact is an item with no finer item below it, so that amounts
add up; several documents may speak of one office and year: sum within a ``jenis_dokumen``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from output.harmless import harmless_sql
from output.read import asked

if TYPE_CHECKING:
    import duckdb

FACTS = "data/anggaran.csv"
_CODE = "functional-classification:generic"


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the facts: how it is had, what it is, and what it is to the specification."""

    name: str
    sql: str
    kind: str
    meaning: str
    concept: str | None = None


def _depth(parts: int) -> str:
    """The beginning of the code, null where the code does not go so deep."""
    split = "string_split(a.kode, '.')"
    return f"CASE WHEN len({split}) >= {parts} THEN array_to_string({split}[1:{parts}], '.') END"


_DIMENSIONS = (
    _Field("id", "a.baris_id || '/' || a.tahun", "string", "the item's row and year", "budget-line-id"),
    _Field("tahun", "a.tahun", "integer", "year of the money", "date:fiscal-year"),
    _Field("kode", "a.kode", "string", "official code of what is named (Permendagri 90/2019 and its updates)",
           f"{_CODE}:code"),
    _Field("nama", "coalesce(a.nama_baku, a.nama)", "string", "its official name, else the printed one",
           f"{_CODE}:label"),
    _Field("urusan", _depth(1), "string", "code of the urusan", f"{_CODE}:level1:code"),
    _Field("bidang_urusan", _depth(2), "string", "code of the bidang urusan", f"{_CODE}:level2:code"),
    _Field("program", _depth(3), "string", "code of the program", f"{_CODE}:level3:code"),
    _Field("kegiatan", _depth(5), "string", "code of the kegiatan", f"{_CODE}:level4:code"),
    _Field("sub_kegiatan", _depth(6), "string", "code of the sub kegiatan", f"{_CODE}:level5:code"),
    _Field("tingkat_baris", "a.tingkat_baris", "string", "level of the item"),
    _Field("kode_wilayah", "coalesce(a.kode_kabkota, a.kode_provinsi)", "string", "Kemendagri code of the region",
           "geo:source:code"),
    _Field("wilayah", "coalesce(a.kabkota, a.provinsi)", "string", "its official name", "geo:source:title"),
    _Field("perangkat_daerah", "a.perangkat_daerah", "string", "the office",
           "administrative-classification:generic:label"),
    _Field("sumber_dana", "a.sumber_dana", "string", "source of funds as printed", "fin-source:generic:label"),
    _Field("jenis_dokumen", "a.jenis_dokumen", "string", "renja, renstra, lkjip, lainnya"),
    _Field("tahap", "a.tahap", "string", "rancangan, murni, perubahan"),
    _Field("doc_id", "a.doc_id", "string", "the document"),
    _Field("berkas", "a.berkas", "string", "its path or URI"),
    _Field("halaman", "a.halaman", "integer", "the item's page"),
)  # fmt: skip
_IS_DRAFT = "a.tahap = 'rancangan' OR a.jenis_dokumen = 'renstra'"
_PHASES = {
    "diusulkan": ("proposed", f"CASE WHEN {_IS_DRAFT} THEN a.pagu END", "pagu of a draft, or of a Renstra's frame"),
    "ditetapkan": (
        "approved",
        f"CASE WHEN {_IS_DRAFT} THEN NULL WHEN a.tahap = 'perubahan' THEN a.pagu_sebelum ELSE a.pagu END",
        "pagu as the office's plan or report has it before any change; no act of the DPRD is meant",
    ),
    "diubah": ("adjusted", "CASE WHEN a.tahap = 'perubahan' AND NOT (" + _IS_DRAFT + ") THEN a.pagu END",
               "pagu after the change"),
    "terealisasi": ("executed", "a.realisasi", "realisasi, up to realisasi_sampai where that is printed"),
}  # fmt: skip
"""Measures: the phase of the specification, how it is had, what it is."""


_ABOVE = """
WITH RECURSIVE above(baris_id, tahun) AS (
  SELECT b.induk_id, c.tahun FROM anggaran c JOIN baris b ON b.baris_id = c.baris_id WHERE b.induk_id IS NOT NULL
  UNION
  SELECT b.induk_id, above.tahun FROM above JOIN baris b ON b.baris_id = above.baris_id WHERE b.induk_id IS NOT NULL
)"""
"""All rows above an item with money, year by year: between a program and its sub kegiatan a row may print none."""


def write_facts(root: Path, folder: Path) -> int:
    """Writes the facts as CSV into the folder; how many."""
    columns = ", ".join(f"{each.sql} AS {each.name}" for each in _DIMENSIONS)
    measures = ", ".join(f"{sql} AS {name}" for name, (_, sql, _) in _PHASES.items())
    held = " OR ".join(f"{name} IS NOT NULL" for name in _PHASES)
    target = folder / FACTS
    target.parent.mkdir(parents=True, exist_ok=True)
    path = str(target).replace("'", "''")

    def write(connection: duckdb.DuckDBPyConnection) -> int:
        connection.execute(
            f"CREATE TEMP TABLE facts AS {_ABOVE} SELECT * FROM ("
            f"SELECT {columns}, {measures} FROM anggaran a WHERE a.tahun IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM above WHERE above.baris_id = a.baris_id AND above.tahun = a.tahun)"
            f") WHERE {held} ORDER BY doc_id, id"
        )
        described = connection.execute("DESCRIBE facts").fetchall()
        told = ", ".join(
            f"{harmless_sql(name)} AS {name}" if kind == "VARCHAR" else name for name, kind, *_ in described
        )
        connection.execute(f"COPY (SELECT {told} FROM facts) TO '{path}' (FORMAT csv, HEADER)")
        count = connection.execute("SELECT count(*) FROM facts").fetchone()
        return int(count[0]) if count else 0

    return asked(root, ("anggaran", "baris"), write)


def fiscal_package(title: str, license_id: str | None) -> dict[str, Any]:
    """The descriptor of the facts."""
    package = {
        "profile": "fiscal-data-package",
        "profiles": {"fiscal": "*", "tabular": "*"},
        "name": "renja-anggaran",
        "title": title,
        "countryCode": "id",
        "granularity": "aggregated",
        "resources": [
            {
                "name": "anggaran",
                "path": FACTS,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _fields(), "primaryKey": ["id"], "missingValues": [""], "extraFields": _extra()},
            }
        ],
        "model": {"measures": _measures(), "dimensions": _dimensions()},
    }
    return package | ({"licenses": [{"name": license_id}]} if license_id else {})


def _fields() -> list[dict[str, Any]]:
    plain = [
        {"name": each.name, "type": each.kind, "description": each.meaning}
        | ({"columnType": each.concept} if each.concept else {})
        for each in _DIMENSIONS
    ]
    money = [
        {"name": name, "type": "number", "description": meaning, "normalize": {"phase": phase}}
        for name, (phase, _, meaning) in _PHASES.items()
    ]
    return plain + money


def _extra() -> list[dict[str, Any]]:
    """What the facts have once each measure is a row of its own."""
    return [
        {"name": "value", "type": "number", "columnType": "value", "normalizationTarget": True},
        {"name": "phase", "type": "string", "columnType": "phase:id"},
        {"name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "IDR"},
        {"name": "direction", "type": "string", "columnType": "direction", "constant": "expenditure"},
    ]


def _measures() -> dict[str, Any]:
    return {
        name: {"source": name, "currency": "IDR", "direction": "expenditure", "phase": phase}
        for name, (phase, _, _) in _PHASES.items()
    }


def _dimensions() -> dict[str, Any]:
    levels = ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan")
    above = dict(zip(levels[1:], levels, strict=False))
    tree = {name: {"source": name} | ({"parent": above[name]} if name in above else {}) for name in levels}
    code = {"code": {"source": "kode"}, "label": {"source": "nama", "labelfor": "code"}}
    return {
        "tahun": _dimension("datetime", "year", year={"source": "tahun"}),
        "fungsi": _dimension("classification", "code", **code, **tree) | {"classificationType": "functional"},
        "wilayah": _dimension(
            "location", "code", code={"source": "kode_wilayah"}, title={"source": "wilayah", "labelfor": "code"}
        ),
        "administrator": _dimension("entity", "title", title={"source": "perangkat_daerah"}),
        "dokumen": _dimension(
            "fact", "id", id={"source": "doc_id"}, jenis={"source": "jenis_dokumen"}, tahap={"source": "tahap"}
        ),
    }


def _dimension(kind: str, key: str, **attributes: dict[str, str]) -> dict[str, Any]:
    return {"dimensionType": kind, "primaryKey": key, "attributes": attributes}


def write_fiscal(root: Path, folder: Path, title: str, license_id: str | None = None) -> int:
    """Writes the Fiscal Data Package of the dataset into the folder; how many facts it has."""
    count = write_facts(root, folder)
    text = json.dumps(fiscal_package(title, license_id), indent=1, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return count
