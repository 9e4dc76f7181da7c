"""Pictures of every view of the page for the README, at 1280 and 390 pixels: ``python docs/layar.py [DATASET]``.

Without a dataset of the samples it reads them first. Needs chromium and playwright, as the tests of the page do.
"""

from __future__ import annotations

import hashlib
import io
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "layar"
_LUWU = "f8b8e2c43828af51"
_SQL = "SELECT provinsi, kode, nama, tahun, pagu FROM anggaran WHERE tingkat_baris = 'program' ORDER BY pagu DESC"
VIEWS = {
    "ringkasan": "?lihat=ringkasan",
    "peta": "?lihat=perbandingan&kode=1.06.01&tahun=2024&prov=73",
    "perbandingan": "?lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota",
    "tren": "?lihat=perbandingan&banding=tren&kode=1.06.04&oleh=provinsi",
    "terbesar": "?lihat=perbandingan&banding=terbesar&tahun=2024",
    "dokumen": f"?lihat=dokumen&dok={_LUWU}&hlm=20&baris={_LUWU}-t006-b0003",
    "pohon": f"?lihat=dokumen&bagian=pohon&dok={_LUWU}",
    "temuan": "?lihat=temuan&cek=jumlah_anak&keparahan=galat",
    "ragu": "?lihat=temuan&daftar=ragu",
    "identitas": f"?lihat=dokumen&bagian=identitas&dok={_LUWU}",
    "koreksi": f"?lihat=koreksi&dok={_LUWU}&hlm=20&baris={_LUWU}-t006-b0003&nilai=1",
    "kueri": f"?lihat=kueri&sql={quote(_SQL)}",
}
_UNKNOWN = (
    ("Kode", "Rumpun Kerja", "Lajur P", "Lajur Q", ""),
    ("1.06.02", "Program Penataan Taman Uji", "900.000.000", "1.100.000.000", "120"),
    ("1.06.02.2.01", "Penyediaan Bangku Taman", "400.000.000", "500.000.000", "70"),
    ("1.06.02.2.02", "Penyediaan Lampu Taman", "500.000.000", "600.000.000", "50"),
)
"""A table, invented, that nobody has told the meaning of: the samples are all understood."""
_HEIGHTS = {1280: 1320, 390: 1100}
_COLOURS = 256
_PORT = 8597


def main(samples: Path | None) -> None:
    """Writes all pictures: of the samples (read first where no dataset of them is given), and of an unknown table."""
    from renja.api import ingest

    with tempfile.TemporaryDirectory() as folder:
        if samples is None:
            samples = Path(folder) / "hasil"
            ingest(ROOT / "samples", samples)
        draw(samples, VIEWS)
        papers = runpy.run_path(str(ROOT / "tests" / "renja" / "recipes" / "papers.py"))
        pdf = papers["pdf_bytes"](("RENCANA KERJA DINAS CONTOH", "TAHUN 2027"), _UNKNOWN, "Pengolah Angka 3.1")
        unknown = Path(folder) / "renja_contoh_2027.pdf"
        unknown.write_bytes(pdf)
        ingest(unknown, Path(folder) / "asing", workers=1)
        form = f"?lihat=dokumen&bagian=resep&dok={hashlib.sha256(pdf).hexdigest()[:16]}"
        draw(Path(folder) / "asing", {"resep": "?lihat=resep", "tata_letak": form})


def draw(dataset: Path, views: Mapping[str, str]) -> None:
    """Serves the dataset, opens the views at both widths, writes the pictures."""
    from playwright.sync_api import sync_playwright

    tests = runpy.run_path(str(ROOT / "tests" / "renja" / "web" / "conftest.py"))
    log = Path(tempfile.mkdtemp()) / "server.log"
    command = [sys.executable, "-c", "from renja.cli import main; main()", "dashboard", str(dataset)]
    # A folder of its own: whoever draws the pictures may have recipes and lists of codes of their own.
    environment = os.environ | {"RENJA_PAGE_KEY": tests["PAGE_KEY"], "RENJA_DATA": str(log.parent)}
    server = subprocess.Popen([*command, "--port", str(_PORT)], cwd=ROOT, stdout=log.open("wb"), env=environment)
    OUT.mkdir(exist_ok=True)
    try:
        tests["_wait_for"](f"http://127.0.0.1:{_PORT}/_stcore/health", server, log)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=tests["ARGUMENTS"])
            tab = browser.new_context().new_page()
            tab.goto(f"http://127.0.0.1:{_PORT}/?kunci={tests['PAGE_KEY']}")
            for name, query in views.items():
                for width, height in _HEIGHTS.items():
                    tab.set_viewport_size({"width": width, "height": height})
                    visit = tests["Visit"](tab, f"http://127.0.0.1:{_PORT}/")
                    tab.set_default_timeout(90_000)
                    visit.open(query)
                    tab.wait_for_timeout(1500)
                    _save(tab.screenshot(), OUT / f"{name}-{width}.png")
            browser.close()
    finally:
        server.terminate()


def _save(png: bytes, path: Path) -> None:
    """Writes the picture with few colours, so that the repository stays small."""
    from PIL import Image

    picture: Any = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    sys.stdout.write(f"{path.name} {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
