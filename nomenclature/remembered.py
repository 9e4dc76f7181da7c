"""Answers that are kept, so that what is asked again is not looked for again; never more than so many."""

from __future__ import annotations

from typing import TypeVar

MOST_REMEMBERED = 30_000
_K = TypeVar("_K")
_V = TypeVar("_V")


class Remembered(dict[_K, _V]):
    """Answers by what was asked; when there are too many all are forgotten, and come back as they are asked."""

    def __setitem__(self, asked: _K, answer: _V) -> None:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        super().__setitem__(asked, answer)
