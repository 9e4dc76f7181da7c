"""Forms over several years and of performance: T-C.27, T-C.23, T-C.30, IKU, cascading, pledges, plans by quarters."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part, percent
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import UNITS, Item, goal, indicator
from bench.renjabench.outline import Outline, further, items_of, levels_of, measure, outline_rows, put, quantity
from bench.renjabench.plans import rp, unit_col


def renstra(ctx: Context) -> Document:
    """T-C.27: programs with a target and money for each year of the period."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.4
    years = [n + k for k in range(g.choice((5, 5, 5, 6)))]
    outline = Outline(ctx, levels_of(ctx))
    group = g.choice(
        (
            "Target Kinerja Program dan Kerangka Pendanaan",
            "Capaian Kinerja Program dan Kerangka Pendanaan",
            "TARGET KINERJA DAN KERANGKA PENDANAAN",
        )
    )
    k, money = g.choice(
        (
            ("Target", "Rp"),
            ("target", rp(ctx, "Pagu")),
            ("K", "Rp"),
            ("Target", "Rp."),
            ("Kinerja", rp(ctx, "Pagu Indikatif")),
        )
    )
    close = g.choice(
        (
            "Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah",
            "Kondisi Akhir Renstra",
            "Kondisi Kinerja pada akhir periode RPJMD",
        )
    )
    start = g.choice(
        (
            "Data Capaian pada Tahun Awal Perencanaan",
            f"Kondisi Awal ({n - 1})",
            f"Kondisi Kinerja Awal RPJMD (Tahun {n - 1})",
            f"Capaian {n - 1}",
        )
    )
    cols = (
        [Col("tujuan", ("Tujuan",), "text", 9.0), Col("sasaran", ("Sasaran",), "text", 9.0)] if g.random() < 0.5 else []
    )
    cols += [
        *outline.cols,
        Col(
            "ind",
            (
                g.choice(
                    (
                        "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)",
                        "Indikator Kinerja",
                        "Indikator",
                    )
                ),
            ),
            "text",
            14.0,
        ),
    ]
    cols += [
        *unit_col(ctx),
        Col("awal", (start,), "count", 5.0, ("capaian", None, n - 1 if str(n - 1) in start else None)),
    ]
    ordinal = g.random() < 0.2
    for order, y in enumerate(years):
        head = (group, f"Tahun ke-{order + 1} ({y})" if ordinal else ctx.pick((f"Tahun {y}", str(y))))
        cols += [
            Col(f"t{y}", (*head, k), "count", 5.0, ("target", None, y)),
            Col(f"p{y}", (*head, money), "money", means=("pagu", None, y)),
        ]
    cols += [
        Col("ta", (close, k), "count", 5.0, ("target", "akhir_renstra", years[-1])),
        Col("pa", (close, money), "money", means=("pagu", "akhir_renstra", years[-1])),
    ]
    cols += (
        [Col("unit_kerja", ("Unit Kerja Perangkat Daerah Penanggung Jawab",), "text", 8.0)] if g.random() < 0.4 else []
    )
    rows = _period_rows(ctx, outline, years)
    if cols[0].key == "tujuan":
        _goals_beside(ctx, rows)
    judul = f"Rencana Program, Kegiatan, Indikator Kinerja dan Pendanaan Indikatif Tahun {years[0]}-{years[-1]}"
    return Document(ctx, (), [Sheet("pendanaan_renstra", cols, rows, judul, ctx.numbered)], tahun_akhir=years[-1])


def _period_rows(ctx: Context, outline: Outline, years: list[int]) -> list[Row]:
    g = ctx.rng

    def leaf() -> dict[str, Decimal]:
        first = amount(g)
        made = {f"p{y}": part(g, first, 0.8, 1.5) for y in years}
        return made | {"pa": sum(made.values(), Decimal(0))}

    def dress(row: Row, item: Item | None) -> list[Row]:
        if item is None:
            return []
        keys = [*(f"t{y}" for y in years), "awal", "ta"]
        rows = []
        for line in range(g.choice((1, 1, 1, 2))):
            at = further(outline, row, ("ind", "unit", *keys)) if line else row
            unit = measure(ctx, at, keys[0])
            for key in keys[1:]:
                put(ctx, at, key, quantity(ctx, unit), unit)
            put(ctx, at, "ta", at.numbers[f"t{years[-1]}"], unit)
            at.texts["unit_kerja"] = "Bidang Pelayanan"
            rows += [at] if line else []
        return rows

    return outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)


def _goals_beside(ctx: Context, rows: list[Row]) -> None:
    """Puts tujuan and sasaran beside the programs, their cells merged downwards."""
    for k, row in enumerate(x for x in rows if x.level != "jumlah"):
        new = row.level == "program" and row.owner is None
        row.texts["sasaran"] = goal(ctx.rng) if new else None
        row.texts["tujuan"] = goal(ctx.rng) if k == 0 else None


def service_years(ctx: Context) -> Document:
    """T-C.23: targets, realisation and ratio of indicators over five years."""
    g, n = ctx.rng, ctx.tahun
    years = [n - 5 + k for k in range(5)]
    ctx.unit_column = g.random() < 0.4
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col(
            "nama",
            (g.choice(("Indikator Kinerja Sesuai Tugas dan Fungsi Perangkat Daerah", "Indikator Kinerja")),),
            "text",
            17.0,
        ),
    ]
    cols += [
        Col(k, (h,), "text", 4.0)
        for k, h in (("nspk", "Target NSPK"), ("ikk", "Target IKK"), ("lain", "Target Indikator Lainnya"))
    ]
    cols += unit_col(ctx)
    ordinal = g.random() < 0.3
    heads = (
        ("t", "Target Renstra Perangkat Daerah Tahun ke-", "count", ("target", "renstra")),
        ("r", "Realisasi Capaian Tahun ke-", "count", ("realisasi", None)),
        ("c", g.choice(("Rasio Capaian pada Tahun ke-", "Rasio Capaian Tahun ke-")), "percent", ("capaian", None)),
    )
    for key, head, kind, (ukuran, konteks) in heads:
        head = head if ordinal else head.replace(" ke-", "")
        cols += [
            Col(f"{key}{y}", (head, str(k + 1) if ordinal else str(y)), kind, 4.0, (ukuran, konteks, y))
            for k, y in enumerate(years)
        ]
    rows = _indicator_rows(ctx, years)
    judul = f"Pencapaian Kinerja Pelayanan Perangkat Daerah Tahun {years[0]}-{years[-1]}"
    return Document(ctx, (), [Sheet("kinerja_pelayanan", cols, rows, judul, ctx.numbered)], tahun_akhir=n + 4)


def _indicator_rows(ctx: Context, years: list[int]) -> list[Row]:
    g, rows = ctx.rng, []
    for k in range(1, g.randint(6, 12)):
        unit = g.choice(UNITS)
        name = indicator(g, unit)
        row = Row("lainnya", name, {"no": str(k), "nama": name, "nspk": "", "ikk": ""})
        for y in years:
            want = quantity(ctx, unit)
            have = max(
                Decimal(1), (want * g.randint(80, 115) / 100).quantize(Decimal(1) if want % 1 == 0 else Decimal("0.01"))
            )
            put(ctx, row, f"t{y}", want, unit)
            put(ctx, row, f"r{y}", have, unit)
            row.numbers[f"c{y}"] = percent(have, want)
        rows.append(row)
    return rows


def service(ctx: Context) -> Document:
    """T-C.30: targets of four years, realisation of two, projections of two."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.4
    cols = [Col("no", ("No",), "no", 2.5), Col("nama", (g.choice(("Indikator", "Indikator Kinerja")),), "text", 17.0)]
    cols += [Col("spm", ("SPM/ Standar Nasional",), "text", 5.0), Col("ikk", ("IKK",), "text", 4.0), *unit_col(ctx)]
    heads = (
        (
            "t",
            g.choice(("Target Renstra Perangkat Daerah", "Target Renstra SKPD")),
            (n - 2, n - 1, n, n + 1),
            ("target", "renstra"),
        ),
        ("r", g.choice(("Realisasi Capaian", "Realisasi")), (n - 2, n - 1), ("realisasi", None)),
        ("p", g.choice(("Proyeksi", "Proyeksi Capaian")), (n, n + 1), ("realisasi", "perkiraan")),
    )
    for key, head, years, (ukuran, konteks) in heads:
        cols += [
            Col(f"{key}{y}", (head, ctx.pick((f"Tahun {y}", str(y)))), "count", 4.5, (ukuran, konteks, y))
            for y in years
        ]
    cols.append(Col("ket", ("Catatan Analisis",), "text", 6.0))
    rows = []
    for k in range(1, g.randint(6, 12)):
        unit = g.choice(UNITS)
        name = indicator(g, unit)
        row = Row("lainnya", name, {"no": str(k), "nama": name})
        for key, _, years, _ in heads:
            for y in years:
                put(ctx, row, f"{key}{y}", quantity(ctx, unit), unit)
        rows.append(row)
    judul = f"Pencapaian Kinerja Pelayanan Perangkat Daerah Tahun {n}"
    return Document(ctx, (), [Sheet("kinerja_pelayanan", cols, rows, judul, ctx.numbered)], tahap="murni")


def iku(ctx: Context) -> Document:
    """Indicators with their state at the start, five targets and the closing one."""
    g, n = ctx.rng, ctx.tahun
    years = [n + k for k in range(5)]
    ctx.unit_column = g.random() < 0.5
    start = g.choice(("Kondisi Kinerja pada Awal Periode RPJMD", f"Kondisi Awal {n - 1}", f"Baseline {n - 1}"))
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col(
            "nama",
            (g.choice(("Indikator Kinerja Utama", "Indikator", "Indikator Kinerja Perangkat Daerah")),),
            "text",
            17.0,
        ),
        *unit_col(ctx),
    ]
    cols.append(Col("awal", (start,), "count", 5.0, ("capaian", None, n - 1 if str(n - 1) in start else None)))
    cols += [
        Col(
            f"t{y}",
            (g.choice(("Target Capaian Setiap Tahun", "Target Capaian Setiap Tahun")), str(y)),
            "count",
            4.5,
            ("target", None, y),
        )
        for y in years
    ]
    cols.append(
        Col("ta", ("Kondisi Kinerja pada Akhir Periode RPJMD",), "count", 5.0, ("target", "akhir_renstra", years[-1]))
    )
    rows = []
    for k in range(1, g.randint(5, 10)):
        unit = g.choice(UNITS)
        name = indicator(g, unit)
        row = Row("lainnya", name, {"no": str(k), "nama": name})
        for key in ("awal", *(f"t{y}" for y in years)):
            put(ctx, row, key, quantity(ctx, unit), unit)
        put(ctx, row, "ta", row.numbers[f"t{years[-1]}"], unit)
        rows.append(row)
    judul = "Indikator Kinerja Perangkat Daerah yang Mengacu pada Tujuan dan Sasaran RPJMD"
    return Document(ctx, (), [Sheet("indikator_kinerja", cols, rows, judul, ctx.numbered)], tahun_akhir=years[-1])


def cascade(ctx: Context) -> Document:
    """Tujuan to sub kegiatan in columns side by side, upper cells merged over lower ones."""
    g, n = ctx.rng, ctx.tahun
    levels = ["program", "kegiatan"] if ctx.old else ["program", "kegiatan", "sub_kegiatan"]
    heads = {"program": "Program", "kegiatan": "Kegiatan", "sub_kegiatan": g.choice(("Sub Kegiatan", "Subkegiatan"))}
    money = g.random() < 0.6
    cols = [
        Col("tujuan", ("Tujuan",), "text", 9.0),
        Col("sasaran", (g.choice(("Sasaran", "Sasaran Strategis")),), "text", 9.0),
    ]
    for level in levels:
        key = "nama" if level == levels[-1] else level
        cols.append(Col(key, (heads[level],), "text", 13.0))
        if g.random() < 0.5 or level == levels[-1]:
            cols.append(Col("ind" if key == "nama" else f"ind_{level}", (f"Indikator {heads[level]}",), "text", 11.0))
    if money:
        cols += [
            Col("target", ("Target",), "count", 5.0, ("target", None, n)),
            Col("pagu", (rp(ctx, g.choice(("Anggaran", "Pagu"))),), "money", means=("pagu", None, n)),
        ]
    rows: list[Row] = []
    for item in items_of(ctx, levels):
        _cascade_rows(ctx, item, {}, rows, money)
    for k, row in enumerate(rows):
        row.texts["tujuan"] = goal(g) if k == 0 else None
    title = (
        g.choice((f"RENCANA KINERJA TAHUNAN {n}", f"RENCANA KINERJA TAHUN {n}"))
        if money
        else f"POHON KINERJA (CASCADING) TAHUN {n}",
        ctx.office.upper(),
    )
    return Document(ctx, title, [Sheet("perjanjian_kinerja" if money else "lainnya", cols, rows, "", ctx.numbered)])


def _cascade_rows(ctx: Context, item: Item, above: dict[str, str | None], rows: list[Row], money: bool) -> None:
    g = ctx.rng
    if not item.children:
        row = Row(item.level, item.nama, {**above, "nama": item.nama}, kode=item.kode)
        measure(ctx, row)
        if money:
            row.numbers["pagu"] = amount(g)
        else:
            del row.numbers["target"]
        rows.append(row)
        return
    own = {item.level: item.nama, f"ind_{item.level}": indicator(g, "%")}
    own |= {"sasaran": goal(g)} if item.level == "program" else {}
    for k, child in enumerate(item.children):
        _cascade_rows(
            ctx, child, {**above, **own} if k == 0 else {**dict.fromkeys(above), **dict.fromkeys(own)}, rows, money
        )
