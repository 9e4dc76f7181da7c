from __future__ import annotations
from extract.types import PageContent, PageTable


def split_table(content: PageContent, hint: PageTable) -> PageTable | None:
    return None
