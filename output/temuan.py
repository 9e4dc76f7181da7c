"""One check's findings put anew into documents that stand in the dataset, beside readers and other writers.

What a document's own audit found is written with it. What several documents say together is known only afterwards, and
changes when one of them does: it is put into the file of the document that it belongs to, by one rename. A document
that is read again loses it, and whoever read it puts it back.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from output.arrow import decimal, year
from output.write import DatasetWriter

_NAME = "temuan"


def put_findings(writer: DatasetWriter, cek: str, found: Mapping[str, Sequence[Mapping[str, Any]]]) -> int:
    """Puts each document's rows of one check in place of those it had; how many documents were found to do so.

    ``found``: rows of `temuan` as dicts, by doc_id; no rows for a document that has none any more. Each file is
    changed by one rename; a document that is not in the dataset is left out.
    """
    with writer.turn():
        files: dict[Path, list[str]] = {}
        for doc_id in found:
            path = writer.places.find(_NAME, doc_id)
            if path is not None:
                files.setdefault(path, []).append(doc_id)
        for path, documents in files.items():
            _rewrite(writer, path, cek, documents, [row for each in documents for row in found[each]])
    return sum(map(len, files.values()))


def _rewrite(
    writer: DatasetWriter, path: Path, cek: str, documents: Collection[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """The file with these rows of the check for these documents, and all others as they were."""
    draft = writer.area / f"{uuid.uuid4().hex[:12]}.parquet"
    ids = pa.array(sorted(documents), pa.string())
    with pq.ParquetFile(path) as source:
        schema = source.schema_arrow
        with pq.ParquetWriter(draft, schema, compression="zstd", write_page_checksum=True) as target:
            for group in range(source.num_row_groups):
                table = source.read_row_group(group)
                theirs = pc.and_(pc.equal(table.column("cek"), cek), pc.is_in(table.column("doc_id"), ids))
                target.write_table(table.filter(pc.invert(theirs)).cast(schema))
            if rows:
                target.write_table(_table(rows, schema))
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(draft, path)


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """The rows as the file's columns; what a row lacks is null."""
    fitted = [_fitted(row) for row in rows]
    return pa.Table.from_arrays(
        [pa.array([row.get(field.name) for row in fitted], field.type) for field in schema], schema=schema
    )


def _fitted(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with year and amounts as the columns hold them."""
    amounts = {name: decimal(row.get(name)) for name in ("tertulis", "dihitung", "selisih")}
    return {**row, **amounts, "tahun": year(row.get("tahun"))}
