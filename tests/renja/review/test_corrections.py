"""A person corrects a reading, decides on a finding, passes both on: from the shell and from Python, to a re-ingest."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from normalize.types import Konteks, TingkatBaris, Ukuran, Value
from output.overlay.apply import with_rows
from output.overlay.store import FILE
from output.rebuild import read_result
from output.verify import verify
from output.write import DatasetWriter
from records.findings import UNREAD, Cek, Sebab
from records.matched import MatchedTable
from renja.api import Dataset, ingest
from renja.cli import app
from renja.review.corrections import (
    EntryError,
    EntryFault,
    Keputusan,
    ValueKey,
    apply_all,
    confirm_read,
    correct_row,
    correct_value,
    decide,
    identify,
    import_entries,
    revoke,
)
from renja.review.entries import State, list_entries
from renja.show.wording import number_text

SAMPLE = Path("samples/bengkulu_renstra_2021_word.pdf")
RUN = CliRunner()


def rows(dataset: Dataset, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dataset.sql(query, "arrow").to_pylist()
    return found


def a_pagu(dataset: Dataset) -> dict[str, Any]:
    """A value of the wide view's first sub kegiatan."""
    return rows(
        dataset,
        "SELECT n.* FROM nilai n JOIN anggaran a USING (baris_id) WHERE a.tingkat_baris = 'sub_kegiatan' AND "
        "n.ukuran = 'pagu' AND n.tahun = a.tahun AND n.konteks IS NULL ORDER BY baris_id, n.tahun LIMIT 1",
    )[0]


def the_pagu(dataset: Dataset, value: dict[str, Any]) -> Any:
    where = f"baris_id = '{value['baris_id']}' AND tahun = {value['tahun']}"
    return rows(dataset, f"SELECT pagu FROM anggaran WHERE {where}")[0]["pagu"]


def test_a_corrected_value_reaches_the_wide_view_and_the_audit_and_outlives_a_re_ingest(one: Dataset) -> None:
    value, n_findings = a_pagu(one), len(one.findings())
    entry = correct_value(one.root, ValueKey.of(value), Decimal(777_000_000_001), oleh="Sri", alasan="7 terbaca 1")
    for step in ("applied", "read again"):
        assert the_pagu(one, value) == Decimal(777_000_000_001), step
        printed = rows(one, f"SELECT teks, perbaikan, keyakinan FROM nilai WHERE perbaikan = 'koreksi:{entry.id}'")
        assert printed == [{"teks": value["teks"], "perbaikan": f"koreksi:{entry.id}", "keyakinan": 1.0}]
        assert len(one.findings()) > n_findings  # it no longer adds up with its parent
        if step == "applied":
            report = ingest(SAMPLE, one.root, workers=1, force=True)
            assert report.koreksi is not None
            assert (report.koreksi.diterapkan, report.koreksi.hilang) == (1, 0)
    assert verify(one.root) == []


def test_a_row_without_a_name_is_corrected_too_and_outlives_a_re_ingest(one: Dataset) -> None:
    value = rows(
        one,
        "SELECT n.* FROM nilai n JOIN baris b USING (baris_id) WHERE coalesce(b.nama, '') = '' "
        "ORDER BY baris_id LIMIT 1",
    )[0]
    entry = correct_value(one.root, ValueKey.of(value), Decimal(4321), oleh="Sri")
    named = correct_row(one.root, value["baris_id"], nama="Golongan", oleh="Sri")
    assert (entry.nama, bool(entry.teks_baris)) == (None, True)
    for step in ("applied", "read again"):
        sql = "SELECT b.nama, n.nilai FROM nilai n JOIN baris b USING (baris_id)"
        found = rows(one, f"{sql} WHERE n.perbaikan = 'koreksi:{entry.id}'")
        assert found == [{"nama": "Golongan", "nilai": Decimal(4321)}], step
        if step == "applied":
            assert ingest(SAMPLE, one.root, workers=1, force=True).exit_code == 0
    assert {each.keadaan for each in list_entries(one.root)} == {State.BERLAKU}
    assert named.nama is None


def test_a_revoked_correction_leaves_the_reading_as_it_was(one: Dataset) -> None:
    value, before = a_pagu(one), one.table("nilai", "arrow")
    entry = correct_value(one.root, ValueKey.of(value), Decimal(1), oleh="Sri")
    revoke(one.root, entry.id, oleh="Budi", alasan="keliru")
    assert one.table("nilai", "arrow").equals(before)
    states = [(each.keadaan, each.entri.oleh) for each in list_entries(one.root)]
    assert states == [(State.DICABUT, "Sri"), (State.CATATAN, "Budi")]
    with pytest.raises(EntryError):
        revoke(one.root, entry.id, oleh="Budi")


def test_a_row_gets_the_name_code_and_level_that_a_person_gives_it(one: Dataset) -> None:
    row = rows(one, "SELECT * FROM baris WHERE tingkat_baris = 'kegiatan' ORDER BY baris_id LIMIT 1")[0]
    correct_row(one.root, row["baris_id"], kode="1.06.04", nama="Rehabilitasi", tingkat=TingkatBaris.PROGRAM, oleh="S")
    again = rows(one, f"SELECT * FROM baris WHERE baris_id = '{row['baris_id']}'")[0]
    assert (again["nama"], again["kode"], again["tingkat_baris"]) == ("Rehabilitasi", "1.06.04", "program")
    assert again["nama_baku"] == "PROGRAM REHABILITASI SOSIAL"
    assert (again["kode_asli"], again["cocok_skor"]) == (row["kode_asli"], 1.0)


def test_a_doubt_that_the_pages_gave_outlives_a_correction_where_their_text_is_not_kept(one: Dataset) -> None:
    value = a_pagu(one)
    shutil.rmtree(one.root / ".renja" / "teks")
    correct_value(one.root, ValueKey.of(value), Decimal(777_000_000_001), oleh="Sri")
    stored = read_result(one.root, value["doc_id"])
    told = f"Selisih, tetapi {UNREAD}."
    doubted = [
        replace(each, sebab=Sebab.TAK_PASTI, penjelasan=told) if each.cek is Cek.JUMLAH_ANAK else each
        for each in stored.findings
    ]
    with DatasetWriter(one.root) as writer:
        writer.write(replace(stored, findings=tuple(doubted)))
    other = rows(one, f"SELECT baris_id FROM baris WHERE baris_id <> '{value['baris_id']}' AND nama <> '' LIMIT 1")[0]
    correct_row(one.root, other["baris_id"], nama="Nama yang benar", oleh="Sri")
    after = [each for each in read_result(one.root, value["doc_id"]).findings if each.cek is Cek.JUMLAH_ANAK]
    assert after
    assert {(each.sebab, each.penjelasan) for each in after} == {(Sebab.TAK_PASTI, told)}


def test_a_decision_is_seen_beside_its_finding_and_outlives_a_re_ingest(one: Dataset) -> None:
    finding = rows(one, "SELECT temuan_id FROM temuan WHERE baris_id IS NOT NULL LIMIT 1")[0]["temuan_id"]
    entry = decide(one.root, finding, Keputusan.DITOLAK, oleh="Budi", alasan="sudah dijelaskan")
    decided = "SELECT temuan_id, keputusan_id FROM temuan WHERE keputusan IS NOT NULL"
    assert rows(one, decided) == [{"temuan_id": finding, "keputusan_id": entry.id}]
    report = ingest(SAMPLE, one.root, workers=1, force=True)
    assert report.koreksi is not None
    assert (report.koreksi.melekat, report.koreksi.lepas) == (1, 0)
    stored = rows(one, "SELECT temuan_id, keputusan, keputusan_id FROM temuan WHERE keputusan IS NOT NULL")
    assert stored == [{"temuan_id": finding, "keputusan": "ditolak", "keputusan_id": entry.id}]


def test_an_ingest_that_reads_nothing_anew_still_applies_what_is_new(one: Dataset) -> None:
    value = a_pagu(one)
    correct_value(one.root, ValueKey.of(value), Decimal(5), oleh="Sri", apply=False)
    assert the_pagu(one, value) != 5
    done = RUN.invoke(app, ["ingest", str(SAMPLE), "--out", str(one.root), "--workers", "1"])
    assert "sudah ada, dilewati" in done.output
    assert "1 koreksi diterapkan, 0 tidak menemukan tempatnya" in done.output
    assert the_pagu(one, value) == 5


def test_corrections_go_from_one_person_to_another_and_arrive_once(
    one: Dataset, read_once: Path, tmp_path: Path
) -> None:
    value = a_pagu(one)
    correct_value(one.root, ValueKey.of(value), Decimal(5), oleh="Sri")
    other = Dataset(shutil.copytree(read_once, tmp_path / "lain"))
    for name in ("k.jsonl", "k.csv", "k.xlsx"):
        done = RUN.invoke(app, ["corrections", "export", str(one.root), str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    first = RUN.invoke(app, ["corrections", "import", str(other.root), str(tmp_path / "k.csv")])
    assert (first.exit_code, "1 entri baru" in first.output) == (0, True)
    assert the_pagu(other, value) == 5
    for name in ("k.jsonl", "k.xlsx"):
        again = import_entries(other.root, tmp_path / name)
        assert (again.baru, again.sudah_ada, again.ditolak) == (0, 1, 0)


def test_an_import_says_what_it_refused_and_takes_the_rest(one: Dataset, tmp_path: Path) -> None:
    entry = correct_value(one.root, ValueKey.of(a_pagu(one)), Decimal(5), oleh="Sri")
    changed = json.dumps(entry.as_record() | {"nilai_baru": "999"})
    (one.root / FILE).unlink()
    (tmp_path / "k.jsonl").write_text(f"{changed}\nbukan json\n{json.dumps(entry.as_record())}\n", encoding="utf-8")
    done = RUN.invoke(app, ["corrections", "import", str(one.root), str(tmp_path / "k.jsonl")])
    assert done.exit_code == 1
    assert "1 entri baru, 0 sudah ada, 2 ditolak" in done.output
    assert "baris 1: id tidak cocok" in done.output


def test_the_shell_corrects_lists_and_takes_back(one: Dataset) -> None:
    value = a_pagu(one)
    make = ["value", str(one.root), value["baris_id"], "--ukuran", "pagu", "--tahun", str(value["tahun"])]
    done = RUN.invoke(
        app, ["corrections", *make, "--teks", value["teks"], "--nilai", "12.50", "--oleh", "Sri", "--yes"]
    )
    assert done.exit_code == 0, done.output
    assert done.stderr.strip().endswith(f"{number_text(value['nilai'])} -> 12,5")
    listed = RUN.invoke(app, ["corrections", "list", str(one.root)]).output
    assert "berlaku" in listed
    assert "-> 12.5" in listed
    gone = RUN.invoke(app, ["corrections", "revoke", str(one.root), done.stdout.strip(), "--oleh", "Sri"])
    assert gone.exit_code == 0, gone.output
    assert "0 dokumen diperbarui" in RUN.invoke(app, ["corrections", "apply", str(one.root)]).output
    assert the_pagu(one, value) == value["nilai"]


def test_a_value_that_the_row_prints_in_another_context_is_not_added_beside_it_unasked(one: Dataset) -> None:
    plain = a_pagu(one)
    stored = read_result(one.root, plain["doc_id"])
    with DatasetWriter(one.root) as writer:
        writer.write(replace(stored, tables=tuple(map(_in_contexts, stored.tables))))
    before = rows(one, "SELECT * FROM anggaran ORDER BY ALL")
    words = [
        "corrections",
        "value",
        str(one.root),
        plain["baris_id"],
        "--ukuran",
        "pagu",
        "--nilai",
        "5",
        "--oleh",
        "S",
    ]
    refused = RUN.invoke(app, [*words, "--alasan", "x", "--tahun", str(plain["tahun"])])
    assert refused.exit_code == 2, refused.output
    for told in (f"tahun {plain['tahun']}, konteks rancangan_awal", "--konteks", "--baru"):
        assert told in refused.stderr
    with pytest.raises(EntryFault, match="rancangan_awal"):  # nor without a year: it would be taken for the document's
        correct_value(one.root, ValueKey(plain["baris_id"], Ukuran.PAGU), Decimal(5), oleh="Sri")
    assert rows(one, "SELECT * FROM anggaran ORDER BY ALL") == before
    assert not (one.root / FILE).exists()
    meant = [*words, "--alasan", "x", "--tahun", str(plain["tahun"])]
    assert RUN.invoke(app, [*meant, "--konteks", "rancangan_awal", "--yes"]).exit_code == 0
    assert the_pagu(one, plain) == 5
    assert RUN.invoke(app, [*meant, "--baru"]).exit_code == 0


def _in_contexts(table: MatchedTable) -> MatchedTable:
    """The table as if all of its money stood in columns of the initial plan."""
    held = [
        replace(
            each,
            row=replace(each.row, values=tuple(replace(v, konteks=Konteks.RANCANGAN_AWAL) for v in each.row.values)),
        )
        for each in table.rows
    ]
    return with_rows(table, held)


@pytest.mark.parametrize(
    "key",
    [
        ValueKey("0123456789abcdef-t001-b0001", Ukuran.PAGU),
        ValueKey("bukan", Ukuran.PAGU),
    ],
)
def test_what_is_not_there_cannot_be_corrected(one: Dataset, key: ValueKey) -> None:
    with pytest.raises(EntryError):
        correct_value(one.root, key, Decimal(1), oleh="Sri")
    assert not (one.root / FILE).exists()


def test_a_correction_needs_a_name_and_a_number_that_the_dataset_can_hold(one: Dataset) -> None:
    key = ValueKey.of(a_pagu(one))
    for nilai, oleh in ((Decimal(1), "  "), (Decimal("1e30"), "Sri"), (Decimal("NaN"), "Sri")):
        with pytest.raises(EntryError):
            correct_value(one.root, key, nilai, oleh=oleh)
    assert not (one.root / FILE).exists()


def test_corrections_wait_for_a_document_that_is_not_read_yet(one: Dataset, tmp_path: Path) -> None:
    entry = correct_value(one.root, ValueKey.of(a_pagu(one)), Decimal(5), oleh="Sri")
    record = entry.as_record() | {"sha256": "0" * 64}
    del record["id"]
    (tmp_path / "k.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert import_entries(one.root, tmp_path / "k.jsonl").baru == 1
    assert {each.keadaan for each in list_entries(one.root)} == {State.BERLAKU, State.TUNGGU}
    assert apply_all(one.root) == ()


@pytest.mark.parametrize(
    "said",
    [{"kode": "1.05.01"}, {"tingkat": TingkatBaris.KEGIATAN}, {"nama": "PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL"}],
)
def test_what_follows_from_a_corrected_row_is_what_a_re_ingest_makes_of_it(one: Dataset, said: dict[str, Any]) -> None:
    sql = "SELECT induk_id FROM baris WHERE tingkat_baris = 'kegiatan' AND induk_id IS NOT NULL ORDER BY ALL LIMIT 1"
    correct_row(one.root, rows(one, sql)[0]["induk_id"], oleh="Sri", **said)
    applied = {name: one.table(name, "arrow") for name in ("baris", "nilai", "temuan", "anggaran")}
    assert ingest(SAMPLE, one.root, workers=1, force=True).exit_code == 0
    for name, table in applied.items():
        assert one.table(name, "arrow").equals(table), name


def test_moments_are_told_in_the_time_of_the_machine(one: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = correct_value(one.root, ValueKey.of(a_pagu(one)), Decimal(5), oleh="Sri")
    for zone, name in (("WIB-7", "WIB"), ("WIT-9", "WIT")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        here = datetime.fromisoformat(entry.waktu).astimezone()
        assert f"{here:%Y-%m-%d %H:%M} {name}" in RUN.invoke(app, ["corrections", "list", str(one.root)]).output
    monkeypatch.undo()
    time.tzset()


def test_the_shell_writes_nothing_that_looks_like_a_slip_until_somebody_says_yes(one: Dataset) -> None:
    value = a_pagu(one)
    make = [
        "value",
        str(one.root),
        value["baris_id"],
        "--ukuran",
        "pagu",
        "--tahun",
        str(value["tahun"]),
        "--oleh",
        "Sri",
    ]
    hundredfold = [*make, "--teks", value["teks"], "--nilai", str(value["nilai"] * 100), "--alasan", "salah baca"]
    done = RUN.invoke(app, ["corrections", *hundredfold])
    assert done.exit_code == 2, done.output
    assert "seratus kali yang tercetak" in done.output
    assert "--yes" in done.output
    row = RUN.invoke(
        app, ["corrections", "row", str(one.root), value["baris_id"], "--kode", "1.06.04", "--oleh", "Sri"]
    )
    assert (row.exit_code, "Tidak ada alasannya" in row.output) == (2, True)
    assert not (one.root / FILE).exists()
    assert RUN.invoke(app, ["corrections", *hundredfold, "--yes"]).exit_code == 0
    assert the_pagu(one, value) == value["nilai"] * 100
    near = [*make, "--teks", value["teks"], "--nilai", str(value["nilai"] + 9), "--alasan", "angka 9 tak terbaca"]
    assert RUN.invoke(app, ["corrections", *near]).exit_code == 0


def test_of_two_values_that_print_alike_in_one_cell_each_is_confirmed(one: Dataset) -> None:
    value = a_pagu(one)
    stored = read_result(one.root, value["doc_id"])
    doubled = [
        replace(table, source=replace(table.source, rows=tuple(row.row for row in rows)), rows=tuple(rows))
        for table in stored.tables
        for rows in [[replace(row, row=replace(row.row, values=_with_twins(row.row.values))) for row in table.rows]]
    ]
    with DatasetWriter(one.root) as writer:
        writer.write(replace(stored, tables=tuple(doubled)))
    sql = "SELECT * FROM nilai WHERE satuan IN ('orang', 'unit') AND teks = '11' ORDER BY baris_id, satuan LIMIT 2"
    twins = rows(one, sql)
    assert {twin["satuan"] for twin in twins} == {"orang", "unit"}
    confirm_read(one.root, map(ValueKey.of, twins), oleh="Sri", alasan="sesuai cetakan")
    assert [twin["perbaikan"][:8] for twin in rows(one, sql)] == ["koreksi:"] * 2
    assert {each.keadaan for each in list_entries(one.root)} == {State.BERLAKU}


def _with_twins(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values with "11 orang, 11 unit" in the first one's cell."""
    twins = [
        replace(
            value, ukuran=Ukuran.TARGET, rincian="kembar", teks="11", nilai=Decimal(11), satuan=unit, perbaikan=None
        )
        for value in values[:1]
        for unit in ("orang", "unit")
    ]
    return (*values, *twins)


def test_what_was_noted_and_never_applied_is_told_with_what_to_do_and_taken_up_by_any_ingest(
    one: Dataset, tmp_path: Path
) -> None:
    value = a_pagu(one)
    correct_value(one.root, ValueKey.of(value), Decimal(5), oleh="Sri", apply=False)
    identify(one.root, SAMPLE.stem, {"perangkat_daerah": "Dinas Tirta Buana"}, oleh="Sri", apply=False)
    told = RUN.invoke(app, ["status", str(one.root)]).output
    assert f"belum diterapkan pada 1 dokumen; jalankan `renja corrections apply {one.root}`" in told
    assert [(fault.promise, fault.where) for fault in verify(one.root)] == [("terap", value["doc_id"])]
    other = tmp_path / "rusak.pdf"
    other.write_bytes(b"%PDF-1.7\nrusak")
    ingest(other, one.root, workers=1)
    assert the_pagu(one, value) == 5
    assert verify(one.root) == []
    assert "belum diterapkan" not in RUN.invoke(app, ["status", str(one.root)]).output


def test_an_identity_that_is_said_again_in_the_same_words_is_written_once(one: Dataset) -> None:
    said = {"tahun": "2031", "perangkat_daerah": "Dinas Tirta Buana"}
    first = identify(one.root, SAMPLE.stem, said, oleh="Sri", alasan="sampul", apply=False)
    assert identify(one.root, SAMPLE.stem, said, oleh="Sri", alasan="sampul", apply=False) == first
    assert len(list_entries(one.root)) == 1
    identify(one.root, SAMPLE.stem, said, oleh="Tigor", alasan="sampul", apply=False)
    identify(one.root, SAMPLE.stem, said | {"tahun": "2032"}, oleh="Tigor", alasan="sampul", apply=False)
    identify(one.root, SAMPLE.stem, said, oleh="Tigor", alasan="sampul", apply=False)
    assert len(list_entries(one.root)) == 4
