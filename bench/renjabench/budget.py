"""Forms of the budget itself: RKA and DPA with their accounts, accounts before and after a change."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part, percent
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import ACCOUNTS, work
from bench.renjabench.plans import rp

_DETAIL = (
    ("5", "BELANJA DAERAH"),
    ("5.1", "BELANJA OPERASI"),
    ("5.1.02", "Belanja Barang dan Jasa"),
    ("5.1.02.01", "Belanja Barang"),
    ("5.1.02.01.01", "Belanja Barang Pakai Habis"),
    ("5.1.02.02", "Belanja Jasa"),
    ("5.1.02.02.01", "Belanja Jasa Kantor"),
    ("5.1.02.04", "Belanja Perjalanan Dinas"),
    ("5.1.02.04.01", "Belanja Perjalanan Dinas Dalam Negeri"),
    ("5.2", "BELANJA MODAL"),
    ("5.2.02", "Belanja Modal Peralatan dan Mesin"),
    ("5.2.02.05", "Belanja Modal Alat Kantor dan Rumah Tangga"),
)
D0 = Decimal(0)


def rka(ctx: Context) -> Document:
    """Accounts with the reckoning of volume, unit and price of each piece."""
    g, n = ctx.rng, ctx.tahun
    group = g.choice(("Rincian Perhitungan", "RINCIAN PERHITUNGAN", "Rincian Penghitungan"))
    volume = g.choice(("Volume", "Vol", "Koefisien", "VOLUME"))
    price = g.choice(("Harga Satuan", "Harga Satuan (Rp)", "Tarif/Harga", "Harga"))
    cols = [
        Col("kode", (g.choice(("Kode Rekening", "KODE REKENING", "Kode")),), "code"),
        Col("nama", (g.choice(("Uraian", "URAIAN", "Uraian Belanja")),), "text", 20.0),
        Col("volume", (group, volume), "count", 5.0, ("volume", None, n)),
        Col("satuan", (group, g.choice(("Satuan", "SATUAN"))), "unit", 5.0),
        Col("harga", (group, price), "money", means=("harga_satuan", None, n)),
        Col(
            "pagu",
            (g.choice((rp(ctx, "Jumlah"), rp(ctx, "JUMLAH"), rp(ctx, "Total"))),),
            "money",
            means=("pagu", None, n),
            rumus="{volume}x{harga}",
        ),
    ]
    rows = _pieces(ctx)
    whole = sum((r.numbers["pagu"] for r in rows if r.kode_asli == "5"), D0)
    if g.random() < 0.6:
        rows.append(Row("jumlah", "Jumlah", {"nama": "Jumlah"}, {"pagu": whole}, bold=True))
    kind = g.choice(("RENCANA KERJA DAN ANGGARAN", "DOKUMEN PELAKSANAAN ANGGARAN"))
    title = (
        kind,
        "SATUAN KERJA PERANGKAT DAERAH",
        f"{ctx.region.upper()} TAHUN ANGGARAN {n}",
        f"Organisasi : {ctx.office}",
    )
    return Document(
        ctx, title, [Sheet("lainnya", cols, rows, g.choice(("Rincian Anggaran Belanja", "")), ctx.numbered)]
    )


def _pieces(ctx: Context) -> list[Row]:
    g = ctx.rng
    by_code: dict[str, Row] = {}
    rows: list[Row] = []
    for code, name in _DETAIL:
        row = by_code[code] = Row("lainnya", name, {"kode": code, "nama": name}, kode_asli=code, bold=True)
        rows.append(row)
        if any(c.startswith(f"{code}.") for c, _ in _DETAIL):
            continue
        pieces = [_piece(ctx) for _ in range(g.randint(1, 4))]
        row.numbers["pagu"] = sum((p.numbers["pagu"] for p in pieces), D0)
        rows += pieces
    for code in sorted(by_code, key=lambda c: -c.count(".")):
        below = [r for c, r in by_code.items() if c.rpartition(".")[0] == code]
        if below:
            by_code[code].numbers["pagu"] = sum((r.numbers["pagu"] for r in below), D0)
    return rows


def _piece(ctx: Context) -> Row:
    g, name = ctx.rng, work(ctx.rng)
    volume, price = Decimal(g.randint(1, 60)), Decimal(g.randint(5, 900) * 1000)
    texts: dict[str, str | None] = {
        "nama": f"- {name}" if g.random() < 0.5 else name,
        "satuan": g.choice(("Buah", "OK", "Paket", "Orang/Hari", "Rim")),
    }
    return Row("lainnya", name, texts, {"volume": volume, "harga": price, "pagu": volume * price})


def changed_accounts(ctx: Context) -> Document:
    """Accounts before and after a change of the budget."""
    g, n = ctx.rng, ctx.tahun
    group = rp(ctx, g.choice(("Jumlah", "JUMLAH", "Anggaran")))
    old, new = g.choice(
        (
            ("Sebelum Perubahan", "Setelah Perubahan"),
            ("Sebelum", "Sesudah"),
            ("Semula", "Menjadi"),
            ("Murni", "Perubahan"),
        )
    )
    more = g.choice(("Bertambah/ (Berkurang)", "BERTAMBAH / (BERKURANG)"))
    cols = [
        Col("kode", (g.choice(("Kode", "Nomor Urut", "Kode Rekening")),), "code"),
        Col("nama", ("Uraian",), "text", 20.0),
        Col("a", (group, old), "money", means=("pagu", "sebelum", n)),
        Col("b", (group, new), "money", means=("pagu", None, n)),
        Col("d", (more, "Rp"), "money", means=("selisih", None, n), rumus="{b}-{a}"),
        Col("q", (more, "%"), "percent"),
    ]
    rows: dict[str, Row] = {}
    for code, name in ACCOUNTS:
        leaf = not any(c.startswith(f"{code}.") for c, _ in ACCOUNTS)
        row = rows[code] = Row("lainnya", name, {"kode": code, "nama": name}, kode_asli=code, bold=not leaf)
        if leaf:
            value = amount(g)
            row.numbers = {"a": value, "b": part(g, value, 0.7, 1.4)}
    for code in sorted(rows, key=lambda c: -c.count(".")):
        below = [r for c, r in rows.items() if c.rpartition(".")[0] == code]
        if below:
            rows[code].numbers = {k: sum((r.numbers[k] for r in below), D0) for k in ("a", "b")}
    for row in rows.values():
        row.numbers["d"] = row.numbers["b"] - row.numbers["a"]
        row.numbers["q"] = percent(row.numbers["d"], row.numbers["a"])
    title = ("RINGKASAN PERUBAHAN ANGGARAN PENDAPATAN DAN BELANJA DAERAH", f"TAHUN ANGGARAN {n}")
    return Document(
        ctx,
        title,
        [Sheet("lainnya", cols, list(rows.values()), "", ctx.numbered)],
        tahap="perubahan",
        whole_region=True,
    )
