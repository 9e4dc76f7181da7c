"""T-C.28 and lists of indicators (IKU): indicators with their targets over years, or with formulas only."""

import re

from normalize.forms.shape import Shape
from normalize.types import JenisTabel, Konteks

JENIS = JenisTabel.INDIKATOR_KINERJA


def claim(shape: Shape) -> float:
    """Indicators by years without realised values; money only where no items are named."""
    if not shape.has("indikator") or shape.spent or shape.evaluated or (shape.named and shape.money):
        return 0.0
    several = len(shape.years("target")) > 1 or shape.has("target", Konteks.AKHIR_RENSTRA)
    if several and not shape.years("realisasi"):
        return 0.8
    if not shape.named and not shape.has("sasaran") and _has_yardsticks(shape):
        return 0.7
    if shape.measures == 0 and not shape.named:
        return 0.6
    return 0.5 * shape.titled("indikatorkinerja") * (not shape.reached)


def _has_yardsticks(shape: Shape) -> bool:
    """True for the head of forms RKA and DPA 2.2.1: kinds of indicators (masukan, keluaran, hasil), each with its tolok
    ukur and target.
    """
    titles = {" ".join(c.judul.lower().split()) for c in shape.columns if c.peran == "indikator"}
    yardsticks = {title for title in titles if re.match(r"tol[oa]k ukur", title)}
    return bool(yardsticks) and "indikator" in titles
