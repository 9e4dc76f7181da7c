"""The command `renja compare`: regions compared by code and year, as a table, CSV, XLSX or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from renja.cli.language import later
from renja.cli.options import DatasetArgument, Errors
from renja.cli.printing import write_out
from renja.texts import say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from output.compare import Comparison, Largest, RegionRow, Unused


class ByRegion(StrEnum):
    """Which governments are compared."""

    PROVINSI = "provinsi"
    KABKOTA = "kabkota"
    GABUNGAN = "gabungan"


class Stage(StrEnum):
    """The stage that speaks first."""

    MURNI = "murni"
    PERUBAHAN = "perubahan"
    RANCANGAN = "rancangan"


class Kind(StrEnum):
    """Only documents of this kind."""

    RENJA = "renja"
    RENSTRA = "renstra"
    LKJIP = "lkjip"


class Level(StrEnum):
    """Level of the items, where each region's largest are asked for."""

    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


class Shape(StrEnum):
    """What comes out."""

    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    PNG = "png"


Kode = Annotated[
    str | None,
    typer.Option("--kode", help=later("compare.opt_kode")),
]
Tahun = Annotated[int | None, typer.Option("--tahun", min=1000, max=9999, help=later("compare.opt_tahun"))]
By = Annotated[
    ByRegion | None,
    typer.Option("--by", help=later("compare.opt_by")),
]
Tahap = Annotated[Stage, typer.Option("--tahap", help=later("compare.opt_tahap"))]
Strict = Annotated[bool, typer.Option("--hanya-tahap", help=later("compare.opt_hanya_tahap"))]
Jenis = Annotated[Kind | None, typer.Option("--jenis", help=later("compare.opt_jenis"))]
Tingkat = Annotated[Level, typer.Option("--tingkat", help=later("compare.opt_tingkat"))]
Format = Annotated[Shape | None, typer.Option("--format", help=later("compare.opt_format"))]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=later("compare.opt_out"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the command to the command line; ``errors`` turns known errors into exit codes."""

    @app.command(help=later("compare.cmd_compare"))
    def compare(
        dataset: DatasetArgument,
        kode: Kode = None,
        tahun: Tahun = None,
        by: By = None,
        tahap: Tahap = Stage.MURNI,
        strict: Strict = False,
        jenis: Jenis = None,
        tingkat: Tingkat = Level.PROGRAM,
        shape: Format = None,
        out: Out = None,
    ) -> None:
        """Compare regions by code and year."""
        form = shape or _shape_of(out)
        if form in (Shape.XLSX, Shape.PNG) and out is None:
            raise typer.BadParameter(say("compare.needs_out", form=form))
        with errors():
            from output.compare import with_comparable

            choices = _choices(by, tahap, jenis, strict)
            # The files are opened once for all that is asked.
            made, left_out, hidden = with_comparable(
                dataset, lambda open_: _made(open_, kode, tahun, form, tingkat, choices)
            )
            write_out(made, out)
        if form is not Shape.TABLE:
            _tell(left_out)
        if hidden:
            other = ByRegion.KABKOTA if by is ByRegion.PROVINSI else ByRegion.PROVINSI
            typer.echo(say(f"compare.also_{other.value}", count=hidden), err=True)


def _shape_of(out: Path | None) -> Shape:
    """The format that a file's name says; the table where it says none."""
    suffix = out.suffix.lower().lstrip(".") if out is not None else ""
    return Shape(suffix) if suffix in ("csv", "xlsx", "png") else Shape.TABLE


def _choices(by: ByRegion | None, tahap: Stage, jenis: Kind | None, strict: bool) -> dict[str, Any]:
    from normalize.types import JenisDokumen
    from normalize.types import Tahap as Stages
    from output.compare import Wilayah

    kind = None if jenis is None else JenisDokumen(jenis.value)
    region = None if by is None else Wilayah(by.value)
    return {"by": region, "tahap": Stages(tahap.value), "jenis": kind, "strict": strict}


def _made(
    source: DuckDBPyConnection, kode: str | None, tahun: int | None, form: Shape, tingkat: Level, asked: dict[str, Any]
) -> tuple[str | bytes, Sequence[Unused], int]:
    """What was asked for, the documents that it leaves out, and how many governments of the other kind have it too."""
    from nomenclature.wilayah import all_regions
    from normalize.types import TingkatBaris
    from output.compare import Wilayah, compare, largest, only_spent, others_with, trend, unused

    if kode is None:
        left_out = unused(source, tahun, by=asked["by"])
        found = largest(source, tahun, tingkat=TingkatBaris(tingkat.value), baris=False, **asked)
        spent = tahun if tahun is not None and not found and only_spent(source, tahun) else None
        return _of_largest(found, left_out, form, spent), left_out, 0
    choices = asked | {"by": asked["by"] or Wilayah.KABKOTA}
    if tahun is None:
        left_out = unused(source, by=choices["by"])
        over_years = trend(source, kode, baris=False, **choices)
        hidden = others_with(source, kode, tahun, found=True, **choices)
        return _of_trend(over_years, left_out, kode, form), left_out, hidden
    compared = compare(source, kode, tahun, official=all_regions(), baris=False, **choices)
    hidden = others_with(source, kode, tahun, found=True, **choices)
    return _of_comparison(compared, form), compared.tak_terpakai, hidden


def _of_comparison(found: Comparison, form: Shape) -> str | bytes:
    from renja.show.comparison import about_comparison, comparison_text, records_csv, records_xlsx

    if form is Shape.PNG:
        from renja.show.chart import chart_png, compare_chart

        return chart_png(compare_chart(found))
    if form is Shape.XLSX:
        return records_xlsx(found.records(), about=about_comparison(found))
    return records_csv(found.records()) if form is Shape.CSV else comparison_text(found)


def _of_trend(rows: tuple[RegionRow, ...], left_out: Sequence[Unused], kode: str, form: Shape) -> str | bytes:
    from renja.show.comparison import about_unused, records_csv, records_xlsx, region_records, trend_text

    if form is Shape.PNG:
        from renja.show.chart import chart_png, trend_chart

        return chart_png(trend_chart(rows, kode))
    if form is Shape.XLSX:
        return records_xlsx(region_records(rows), about=[("kode", kode), *about_unused(left_out)])
    return records_csv(region_records(rows)) if form is Shape.CSV else trend_text(rows, left_out)


def _of_largest(found: tuple[Largest, ...], left_out: Sequence[Unused], form: Shape, spent: int | None) -> str | bytes:
    from renja.show.comparison import LARGEST_COLUMNS as COLUMNS
    from renja.show.comparison import about_unused, largest_records, largest_text, records_csv, records_xlsx

    if form is Shape.PNG:
        raise typer.BadParameter(say("compare.needs_kode"))
    if form is Shape.XLSX:
        return records_xlsx(largest_records(found), COLUMNS, about_unused(left_out))
    return records_csv(largest_records(found), COLUMNS) if form is Shape.CSV else largest_text(found, left_out, spent)


def _tell(left_out: Sequence[Unused]) -> None:
    """Says beside figures that cannot say it themselves that documents are not in them."""
    if left_out:
        typer.echo(say("compare.left_out", count=len(left_out)), err=True)
