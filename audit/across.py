"""The same office's documents against each other: what one plans and the next one prints.

Pagu in a plan is indicative and changes lawfully from stage to stage (Permendagri 86/2017), so every deviation is
information. What an auditor asks is that it be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from audit.sentences import percent, rupiah, short, told
from audit.tolerance import rounded
from normalize.types import JenisDokumen, Tahap, Ukuran

_MOST = 100_000
"""Findings of one office; a hostile dataset may hold the same office under a million codes."""


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """An item's money in one year, from the one table that speaks for its document (the dataset's `anggaran`).

    ``tahun`` is the year of pagu and realisasi; ``prakiraan_maju`` speaks of the year after. ``kode`` is canonical.
    ``tahun_dokumen`` is the document's (first) year, ``urutan`` orders the versions of one document, the last one wins.
    ``pagu_teks`` and ``prakiraan_teks``: the print of the one cell that an amount was read from; None where it was
    computed from several.
    """

    doc_id: str
    berkas: str
    jenis: JenisDokumen
    tahap: Tahap | None
    tahun_dokumen: int | None
    urutan: str
    kode: str
    nama: str
    tingkat: str
    tahun: int | None
    pagu: Decimal | None
    realisasi: Decimal | None
    prakiraan_maju: Decimal | None
    baris_id: str
    halaman: int
    pagu_teks: str | None = None
    prakiraan_teks: str | None = None


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """A deviation: ``doc_id``, ``baris_id`` and ``page`` are those of the later document; ``bukti`` names both rows."""

    doc_id: str
    baris_id: str
    ukuran: Ukuran
    tahun: int
    tertulis: Decimal
    dihitung: Decimal
    page: int
    penjelasan: str
    bukti: tuple[str, str]

    @property
    def selisih(self) -> Decimal:
        """``tertulis`` - ``dihitung``."""
        return self.tertulis - self.dihitung


class _Amount(NamedTuple):
    """An amount, how a sentence states it, and its row."""

    nilai: Decimal
    told: str
    row: AcrossRow


class _Source(NamedTuple):
    """A document's amounts of one measure and one year, by official code."""

    title: str
    measure: str
    amounts: Mapping[str, _Amount]


def office_key(kode_wilayah: str | None, perangkat_daerah: str | None) -> str | None:
    """What makes two documents one office's: region code and the office's name without case and punctuation.

    >>> office_key("73.17", "Dinas Sosial") == office_key("73.17", "DINAS  SOSIAL")
    True
    >>> office_key(None, "Dinas Sosial") is None
    True
    """
    name = re.sub(r"[^a-z]", "", (perangkat_daerah or "").lower())
    return f"{kode_wilayah}/{name}" if kode_wilayah and name else None


def audit_across(rows: Iterable[AcrossRow]) -> tuple[AcrossFinding, ...]:
    """Deviations between the documents of one office, in the order of years.

    Compared are: Renja n's forward estimate with the pagu of Renja n+1; the Renstra's pagu of a year with that year's
    Renja; a Renja with the LKjIP of its year; a Renja with its change. Of several versions of one document only the
    last counts.
    """
    documents = _documents(rows)
    found: list[AcrossFinding] = []
    for before, after, tahun, ukuran in _pairs(documents):
        found.extend(_deviations(before, after, tahun, ukuran))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


_Kind = tuple[JenisDokumen, Tahap | None, int | None]


def _documents(rows: Iterable[AcrossRow]) -> dict[_Kind, list[AcrossRow]]:
    """The rows of the last version of each document, by kind, stage and year."""
    by_document: dict[str, list[AcrossRow]] = {}
    for row in rows:
        by_document.setdefault(row.doc_id, []).append(row)
    last: dict[_Kind, list[AcrossRow]] = {}
    for held in sorted(by_document.values(), key=lambda each: (each[0].urutan, each[0].doc_id)):
        last[held[0].jenis, held[0].tahap, held[0].tahun_dokumen] = held
    return last


def _pairs(documents: Mapping[_Kind, list[AcrossRow]]) -> Iterator[tuple[_Source, _Source, int, Ukuran]]:
    years = sorted({row.tahun for rows in documents.values() for row in rows if row.tahun is not None})
    for tahun in years:
        initial, changed = _renja(documents, tahun, changed=False), _renja(documents, tahun, changed=True)
        plan = changed or initial
        if initial and changed:
            yield _pagu(initial, tahun), _pagu(changed, tahun), tahun, Ukuran.PAGU
        if plan is None:
            continue
        renstra = _renstra(documents, tahun)
        if renstra:
            yield _pagu(renstra, tahun), _pagu(initial or plan, tahun), tahun, Ukuran.PAGU
        former = _renja(documents, tahun - 1, changed=True) or _renja(documents, tahun - 1, changed=False)
        if former:
            yield _forward(former, tahun - 1), _pagu(initial or plan, tahun), tahun, Ukuran.PAGU
        report = _of_kind(documents, JenisDokumen.LKJIP, tahun)
        if report:
            yield _pagu(plan, tahun), _pagu(report, tahun), tahun, Ukuran.PAGU


def _renja(documents: Mapping[_Kind, list[AcrossRow]], tahun: int, *, changed: bool) -> list[AcrossRow] | None:
    """The year's Renja: the change, or else the final one before any draft."""
    stages = (Tahap.PERUBAHAN,) if changed else (Tahap.MURNI, None, Tahap.RANCANGAN)
    return next((found for stage in stages if (found := documents.get((JenisDokumen.RENJA, stage, tahun)))), None)


def _renstra(documents: Mapping[_Kind, list[AcrossRow]], tahun: int) -> list[AcrossRow] | None:
    """The Renstra that plans the year; its change before the first one."""
    found = [
        (stage is Tahap.PERUBAHAN, first or 0, rows)
        for (jenis, stage, first), rows in documents.items()
        if jenis is JenisDokumen.RENSTRA and any(row.tahun == tahun and row.pagu is not None for row in rows)
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _of_kind(documents: Mapping[_Kind, list[AcrossRow]], jenis: JenisDokumen, tahun: int) -> list[AcrossRow] | None:
    return next((rows for (kind, _, year), rows in documents.items() if kind is jenis and year == tahun), None)


def _pagu(rows: Sequence[AcrossRow], tahun: int) -> _Source:
    held = {
        row.kode: _Amount(row.pagu, told(row.pagu, row.pagu_teks), row)
        for row in rows
        if row.tahun == tahun and row.pagu is not None
    }
    return _Source(_title(rows[0]), f"pagu tahun {tahun}", held)


def _forward(rows: Sequence[AcrossRow], tahun: int) -> _Source:
    held = {
        row.kode: _Amount(row.prakiraan_maju, told(row.prakiraan_maju, row.prakiraan_teks), row)
        for row in rows
        if row.tahun == tahun and row.prakiraan_maju is not None
    }
    return _Source(_title(rows[0]), f"prakiraan maju tahun {tahun + 1}", held)


def _title(row: AcrossRow) -> str:
    """The document in running text: `Renja Perubahan 2024`."""
    name = {JenisDokumen.LKJIP: "LKjIP"}.get(row.jenis, row.jenis.value.capitalize())
    stage = f" {row.tahap.value.capitalize()}" if row.tahap not in (None, Tahap.MURNI) and row.tahap else ""
    return f"{name}{stage} {row.tahun_dokumen or ''}".strip()


def _deviations(before: _Source, after: _Source, tahun: int, ukuran: Ukuran) -> Iterator[AcrossFinding]:
    for kode, (amount, stated, row) in after.amounts.items():
        held = before.amounts.get(kode)
        if held is None or held.nilai == amount:
            continue
        known, other = held.nilai, held.row
        change = f", {percent(rounded((amount - known) * 100 / known, 2))}" if known else ""
        text = (
            f'{after.measure.capitalize()} {row.tingkat.replace("_", " ")} {kode} "{short(row.nama)}" pada '
            f"{after.title} ({short(row.berkas)}, halaman {row.halaman}) {stated}, sedangkan {before.measure} "
            f"pada {before.title} ({short(other.berkas)}, halaman {other.halaman}) {held.told} "
            f"(selisih dihitung {rupiah(amount - known)}{change}); perubahan antartahap sah dan perlu dijelaskan."
        )
        bukti = (row.baris_id, other.baris_id)
        yield AcrossFinding(row.doc_id, row.baris_id, ukuran, tahun, amount, known, row.halaman, text, bukti)
