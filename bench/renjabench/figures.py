"""Amounts and quantities: how much things cost, and how offices write numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HABITS = ("titik", "titik", "titik", "sen", "koma", "koma_sen", "rp", "rp_apart", "ekor", "ribuan")
"""Ways to print money, the frequent ones more often."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes its numbers."""

    money: str
    decimals: str  # "," or "."
    percent_sign: bool
    percent_unit: str  # "%", " %", " Persen"

    @property
    def scale(self) -> int:
        """What a printed amount is multiplied by."""
        return 1000 if self.money == "ribuan" else 1

    def spell(self, kind: str, value: Decimal, unit: str = "") -> str:
        """A number of a kind of column as it is printed."""
        if kind == "money":
            return self._money(value / self.scale)
        if kind == "percent":
            return self._decimal(value) + ("%" if self.percent_sign else "")
        if unit == "%":
            return self._decimal(value) + self.percent_unit
        text = self._decimal(value) if value % 1 else self._grouped(value)
        return f"{text} {unit}" if unit else text

    def _decimal(self, value: Decimal) -> str:
        return f"{value:f}".replace(".", self.decimals)

    def _grouped(self, value: Decimal) -> str:
        return f"{int(value):,}".replace(",", "." if self.decimals == "," else ",")

    def _money(self, value: Decimal) -> str:
        comma = self.money.startswith("koma")
        text = f"{abs(int(value)):,}"
        text = text if comma else text.replace(",", ".")
        text += {"sen": ",00", "koma_sen": ".00", "ekor": ",-"}.get(self.money, "")
        text = f"({text})" if value < 0 else text
        return f"Rp {text}" if self.money == "rp_apart" else f"Rp. {text}" if self.money == "rp" else text


def spelling(rng: random.Random) -> Spelling:
    """One way of writing numbers; who writes commas in money writes points in percents."""
    money = rng.choice(HABITS)
    decimals = "." if money.startswith("koma") or rng.random() < 0.15 else ","
    return Spelling(money, decimals, rng.random() < 0.4, rng.choice(("%", "%", " %", " Persen")))


def amount(rng: random.Random) -> Decimal:
    """What one small activity costs: often round, sometimes to the rupiah; whole thousands for all scales."""
    size = rng.choice((100, 1000, 1000, 10_000))
    return Decimal(rng.randint(3, 900) * size * 1000 + rng.choice((0, 0, 500_000, rng.randint(1, 99) * 1000)))


def part(rng: random.Random, whole: Decimal, low: float = 0.4, high: float = 1.0) -> Decimal:
    """A share of an amount, in whole thousands."""
    return Decimal(int(float(whole) * rng.uniform(low, high)) // 1000 * 1000)


def percent(a: Decimal, b: Decimal) -> Decimal:
    """A of b in percent, to two decimals."""
    return (a / b * 100).quantize(Decimal("0.01"), ROUND_HALF_UP) if b else Decimal(0)


def split(rng: random.Random, whole: Decimal, count: int) -> list[Decimal]:
    """An amount in several parts that add up to it."""
    parts = [part(rng, whole / count, 0.5, 1.0) for _ in range(count - 1)]
    return [*parts, whole - sum(parts)]
