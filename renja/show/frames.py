"""Arrow tables as the caller wants them: pandas or Arrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Format = Literal["pandas", "arrow"]
Money = Literal["float", "decimal", "arrow"]
"""How pandas holds amounts: as ``float64``, with which everything works at once and amounts of up to 15 digits are
exact; as ``Decimal`` objects; as Arrow's decimals. Arrow tables always hold the contract's decimals."""


@overload
def as_format(table: pa.Table, to: Literal["pandas"] = ..., money: Money = ...) -> pd.DataFrame: ...
@overload
def as_format(table: pa.Table, to: Literal["arrow"], money: Money = ...) -> pa.Table: ...
@overload
def as_format(table: pa.Table, to: Format, money: Money = ...) -> Any: ...
def as_format(table: pa.Table, to: Format = "pandas", money: Money = "float") -> Any:
    """The table as a pandas DataFrame or as it is; ``money`` is about pandas. Whole numbers stay whole (null: ``NA``).

    ``ValueError`` for another format.
    """
    if to == "arrow":
        return table
    if to != "pandas":
        raise ValueError(f"to={to!r}: pandas atau arrow (pandas or arrow)")
    if money not in ("float", "decimal", "arrow"):
        raise ValueError(f"money={money!r}: float, decimal, arrow")
    return (_with_floats(table) if money == "float" else table).to_pandas(types_mapper=partial(_pandas_type, money))


def _pandas_type(money: Money, kind: pa.DataType) -> Any:
    import pandas as pd
    import pyarrow as pa

    if money == "arrow" and pa.types.is_decimal(kind):
        return pd.ArrowDtype(kind)
    return {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype()}.get(kind)


def _with_floats(table: pa.Table) -> pa.Table:
    """The table with its decimals as floats, those within lists and structs left as they are."""
    import pyarrow as pa

    fields = [f.with_type(pa.float64()) if pa.types.is_decimal(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))
