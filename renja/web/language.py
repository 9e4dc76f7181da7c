"""The page's language: that which its reader chose, Indonesian until then. The texts stand in ``renja/texts``."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from renja.texts import text, word_of

Language = Literal["id", "en"]
KEY = "bahasa"
LANGUAGES: tuple[Language, Language] = ("id", "en")


def language() -> Language:
    """The language chosen in this session; Indonesian until then."""
    return "en" if st.session_state.get(KEY) == "en" else "id"


def say(key: str, /, **values: Any) -> str:
    """The text of a key in the language chosen. ``KeyError`` for a key that no one wrote."""
    return text(language(), key, **values)


def known_word(word: str) -> str | None:
    """A word of the dataset in the language chosen; None: nobody translated it."""
    return word_of(word, language())
