"""One partition's folder rebuilt beside it and put in its place by one exchange: documents merged, or one taken out."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.layout import MERGED, corrections_of, documents_of, recipes_of, settings_of, with_footer
from output.schema import TableSchema
from output.swap import exchange

_ROWS = 100_000
"""Rows of a row group: documents have few, and small groups make a slow file."""
_FOUND_BY = {"anggaran": ("tahun", "kode")}
"""Tables that are asked for a few rows of all documents, and by what: so many at a time are sorted by it."""
_SORTED_ROWS, _SORTED_PAGE = 20_000, 50_000
"""Rows of their row groups, and bytes of a page: a reader passes over those that hold nothing of what is asked."""


def merge_folder(schema: TableSchema, folder: Path, area: Path, largest: int) -> int:
    """Merges the files of a partition into as few as hold ``largest`` bytes each; how many files it has afterwards.

    ``area``: where the new folder is built, on the same file system. Nothing happens where nothing is gained.
    """
    files = sorted(folder.glob("*.parquet"))
    groups = _groups(files, largest)
    if len(groups) == len(files):
        return len(files)
    fresh = _fresh(area)
    for group in groups:
        if len(group) == 1:
            _keep(group[0], fresh)
        else:
            write_merged(schema, group, fresh / f"{MERGED}{uuid.uuid4().hex[:12]}.parquet")
    _put(fresh, folder)
    return len(groups)


def _groups(files: Sequence[Path], largest: int) -> list[list[Path]]:
    """The files that go together; a large one stays alone."""
    groups: list[list[Path]] = []
    room = 0
    for path in files:
        size = path.stat().st_size
        if size > room:
            groups.append([])
            room = largest
        groups[-1].append(path)
        room -= size
    return groups


def take_out(schema: TableSchema, merged: Path, doc_id: str, area: Path) -> Path:
    """Gives a document of a merged file a file of its own in the same folder; its path."""
    fresh = _fresh(area)
    for other in merged.parent.glob("*.parquet"):
        if other != merged:
            _keep(other, fresh)
    rest = [each for each in documents_of(merged) if each != doc_id]
    if rest:
        _write_part(schema, [merged], fresh / f"{MERGED}{uuid.uuid4().hex[:12]}.parquet", rest, merged_file=True)
    alone = fresh / f"{doc_id}.parquet"
    _write_part(schema, [merged], alone, [doc_id], merged_file=False)
    _put(fresh, merged.parent)
    return merged.parent / alone.name


def write_merged(schema: TableSchema, files: Sequence[Path], target: Path) -> None:
    """One file with the rows of several, a few megabytes in memory at a time."""
    documents = [doc_id for path in files for doc_id in documents_of(path)]
    _write_part(schema, files, target, documents, merged_file=True)


def _write_part(
    schema: TableSchema, files: Sequence[Path], target: Path, documents: list[str], *, merged_file: bool
) -> None:
    wanted = set(documents)
    settings, corrections, recipes = {}, {}, {}
    if schema.name == "dokumen":
        settings = {k: v for path in files for k, v in settings_of(path).items() if k in wanted}
        corrections = {k: v for path in files for k, v in corrections_of(path).items() if k in wanted}
        recipes = {k: v for path in files for k, v in recipes_of(path).items() if k in wanted}
    footer = with_footer(schema.file, settings, documents if merged_file else None, corrections, recipes)
    write_rows(schema, footer, _rows(files, documents), target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def write_rows(schema: TableSchema, footer: pa.Schema, tables: Iterator[pa.Table], target: Path) -> None:
    """The rows as a file of several documents has them, ``footer`` its schema: some 100,000 in memory at a time."""
    order = [(name, "ascending") for name in _FOUND_BY.get(schema.name, ())]
    page, group = (_SORTED_PAGE, _SORTED_ROWS) if order else (None, _ROWS)
    with pq.ParquetWriter(target, footer, compression="zstd", write_page_checksum=True, data_page_size=page) as writer:
        for table in _batched(tables):
            rows = table.take(pc.sort_indices(table, sort_keys=order)) if order else table
            writer.write_table(rows.cast(footer), row_group_size=group)


def _rows(files: Sequence[Path], documents: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of these documents, row group by row group."""
    ids = pa.array(documents, pa.string())
    for path in files:
        with pq.ParquetFile(path) as source:
            for group in range(source.num_row_groups):
                table = source.read_row_group(group)
                yield table.filter(pc.is_in(table.column("doc_id"), ids)).replace_schema_metadata(None)


def _batched(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The tables put together into ones of about ``_ROWS`` rows."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        if sum(each.num_rows for each in held) >= _ROWS:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _fresh(area: Path) -> Path:
    folder = area / f"{uuid.uuid4().hex[:12]}.baru"
    folder.mkdir()
    return folder


def _keep(path: Path, folder: Path) -> None:
    """The same file in the new folder, without copying where the file system can."""
    try:
        os.link(path, folder / path.name)
    except OSError:
        shutil.copy2(path, folder / path.name)


def _put(fresh: Path, folder: Path) -> None:
    """The decision: from here on readers see the new folder."""
    exchange(fresh, folder)
    shutil.rmtree(fresh)
