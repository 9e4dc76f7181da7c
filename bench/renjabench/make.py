"""Makes documents with exact truth: the same ones on every machine for a seed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.made_paper import MARGIN, Page, foot, sign, wrap, write
from bench.renjabench import budget, comparisons, performance, plans, pledges, quarterly, reports, strategy
from bench.renjabench.arithmetic import findings
from bench.renjabench.errors import with_errors
from bench.renjabench.figures import spelling
from bench.renjabench.habits import with_habit
from bench.renjabench.model import Context, Document, Sheet, truth_of
from bench.renjabench.names import OFFICES, regions
from bench.renjabench.press import STYLES, Look, Press, page_for

VERSION = 1
"""Of the documents: figures of two versions do not compare."""
SCANS = ("pindai", "salinan", "jpeg", "kabur", "miring", "lengkung", "bayangan", "cap", "kertas", "tembus", "rebah",
         "terbalik", "foto")  # fmt: skip
"""Kinds of scans, the clean one first; what each does stands in ``bench/damage.py``."""
_PROVINCES, _ERRORS, _FEET, _SIGNED = 0.15, 0.35, 0.4, 0.3
"""Shares of documents: of provinces, with errors of people, with a running foot, signed."""
_SPECIAL = ("11", "31", "34", "9")
"""Provinces whose own tasks have codes of their own."""
Maker = Callable[[Context], Document]
FORMS: dict[str, tuple[str, Maker]] = {
    "kua_ppas": ("lainnya", plans.kua_ppas),
    "rkpd": ("lainnya", plans.rkpd),
    "tc33": ("renja", plans.rkpd),
    "tc31": ("renja", plans.review),
    "tc32": ("renja", plans.proposals),
    "perubahan": ("renja", plans.perubahan),
    "tolok_ukur": ("renja", plans.yardsticks),
    "sumber": ("renja", plans.sources),
    "rfk": ("lainnya", reports.rfk),
    "serapan": ("lkjip", reports.absorption),
    "lra": ("lainnya", reports.lra),
    "rekap": ("lainnya", reports.offices),
    "ukur": ("lkjip", performance.measurement),
    "efisiensi": ("lkjip", performance.efficiency),
    "tc29": ("renja", performance.evaluasi),
    "tc24": ("renstra", performance.funding_years),
    "paket": ("lainnya", reports.works),
    "tc27": ("renstra", strategy.renstra),
    "tc23": ("renstra", strategy.service_years),
    "tc30": ("renja", strategy.service),
    "iku": ("renstra", strategy.iku),
    "cascading": ("lainnya", strategy.cascade),
    "pk": ("lainnya", pledges.pledge),
    "renaksi": ("lainnya", pledges.quarters),
    "triwulan": ("lainnya", pledges.spent_by_quarter),
    "rka": ("lainnya", budget.rka),
    "apbdp": ("lainnya", budget.changed_accounts),
    "e81": ("renja", quarterly.e81),
    "iku_triwulan": ("lainnya", quarterly.indicators_by_quarter),
    "bulanan": ("lainnya", quarterly.months),
    "semester": ("lainnya", quarterly.half_years),
    "dua_tahun": ("lkjip", comparisons.two_years),
    "belanja": ("lainnya", comparisons.kinds_of_belanja),
    "kinerja_keuangan": ("lkjip", comparisons.work_and_money),
    "tc25": ("renstra", comparisons.goals_over_years),
    "prioritas": ("lainnya", comparisons.priorities),
    "penarikan": ("lainnya", comparisons.withdrawal),
}
"""Forms by name: the kind of document they stand in, and who makes them."""
_TITLES = {
    "renja": "RENCANA KERJA (RENJA)",
    "renstra": "RENCANA STRATEGIS (RENSTRA)",
    "lkjip": "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)",
}
_PROSE = (
    "Uraian pada bagian ini disajikan dalam tabel, yang disusun menurut tugas dan fungsi perangkat daerah serta "
    "menjadi dasar bagi pelaksanaan dan pengendalian pada tahun berkenaan."
)


def context(form: str, seed: int, number: int) -> Context:
    """Who prints a document, when and how."""
    g = random.Random(f"{seed} {form} {number}")
    jenis = FORMS[form][0]
    tahun = g.choice((2016, 2018, 2019, 2021, 2022, 2023, 2024, 2025, 2026))
    wide = g.random() < _PROVINCES
    kode, region, tingkat = g.choice(
        [r for r in regions() if (r[2] == "provinsi") == wide and not (wide and r[0].startswith(_SPECIAL))]
    )
    bidang = g.choice(sorted(OFFICES))
    years = g.choice(("header", "caption", "caption", "document"))
    name = f"Provinsi {region}" if wide else region
    return Context(
        g, tahun, jenis, name, kode[:2], "" if wide else kode, tingkat, OFFICES[bidang], bidang, spelling(g),
        g.choice(("", "", "1", "(1)")), g.random() < 0.35, years,
    )  # fmt: skip


def look(g: random.Random, style: str | None = None) -> Look:
    """How a document prints its tables."""
    flags = [g.random() < share for share in (0.6, 0.5, 0.4, 0.4, 0.1, 0.7)]
    drawn = g.choice(STYLES)
    return Look(style or drawn, *flags, stretch=g.choice((1.0, 1.3, 1.8)))


def draw(document: Document, style: Look) -> tuple[list[Page], list[list[int]]]:
    """The pages of a document, and those of each sheet."""
    ctx, pages, on, y = document.context, _cover(document), [], 0.0
    for k, sheet in enumerate(document.sheets):
        size = page_for(sheet, ctx.spelling)
        if k == 0 or pages[-1].width != size[0] or y > size[1] * 0.6:
            pages.append(Page(*size, rotated=size[0] > size[1] and ctx.rng.random() < 0.15))
            y = MARGIN + 10
        else:
            y += 24
        page = pages[-1]
        y = _above(document, page, y) if k == 0 else y
        if sheet.judul:
            y = page.centred(y + 6, sheet.judul, 9, True)
        y = _scale(document, sheet, page, y)
        press = Press(style, sheet, ctx.spelling, pages, y + 4)
        press.print()
        on.append(press.used)
        y = press.y
    if ctx.rng.random() < _SIGNED and y < pages[-1].height - 150:
        sign(pages[-1], y, ctx.region)
    return pages, on


def _scale(document: Document, sheet: Sheet, page: Page, y: float) -> float:
    """Says over a table in which thousands it counts, where no header does."""
    heads = " ".join(word for col in sheet.cols for word in col.path)
    if document.context.spelling.scale == 1 or re.search(r"000|ribu", heads, re.I):
        return y
    page.text(page.width - MARGIN - 100, y + 6, "(dalam ribuan rupiah)", 8)
    return y + 12


def _cover(document: Document) -> list[Page]:
    ctx = document.context
    if ctx.jenis not in _TITLES:
        return []
    page = Page(595, 842)
    y = page.centred(180, ("PERUBAHAN " if document.tahap == "perubahan" else "") + _TITLES[ctx.jenis], 20, True)
    y = page.centred(y + 20, ctx.office.upper(), 16, True)
    y = page.centred(y + 10, ctx.region.upper(), 16, True)
    last = document.tahun_akhir or ctx.tahun
    page.centred(y + 200, f"TAHUN {ctx.tahun}" + (f"-{last}" if last != ctx.tahun else ""), 16, True)
    return [page]


def _above(document: Document, page: Page, y: float) -> float:
    ctx = document.context
    if document.title:
        y = page.centred(y, f"PEMERINTAH {ctx.region.upper()}", 11, True)
        for line in document.title:
            y = page.centred(y, line, 11, True)
        return y + 6
    for part in wrap(_PROSE, page.width - 2 * MARGIN, 10):
        page.text(MARGIN, y, part, 10)
        y += 14
    return y


def made(form: str, seed: int, number: int, rules: str | None = None) -> tuple[bytes, dict[str, object]]:
    """One document as PDF, and its truth."""
    ctx = context(form, seed, number)
    document = FORMS[form][1](ctx)
    document.sheets = [with_habit(sheet, ctx.rng) for sheet in document.sheets]
    wrong, found = _people(document)
    style = look(ctx.rng, rules)
    pages, on = draw(document, style)
    if ctx.rng.random() < _FEET:
        foot(pages, f"{ctx.office} {ctx.region}")
    tables = [truth_of(sheet, at, ctx.spelling) for sheet, at in zip(document.sheets, on, strict=True)]
    about: dict[str, object] = {"version": VERSION, "seed": seed, "form": form, "number": number, "errors": wrong}
    about |= {"rules": style.style, "pages": len(pages)}
    return write(pages), {"renjabench": about, "doc": document.meta(), "tables": tables, "findings": found}


def _people(document: Document) -> tuple[list[str], list[dict[str, object]]]:
    """Has people make errors in some documents: their kinds, and what does not add up because of them."""
    g, ctx = document.context.rng, document.context
    wrong: list[str] = []
    found: list[dict[str, object]] = []
    if g.random() < _ERRORS:
        for place, sheet in enumerate(document.sheets):
            kinds, before = with_errors(sheet, ctx.spelling, g)
            wrong += kinds
            found += findings(sheet, place, before)
    return wrong, found


def plan(count: int, seed: int, only: str | None = None) -> Iterator[tuple[str, int]]:
    """Form and number of each document: all forms in turn, in an order that the seed draws."""
    names = [f for f in FORMS if only in (None, f)]
    random.Random(f"{seed} order").shuffle(names)
    for k in range(count):
        yield names[k % len(names)], k // len(names)


def conditions(count: int, seed: int, scans: float) -> list[str]:
    """How each document comes: "" as text, else as a scan of some kind, each kind in turn."""
    order = list(range(count))
    random.Random(f"{seed} scans").shuffle(order)
    of = {at: k for k, at in enumerate(order[: round(count * scans)])}
    return [SCANS[of[at] % len(SCANS)] if at in of else "" for at in range(count)]


def make(
    out: Path, count: int, seed: int, scans: float = 0.0, form: str | None = None, style: str | None = None
) -> int:
    """Writes documents with their truth; how many."""
    out.mkdir(parents=True, exist_ok=True)
    how = conditions(count, seed, scans)
    for (name, number), kind in zip(plan(count, seed, form), how, strict=True):
        pdf, truth = made(name, seed, number, style)
        if kind:
            from bench.renjabench.scans import scanned  # opencv is asked for by scans alone

            pdf = scanned(pdf, kind, f"{seed} {name} {number}")
        stem = f"{name}_{number:02d}" + (f"_{kind}" if kind else "")
        truth["renjabench"] = {**truth["renjabench"], "scan": kind or None}  # type: ignore[dict-item]
        (out / f"{stem}.pdf").write_bytes(pdf)
        (out / f"{stem}.truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8")
    return count
