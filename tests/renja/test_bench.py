"""The benchmark counts what it says it counts."""

from __future__ import annotations

import random
import runpy
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from extract.document import extract
from extract.page.pdf import open_pdf
from extract.types import Box, Cell, Extracted, PageResult, Table, TextLine
from output.read import connect


def test_the_made_dataset_has_the_rows_asked_for_and_every_view_an_answer(tmp_path: Path) -> None:
    made = runpy.run_path("bench/compare.py")
    assert made["write"](tmp_path, 5000, merged=True) == 40
    with connect(tmp_path, ("anggaran",)) as connection:
        assert connection.execute("SELECT count(*), sum(pagu) > 0 FROM anggaran").fetchone() == (5000, True)
    empty = [name for name, view in made["VIEWS"].items() if "2024" not in name and not view(tmp_path)]
    assert empty == []


def test_no_name_of_the_list_to_match_comes_twice_and_each_has_a_place_in_a_plan() -> None:
    made = runpy.run_path("bench/names.py")
    rows = made["made_rows"](made["Catalog"].load(user=False), 500, random.Random(2))
    assert len({row["nama_asli"].lower() for row in rows}) == len(rows) == 500
    kegiatan = {(row["dokumen"], row["kode_benar"]) for row in rows if row["level"] == "kegiatan"}
    subs = [row for row in rows if row["level"] == "sub_kegiatan"]
    assert sum((row["dokumen"], row["kode_benar"][:-5]) in kegiatan for row in subs) > 0.9 * len(subs) > 0
    ways = dict(made["ways"](rows, random.Random(2)))
    assert all(len(shown) == 500 for shown in ways.values())
    assert not any(row["kode_asli"] or row["level"] for row in ways["alone"])


def test_a_document_is_scaled_with_all_that_stands_on_its_pages(tmp_path: Path) -> None:
    bench = runpy.run_path("bench/scales.py")
    source, target = Path("samples/metro_renja_2026_s31_word.pdf"), tmp_path / "besar.pdf"
    bench["write_scaled"](source, 2.0, target)
    with open_pdf(source) as one, open_pdf(target) as two:
        usual, large = one.page(1), two.page(1)
    assert (large.width, large.text) == (2 * usual.width, usual.text)
    assert large.sizes == pytest.approx(2 * usual.sizes, rel=1e-3)
    assert large.boxes == pytest.approx(2 * usual.boxes, abs=0.1)
    ((tables, others),) = bench["differing"](source, [1.0], tmp_path)
    assert tables > 0
    assert others == 0


def test_the_ledger_finds_what_is_kept_lost_and_kept_twice() -> None:
    bench = runpy.run_path("bench/ledger.py")
    box = Box(0, 0, 9, 9)
    texts = ((0, "Pagu 3.000.000"), (1, "1.250.\n000"), (2, "2.500.000,00"), (3, "2.500.000"))
    cells = tuple(Cell(row, 0, 1, 1, text, 1, box, is_header=row == 0) for row, text in texts)
    lines = (TextLine(1, "sebesar Rp7.000.000.", box, 11, False),)
    table = Table((1, 2), None, None, 4, 1, 1, cells, "uji", 1.0)
    extracted = Extracted("a.pdf", "ab" * 32, 2, (PageResult(1, 595, 842, lines, ()),), (table,))
    page = "3.000.000 1.250.000 2.500.000 7.000.000 9.000.000"
    on_pages = {1: Counter(bench["amounts"](page)), 2: Counter(bench["amounts"]("3.000.000"))}
    found = bench["account"]("a", on_pages, extracted)
    assert (found.printed, found.lost, found.twice) == (6, [(1, "9000000")], [(1, "2500000")])
    assert found.kept == {"sel": 2, "kepala": 2, "teks": 1}


def test_made_tables_accuse_nobody_and_errors_in_them_are_found_and_named_also_in_thousands() -> None:
    bench = runpy.run_path("bench/made_tables.py")
    assert not [found for _, _, found in bench["clean"](21, 7) if any(one.sebab == "dokumen" for one in found)]
    wrong = list(bench["wrong"](63, 7))
    assert {"ribuan", "titik"} <= {each.style for each in wrong}
    accused = [any(one.sebab == "dokumen" for one in each.here) for each in wrong]
    assert sum(accused) >= len(wrong) * 0.95
    assert not [each for each in wrong if each.others]
    slips = [each for each in wrong if each.error in bench["NAMED"]]
    named = [each for each in slips if any(one.penyebab in bench["NAMED"][each.error] for one in each.here)]
    assert len(named) >= len(slips) * 0.9


def test_the_ledgers_own_pattern_leaves_codes_and_long_numbers_alone() -> None:
    amounts = runpy.run_path("bench/ledger.py")["amounts"]
    assert list(amounts("1.06.02.2.01.0003 19650101 12.500 Rp.1,250,000.00 (768.857.637,00)")) == [
        "1250000",
        "768857637",
    ]


def test_a_made_document_is_the_same_each_time_and_its_truth_stands_on_its_pages(tmp_path: Path) -> None:
    bench = runpy.run_path("bench/made_pages.py")
    stem, form, style, spelling = next(d for d in bench["plan"](40, 0, 1) if "_ruled_titik_sen" in d[0])
    pdf, truth = bench["Maker"](form, style, spelling, stem).make()
    assert bench["Maker"](form, style, spelling, stem).make() == (pdf, truth)
    path = tmp_path / f"{stem}.pdf"
    path.write_bytes(pdf)
    (table,) = extract(path).tables
    found = {"".join(c.text.split()) for c in table.cells}
    printed = {"".join(text.split()) for row in truth["tables"][0]["grid"] for text in row if text}
    assert printed <= found
    assert list(table.pages) == truth["tables"][0]["pages"]


def test_damaged_pages_are_the_same_for_a_seed_and_are_counted_by_what_is_found_again(tmp_path: Path) -> None:
    bench = runpy.run_path("bench/damaged.py")
    source = (Path("samples/luwu_renja_2024_excel.pdf"), 21)
    tried = list(bench["KINDS"])[::4]
    for kind in bench["KINDS"]:
        once = bench["damaged"](kind, [source, source], 5)
        assert kind not in tried or once == bench["damaged"](kind, [source, source], 5), kind
        (tmp_path / f"{kind}.pdf").write_bytes(once)
        with open_pdf(tmp_path / f"{kind}.pdf") as pdf:
            content = pdf.page(1)
        assert content.image_share > (0.5 if kind == "gambar" else 0.9), kind
        assert bool(content.text) is (kind == "gambar" or kind.startswith("lapisan")), kind
    facts = bench["Facts"]
    five, six = (("pagu", None, 2031, None, Decimal(amount)) for amount in (5000, 6000))
    truth = facts(Counter([five, six]), [("program", "1.01.02"), ("kegiatan", "layananairminum")], Counter())
    read = facts(
        Counter([five]), [("program", "1.01.02"), ("kegiatan", "layananairminnm")], Counter([five, (*five[:4], 7)])
    )
    tally = bench["Tally"]()
    tally.add(read, truth, 1.0)
    assert (tally.f1("rupiah"), tally.f1("baris"), tally.sure_and_wrong) == (pytest.approx(2 / 3), 1.0, 1)
