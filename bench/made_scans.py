"""A long document of scanned pages, no two with the same picture: cheap ones, and now and then a dense one."""

from __future__ import annotations

import random

from bench.made_paper import Line, Look, Page, Press, write
from bench.renjabench.names import _DOINGS, _STATES, _THINGS
from bench.renjabench.scans import CLEAN, scanned

_HEADER = ("Program", "Satuan", "Target 2025", "Pagu 2025 (Rp)")
_ALIGNS = "lccr"
_SMALL, _LARGE = (421.0, 298.0), (842.0, 595.0)
_LINES: dict[tuple[float, float], int] = {_SMALL: 6, _LARGE: 36}


def long_scan(pages: int, dense_each: int, seed: int = 1) -> bytes:
    """A PDF of so many pages, each a picture of its own at 200 dots an inch; one of ``dense_each`` is dense."""
    chance = random.Random(seed)
    return scanned(
        write([_page(chance, _LARGE if k % dense_each == 0 else _SMALL) for k in range(1, pages + 1)]), CLEAN, str(seed)
    )


def _page(chance: random.Random, size: tuple[float, float]) -> Page:
    """A page with its table, every name and amount drawn anew."""
    share = size[0] / 400
    look = Look("ruled", 8.0, size, rotated=False, repeat=False, cut=False, merged=False, middle=False)
    press = Press(look, [150 * share, 40 * share, 40 * share, 80 * share], _ALIGNS, frozenset(), [_HEADER], ())
    press.new_page()
    press.print([_line(chance) for _ in range(_LINES[size])])
    return press.pages[0]


def _line(chance: random.Random) -> Line:
    name = f"{chance.choice(_DOINGS)} {chance.choice(_THINGS)} {chance.choice(_STATES)}"
    amount = f"{chance.randrange(1_000, 900_000_000):,}".replace(",", ".")
    return Line((f"Program {name}", "Unit", str(chance.randrange(1, 999)), amount))
