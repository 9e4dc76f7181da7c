"""What is a rule and what is a painted cell, on sheets that are printed small and large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.page.pdf import open_pdf


@pytest.mark.parametrize("size", [0.4, 1.0, 3.0])
def test_a_slim_painted_cell_is_no_rule_and_a_heavy_rule_is_at_any_size_of_print(
    make_pdf: Callable[..., Path], size: float
) -> None:
    drawn = (
        f"{20 * size} {60 * size} {100 * size} {5.5 * size} re f {20 * size} {40 * size} {100 * size} {2.4 * size} re f"
    )
    text = f"BT /F1 {9 * size} Tf {20 * size} {80 * size} Td (Belanja modal jalan) Tj ET"
    with open_pdf(make_pdf(f"0.7 g {drawn} 0 g {text}")) as pdf:
        page = pdf.page(1)
    assert (len(page.fills), len(page.rules)) == (1, 1)
