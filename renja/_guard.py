"""Names the culprit where something else answers to the name of one of our stages.

Our packages have bare names (``extract``, ``output`` ...), so that reader, interpreter and every tool see the same
folders. The price: a user's own ``extract.py`` beside the script is found first, and the error would come from deep
inside ours. So before anything is imported we compare where each stage would come from with where we are.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path

STAGES = ("vocabulary", "extract", "normalize", "nomenclature", "settle", "audit", "output")


def check_neighbours() -> None:
    """Nothing, where every stage lies beside ``renja/``; else ``ImportError`` that names the file in the way."""
    home = Path(__file__).resolve().parent.parent
    for stage in STAGES:
        found = _origin(stage)
        if found is not None and found != home / stage / "__init__.py":
            raise ImportError(
                f"{found} menutupi paket '{stage}' milik renja ({home / stage}). Ganti nama berkas itu, atau jalankan "
                f"dari folder lain. / {found} hides renja's own package '{stage}': rename it, or run elsewhere."
            )


def _origin(stage: str) -> Path | None:
    """The file that ``import stage`` runs, or has run; None where there is none."""
    loaded = sys.modules.get(stage)
    if loaded is not None:
        return Path(loaded.__file__).resolve() if loaded.__file__ else Path(stage)
    spec = PathFinder.find_spec(stage)
    if spec is None:
        return None
    if spec.origin is None:  # a folder without __init__.py
        return Path(next(iter(spec.submodule_search_locations or [stage]))).resolve()
    return Path(spec.origin).resolve()
