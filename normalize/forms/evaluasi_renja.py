"""T-C.29: evaluation of last year's Renja (Permendagri 86/2017), and its quarterly form E.81."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.EVALUASI_RENJA


def claim(shape: Shape) -> float:
    """Targets of Renstra or Renja beside what was reached up to a year; or what was reached and spent by quarters."""
    if not (shape.named or shape.has("indikator")):
        return 0.0
    quarterly = shape.quarters and shape.spent and shape.reached
    return 0.9 if shape.evaluated or quarterly else 0.0
