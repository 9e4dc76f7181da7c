"""Which form a table is: the declaration that claims it most; a label only, nothing is decided by it."""

from __future__ import annotations

from normalize.forms import (
    daftar_kode,
    evaluasi_renja,
    indikator_kinerja,
    kinerja_pelayanan,
    pendanaan_renstra,
    pengukuran_kinerja,
    perjanjian_kinerja,
    realisasi_anggaran,
    rencana_pendanaan,
    review_rkpd,
    usulan_masyarakat,
)
from normalize.forms.shape import Shape
from normalize.types import JenisTabel

FORMS = (
    evaluasi_renja,
    review_rkpd,
    rencana_pendanaan,
    pendanaan_renstra,
    realisasi_anggaran,
    usulan_masyarakat,
    kinerja_pelayanan,
    pengukuran_kinerja,
    perjanjian_kinerja,
    indikator_kinerja,
    daftar_kode,
)
_LEAST = 0.4


def table_form(shape: Shape) -> JenisTabel:
    """The form that claims the table most; ``lainnya`` where none does."""
    if shape.cascade:
        return JenisTabel.LAINNYA
    claims = [(form.claim(shape), -i, form.JENIS) for i, form in enumerate(FORMS)]
    best = max(claims)
    return best[2] if best[0] >= _LEAST else JenisTabel.LAINNYA
