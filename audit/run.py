"""Every registered check over the tables of one document."""

from __future__ import annotations

from collections.abc import Sequence

from audit.causes import explain
from audit.document import DocumentView
from audit.hierarchy import view_table
from audit.registry import CHECKS
from audit.types import Finding
from extract.types import PageResult
from nomenclature.types import MatchedTable, Wilayah
from normalize.types import DocumentMeta


def audit_tables(
    tables: Sequence[MatchedTable],
    meta: DocumentMeta,
    wilayah: Wilayah | None = None,
    pages: Sequence[PageResult] = (),
) -> tuple[Finding, ...]:
    """All findings of a document, in printed order: by table, row, check, measure and year.

    ``tables`` are the document's matched tables; findings refer to them and to their rows by index. ``wilayah`` is
    the document's region, needed only to judge whose authority an item is; ``pages`` the document's pages, needed only
    for what its sentences say.
    """
    views = tuple(view_table(number, table) for number, table in enumerate(tables))
    document = DocumentView(views, meta, wilayah, tuple(pages))
    found = [explain(document, finding) for check in CHECKS if check.run for finding in check.run(document)]
    return tuple(sorted(found, key=_printed_order))


def _printed_order(finding: Finding) -> tuple[int, int, str, str, str, int]:
    row = -1 if finding.row is None else finding.row
    return (finding.table, row, finding.cek, finding.ukuran or "", finding.konteks or "", finding.tahun or 0)
