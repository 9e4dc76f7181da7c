"""Queries of the findings: which there are by the filters, and one with everything that takes part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path, PurePath

import pandas as pd

from audit.listing import ListedFinding
from output.overlay.store import read_overlay
from records.findings import Cek
from renja.review.evidence import Mark, marks_in
from renja.review.findings import stored_in
from renja.web.data.source import ask, ask_document, state_of, with_document

UNDECIDED = "belum"
BY_SEVERITY, BY_AMOUNT, BY_PLACE = "keparahan", "selisih", "tempat"
ORDERS = (BY_SEVERITY, BY_AMOUNT, BY_PLACE)

_WHERE = """
FROM temuan t JOIN dokumen d USING (doc_id)
WHERE (len($cek) = 0 OR list_contains($cek, t.cek)) AND (len($keparahan) = 0 OR list_contains($keparahan, t.keparahan))
  AND ($daerah IS NULL OR coalesce(d.kode_kabkota, d.kode_provinsi) = $daerah)
  AND ($kantor IS NULL OR d.perangkat_daerah = $kantor)
  AND (len($sebab) = 0 OR list_contains($sebab, t.sebab)) AND ($dokumen IS NULL OR t.doc_id = $dokumen)
  AND (len($penyebab) = 0 OR list_contains($penyebab, t.penyebab))
  AND ($keputusan IS NULL OR coalesce(t.keputusan, 'belum') = $keputusan)
"""
_PLACE = """
coalesce(d.kabkota, d.provinsi), d.berkas, t.halaman, t.tabel_id, t.baris_id NULLS FIRST, t.cek, t.tahun, t.temuan_id
"""
_GRAVEST = "CASE t.keparahan WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END"
_LARGEST = """
CASE WHEN t.ukuran IN ('pagu', 'realisasi', 'prakiraan_maju', 'sisa') THEN abs(t.selisih) END DESC NULLS LAST
"""
_ORDER = {BY_SEVERITY: f"{_GRAVEST}, {_PLACE}", BY_AMOUNT: f"{_LARGEST}, {_GRAVEST}, {_PLACE}", BY_PLACE: _PLACE}
_NAMES = f"SELECT t.temuan_id {_WHERE} ORDER BY "
_ROWS = """
SELECT t.temuan_id, t.doc_id, t.cek, t.keparahan, t.sebab, t.penyebab, t.ukuran, t.tertulis, t.dihitung, t.selisih,
       t.halaman, t.penjelasan, t.keputusan, t.keputusan_id, coalesce(d.kabkota, d.provinsi) AS wilayah,
       d.perangkat_daerah, d.berkas
FROM temuan t JOIN dokumen d USING (doc_id) WHERE t.temuan_id IN (SELECT unnest($temuan))
"""
_REJECTED = f"SELECT count(*) FILTER (t.keputusan = 'ditolak') AS ditolak {_WHERE}"
_CAUSES = "SELECT penyebab FROM temuan WHERE penyebab IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
_KINDS = """
SELECT cek, count(*) FILTER (keputusan IS DISTINCT FROM 'ditolak') AS banyak FROM temuan GROUP BY 1 ORDER BY 2 DESC, 1
"""
_DOCUMENTS = """
SELECT doc_id, berkas FROM dokumen SEMI JOIN temuan USING (doc_id)
WHERE ($daerah IS NULL OR coalesce(kode_kabkota, kode_provinsi) = $daerah)
  AND ($kantor IS NULL OR perangkat_daerah = $kantor)
ORDER BY berkas LIMIT 2000
"""
_OFFICES = """
SELECT DISTINCT perangkat_daerah AS nama FROM dokumen
WHERE perangkat_daerah IS NOT NULL AND ($daerah IS NULL OR coalesce(kode_kabkota, kode_provinsi) = $daerah)
ORDER BY 1 LIMIT 2000
"""
_DECIDED = "SELECT keputusan, keputusan_id FROM temuan WHERE temuan_id = $temuan"
_EVIDENCE = """
SELECT b.baris_id, b.halaman, b.tingkat_baris, coalesce(b.kode, b.kode_asli) AS kode, b.nama, v.teks, v.nilai, v.satuan
FROM baris b LEFT JOIN nilai v ON v.baris_id = b.baris_id AND v.ukuran = $ukuran
     AND ($tahun IS NULL OR v.tahun IS NOT DISTINCT FROM $tahun)
     AND ($konteks IS NULL OR v.konteks IS NOT DISTINCT FROM $konteks)
WHERE list_contains($baris, b.baris_id) ORDER BY b.halaman, b.tabel_id, b.urutan LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which findings are asked for; empty or None: all."""

    cek: tuple[str, ...] = ()
    keparahan: tuple[str, ...] = ()
    daerah: str | None = None
    kantor: str | None = None
    keputusan: str | None = None
    sebab: tuple[str, ...] = ()
    dokumen: str | None = None
    penyebab: tuple[str, ...] = ()


def kinds(root: Path) -> dict[str, int]:
    """How many findings there are of each kind, the most frequent first."""
    frame = ask(root, _KINDS)
    return {str(cek): int(n) for cek, n in zip(frame["cek"], frame["banyak"], strict=True)}


def offices(root: Path, daerah: str | None) -> list[str]:
    """Names of the offices that have documents, of a region or of all."""
    return [str(name) for name in ask(root, _OFFICES, daerah=daerah)["nama"]]


def documents(root: Path, daerah: str | None, kantor: str | None) -> dict[str, str]:
    """The documents that have findings, of a region and office or of all: file name by id."""
    frame = ask(root, _DOCUMENTS, daerah=daerah, kantor=kantor)
    return {
        str(doc_id): PurePath(str(name)).name for doc_id, name in zip(frame["doc_id"], frame["berkas"], strict=True)
    }


def causes(root: Path) -> list[str]:
    """The probable causes that findings name, the most frequent first."""
    return [str(name) for name in ask(root, _CAUSES)["penyebab"]]


def names(root: Path, filters: Filters, order: str = BY_SEVERITY) -> list[str]:
    """The ids of all findings that pass the filters, in that order."""
    frame = ask(root, _NAMES + _ORDER.get(order, _ORDER[BY_SEVERITY]), **asdict(filters))
    return [str(name) for name in frame["temuan_id"]]


def rejected(root: Path, filters: Filters) -> int:
    """How many of the findings that pass the filters a person rejected."""
    return int(ask(root, _REJECTED, **asdict(filters))["ditolak"].iloc[0])


def rows(root: Path, names: Sequence[str]) -> pd.DataFrame:
    """The findings of these ids in their order, with their documents."""
    frame = ask(root, _ROWS, temuan=tuple(names)).set_index("temuan_id", drop=False)
    return frame.loc[[name for name in names if name in frame.index]]


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided, when and why."""

    oleh: str
    waktu: str
    alasan: str


def decisions(root: Path) -> dict[str, Decided]:
    """All decisions that were ever made, by the ids of their entries."""
    return _decisions(root, state_of(root))


@lru_cache(maxsize=4)
def _decisions(root: Path, state: str) -> dict[str, Decided]:
    del state  # only a key
    return {
        entry.id: Decided(entry.oleh, entry.waktu, entry.alasan)
        for entry in read_overlay(root).entries
        if entry.keputusan is not None
    }


def finding(root: Path, temuan_id: str) -> ListedFinding | None:
    """The finding of that id; None where there is none."""
    doc_id = temuan_id.split("-", 1)[0]
    return with_document(root, doc_id, lambda asked: next(iter(stored_in(asked, None, [temuan_id])), None))


def marks(root: Path, finding: ListedFinding) -> list[Mark]:
    """The cells that take part, on the pages of the finding's own document."""
    return with_document(root, finding.doc_id, lambda asked: marks_in(asked, finding))


def evidence_rows(root: Path, finding: ListedFinding) -> pd.DataFrame:
    """The rows that take part, with what they print of the finding's measure."""
    rows: Sequence[str] = finding.bukti or ((finding.baris_id,) if finding.baris_id else ())
    return ask_document(
        root,
        finding.doc_id,
        _EVIDENCE,
        baris=tuple(rows),
        ukuran=finding.ukuran,
        tahun=finding.tahun if finding.cek != Cek.JUMLAH_TAHUN else None,
        konteks=finding.konteks,
    )


def decided(root: Path, finding: ListedFinding) -> tuple[str, str] | None:
    """What was decided on the finding and the id of that entry of the overlay; None where nobody did."""
    frame = ask_document(root, finding.doc_id, _DECIDED, temuan=finding.temuan_id)
    if frame.empty or frame["keputusan"].isna().all():
        return None
    return str(frame["keputusan"].iloc[0]), str(frame["keputusan_id"].iloc[0])
