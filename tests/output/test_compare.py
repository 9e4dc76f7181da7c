"""Regions compared: one document for each office, one level for each code, and nobody left out in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nomenclature.wilayah import all_regions
from normalize.types import DocumentMeta, JenisDokumen, JenisTabel, Tahap, TingkatBaris, Ukuran
from output.compare import (
    Alasan,
    BadCode,
    Wilayah,
    largest,
    search_codes,
    trend,
    unused,
    with_comparable,
    without_items,
    years,
)
from output.compare import compare as compare_with
from output.compare_items import items_sql, sums_sql
from output.compare_sql import chosen_sql, doubtful_sql
from output.types import DocumentResult, Status
from output.write import DatasetWriter
from records.matched import Wilayah as Region

compare = partial(compare_with, official=all_regions())

LUWU = Region("kabupaten", "73", "Sulawesi Selatan", "73.17", "Kabupaten Luwu")
METRO = Region("kota", "18", "Lampung", "18.72", "Kota Metro")
SULSEL = Region("provinsi", "73", "Sulawesi Selatan")


@pytest.fixture
def write(
    make_result: Callable[..., DocumentResult], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> Callable[..., str]:
    """Writes a document into the dataset: its region, kind, stage, and items (code, pagu, realisasi); its doc_id."""

    def put(
        wilayah: Region,
        items: list[tuple[str, str | None, str | None]],
        jenis: JenisDokumen = JenisDokumen.RENJA,
        tahap: Tahap | None = Tahap.MURNI,
        tahun: int = 2024,
        kantor: str = "Dinas Sosial",
        **changes: object,
    ) -> str:
        sha = hashlib.sha256(repr((wilayah, items, jenis, tahap, tahun, kantor)).encode()).hexdigest()
        kind = JenisTabel.REALISASI_ANGGARAN if jenis is JenisDokumen.LKJIP else JenisTabel.RENCANA_PENDANAAN
        rows = [builders["row"](_level(kode), f"Nama {kode}", *_values(builders, pagu, real, tahun), kode=kode)
                for kode, pagu, real in items]  # fmt: skip
        meta = DocumentMeta(jenis, tahap, tahun, tahun, (), kantor)
        tables = (builders["table"](kind, *rows),) if rows else ()
        result = make_result(sha, meta=meta, wilayah=wilayah, tables=tables, findings=())
        with DatasetWriter(tmp_path) as writer:
            writer.write(replace(result, **changes))  # type: ignore[arg-type]
        return sha[:16]

    return put


def _level(kode: str) -> TingkatBaris:
    return {2: TingkatBaris.PROGRAM, 4: TingkatBaris.KEGIATAN, 5: TingkatBaris.SUB_KEGIATAN}[kode.count(".")]


def _values(builders: dict[str, Callable[..., Any]], pagu: str | None, real: str | None, tahun: int) -> list[Any]:
    pairs = ((Ukuran.PAGU, pagu), (Ukuran.REALISASI, real))
    return [builders["value"](ukuran, amount, tahun) for ukuran, amount in pairs if amount is not None]


def test_programs_of_before_2020_are_found_by_their_names_and_the_certain_ones_by_the_code_of_today(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    def old(name: str, level: TingkatBaris, pagu: str | None, induk: int | None = None) -> Any:
        values = [] if pagu is None else [builders["value"](Ukuran.PAGU, pagu, 2018)]
        made = builders["row"](level, name, *values, kode=None)
        return replace(made, induk=induk)

    rows = [
        old("Program Pelayanan Administrasi Perkantoran", TingkatBaris.PROGRAM, "50"),
        old("Program Peningkatan Disiplin Aparatur", TingkatBaris.PROGRAM, None),
        old("Pengadaan Pakaian Dinas", TingkatBaris.KEGIATAN, "7", 1),
        old("Program Penataan Kampung Nelayan", TingkatBaris.PROGRAM, "40"),
    ]
    table = builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows)
    write(LUWU, [], tahun=2018, tables=(table,))
    ask = partial(compare, tmp_path, tahun=2018, by=Wilayah.KABKOTA)
    (today,) = ask("X.XX.01").rows
    assert today.pagu == 57
    assert today.menurut_nama == ("Program Pelayanan Administrasi Perkantoran", "Program Peningkatan Disiplin Aparatur")
    (named,) = ask("penataan kampung  nelayan").rows
    assert (named.pagu, named.menurut_nama) == (40, ("Program Penataan Kampung Nelayan",))
    assert ask("1.06.01").rows == ask("Penataan Kampung").rows == ()
    with pytest.raises(BadCode):
        ask("Kampung")


def test_programs_of_before_2020_are_compared_by_their_bidang_urusan_with_those_of_today(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    def old(name: str, bidang: str | None, pagu: str) -> Any:
        made = builders["row"](TingkatBaris.PROGRAM, name, builders["value"](Ukuran.PAGU, pagu, 2018), kode=None)
        return replace(made, bidang_urusan=bidang)

    rows = [old("Program Lansia Mandiri", "1.06", "30"), old("Program Statistik Desa", "2.20", "5"),
            old("Program Lain", None, "2"), old("Program Peningkatan Disiplin Aparatur", "1.06", "1")]  # fmt: skip
    write(LUWU, [], tahun=2018, tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows),))
    write(METRO, [("1.06.04", "70", None)], tahun=2018)
    asked = compare(tmp_path, "1.06", tahun=2018, by=Wilayah.KABKOTA).rows
    assert [(row.wilayah, row.pagu, row.menurut_nama) for row in asked] == [
        ("Kota Metro", 70, ()),
        ("Kabupaten Luwu", 31, ("Program Lansia Mandiri", "Program Peningkatan Disiplin Aparatur")),
    ]
    assert compare(tmp_path, "1.06.04", tahun=2018, by=Wilayah.KABKOTA).rows == (asked[0],)
    assert [(each.kode, each.tingkat.value, each.jumlah_wilayah) for each in search_codes(tmp_path)] == [
        ("1.06", "bidang_urusan", 1),
        ("1.06.04", "program", 1),
        ("2.20", "bidang_urusan", 1),
        ("Program Lain", "program", 1),
        ("Program Lansia Mandiri", "program", 1),
        ("Program Peningkatan Disiplin Aparatur", "program", 1),
        ("Program Statistik Desa", "program", 1),
    ]


def test_a_plan_and_its_change_count_once_and_the_stage_asked_for_speaks(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    write(LUWU, [("1.06.04", "130", None)], tahap=Tahap.PERUBAHAN)
    for tahap, pagu in ((Tahap.MURNI, 100), (Tahap.PERUBAHAN, 130)):
        (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA, tahap=tahap).rows
        assert (row.wilayah, row.pagu, row.tahap, row.jumlah_dokumen) == ("Kabupaten Luwu", pagu, (tahap,), 1)


def test_another_stage_stands_in_for_a_missing_one_unless_forbidden(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.04", "130", None)], tahap=Tahap.PERUBAHAN)
    (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert row.tahap == ("perubahan",)
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA, strict=True)
    assert (found.rows, [each.alasan for each in found.hilang]) == ((), [Alasan.DISARING])


def test_spending_comes_from_the_report_and_is_measured_by_the_reports_own_pagu(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None), ("1.06.01", "300", None)])
    write(LUWU, [("1.06.04", "120", "90")], jenis=JenisDokumen.LKJIP, tahap=None)
    (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.realisasi, row.pagu_realisasi, row.persen) == (100, 90, 120, 75.0)
    assert (row.pagu_kantor, row.bagian, row.jumlah_dokumen) == (400, 25.0, 2)


def test_a_program_is_not_added_to_its_own_kegiatan_and_stands_for_them_where_it_is_printed(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None), ("1.06.04.2.01", "60", None), ("1.06.04.2.02", "40", None)])
    write(METRO, [("1.06.04.2.01", "60", None), ("1.06.04.2.01.0001", "60", None), ("1.06.04.2.02", "41", None)])
    rows = {row.wilayah: row for row in compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows}
    assert {name: row.pagu for name, row in rows.items()} == {"Kabupaten Luwu": 100, "Kota Metro": 101}
    assert rows["Kota Metro"].pagu_kantor == 101


def test_offices_of_one_region_are_added_and_one_office_is_known_by_its_name_however_written(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.01", "100", None)])
    write(LUWU, [("1.06.01", "110", None)], tahap=Tahap.RANCANGAN, kantor="DINAS  SOSIAL")
    write(LUWU, [("2.15.01", "50", None)], kantor="Dinas Perhubungan")
    (row,) = compare(tmp_path, "X.XX.01", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.perangkat_daerah) == (150, ("Dinas Perhubungan", "Dinas Sosial"))


def test_each_office_of_a_regions_one_document_counts_and_gives_way_to_its_own_document(
    write: Callable[..., str],
    make_result: Callable[..., DocumentResult],
    builders: dict[str, Callable[..., Any]],
    tmp_path: Path,
) -> None:
    rows = []
    for office, pagu in (("Dinas Sosial", "100"), ("Dinas Perhubungan", "50"), ("Inspektorat", "7")):
        row = builders["row"](TingkatBaris.PROGRAM, "Penunjang", builders["value"](Ukuran.PAGU, pagu), kode="X.XX.01")
        rows.append(replace(row, row=replace(row.row, perangkat_daerah=office)))
    meta = DocumentMeta(JenisDokumen.LAINNYA, None, 2024, 2024, (), None)
    whole = make_result(
        "cd" * 32, meta=meta, wilayah=LUWU, tables=(builders["table"](JenisTabel.LAINNYA, *rows),), findings=()
    )
    with DatasetWriter(tmp_path) as writer:
        writer.write(whole)
    (row,) = compare(tmp_path, "X.XX.01", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.pagu_kantor) == (157, 157)
    write(LUWU, [("1.06.01", "120", None)])
    (row,) = compare(tmp_path, "X.XX.01", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.perangkat_daerah) == (177, ("Dinas Perhubungan", "Dinas Sosial", "Inspektorat"))


def test_figures_are_the_same_whether_or_not_the_ids_of_the_rows_are_told(
    write: Callable[..., str],
    make_result: Callable[..., DocumentResult],
    builders: dict[str, Callable[..., Any]],
    tmp_path: Path,
) -> None:
    rows = []
    for office, pagu, real in (("Dinas Sosial", "9", "4"), ("Dinas Dua", "8", "4"), ("Dinas Tiga", "9", "4")):
        values = (builders["value"](Ukuran.PAGU, pagu), builders["value"](Ukuran.REALISASI, real))
        row = builders["row"](TingkatBaris.PROGRAM, "Perahu", *values, kode="1.06.04")
        rows.append(replace(row, row=replace(row.row, perangkat_daerah=office)))
    for name in ("Program Layar", "Program Jangkar"):
        row = builders["row"](TingkatBaris.PROGRAM, name, builders["value"](Ukuran.PAGU, "3"), kode=None)
        rows.append(replace(row, row=replace(row.row, perangkat_daerah="Dinas Sosial")))
    table = builders["table"](JenisTabel.LAINNYA, *rows)
    with DatasetWriter(tmp_path) as writer:
        writer.write(make_result("cd" * 32, wilayah=LUWU, tables=(table,), findings=()))
    (path,) = (tmp_path / "anggaran").glob("*/*/*.parquet")
    written = pq.read_table(path, partitioning=None)
    place = written.column_names.index("perangkat_daerah")
    spelled = {"Dinas Dua": "DINAS SOSIAL", "Dinas Tiga": "Dinas  sosial"}  # one office has three rows of the code
    offices = pa.array([spelled.get(each, each) for each in written.column(place).to_pylist()])
    changed = written.set_column(place, written.schema.field(place), offices)
    pq.write_table(changed.take([*range(changed.num_rows)][::-1]), path)
    write(METRO, [("1.06.04", "100", "60"), ("1.06.04.2.01", "90", "70")])
    for code in ("1.06.04", "1.06", "Program Layar", "Perahu Besar"):
        told = compare(tmp_path, code, 2024, by=Wilayah.KABKOTA)
        without = compare(tmp_path, code, 2024, by=Wilayah.KABKOTA, baris=False)
        assert tuple(replace(row, baris=()) for row in told.rows) == without.rows, code
        assert replace(without, rows=()) == replace(told, rows=()), code
        over_years = (trend(tmp_path, code, by=Wilayah.KABKOTA, baris=baris) for baris in (True, False))
        assert len({tuple(replace(row, baris=()) for row in rows) for rows in over_years}) == 1, code
    assert trend(tmp_path, "2.15", by=Wilayah.KABKOTA, baris=False) == ()


def test_the_rows_behind_a_figure_begin_with_the_one_of_the_most_money(
    write: Callable[..., str], tmp_path: Path
) -> None:
    items = [(f"1.06.{number:02d}", str(number * 37 % 101), str(number)) for number in range(1, 30)]
    doc_id = write(LUWU, items)
    (row,) = compare(tmp_path, "1.06", 2024, by=Wilayah.KABKOTA).rows
    with_pagu = sorted(range(29), key=lambda index: -Decimal(items[index][1] or 0))
    assert row.baris == tuple(f"{doc_id}-t001-b{index + 1:04d}" for index in with_pagu)


def test_levels_of_government_are_kept_apart_or_put_together(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    write(SULSEL, [("1.06.04", "700", None)])
    amounts = {by: [row.pagu for row in compare(tmp_path, "1.06.04", 2024, by=by).rows] for by in Wilayah}
    assert amounts == {Wilayah.PROVINSI: [700], Wilayah.KABKOTA: [100], Wilayah.GABUNGAN: [800]}


def test_regions_without_the_code_are_named_with_the_reason(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    write(METRO, [("1.06.05", "100", None)])
    write(replace(METRO, kode_kabkota="18.71", kabkota="Kota Bandar Lampung"), [("1.06.04", "9", None)], tahun=2023)
    unread = {"status": Status.GAGAL, "tables": ()}
    write(replace(METRO, kode_kabkota="18.01", kabkota="Kabupaten Lampung Selatan"), [("1.06.04", "9", None)], **unread)
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA)
    assert {each.wilayah: each.alasan for each in found.hilang} == {
        "Kota Metro": Alasan.TANPA_KODE,
        "Kota Bandar Lampung": Alasan.TANPA_TAHUN,
        "Kabupaten Lampung Selatan": Alasan.GAGAL,
    }
    assert found.di_luar == 514 - 4
    missing = compare(tmp_path, "1.06.04", 2024, by=Wilayah.GABUNGAN).hilang
    assert sum(each.alasan is Alasan.TANPA_DOKUMEN for each in missing) == 36


def test_a_trend_has_a_row_for_each_year_and_agrees_with_the_comparison_of_that_year(
    write: Callable[..., str], tmp_path: Path
) -> None:
    for tahun, pagu in ((2023, "80"), (2024, "100"), (2025, "90")):
        write(LUWU, [("1.06.04", pagu, None)], tahun=tahun)
    rows = trend(tmp_path, "1.06.04", by=Wilayah.KABKOTA)
    assert [(row.tahun, row.pagu) for row in rows] == [(2023, 80), (2024, 100), (2025, 90)]
    assert compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows == (rows[1],)
    assert years(tmp_path) == (2025, 2024, 2023)


def test_the_largest_program_of_each_region_is_found(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.01", "300", None), ("1.06.04", "100", None)])
    write(METRO, [("1.06.01", "30", None), ("1.06.04", "70", None)])
    found = largest(tmp_path, 2024, by=Wilayah.KABKOTA)
    assert [(each.wilayah, each.kode, each.pagu, each.bagian) for each in found] == [
        ("Kabupaten Luwu", "1.06.01", 300, 75.0),
        ("Kota Metro", "1.06.04", 70, 70.0),
    ]
    two = largest(tmp_path, 2024, by=Wilayah.KABKOTA, n=2)
    assert [(each.wilayah, each.peringkat) for each in two] == [
        ("Kabupaten Luwu", 1), ("Kabupaten Luwu", 2), ("Kota Metro", 1), ("Kota Metro", 2),
    ]  # fmt: skip


def test_a_program_that_prints_no_pagu_counts_by_its_children_also_beside_one_that_does(
    write: Callable[..., str], tmp_path: Path
) -> None:
    luwu = [
        ("1.06.01", None, None),
        ("1.06.01.2.01", "40", None),
        ("1.06.01.2.02", "60", None),
        ("1.06.04", "30", None),
    ]
    write(LUWU, luwu)
    write(METRO, [("1.06.04", "70", None), ("1.06.04.2.01", "90", None)])
    found = largest(tmp_path, 2024, by=Wilayah.KABKOTA)
    assert [(each.wilayah, each.kode, each.nama, each.pagu) for each in found] == [
        ("Kabupaten Luwu", "1.06.01", "", 100),
        ("Kota Metro", "1.06.04", "Nama 1.06.04", 70),
    ]
    assert found[0].bagian == pytest.approx(100 * 100 / 130)
    assert len(found[0].baris) == 2


def _sums(root: Path, tahun: int) -> list[tuple[Any, ...]]:
    both = ("pagu", "realisasi")
    sql = sums_sql(items_sql(Wilayah.GABUNGAN, Tahap.MURNI, None, P, strict=False, measures=both), 100)
    return with_comparable(root, lambda opened: opened.execute(sql, {"tahun": tahun}).fetchall())


def test_the_sums_of_a_program_hold_what_stands_below_it_and_each_office_once(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", None, None), ("1.06.04.2.01", "40", "10"), ("1.06.05", "5", "2")])
    write(METRO, [("1.06.04", "70", "60"), ("1.06.04.2.01", "90", None)])
    found = {kode: (pagu, realisasi, dokumen) for kode, _, pagu, realisasi, dokumen in _sums(tmp_path, 2024)}
    assert found == {"1.06.04": (110, 70, 2), "1.06.05": (5, 2, 1)}


def test_a_document_of_several_offices_is_summed_once(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    rows = []
    for office, kode in (("Dinas Sosial", "1.06.04"), ("Dinas Kesehatan", "1.02.02")):
        row = builders["row"](TingkatBaris.PROGRAM, f"Nama {kode}", *_values(builders, "50", None, 2024), kode=kode)
        rows.append(replace(row, row=replace(row.row, perangkat_daerah=office)))
    write(LUWU, [], tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows),))
    assert [(kode, pagu) for kode, _, pagu, _, _ in _sums(tmp_path, 2024)] == [("1.02.02", 50), ("1.06.04", 50)]


def test_what_stands_below_no_program_that_can_be_told_is_one_line_of_the_sums(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    rows = [
        builders["row"](TingkatBaris.KEGIATAN, name, *_values(builders, "25", None, 2024), kode=None)
        for name in ("Rapat kerja", "Pembinaan")
    ]
    write(LUWU, [], tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows),))
    assert [(kode, nama, pagu) for kode, nama, pagu, _, _ in _sums(tmp_path, 2024)] == [(None, None, 50)]


def test_the_largest_of_all_governments_takes_each_by_itself(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.01", "300", None)])
    write(SULSEL, [("1.06.04", "900", None)])
    found = largest(tmp_path, 2024, by=None)
    assert [(each.kode_wilayah, each.pagu) for each in found] == [("73", 900), ("73.17", 300)]


def test_codes_are_found_by_their_beginning_or_by_words_of_their_name(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None), ("1.06.04.2.01", "60", None), ("1.06.05", "1", None)])
    assert [each.kode for each in search_codes(tmp_path, "1.06.04")] == ["1.06.04", "1.06.04.2.01"]
    assert [each.kode for each in search_codes(tmp_path, "nama 1.06.05")] == ["1.06.05"]
    assert [each.kode for each in search_codes(tmp_path, induk="1.06.04")] == ["1.06.04.2.01"]


def test_a_code_has_its_most_frequent_official_name_and_a_program_without_one_its_first_spelling_each_time(
    make_result: Callable[..., DocumentResult], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    spelled = ("Program Layar", "PROGRAM LAYAR", "Program  Layar")
    with DatasetWriter(tmp_path) as writer:
        for number in range(12):
            row = partial(builders["row"], TingkatBaris.PROGRAM)
            value = builders["value"](Ukuran.PAGU, "5")
            rows = [row("Perahu", value, kode="1.06.04"), row(spelled[number % 3], value, kode=None)]
            table = builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows)
            writer.write(make_result(f"{number:02x}" * 32, tables=(table,), findings=()))
    for number, path in enumerate(sorted((tmp_path / "anggaran").glob("*/*/*.parquet"))):
        written = pq.read_table(path, partitioning=None)
        place = written.column_names.index("nama_baku")
        name = None if number < 3 else "Perahu Bagus" if number < 7 else "Armada"
        names = pa.array([name] * written.num_rows, pa.string())
        pq.write_table(written.set_column(place, written.schema.field(place), names), path)
    found = {tuple((each.kode, each.nama) for each in search_codes(tmp_path)) for _ in range(8)}
    assert found == {(("1.06.04", "Armada"), ("PROGRAM LAYAR", "PROGRAM LAYAR"))}


def test_the_newest_of_two_equal_documents_speaks(write: Callable[..., str], tmp_path: Path) -> None:
    write(LUWU, [("1.06.04", "100", None)], waktu_ingest=datetime(2026, 5, 1, tzinfo=UTC))
    write(LUWU, [("1.06.04", "101", None)], waktu_ingest=datetime(2026, 6, 1, tzinfo=UTC))
    (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert row.pagu == Decimal(101)


@pytest.mark.parametrize("kode", ["", "sosial", "1.06'; DROP TABLE dokumen; --", "1..06", "1.06.04.2.01.0001.9"])
def test_what_is_no_code_is_refused(write: Callable[..., str], tmp_path: Path, kode: str) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    with pytest.raises(BadCode):
        compare(tmp_path, kode, 2024)


BANDAR_LAMPUNG = replace(METRO, kode_kabkota="18.71", kabkota="Kota Bandar Lampung")


def test_a_document_that_was_not_understood_is_never_said_to_lack_anything(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    undated = builders["row"](TingkatBaris.AKUN, "Belanja", builders["value"](Ukuran.PAGU, "2500000", None))
    dark = (builders["table"](JenisTabel.LAINNYA, undated),)
    write(METRO, [], tables=dark)
    write(BANDAR_LAMPUNG, [], uang_di_teks=7)
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA)
    assert {each.alasan for each in found.hilang} == {Alasan.TAK_DIPAHAMI}
    assert {each.wilayah: each.sebab.split(" / ")[0] for each in found.tak_terpakai} == {
        "Kota Metro": "1 dari 1 nilai uang di tabelnya tidak dipahami",
        "Kota Bandar Lampung": "uangnya hanya terbaca dalam teks berjalan",
    }


def test_documents_of_no_use_are_told_without_a_code_and_without_a_year(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    undated = builders["row"](TingkatBaris.AKUN, "Belanja", builders["value"](Ukuran.PAGU, "2500000", None))
    write(METRO, [], tables=(builders["table"](JenisTabel.LAINNYA, undated),))
    write(Region(), [], uang_di_teks=2)
    told = [("Kota Metro", "1 dari 1 nilai uang di tabelnya tidak dipahami"), (None, "wilayahnya tidak terbaca")]
    for tahun in (2024, None):
        found = {(each.wilayah, each.sebab.split(" / ")[0]) for each in unused(tmp_path, tahun)}
        assert found == set(told)
    assert unused(tmp_path, 2031) == ()


def test_a_code_is_said_to_be_missing_only_where_all_money_is_understood(
    write: Callable[..., str], builders: dict[str, Callable[..., Any]], tmp_path: Path
) -> None:
    sure = builders["row"](
        TingkatBaris.PROGRAM, "Lain", builders["value"](Ukuran.PAGU, "1000000", 2024), kode="1.06.05"
    )
    doubtful = builders["row"](
        TingkatBaris.KEGIATAN, "Ragu", replace(builders["value"](Ukuran.PAGU, "2000000", 2024), keyakinan=0.3)
    )
    write(METRO, [], tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, sure, doubtful),))
    write(BANDAR_LAMPUNG, [("1.06.05", "9", None)])
    write(Region(), [], uang_di_teks=2)
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA)
    assert {each.wilayah: each.alasan for each in found.hilang} == {
        "Kota Metro": Alasan.TAK_PASTI,
        "Kota Bandar Lampung": Alasan.TANPA_KODE,
    }
    assert [(each.wilayah, each.sebab.split(" / ")[0]) for each in found.tak_terpakai] == [
        ("Kota Metro", "1 dari 2 nilai uang di tabelnya tidak dipahami"),
        (None, "wilayahnya tidak terbaca"),
    ]


def test_a_document_without_any_money_is_said_to_print_none(write: Callable[..., str], tmp_path: Path) -> None:
    write(METRO, [], uang_di_teks=0)
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA)
    assert ([each.alasan for each in found.hilang], found.tak_terpakai) == ([Alasan.TANPA_ANGGARAN], ())


def test_a_program_that_prints_no_pagu_counts_with_its_kegiatan_in_the_whole_of_the_office(
    write: Callable[..., str], tmp_path: Path
) -> None:
    below = [("1.06.05.2.01", "30", None), ("1.06.05.2.01.0001", "30", None), ("1.06.05.2.02.0003", "70", None)]
    write(LUWU, [("1.06.04", "100", None), ("1.06.04.2.01", "100", None), *below])
    (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.pagu_kantor, row.bagian) == (100, 200, 50.0)
    (row,) = compare(tmp_path, "1.06.05", 2024, by=Wilayah.KABKOTA).rows
    assert row.pagu_kantor == 200


def test_regions_without_items_are_named_with_their_reason_below_the_largest(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(LUWU, [("1.06.04", "100", None)])
    write(METRO, [("1.06.04", "80", None)], tahun=2021)
    write(SULSEL, [], status=Status.GAGAL)
    have = {each.kode_wilayah for each in largest(tmp_path, 2024, by=None)}
    found = {m.kode_wilayah: m.alasan for m in without_items(tmp_path, 2024, have, official=all_regions())}
    assert have == {"73.17"}
    assert (found["18.72"], found["73"], found["31"]) == (Alasan.TANPA_TAHUN, Alasan.GAGAL, Alasan.TANPA_DOKUMEN)
    only = without_items(tmp_path, 2024, have, official=all_regions(), by=Wilayah.KABKOTA)
    assert [each.kode_wilayah for each in only] == ["18.72"]


@pytest.mark.parametrize(("kegiatan", "bagian"), [("4", 100.0), ("44", None)])
def test_a_whole_that_its_parts_contradict_is_not_known_where_no_code_says_what_stands_below_what(
    write: Callable[..., str],
    builders: dict[str, Callable[..., Any]],
    tmp_path: Path,
    kegiatan: str,
    bagian: float | None,
) -> None:
    rows = [
        builders["row"](level, name, *_values(builders, pagu, None, 2024), kode=None)
        for level, name, pagu in (
            (TingkatBaris.PROGRAM, "Program Dermaga", "9"),
            (TingkatBaris.KEGIATAN, "Lampu dermaga", kegiatan),
        )
    ]
    write(LUWU, [], tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, *rows),))
    found = largest(tmp_path, 2024, by=Wilayah.KABKOTA)
    assert [(each.nama, each.pagu, each.bagian) for each in found] == [("Program Dermaga", 9, bagian)]


@pytest.fixture
def write_tree(write: Callable[..., str], builders: dict[str, Callable[..., Any]]) -> Callable[..., str]:
    """Writes a document whose rows (level, name, pagu, index of the parent) have no codes but where one is given."""

    def put(wilayah: Region, *rows: tuple[TingkatBaris, str, str | None, int | None], kode: dict[int, str] = {}) -> str:  # noqa: B006
        made = [
            builders["row"](level, name, *_values(builders, pagu, None, 2024), kode=kode.get(i), induk=induk)
            for i, (level, name, pagu, induk) in enumerate(rows)
        ]
        return write(wilayah, [], tables=(builders["table"](JenisTabel.RENCANA_PENDANAAN, *made),))

    return put


P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN


def test_kegiatan_without_codes_count_for_their_program_where_it_prints_no_pagu(
    write_tree: Callable[..., str], tmp_path: Path
) -> None:
    write_tree(
        LUWU,
        *((P, "Program Dermaga", "9", None), (K, "Lampu dermaga", "4", 0), (K, "Tangga dermaga", "5", 0)),
        *((P, "Program Perahu", None, None), (K, "Layar", "20", 3), (K, "Dayung", "30", 3)),
    )
    assert [row[:3] for row in _sums(tmp_path, 2024)] == [
        (None, "Program Perahu", 50),
        (None, "Program Dermaga", 9),
    ]
    found = largest(tmp_path, 2024, by=Wilayah.KABKOTA, n=9)
    assert [(each.nama, each.pagu, len(each.baris)) for each in found] == [
        ("Program Perahu", 50, 2),
        ("Program Dermaga", 9, 1),
    ]
    assert found[0].bagian == pytest.approx(100 * 50 / 59)


def test_a_level_that_prints_nothing_is_made_of_what_has_money_below_it_however_deep(
    write_tree: Callable[..., str], write: Callable[..., str], tmp_path: Path
) -> None:
    write_tree(
        LUWU,
        *((P, "Program Perahu", None, None), (K, "Layar", "20", 0), (S, "Kain layar", "20", 1)),
        *((K, "Dayung", None, 0), (S, "Kayu", "7", 3), (S, "Ukiran", "8", 3)),
    )
    write(METRO, [("1.06.04.2.01", "20", None), ("1.06.04.2.02.0001", "15", None), ("1.06.05", "1", None)])
    assert [(row[0], row[2]) for row in _sums(tmp_path, 2024)] == [("1.06.04", 35), (None, 35), ("1.06.05", 1)]
    (row,) = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert (row.pagu, row.pagu_kantor) == (35, 36)
    (row,) = compare(tmp_path, "1.06", 2024, by=Wilayah.KABKOTA).rows
    assert row.pagu == 36


def test_what_has_no_code_counts_for_the_code_of_the_program_that_it_stands_under(
    write_tree: Callable[..., str], tmp_path: Path
) -> None:
    rows = ((P, "Program Perahu", None, None), (K, "Layar", "20", 0), (K, "Dayung", "30", 0))
    write_tree(LUWU, *rows, kode={0: "1.06.04"})
    write_tree(METRO, (P, "Program Perahu", "50", None), *rows[1:], kode={0: "1.06.04"})
    found = compare(tmp_path, "1.06.04", 2024, by=Wilayah.KABKOTA).rows
    assert {row.wilayah: row.pagu for row in found} == {"Kabupaten Luwu": 50, "Kota Metro": 50}
    assert [(each.kode, each.pagu) for each in largest(tmp_path, 2024, by=Wilayah.KABKOTA)] == [("1.06.04", 50)] * 2


def test_a_coded_kegiatan_below_a_program_whose_code_is_not_known_counts_once(
    write_tree: Callable[..., str], tmp_path: Path
) -> None:
    write_tree(
        LUWU,
        *((P, "Program Perahu", "20", None), (K, "Layar", "20", 0)),
        *((P, "Program Dayung", None, None), (K, "Dayung", "30", 2)),
        kode={1: "1.06.04.2.01", 3: "1.06.05.2.01"},
    )
    assert [row[:3] for row in _sums(tmp_path, 2024)] == [
        ("1.06.05", "Program Dayung", 30),
        (None, "Program Perahu", 20),
    ]


def test_kegiatan_of_no_known_program_are_never_called_a_program_and_stand_behind_those(
    write_tree: Callable[..., str], tmp_path: Path
) -> None:
    write_tree(LUWU, (K, "Layar", "20", None), (K, "Dayung", "30", None))
    write_tree(METRO, (P, "Program Perahu", None, None), (K, "Jangkar", "5", 0), (K, "Layar", "40", None))
    found = largest(tmp_path, 2024, by=Wilayah.KABKOTA, n=2)
    assert [(each.wilayah, each.nama, each.pagu) for each in found] == [
        ("Kabupaten Luwu", "", 50),
        ("Kota Metro", "Program Perahu", 5),
        ("Kota Metro", "", 40),
    ]


def test_an_item_that_is_printed_under_two_programs_is_not_added_to_the_one_that_holds_it(
    write_tree: Callable[..., str], tmp_path: Path
) -> None:
    write_tree(
        LUWU,
        *((P, "Program Perahu", "25", None), (K, "Rapat", "25", 0)),
        *((P, "Program Dermaga", None, None), (K, "Rapat", "6", 2)),
    )
    (found,) = largest(tmp_path, 2024, by=Wilayah.KABKOTA)
    assert (found.nama, found.pagu, found.bagian) == ("Program Perahu", 25, None)
    sql = doubtful_sql(chosen_sql(Wilayah.GABUNGAN, Tahap.MURNI, None, strict=False))
    doubtful = with_comparable(tmp_path, lambda opened: opened.execute(sql, {"tahun": 2024}).fetchall())
    assert [row[2:] for row in doubtful] == [("Dinas Sosial", 25, 31)]


def test_a_dataset_of_an_older_version_is_summed_as_far_as_its_codes_tell(
    write: Callable[..., str], write_tree: Callable[..., str], tmp_path: Path
) -> None:
    write(METRO, [("1.06.04", None, None), ("1.06.04.2.01", "40", None), ("1.06.05", "5", None)])
    write_tree(LUWU, (P, "Program Perahu", None, None), (K, "Jangkar", "5", 0), (P, "Program Dermaga", "9", None))
    for path in (tmp_path / "anggaran").glob("*/*/*.parquet"):
        pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["program", "kegiatan"]), path)
    assert {row[0]: row[2] for row in _sums(tmp_path, 2024)} == {"1.06.04": 40, "1.06.05": 5, None: 9}
