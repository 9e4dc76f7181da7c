"""Forms of performance: measurement, efficiency, the evaluation T-C.29, money over the years of T-C.24."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part, percent
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import UNITS, Item, goal, indicator
from bench.renjabench.outline import Outline, items_of, levels_of, outline_rows, put, quantity
from bench.renjabench.plans import rp, unit_col
from bench.renjabench.reports import leaf_of, spend


def measurement(ctx: Context) -> Document:
    """LKjIP: target, realisation and achievement of sasaran, of the year and of years before, or with the money."""
    g, n = ctx.rng, ctx.tahun
    shape = g.choice(("year", "year", "years", "end", "money"))
    cols = [Col("no", (g.choice(("No", "NO.")),), "no", 2.5)] if g.random() < 0.7 else []
    cols += [Col("nama", (g.choice(("Sasaran Strategis", "SASARAN", "Sasaran", "Sasaran Kinerja")),), "text", 14.0)]
    cols += [
        Col(
            "ind",
            (g.choice(("Indikator Kinerja", "Indikator Kinerja Utama (IKU)", "IKU", "Indikator Sasaran")),),
            "text",
            15.0,
        ),
        *unit_col(ctx),
    ]
    target, real = (
        g.choice(("Target", "TARGET", "Target Kinerja", "Rencana Tingkat Capaian (Target)", "Target Tahun Ini")),
        g.choice(("Realisasi", "REALISASI", "Realisasi Kinerja", "Realisasi Capaian")),
    )
    shares = ("Capaian (%)", "% Capaian", "Capaian", "Persentase Capaian (%)", "Tingkat Capaian", "%")
    pct = g.choice((*shares, "Persentase Pencapaian Target", "Pencapaian (%)", "Prosentase Capaian"))
    span = [n - 2, n - 1, n] if shape == "years" else [n]
    for year in span:
        group = (
            (ctx.pick((f"Tahun {year}", str(year))),) if shape == "years" else ("Kinerja",) if shape == "money" else ()
        )
        real_means = ("realisasi", "fisik" if shape == "money" else None, year)
        cols += [
            Col(f"t{year}", (*group, target), "count", 5.0, ("target", None, year)),
            Col(f"r{year}", (*group, real), "count", 5.0, real_means),
            Col(
                f"c{year}",
                (*group, pct),
                "percent",
                means=("capaian", None, year),
                rumus=f"{{r{year}}}/{{t{year}}}x100",
            ),
        ]
    if shape == "end":
        cols.append(
            Col(
                "akhir",
                (g.choice(("Target Akhir Renstra", "Target Akhir RPJMD", "Target Akhir Periode Renstra")),),
                "count",
                5.0,
                ("target", "akhir_renstra", n),
            )
        )
    if shape == "money":
        cols += [
            Col(
                "pagu",
                ("Anggaran", rp(ctx, g.choice(("Pagu", "Alokasi", "Anggaran")))),
                "money",
                means=("pagu", None, n),
            ),
            Col("real", ("Anggaran", rp(ctx, "Realisasi")), "money", means=("realisasi", None, n)),
            Col(
                "pct",
                ("Anggaran", g.choice(("%", "Capaian (%)", "Serapan (%)"))),
                "percent",
                means=("persen_realisasi", None, n),
            ),
        ]
    rows = _measured(ctx, span, shape)
    judul = ctx.caption(
        g.choice(
            ("Pengukuran Kinerja", "Capaian Kinerja Sasaran Strategis", "Perbandingan Target dan Realisasi Kinerja")
        )
    )
    return Document(ctx, (), [Sheet("pengukuran_kinerja", cols, rows, judul, ctx.numbered)])


def _measured(ctx: Context, years: list[int], shape: str) -> list[Row]:
    g, rows = ctx.rng, []
    merged = g.random() < 0.7
    for k in range(1, g.randint(4, 7)):
        name = goal(g)
        owner = None
        for line in range(g.choice((1, 1, 2, 3)) if shape != "money" else 1):
            texts: dict[str, str | None] = {"no": str(k), "nama": name}
            if line:
                texts = {"no": None, "nama": None} if merged else {}
            row = Row("sasaran", name, texts, owner=owner)
            owner = owner or row
            unit = g.choice(UNITS)
            row.texts["ind"] = indicator(g, unit)
            for year in years:
                want = quantity(ctx, unit)
                have = max(
                    Decimal(1),
                    (want * g.randint(80, 115) / 100).quantize(Decimal(1) if want % 1 == 0 else Decimal("0.01")),
                )
                put(ctx, row, f"t{year}", want, unit)
                put(ctx, row, f"r{year}", have, unit)
                row.numbers[f"c{year}"] = percent(have, want)
            if shape == "end":
                put(ctx, row, "akhir", quantity(ctx, unit), unit)
            if shape == "money":
                row.numbers |= leaf_of(ctx)()
                spend(row)
            rows.append(row)
    return rows


def efficiency(ctx: Context) -> Document:
    """Achievement beside absorption, and what was saved."""
    g, n = ctx.rng, ctx.tahun
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("nama", (g.choice(("Sasaran Strategis", "Sasaran")),), "text", 16.0),
        Col("ind", ("Indikator Kinerja",), "text", 14.0),
        Col(
            "capaian",
            (
                g.choice(
                    ("% Capaian Kinerja", "Persentase Capaian Kinerja (≥100%)".replace("≥", ""), "Capaian Kinerja (%)")
                ),
            ),
            "percent",
            means=("capaian", None, n),
        ),
        Col(
            "serap",
            (
                g.choice(
                    ("% Penyerapan Anggaran", "Persentase Penyerapan Anggaran", "Penyerapan Anggaran (%)", "% Serapan")
                ),
            ),
            "percent",
            means=("persen_realisasi", None, n),
        ),
        Col(
            "efisien",
            (g.choice(("Tingkat Efisiensi", "Tingkat Efisiensi (%)", "Efisiensi")),),
            "percent",
            rumus="{capaian}-{serap}",
        ),
    ]
    rows = []
    for k in range(1, g.randint(4, 8)):
        name = goal(g)
        a, b = Decimal(g.randint(9500, 11000)) / 100, Decimal(g.randint(7000, 9800)) / 100
        texts = {"no": str(k), "nama": name, "ind": indicator(g, "%")}
        rows.append(Row("sasaran", name, dict(texts), {"capaian": a, "serap": b, "efisien": a - b}))
    judul = ctx.caption("Analisis Efisiensi Penggunaan Sumber Daya")
    return Document(ctx, (), [Sheet("pengukuran_kinerja", cols, rows, judul, ctx.numbered)])


def evaluasi(ctx: Context) -> Document:
    """T-C.29: the last year's Renja against the Renstra."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.3
    outline = Outline(ctx, levels_of(ctx))
    outline.total = ""
    end, last = n + g.randint(1, 3), n - 1
    group = g.choice(
        (
            "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu",
            f"Target dan Realisasi Kinerja Program dan Keluaran Kegiatan Tahun {last - 1}",
        )
    )
    closing = g.choice(
        (
            "Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan",
            f"Perkiraan Realisasi Capaian Target Program/Kegiatan Renstra s/d Tahun {last}",
        )
    )
    capaian = (closing, g.choice((f"Realisasi Capaian Program dan Kegiatan s/d Tahun {last}", "Realisasi Capaian")))
    tingkat = (closing, g.choice(("Tingkat Capaian Realisasi Target Renstra (%)", "Tingkat Capaian (%)")))
    renstra = f"Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun {end}"
    reached = f"Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d Tahun {last - 2}"
    renja = f"Renja Perangkat Daerah Tahun {last - 1}"
    heads: list[tuple[str, tuple[str, ...], str, tuple[str, str, int], str]] = [
        ("c4", (renstra,), "count", ("target", "renstra", end), ""),
        ("c5", (reached,), "count", ("realisasi", "renstra", last - 2), ""),
        ("c6", (group, f"Target {renja}"), "count", ("target", "renja", last - 1), ""),
        ("c7", (group, f"Realisasi {renja}"), "count", ("realisasi", "renja", last - 1), ""),
        ("c8", (group, "Tingkat Realisasi (%)"), "percent", ("persen_realisasi", "renja", last - 1), "{c7}/{c6}"),
        ("c9", (f"Target Program dan Kegiatan Renja Tahun {last}",), "count", ("target", "renja", last), ""),
        ("c10", capaian, "count", ("realisasi", "perkiraan", last), "{c5}+{c7}+{c9}"),
        ("c11", tingkat, "percent", ("persen_realisasi", "perkiraan", last), "{c10}/{c4}"),
    ]
    cols = [
        *outline.cols,
        Col("ind", ("Indikator Kinerja Program (outcome)/ Kegiatan (output)",), "text", 14.0),
        *unit_col(ctx),
    ]
    cols += [Col(key, path, kind, 5.0, means, rumus) for key, path, kind, means, rumus in heads]

    def dress(row: Row, item: Item | None) -> list[Row]:
        unit = g.choice([u for u in UNITS if u not in ("%", "Indeks")])
        row.texts["ind"] = indicator(g, unit)
        numbers = [Decimal(g.randint(10, 60)) for _ in range(4)]
        k5, k6, k7, k9 = numbers[0], numbers[1], min(numbers[1], numbers[2]), numbers[3]
        k10 = k5 + k7 + k9
        k4 = k10 + g.randint(0, 60)
        for key, value in zip(("c4", "c5", "c6", "c7", "c9", "c10"), (k4, k5, k6, k7, k9, k10), strict=True):
            put(ctx, row, key, value, unit)
        row.numbers |= {"c8": percent(k7, k6), "c11": percent(k10, k4)}
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), dict, dress)
    judul = f"Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra s/d Tahun {last}"
    return Document(ctx, (), [Sheet("evaluasi_renja", cols, rows, judul, ctx.numbered)], tahap="murni")


def funding_years(ctx: Context) -> Document:
    """T-C.24: budget, realisation and their ratio over five years."""
    g, n = ctx.rng, ctx.tahun
    years = [n - 5 + k for k in range(5)]
    outline = Outline(
        ctx,
        ["program"] if ctx.old or g.random() < 0.5 else ["program", "kegiatan"],
        mode=g.choice(("none", "numbers", "one")),
    )
    outline.merged = False
    heads = (
        ("a", g.choice(("Anggaran pada Tahun", "Anggaran Tahun", "Anggaran (Rp) pada Tahun ke-")), "money", "pagu"),
        (
            "r",
            g.choice(("Realisasi Anggaran pada Tahun", "Realisasi Tahun", "Realisasi Anggaran (Rp)")),
            "money",
            "realisasi",
        ),
        (
            "q",
            g.choice(("Rasio antara Realisasi dan Anggaran Tahun", "Rasio Realisasi terhadap Anggaran (%)")),
            "percent",
            "persen_realisasi",
        ),
    )
    counted = g.random() < 0.25
    cols = outline.cols
    for key, head, kind, ukuran in heads:
        cols += [
            Col(f"{key}{k}", (head, str(k + 1) if counted else str(y)), kind, means=(ukuran, None, y))
            for k, y in enumerate(years)
        ]

    def leaf() -> dict[str, Decimal]:
        made: dict[str, Decimal] = {}
        for k in range(5):
            made[f"a{k}"] = amount(g)
            made[f"r{k}"] = part(g, made[f"a{k}"], 0.6, 1.0)
        return made

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers |= {f"q{k}": percent(row.numbers[f"r{k}"], row.numbers[f"a{k}"]) for k in range(5)}
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = f"Anggaran dan Realisasi Pendanaan Pelayanan Perangkat Daerah Tahun {years[0]}-{years[-1]}"
    return Document(ctx, (), [Sheet("realisasi_anggaran", cols, rows, judul, ctx.numbered)], tahun_akhir=n + 4)
