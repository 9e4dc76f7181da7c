"""Weights of the column reader, log-odds; see the docstrings for the evidence that each comes from."""

from __future__ import annotations

#: Rows: kind; columns: facts.CLASSES (uang, kecil, persen, satuan, kode, urut, kata, prosa).
CONTENT: dict[str, tuple[float, ...]] = {
    #                  uang  kecil persen satuan kode  urut  kata  prosa
    "nomor":            (-5.0, 1.5, -4.0, -3.0, 1.0, 3.0, -2.0, -4.0),
    "kode":             (-4.0, 1.0, -4.0, -4.0, 3.0, 0.5, -3.0, -4.0),
    "nama":             (-6.0, -4.0, -5.0, -3.0, -3.0, -3.0, 0.5, 3.0),
    "indikator":        (-6.0, -4.0, -5.0, -2.5, -4.0, -3.0, 0.0, 2.5),
    "satuan":           (-6.0, -4.0, -2.0, -1.5, -5.0, 0.5, 3.0, -1.5),
    "lokasi":           (-6.0, -4.0, -5.0, -2.0, -4.0, -2.0, 1.5, 1.0),
    "sumber_dana":      (-6.0, -4.0, -5.0, -3.0, -4.0, -2.0, 2.0, 0.0),
    "sasaran":          (-6.0, -4.0, -5.0, -2.0, -4.0, -3.0, 0.0, 2.0),
    "tujuan":           (-6.0, -4.0, -5.0, -2.0, -4.0, -3.0, 0.0, 2.0),
    "keterangan":       (-3.0, -2.0, -3.0, -1.0, -1.0, 0.0, 1.0, 1.0),
    "kelompok_sasaran": (-6.0, -4.0, -5.0, -1.0, -4.0, -2.0, 1.0, 1.0),
    "penanggung_jawab": (-6.0, -4.0, -5.0, -3.0, -4.0, -2.0, 1.5, 1.0),
    "perangkat_daerah": (-6.0, -4.0, -5.0, -3.0, -4.0, -2.0, 1.0, 1.0),
    "pagu":             (3.0, -1.0, -5.0, -4.0, -4.0, -5.0, -4.0, -5.0),
    "prakiraan_maju":   (2.5, -1.0, -5.0, -4.0, -4.0, -5.0, -4.0, -5.0),
    "realisasi":        (2.0, 0.7, 0.7, 1.0, -3.0, -2.0, -1.0, -2.5),
    "sisa":             (2.3, 0.0, -4.0, -4.0, -4.0, -5.0, -4.0, -5.0),
    "selisih":          (2.0, 0.0, -2.0, -3.0, -4.0, -5.0, -4.0, -5.0),
    "saldo":            (2.0, -1.0, -5.0, -4.0, -4.0, -5.0, -4.0, -5.0),
    "harga_satuan":     (2.0, 0.0, -5.0, -4.0, -4.0, -5.0, -4.0, -5.0),
    "volume":           (-3.0, 1.2, -3.0, 1.5, -3.0, -2.0, -2.0, -3.0),
    "target":           (-1.0, 1.4, 1.8, 2.5, -2.0, -1.0, -0.2, -1.0),
    "capaian":          (-1.5, 1.2, 1.8, 1.5, -3.0, -1.0, -0.5, -1.5),
    "proyeksi":         (-1.0, 1.0, 1.5, 1.5, -3.0, -2.0, -1.0, -2.5),
    "persen_realisasi": (-5.0, 1.3, 2.5, -3.0, -4.0, -4.0, -3.0, -5.0),
    "fisik":            (-5.0, 1.2, 2.0, -2.0, -4.0, -4.0, -3.0, -5.0),
    "bobot":            (-5.0, 1.2, 2.0, -3.0, -4.0, -4.0, -3.0, -5.0),
    "tertimbang":       (-5.0, 1.2, 2.0, -3.0, -4.0, -4.0, -3.0, -5.0),
}  # fmt: skip

HEADER = {
    "head": 4.5,
    "further": 0.8,
    "above": 0.35,
    "ignored": 6.0,
    "slice": 2.0,
    "telling": 0.4,
    "year": 2.0,
    "unnamed": -2.5,
    "contradicted": -1.5,
    "few": 3.0,
}
"""``head``: the first kind that the lowest telling header text names; ``further``: kinds behind it; ``above``: the
share that header texts above it keep; ``ignored``: words of columns that the contract gives no value (growth,
efficiency, standards, contracts); ``year``: a bare year, over yearly targets or money (T-C.25, T-C.27);
``telling``: the share of
``head`` from which a text has named the column, ``unnamed``: what kinds lose that no text of a telling header names, unless its cells
are under ``contradicted`` for what it names;
``slice``: a source of funds or kind of belanja alone; ``few``: cells at which the
content counts half."""

PAIR = {
    "relation": 3.0,
    "against": -1.5,
    "duplicate": -4.0,
    "sibling": 1.0,
    "unknown": -0.8,
    "second_name": -2.5,
    "nameless": -6.0,
}
"""``relation``: columns whose kinds fit a relation of their numbers, ``against``: whose kinds contradict it;
``duplicate``: two columns with one key; ``sibling``: columns of one wording under different headers are of one kind;
``nameless``: no column says what the rows are about; ``second_name``: a further column of names that is no level of a cascade."""
