"""The commands of whole datasets: `renja ingest|status|compact|remove|verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from renja.cli.language import later
from renja.cli.options import EngineOption, Errors, JsonOption, NoOcrOption, OcrChoice, OcrOption, PagesOption
from renja.cli.printing import json_text
from renja.errors import ExitCode
from renja.texts import in_one_language, say

if TYPE_CHECKING:
    from renja.batch.reader import Limits
    from renja.batch.report import Outcome, Report
    from renja.batch.tasks import Executor

FAULTS_STAND = 1
"""Exit code of `renja verify` where a promise is broken."""
Dataset = Annotated[str, typer.Argument(metavar="DATASET", help=later("datasets.arg_dataset"))]
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help=later("datasets.arg_path")),
]
ListFile = Annotated[Path | None, typer.Option("--list", metavar="FILE", help=later("datasets.opt_list"))]
Out = Annotated[str, typer.Option("--out", help=later("datasets.opt_out"))]
Metadata = Annotated[
    Path | None,
    typer.Option("--metadata", metavar="FILE.csv", help=later("datasets.opt_metadata")),
]
Oleh = Annotated[str | None, typer.Option("--oleh", help=later("datasets.opt_oleh"))]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help=later("datasets.opt_workers"))]
Force = Annotated[bool, typer.Option("--force", help=later("datasets.opt_force"))]
KeepBoth = Annotated[bool, typer.Option("--keep-both", help=later("datasets.opt_keep_both"))]
Named = Annotated[list[str], typer.Argument(metavar="DOC...", help=later("datasets.arg_remove"))]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=1, help=later("datasets.opt_max_seconds"))]
MaxMemory = Annotated[int, typer.Option("--max-memory-mb", min=400, help=later("datasets.opt_max_memory_mb"))]
MaxPages = Annotated[int | None, typer.Option("--max-pages", min=1, help=later("datasets.opt_max_pages"))]
Endpoint = Annotated[str | None, typer.Option("--endpoint", metavar="URL", help=later("datasets.opt_endpoint"))]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="tcp://...", help=later("datasets.opt_scheduler"))
]
Log = Annotated[Path | None, typer.Option("--log", metavar="FILE", help=later("datasets.opt_log"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the commands to the command line; ``errors`` turns known errors into exit codes."""
    _register_ingest(app, errors)

    @app.command(help=later("datasets.cmd_status"))
    def status(dataset: Dataset, endpoint: Endpoint = None, as_json: JsonOption = False) -> None:
        """How a dataset and its ingest stand."""
        with errors():
            from renja.batch.status import standing, standing_text
            from renja.batch.stores import folder_of

            found = standing(folder_of(dataset, endpoint))
        typer.echo(json_text(found.as_dict()) if as_json else standing_text(found))

    @app.command(help=later("datasets.cmd_compact"))
    def compact(dataset: Dataset, endpoint: Endpoint = None, as_json: JsonOption = False) -> None:
        """Merge small files into few."""
        with errors():
            from output.compact import compact as merge
            from renja.batch.stores import writing

            with writing(dataset, endpoint) as (folder, _):
                done = merge(folder)
        found = {"sebelum": done.before, "sesudah": done.after}
        typer.echo(json_text(found) if as_json else say("datasets.compacted", before=done.before, after=done.after))

    @app.command(help=later("datasets.cmd_remove"))
    def remove(dataset: Dataset, documents: Named, endpoint: Endpoint = None) -> None:
        """Take documents out."""
        with errors():
            from renja.batch.replaced import remove_named
            from renja.batch.stores import writing

            with writing(dataset, endpoint) as (folder, _):
                removed = remove_named(folder, documents)
        typer.echo(say("datasets.removed", count=len(removed), names=", ".join(removed)))

    @app.command(help=later("datasets.cmd_verify"))
    def verify(dataset: Dataset, endpoint: Endpoint = None, as_json: JsonOption = False) -> None:
        """Check every promise of the contract."""
        with errors():
            from output.verify import verify as check
            from renja.batch.stores import folder_of, unpublished
            from renja.recipes.renew import unapplied_faults

            folder = folder_of(dataset, endpoint)
            faults = [*check(folder), *unapplied_faults(folder), *unpublished(dataset, endpoint)]
        if as_json:
            typer.echo(json_text([{"janji": f.promise, "tempat": f.where, "masalah": f.what} for f in faults]))
        else:
            typer.echo(
                "\n".join(f"{f.promise}: {f.where}: {in_one_language(f.what)}" for f in faults) or say("datasets.whole")
            )
        raise typer.Exit(FAULTS_STAND if faults else 0)


def _register_ingest(app: typer.Typer, errors: Errors) -> None:
    @app.command(help=later("datasets.cmd_ingest"))
    def ingest(
        paths: Paths = None,
        out: Out = "hasil",
        list_file: ListFile = None,
        metadata: Metadata = None,
        oleh: Oleh = None,
        workers: Workers = None,
        pages: PagesOption = None,
        engine: EngineOption = "auto",
        ocr: OcrOption = None,
        no_ocr: NoOcrOption = False,
        force: Force = False,
        keep_both: KeepBoth = False,
        max_seconds: MaxSeconds = 1800,
        max_memory_mb: MaxMemory = 2048,
        max_pages: MaxPages = None,
        endpoint: Endpoint = None,
        scheduler: Scheduler = None,
        log: Log = None,
        as_json: JsonOption = False,
    ) -> None:
        """Read PDFs into a dataset, what is new."""
        with errors():
            if scheduler is None:
                _begin_readers()
            from renja.batch.reader import Limits
            from renja.batch.stores import writing
            from renja.batch.summary import summary_text

            _check_cluster(scheduler, out)
            files = _files(paths or [], list_file, endpoint)
            limits = Limits(max_seconds, max_memory_mb=max_memory_mb)
            options = {
                "pages": pages, "engine": engine, "ocr": _reader(ocr, no_ocr), "max_pages": max_pages, "force": force,
                "endpoint": endpoint, "metadata": metadata, "oleh": oleh, "keep_both": keep_both,
            }  # fmt: skip
            executor = _executor(scheduler, workers, len(files), limits)
            with writing(out, endpoint) as (folder, publish):
                report = _watched(files, folder, log, executor, {**options, "on_document": publish})
        typer.echo(json_text(report.as_dict()) if as_json else summary_text(report))
        raise typer.Exit(int(report.exit_code))


def _begin_readers() -> None:
    """Lets what the readers need be loaded while this process loads its own."""
    from renja.batch.start import reader_context

    reader_context()


def _check_cluster(scheduler: str | None, out: str) -> None:
    from output.remote import is_remote

    if scheduler is not None and is_remote(out):
        raise typer.BadParameter(say("datasets.cluster_out"))


def _reader(ocr: OcrChoice | None, no_ocr: bool) -> str | None:
    """The reader of scanned pages by its name; a usage error where one is chosen and none is wanted."""
    from extract.scan.ocr import NO_OCR

    if no_ocr and ocr is not None:
        raise typer.BadParameter(say("datasets.one_ocr"))
    return NO_OCR if no_ocr else ocr and ocr.value


def _files(paths: Sequence[str], list_file: Path | None, endpoint: str | None) -> list[str]:
    """The files to read; a usage error where there are none."""
    from renja.batch.sources import find_files, listed_paths

    named = [*paths, *(listed_paths(list_file) if list_file is not None else ())]
    if not named:
        raise typer.BadParameter(say("datasets.needs_path"))
    files = find_files(named, endpoint)
    if not files:
        typer.echo(say("datasets.no_pdfs"), err=True)
        raise typer.Exit(int(ExitCode.USAGE))
    return files


def _executor(scheduler: str | None, workers: int | None, n_files: int, limits: Limits) -> Executor:
    if scheduler is not None:
        from renja.batch.dask import DaskExecutor

        return DaskExecutor(scheduler, limits)
    from renja.batch.ingest import processors
    from renja.batch.pool import ProcessExecutor

    return ProcessExecutor(min(workers or processors(), n_files), limits)


def _watched(files: list[str], out: Path, log: Path | None, executor: Executor, options: dict[str, Any]) -> Report:
    """The ingest, with its bar and its log."""
    from renja.batch.ingest import ingest_files
    from renja.batch.progress import progress
    from renja.batch.runlog import RunLog, log_of

    publish = options.pop("on_document")
    lines = RunLog(log or log_of(out))
    lines.begin(out, len(files))
    with progress(files) as watch:

        def on_document(outcome: Outcome) -> None:
            publish(outcome)
            lines.document(outcome)
            watch.document(outcome)

        try:
            report = ingest_files(files, out, executor=executor, on_page=watch.page, on_document=on_document, **options)
        except BaseException as error:
            lines.broken_off(f"{type(error).__name__}: {error}")
            raise
    lines.end(report)
    return report
