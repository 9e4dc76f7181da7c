"""Saving that no click cuts off: what is clicked meanwhile is served once all that belongs to it is done.

Streamlit ends a run of the script at the next thing that it draws or notes once something else was clicked. A saving
that takes its time would end in the middle, and what follows from it would not be noted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException

from output.errors import OutputError
from renja.errors import UsageFault
from renja.web.text import one_language, plain

T = TypeVar("T")


class Saving:
    """One saving, and the click that waits for its end."""

    def __init__(self) -> None:
        """Nothing waits yet."""
        self._waiting: ScriptControlException | None = None

    def surely(self, act: Callable[[], T]) -> T:
        """Draws or notes something, which may be done twice; a click that would end the run there waits."""
        while True:
            try:
                return act()
            except ScriptControlException as control:
                self._waiting = control  # each click is taken from the queue by this, so that the next time succeeds

    def draw_anew(self) -> NoReturn:
        """Draws the page anew, with what was clicked meanwhile where anything was."""
        if self._waiting is not None:
            raise self._waiting
        st.rerun()


def save(what: str, write: Callable[[], object], note: Callable[[], object]) -> None:
    """Writes, notes what follows, and draws the page anew; what cannot be written is said, and the run goes on.

    ``what``: that it is being saved. ``note``: may be done twice.
    """
    saving = Saving()
    place = saving.surely(st.empty)
    saving.surely(lambda: place.info(what))
    try:
        write()
    except (OutputError, OSError, UsageFault) as error:
        said = plain(one_language(one_language(error), brackets=True))
        saving.surely(lambda: place.error(said))
        return
    saving.surely(note)
    saving.draw_anew()
