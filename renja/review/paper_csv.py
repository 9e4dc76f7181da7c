"""Findings as CSV, for the shell and the page alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from audit.listing import ListedFinding

COLUMNS = (
    "temuan_id", "berkas", "nomor", "halaman", "kode", "nama", "cek", "keparahan", "sebab", "penyebab", "ukuran",
    "konteks", "tahun", "tertulis", "dihitung", "selisih", "penjelasan", "bukti", "keputusan", "alasan", "oleh",
    "waktu",
)  # fmt: skip
_AMOUNTS = frozenset({"tertulis", "dihitung", "selisih"})
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def csv_fields(finding: ListedFinding) -> list[Any]:
    """A finding's fields in the order of the columns; a text that a spreadsheet would run stays a text."""
    row = finding.as_dict() | {"bukti": " ".join(finding.bukti)}
    return [_harmless(row[name], name) for name in COLUMNS]


def _harmless(value: Any, name: str) -> Any:
    is_text = isinstance(value, str) and name not in _AMOUNTS
    return f"'{value}" if is_text and value.startswith(_RISKY) else value


def findings_csv(findings: Iterable[ListedFinding]) -> str:
    """RFC 4180 with a header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(csv_fields, findings))
    return text.getvalue()
