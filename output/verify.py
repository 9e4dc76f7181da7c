"""Every promise of the contract checked on a dataset as it lies there, and what is wrong named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from output.kept import unlike_kept
from output.layout import documents_of, own_files
from output.offices import awaiting, same_offices
from output.read import check_dataset
from output.reapply import unapplied
from output.schema import SCHEMAS, VERSI_SKEMA, TableSchema
from output.verify_rows import MOST, Fault, row_faults
from output.write import WAIT_SECONDS, DatasetWriter

_PLACE = re.compile(r"(tahun|tahun_dokumen)=(0|\d{4})/kode_provinsi=\d\d")


def verify(root: Path, wait: float = WAIT_SECONDS) -> list[Fault]:
    """All faults of the dataset, at most ``MOST`` of a kind; none where every promise holds.

    Writers wait for their turn meanwhile. Raises ``NotADataset``. A run that died is finished first, as any writer
    does, and ``datapackage.json`` renewed for it. While another run lives that file is not compared, nor are findings
    between documents or applied corrections missed: the run renews all at its end.
    """
    check_dataset(root)
    writer = DatasetWriter(root, wait)
    with writer, writer.turn():
        faults = list(_file_faults(root))
        if any(fault.promise == "skema" for fault in faults):
            return faults  # rows cannot be compared where columns are not what they should be
        at_rest = [] if writer.others() else [*_listing_faults(root), *_across_faults(root), *_overlay_faults(root)]
        return [*faults, *_document_faults(root), *row_faults(root), *_kept_faults(root), *at_rest]


def _file_faults(root: Path) -> Iterator[Fault]:
    """Files that cannot be read, have other columns, or lie where no reader takes year and province from."""
    for schema in SCHEMAS.values():
        for path in sorted((root / schema.name).glob("**/*.parquet")):
            name = path.relative_to(root).as_posix()
            fault = _schema_fault(path, schema)
            if fault:
                yield Fault("skema", name, fault)
            if not _PLACE.fullmatch(path.parent.relative_to(root / schema.name).as_posix()):
                yield Fault("tempat", name, "tidak di folder tahun dan provinsi / not in a folder of year and province")


def _schema_fault(path: Path, schema: TableSchema) -> str | None:
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            found = file.schema_arrow
            documents_of(path)
            for group in range(file.num_row_groups):
                file.read_row_group(group)
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        return f"tidak terbaca ({error}) / unreadable"
    want = schema.file
    wrong = [f.name for f in want if f.name not in found.names or found.field(f.name).type != f.type]
    version = (found.metadata or {}).get(b"versi_skema", b"").decode()
    if wrong:
        return f"kolom hilang atau berubah jenis: {', '.join(wrong)}"
    return None if version == str(VERSI_SKEMA) else f"versi skema {version or '?'}, bukan (not) {VERSI_SKEMA}"


def _document_faults(root: Path) -> Iterator[Fault]:
    """Documents in two files of a table, in one table and not in another, or in different partitions."""
    places = {table: _documents(root, table) for table in SCHEMAS}
    listed = places.pop("dokumen")
    for table, files in {"dokumen": listed, **places}.items():
        double = [(doc_id, paths) for doc_id, paths in files.items() if len(paths) > 1]
        for doc_id, paths in double[:MOST]:
            yield Fault("ganda", doc_id, f"ada di beberapa berkas {table} (in several files): {', '.join(paths)}")
        for doc_id in sorted(listed.keys() ^ files.keys())[:MOST]:
            yield Fault("rujukan", doc_id, f"tidak ada di dokumen atau di {table} / missing in dokumen or {table}")
        both = listed.keys() & files.keys()
        for doc_id in sorted(d for d in both if set(map(_keys, files[d])) != set(map(_keys, listed[d])))[:MOST]:
            yield Fault("tempat", doc_id, f"{table} dan dokumen di folder berbeda / in different partitions")


def _keys(path: str) -> tuple[str, ...]:
    """The values of a file's folders: year and province."""
    return tuple(part.partition("=")[2] for part in path.split("/")[1:-1])


def _documents(root: Path, table: str) -> dict[str, list[str]]:
    """The files of a table that each document is in."""
    found: dict[str, list[str]] = {}
    for path in own_files(root, table):
        for doc_id in documents_of(path):
            found.setdefault(doc_id, []).append(path.relative_to(root).as_posix())
    return found


def _kept_faults(root: Path) -> Iterator[Fault]:
    """Where what was worked out of a file for quick answers is not what the file makes."""
    for name, file in [*unlike_kept(root)][:MOST]:
        what = f".renja/turunan/{name} tidak cocok; hapuslah / does not fit what it is made of; delete it"
        yield Fault("turunan", file, what)


def _across_faults(root: Path) -> Iterator[Fault]:
    """Documents that share an office with others, whose findings against these a run that broke off did not make."""
    awaited = awaiting(root)
    for doc_id in sorted(awaited & same_offices(root, awaited))[:MOST] if awaited else ():
        what = "temuan antar dokumen belum diperbarui; jalankan `renja audit --save` / findings between documents lack"
        yield Fault("antar", doc_id, what)


def _overlay_faults(root: Path) -> Iterator[Fault]:
    """Documents of which people said what a run that broke off did not apply."""
    for doc_id in unapplied(root)[:MOST]:
        what = "koreksi, identitas, atau keputusan orang belum diterapkan; `renja corrections apply` / not yet applied"
        yield Fault("terap", doc_id, what)


def _listing_faults(root: Path) -> Iterator[Fault]:
    """Where ``datapackage.json`` and the files differ."""
    try:
        package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
        named = {path for resource in package["resources"] for path in resource["path"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Fault("daftar", "datapackage.json", f"tidak terbaca ({error}) / unreadable")
        return
    lying = {path.relative_to(root).as_posix() for table in SCHEMAS for path in own_files(root, table)}
    for path in sorted(named ^ lying)[:MOST]:
        yield Fault("daftar", path, "berbeda antara datapackage.json dan isi folder / listed and lying files differ")
