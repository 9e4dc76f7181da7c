"""T-C.33: plan of programs and funding for one year with its forward estimate (Permendagri 86/2017); RKPD lists."""

from normalize.forms.shape import Shape
from normalize.types import JenisDokumen, JenisTabel, Konteks

JENIS = JenisTabel.RENCANA_PENDANAAN


def claim(shape: Shape) -> float:
    """Items with the pagu of one year; a forward estimate makes it sure, a bare list follows the document."""
    if not shape.named or not shape.money or shape.spent or shape.quarters or shape.priced or shape.two_sided:
        return 0.0
    if shape.has("prakiraan_maju"):
        return 0.9
    if len(shape.years("pagu")) > 1 or shape.has("pagu", Konteks.AKHIR_RENSTRA):
        return 0.2
    full = shape.has("target") or shape.has("sumber_dana") or shape.has("lokasi")
    if shape.accounts and not shape.has("target"):
        return 0.2
    titled = shape.titled(
        "rencanaprogram", "rencanakerja", "prakiraanmaju", "tc33", "plafonanggaran", "paguindikatif", "kuappas", "rkpd"
    )
    if shape.has("pagu", Konteks.SEBELUM) and not full:
        return 0.2
    # A typo forgiven makes "Rencana Kinerja Tahunan" a Rencana Kerja.
    planned = shape.document is JenisDokumen.RENJA or (titled and "rencanakinerja" not in shape.title)
    return (0.7 if planned else 0.4) + 0.1 * full + 0.05 * shape.has("kode")
