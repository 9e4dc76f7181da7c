"""What the rows of large tables count up to, file by file: sure values, rows with a code, findings by kind."""

from __future__ import annotations

from output.derived import FILE, Derived

HIGH = 0.9
"""A value read with at least this confidence counts as sure."""

VALUES = Derived(
    "hitung_nilai",
    "nilai",
    f"""
SELECT count(*) AS nilai, count(*) FILTER (keyakinan >= {HIGH}::DOUBLE) AS yakin, count(nilai) AS angka, {FILE}
FROM {{rows}} GROUP BY {FILE}""",
)
ROWS = Derived(
    "hitung_baris",
    "baris",
    f"SELECT count(*) AS baris, count(kode) AS berkode, {FILE} FROM {{rows}} WHERE lanjutan_id IS NULL GROUP BY {FILE}",
)
FINDINGS = Derived(
    "hitung_temuan",
    "temuan",
    f"""
SELECT cek, keparahan, count(*) AS temuan, count(DISTINCT doc_id) AS dokumen, {FILE}
FROM {{rows}} WHERE keputusan IS DISTINCT FROM 'ditolak' GROUP BY cek, keparahan, {FILE}""",
)
"""Findings that nobody rejected. A document stands in one file, so that documents may be added up too."""
