"""Queries of the findings: which there are by the filters, and one with everything that takes part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import pandas as pd
import streamlit as st

from audit.listing import ListedFinding
from audit.types import Cek
from renja.evidence import Mark, marks_in
from renja.findings import findings_across, stored_in
from renja.web.data.source import ask, ask_document, state_of, with_document

MOST_LISTED = 1_000
MOST_ACROSS = 5_000
UNDECIDED = "belum"
ACROSS = Cek.ANTAR_DOKUMEN.value

_WHERE = """
FROM temuan t JOIN dokumen d USING (doc_id)
WHERE (len($cek) = 0 OR list_contains($cek, t.cek)) AND (len($keparahan) = 0 OR list_contains($keparahan, t.keparahan))
  AND ($daerah IS NULL OR coalesce(d.kode_kabkota, d.kode_provinsi) = $daerah)
  AND ($kantor IS NULL OR d.perangkat_daerah = $kantor)
  AND ($keputusan IS NULL OR coalesce(t.keputusan, 'belum') = $keputusan)
"""
_LIST = f"""
SELECT t.temuan_id, t.doc_id, t.cek, t.keparahan, t.sebab, t.penyebab, t.ukuran, t.tertulis, t.dihitung, t.selisih,
       t.halaman, t.penjelasan, t.keputusan, coalesce(d.kabkota, d.provinsi) AS wilayah, d.perangkat_daerah, d.berkas
{_WHERE}
ORDER BY CASE t.keparahan WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END, wilayah, d.berkas, t.temuan_id
LIMIT $most
"""
_COUNT = f"SELECT count(*) AS banyak {_WHERE}"
_KINDS = "SELECT cek, count(*) AS banyak FROM temuan GROUP BY 1 ORDER BY 2 DESC, 1"
_OFFICES = """
SELECT DISTINCT perangkat_daerah AS nama FROM dokumen
WHERE perangkat_daerah IS NOT NULL AND ($daerah IS NULL OR coalesce(kode_kabkota, kode_provinsi) = $daerah)
ORDER BY 1 LIMIT 2000
"""
_DOCUMENTS = """
SELECT doc_id, coalesce(kabkota, provinsi) AS wilayah, coalesce(kode_kabkota, kode_provinsi) AS daerah, perangkat_daerah
FROM dokumen
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


def kinds(root: Path) -> dict[str, int]:
    """How many findings of each kind are stored; those between documents are counted only when asked for."""
    frame = ask(root, _KINDS)
    found = {str(cek): int(n) for cek, n in zip(frame["cek"], frame["banyak"], strict=True)}
    return found | {ACROSS: found.get(ACROSS, 0)}


def offices(root: Path, daerah: str | None) -> list[str]:
    """Names of the offices that have documents, of a region or of all."""
    return [str(name) for name in ask(root, _OFFICES, daerah=daerah)["nama"]]


def listed(root: Path, filters: Filters) -> tuple[pd.DataFrame, int]:
    """The findings that pass the filters, the gravest first, at most ``MOST_LISTED``; and how many there are."""
    asked = asdict(filters)
    frame = ask(root, _LIST, **asked, most=MOST_LISTED)
    count = int(ask(root, _COUNT, **asked)["banyak"].iloc[0])
    if ACROSS not in filters.cek:
        return frame, count
    more = _across_frame(root, filters)
    more = more[~more["temuan_id"].isin(frame["temuan_id"])]  # those that are stored are listed already
    return pd.concat([frame, more], ignore_index=True).head(MOST_LISTED), count + len(more)


def _across_frame(root: Path, filters: Filters) -> pd.DataFrame:
    """Findings between documents as rows of the same list."""
    found = across(root, state_of(root))
    frame = pd.DataFrame([asdict(one) for one in found], columns=list(ListedFinding.__dataclass_fields__))
    frame = frame.merge(ask(root, _DOCUMENTS), on="doc_id").assign(keputusan=None)
    wanted = pd.Series(True, index=frame.index)
    for name in ("daerah", "kantor"):
        chosen = getattr(filters, name)
        if chosen is not None:
            wanted &= frame["perangkat_daerah" if name == "kantor" else name] == chosen
    if filters.keparahan:
        wanted &= frame["keparahan"].isin(filters.keparahan)
    if filters.keputusan not in (None, UNDECIDED):
        wanted &= False
    return frame[wanted]


@st.cache_data(max_entries=2, show_spinner=False)
def across(root: Path, state: str) -> list[ListedFinding]:
    """The findings between documents of one office, at most ``MOST_ACROSS``."""
    return list(islice(findings_across(root), MOST_ACROSS))


def one(root: Path, temuan_id: str) -> ListedFinding | None:
    """The finding of that id; None where there is none."""
    doc_id = temuan_id.split("-", 1)[0]
    if "-a" in temuan_id:
        return next((each for each in across(root, state_of(root)) if each.temuan_id == temuan_id), None)
    return with_document(root, doc_id, lambda asked: next(iter(stored_in(asked, None, temuan_id)), None))


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
