"""What one header path says: the kind of a column by its wording, and the years and contexts that it names.

The wordings are those that the offices print for the forms of Permendagri 86/2017 (annex, T-C.23 to T-C.33) and for
reports under Permenpan 53/2014; typos and words broken by narrow cells are forgiven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.ejaan import mended
from normalize.wording import has_any, has_word, nth_year, relative_year, squash, years_in

#: Exact squashed headers of columns that carry no value.
_EXACT = {
    "no": "nomor",
    "nomor": "nomor",
    "nourut": "nomor",
    "nomorurut": "nomor",
    "ikk": "ikk",
    "spm": "spm",
    "ket": "keterangan",
    "nasional": "prioritas",
    "daerah": "prioritas",
    "provinsi": "prioritas",
    "k": "k",
    "kinerja": "k",
    "rp": "rp",
    "keurp": "rp",
    "%": "%",
    "ttb": "tertimbang",
    "keuangan": "keuangan",
    "fisik": "fisik",
    "jumlah": "jumlah",
    "jumlahrp": "pagu",
    "dana": "pagu",
    "volume": "target",
    "vol": "target",
    "strategi": "keterangan",
}

#: Squashed keywords of columns that carry no value, in the order in which they are asked.
_DETAIL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sumber_dana", ("sumberdana", "sumberanggaran", "sumberpendanaan", "sumberbiaya")),
    ("lokasi", ("lokasi",)),
    ("kelompok_sasaran", ("kelompoksasaran", "penerimamanfaat")),
    ("prioritas", ("prioritas",)),
    ("penanggung_jawab", ("penanggungjawab", "unitkerja", "pelaksana", "opdpengampu", "pengampu")),
    (
        "keterangan",
        (
            "catatan",
            "keterangan",
            "rekomendasi",
            "formula",
            "definisioperasional",
            "sumberdata",
            "analisis",
            "solusi",
            "efisiensi",
            "permasalahan",
            "tindaklanjut",
            "arahkebijakan",
            "dasarhukum",
        ),
    ),
    ("spm", ("standarnasional",)),
)

#: Table-wide groups: they give a context to the columns below them, never a kind.
_BASELINE = ("kondisiawal", "dataawal", "tahunawal", "tahundasar", "kondisieksisting")
"""What stands before the first year of a plan ("Data Capaian pada Tahun Awal Perencanaan", Permendagri 86/2017)."""
_GROUP_WORDS = ("kerangkapendanaan", "rencanatahun", "rencanaawal", "rancanganawal", "hasilanalis", "analisakebutuhan")

_TRIWULAN = re.compile(r"(?:triwulan|tribulan|\btw)[\s.-]*(?:ke)?[\s.-]*(iv|iii|ii|i|[1-4])\b", re.I)
_RANGE = re.compile(r"\s*(?:[-–]|s\s*[./]?\s*d\b|sampai)", re.I)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONEY_MARK = re.compile(r"\brp\b|\(rp|rupiah", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column's header path says.

    ``kind`` is the column's wording kind or None; ``group`` the kind of the texts above the leaf. Years are as
    printed (``years``), relative to the document's (``offset``) or counted in the period (``nth``).
    """

    kind: str | None
    group: str | None
    years: tuple[int, ...]
    offset: int | None
    nth: int | None
    money: bool
    percent: bool
    prakiraan: bool
    akhir: bool
    awal: bool
    renstra: bool
    renja: bool
    perkiraan: bool
    triwulan: int | None
    half: str | None
    text: str


def wording_kind(text: str) -> str | None:
    """The kind that one header text names, or None: nomor, kode, nama, indikator, target, pagu, realisasi ...

    >>> wording_kind("Perang kat Daerah Penang gung Jawab"), wording_kind("Pagu indikator (Rp)")
    ('penanggung_jawab', 'pagu')
    >>> wording_kind("Tareget Program dan Kegiatan"), wording_kind("Tingkat Realisasi (%)")
    ('target', 'persen_realisasi')
    """
    s = squash(text)
    if not s:
        return None
    if s in _EXACT:
        return _EXACT[s]
    spelt = mended(text)
    return _kind(squash(spelt)) if spelt != text else _kind(s)


def _kind(s: str) -> str | None:
    if s in _EXACT:
        return _EXACT[s]
    for kind, words in _DETAIL:
        if any(word in s for word in words):
            return kind
    # Typos are forgiven only where nothing is spelt right: "sumber data" is no "sumber dana".
    for kind, words in _DETAIL:
        if has_any(s, *words):
            return kind
    return _code_or_name_first(s) or _value_kind(s) or _name_kind(s)


def _code_or_name_first(s: str) -> str | None:
    if "kode" in s and not has_any(s, "program", "kegiatan", "nama", "uraian"):
        return "kode"
    if s.startswith("satuan") and len(s) < 16:
        return "satuan"
    if s.startswith(("indikator", "tolokukur", "iku", "indkator")) and "pagu" not in s:
        return "indikator"
    return None


def _value_kind(s: str) -> str | None:
    if has_any(s, "prakiraanmaju", "perkiraanmaju"):
        return "prakiraan_maju"
    if s.startswith("sisa") or "sisapagu" in s or "sisaanggaran" in s:
        return "sisa"
    if s.startswith("bobot"):
        return "bobot"
    if has_word(s, "tertimbang"):
        return "tertimbang"
    if s.startswith(("pagu", "kebutuhandan")):
        return "pagu"
    if _is_ratio(s):
        return (
            "capaian"
            if "capaiankinerja" in s or s.startswith(("persentasecapaian", "%capaian"))
            else "persen_realisasi"
        )
    if s.startswith(("prakiraancapaian", "perkiraancapaian", "perkiraanrealisasi", "prakiraanrealisasi")):
        return "realisasi"
    if has_any(s[:9], "target") or has_any(s[:8], "tareget"):
        return "target"
    if s.startswith(("realisasi", "relisasi", "capaianrealisasi", "serapan", "penyerapan")):
        return "realisasi"
    if s.startswith("proyeksi"):
        return "proyeksi"
    if has_any(s, "kondisikinerja"):
        return "kondisi"
    if s.startswith(("capaian", "baseline", "%capaian", "datacapaian", *_BASELINE)) and "kerangka" not in s:
        return "capaian"
    if has_any(s, "paguindikatif", "pagu", "anggaran", "angaran", "belanja", "kebutuhandana") and "program" not in s:
        return "pagu"
    if has_any(s, "besaran", "volume"):
        return "target"
    if s.startswith(("populasi", "banyaknya")):
        return "jumlah"
    return None


def _is_ratio(s: str) -> bool:
    ratio = s.startswith(("tingkat", "persentase", "prosentase", "rasio", "%")) or s.endswith("%")
    return ratio and has_any(s, "realisasi", "capaian", "persentase", "prosentase") and not s.startswith("target")


def _name_kind(s: str) -> str | None:
    if s.startswith(("tujuan", "sasaran")) and not has_any(s, "kegiatan"):
        return "sasaran" if "sasaran" in s else "tujuan"
    if has_any(s, "kegiatan", "urusan", "uraian", "program", "namaprogram") and not has_any(s, *_GROUP_WORDS):
        return "nama"
    if s.startswith("nama"):
        return "nama"
    if has_word(s, "targetcapaian") or s.endswith("target"):
        return "target"
    return None


def read_heading(path: tuple[str, ...]) -> Heading:
    """What a header path (top to bottom) says about its column."""
    leaf = path[-1] if path else ""
    above = path[:-1]
    whole = " > ".join(path)
    s = squash(mended(whole))
    kinds = [wording_kind(text) for text in reversed(path)]
    group = next((k for k in kinds[1:] if k is not None), None)
    return Heading(
        kind=kinds[0] if kinds else None,
        group=group,
        years=_nearest_years(path),
        offset=next((o for o in map(relative_year, reversed(path)) if o is not None), None),
        nth=next((k for k in map(nth_year, reversed(path)) if k is not None), None),
        money=bool(_MONEY_MARK.search(leaf)),
        percent="%" in leaf,
        prakiraan=has_any(s, "prakiraanmaju", "perkiraanmaju"),
        akhir=has_any(s, "akhirperiode", "akhirrenstra", "kondisiakhir", "akhirtahunrenstra", "akhirrpjmd"),
        awal=has_any(s, "kinerjaawal", "baseline", "awalperiode", "awalperencanaan", "capaianawal", *_BASELINE),
        renstra="renstra" in s,
        renja="renja" in s,
        perkiraan=has_any(s, "perkiraanrealisasi", "prakiraanrealisasi", "prakiraancapaian", "tahunberjalan"),
        triwulan=_triwulan(path, above, leaf),
        half=_half(s),
        text=whole,
    )


def _nearest_years(path: tuple[str, ...]) -> tuple[int, ...]:
    for text in reversed(path):
        found = years_in(text)
        if found:
            return found
    return ()


def _triwulan(path: tuple[str, ...], above: tuple[str, ...], leaf: str) -> int | None:
    for text in reversed(path):
        found = _TRIWULAN.search(text)
        if found and not _RANGE.match(text[found.end() :]):
            return _ROMAN[found.group(1).lower()]
    if any(has_any(squash(t), "triwulan", "tribulan") for t in above):
        for text in reversed(path):
            if text.strip().lower() in _ROMAN:
                return _ROMAN[text.strip().lower()]
    return None


def _half(s: str) -> str | None:
    if has_any(s, "rancanganawal"):
        return "kiri"
    if has_any(s, "hasilanalisis", "analisakebutuhan", "analisiskebutuhan"):
        return "kanan"
    return None
