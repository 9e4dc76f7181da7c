"""Data as JSON that any program reads."""

from __future__ import annotations

import json
import math
from typing import Any


def json_text(data: Any) -> str:
    """Readable JSON; dates and decimals as their texts, what is no finite number as null."""
    return json.dumps(_finite(data), ensure_ascii=False, indent=1, default=str)


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
