"""What is saved is saved whole, whatever is clicked meanwhile, and the click is served afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from output.errors import OutputError
from renja.web.saving import Saving, save


class Place:
    """A place on the page at which the click of somebody impatient is noticed, so many times."""

    def __init__(self, clicks: int) -> None:
        self.clicks = [RerunException(RerunData(query_string=f"klik={n}")) for n in range(clicks)]
        self.said: list[str] = []

    def info(self, text: str) -> None:
        if self.clicks:
            raise self.clicks.pop(0)
        self.said.append(text)

    error = info


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Place]:
    """The place where the saving is told."""

    def made(clicks: int) -> Place:
        found = Place(clicks)
        monkeypatch.setattr(st, "empty", lambda: found)
        return found

    return made


def test_a_click_while_something_is_saved_is_served_when_all_of_it_is_done(place: Any) -> None:
    done: list[str] = []
    told = place(1)
    with pytest.raises(RerunException) as served:
        save("disimpan", lambda: done.append("ditulis"), lambda: done.append("dicatat"))
    assert done == ["ditulis", "dicatat"]
    assert told.said == ["disimpan"]
    assert served.value.rerun_data.query_string == "klik=0"


def test_a_click_while_what_follows_is_noted_does_not_leave_it_out() -> None:
    noted: list[int] = []
    click = RerunException(RerunData(query_string="klik=9"))

    def note() -> None:
        noted.append(len(noted))
        if len(noted) == 1:
            raise click

    saving = Saving()
    saving.surely(note)
    assert noted == [0, 1]
    with pytest.raises(RerunException) as served:
        saving.draw_anew()
    assert served.value is click


def test_what_cannot_be_written_is_said_and_nothing_is_noted(place: Any) -> None:
    told = place(0)

    def write() -> None:
        raise OutputError("penuh / full")

    save("disimpan", write, lambda: pytest.fail("noted though nothing was written"))
    assert told.said == ["disimpan", "penuh"]
