"""What comparisons leave unread, since what is above holds it, and what is kept by code: against all rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from normalize.types import Tahap, TingkatBaris
from output import compare as comparing
from output import compare_items
from output.compare import Wilayah, find_missing, largest, others_with, search_codes, trend
from output.compare_sql import FOUND
from output.known_codes import KNOWN_CODES, spelled_sql
from output.office_years import LEVELS, OFFICE_YEARS
from output.upper_rows import UPPER

SEEDS = range(2)
"""Each for 90 documents of 45 regions."""
SEVERAL = ("1", "2.09", "X.XX.04", "X.06", "1.06.04")
KEGIATAN = ("Kegiatan Tali", None, None)
PROGRAMS = ("Program Layar", "program  LAYAR", "Program Jangkar", None)
COLUMNS = {
    "doc_id": "VARCHAR", "berkas": "VARCHAR", "jenis_dokumen": "VARCHAR", "tahap": "VARCHAR", "tahun": "SMALLINT",
    "tingkat": "VARCHAR", "kode_provinsi": "VARCHAR", "provinsi": "VARCHAR", "kode_kabkota": "VARCHAR",
    "kabkota": "VARCHAR", "perangkat_daerah": "VARCHAR", "tingkat_baris": "VARCHAR", "kode": "VARCHAR",
    "nama_baku": "VARCHAR", "nama": "VARCHAR", "pagu": "DECIMAL(24,4)", "realisasi": "DECIMAL(24,4)",
    "realisasi_sampai": "VARCHAR", "baris_id": "VARCHAR", "program": "VARCHAR", "kegiatan": "VARCHAR",
    "bidang_urusan": "VARCHAR", "_berkas": "VARCHAR",
}  # fmt: skip
Row = dict[str, Any]


def a_document(chance: random.Random, number: int) -> Iterator[Row]:
    """Rows of a plan or report: most in order, some without a code or money, or of another level than the code's."""
    is_tidy = chance.random() < 0.5
    region = f"{11 + number % 3}.{number // 2:02d}"
    same: Row = {
        "doc_id": f"{number:016x}", "jenis_dokumen": chance.choice(("renja", "renja", "lkjip")),
        "tahap": chance.choice(("murni", "perubahan", None)), "tingkat": "kabupaten", "kode_provinsi": region[:2],
        "provinsi": f"Provinsi {region[:2]}", "kode_kabkota": region, "kabkota": f"Kabupaten {region}",
        "tahun": chance.choice((2030, 2031)), "_berkas": f"berkas-{number % 3}",
    }  # fmt: skip
    for bidang in ("1.06", "2.09"):
        office = chance.choice((f"Dinas {bidang[0]}", f"DINAS {bidang[0]}", "Badan Uji"))
        for program in ("04", "05"):
            for kode, level in _branch(chance, f"{bidang}.{program}"):
                if chance.random() < 0.15:
                    continue
                row = same | {"perangkat_daerah": office, "bidang_urusan": bidang, "tingkat_baris": level, "kode": kode}
                yield row | _amounts(chance, is_tidy=is_tidy) | ({} if is_tidy else _disorder(chance, row))


def _branch(chance: random.Random, program: str) -> Iterator[tuple[str, str]]:
    yield program, "program"
    for kegiatan in chance.sample(("2.01", "2.02"), chance.randint(0, 2)):
        yield f"{program}.{kegiatan}", "kegiatan"
        for sub in range(chance.randint(0, 2)):
            yield f"{program}.{kegiatan}.{sub:04d}", "sub_kegiatan"


def _amounts(chance: random.Random, *, is_tidy: bool) -> Row:
    pagu = chance.randint(1, 9) * 10 if is_tidy or chance.random() < 0.7 else None
    spent = chance.randint(1, 9) if chance.random() < 0.5 else None
    until = None if is_tidy or spent is None else chance.choice((None, "triwulan_2", "triwulan_4"))
    name = f"Butir {chance.choice('AB')}"
    return {"pagu": pagu, "realisasi": spent, "realisasi_sampai": until, "nama": name, "nama_baku": name.upper(),
            "program": None, "kegiatan": None, "baris_id": f"{chance.getrandbits(48):012x}"}  # fmt: skip


def _disorder(chance: random.Random, row: Row) -> Row:
    """What a document may print otherwise."""
    said: Row = {"program": chance.choice((None, None, *PROGRAMS, row["kode"][:7]))}
    said |= {"kegiatan": chance.choice((*KEGIATAN, row["kode"][:12] if len(row["kode"]) > 7 else None))}
    if chance.random() < 0.2:
        said |= {"kode": None, "nama_baku": None, "nama": chance.choice(PROGRAMS) or "Tanpa Nama"}
    if chance.random() < 0.1:
        said |= {"tingkat_baris": chance.choice(("program", "kegiatan", "sub_kegiatan", "perangkat_daerah"))}
    if chance.random() < 0.1:
        said |= {"tahun": chance.choice((2029, None))}
    if chance.random() < 0.05:
        said |= {"kode": row["kode"][:7]}
    return said


def opened(seed: int) -> duckdb.DuckDBPyConnection:
    """A connection as comparisons want it, of some documents made by chance."""
    chance = random.Random(seed)
    return of_rows([row for number in range(90) for row in a_document(chance, number)])


def of_rows(rows: Sequence[Row]) -> duckdb.DuckDBPyConnection:
    """The same of these rows of ``anggaran``."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE anggaran ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    connection.register("_baris", pa.Table.from_pylist([{name: row.get(name) for name in COLUMNS} for row in rows]))
    connection.execute("INSERT INTO anggaran FROM _baris")
    connection.execute("""CREATE TABLE dokumen AS SELECT doc_id, doc_id || '.pdf' AS berkas, 2030 AS tahun,
      2030 AS tahun_akhir, any_value(tingkat) AS tingkat, any_value(kode_provinsi) AS kode_provinsi,
      any_value(provinsi) AS provinsi, any_value(kode_kabkota) AS kode_kabkota, any_value(kabkota) AS kabkota,
      'ok' AS status, {'tercetak': 9, 'tabel': 9, 'bermakna': 9, 'ragu': 0, 'anggaran': 9} AS cakupan,
      doc_id AS waktu_ingest FROM anggaran GROUP BY doc_id""")
    for each in (OFFICE_YEARS, KNOWN_CODES, UPPER):
        connection.execute(f"CREATE TABLE {each.name} AS {each.sql.replace('{rows}', 'anggaran')}")
    return connection


def compared(connection: duckdb.DuckDBPyConnection) -> list[Any]:
    """What comparisons by broad codes say; also of regions that lack them."""
    said: list[Any] = []
    for kode in SEVERAL:
        for by, baris in ((Wilayah.KABKOTA, True), (Wilayah.GABUNGAN, False)):
            said.append(trend(connection, kode, by=by, tahap=Tahap.PERUBAHAN, baris=baris))
            said.append(others_with(connection, kode, None, by=by, found=True))
            said.append(find_missing(connection, 2030, by, FOUND, "TRUE", ()))
    return said


def test_what_programs_hold_is_not_read_and_changes_no_comparison_by_a_broad_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for seed in SEEDS:
        with opened(seed) as connection:
            short = compared(connection)
            few = connection.execute(f"SELECT count(*) FROM {FOUND}").fetchall()
            with monkeypatch.context() as patch:
                patch.setattr(comparing, "is_broad", lambda _: False)
                assert compared(connection) == short, seed
                assert connection.execute(f"SELECT count(*) FROM {FOUND}").fetchall() > few


BESIDE: dict[str, Row] = {
    "with the code of a program": {"kode": "1.06.04", "pagu": 50},
    "with money that is none of the year": {"kode": "1.06.04.2.01", "realisasi": 5, "realisasi_sampai": "triwulan_2"},
    "of no program that is printed": {"kode": "1.06.05.2.01"},
}
"""A kegiatan beside a program whose sums it cannot be in."""


@pytest.mark.parametrize("which", BESIDE)
def test_a_document_is_read_whole_where_a_program_does_not_say_all_of_what_is_below_it(
    monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    same = next(a_document(random.Random(0), 0)) | dict.fromkeys(("pagu", "realisasi", "realisasi_sampai"))
    same |= {"perangkat_daerah": "Dinas Uji", "tahun": 2030}
    program = same | {"tingkat_baris": "program", "kode": "1.06.04", "pagu": 10 if "code" in which else None}
    kegiatan = same | {"tingkat_baris": "kegiatan", "baris_id": "lain"} | BESIDE[which]

    def said(connection: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
        found = trend(connection, "X.XX.05" if "no program" in which else "X.XX.04", by=Wilayah.KABKOTA)
        return found, find_missing(connection, 2030, Wilayah.KABKOTA, FOUND, "TRUE", ())

    with of_rows([program, kegiatan]) as connection:
        short = said(connection)
        monkeypatch.setattr(comparing, "is_broad", lambda _: False)
        assert said(connection) == short


@pytest.mark.parametrize("tingkat", [TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN])
def test_a_level_that_holds_all_below_it_is_the_rows_of_the_level(
    monkeypatch: pytest.MonkeyPatch, tingkat: TingkatBaris
) -> None:
    for seed in SEEDS:
        with opened(seed) as connection:
            asked = ((by, n) for by in (Wilayah.KABKOTA, Wilayah.GABUNGAN) for n in (1, 3))
            short = [largest(connection, tingkat=tingkat, by=by, n=n) for by, n in asked]
            assert any(short)
            with monkeypatch.context() as patch:
                for each in compare_items._OPEN:
                    patch.setitem(compare_items._OPEN, each, "TRUE")
                asked = ((by, n) for by in (Wilayah.KABKOTA, Wilayah.GABUNGAN) for n in (1, 3))
                assert [largest(connection, tingkat=tingkat, by=by, n=n) for by, n in asked] == short, seed


def test_both_kinds_of_office_years_are_met() -> None:
    seen = set()
    for seed in SEEDS:
        with opened(seed) as connection:
            asked = "SELECT DISTINCT rapi_kegiatan, terbuka FROM kantor_tahun"
            seen |= set(connection.execute(asked).fetchall())
    assert {row[0] for row in seen} == {row[1] for row in seen} == {True, False}


DIRECT = f"""
WITH berlaku AS (FROM anggaran WHERE tingkat_baris IN {LEVELS}), bernama AS (
  SELECT kode, nama_baku, nama, tingkat_baris, doc_id, kode_kabkota FROM berlaku WHERE kode IS NOT NULL
  UNION ALL
  SELECT bidang_urusan, NULL, NULL, 'bidang_urusan', doc_id, kode_kabkota FROM berlaku WHERE bidang_urusan IS NOT NULL
  UNION ALL
  SELECT min(nama) OVER (PARTITION BY {spelled_sql("nama")}), NULL, nama, tingkat_baris, doc_id, kode_kabkota
  FROM berlaku WHERE kode IS NULL AND tingkat_baris = 'program'
)
SELECT kode, coalesce(mode(nama_baku ORDER BY nama_baku), min(nama), ''), min(tingkat_baris), count(DISTINCT doc_id),
       count(DISTINCT kode_kabkota)
FROM bernama GROUP BY kode ORDER BY regexp_matches(kode, '^[0-9X]+(\\.|$)') DESC, kode"""


def test_codes_counted_file_by_file_are_those_of_all_rows_together() -> None:
    for seed in SEEDS:
        with opened(seed) as connection:
            said = [
                (each.kode, each.nama, str(each.tingkat), each.jumlah_dokumen, each.jumlah_wilayah)
                for each in search_codes(connection)
            ]
            assert said == connection.execute(DIRECT).fetchall(), seed
            assert any(not row[0][0].isdigit() for row in said)
