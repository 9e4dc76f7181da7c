"""Units of measure and scales: ``%`` is persen, ``Org`` counts as orang does, "(dalam juta rupiah)" is a million.

A unit is handed on as printed (`printed_unit`: lower case, abbreviations kept); what it means, and whether two
units are the same, is asked of `read_unit`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

RUPIAH = "rupiah"
PERSEN = "persen"
NILAI = "nilai"
PREDIKAT = "predikat"


class Jenis(StrEnum):
    """What sort of thing a unit counts; it decides what ``1.234`` can be."""

    UANG = "uang"
    PERSEN = "persen"
    BENDA = "benda"
    """Whole things: people, documents, packages. They have no three-digit fractions."""
    UKUR = "ukur"
    """Lengths, areas, weights: both whole and broken."""
    NILAI = "nilai"
    """Scores and indices: small, with decimals."""
    TAK_TAHU = ""


_ABBREVIATIONS = {
    "org": "orang",
    "orng": "orang",
    "0rang": "orang",
    "0rg": "orang",
    "dok": "dokumen",
    "doc": "dokumen",
    "lap": "laporan",
    "eks": "eksemplar",
    "exp": "eksemplar",
    "bln": "bulan",
    "bl": "bulan",
    "thn": "tahun",
    "th": "tahun",
    "keg": "kegiatan",
    "bh": "buah",
    "pkt": "paket",
    "lbr": "lembar",
    "klp": "kelompok",
    "mgg": "minggu",
    "jns": "jenis",
    "m2": "m²",
    "m3": "m³",
    "prosen": PERSEN,
    "persentase": PERSEN,
    "prosentase": PERSEN,
    "percent": PERSEN,
    "pct": PERSEN,
    "%": PERSEN,
    "rp": RUPIAH,
    "idr": RUPIAH,
}
_LENGTHS = {"km", "m", "cm", "mm", "m²", "m³", "km²", "ha", "hektar", "hektare", "are"}
_WEIGHTS = {"kg", "ton", "kuintal", "kwintal", "gram", "liter", "ltr", "l"}
_MEASURED = _LENGTHS | _WEIGHTS | {"jam", "menit", "detik", "watt", "kwh", "kva", "mw"}
_COUNTED = {"ekor", "orang", "jiwa", "batang", "butir", "lembar", "tangkai", "kk", "pohon", "unit", "buah", "kendaraan"}
_SCORES = {"indeks", "index", "poin", "point", "nilai", "skor", "score", "angka", "rasio", "ratio", "level", "skala"}
_WHOLE_WORDS = frozenset(
    {
        "orang",
        "dokumen",
        "laporan",
        "kegiatan",
        "paket",
        "bulan",
        "tahun",
        "unit",
        "buah",
        "lembar",
        "eksemplar",
        "kelompok",
        "lembaga",
        "peserta",
        "kecamatan",
        "kelurahan",
        "desa",
        "kabupaten",
        "layanan",
        "kali",
        "jenis",
        "minggu",
        "hari",
        "jam",
        "rupiah",
        "persen",
        "nilai",
        "indeks",
        "predikat",
        "lokasi",
        "gedung",
        "ruang",
        "kendaraan",
        "pegawai",
        "keluarga",
        "kepala",
        "jiwa",
        "rumah",
        "sekolah",
        "siswa",
        "aplikasi",
        "sistem",
        "media",
        "rekomendasi",
        "perusahaan",
        "koperasi",
        "sertifikat",
        "kasus",
        "perkara",
        "produk",
        "angkatan",
        "daerah",
        "organisasi",
        "industri",
        "pameran",
        "hektar",
        "liter",
        "meter",
    }
)
"""What a narrow Satuan column breaks in two ("doku" over "men")."""
_WORD = re.compile(r"%|[^\W_]+[²³]?|/|-")
_EDGES = " ,;:-–()[]*'\""
_POWER = re.compile(r"\b(k?m|cm|dm)([23])\b")
_IN_BRACKETS = re.compile(r"\(([^()]{1,18})\)\s*[:;.]?\s*$")
_FOREIGN = re.compile(r"us\s?\$|usd|us\s?dollar", re.I)
_GRADE = re.compile(r"(?:A{1,3}|B{1,3}|C{1,3}|D|E|AB|BC|WTP|WDP)[+-]?")

SCALES = {
    "ribu": 1_000,
    "rb": 1_000,
    "juta": 1_000_000,
    "jt": 1_000_000,
    "miliar": 1_000_000_000,
    "milyar": 1_000_000_000,
    "triliun": 1_000_000_000_000,
    "trilyun": 1_000_000_000_000,
}
_SCALE_WORD = r"(ribu|juta|rb\b|jt\b|mili?[ay]+r|trili?[uy]+n)"
_HEADER_SCALE = re.compile(
    rf"\b(?:dalam|dlm\.?)\s+(?:rp\.?\s*)?{_SCALE_WORD}|\b{_SCALE_WORD}(?:an)?\.?\s*(?:rp|rupiah)\b|\brp\.?\s*\(?\s*{_SCALE_WORD}"
    rf"|\(\s*{_SCALE_WORD}(?:an)?\.?\s*\)",
    re.IGNORECASE,
)
_CAPTION_SCALE = re.compile(
    rf"\b(?:dalam|dlm\.?)\s+(?:satuan\s+)?(?:rp\.?\s*)?{_SCALE_WORD}(?:an)?\.?\s*(?:rp|rupiah)?\b"
    rf"|\(\s*(?:rp\.?\s*|x\s*)?{_SCALE_WORD}(?:an)?\.?\s*(?:rp\.?|rupiah)?\s*\)",
    re.IGNORECASE,
)
_HEADER_ZEROS = re.compile(
    r"(?:\brp\.?|\bx|\()\s*(?:x\s*)?(?:\.\s?000|(?:1[.,]?)?000)((?:[.,]000)*)\s*(?:,-)?\s*\)?\s*(?=>|$)", re.IGNORECASE
)

_CAPTION_ZEROS = re.compile(
    r"\(\s*(?:(?:dalam|dlm\.?)\s+)?(?:rp\.?\s*(?:x\s*)?|x\s*(?:rp\.?\s*)?)(?:1[.,]?)?000((?:[.,]000)*)\s*(?:,-)?\s*\)",
    re.IGNORECASE,
)
"""Thousands in brackets of a caption; "(000)" alone may count anything."""

_BRACKETED = re.compile(r"\(\s*([^\W\d_]{2}[^()>]{0,10}?|[mM][23²³])\s*\)")
"""What may be a unit in brackets of a header: of two letters at least, for "(L)" and "(P)" tell men and women apart."""


@lru_cache(maxsize=4096)
def read_unit(text: str) -> str | None:
    """The unit in lower case with its abbreviations written out; None where there is none.

    >>> read_unit("Org"), read_unit("%"), read_unit("Orang / Kali"), read_unit("- ")
    ('orang', 'persen', 'orang/kali', None)
    """
    words = _WORD.findall(text[:120].lower())
    words = [_ABBREVIATIONS.get(w, w) for w in words]
    while words and words[-1] in "/-":
        words.pop()
    while words and words[0] in "/-":
        words.pop(0)
    if not words:
        return None
    return " ".join(words).replace(" / ", "/").replace(" - ", "-")


@lru_cache(maxsize=4096)
def printed_unit(text: str) -> str | None:
    """The unit as printed, in lower case and without a final dot; only rupiah, persen and m² have one spelling.

    >>> printed_unit("Dok."), printed_unit("Kab./Kota"), printed_unit("Orang / Kali"), printed_unit("prosen")
    ('dok', 'kab./kota', 'orang/kali', 'persen')
    >>> printed_unit("lapo ran")
    'laporan'
    """
    known = read_unit(text)
    if known is None or known == RUPIAH:
        return known
    if known.split(" ")[0] == PERSEN:
        return PERSEN
    unit = " ".join(text[:120].lower().split()).strip(_EDGES + ".").rstrip("/ ")
    unit = _POWER.sub(lambda found: f"{found[1]}{'²' if found[2] == '2' else '³'}", unit)
    return _without_breaks(re.sub(r"\s*/\s*", "/", unit)) or known


def _without_breaks(unit: str) -> str:
    """Joins the halves of a word that a narrow cell broke, where they make a word of units and alone are none."""
    words = unit.split(" ")
    for i in range(len(words) - 1, 0, -1):
        before, slash, head = words[i - 1].rpartition("/")
        if head + words[i] in _WHOLE_WORDS and not {head, words[i]} <= _WHOLE_WORDS:
            words[i - 1 : i + 1] = [before + slash + head + words[i]]
    return " ".join(words)


def same_unit(one: str | None, other: str | None) -> bool:
    """True where two printed units mean the same: ``dok`` and ``dokumen``.

    >>> same_unit("dok", "dokumen"), same_unit("org", None)
    (True, False)
    """
    return one == other or (one is not None and other is not None and read_unit(one) == read_unit(other))


def trailing_unit(text: str) -> str | None:
    """The unit that begins a text after a number, as printed: a long remark keeps its first word only.

    >>> trailing_unit(" Unit Saprass"), trailing_unit("% dari seluruh penduduk miskin yang ada")
    ('unit saprass', 'persen')
    """
    unit = printed_unit(text)
    if unit is None:
        return None
    words = unit.split(" ")
    if words[0] in (PERSEN, RUPIAH) or len(words) > 3:
        return words[0]
    return unit


@lru_cache(maxsize=4096)
def unit_kind(unit: str | None) -> Jenis:
    """What sort of thing the unit counts; a rate ("/km") is told apart from the thing."""
    unit = read_unit(unit) if unit and unit[0] != "/" else None
    if not unit:
        return Jenis.TAK_TAHU
    if unit == RUPIAH:
        return Jenis.UANG
    if unit == PERSEN:
        return Jenis.PERSEN
    first = re.split(r"[ /-]", unit, maxsplit=1)[0]
    if scale_of(first) > 1:
        return Jenis.TAK_TAHU  # "1,234 juta orang" may well be broken
    if first in _SCORES:
        return Jenis.NILAI
    return Jenis.UKUR if first in _MEASURED else Jenis.BENDA


def counts_things(unit: str | None) -> bool:
    """True for a unit by which things are counted or measured: a number beside it is no amount of money.

    >>> counts_things("Ton"), counts_things("Ekor"), counts_things("APBD"), counts_things("Rp")
    (True, True, False, False)
    """
    known = read_unit(unit or "")
    words = known.split(" ") if known else [""]
    return unit_kind(known) is Jenis.UKUR or words[0].split("/")[0] in _COUNTED or known == "kepala keluarga"


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """True for a text that begins with a word which is known to count or measure something, and no number.

    >>> is_unit("Ton"), is_unit("Org/Hari"), is_unit("%"), is_unit("3 Unit"), is_unit("V"), is_unit("Kepala Bidang")
    (True, True, True, False, False, False)
    """
    known = read_unit(text)
    if known is None or known == RUPIAH:
        return known == RUPIAH
    first = re.split(r"[ /-]", known, maxsplit=1)[0]
    if first == "kepala":
        return known.startswith("kepala keluarga")
    return first in _WHOLE_WORDS or first in _MEASURED or first in _COUNTED or first in _SCORES or scale_of(first) > 1


@lru_cache(maxsize=4096)
def are_units(text: str) -> bool:
    """True for a text of nothing but words that count or measure something.

    >>> are_units("Dokumen"), are_units("Desa / Kelurahan"), are_units("Dokumen Perencanaan"), are_units("BB")
    (True, True, False, False)
    """
    words = re.findall(r"[^\s/]+", text)
    return bool(words) and all(map(is_unit, words))


@lru_cache(maxsize=4096)
def names_things(text: str) -> bool:
    """True for a name that ends with what it is counted in: things, measures or foreign money, no rupiah nor share.

    >>> names_things("Produksi Garam (Ton)"), names_things("Kiriman Rempah (US $)"), names_things("Bibit (Kakao)")
    (True, True, False)
    """
    found = _IN_BRACKETS.search(text[-40:])
    if found is None:
        return False
    unit = found[1].strip()
    return _FOREIGN.fullmatch(unit) is not None or (
        is_unit(unit) and unit_kind(unit) not in (Jenis.UANG, Jenis.PERSEN, Jenis.TAK_TAHU)
    )


@lru_cache(maxsize=4096)
def header_unit(header: str) -> str | None:
    """``persen`` or ``rupiah`` where a column's header says so by its sign, things where it counts them in brackets.

    >>> header_unit("Realisasi (Rp)"), header_unit("Capaian %"), header_unit("Target")
    ('rupiah', 'persen', None)
    >>> header_unit("Panen (ton) > 2016"), header_unit("Target (kegiatan)")
    ('ton', None)
    """
    if re.search(r"\brp\b|\brupiah\b", header, re.IGNORECASE):
        return RUPIAH
    if "%" in header or re.search(r"\(\s*(?:persen|prosen)\s*\)", header, re.IGNORECASE):
        return PERSEN
    return next((printed_unit(unit) for unit in reversed(_BRACKETED.findall(header)) if counts_things(unit)), None)


@lru_cache(maxsize=4096)
def header_scale(header: str) -> int:
    """The factor that a header announces for money, 1 where it announces none.

    >>> header_scale("Pagu (dalam juta rupiah)"), header_scale("Anggaran (Rp. 000)"), header_scale("Pagu (Rp)")
    (1000000, 1000, 1)
    >>> header_scale("Pagu Indikatif (Ribuan) > Total"), header_scale("Realisasi (Rp000) > Triwulan II")
    (1000, 1000)
    """
    found = _HEADER_SCALE.search(header)
    if found:
        return scale_of(next(g for g in found.groups() if g))
    zeros = _HEADER_ZEROS.search(header)
    if zeros and re.search(r"\brp(?![a-z])|rupiah|\bx\s*1", header, re.IGNORECASE):
        return _thousands(zeros[1])
    return 1


def _thousands(further: str) -> int:
    """A thousand, by a thousand again for each group of noughts that follows."""
    return int(1000 ** (1 + further.count("000")))


@lru_cache(maxsize=4096)
def caption_scale(text: str) -> int:
    """The factor that a caption, or a line of its own above a table, announces for the table's money, else 1.

    >>> caption_scale("Tabel 2.3 Pendanaan (dalam jutaan rupiah)"), caption_scale("(Rp ribu)")
    (1000000, 1000)
    >>> caption_scale("Pagu Indikatif Kegiatan (Rp 000)"), caption_scale("(dalam Rp. 1.000.000,-)")
    (1000, 1000000)
    >>> caption_scale("menyerap ratusan juta rupiah"), caption_scale("(dalam rupiah)")
    (1, 1)
    """
    found = _CAPTION_SCALE.search(text)
    if found:
        return scale_of(next(g for g in found.groups() if g))
    zeros = _CAPTION_ZEROS.search(text)
    return _thousands(zeros[1]) if zeros else 1


def scale_of(word: str) -> int:
    """The factor of a scale word (ribu, jutaan, milyar ...), 1 for any other word.

    >>> scale_of("jutaan"), scale_of("milyar"), scale_of("orang")
    (1000000, 1000000000, 1)
    """
    word = word.lower()
    return SCALES.get(word) or SCALES.get(word.removesuffix("an"), 1)


def is_grade(text: str) -> bool:
    """True for a grade as the evaluation of SAKIP or an audit opinion gives it: A, BB, CC, WTP."""
    return _GRADE.fullmatch(text.strip()) is not None
