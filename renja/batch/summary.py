"""What an ingest did, said to people: Indonesian first, English beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from renja.batch.report import Outcome, Report

_COUNTED = (
    ("tabel", "tabel", "tables"),
    ("baris", "baris", "rows"),
    ("nilai", "nilai", "values"),
    ("temuan", "temuan", "findings"),
)
_MONEY = (("tabel", "uang", "amounts"), ("bermakna", "pasti", "certain"), ("anggaran", "anggaran", "budget"))
"""Of ``cakupan``: amounts printed in tables, understood with certainty, in the wide view."""
_MOST_LINES = 100
"""Of a larger run only what needs a look is listed."""
_MOST_MESSAGES = 200
_STATUS = {"ok": "ok", "sebagian": "sebagian / in part", "gagal": "GAGAL / failed"}


def summary_text(report: Report) -> str:
    """A line for each document, the sums, and what went wrong."""
    width = _name_width(report)
    documents = [_document_line(outcome, width) for outcome in _listed(report)]
    lines = [_head(report), *documents, "", _totals(report), *_messages(report)]
    return "\n".join([*lines, "", f"Dataset: {report.dataset}"])


def _listed(report: Report) -> Sequence[Outcome]:
    if len(report.outcomes) <= _MOST_LINES:
        return report.outcomes
    return [outcome for outcome in report.outcomes if outcome.status != "ok"][:_MOST_LINES]


def _head(report: Report) -> str:
    width = _name_width(report)
    columns = (*_COUNTED, *_MONEY)
    names = "".join(f"{name:>9}" for _, name, _ in columns)
    english = "".join(f"{name:>9}" for _, _, name in columns)
    first = f"{'Dokumen':<{width}}  halaman{names}    detik  status"
    second = f"{'document':<{width}}    pages{english}  seconds"
    return f"{first}\n{second}"


def _name_width(report: Report) -> int:
    return max(8, *(len(Path(o.path).name) for o in _listed(report))) if _listed(report) else 8


def _document_line(outcome: Outcome, width: int) -> str:
    status = "sama isinya, dilewati / duplicate" if outcome.duplicate else _STATUS[outcome.status] + _dark(outcome)
    if outcome.done_before:
        status += "; sudah ada, dilewati / done before"
    counts = "".join(f"{outcome.counts.get(table, 0):>9}" for table, _, _ in _COUNTED)
    counts += "".join(f"{outcome.uang.get(name, '-'):>9}" for name, _, _ in _MONEY)
    return f"{Path(outcome.path).name:<{width}}  {outcome.pages:>7}{counts}{outcome.seconds:>9.1f}  {status}"


def _dark(outcome: Outcome) -> str:
    """What the line of a document says whose money nobody can use."""
    uang = outcome.uang
    if not uang.get("tercetak"):
        return "; tidak ada uang yang terbaca / no money was read" if uang and outcome.status == "sebagian" else ""
    if uang["anggaran"]:
        return ""
    if not uang["bermakna"]:
        return "; uangnya tidak dipahami / no money understood"
    return "; tidak masuk anggaran / not in anggaran"


def _totals(report: Report) -> str:
    parts = [f"{len(report.outcomes)} dokumen (documents)", f"{report.pages} halaman (pages)"]
    parts += [f"{report.counts.get(table, 0)} {name} ({english})" for table, name, english in _COUNTED]
    speed = f"; {report.pages / report.seconds:.1f} halaman/detik (pages/second)" if report.seconds else ""
    statuses = ", ".join(f"{n} {status}" for status, n in sorted(report.by_status.items()))
    read = f"Terbaca: {', '.join(parts)} dalam {report.seconds:.1f} detik (seconds){speed}"
    corrections = "" if report.koreksi is None else f"\nKoreksi (corrections): {report.koreksi.text()}"
    recipes = f"\nResep (recipes): {report.resep} dokumen dibaca ulang dari selnya (read anew)" if report.resep else ""
    return f"{read}\n{money_text(report.uang)}\nStatus: {statuses}{corrections}{recipes}"


def money_text(uang: dict[str, int]) -> str:
    """What became of the amounts that tables print, in one line."""
    printed, certain, fed = (uang.get(name, 0) for name, _, _ in _MONEY)
    return (
        f"Uang di tabel (amounts in tables): {printed} tercetak (printed), {certain} bermakna pasti (certain)"
        f"{_share(certain, printed)}, {fed} masuk anggaran (in anggaran){_share(fed, printed)}"
    )


def _share(part: int, whole: int) -> str:
    return f" {100 * part / whole:.1f} %".replace(".", ",") if whole else ""


def _messages(report: Report) -> list[str]:
    said = [f"- {_named(outcome.path, message)}" for outcome in report.outcomes for message in outcome.pesan]
    if len(said) > _MOST_MESSAGES:
        said[_MOST_MESSAGES:] = [f"... dan {len(said) - _MOST_MESSAGES} pesan lain, lihat log (more, see the log)"]
    return ["", "Pesan (messages):", *said] if said else []


def _named(path: str, message: str) -> str:
    """The message with its document's name, unless it begins with it."""
    return message if message.startswith(path) else f"{Path(path).name}: {message}"
