"""Which bidang urusan an office's name speaks for: the bidang of its overhead program where no code is printed.

By the usual division of labour under PP 18/2016; where a name joins several bidang, the first one named counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BIDANG_OF_WORDS: tuple[tuple[str, str], ...] = (
    (r"sekretariat (?:dprd|dewan|dpr[kap]\b)", "4.02"),
    (r"sekretariat daerah|\bsetda\b|^bagian\b|biro\b", "4.01"),
    (r"inspektorat", "6.01"),
    (r"kecamatan|kelurahan|distrik|kapanewon|kemantren", "7.01"),
    (r"kesatuan bangsa|kesbang", "8.01"),
    (r"bappeda|bapperida|bappelitbang|perencanaan pembangunan|bapelitbang", "5.01"),
    (r"kepegawaian|\bbkpsdm\b|\bbkd\b|\bbkppd?\b", "5.03"),
    (r"pengembangan sumber daya manusia|pendidikan dan pelatihan|\bbpsdm\b", "5.04"),
    (r"keuangan|pendapatan|aset daerah|\bbpkad\b|\bbapenda\b|\bbpkpd\b|\bbkad\b|\bbppkad\b", "5.02"),
    (r"penelitian|riset|\bbrida\b|balitbang", "5.05"),
    (r"penanggulangan bencana|\bbpbd\b|pamong praja|satpol|kebakaran|damkar|ketenteraman", "1.05"),
    (r"kesehatan|dinkes|rumah sakit|\brsu?d\b|puskesmas", "1.02"),
    (r"pendidikan|disdik", "1.01"),
    (r"pekerjaan umum|bina marga|sumber daya air|pengairan|cipta karya|penataan ruang|tata ruang|pupr\b|dputr", "1.03"),
    (r"perumahan|permukiman|perkim", "1.04"),
    (r"sosial|dinsos", "1.06"),
    (r"ketenagakerjaan|tenaga kerja|disnaker", "2.07"),
    (r"perempuan|perlindungan anak", "2.08"),
    (r"ketahanan pangan|\bpangan\b", "2.09"),
    (r"pertanahan", "2.10"),
    (r"lingkungan hidup|kebersihan|\bdlhk?\b", "2.11"),
    (r"kependudukan dan pencatatan|catatan sipil|pencatatan sipil|dukcapil", "2.12"),
    (r"pemberdayaan masyarakat|\bdesa\b|kampung|nagari|gampong", "2.13"),
    (r"pengendalian penduduk|keluarga berencana", "2.14"),
    (r"perhubungan|dishub", "2.15"),
    (r"komunikasi|informatika|kominfo", "2.16"),
    (r"koperasi|usaha (?:kecil|mikro)|\bumkm\b", "2.17"),
    (r"penanaman modal|perizinan|\bdpm-?ptsp\b|pelayanan terpadu", "2.18"),
    (r"pemuda|olah ?raga|dispora", "2.19"),
    (r"statistik", "2.20"),
    (r"persandian", "2.21"),
    (r"kebudayaan", "2.22"),
    (r"perpustakaan", "2.23"),
    (r"kearsipan|\barsip\b", "2.24"),
    (r"kelautan|perikanan", "3.25"),
    (r"pariwisata|dispar", "3.26"),
    (r"pertanian|peternakan|perkebunan|tanaman pangan|hortikultura", "3.27"),
    (r"kehutanan", "3.28"),
    (r"energi|mineral|\besdm\b|pertambangan", "3.29"),
    (r"perdagangan|perindag", "3.30"),
    (r"perindustrian|industri", "3.31"),
    (r"transmigrasi", "3.32"),
)
_PATTERNS = tuple((re.compile(words), bidang) for words, bidang in _BIDANG_OF_WORDS)


def bidang_of_office(office: str | None) -> str | None:
    """The bidang urusan that an office's name begins with, as ``1.06``; None where no bidang is recognised.

    >>> bidang_of_office("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak")
    '1.06'
    >>> bidang_of_office("Dinas Tanaman Pangan dan Hortikultura"), bidang_of_office("Perusahaan Daerah")
    ('3.27', None)
    """
    found = _named(office)
    return min(found)[2] if found else None


def only_bidang_of_office(office: str | None) -> str | None:
    """The bidang urusan that an office's name speaks for, where it speaks for one alone.

    >>> only_bidang_of_office("Dinas Sosial"), only_bidang_of_office("Dinas Pertanian dan Ketahanan Pangan")
    ('1.06', None)
    """
    found = {bidang for _, _, bidang in _named(office)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 10)
def _named(office: str | None) -> tuple[tuple[int, int, str], ...]:
    """The bidang whose words stand in the name: where, the longer first, and its code; asked for each row's office."""
    text = " ".join((office or "").lower().split())
    return tuple((m.start(), -len(m.group()), bidang) for p, bidang in _PATTERNS if (m := p.search(text)))
