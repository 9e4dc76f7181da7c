"""Names of tables, rows and findings: built from the document's id and the place in it, so that they are stable.

The same file read by the same version gives the same ids, whatever else the dataset holds.
"""

from __future__ import annotations


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


def temuan_id(doc_id: str, index: int) -> str:
    """Id of a document's finding; ``index`` counts from 0.

    >>> temuan_id("0123456789abcdef", 0)
    '0123456789abcdef-f0001'
    """
    return f"{doc_id}-f{index + 1:04d}"
