"""Names of tables, rows and findings: built from the document's id and the place in it, so that they are stable.

The same file read by the same version gives the same ids, whatever else the dataset holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def tabel_id(doc_id: str, index: int) -> str:
    """Id of a document's table; ``index`` counts from 0, the printed number from 1.

    >>> tabel_id("0123456789abcdef", 0)
    '0123456789abcdef-t001'
    """
    return f"{doc_id}-t{index + 1:03d}"


def baris_id(tabel: str, index: int) -> str:
    """Id of a table's row; ``index`` counts from 0.

    >>> baris_id("0123456789abcdef-t001", 11)
    '0123456789abcdef-t001-b0012'
    """
    return f"{tabel}-b{index + 1:04d}"


def temuan_id(doc_id: str, mark: str, about: Sequence[object]) -> str:
    """Id of a finding, from what it is about: check, page, place, measure, never from how many stand before it.

    ``mark``: f of a document's own findings, a of those between documents.

    >>> temuan_id("0123456789abcdef", "f", ("persen", 12, None))
    '0123456789abcdef-fd7dd81bbed'
    """
    text = "|".join("" if part is None else str(part) for part in about)
    return f"{doc_id}-{mark}{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}"


class Numbered:
    """Ids that are all different: of two findings about one thing the second says so."""

    def __init__(self) -> None:
        """Nothing is named yet."""
        self._given: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        """The id, with how often it was asked for before, where it was.

        >>> named = Numbered()
        >>> named("d-f1"), named("d-f1"), named("d-f2")
        ('d-f1', 'd-f1-2', 'd-f2')
        """
        times = self._given[name] = self._given.get(name, 0) + 1
        return name if times == 1 else f"{name}-{times}"
