"""What a document is, read from cover, signature and table head."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page.pdf import open_pdf
from extract.page.text import text_lines
from extract.types import Box, PageResult, TextLine
from normalize.dokumen import read_meta
from normalize.instansi import find_office, find_places
from normalize.types import DocumentMeta, JenisDokumen, Tahap

SAMPLES = Path(__file__).parents[2] / "samples"
DIGITAL = sorted(p.stem for p in SAMPLES.glob("*.pdf") if "scan" not in p.stem)


def page(*texts: str, number: int = 1, size: float = 16.0) -> PageResult:
    """A page whose lines stand below each other, 30 points apart."""
    lines = tuple(
        TextLine(number, text, Box(80, 100 + 30 * i, 520, 116 + 30 * i), size, True) for i, text in enumerate(texts)
    )
    return PageResult(number, 600, 850, lines, ())


def meta(*cover: str) -> DocumentMeta:
    return read_meta([page(*cover)])


@pytest.mark.parametrize(
    ("title", "jenis", "tahap"),
    [
        ("RENCANA KERJA (RENJA)", JenisDokumen.RENJA, Tahap.MURNI),
        ("RENCANA KERJA (RENJA) PERUBAHAN", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("PERUBAHAN RENCANA KERJA", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("P-RENJA", JenisDokumen.RENJA, Tahap.PERUBAHAN),
        ("RANCANGAN AWAL RENJA", JenisDokumen.RENJA, Tahap.RANCANGAN),
        ("RANCANGAN AKHIR RENCANA STRATEGIS", JenisDokumen.RENSTRA, Tahap.RANCANGAN),
        ("RENCANA STRATEGIS (RENSTRA)", JenisDokumen.RENSTRA, Tahap.MURNI),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)", JenisDokumen.LKJIP, None),
        ("LAKIP", JenisDokumen.LKJIP, None),
        ("PERJANJIAN KINERJA", JenisDokumen.LAINNYA, None),
        ("RENCANA KERJA PEMERINTAH DAERAH (RKPD)", JenisDokumen.LAINNYA, None),
        ("RINGKASAN APBD", JenisDokumen.LAINNYA, Tahap.MURNI),
        ("EVALUASI HASIL RENJA TRIWULAN II", JenisDokumen.RENJA, None),
    ],
)
def test_kind_and_stage_stand_in_the_title(title: str, jenis: JenisDokumen, tahap: Tahap | None) -> None:
    found = meta(title, "DINAS SOSIAL", "KABUPATEN GARUT", "TAHUN 2024")
    assert (found.jenis, found.tahap) == (jenis, tahap)


def test_a_stage_may_stand_on_the_line_before_or_behind() -> None:
    assert meta("RANCANGAN", "RENCANA KERJA", "DINAS SOSIAL", "TAHUN 2024").tahap is Tahap.RANCANGAN
    assert meta("RENCANA KERJA (RENJA)", "PERUBAHAN", "DINAS SOSIAL", "TAHUN 2024").tahap is Tahap.PERUBAHAN


def test_without_a_readable_cover_a_plain_stage_is_not_claimed() -> None:
    preface = page(
        "KATA PENGANTAR", "Rencana Kerja (Renja) Dinas Sosial Kota Metro Tahun 2024 telah disusun.", number=2
    )
    found = read_meta([PageResult(1, 600, 850, (), ()), preface])
    assert (found.jenis, found.tahap, found.tahun) == (JenisDokumen.RENJA, None, 2024)
    assert found.perangkat_daerah == "Dinas Sosial"


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (("RENCANA KERJA", "TAHUN 2024", "PEMERINTAH KOTA METRO", "TAHUN 2023"), (2024, 2024)),
        (("PEMERINTAH KOTA METRO", "2023", "RENCANA KERJA", "TAHUN 2024"), (2024, 2024)),
        (("LAPORAN KINERJA", "DINAS SOSIAL", "TAHUN 2023", "2024"), (2023, 2023)),
        (("RENCANA KERJA", "TA. 2025", "Metro, 3 Juni 2024"), (2025, 2025)),
        (("RENCANA KERJA TAHUN ANGGARAN 2025",), (2025, 2025)),
        (("RENCANA STRATEGIS", "TAHUN 2021-2026", "TAHUN 2021"), (2021, 2026)),
        (("RENSTRA", "2025 –", "2029"), (2025, 2029)),
        (("RENCANA KERJA", "TAHUN 2O24"), (2024, 2024)),
        (("KEPUTUSAN NOMOR 12 TAHUN 2023", "RENCANA KERJA DINAS", "TAHUN 2024"), (2024, 2024)),
        (("RENCANA KERJA", "DINAS SOSIAL"), (None, None)),
    ],
)
def test_the_planning_year_is_not_the_printing_year(lines: tuple[str, ...], years: tuple[int | None, ...]) -> None:
    found = meta(*lines)
    assert (found.tahun, found.tahun_akhir) == years


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (("DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN DAN", "PERLINDUNGAN ANAK", "KOTA BENGKULU"),
         "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak"),
        (("INSPEKTORAT", "KABUPATEN", "MALANG"), "Inspektorat"),
        (("SATUAN POLISI PAMONG PRAJA KOTA MALANG",), "Satuan Polisi Pamong Praja"),
        (("SEKRETARIAT DPRD PROVINSI BALI",), "Sekretariat DPRD"),
        (("KECAMATAN BANJARSARI", "KOTA SURAKARTA"), "Kecamatan Banjarsari"),
        (("RSUD DR. SOETOMO", "PROVINSI JAWA TIMUR"), "RSUD Dr. Soetomo"),
        (("PEMERINTAH KABUPATEN GARUT",), None),
    ],
)  # fmt: skip
def test_the_office_stands_without_its_region(lines: tuple[str, ...], office: str | None) -> None:
    assert meta("RENCANA KERJA (RENJA)", *lines, "TAHUN 2024").perangkat_daerah == office


def test_a_letterheads_smaller_lines_are_no_part_of_the_office() -> None:
    head = page("DINAS PEKERJAAN UMUM", size=16)
    small = TextLine(1, "PUSPEM MANGUPRAJA", Box(80, 120, 520, 128), 8, False)
    cover = PageResult(1, 600, 850, (*head.lines, small, *page("", "RENCANA KERJA TAHUN 2024").lines), ())
    assert read_meta([cover]).perangkat_daerah == "Dinas Pekerjaan Umum"


def test_places_are_ordered_by_trust_and_addresses_are_left_out() -> None:
    cover = page("RENCANA KERJA", "DINAS SOSIAL", "KABUPATEN LUWU", "JL. MERDEKA KOTA PALOPO TELP. 21", "TAHUN 2024")
    body = page("Seperti di Kabupaten Temanggung, Kabupaten Temanggung, Kabupaten Temanggung.", number=2, size=12)
    last = page("KEPALA DINAS SOSIAL", "KABUPATEN LUWU,", "RINA, SH", number=3)
    assert read_meta([cover, body, last]).wilayah == ("KABUPATEN LUWU",)


def test_two_officials_side_by_side_do_not_name_the_office() -> None:
    lines = (
        "Evaluasi Terhadap Hasil Renja",
        "Kota Metro",
        "Periode Pelaksanaan: 2021",
        "KEPALA DINAS ... KEPALA BAPPEDA",
    )
    found = meta(*lines)
    assert (found.jenis, found.tahun, found.perangkat_daerah) == (JenisDokumen.RENJA, 2021, None)


def test_the_file_name_is_the_last_resort() -> None:
    found = read_meta([page("URAIAN", "JUMLAH")], berkas="luwu_renja-2024.pdf")
    assert (found.jenis, found.tahun, found.wilayah) == (JenisDokumen.RENJA, 2024, ("luwu renja 2024",))


def test_the_edition_of_a_tables_title_goes_before_a_later_one_cited() -> None:
    law = page("Keputusan Menteri Dalam Negeri Nomor 900.1.15.5-1317 Tahun 2023", number=2)
    table = page("Tabel 3.1 Program (sesuai Kepmendagri 050-5889 Tahun 2021)", number=3)
    assert read_meta([page("RENCANA KERJA"), law]).edisi == "900.1.15.5-1317/2023"
    assert read_meta([page("RENCANA KERJA"), law, table]).edisi == "050-5889/2021"


def test_an_empty_document_is_something_else() -> None:
    assert read_meta([]) == DocumentMeta(JenisDokumen.LAINNYA, None, None, None, (), None)


@given(st.lists(st.lists(st.text(max_size=60), max_size=8), max_size=4))
def test_any_text_is_read_without_a_crash(texts: list[list[str]]) -> None:
    found = read_meta([page(*lines, number=i + 1) for i, lines in enumerate(texts)])
    assert found.tahun is None or 2005 <= found.tahun <= 2049


def test_an_office_is_not_found_in_words_that_only_begin_like_one() -> None:
    assert find_office("SATUAN KERJA PERANGKAT DAERAH") is None
    assert find_office("Dinas yang menangani urusan sosial") is None
    assert find_places("kabupaten dan kota") == ()


def _front(stem: str) -> list[PageResult]:
    with open_pdf(SAMPLES / f"{stem}.pdf") as pdf:
        numbers = [*range(1, min(6, pdf.n_pages) + 1), pdf.n_pages]
        contents = [pdf.page(n) for n in dict.fromkeys(numbers)]
    return [PageResult(c.number, c.width, c.height, tuple(text_lines(c)), ()) for c in contents]


def test_there_are_digital_samples() -> None:
    assert len(DIGITAL) >= 5


@pytest.mark.parametrize("stem", DIGITAL)
def test_the_samples_are_what_their_truth_says(stem: str) -> None:
    want = json.loads((SAMPLES / f"{stem}.truth.json").read_text(encoding="utf-8"))["doc"]
    found = read_meta(_front(stem))
    assert found.jenis == want["jenis_dokumen"]
    assert found.tahap == want["tahap"]
    assert (found.tahun, found.tahun_akhir) == (want["tahun"], want["tahun_akhir"])
    assert re.sub(r"\W", "", found.perangkat_daerah or "") == re.sub(r"\W", "", want["perangkat_daerah"])
    assert found.wilayah[0].casefold().endswith((want["kabkota"] or want["provinsi"]).split(" ", 1)[-1].casefold())
