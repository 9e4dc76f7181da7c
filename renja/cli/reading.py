"""The commands about readings: `renja number`, `renja match` and `renja nomenclature ...`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import typer

from renja.cli.language import later
from renja.cli.options import Errors, JsonOption
from renja.cli.printing import print_csv_line, print_json
from renja.errors import UsageFault
from renja.regular import check_regular
from renja.texts import language, say

CsvOption = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help=later("reading.opt_csv"))]
_CASE = ("text", "context", "value", "unit", "rule", "confidence")


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the commands to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(context_settings={"ignore_unknown_options": True}, help=later("reading.cmd_number"))
    def number(
        text: Annotated[str | None, typer.Argument(metavar="TEXT", help=later("reading.arg_text"))] = None,
        context: Annotated[str, typer.Option("--context", metavar="K=V;...", help=later("reading.opt_context"))] = "",
        file: CsvOption = None,
        as_json: JsonOption = False,
    ) -> None:
        """Explain how a number is read."""
        if (text is None) == (file is None):
            raise typer.BadParameter(say("reading.text_or_csv"))
        with errors():
            if file is not None:
                _number_file(file)
            else:
                _number(text or "", context, as_json)

    @app.command(help=later("reading.cmd_match"))
    def match(file: Annotated[Path, typer.Option("--csv", metavar="FILE", help=later("reading.opt_csv"))]) -> None:
        """Match names and codes (CSV)."""
        with errors():
            from nomenclature.catalog import Catalog
            from nomenclature.match_csv import ANSWERS, match_csv

            Catalog.load()
            with _uncollected():
                _print_csv(_usage(lambda: match_csv(check_regular(file))), ("nama_asli", *ANSWERS))

    app.add_typer(_nomenclature(errors), name="nomenclature")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing is looked through for circles: rows make none, and to look for them takes a tenth of the time."""
    was = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was:
            gc.enable()


def _nomenclature(errors: Errors) -> typer.Typer:
    """The group `renja nomenclature`."""
    group = typer.Typer(no_args_is_help=True, help=later("reading.group"))

    @group.command("import", help=later("reading.cmd_import_list"))
    def import_list(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("reading.arg_file"))],
        edition: Annotated[str | None, typer.Option("--edition", help=later("reading.opt_edition"))] = None,
        replace: Annotated[bool, typer.Option("--replace", help=later("reading.opt_replace"))] = False,
        as_json: JsonOption = False,
    ) -> None:
        """Extend the catalogue by a list."""
        with errors():
            _import(file, edition, replace, as_json)

    @group.command(help=later("reading.cmd_diff"))
    def diff(
        old: Annotated[str, typer.Argument(metavar="LAMA", help=later("reading.arg_old"))],
        new: Annotated[str, typer.Argument(metavar="BARU", help=later("reading.arg_new"))],
        prefix: Annotated[str, typer.Option("--kode", metavar="KODE", help=later("reading.arg_kode"))] = "",
        as_json: JsonOption = False,
    ) -> None:
        """What changed between two editions."""
        with errors():
            _diff(old, new, prefix, as_json)

    @group.command(help=later("reading.cmd_harvest"))
    def harvest(
        dataset: Annotated[Path, typer.Argument(metavar="DATASET", help=later("reading.arg_dataset"))],
        documents: Annotated[int, typer.Option("--documents", min=1, help=later("reading.opt_documents"))] = 3,
    ) -> None:
        """Propose entries."""
        with errors():
            _harvest(dataset, documents)

    @group.command("list", help=later("reading.cmd_list_entries"))
    def list_entries(
        prefix: Annotated[str, typer.Argument(metavar="[KODE]", help=later("reading.arg_kode"))] = "",
        search: Annotated[str, typer.Option("--search", help=later("reading.opt_search"))] = "",
        as_json: JsonOption = False,
    ) -> None:
        """Codes and names."""
        with errors():
            _list(prefix, search, as_json)

    @group.command(help=later("reading.cmd_editions"))
    def editions(as_json: JsonOption = False) -> None:
        """Editions and their entries."""
        with errors():
            _editions(as_json)

    return group


def _number_file(file: Path) -> None:
    from normalize.angka_csv import read_cases

    _print_csv(
        ({name: getattr(case, name) for name in _CASE} for case in _usage(lambda: read_cases(check_regular(file)))),
        _CASE,
    )


def _number(text: str, context: str, as_json: bool) -> None:
    from normalize.angka_csv import read_case

    case = read_case(text, context)
    columns = (getattr(case, name).split("|") for name in _CASE[2:])
    found = [_reading(*part) for part in zip_longest(*columns, fillvalue="")]
    if as_json:
        print_json({"text": text, "context": context, "readings": found})
        return
    for one in found:
        sure = f"{one['confidence']:.2f}" if one["confidence"] is not None else "-"
        why = one["reason"] if language() == "en" else one["alasan"]
        value = one["value"] if one["value"] is not None else say("reading.no_value")
        lines = (value, one["unit"] or "-", f"{one['rule']}: {why}", sure)
        for key, text in zip(("value", "unit", "rule", "confidence"), lines, strict=True):
            typer.echo(f"{say(f'reading.{key}'):<12}{text}")


def _reading(value: str, unit: str, rule: str, confidence: str) -> dict[str, Any]:
    from normalize.angka_alasan import explain_rule

    alasan, reason = explain_rule(rule)
    return {
        "value": value or None,
        "unit": unit or None,
        "rule": rule,
        "confidence": float(confidence) if confidence else None,
        "alasan": alasan,
        "reason": reason,
    }


def _import(file: Path, edition: str | None, replace: bool, as_json: bool) -> None:
    from nomenclature.reference import import_reference

    done = _usage(lambda: import_reference(file, edition, replace_all=replace))
    refused = sum(done.read.refused.values())
    if as_json:
        columns = ("baris", "halaman", "kode", "nama", "alasan")
        first = [{name: getattr(row, name) for name in columns} for row in done.read.shown]
        counts = {"dibaca": len(done.read.entries), "baru": done.added, "seluruhnya": done.total, "ditolak": refused}
        print_json({"berkas": str(done.target), **counts, "alasan": dict(done.read.refused), "contoh": first})
        return
    counts = {"read": len(done.read.entries), "new": done.added, "total": done.total, "refused": refused}
    typer.echo(say("reading.imported", file=done.target, **counts))
    for reason, count in done.read.refused.items():
        typer.echo(f"  {count:>6}  {reason}")
    for row in done.read.shown:
        at = say("common.line", line=row.baris) if row.halaman is None else say("common.page", page=row.halaman)
        typer.echo(f"  {at}: {row.kode!r} {row.nama[:60]!r}: {row.alasan}")


def _diff(old: str, new: str, prefix: str, as_json: bool) -> None:
    from nomenclature.catalog import Catalog
    from nomenclature.diff import changes, of_edition

    entries = [
        e for e in Catalog.load().entries if (e.kode + ".").startswith(prefix.rstrip(".") + "." if prefix else "")
    ]
    found = _usage(lambda: changes(of_edition(entries, old), of_edition(entries, new)))
    rows = [
        {
            "beda": str(one.beda),
            "kode_lama": one.lama.kode if one.lama else None,
            "nama_lama": one.lama.nama if one.lama else None,
            "kode_baru": one.baru.kode if one.baru else None,
            "nama_baru": one.baru.nama if one.baru else None,
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        kind = row["beda"]
        typer.echo(say(f"reading.diff_{kind}", **row))
    typer.echo(say("reading.changes", count=len(rows)), err=True)


def _harvest(dataset: Path, documents: int) -> None:
    from nomenclature.catalog import Catalog
    from nomenclature.harvest import Printed, propose
    from output.read import asked

    query = (
        "SELECT doc_id, kode, kode_asli, nama, edisi FROM baris "
        "WHERE kode IS NOT NULL AND kode_asli IS NOT NULL AND lanjutan_id IS NULL"
    )
    rows = asked(dataset, ("dokumen", "baris"), lambda connection: connection.execute(query).fetchall())
    found = propose((Printed(*row) for row in rows), Catalog.load(), documents)
    columns = ("kode", "level", "nama", "kewenangan", "edisi", "sumber", "dokumen")
    _print_csv(({name: str(getattr(p.entry, name, p.dokumen)) for name in columns} for p in found), columns)
    typer.echo(say("reading.proposals", count=len(found), rows=len(rows)), err=True)


def _list(prefix: str, search: str, as_json: bool) -> None:
    from nomenclature.catalog import Catalog

    words = search.lower().split()
    found = [
        entry
        for entry in sorted(Catalog.load().entries, key=lambda e: (e.kode, e.kewenangan))
        if (entry.kode + ".").startswith(prefix.rstrip(".") + "." if prefix else "")
        and all(word in entry.nama.lower() for word in words)
    ]
    if as_json:
        columns = ("kode", "level", "nama", "kewenangan", "edisi", "sumber")
        print_json([{name: getattr(entry, name) for name in columns} for entry in found])
        return
    for entry in found:
        typer.echo(f"{entry.kode:<18} {entry.kewenangan:<9} {entry.nama}")
    typer.echo(say("reading.entries", count=len(found)), err=True)


def _editions(as_json: bool) -> None:
    from collections import Counter

    from nomenclature.catalog import Catalog
    from nomenclature.editions import editions_named

    entries = Catalog.load().entries
    named = ((edition, e.sumber) for e in entries for edition in editions_named(e.edisi) or ("-",))
    counts = sorted(Counter(named).items())
    if as_json:
        print_json([{"edisi": edisi, "sumber": sumber, "entri": n} for (edisi, sumber), n in counts])
        return
    for (edisi, sumber), n in counts:
        typer.echo(f"{edisi:<50} {sumber:<8} {n:>6}")
    typer.echo(f"{say('reading.entries_head'):<50} {'':<8} {len(entries):>6}")


def _usage(step: Callable[[], Any]) -> Any:
    """What the step gives; a file that is not what the command needs is a usage error."""
    try:
        return step()
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise UsageFault(str(error)) from error


def _print_csv(rows: Iterable[Mapping[str, str]], columns: Iterable[str]) -> None:
    """Rows as CSV (RFC 4180) as they come; ``columns`` head an empty answer."""
    head: tuple[str, ...] | None = None
    try:
        for row in rows:
            if head is None:
                head = tuple(row)
                print_csv_line(head)
            print_csv_line(row.values())
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise UsageFault(str(error)) from error
    if head is None:
        print_csv_line(columns)
