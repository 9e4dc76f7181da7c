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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deals the tests out by file, those of a browser to one worker, and what takes long first.

    Two browsers at once draw against each other and wait; whoever gets a long file last lets the others wait for it.
    """
    drawn = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    for item in items:
        item.add_marker(pytest.mark.xdist_group("peramban" if item.path in drawn else str(item.path)))
    items.sort(key=lambda item: 0 if item.path in drawn else 1 if _LONG in item.path.parents else 2)
