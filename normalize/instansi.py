"""Names of offices and of regions as they stand in titles, letterheads, signature blocks and sentences."""

from __future__ import annotations

import re

_OFFICE_START = (
    r"DINAS|BADAN(?!\s+USAHA)|INSPEKTORAT|SATUAN\s+POLISI|SATPOL|SEKRETARIAT\s+(?:DAERAH|DPRD|DEWAN|DPR[AKP]|KOMISI|KORPRI)"
    r"|KECAMATAN|KELURAHAN|DISTRIK|RUMAH\s+SAKIT|RSUD|RSJD?|RSIA|PUSKESMAS|KANTOR|BAGIAN(?!\s+(?:TIMUR|BARAT|UTARA|SELATAN|TENGAH)\b)|BIRO|UPTD?|BLUD|PANIRADYA"
    r"|BAPPE[A-Z]+|BAPENDA|BPKAD|BKAD|BPKD|BPBD|BKPSDM[A-Z]*|BKPP[A-Z]*|BKD|BPSDM[A-Z]*|KESBANGPOL|DPMPTSP|DPRD"
)
_SHORT = re.compile(
    r"\b(?:DIN(?:SOS|KES)[A-Z0-9]*|DIS(?:DIK(?:BUD|PORA)?|HUB(?:KOMINFO)?|KOMINFO[A-Z]*|NAKER[A-Z]*|PORA(?:PAR)?"
    r"|PAR(?:BUD|PORA)?|PERINDAG[A-Z]*|KOPERINDAG[A-Z]*|TAN(?:BUN|PHORT)?|BUN|KAN(?:LA)?|PERKIM[A-Z]*|ARPUS|DUKCAPIL"
    r"|BUDPAR)|D(?:LHK?P?|PU(?:PR|TR)?[A-Z]{0,3}|PMD|PP?2?KB[A-Z0-9]{0,4}|P3A[A-Z0-9]*|PMPTSP|KPP?|KP3))\b",
    re.IGNORECASE,
)
"""Short names that offices go by."""
_REGION = r"PROV(?:INSI|\.)?|PROPINSI|KABUPATEN|KAB\.?|KOTA(?!\s+DAN\b)|DAERAH\s+(?:ISTIMEWA|KHUSUS)|DKI"
#: With what the next line of a title goes on ("DINAS X / ANGGARAN KAS"); behind "dan" they may be part of a name.
_NEXT_LINE = (
    r"(?<!\bDAN )(?<!\bBAGIAN )(?<!\bBIRO )(?<!, )\b(?:ANGGARAN|BELANJA|APBD|PAGU|KINERJA|FISIK|PROGRES+|KEADAAN|POSISI"
    r"|S\s?/\s?D|S\.D"
    r"|RENCANA|MATRIKS?|REKAP|REKAPITULASI|RINGKASAN|PENJABARAN|FORM|FORMULIR|BERITA\s+ACARA|POHON|CASCADING|PENGUKURAN"
    r"|JADWAL|MONEV|SASARAN|USULAN)\b"
)
_OFFICE_END = (
    rf"(?:\b(?:{_REGION})(?=\s)|\bTAHUN|\bTA\.|\bT\.A|\bPERIODE|\b(?:RANCANGAN|PERUBAHAN)\s+(?:AKHIR\s+)?REN|\bRENCANA\s*(?:KERJA|STRATEGIS)"
    r"|\bRENJA\b|\bRENSTRA\b|\bLAPORAN\b|\bLK[JI]?IP\b|\bLAKIP\b|\bJL\b|\bJLN\b|\bJALAN\b|\bALAMAT\b|\bTELP|\bKOMPLEK|\bWEBSITE|\bE-?MAIL"
    r"|\bPEMERINTAH\b|\bPUSAT\s+PEMERINTAHAN|\bGEDUNG\b|\bHALAMAN\b|\bYANG\b|\bTELAH\b|\bADALAH\b|\bMERUPAKAN\b|\bSEBAGAI\b|\bDAPAT\b|\bINI\b|\bDISUSUN\b|\bMEMUAT\b|\bNIP\b"
    r"|\bREALISASI\b|\b(?:SUB\s*)?UNIT\s*ORGANISASI|\bBULAN\b|\bTRIWULAN|\bSEMESTER|\bPELAKSANAAN\b|\bPROGRAM\b|\bKEGIATAN\b|\bURUSAN\b"
    r"|\bSKPD\b|\bPERJANJIAN\b|\bPENETAPAN\b|\bINDIKATOR\b|\bRINCIAN\b|\bDOKUMEN\b|\bREVISI\b|\bLAMPIRAN\b|\bTABEL\b|\bDAFTAR\b|\bBAB\b"
    r"|\bEVALUASI\b|\bCAPAIAN\b|\bTARGET\b|\bSELAKU\b|\bSELAMA\b|\bUNTUK\b|\bPERIODE\b|\bMEMPUNYAI\b|\bSEKRETARIS\b|\bKEPALA\b|\bDALAM\b|\bPADA\b|\bBERDASARKAN\b"
    rf"|{_NEXT_LINE}"
    r"|[0-9(|:;\u2500-\u257f]|\.{2,}|[-_=]{3,}|…|$)"
)
_OFFICE = re.compile(
    rf"\b(?=[BDIKPRSU])((?:{_OFFICE_START})\b[^0-9(|:;\u2500-\u257f]*?)\s*(?={_OFFICE_END})", re.IGNORECASE
)
#: In a sentence an office's words are capitals or small joining words, so that no verb is taken for its name.
_KINDS_IN_TEXT = r"(?:Kabupaten|Kota|Provinsi|Propinsi|KABUPATEN|KOTA|PROVINSI|Kab|Prov)"
_REGIONAL_OFFICE = re.compile(
    r"(?<!\bdi )(?<!\bke )(?<!\bwilayah )(?<!\bse-)"
    r"\b((?:Dinas|Badan|Inspektorat|Satuan Polisi|Sekretariat D|Kecamatan|Rumah Sakit|RSUD"
    r"|DINAS|BADAN|INSPEKTORAT|SATUAN POLISI)\b"
    rf"(?:(?:,? (?:dan|DAN|serta) |,? )(?!{_KINDS_IN_TEXT}\b)[A-Z][A-Za-z.'-]*){{0,13}}?)"
    rf",? (?={_KINDS_IN_TEXT}\.?\s[A-Z])"
)
_PARENT = re.compile(
    r"\s+(?=(?:DINAS|BADAN|INSPEKTORAT|SATUAN\s+POLISI|SEKRETARIAT\s+(?:DAERAH|DPRD|DEWAN)|SETDA)\b)", re.IGNORECASE
)
_OF_WHERE = re.compile(r"(?:,?\s+(?:PROV(?:INSI)?|PROPINSI|KAB(?:UPATEN)?))+\.?$", re.IGNORECASE)
"""What is left of a region whose name stands in the next line: "Kota" alone may be the office's own ("Tata Kota")."""
_SAME_OFFICE = {"dinas", "badan", "kantor", "bagian", "biro", "kecamatan", "kelurahan", "distrik", "upt", "uptd"}
_AS_IS = frozenset(
    [
        "DPRD",
        "RSUD",
        "RSJ",
        "RSJD",
        "RSIA",
        "UPT",
        "UPTD",
        "BLUD",
        "PPKB",
        "PPPA",
        "KB",
        "BPBD",
        "UKM",
        "RI",
        "DPUPR",
        "DPUTR",
    ]
)
_SMALL = {"dan", "dengan", "di", "ke", "untuk", "pada", "serta", "atas", "oleh", "dari", "bagi"}
_JOINING = {"dan", "serta", "&"}
_TITLES = {"dr.", "drg.", "prof.", "h.", "hj."}
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")

_NAME_END = (
    r"TAHUN|TA\b|TA\.|PERIODE|NOMOR|TENTANG|YANG|TELAH|DAPAT|DENGAN|UNTUK|PADA|DALAM|DAN|DI|INI|ADALAH|MERUPAKAN|SEBAGAI"
    r"|RENCANA|RENJA|RENSTRA|LAPORAN|LKJIP|LAKIP|JL|JLN|JALAN|TELP|KEPALA|PEMERINTAH|DINAS|BADAN|SELAKU|SELAMA|NIP|HALAMAN"
    r"|PERJANJIAN|RINCIAN|RINGKASAN|REKAP(?:ITULASI)?|DAFTAR|TABEL|LAMPIRAN|SELANJUTNYA|BULAN|TRIWULAN|PROGRAM|KEGIATAN|REALISASI|ANGGARAN|URUSAN|KODE|SKPD|INSPEKTORAT|SEKRETARIAT"
)
_FIFTY = r"(?:LIMA\s?PULUH|50)\s+KOTA\b"
"""The one name of a region that ends in a kind: of Kabupaten Lima Puluh Kota, Kota is no second region."""
_PLACE = re.compile(
    rf"(?<!/)(?<!/ )\b(?=[BDGKPW])(?P<kind>{_REGION}|BUPATI|WALI\s?KOTA|GUBERNUR)\s+"
    rf"(?P<name>{_FIFTY}|(?!(?:{_NAME_END})\b)(?:KEP\.\s*)?[A-Z][A-Z'’-]+(?:\s+(?!(?:{_NAME_END}|{_REGION})\b)[A-Z][A-Z'’-]+){{0,4}})",
    re.IGNORECASE,
)
_ACEH = re.compile(r"\bPEMERINTAH\s+ACEH\b", re.IGNORECASE)
_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Z] ){3,}[A-Z](?![A-Za-z])")
_SHORT_GOVERNMENT = re.compile(r"\bPEM(KAB|KOT|PROV)\b\.?", re.IGNORECASE)
_KIND_OF_SHORT = {"KAB": "KABUPATEN", "KOT": "KOTA", "PROV": "PROVINSI"}
_GLUED_KIND = re.compile(r"\b((?:KAB|PROV|PROP)\.)(?=[A-Z])", re.IGNORECASE)
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
"""Blanks that are not one blank already."""
_PARTED = 3
"""Blanks between letters printed apart, at least."""
_ADDRESS = re.compile(
    r"\b(?:JLN?|JALAN|TELP|TELEPON|KODE\s*POS|KOMPLEK|FAX|E-?MAIL|WEBSITE)\b|www\.|http|@", re.IGNORECASE
)
_PRINTED = re.compile(
    rf"^\W{{0,9}}(?!(?:[A-Z'-]+ ){{0,2}}(?:{_OFFICE_START}|{_REGION}|TAHUN)\b)"
    rf"[A-Z][A-Z'-]{{1,30}}(?: [A-Z][A-Z'-]{{1,30}}){{0,2}},"
    r" ?(?:(?:[0-9]{1,2} )?(?!TAHUN)[A-Z]{3,9} )?20[0-9]{2}\W*$",
    re.IGNORECASE,
)
"""A line of where and when a document was printed: "Kotabaru, Juli 2031"."""


def unspaced(text: str) -> str:
    """The text with letters printed apart joined: ``K O T A`` is KOTA.

    >>> unspaced("K A B U P A T E N  LUWU")
    'KABUPATEN  LUWU'
    """
    if text.count(" ") < _PARTED:
        return text
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), text)


def _on_a_line(text: str) -> str:
    """The text on one line, short words of regions set apart: "KAB.LUWU" is KAB. LUWU, "PEMKAB" two words."""
    line = _SHORT_GOVERNMENT.sub(lambda m: f"PEMERINTAH {_KIND_OF_SHORT[m[1].upper()]}", _BLANKS.sub(" ", text))
    return _GLUED_KIND.sub(r"\1 ", line) if "." in line else line


def find_office(text: str) -> str | None:
    """The first office that a text names, without its region, in title case; None where it names none.

    >>> find_office("KEPALA DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK KOTA BENGKULU,")
    'Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak'
    >>> find_office("RENCANA KERJA INSPEKTORAT KABUPATEN MALANG TAHUN 2025"), find_office("PERANGKAT DAERAH")
    ('Inspektorat', None)
    >>> find_office("BADAN PENGELOLA PERBATASAN PROVINSI"), find_office("Dinas Tata Kota")
    ('Badan Pengelola Perbatasan', 'Dinas Tata Kota')
    """
    for found in _OFFICE.finditer(_on_a_line(text)):
        # A unit of an office ("UPTD X Dinas Y") is named first; what it belongs to is not part of its name.
        parts = _PARENT.split(found.group(1))
        # ... but "per UPTD / Dinas Y" names no unit.
        part = parts[len(parts) > 1 and parts[0].lower() in _SAME_OFFICE]
        name = _before_sentence(part).strip(" ,.-–/&\"'")
        name = _OF_WHERE.sub("", name)
        words = name.split()
        # "Dinas" alone is a reference to the office, not its name; a sentence is neither.
        if 0 < len(words) <= 16 and not (len(words) == 1 and words[0].lower() in _SAME_OFFICE):
            return title_case(name)
    return None


def short_office(text: str) -> str | None:
    """The first office that a text calls by its short name alone, as printed; None where it names none.

    >>> short_office("RENJA DINSOS TAHUN 2031"), short_office("DISUSUN OLEH DPRD")
    ('DINSOS', None)
    """
    found = _SHORT.search(text)
    return found.group() if found else None


def _before_sentence(name: str) -> str:
    """The words before the first small one that joins no names: a sentence goes on there. A name begins with a capital.

    >>> _before_sentence("Dinas Pasar dan Kebersihan, maka dibutuhkan"), _before_sentence("dinas terkait")
    ('Dinas Pasar dan Kebersihan,', '')
    """
    words = name.split()
    small = _JOINING | _TITLES
    end = next((i for i, w in enumerate(words) if w[0].islower() and (i == 0 or w.lower() not in small)), len(words))
    kept = words[:end]
    while kept and kept[-1].lower() in _JOINING:
        kept.pop()
    return " ".join(kept)


def office_of_official(text: str) -> str | None:
    """The office that an official heads: of "Kepala Dinas X", but also of an Inspektur and of a Camat.

    >>> office_of_official("INSPEKTUR KABUPATEN LUWU"), office_of_official("Camat Bajo Kabupaten Luwu")
    ('Inspektorat', 'Kecamatan Bajo')
    """
    text = re.sub(r"\bINSPEKTUR\b", "INSPEKTORAT", text, flags=re.IGNORECASE)
    return find_office(re.sub(r"\bCAMAT\b", "KECAMATAN" if text.isupper() else "Kecamatan", text, flags=re.IGNORECASE))


def regional_offices(text: str) -> tuple[str, ...]:
    """Offices that running text names together with their region, as often as it does.

    >>> regional_offices("Renja Dinas Sosial Kota Metro; Dinas Pasar mempunyai tugas; Dinas Kesehatan Kota Metro")
    ('Dinas Sosial', 'Dinas Kesehatan')
    """
    found = (match[1].strip(" ,.-–/&\"'") for match in _REGIONAL_OFFICE.finditer(_on_a_line(text)))
    return tuple(title_case(name) for name in found if 1 < len(name.split()) <= 14)


def find_places(text: str) -> tuple[str, ...]:
    """Phrases that name a region with its kind, kabupaten and kota before provinsi, as printed but on one line.

    >>> find_places("PEMERINTAH PROVINSI BALI"), find_places("Dinas Sosial Kab. Luwu Tahun 2024")
    (('PROVINSI BALI',), ('Kab. Luwu',))
    >>> find_places("DINAS SOSIAL PEMKAB LUWU")
    ('KABUPATEN LUWU',)
    >>> find_places("PEMERINTAH KABUPATEN LIMA PULUH KOTA RENCANA KERJA")
    ('KABUPATEN LIMA PULUH KOTA',)
    """
    text = _on_a_line(unspaced(text))
    found = [f"{match['kind']} {match['name']}".strip(" ,.-") for match in _PLACE.finditer(text)]
    found += ["Provinsi Aceh"] if _ACEH.search(text) else []
    small = [p for p in found if not is_province(p)]
    return tuple(dict.fromkeys(small + [p for p in found if is_province(p)]))


def is_province(phrase: str) -> bool:
    """True for a phrase of ``find_places`` that names a province or its governor."""
    return re.match(r"PRO|DAERAH|DKI|GUB", phrase, re.IGNORECASE) is not None


def kind_and_name(phrase: str) -> str:
    """What tells a region phrase from others: its kind in short and its name's letters.

    >>> kind_and_name("BUPATI LUWU"), kind_and_name("Kab. Luwu"), kind_and_name("Gubernur Bali")
    ('kab luwu', 'kab luwu', 'prov bali')
    """
    words = re.sub(r"\bwali\s+kota\b", "kota", phrase.lower()).replace(".", " ").split()
    kind = "prov" if is_province(phrase) else ("kota" if words[:1] in (["kota"], ["walikota"]) else "kab")
    return f"{kind} {re.sub(r'[^a-z]', '', ''.join(words[1:]))}"


def is_address(text: str) -> bool:
    """True for a letterhead's line with a street, a telephone or a site: its place names are not the region."""
    return _ADDRESS.search(text) is not None


def without_addresses(text: str) -> str:
    r"""The text with a bar in the place of lines that hold a street or a site, or where and when it was printed.

    >>> without_addresses("DINAS SOSIAL\nJl. Merdeka 3\nKotabaru, Juli 2031")
    'DINAS SOSIAL\n|\n|'
    """
    return "\n".join("|" if is_address(line) or _PRINTED.match(line) else line for line in text.split("\n"))


def title_case(text: str) -> str:
    """An office's name in title case; a text that is not all capitals keeps its own spelling.

    >>> title_case("SEKRETARIAT DPRD"), title_case("DINAS PEKERJAAN UMUM DAN PENATAAN RUANG")
    ('Sekretariat DPRD', 'Dinas Pekerjaan Umum dan Penataan Ruang')
    >>> title_case("DINAS PENANAMAN MODAL DAN PTSP")
    'Dinas Penanaman Modal dan PTSP'
    """
    text = re.sub(r"\s*&\s*", " dan ", text)
    text = re.sub(r"(?<=[a-z,] )(?:Dan|Serta)\b", lambda found: found.group().lower(), text)
    if not re.sub(r"\b(?:drg?|prof)\.", "", text).isupper():
        return text
    return " ".join(_word(w, first=i == 0) for i, w in enumerate(text.split()))


def _word(word: str, first: bool) -> str:
    bare = word.strip(",.()")
    short = (len(bare) > 1 and _ROMAN.fullmatch(bare)) or (len(bare) > 2 and not re.search(r"[AEIOUY]", bare))
    if bare in _AS_IS or short or (first and _is_acronym(bare)):
        return word
    if not first and bare.lower() in _SMALL:
        return word.lower()
    return re.sub(r"[A-Z]+", lambda found: found.group().capitalize(), word)


def _is_acronym(word: str) -> bool:
    """True for an abbreviated office: BPKAD, DPMPTSP; those that can be spoken (Bapenda) are words."""
    return len(word) > 2 and not re.search(r"[AEIOU]", word.replace("A", "", 1)) and word != "DPRD"
