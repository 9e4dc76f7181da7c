"""T-C.32: proposals of the public (Permendagri 86/2017): item, place, indicator, volume."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel

JENIS = JenisTabel.USULAN_MASYARAKAT


def claim(shape: Shape) -> float:
    """Items with a place and a quantity, with no forward estimate and nothing reached; a budget list by its title."""
    if shape.reached or shape.spent or shape.has("prakiraan_maju") or shape.two_sided:
        return 0.0
    titled = shape.titled("usulan", "pemangkukepentingan", "musrenbang", "tc32", "pokokpikiran", "aspirasi")
    asked = (shape.has("target") or shape.has("volume")) and (shape.named or shape.has("indikator"))
    if not shape.has("lokasi"):
        return 0.7 * (titled and asked)
    if not asked:
        return 0.5 * (titled and shape.named)
    return 0.95 if titled else 0.6 if not shape.money else 0.3
