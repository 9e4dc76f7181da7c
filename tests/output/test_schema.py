"""The contract, written out once more by hand: a change in ``output.columns`` that breaks a reader shows here."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest

from normalize.types import JenisTabel, Konteks, TingkatBaris, Ukuran
from output.columns import TABLES
from output.schema import SCHEMAS
from records.findings import Cek

UANG = pa.decimal128(24, 4)
S, I16, I32, F32, F64, B = pa.string(), pa.int16(), pa.int32(), pa.float32(), pa.float64(), pa.bool_()
PLACE = {"halaman": I32, "x0": F32, "y0": F32, "x1": F32, "y1": F32}
KOLOM = pa.list_(
    pa.struct(
        {"indeks": I32, "judul": S, "peran": S, "konteks": S, "tahun": I16, "rincian": S, "keyakinan": F64}.items()
    )
)  # fmt: skip


MONEY = (("nilai", "nilai"), ("temuan", "selisih"), ("anggaran", "pagu"), ("anggaran", "realisasi"))


def cakupan(*names: str) -> pa.DataType:
    return pa.struct([(name, I32) for name in names])


CONTRACT: dict[str, dict[str, pa.DataType]] = {
    "dokumen": {
        "doc_id": S, "sha256": S, "berkas": S, "jenis_dokumen": S, "tahap": S, "tahun": I16, "tahun_akhir": I16,
        "tingkat": S, "kode_provinsi": S, "provinsi": S, "kode_kabkota": S, "kabkota": S, "perangkat_daerah": S,
        "jumlah_halaman": I32, "halaman_pindai": I32, "status": S,
        "cakupan": cakupan("tercetak", "tabel", "bermakna", "ragu", "anggaran"),
        "pesan": pa.list_(S), "versi": S,
        "versi_skema": I16, "waktu_ingest": pa.timestamp("us", tz="UTC"),
    },
    "tabel": {
        "tabel_id": S, "doc_id": S, "nomor": S, "judul": S, "jenis_tabel": S, "halaman": pa.list_(I32),
        "jumlah_baris": I32, "jumlah_kolom": I32, "mesin": S, "keyakinan": F64, "keyakinan_kolom": F64,
        "cakupan": cakupan("tercetak", "bermakna", "ragu", "anggaran"), "alasan": S, "resep": S, "kolom": KOLOM,
    },
    "sel": {
        "tabel_id": S, "doc_id": S, "baris": I32, "kolom": I32, "rentang_baris": I32, "rentang_kolom": I32, "teks": S,
        **PLACE, "tebal": B, "kepala": B, "keyakinan": F32,
    },
    "baris": {
        "baris_id": S, "tabel_id": S, "doc_id": S, "urutan": I32, "tingkat_baris": S,
        "perangkat_daerah": S, "induk_id": S, "lanjutan_id": S,
        "kode_asli": S, "kode": S, "nama": S, "nama_baku": S, "cocok_metode": S, "cocok_skor": F64, "indikator": S,
        **PLACE,
    },
    "nilai": {
        "baris_id": S, "tabel_id": S, "doc_id": S, "ukuran": S, "konteks": S, "tahun": I16, "teks": S,
        "nilai": UANG, "satuan": S, **PLACE, "keyakinan": F32, "perbaikan": S, "rincian": S,
    },
    "temuan": {
        "temuan_id": S, "doc_id": S, "tabel_id": S, "baris_id": S, "cek": S, "keparahan": S, "sebab": S, "ukuran": S,
        "konteks": S, "tahun": I16, "tertulis": UANG, "dihitung": UANG, "selisih": UANG, "halaman": I32,
        "penjelasan": S, "bukti": pa.list_(S),
        # Added to the contract's columns; the contract allows that.
        "penyebab": S, "x0": F32, "y0": F32, "x1": F32, "y1": F32,
    },
    "anggaran": {
        "doc_id": S, "berkas": S, "jenis_dokumen": S, "tahap": S, "tahun": I16, "tingkat": S, "kode_provinsi": S,
        "provinsi": S, "kode_kabkota": S, "kabkota": S, "perangkat_daerah": S, "tingkat_baris": S, "kode": S,
        "nama_baku": S, "nama": S, "pagu": UANG, "realisasi": UANG, "prakiraan_maju": UANG, "persen_realisasi": UANG,
        "indikator": S, "target": UANG, "satuan_target": S, "sumber_dana": S, "lokasi": S, "realisasi_sampai": S,
        "pagu_sebelum": UANG, "baris_id": S, "halaman": I32,
    },
}  # fmt: skip


ADDED: dict[str, dict[str, pa.DataType]] = {
    "dokumen": {"wilayah_tercetak": pa.list_(S), "edisi": S, "identitas": pa.list_(S), "pembuat": S},
    "tabel": {
        "baris_kepala": I32, "baris_nomor": I32, "tingkat_kolom": pa.list_(S), "teks_di_atas": pa.list_(S),
        "kolom_tahun_lain": pa.list_(I32),
    },
    "baris": {
        "lokasi": S, "sumber_dana": S, "cocok_alasan": S, "edisi": S, "perbaikan": S, "baris_kisi": I32,
        "cocok_lain": S, "bidang_urusan": S,
    },
    "temuan": {
        "penyebab": S, "x0": F32, "y0": F32, "x1": F32, "y1": F32, "keputusan": S, "keputusan_id": S, "rincian": S,
    },
    "anggaran": {"dihitung": pa.list_(S), "program": S, "kegiatan": S, "bidang_urusan": S},
}  # fmt: skip
"""Columns beyond the contract's first text: always behind it."""


@pytest.mark.parametrize("name", list(CONTRACT))
def test_a_table_has_the_columns_of_the_contract_in_its_order_and_types(name: str) -> None:
    got = {field.name: field.type for field in SCHEMAS[name].arrow}
    want = CONTRACT[name] | ADDED.get(name, {})
    assert list(got) == list(want)
    assert got == want


def test_every_check_and_kind_that_the_code_knows_is_named_in_the_contract() -> None:
    said = {(table.name, column.name): column.meaning for table in TABLES for column in table.columns}
    for enum, place in (
        (Cek, ("temuan", "cek")),
        (JenisTabel, ("tabel", "jenis_tabel")),
        (TingkatBaris, ("baris", "tingkat_baris")),
        (Ukuran, ("nilai", "ukuran")),
        (Konteks, ("nilai", "konteks")),
    ):
        assert {member.value for member in enum} <= set(re.findall(r"[a-z_0-9]+", said[place])), place


def test_there_are_seven_tables() -> None:
    assert list(SCHEMAS) == list(CONTRACT)


def test_money_is_decimal_and_never_a_float() -> None:
    kinds = {SCHEMAS[name].arrow.field(column).type for name, column in MONEY}
    assert kinds == {UANG}


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for table in TABLES for column in table.columns)


@pytest.mark.parametrize("name", list(CONTRACT))
def test_no_name_is_both_a_folder_key_and_a_column_of_the_file(name: str) -> None:
    schema = SCHEMAS[name]
    assert not set(schema.partition.names) & set(schema.file.names)
    assert set(schema.arrow.names) <= set(schema.partition.names) | set(schema.file.names)
