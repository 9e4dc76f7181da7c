"""Plans and reports made from nothing, right in every sum: whom does the audit accuse, and which errors does it find?

    python bench/made_tables.py --tables 10000 --errors 2000 [--seed 1] [--show]

Each table is a grid of texts in one of the forms that offices print (Renja T-C.33, Renstra T-C.27, LRA, RFK, a plan
of many offices, quarters, sources of funds, and those of ``made_forms.py``), in one of their ways to print amounts.
It goes the whole way from the grid to the findings, so that a misreading that accuses counts too. A clean table must
accuse nobody. Then one figure of each of further tables is changed as people do, and the audit must find it in its
row and, for a slip of the pen, name it; sums that this figure takes no part in must not be accused beside it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.made_errors import ERRORS, NAMED  # noqa: E402 - found by the line above
from bench.made_forms import FURTHER  # noqa: E402
from bench.made_sheet import OFFICES, Printed, Sheet, code, number, plan, result, share, spent, totals  # noqa: E402
from extract.types import Box, Cell, Extracted, PageResult, Table, TextLine  # noqa: E402
from records.findings import Cek, Finding, Sebab  # noqa: E402
from renja.pipeline import understand  # noqa: E402

ARITHMETIC = {Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL, Cek.JUMLAH_TAHUN, Cek.PERSEN, Cek.SISA, Cek.REALISASI_LEBIH, Cek.BOBOT}
SUMS = {Cek.JUMLAH_ANAK, Cek.JUMLAH_TOTAL, Cek.JUMLAH_TAHUN, Cek.SISA}


def renja(chance: random.Random) -> Sheet:
    """Form T-C.33: pagu and forward estimate."""
    head = [[("Kode", 1), ("Program/Kegiatan/Sub Kegiatan", 1), ("Indikator Kinerja", 1), ("Rencana Tahun 2024", 3),
             ("Prakiraan Maju Rencana Tahun 2025", 2)],
            [("", 1), ("", 1), ("", 1), ("Lokasi", 1), ("Target", 1), ("Pagu Indikatif (Rp)", 1), ("Target", 1),
             ("Pagu Indikatif (Rp)", 1)]]  # fmt: skip
    sheet, lines = Sheet("Rencana Program dan Kegiatan Tahun 2024", head), plan(chance, 2)
    for line in lines:
        target = f"{chance.randint(1, 60)} dokumen"
        sums = (5, 7) if line.depth < 2 else ()
        cells = ("Jumlah dokumen", "Kecamatan Timur", target, line.amounts[0], target, line.amounts[1])
        sheet.add(code(line.path), line.name, *cells, sums=sums, bold=line.depth < 2)
    if chance.random() < 0.7:
        total = totals(lines)
        sheet.add("", "JUMLAH", "", "", "", total[0], "", total[1], sums=(5, 7), bold=True)
    return sheet


def renstra(chance: random.Random) -> Sheet:
    """Form T-C.27: years and the sum of the period."""
    years = range(2022, 2022 + chance.randint(3, 5))
    top = [("Kode", 1), ("Program/Kegiatan/Sub Kegiatan", 1), ("Indikator", 1), *((f"Tahun {y}", 2) for y in years)]
    pair = [("Target", 1), ("Rp", 1)]
    head = [
        [*top, ("Kondisi Kinerja pada Akhir Periode Renstra", 2)],
        [("", 1)] * 3 + pair * (len(years) + 1),
    ]
    sheet = Sheet(f"Rencana Program, Kegiatan dan Pendanaan Tahun {years[0]}-{years[-1]}", head)
    money = [4 + 2 * at for at in range(len(years) + 1)]
    for line in plan(chance, len(years), 2):
        target = f"{chance.randint(1, 95)} persen"
        pairs = [cell for amount in (*line.amounts, sum(line.amounts)) for cell in (target, amount)]
        sums = tuple(money) if line.depth == 0 else tuple(money[-1:])
        sheet.add(code(line.path), line.name, "Persentase layanan", *pairs, sums=sums, bold=line.depth == 0)
    return sheet


def lra(chance: random.Random) -> Sheet:
    """Budget, spending, percentage, remainder by program and kegiatan."""
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Anggaran (Rp)", 1), ("Realisasi (Rp)", 1), ("%", 1),
             ("Sisa Anggaran (Rp)", 1)]]  # fmt: skip
    sheet, lines = Sheet("Realisasi Anggaran Tahun 2023", head), spent(chance)
    for line in lines:
        sums = (2, 3, 4, 5) if line.depth == 0 else (4, 5)
        sheet.add(number(line.path), line.name, *result(*line.amounts), sums=sums, bold=line.depth == 0)
    sheet.add("", "JUMLAH", *result(*totals(lines)), sums=(2, 3, 4, 5), bold=True)
    return sheet


def rfk(chance: random.Random) -> Sheet:
    """Physical and financial progress."""
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Pagu (Rp)", 1), ("Bobot (%)", 1), ("Fisik (%)", 1),
             ("Realisasi Keuangan", 2), ("Sisa (Rp)", 1)],
            [("", 1)] * 5 + [("Rp", 1), ("%", 1), ("", 1)]]  # fmt: skip
    sheet, lines = Sheet("Laporan Realisasi Fisik dan Keuangan Tahun 2023", head), spent(chance)
    whole = totals(lines)
    for line in lines:
        pagu, done, percent, rest = result(*line.amounts)
        sums = (2, 5, 6, 7) if line.depth == 0 else (6, 7)
        progress = Decimal(chance.randint(4000, 10000)) / 100
        cells = (pagu, share(line.amounts[0], whole[0]), progress, done, percent, rest)
        sheet.add(number(line.path), line.name, *cells, sums=sums, bold=line.depth == 0)
    pagu, done, percent, rest = result(*whole)
    sheet.add("", "TOTAL", pagu, Decimal("100.00"), "", done, percent, rest, sums=(2, 5, 6, 7), bold=True)
    return sheet


def offices(chance: random.Random) -> Sheet:
    """A region's plan: offices over their programs and kegiatan."""
    head = [[("Kode", 1), ("Perangkat Daerah/Program/Kegiatan", 1), ("Pagu Tahun 2024 (Rp)", 1)]]
    sheet, whole = Sheet("Plafon Anggaran Menurut Perangkat Daerah Tahun 2024", head), 0
    for at, office in enumerate(chance.sample(OFFICES, chance.randint(2, 4))):
        lines = plan(chance, 1, 2)
        whole += sum(totals(lines))
        whose = f"1.06.0.00.0.00.{at + 1:02d}.0000"
        sheet.add(whose, office.upper(), sum(totals(lines)), sums=(2,), bold=True)
        for line in lines:
            sums = (2,) if line.depth == 0 else ()
            sheet.add(code(line.path), line.name, line.amounts[0], sums=sums, bold=line.depth == 0)
    sheet.add("", "JUMLAH", whole, sums=(2,), bold=True)
    return sheet


def quarters(chance: random.Random) -> Sheet:
    """The year's pagu and what each quarter is to spend."""
    names = [(f"Triwulan {n}", 1) for n in ("I", "II", "III", "IV")]
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Anggaran (Rp)", 1), ("Realisasi Tahun 2023 (Rp)", 4)],
            [("", 1)] * 3 + names]  # fmt: skip
    sheet = Sheet("Realisasi Anggaran per Triwulan Tahun 2023", head)
    for line in plan(chance, 4, 2):
        sums = (2, 3, 4, 5, 6) if line.depth == 0 else ()
        sheet.add(number(line.path), line.name, sum(line.amounts), *line.amounts, sums=sums, bold=line.depth == 0)
    return sheet


def sources(chance: random.Random) -> Sheet:
    """Pagu by source of funds beside their sum."""
    names = [(n, 1) for n in ("APBD Kabupaten", "APBD Provinsi", "APBN", "Jumlah")]
    head = [[("Kode", 1), ("Program/Kegiatan", 1), ("Pagu Tahun 2024 (Rp)", 4)], [("", 1)] * 2 + names]
    sheet, lines = Sheet("Rencana Pendanaan Tahun 2024", head), plan(chance, 3, 2)
    for line in lines:
        sums = (2, 3, 4, 5) if line.depth == 0 else ()
        sheet.add(code(line.path), line.name, *line.amounts, sum(line.amounts), sums=sums, bold=line.depth == 0)
    whole = totals(lines)
    sheet.add("", "JUMLAH", *whole, sum(whole), sums=(2, 3, 4, 5), bold=True)
    return sheet


FORMS: tuple[Callable[[random.Random], Sheet], ...] = (renja, renstra, lra, rfk, offices, quarters, sources, *FURTHER)
STYLES = ("titik", "titik", "sen", "rp", "koma", "ribuan", "juta")
UNITS = {"ribuan": ("Rp 000", 1_000), "juta": ("juta Rp", 10_000)}
"""Styles that print amounts rounded: what their headers say, and the rupiah that the last printed digit counts."""


def printed(cell: Printed, style: str) -> str:
    """A cell's text in one of the ways to print amounts; in thousands every figure is rounded for itself."""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    if not isinstance(cell, int):
        return cell or ""
    if cell < 0:
        return f"({printed(-cell, style)})"
    if style == "koma":
        return f"{cell:,}"
    shown = _shown(cell, _unit(style))
    if style == "juta":
        return f"{Decimal(shown) / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    text = f"{shown:,}".replace(",", ".")
    return {"sen": f"{text},00", "rp": f"Rp {text}"}.get(style, text)


def to_table(sheet: Sheet, style: str) -> Table:
    """The sheet as a grid read from a page, ruled and beyond doubt."""
    cells: list[Cell] = []
    for row, line in enumerate(sheet.head):
        col = 0
        for text, span in line:
            cells.append(_cell(row, col, span, _in_units(text, style), header=True))
            col += span
    width, first = sum(span for _, span in sheet.head[0]), len(sheet.head)
    for row, body in enumerate(sheet.body):
        for col, cell in enumerate(body):
            cells.append(_cell(first + row, col, 1, printed(cell, style), bold=row in sheet.bold))
    rows = first + len(sheet.body)
    return Table((2,), "4.1", sheet.title, rows, width, first, tuple(c for c in cells if c.text), "ruled", 0.99)


def _in_units(text: str, style: str) -> str:
    return text.replace("Rp", UNITS[style][0]) if style in UNITS else text


def _cell(row: int, col: int, span: int, text: str, *, header: bool = False, bold: bool = False) -> Cell:
    box = Box(40 + 90 * col, 100 + 14 * row, 40 + 90 * (col + span), 114 + 14 * row)
    return Cell(row, col, 1, span, text, 2, box, bold=bold, is_header=header)


def findings(sheet: Sheet, style: str) -> list[Finding]:
    """What the audit says of the sums of a document that holds this table."""
    cover = ("DOKUMEN", "DINAS SOSIAL", "KABUPATEN LUWU")
    lines = tuple(TextLine(1, text, Box(60, 100 + 30 * n, 400, 120 + 30 * n), 16, True) for n, text in enumerate(cover))
    pages = (PageResult(1, 842, 595, lines, ()), PageResult(2, 842, 595, (), ()))
    read = understand(Extracted("dokumen.pdf", "0" * 64, 2, pages, (to_table(sheet, style),)))
    return [one for one in read.findings if one.cek in ARITHMETIC or one.cek is Cek.PEMBACAAN]


def broken(chance: random.Random, sheet: Sheet, error: str, style: str) -> tuple[int, int] | None:
    """The row of the sheet in which one figure that follows from others was changed, by how much; None: none can be.

    People err in what they print: in a table in thousands it is the printed thousands that change.
    """
    unit = _unit(style)
    places = [(row, col) for row, col in sheet.sums if isinstance(sheet.body[row][col], int)]
    chance.shuffle(places)
    for row, col in places:
        amount = sheet.body[row][col]
        shown = _shown(amount, unit) if isinstance(amount, int) else 0
        changed = (ERRORS[error](chance, shown) or 0) if shown > 999 else 0
        if changed > 0 and changed != shown:
            sheet.body[row][col] = changed * unit
            return row, abs(changed - shown) * unit
    return None


def _unit(style: str) -> int:
    return UNITS[style][1] if style in UNITS else 1


def _shown(amount: int, unit: int) -> int:
    """What is printed of an amount, rounded for itself."""
    return (amount + unit // 2) // unit


def clean(number: int, seed: int) -> Iterator[tuple[str, str, list[Finding]]]:
    """(form, style, findings) of so many tables without an error."""
    for n in range(number):
        chance = random.Random(f"{seed}-{n}")
        form, style = FORMS[n % len(FORMS)], chance.choice(STYLES)
        yield form.__name__, style, findings(form(chance), style)


class Wrong(NamedTuple):
    """A table with one wrong figure: in which row, by how many rupiah, and what the audit says."""

    form: str
    style: str
    error: str
    row: int
    change: int
    found: list[Finding]

    @property
    def here(self) -> list[Finding]:
        """Findings in which the row takes part."""
        return [one for one in self.found if self.row == one.row or (one.table, self.row) in one.bukti]

    @property
    def others(self) -> list[Finding]:
        """Accusations of sums that are right: they differ by something else, or the row takes no part in them."""
        slack = 20 * _unit(self.style)
        sums = [one for one in self.found if one.cek in SUMS and one.sebab is Sebab.DOKUMEN and one.selisih is not None]
        named = [one for one in self.here if one.penyebab in NAMED.get(self.error, ())]  # a thousandfold of millions is
        return [  # read as rupiah: by how much it differs then is another matter
            one
            for one in sums
            if one not in named and (one not in self.here or abs(abs(one.selisih or 0) - self.change) > slack)
        ]


def wrong(number: int, seed: int) -> Iterator[Wrong]:
    """So many tables with one wrong figure."""
    for n in range(number):
        chance = random.Random(f"{seed}-x{n}")
        form, error = FORMS[n % len(FORMS)], list(ERRORS)[n // len(FORMS) % len(ERRORS)]
        sheet, style = form(chance), chance.choice(STYLES)
        changed = broken(chance, sheet, error, style)
        if changed is not None:
            yield Wrong(form.__name__, style, error, *changed, findings(sheet, style))


def report(tables: int, errors: int, seed: int, *, show: bool) -> int:
    """Print both measures as Markdown; how many clean tables accuse somebody."""
    accused: Counter[str] = Counter()
    for form, style, found in clean(tables, seed):
        blamed = [one for one in found if one.sebab is Sebab.DOKUMEN]
        accused[form] += bool(blamed)
        if show and found:
            print(f"  {form}/{style}: {found[0].sebab.value} {found[0].penjelasan}")
    print(f"{sum(accused.values())} of {tables} clean tables accuse somebody: {dict(accused)}\n")
    told: Counter[tuple[str, str]] = Counter()
    for each in wrong(errors, seed):
        for name in (each.form, each.style, each.error, "semua"):
            told[name, "n"] += 1
            told[name, "found"] += bool(each.here)
            told[name, "dokumen"] += any(one.sebab is Sebab.DOKUMEN for one in each.here)
            told[name, "named"] += any(one.penyebab in NAMED.get(each.error, ()) for one in each.here)
            told[name, "others"] += bool(each.others)
        if show and not each.here:
            print(f"  {each.form}/{each.style}/{each.error} row {each.row} not found")
        for one in each.others if show else ():
            print(f"  {each.form}/{each.style}/{each.error} row {each.row} accuses {one.penjelasan}")
    print("| | tables | found | the document's | slip named | others accused |\n|---|---|---|---|---|---|")
    for name in (*(form.__name__ for form in FORMS), *dict.fromkeys(STYLES), *ERRORS, "semua"):
        n = told[name, "n"] or 1
        shares = " | ".join(f"{told[name, what] / n:.3f}" for what in ("found", "dokumen", "named", "others"))
        print(f"| {name} | {told[name, 'n']} | {shares} |")
    return sum(accused.values())


def main() -> int:
    """Parse the command line and run."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--tables", type=int, default=1000)
    args.add_argument("--errors", type=int, default=600)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--show", action="store_true", help="print what is said of clean tables, and errors not found")
    options = args.parse_args()
    return 1 if report(options.tables, options.errors, options.seed, show=options.show) else 0


if __name__ == "__main__":
    sys.exit(main())
