"""The commands of the audit: `renja audit` and `renja evidence`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from renja.cli.exits import stop
from renja.cli.language import later
from renja.cli.options import CekOption, DatasetArgument, Errors, PutusanOption, SebabOption, findings_wanted
from renja.cli.printing import print_csv_line
from renja.texts import say

if TYPE_CHECKING:
    from renja.review.findings import Wanted

ERRORS_STAND = 1
"""Exit code of `renja audit` where findings of severity galat stand in what was asked for."""
_REJECTED = "ditolak"
_OPEN = "tak_pasti"


class ListFormat(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Severity(StrEnum):
    """Least severity asked for."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"


Document = Annotated[str | None, typer.Option("--doc", metavar="DOC", help=later("audit.opt_doc"))]
Least = Annotated[Severity, typer.Option("--min-severity", help=later("audit.opt_min_severity"))]
Format = Annotated[ListFormat, typer.Option("--format", help=later("audit.opt_format"))]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="XLSX", help=later("audit.opt_xlsx"))]
Pictures = Annotated[bool, typer.Option("--pictures/--no-pictures", help=later("audit.opt_pictures"))]
PdfRoot = Annotated[Path | None, typer.Option("--pdf-root", metavar="FOLDER", help=later("audit.opt_pdf_root"))]
All = Annotated[bool, typer.Option("--all", help=later("audit.opt_all"))]
Save = Annotated[bool, typer.Option("--save", help=later("audit.opt_save"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the audit's commands to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(help=later("audit.cmd_audit"))
    def audit(
        dataset: DatasetArgument,
        doc: Document = None,
        min_severity: Least = Severity.INFO,
        output: Format = ListFormat.TABLE,
        xlsx: Xlsx = None,
        pictures: Pictures = True,
        pdf_root: PdfRoot = None,
        save: Save = False,
        rejected: All = False,
        cek: CekOption = None,
        sebab: SebabOption = None,
        keputusan: PutusanOption = None,
    ) -> None:
        """Findings and working paper (exit code 1: galat)."""
        with errors():
            if save:
                _save(dataset)
            wanted = findings_wanted(min_severity.value, cek, sebab, keputusan)
            if xlsx is not None:
                grave = _write_paper(dataset, doc, wanted, xlsx, pictures=pictures, pdf_root=pdf_root)
            else:
                grave = _audit(dataset, doc, wanted, output, rejected=rejected or _REJECTED in wanted.keputusan)
        if grave:
            raise typer.Exit(ERRORS_STAND)

    @app.command(help=later("audit.cmd_evidence"))
    def evidence(
        dataset: DatasetArgument,
        finding: Annotated[str, typer.Argument(metavar="TEMUAN", help=later("audit.arg_temuan"))],
        out: Annotated[Path, typer.Option("--out", metavar="PNG", help=later("audit.opt_out"))],
        pdf: Annotated[Path | None, typer.Option("--pdf", help=later("audit.opt_pdf"))] = None,
    ) -> None:
        """Picture of a finding."""
        with errors():
            _evidence(dataset, finding, out, pdf)


def _audit(dataset: Path, doc: str | None, wanted: Wanted, output: ListFormat, *, rejected: bool) -> bool:
    from renja.review.findings import list_findings

    found = list_findings(dataset, doc, wanted)
    if not rejected:
        found = (one for one in found if not _is_rejected(one))
    printers = {ListFormat.TABLE: _print_table, ListFormat.JSON: _print_json, ListFormat.CSV: _print_csv}
    return printers[output](found)


def _write_paper(
    dataset: Path, doc: str | None, wanted: Wanted, xlsx: Path, *, pictures: bool, pdf_root: Path | None
) -> bool:
    from renja.review.findings import list_findings
    from renja.review.paper import write_paper

    held = list(list_findings(dataset, doc, wanted))  # the rejected ones too: what was looked into, and why it fell
    done = write_paper(dataset, doc, held, xlsx, pictures=pictures, pdf_root=pdf_root)
    standing = [one for one in held if not _is_rejected(one)]
    typer.echo(say("audit.paper", file=xlsx, findings=len(standing), sheets=done.tables, pictures=done.pictures))
    return any(one.keparahan == Severity.GALAT for one in standing)


def _is_rejected(finding: Any) -> bool:
    return bool(finding.keputusan == _REJECTED)


def _save(dataset: Path) -> None:
    from renja.review.across import save_across

    changed = save_across(dataset)
    typer.echo(say("audit.across", dataset=dataset, count=changed), err=True)


def _print_table(found: Iterator[Any]) -> bool:
    """One finding a paragraph: what, how grave, whose fault, and the sentence."""
    counts, n_rejected, n_open = dict.fromkeys(Severity, 0), 0, 0
    for one in found:
        counts[Severity(one.keparahan)] += not _is_rejected(one)
        n_rejected += _is_rejected(one)
        n_open += one.sebab == _OPEN and not _is_rejected(one)
        cause = f" ({one.penyebab})" if one.penyebab else ""
        head = f"{one.keparahan.upper():10} {one.cek}{cause}  " + say("audit.fault", fault=one.sebab)
        place = say("common.page_of", file=Path(one.berkas).name, page=one.halaman)
        typer.echo(f"{head}  {place}  {one.temuan_id}\n    {one.penjelasan}")
        if one.keputusan:
            decided = say("audit.decided", decision=one.keputusan, by=one.oleh or "-", why=one.alasan or "-")
            typer.echo(f"    {decided}")
    apart = say("audit.open", count=n_open) if n_open else ""
    apart += say("audit.rejected", count=n_rejected) if n_rejected else ""
    typer.echo(", ".join(f"{n} {name}" for name, n in counts.items()) + apart)
    return counts[Severity.GALAT] > 0


def _print_json(found: Iterator[Any]) -> bool:
    """A JSON array, one finding a line, written as it comes."""
    grave, first = False, True
    typer.echo("[", nl=False)
    for one in found:
        grave |= one.keparahan == Severity.GALAT and not _is_rejected(one)
        text = json.dumps(one.as_dict(), ensure_ascii=False)
        typer.echo(("\n" if first else ",\n") + text, nl=False)
        first = False
    typer.echo("\n]")
    return grave


def _print_csv(found: Iterator[Any]) -> bool:
    """RFC 4180 with a header."""
    from renja.review.paper_csv import COLUMNS, csv_fields

    grave = False
    print_csv_line(COLUMNS)
    for one in found:
        grave |= one.keparahan == Severity.GALAT and not _is_rejected(one)
        print_csv_line(csv_fields(one))
    return grave


def _has_document(dataset: Path, temuan_id: str) -> bool:
    """True where the dataset holds the document that a finding's id begins with, and for what begins with none."""
    from output.read import read_table

    doc_id = temuan_id.split("-", 1)[0]
    return len(doc_id) != _ID_LETTERS or read_table(dataset, "dokumen", doc_id).num_rows > 0


_ID_LETTERS = 16


def _evidence(dataset: Path, temuan_id: str, out: Path, pdf: Path | None) -> None:
    from renja.errors import ExitCode, UsageFault
    from renja.review.evidence import EvidenceError, draw_evidence
    from renja.review.findings import one_finding
    from renja.review.pdfs import changed_pdf, find_pdf

    finding = one_finding(dataset, temuan_id)
    if finding is None:
        key = "no_finding" if _has_document(dataset, temuan_id) else "document_gone"
        stop(say(f"evidence.{key}", finding=temuan_id, dataset=dataset), ExitCode.DATASET)
    place = pdf if pdf is not None and not pdf.is_dir() else find_pdf(dataset, finding.berkas, finding.doc_id, pdf)
    changed = changed_pdf(dataset, finding.berkas, finding.doc_id, pdf) if place is None else None
    if changed is not None:
        raise UsageFault(say("evidence.changed", file=changed, dataset=dataset))
    if place is None:
        raise UsageFault(say("evidence.no_pdf", file=finding.berkas, dataset=dataset.resolve()))
    try:
        pages = draw_evidence(dataset, finding, place, out)
    except EvidenceError as error:
        raise UsageFault(str(error)) from error
    typer.echo(say("evidence.done", out=out, pages=", ".join(map(str, pages)), sentence=finding.penjelasan))
