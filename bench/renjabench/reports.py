"""Forms of reports: RFK, realisasi of programs and of accounts, offices, years, measurement, efficiency, T-C.29, T-C.24."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bench.renjabench.figures import amount, part, percent
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import ACCOUNTS, UNITS, Item, goal, indicator, work
from bench.renjabench.outline import Outline, items_of, levels_of, outline_rows, put, quantity
from bench.renjabench.plans import rp, unit_col

_PAGU = ("Pagu Anggaran", "Anggaran", "Pagu", "Alokasi Anggaran", "Pagu DPA", "Anggaran DPA", "Jumlah Anggaran", "Pagu Dana")
_REAL = ("Realisasi", "Realisasi Anggaran", "Realisasi Keuangan", "Penyerapan", "Penyerapan Anggaran", "Realisasi s/d Bulan ini")
_PCT = ("%", "Persentase (%)", "Persen", "% Realisasi", "Capaian (%)", "Tingkat Penyerapan (%)", "Serapan (%)", "Prosentase")
_SISA = ("Sisa Anggaran", "Sisa Pagu", "Sisa", "Sisa Dana", "Sisa Anggaran (Rp)")
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
_QUARTER = ("I", "II", "III", "IV")
D0 = Decimal(0)


def _spent(row: Row, pagu: str = "pagu", real: str = "real") -> None:
    row.numbers["pct"] = percent(row.numbers[real], row.numbers[pagu])
    row.numbers["sisa"] = row.numbers[pagu] - row.numbers[real]


def _leaf(ctx: Context) -> Callable[[], dict[str, Decimal]]:
    def made() -> dict[str, Decimal]:
        value = amount(ctx.rng)
        return {"pagu": value, "real": part(ctx.rng, value, 0.55, 1.0)}

    return made


def rfk(ctx: Context) -> Document:
    """The monthly report of works: pagu, weight, physical plan and progress, money, remainder."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    fisik, uang = g.choice((("Fisik", "Keuangan"), ("Realisasi Fisik", "Realisasi Keuangan"), ("FISIK (%)", "KEUANGAN")))
    plan = g.choice(("Rencana (%)", "Target (%)", "Rencana"))
    done = g.choice(("Realisasi (%)", "Realisasi", "Real (%)"))
    cols = [*outline.cols, Col("pagu", (rp(ctx, g.choice(_PAGU)),), "money", means=("pagu", None, n))]
    if g.random() < 0.6:
        cols.append(Col("bobot", (g.choice(("Bobot (%)", "Bobot", "BOBOT KEGIATAN")),), "percent", means=("bobot", None, n)))
    if g.random() < 0.6:
        cols.append(Col("rencana", (fisik, plan), "percent", means=("target", "fisik", n)))
        cols.append(Col("fisik", (fisik, done), "percent", means=("fisik", None, n)))
    else:
        cols.append(Col("fisik", (fisik, "%") if g.random() < 0.5 else (f"{fisik.removesuffix(' (%)')} (%)",), "percent", means=("fisik", None, n)))
    if any(c.key == "bobot" for c in cols) and g.random() < 0.5 and cols[-1].path[0] == fisik:
        cols.append(Col("tfisik", (fisik, g.choice(("Tertimbang", "TTB", "Tertimbang (%)"))), "percent", means=("tertimbang", "fisik", n), rumus="{bobot}*{fisik}/100"))
    money = g.choice(("Rp", "(Rp)", "Realisasi (Rp)", "Rp."))
    cols += [
        Col("real", (uang, money), "money", means=("realisasi", None, n)),
        Col("pct", (uang, "%"), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}*100"),
    ]
    if g.random() < 0.7:
        cols.append(Col("sisa", (g.choice(_SISA),), "money", means=("sisa", None, n), rumus="{pagu}-{real}"))
    cols += [Col("ket", (g.choice(("Ket", "Permasalahan", "Keterangan")),), "text", 6.0)] if g.random() < 0.5 else []
    items = items_of(ctx, outline.levels)
    rows = outline_rows(outline, items, _leaf(ctx), lambda r, i: _progress(ctx, r, i))
    _weigh(rows)
    month = g.randrange(12)
    when = g.choice((f"Bulan {_MONTHS[month]}", f"Keadaan s/d Bulan {_MONTHS[month]}", f"Triwulan {_QUARTER[month // 3]}"))
    title = (g.choice(("LAPORAN REALISASI FISIK DAN KEUANGAN", "LAPORAN PERKEMBANGAN FISIK DAN KEUANGAN (RFK)")),)
    title += (ctx.office.upper(), f"TAHUN ANGGARAN {n}", f"{when} {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])


def _progress(ctx: Context, row: Row, item: Item | None) -> list[Row]:
    _spent(row)
    if item is not None:
        fisik = Decimal(ctx.rng.randint(6000, 10000)) / 100
        row.numbers |= {"fisik": fisik, "rencana": min(Decimal(100), fisik + ctx.rng.randint(0, 9))}
    return []


def _weigh(rows: list[Row]) -> None:
    total = sum((r.numbers["pagu"] for r in rows if r.level == "program"), D0)
    for row in rows:
        bobot = row.numbers["bobot"] = percent(row.numbers["pagu"], total)
        if "fisik" in row.numbers:
            row.numbers["tfisik"] = percent(bobot * row.numbers["fisik"], Decimal(10000))


def absorption(ctx: Context) -> Document:
    """Anggaran and realisasi of programs, of one year or of two."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    group = g.choice(((), (), (g.choice(("Anggaran", "Keuangan", "ANGGARAN (Rp)")),)))
    pagu, real = (g.choice(("Pagu", "Target", "Alokasi")), "Realisasi") if group else (g.choice(_PAGU), g.choice(_REAL[:5]))
    cols = [
        *outline.cols,
        Col("pagu", (*group, rp(ctx, ctx.dated(pagu, n))), "money", means=("target" if pagu == "Target" else "pagu", None, n)),
        Col("real", (*group, rp(ctx, ctx.dated(real, n))), "money", means=("realisasi", None, n)),
        Col("pct", (*group, g.choice(_PCT)), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}x100"),
    ]
    if pagu == "Target":
        cols[-3] = Col("pagu", (*group, rp(ctx, "Pagu")), "money", means=("pagu", None, n))
    if g.random() < 0.4:
        cols.append(Col("sisa", (*group, g.choice(_SISA)), "money", means=("sisa", None, n), rumus="{pagu}-{real}"))
    if g.random() < 0.3:
        at = next(k for k, c in enumerate(cols) if c.key == "pagu")
        cols.insert(at, Col("ind", (g.choice(("Indikator Kinerja", "Sasaran Kegiatan", "Indikator")),), "text", 13.0))

    def dress(row: Row, item: Item | None) -> list[Row]:
        _spent(row)
        if item is not None:
            row.texts["ind"] = indicator(g, "Dokumen")
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), _leaf(ctx), dress)
    judul = ctx.caption(g.choice(("Realisasi Anggaran", "Akuntabilitas Keuangan", "Pagu dan Realisasi Anggaran Program dan Kegiatan")))
    return Document(ctx, (), [Sheet("realisasi_anggaran", cols, rows, judul, ctx.numbered)])


def lra(ctx: Context) -> Document:
    """Accounts with budget, realisation, percent and the year before."""
    g, n = ctx.rng, ctx.tahun
    lengths = g.choice((3, 3, 2))
    accounts = [(c, name) for c, name in ACCOUNTS if c.count(".") < lengths]
    coded = g.random() < 0.8
    spaced = g.random() < 0.3
    cols = [Col("kode", (g.choice(("Kode Rekening", "No. Urut", "NO. REK", "Kode Rek.")),), "code")] if coded else []
    cols.append(Col("nama", (g.choice(("Uraian", "URAIAN", "Uraian Rekening", "Jenis Belanja")),), "text", 20.0))
    head = g.choice(("Anggaran", "Anggaran Setelah Perubahan", "Jumlah Anggaran", "Target/Anggaran"))
    cols.append(Col("pagu", (rp(ctx, ctx.dated(head, n)),), "money", means=("pagu", None, n)))
    cols.append(Col("real", (rp(ctx, g.choice((f"Realisasi {n}", f"Realisasi Tahun {n}", "Realisasi"))),), "money", means=("realisasi", None, n)))
    if g.random() < 0.3:
        cols.append(Col("lebih", (g.choice(("Lebih/ (Kurang)", "Bertambah/ (Berkurang)")),), "money", means=("selisih", None, n), rumus="{real}-{pagu}"))
    cols.append(Col("pct", (g.choice(("%", "(%)", "Persen")),), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}*100"))
    if g.random() < 0.7:
        cols.append(Col("lalu", (rp(ctx, g.choice((f"Realisasi {n - 1}", f"Realisasi Tahun {n - 1}"))),), "money", means=("realisasi", None, n - 1)))
    made = _accounts(ctx, accounts, coded, spaced)
    title = ("LAPORAN REALISASI ANGGARAN", ctx.office.upper(), f"UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, made, "", ctx.numbered)])


def _accounts(ctx: Context, accounts: list[tuple[str, str]], coded: bool, spaced: bool) -> list[Row]:
    g = ctx.rng
    rows, by_code = [], {}
    for code, name in accounts:
        printed = " . ".join(code.split(".")) if spaced else code
        leaf = not any(c.startswith(f"{code}.") for c, _ in accounts)
        row = Row("lainnya", name, {"nama": name}, bold=not leaf, indent=code.count(".") if not coded else 0)
        if coded:
            row.kode_asli = row.texts["kode"] = printed
        by_code[code] = row
        rows.append(row)
        row.numbers = {"pagu": amount(g), "lalu": amount(g)} if leaf else {}
        if leaf:
            row.numbers["real"] = part(g, row.numbers["pagu"], 0.6, 1.0)
    for code in sorted(by_code, key=lambda c: -c.count(".")):
        below = [r for c, r in by_code.items() if c.rpartition(".")[0] == code]
        if below:
            by_code[code].numbers = {k: sum((r.numbers[k] for r in below), D0) for k in ("pagu", "lalu", "real")}
    for row in rows:
        _spent(row)
        row.numbers["lebih"] = row.numbers["real"] - row.numbers["pagu"]
    return rows


def offices(ctx: Context) -> Document:
    """Money by office, unit or kecamatan."""
    g, n = ctx.rng, ctx.tahun
    kind = g.choice(("Perangkat Daerah", "UPTD", "Kecamatan", "SKPD"))
    names = {
        "Perangkat Daerah": ["Dinas Sosial", "Dinas Kesehatan", "Dinas Perhubungan", "Badan Keuangan Daerah", "Inspektorat Daerah", "Dinas Pendidikan"],
        "SKPD": ["Dinas Pariwisata", "Dinas Pertanian", "Badan Kepegawaian Daerah", "Sekretariat DPRD", "Dinas Pendidikan", "Dinas Perikanan"],
        "UPTD": [f"UPTD Puskesmas {x}" for x in ("Muara Teduh", "Batu Lapis", "Sungai Jernih", "Tanjung Sunyi", "Bukit Angin")],
        "Kecamatan": [f"Kecamatan {x}" for x in ("Muara Teduh", "Batu Lapis", "Sungai Jernih", "Tanjung Sunyi", "Bukit Angin")],
    }[kind]  # fmt: skip
    cols = [Col("no", ("No",), "no", 2.5), Col("nama", (g.choice((kind, f"Nama {kind}", kind.upper(), "Uraian")),), "text", 18.0)]
    cols += [
        Col("pagu", (rp(ctx, ctx.dated(g.choice(_PAGU), n)),), "money", means=("pagu", None, n)),
        Col("real", (rp(ctx, g.choice(_REAL[:4])),), "money", means=("realisasi", None, n)),
        Col("pct", (g.choice(_PCT),), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}*100"),
    ]
    if g.random() < 0.5:
        cols.append(Col("sisa", (g.choice(_SISA),), "money", means=("sisa", None, n)))
    rows = []
    for k, name in enumerate(names, 1):
        row = Row("perangkat_daerah", name, {"no": str(k), "nama": name}, _leaf(ctx)())
        _spent(row)
        rows.append(row)
    total = {k: sum((r.numbers[k] for r in rows), D0) for k in ("pagu", "real")}
    last = Row("jumlah", "Jumlah", {"nama": "Jumlah"}, total, bold=True)
    _spent(last)
    title = (f"REKAPITULASI REALISASI ANGGARAN PER {kind.upper()}", f"TAHUN ANGGARAN {n}")
    single = kind in ("UPTD", "Kecamatan")
    title = (title[0], *((ctx.office.upper(),) if single else ()), title[1])
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, [*rows, last], "", ctx.numbered)], whole_region=not single)


def measurement(ctx: Context) -> Document:
    """LKjIP: target, realisation and achievement of sasaran, of the year and of years before, or with the money."""
    g, n = ctx.rng, ctx.tahun
    shape = g.choice(("year", "year", "years", "end", "money"))
    cols = [Col("no", (g.choice(("No", "NO.")),), "no", 2.5)] if g.random() < 0.7 else []
    cols += [Col("nama", (g.choice(("Sasaran Strategis", "SASARAN", "Sasaran", "Sasaran Kinerja")),), "text", 14.0)]
    cols += [Col("ind", (g.choice(("Indikator Kinerja", "Indikator Kinerja Utama (IKU)", "IKU", "Indikator Sasaran")),), "text", 15.0), *unit_col(ctx)]
    target, real = g.choice(("Target", "TARGET", "Target Kinerja")), g.choice(("Realisasi", "REALISASI", "Realisasi Kinerja"))
    pct = g.choice(("Capaian (%)", "% Capaian", "Capaian", "Persentase Capaian (%)", "Tingkat Capaian", "%"))
    span = [n - 2, n - 1, n] if shape == "years" else [n]
    for year in span:
        group = (ctx.pick((f"Tahun {year}", str(year))),) if shape == "years" else ("Kinerja",) if shape == "money" else ()
        real_means = ("realisasi", "fisik" if shape == "money" else None, year)
        cols += [
            Col(f"t{year}", (*group, target), "count", 5.0, ("target", None, year)),
            Col(f"r{year}", (*group, real), "count", 5.0, real_means),
            Col(f"c{year}", (*group, pct), "percent", means=("capaian", None, year), rumus=f"{{r{year}}}/{{t{year}}}x100"),
        ]
    if shape == "end":
        cols.append(Col("akhir", (g.choice(("Target Akhir Renstra", f"Target Akhir RPJMD ({n + 2})", "Target Akhir Renstra " + str(n + 2))),), "count", 5.0))
    if shape == "money":
        cols += [
            Col("pagu", ("Anggaran", rp(ctx, g.choice(("Pagu", "Alokasi", "Anggaran")))), "money", means=("pagu", None, n)),
            Col("real", ("Anggaran", rp(ctx, "Realisasi")), "money", means=("realisasi", None, n)),
            Col("pct", ("Anggaran", g.choice(("%", "Capaian (%)", "Serapan (%)"))), "percent", means=("persen_realisasi", None, n)),
        ]
    rows = _measured(ctx, span, shape)
    judul = ctx.caption(g.choice(("Pengukuran Kinerja", "Capaian Kinerja Sasaran Strategis", "Perbandingan Target dan Realisasi Kinerja")))
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
                have = max(Decimal(1), (want * g.randint(80, 115) / 100).quantize(Decimal(1) if want % 1 == 0 else Decimal("0.01")))
                put(ctx, row, f"t{year}", want, unit)
                put(ctx, row, f"r{year}", have, unit)
                row.numbers[f"c{year}"] = percent(have, want)
            if shape == "end":
                put(ctx, row, "akhir", quantity(ctx, unit), unit)
            if shape == "money":
                row.numbers |= _leaf(ctx)()
                _spent(row)
            rows.append(row)
    return rows


def efficiency(ctx: Context) -> Document:
    """Achievement beside absorption, and what was saved."""
    g, n = ctx.rng, ctx.tahun
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("nama", (g.choice(("Sasaran Strategis", "Sasaran")),), "text", 16.0),
        Col("ind", ("Indikator Kinerja",), "text", 14.0),
        Col("capaian", (g.choice(("% Capaian Kinerja", "Persentase Capaian Kinerja (≥100%)".replace("≥", ""), "Capaian Kinerja (%)")),), "percent", means=("capaian", None, n)),
        Col("serap", (g.choice(("% Penyerapan Anggaran", "Persentase Penyerapan Anggaran", "Penyerapan Anggaran (%)", "% Serapan")),), "percent", means=("persen_realisasi", None, n)),
        Col("efisien", (g.choice(("Tingkat Efisiensi", "Tingkat Efisiensi (%)", "Efisiensi")),), "percent", rumus="{capaian}-{serap}"),
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
    group = g.choice(("Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu", f"Target dan Realisasi Kinerja Program dan Keluaran Kegiatan Tahun {last - 1}"))
    closing = g.choice(("Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan", f"Perkiraan Realisasi Capaian Target Program/Kegiatan Renstra s/d Tahun {last}"))
    heads: list[tuple[str, tuple[str, ...], str, tuple[str, str, int], str]] = [
        ("k4", (f"Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun {end}",), "count", ("target", "renstra", end), ""),
        ("k5", (f"Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d Tahun {last - 2}",), "count", ("realisasi", "renstra", last - 2), ""),
        ("k6", (group, f"Target Renja Perangkat Daerah Tahun {last - 1}"), "count", ("target", "renja", last - 1), ""),
        ("k7", (group, f"Realisasi Renja Perangkat Daerah Tahun {last - 1}"), "count", ("realisasi", "renja", last - 1), ""),
        ("k8", (group, "Tingkat Realisasi (%)"), "percent", ("persen_realisasi", "renja", last - 1), "{k7}/{k6}"),
        ("k9", (f"Target Program dan Kegiatan Renja Tahun {last}",), "count", ("target", "renja", last), ""),
        ("k10", (closing, g.choice((f"Realisasi Capaian Program dan Kegiatan s/d Tahun {last}", "Realisasi Capaian"))), "count", ("realisasi", "perkiraan", last), "{k5}+{k7}+{k9}"),
        ("k11", (closing, g.choice(("Tingkat Capaian Realisasi Target Renstra (%)", "Tingkat Capaian (%)"))), "percent", ("persen_realisasi", "perkiraan", last), "{k10}/{k4}"),
    ]  # fmt: skip
    cols = [*outline.cols, Col("ind", ("Indikator Kinerja Program (outcome)/ Kegiatan (output)",), "text", 14.0), *unit_col(ctx)]
    cols += [Col(key, path, kind, 5.0, means, rumus) for key, path, kind, means, rumus in heads]

    def dress(row: Row, item: Item | None) -> list[Row]:
        unit = g.choice([u for u in UNITS if u not in ("%", "Indeks")])
        row.texts["ind"] = indicator(g, unit)
        numbers = [Decimal(g.randint(10, 60)) for _ in range(4)]
        k5, k6, k7, k9 = numbers[0], numbers[1], min(numbers[1], numbers[2]), numbers[3]
        k10 = k5 + k7 + k9
        k4 = k10 + g.randint(0, 60)
        for key, value in zip(("k4", "k5", "k6", "k7", "k9", "k10"), (k4, k5, k6, k7, k9, k10), strict=True):
            put(ctx, row, key, value, unit)
        row.numbers |= {"k8": percent(k7, k6), "k11": percent(k10, k4)}
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), dict, dress)
    judul = f"Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra s/d Tahun {last}"
    return Document(ctx, (), [Sheet("evaluasi_renja", cols, rows, judul, ctx.numbered)], tahap="murni")


def funding_years(ctx: Context) -> Document:
    """T-C.24: budget, realisation and their ratio over five years."""
    g, n = ctx.rng, ctx.tahun
    years = [n - 5 + k for k in range(5)]
    outline = Outline(ctx, ["program"] if ctx.old or g.random() < 0.5 else ["program", "kegiatan"], mode=g.choice(("none", "numbers", "one")))
    outline.merged = False
    heads = (
        ("a", g.choice(("Anggaran pada Tahun", "Anggaran Tahun", "Anggaran (Rp) pada Tahun ke-")), "money", "pagu"),
        ("r", g.choice(("Realisasi Anggaran pada Tahun", "Realisasi Tahun", "Realisasi Anggaran (Rp)")), "money", "realisasi"),
        ("q", g.choice(("Rasio antara Realisasi dan Anggaran Tahun", "Rasio Realisasi terhadap Anggaran (%)")), "percent", "persen_realisasi"),
    )
    counted = g.random() < 0.25
    cols = outline.cols
    for key, head, kind, ukuran in heads:
        cols += [Col(f"{key}{k}", (head, str(k + 1) if counted else str(y)), kind, means=(ukuran, None, y)) for k, y in enumerate(years)]

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


def works(ctx: Context) -> Document:
    """A list of packages of works with their progress."""
    g, n = ctx.rng, ctx.tahun
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("nama", (g.choice(("Nama Paket Pekerjaan", "Uraian Pekerjaan", "Paket Pekerjaan")),), "text", 18.0),
        Col("lokasi", ("Lokasi",), "text", 8.0),
        Col("pagu", (rp(ctx, g.choice(("Pagu", "Pagu Dana", "Anggaran"))),), "money", means=("pagu", None, n)),
        Col("rencana", (g.choice(("Rencana Fisik (%)", "Target Fisik (%)")),), "percent", means=("target", "fisik", n)),
        Col("fisik", ("Realisasi Fisik (%)",), "percent", means=("fisik", None, n)),
        Col("real", (rp(ctx, "Realisasi Keuangan"),), "money", means=("realisasi", None, n)),
        Col("pct", ("%",), "percent", means=("persen_realisasi", None, n)),
    ]
    rows = []
    for k in range(1, g.randint(8, 25)):
        name = work(g)
        row = Row("lainnya", name, {"no": str(k), "nama": name, "lokasi": "Kec. Batu Lapis"}, _leaf(ctx)())
        _progress(ctx, row, Item("lainnya", name))
        rows.append(row)
    title = ("LAPORAN KEMAJUAN PEKERJAAN", ctx.office.upper(), f"TAHUN ANGGARAN {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])
