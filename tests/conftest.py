"""What holds for all tests: how slow the machine is just now says nothing of what is tested."""

from __future__ import annotations

import gc

from hypothesis import HealthCheck, settings

settings.register_profile("renja", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if settings.get_current_profile_name() == "default":  # --hypothesis-profile was not asked for
    settings.load_profile("renja")


def pytest_collection_finish() -> None:
    """The thousands of tests that were found stay until the end: nobody looks through them for what could be freed."""
    gc.collect()
    gc.freeze()
