"""Findings between documents that a broken run did not come to: kept in mind beside the dataset until they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from output.offices import await_renewal, awaiting, take_awaited
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter

Make = Callable[..., DocumentResult]


@pytest.fixture(autouse=True)
def looked_at() -> None:
    """Here commits say what is to be looked at."""


def test_a_document_that_shares_its_office_is_named_until_its_findings_are_made(make_result: Make, root: Path) -> None:
    with DatasetWriter(root) as writer:
        for sha in ("ab", "cd"):
            writer.write(make_result(sha * 32))
    assert [(fault.promise, fault.where) for fault in verify(root)] == [("antar", "ab" * 8), ("antar", "cd" * 8)]
    with DatasetWriter(root) as writer, writer.turn():
        take_awaited(root).done()
    assert verify(root) == []


def test_a_document_alone_in_its_office_has_no_findings_to_miss(make_result: Make, root: Path) -> None:
    alone = make_result("ef" * 32)
    assert alone.meta is not None
    with DatasetWriter(root) as writer:
        writer.write(replace(alone, meta=replace(alone.meta, perangkat_daerah="Dinas Tirta Buana")))
    assert verify(root) == []


def test_what_is_told_while_somebody_looks_is_not_forgotten_with_what_was_looked_at(root: Path) -> None:
    await_renewal(root, ["1" * 16])
    taken = take_awaited(root)
    await_renewal(root, ["2" * 16])
    assert awaiting(root) == {"1" * 16, "2" * 16}
    taken.done()
    assert awaiting(root) == {"2" * 16}


def test_what_one_took_and_did_not_do_is_taken_by_the_next(root: Path) -> None:
    await_renewal(root, ["1" * 16])
    take_awaited(root)  # and dies
    await_renewal(root, ["2" * 16])
    assert take_awaited(root).doc_ids == {"1" * 16, "2" * 16}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".renja").mkdir()
    return tmp_path
