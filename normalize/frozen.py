"""Frozen dataclasses that are made for every cell and row of a document, made in a third of the time.

What ``dataclass(frozen=True)`` writes as ``__init__`` looks each field up by its name to get past its own guard: of a
value with eleven fields that took longer than reading it. A slot can be set directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import update_wrapper
from typing import TypeVar, cast

_T = TypeVar("_T")


def quickly_made(cls: type[_T]) -> type[_T]:
    """The frozen dataclass with slots whose ``__init__`` sets them directly: same arguments, and frozen as before.

    For fields of plain defaults, all of them given to ``__init__``, and no ``__post_init__``.

    >>> from dataclasses import dataclass
    >>> @quickly_made
    ... @dataclass(frozen=True, slots=True)
    ... class Place:
    ...     page: int
    ...     line: int = 1
    >>> Place(3), Place(line=2, page=3) == Place(3, 2)
    (Place(page=3, line=1), True)
    """
    own = fields(cls)  # type: ignore[arg-type]  # a dataclass, which no type says
    if hasattr(cls, "__post_init__") or any(f.default_factory is not MISSING or not f.init for f in own):
        raise TypeError(f"{cls.__name__} has more to do than to set its fields")
    known: dict[str, object] = {f"_set_{f.name}": getattr(cls, f.name).__set__ for f in own}
    known |= {f"_default_{f.name}": f.default for f in own}
    asked = ", ".join(f.name if f.default is MISSING else f"{f.name}=_default_{f.name}" for f in own)
    lines = [f"def __init__(self, {asked}):", *(f"    _set_{f.name}(self, {f.name})" for f in own)]
    exec("\n".join(lines), known)  # as dataclasses itself writes it
    made = cast(Callable[..., None], known["__init__"])
    cls.__init__ = update_wrapper(made, cls.__init__)  # type: ignore[method-assign]
    return cls
