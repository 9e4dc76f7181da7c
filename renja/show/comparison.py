"""A comparison as text, CSV or XLSX: the same rows and columns in each."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from output.compare import Alasan, Comparison, Largest, RegionRow, Unused, region_record
from output.harmless import harmless
from renja.show.places import Place, low_text
from renja.show.wording import number_text
from renja.show.workbook import Sheet, workbook
from renja.texts import in_one_language, say, speaking
from renja.texts import language as now_spoken

COLUMNS = (
    "kode_wilayah", "wilayah", "tahun", "pagu", "realisasi", "pagu_realisasi", "persen", "pagu_kantor", "bagian",
    "jumlah_dokumen", "tahap", "jenis", "perangkat_daerah", "menurut_nama",
)  # fmt: skip
"""The columns of CSV and XLSX."""
LARGEST_COLUMNS = (
    "kode_wilayah", "wilayah", "tahun", "peringkat", "kode", "nama", "pagu", "bagian", "perangkat_daerah",
)  # fmt: skip
PLACE_COLUMNS = (
    "kode_wilayah", "wilayah", "bagian", "persen", "cakupan", "pagu", "realisasi", "pagu_realisasi", "pagu_kantor",
    "dokumen", "tidak_terbaca", "dibaca", "tahap", "jenis", "sebab",
)  # fmt: skip
_MOST_MISSING = 12


def comparison_text(comparison: Comparison) -> str:
    """The rows for the eye, and under them who is missing and why."""
    head = f"{comparison.kode} {comparison.nama or ''}".strip()
    lines = [say("compare.head", item=head, year=comparison.tahun, by=comparison.by, stage=comparison.tahap), ""]
    lines += _table([_region_line(row) for row in comparison.rows], _REGION_HEAD) if comparison.rows else []
    if not comparison.rows:
        lines.append(say("compare.no_money"))
    names = sorted({name for row in comparison.rows for name in row.menurut_nama})
    lines += ["", say("compare.by_name", names="; ".join(names))] if names else []
    return "\n".join([*lines, *_missing_lines(comparison)])


_REGION_HEAD = ("wilayah", "pagu", "realisasi", "persen", "bagian %", "dokumen", "tahap", "jenis")


def _region_line(row: RegionRow) -> tuple[str, ...]:
    return (
        row.wilayah, _amount(row.pagu), _amount(row.realisasi), _percent(row.persen), _percent(row.bagian),
        str(row.jumlah_dokumen), ", ".join(row.tahap), ", ".join(row.jenis),
    )  # fmt: skip


def trend_text(rows: Sequence[RegionRow], unused: Sequence[Unused] = ()) -> str:
    """The rows of a trend for the eye, by region and year, and under them the documents that could not be used."""
    if not rows:
        none = say("compare.no_money")
        return "\n".join([none, *unused_lines(unused)])
    by_region = sorted(rows, key=lambda row: (row.wilayah, row.tahun))
    lines = [(row.wilayah, str(row.tahun), *_region_line(row)[1:]) for row in by_region]
    return "\n".join([*_table(lines, ("wilayah", "tahun", *_REGION_HEAD[1:])), *unused_lines(unused)])


def _missing_lines(comparison: Comparison) -> list[str]:
    by_reason: dict[Alasan, list[str]] = {}
    for each in comparison.hilang:
        by_reason.setdefault(each.alasan, []).append(each.wilayah)
    lines = [""] if by_reason or comparison.di_luar else []
    for reason, names in by_reason.items():
        more = say("compare.more_names", count=len(names) - _MOST_MISSING) if len(names) > _MOST_MISSING else ""
        lines.append(f"{reason_text(reason)}: {', '.join(names[:_MOST_MISSING])}{more}")
    if Alasan.TANPA_DOKUMEN not in by_reason and comparison.di_luar:
        none = reason_text(Alasan.TANPA_DOKUMEN)
        lines.append(f"{none}: {say('compare.regions', count=comparison.di_luar)}")
    return [*lines, *unused_lines(comparison.tak_terpakai)]


def unused_lines(unused: Sequence[Unused]) -> list[str]:
    """The documents that could not be used, or only in part, each with its reason."""
    if not unused:
        return []
    lines = [
        f"- {Path(each.berkas).name} ({each.wilayah or '?'}): {in_one_language(each.sebab)}"
        for each in unused[:_MOST_MISSING]
    ]
    if len(unused) > _MOST_MISSING:
        lines.append(say("compare.more", count=len(unused) - _MOST_MISSING))
    return ["", say("compare.unused"), *lines]


def largest_text(found: Sequence[Largest], unused: Sequence[Unused] = (), spent: int | None = None) -> str:
    """The largest items of each region, for the eye, and under them the documents that could not be used.

    ``spent``: the year asked for, where the dataset has only what was spent in it.
    """
    if not found:
        none = say("compare.no_choice") if spent is None else say("compare.only_spent", year=spent)
        return "\n".join([none, *unused_lines(unused)])
    rows = [
        (each.wilayah, str(each.tahun), each.kode or "", item_name(each), _amount(each.pagu), _percent(each.bagian))
        for each in found
    ]
    return "\n".join([*_table(rows, ("wilayah", "tahun", "kode", "nama", "pagu", "bagian %")), *unused_lines(unused)])


def item_name(each: Largest) -> str:
    """What the item is called; what stands below none that is known is said to.

    One that stands for the rows below it has the name of none of them: its code's official one is taken.
    """
    if each.nama or not each.kode:
        return each.nama or say("compare.below_unknown")
    from nomenclature.catalog import official_name  # a sixth of the start of a comparison, which few need

    return official_name(each.kode) or ""


def _table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> list[str]:
    """Columns as wide as their text, figures to the right."""
    shown = [head, *rows]
    widths = [max(len(row[i]) for row in shown) for i in range(len(head))]
    right = [all(not row[i] or row[i][0].isdigit() or row[i] == "-" for row in rows) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        return "  ".join(cells).rstrip()

    return [line(head), line(["-" * width for width in widths]), *map(line, rows)]


def region_records(rows: Sequence[RegionRow]) -> list[dict[str, Any]]:
    """Rows of a comparison or a trend as CSV and XLSX have them."""
    return [region_record(row) for row in rows]


def place_records(places: Sequence[Place], language: str = "id") -> list[dict[str, Any]]:
    """The regions of a map as CSV and XLSX have them, also those without figures, each with its reason."""
    return [_place_record(each, language) for each in places]


def _place_record(place: Place, language: str) -> dict[str, Any]:
    names = ("bagian", "persen", "pagu", "realisasi", "pagu_realisasi", "pagu_kantor")
    row, cover = place.row, place.cover
    return {
        "kode_wilayah": place.kode,
        "wilayah": place.nama,
        **{name: None if row is None else getattr(row, name) for name in names},
        "cakupan": None if cover is None else cover.percent,
        "dokumen": 0 if cover is None else cover.dokumen,
        "tidak_terbaca": 0 if cover is None else cover.gelap,
        "dibaca": "" if cover is None or cover.dibaca is None else f"{cover.dibaca:%Y-%m-%d}",
        "tahap": "" if row is None else "; ".join(row.tahap),
        "jenis": "" if row is None else "; ".join(row.jenis),
        "sebab": low_text(place, language) if place.alasan is None else reason_text(place.alasan, language),
    }


def reason_text(reason: Alasan, language: str | None = None) -> str:
    """Why a region has no figures; None: in the language of now."""
    with speaking(language or now_spoken()):
        return say(f"compare.reason_{reason.value}")


def largest_records(found: Sequence[Largest]) -> list[dict[str, Any]]:
    """The largest items as CSV and XLSX have them."""
    return [
        {name: getattr(each, name) for name in LARGEST_COLUMNS}
        | {"nama": item_name(each), "perangkat_daerah": "; ".join(each.perangkat_daerah)}
        for each in found
    ]


def records_csv(records: Sequence[dict[str, Any]], columns: Sequence[str] = COLUMNS) -> str:
    """RFC 4180 with a header, a point before decimals; texts that a spreadsheet would run are kept from it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(record[name]) for name in columns] for record in records)
    return text.getvalue()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, float):
        return f"{value:.4f}"
    return harmless(value)


def records_xlsx(
    records: Sequence[dict[str, Any]], columns: Sequence[str] = COLUMNS, about: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A workbook: the rows with formatted amounts, and where given a sheet that says what was asked for."""
    return workbook([Sheet("perbandingan", columns, records)], about)


def about_comparison(comparison: Comparison, language: str | None = None) -> list[tuple[str, str]]:
    """What a comparison compares, and who is missing, for a workbook's second sheet; None: in the language of now."""
    pairs = [("kode", comparison.kode), ("nama", comparison.nama or ""), ("tahun", str(comparison.tahun))]
    pairs += [("wilayah", str(comparison.by)), ("tahap", str(comparison.tahap))]
    pairs += [(f"tidak ada: {each.wilayah}", reason_text(each.alasan, language)) for each in comparison.hilang]
    return pairs + about_unused(comparison.tak_terpakai, language)


def about_unused(unused: Sequence[Unused], language: str | None = None) -> list[tuple[str, str]]:
    """The documents that could not be used, for a workbook's second sheet; in Indonesian alone where that is asked."""
    reasons = (each.sebab.partition(" (")[0] if language == "id" else each.sebab for each in unused)
    return [(f"tidak terpakai: {Path(each.berkas).name}", why) for each, why in zip(unused, reasons, strict=True)]


def _amount(amount: Decimal | None) -> str:
    return "-" if amount is None else number_text(amount)


def _percent(number: float | None) -> str:
    return "-" if number is None else f"{number:.2f}".replace(".", ",")
