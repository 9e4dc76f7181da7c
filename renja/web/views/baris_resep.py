"""What is said of a table's rows: a level for those that share how they are printed; how many these are is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from normalize.recipes.types import RowRule
from normalize.types import TingkatBaris
from renja.recipes.sheet import Condition
from renja.web.labels import label
from renja.web.language import say
from renja.web.text import number, plain, short

_KEYS = ("bagian_kode", "tebal", "huruf_besar", "nomor", "kolom", "masuk")
_NO_LEVEL = ""
_MOST_RULES = 20
_MOST_EXAMPLES = 3
Counted = Callable[[RowRule], list[tuple[str, str]]]
"""The rows that a rule speaks of: name and level of each, as read now."""


def ask_rows(key: str, offered: Sequence[Condition], held: Sequence[RowRule], counted: Counted) -> tuple[RowRule, ...]:
    """Draws a rule after another, and a button for a further one; those that say something."""
    many = f"{key}_banyak"
    st.session_state.setdefault(many, len(held))
    found = []
    for place in range(int(st.session_state[many])):
        with st.container(border=True):
            rule = _ask(f"{key}_b{place}", place, offered, held[place] if place < len(held) else None)
            if rule is not None:
                found.append(rule)
                _tell(counted(rule))
    st.button(
        say("page_resep.add_rule"), key=f"{key}_tambah", on_click=_more, args=(many,), icon=":material/add:",
        disabled=int(st.session_state[many]) >= _MOST_RULES,
    )  # fmt: skip
    return tuple(found)


def _more(many: str) -> None:
    st.session_state[many] += 1


def _ask(key: str, place: int, offered: Sequence[Condition], held: RowRule | None) -> RowRule | None:
    known = {_sign(each.key, each.value): each for each in offered}
    before = [] if held is None else [(name, getattr(held, name)) for name in _KEYS if getattr(held, name) is not None]
    known |= {_sign(*each): Condition(*each) for each in before if _sign(*each) not in known}
    places = st.columns([3, 1.6, 1.6], vertical_alignment="bottom")
    with places[0]:
        chosen = st.multiselect(
            say("page_resep.which_rows", n=place + 1), list(known), default=[_sign(*each) for each in before],
            key=f"{key}_mana", format_func=lambda sign: _shown(known[sign]), persist_state="session",
            placeholder=say("page_resep.choose_conditions"),
        )  # fmt: skip
    with places[1]:
        begins = st.text_input(
            say("page_resep.begins_with", n=place + 1), value=(held.awalan if held else None) or "",
            key=f"{key}_awalan", max_chars=120, persist_state="session",
        ).strip()  # fmt: skip
    with places[2]:
        levels = [_NO_LEVEL, *map(str, TingkatBaris)]
        level = st.selectbox(
            say("page_resep.are_level", n=place + 1), levels, key=f"{key}_tingkat", format_func=_level,
            index=levels.index(str(held.tingkat) if held else _NO_LEVEL),
            persist_state="session",
        )  # fmt: skip
    if not level or not (chosen or begins):
        return None
    return _rule(TingkatBaris(level), [known[sign] for sign in chosen], begins)


def _rule(level: TingkatBaris, chosen: Sequence[Condition], begins: str) -> RowRule | None:
    """The rule; None (and said so) where two of its conditions cannot hold of one row."""
    keys = [each.key for each in chosen]
    if len(set(keys)) < len(keys):
        st.warning(say("page_resep.conditions_exclude"))
        return None
    said: dict[str, Any] = {each.key: each.value for each in chosen}
    return replace(RowRule(level, awalan=begins or None), **said)


def _tell(rows: Sequence[tuple[str, str]]) -> None:
    """How many rows a rule speaks of, and the first of them with their level of now."""
    if not rows:
        st.caption(say("page_resep.no_row_like_this"))
        return
    shown = "; ".join(f"“{plain(short(name, 70))}” ({plain(label(level))})" for name, level in rows[:_MOST_EXAMPLES])
    st.caption(say("page_resep.rows_like_this", count=number(len(rows)), rows=shown))


def _sign(key: str, value: object) -> str:
    return f"{key}={value}"


def _shown(condition: Condition) -> str:
    """A condition for the eye, with how many rows have it."""
    key, value = condition.key, condition.value
    if key in ("tebal", "huruf_besar"):
        text = say(f"page_resep.if_{key}" if value else f"page_resep.if_not_{key}")
    elif key == "nomor":
        text = say(f"page_resep.if_numbered_{value}")
    else:
        text = say(f"page_resep.if_{key}", value=short(value, 60))
    return f"{text} ({number(condition.count)})" if condition.count else text


def _level(level: str) -> str:
    return say("page_resep.choose_level") if level == _NO_LEVEL else label(level)
