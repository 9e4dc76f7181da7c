"""T-C.23 and T-C.30: performance of services, targets of the Renstra and what was reached, year by year."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel, Konteks

JENIS = JenisTabel.KINERJA_PELAYANAN


def claim(shape: Shape) -> float:
    """Indicators with targets and realisations (or projections) of several years, without money."""
    if shape.money or shape.spent or shape.evaluated:
        return 0.0
    reached = shape.years("realisasi")
    targets = shape.years("target")
    several = len(reached | targets) > 1 and bool(reached)
    projected = shape.has("realisasi", Konteks.PERKIRAAN)
    if not (shape.has("indikator") or shape.named) or not (several or projected):
        return 0.0
    renstra = shape.has("target", Konteks.RENSTRA)
    titled = shape.titled("kinerjapelayanan", "kinerjalayanan", "tc30", "tc23")
    return 0.45 + 0.3 * (renstra and (len(targets) > 1 or projected)) + 0.2 * projected + 0.3 * titled
