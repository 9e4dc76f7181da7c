"""Forms of plans for a year: KUA-PPAS, RKPD, T-C.33, T-C.31, T-C.32, perubahan, sources of funds."""

from __future__ import annotations

from decimal import Decimal

from bench.renjabench.figures import amount, part
from bench.renjabench.model import Col, Context, Document, Row, Sheet
from bench.renjabench.names import OFFICES, PLACES, Item, bidang_name, goal
from bench.renjabench.outline import Leaf, Outline, further, items_of, levels_of, measure, outline_rows, put, quantity

_PAGU = (
    *("Pagu Indikatif", "Pagu Anggaran", "Anggaran", "Alokasi Anggaran", "Kebutuhan Dana/ Pagu Indikatif", "Biaya"),
    *("Dana", "Jumlah Anggaran", "Kebutuhan Dana", "Alokasi Dana", "Pagu", "Plafon Anggaran", "Rencana Anggaran"),
    *("Nilai Anggaran", "Ketersediaan Anggaran", "Pagu Definitif", "Jumlah Dana", "Estimasi Biaya", "Usulan Anggaran"),
)
_TARGET = (
    "Target",
    "Target Capaian Kinerja",
    "Target Kinerja",
    "Target Capaian",
    "Target Kinerja Program/Kegiatan",
    "Rencana Target",
    "Target Output",
)
_IND = (
    *("Indikator Kinerja", "Indikator", "Indikator Kinerja Program/Kegiatan", "Indikator Program (Outcome)/ Kegiatan"),
    *("Tolok Ukur Kinerja", "INDIKATOR KINERJA", "Indikator Keluaran"),
)
_SOURCES = ("Sumber Dana", "Sumber Pendanaan", "SUMBER DANA", "Sumber Anggaran")
_PLACES = ("Lokasi", "LOKASI", "Lokasi Kegiatan", "Lokasi (Kecamatan/Desa)")
_STAGES = (
    ("Sebelum Perubahan", "Setelah Perubahan"),
    ("Sebelum", "Sesudah"),
    ("Murni", "Perubahan"),
    ("APBD Murni", "APBD Perubahan"),
    ("Semula", "Menjadi"),
    ("Renja Murni", "Renja Perubahan"),
)
_OFFICE = ("Perangkat Daerah Penanggung Jawab", "OPD", "OPD Pelaksana", "PD Penanggung Jawab", "Unit Kerja")


def rp(ctx: Context, words: str) -> str:
    """A header of money with its unit, as this document prints it."""
    if ctx.spelling.money == "ribuan":
        return f"{words} {ctx.pick(('(Rp. 000)', '(Rp.000,-)', '(Ribu Rp)', '(dalam ribuan rupiah)'))}"
    return f"{words}{ctx.pick((' (Rp)', ' (Rp.)', ' (Rp)', ' (Rupiah)', ''))}"


def unit_col(ctx: Context) -> list[Col]:
    """The column of units, where the document has one."""
    return [Col("unit", (ctx.pick(("Satuan", "Sat", "SATUAN")),), "unit", 5.0)] if ctx.unit_column else []


def words_of(ctx: Context, row: Row) -> None:
    """Fills the columns of words that stand beside a row of the lowest level."""
    g = ctx.rng
    row.texts |= {
        "lokasi": g.choice(PLACES),
        "sumber": g.choice(("PAD", "DAU", "APBD", "DAK Fisik", "APBD Kab")),
        "opd": ctx.office,
    }
    row.texts["ket"] = ""


def beside(ctx: Context, names: tuple[str, ...]) -> list[Col]:
    """Some of the columns of words."""
    heads = {"lokasi": _PLACES, "sumber": _SOURCES, "opd": _OFFICE, "ket": ("Ket.", "Keterangan", "Catatan Penting")}
    return [Col(n, (ctx.pick(heads[n]),), "text", 8.0) for n in names if ctx.rng.random() < 0.5]


def dressed(
    ctx: Context, outline: Outline, row: Row, item: Item | None, keys: tuple[str, ...] = ("target",)
) -> list[Row]:
    """An indicator with its targets for an item, further lines now and then, and words beside the lowest level."""
    if item is None:
        return []
    if not item.children:
        words_of(ctx, row)
    rows = []
    for line in range(ctx.rng.choice((1, 1, 1, 2, 3))):
        at = row if line == 0 else further(outline, row, ("ind", "unit", *keys))
        unit = measure(ctx, at, keys[0])
        for key in keys[1:]:
            put(ctx, at, key, quantity(ctx, unit), unit)
        rows += [at] if line else []
    return rows


def kua_ppas(ctx: Context) -> Document:
    """Plafon of programs by office, or of one office; the whole region's."""
    g, n = ctx.rng, ctx.tahun
    levels = levels_of(ctx)[:2]
    outline = Outline(ctx, levels, mode=g.choice(("one", "spaced", "one", "none")), words="")
    head = g.choice(
        ("Plafon Anggaran Sementara", "Plafon Anggaran", "PLAFON ANGGARAN", "Plafon Prioritas", "Pagu Sementara")
    )
    cols = [*outline.cols, Col("pagu", (rp(ctx, ctx.dated(head, n)),), "money", means=("pagu", None, n))]
    if g.random() < 0.5:
        cols.insert(-1, Col("sasaran", (g.choice(("Sasaran Program", "Sasaran", "Prioritas Daerah")),), "text", 12.0))
    if g.random() < 0.4:
        cols[-1:-1] = [Col("target", (g.choice(_TARGET),), "count", 6.0, ("target", None, n))]
    cols += beside(ctx, ("sumber", "ket"))
    has_target = any(c.key == "target" for c in cols)

    def dress(row: Row, item: Item | None) -> list[Row]:
        if item is not None and not item.children:
            words_of(ctx, row)
            row.texts["sasaran"] = goal(g)
        if item is not None and has_target:
            put(ctx, row, "target", quantity(ctx, "%"), "%")
            row.units["target"] = "%"
        return []

    rows: list[Row] = []
    bidangs = g.sample(sorted(OFFICES), 3) if not ctx.old else [ctx.bidang]
    outline.total = ""
    for bidang in bidangs:
        part_rows = outline_rows(outline, items_of(ctx, levels, bidang), lambda: {"pagu": amount(g)}, dress)
        if not ctx.old:
            rows += _heads(ctx, outline, bidang, part_rows)
        rows += part_rows
    total = sum((r.numbers["pagu"] for r in rows if r.level == "program"), Decimal(0))
    if g.random() < 0.6:
        rows.append(Row("jumlah", "JUMLAH", {"nama": "JUMLAH"}, {"pagu": total}, bold=True))
    caption = ctx.caption(
        g.choice(("Plafon Anggaran Sementara Berdasarkan Program", "Prioritas dan Plafon Anggaran Sementara"))
    )
    title = (f"PRIORITAS DAN PLAFON ANGGARAN SEMENTARA (PPAS) TAHUN ANGGARAN {n}",)
    return Document(ctx, title, [Sheet("rencana_pendanaan", cols, rows, caption)], whole_region=True)


def _heads(ctx: Context, outline: Outline, bidang: str, rows: list[Row]) -> list[Row]:
    total = {"pagu": sum((r.numbers["pagu"] for r in rows if r.level == "program"), Decimal(0))}
    head = Row("bidang_urusan", bidang_name(bidang), {"nama": bidang_name(bidang)}, dict(total), kode=bidang, bold=True)
    office = Row("perangkat_daerah", OFFICES[bidang], {"nama": OFFICES[bidang]}, dict(total), bold=True)
    if outline.mode in ("one", "spaced"):
        head.kode_asli = head.texts["kode"] = (" . " if outline.mode == "spaced" else ".").join(bidang.split("."))
    return [head, office]


def _with_forward(ctx: Context) -> Leaf:
    """What makes the amounts of one item: a pagu and the forward estimate."""

    def made() -> dict[str, Decimal]:
        value = amount(ctx.rng)
        return {"pagu": value, "maju": part(ctx.rng, value, 1.02, 1.2)}

    return made


def rkpd(ctx: Context) -> Document:
    """The matrix of a regional plan: programs with indicators, targets of some years, pagu, forward estimate."""
    g, n = ctx.rng, ctx.tahun
    outline = Outline(ctx, levels_of(ctx))
    ctx.unit_column = g.random() < 0.3
    group = g.choice(
        (f"Rencana Tahun {n}", f"RENCANA TAHUN {n} (TAHUN RENCANA)", f"Tahun {n}", "Rencana Tahun Rencana")
    )
    forward = g.choice(
        (f"Prakiraan Maju Rencana Tahun {n + 1}", f"PERKIRAAN MAJU TAHUN {n + 1}", f"Prakiraan Maju {n + 1}")
    )
    target, pagu = g.choice(_TARGET), rp(ctx, g.choice(_PAGU))
    cols = [*outline.cols, Col("ind", (g.choice(_IND),), "text", 14.0), *unit_col(ctx)]
    keys = ["target"]
    if g.random() < 0.4:
        head = g.choice(
            (f"Realisasi Tahun {n - 2}", f"Capaian Tahun {n - 2}", f"Realisasi Capaian Kinerja Tahun {n - 2}")
        )
        meaning = "capaian" if head.startswith("Capaian") else "realisasi"
        cols.append(Col("lalu", (head,), "count", 6.0, (meaning, None, n - 2)))
        keys.append("lalu")
    plan = [
        Col("target", (group, target), "count", 6.0, ("target", None, n)),
        Col("pagu", (group, pagu), "money", means=("pagu", None, n)),
    ]
    if g.random() < 0.5:
        place = g.choice((0, 2))
        plan.insert(place, Col("lokasi", (group, g.choice(_PLACES)), "text", 8.0))
    plan += [Col("sumber", (group, g.choice(_SOURCES)), "text", 6.0)] if g.random() < 0.6 else []
    cols += plan
    later = [Col("maju_t", (forward, target), "count", 6.0, ("target", None, n + 1))] if g.random() < 0.7 else []
    keys += ["maju_t"] if later else []
    cols += [
        *beside(ctx, ("ket",)),
        *later,
        Col("maju", (forward, pagu), "money", means=("prakiraan_maju", None, n + 1)),
    ]
    cols += beside(ctx, ("opd",))

    rows = outline_rows(
        outline,
        items_of(ctx, outline.levels),
        _with_forward(ctx),
        lambda r, i: dressed(ctx, outline, r, i, tuple(keys)),
    )
    if ctx.jenis == "renja":
        judul = ctx.caption(
            g.choice(("Rumusan Rencana Program dan Kegiatan", "Rencana Program dan Kegiatan Perangkat Daerah"))
        )
        return Document(ctx, (), [Sheet("rencana_pendanaan", cols, rows, judul, ctx.numbered)], tahap="murni")
    judul = ctx.caption("Rencana Program dan Kegiatan Prioritas Daerah")
    title = (f"RENCANA KERJA PEMERINTAH DAERAH (RKPD) TAHUN {n}", ctx.office.upper())
    return Document(ctx, title, [Sheet("rencana_pendanaan", cols, rows, judul, ctx.numbered)])


def yardsticks(ctx: Context) -> Document:
    """A plan with yardstick and target of the program's result and of each kegiatan's output and result apart."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, ["program", "kegiatan"])
    group = g.choice(("Indikator Kinerja", "INDIKATOR KINERJA", "Indikator dan Target Kinerja"))
    word = g.choice(("Tolok Ukur", "Tolok Ukur Kinerja", "Uraian"))
    kinds = {"hasil_p": "Hasil Program", "keluaran": "Keluaran Kegiatan", "hasil_k": "Hasil Kegiatan"}
    cols = [*outline.cols, *beside(ctx, ("lokasi",))]
    for key, name in kinds.items():
        cols += [
            Col(f"i_{key}", (group, name, word), "text", 10.0),
            Col(f"t_{key}", (group, name, "Target"), "count", 5.0, ("target", None, n)),
        ]
    cols.append(Col("pagu", (rp(ctx, g.choice(_PAGU)),), "money", means=("pagu", None, n)))
    cols.append(
        Col("maju", (rp(ctx, f"Prakiraan Maju Tahun {n + 1}"),), "money", means=("prakiraan_maju", None, n + 1))
    )

    def dress(row: Row, item: Item | None) -> list[Row]:
        keys = [] if item is None else ["hasil_p"] if item.children else ["keluaran", "hasil_k"]
        for key in keys:
            measure(ctx, row, f"t_{key}", f"i_{key}")
        row.texts["lokasi"] = g.choice(PLACES) if keys and len(keys) > 1 else ""
        return []

    rows = outline_rows(outline, items_of(ctx, outline.levels), _with_forward(ctx), dress)
    judul = ctx.caption("Rumusan Rencana Program dan Kegiatan")
    return Document(ctx, (), [Sheet("rencana_pendanaan", cols, rows, judul, ctx.numbered)], tahap="murni")


def review(ctx: Context) -> Document:
    """T-C.31: the draft of the regional plan beside the analysis of needs."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, levels_of(ctx), mode=g.choice(("none", "numbers", "numbers")))
    outline.merged = False
    left = g.choice(("Rancangan Awal RKPD", "RANCANGAN AWAL RKPD", f"Rancangan Awal RKPD Tahun {n}", "Ranwal RKPD"))
    right = g.choice(("Hasil Analisis Kebutuhan", "HASIL ANALISIS KEBUTUHAN", "Analisis Kebutuhan"))
    ind, target, pagu, lokasi = g.choice(_IND), g.choice(_TARGET), rp(ctx, g.choice(_PAGU[:6])), g.choice(_PLACES)
    own = outline.cols
    cols = [c for c in own if c.key == "no"]
    for side, group, konteks in (("a", left, "rancangan_awal"), ("b", right, "hasil_analisis")):
        cols += [
            Col("nama" if side == "a" else "nama_b", (group, outline.words), "text", 14.0),
            Col(f"lokasi_{side}", (group, lokasi), "text", 7.0),
            Col(f"ind_{side}", (group, ind), "text", 12.0),
            Col(f"target_{side}", (group, target), "count", 6.0, ("target", konteks, n)),
            Col(f"pagu_{side}", (group, pagu), "money", means=("pagu", konteks, n)),
        ]
    cols.append(Col("ket", (g.choice(("Catatan Penting", "Catatan", "Ket")),), "text", 6.0))

    def dress(row: Row, item: Item | None) -> list[Row]:
        if item is None:
            return []
        row.texts["nama_b"] = row.texts["nama"]
        unit = measure(ctx, row, "target_a", "ind_a")
        row.texts["ind_b"] = row.texts["ind_a"]
        put(ctx, row, "target_b", quantity(ctx, unit), unit)
        if not item.children:
            row.texts["lokasi_a"] = row.texts["lokasi_b"] = g.choice(PLACES)
        return []

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        return {"pagu_a": value, "pagu_b": value if g.random() < 0.5 else part(g, value, 0.9, 1.4)}

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = ctx.caption("Review terhadap Rancangan Awal RKPD")
    return Document(ctx, (), [Sheet("review_rkpd", cols, rows, judul, ctx.numbered)], tahap="murni")


def proposals(ctx: Context) -> Document:
    """T-C.32: what the public proposes, with volumes and sometimes money."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, ["program", "kegiatan"], mode="numbers")
    cols = [
        *outline.cols,
        Col("lokasi", (g.choice(_PLACES),), "text", 9.0),
        Col("ind", (g.choice(_IND),), "text", 14.0),
    ]
    cols.append(
        Col("target", (g.choice(("Besaran/ Volume", "Volume", "Besaran Volume")),), "count", 6.0, ("target", None, n))
    )
    money = g.random() < 0.6
    if money:
        cols.append(
            Col(
                "pagu",
                (rp(ctx, g.choice(("Pagu", "Perkiraan Biaya", "Anggaran", "Usulan Anggaran"))),),
                "money",
                means=("pagu", None, n),
            )
        )
    cols.append(Col("ket", ("Catatan",), "text", 6.0))
    leaf = (lambda: {"pagu": amount(g)}) if money else (dict)
    outline.total = outline.total if money else ""
    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, lambda r, i: dressed(ctx, outline, r, i))
    judul = ctx.caption("Usulan Program dan Kegiatan dari Para Pemangku Kepentingan")
    return Document(ctx, (), [Sheet("usulan_masyarakat", cols, rows, judul, ctx.numbered)], tahap="murni")


def perubahan(ctx: Context) -> Document:
    """Programs before and after a change of the plan, with the difference."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, levels_of(ctx))
    group = g.choice((rp(ctx, "Pagu Anggaran"), rp(ctx, "Anggaran"), rp(ctx, "Jumlah"), rp(ctx, "Pagu Indikatif"), ""))
    old, new = g.choice((*_STAGES, (f"Renja {n}", f"Perubahan Renja {n}")))
    more = g.choice(("Bertambah/ (Berkurang)", "Bertambah/Berkurang", "Selisih", "+/-", "(+/-)"))
    targets = g.random() < 0.5
    cols = outline.cols + ([Col("ind", (g.choice(_IND),), "text", 13.0)] if targets else [])
    if targets:
        head = g.choice(_TARGET[:3])
        cols += [
            Col("target_a", (head, old), "count", 6.0, ("target", "sebelum", n)),
            Col("target", (head, new), "count", 6.0, ("target", None, n)),
        ]
    own = (lambda w: (group, w)) if group else (lambda w: (rp(ctx, f"Anggaran {w}"),))
    cols += [
        Col("a", own(old), "money", means=("pagu", "sebelum", n)),
        Col("b", own(new), "money", means=("pagu", None, n)),
    ]
    if g.random() < 0.8:
        cols.append(Col("d", own(more) if group else (more,), "money", means=("selisih", None, n), rumus="{b}-{a}"))
    cols += beside(ctx, ("sumber", "ket") if targets else ("ket",))
    rows = _changed(ctx, outline, targets)
    judul = ctx.caption(g.choice(("Perubahan Program dan Kegiatan", "Rencana Program dan Kegiatan Perubahan")))
    return Document(
        ctx,
        (),
        [Sheet("rencana_pendanaan" if targets else "lainnya", cols, rows, judul, ctx.numbered)],
        tahap="perubahan",
    )


def _changed(ctx: Context, outline: Outline, targets: bool) -> list[Row]:
    g = ctx.rng

    def leaf() -> dict[str, Decimal]:
        value = amount(g)
        return {"a": value, "b": value if g.random() < 0.3 else part(g, value, 0.6, 1.5)}

    def dress(row: Row, item: Item | None) -> list[Row]:
        row.numbers["d"] = row.numbers["b"] - row.numbers["a"]
        if targets:
            return dressed(ctx, outline, row, item, ("target_a", "target"))
        if item is not None and not item.children:
            words_of(ctx, row)
        return []

    return outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)


def sources(ctx: Context) -> Document:
    """Programs with their money by source of funds; the total is plain."""
    g, n = ctx.rng, ctx.tahun
    ctx.unit_column = False
    outline = Outline(ctx, levels_of(ctx))
    group = rp(ctx, g.choice(("Sumber Dana", "Sumber Pendanaan", "Kebutuhan Dana menurut Sumber", "Pagu Indikatif")))
    names = g.choice((("APBD Kab/Kota", "APBD Prov", "APBN"), ("PAD", "DAU", "DAK"), ("APBD", "APBN", "Lain-lain")))
    cols = [
        *outline.cols,
        Col("ind", (g.choice(_IND),), "text", 13.0),
        Col("target", (g.choice(_TARGET),), "count", 6.0, ("target", None, n)),
    ]
    parts = [Col(f"s{k}", (group, name), "money") for k, name in enumerate(names)]
    whole = Col("pagu", (group, g.choice(("Jumlah", "Total", "Jumlah (Rp)"))), "money", means=("pagu", None, n))
    cols += [*parts, whole] if g.random() < 0.7 else [whole, *parts]

    def leaf() -> dict[str, Decimal]:
        made = {f"s{k}": amount(g) if k == 0 or g.random() < 0.3 else Decimal(0) for k in range(3)}
        return made | {"pagu": sum(made.values(), Decimal(0))}

    def dress(row: Row, item: Item | None) -> list[Row]:
        for k in range(3):
            if not row.numbers[f"s{k}"]:
                del row.numbers[f"s{k}"]
                row.texts[f"s{k}"] = "-"
        return dressed(ctx, outline, row, item)

    rows = outline_rows(outline, items_of(ctx, outline.levels), leaf, dress)
    judul = ctx.caption("Rencana Program, Kegiatan dan Kebutuhan Pendanaan")
    return Document(ctx, (), [Sheet("rencana_pendanaan", cols, rows, judul, ctx.numbered)], tahap="murni")
