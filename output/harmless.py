"""Texts of documents in CSV files: none of them is a formula to the spreadsheet that opens one.

A cell that begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text"; so does what
stands behind a semicolon, where a spreadsheet of another country begins the next cell. Plain numbers stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_NUMBER = r"[-+]?[0-9][0-9.,\s]*(?:[eE][-+]?[0-9]+)?\s*%?|[-+\s]*"
_BEGINS = r"(^|;)(\s*)([-=+@\t\r'])"
_GUARDED = re.compile(r"(^|;)(\s*)'(?=[-=+@\t\r'])")
_IS_NUMBER, _FORMULA = re.compile(_NUMBER), re.compile(_BEGINS)


def harmless(value: Any) -> Any:
    r"""The value for a cell of a CSV file; what is no text as it is.

    >>> harmless("=1+1"), harmless("Sri;@SUM(A1)"), harmless("-1.250,00"), harmless("- Rp"), harmless(None)
    ("'=1+1", "Sri;'@SUM(A1)", '-1.250,00', "'- Rp", None)
    """
    if not isinstance(value, str) or _IS_NUMBER.fullmatch(value):
        return value
    return _FORMULA.sub(r"\1\2'\3", value)


def bare(text: str) -> str:
    """The text that ``harmless`` was given, for who reads such a file back.

    >>> [bare(harmless(text)) for text in ("=1+1", "'=1", "a; -b", "-5", "'")]
    ['=1+1', "'=1", 'a; -b', '-5', "'"]
    """
    return _GUARDED.sub(r"\1\2", text)


def harmless_sql(column: str) -> str:
    """The same as an expression of DuckDB over a column of texts."""
    begins, number = _BEGINS.replace("'", "''"), _NUMBER
    guarded = f"regexp_replace({column}, '{begins}', '\\1\\2''\\3', 'g')"
    return f"CASE WHEN regexp_full_match({column}, '{number}') THEN {column} ELSE {guarded} END"


def harmless_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same for a column of a table; one that holds no texts as it is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return column
    guarded = pc.replace_substring_regex(column, _BEGINS, r"\1\2'\3")
    return pc.if_else(pc.match_substring_regex(column, f"^(?:{_NUMBER})$"), column, guarded)
