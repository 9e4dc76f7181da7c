"""Further forms of the made tables: halves, changes, accounts, quarters, lines of indicators, totals in other places.

Each is right in every sum; ``bench/made_tables.py`` prints them, asks the audit, and puts the errors in.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

from bench.made_sheet import (
    OFFICES,
    Line,
    Printed,
    Sheet,
    amount,
    code,
    number,
    plan,
    result,
    share,
    spent,
    totals,
)

Head = list[list[tuple[str, int]]]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ACCOUNTS = (
    ("4.1", "PENDAPATAN ASLI DAERAH", "4"),
    ("4.1.01", "Pajak Daerah", "4.1"),
    ("4.1.02", "Retribusi Daerah", "4.1"),
    ("4.2", "PENDAPATAN TRANSFER", "4"),
    ("4.2.01", "Transfer Pemerintah Pusat", "4.2"),
    ("4.2.02", "Transfer Antar Daerah", "4.2"),
    ("5.1", "BELANJA OPERASI", "5"),
    ("5.1.01", "Belanja Pegawai", "5.1"),
    ("5.1.02", "Belanja Barang dan Jasa", "5.1"),
    ("5.1.05", "Belanja Hibah", "5.1"),
    ("5.2", "BELANJA MODAL", "5"),
    ("5.2.02", "Belanja Modal Peralatan dan Mesin", "5.2"),
    ("5.2.03", "Belanja Modal Gedung dan Bangunan", "5.2"),
)


def review(chance: random.Random) -> Sheet:
    """Form T-C.31: the first draft beside the result of the analysis, which may have changed an amount."""
    half = [("Program/Kegiatan/Sub Kegiatan", 1), ("Lokasi", 1), ("Indikator Kinerja", 1), ("Target Capaian", 1)]
    head = [
        [("No", 1), ("Rancangan Awal RKPD", 5), ("Hasil Analisis Kebutuhan", 5), ("Catatan Penting", 1)],
        [("", 1), *half, ("Pagu Indikatif (Rp)", 1), *half, ("Kebutuhan Dana (Rp)", 1), ("", 1)],
    ]
    sheet, lines = Sheet("Review terhadap Rancangan Awal RKPD Tahun 2024", head), plan(chance, 2)
    for line in lines:
        text = (line.name, "Kecamatan Timur", "Jumlah dokumen", f"{chance.randint(1, 60)} dokumen")
        cells = (*text, line.amounts[0], *text, line.amounts[1], "")
        sheet.add(number(line.path), *cells, sums=(5, 10) if line.depth < 2 else (), bold=line.depth < 2)
    return sheet


def changes(chance: random.Random) -> Sheet:
    """A plan before and after its change; what it grew by, with brackets where it shrank."""
    head = [[("Kode", 1), ("Program/Kegiatan/Sub Kegiatan", 1), ("Pagu Anggaran (Rp)", 2),
             ("Bertambah/(Berkurang)", 2)],
            [("", 1), ("", 1), ("Sebelum Perubahan", 1), ("Setelah Perubahan", 1), ("Rp", 1), ("%", 1)]]  # fmt: skip
    sheet, lines = Sheet("Perubahan Rencana Program dan Kegiatan Tahun 2024", head), plan(chance, 2)
    for line in lines:
        sums = (2, 3) if line.depth < 2 else ()
        sheet.add(code(line.path), line.name, *_change(*line.amounts), sums=sums, bold=line.depth < 2)
    sheet.add("", "JUMLAH", *_change(*totals(lines)), sums=(2, 3), bold=True)
    return sheet


def _change(before: int, after: int) -> tuple[Printed, ...]:
    grown = after - before
    return before, after, grown, share(grown, before)


def accounts(chance: random.Random) -> Sheet:
    """Revenue, spending and financing by account; revenue above its target, a remainder of the year at the end."""
    head = [[("Kode Rekening", 1), ("Uraian", 1), ("Anggaran 2023 (Rp)", 1), ("Realisasi 2023 (Rp)", 1), ("%", 1),
             ("Lebih/(Kurang)", 1)]]  # fmt: skip
    sheet = Sheet("Laporan Realisasi Anggaran Tahun 2023", head)
    sides: list[tuple[int, int]] = []
    for top, name in (("4", "PENDAPATAN"), ("5", "BELANJA")):
        tree = _tree(chance, top)
        rows = [(top, name, *_sum_of(tree, top)), *((one, label, *_sum_of(tree, one)) for one, label, _ in _below(top))]
        for one, label, pagu, done in rows:
            sums = (2, 3) if one.count(".") < 2 else ()
            sheet.add(one, label, *_account(pagu, done), sums=sums, bold=bool(sums))
        sides.append(_sum_of(tree, top))
        sheet.add("", f"JUMLAH {name}", *_account(*sides[-1]), sums=(2, 3), bold=True)
    rest = (sides[0][0] - sides[1][0], sides[0][1] - sides[1][1])
    sheet.add("", "SURPLUS/(DEFISIT)", *_account(*rest), bold=True)
    sheet.add("6.1.01", "Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya", *_account(*[amount(chance)] * 2))
    return sheet


def _below(top: str) -> list[tuple[str, str, str]]:
    return [one for one in _ACCOUNTS if one[0].startswith(top)]


def _tree(chance: random.Random, top: str) -> dict[str, tuple[int, int]]:
    """(budget, result) of each last account; revenue often comes in above its target."""
    found = {}
    for one, _, _ in _below(top):
        if one.count(".") == 2:
            pagu = amount(chance)
            found[one] = (pagu, pagu * chance.randint(700, 1300 if top == "4" else 1000) // 1000)
    return found


def _sum_of(tree: dict[str, tuple[int, int]], account: str) -> tuple[int, int]:
    parts = [pair for one, pair in tree.items() if one == account or one.startswith(f"{account}.")]
    return sum(pair[0] for pair in parts), sum(pair[1] for pair in parts)


def _account(pagu: int, done: int) -> tuple[Printed, ...]:
    return pagu, done, share(done, pagu), done - pagu


def lines_of_indicators(chance: random.Random) -> Sheet:
    """Items with several indicator lines, each with its part of the money: the item's is their sum."""
    head = [[("Kode", 1), ("Program/Kegiatan/Sub Kegiatan", 1), ("Indikator Kinerja", 1), ("Target 2024", 1),
             ("Pagu 2024 (Rp)", 1)]]  # fmt: skip
    sheet, plan_lines = Sheet("Rencana Kerja Tahun 2024", head), plan(chance, 1)
    for line in plan_lines:
        if line.depth < 2:
            cells = ("Persentase layanan", "90 persen", line.amounts[0])
            sheet.add(code(line.path), line.name, *cells, sums=(4,), bold=True)
            continue
        parts = _split(chance, line.amounts[0], chance.randint(1, 3))
        for at, part in enumerate(parts):
            name = (code(line.path), line.name) if at == 0 else ("", "")
            sheet.add(*name, f"Jumlah dokumen ke-{at + 1}", f"{chance.randint(1, 40)} dokumen", part)
    sheet.add("", "JUMLAH", "", "", totals(plan_lines)[0], sums=(4,), bold=True)
    return sheet


def _split(chance: random.Random, whole: int, parts: int) -> list[int]:
    cuts = sorted(chance.randint(1, max(1, whole - 1)) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


def total_on_top(chance: random.Random) -> Sheet:
    """The office's sum in the first row, its programs below."""
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Pagu 2024 (Rp)", 1), ("Prakiraan Maju 2025 (Rp)", 1)]]
    sheet, lines = Sheet("Rencana Program dan Kegiatan Tahun 2024", head), plan(chance, 2, 2)
    top = chance.choice(("JUMLAH", "TOTAL", chance.choice(OFFICES).upper()))
    sheet.add("", top, *totals(lines), sums=(2, 3), bold=True)
    for line in lines:
        sums = (2, 3) if line.depth == 0 else ()
        sheet.add(number(line.path), line.name, *line.amounts, sums=sums, bold=line.depth == 0)
    return sheet


def subtotals(chance: random.Random) -> Sheet:
    """Sections of offices, each closed by its own sum, then all of them together."""
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Anggaran (Rp)", 1), ("Realisasi (Rp)", 1), ("%", 1)]]
    sheet, whole = Sheet("Realisasi Anggaran per Perangkat Daerah Tahun 2023", head), [0, 0]
    for at, office in enumerate(chance.sample(OFFICES, chance.randint(2, 4))):
        lines = spent(chance)
        sheet.add(_ROMAN[at], office.upper(), "", "", "", bold=True)
        for line in lines:
            sums = (2, 3) if line.depth == 0 else ()
            sheet.add(number(line.path), line.name, *result(*line.amounts)[:3], sums=sums, bold=line.depth == 0)
        mine = totals(lines)
        whole = [a + b for a, b in zip(whole, mine, strict=True)]
        sheet.add("", f"JUMLAH {office.upper()}", *result(*mine)[:3], sums=(2, 3), bold=True)
    sheet.add("", "TOTAL", *result(*whole)[:3], sums=(2, 3), bold=True)
    return sheet


def progress(chance: random.Random) -> Sheet:
    """Quarters of target and money, a pair each, with the year's pair before them (action plan)."""
    names = [(f"Triwulan {n}", 2) for n in _ROMAN[:4]]
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Tahun 2024", 2), *names],
            [("", 1), ("", 1), *[("Target", 1), ("Anggaran (Rp)", 1)] * 5]]  # fmt: skip
    sheet = Sheet("Rencana Aksi Tahun 2024", head)
    for line in plan(chance, 4, 2):
        pairs = [cell for one in (sum(line.amounts), *line.amounts) for cell in (f"{chance.randint(1, 9)} dok", one)]
        sums = (3, 5, 7, 9, 11) if line.depth == 0 else ()
        sheet.add(number(line.path), line.name, *pairs, sums=sums, bold=line.depth == 0)
    return sheet


def cumulated(chance: random.Random) -> Sheet:
    """What was spent up to the end of each quarter: no quarter's amount adds to the next."""
    names = [(f"s.d. Triwulan {n}", 1) for n in _ROMAN[:4]]
    head = [[("Kode", 1), ("Program/Kegiatan", 1), ("Pagu (Rp)", 1), ("Realisasi Tahun 2023 (Rp)", 4), ("%", 1)],
            [("", 1)] * 3 + names + [("", 1)]]  # fmt: skip
    sheet, lines = Sheet("Realisasi Anggaran sampai dengan Triwulan IV Tahun 2023", head), plan(chance, 5, 2)
    for line in lines:
        running = [sum(line.amounts[: at + 1]) for at in range(4)]
        pagu, sums = sum(line.amounts), (2, 3, 4, 5, 6) if line.depth == 0 else ()
        cells = (pagu, *running, share(running[-1], pagu))
        sheet.add(code(line.path), line.name, *cells, sums=sums, bold=line.depth == 0)
    return sheet


def years(chance: random.Random) -> Sheet:
    """Form T-C.24: budget, spending and their ratio of several years side by side."""
    span = [(str(y), 1) for y in (2020, 2021, 2022)]
    head = [[("Uraian", 1), ("Anggaran pada Tahun (Rp)", 3), ("Realisasi Anggaran pada Tahun (Rp)", 3),
             ("Rasio antara Realisasi dan Anggaran Tahun", 3)],
            [("", 1), *span, *span, *span]]  # fmt: skip
    sheet, lines = Sheet("Anggaran dan Realisasi Pendanaan Pelayanan", head), plan(chance, 3, 2)
    done = zip(*(_done(chance, lines, at) for at in range(3)), strict=True)
    for line, real in zip(lines, done, strict=True):
        ratios = [share(a, b) for a, b in zip(real, line.amounts, strict=True)]
        sums = (1, 2, 3, 4, 5, 6) if line.depth == 0 else ()
        sheet.add(line.name, *line.amounts, *real, *ratios, sums=sums, bold=line.depth == 0)
    return sheet


def evaluation(chance: random.Random) -> Sheet:
    """Form T-C.29 with K and Rp below each column."""
    pair = [("K", 1), ("Rp", 1)]
    tops = ("Target Renstra Tahun 2026", "Realisasi Capaian Renstra s.d. Tahun 2022", "Target Renja Tahun 2023",
            "Realisasi Renja Tahun 2023")  # fmt: skip
    head = [[("Kode", 1), ("Program/Kegiatan", 1), ("Indikator Kinerja", 1), *((top, 2) for top in tops)],
            [("", 1)] * 3 + pair * 4]  # fmt: skip
    sheet, lines = Sheet("Evaluasi Hasil Pelaksanaan Renja s.d. Tahun 2023", head), plan(chance, 3, 2)
    for line, done in zip(lines, _done(chance, lines, 2), strict=True):
        cells = [cell for one in (*line.amounts, done) for cell in (f"{chance.randint(1, 99)}", one)]
        sums = (4, 6, 8, 10) if line.depth == 0 else ()
        sheet.add(code(line.path), line.name, "Persentase layanan", *cells, sums=sums, bold=line.depth == 0)
    return sheet


def carried_over(chance: random.Random) -> Sheet:
    """Works under kegiatan; the sum of a page is carried to the next one."""
    head = [[("No", 1), ("Uraian Kegiatan", 1), ("Pagu (Rp)", 1), ("Realisasi (Rp)", 1), ("Sisa (Rp)", 1)]]
    sheet, running, lines = Sheet("Realisasi Kegiatan Tahun 2023", head), [0, 0], spent(chance)
    peers = [line for line in lines if line.depth == 1]
    for at, line in enumerate(peers):
        pagu, done, _, rest = result(*line.amounts)
        sheet.add(str(at + 1), f"Kegiatan {line.name}", pagu, done, rest)
        running = [a + b for a, b in zip(running, line.amounts, strict=True)]
        if at == len(peers) // 2 and at + 1 < len(peers):
            for words in ("Jumlah dipindahkan", "Jumlah pindahan"):
                sheet.add("", words, *running, running[0] - running[1], bold=True)
    sheet.add("", "JUMLAH", *running, running[0] - running[1], sums=(2, 3), bold=True)
    return sheet


def carried_through(chance: random.Random) -> Sheet:
    """Programs with their kegiatan over several pages; each page ends with the sum of its rows, or of all so far."""
    head = [[("No", 1), ("Program/Kegiatan", 1), ("Pagu (Rp)", 1), ("Realisasi (Rp)", 1), ("Sisa (Rp)", 1)]]
    sheet, running, lines = Sheet("Realisasi Anggaran Tahun 2023", head), [0, 0], spent(chance)
    words = chance.choice((("Jumlah dipindahkan", "Jumlah pindahan"), ("Jumlah halaman ini",)))
    page = chance.randint(3, 7)
    for at, line in enumerate(lines, 1):
        pagu, done, _, rest = result(*line.amounts)
        sums = (2, 3) if line.depth == 0 else ()
        sheet.add(number(line.path), line.name, pagu, done, rest, sums=sums, bold=line.depth == 0)
        running = [a + b * line.depth for a, b in zip(running, line.amounts, strict=True)]
        if at % page == 0 and at < len(lines):
            for name in words:
                sheet.add("", name, *running, running[0] - running[1], bold=True)
            running = running if len(words) > 1 else [0, 0]
    whole = totals(lines)
    sheet.add("", "JUMLAH", *whole, whole[0] - whole[1], sums=(2, 3), bold=True)
    return sheet


def urusan(chance: random.Random) -> Sheet:
    """All levels above the program, each with its sum."""
    head = [[("Kode", 1), ("Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", 1), ("Target", 1), ("Pagu (Rp)", 1),
             ("Sumber Dana", 1)]]  # fmt: skip
    sheet, lines = Sheet("Rencana Kerja Perangkat Daerah Tahun 2024", head), plan(chance, 1)
    whole = totals(lines)[0]
    sheet.add(
        "1", "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR", "", whole, "", sums=(3,), bold=True
    )
    sheet.add("1.06", "URUSAN PEMERINTAHAN BIDANG SOSIAL", "", whole, "", sums=(3,), bold=True)
    for line in lines:
        target, sums = f"{chance.randint(1, 60)} dokumen", (3,) if line.depth < 2 else ()
        sheet.add(code(line.path), line.name, target, line.amounts[0], "DAU", sums=sums, bold=line.depth < 2)
    return sheet


def two_kinds(chance: random.Random) -> Sheet:
    """Indirect spending beside direct spending with its programs; both make up the total."""
    head = [[("No", 1), ("Uraian", 1), ("Anggaran (Rp)", 1), ("Realisasi (Rp)", 1), ("%", 1)]]
    sheet, lines = Sheet("Realisasi Belanja Tahun 2018", head), spent(chance)
    pagu = amount(chance)
    indirect, direct = [pagu, pagu * 97 // 100], totals(lines)
    whole = [a + b for a, b in zip(indirect, direct, strict=True)]
    sheet.add("A", "BELANJA TIDAK LANGSUNG", *result(*indirect)[:3], bold=True)
    sheet.add("", "Belanja Pegawai", *result(*indirect)[:3])
    sheet.add("B", "BELANJA LANGSUNG", *result(*direct)[:3], sums=(2, 3), bold=True)
    for line in lines:
        name = f"Program {line.name.removeprefix('Program ')}" if line.depth == 0 else f"Kegiatan {line.name}"
        sums = (2, 3) if line.depth == 0 else ()
        sheet.add(number(line.path), name, *result(*line.amounts)[:3], sums=sums, bold=line.depth == 0)
    sheet.add("", "JUMLAH BELANJA", *result(*whole)[:3], sums=(2, 3), bold=True)
    return sheet


def numbered(chance: random.Random) -> Sheet:
    """No codes: programs in Roman numbers, kegiatan in Arabic ones, works in letters, percentages cut off."""
    head = [[("No", 1), ("Program/Kegiatan/Sub Kegiatan", 1), ("Anggaran", 1), ("Realisasi", 1), ("Capaian (%)", 1)],
            [("", 1), ("", 1), ("(Rp)", 1), ("(Rp)", 1), ("", 1)]]  # fmt: skip
    sheet, lines = Sheet("Capaian Realisasi Anggaran Tahun 2023", head), plan(chance, 1)
    done = _done(chance, lines)
    for line, real in zip(lines, done, strict=True):
        mark = (_ROMAN[line.path[-1] - 1], str(line.path[-1]), "abcdefgh"[line.path[-1] - 1])[line.depth]
        word = ("PROGRAM ", "Kegiatan ", "Sub Kegiatan ")[line.depth]
        pagu = line.amounts[0]
        cut = Decimal(real * 1000 // pagu) / 10
        name = word + line.name.removeprefix("Program ")
        sheet.add(mark, name, pagu, real, cut, sums=(2, 3) if line.depth < 2 else (), bold=line.depth == 0)
    sheet.add("", "TOTAL", *result(totals(lines)[0], _top(lines, done))[:2], "", sums=(2, 3), bold=True)
    return sheet


def _done(chance: random.Random, lines: Sequence[Line], at: int = 0) -> list[int]:
    """What was spent of each line's amount at that place: of the last ones by chance, of others the sum."""
    deepest = max(line.depth for line in lines)
    last = [line for line in lines if line.depth == deepest]
    spent_of = {line.path: line.amounts[at] * chance.randint(600, 1000) // 1000 for line in last}
    return [sum(one for path, one in spent_of.items() if path[: len(line.path)] == line.path) for line in lines]


def _top(lines: Sequence[Line], done: Sequence[int]) -> int:
    return sum(one for line, one in zip(lines, done, strict=True) if line.depth == 0)


FURTHER: tuple[Callable[[random.Random], Sheet], ...] = (
    review,
    changes,
    accounts,
    lines_of_indicators,
    total_on_top,
    subtotals,
    progress,
    cumulated,
    years,
    evaluation,
    carried_over,
    carried_through,
    urusan,
    two_kinds,
    numbered,
)
