"""T-C.31: review of the initial RKPD (Permendagri 86/2017): what was drafted beside what the analysis found."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.REVIEW_RKPD


def claim(shape: Shape) -> float:
    """The same measures on both sides."""
    return 0.95 if shape.two_sided else 0.0
