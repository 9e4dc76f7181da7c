"""Records that are copied field by field for speed keep every field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from normalize.types import BudgetRow, Value
from records.matched import MatchedRow


@pytest.mark.parametrize(
    ("record", "field", "copied"),
    [
        (Value, "keyakinan", Value.surely),
        (BudgetRow, "values", BudgetRow.holding),
        (MatchedRow, "row", MatchedRow.of_row),
    ],
)
def test_a_copy_with_one_field_changed_keeps_all_others(
    record: type[Any], field: str, copied: Callable[[Any, Any], Any]
) -> None:
    told = record(*(f"isi {each.name}" for each in fields(record)))
    assert copied(told, "lain") == replace(told, **{field: "lain"})
