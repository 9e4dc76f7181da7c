"""Pictures of every view of the page for the README, at 1280 and 390 pixels: ``python docs/layar.py [DATASET]``.

Without a dataset it reads the samples first. Needs chromium and playwright, as the tests of the page do.
"""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "layar"
_LUWU = "f8b8e2c43828af51"
VIEWS = {
    "ringkasan": "?lihat=ringkasan",
    "peta": "?lihat=perbandingan&kode=1.06.01&tahun=2024&prov=73",
    "perbandingan": "?lihat=perbandingan&banding=wilayah&kode=1.06.04&tahun=2024&oleh=kabkota",
    "terbesar": "?lihat=perbandingan&banding=terbesar&tahun=2024",
    "dokumen": f"?lihat=dokumen&dok={_LUWU}&hlm=20&baris={_LUWU}-t006-b0003",
    "pohon": f"?lihat=dokumen&bagian=pohon&dok={_LUWU}",
    "temuan": "?lihat=temuan&cek=jumlah_anak&keparahan=galat",
    "koreksi": f"?lihat=koreksi&dok={_LUWU}&hlm=20&baris={_LUWU}-t006-b0003&nilai=1",
}
_HEIGHTS = {1280: 1320, 390: 1100}
_COLOURS = 256
_PORT = 8597


def main(dataset: Path) -> None:
    """Serves the dataset, opens every view at both widths, writes the pictures."""
    from playwright.sync_api import sync_playwright

    tests = runpy.run_path(str(ROOT / "tests" / "renja" / "web" / "conftest.py"))
    log = Path(tempfile.mkdtemp()) / "server.log"
    command = [sys.executable, "-c", "from renja.cli import main; main()", "dashboard", str(dataset)]
    environment = os.environ | {"RENJA_PAGE_KEY": tests["PAGE_KEY"]}
    server = subprocess.Popen([*command, "--port", str(_PORT)], cwd=ROOT, stdout=log.open("wb"), env=environment)
    OUT.mkdir(exist_ok=True)
    try:
        tests["_wait_for"](f"http://127.0.0.1:{_PORT}/_stcore/health", server, log)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=tests["ARGUMENTS"])
            tab = browser.new_context().new_page()
            tab.goto(f"http://127.0.0.1:{_PORT}/?kunci={tests['PAGE_KEY']}")
            for name, query in VIEWS.items():
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
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        from renja.api import ingest

        with tempfile.TemporaryDirectory() as folder:
            ingest(ROOT / "samples", folder)
            main(Path(folder))
