"""Forms of reports of money: RFK, realisasi of programs, of accounts, of offices and of works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from bench.renjabench.figures import amount, part, percent, split
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import ACCOUNTS, Item, indicator, work
from bench.renjabench.outline import Outline, items_of, levels_of, outline_rows
from bench.renjabench.plans import rp

_PAGU = (
    "Pagu Anggaran",
    "Anggaran",
    "Pagu",
    "Alokasi Anggaran",
    "Pagu DPA",
    "Anggaran DPA",
    "DPA",
    "Nilai DPA",
    "Anggaran Kas",
    "Jumlah Anggaran",
    "Pagu Dana",
)
_REAL = (
    "Realisasi",
    "Realisasi Anggaran",
    "Realisasi Keuangan",
    "Penyerapan",
    "Penyerapan Anggaran",
    "Penggunaan Anggaran",
    "Realisasi Belanja",
    "Pencairan",
    "Anggaran Terserap",
    "Realisasi s/d Bulan ini",
)
_PCT = (
    "%",
    "Persentase (%)",
    "Persen",
    "% Realisasi",
    "Capaian (%)",
    "Tingkat Penyerapan (%)",
    "Serapan (%)",
    "Prosentase",
)
_SISA = ("Sisa Anggaran", "Sisa Pagu", "Sisa", "Sisa Dana", "Sisa Anggaran (Rp)")
_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_QUARTER = ("I", "II", "III", "IV")
_WHERE = ("Muara Teduh", "Batu Lapis", "Sungai Jernih", "Tanjung Sunyi", "Bukit Angin")
_UNITS = {"UPTD": "UPTD Puskesmas", "Kecamatan": "Kecamatan"}
_OFFICES = {
    "Perangkat Daerah": (
        *("Dinas Sosial", "Dinas Kesehatan", "Dinas Perhubungan"),
        *("Badan Keuangan Daerah", "Inspektorat Daerah", "Dinas Pendidikan"),
    ),
    "SKPD": (
        *("Dinas Pariwisata", "Dinas Pertanian", "Badan Kepegawaian Daerah"),
        *("Sekretariat DPRD", "Dinas Pendidikan", "Dinas Perikanan"),
    ),
}
D0 = Decimal(0)


def spend(row: Row, pagu: str = "pagu", real: str = "real") -> None:
    """Percent and remainder of what was spent."""
    row.numbers["pct"] = percent(row.numbers[real], row.numbers[pagu])
    row.numbers["sisa"] = row.numbers[pagu] - row.numbers[real]


def leaf_of(ctx: Context) -> Callable[[], dict[str, Decimal]]:
    """What makes the amounts of one item: a budget and what was spent of it."""

    def made() -> dict[str, Decimal]:
        value = amount(ctx.rng)
        return {"pagu": value, "real": part(ctx.rng, value, 0.55, 1.0)}

    return made


def spent_in_parts(ctx: Context, keys: Sequence[str]) -> Callable[[], dict[str, Decimal]]:
    """What makes the amounts of one item whose spending is printed in parts, such as quarters, with their sum."""

    def made() -> dict[str, Decimal]:
        value = amount(ctx.rng)
        real = part(ctx.rng, value, 0.6, 1.0)
        parts = split(ctx.rng, real, len(keys))
        return {"pagu": value, "real": real} | dict(zip(keys, parts, strict=True))

    return made


def rfk(ctx: Context) -> Document:
    """The monthly report of works: pagu, weight, physical plan and progress, money, remainder."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    fisik, uang = g.choice(
        (("Fisik", "Keuangan"), ("Realisasi Fisik", "Realisasi Keuangan"), ("FISIK (%)", "KEUANGAN"))
    )
    plan = g.choice(("Rencana (%)", "Target (%)", "Rencana"))
    done = g.choice(("Realisasi (%)", "Realisasi", "Real (%)"))
    cols = [*outline.cols, Col("pagu", (rp(ctx, g.choice(_PAGU)),), "money", means=("pagu", None, n))]
    if g.random() < 0.6:
        cols.append(
            Col("bobot", (g.choice(("Bobot (%)", "Bobot", "BOBOT KEGIATAN")),), "percent", means=("bobot", None, n))
        )
    if g.random() < 0.6:
        cols.append(Col("rencana", (fisik, plan), "percent", means=("target", "fisik", n)))
        cols.append(Col("fisik", (fisik, done), "percent", means=("fisik", None, n)))
    else:
        cols.append(
            Col(
                "fisik",
                (fisik, "%") if g.random() < 0.5 else (f"{fisik.removesuffix(' (%)')} (%)",),
                "percent",
                means=("fisik", None, n),
            )
        )
    if any(c.key == "bobot" for c in cols) and g.random() < 0.5 and cols[-1].path[0] == fisik:
        cols.append(
            Col(
                "tfisik",
                (fisik, g.choice(("Tertimbang", "TTB", "Tertimbang (%)"))),
                "percent",
                means=("tertimbang", "fisik", n),
                rumus="{bobot}*{fisik}/100",
            )
        )
    money = g.choice(("Rp", "(Rp)", "Realisasi (Rp)", "Rp."))
    cols += [
        Col("real", (uang, money), "money", means=("realisasi", None, n)),
        Col("pct", (uang, "%"), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}*100"),
    ]
    if g.random() < 0.7:
        cols.append(Col("sisa", (g.choice(_SISA),), "money", means=("sisa", None, n), rumus="{pagu}-{real}"))
    cols += [Col("ket", (g.choice(("Ket", "Permasalahan", "Keterangan")),), "text", 6.0)] if g.random() < 0.5 else []
    items = items_of(ctx, outline.levels)
    rows = outline_rows(outline, items, leaf_of(ctx), lambda r, i: _progress(ctx, r, i))
    _weigh(rows)
    month = g.randrange(12)
    when = g.choice(
        (f"Bulan {_MONTHS[month]}", f"Keadaan s/d Bulan {_MONTHS[month]}", f"Triwulan {_QUARTER[month // 3]}")
    )
    title = (g.choice(("LAPORAN REALISASI FISIK DAN KEUANGAN", "LAPORAN PERKEMBANGAN FISIK DAN KEUANGAN (RFK)")),)
    title += (ctx.office.upper(), f"TAHUN ANGGARAN {n}", f"{when} {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])


def _progress(ctx: Context, row: Row, item: Item | None) -> list[Row]:
    spend(row)
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
    pagu, real = (
        (g.choice(("Pagu", "Target", "Alokasi")), "Realisasi") if group else (g.choice(_PAGU), g.choice(_REAL[:-1]))
    )
    cols = [
        *outline.cols,
        Col(
            "pagu",
            (*group, rp(ctx, ctx.dated(pagu, n))),
            "money",
            means=("target" if pagu == "Target" else "pagu", None, n),
        ),
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
        spend(row)
        if item is not None:
            row.texts["ind"] = indicator(g, "Dokumen")
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf_of(ctx), dress)
    judul = ctx.caption(
        g.choice(("Realisasi Anggaran", "Akuntabilitas Keuangan", "Pagu dan Realisasi Anggaran Program dan Kegiatan"))
    )
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
    cols.append(
        Col(
            "real",
            (rp(ctx, g.choice((f"Realisasi {n}", f"Realisasi Tahun {n}", "Realisasi"))),),
            "money",
            means=("realisasi", None, n),
        )
    )
    if g.random() < 0.3:
        cols.append(
            Col(
                "lebih",
                (g.choice(("Lebih/ (Kurang)", "Bertambah/ (Berkurang)")),),
                "money",
                means=("selisih", None, n),
                rumus="{real}-{pagu}",
            )
        )
    cols.append(
        Col(
            "pct",
            (g.choice(("%", "(%)", "Persen")),),
            "percent",
            means=("persen_realisasi", None, n),
            rumus="{real}/{pagu}*100",
        )
    )
    if g.random() < 0.7:
        cols.append(
            Col(
                "lalu",
                (rp(ctx, g.choice((f"Realisasi {n - 1}", f"Realisasi Tahun {n - 1}"))),),
                "money",
                means=("realisasi", None, n - 1),
            )
        )
    made = _accounts(ctx, accounts, coded, spaced)
    title = (
        "LAPORAN REALISASI ANGGARAN",
        ctx.office.upper(),
        f"UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER {n}",
    )
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
        spend(row)
        row.numbers["lebih"] = row.numbers["real"] - row.numbers["pagu"]
    return rows


def offices(ctx: Context) -> Document:
    """Money by office, unit or kecamatan."""
    g, n = ctx.rng, ctx.tahun
    kind = g.choice(("Perangkat Daerah", "UPTD", "Kecamatan", "SKPD"))
    names = [f"{_UNITS[kind]} {x}" for x in _WHERE] if kind in _UNITS else list(_OFFICES[kind])
    cols = [
        Col("no", ("No",), "no", 2.5),
        Col("nama", (g.choice((kind, f"Nama {kind}", kind.upper(), "Uraian")),), "text", 18.0),
    ]
    cols += [
        Col("pagu", (rp(ctx, ctx.dated(g.choice(_PAGU), n)),), "money", means=("pagu", None, n)),
        Col("real", (rp(ctx, g.choice(_REAL[:-1])),), "money", means=("realisasi", None, n)),
        Col("pct", (g.choice(_PCT),), "percent", means=("persen_realisasi", None, n), rumus="{real}/{pagu}*100"),
    ]
    if g.random() < 0.5:
        cols.append(Col("sisa", (g.choice(_SISA),), "money", means=("sisa", None, n)))
    rows = []
    for k, name in enumerate(names, 1):
        row = Row("perangkat_daerah", name, {"no": str(k), "nama": name}, leaf_of(ctx)())
        spend(row)
        rows.append(row)
    total = {k: sum((r.numbers[k] for r in rows), D0) for k in ("pagu", "real")}
    last = Row("jumlah", "Jumlah", {"nama": "Jumlah"}, total, bold=True)
    spend(last)
    title = (f"REKAPITULASI REALISASI ANGGARAN PER {kind.upper()}", f"TAHUN ANGGARAN {n}")
    single = kind in ("UPTD", "Kecamatan")
    title = (title[0], *((ctx.office.upper(),) if single else ()), title[1])
    return Document(
        ctx, title, [Sheet("realisasi_anggaran", cols, [*rows, last], "", ctx.numbered)], whole_region=not single
    )


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
        row = Row("lainnya", name, {"no": str(k), "nama": name, "lokasi": "Kec. Batu Lapis"}, leaf_of(ctx)())
        _progress(ctx, row, Item("lainnya", name))
        rows.append(row)
    title = ("LAPORAN KEMAJUAN PEKERJAAN", ctx.office.upper(), f"TAHUN ANGGARAN {n}")
    return Document(ctx, title, [Sheet("realisasi_anggaran", cols, rows, "", ctx.numbered)])
