"""Seconds of each view of the page over a made dataset of 100,000 rows of ``anggaran``; printed as Markdown.

    python bench/page.py --rows 100000

The dataset is that of ``bench/compare.py`` with as many rows in ``baris``, two values each and findings, written twice:
a file for each document, and merged. A figure is one whole run of the page's script, as a click causes it: first with
nothing remembered but the open dataset, then again. Ends with 1 where a view takes longer than 2 seconds of the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from compare import LIMIT, Row, write  # noqa: E402 - found by the line above
from streamlit.testing.v1 import AppTest  # noqa: E402

from renja.web.data import source  # noqa: E402

VIEWS: dict[str, dict[str, str]] = {
    "Ringkasan": {"lihat": "ringkasan"},
    "Perbandingan": {"lihat": "perbandingan", "kode": "1.06.04", "tahun": "2024"},
    "Perbandingan, tren": {"lihat": "perbandingan", "banding": "tren", "kode": "1.06.04"},
    "Perbandingan, terbesar": {"lihat": "perbandingan", "banding": "terbesar", "tahun": "2024"},
    "Dokumen, halaman": {"lihat": "dokumen"},
    "Dokumen, pohon": {"lihat": "dokumen", "bagian": "pohon"},
    "Dokumen, nama": {"lihat": "dokumen", "bagian": "nama"},
    "Temuan": {"lihat": "temuan"},
    "Temuan, satu wilayah": {"lihat": "temuan", "keparahan": "galat", "daerah": "11.01"},
    "Koreksi": {"lihat": "koreksi"},
}
_BOX = {"x0": 50.0, "y0": 60.0, "x1": 500.0, "y1": 70.0}


def _tables(document: Row, rows: list[Row]) -> dict[str, list[Row]]:
    """A document's part of every table: its budget rows as printed rows, a pagu and a target each, some findings."""
    doc_id = document["doc_id"]
    own = {"doc_id": doc_id, "tabel_id": f"{doc_id}-t001"}
    table = own | {
        "jenis_tabel": "rencana_pendanaan", "judul": "Rencana", "halaman": [10, 20], "jumlah_baris": len(rows),
        "jumlah_kolom": 9, "mesin": "ruled", "keyakinan": 0.99, "kolom": [],
    }  # fmt: skip
    printed = [
        own | _BOX | {
            "baris_id": row["baris_id"], "urutan": i, "tingkat_baris": row["tingkat_baris"], "kode": row["kode"],
            "kode_asli": row["kode"], "nama": row["nama"], "nama_baku": row["nama_baku"], "cocok_metode": "kode+nama",
            "cocok_skor": 1.0, "halaman": row["halaman"], "induk_id": _parent(rows, i),
        }
        for i, row in enumerate(rows)
    ]  # fmt: skip
    values = [
        own | _BOX | {
            "baris_id": row["baris_id"], "ukuran": measure, "tahun": document["tahun"], "teks": str(amount),
            "nilai": amount, "satuan": unit, "halaman": row["halaman"], "keyakinan": 0.99,
        }
        for row in rows for measure, amount, unit in (("pagu", row["pagu"], "rupiah"), ("target", 12, "dokumen"))
    ]  # fmt: skip
    findings = [
        own | {
            "temuan_id": f"{doc_id}-f{i:04d}", "baris_id": row["baris_id"], "cek": "jumlah_anak", "keparahan": "galat",
            "sebab": "dokumen", "ukuran": "pagu", "tahun": document["tahun"], "tertulis": row["pagu"],
            "dihitung": row["pagu"] + 1, "selisih": -1, "halaman": row["halaman"],
            "penjelasan": f"Pagu {row['nama']} tidak sama dengan jumlahnya.", "bukti": [row["baris_id"]],
        }
        for i, row in enumerate(rows[::12])
    ]  # fmt: skip
    return {
        "dokumen": [document], "anggaran": rows, "tabel": [table], "baris": printed, "nilai": values,
        "temuan": findings, "sel": [],
    }  # fmt: skip


def _parent(rows: list[Row], index: int) -> str | None:
    """The row above whose code the row's begins with."""
    kode = rows[index]["kode"]
    above = (row for row in reversed(rows[:index]) if kode.startswith(f"{row['kode']}."))
    return next((row["baris_id"] for row in above), None)


def _script(root: str) -> None:
    from pathlib import Path

    from renja.web.app import show_page
    from renja.web.settings import Settings

    show_page(Settings(Path(root)))


def _run(root: Path, asked: dict[str, str]) -> tuple[float, float]:
    """Seconds of one run of the script, by the clock and of the processors."""
    page: Any = AppTest.from_function(_script, args=(str(root),), default_timeout=300)
    for name, value in asked.items():
        page.query_params[name] = value
    start, worked = time.perf_counter(), time.process_time()
    page.run()
    took = time.perf_counter() - start, time.process_time() - worked
    if page.exception or page.error:
        raise SystemExit(f"{asked}: {[each.value for each in (*page.exception, *page.error)]}")
    return took


def measured(root: Path) -> dict[str, tuple[tuple[float, float], tuple[float, float]]]:
    """For each view its first run and the next; the dataset is open, as it is after anybody's first click."""
    _run(root, VIEWS["Ringkasan"])
    found = {}
    for name, asked in VIEWS.items():
        for kept in (source._answer, source._document_answer, source._document_connection):
            kept.clear()
        found[name] = (_run(root, asked), _run(root, asked))
    return found


def main() -> int:
    """Writes both datasets, measures, prints; 1 where a view takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for layout in ("a file a document", "compacted"):
            root = Path(folder) / layout.replace(" ", "_")
            n_documents = write(root, options.rows, merged=layout == "compacted", tables=_tables)
            start, worked = time.perf_counter(), time.process_time()
            source.open_all(root)
            took, work = time.perf_counter() - start, time.process_time() - worked
            print(f"{layout}: {n_documents:,} documents, opened by the server in {took:.2f} s ({work:.2f})")
            found[layout] = measured(root)
    print(f"\n{options.rows:,} rows of `anggaran`; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors;")
    print("seconds (of the processors), first run / again:\n")
    print(f"| view | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for name in VIEWS:
        print(f"| {name} | {' | '.join(_cell(each[name]) for each in found.values())} |")
    return int(max(first[0] for each in found.values() for first, _ in each.values()) > LIMIT)


def _cell(runs: tuple[tuple[float, float], tuple[float, float]]) -> str:
    return " / ".join(f"{clock:.2f} ({work:.2f})" for clock, work in runs)


if __name__ == "__main__":
    sys.exit(main())
