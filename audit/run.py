"""Every registered check over the tables of one document."""

from __future__ import annotations

from collections.abc import Sequence

from audit.causes import explain
from audit.chains import chained
from audit.document import DocumentView
from audit.hierarchy import view_table
from audit.loose import Loose
from audit.registry import CHECKS
from extract.types import PageResult
from normalize.types import DocumentMeta
from records.findings import Finding
from records.matched import MatchedTable, Wilayah

_MOST_COMPARISONS = 1_000_000
"""Findings times items: where a (hostile) document has more, its last findings go without a probable cause."""


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
    views = chained([view_table(number, table) for number, table in enumerate(tables)])
    document = DocumentView(views, meta, wilayah, tuple(pages))
    loose = Loose(document)
    every = (loose.doubt(one) for check in CHECKS if check.run for one in check.run(document))
    found = sorted(every, key=_printed_order)
    n_explained = _MOST_COMPARISONS // max(1, sum(len(view.items) for view in views))
    return tuple(explain(document, one) if at < n_explained else one for at, one in enumerate(found))


def _printed_order(finding: Finding) -> tuple[int, int, str, str, str, int]:
    row = -1 if finding.row is None else finding.row
    return (finding.table, row, finding.cek, finding.ukuran or "", finding.konteks or "", finding.tahun or 0)
