"""Documents made by hand: small, but with every kind of thing that a table can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from extract.types import Box, Cell, Table
from normalize.types import (
    BudgetRow,
    Column,
    DocumentMeta,
    JenisDokumen,
    JenisTabel,
    Konteks,
    NormalTable,
    Tahap,
    TingkatBaris,
    Ukuran,
    Value,
)
from output.types import DocumentResult, Status
from records.findings import Cek, Finding, Keparahan, Sebab
from records.matched import NO_MATCH, CocokMetode, Match, MatchedRow, MatchedTable, Wilayah

BOX = Box(10.0, 20.0, 110.0, 32.0)


def value(
    ukuran: Ukuran,
    nilai: str | None,
    tahun: int | None = 2024,
    satuan: str | None = "rupiah",
    konteks: Konteks | None = None,
) -> Value:
    """A printed value."""
    number = None if nilai is None else Decimal(nilai)
    return Value(ukuran, konteks, tahun, nilai or "BB", number, satuan, 3, BOX, 0.9)


def row(
    level: TingkatBaris,
    nama: str,
    *values: Value,
    kode: str | None = None,
    induk: int | None = None,
    lanjutan: int | None = None,
) -> MatchedRow:
    """A matched row."""
    printed = None if lanjutan is not None else kode
    source = BudgetRow(
        0, 0, level, printed, nama, "Jumlah laporan", values, 3, BOX, lanjutan=lanjutan, lokasi="Semua Kecamatan"
    )
    match = NO_MATCH if kode is None else Match(kode, nama.title(), CocokMetode.KODE_NAMA, 0.98)
    return MatchedRow(source, level, match, induk)


def table(jenis: JenisTabel, *rows: MatchedRow) -> MatchedTable:
    """A matched table with a header cell and one body cell."""
    cells = (
        Cell(0, 0, 1, 2, "Program /\nKegiatan", 3, BOX, bold=True, is_header=True),
        Cell(1, 0, 1, 1, "PROGRAM A", 3, BOX, confidence=0.5),
    )
    numbered = tuple(replace(r, row=replace(r.row, urutan=i)) for i, r in enumerate(rows))
    grid = Table((3, 4), "4.1", "Rencana", 2, 2, 1, cells, "ruled", 0.95)
    columns = (Column(0, "Program", "nama"), Column(1, "Pagu", "pagu", None, 2024))
    return MatchedTable(NormalTable(grid, jenis, columns, tuple(r.row for r in numbered)), numbered)


def plan() -> MatchedTable:
    """A plan: a program with two sub kegiatan, the first with two indicator lines, and a total."""
    pagu, maju = Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU
    return table(
        JenisTabel.RENCANA_PENDANAAN,
        row(TingkatBaris.PROGRAM, "PROGRAM A", value(pagu, "300"), kode="1.06.02"),
        row(
            TingkatBaris.SUB_KEGIATAN,
            "Sub satu",
            value(Ukuran.TARGET, "12", satuan="laporan"),
            value(pagu, "100.5"),
            value(maju, "110", 2025),
            kode="1.06.02.2.01.0001",
            induk=0,
        ),
        row(TingkatBaris.SUB_KEGIATAN, "Sub satu", value(pagu, "50"), kode="1.06.02.2.01.0001", induk=0, lanjutan=1),
        row(TingkatBaris.SUB_KEGIATAN, "Sub tanpa kode", value(pagu, "149.5"), value(maju, "1", 2025), induk=0),
        row(TingkatBaris.JUMLAH, "JUMLAH", value(pagu, "300")),
        row(TingkatBaris.LAINNYA, "Catatan", value(Ukuran.CAPAIAN, None, None, None)),
    )


@pytest.fixture
def make_result() -> Callable[..., DocumentResult]:
    """Makes the result of reading a document; keyword arguments replace its fields."""

    def make(sha: str = "ab" * 32, **changes: object) -> DocumentResult:
        finding = Finding(
            Cek.JUMLAH_ANAK, Keparahan.GALAT, Sebab.DOKUMEN, 0, 0, Ukuran.PAGU, None, 2024,
            Decimal(300), Decimal("299.5"), Decimal("0.5"), 3, "Jumlah anak tidak sama.", ((0, 0), (0, 1)),
        )  # fmt: skip
        result = DocumentResult(
            sha256=sha,
            berkas=f"dokumen/{sha[:4]}.pdf",
            status=Status.OK,
            pesan=(),
            jumlah_halaman=5,
            halaman_pindai=0,
            versi="0.1.0",
            waktu_ingest=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            meta=DocumentMeta(JenisDokumen.RENJA, Tahap.MURNI, 2024, 2024, ("Kab. Luwu",), "Dinas Sosial"),
            wilayah=Wilayah("kabupaten", "73", "Sulawesi Selatan", "73.17", "Kabupaten Luwu"),
            tables=(plan(),),
            findings=(finding,),
        )
        return replace(result, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture(autouse=True)
def looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at these documents' offices after they were written, and nobody has to: they are made by hand."""
    monkeypatch.setattr("output.write.await_renewal", lambda root, doc_ids: None)


@pytest.fixture
def builders() -> dict[str, Callable[..., object]]:
    """The builders above, for tests that make tables of their own (test folders are no packages)."""
    return {"value": value, "row": row, "table": table}
