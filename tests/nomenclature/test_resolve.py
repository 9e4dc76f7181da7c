"""Whole documents: the samples' rows as printed in, levels, codes and parents out."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.types import Box, Table
from nomenclature.catalog import Catalog, Entry, own_files, read_entries
from nomenclature.offices import bidang_of_office
from nomenclature.resolve import level_tables, match_tables, old_tables
from nomenclature.update import entries_of_documents
from normalize.types import (
    BudgetRow,
    Column,
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    Konteks,
    NormalTable,
    TingkatBaris,
    Ukuran,
    Value,
)
from records.matched import CocokMetode, MatchedTable, Wilayah

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))
BOX = Box(0.0, 0.0, 1.0, 1.0)
CATALOG = Catalog.load()
P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN


def value(truth: dict[str, Any]) -> Value:
    konteks = Konteks(truth["konteks"]) if truth["konteks"] else None
    nilai = Decimal(truth["nilai"]) if truth["nilai"] is not None else None
    return Value(Ukuran(truth["ukuran"]), konteks, truth["tahun"], truth["teks"], nilai, truth["satuan"], 1, BOX, 1.0)


def printed_rows(rows: list[dict[str, Any]]) -> list[BudgetRow]:
    """Rows as printed, without the truth's level and code; a repeated name without code is a further indicator line."""
    out: list[BudgetRow] = []
    item = 0
    for i, r in enumerate(rows):
        above = rows[item]
        more = i > 0 and not r["kode_asli"] and r["nama"] and (r["nama"], r["kode"]) == (above["nama"], above["kode"])
        item = item if more and r["level"] == above["level"] else i
        values = tuple(value(v) for v in r["values"])
        lanjutan = None if item == i else item
        out.append(BudgetRow(i, i, None, r["kode_asli"], r["nama"], r["indikator"], values, 1, BOX, lanjutan=lanjutan))
    return out


def table_of(rows: list[BudgetRow], jenis: JenisTabel = JenisTabel.RENCANA_PENDANAAN) -> NormalTable:
    return NormalTable(Table((1,), None, None, len(rows), 2, 0, (), "uji", 1.0), jenis, (), tuple(rows))


def meta_of(doc: dict[str, Any]) -> DocumentMeta:
    jenis = JenisDokumen(doc["jenis_dokumen"])
    return DocumentMeta(jenis, None, doc["tahun"], doc["tahun_akhir"], (), doc["perangkat_daerah"])


def resolved(truth: dict[str, Any], catalog: Catalog) -> tuple[MatchedTable, ...]:
    tables = [table_of(printed_rows(t["rows"]), JenisTabel(t["jenis_tabel"])) for t in truth["tables"]]
    return match_tables(
        level_tables(tables, meta_of(truth["doc"]), Wilayah(truth["doc"]["tingkat"]), catalog), meta_of(truth["doc"])
    )


def shares(truth: dict[str, Any], done: tuple[MatchedTable, ...]) -> tuple[float, float]:
    """Shares of right levels (lainnya apart) and right codes."""
    pairs = [(r, m) for t, d in zip(truth["tables"], done, strict=True) for r, m in zip(t["rows"], d.rows, strict=True)]
    level = [r["level"] == m.level for r, m in pairs if r["level"] != "lainnya"]
    kode = [r["kode"] == m.match.kode for r, m in pairs if r["kode"]]
    return sum(level) / max(1, len(level)), sum(kode) / max(1, len(kode))


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.name.split(".")[0])
def test_levels_and_codes_of_a_sample_are_found_from_its_print(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    level, kode = shares(truth, resolved(truth, Catalog.load(user=False)))
    assert level >= 0.99
    assert kode >= 0.98


@pytest.mark.parametrize("family", ["luwu", "sulbar", "tarakan", "bengkulu_renstra"])
def test_a_document_whose_items_are_unlisted_is_still_resolved(family: str) -> None:
    """The catalogue is built without the document's whole family, as a document from elsewhere would meet it."""

    def origin(path: Path) -> str:
        return str(json.loads(path.read_text(encoding="utf-8")).get("mutation", {}).get("from", path.name))

    lists = Catalog.build(e for p in own_files() if p.name != "dokumen.csv" for e in read_entries(p))
    others = [p for p in TRUTHS if not origin(p).startswith(family)]
    assert len(others) < len(TRUTHS)
    catalog = lists.with_entries(entries_of_documents(others, lists))
    truth = json.loads(next(p for p in TRUTHS if p.name.startswith(family)).read_text(encoding="utf-8"))
    level, kode = shares(truth, resolved(truth, catalog))
    assert level >= 0.98
    assert kode >= 0.95


def row(nama: str, kode: str | None = None, lanjutan: int | None = None) -> BudgetRow:
    return BudgetRow(0, 0, None, kode, nama, None, (), 1, BOX, lanjutan=lanjutan)


def resolve(
    *tables: list[BudgetRow], office: str = "Dinas Perhubungan", tahun: int = 2024, tingkat: str = "kota"
) -> list[list[tuple[str | None, TingkatBaris]]]:
    meta = DocumentMeta(JenisDokumen.RENJA, None, tahun, tahun, (), office)
    done = match_tables(
        level_tables([table_of(t) for t in tables], meta, Wilayah(tingkat), Catalog.load(user=False)), meta
    )
    return [[(r.match.kode, r.level) for r in t.rows] for t in done]


def test_overhead_items_without_code_take_the_bidang_of_the_office() -> None:
    rows = [
        row("Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
        row("Administrasi Umum Perangkat Daerah"),
    ]
    assert resolve(rows) == [[("2.15.01", P), ("2.15.01.2.06", K)]]
    assert resolve(rows, office="Inspektorat")[0][0][0] == "6.01.01"


def test_the_codes_of_one_table_serve_the_tables_without() -> None:
    coded = [
        row("Program Uji Angkutan Sungai", "2.15.09"),
        row("Penataan Dermaga Uji", "2.15.09.2.01"),
        row("Pembuatan Tambatan Uji", "2.15.09.2.01.0004"),
    ]
    bare = [row("PROGRAM UJI ANGKUTAN SUNGAI"), row("Penataan Dermaga Uji"), row("Pembuatan Tambatan Uji")]
    expected = [("2.15.09", P), ("2.15.09.2.01", K), ("2.15.09.2.01.0004", S)]
    assert resolve(coded, bare) == [expected, expected]


def test_documents_before_2021_have_levels_but_no_codes() -> None:
    rows = [row("Program Pelayanan Administrasi Perkantoran", "01"), row("Penyediaan Jasa Surat Menyurat", "01 001")]
    assert resolve(rows, tahun=2019) == [[(None, P), (None, K)]]


def test_a_table_in_the_old_nomenclature_is_recognised_in_a_later_document() -> None:
    rows = [
        row("Program Pelayanan Administrasi Perkantoran", "1.09.01"),
        row("Penyediaan Jasa Kebersihan", "1.09.01.08"),
    ]
    assert [kode for kode, _ in resolve(rows, tahun=2022)[0]] == [None, None]


def test_the_printed_kewenangan_gives_way_to_the_region() -> None:
    rows = [row("Program Uji", "2.15.09"), row("Penataan Dermaga Uji", "2.15.09.2.01")]
    assert resolve(rows, tingkat="provinsi")[0][1] == ("2.15.09.1.01", K)


def test_a_further_indicator_line_repeats_code_and_level() -> None:
    rows = [row("PROGRAM PENGELOLAAN PELAYARAN", "2.15.03"), row("PROGRAM PENGELOLAAN PELAYARAN", None, 0)]
    assert resolve(rows) == [[("2.15.03", P), ("2.15.03", P)]]


def test_learned_names_never_enter_the_catalogue() -> None:
    before = len(Catalog.load(user=False).entries)
    resolve([row("Program Uji Angkutan Sungai", "2.15.09")], [row("Program Uji Angkutan Sungai")])
    assert len(Catalog.load(user=False).entries) == before


def test_no_tables_give_no_tables() -> None:
    assert resolve() == []


def test_every_answer_names_its_method_and_reason() -> None:
    meta = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), "Dinas Sosial")
    rows = [row("PROGRAM REHABILITASI SOSIAL", "1.06.04"), row("Benda asing tanpa kode")]
    (done,) = match_tables(level_tables([table_of(rows)], meta, Wilayah("kota"), Catalog.load(user=False)), meta)
    assert done.rows[0].match.metode is CocokMetode.KODE_NAMA
    assert all(r.match.alasan for r in done.rows if r.level in (P, K, S))


@pytest.mark.parametrize(
    ("office", "bidang"),
    [
        ("Dinas Pendidikan dan Kebudayaan", "1.01"),
        ("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "1.06"),
        ("Badan Penanggulangan Bencana Daerah", "1.05"),
        ("DINAS  KELAUTAN DAN PERIKANAN", "3.25"),
        ("Kecamatan Sukamaju", "7.01"),
        ("Dinas Tanaman Pangan, Hortikultura dan Perkebunan", "3.27"),
        ("Perusahaan Daerah", None),
        (None, None),
    ],
)
def test_an_office_name_speaks_for_a_bidang(office: str | None, bidang: str | None) -> None:
    assert bidang_of_office(office) == bidang


def test_the_truth_of_the_samples_is_what_the_shipped_list_was_built_from() -> None:
    shipped: dict[str, Entry] = {e.kode: e for p in own_files() if p.name == "dokumen.csv" for e in read_entries(p)}
    lists = Catalog.build(e for p in own_files() if p.name != "dokumen.csv" for e in read_entries(p))
    rebuilt = {e.kode for e in entries_of_documents(TRUTHS, lists)}
    assert rebuilt
    assert rebuilt <= set(shipped)


def test_a_tables_own_programs_tell_its_nomenclature_before_the_documents_year() -> None:
    new = table_of([row("Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota")])
    old = table_of([row("Program Pelayanan Administrasi Perkantoran")])
    misread = DocumentMeta(JenisDokumen.RENJA, None, 2002, 2002, (), "Dinas Sosial")
    later = DocumentMeta(JenisDokumen.RENJA, None, 2023, 2023, (), "Dinas Sosial")
    assert old_tables([new], misread, CATALOG) + old_tables([old], later, CATALOG) == (False, True)


def test_the_urusan_penunjang_of_before_2020_is_no_program_of_today() -> None:
    year = DocumentMeta(JenisDokumen.RENJA, None, 2018, 2018, (), "Badan Alfa")
    urusan = [row("Penunjang Urusan Pemerintahan"), row("Bidang Beta"), row("Program Gama")]
    assert old_tables([table_of(urusan)], year, CATALOG) == (True,)
    assert old_tables([table_of([row("Program Penunjang Urusan Pemerintahan")])], year, CATALOG) == (False,)


def test_a_plan_of_before_2020_that_reaches_beyond_is_told_by_its_codes_or_by_its_other_tables() -> None:
    plan = DocumentMeta(JenisDokumen.RENSTRA, None, 2018, 2023, (), "Badan Alfa")
    names = ("Pengelolaan Berita Desa", "Pembangunan Menara", "Pelatihan Juru Kabar", "Lomba Siaran")
    coded = table_of([row(name, f"2.16.18.{i:02d}") for i, name in enumerate(names, 1)])
    plain = table_of([row("Program Siaran Desa"), row("Lomba Siaran")])
    assert old_tables([coded, plain], plan, CATALOG) == (True, True)
    own = table_of([row("Program Pelayanan Administrasi Perkantoran")])
    assert old_tables([own, plain], plan, CATALOG) == (True, True)
    accounts = table_of([row(name, f"5.1.02.{i:02d}") for i, name in enumerate(names, 1)])
    assert old_tables([accounts, plain], plan, CATALOG) == (False, False)
    today = table_of([row("Program Penunjang Urusan Pemerintahan Daerah")])
    assert old_tables([coded, plain, today], plan, CATALOG) == (False, False, False)


def test_a_table_of_budgets_of_before_2020_in_a_later_plan_is_of_their_nomenclature() -> None:
    plan = DocumentMeta(JenisDokumen.RENSTRA, None, 2019, 2024, (), "Badan Alfa")
    rows = [row("Program Siaran Desa"), row("Lomba Siaran"), row("Pelatihan Juru Kabar")]
    past, ahead = (
        replace(table_of(rows), columns=tuple(Column(i, str(y), "pagu", tahun=y) for i, y in enumerate(years, 1)))
        for years in ((2014, 2015, 2016), (2019, 2020, 2021))
    )
    assert old_tables([past, ahead], plan, CATALOG) == (True, False)
    today = sorted({e.nama for e in CATALOG.entries if e.kode.startswith("1.06.0") and e.level is K})[:3]
    told_anew = replace(past, rows=tuple(row(name) for name in today))
    assert old_tables([told_anew], plan, CATALOG) == (False,)


def test_codes_that_only_leave_out_the_kewenangan_stand_beside_names_of_today() -> None:
    plan = DocumentMeta(JenisDokumen.RENJA, None, 2024, 2024, (), "Dinas Sosial")
    kegiatan = sorted({e.nama for e in CATALOG.entries if e.kode.startswith("1.06.0") and e.level is K})[:5]
    coded = table_of([row(name, f"1.06.02.{i:02d}") for i, name in enumerate(kegiatan, 1)])
    assert old_tables([coded], plan, CATALOG) == (False,)
