"""What was scored, as text for people: a line a document, the mean, and rows of a table in Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.renjabench.run import Cost
from bench.renjabench.score import FIGURES, Tally, mean, together

Truths = Mapping[str, dict[str, Any]]


def truths_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The truth files of a folder by stem."""
    files = sorted(folder.glob("*.truth.json"))
    return {f.name.removesuffix(".truth.json"): json.loads(f.read_text(encoding="utf-8")) for f in files}


def lines(tallies: Mapping[str, Tally]) -> list[str]:
    """A line for each document, all of them together, and their mean."""
    wide = max(len(stem) for stem in (*tallies, "together"))
    named = {stem: tally.figures() for stem, tally in tallies.items()}
    named |= {"together": together(tallies.values()).figures(), "mean": mean(tallies.values())}
    head = " ".join([" " * wide, *(f"{name:>9}" for name in FIGURES)])
    return [head, *(f"{stem:{wide}} {' '.join(f'{_said(f[n]):>9}' for n in FIGURES)}" for stem, f in named.items())]


def _said(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def as_dict(tallies: Mapping[str, Tally], costs: Mapping[str, Cost], truths: Truths) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "mean": mean(tallies.values()),
        "together": together(tallies.values()).figures(),
        "documents": {stem: tally.figures() for stem, tally in tallies.items()},
        "cost": cost(costs, truths),
    }


def cost(costs: Mapping[str, Cost], truths: Truths) -> dict[str, float | int] | None:
    """CPU seconds a document, the start's part of them, peak megabytes, pages, failures; None where unknown."""
    read = {stem: c for stem, c in costs.items() if stem}
    if not read:
        return None
    pages = sum(truths[stem]["renjabench"]["pages"] for stem in read if stem in truths)
    return {
        "seconds_a_document": sum(c.seconds for c in read.values()) / len(read),
        "start": costs[""].seconds,
        "pages": pages,
        "peak_mb": max(c.peak for c in read.values()),
        "failed": sum(c.error is not None for c in read.values()),
    }


HEAD = (
    f"| tool | {' | '.join(FIGURES)} | CPU s a document | of it to start | peak MB | failed |\n"
    f"|---|{'---:|' * (len(FIGURES) + 4)}"
)


def table_row(tool: str, found: Mapping[str, Any]) -> str:
    """A tool's row of the table: means over documents."""
    used = found["cost"]
    tail = [f"{used['seconds_a_document']:.2f}", f"{used['start']:.1f}", f"{used['peak_mb']:.0f}", str(used["failed"])]
    return f"| {tool} | {' | '.join(_said(found['mean'][name]) for name in FIGURES)} | {' | '.join(tail)} |"
