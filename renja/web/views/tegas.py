"""A second question before a correction is written, that says why it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from renja.review.caution import Doubt
from renja.web.language import say

_KEY = "_menunggu_ketegasan"
Write = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What would be written from a form, in words (already ``plain``), and why it is asked about."""

    form: str
    what: str
    doubts: Sequence[Doubt] = ()


def ask_once_more(question: Question, write: Write) -> None:
    """Keeps what is to be written until somebody says yes; the page is drawn anew with the question."""
    st.session_state[_KEY] = (question, write)
    st.rerun()


def show_question(form: str) -> Write | None:
    """The question where one stands about this form; what to write, where it was answered with yes just now.

    A question about another form is forgotten: whoever went on has answered it with no.
    """
    waiting: tuple[Question, Write] | None = st.session_state.get(_KEY)
    if waiting is None:
        return None
    question, write = waiting
    if question.form != form:
        forget_question()
        return None
    with st.container(border=True, key="tegas"):
        why = "\n".join(f"- {say(f'cautions.{doubt}')}" for doubt in question.doubts)
        st.warning(f"{say('page_tinjau.asks_once_more', what=question.what)}\n\n{why}")
        with st.container(horizontal=True):
            yes = st.button(say("page_tinjau.yes_save"), type="primary")
            st.button(say("page_tinjau.no_back"), on_click=forget_question)
    if not yes:
        return None
    forget_question()
    return write


def forget_question() -> None:
    """Nothing waits any more."""
    st.session_state.pop(_KEY, None)
