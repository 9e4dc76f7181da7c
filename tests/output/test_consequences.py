"""What follows from a person's word on a row: codes below it, sums, findings, sentences, the wide view; no PDF read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.run import audit_tables
from extract.types import Box, PageResult, TextLine
from normalize.types import JenisTabel, TingkatBaris, Ukuran
from output.overlay.store import append
from output.overlay.types import Entri, JenisEntri
from output.read import read_table
from output.reapply import reapply
from output.rebuild import read_result
from output.types import DocumentResult
from output.write import DatasetWriter
from records.findings import Cek
from records.matched import MatchedTable
from renja.recipes.renewal import renewal

SHA = "ab" * 32
L = TingkatBaris
GAJI, UMUM = "Penyediaan Gaji dan Tunjangan ASN", "Administrasi Umum Perangkat Daerah"


def placed(table: MatchedTable) -> MatchedTable:
    """The table with each row in a place of its own."""
    rows = tuple(
        replace(m, row=replace(m.row, box=Box(50.0, 100.0 + 20 * i, 400.0, 116.0 + 20 * i)))
        for i, m in enumerate(table.rows)
    )
    return MatchedTable(replace(table.source, rows=tuple(m.row for m in rows)), rows)


@pytest.fixture
def plan(builders: dict[str, Callable[..., Any]]) -> MatchedTable:
    """Overhead of an office, its kegiatan without codes; a second program that was read as nothing."""
    row, value, table = builders["row"], builders["value"], builders["table"]

    def item(level: TingkatBaris, nama: str, pagu: str, **more: Any) -> Any:
        return row(level, nama, value(Ukuran.PAGU, pagu), **more)

    rows = [
        item(L.PROGRAM, "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH", "700", kode="1.06.01"),
        item(L.KEGIATAN, "Administrasi Keuangan Perangkat Daerah", "400", kode="1.06.01.2.02", induk=0),
        item(L.SUB_KEGIATAN, GAJI, "400", kode="1.06.01.2.02.0001", induk=1),
        item(L.KEGIATAN, UMUM, "300", kode="1.06.01.2.06", induk=0),
        item(L.LAINNYA, "PROGRAM PENINGKATAN KETENTERAMAN DAN KETERTIBAN UMUM", "250"),
        item(L.KEGIATAN, "Penegakan Peraturan Daerah Kabupaten/Kota dan Peraturan Bupati/Wali Kota", "200", induk=0),
    ]
    bare = [replace(m, row=replace(m.row, kode_asli=None)) for m in rows]
    return placed(table(JenisTabel.RENCANA_PENDANAAN, *bare))


def said(table: MatchedTable, index: int, **new: Any) -> Entri:
    """An entry about a row of the table."""
    row = table.rows[index].row
    place = {"halaman": row.page, "x0": row.box.x0, "y0": row.box.y0, "x1": row.box.x1, "y1": row.box.y1}
    moment = "2026-01-02T03:04:05.000000+00:00"
    return Entri(JenisEntri.KOREKSI, SHA, "Sri", moment, "0.1.0", nama=row.nama, **place, **new).sealed()


def write(root: Path, result: DocumentResult) -> None:
    """The document, audited, in a dataset."""
    assert result.meta is not None
    found = audit_tables(result.tables, result.meta, result.wilayah, result.pages)
    with DatasetWriter(root) as writer:
        writer.write(replace(result, findings=found))


def codes(root: Path) -> list[str | None]:
    """The codes of the rows in their order."""
    rows = read_table(root, "baris").sort_by("baris_id").to_pylist()
    return [row["kode"] for row in rows]


def test_a_corrected_code_matches_the_rows_below_it_under_the_new_one(
    make_result: Callable[..., DocumentResult], plan: MatchedTable, tmp_path: Path
) -> None:
    write(tmp_path, make_result(tables=(plan,)))
    before = {name: read_table(tmp_path, name) for name in ("baris", "temuan", "anggaran")}
    entry = said(plan, 0, kode_baru="1.05.01")
    append(tmp_path, [entry])
    reapply(tmp_path, renewal(tmp_path))
    assert codes(tmp_path)[:5] == ["1.05.01", "1.05.01.2.02", "1.05.01.2.02.0001", "1.05.01.2.06", None]
    wide = {row["kode"]: row["pagu"] for row in read_table(tmp_path, "anggaran").to_pylist()}
    assert wide["1.05.01.2.02.0001"] == Decimal(400)
    assert not [kode for kode in wide if kode and kode.startswith("1.06")]
    append(tmp_path, [Entri(JenisEntri.CABUT, SHA, "Sri", entry.waktu, "0.1.0", mencabut=entry.id).sealed()])
    reapply(tmp_path, renewal(tmp_path))
    assert all(read_table(tmp_path, name).equals(table) for name, table in before.items())


def test_a_code_that_a_person_gave_below_stays(
    make_result: Callable[..., DocumentResult], plan: MatchedTable, tmp_path: Path
) -> None:
    write(tmp_path, make_result(tables=(plan,)))
    append(tmp_path, [said(plan, 0, kode_baru="1.05.01"), said(plan, 3, kode_baru="1.06.01.2.08")])
    reapply(tmp_path, renewal(tmp_path))
    assert codes(tmp_path)[:4] == ["1.05.01", "1.05.01.2.02", "1.05.01.2.02.0001", "1.06.01.2.08"]


def test_a_corrected_level_gives_the_row_its_code_and_children_and_renews_the_sums(
    make_result: Callable[..., DocumentResult], plan: MatchedTable, tmp_path: Path
) -> None:
    write(tmp_path, make_result(tables=(plan,)))
    sums = [f for f in read_result(tmp_path, SHA[:16]).findings if f.cek is Cek.JUMLAH_ANAK]
    assert [(f.row, f.dihitung) for f in sums] == [(0, Decimal(900))], "a foreign kegiatan is counted"
    append(tmp_path, [said(plan, 4, tingkat_baru=L.PROGRAM)])
    reapply(tmp_path, renewal(tmp_path))
    assert codes(tmp_path)[4:] == ["1.05.02", "1.05.02.2.02"]
    stored = read_result(tmp_path, SHA[:16])
    assert stored.tables[0].rows[5].induk == 4
    sums = [f for f in stored.findings if f.cek is Cek.JUMLAH_ANAK]
    assert [(f.row, f.tertulis, f.dihitung) for f in sums] == [(4, Decimal(250), Decimal(200))]
    assert codes(tmp_path)[:4] == ["1.06.01", "1.06.01.2.02", "1.06.01.2.02.0001", "1.06.01.2.06"]


@pytest.mark.parametrize("with_text", [True, False])
def test_a_finding_about_a_sentence_follows_the_corrected_figure(
    make_result: Callable[..., DocumentResult],
    builders: dict[str, Callable[..., Any]],
    tmp_path: Path,
    with_text: bool,
) -> None:
    row, value, table = builders["row"], builders["value"], builders["table"]
    amount = value(Ukuran.PAGU, "640000000")
    held = placed(table(JenisTabel.RENCANA_PENDANAAN, row(L.PROGRAM, "PROGRAM PENGELOLAAN ARSIP", amount)))
    text = "PROGRAM PENGELOLAAN ARSIP mendapat pagu Tahun 2024 sebesar Rp 641.000.000,-."
    line = TextLine(2, text, Box(70, 300, 520, 310), 10, False)
    write(tmp_path, make_result(tables=(held,), pages=(PageResult(2, 595, 842, (line,), ()),)))
    (told,) = [f for f in read_result(tmp_path, SHA[:16]).findings if f.cek is Cek.NARASI]
    assert (told.tertulis, told.dihitung) == (641_000_000, 640_000_000)
    if not with_text:
        (tmp_path / ".renja" / "teks" / f"{SHA[:16]}.json.zz").unlink()
    place = {"ukuran": Ukuran.PAGU, "tahun": 2024, "teks": amount.teks}
    for nilai, expected in ((642_000_000, [642_000_000]), (641_000_000, [])):
        moment = f"2026-01-0{3 + (not expected)}T00:00:00.000000+00:00"
        append(tmp_path, [replace(said(held, 0, nilai_baru=Decimal(nilai), **place), id="", waktu=moment).sealed()])
        reapply(tmp_path, renewal(tmp_path))
        found = [f.dihitung for f in read_result(tmp_path, SHA[:16]).findings if f.cek is Cek.NARASI]
        # Without the text a finding is kept as it was read until the figure is what the sentence says.
        assert found == (expected if with_text or not expected else [640_000_000])
