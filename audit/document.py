"""A document as the checks see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.hierarchy import TableView
from extract.types import PageResult
from normalize.types import DocumentMeta
from records.findings import Finding
from records.matched import Wilayah

Rule = Callable[["DocumentView"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All tables of a document, its metadata, its region where that is known, and its pages' running text."""

    tables: tuple[TableView, ...]
    meta: DocumentMeta
    wilayah: Wilayah | None = None
    pages: tuple[PageResult, ...] = ()


def per_table(rule: Callable[[TableView], Iterable[Finding]]) -> Rule:
    """A rule about one table as a rule about a document."""

    def over_tables(document: DocumentView) -> Iterator[Finding]:
        for view in document.tables:
            yield from rule(view)

    return over_tables
