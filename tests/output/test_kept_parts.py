"""What is kept in a part for each folder: a change costs its folder, and no part is believed that is not whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output import derived
from output.compact import compact
from output.compare import with_comparable
from output.derived import Derived
from output.kept_parts import renewed_parts
from output.read import connect
from output.types import DocumentResult
from output.upper_rows import UPPER
from output.verify import verify
from output.write import DatasetWriter

Make = Callable[..., DocumentResult]
Rows = list[tuple[Any, ...]]
SHAS = [f"{i:02x}" * 32 for i in range(3)]


@pytest.fixture
def root(make_result: Make, tmp_path: Path) -> Path:
    """Three documents of two years."""
    meta = make_result(SHAS[0]).meta
    with DatasetWriter(tmp_path) as writer:
        for sha, tahun in zip(SHAS, (2024, 2024, 2025), strict=True):
            writer.write(make_result(sha, meta=replace(meta, tahun=tahun, tahun_akhir=tahun)))
    return tmp_path


def seen(root: Path) -> Rows:
    """The rows as a question sees them."""
    return with_comparable(root, lambda opened: sorted(opened.execute(f"FROM {UPPER.name}").fetchall(), key=str))


def parts(root: Path) -> list[Path]:
    return sorted(UPPER.path(root).iterdir())


def by_hand(root: Path) -> Rows:
    """The rows worked out of the table itself."""
    with connect(root, ("anggaran",)) as connection:
        made = UPPER.sql.replace("{rows}", "(SELECT *, doc_id AS _berkas FROM anggaran)")
        return sorted(connection.execute(f"SELECT * EXCLUDE (_berkas) FROM ({made})").fetchall(), key=str)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of which the rows are worked out, as they are."""
    asked: list[str] = []
    work = derived.worked_out

    def noting(connection: Any, root: Path, what: Derived, names: list[str]) -> pa.Table:
        asked.extend(name for name in names if what is UPPER)
        return work(connection, root, what, names)

    monkeypatch.setattr(derived, "worked_out", noting)
    return asked


def test_a_part_is_kept_for_each_folder_and_a_change_costs_its_folder_alone(
    root: Path, make_result: Make, worked_out: list[str]
) -> None:
    files = sorted(root.glob("*/*/*/*.parquet"))
    assert seen(root) == by_hand(root) != []
    assert sorted(root.glob("*/*/*/*.parquet")) == files  # as `status` counts them, and as they are published
    before = parts(root)
    assert [path.name.partition(".")[0] for path in before] == ["2024-73", "2025-73"]
    worked_out.clear()
    assert seen(root) == by_hand(root)
    assert worked_out == []
    with DatasetWriter(root) as writer:
        writer.write(make_result("ee" * 32))
    assert seen(root) == by_hand(root)
    assert [Path(name).stem for name in worked_out] == ["ee" * 8]
    assert {path.name.partition(".")[0] for path in {*parts(root)} - {*before}} == {"2024-73"}
    assert len(parts(root)) == len(before)  # the one that it takes the place of is gone
    compact(root)
    worked_out.clear()
    assert seen(root) == by_hand(root)
    assert worked_out == []


def test_the_part_of_a_folder_that_is_no_more_goes_with_it(root: Path) -> None:
    seen(root)
    with DatasetWriter(root) as writer, writer.turn():
        assert writer.remove(SHAS[2][:16])
    assert seen(root) == by_hand(root)
    assert [path.name.partition(".")[0] for path in parts(root)] == ["2024-73"]


@pytest.mark.parametrize("fault", ["torn", "flipped", "no Parquet", "gone"])
def test_a_part_that_is_not_whole_is_worked_out_anew(root: Path, worked_out: list[str], fault: str) -> None:
    right = seen(root)
    path, other = parts(root)
    data = path.read_bytes()
    harmed = {"torn": data[:-9], "flipped": data[:40] + bytes(30) + data[70:], "no Parquet": b"{}"}
    path.unlink() if fault == "gone" else path.write_bytes(harmed[fault])
    worked_out.clear()
    assert seen(root) == right
    assert sorted(Path(name).stem for name in worked_out) == sorted(sha[:16] for sha in SHAS[:2])
    assert parts(root) == [path, other]
    assert path.read_bytes() == data


def test_what_another_version_kept_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = seen(root)
    older = replace(UPPER, sql=f"SELECT * FROM ({UPPER.sql}) WHERE FALSE")
    with monkeypatch.context() as patch, connect(root, ()) as connection:
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # so that both stand there
        renewed_parts(connection, root, older)
    assert len(parts(root)) == 4
    assert seen(root) == right


def test_a_part_that_does_not_fit_its_files_is_named_by_verify(root: Path) -> None:
    seen(root)
    assert verify(root) == []
    path = parts(root)[1]
    table = pq.read_table(path, partitioning=None)
    place = table.schema.get_field_index("nama")
    pq.write_table(table.set_column(place, "nama", pa.array(["lain"] * table.num_rows)), path)
    assert [(fault.promise, fault.where) for fault in verify(root)] == [("turunan", table["_berkas"][0].as_py())]


def test_where_no_part_can_be_kept_the_answer_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = by_hand(root)

    def full(*_: Any, **__: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert seen(root) == right
    assert parts(root) == []
