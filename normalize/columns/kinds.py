"""The kinds that a column may be, and the kinds of words that headers are made of."""

from __future__ import annotations

MEASURES = frozenset(
    {
        "pagu", "prakiraan_maju", "realisasi", "sisa", "bobot", "fisik", "tertimbang", "persen_realisasi", "target",
        "capaian", "selisih", "volume", "harga_satuan", "saldo", "proyeksi",
    }
)  # fmt: skip
"""Kinds of columns whose cells are values; ``proyeksi`` is a realisasi that is expected."""
MEASURE_WORDS = MEASURES | {"kondisi", "persen", "capaianrealisasi", "keuangan", "jumlah", "belanja"}
"""Kinds of header words that speak of a measure."""
WORDS = frozenset(
    {
        "nomor", "kode", "nama", "indikator", "satuan", "lokasi", "sumber_dana", "sasaran", "tujuan", "keterangan",
        "kelompok_sasaran", "penanggung_jawab", "perangkat_daerah",
    }
)  # fmt: skip
"""Kinds of columns whose cells are text."""
KINDS = (*sorted(MEASURES), *sorted(WORDS))
MONEY_KINDS = frozenset({"pagu", "prakiraan_maju", "sisa", "selisih", "harga_satuan", "saldo"})
