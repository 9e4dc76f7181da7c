"""What a figure measures is told by one key in all rows of a table: a long document has more figures than letters."""

from __future__ import annotations

from collections.abc import Callable

from audit.hierarchy import view_table


def test_rows_share_the_keys_of_their_figures(row: Callable, table: Callable) -> None:
    view = view_table(0, table([row("program", "Bibit", pagu="8120"), row("kegiatan", "Sumur", pagu="3640")]))
    first, second = ([*figures] for figures in view.money)
    assert first == second != []
    assert all(one is other for one, other in zip(first, second, strict=True))
