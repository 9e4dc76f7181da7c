"""Pengukuran kinerja (Permenpan 53/2014): what indicators reached of their targets."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.PENGUKURAN_KINERJA


def claim(shape: Shape) -> float:
    """Targets beside what was reached, also with the money that it took."""
    if shape.evaluated or not shape.reached:
        return 0.0
    if shape.has("target") and not shape.has("pagu") and not shape.spent:
        return 0.7
    if shape.has("target"):
        return 0.8 if shape.has("indikator") or shape.has("sasaran") else 0.6
    return 0.5 if shape.has("indikator") or shape.has("sasaran") else 0.0
