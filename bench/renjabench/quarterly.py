"""Forms by parts of the year: the evaluation by quarters (E.81), months so far, indicators by quarter, half-years."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part, percent, split
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import UNITS, Item, goal, indicator
from bench.renjabench.outline import Outline, items_of, levels_of, outline_rows, put, quantity
from bench.renjabench.plans import rp, unit_col
from bench.renjabench.reports import spent_in_parts

_NUMERALS = ("I", "II", "III", "IV")
_KRP = (("K", "Rp"), ("K", "Rp."), ("Kinerja", "Anggaran (Rp)"), ("K", "Rp"))
D0 = Decimal(0)


def e81(ctx: Context) -> Document:
    """The evaluation of a Renja by quarters: what was aimed at and reached, K beside Rp."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.3
    outline = Outline(ctx, levels_of(ctx))
    outline.total = ""
    k, money = g.choice(_KRP)
    quarter = g.choice(
        ("Realisasi Kinerja pada Triwulan", "Realisasi Kinerja dan Anggaran pada Triwulan", "Realisasi Pada Triwulan")
    )
    renja = g.choice(
        (f"Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan (Tahun {n})", f"Target Renja Tahun {n}")
    )
    reached = f"Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah Tahun {n}"
    heads = [("n", (renja,), "target", "pagu", "renja")]
    heads += [
        (f"q{q}", (quarter, name), "capaian", "realisasi", f"triwulan_{q}") for q, name in enumerate(_NUMERALS, 1)
    ]
    heads += [("r", (reached,), "realisasi", "realisasi", "renja")] if g.random() < 0.7 else []
    cols = [
        *outline.cols,
        Col("ind", ("Indikator Kinerja Program (Outcome)/ Kegiatan (Output)",), "text", 13.0),
        *unit_col(ctx),
    ]
    for key, path, count, paid, konteks in heads:
        cols.append(Col(f"{key}k", (*path, k), "count", 4.5, (count, konteks, n)))
        cols.append(Col(f"{key}p", (*path, money), "money", means=(paid, konteks, n)))
    cols.append(Col("opd", ("Unit Penanggung Jawab",), "text", 7.0))

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        real = part(g, value, 0.6, 1.0)
        return {"np": value, "rp": real} | {f"q{q}p": p for q, p in enumerate(split(g, real, 4), 1)}

    def dress(row: Row, item: Item | None) -> list[Row]:
        unit = g.choice([u for u in UNITS if u not in ("%", "Indeks")])
        row.texts |= {"ind": indicator(g, unit), "opd": "Bidang Pelayanan"}
        parts = [Decimal(g.randint(1, 20)) for _ in range(4)]
        for q, value in enumerate(parts, 1):
            put(ctx, row, f"q{q}k", value, unit)
        put(ctx, row, "rk", sum(parts, D0), unit)
        put(ctx, row, "nk", sum(parts, D0) + g.randint(0, 9), unit)
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = f"Evaluasi terhadap Hasil Renja Perangkat Daerah Tahun {n}"
    return Document(ctx, (), [Sheet("evaluasi_renja", cols, rows, judul, ctx.numbered)], tahap="murni")


def indicators_by_quarter(ctx: Context) -> Document:
    """Indicators with target and realisation of each quarter."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.5
    names = g.choice(
        (
            tuple(f"Triwulan {q}" for q in _NUMERALS),
            tuple(f"TW {q}" for q in _NUMERALS),
            tuple(f"TRIWULAN {q}" for q in _NUMERALS),
        )
    )
    target, real = g.choice((("Target", "Realisasi"), ("T", "R"), ("TARGET", "REALISASI")))
    cols = [Col("no", ("No",), "no", 2.5), Col("nama", (g.choice(("Sasaran Strategis", "Sasaran")),), "text", 13.0)]
    cols += [Col("ind", (g.choice(("Indikator Kinerja", "Indikator Kinerja Utama")),), "text", 14.0), *unit_col(ctx)]
    cols.append(
        Col("t", (g.choice((f"Target {n}", "Target Tahunan", f"Target Tahun {n}")),), "count", 5.0, ("target", None, n))
    )
    for q, name in enumerate(names, 1):
        cols.append(Col(f"t{q}", (name, target), "count", 4.5, ("target", f"triwulan_{q}", n)))
        cols.append(Col(f"r{q}", (name, real), "count", 4.5, ("realisasi", f"triwulan_{q}", n)))
    rows = []
    for place in range(1, g.randint(4, 8)):
        name, unit = goal(g), g.choice(UNITS)
        row = Row("sasaran", name, {"no": str(place), "nama": name, "ind": indicator(g, unit)})
        for key in ("t", *(f"{x}{q}" for q in range(1, 5) for x in "tr")):
            put(ctx, row, key, quantity(ctx, unit), unit)
        rows.append(row)
    title = (f"CAPAIAN KINERJA TRIWULANAN TAHUN {n}", ctx.office.upper())
    return Document(ctx, title, [Sheet("pengukuran_kinerja", cols, rows, "", ctx.numbered)])


def months(ctx: Context) -> Document:
    """Money spent until last month, in this month, and until now; only the last is a measure of the year."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    group = rp(ctx, g.choice(("Realisasi Keuangan", "Realisasi Anggaran", "Realisasi")))
    before, now, so_far = g.choice(
        (("s/d Bulan Lalu", "Bulan Ini", "s/d Bulan Ini"), ("S.D. Bulan Lalu", "Bulan Ini", "S.D. Bulan Ini"))
    )
    cols = [
        *outline.cols,
        Col("pagu", (rp(ctx, g.choice(("Pagu", "Anggaran", "Pagu Anggaran"))),), "money", means=("pagu", None, n)),
    ]
    cols += [Col("a", (group, before), "money"), Col("b", (group, now), "money", rumus="{real}-{a}")]
    cols.append(Col("real", (group, so_far), "money", means=("realisasi", None, n), rumus="{a}+{b}"))
    cols.append(
        Col("pct", (g.choice(("%", "% Keuangan", "Persen (%)")),), "percent", means=("persen_realisasi", None, n))
    )
    cols.append(
        Col(
            "fisik",
            (g.choice(("Fisik (%)", "Realisasi Fisik (%)", "Progres Fisik (%)")),),
            "percent",
            means=("fisik", None, n),
        )
    )
    cols.append(
        Col("sisa", (rp(ctx, g.choice(("Sisa Anggaran", "Sisa Pagu", "Sisa Dana"))),), "money", means=("sisa", None, n))
    )

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers["pct"] = percent(row.numbers["real"], row.numbers["pagu"])
        row.numbers["sisa"] = row.numbers["pagu"] - row.numbers["real"]
        if item is not None:
            row.numbers["fisik"] = Decimal(g.randint(5000, 10000)) / 100
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), spent_in_parts(ctx, ("a", "b")), dress)
    title = ("LAPORAN REALISASI KEGIATAN", ctx.office.upper(), f"TAHUN ANGGARAN {n}", "BULAN : OKTOBER")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])


def half_years(ctx: Context) -> Document:
    """Accounts or programs with what was spent in each half of the year."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    group = rp(ctx, g.choice(("Realisasi", "Realisasi Anggaran")))
    names = g.choice((("Semester I", "Semester II"), ("SEMESTER I", "SEMESTER II"), ("Semester 1", "Semester 2")))
    cols = [*outline.cols, Col("pagu", (rp(ctx, "Anggaran"),), "money", means=("pagu", None, n))]
    cols += [
        Col(f"s{k}", (group, name), "money", means=("realisasi", f"semester_{k}", n)) for k, name in enumerate(names, 1)
    ]
    cols.append(Col("real", (group, g.choice(("Jumlah", "Total"))), "money", means=("realisasi", None, n)))
    cols.append(Col("pct", ("%",), "percent", means=("persen_realisasi", None, n)))

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers["pct"] = percent(row.numbers["real"], row.numbers["pagu"])
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), spent_in_parts(ctx, ("s1", "s2")), dress)
    title = ("LAPORAN REALISASI ANGGARAN PER SEMESTER", ctx.office.upper(), f"TAHUN ANGGARAN {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])
