"""What an ingest did, said to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from renja.batch.report import Outcome, Report
from renja.regular import in_a_line
from renja.texts import in_one_language, say

_COUNTED = ("tabel", "baris", "nilai", "temuan")
_MONEY = ("tabel", "bermakna", "anggaran")
"""Of ``cakupan``: amounts printed in tables, understood with certainty, in the wide view."""
_MOST_LINES = 100
"""Of a larger run only what needs a look is listed."""
_MOST_MESSAGES = 200


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
    names = [*(f"count_{name}" for name in _COUNTED), *(f"money_{name}" for name in _MONEY)]
    columns = "".join(f"{say(f'summary.{name}'):>9}" for name in names)
    first = f"{say('summary.document'):<{width}}{say('summary.pages'):>9}"
    return f"{first}{columns}{say('summary.seconds'):>9}  {say('summary.status')}"


def _name_width(report: Report) -> int:
    return max(8, *(len(in_a_line(Path(o.path).name)) for o in _listed(report))) if _listed(report) else 8


def _document_line(outcome: Outcome, width: int) -> str:
    status = say("summary.duplicate") if outcome.duplicate else say(f"summary.{outcome.status}") + _dark(outcome)
    if outcome.done_before:
        status += say("summary.done_before")
    counts = "".join(f"{outcome.counts.get(table, 0):>9}" for table in _COUNTED)
    counts += "".join(f"{outcome.uang.get(name, '-'):>9}" for name in _MONEY)
    return f"{in_a_line(Path(outcome.path).name):<{width}}  {outcome.pages:>7}{counts}{outcome.seconds:>9.1f}  {status}"


def _dark(outcome: Outcome) -> str:
    """What the line of a document says whose money nobody can use."""
    uang = outcome.uang
    if not uang.get("tercetak"):
        return say("summary.no_money") if uang and outcome.status == "sebagian" else ""
    if uang["anggaran"]:
        return ""
    if not uang["bermakna"]:
        return say("summary.not_understood")
    return say("summary.not_in_anggaran")


def _totals(report: Report) -> str:
    counts = {table: report.counts.get(table, 0) for table in _COUNTED}
    speed = say("summary.speed", rate=f"{report.pages / report.seconds:.1f}") if report.seconds else ""
    told = {"documents": len(report.outcomes), "pages": report.pages, "seconds": f"{report.seconds:.1f}", **counts}
    statuses = ", ".join(f"{n} {status}" for status, n in sorted(report.by_status.items()))
    lines = [say("summary.read", **told, speed=speed), money_text(report.uang), say("summary.statuses", all=statuses)]
    if report.identitas is not None:
        lines.append(say("metadata.taken", count=report.identitas.baru, known=report.identitas.sudah_ada))
    if report.digantikan.dokumen:
        moved, left = report.digantikan.koreksi, report.digantikan.tertinggal
        lines.append(say("summary.replaced", count=len(report.digantikan.dokumen), moved=moved, left=len(left)))
        lines.extend(f"- {in_one_language(line)}" for line in left[:_MOST_LINES])
    if report.koreksi is not None:
        lines.append(say("summary.corrections", all=report.koreksi.text()))
    if report.resep:
        lines.append(say("summary.recipes", count=report.resep))
    return "\n".join(lines)


def money_text(uang: dict[str, int]) -> str:
    """What became of the amounts that tables print, in one line."""
    printed, certain, fed = (uang.get(name, 0) for name in _MONEY)
    return say(
        "summary.money", printed=printed, certain=certain, fed=fed, certain_share=_share(certain, printed),
        fed_share=_share(fed, printed),
    )  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f" {100 * part / whole:.1f} %".replace(".", ",") if whole else ""


def _messages(report: Report) -> list[str]:
    said = [f"- {_named(outcome.path, message)}" for outcome in report.outcomes for message in outcome.pesan]
    if len(said) > _MOST_MESSAGES:
        said[_MOST_MESSAGES:] = [say("summary.more_messages", count=len(said) - _MOST_MESSAGES)]
    return ["", say("summary.messages"), *said] if said else []


def _named(path: str, message: str) -> str:
    """The message with its document's name, unless it begins with it."""
    told, path = in_one_language(message), in_a_line(path)
    return told if told.startswith(path) else f"{Path(path).name}: {told}"
