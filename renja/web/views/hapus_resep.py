"""A recipe taken away, after it was asked whether that is meant."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from renja.recipes.renew import drop
from renja.review.across import save_across
from renja.web.data.source import forget_state
from renja.web.language import say
from renja.web.saving import Saving
from renja.web.settings import Settings
from renja.web.text import number, plain

KEPT, LIST = "resep_tersimpan", "daftar"
"""Where what was done last is noted: the form (its key) or the list that did it, and the words that say so."""


def ask_drop(settings: Settings, nama: str, key: str) -> None:
    """Draws the button, and once it is pressed the question."""
    asked = f"{key}_hapus"
    if not st.session_state.get(asked):
        st.button(say("page_resep.drop", name=plain(nama)), key=f"{key}_minta", on_click=_ask, args=(asked, True))
        return
    st.warning(say("page_resep.drop_sure", name=plain(nama)))
    with st.container(horizontal=True):
        sure = st.button(say("page_resep.drop_yes"), key=f"{key}_ya", type="primary")
        st.button(say("page_resep.drop_no"), key=f"{key}_batal", on_click=_ask, args=(asked, False))
    if sure:
        _drop(settings, nama, key)


def _ask(asked: str, value: bool) -> None:
    st.session_state[asked] = value


def _drop(settings: Settings, nama: str, key: str) -> None:
    saving = Saving()
    _, done = drop(settings.dataset, nama, across=save_across, tick=ticking(saving))

    def note() -> None:
        for name in [str(name) for name in st.session_state if str(name).startswith("rsp_")]:
            del st.session_state[name]
        forget_state()
        place = LIST if key.startswith(LIST) else key
        st.session_state[KEPT] = (place, say("page_resep.dropped", name=plain(nama), count=number(len(done))))

    saving.surely(note)
    saving.draw_anew()


def ticking(saving: Saving) -> Callable[[int, int], None]:
    """A bar that shows how far the saving is, told after each document."""
    bar = saving.surely(lambda: st.progress(0.0, say("page_resep.keeping")))

    def tick(done: int, of: int) -> None:
        text = say("page_resep.keeping_of", done=number(done), of=number(of))
        saving.surely(lambda: bar.progress(done / max(1, of), text))

    return tick
