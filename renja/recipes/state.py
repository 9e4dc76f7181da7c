"""Which set of recipes a dataset was last held against: beside the dataset, and cheap to ask."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Collection
from pathlib import Path

from normalize.recipes.types import Recipe
from output.errors import disk_errors
from output.layout import WORK

_STATE = "resep.json"


def is_up_to_date(root: Path, recipes: Collection[Recipe]) -> bool:
    """True where the dataset was last held against just these recipes."""
    return _last(root) == _digest(recipes)


def remember(root: Path, recipes: Collection[Recipe]) -> None:
    """Notes that the dataset is held against these recipes now."""
    path = root / WORK / _STATE
    aside = path.with_name(f".{uuid.uuid4().hex[:8]}")
    with disk_errors(root):
        aside.write_text(json.dumps({"resep": _digest(recipes)}), encoding="utf-8")
        os.replace(aside, path)


def _digest(recipes: Collection[Recipe]) -> str:
    return hashlib.sha256("\n".join(f"{each.nama} {each.sidik}" for each in recipes).encode()).hexdigest()[:16]


def _last(root: Path) -> str | None:
    """The set that is noted; None where nothing says."""
    try:
        held = json.loads((root / WORK / _STATE).read_bytes())
    except (FileNotFoundError, ValueError):
        return None  # looked at anew
    return held.get("resep") if isinstance(held, dict) else None
