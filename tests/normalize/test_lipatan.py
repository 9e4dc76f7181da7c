"""Tables that are printed in blocks side by side: read on from the left block's end to the right block's beginning."""

from __future__ import annotations

from collections.abc import Sequence

from extract.types import Box, Cell, Table
from normalize.lipatan import unfolded

HEAD = ["No", "Uraian", "Target 2024"] * 2


def folded(body: Sequence[Sequence[str]], head: Sequence[str] = HEAD, pages: Sequence[int] = ()) -> Table:
    """A grid with one header row; ``pages`` gives the page of each body row, 1 where it is left out."""
    cells = []
    for r, texts in enumerate([head, *body]):
        page = pages[r - 1] if r and pages else 1
        for c, text in enumerate(texts):
            box = Box(c * 60.0, r * 12.0, c * 60.0 + 60.0, r * 12.0 + 12.0)
            cells.append(Cell(r, c, 1, 1, text, page, box, is_header=r == 0))
    return Table((1,), None, "Sasaran", len(body) + 1, len(head), 1, tuple(cells), "uji", 1.0)


def lines(table: Table) -> list[list[str]]:
    texts = {(c.row, c.col): c.text for c in table.cells}
    return [[texts.get((r, c), "") for c in range(table.n_cols)] for r in range(table.n_header_rows, table.n_rows)]


def test_the_right_block_goes_on_where_the_left_one_ends() -> None:
    table = folded(
        [
            ["1", "Padi", "5.000", "4", "Jagung", "1.500"],
            ["2", "Kedelai", "700", "5", "Ubi Kayu", "2.300"],
            ["3", "Kacang", "650", "6", "Jumlah", "10.150"],
            ["", "", "", "7", "Rerata", "1.691"],
        ]
    )
    assert [row[1] for row in lines(unfolded(table))] == [
        *("Padi", "Kedelai", "Kacang", "Jagung", "Ubi Kayu", "Jumlah", "Rerata"),
    ]
    assert unfolded(table).n_cols == 3


def test_blocks_of_a_page_are_read_before_the_next_page() -> None:
    body = [
        [f"{i}", f"Nama {a}", f"{i}.100", f"{i}", f"Nama {b}", f"{i}.200"]
        for i, (a, b) in enumerate(["ac", "bd", "eg", "fh"], 1)
    ]
    table = folded(body, pages=[1, 1, 2, 2])
    assert "".join(row[1][-1] for row in lines(unfolded(table))) == "abcdefgh"


def test_sides_that_name_the_same_items_with_the_same_amounts_stay_side_by_side() -> None:
    body = [[f"{i}", f"Kegiatan {n}", f"{i}.500", f"{i}", f"Kegiatan {n}", f"{i}.500"] for i, n in enumerate("abcd", 1)]
    table = folded(body)
    assert unfolded(table) is table


def test_sides_with_headers_of_their_own_stay_side_by_side() -> None:
    head = ["No", "Uraian", "Target 2024", "No", "Uraian", "Target 2025"]
    body = [[f"{i}", f"Nama {n}", f"{i}.500", f"{i}", f"Lain {n}", f"{i}.700"] for i, n in enumerate("abcd", 1)]
    table = folded(body, head)
    assert unfolded(table) is table


def test_items_of_one_name_in_both_blocks_are_two_where_their_amounts_differ() -> None:
    names = ["Ayam", "Itik", "Kambing", "Domba", "Kuda"]
    right = ["Telur Ayam", "Itik", "Kambing", "Susu", "Kulit"]
    body = [
        [f"{i}", a, f"{i}.111", f"{i}", b, f"{i}.999"] for i, (a, b) in enumerate(zip(names, right, strict=True), 1)
    ]
    assert len(lines(unfolded(folded(body)))) == 10
