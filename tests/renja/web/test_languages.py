"""No word of the other language on the page: every view, over documents that say nothing."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nomenclature.catalog import Catalog
from nomenclature.wilayah import all_regions
from normalize.types import TingkatBaris
from output.schema import SCHEMAS
from renja.api import Dataset
from renja.texts import catalogue

WORD = re.compile(r"[a-z]{3,}")
VIEWS: tuple[dict[str, str], ...] = (
    {"lihat": "ringkasan"},
    {"lihat": "ringkasan", "bagian": "belum"},
    *({"lihat": "perbandingan", "banding": part, "kode": "1.06.04", "tahun": "2024", "oleh": "kabkota"}
      for part in ("peta", "wilayah", "tren", "terbesar")),
    *({"lihat": "dokumen", "dok": "f8b8e2c43828af51", "bagian": part, "hlm": "20"}
      for part in ("halaman", "pohon", "nama")),
    {"lihat": "temuan"},
    {"lihat": "koreksi", "dok": "f8b8e2c43828af51", "hlm": "20"},
    {"lihat": "kueri", "sql": "SELECT 1 AS x"},
    {"lihat": "kueri", "sql": "DROP TABLE dokumen"},
    {"lihat": "ringkasan", "polos": "ya"},
    {"lihat": "resep"},
    {"lihat": "dokumen", "dok": "f8b8e2c43828af51", "bagian": "resep"},
    {"lihat": "dokumen", "dok": "f8b8e2c43828af51", "bagian": "identitas"},
)  # fmt: skip
DOCUMENTS_OWN = {
    "dokumen": ("berkas", "perangkat_daerah", "provinsi", "kabkota", "pesan", "wilayah_tercetak", "pembuat"),
    "tabel": ("judul", "alasan", "teks_di_atas"),
    "sel": ("teks",),
    "baris": ("nama", "nama_baku", "indikator", "lokasi", "sumber_dana", "cocok_alasan", "perangkat_daerah"),
    "nilai": ("teks", "satuan", "rincian"),
    "temuan": ("penjelasan",),
    "anggaran": (
        "berkas", "nama", "nama_baku", "indikator", "satuan_target", "sumber_dana", "lokasi", "perangkat_daerah",
        "provinsi", "kabkota",
    ),
}  # fmt: skip
SAID_IN_BOTH = {"bahasa", "language", "indonesia", "indonesian", "english", "provinsi"}
"""The names of the languages, and what the official names of regions begin with."""
_SKIPPED = {
    "id", "form_id", "key", "element_id", "url", "icon", "format", "columns", "spec", "code_text", "media_id",
    "selection_state", "selection_mode",
}  # fmt: skip
_TECHNICAL = re.compile(r"\{\"selection|[0-9a-f-]{16,}$|SELECT ")
_SHOWN_IN_FIGURES = {"title", "subtitle", "teks", "label", "sebab", "asal", "tahap", "jenis", "tingkat"}


def _meaningless(value: Any) -> Any:
    if isinstance(value, list):
        return [_meaningless(each) for each in value]
    return re.sub(r"[A-Za-z]{3,}", "Zqx", value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def silent(page_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with every word of its documents made meaningless, so that each word on the page is ours."""
    root = Path(shutil.copytree(page_dataset, tmp_path_factory.mktemp("bisu") / "hasil"))
    for name, columns in DOCUMENTS_OWN.items():
        for path in (root / name).rglob("*.parquet"):
            table = pq.ParquetFile(path).read()
            for column in set(columns) & set(table.column_names):
                i = table.schema.get_field_index(column)
                made = pa.array(_meaningless(table.column(column).to_pylist()), table.schema.field(i).type)
                table = table.set_column(i, table.schema.field(i), made)
            pq.write_table(table, path)
    return root


def _words(texts: Iterator[str]) -> set[str]:
    plain = (re.sub(r"\{[^}]*\}|`[^`]*`", " ", text).lower() for text in texts)
    return {word for text in plain for word in WORD.findall(text)}


def _of(language: str) -> set[str]:
    words = _words(iter(catalogue(language).values()))
    if language == "id":
        meanings = tomllib.loads(Path("renja/texts/kolom.toml").read_text(encoding="utf-8"))
        words |= _words(text for section in meanings.values() for text in section.values())
    return words


def _strings(message: Any) -> Iterator[str]:
    """All that an element shows or says: the texts of its message, but for names of ours."""
    for field, value in message.ListFields():
        if field.name in _SKIPPED:
            continue
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield each
            elif hasattr(each, "ListFields"):
                yield from _strings(each)


def _figure(spec: Any) -> Iterator[str]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key in _SHOWN_IN_FIGURES and isinstance(value, str):
                yield value
            yield from _figure(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from _figure(value)


def _shown(page: Any) -> Iterator[str]:
    for each in page.main:
        proto = getattr(each, "proto", None)
        if each.type == "vega_lite_chart":
            yield from _figure(json.loads(proto.spec))
        if each.type == "arrow_data_frame":
            yield from map(str, each.value.columns)
            yield from (
                str(text) for column in each.value.columns for text in each.value[column] if isinstance(text, str)
            )
        if each.type == "html" and "renja-table" in proto.body:
            yield re.sub(r"<[^>]*>", " ", proto.body)
        if each.type not in ("html", "code", "text_area") and hasattr(proto, "ListFields"):
            yield from _strings(proto)


@pytest.mark.parametrize("asked", VIEWS, ids=lambda view: "-".join(list(view.values())[:2]))
@pytest.mark.parametrize(("language", "other"), [("id", "en"), ("en", "id")])
def test_a_view_holds_no_word_of_the_other_language(
    silent: Path, open_page: Any, asked: dict[str, str], language: str, other: str
) -> None:
    page = open_page(silent, bahasa=language, **asked)
    assert not page.exception
    foreign = _of(other) - _of(language) - SAID_IN_BOTH - set(SCHEMAS)
    names = re.compile("|".join(sorted(_official(), key=len, reverse=True)))
    texts = [names.sub(" ", text) for text in _shown(page) if not _TECHNICAL.match(text)]
    assert len(texts) > 10
    # In English what a message glosses stands in brackets behind it, and code in back quotes.
    # A word with a digit in it is none of a language: it is part of an id.
    plain = {text: re.sub(r"`[^`]*`|\[[^]]*\]|\w*\d\w*", " ", text).lower() for text in texts}
    assert {word: text[:80] for text in plain for word in WORD.findall(plain[text]) if word in foreign} == {}


def _official() -> set[str]:
    """The official names of regions and bidang urusan, which no language changes, also as the page escapes them."""
    regions = {name for each in all_regions() for name in (each.provinsi, each.kabkota) if name}
    bidang = {each.nama for each in Catalog.load().by_level[TingkatBaris.BIDANG_URUSAN]}
    return set(map(re.escape, regions | bidang))


@pytest.mark.parametrize(
    ("language", "said"), [("id", "rusak dan tidak dapat dibuka"), ("en", "damaged; download or print it again")]
)
def test_why_a_document_could_not_be_read_is_told_in_the_readers_language(
    page_dataset: Path, open_page: Any, language: str, said: str
) -> None:
    failed = next(
        row for row in Dataset(page_dataset).table("dokumen", "arrow").to_pylist() if row["status"] == "gagal"
    )
    page = open_page(page_dataset, bahasa=language, lihat="dokumen", dok=failed["doc_id"])
    told = " ".join(each.value for each in page.warning)
    assert said in told
    assert ("damaged" in told) == (language == "en")
    assert language == "id" or told.startswith(said), "what is a gloss of the English stands behind it"
