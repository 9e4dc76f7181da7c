"""Rebuilds ``data/dokumen.csv`` from the tables of published documents.

    python -m nomenclature.update FOLDER ...

Each folder holds ``<stem>.truth.json`` files (the format of ``samples/``): rows with level, official code and name as
printed. A code's official name is the spelling that most documents print.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nomenclature.catalog import DATA, Catalog, Entry, own_files, read_entries, write_entries
from nomenclature.kode import is_canonical, kewenangan_of, level_of
from nomenclature.nama import clean, key, split_label
from normalize.types import TingkatBaris

EDISI = "050-5889/2021"
"""The edition that the documents cite, in whose numbering their codes are given."""


def entries_of_documents(paths: Iterable[Path], known: Catalog) -> list[Entry]:
    """One entry for each code that the documents' rows name; what documents confirm counts more than the lists."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for kode, nama in _rows(path):
            names[kode][nama] += 1
    entries = (_entry(kode, _usual(spellings)) for kode, spellings in sorted(names.items()))
    return [entry for entry in entries if not _is_settled(entry, known)]


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """Code and name of each coded row; label words in front of a kegiatan's name are dropped."""
    for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
        for row in table["rows"]:
            kode, level = row.get("kode"), row["level"]
            if kode and is_canonical(kode) and level_of(kode) == level and row["nama"].strip():
                is_program = level in (TingkatBaris.PROGRAM, TingkatBaris.URUSAN, TingkatBaris.BIDANG_URUSAN)
                yield kode, clean(row["nama"]) if is_program else split_label(row["nama"])[1]


def _usual(spellings: Counter[str]) -> str:
    """The spelling of most rows; among equals the longest (print drops letters rather than adds them), then by text."""
    by_key: Counter[str] = Counter()
    for nama, count in spellings.items():
        by_key[key(nama)] += count
    return max(spellings, key=lambda n: (by_key[key(n)], spellings[n], len(n), n))


def _entry(kode: str, nama: str) -> Entry:
    kewenangan = {"1": "provinsi", "2": "kabkota"}.get(kewenangan_of(kode) or "", "umum")
    level = level_of(kode)
    assert level is not None  # only canonical codes come here
    return Entry(kode, level, nama, kewenangan, EDISI, "dokumen")


def _is_settled(entry: Entry, known: Catalog) -> bool:
    """True for what the lists settle by themselves: urusan, bidang, programs, and items of the overhead program."""
    parts = entry.kode.split(".")
    return bool(known.lookup(entry.kode)) and (len(parts) <= 3 or parts[2] == "01")


def main(arguments: list[str]) -> int:
    """Writes ``data/dokumen.csv``; gives the exit code."""
    paths = sorted(p for folder in arguments for p in Path(folder).glob("*.truth.json"))
    if not paths:
        sys.stderr.write("tidak ada berkas *.truth.json; sebut foldernya: python -m nomenclature.update FOLDER\n")
        return 2
    lists = [entry for path in own_files() if path.name != "dokumen.csv" for entry in read_entries(path)]
    count = write_entries(entries_of_documents(paths, Catalog.build(lists)), DATA / "dokumen.csv")
    sys.stdout.write(f"{len(paths)} dokumen, {count} kode: {DATA / 'dokumen.csv'}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
