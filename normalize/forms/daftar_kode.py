"""Lists of codes and names only."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.DAFTAR_KODE


def claim(shape: Shape) -> float:
    """Codes and names, no measure, no indicator."""
    return 0.7 if shape.has("kode") and shape.named and not shape.measures and not shape.has("indikator") else 0.0
