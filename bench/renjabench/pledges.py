"""Forms of a year's pledge: perjanjian kinerja, plans of action and money by quarters."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, percent, split
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import UNITS, Item, goal, indicator
from bench.renjabench.outline import Outline, items_of, levels_of, measure, outline_rows, put
from bench.renjabench.plans import rp, unit_col
from bench.renjabench.reports import spent_in_parts

_TW = tuple(
    tuple(f"{word}{number}" for number in numbers)
    for word, numbers in (
        ("TW ", ("I", "II", "III", "IV")),
        ("Triwulan ", ("I", "II", "III", "IV")),
        ("", ("I", "II", "III", "IV")),
        ("TW ", ("1", "2", "3", "4")),
        ("Tribulan ", ("I", "II", "III", "IV")),
    )
)


def pledge(ctx: Context) -> Document:
    """A perjanjian kinerja: sasaran with indicators and targets, then programs with their money."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.3
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("nama", (g.choice(("Sasaran Strategis", "Sasaran", "SASARAN PROGRAM")),), "text", 15.0),
    ]
    cols += [
        Col("ind", (g.choice(("Indikator Kinerja", "INDIKATOR KINERJA", "Indikator Kinerja Utama")),), "text", 16.0),
        *unit_col(ctx),
    ]
    cols.append(Col("target", (g.choice(("Target", "TARGET", f"Target {n}")),), "count", 5.0, ("target", None, n)))
    rows: list[Row] = []
    merged = g.random() < 0.7
    for k in range(1, g.randint(4, 7)):
        name, owner = goal(g), None
        for line in range(g.choice((1, 1, 2, 3))):
            texts: dict[str, str | None] = (
                {"no": str(k), "nama": name} if not line else {"no": None, "nama": None} if merged else {}
            )
            row = Row("sasaran", name, texts, owner=owner)
            owner = owner or row
            measure(ctx, row)
            rows.append(row)
    outline = Outline(
        ctx, g.choice((["program"], ["program", "kegiatan"])), mode=g.choice(("numbers", "numbers", "none"))
    )
    outline.total = g.choice(("bottom", ""))
    money = Col("pagu", (rp(ctx, g.choice(("Anggaran", "Jumlah Anggaran", "Pagu"))),), "money", means=("pagu", None, n))
    lower = [*outline.cols, money, Col("sumber", (g.choice(("Keterangan", "Ket", "Sumber Dana")),), "text", 6.0)]

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.texts["sumber"] = "APBD" if item is not None else ""
        return []

    programs = outline_rows(outline, items_of(ctx, outline.levels), lambda: {"pagu": amount(g)}, dress)
    title = (f"PERJANJIAN KINERJA TAHUN {n}", ctx.office.upper(), ctx.region.upper())
    sheets = [
        Sheet("perjanjian_kinerja", cols, rows, "", ctx.numbered),
        Sheet("perjanjian_kinerja", lower, programs, ""),
    ]
    return Document(ctx, title, sheets)


def quarters(ctx: Context) -> Document:
    """A plan of action: targets and money of programs by quarter."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.5
    outline = Outline(ctx, levels_of(ctx))
    names = g.choice(_TW)
    target, money = (
        g.choice(("Target", "Target Kinerja", "Target Triwulan")),
        rp(ctx, g.choice(("Anggaran", "Rencana Penyerapan Anggaran", "Rencana Anggaran"))),
    )
    cols = [*outline.cols, Col("ind", ("Indikator Kinerja",), "text", 13.0), *unit_col(ctx)]
    cols.append(
        Col(
            "target",
            (g.choice((f"Target {n}", "Target Tahunan", f"Target Tahun {n}")),),
            "count",
            5.0,
            ("target", None, n),
        )
    )
    whole = Col("pagu", (rp(ctx, g.choice(("Pagu Anggaran", "Jumlah Anggaran"))),), "money", means=("pagu", None, n))
    first = g.random() < 0.5
    cols += [whole] if first else []
    cols += [Col(f"t{k}", (target, names[k - 1]), "count", 4.5, ("target", f"triwulan_{k}", n)) for k in range(1, 5)]
    by_quarter = g.random() < 0.6
    cols += (
        [Col(f"p{k}", (money, names[k - 1]), "money", means=("pagu", f"triwulan_{k}", n)) for k in range(1, 5)]
        if by_quarter
        else []
    )
    cols += [] if first else [whole]

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        parts = split(g, value, 4)
        return {"pagu": value} | ({f"p{k}": p for k, p in enumerate(parts, 1)} if by_quarter else {})

    def dress(row: Row, item: Item | None) -> list[Row]:
        if item is None:
            return []
        unit = g.choice([u for u in UNITS if u != "Indeks"])
        row.texts["ind"] = indicator(g, unit)
        steps = sorted(g.randint(1, 90) for _ in range(4))
        put(ctx, row, "target", Decimal(steps[-1]), unit)
        for k, step in enumerate(steps, 1):
            put(ctx, row, f"t{k}", Decimal(step), unit)
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    title = (
        g.choice((f"RENCANA AKSI PERJANJIAN KINERJA TAHUN {n}", f"RENCANA AKSI PENCAPAIAN KINERJA TAHUN {n}")),
        ctx.office.upper(),
    )
    return Document(ctx, title, [Sheet("perjanjian_kinerja", cols, rows, "", ctx.numbered)])


def spent_by_quarter(ctx: Context) -> Document:
    """Money spent by quarter beside the budget of the year."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    names = g.choice(_TW)
    group = rp(ctx, g.choice(("Realisasi Anggaran", "Realisasi Keuangan", "Realisasi")))
    cols = [
        *outline.cols,
        Col("pagu", (rp(ctx, g.choice(("Pagu", "Anggaran", "Pagu Anggaran"))),), "money", means=("pagu", None, n)),
    ]
    cols += [Col(f"r{k}", (group, names[k - 1]), "money", means=("realisasi", f"triwulan_{k}", n)) for k in range(1, 5)]
    cols.append(
        Col(
            "real",
            (*((group,) if g.random() < 0.5 else ()), g.choice(("Jumlah", "Total", "Jumlah Realisasi"))),
            "money",
            means=("realisasi", None, n),
        )
    )
    if len(cols[-1].path) == 1:
        cols[-1] = Col("real", (rp(ctx, "Total Realisasi"),), "money", means=("realisasi", None, n))
    cols.append(Col("pct", (g.choice(("%", "Persentase")),), "percent", means=("persen_realisasi", None, n)))

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers["pct"] = percent(row.numbers["real"], row.numbers["pagu"])
        return []

    rows = outline_rows(
        outline, items_of(ctx, outline.levels), spent_in_parts(ctx, [f"r{k}" for k in range(1, 5)]), dress
    )
    title = ("REALISASI ANGGARAN PER TRIWULAN", ctx.office.upper(), f"TAHUN ANGGARAN {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])
