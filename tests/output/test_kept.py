"""What is worked out of tables and kept: it follows every change, and is never believed for another file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from normalize.types import JenisTabel, TingkatBaris, Ukuran
from output import derived
from output.compact import compact
from output.compare import Wilayah, largest, with_comparable
from output.derived import keys, renewed
from output.kept import KEPT, PARTED, add_table
from output.office_years import LEVELS, OFFICE_YEARS, SPENT, offices_sql, owner_sql
from output.read import connect
from output.standing_sql import topmost_sql
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter
from records.matched import MatchedTable

Make = Callable[..., DocumentResult]
Build = dict[str, Callable[..., Any]]
SHAS = [f"{i:02x}" * 32 for i in range(4)]
P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN


@pytest.fixture
def root(make_result: Make, tmp_path: Path) -> Path:
    with DatasetWriter(tmp_path) as writer:
        for sha in SHAS:
            writer.write(make_result(sha))
    return tmp_path


def held(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept, as a question sees it now."""
    names = (*KEPT, *PARTED)
    with connect(root, names, add_table) as connection:
        return {name: sorted(connection.execute(f"FROM {name}").fetchall(), key=str) for name in names}


def anew(root: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The same where nothing is kept."""
    shutil.rmtree(root / ".renja" / "turunan", ignore_errors=True)
    return held(root)


def changes(root: Path, make: Make, build: Build) -> Iterator[str]:
    """What happens to a dataset, one after the other."""
    other = build["table"](JenisTabel.RENCANA_PENDANAAN, build["row"](P, "PROGRAM B", build["value"](Ukuran.PAGU, "7")))
    yield "begun"
    with DatasetWriter(root) as writer:
        writer.write(make("ee" * 32))
    yield "one more"
    with DatasetWriter(root) as writer:
        writer.write(make(SHAS[0], tables=(other,)))
    yield "read again"
    compact(root)
    yield "merged"
    with DatasetWriter(root) as writer:
        writer.write(make(SHAS[1], tables=(other,)))
    yield "read again, out of a merged file"
    with DatasetWriter(root) as writer, writer.turn():
        assert writer.remove(SHAS[2][:16])
    yield "removed"
    moved = replace(make(SHAS[3]).meta, tahun=2023, tahun_akhir=2023)
    with DatasetWriter(root) as writer:
        writer.write(make(SHAS[3], meta=moved))
    yield "moved to another year"
    compact(root)
    yield "merged again"


def test_what_is_kept_follows_every_change_of_the_dataset(root: Path, make_result: Make, builders: Build) -> None:
    changed, before = set(), None
    for what in changes(root, make_result, builders):
        kept = held(root)
        faults = verify(root)
        assert kept == anew(root), what
        assert faults == [], what
        held(root)
        changed |= {what} if kept["kantor_tahun"] != before else set()
        before = kept["kantor_tahun"]
    assert changed == {"begun", "one more", "read again", "read again, out of a merged file", "removed"}


def test_only_the_files_that_changed_are_worked_out(
    root: Path, make_result: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    work = derived.worked_out

    def noting(connection: Any, root: Path, what: Any, names: list[str]) -> pa.Table:
        asked.extend(names)
        return work(connection, root, what, names)

    monkeypatch.setattr(derived, "worked_out", noting)
    with connect(root, ()) as connection:
        renewed(connection, root, OFFICE_YEARS)
        assert sorted(asked) == sorted(keys(root, "anggaran"))
        asked.clear()
        renewed(connection, root, OFFICE_YEARS)
        assert asked == []
        with DatasetWriter(root) as writer:
            writer.write(make_result(SHAS[2]))
        renewed(connection, root, OFFICE_YEARS)
        assert [Path(name).stem for name in asked] == [SHAS[2][:16]]
    compact(root)
    asked.clear()
    held(root)
    assert asked == []  # `compact` has done it


def test_what_an_older_version_kept_is_believed_and_gets_its_sum(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = held(root)
    for each in KEPT.values():
        table = pq.read_table(each.path(root), partitioning=None)
        said = {name: value for name, value in table.schema.metadata.items() if name != b"jumlah"}
        pq.write_table(table.replace_schema_metadata(said), each.path(root))
    with monkeypatch.context() as patch:
        patch.setattr(derived, "worked_out", lambda *_: pytest.fail("worked out anew"))
        assert held(root) == right
        patch.setattr(derived, "renewed", lambda *_: pytest.fail("read by Arrow"))
        assert held(root) == right


def test_what_is_kept_is_that_of_the_very_folder_whatever_signs_its_name_has(
    make_result: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "SELECT DISTINCT doc_id FROM kantor_tahun"
    roots = {tmp_path / name: sha for name, sha in zip(("hasil*", "hasil2", "hasil'[1]?"), SHAS, strict=False)}
    for root, sha in roots.items():
        with DatasetWriter(root) as writer:
            writer.write(make_result(sha))
        held(root)
    monkeypatch.setattr(derived, "renewed", lambda *_: pytest.fail("read by Arrow"))
    for root, sha in roots.items():
        assert with_comparable(root, lambda opened: opened.execute(sql).fetchall()) == [(sha[:16],)]


_COMPARE = """
import sys
from pathlib import Path
from output.compare import compare, trend
root = Path(sys.argv[1])
found = compare(root, "1.06.04", 2024, official=(), baris=False), trend(root, "1.06.04")
print(sorted({"pyarrow", "numpy", "pandas"}.intersection(sys.modules)))
"""


def test_who_asks_what_is_kept_needs_neither_arrow_nor_numpy(root: Path) -> None:
    held(root)
    call = [sys.executable, "-c", _COMPARE, str(root)]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("fault", ["torn", "flipped", "no Parquet", "of another version", "no footer of ours"])
def test_what_cannot_be_believed_is_worked_out_anew(root: Path, fault: str) -> None:
    right = held(root)
    path = OFFICE_YEARS.path(root)
    data = path.read_bytes()
    table = pq.read_table(path, partitioning=None)
    lie = table.set_column(
        table.schema.get_field_index("n_pagu"), "n_pagu", pc.add(table["n_pagu"], pa.scalar(1, pa.int64()))
    )
    said = dict(table.schema.metadata)
    if fault == "torn":
        path.write_bytes(data[:-9])
    elif fault == "flipped":
        path.write_bytes(data[:40] + bytes(30) + data[70:])
    elif fault == "no Parquet":
        path.write_bytes(b"{}")
    elif fault == "of another version":
        pq.write_table(lie.replace_schema_metadata(said | {b"cara": b"lain"}), path)
    else:
        pq.write_table(lie.replace_schema_metadata({}), path)
    assert held(root) == right


def test_what_does_not_fit_its_file_is_named_by_verify(root: Path) -> None:
    held(root)
    path = OFFICE_YEARS.path(root)
    table = pq.read_table(path, partitioning=None)
    place = table.schema.get_field_index("pagu_kantor")
    wrong = pa.array([1, *table["pagu_kantor"].to_pylist()[1:]], table.schema.field(place).type)
    pq.write_table(table.set_column(place, "pagu_kantor", wrong), path)
    assert [(fault.promise, fault.where) for fault in verify(root)] == [("turunan", table["_berkas"][0].as_py())]


def test_where_nothing_can_be_kept_the_answer_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = anew(root)

    def full(*_: Any, **__: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert anew(root) == right
    assert not list((root / ".renja" / "turunan").rglob("*.*"))


def test_a_draft_of_a_run_that_was_killed_is_dropped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(root)
    draft = OFFICE_YEARS.path(root).with_name("kantor_tahun.0123.baru")
    draft.write_bytes(b"half")
    OFFICE_YEARS.path(root).unlink()
    held(root)
    assert draft.exists()  # somebody may be at it
    monkeypatch.setattr(derived, "_LEFT", -1.0)
    OFFICE_YEARS.path(root).unlink()
    held(root)
    assert not draft.exists()


def test_many_may_ask_while_others_write_and_nothing_wrong_is_kept(root: Path, make_result: Make) -> None:
    ended = threading.Event()
    sql = "SELECT count(DISTINCT doc_id), count(*) FROM kantor_tahun"

    def ask() -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        while not ended.is_set():
            found += with_comparable(root, lambda opened: opened.execute(sql).fetchall())
        return found

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            for turn in range(6):
                with DatasetWriter(root) as writer:
                    writer.write(make_result(SHAS[turn % 2], berkas=f"{turn}.pdf"))
                if turn == 3:
                    compact(root)
        finally:
            ended.set()
        answers = [answer for each in asking for answer in each.result()]
    assert set(answers) == {(len(SHAS), len(SHAS))}
    assert held(root) == anew(root)
    assert verify(root) == []


def tree(
    build: Build, *items: tuple[TingkatBaris, str, str | None, str | None, str | None, int | None]
) -> MatchedTable:
    """A plan: level, name, code, pagu, realisasi, and the row above."""
    rows = []
    for level, name, kode, pagu, real, above in items:
        pairs = ((Ukuran.PAGU, pagu), (Ukuran.REALISASI, real))
        values = [build["value"](ukuran, amount) for ukuran, amount in pairs if amount is not None]
        rows.append(build["row"](level, name, *values, kode=kode, induk=above))
    return build["table"](JenisTabel.RENCANA_PENDANAAN, *rows)


def plans(build: Build) -> list[MatchedTable]:
    """Plans in which codes, names, or neither tell which money a program holds."""
    return [
        tree(build, (P, "Perahu", "1.06.04", "40", "3", None), (K, "Layar", "1.06.04.2.01", "40", None, 0)),
        tree(build, (P, "Perahu", "1.06.04", None, None, None), (K, "Layar", "1.06.04.2.01", "40", "1", 0)),
        tree(build, (P, "Perahu", "1.06.04", "40", None, None), (K, "Jangkar", "1.06.05.2.01", "9", "4", None)),
        tree(
            build,
            (P, "Perahu", None, "40", "2", None),
            (K, "Layar", None, "38", "2", 0),
            (S, "Tali", None, "5", "1", 1),
        ),
        tree(
            build,
            (P, "Perahu", None, None, "2", None),
            (K, "Layar", None, "38", None, 0),
            (S, "Tali", None, "5", "1", 1),
        ),
        tree(build, (P, "Perahu", "1.06.04", "40", None, None), (S, "Tali", None, "5", "1", None)),
        tree(build, (S, "Tali", "1.06.04.2.01.0001", "5", None, None), (K, "Dayung", None, "6", "6", None)),
    ]


def test_where_codes_tell_it_at_once_it_is_what_comparing_all_rows_would_say(
    make_result: Make, builders: Build, tmp_path: Path
) -> None:
    with DatasetWriter(tmp_path) as writer:
        for number, plan in enumerate(plans(builders)):
            writer.write(make_result(f"{number:02x}" * 32, tables=(plan,), findings=()))
    rows = f"""SELECT a.doc_id, a.tahun, {owner_sql("a")} AS pemilik, a.tingkat_baris, a.kode, a.nama, a.pagu,
      {SPENT.format("a")} AS realisasi, a.program, a.kegiatan FROM anggaran a JOIN kantor_tercetak k
      ON a.perangkat_daerah IS NOT DISTINCT FROM k.perangkat_daerah WHERE a.tingkat_baris IN {LEVELS}"""
    whole = f"""WITH {offices_sql("anggaran")}, {topmost_sql("puncak", rows, "pagu", "3", highest=3)},
      {topmost_sql("pakai", rows, "realisasi", "3", highest=3)},
      bebas AS (SELECT doc_id, ke FROM puncak UNION ALL SELECT doc_id, ke FROM pakai)
    SELECT doc_id, (SELECT sum(pagu) FROM puncak p WHERE p.doc_id = d.doc_id),
           coalesce((SELECT bool_or(ke > 3) FROM bebas b WHERE b.doc_id = d.doc_id), FALSE) FROM dokumen d ORDER BY 1"""
    quick = "SELECT doc_id, terhitung, terbuka FROM kantor_tahun ORDER BY 1"
    slow, fast = (
        with_comparable(tmp_path, lambda opened, sql=sql: opened.execute(sql).fetchall()) for sql in (whole, quick)
    )
    assert fast == slow
    assert {row[2] for row in fast} == {True, False}


def test_of_names_that_are_as_frequent_the_same_one_is_said_each_time(
    make_result: Make, builders: Build, tmp_path: Path
) -> None:
    with DatasetWriter(tmp_path) as writer:
        for number, name in enumerate(("Perahu", "PERAHU", "Perahu Besar", "Armada")):
            plan = tree(builders, (P, name, "1.06.04", "40", None, None))
            writer.write(make_result(f"{number:02x}" * 32, tables=(plan,), findings=()))
    names = {largest(tmp_path, 2024, by=Wilayah.GABUNGAN)[0].nama for _ in range(5)}
    assert names == {"Perahu"}
