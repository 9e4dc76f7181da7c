"""Readers write tables without pandas, which pyarrow would import for each list that it is given."""

import subprocess
import sys

_WRITES = """
import sys, pyarrow as pa
from output.lean import spare_pandas
spare_pandas()
table = pa.table({"teks": pa.array(["a", None], pa.string())})
print(table.num_rows, "pandas" in sys.modules)
"""
_ASKS = """
print(table.to_pandas().shape)
import pandas
print(pa.array(pandas.Series([1.5, None])).null_count)
"""


def _said(program: str) -> list[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()


def test_a_process_that_spares_pandas_makes_arrays_without_it() -> None:
    assert _said(_WRITES) == ["2", "False"]


def test_who_asks_for_a_frame_still_has_pandas_afterwards() -> None:
    assert _said(_WRITES + _ASKS) == ["2", "False", "(2,", "1)", "1"]
