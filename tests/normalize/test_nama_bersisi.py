"""What stands right of another item's name in a review form is in doubt; what is only reworded, or equal, is not."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.nama_bersisi import UNLIKE
from normalize.tables import normalize_table
from normalize.types import DocumentMeta, JenisDokumen, Konteks
from normalize.ukuran import SURE_VALUE
from tests.normalize.test_rows import make_table

META = DocumentMeta(JenisDokumen.RENJA, None, 2031, 2031, (), None)
HALF = ["Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu Indikatif (Rp)"]
HEADER = [
    ["No", *["Rancangan Awal RKPD"] * 4, *["Hasil Analisis Kebutuhan"] * 4],
    ["No", *HALF, *HALF],
]
NAMES = ["Penataan Taman Kota", "Pelatihan Kader Posyandu", "Pemeliharaan Perahu Patroli", "Lomba Cerita Rakyat"]


def sure_sides(pairs: Sequence[tuple[str, str]], amounts: Sequence[tuple[str, str]] = ()) -> list[tuple[bool, bool]]:
    """For rows of (left name, right name): whether what stands on the left, and on the right, is beyond doubt."""
    money = amounts or [(f"{k}50.000.000", f"{k}70.000.000") for k in range(1, len(pairs) + 1)]
    half = [[(name, f"Jumlah {name}", "3 Unit") if name else ("",) * 3 for name in pair] for pair in pairs]
    body = [
        [str(k), *left, a if left[0] else "", *right, b]
        for k, ((left, right), (a, b)) in enumerate(zip(half, money, strict=True), 1)
    ]
    rows = normalize_table(make_table(HEADER, body), META).rows
    return [
        (
            all(v.keyakinan >= SURE_VALUE for v in row.values if v.konteks is Konteks.RANCANGAN_AWAL),
            all(v.keyakinan >= SURE_VALUE for v in row.values if v.konteks is Konteks.HASIL_ANALISIS),
        )
        for row in rows
    ]


def test_rows_of_two_lists_beside_each_other_are_doubted_on_the_right() -> None:
    assert sure_sides(list(zip(NAMES, reversed(NAMES), strict=True))) == [(True, False)] * 4


def test_a_right_name_that_is_the_left_one_of_another_row_is_doubted_and_the_other_rows_are_not() -> None:
    pairs = [(name, name) for name in NAMES[:3]] + [(NAMES[3], NAMES[0])]
    assert sure_sides(pairs) == [(True, True)] * 3 + [(True, False)]


def test_rows_whose_sides_are_one_item_are_not_doubted() -> None:
    same = [(name, name) for name in NAMES]
    assert sure_sides(same) == [(True, True)] * 4
    reworded = [*same[:3], (NAMES[3], "Festival Dongeng Nusantara")]
    assert sure_sides(reworded) == [(True, True)] * 4
    slip = [*same[:3], (NAMES[3], NAMES[0])]  # the wrong name was copied, beside the same money
    money = [(f"{k}50.000.000", f"{k}50.000.000") for k in range(1, 5)]
    assert sure_sides(slip, money) == [(True, True)] * 4


def test_a_right_name_alone_names_its_row_and_is_not_doubted() -> None:
    pairs = [*zip(NAMES, reversed(NAMES), strict=True), ("", "Pengadaan Bibit Kelapa")]
    assert sure_sides(pairs)[-1] == (True, True)


def test_a_doubted_value_says_why() -> None:
    pairs = list(zip(NAMES, reversed(NAMES), strict=True))
    half = [[(name, f"Jumlah {name}", "3 Unit") for name in pair] for pair in pairs]
    body = [[str(k), *left, "150.000.000", *right, "170.000.000"] for k, (left, right) in enumerate(half, 1)]
    rows = normalize_table(make_table(HEADER, body), META).rows
    assert {v.perbaikan for r in rows for v in r.values if v.konteks is Konteks.HASIL_ANALISIS} == {UNLIKE}
