"""Whole documents made from the forms of ``tests/normalize/columns/formulir``, with truth: a stand-in for the unseen.

    python bench/made_pages.py OUT [--count 120] [--start 0] [--seed 1]
    python -m renja ingest OUT/*.pdf --out DATASET

Each form is drawn as a document of a few pages in one of the ways offices print: ruled, horizontal rules, painted rows,
no rules; the header on each page or once; rows cut by the page end; cells merged over indicator lines; amounts in one
of the usual spellings. Sums hold. Beside each PDF stands ``<stem>.truth.json``; the stem tells form, style, spelling.
Names of the overhead program come from the shipped catalogue; all others, the office and the region are invented.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.made_figures import Figures, numeric, thousands  # noqa: E402 - found by the line above
from bench.made_paper import MARGIN, STYLES, Line, Look, Page, Press, foot, sign, width, wrap, write  # noqa: E402 - found above
from bench.made_tree import Item, grow, main_column  # noqa: E402
from tests.normalize.columns.grids import MEASURES, Form, catalogue, read  # noqa: E402

SPELLINGS = ("titik", "titik_sen", "koma_sen", "koma", "rp", "ribuan")
HABITS = ("foot", "sign", "apart", "dash", "torn", "offices")
"""What ``--rough`` adds: running feet, signatures, Rp set apart, dashes for nothing, amounts torn by narrow cells, and
offices as headings."""
SHARED = {"ind", "tgt", "jml", "sat", "pct", "satsama"}
_EM = {
    "no": 2.4,
    "nama": 19,
    "akun": 17,
    "ind": 15,
    "kalimat": 14,
    "tgt": 6,
    "jml": 4.2,
    "sat": 5.5,
    "pct": 4,
    "lok": 8,
    "opd": 10,
    "sumber": 5.5,
    "rumus": 13,
    "prog": 13,
    "keg": 13,
    "subkeg": 14,
    "kode": 9.6,
    "rek": 9.5,
    "akhiran": 3,
}
_UNITS = ("Persen", "Dokumen", "Indeks", "Unit", "Orang", "Sanggar", "Paket", "Kali", "Nilai", "Laporan")
_TITLES = {
    "renja": "RENCANA KERJA (RENJA)",
    "renstra": "RENCANA STRATEGIS (RENSTRA)",
    "lkjip": "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)",
}
_REGIONS = ("KABUPATEN TIRTA ASRI", "KOTA KARANG JATI", "KABUPATEN MUARA BIRU", "KABUPATEN GUNUNG SARI")
_OFFICE = "Dinas Lingkungan Hidup"
_UNSCORED = {"selisih", "volume", "harga_satuan", "saldo"}  # no truth file lists them


@dataclass(slots=True)
class Row:
    """A body row: printed texts by column, and what it means."""

    texts: list[str]
    item: Item
    owner: int | None = None
    values: list[dict[str, object]] = field(default_factory=list)


def usable(form: Form) -> bool:
    """True for forms whose rows and values the contract settles."""
    meta, recipes = form.meta, form.recipes
    sides = sum(r == "rp" for r in recipes) > 1 and "prog" in recipes and "subkeg" in recipes and "no" not in recipes
    open_ = any("?" in e for e, r in zip(form.expected, recipes, strict=True) if numeric(r))
    named = any(r in ("nama", "akun", "opd", "ind", "subkeg", "keg") for r in recipes)
    goals = {"sasaran", "tujuan"} & set(form.expected)
    first = next((c for c, r in enumerate(recipes) if numeric(r)), 99)
    if goals and main_column(form) > first:
        return False
    if goals and (
        "prog" in recipes or not goals & {e for e, r in zip(form.expected, recipes, strict=True) if r == "kalimat"}
    ):
        return False
    if (recipes.count("nama") > 1 and form.jenis != "review_rkpd") or not any(map(numeric, recipes)):
        return False
    return meta.tahun is not None and "kesalahan cetak" not in form.name and named and not open_ and not sides


class Maker(Figures):
    """Makes one document out of a form."""

    def __init__(self, form: Form, style: str, spelling: str, seed: str, rough: bool = False) -> None:
        """``rough``: with some of the ``HABITS``."""
        super().__init__(form, spelling, seed)
        self.style = style
        self.region = self.rng.choice(_REGIONS)
        habits = random.Random(seed + " rough")
        self.habits = {h for h in HABITS if rough and habits.random() < 0.4}

    def _value(self, c: int, value: Decimal, text: str) -> dict[str, object] | None:
        parts = self.form.expected[c].split(",")
        if parts[0] not in MEASURES or parts[0] in _UNSCORED or len(parts) > 3:
            return None
        million = self.money[c] and self.is_million(c)
        rupiah = self.money[c] and parts[0] in ("pagu", "realisasi", "sisa", "prakiraan_maju", "target", "capaian")
        konteks = None if parts[1] == "-" else parts[1]
        value = thousands(value) if self.spelling == "ribuan" and self.money[c] else value
        number = str(value * 1_000_000 if million else value)
        return {
            "ukuran": parts[0],
            "konteks": konteks,
            "tahun": int(parts[2]) if parts[2] != "-" else None,
            "teks": text,
            "nilai": number,
            "satuan": "rupiah" if rupiah else None,
        }

    def rows(self, items: Sequence[Item]) -> list[Row]:
        """The printed rows of items in order, further indicator lines behind their owner."""
        rows: list[Row] = []
        for k, item in enumerate(items):
            owner = len(rows)
            rows.append(self._row(item, k, None))
            rows += [self._row(item, k * 3 + n + 1, owner) for n in range(item.lines - 1)]
        return rows

    def _row(self, item: Item, k: int, owner: int | None) -> Row:
        row = Row([], item, owner)
        unit = _UNITS[(k * 7 + (owner or 0)) % len(_UNITS)]
        fresh = self.fresh() if owner is not None else item.numbers
        for c, recipe in enumerate(self.form.recipes):
            shown = owner is None or recipe in SHARED or (numeric(recipe) and not self.money[c] and self.of_count(c))
            text = ""
            value = fresh.get(c) if numeric(recipe) else None
            if value is not None and shown and not (item.summing and not self.money[c] and not self.of_money(c)):
                text = self.spelt(value, c) + (f" {unit}" if recipe == "tgt" else "")
                made = self._value(c, value, text)
                row.values += [made] if made else []
            elif "dash" in self.habits and self.money[c] and numeric(recipe) and shown and recipe[0] != "=":
                text = "-"
            elif not numeric(recipe) and shown:
                text = (
                    item.text(recipe, c, self.form)
                    if recipe not in ("sat", "ind")
                    else self._of_line(item, recipe, unit, k)
                )
            row.texts.append(text)
        return row

    def _of_line(self, item: Item, recipe: str, unit: str, k: int) -> str:
        if item.summing:
            return ""
        return unit if recipe == "sat" else f"{('Jumlah', 'Persentase', 'Cakupan')[k % 3]} {item.subject(k)}"

    # The document.

    def make(self) -> tuple[bytes, dict[str, object]]:
        """The PDF and its truth."""
        items = grow(self.form, self.rng, offices="offices" in self.habits)
        for item in items:
            if item.depth == 0:
                self.fill(item)
        self.sum_up(items)
        self.weigh([x for x in items if not x.summing])
        rows = self.rows(items)
        press = self._press(rows)
        pages = self._front(press)
        press.print([Line(tuple(r.texts), r.owner is not None, r.item.bold) for r in rows])
        if "sign" in self.habits and press.y < press.look.page[1] - 150:
            sign(press.pages[-1], press.y, self.region.title())
        pages += press.pages
        if "foot" in self.habits:
            foot(pages, f"{_OFFICE} {self.region.title()}")
        return write(pages), self._truth(rows, press, len(pages) - len(press.pages))

    def _press(self, rows: Sequence[Row]) -> Press:
        g, recipes = self.rng, self.form.recipes
        longest = [max(width(r.texts[c], 1.0, r.item.bold) for r in rows) for c in range(len(recipes))]
        words = [_widest(self.form.header, c) for c in range(len(recipes))]
        narrow = g.random() < 0.2
        ems = []
        for c, recipe in enumerate(recipes):
            least = longest[c] + 0.9 if numeric(recipe) or recipe in ("kode", "rek", "akhiran", "no") else 0.0
            if recipe == "tgt":
                least = 5.5
            if "torn" in self.habits and self.money[c] and self.style == "ruled":
                least, words[c] = 0.62 * longest[c], 0.0
            ems.append(max(_EM.get(recipe, 6.0 if not numeric(recipe) else 4.0), least, 0 if narrow else words[c]))
        size, page = self._paper(sum(ems))
        room = page[0] - 2 * MARGIN
        stretch = room / (sum(ems) * size) if self.style != "bare" or g.random() < 0.5 else 1.0
        widths = [e * size * min(stretch, 1.6) for e in ems]
        aligns = [
            "r" if numeric(r) and r != "tgt" and g.random() < 2 else "c" if r in ("no", "sat", "tgt") else "l"
            for r in recipes
        ]
        look = Look(
            self.style,
            size,
            page,
            page[0] > 700 and g.random() < 0.35,
            g.random() < 0.6,
            g.random() < 0.6,
            g.random() < 0.6,
            g.random() < 0.4,
            "apart" in self.habits,
        )
        shared = frozenset(c for c in range(len(recipes)) if not any(r.texts[c] for r in rows if r.owner is not None))
        return Press(look, widths, aligns, shared, self._header(), self.form.numbers)

    def _header(self) -> Sequence[Sequence[str]]:
        header = self.form.header
        marked = ["(Rp)" in " ".join(row[c] for row in header) for c, money in enumerate(self.money) if money]
        if self.spelling != "ribuan" or not marked or not all(marked):
            return header
        return [[text.replace("(Rp)", "(Rp 000)") for text in row] for row in header]

    def _paper(self, ems: float) -> tuple[float, tuple[float, float]]:
        sizes = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
        for page, least in (
            ((595.0, 842.0), 7.0),
            ((936.0, 612.0), 6.0),
            ((1191.0, 842.0), 5.0),
            ((1684.0, 1191.0), 4.0),
        ):
            for size in sizes:
                if ems * size <= page[0] - 2 * MARGIN and size >= least:
                    return size, page
        return 5.0, (ems * 5 + 2 * MARGIN, 842.0)

    def _front(self, press: Press) -> list[Page]:
        meta, region = self.form.meta, self.region
        pages = []
        first = None
        if str(meta.jenis) in _TITLES:
            cover = Page(595, 842)
            years = str(meta.tahun) + (f"-{meta.tahun_akhir}" if meta.tahun_akhir != meta.tahun else "")
            y = cover.centred(200, _TITLES[str(meta.jenis)], 20, True)
            y = cover.centred(y + 20, _OFFICE.upper(), 16, True)
            y = cover.centred(y + 10, region, 16, True)
            cover.centred(y + 200, f"TAHUN {years}", 16, True)
            pages.append(cover)
            first = press.new_page()
        else:
            first = press.new_page()
            press.y = first.centred(press.y, f"PEMERINTAH {region}", 12, True)
            press.y = first.centred(press.y, _OFFICE.upper(), 12, True) + 6
            press.y = first.centred(press.y, f"TAHUN ANGGARAN {meta.tahun}", 10, True) + 6
        if self.rng.random() < 0.4:
            for part in wrap(_PROSE, first.width - 2 * MARGIN, 10):
                first.text(MARGIN, press.y, part, 10)
                press.y += 14
        if self.form.judul:
            press.y = first.centred(press.y + 8, self.form.judul, 10, True)
        if (
            self.spelling == "ribuan"
            and any(self.money)
            and not any("Rp 000" in t for row in press.header for t in row)
        ):
            first.text(first.width - MARGIN - 110, press.y, "(dalam ribuan rupiah)", 9)
            press.y += 6
        press.y += 4
        return pages

    def _truth(self, rows: Sequence[Row], press: Press, before: int) -> dict[str, object]:
        meta = self.form.meta
        made: list[dict[str, object]] = []
        for i, row in enumerate(rows):
            code = row.item.code(self.form) if row.owner is None else None
            entry: dict[str, object] = {
                "grid_row": i,
                "level": row.item.level,
                "kode_asli": code,
                "kode": row.item.kode,
            }
            name = (
                row.item.nama
                if row.item.level != "lainnya" or row.item.named
                else row.texts[self.form.recipes.index("ind")]
            )
            entry |= {"nama": name, "indikator": None, "values": row.values}
            made.append(entry if row.owner is None else entry | {"lanjutan_dari": row.owner})
        jenis = self.form.jenis or str(read(self.form)[1])
        pages = sorted({before + p + 1 for on in press.on.values() for p in on})
        table = {
            "nomor": None,
            "judul": self.form.judul,
            "jenis_tabel": jenis,
            "pages": pages,
            "header": [list(r) for r in self.form.header],
            "n_cols": len(self.form.recipes),
            "grid": [r.texts for r in rows],
            "rows": made,
        }
        doc = {
            "jenis_dokumen": str(meta.jenis),
            "tahap": None,
            "tahun": meta.tahun,
            "tahun_akhir": meta.tahun_akhir,
            "tingkat": None,
            "kode_provinsi": None,
            "kode_kabkota": None,
            "perangkat_daerah": None if "offices" in self.habits else _OFFICE,
        }
        return {"doc": doc, "tables": [table], "findings": []}


_PROSE = (
    "Dalam rangka pelaksanaan tugas dan fungsi perangkat daerah, uraian menurut urusan dan rinciannya disajikan dalam "
    "tabel berikut ini, yang merupakan bagian tidak terpisahkan dari dokumen ini."
)


def _widest(header: Sequence[Sequence[str]], c: int) -> float:
    texts = [row[c] for row in header if row[c] not in ("<", "^")]
    spread = {row[c] for row in header if c + 1 < len(row) and row[c + 1] == "<"}
    return max((width(w, 1.0, True) + 0.6 for t in texts if t not in spread for w in t.split()), default=0.0)


def plan(count: int, start: int, seed: int) -> Iterator[tuple[str, Form, str, str]]:
    """Stem, form, style and spelling of each document."""
    forms = [f for f in catalogue() if usable(f)]
    random.Random(seed).shuffle(forms)
    for i in range(start, start + count):
        form = forms[i % len(forms)]
        spelling = SPELLINGS[(i * 5 + i // 12) % len(SPELLINGS)]
        style = (STYLES[0], *STYLES)[i % 5]
        slug = re.sub(r"[^a-z0-9]+", "-", form.name.lower())[:48].strip("-")
        yield f"m{i:03d}_{style}_{spelling}_{slug}", form, style, spelling


def main() -> int:
    """Command line."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    args.add_argument("out", type=Path)
    args.add_argument("--count", type=int, default=120)
    args.add_argument("--start", type=int, default=0)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--rough", action="store_true", help="with more of what real pages carry")
    opt = args.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    for stem, form, style, spelling in plan(opt.count, opt.start, opt.seed):
        pdf, truth = Maker(form, style, spelling, f"{opt.seed} {stem}", opt.rough).make()
        (opt.out / f"{stem}.pdf").write_bytes(pdf)
        (opt.out / f"{stem}.truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
