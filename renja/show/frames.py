"""Arrow tables as the caller wants them: pandas or Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Format = Literal["pandas", "arrow"]


@overload
def as_format(table: pa.Table, to: Literal["pandas"] = ...) -> pd.DataFrame: ...
@overload
def as_format(table: pa.Table, to: Literal["arrow"]) -> pa.Table: ...
@overload
def as_format(table: pa.Table, to: Format) -> Any: ...
def as_format(table: pa.Table, to: Format = "pandas") -> Any:
    """The table as a pandas DataFrame or as it is. Money stays ``Decimal``, whole numbers stay whole (null: ``NA``).

    ``ValueError`` for another format.
    """
    if to == "arrow":
        return table
    if to != "pandas":
        raise ValueError(f"to={to!r}: pandas atau arrow (pandas or arrow)")
    import pandas as pd
    import pyarrow as pa

    whole = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype()}
    return table.to_pandas(types_mapper=whole.get)
