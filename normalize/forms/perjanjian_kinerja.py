"""Perjanjian kinerja (Permenpan 53/2014): indicators with the target of one year; the budget behind it."""

from normalize.forms.shape import Shape
from normalize.types import JenisTabel, Konteks

JENIS = JenisTabel.PERJANJIAN_KINERJA


def claim(shape: Shape) -> float:
    """One year's targets of indicators, or a bare list of items with their money, with nothing reached."""
    if (
        shape.reached
        or shape.spent
        or shape.priced
        or shape.two_sided
        or shape.has("prakiraan_maju")
        or shape.has("fisik")
    ):
        return 0.0
    titled = shape.titled("perjanjiankinerja", "penetapankinerja") or "rencanakinerja" in shape.title
    targets = shape.has("target") and (shape.has("indikator") or shape.has("sasaran") or shape.named)
    single = len(shape.years("target") | shape.years("pagu")) < 2 and not shape.has("target", Konteks.AKHIR_RENSTRA)
    if not single:
        return 0.3 * titled
    if targets and not (shape.money and shape.named):
        return 0.6 + 0.3 * titled
    if shape.money and shape.named and not shape.accounts and not shape.has("pagu", Konteks.SEBELUM):
        return 0.55 + 0.4 * titled
    return 0.3 * targets + 0.3 * titled
