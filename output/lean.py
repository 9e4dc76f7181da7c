"""pyarrow without pandas, in a process of ours that never hands it a frame.

``pyarrow.array`` asks whether what it is given is a Series, and imports pandas for that: a fifth of a second and 30 MB
in each reader, which writes lists alone.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _NoPandas(MetaPathFinder):
    """Says that pandas is not installed."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        """Nothing of other modules: the next finder is asked."""
        del path, target
        if fullname == "pandas":
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def spare_pandas() -> None:
    """Lets pyarrow find, for as long as nobody asks it for a frame, that pandas is not installed.

    For processes of our own: in others somebody may hand it a Series, which would then be read as any sequence. Whoever
    imports pandas himself, or turns a table into a frame, has it as ever.
    """
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array(())  # it looks once, and remembers
    finally:
        sys.meta_path.remove(finder)
