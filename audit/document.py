"""A document as the checks see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.hierarchy import TableView
from audit.types import Finding
from nomenclature.types import Wilayah
from normalize.types import DocumentMeta

Rule = Callable[["DocumentView"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All tables of a document, its metadata, and its region where that is known."""

    tables: tuple[TableView, ...]
    meta: DocumentMeta
    wilayah: Wilayah | None = None


def per_table(rule: Callable[[TableView], Iterable[Finding]]) -> Rule:
    """A rule about one table as a rule about a document."""

    def over_tables(document: DocumentView) -> Iterator[Finding]:
        for view in document.tables:
            yield from rule(view)

    return over_tables
