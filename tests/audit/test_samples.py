"""The audit of the sample documents' exact tables finds exactly the inconsistencies that stand in them."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.types import Konteks

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.truth.json"))
ARITHMETIC = {"jumlah_anak", "jumlah_total", "jumlah_tahun", "persen", "sisa", "realisasi_lebih"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_findings_on_exact_rows_are_those_of_the_truth(row, table, value, audit, path):
    truth = json.loads(path.read_text())
    tables = [
        table([read_row(row, value, n, each["rows"]) for n in range(len(each["rows"]))]) for each in truth["tables"]
    ]
    found = Counter(key_of(finding) for finding in audit(*tables) if finding.cek in ARITHMETIC)
    assert found == Counter(wanted(truth["tables"], finding) for finding in truth["findings"])


def read_row(row, value, number, rows):
    """A truth row as a matched row; its position in the table becomes its grid row."""
    one, printed = rows[number], []
    for each in one["values"]:
        fields = {name: each[name] for name in ("satuan", "teks", "tahun")}
        fields["konteks"] = Konteks(each["konteks"]) if each["konteks"] else None
        printed.append(value(each["ukuran"], "?" if each["nilai"] is None else each["nilai"], **fields))
    first = one.get("lanjutan_dari")
    lanjutan = None if first is None else next(n for n, other in enumerate(rows) if other["grid_row"] == first)
    return row(
        one["level"], one["nama"] or "", kode=one["kode"], asli=one["kode_asli"], lanjutan=lanjutan, values=printed
    )


def key_of(finding):
    figures = None if finding.tertulis is None else (finding.tertulis.normalize(), finding.dihitung.normalize())
    return (finding.cek, finding.table, finding.row, finding.ukuran, finding.konteks, finding.tahun, figures)


def wanted(tables, finding):
    rows = tables[finding["table"]]["rows"]
    row = next(n for n, one in enumerate(rows) if one["grid_row"] == finding["grid_row"])
    figures = (Decimal(finding["tertulis"]).normalize(), Decimal(finding["dihitung"]).normalize())
    named = (finding["ukuran"], finding["konteks"], finding["tahun"])
    return (finding["cek"], finding["table"], row, *named, figures)
