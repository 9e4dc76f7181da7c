"""Seconds of each view of a comparison over a made dataset of 100,000 rows of ``anggaran``; printed as Markdown.

    python bench/compare.py --rows 100000 --rounds 3

The dataset is written twice: a file for each document, as an ingest leaves it, and merged, as ``renja compact`` does.
Each figure is a whole call from the folder, opening included. Ends with 1 where a view takes longer than 2 seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pyarrow as pa  # noqa: E402 - found by the line above
import pyarrow.parquet as pq  # noqa: E402

from nomenclature.wilayah import all_regions  # noqa: E402
from output.compare import Wilayah, compare, largest, search_codes, trend, years  # noqa: E402
from output.layout import with_footer  # noqa: E402
from output.schema import SCHEMAS, VERSI_SKEMA  # noqa: E402
from records.matched import Wilayah as Region  # noqa: E402

LIMIT = 2.0
"""Seconds that a view may take."""
_YEARS = range(2022, 2027)
_KINDS = (("renja", "murni"), ("renja", "perubahan"), ("lkjip", None))
_OFFICES = ("Dinas Sosial", "Dinas Perhubungan", "Dinas Kesehatan")
Row = dict[str, Any]


def items(rng: random.Random, kewenangan: str) -> Iterator[tuple[str, str, Decimal]]:
    """Level, code and pagu of an office's year: six programs, each the sum of its kegiatan, these of their own."""
    for program in range(1, 7):
        kegiatan = []
        for number in range(1, 5):
            subs = [Decimal(rng.randrange(10, 900)) * 1_000_000 for _ in range(4)]
            kode = f"1.06.{program:02d}.{kewenangan}.{number:02d}"
            kegiatan.append((kode, subs))
        yield "program", f"1.06.{program:02d}", sum((sum(subs) for _, subs in kegiatan), Decimal(0))
        for kode, subs in kegiatan:
            yield "kegiatan", kode, sum(subs, Decimal(0))
            yield from (("sub_kegiatan", f"{kode}.{i:04d}", pagu) for i, pagu in enumerate(subs, 1))


def documents(n_rows: int) -> Iterator[tuple[Row, list[Row]]]:
    """Rows of ``dokumen`` and ``anggaran`` of made documents, until there are so many of ``anggaran``."""
    rng, made = random.Random(8), 0
    for office in _OFFICES:
        for jenis, tahap in _KINDS:
            for tahun in _YEARS:
                for region in all_regions():
                    document, rows = _document(rng, region, office, jenis, tahap, tahun)
                    yield document, rows[: n_rows - made]
                    made += len(rows)
                    if made >= n_rows:
                        return


def _document(
    rng: random.Random, region: Region, office: str, jenis: str, tahap: str | None, tahun: int
) -> tuple[Row, list[Row]]:
    name = f"{region.kode_kabkota or region.kode_provinsi}-{office}-{jenis}-{tahap}-{tahun}"
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    shared = {
        "doc_id": sha256[:16], "berkas": f"{name}.pdf", "jenis_dokumen": jenis, "tahap": tahap, "tahun": tahun,
        "tingkat": region.tingkat, "kode_provinsi": region.kode_provinsi, "provinsi": region.provinsi,
        "kode_kabkota": region.kode_kabkota, "kabkota": region.kabkota, "perangkat_daerah": office,
    }  # fmt: skip
    document = shared | {
        "sha256": sha256, "tahun_akhir": tahun, "jumlah_halaman": 60, "halaman_pindai": 0, "status": "ok", "pesan": [],
        "versi": "bench", "versi_skema": VERSI_SKEMA, "waktu_ingest": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    rows = [
        shared | {
            "tingkat_baris": level, "kode": kode, "nama_baku": f"Nama {kode}", "nama": f"Nama {kode}", "pagu": pagu,
            "realisasi": pagu * 9 / 10 if jenis == "lkjip" else None, "baris_id": f"{sha256[:16]}-t001-b{i:04d}",
            "halaman": 10 + i // 12,
        }
        for i, (level, kode, pagu) in enumerate(items(rng, "1" if region.kode_kabkota is None else "2"), 1)
    ]  # fmt: skip
    return document, rows


Tables = Callable[[Row, list[Row]], dict[str, list[Row]]]
"""A document's part of each table, from its row of ``dokumen`` and its rows of ``anggaran``."""


def compared(document: Row, rows: list[Row]) -> dict[str, list[Row]]:
    """The two tables that a comparison reads."""
    return {"dokumen": [document], "anggaran": rows}


def write(root: Path, n_rows: int, *, merged: bool, tables: Tables = compared) -> int:
    """Writes the dataset, tables without rows empty; how many documents it has."""
    parts: dict[tuple[str, int, str, str], list[Row]] = defaultdict(list)
    held: dict[tuple[str, int, str, str], list[str]] = defaultdict(list)
    n_documents = 0
    for document, rows in documents(n_rows):
        n_documents += 1
        file = "gabungan-0" if merged else document["doc_id"]
        for table, some in tables(document, rows).items():
            key = (table, document["tahun"], document["kode_provinsi"], file)
            parts[key].extend(some)
            held[key].append(document["doc_id"])
    for key, some in parts.items():
        _write(root, key, some, held[key] if merged else None)
    for table in SCHEMAS.keys() - {key[0] for key in parts}:
        _write(root, (table, 2024, "11", "gabungan-0"), [], [])
    return n_documents


def _write(root: Path, key: tuple[str, int, str, str], rows: list[Row], documents: list[str] | None) -> None:
    table, tahun, province, name = key
    schema = SCHEMAS[table]
    folder = root / table / f"{schema.year_key}={tahun}" / f"kode_provinsi={province}"
    folder.mkdir(parents=True, exist_ok=True)
    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema.file]
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=with_footer(schema.file, {}, documents)), folder / f"{name}.parquet"
    )


REGIONS = all_regions()
VIEWS: dict[str, Callable[[Path], Any]] = {
    "compare, provinces": lambda root: compare(root, "1.06.04", 2024, official=REGIONS),
    "compare, kabupaten and kota": lambda root: compare(root, "1.06.04", 2024, official=REGIONS, by=Wilayah.KABKOTA),
    "compare, together, one kegiatan": lambda root: compare(
        root, "1.06.04.2.01", 2024, official=REGIONS, by=Wilayah.GABUNGAN
    ),
    "trend, kabupaten and kota": lambda root: trend(root, "1.06.04", by=Wilayah.KABKOTA),
    "largest programs, all years": lambda root: largest(root, by=Wilayah.KABKOTA, n=3),
    "search of codes": lambda root: search_codes(root, "1.06.04"),
    "years": years,
}


def measured(root: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Median seconds of each view, by the clock and of the processors, after one round that loads everything."""
    seconds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number in range(rounds + 1):
        for name, view in VIEWS.items():
            start, worked = time.perf_counter(), time.process_time()
            if not view(root):
                raise SystemExit(f"{name}: nothing came back")
            if number:
                seconds[name].append((time.perf_counter() - start, time.process_time() - worked))
    return {
        name: (statistics.median(clock for clock, _ in each), statistics.median(work for _, work in each))
        for name, each in seconds.items()
    }


def main() -> int:
    """Writes both datasets, measures, prints; 1 where a view takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for layout in ("a file a document", "compacted"):
            root = Path(folder) / layout.replace(" ", "_")
            n_documents = write(root, options.rows, merged=layout == "compacted")
            found[layout] = measured(root, options.rounds)
    print(
        f"{options.rows:,} rows of `anggaran` in {n_documents:,} documents; median of {options.rounds}, seconds "
        f"(of the processors); load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors:\n"
    )
    print(f"| view | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for name in VIEWS:
        print(f"| {name} | {' | '.join(f'{each[name][0]:.2f} ({each[name][1]:.2f})' for each in found.values())} |")
    return int(max(clock for each in found.values() for clock, _ in each.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
