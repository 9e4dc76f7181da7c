"""A document of a dataset as a tree: tables, their rows below their parents, the numbers beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from audit.marks import marks
from output import ids
from output.read import find_document, read_table
from output.rebuild import read_result
from renja.show.wording import number_text

_MEASURE = ("ukuran", "konteks", "tahun", "rincian")


def document_tree(root: Path, wanted: str) -> dict[str, Any]:
    """The document with its tables, rows nested by ``induk_id``, further indicator lines under their item."""
    doc_id = find_document(root, wanted)
    part = {name: read_table(root, name, doc_id).to_pylist() for name in ("dokumen", "tabel", "baris", "nilai")}
    values = defaultdict(list)
    for value in part["nilai"]:
        values[value["baris_id"]].append(value)
    rows = defaultdict(list)
    for row in part["baris"]:
        rows[row["tabel_id"]].append(row)
    tables = [table | {"baris": _nest(rows[table["tabel_id"]], values)} for table in part["tabel"]]
    document: dict[str, Any] = part["dokumen"][0]
    _mark(tables, sum_marks(root, doc_id))
    return document | {"tabel": tables}


def sum_marks(root: Path, doc_id: str) -> dict[str, list[dict[str, Any]]]:
    """By baris_id, the sums that could be formed: ukuran, konteks, tahun, rincian, and what became of each."""
    result = read_result(root, doc_id)
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for mark in marks(result.tables, result.findings):
        measure = dict(zip(_MEASURE, mark.key[:4], strict=True))
        found[ids.baris_id(ids.tabel_id(doc_id, mark.table), mark.row)].append(measure | {"tanda": mark.tanda})
    return dict(found)


def _mark(tables: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> None:
    """Each row gets its marks as ``tanda``."""
    stack = [row for table in tables for row in table["baris"]]
    while stack:
        row = stack.pop()
        row["tanda"] = found.get(row["baris_id"], [])
        stack += row["anak"]


def _nest(rows: list[dict[str, Any]], values: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The top rows (those without a parent here), each with its ``nilai`` and, in ``anak``, the rows below it."""
    nodes = {row["baris_id"]: row | {"nilai": values.get(row["baris_id"], []), "anak": []} for row in rows}
    top = []
    for node in nodes.values():
        parent = nodes.get(node["lanjutan_id"] or node["induk_id"] or "")
        if parent is None or parent is node:
            top.append(node)
        else:
            parent["anak"].append(node)
    return top


def tree_text(tree: dict[str, Any]) -> str:
    """The tree for the eye."""
    place = tree["kabkota"] or tree["provinsi"] or "wilayah tidak diketahui"
    head = f"{tree['jenis_dokumen']} {tree['tahun'] or '?'}, {tree['perangkat_daerah'] or '?'}, {place}"
    lines = [f"{tree['doc_id']}  {tree['berkas']}", head, *(f"  {line}" for line in tree["identitas"] or ())]
    for table in tree["tabel"]:
        pages = ", ".join(map(str, table["halaman"]))
        caption = " ".join(part for part in (table["nomor"], table["judul"]) if part) or "(tanpa judul)"
        lines += ["", f"{table['jenis_tabel']}: {caption} (halaman {pages})"]
        lines += _row_lines(table["baris"], 1)
    return "\n".join(lines)


def _row_lines(rows: list[dict[str, Any]], depth: int) -> Iterator[str]:
    """The rows with what is below them; iterative, since a hostile table may nest deeper than Python recurses."""
    stack = [(row, depth) for row in reversed(rows)]
    while stack:
        row, level = stack.pop()
        name = row["indikator"] or "" if row["lanjutan_id"] else row["nama"]
        label = " ".join(part for part in (row["kode"] or row["kode_asli"], name) if part)
        numbers = "; ".join(_value_text(value) + _sign(row, value) for value in row["nilai"])
        yield "  " * level + f"[{row['tingkat_baris']}] {label}" + (f"  = {numbers}" if numbers else "")
        stack += [(child, level + 1) for child in reversed(row["anak"])]


def _sign(row: dict[str, Any], value: dict[str, Any]) -> str:
    """The mark of what the value states, where the row's sum could be formed: ✓ closes, ✗ the document's, ? open."""
    signs = (one["tanda"].sign for one in row["tanda"] if all(one[part] == value[part] for part in _MEASURE))
    return "".join(f" {sign}" for sign in islice(signs, 1))


def _value_text(value: dict[str, Any]) -> str:
    name = " ".join(str(part) for part in (value["ukuran"], value["konteks"], value["rincian"], value["tahun"]) if part)
    return f"{name} {number_text(value['nilai']) if value['nilai'] is not None else value['teks']}"
