"""The decision on a finding: what stands, and a form for a new one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from audit.listing import ListedFinding
from output.errors import OutputError
from output.overlay.store import read_overlay
from renja.review.corrections import Keputusan, decide_named
from renja.web.data import temuan as data
from renja.web.data.source import forget_state
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.text import moment, number, one_language, plain

_NAME = "nama_anda"
_CHOSEN = "temuan_terpilih"
_BOXES = 20
"""Boxes shown at a time."""
LONGEST_NAME, LONGEST_REASON = 120, 1_000


def show_decision(settings: Settings, finding: ListedFinding) -> None:
    """Draws what was decided, by whom and why, and the form."""
    st.markdown(f"**{say('page_keputusan.decision')}**")
    _standing(settings, finding)
    with st.form(f"putusan_{finding.temuan_id}", border=True):
        chosen: Keputusan | None = st.radio(
            say("page_keputusan.finding"), list(Keputusan), format_func=label, horizontal=True
        )
        reason = st.text_area(say("page_keputusan.reason"), max_chars=LONGEST_REASON, height=70)
        name = ask_name("putusan")
        if st.form_submit_button(say("page_keputusan.save_decision"), type="primary"):
            _decide(settings, [finding.temuan_id], chosen or Keputusan.PERLU_DICEK, name, reason)


def show_decision_on_many(settings: Settings, frame: pd.DataFrame) -> None:
    """Draws the form that decides alike on findings of the list: on those chosen by their boxes, or on all of them."""
    names = [str(name) for name in frame["temuan_id"]]
    title = say("page_keputusan.decide_on_several", names=number(len(names)))
    with st.expander(title, key="putuskan_banyak"):
        some = _choose_some(frame, names)
        with st.form("putusan_banyak", border=False):
            chosen: Keputusan | None = st.radio(
                say("page_keputusan.all_these_findings"), list(Keputusan), format_func=label,
                horizontal=True,
            )  # fmt: skip
            reason = st.text_area(
                say("page_keputusan.reason"), max_chars=LONGEST_REASON, height=70, key="alasan_banyak"
            )
            name = ask_name("putusan_banyak")
            of_some = say("page_keputusan.save_for_chosen", some=number(len(some)))
            with st.container(horizontal=True):
                for_some = st.form_submit_button(of_some, type="primary", disabled=not some)
                for_all = st.form_submit_button(say("page_keputusan.save_for_all"))
        if for_some or for_all:
            _decide(settings, names if for_all else some, chosen or Keputusan.PERLU_DICEK, name, reason)


def _choose_some(frame: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """A box beside each finding, some at a time; those whose box is ticked, also of the other stretches."""
    held: set[str] = st.session_state.setdefault(_CHOSEN, set())
    starts = list(range(0, len(names), _BOXES))
    first = 0
    if len(starts) > 1:
        first = st.selectbox(
            say("page_keputusan.findings_no"),
            starts,
            key="awal_pilihan",
            format_func=lambda start: f"{start + 1}–{min(start + _BOXES, len(names))}",
        )
    for row in frame.iloc[first : first + _BOXES].to_dict("records"):
        name = str(row["temuan_id"])
        where = f"{plain(label(row['cek']))}, {say('page_keputusan.p')} {row['halaman']}"
        text = f"**{plain(label(row['keparahan']))}**, {where}: {plain(row['penjelasan'], 160)}"
        st.checkbox(text, value=name in held, key=f"kotak_{name}", on_change=_tick, args=(name,))
    return [name for name in names if name in held]


def _tick(name: str) -> None:
    held: set[str] = st.session_state[_CHOSEN]
    (held.add if st.session_state[f"kotak_{name}"] else held.discard)(name)


def ask_name(form: str) -> str:
    """The name of who decides or corrects, in this form; the one given last in this session stands there already."""
    held = str(st.session_state.get(_NAME, ""))
    return st.text_input(say("page_keputusan.your_name"), value=held, key=f"nama_{form}", max_chars=LONGEST_NAME)


def keep_name(name: str) -> None:
    """Remembers the name for the session."""
    st.session_state[_NAME] = name.strip()


def _standing(settings: Settings, finding: ListedFinding) -> None:
    found = data.decided(settings.dataset, finding)
    entry_id = found[1] if found else None
    entry = next((each for each in read_overlay(settings.dataset).entries if each.id == entry_id), None)
    if entry is None or entry.keputusan is None:
        st.caption(say("page_keputusan.nobody_has_decided_yet"))
        return
    when = moment(entry.waktu)
    reason = f": {plain(entry.alasan)}" if entry.alasan else ""
    st.success(f"**{label(entry.keputusan)}**, {plain(entry.oleh)}, {when}{reason}")


def _decide(settings: Settings, names: Sequence[str], chosen: Keputusan, name: str, reason: str) -> None:
    if not name.strip() or not reason.strip():
        st.error(say("page_keputusan.give_reason_your_name"))
        return
    try:
        decide_named(settings.dataset, names, chosen, oleh=name, alasan=reason)
    except (OutputError, OSError) as error:
        st.error(plain(one_language(one_language(error), brackets=True)))
        return
    keep_name(name)
    st.session_state.pop(_CHOSEN, None)
    forget_state()
    st.toast(say("page_keputusan.decision_saved"), icon=":material/check:")
    st.rerun()
