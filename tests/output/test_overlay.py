"""Corrections and decisions: kept, found again, applied, taken back, and distrusted where a stranger wrote them."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.types import Box
from nomenclature.catalog import official_name
from normalize.types import TingkatBaris, Ukuran
from output.compact import compact
from output.coverage import shortfalls
from output.overlay.apply import apply_corrections as apply_with
from output.overlay.apply import attach_decisions
from output.overlay.check import BadEntry, entry_from
from output.overlay.files import BadFile, read_entries, write_entries
from output.overlay.locate import RowFinder, printed_values
from output.overlay.originals import restored
from output.overlay.store import FILE, active, append, read_overlay
from output.overlay.types import Applied, Entri, JenisEntri, Keputusan
from output.read import read_table
from output.reapply import applied_entries, reapply
from output.rebuild import read_result
from output.types import DocumentResult, Status
from output.verify import verify
from output.write import DatasetWriter
from records.findings import Cek
from records.matched import MatchedTable
from renja.recipes.renewal import renewal

SHA = "ab" * 32
apply_corrections = partial(apply_with, name_of=official_name)
_KEYS = st.sampled_from(["id", "jenis", "sha256", "halaman", "x0", "nama"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner),
)


@pytest.fixture
def tables(make_result: Callable[..., DocumentResult]) -> tuple[MatchedTable, ...]:
    """One plan whose rows stand one below the other on page 3."""
    return spread(make_result()).tables


def spread(result: DocumentResult) -> DocumentResult:
    """The result with each row at a place of its own, values beside one another."""
    table = result.tables[0]
    rows = []
    for i, matched in enumerate(table.rows):
        values = tuple(
            replace(v, box=Box(100.0 + 50 * n, 100.0 + 20 * i, 145.0 + 50 * n, 116.0 + 20 * i))
            for n, v in enumerate(matched.row.values)
        )
        box = Box(50.0, 100.0 + 20 * i, 400.0, 116.0 + 20 * i)
        rows.append(replace(matched, row=replace(matched.row, box=box, values=values)))
    source = replace(table.source, rows=tuple(row.row for row in rows))
    return replace(result, tables=(MatchedTable(source, tuple(rows)),))


def entry(tables: tuple[MatchedTable, ...], row: int, value: int | None = 0, **changes: Any) -> Entri:
    """An entry about a row (and a value) of the first table, by a person called Sri."""
    place = tables[0].rows[row].row
    about: dict[str, Any] = {
        "halaman": place.page, "x0": place.box.x0, "y0": place.box.y0, "x1": place.box.x1, "y1": place.box.y1,
        "nama": place.nama, "kode_asli": place.kode_asli, "indikator": place.indikator,
    }  # fmt: skip
    if value is not None:
        held = place.values[value]
        about |= {"ukuran": held.ukuran, "konteks": held.konteks, "tahun": held.tahun, "teks": held.teks}
        about |= {f"nilai_{name}": n for name, n in zip(("x0", "y0", "x1", "y1"), held.box, strict=True)}
    about |= {"jenis": JenisEntri.KOREKSI, "sha256": SHA, "oleh": "Sri", "versi": "0.1.0"}
    about |= {"waktu": "2026-01-02T03:04:05.000000+00:00"}
    return Entri(**(about | changes)).sealed()


def test_a_corrected_value_keeps_its_print_and_says_who_decided(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(tables, 1, 1, nilai_baru=Decimal("7000"))
    corrected, applied = apply_corrections(tables, [said])
    value = corrected[0].rows[1].row.values[1]
    assert (value.teks, value.nilai, value.keyakinan) == ("100.5", Decimal("7000"), 1.0)
    assert value.perbaikan == f"koreksi:{said.id}"
    assert (applied.diterapkan, applied.hilang) == ((said.id,), ())
    assert corrected[0].source.rows[1] is corrected[0].rows[1].row
    assert [r for i, r in enumerate(corrected[0].rows) if i != 1] == [r for i, r in enumerate(tables[0].rows) if i != 1]


def test_the_last_correction_of_a_value_wins_whatever_the_order_of_the_file(tables: tuple[MatchedTable, ...]) -> None:
    first = entry(tables, 1, 1, nilai_baru=Decimal(1), waktu="2026-01-02T00:00:00.000000+00:00")
    last = entry(tables, 1, 1, nilai_baru=Decimal(2), waktu="2026-01-03T00:00:00.000000+00:00")
    for order in ((first, last), (last, first)):
        corrected, _ = apply_corrections(tables, active(order))
        assert corrected[0].rows[1].row.values[1].nilai == 2


def test_a_revoked_entry_no_longer_holds_and_only_its_own_document_revokes_it(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(tables, 1, 1, nilai_baru=Decimal(1))
    gone = Entri(JenisEntri.CABUT, SHA, "Budi", said.waktu, "0.1.0", mencabut=said.id).sealed()
    strange = replace(gone, sha256="cd" * 32).sealed()
    assert active([said, gone]) == ()
    assert active([said, strange]) == (said,)


def test_a_value_that_was_not_read_is_added(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(tables, 0, None, ukuran=Ukuran.REALISASI, tahun=2024, nilai_baru=Decimal(250), satuan_baru="rupiah")
    corrected, applied = apply_corrections(tables, [said])
    added = corrected[0].rows[0].row.values[-1]
    assert (added.ukuran, added.nilai, added.teks, applied.diterapkan) == (Ukuran.REALISASI, 250, "", (said.id,))


def test_a_corrected_level_moves_parents_and_a_corrected_code_brings_its_name(
    tables: tuple[MatchedTable, ...],
) -> None:
    said = entry(tables, 1, None, tingkat_baru=TingkatBaris.PROGRAM, kode_baru="1.06.04", nama_baru="Sub satu B")
    corrected, _ = apply_corrections(tables, [said], name_of={"1.06.04": "PROGRAM REHABILITASI SOSIAL"}.get)
    rows = corrected[0].rows
    assert (rows[1].level, rows[1].induk, rows[1].row.nama) == (TingkatBaris.PROGRAM, None, "Sub satu B")
    assert (rows[1].match.kode, rows[1].match.nama_baku) == ("1.06.04", "PROGRAM REHABILITASI SOSIAL")
    assert rows[2].level is TingkatBaris.PROGRAM  # its further indicator line
    assert rows[3].induk == 1  # what follows lies below it now
    assert (rows[1].perbaikan, rows[2].row.nama) == (f"koreksi:{said.id}", "Sub satu")


def test_a_row_is_found_again_where_tables_and_rows_are_counted_anew(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(tables, 3, 0, nilai_baru=Decimal(5))
    shorter = replace(tables[0].source, rows=tables[0].source.rows[2:])
    moved = MatchedTable(shorter, tuple(replace(r, induk=None) for r in tables[0].rows[2:]))
    other = replace(tables[0], source=replace(tables[0].source, rows=()), rows=())
    corrected, applied = apply_corrections((other, moved), [said])
    assert applied.diterapkan == (said.id,)
    assert corrected[1].rows[1].row.values[0].nilai == 5


@pytest.mark.parametrize(
    "change",
    [{"nama": "Pengadaan kendaraan dinas", "kode_asli": None}, {"halaman": 4}, {"y0": 500.0, "y1": 516.0}],
    ids=["another name", "another page", "another place"],
)
def test_an_entry_without_both_witnesses_is_reported_lost(
    tables: tuple[MatchedTable, ...], change: dict[str, Any]
) -> None:
    said = entry(tables, 3, 0, nilai_baru=Decimal(5), **change)
    corrected, applied = apply_corrections(tables, [said])
    assert (corrected, applied.diterapkan, applied.hilang) == (tables, (), (said.id,))


def _nameless(tables: tuple[MatchedTable, ...], *indices: int) -> tuple[MatchedTable, ...]:
    """The table with these rows as rows of numbers alone."""
    rows = list(tables[0].rows)
    for i in indices:
        rows[i] = replace(rows[i], row=replace(rows[i].row, nama="", kode_asli=None, indikator=None))
    return (MatchedTable(replace(tables[0].source, rows=tuple(row.row for row in rows)), tuple(rows)),)


def _printed(tables: tuple[MatchedTable, ...], row: int) -> str:
    return printed_values(value.teks for value in tables[0].rows[row].row.values)


def test_a_row_of_numbers_alone_is_found_by_its_place_and_what_its_values_print(
    tables: tuple[MatchedTable, ...],
) -> None:
    bare = _nameless(tables, 3)
    said = entry(bare, 3, 0, nilai_baru=Decimal(5), teks_baris=_printed(bare, 3), urutan=3)
    assert entry_from(said.as_record()) == replace(said, nama=None)
    for kept in (bare, tables):  # a later version may read the name that the row has
        corrected, applied = apply_corrections(kept, [entry_from(said.as_record())])
        assert applied.diterapkan == (said.id,)
        assert corrected[0].rows[3].row.values[0].nilai == 5
    for change in ({"teks_baris": "7.777.777 | 88"}, {"halaman": 4}, {"y0": 500.0, "y1": 516.0}):
        other = replace(said, **change).sealed()
        assert apply_corrections(bare, [other])[1].hilang == (other.id,)


def test_a_row_that_prints_nothing_at_all_cannot_be_named(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(_nameless(tables, 3), 3, None, tingkat_baru=TingkatBaris.JUMLAH, urutan=3)
    with pytest.raises(BadEntry, match="teks tercetak"):
        entry_from(said.as_record())


def test_a_decision_on_a_row_of_numbers_alone_stays_with_its_finding(
    make_result: Callable[..., DocumentResult],
) -> None:
    result = spread(make_result())
    finding = result.findings[0]
    assert finding.row == 0
    bare = _nameless(result.tables, 0)
    said = entry(
        bare, 0, None, jenis=JenisEntri.KEPUTUSAN, keputusan=Keputusan.DITOLAK, cek=finding.cek, ukuran=finding.ukuran,
        konteks=finding.konteks, tahun=finding.tahun, tertulis=finding.tertulis, dihitung=finding.dihitung,
        teks_baris=_printed(bare, 0), urutan=0,
    )  # fmt: skip
    found, _ = attach_decisions(bare, result.findings, [entry_from(said.as_record())], Applied())
    assert found[0].keputusan_id == said.id


def test_of_two_rows_that_fit_equally_none_is_taken(tables: tuple[MatchedTable, ...]) -> None:
    said = entry(tables, 3, 0, nilai_baru=Decimal(5))
    assert RowFinder((tables[0], tables[0])).find(said) is None


def test_a_value_is_found_by_its_place_where_its_column_is_taken_for_another_measure(
    tables: tuple[MatchedTable, ...],
) -> None:
    said = entry(tables, 1, 1, nilai_baru=Decimal(5))
    row = tables[0].rows[1].row
    values = tuple(replace(v, ukuran=Ukuran.REALISASI) if i == 1 else v for i, v in enumerate(row.values))
    read_otherwise = replace(tables[0].rows[1], row=replace(row, values=values))
    table = MatchedTable(tables[0].source, (tables[0].rows[0], read_otherwise, *tables[0].rows[2:]))
    corrected, _ = apply_corrections((table,), [said])
    assert corrected[0].rows[1].row.values[1].nilai == 5


def test_originals_give_the_rows_back_as_they_were_read(tables: tuple[MatchedTable, ...]) -> None:
    entries = [entry(tables, 1, 1, nilai_baru=Decimal(5)), entry(tables, 3, None, tingkat_baru=TingkatBaris.PROGRAM)]
    corrected, applied = apply_corrections(tables, entries)
    assert corrected != tables
    again = restored(corrected, json.loads(json.dumps(applied.asli)))
    assert [row.row.values for row in again[0].rows] == [row.row.values for row in tables[0].rows]
    assert [(r.level, r.induk, r.match) for r in again[0].rows] == [(r.level, r.induk, r.match) for r in tables[0].rows]


def test_a_decision_stays_with_its_finding_and_is_loose_where_the_figures_changed(
    make_result: Callable[..., DocumentResult],
) -> None:
    result = spread(make_result())
    figures = {"cek": Cek.JUMLAH_ANAK, "ukuran": Ukuran.PAGU, "tahun": 2024, "tertulis": Decimal(300)}
    said = entry(
        result.tables, 0, None, jenis=JenisEntri.KEPUTUSAN, keputusan=Keputusan.DITOLAK, dihitung=Decimal("299.5"),
        **figures,
    )  # fmt: skip
    found, applied = attach_decisions(result.tables, result.findings, [said], Applied())
    assert (found[0].keputusan, found[0].keputusan_id, applied.melekat) == ("ditolak", said.id, (said.id,))
    other = replace(said, dihitung=Decimal("200")).sealed()
    found, applied = attach_decisions(result.tables, result.findings, [other], Applied())
    assert (found[0].keputusan, applied.lepas) == (None, (other.id,))


def test_a_correction_of_one_source_of_funds_leaves_the_total_alone(tables: tuple[MatchedTable, ...]) -> None:
    row = tables[0].rows[0]
    total = row.row.values[0]
    part = replace(total, rincian="DAK", box=Box(300.0, 100.0, 345.0, 116.0))
    table = tables[0]
    rows = (replace(row, row=replace(row.row, values=(total, part))), *table.rows[1:])
    split = (MatchedTable(replace(table.source, rows=tuple(each.row for each in rows)), rows),)
    corrected, applied = apply_corrections(split, [entry(split, 0, 1, rincian="DAK", nilai_baru=Decimal(7))])
    assert [value.nilai for value in corrected[0].rows[0].row.values] == [total.nilai, Decimal(7)]
    assert restored(corrected, applied.asli) == split


def test_applying_and_revoking_without_a_pdf_leaves_the_dataset_as_it_was(
    make_result: Callable[..., DocumentResult], tmp_path: Path
) -> None:
    with DatasetWriter(tmp_path) as writer:
        writer.write(replace(spread(make_result()), findings=()))
    before = {name: read_table(tmp_path, name) for name in ("baris", "nilai", "anggaran", "sel", "tabel", "dokumen")}
    said = entry(read_result(tmp_path, SHA[:16]).tables, 3, 0, nilai_baru=Decimal("99"))
    append(tmp_path, [said])
    (changed,) = reapply(tmp_path, renewal(tmp_path))
    assert changed.koreksi.diterapkan == (said.id,)
    assert Decimal(99) in read_table(tmp_path, "anggaran").column("pagu").to_pylist()
    assert reapply(tmp_path, renewal(tmp_path)) == ()  # up to date already
    append(tmp_path, [Entri(JenisEntri.CABUT, SHA, "Budi", said.waktu, "0.1.0", mencabut=said.id).sealed()])
    reapply(tmp_path, renewal(tmp_path))
    assert all(read_table(tmp_path, name).equals(table) for name, table in before.items())
    assert applied_entries(tmp_path) == {}
    assert verify(tmp_path) == []


def test_corrections_live_through_compaction(make_result: Callable[..., DocumentResult], tmp_path: Path) -> None:
    with DatasetWriter(tmp_path) as writer:
        writer.write(spread(make_result()))
        writer.write(spread(make_result("cd" * 32)))
    said = entry(read_result(tmp_path, SHA[:16]).tables, 3, 0, nilai_baru=Decimal("99"))
    append(tmp_path, [said])
    reapply(tmp_path, renewal(tmp_path))
    compact(tmp_path)
    assert {doc: applied.diterapkan for doc, applied in applied_entries(tmp_path).items()} == {SHA[:16]: (said.id,)}
    append(tmp_path, [Entri(JenisEntri.CABUT, SHA, "Budi", said.waktu, "0.1.0", mencabut=said.id).sealed()])
    reapply(tmp_path, renewal(tmp_path))
    assert Decimal(99) not in read_table(tmp_path, "anggaran").column("pagu").to_pylist()
    assert verify(tmp_path) == []


def test_what_is_read_back_is_what_was_written(make_result: Callable[..., DocumentResult], tmp_path: Path) -> None:
    with DatasetWriter(tmp_path) as writer:
        writer.write(make_result())
    first = {name: read_table(tmp_path, name) for name in ("dokumen", "tabel", "sel", "baris", "nilai", "temuan")}
    with DatasetWriter(tmp_path) as writer:
        writer.write(read_result(tmp_path, SHA[:16]))
    assert all(read_table(tmp_path, name).equals(table) for name, table in first.items())


def _append_many(root: Path, name: str) -> None:
    for n in range(10):
        moment = f"2026-01-02T03:04:{n:02d}.000000+00:00"
        append(root, [Entri(JenisEntri.CABUT, SHA, name, moment, "0.1.0", mencabut="k" + "0" * 20).sealed()])


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append_many, args=(tmp_path, name)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    overlay = read_overlay(tmp_path)
    assert (len(overlay.entries), overlay.faults) == (30, ())


def test_a_line_cut_short_by_a_crash_costs_only_itself(tables: tuple[MatchedTable, ...], tmp_path: Path) -> None:
    first, second = (entry(tables, 1, 1, nilai_baru=Decimal(n)) for n in (1, 2))
    append(tmp_path, [first])
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"id": "k123", "jenis": "kor')
    append(tmp_path, [second])
    overlay = read_overlay(tmp_path)
    assert {each.id for each in overlay.entries} == {first.id, second.id}
    assert len(overlay.faults) == 1


@pytest.mark.parametrize("name", ["k.jsonl", "k.csv", "k.xlsx"])
def test_entries_come_back_from_a_file_as_they_went(
    tables: tuple[MatchedTable, ...], tmp_path: Path, name: str
) -> None:
    entries = [
        entry(tables, 1, 1, nilai_baru=Decimal("12345678901234567890.1234"), alasan='=1+1; "kutip",\nbaris dua'),
        entry(tables, 3, None, nama_baru="'-Nama", kode_baru="1.06.04.2.01.0010", alasan="'=x"),
        Entri(JenisEntri.CABUT, SHA, "@Budi", "2026-01-02T03:04:05.000000+00:00", "0.1.0", mencabut="k" + "0" * 20),
    ]
    sealed = tuple(each.sealed() for each in entries)
    write_entries(sealed, tmp_path / name)
    parsed = read_entries(tmp_path / name)
    assert (parsed.entries, parsed.refused) == (sealed, ())


def test_an_entry_that_somebody_changed_is_refused_with_its_line(
    tables: tuple[MatchedTable, ...], tmp_path: Path
) -> None:
    good, bad = (entry(tables, 1, 1, nilai_baru=Decimal(n)) for n in (1, 2))
    text = json.dumps(good.as_record()) + "\n" + json.dumps(bad.as_record() | {"nilai_baru": "9"}) + "\n"
    (tmp_path / "k.jsonl").write_text(text + "[" * 100_000 + "\n{}\n\x00\n")
    parsed = read_entries(tmp_path / "k.jsonl")
    assert (parsed.entries, parsed.n_refused) == ((good,), 4)
    assert "baris 2" in parsed.refused[0]


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "../../etc"}, {"jenis": "hapus"}, {"nilai_baru": "NaN"}, {"nilai_baru": "1e300"}, {"x0": "inf"},
        {"halaman": 0}, {"nama": "a\x00b"}, {"alasan": "x" * 10_000}, {"lain": 1}, {"waktu": "besok"}, {"oleh": "  "},
        {"waktu": (datetime.now(UTC) + timedelta(days=30)).isoformat()}, {"nilai_baru": [1]}, {"tahun": "2024; DROP"},
        {"nilai_baru": "0.00001"}, {"kode_baru": "1.06'; --"}, {"ukuran": "uang"}, {"halaman": 10**5000},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_what_no_entry_holds_is_refused(tables: tuple[MatchedTable, ...], change: dict[str, Any]) -> None:
    record = entry(tables, 1, 1, nilai_baru=Decimal(1)).as_record()
    del record["id"]
    assert entry_from(record).nilai_baru == 1
    with pytest.raises(BadEntry):
        entry_from(record | change)


@settings(max_examples=60, deadline=None)
@given(_JSON)
def test_any_json_is_an_entry_or_is_refused(record: object) -> None:
    with pytest.raises(BadEntry):
        entry_from(record)


@pytest.mark.parametrize("name", ["k.xlsx", "k.csv", "k.txt"])
def test_a_file_of_noise_is_no_file_of_entries(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(256)) * 40)
    with pytest.raises(BadFile):
        read_entries(tmp_path / name)


def test_a_correction_that_gives_amounts_their_meaning_takes_the_message_away(
    make_result: Callable[..., DocumentResult], tmp_path: Path
) -> None:
    result = spread(make_result())
    table = result.tables[0]
    first = table.rows[0]
    doubtful = tuple(replace(value, keyakinan=0.4) for value in first.row.values)
    rows = (replace(first, row=replace(first.row, values=doubtful)), *table.rows[3:])
    tables = (MatchedTable(replace(table.source, rows=tuple(each.row for each in rows)), rows),)
    told = tuple(shortfalls(tables, result.meta))
    assert told
    result = replace(result, tables=tables, findings=(), pesan=told, status=Status.SEBAGIAN)
    with DatasetWriter(tmp_path) as writer:
        writer.write(result)
    append(tmp_path, [entry(tables, 0, 0, nilai_baru=Decimal(300))])
    reapply(tmp_path, renewal(tmp_path))
    again = read_result(tmp_path, result.doc_id)
    assert (again.status, again.pesan) == (Status.OK, ())
