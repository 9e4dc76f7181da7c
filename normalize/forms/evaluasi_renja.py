"""T-C.29: evaluation of last year's Renja (Permendagri 86/2017), and its quarterly form E.81."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.EVALUASI_RENJA


def claim(shape: Shape) -> float:
    """Targets of Renstra or Renja beside what was reached up to a year or by quarters."""
    return 0.9 if shape.evaluated and (shape.named or shape.has("indikator")) else 0.0
