"""Writes the golden rows of some samples: what renja reads of them, a line a row, to be read as a difference.

Run by ``make golden``. A change in these files is a change in what users get: read it before you commit it.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from renja.api import Dataset, ingest

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
STEMS = (
    "bali_renja_2026_s40_borderless",
    "bengkulu_lkjip_2025_s49_rotated",
    "bengkulu_renstra_2021_word",
    "luwu_renja_2024_excel",
    "sulbar_renja_2024_sipd",
)
"""One document of each kind and family."""
SCANS = ("mamuju_lkjip_2024_scan_4p",)
"""Scanned ones: read where the extra ``renja[ocr]`` is installed."""


def listing(dataset: Dataset, stem: str) -> str:
    """The document's tables, rows with values, and findings as text."""
    part = {name: dataset.of(stem, name, "arrow").to_pylist() for name in ("tabel", "baris", "nilai", "temuan")}
    values, rows = defaultdict(list), defaultdict(list)
    for value in part["nilai"]:
        values[value["baris_id"]].append(value)
    for row in part["baris"]:
        rows[row["tabel_id"]].append(row)
    lines: list[str] = []
    for table in part["tabel"]:
        pages = ",".join(map(str, table["halaman"]))
        lines += [f"== {table['jenis_tabel']} | {table['nomor'] or '-'} | hal. {pages} | {table['judul'] or '-'}"]
        lines += [_row(row, values[row["baris_id"]]) for row in rows[table["tabel_id"]]]
    lines += ["== temuan", *_findings(part["temuan"])]
    return "\n".join(lines) + "\n"


def _row(row: dict[str, Any], values: list[dict[str, Any]]) -> str:
    name = f"  + {row['indikator'] or ''}" if row["lanjutan_id"] else row["nama"]
    return " | ".join([row["tingkat_baris"], row["kode"] or "-", name, "; ".join(map(_value, values))])


def _value(value: dict[str, Any]) -> str:
    what = ".".join(str(value[key]) for key in ("ukuran", "konteks", "rincian", "tahun") if value[key] is not None)
    number = _plain(value["nilai"]) or repr(value["teks"])
    return f"{what}={number}" + (f" {value['satuan']}" if value["satuan"] not in (None, "rupiah") else "")


def _findings(findings: list[dict[str, Any]]) -> Iterator[str]:
    for f in findings:
        figures = f"tertulis {_plain(f['tertulis']) or '-'}, dihitung {_plain(f['dihitung']) or '-'}"
        yield f"{f['cek']} | {f['sebab']} | hal. {f['halaman']} | {f['ukuran'] or '-'} {f['tahun'] or '-'} | {figures}"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}".rstrip("0").rstrip(".")


def main() -> None:
    """Writes ``<stem>.txt`` for each of ``STEMS`` and ``SCANS``."""
    with tempfile.TemporaryDirectory() as out:
        ingest([SAMPLES / f"{stem}.pdf" for stem in STEMS + SCANS], out, ocr="rapidocr")
        for stem in STEMS + SCANS:
            (HERE / f"{stem}.txt").write_text(listing(Dataset(out), stem), encoding="utf-8")


if __name__ == "__main__":
    main()
