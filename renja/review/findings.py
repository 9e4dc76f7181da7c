"""Findings of a dataset, one document at a time: those stored at ingest, and those between documents of one office."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from audit.across import AcrossFinding, AcrossRow, audit_across, office_key
from audit.listing import ListedFinding
from normalize.types import JenisDokumen, Tahap
from output.ids import Numbered, temuan_id
from output.layout import provinces_of
from output.offices import same_offices
from output.read import find_document, of_document, of_provinces, rows_of
from records.findings import Cek, Keparahan, Sebab
from renja.review.decided import Decisions

_RANK = {Keparahan.GALAT: 0, Keparahan.PERINGATAN: 1, Keparahan.INFO: 2}
_CHUNK = 5_000
"""Rows fetched at a time, so that memory does not grow with the dataset."""


_APART = frozenset({"bukti", "box", "keputusan", "alasan", "oleh", "waktu"})
_PLAIN = [field.name for field in fields(ListedFinding) if field.name not in _APART]
"""The columns of a listed finding, in the order of the query below."""
_STORED = """
SELECT t.temuan_id, t.doc_id, d.berkas, t.tabel_id, tb.nomor, t.baris_id, coalesce(b.kode, b.kode_asli) AS kode, b.nama,
       t.cek, t.keparahan, t.sebab, t.penyebab, t.ukuran, t.konteks, t.tahun, t.tertulis, t.dihitung, t.selisih,
       t.halaman, t.penjelasan, t.bukti, t.x0, t.y0, t.x1, t.y1
FROM temuan t JOIN dokumen d USING (doc_id)
LEFT JOIN tabel tb ON tb.tabel_id = t.tabel_id
LEFT JOIN baris b ON b.baris_id = t.baris_id
WHERE ($doc IS NULL OR t.doc_id = $doc) AND (len($temuan) = 0 OR t.temuan_id IN (SELECT unnest($temuan)))
ORDER BY d.berkas, t.doc_id, length(t.tabel_id), t.tabel_id, length(t.baris_id) NULLS FIRST, t.baris_id, t.cek,
         t.ukuran, t.konteks, t.tahun, t.temuan_id
"""
_BUDGET = """
WITH cetak AS (
  SELECT baris_id, ukuran, nilai, any_value(teks) AS teks FROM nilai
  WHERE ukuran IN ('pagu', 'prakiraan_maju') AND rincian IS NULL AND nilai IS NOT NULL {chosen} GROUP BY ALL)
SELECT coalesce(a.kode_kabkota, a.kode_provinsi) AS wilayah, a.perangkat_daerah, a.doc_id, a.berkas, a.jenis_dokumen,
       a.tahap, d.tahun AS tahun_dokumen, strftime(d.waktu_ingest, '%Y%m%dT%H%M%S') AS urutan, a.kode, a.nama,
       a.tingkat_baris, a.tahun, a.pagu, a.realisasi, a.prakiraan_maju, a.baris_id, a.halaman, p.teks, m.teks
FROM anggaran a JOIN dokumen d USING (doc_id)
LEFT JOIN cetak p ON p.baris_id = a.baris_id AND p.ukuran = 'pagu' AND p.nilai = a.pagu
LEFT JOIN cetak m ON m.baris_id = a.baris_id AND m.ukuran = 'prakiraan_maju' AND m.nilai = a.prakiraan_maju
WHERE a.kode IS NOT NULL AND a.perangkat_daerah IS NOT NULL {chosen}
ORDER BY wilayah, regexp_replace(lower(a.perangkat_daerah), '[^a-z]', '', 'g'), a.doc_id, a.baris_id
"""


UNDECIDED = "belum"
"""Stands for the decision where nobody decided."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for: at least so grave; of these checks, causes and decisions (empty: of all)."""

    least: Keparahan = Keparahan.INFO
    cek: Collection[Cek] = ()
    sebab: Collection[Sebab] = ()
    keputusan: Collection[str] = ()

    def has(self, finding: ListedFinding) -> bool:
        """True for a finding that is asked for."""
        said = (finding.cek, self.cek), (finding.sebab, self.sebab), (finding.keputusan or UNDECIDED, self.keputusan)
        is_grave = _RANK[Keparahan(finding.keparahan)] <= _RANK[self.least]
        return is_grave and all(not wanted or one in wanted for one, wanted in said)


def list_findings(root: Path, document: str | None = None, wanted: Wanted = Wanted()) -> Iterator[ListedFinding]:
    """The dataset's findings that are ``wanted``; of one document where ``document`` names it.

    First those stored with the documents, then those between documents; each with what people decided on it, as the
    overlay has it now. Raises ``NotADataset``, ``DocumentNotFound``.
    """
    doc_id = None if document is None else find_document(root, document)
    decisions = Decisions(root, doc_id)
    for finding in _stored(root, doc_id, ()):
        # Those between documents are computed below: what is stored may have been true before others were read anew.
        if finding.cek != Cek.ANTAR_DOKUMEN and wanted.has(told := _decided(finding, decisions)):
            yield told
    if wanted.least is Keparahan.INFO and (not wanted.cek or Cek.ANTAR_DOKUMEN in wanted.cek):
        # The other documents of the office take part; of a hundred thousand others none does.
        office = None if doc_id is None else same_offices(root, {doc_id})
        across = (_decided(one, decisions) for one in findings_across(root, office) if doc_id in (None, one.doc_id))
        yield from filter(wanted.has, across)


def _decided(finding: ListedFinding, decisions: Decisions) -> ListedFinding:
    entry = decisions.on(finding)
    if entry is None or entry.keputusan is None:
        return finding
    return replace(
        finding,
        keputusan=str(entry.keputusan),
        alasan=entry.alasan or None,
        oleh=entry.oleh or None,
        waktu=entry.waktu or None,
    )


def one_finding(root: Path, name: str) -> ListedFinding | None:
    """The finding of that id, stored or between documents; None where there is none."""
    return next(iter(findings_named(root, [name])), None)


def findings_named(root: Path, names: Collection[str]) -> list[ListedFinding]:
    """The findings of these ids that there are, stored or between documents, in the order of the ids."""
    of_documents = {name.split("-", 1)[0] for name in names}
    found = {one.temuan_id: one for doc_id in of_documents for one in _stored(root, doc_id, names)}
    if any("-a" in name and name not in found for name in names):
        offices = same_offices(root, of_documents)
        found |= {one.temuan_id: one for one in findings_across(root, offices) if one.temuan_id in names}
    return [found[name] for name in dict.fromkeys(names) if name in found]


def decided_named(root: Path, names: Collection[str]) -> list[ListedFinding]:
    """The same, each with what people decided on it."""
    decisions = Decisions(root)
    return [_decided(one, decisions) for one in findings_named(root, names)]


def _stored(root: Path, doc_id: str | None, names: Collection[str]) -> Iterator[ListedFinding]:
    wanted = {"doc": doc_id, "temuan": [*names]}
    view = None if doc_id is None else of_document(doc_id)
    yield from map(_finding, rows_of(root, ("temuan", "dokumen", "tabel", "baris"), _STORED, wanted, view))


def stored_in(connection: Any, doc_id: str | None, names: Collection[str]) -> Iterator[ListedFinding]:
    """The findings stored with documents (of these ids; none: of all), by a DuckDB connection.

    The connection sees temuan, dokumen, tabel and baris.
    """
    cursor = connection.execute(_STORED, {"doc": doc_id, "temuan": [*names]})
    while rows := cursor.fetchmany(_CHUNK):
        yield from map(_finding, rows)


def _finding(row: tuple[Any, ...]) -> ListedFinding:
    plain = dict(zip(_PLAIN, row, strict=False))
    box = None if row[-4] is None else row[-4:]
    return ListedFinding(**plain, bukti=tuple(row[len(_PLAIN)] or ()), box=box)


def findings_across(root: Path, doc_ids: Collection[str] | None = None) -> Iterator[ListedFinding]:
    """Findings between documents (all, or these), office by office: only one office's rows are held at a time."""
    for office in offices_across(root, doc_ids):
        yield from office


def offices_across(root: Path, doc_ids: Collection[str] | None = None) -> Iterator[list[ListedFinding]]:
    """The findings between documents of each office that has some; of these documents alone where they are given."""
    chosen, wanted, view = "", {}, None
    if doc_ids is not None:
        chosen, wanted = "AND doc_id IN (SELECT unnest($docs))", {"docs": sorted(doc_ids)}
        view = of_provinces(provinces_of(root, doc_ids))
    rows = rows_of(root, ("anggaran", "dokumen", "nilai"), _BUDGET.format(chosen=chosen), wanted, view)
    for office, held in groupby(rows, key=lambda row: office_key(row[0], row[1])):
        found = [] if office is None else list(_numbered(_of_office([_budget_row(row) for row in held])))
        if found:
            yield found


def _numbered(found: Iterator[tuple[AcrossFinding, AcrossRow]]) -> Iterator[ListedFinding]:
    """The findings with their ids."""
    named = Numbered()
    for finding, row in found:
        others = [name.split("-", 1)[0] for name in finding.bukti]
        about = (finding.page, row.kode, row.tingkat, finding.ukuran, finding.tahun, *others)
        yield _listed(finding, row, named(temuan_id(finding.doc_id, "a", about)))


def _of_office(rows: Sequence[AcrossRow]) -> Iterator[tuple[AcrossFinding, AcrossRow]]:
    if len({row.doc_id for row in rows}) < 2:
        return
    by_id = {row.baris_id: row for row in rows}
    for finding in audit_across(rows):
        yield finding, by_id[finding.baris_id]


def _budget_row(row: tuple[Any, ...]) -> AcrossRow:
    _, _, doc_id, berkas, jenis, tahap, *rest = row
    return AcrossRow(doc_id, Path(berkas).name, JenisDokumen(jenis), Tahap(tahap) if tahap else None, *rest)


def _listed(finding: AcrossFinding, row: AcrossRow, name: str) -> ListedFinding:
    return ListedFinding(
        temuan_id=name,
        doc_id=finding.doc_id,
        berkas=row.berkas,
        tabel_id=finding.baris_id.rsplit("-", 1)[0],
        nomor=None,
        baris_id=finding.baris_id,
        kode=row.kode,
        nama=row.nama,
        cek=Cek.ANTAR_DOKUMEN.value,
        keparahan=Keparahan.INFO.value,
        sebab=Sebab.DOKUMEN.value,
        penyebab=None,
        ukuran=finding.ukuran.value,
        konteks=None,
        tahun=finding.tahun,
        tertulis=finding.tertulis,
        dihitung=finding.dihitung,
        selisih=finding.selisih,
        halaman=finding.page,
        penjelasan=finding.penjelasan,
        bukti=finding.bukti,
    )
