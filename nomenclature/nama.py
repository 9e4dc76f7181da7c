"""Names of the nomenclature as printed: what they begin with, and the key under which two spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from normalize.baris import is_carried
from normalize.types import TingkatBaris

_WRITTEN_OUT = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "dok": "dokumen",
    "lap": "laporan",
    "adm": "administrasi",
    "pelaks": "pelaksanaan",
    "drh": "daerah",
    "dgn": "dengan",
    "dg": "dengan",
    "utk": "untuk",
    "yg": "yang",
    "dlm": "dalam",
    "dr": "dari",
    "thd": "terhadap",
    "pemda": "pemerintah daerah",
    "pemprov": "pemerintah provinsi",
    "pemkab": "pemerintah kabupaten",
    "pemkot": "pemerintah kota",
    "lansia": "lanjut usia",
    "penyelenggraan": "penyelenggaraan",
    "beserta": "serta",
}
"""Words that offices shorten, misspell or say otherwise, as the nomenclature has them; both sides are written so."""
_SHORT_WORD = re.compile(rf"\b({'|'.join(sorted(_WRITTEN_OUT, key=len, reverse=True))})\b\.?")
_ACRONYMS = {
    "pd": "perangkat daerah",
    "opd": "perangkat daerah",
    "skpd": "perangkat daerah",
    "sdm": "sumber daya manusia",
    "sda": "sumber daya air",
    "asn": "aparatur sipil negara",
    "pns": "pegawai negeri sipil",
    "bmd": "barang milik daerah",
    "umkm": "usaha mikro, kecil, dan menengah",
    "sarpras": "sarana dan prasarana",
    "monev": "monitoring dan evaluasi",
    "dikmas": "pendidikan masyarakat",
    "paud": "pendidikan anak usia dini",
    "pug": "pengarusutamaan gender",
    "pha": "pemenuhan hak anak",
    "kie": "komunikasi, informasi, dan edukasi",
    "kta": "kekerasan terhadap anak",
    "ampk": "anak yang memerlukan perlindungan khusus",
    "psks": "potensi sumber kesejahteraan sosial",
    "ppks": "pemerlu pelayanan kesejahteraan sosial",
    "spm": "standar pelayanan minimal",
    "bumd": "badan usaha milik daerah",
    "ikm": "industri kecil dan menengah",
    "llaj": "lalu lintas dan angkutan jalan",
}
"""Acronyms: the nomenclature itself prints now these, now the words, and so do offices."""
_ACRONYM = re.compile(rf"\b({'|'.join(_ACRONYMS)})\b")
_SPELT = tuple((re.compile(rf"\b{full}\b".replace(",", ",?")), short) for short, full in _ACRONYMS.items())
_ANY_SPELT = re.compile("|".join(pattern.pattern for pattern, _ in _SPELT))
_DOING = re.compile(r"(?:pelaksanaan|penyelenggaraan)\s+(?=pe\w+an\b)")
"""Pelaksanaan Pembinaan ..., Penyelenggaraan Pelatihan ...: the word of doing before another one adds nothing."""
_ONE_WORD = re.compile(r"\b(?:per-?uu-?an|perundang\s*-\s*undangan)\b")
_STRAY = re.compile(r"^(?:\[[#\-*]\]|[\s\-–—•·*'\"`´‘’“”\\|.,:;_~°])+")
_MISREAD_FRONT = re.compile(r"^(?!SUB)[^\sa-z]{1,3}\s?(?=PROGRAM [A-Z])")
"""What scans make of a border or a mark in front of a name: ``IPROGRAM``, ``1A% PROGRAM``."""
_LETTERS = re.compile(r"[0-9a-z]+")
_NUMBERING = re.compile(r"^\s*(?:[ivxIVX]{1,5}|[A-Za-z]|\d{1,3})\s*[.)]\s+(?=\S)")
# A label in front of a name: "Program :", "Kegiatan", "Sub. Kegiatan :", with the usual misprints of "kegiatan".
_KEGIATAN = r"k(?:e?ga?i?[at]{1,2}i?[at]{0,2}[at]?an|egiatan|egaitan|eg)\.?"
_END = r"(?:\b|(?-i:(?=[A-Z])))"  # also where the space behind the label is lost: PROGRAMPEMBERDAYAAN
_LABELS = (
    (TingkatBaris.SUB_KEGIATAN, re.compile(rf"^sub\s*[.\-]?\s*{_KEGIATAN}\b\s*[:\-–]?\s*", re.I)),
    (TingkatBaris.KEGIATAN, re.compile(rf"^{_KEGIATAN}{_END}\s*[:\-–]?\s*", re.I)),
    (TingkatBaris.PROGRAM, re.compile(rf"^(?:prog(?:ram|am|ran|\.)|pro?ram|po?rgram){_END}\s*[:\-–]?\s*", re.I)),
)
_LABEL_LETTERS = tuple("sSkKpP")
_LABEL_WORDS = ((TingkatBaris.PROGRAM, "program"), (TingkatBaris.KEGIATAN, "kegiatan"))
_LABEL_FRONTS, _LABEL_ENDS = ("pro", "keg"), ("gram", "iatan")
_BIDANG = re.compile(r"^(?:urusan pemerintah(?:an)?(?: daerah)? bidang|bidang urusan|urusan bidang|bidang)\b", re.I)
_URUSAN = re.compile(
    r"^(?:urusan (?:pemerintah(?:an)? )?(?:wajib|pilihan|penunjang|pendukung|umum)\b|"
    r"unsur (?:pendukung|penunjang|pengawas(?:an)?|kewilayahan|pemerintahan umum|kekhususan)|"
    r"(?:fungsi )?penunjang urusan pemerintah(?:an)?$|non urusan$|(?:urusan )?(?:wajib|pilihan)$|"
    r"(?:(?:non|bukan|tidak berkaitan dengan|(?:yang )?berkaitan dengan)[ -]?)?pelayanan dasar$)",
    re.I,
)
_URUSAN_OF_OLD = re.compile(r"^urusan\b(?! (?:pemerintah(?:an)?(?: daerah)? )?bidang\b)", re.I)
_OFFICE = re.compile(
    r"^(?:dinas|badan|kantor|inspektorat|sekretariat|satuan polisi|satpol|kecamatan|kelurahan|bagian|uptd?|rsud|"
    r"rumah sakit|puskesmas|opd|skpd|bappeda\w*|bpkad|bkpsdm|bkd|bpbd|bapenda|biro|distrik)\b(?!\s?-\s?\w)",
    re.I,
)
_UNIT = re.compile(
    r"^(?:(?:uptd?|uptb|rsud|blud|kecamatan|kelurahan|distrik|dinas)\s+\w|badan (?!usaha\b|hukum\b|jalan\b)|"
    r"inspektorat\b|sekretariat (?:daerah|dprd|dewan)\b)",
    re.I,
)
_TOTAL = re.compile(
    r"^(?:(?:sub|grand)?(?:jumlah|total|jml)(?:total|jumlah|keseluruhan|seluruhnya|semua|umum|besar|akhir)*"
    r"(?:anggaran|pagu|belanja|pendapatan|pembiayaan|penerimaan|pengeluaran|dana|realisasi|pendanaan|biaya|rp|rata|indikatif|program|kegiatan|subkegiatan|langsung|"
    r"usulan|alokasi|kebutuhan|opd|skpd|perangkatdaerah|dan|apbd|apbn|i{1,3}|iv|v|[a-e]|\d)*)$"
)
_TOTAL_OF = re.compile(r"^(?:sub[ -]?|grand )?(?:jumlah|total|jml)[ :]+(\S.*)$", re.I)
_INDICATOR = re.compile(
    r"^(?:persentase|prosentase|jumlah|cakupan|nilai|indeks|tingkat|rata-? ?rata|rasio|angka|laju|presentase|proporsi|"
    r"skor|predikat|opini|tersedianya|terlaksananya|terpenuhinya|terselenggaranya|tersusunnya)\b",
    re.I,
)
_ACCOUNT = re.compile(
    r"^(?:belanja|pendapatan|pembiayaan|penerimaan (?:pembiayaan|pinjaman|daerah|piutang|kembali)|"
    r"pengeluaran (?:pembiayaan|daerah)|honorarium|pajak daerah$|hasil pajak|retribusi daerah$|hasil retribusi|"
    r"dana (?:perimbangan|alokasi|bagi hasil|otonomi khusus|darurat|penyesuaian|insentif daerah|keistimewaan)|"
    r"gaji\b|tunjangan\b|tambahan penghasilan|insentif pemungutan|uang (?:makan|lembur)|transfer |hibah$|jasa giro|"
    r"hasil (?:pengelolaan|penjualan) (?:kekayaan|aset)|lain-? ?lain (?:pendapatan|pad\b)|pemberian pinjaman|"
    r"(?:pencairan|pembentukan) dana cadangan|pinjaman (?:dalam|luar) negeri|penyertaan modal|"
    r"(?:pembayaran|pelunasan) (?:pokok|h?utang)|bagi ?hasil (?:pajak|bukan pajak|retribusi|pendapatan)|"
    r"pajak (?:hotel|restoran|hiburan|reklame|penerangan jalan|mineral|parkir|air tanah|air permukaan|rokok|"
    r"sarang burung|bumi dan bangunan|kendaraan bermotor|bahan bakar|barang dan jasa tertentu)|"
    r"retribusi (?:jasa|pelayanan|izin|perizinan)|bea (?:perolehan|balik nama))",
    re.I,
)
"""What lines of the account code begin with: Permendagri 13/2006, PP 71/2010, UU 28/2009 and 1/2022 on levies."""
_PART = re.compile(r"^sub[ .-]*(?:sub[ .-]*)?(?:bidang|urusan)\b", re.I)
_BALANCE = re.compile(r"^(?:surplus|\(?defisit|sisa lebih|silpa\b|rata-? ?rata\b)", re.I)
_FUND = (
    r"apb[dn](?:-?p)?\b|(?:dana )?(?:tugas pembantuan|dekonsentrasi)|(?:dana )?(?:dak|dau|dbh|dbh ?cht|blud|phln)\b|"
    r"(?:dana )?bagi hasil cukai(?: hasil tembakau)?"
)
_FUNDS = re.compile(
    rf"^(?:(?:sumber )?dana |sumber )*(?:{_FUND})(?:[ ,;/&+()-]|{_FUND}|dan\b|non\b|fisik\b|murni\b|perubahan\b|"
    r"(?:provinsi|propinsi|prov|kabupaten|kab|kota)\b.*|tahun\b|(?:anggaran )?20\d\d\b|"
    r"sumber (?:dana )?lain(?:nya)?)*$",
    re.I,
)
_BUDGET_TOTAL = re.compile(
    r"^(?:grand )?(?:total|jumlah) (?:keseluruhan |seluruh )?(?:anggaran|pagu|dana|biaya|alokasi|kebutuhan|apb[dn])\b"
    r"(?! (?:yang|ter))",
    re.I,
)
_GOAL = re.compile(
    r"^(?:(?:tujuan|sasaran)\b|me(?:ning|wujud|man|ngu|mper)\w+?nya|ter(?:wujud|capai|jamin|cipta)nya|optimalnya)", re.I
)


_URUSAN_NUMBERS = (
    ("2", re.compile(r"(?:tidak|non)\b.*pelayanan dasar|wajib (?:non|bukan)\b")),
    ("1", re.compile(r"pelayanan dasar")),
    ("3", re.compile(r"pilihan")),
    ("4", re.compile(r"pendukung")),
    ("5", re.compile(r"penunjang")),
    ("6", re.compile(r"pengawas")),
    ("7", re.compile(r"kewilayahan")),
    ("8", re.compile(r"pemerintahan umum")),
    ("9", re.compile(r"kekhususan|keistimewaan")),
)


@lru_cache(maxsize=4096)
def clean(nama: str) -> str:
    """The name on one line, in NFKC, without the numbering in front.

    >>> clean("1. Penyediaan  Sandang")
    'Penyediaan Sandang'
    """
    text = " ".join((nama if nama.isascii() else unicodedata.normalize("NFKC", nama)).split())
    for front in (_MISREAD_FRONT, _STRAY, _NUMBERING):
        found = front.match(text)
        text = text[found.end() :] if found else text
    return text


@lru_cache(maxsize=1 << 15)
def split_label(nama: str) -> tuple[TingkatBaris | None, str]:
    """The level that a name is labelled with, and the name without the label.

    >>> split_label("Sub. Kegiatan : Penyediaan Sandang")
    (<TingkatBaris.SUB_KEGIATAN: 'sub_kegiatan'>, 'Penyediaan Sandang')
    >>> split_label("PROGRAM PEMBERDAYAAN SOSIAL")
    (<TingkatBaris.PROGRAM: 'program'>, 'PEMBERDAYAAN SOSIAL')
    """
    text = clean(nama)
    for level, pattern in _LABELS if text.startswith(_LABEL_LETTERS) else ():
        found = pattern.match(text)
        if found and len(text) > found.end():
            return level, text[found.end() :]
    return _misread_label(text) or (None, text)


def _misread_label(text: str) -> tuple[TingkatBaris, str] | None:
    """The same where one letter of the label is misread, or a gap stands in it: "PROGnAM", "PRO GRAM".

    >>> _misread_label("PR0GRAM PENATAAN DESA"), _misread_label("Kegi atan Rapat"), _misread_label("Programmer Ahli")
    ((<TingkatBaris.PROGRAM: 'program'>, 'PENATAAN DESA'), (<TingkatBaris.KEGIATAN: 'kegiatan'>, 'Rapat'), None)
    """
    parts = text.split(" ", 2)
    for count in range(1, len(parts)):
        word = "".join(parts[:count]).lower().rstrip(":.-")
        # One wrong letter leaves the label's beginning or its end as it is.
        for level, label in _LABEL_WORDS if word.startswith(_LABEL_FRONTS) or word.endswith(_LABEL_ENDS) else ():
            if Levenshtein.distance(word, label) <= (count == 1):
                return level, " ".join(parts[count:])
    return None


@lru_cache(maxsize=100_000)
def key(nama: str) -> str:
    """Letters and digits of a name without label and numbering, abbreviations written out: equal for one name.

    >>> key("Kegiatan Penyusunan Dok. PerencanaanDaerah") == key("Penyusunan Dokumen Perencanaan Daerah")
    True
    """
    return "".join(words(nama))


@lru_cache(maxsize=1 << 15)
def words(nama: str) -> tuple[str, ...]:
    """The words and numbers of a name that is written out (:func:`written_out`).

    >>> words("Kegiatan Fasilitasi Kab./Kota")
    ('fasilitasi', 'kabupaten', 'kota')
    """
    text = _unlabelled(nama)
    found = _LETTERS.findall(text)
    return tuple(found if _WRITTEN_OUT.keys().isdisjoint(found) else _LETTERS.findall(_in_full(text)))


def written_out(nama: str) -> str:
    """A name in lower case without label and numbering, its abbreviations written out.

    >>> written_out("Kegiatan Fasilitasi Kab. dan Prov.")
    'fasilitasi kabupaten dan provinsi'
    """
    return _in_full(_unlabelled(nama))


def _unlabelled(nama: str) -> str:
    text = split_label(nama)[1].lower().replace("&", " dan ")
    return _ONE_WORD.sub("perundangundangan", text) if "und" in text or "uu" in text else text


def _in_full(text: str) -> str:
    return _SHORT_WORD.sub(lambda found: _WRITTEN_OUT[found.group(1)], text)


def other_wordings(nama: str) -> Iterator[str]:
    """The name with its acronyms spelt out, with what has an acronym shortened to it, and without the word of doing
    that offices put in front of a name that says it already; none where it has neither.

    >>> list(other_wordings("Pembinaan ASN")), list(other_wordings("Pembinaan Jalan"))
    (['pembinaan aparatur sipil negara'], [])
    >>> list(other_wordings("Pelaksanaan Pembinaan Jalan"))
    ['pembinaan jalan']
    """
    text = written_out(nama)
    spelt = _ACRONYM.sub(lambda found: _ACRONYMS[found.group(1)], text)
    if spelt != text:
        yield spelt
    short = text
    if _ANY_SPELT.search(text):
        for pattern, acronym in _SPELT:
            short = pattern.sub(acronym, short)
        yield short
    doing = _DOING.match(text)
    if doing:
        yield text[doing.end() :]


@lru_cache(maxsize=20_000)
def urusan_key(nama: str) -> str:
    """Key of an urusan's or bidang urusan's name: without the words that all of them begin with.

    >>> urusan_key("URUSAN PEMERINTAHAN BIDANG SOSIAL") == urusan_key("Bidang Urusan Sosial")
    True
    """
    return "".join(w for w in re.findall(r"[a-z]+", clean(nama).lower()) if w not in _COMMON)


_COMMON = frozenset({"urusan", "pemerintahan", "pemerintah", "bidang", "yang", "dengan", "daerah"})


@lru_cache(maxsize=1 << 12)
def is_total(nama: str) -> bool:
    """True for the name of a total row.

    >>> is_total("J U M L A H"), is_total("Total Anggaran"), is_total("Jumlah Sarana Sosial")
    (True, True, False)
    """
    letters = re.sub(r"[^0-9a-z]", "", clean(nama).lower())
    return _TOTAL.match(letters) is not None or is_carried(letters)


def total_of(nama: str) -> str | None:
    """What a total's name says that it is the total of: an office, or an item with its level in front.

    >>> total_of("JUMLAH DINAS SOSIAL"), total_of("Sub Total Program Alfa"), total_of("Jumlah Rapat Koordinasi")
    ('DINAS SOSIAL', 'Program Alfa', None)
    """
    found = _TOTAL_OF.match(clean(nama))
    rest = found[1] if found else ""
    return rest if rest and (is_office(rest) or split_label(rest)[0] is not None) else None


def totals_account(nama: str) -> bool:
    """True for the sum that a report of accounts prints below a group (PP 71/2010): "Jumlah Belanja Operasi"."""
    found = _TOTAL_OF.match(clean(nama))
    return found is not None and is_account(found[1])


def is_indicator(nama: str) -> bool:
    """True for a text that begins like an indicator: Persentase ..., Jumlah ..., Nilai ...."""
    return _INDICATOR.match(clean(nama)) is not None


def is_balance(nama: str) -> bool:
    """True for what is neither item nor account nor total: SURPLUS/(DEFISIT), SILPA, an average.

    >>> is_balance("SURPLUS / (DEFISIT)"), is_balance("Rata-rata capaian"), is_balance("Belanja Modal")
    (True, True, False)
    """
    return _BALANCE.match(clean(nama)) is not None


def is_part_of_bidang(nama: str) -> bool:
    """True for a heading between bidang urusan and program: Sub Bidang ..., Sub-Sub Bidang ..., Sub Urusan ....

    >>> is_part_of_bidang("SUB-SUB BIDANG PERTANAHAN"), is_part_of_bidang("Bidang Pertanian")
    (True, False)
    """
    return _PART.match(clean(nama)) is not None


def is_fund(nama: str) -> bool:
    """True for a name that is nothing but sources of funds: what heads the rows that they pay for.

    >>> is_fund("APBD KOTA X"), is_fund("Dana Tugas Pembantuan"), is_fund("DAK Peningkatan Jalan")
    (True, True, False)
    """
    return _FUNDS.match(clean(nama)) is not None


def is_budget_total(nama: str) -> bool:
    """True for words that begin like a total of money and go on to say whose: "Total Anggaran Dinas X".

    >>> is_budget_total("TOTAL ANGGARAN DINAS"), is_budget_total("Jumlah anggaran yang terserap")
    (True, False)
    """
    return _BUDGET_TOTAL.match(clean(nama)) is not None


def is_account(nama: str) -> bool:
    """True for a text that begins like a line of the account code: Belanja Pegawai, Pendapatan ...."""
    return _ACCOUNT.match(clean(nama)) is not None


def is_goal(nama: str) -> bool:
    """True for a text that begins like a tujuan or sasaran: Meningkatnya ..., Terwujudnya ...."""
    return _GOAL.match(clean(nama)) is not None


def is_bidang(nama: str) -> bool:
    """True for a text that names a bidang urusan by its form."""
    text = clean(nama)
    return _BIDANG.match(text) is not None and not is_urusan(nama)


def urusan_number(nama: str) -> str | None:
    """The number of an urusan from what its name says: wajib with or without pelayanan dasar, pilihan, unsur ....

    >>> urusan_number("URUSAN WAJIB NON PELAYANAN DASAR"), urusan_number("Unsur Penunjang Urusan Pemerintahan")
    ('2', '5')
    """
    text = clean(nama).lower()
    return next((number for number, words in _URUSAN_NUMBERS if words.search(text)), None)


def is_urusan(nama: str, *, usang: bool = False) -> bool:
    """True for a text that names an urusan (wajib, pilihan, unsur pendukung ...) by its form.

    Until PP 18/2016 "Urusan Sosial" was an urusan, beside the "Bidang Urusan" of its office (``usang``).
    """
    text = clean(nama)
    return _URUSAN.match(text) is not None or (usang and _URUSAN_OF_OLD.match(text) is not None)


def is_unit(nama: str) -> bool:
    """True for an office's or unit's whole name: UPTD X, Kecamatan X, Dinas X, not the words alone or "Badan usaha".

    >>> is_unit("UPTD Metrologi"), is_unit("Dinas Sosial"), is_unit("Bagian dari jalan")
    (True, True, False)
    """
    return _UNIT.match(clean(nama)) is not None


def is_office(nama: str) -> bool:
    """True for a text that begins like an office's name: Dinas, Badan, Kecamatan ...."""
    text = clean(nama)
    return _OFFICE.match(text) is not None and len(text.split()) <= 14
