"""What kind of table this is: by its title, its headers and its columns together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from normalize.kolom import VALUE_KINDS, Draft
from normalize.types import JenisDokumen, JenisTabel
from normalize.wording import has_any, squash

#: Words of a title that speak for a kind, and how loudly.
_TITLE: tuple[tuple[JenisTabel, float, tuple[str, ...]], ...] = (
    (
        JenisTabel.EVALUASI_RENJA,
        3.0,
        (
            "evaluasihasilpelaksanaanrenja",
            "evaluasiterhadaphasilrenja",
            "evaluasipelaksanaanrenja",
            "evaluasihasilrenja",
            "tc29",
        ),
    ),
    (
        JenisTabel.KINERJA_PELAYANAN,
        3.0,
        ("kinerjapelayanan", "kinerjalayanan", "tc30", "tc23"),
    ),
    (
        JenisTabel.REVIEW_RKPD,
        3.0,
        (
            "reviewterhadaprancanganawal",
            "reviurancanganawal",
            "reviewrancanganawal",
            "reviuterhadaprancanganawal",
            "tc31",
        ),
    ),
    (
        JenisTabel.USULAN_MASYARAKAT,
        3.0,
        (
            "usulanprogram",
            "usulankegiatan",
            "usulanmasyarakat",
            "daftarusulan",
            "pemangkukepentingan",
            "musrenbang",
            "tc32",
        ),
    ),
    (
        JenisTabel.RENCANA_PENDANAAN,
        2.0,
        ("rumusanrencanaprogram", "prakiraanmaju", "perkiraanmaju", "rencanaprogram", "rencanakerja", "tc33"),
    ),
    (
        JenisTabel.PENDANAAN_RENSTRA,
        1.5,
        ("pendanaanperangkatdaerah", "kerangkapendanaan", "pendanaanindikatif", "tc27"),
    ),
    (
        JenisTabel.REALISASI_ANGGARAN,
        2.0,
        (
            "realisasianggaran",
            "realisasikeuangan",
            "realisasifisik",
            "penyerapananggaran",
            "realisasibelanja",
            "realisasipendapatan",
        ),
    ),
    (JenisTabel.PERJANJIAN_KINERJA, 2.5, ("perjanjiankinerja", "penetapankinerja")),
    (
        JenisTabel.PENGUKURAN_KINERJA,
        1.5,
        ("pengukurankinerja", "capaiankinerja", "capaianindikator", "capaianrealisasi", "realisasikinerja"),
    ),
    (
        JenisTabel.INDIKATOR_KINERJA,
        1.5,
        ("indikatorkinerjautama", "indikatorkinerjaperangkatdaerah", "indikatorkinerjakunci", "tc28"),
    ),
)

_THRESHOLD = 2.0


class Features:
    """Counts over a table's drafted columns that tell the forms apart."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        """Count kinds, years and contexts."""
        self.kinds = Counter(d.kind for d in drafts if d.kind)
        values = [d for d in drafts if d.kind in VALUE_KINDS]
        self.n_values = len(values)
        self.money_years = {d.heading.years[0] for d in values if d.kind == "pagu" and d.heading.years}
        self.money_nth = {d.heading.nth for d in values if d.kind == "pagu" and d.heading.nth}
        self.target_years = {
            d.heading.years[0] if d.heading.years else d.heading.offset
            for d in values
            if d.kind in {"target", "realisasi", "proyeksi"}
        } - {None}
        self.prakiraan = any(d.heading.prakiraan for d in drafts)
        self.akhir = any(d.heading.akhir for d in values)
        self.halves = {d.heading.half for d in drafts} - {None}
        self.triwulan = any(d.heading.triwulan for d in drafts)
        self.renstra_target = any(d.kind == "target" and d.heading.renstra for d in drafts)
        self.renja_target = any(d.kind == "target" and d.heading.renja for d in drafts)
        self.ratio = self.kinds["persen_realisasi"]
        self.money = any(d.kind in {"pagu", "prakiraan_maju"} for d in drafts)
        self.volume = any(has_any(squash(d.heading.text), "besaran", "volume") for d in drafts)
        self.code_text = any(d.kind == "kode" for d in drafts)

    def has(self, *kinds: str) -> bool:
        """True where every one of the kinds has a column."""
        return all(self.kinds[k] for k in kinds)


def table_kind(title: str, drafts: Sequence[Draft], document: JenisDokumen) -> JenisTabel:
    """The table's kind; ``lainnya`` where neither title nor columns speak clearly."""
    scores = _header_scores(Features(drafts), document)
    squashed = squash(title)
    for kind, weight, words in _TITLE:
        if has_any(squashed, *words):
            scores[kind] += weight
    best, score = max(scores.items(), key=lambda item: item[1])
    return best if score >= _THRESHOLD and _possible(best, Features(drafts)) else JenisTabel.LAINNYA


def _possible(kind: JenisTabel, f: Features) -> bool:
    """A title alone does not make a form: at least the columns that carry its meaning must be there."""
    if kind is JenisTabel.DAFTAR_KODE:
        return f.has("kode", "nama")
    if kind in {JenisTabel.REALISASI_ANGGARAN, JenisTabel.RENCANA_PENDANAAN, JenisTabel.PENDANAAN_RENSTRA}:
        return f.money or f.has("realisasi")
    if kind is JenisTabel.USULAN_MASYARAKAT:
        return f.has("nama") or f.has("lokasi")
    if kind is JenisTabel.PERJANJIAN_KINERJA:
        return f.has("target") or f.money
    if kind is JenisTabel.PENGUKURAN_KINERJA:
        return f.has("realisasi") or f.has("capaian")
    return f.n_values > 0


def _header_scores(f: Features, document: JenisDokumen) -> dict[JenisTabel, float]:
    scores: dict[JenisTabel, float] = defaultdict(float, {JenisTabel.LAINNYA: 0.0})
    scores[JenisTabel.RENCANA_PENDANAAN] += _plan_score(f, document)
    scores[JenisTabel.PENDANAAN_RENSTRA] += _renstra_score(f)
    scores[JenisTabel.INDIKATOR_KINERJA] += _indicator_score(f)
    scores[JenisTabel.EVALUASI_RENJA] += _evaluation_score(f)
    scores[JenisTabel.KINERJA_PELAYANAN] += _service_score(f)
    if len(f.halves) == 2 or (f.kinds["nama"] >= 2 and f.kinds["pagu"] >= 2 and f.kinds["target"] >= 2):
        scores[JenisTabel.REVIEW_RKPD] += 3.0
    if f.has("pagu", "realisasi") and not f.triwulan:
        scores[JenisTabel.REALISASI_ANGGARAN] += 2.0 + 0.5 * f.has("sisa") + 0.5 * f.has("bobot")
    if f.has("target", "realisasi", "indikator") and not f.money:
        scores[JenisTabel.PENGUKURAN_KINERJA] += 2.0 + 0.5 * f.has("capaian")
    if f.has("indikator", "capaian", "sasaran") and not f.money:
        scores[JenisTabel.PENGUKURAN_KINERJA] += 1.0
    if f.has("target", "indikator", "sasaran") and not f.has("realisasi") and len(f.target_years) <= 1:
        scores[JenisTabel.PERJANJIAN_KINERJA] += 2.0 if document is JenisDokumen.LKJIP else 1.5
    if f.has("nama", "lokasi") and f.volume and not f.prakiraan:
        scores[JenisTabel.USULAN_MASYARAKAT] += 2.0
    if f.has("pagu") and f.has("nama") and document is JenisDokumen.LKJIP and not f.has("realisasi"):
        scores[JenisTabel.PERJANJIAN_KINERJA] += 2.0
    if f.has("kode", "nama") and not f.n_values and not f.has("indikator"):
        scores[JenisTabel.DAFTAR_KODE] += 3.0
    return scores


def _plan_score(f: Features, document: JenisDokumen) -> float:
    if not (f.has("nama") and f.money):
        return 0.0
    score = (
        1.0 + 1.5 * f.has("prakiraan_maju") + 0.5 * f.has("target") + 0.3 * f.has("lokasi") + 0.3 * f.has("sumber_dana")
    )
    if f.has("realisasi", "pagu") and not f.prakiraan:
        score -= 1.0
    if len(f.money_years) == 2 or (f.has("pagu", "target") and document is JenisDokumen.RENJA):
        score += 0.7
    return score - 2.0 * (len(f.money_years) > 2)


def _renstra_score(f: Features) -> float:
    if len(f.money_years) < 3 and len(f.money_nth) < 3:
        return 0.0
    return 3.0 + f.akhir if f.has("nama") else 0.5


def _indicator_score(f: Features) -> float:
    if f.has("nama") or not f.has("indikator"):
        return 0.0
    if len(f.money_years) >= 3:
        return 3.0 + f.akhir
    return 1.5 * (len(f.target_years) >= 3 and not f.has("realisasi"))


def _evaluation_score(f: Features) -> float:
    score = 1.5 * (f.renstra_target and f.has("realisasi")) + 1.0 * (f.ratio >= 1 and f.renja_target)
    score += 2.0 * (f.triwulan and (f.has("indikator") or f.has("nama"))) + 0.5 * (f.ratio >= 2)
    return score if f.has("nama") or f.has("indikator") else 0.0


def _service_score(f: Features) -> float:
    if f.has("nama") or f.money:
        return 0.0
    many = f.kinds["target"] >= 2 and f.kinds["realisasi"] >= 2
    return 1.5 * (many and f.has("indikator")) + 1.0 * f.has("proyeksi") + 0.5 * (f.has("spm") or f.has("ikk"))
