"""Realised budgets: financial and physical reports, T-C.24, LRA, chapters of an LKjIP."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.REALISASI_ANGGARAN


def claim(shape: Shape) -> float:
    """Realised money of items or accounts; physical progress beside a pagu. Indicators of goals are no budget."""
    if shape.evaluated and not shape.money:
        return 0.0
    measured = shape.has("target") and shape.reached and not shape.has("fisik")
    if shape.spent or (shape.has("persen_realisasi") and shape.money):
        return 0.7 if measured and not shape.named else 0.85
    return 0.8 if shape.has("fisik") and shape.money and shape.named else 0.0
