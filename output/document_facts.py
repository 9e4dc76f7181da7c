"""The view ``dokumen_pokok``: of each document what comparisons ask, from one file instead of one for each folder."""

from __future__ import annotations

from output.derived import FILE, Derived

DOCUMENTS = Derived(
    "dokumen_pokok",
    "dokumen",
    f"""
SELECT doc_id, berkas, tahun, tahun_akhir, tingkat, kode_provinsi, provinsi, kode_kabkota, kabkota, status, cakupan,
       epoch_us(waktu_ingest) AS waktu_ingest, {FILE}
FROM {{rows}}""",
)
"""Its columns are those of ``dokumen``, ``waktu_ingest`` in microseconds."""
