"""Frozen dataclasses that are made quickly are frozen dataclasses."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from normalize.frozen import quickly_made
from normalize.types import RowHints


def test_it_is_made_changed_and_kept_as_any_other() -> None:
    hints = RowHints(bold=True, numbering="2")
    assert (hints.label, hints.numbering, hints.bold) == (None, "2", True)
    assert replace(hints, numbering=None) == RowHints(bold=True)
    assert pickle.loads(pickle.dumps(hints)) == hints
    assert list(inspect.signature(RowHints).parameters)[:2] == ["label", "numbering"]


def test_it_is_frozen() -> None:
    hints = RowHints()
    with pytest.raises(FrozenInstanceError):
        hints.bold = True  # type: ignore[misc]


def test_a_missing_field_is_told() -> None:
    @quickly_made
    @dataclass(frozen=True, slots=True)
    class Place:
        page: int

    with pytest.raises(TypeError, match="page"):
        Place()  # type: ignore[call-arg]


def test_what_does_more_than_set_its_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Places:
        pages: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="Places"):
        quickly_made(Places)
