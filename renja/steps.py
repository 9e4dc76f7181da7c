"""The steps of one document: one that fails is logged with its traceback, said, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

LOG = logging.getLogger("renja")
T = TypeVar("T")


@dataclass(slots=True)
class Steps:
    """The steps of one document and what went wrong in them."""

    name: str
    messages: list[str] = field(default_factory=list)

    def attempt(self, what: str, step: Callable[[], T]) -> T | None:
        """What the step gives; None where it fails, which is logged and kept as a message."""
        try:
            return step()
        except Exception as error:
            LOG.exception("%s: %s", self.name, what)
            self.messages.append(f"{what} gagal ({type(error).__name__}: {error}) / failed")
            return None
