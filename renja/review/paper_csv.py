"""Findings as CSV, for the shell and the page alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from audit.listing import ListedFinding
from output.harmless import harmless

COLUMNS = (
    "temuan_id", "berkas", "nomor", "halaman", "kode", "nama", "cek", "keparahan", "sebab", "penyebab", "ukuran",
    "konteks", "tahun", "tertulis", "dihitung", "selisih", "penjelasan", "bukti", "keputusan", "alasan", "oleh",
    "waktu",
)  # fmt: skip


def csv_fields(finding: ListedFinding) -> list[Any]:
    """A finding's fields in the order of the columns."""
    row = finding.as_dict() | {"bukti": " ".join(finding.bukti)}
    return [row[name] for name in COLUMNS]


def findings_csv(findings: Iterable[ListedFinding]) -> str:
    """RFC 4180 with a header, no text of it a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, csv_fields(one)) for one in findings)
    return text.getvalue()
