"""What the overlay says, for the page; and numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import streamlit as st

from output.overlay.store import FILE
from renja.review.corrections import Entri, JenisEntri
from renja.review.entries import ListedEntry, list_entries
from renja.show.wording import number_text
from renja.web.data.source import state_of
from renja.web.labels import label
from renja.web.language import say
from renja.web.text import DASH, moment

MOST_LISTED = 1_000
_INDONESIAN = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,4})?")


def parse_number(text: str) -> Decimal | None:
    """The number that a person typed in Indonesian form, with or without Rp; None where it is none.

    >>> parse_number("Rp 1.234.567,5"), parse_number("1234567"), parse_number("1,234,567"), parse_number("12.5")
    (Decimal('1234567.5'), Decimal('1234567'), None, None)
    """
    bare = re.sub(r"^(-?)\s*rp\.?\s*", r"\1", text.strip().lower()).replace(" ", "")
    if not _INDONESIAN.fullmatch(bare) or len(bare) > 40:
        return None
    return Decimal(bare.replace(".", "").replace(",", "."))


def entries(root: Path, doc_id: str | None) -> tuple[ListedEntry, ...]:
    """The overlay's entries, of one document or of all, and how each stands; the latest first, bounded."""
    return _entries(root, doc_id, state_of(root))


@st.cache_data(max_entries=50, show_spinner=False)
def _entries(root: Path, doc_id: str | None, state: str) -> tuple[ListedEntry, ...]:
    return list_entries(root, doc_id)[::-1][:MOST_LISTED]


def as_frame(listed: tuple[ListedEntry, ...]) -> pd.DataFrame:
    """One row an entry: when, who, about what, from what to what, why, and how it stands."""
    rows = [
        {
            "id": each.entri.id,
            "waktu": moment(each.entri.waktu),
            "oleh": each.entri.oleh,
            "jenis": str(each.entri.jenis),
            "halaman": each.entri.halaman,
            "nama": each.entri.nama or each.entri.teks_baris or "",
            "semula": was(each.entri),
            "menjadi": becomes(each.entri),
            "alasan": each.entri.alasan,
            "keadaan": str(each.keadaan),
            "berkas": each.berkas or "",
        }
        for each in listed
    ]
    return pd.DataFrame(rows)


def was(entry: Entri) -> str:
    """What stood there: the printed text of a value, the printed code of a row, the check of a finding."""
    if entry.is_value:
        return entry.teks or "–"
    if entry.jenis is JenisEntri.KEPUTUSAN:
        return label(entry.cek)
    return entry.mencabut or entry.kode_asli or "–"


def becomes(entry: Entri) -> str:
    """What the entry says instead."""
    if entry.is_value:
        amount = "–" if entry.nilai_baru is None else number_text(entry.nilai_baru)
        return f"{label(entry.ukuran)} = {amount}" + (f" {entry.satuan_baru}" if entry.satuan_baru else "")
    if entry.jenis is JenisEntri.KEPUTUSAN:
        return label(entry.keputusan)
    if entry.identity:
        said = ((say(f"page_identitas.field_{name}"), value) for name, value in entry.identity.items())
        return "; ".join(f"{name} = {value}" for name, value in said)
    level = None if entry.tingkat_baru is None else label(entry.tingkat_baru)
    named = (
        (say("page_koreksi.code"), entry.kode_baru),
        (say("page_koreksi.name"), entry.nama_baru),
        (say("page_koreksi.level_said"), level),
    )
    return "; ".join(f"{name} = {value}" for name, value in named if value) or DASH


def overlay_file(root: Path) -> bytes | None:
    """The overlay as it lies on the disk; None where nothing was said yet, or where it is too large to hand out."""
    path = root / FILE
    try:
        return path.read_bytes() if path.stat().st_size < (20 << 20) else None
    except OSError:
        return None
