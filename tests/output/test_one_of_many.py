"""Of many documents only what is asked is looked at, and what is found is the same wherever a document lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from output import arrow
from output.arrow import to_tables
from output.compact import compact
from output.layout import file_of, names_document, own_files, provinces_of
from output.offices import same_offices
from output.read import asked, connect, find_document, of_document, of_provinces, read_table
from output.schema import SCHEMAS
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter
from records.matched import Wilayah

Make = Callable[..., DocumentResult]
ACEH, NTT = Wilayah("provinsi", "11", "Aceh"), Wilayah("provinsi", "53", "Nusa Tenggara Timur")


@pytest.fixture(params=[False, True], ids=["apart", "merged"])
def many(request: pytest.FixtureRequest, make_result: Make, tmp_path: Path) -> Path:
    """Two documents of one office in a province, two in another, each in files of their own or merged."""
    with DatasetWriter(tmp_path) as writer:
        for sha, where in (("a1", ACEH), ("a2", ACEH), ("b1", NTT), ("b2", NTT)):
            writer.write(replace(make_result(sha * 32), wilayah=where))
    if request.param:
        compact(tmp_path)
    return tmp_path


def _spoil(root: Path, province: str) -> None:
    for path in root.glob(f"*/*/kode_provinsi={province}/*.parquet"):
        if path.parts[-4] != "dokumen":
            path.write_bytes(b"bukan parquet")


def test_a_document_is_read_though_no_file_of_another_province_can_be(many: Path) -> None:
    before = {table: read_table(many, table, "b1" * 8).to_pylist() for table in SCHEMAS}
    _spoil(many, "11")
    assert {table: read_table(many, table, "b1" * 8).to_pylist() for table in SCHEMAS} == before
    query = "SELECT count(*) FROM sel JOIN dokumen USING (doc_id)"
    (told,) = asked(many, ("sel", "dokumen"), lambda c: c.execute(query).fetchall(), of_document("b1" * 8))
    assert told == (len(before["sel"]),)
    assert all(before.values())


def test_who_shares_an_office_is_found_though_no_file_of_another_province_can_be_read(many: Path) -> None:
    _spoil(many, "53")
    assert same_offices(many, {"a1" * 8}) == {"a1" * 8, "a2" * 8}
    assert provinces_of(many, {"a1" * 8}) == {"11"}
    assert provinces_of(many, {"a1" * 8, "b2" * 8, *(f"{n:016x}" for n in range(30))}) == {"11", "53"}


def test_a_document_that_is_not_there_has_no_rows_and_no_file(many: Path) -> None:
    for doc_id in ("c1" * 8, "../dokumen", ""):
        assert all(file_of(many, table, doc_id) is None for table in SCHEMAS)
        assert read_table(many, "sel", doc_id).num_rows == 0
        assert asked(many, ("sel",), lambda c: c.execute("FROM sel").fetchall(), of_document(doc_id)) == []
    assert asked(many, ("sel",), lambda c: c.execute("FROM sel").fetchall(), of_provinces(())) == []
    assert find_document(many, "b2" * 8) == "b2" * 8


def test_rows_are_found_while_their_document_moves_to_another_province(many: Path, make_result: Make) -> None:
    held = read_table(many, "sel", "a1" * 8).num_rows
    with DatasetWriter(many) as writer:
        writer.write(replace(make_result("a1" * 32), wilayah=ACEH))  # in files of its own
    (old,) = own_files(many, "sel", "a1" * 8)
    old.rename(next(many.glob("sel/*/kode_provinsi=53")) / old.name)
    assert read_table(many, "sel", "a1" * 8).num_rows == held > 0


def test_an_id_that_only_stands_somewhere_in_a_footer_is_no_document(many: Path) -> None:
    for path in many.glob("dokumen/*/*/gabungan-*.parquet"):
        assert not names_document(path, "berkas")
        assert names_document(path, "a1" * 8) is (path.parent.name == "kode_provinsi=11")


def test_a_removal_that_a_crash_cut_short_is_finished_in_all_tables(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = DatasetWriter._old

    def dying(self: DatasetWriter, table: str, doc_id: str, area: Path) -> list[Path]:
        if table != "dokumen":
            raise KeyboardInterrupt
        return old(self, table, doc_id, area)

    with DatasetWriter(many) as writer, monkeypatch.context() as patch:
        patch.setattr(DatasetWriter, "_old", dying)
        with pytest.raises(KeyboardInterrupt), writer.turn():
            writer.remove("a1" * 8)
    with DatasetWriter(many):
        pass
    for table in SCHEMAS:
        assert "a1" * 8 not in read_table(many, table).column("doc_id").to_pylist()
    assert [fault for fault in verify(many) if fault.promise != "antar"] == []


def test_nothing_is_drawn_beside_what_a_command_prints(many: Path) -> None:
    with connect(many, ("dokumen",)) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def test_a_column_that_an_older_version_lacked_is_null_throughout_and_its_parts_too(many: Path) -> None:
    for path in own_files(many, "dokumen"):
        table = pq.read_table(path, partitioning=None)
        pq.write_table(table.drop_columns(["cakupan"]), path)
    query = "SELECT count(*), sum(cakupan.tercetak), count(cakupan) FROM dokumen"
    assert asked(many, ("dokumen",), lambda c: c.execute(query).fetchall()) == [(4, None, 0)]


def test_a_long_documents_tables_are_written_part_by_part_and_hold_the_same(
    make_result: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = to_tables(make_result("a1" * 32))
    monkeypatch.setattr(arrow, "_PORTION", 1)
    monkeypatch.setattr(arrow, "_PORTIONS", 1)
    assert to_tables(make_result("a1" * 32)) == whole
    with DatasetWriter(tmp_path) as writer:
        counts = writer.write(make_result("a1" * 32)).counts
    assert counts == {name: table.num_rows for name, table in whole.items()}
    (path,) = own_files(tmp_path, "sel")
    assert pq.read_metadata(path).num_row_groups == whole["sel"].num_rows > 1
    assert read_table(tmp_path, "sel") == whole["sel"]
    assert verify(tmp_path) == []
