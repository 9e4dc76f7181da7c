"""Indonesian or English: each sentence stands once in the code, in both languages side by side."""

from __future__ import annotations

from typing import Literal

import streamlit as st

Language = Literal["id", "en"]
KEY = "bahasa"
LANGUAGES: tuple[Language, Language] = ("id", "en")


def language() -> Language:
    """The language chosen in this session; Indonesian until then."""
    return "en" if st.session_state.get(KEY) == "en" else "id"


def say(indonesian: str, english: str) -> str:
    """The sentence in the language chosen."""
    return english if language() == "en" else indonesian
