"""CPU and clock seconds of what people ask first, over made datasets of 100 to 100,000 documents; printed as Markdown.

    python bench/many.py --documents 100 1000 10000 100000 --keep /tmp/banyak

The samples are read once; each made document is one of them with an id, a region, a year and an office of its own, so
that all seven tables hold what an ingest writes, row for row. Partitions are merged as ``renja compact`` leaves them.
Each answer is a process of its own, its start included; of the page it is what the server does before anybody looks,
and the first run of its script after that. The ingest is of one more document that the dataset does not have, beside
the same into an empty dataset. ``--keep`` names a folder where the datasets stay, and are found again by the next call.
Ends with 1 where an answer over the most documents takes longer than 2 seconds of the processors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - found by the line above
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from nomenclature.wilayah import all_regions  # noqa: E402
from output.datapackage import write_datapackage  # noqa: E402
from output.layout import MERGED, settings_of, with_footer  # noqa: E402
from output.merge import write_rows  # noqa: E402
from output.schema import SCHEMAS, TableSchema  # noqa: E402
from records.matched import Wilayah  # noqa: E402
from renja.batch.ingest import SerialExecutor, ingest_files  # noqa: E402
from renja.recipes.files import load_recipes  # noqa: E402
from renja.recipes.renew import renew  # noqa: E402

LIMIT = 2.0
"""Seconds of the processors that an answer may take."""
_YEARS = range(2019, 2025)
_STAGES = (("renja", "murni"), ("renja", "perubahan"), ("lkjip", None))
_ID = 16
_BIDANG = "1.06"
_CODES = ("kode", "kode_asli", "program", "kegiatan")
_IDS = ("doc_id", "tabel_id", "baris_id", "induk_id", "lanjutan_id", "temuan_id")
_ONE_MORE = "gorontalo_renja_2026_s37_sipd.pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """A document to make: which sample it is, and whose; of a region's offices the first has the samples' codes."""

    doc_id: str
    sha256: str
    template: int
    region: Wilayah
    tahun: int
    jenis: str
    tahap: str | None
    office: str
    bidang: str

    @property
    def place(self) -> tuple[int, str]:
        """Year and province of its folders."""
        return self.tahun, self.region.kode_provinsi or "00"


def made(n: int, n_templates: int) -> Iterator[Made]:
    """So many documents: each office of each region has a plan, its change and a report of each year."""
    regions = all_regions()
    for k in range(n):
        turn, region = divmod(k, len(regions))
        turn, year = divmod(turn, len(_YEARS))
        office, stage = divmod(turn, len(_STAGES))
        jenis, tahap = _STAGES[stage]
        sha256 = hashlib.sha256(f"banyak {k}".encode()).hexdigest()
        yield Made(sha256[:_ID], sha256, k % n_templates, regions[region], _YEARS[year], jenis, tahap,
                   f"Dinas Alfa {_letters(office)}", f"2.{office + 6:02d}" if office else _BIDANG)  # fmt: skip


def _letters(number: int) -> str:
    """A name made of letters: an office is known by these alone."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


class Templates:
    """The tables of the documents that a dataset holds, by document."""

    def __init__(self, root: Path) -> None:
        """``root``: a dataset with a file for each document."""
        self.years: list[int] = []
        self.settings: list[str] = []
        self._held: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
        for path in sorted(root.glob("dokumen/*/*/*.parquet")):
            year, province = path.parent.parent.name.partition("=")[2], path.parent.name
            self.years.append(int(year))
            self.settings.append(settings_of(path).get(path.stem, ""))
            for name, schema in SCHEMAS.items():
                own = root / name / f"{schema.year_key}={year}" / province / path.name
                self._held[name].append(pq.read_table(own, partitioning=None).replace_schema_metadata(None))

    def rows(self, schema: TableSchema, documents: Sequence[Made]) -> pa.Table:
        """What one table holds of the documents."""
        parts = [self._held[schema.name][each.template] for each in documents]
        table = pa.concat_tables(parts)
        which = pa.array(np.repeat(np.arange(len(parts)), [part.num_rows for part in parts]))
        columns = [
            _column(field, table.column(field.name), _Told(documents, self.years, which)) for field in schema.file
        ]
        return pa.Table.from_arrays(columns, schema=schema.file)


_SAID: dict[str, Callable[[Made], str | None]] = {
    "doc_id": lambda d: d.doc_id,
    "sha256": lambda d: d.sha256,
    "berkas": lambda d: f"{d.region.kode_kabkota or d.region.kode_provinsi}/{d.tahun}/{d.doc_id}.pdf",
    "jenis_dokumen": lambda d: d.jenis,
    "tahap": lambda d: d.tahap,
    "tingkat": lambda d: d.region.tingkat,
    "provinsi": lambda d: d.region.provinsi,
    "kode_kabkota": lambda d: d.region.kode_kabkota,
    "kabkota": lambda d: d.region.kabkota,
    "perangkat_daerah": lambda d: d.office,
    "bidang": lambda d: d.bidang,
}


class _Told:
    """What the document of each row is: ``which`` tells whose it is."""

    def __init__(self, documents: Sequence[Made], years: Sequence[int], which: pa.Array) -> None:
        self._documents, self._which = documents, which
        self._years = years

    def text(self, name: str) -> pa.Array:
        """A column of the contract."""
        return pc.take(pa.array([_SAID[name](each) for each in self._documents], pa.string()), self._which)

    def shift(self) -> pa.Array:
        """By how many years it is another than its template."""
        by = [each.tahun - self._years[each.template] for each in self._documents]
        return pc.take(pa.array(by, pa.int64()), self._which)


def _column(field: pa.Field, column: pa.ChunkedArray, told: _Told) -> pa.Array:
    """A column of made documents."""
    whole = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], field.type)
    if field.name in ("tahun", "tahun_akhir"):
        return pc.add(whole.cast(pa.int64()), told.shift()).cast(field.type)
    if field.name == "bukti":
        owner = pc.take(told.text("doc_id"), pc.list_parent_indices(whole))
        return pa.ListArray.from_arrays(whole.offsets, _renamed(pc.list_flatten(whole), owner), type=field.type)
    if field.name in _SAID:
        return told.text(field.name)
    if field.name in _CODES:
        return _recoded(whole, told.text("bidang"))
    return _renamed(whole, told.text("doc_id")) if field.name in _IDS else whole


def _recoded(codes: pa.Array, bidang: pa.Array) -> pa.Array:
    """Codes of an office of another bidang: what the samples have of ``1.06``."""
    other = pc.binary_join_element_wise(bidang, pc.utf8_slice_codeunits(codes, len(_BIDANG)), "")
    return pc.if_else(pc.starts_with(codes, f"{_BIDANG}."), other, codes)


def _renamed(ids: pa.Array, doc_ids: pa.Array) -> pa.Array:
    """Ids of another document's: what stands behind its own id stays."""
    return pc.binary_join_element_wise(doc_ids, pc.utf8_slice_codeunits(ids, _ID), "")


def write(root: Path, templates: Templates, n: int) -> None:
    """Writes a dataset of so many documents, a merged file for each table and partition."""
    by_place: dict[tuple[int, str], list[Made]] = defaultdict(list)
    for each in made(n, len(templates.years)):
        by_place[each.place].append(each)
    for (year, province), found in by_place.items():
        documents = sorted(found, key=lambda each: each.doc_id)  # as `compact` finds their files
        settings = {each.doc_id: templates.settings[each.template].rpartition("/")[0] for each in documents}
        for name, schema in SCHEMAS.items():
            folder = root / name / f"{schema.year_key}={year}" / f"kode_provinsi={province}"
            folder.mkdir(parents=True)
            kept = settings if name == "dokumen" else {}
            footer = with_footer(schema.file, kept, [each.doc_id for each in documents])
            write_rows(schema, footer, iter([templates.rows(schema, documents)]), folder / f"{MERGED}0.parquet")
    write_datapackage(root)
    renew(root, load_recipes(root).recipes)  # as an ingest does at its end


_PAGE = """
import sys, time
from pathlib import Path
from streamlit.testing.v1 import AppTest
root = Path(sys.argv[1])
script = (
    "from pathlib import Path; from renja.web.app import show_page; from renja.web.settings import Settings; "
    f"show_page(Settings(Path({str(root)!r})))"
)
begun = time.process_time(), time.perf_counter()
from renja.web.warm import warm_up
warm_up(root)
opened = time.process_time(), time.perf_counter()
page = AppTest.from_string(script, default_timeout=600)
page.query_params["lihat"] = "ringkasan"
page.run()
done = time.process_time(), time.perf_counter()
if page.exception or page.error:
    raise SystemExit(str([each.value for each in (*page.exception, *page.error)]))
print([o - b for b, o in zip(begun, opened)] + [d - o for o, d in zip(opened, done)])
"""


def call(arguments: Sequence[str], codes: Sequence[int] = (0,)) -> tuple[tuple[float, float], str]:
    """Seconds of the processors and of the clock that ``python ARGUMENTS`` takes, and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, env=env)
    took = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode not in codes:
        raise SystemExit(f"{' '.join(arguments)}: {ran.returncode}\n{ran.stderr[-2000:]}")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took), ran.stdout


def answers(root: Path, n: int) -> dict[str, tuple[float, float]]:
    """Seconds of each answer over a dataset of ``n`` documents; last of one more document put into it."""
    renja = ["-c", "from renja.cli import main; main()"]
    asked = next(made(n, 1)).doc_id
    commands = {
        "renja status": ["status"], "renja coverage": ["coverage"],
        "renja audit --doc": ["audit", "--doc", asked],
        "renja compare --kode 1.06.04 --tahun 2024": ["compare", "--kode", "1.06.04", "--tahun", "2024"],
        "renja compare --kode 1.06.04": ["compare", "--kode", "1.06.04"],
    }  # fmt: skip
    found = {name: call([*renja, command, str(root), *more], (0, 1))[0] for name, (command, *more) in commands.items()}
    cpu, clock, first_cpu, first_clock = json.loads(call(["-c", _PAGE, str(root)])[1].splitlines()[-1])
    found |= {"page, opened by the server": (cpu, clock), "page, first view": (first_cpu, first_clock)}
    ingest = [*renja, "ingest", str(ROOT / "samples" / _ONE_MORE), "--workers", "1", "--out"]
    with tempfile.TemporaryDirectory() as empty:
        found["one document into an empty dataset"] = call([*ingest, f"{empty}/hasil"])[0]
    found["one document more into this one"] = call([*ingest, str(root)])[0]
    call([*renja, "remove", str(root), _ONE_MORE])
    return found


def main() -> int:
    """Makes the datasets, measures, prints; 1 where an answer takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    try:
        found = {n: answers(_dataset(folder, n), n) for n in options.documents}
    finally:
        if options.keep is None:
            shutil.rmtree(folder)
    print(f"Seconds of the processors (of the clock); load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors:\n")
    print(f"| | {' | '.join(f'{n:,}' for n in found)} |\n|---|{'---:|' * len(found)}")
    for name in next(iter(found.values())):
        print(f"| {name} | {' | '.join(f'{each[name][0]:.2f} ({each[name][1]:.2f})' for each in found.values())} |")
    last = found[max(found)]
    return int(max(cpu for name, (cpu, _) in last.items() if "document" not in name) > LIMIT)


def _dataset(folder: Path, n: int) -> Path:
    """The dataset of so many documents, made where it is not there yet."""
    samples, root = folder / "contoh", folder / f"dokumen{n}"
    if not samples.exists():
        digital = [str(path) for path in sorted((ROOT / "samples").glob("*.pdf")) if "scan" not in path.name]
        ingest_files([each for each in digital if _ONE_MORE not in each], samples, executor=SerialExecutor())
    if not root.exists():
        write(root, Templates(samples), n)
    return root


if __name__ == "__main__":
    sys.exit(main())
