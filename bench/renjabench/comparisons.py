"""Forms that compare: two years of money, kinds of belanja, work beside money, sasaran over years, offices."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part, percent, split
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import OFFICES, UNITS, Item, goal, indicator
from bench.renjabench.outline import Outline, items_of, levels_of, outline_rows, put, quantity
from bench.renjabench.plans import rp, unit_col

D0 = Decimal(0)


def two_years(ctx: Context) -> Document:
    """Budget and spending of two years side by side."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx)[:2])
    pagu, real = g.choice(
        (("Anggaran", "Realisasi"), ("Pagu", "Realisasi"), ("Target", "Realisasi"), ("Alokasi", "Serapan"))
    )
    heads = g.choice((("Tahun {}",), ("TA. {}",), ("{}",), ("Tahun Anggaran {}",)))[0]
    cols = outline.cols
    for y in (n - 1, n):
        group = heads.format(y)
        cols += [
            Col(f"p{y}", (group, rp(ctx, pagu)), "money", means=("pagu", None, y)),
            Col(f"r{y}", (group, rp(ctx, real)), "money", means=("realisasi", None, y)),
            Col(f"q{y}", (group, "%"), "percent", means=("persen_realisasi", None, y), rumus=f"{{r{y}}}/{{p{y}}}*100"),
        ]
    if g.random() < 0.4:
        cols.append(
            Col("naik", (g.choice(("Naik/ (Turun)", "Kenaikan/ Penurunan")),), "money", means=("selisih", None, n))
        )

    def leaf() -> dict[str, Decimal]:
        made: dict[str, Decimal] = {}
        for y in (n - 1, n):
            made[f"p{y}"] = amount(g)
            made[f"r{y}"] = part(g, made[f"p{y}"], 0.6, 1.0)
        return made

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers |= {f"q{y}": percent(row.numbers[f"r{y}"], row.numbers[f"p{y}"]) for y in (n - 1, n)}
        row.numbers["naik"] = row.numbers[f"r{n}"] - row.numbers[f"r{n - 1}"]
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = f"Perbandingan Anggaran dan Realisasi Tahun {n - 1} dan {n}"
    return Document(ctx, (), [Sheet("realisasi_anggaran", cols, rows, judul, ctx.numbered)])


def kinds_of_belanja(ctx: Context) -> Document:
    """Programs with their pagu by kind of belanja."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, levels_of(ctx))
    names = (
        ("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal")
        if ctx.old
        else ("Belanja Operasi", "Belanja Modal", "Belanja Tidak Terduga")
    )
    group = rp(ctx, g.choice(("Kelompok Belanja", "Jenis Belanja", "Pagu Anggaran", "Anggaran")))
    parts = [Col(f"s{k}", (group, name), "money") for k, name in enumerate(names)]
    cols = [
        *outline.cols,
        *parts,
        Col(
            "pagu",
            ((group, "Jumlah") if g.random() < 0.6 else (rp(ctx, "Jumlah Anggaran"),)),
            "money",
            means=("pagu", None, n),
        ),
    ]

    def leaf() -> dict[str, Decimal]:
        made = {f"s{k}": amount(g) if k < 1 or g.random() < 0.4 else D0 for k in range(3)}
        return made | {"pagu": sum(made.values(), D0)}

    def dress(row: Row, item: Item | None) -> list[Row]:
        for k in range(3):
            if not row.numbers[f"s{k}"] and g.random() < 0.8:
                del row.numbers[f"s{k}"]
                row.texts[f"s{k}"] = g.choice(("-", "", "-"))
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    title = (f"RINGKASAN ANGGARAN MENURUT PROGRAM DAN KELOMPOK BELANJA TAHUN {n}", ctx.office.upper())
    return Document(ctx, title, [Sheet("perjanjian_kinerja", cols, rows, "", ctx.numbered)])


def work_and_money(ctx: Context) -> Document:
    """Programs with target and realisation of the work beside pagu and realisation of the money."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.3
    outline = Outline(ctx, levels_of(ctx))
    work, money = g.choice(
        (
            ("Kinerja", "Anggaran"),
            ("Capaian Kinerja", "Capaian Anggaran"),
            ("KINERJA", "KEUANGAN"),
            ("Fisik/Kinerja", "Keuangan"),
        )
    )
    if work == "Fisik/Kinerja":
        work = "Kinerja"
    pct = g.choice(("%", "Capaian (%)", "Capaian"))
    cols = [
        *outline.cols,
        Col("ind", (g.choice(("Indikator Kinerja", "Indikator Program/Kegiatan")),), "text", 13.0),
        *unit_col(ctx),
    ]
    cols += [
        Col("t", (work, "Target"), "count", 5.0, ("target", None, n)),
        Col("r", (work, "Realisasi"), "count", 5.0, ("realisasi", "fisik", n)),
        Col("c", (work, pct), "percent", means=("capaian", None, n)),
        Col("pagu", (money, rp(ctx, g.choice(("Pagu", "Target", "Alokasi")))), "money", means=("pagu", None, n)),
        Col("real", (money, rp(ctx, "Realisasi")), "money", means=("realisasi", None, n)),
        Col("pct", (money, pct), "percent", means=("persen_realisasi", None, n)),
    ]

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        return {"pagu": value, "real": part(g, value, 0.6, 1.0)}

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers["pct"] = percent(row.numbers["real"], row.numbers["pagu"])
        if item is not None:
            unit = g.choice([u for u in UNITS if u != "Indeks"])
            row.texts["ind"] = indicator(g, unit)
            want = Decimal(g.randint(5, 90))
            have = max(Decimal(1), want - g.randint(0, 9))
            put(ctx, row, "t", want, unit)
            put(ctx, row, "r", have, unit)
            row.numbers["c"] = percent(have, want)
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = ctx.caption(
        g.choice(("Capaian Kinerja dan Anggaran Program dan Kegiatan", "Pengukuran Kinerja Program dan Kegiatan"))
    )
    return Document(ctx, (), [Sheet("realisasi_anggaran", cols, rows, judul, ctx.numbered)])


def goals_over_years(ctx: Context) -> Document:
    """T-C.25: sasaran with indicators and the targets of five years; the tujuan merged beside them."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = g.random() < 0.5
    years = [n + k for k in range(5)]
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("tujuan", ("Tujuan",), "text", 11.0),
        Col("nama", ("Sasaran",), "text", 13.0),
    ]
    cols += [
        Col("ind", (g.choice(("Indikator Sasaran", "Indikator Tujuan/Sasaran", "Indikator Kinerja")),), "text", 14.0),
        *unit_col(ctx),
    ]
    group = g.choice(
        (
            "Target Kinerja pada Tahun",
            "Target Kinerja Sasaran pada Tahun ke-",
            "Target Kinerja Tujuan/Sasaran pada Tahun Ke-",
        )
    )
    ordinal = group.lower().endswith("ke-")
    cols += [
        Col(f"t{y}", (group, str(k + 1) if ordinal else str(y)), "count", 4.5, ("target", None, y))
        for k, y in enumerate(years)
    ]
    rows: list[Row] = []
    for place in range(1, g.randint(4, 7)):
        name, unit = goal(g), g.choice(UNITS)
        row = Row(
            "sasaran",
            name,
            {"no": str(place), "tujuan": goal(g) if place in (1, 3) else None, "nama": name, "ind": indicator(g, unit)},
        )
        for y in years:
            put(ctx, row, f"t{y}", quantity(ctx, unit), unit)
        rows.append(row)
    judul = f"Tujuan dan Sasaran Jangka Menengah Pelayanan Perangkat Daerah Tahun {years[0]}-{years[-1]}"
    return Document(ctx, (), [Sheet("indikator_kinerja", cols, rows, judul, ctx.numbered)], tahun_akhir=years[-1])


def priorities(ctx: Context) -> Document:
    """Programs with the office that is in charge of each, of the whole region."""
    g, n = ctx.rng, ctx.tahun
    cols = [Col("no", ("No",), "no", 2.5), Col("prioritas", ("Prioritas Pembangunan",), "text", 13.0)]
    cols.append(Col("nama", (g.choice(("Program", "Program Prioritas", "Nama Program")),), "text", 17.0))
    cols.append(
        Col(
            "opd",
            (g.choice(("Perangkat Daerah", "SKPD Penanggung Jawab", "OPD Pengampu", "Perangkat Daerah Pelaksana")),),
            "text",
            12.0,
        )
    )
    cols.append(
        Col(
            "pagu",
            (rp(ctx, ctx.dated(g.choice(("Pagu Indikatif", "Anggaran", "Pagu")), n)),),
            "money",
            means=("pagu", None, n),
        )
    )
    rows, number = [], 0
    for bidang in g.sample(sorted(OFFICES), 3):
        for k, item in enumerate(items_of(ctx, ["program"], bidang)[:4]):
            number += 1
            texts: dict[str, str | None] = {"no": str(number), "nama": item.nama, "opd": OFFICES[bidang]}
            texts["prioritas"] = goal(g) if k == 0 else None
            rows.append(Row("program", item.nama, texts, {"pagu": amount(g)}, kode=item.kode))
    total = {"pagu": sum((r.numbers["pagu"] for r in rows), D0)}
    rows.append(Row("jumlah", "JUMLAH", {"nama": "JUMLAH"}, total, bold=True, wide=3 if g.random() < 0.5 else 0))
    title = (f"PROGRAM PRIORITAS RENCANA KERJA PEMERINTAH DAERAH TAHUN {n}",)
    return Document(ctx, title, [Sheet("rencana_pendanaan", cols, rows, "", ctx.numbered)], whole_region=True)


def withdrawal(ctx: Context) -> Document:
    """A plan of spending by month or quarter with its total (DPA, anggaran kas)."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    names = g.choice(
        (tuple(f"Triwulan {q}" for q in ("I", "II", "III", "IV")), tuple(f"TW {q}" for q in ("I", "II", "III", "IV")))
    )
    group = rp(ctx, g.choice(("Rencana Penarikan Dana", "Rencana Pelaksanaan Anggaran", "Anggaran Kas")))
    cols = [
        *outline.cols,
        *(Col(f"p{q}", (group, w), "money", means=("pagu", f"triwulan_{q}", n)) for q, w in enumerate(names, 1)),
    ]
    cols.append(
        Col("pagu", (rp(ctx, g.choice(("Jumlah", "Total", "Jumlah Anggaran"))),), "money", means=("pagu", None, n))
    )

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        return {"pagu": value} | {f"p{q}": p for q, p in enumerate(split(g, value, 4), 1)}

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, lambda r, i: [])
    title = ("REKAPITULASI DOKUMEN PELAKSANAAN ANGGARAN", ctx.office.upper(), f"TAHUN ANGGARAN {n}")
    return Document(ctx, title, [Sheet("perjanjian_kinerja", cols, rows, "", ctx.numbered)])
