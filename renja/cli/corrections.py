"""The commands of the overlay: `renja corrections list|apply|export|import|value|row|decide|revoke`."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renja.cli.audit import Least, Severity
from renja.cli.confirm import Yes, confirm
from renja.cli.language import later
from renja.cli.options import (
    CekOption,
    DatasetArgument,
    Errors,
    JsonOption,
    PutusanOption,
    SebabOption,
    findings_wanted,
    one_of,
)
from renja.texts import in_one_language, say

if TYPE_CHECKING:
    from renja.review.corrections import ValueKey
    from renja.review.entries import ListedEntry

REFUSED = 1
"""Exit code of `renja corrections import` where entries of the file were refused."""


class Decision(StrEnum):
    """What is decided on a finding."""

    DITERIMA = "diterima"
    DITOLAK = "ditolak"
    PERLU_DICEK = "perlu_dicek"


Doc = Annotated[str | None, typer.Option("--doc", metavar="DOC", help=later("corrections.opt_doc"))]
Oleh = Annotated[str, typer.Option("--oleh", help=later("corrections.opt_oleh"))]
Alasan = Annotated[str, typer.Option("--alasan", help=later("corrections.opt_alasan"))]
Row = Annotated[str, typer.Argument(metavar="BARIS", help=later("corrections.arg_baris"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the commands to the command line; ``errors`` turns known errors into exit codes."""
    commands = typer.Typer(
        name="corrections",
        no_args_is_help=True,
        rich_markup_mode=None,
        help=later("corrections.group"),
    )
    app.add_typer(commands)
    _register_files(commands, errors)
    _register_making(commands, errors)
    _register_deciding(commands, errors)


def _register_files(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(name="list", help=later("corrections.cmd_list_all"))
    def list_all(dataset: DatasetArgument, doc: Doc = None, as_json: JsonOption = False) -> None:
        """Corrections and decisions, and how they stand."""
        with errors():
            from output.overlay.store import read_overlay
            from output.read import find_document
            from renja.review.entries import list_entries

            found = list_entries(dataset, None if doc is None else find_document(dataset, doc))
            faults = read_overlay(dataset).faults
        if as_json:
            plain = [each.entri.as_record() | {"keadaan": each.keadaan, "berkas": each.berkas} for each in found]
            typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        else:
            typer.echo("\n".join(map(_line, found)) or say("corrections.none"))
        for fault in faults:
            typer.echo(in_one_language(fault), err=True)

    @commands.command(help=later("corrections.cmd_apply"))
    def apply(dataset: DatasetArgument) -> None:
        """Apply what is new, no PDF read."""
        with errors():
            from output.reapply import applied_entries
            from renja.batch.report import Corrections
            from renja.review.corrections import apply_all

            changed = apply_all(dataset)
            total = Corrections.of(applied_entries(dataset).values())
        typer.echo(say("corrections.applied", count=len(changed), total=total.text()))

    @commands.command(name="export", help=later("corrections.cmd_export_all"))
    def export_all(
        dataset: DatasetArgument,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("corrections.arg_file"))],
        doc: Doc = None,
    ) -> None:
        """Write them to a file for others."""
        with errors():
            from output.read import find_document
            from renja.review.corrections import export_entries

            written = export_entries(dataset, file, None if doc is None else find_document(dataset, doc))
        typer.echo(say("corrections.written", file=file, count=written))

    @commands.command(name="import", help=later("corrections.cmd_import_all"))
    def import_all(
        dataset: DatasetArgument,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("corrections.arg_file"))],
    ) -> None:
        """Merge those of a file, and apply them."""
        with errors():
            from renja.review.corrections import import_entries

            done = import_entries(dataset, file)
        typer.echo(
            say("corrections.imported", new=done.baru, known=done.sudah_ada, refused=done.ditolak, changed=done.dokumen)
        )
        for refusal in done.penolakan:
            typer.echo(f"- {in_one_language(refusal)}", err=True)
        raise typer.Exit(REFUSED if done.ditolak else 0)


def _register_making(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(help=later("corrections.cmd_value"))
    def value(
        dataset: DatasetArgument,
        baris: Row,
        ukuran: Annotated[str, typer.Option("--ukuran", help=later("corrections.opt_ukuran"))],
        nilai: Annotated[str, typer.Option("--nilai", help=later("corrections.opt_nilai"))],
        oleh: Oleh,
        alasan: Alasan = "",
        tahun: Annotated[int | None, typer.Option("--tahun", help=later("corrections.opt_tahun"))] = None,
        konteks: Annotated[str | None, typer.Option("--konteks", help=later("corrections.opt_konteks"))] = None,
        satuan: Annotated[str | None, typer.Option("--satuan", help=later("corrections.opt_satuan"))] = None,
        teks: Annotated[str | None, typer.Option("--teks", help=later("corrections.opt_teks"))] = None,
        rincian: Annotated[str | None, typer.Option("--rincian", help=later("corrections.opt_rincian"))] = None,
        baru: Annotated[bool, typer.Option("--baru", help=later("corrections.opt_baru"))] = False,
        yes: Yes = False,
    ) -> None:
        """Correct a value."""
        with errors():
            from normalize.types import Konteks, Ukuran
            from renja.review.caution import doubts_of_value
            from renja.review.corrections import ValueKey, correct_value, value_now

            context = one_of(Konteks, konteks) if konteks else None
            key = ValueKey(baris, one_of(Ukuran, ukuran), context, tahun, teks, rincian)
            try:
                number = Decimal(nilai) if nilai.strip() else None
            except InvalidOperation as error:
                raise typer.BadParameter(say("corrections.bad_value", given=nilai)) from error
            read, printed = value_now(dataset, key)
            confirm(doubts_of_value(number, alasan=alasan, read=read, teks=printed), yes)
            entry = correct_value(dataset, key, number, oleh=oleh, alasan=alasan, satuan=satuan, baru=baru)
        typer.echo(entry.id)
        typer.echo(_changed(key, read, number), err=True)  # a script takes the id alone

    @commands.command(help=later("corrections.cmd_row"))
    def row(
        dataset: DatasetArgument,
        baris: Row,
        oleh: Oleh,
        alasan: Alasan = "",
        nama: Annotated[str | None, typer.Option("--nama", help=later("corrections.opt_nama"))] = None,
        kode: Annotated[str | None, typer.Option("--kode", help=later("corrections.opt_kode"))] = None,
        tingkat: Annotated[str | None, typer.Option("--tingkat", help=later("corrections.opt_tingkat"))] = None,
        yes: Yes = False,
    ) -> None:
        """Correct a row's name, code or level."""
        with errors():
            from normalize.types import TingkatBaris
            from renja.review.caution import doubts_of_reason
            from renja.review.corrections import correct_row

            level = one_of(TingkatBaris, tingkat) if tingkat else None
            confirm(doubts_of_reason(alasan), yes)
            entry = correct_row(dataset, baris, oleh=oleh, alasan=alasan, nama=nama, kode=kode, tingkat=level)
        typer.echo(entry.id)

    @commands.command(help=later("corrections.cmd_document"))
    def document(
        dataset: DatasetArgument,
        doc: Annotated[str, typer.Argument(metavar="DOC", help=later("corrections.arg_doc"))],
        oleh: Oleh,
        alasan: Alasan = "",
        tahun: Annotated[str | None, typer.Option("--tahun", help=later("corrections.opt_tahun_2"))] = None,
        tahun_akhir: Annotated[
            str | None, typer.Option("--tahun-akhir", help=later("corrections.opt_tahun_akhir"))
        ] = None,
        wilayah: Annotated[str | None, typer.Option("--wilayah", help=later("corrections.opt_wilayah"))] = None,
        perangkat_daerah: Annotated[
            str | None, typer.Option("--perangkat-daerah", help=later("corrections.opt_perangkat_daerah"))
        ] = None,
        jenis: Annotated[str | None, typer.Option("--jenis", help=later("corrections.opt_jenis"))] = None,
        tahap: Annotated[str | None, typer.Option("--tahap", help=later("corrections.opt_tahap"))] = None,
    ) -> None:
        """Say what a document is: its tables are read anew with that."""
        told = {
            "tahun": tahun, "tahun_akhir": tahun_akhir, "wilayah": wilayah, "perangkat_daerah": perangkat_daerah,
            "jenis_dokumen": jenis, "tahap": tahap,
        }  # fmt: skip
        with errors():
            from renja.review.corrections import identify

            said = {name: text for name, text in told.items() if text is not None}
            entry = identify(dataset, doc, said, oleh=oleh, alasan=alasan)
        typer.echo(entry.id)

    @commands.command(help=later("corrections.cmd_revoke"))
    def revoke(
        dataset: DatasetArgument,
        entri: Annotated[str, typer.Argument(metavar="ID", help=later("corrections.arg_id"))],
        oleh: Oleh,
        alasan: Alasan = "",
    ) -> None:
        """Take one back."""
        with errors():
            from renja.review.corrections import revoke as take_back

            entry = take_back(dataset, entri, oleh=oleh, alasan=alasan)
        typer.echo(entry.id)


def _register_deciding(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(help=later("corrections.cmd_decide"))
    def decide(
        dataset: DatasetArgument,
        *,
        temuan: Annotated[
            list[str] | None, typer.Argument(metavar="TEMUAN", help=later("corrections.arg_temuan"))
        ] = None,
        putusan: Annotated[Decision, typer.Argument(metavar="PUTUSAN", help=later("corrections.arg_putusan"))],
        oleh: Oleh,
        alasan: Alasan = "",
        doc: Doc = None,
        min_severity: Least = Severity.INFO,
        cek: CekOption = None,
        sebab: SebabOption = None,
        keputusan: PutusanOption = None,
    ) -> None:
        """Decide on findings, or on a filter's."""
        if bool(temuan) == bool(doc or cek or sebab or keputusan or min_severity is not Severity.INFO):
            raise typer.BadParameter(say("corrections.ids_or_filter"))
        with errors():
            from renja.review.corrections import Keputusan, decide_many, decide_named
            from renja.review.findings import list_findings

            decision = Keputusan(putusan.value)
            if temuan:
                entries = decide_named(dataset, temuan, decision, oleh=oleh, alasan=alasan)
            else:
                found = list_findings(dataset, doc, findings_wanted(min_severity.value, cek, sebab, keputusan))
                entries = decide_many(dataset, found, decision, oleh=oleh, alasan=alasan)
        for entry in entries:
            typer.echo(entry.id)
        typer.echo(say("corrections.decided", count=len(entries)), err=True)


def _changed(key: ValueKey, read: Decimal | None, number: Decimal | None) -> str:
    """What a value was and is now."""
    from renja.show.wording import number_text

    what = " ".join(str(part) for part in (key.ukuran, key.tahun, key.konteks, key.rincian) if part is not None)
    was = say("corrections.unread") if read is None else number_text(read)
    return f"{what}: {was} -> {'-' if number is None else number_text(number)}"


def _line(listed: ListedEntry) -> str:
    """One entry in two lines: what, where, how it stands; by whom, when, why."""
    entry = listed.entri
    name = Path(listed.berkas).name if listed.berkas else entry.doc_id
    where = say("common.page_of", file=name, page=entry.halaman or "-")
    head = f"{entry.id}  {listed.keadaan.value:8}  {entry.jenis.value:9}  {where}  {_what(listed)}"
    from renja.show.wording import moment_text

    why = "".join(f": {told}" for told in (entry.sumber, entry.alasan) if told)
    return f"{head}\n    {entry.oleh}, {moment_text(entry.waktu)}{why}"


def _what(listed: ListedEntry) -> str:
    entry = listed.entri
    if entry.mencabut is not None:
        return say("corrections.revokes", entry=entry.mencabut)
    if entry.identity:
        return ", ".join(f"{name} = {value}" for name, value in entry.identity.items())
    if entry.keputusan is not None:
        return f"{entry.cek}: {entry.keputusan}"
    if entry.is_value:
        new = "-" if entry.nilai_baru is None else f"{entry.nilai_baru:f}"
        year = f" {entry.tahun}" if entry.tahun else ""
        return f"{(entry.nama or '')[:40]} | {entry.ukuran}{year}: {entry.teks or say('corrections.unread')!r} -> {new}"
    new_texts = (entry.nama_baru, entry.kode_baru, entry.tingkat_baru)
    return f"{(entry.nama or '')[:40]} -> {', '.join(str(each) for each in new_texts if each)}"
