"""To come."""

from __future__ import annotations

from renja.web.settings import Settings


def show(settings: Settings) -> None:
    """Draws the view."""
