"""How well the kinds of columns suit a relation that their numbers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from normalize.columns.kinds import MEASURES
from normalize.columns.relations import Relation

FITS: Mapping[str, Mapping[tuple[str, ...], float]] = {
    "persen": {
        ("realisasi", "pagu", "persen_realisasi"): 1.0,
        ("realisasi", "target", "capaian"): 0.9,
        ("capaian", "target", "persen_realisasi"): 0.3,
        ("realisasi", "target", "persen_realisasi"): 0.5,
        ("proyeksi", "target", "persen_realisasi"): 0.4,
        ("realisasi", "pagu", "capaian"): 0.2,
        ("selisih", "pagu", "keterangan"): 0.6,
        ("sisa", "pagu", "keterangan"): 0.3,
        ("realisasi", "realisasi", "keterangan"): 0.6,
        ("pagu", "pagu", "bobot"): 0.5,
    },
    "selisih": {
        ("pagu", "realisasi", "sisa"): 1.0,
        ("pagu", "realisasi", "selisih"): 0.8,
        ("pagu", "realisasi", "proyeksi"): 0.5,
        ("pagu", "pagu", "selisih"): 1.0,
        ("realisasi", "realisasi", "selisih"): 0.6,
        ("realisasi", "pagu", "selisih"): 0.8,
        ("pagu", "pagu", "pagu"): 0.5,
        ("realisasi", "realisasi", "realisasi"): 0.3,
    },
    "kali": {
        ("pagu", "volume", "harga_satuan"): 1.0,
        ("pagu", "target", "harga_satuan"): 0.9,
    },
}
"""How well kinds suit a relation of their columns, 1 fully; what is not named here contradicts it."""


def fit(relation: Relation, kinds: Sequence[str]) -> float:
    """How well a joint reading suits a relation, -0.5 .. 1; 0 where one of its columns is read as text."""
    mine = tuple(kinds[i] for i in relation.columns)
    if relation.kind == "jumlah":
        return 0.5 if len(set(mine)) == 1 and mine[0] in MEASURES else 0.0
    if not all(kind in MEASURES or kind == "keterangan" for kind in mine):
        return 0.0
    table = FITS[relation.kind]
    swapped = (mine[0], mine[2], mine[1]) if relation.kind == "selisih" else mine
    return max(table.get(mine, -0.5), table.get(swapped, -0.5))
