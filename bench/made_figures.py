"""The numbers of made-up documents: leaves by chance, all others so that sums, shares and differences hold."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bench.made_tree import Item
from tests.normalize.columns.grids import Form, _in_order


def numeric(recipe: str) -> bool:
    """True for recipes that make numbers."""
    return (
        recipe[:1] in "=%<"
        or recipe.startswith("bobot")
        or recipe in ("tgt", "jml", "pct", "pct%", "rp", "jt", "harga", "vol")
    )


class Figures:
    """Makes and spells the numbers of one form."""

    def __init__(self, form: Form, spelling: str, seed: str) -> None:
        """``spelling``: how amounts are printed; thousands only where the form says no scale of its own."""
        self.form, self.rng = form, random.Random(seed)
        said = repr(form.header) + form.judul
        scaled = any("jt" in r for r in form.recipes) or re.search(r"(?i)juta|ribu|harga", said)
        self.spelling = "titik" if spelling == "ribuan" and scaled else spelling
        self.money = [self._is_money(c) for c in range(len(form.recipes))]
        self.order = _in_order(form.recipes)

    def _is_money(self, c: int) -> bool:
        recipe = self.form.recipes[c]
        if recipe in ("rp", "jt", "harga"):
            return True
        sources = re.findall(r"\d+", recipe) if recipe[0] in "=<" else []
        return any(self._is_money(int(n) - 1) for n in sources)

    def fill(self, item: Item) -> None:
        for child in item.children:
            self.fill(child)
        for c in self.order:
            recipe = self.form.recipes[c]
            if not numeric(recipe):
                continue
            parts = [x.numbers.get(c) for x in item.children]
            if self.money[c] and recipe != "harga" and item.children:
                item.numbers[c] = sum((p for p in parts if p is not None), Decimal())
            elif item.children and recipe in ("harga", "vol"):
                item.numbers[c] = None
            else:
                item.numbers[c] = self._number(recipe, item.numbers)

    def _number(self, recipe: str, row: dict[int, Decimal | None]) -> Decimal | None:
        def at(n: str) -> Decimal:
            return row.get(int(n) - 1) or Decimal()

        g = self.rng
        if "*" in recipe:
            return at(recipe[1:].split("*")[0]) * at(recipe.split("*")[1])
        if recipe[0] == "=":
            return sum(((-1 if s == "-" else 1) * at(n) for s, n in re.findall(r"([+-]?)(\d+)", recipe[1:])), Decimal())
        if recipe[0] == "%":
            part, whole = recipe[1:].split("/")
            return cents(at(part) / at(whole) * 100) if at(whole) else None
        if recipe[0] == "<":
            share = Decimal(g.randint(700, 990)) / 1000
            return (at(recipe[1:]) * share).quantize(
                Decimal(1000) if at(recipe[1:]) > 10**5 else Decimal("0.01" if at(recipe[1:]) % 1 else "1")
            )
        simple = {"rp": g.randint(2_000, 900_000) * 1000, "harga": g.randint(3, 80) * 2500, "vol": g.randint(2, 40)}
        if recipe in simple:
            odd = g.randint(1, 999) if recipe == "rp" and self.spelling != "ribuan" and g.random() < 0.4 else 0
            return Decimal(simple[recipe] + odd)
        if recipe == "jt":
            return Decimal(g.randint(20_000, 900_000)) / 100
        return cents(g.uniform(40, 99)) if recipe.startswith("pct") else Decimal(g.randint(2, 95))

    def weigh(self, items: Sequence[Item]) -> None:
        for c, recipe in enumerate(self.form.recipes):
            if recipe.startswith("bobot"):
                source = int(recipe[5:]) - 1
                total = sum((x.numbers[source] or Decimal() for x in items if x.depth == 0), Decimal())
                for x in items:
                    x.numbers[c] = cents((x.numbers[source] or Decimal()) / total * 100)

    def sum_up(self, items: Sequence[Item]) -> None:
        for item in items:
            if item.summing:
                tops = [x for x in items if x.depth == 0 and not x.summing]
                for c in self.order:
                    if self.money[c] and self.form.recipes[c] != "harga":
                        item.numbers[c] = sum((x.numbers[c] or Decimal() for x in tops), Decimal())
                    elif self.of_money(c) and not self.form.recipes[c].startswith("bobot"):
                        item.numbers[c] = self._number(self.form.recipes[c], item.numbers)

    def fresh(self) -> dict[int, Decimal | None]:
        row: dict[int, Decimal | None] = {}
        for c in self.order:
            if numeric(self.form.recipes[c]) and not self.form.recipes[c].startswith("bobot"):
                row[c] = self._number(self.form.recipes[c], row)
        return row

    def of_money(self, c: int) -> bool:
        recipe = self.form.recipes[c]
        return any(self.money[int(n) - 1] for n in re.findall(r"\d+", recipe) if recipe[0] in "%b")

    def of_count(self, c: int) -> bool:
        return not self.of_money(c)

    def is_million(self, c: int) -> bool:
        recipe = self.form.recipes[c]
        return recipe == "jt" or any(
            self.is_million(int(n) - 1) for n in re.findall(r"\d+", recipe) if recipe[0] in "=<"
        )

    def spelt(self, value: Decimal, c: int) -> str:
        recipe, comma = self.form.recipes[c], self.spelling.startswith("koma")
        big = self.money[c] and not self.is_million(c)
        if big:
            scaled = value / 1000 if self.spelling == "ribuan" else value
            text = f"{abs(scaled):,.2f}" if self.spelling.endswith("sen") else f"{abs(scaled):,.0f}"
        else:
            text = f"{abs(value):,.2f}" if value % 1 or recipe[0] == "%" or self.money[c] else f"{abs(value):,.0f}"
        text = text if comma else text.translate(str.maketrans(",.", ".,"))
        text = f"Rp {text},-" if big and self.spelling == "rp" else text
        return f"({text})" if value < 0 else text


def cents(value: Decimal | float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def thousands(value: Decimal) -> Decimal:
    """What is left of a value that is printed in thousands."""
    return Decimal(f"{value / 1000:.0f}") * 1000
