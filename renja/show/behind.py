"""The queries behind what the page shows: each gives the rows that a table or figure was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

_MOST_ROWS = 90
"""So many rows are named one by one; more would not stand in an address."""
_MONEY = """SELECT coalesce(kabkota, provinsi) AS wilayah, perangkat_daerah, jenis_dokumen, tahap, tahun,
       tingkat_baris, kode, nama, pagu, realisasi, berkas, halaman, baris_id
FROM anggaran
WHERE {where}
ORDER BY wilayah, tahun, kode"""
_LEVELS = {
    "provinsi": "tingkat = 'provinsi'",
    "kabkota": "tingkat IN ('kabupaten', 'kota')",
    "gabungan": "tingkat IS NOT NULL",
}
ROWS_OF = {
    "halaman": "SELECT halaman, tingkat_baris, kode_asli, kode, nama, indikator, ukuran, konteks, v.tahun,\n"
    "       v.teks, v.nilai, satuan, v.keyakinan, baris_id\n"
    "FROM baris b LEFT JOIN (SELECT * EXCLUDE (doc_id, tabel_id, halaman) FROM nilai) v USING (baris_id)\n"
    "WHERE b.doc_id = {doc} AND b.halaman = {page}\nORDER BY b.tabel_id, b.urutan",
    "pohon": "SELECT tabel_id, urutan, tingkat_baris, kode, nama, induk_id, ukuran, v.tahun, v.nilai,\n"
    "       halaman, baris_id\n"
    "FROM baris b LEFT JOIN (SELECT * EXCLUDE (doc_id, tabel_id, halaman) FROM nilai) v USING (baris_id)\n"
    "WHERE b.doc_id = {doc}\nORDER BY tabel_id, urutan",
    "nama": "SELECT tingkat_baris, kode_asli, kode, nama, nama_baku, cocok_metode, cocok_skor,\n"
    "       cocok_alasan, halaman, baris_id\n"
    "FROM baris\nWHERE doc_id = {doc} AND lanjutan_id IS NULL\nORDER BY tabel_id, urutan",
    "kisi": "SELECT tabel_id, baris, kolom, teks, kepala, halaman, keyakinan\n"
    "FROM sel\nWHERE doc_id = {doc}\nORDER BY tabel_id, baris, kolom",
}
"""By the parts of the view of a document."""
DOCUMENTS = """SELECT coalesce(kabkota, provinsi) AS wilayah, jenis_dokumen, tahap, tahun, tahun_akhir,
       perangkat_daerah, status, jumlah_halaman, halaman_pindai, berkas, doc_id
FROM dokumen
ORDER BY wilayah, tahun, berkas"""
COVERAGE = """SELECT berkas, status, cakupan.tercetak AS tercetak, cakupan.tabel AS di_tabel,
       cakupan.bermakna AS dipahami, cakupan.ragu AS ragu, cakupan.anggaran AS masuk_anggaran, doc_id
FROM dokumen
ORDER BY di_tabel - dipahami DESC NULLS FIRST"""
LOST = """SELECT d.berkas, t.halaman[1] AS halaman, t.cakupan.tercetak AS tercetak,
       t.cakupan.tercetak - t.cakupan.bermakna AS tidak_dipahami, t.alasan, t.tabel_id
FROM tabel t JOIN dokumen d USING (doc_id)
WHERE t.cakupan.tercetak > t.cakupan.bermakna OR (t.cakupan.tercetak > 0 AND d.cakupan.anggaran = 0)
ORDER BY tidak_dipahami DESC"""
UNSURE = """SELECT d.berkas, v.halaman, v.ukuran, v.tahun, v.teks, v.nilai, v.satuan, v.keyakinan,
       v.perbaikan, v.baris_id
FROM nilai v JOIN dokumen d USING (doc_id)
WHERE v.keyakinan < 0.9 OR v.nilai IS NULL
ORDER BY v.keyakinan"""
TROUBLE = """SELECT berkas, status, array_to_string(pesan, chr(10)) AS pesan, doc_id
FROM dokumen
WHERE status <> 'ok' OR len(pesan) > 0
ORDER BY status, berkas"""
CORRECTED = """SELECT b.halaman, b.tingkat_baris, b.kode, b.nama, v.ukuran, v.tahun, v.teks, v.nilai,
       v.perbaikan, b.baris_id
FROM baris b LEFT JOIN nilai v USING (baris_id)
WHERE b.doc_id = {doc} AND (b.perbaikan LIKE '%koreksi:%' OR v.perbaikan LIKE 'koreksi:%')
ORDER BY b.tabel_id, b.urutan"""


def literal(value: object) -> str:
    """A value as SQL writes it.

    >>> literal("O'Brien"), literal(2024), literal(None)
    ("'O''Brien'", '2024', 'NULL')
    """
    if value is None:
        return "NULL"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return "'" + str(value if not isinstance(value, date) else value.isoformat()).replace("'", "''") + "'"


def _among(column: str, values: Iterable[object]) -> str:
    return f"{column} IN ({', '.join(map(literal, values))})"


def money(baris: Sequence[str], otherwise: str) -> str:
    """The rows of ``anggaran`` by name; where they are too many for an address, by the condition ``otherwise``."""
    few = dict.fromkeys(baris)
    return _MONEY.format(where=_among("baris_id", few) if 0 < len(few) <= _MOST_ROWS else otherwise)


def of_code(pattern: str, tahun: int | None, by: str, province: str | None = None) -> str:
    """The condition on ``anggaran`` of a code and what is under it, as a regular expression, for governments."""
    parts = [] if tahun is None else [f"tahun = {literal(tahun)}"]
    parts += [_LEVELS[by], f"regexp_full_match(kode, {literal(pattern)})"]
    parts += [] if province is None else [f"kode_provinsi = {literal(province)}"]
    return " AND ".join(parts)


def of_level(tingkat: str, tahun: int, by: str | None = None) -> str:
    """The condition on ``anggaran`` of a level's items of a year."""
    governments = "" if by is None else f" AND {_LEVELS[by]}"
    return f"tahun = {literal(tahun)} AND tingkat_baris = {literal(tingkat)} AND pagu IS NOT NULL{governments}"


def documents_of(ids: Sequence[str]) -> str:
    """These documents with what was understood of them."""
    return COVERAGE.replace("\nORDER", f"\nWHERE {_among('doc_id', ids[: 2 * _MOST_ROWS])}\nORDER")


def findings(**chosen: Sequence[str] | str | None) -> str:
    """The findings that pass what is chosen: column names of the query with a value or several; nothing: all."""
    conditions = [
        _among(column, [value] if isinstance(value, str) else value) for column, value in chosen.items() if value
    ]
    where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        "SELECT wilayah, perangkat_daerah, berkas, halaman, cek, keparahan, sebab, ukuran, tahun, tertulis, dihitung,\n"
        "       selisih, penjelasan, putusan, baris_id, temuan_id\n"
        "FROM (SELECT t.*, d.berkas, d.perangkat_daerah, coalesce(d.kabkota, d.provinsi) AS wilayah,\n"
        "             coalesce(d.kode_kabkota, d.kode_provinsi) AS daerah, coalesce(t.keputusan, 'belum') AS putusan\n"
        f"      FROM temuan t JOIN dokumen d USING (doc_id)){where}\n"
        "ORDER BY wilayah, berkas, halaman"
    )
