"""What holds for all tests: how slow the machine is just now says nothing of what is tested; the long ones go first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_LONG = Path(__file__).parent / "renja"
"""Where the files are that take longest: browsers, processes that are killed, whole runs."""

settings.register_profile("renja", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if settings.get_current_profile_name() == "default":  # --hypothesis-profile was not asked for
    settings.load_profile("renja")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long first: whoever gets one last lets the others wait for it."""
    items.sort(key=lambda item: _LONG not in item.path.parents)
