"""T-C.27: programs and funding over the years of a Renstra (Permendagri 86/2017)."""

from normalize.forms.shape import Shape
from normalize.types import JenisDokumen, JenisTabel, Konteks

JENIS = JenisTabel.PENDANAAN_RENSTRA


def claim(shape: Shape) -> float:
    """Items with money of several years, or a closing column; a bare list where the document is a Renstra."""
    if (
        not shape.named
        or not shape.money
        or shape.spent
        or shape.has("prakiraan_maju")
        or shape.priced
        or shape.two_sided
    ):
        return 0.0
    several = len(shape.years("pagu")) > 1 or shape.has("pagu", Konteks.AKHIR_RENSTRA)
    if several and not shape.accounts:
        return 0.85
    return 0.75 if shape.document is JenisDokumen.RENSTRA and not shape.accounts else 0.1
