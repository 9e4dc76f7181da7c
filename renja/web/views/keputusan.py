"""The decision on a finding: what stands, and a form for a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from audit.listing import ListedFinding
from output.overlay.store import read_overlay
from renja.review.corrections import Keputusan, decide_named
from renja.web.data import temuan as data
from renja.web.data.source import forget_state
from renja.web.labels import label
from renja.web.language import say
from renja.web.pick import Listing, unmark
from renja.web.saving import save
from renja.web.settings import Settings
from renja.web.text import DASH, day, is_missing, moment, number, plain

_NAME = "nama_anda"
LONGEST_NAME, LONGEST_REASON = 120, 1_000


def show_decision(settings: Settings, finding: ListedFinding) -> None:
    """Draws what was decided, by whom and why, and the form."""
    st.markdown(f"**{say('page_keputusan.decision')}**")
    _standing(settings, finding)
    with st.form(f"putusan_{finding.temuan_id}", border=True):
        chosen = _choose_decision(say("page_keputusan.finding"))
        reason = st.text_area(say("page_keputusan.reason"), max_chars=LONGEST_REASON, height=70)
        name = ask_name("putusan")
        if st.form_submit_button(say("page_keputusan.save_decision"), type="primary"):
            _decide(settings, [finding.temuan_id], chosen, name, reason)


def show_decision_on_many(settings: Settings, held: Listing) -> None:
    """Draws the form that decides alike on the marked findings of the list, or on all that pass the filters."""
    marked = held.marked()
    some, count = number(len(marked)), number(len(held.names))
    with st.expander(say("page_tinjau.decide_together", some=some, count=count), key="putuskan_banyak"):
        with st.form("putusan_banyak", border=False):
            chosen = _choose_decision(say("page_keputusan.all_these_findings"))
            reason = st.text_area(
                say("page_keputusan.reason"), max_chars=LONGEST_REASON, height=70, key="alasan_banyak"
            )
            name = ask_name("putusan_banyak")
            of_some = say("page_keputusan.save_for_chosen", some=some)
            with st.container(horizontal=True):
                for_some = st.form_submit_button(of_some, type="primary", disabled=not marked)
                for_all = st.form_submit_button(say("page_tinjau.save_for_all_filtered", count=count))
        if for_some or for_all:
            _decide(settings, held.names if for_all else marked, chosen, name, reason)


def _choose_decision(title: str) -> Keputusan | None:
    """The three decisions, none of them taken beforehand."""
    chosen: Keputusan | None = st.radio(title, list(Keputusan), index=None, format_func=label, horizontal=True)
    return chosen


def decision_text(row: Mapping[Any, Any], decided: Mapping[str, data.Decided]) -> str:
    """What was decided on a finding, by whom and when, in a line; a dash where nobody did."""
    if is_missing(row["keputusan"]):
        return DASH
    said = decided.get(str(row["keputusan_id"]))
    who = "" if said is None else f", {said.oleh}, {day(said.waktu)}"
    return f"{label(row['keputusan'])}{who}"


def ask_name(form: str) -> str:
    """The name of who decides or corrects, in this form; the one given last in this session stands there already."""
    held, known = st.session_state.get(_NAME, ("", 0))
    key = f"nama_{form}" + (f"_{known}" if known else "")  # a field that was drawn empty would stay empty
    return str(st.text_input(say("page_keputusan.your_name"), value=held, key=key, max_chars=LONGEST_NAME))


def keep_name(name: str) -> None:
    """Remembers the name for the session."""
    held, known = st.session_state.get(_NAME, ("", 0))
    if name.strip() != held:
        st.session_state[_NAME] = (name.strip(), known + 1)


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


def _decide(settings: Settings, names: Sequence[str], chosen: Keputusan | None, name: str, reason: str) -> None:
    if chosen is None:
        st.error(say("page_tinjau.choose_a_decision"))
        return
    if not name.strip() or not reason.strip():
        st.error(say("page_keputusan.give_reason_your_name"))
        return

    def note() -> None:
        keep_name(name)
        unmark("temuan")
        forget_state()
        st.toast(say("page_keputusan.decision_saved"), icon=":material/check:")

    save(
        say("page_koreksi.saving"),
        lambda: decide_named(settings.dataset, names, chosen, oleh=name, alasan=reason),
        note,
    )
