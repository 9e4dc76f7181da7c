"""Queries of the findings: which there are by the filters, and one with everything that takes part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

import pandas as pd

from audit.listing import ListedFinding
from records.findings import Cek
from renja.review.evidence import Mark, marks_in
from renja.review.findings import stored_in
from renja.web.data.source import ask, ask_document, with_document

MOST_LISTED = 1_000
UNDECIDED = "belum"

_WHERE = """
FROM temuan t JOIN dokumen d USING (doc_id)
WHERE (len($cek) = 0 OR list_contains($cek, t.cek)) AND (len($keparahan) = 0 OR list_contains($keparahan, t.keparahan))
  AND ($daerah IS NULL OR coalesce(d.kode_kabkota, d.kode_provinsi) = $daerah)
  AND ($kantor IS NULL OR d.perangkat_daerah = $kantor)
  AND (len($sebab) = 0 OR list_contains($sebab, t.sebab)) AND ($dokumen IS NULL OR t.doc_id = $dokumen)
  AND ($keputusan IS NULL OR coalesce(t.keputusan, 'belum') = $keputusan)
"""
_LIST = f"""
SELECT t.temuan_id, t.doc_id, t.cek, t.keparahan, t.sebab, t.penyebab, t.ukuran, t.tertulis, t.dihitung, t.selisih,
       t.halaman, t.penjelasan, t.keputusan, coalesce(d.kabkota, d.provinsi) AS wilayah, d.perangkat_daerah, d.berkas
{_WHERE}
ORDER BY CASE t.keparahan WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END, wilayah, d.berkas, t.halaman,
         t.tabel_id, t.baris_id NULLS FIRST, t.cek, t.tahun, t.temuan_id
LIMIT $most
"""
_COUNT = f"SELECT count(*) AS banyak, count(*) FILTER (t.keputusan = 'ditolak') AS ditolak {_WHERE}"
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


def listed(root: Path, filters: Filters) -> tuple[pd.DataFrame, int, int]:
    """The findings that pass the filters, the gravest first, at most ``MOST_LISTED``.

    Then how many there are, and how many of these a person rejected.
    """
    asked = asdict(filters)
    frame = ask(root, _LIST, **asked, most=MOST_LISTED)
    counts = ask(root, _COUNT, **asked)
    return frame, int(counts["banyak"].iloc[0]), int(counts["ditolak"].iloc[0])


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
