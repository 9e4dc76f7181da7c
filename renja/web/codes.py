"""The choice of a code: a list that typing searches by code or name, and steps up and down the hierarchy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from output.compare import CodeEntry
from renja.web import link
from renja.web.data import perbandingan as data
from renja.web.labels import label
from renja.web.language import say
from renja.web.text import number, short

LEVELS = ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan")
ALL = "semua"
_CODE = re.compile(r"(?:[0-9]{1,2}|X)(?:\.(?:[0-9]{1,4}|XX)){0,5}")
_MOST_CHILDREN = 12


def choose_code(root: Path, place: DeltaGenerator) -> str | None:
    """The code chosen, from all that have money; None (and said so) where none has.

    The list stands in ``place``; its filter, the level, where the caller draws.
    """
    entries = data.codes(root)
    if not entries:
        st.info(say("page_codes.dataset_has_no_money"))
        return None
    level = link.choose(say("page_codes.level"), "tingkat", [ALL, *LEVELS], ALL, level_name)
    names = {entry.kode: entry.nama for entry in entries}
    options = [entry.kode for entry in entries if level in (ALL, entry.tingkat)] or list(names)
    asked = str(st.session_state.get("kode", ""))
    if _CODE.fullmatch(asked) and asked not in options:
        options = [asked, *options]  # a link may name a code of another level, or a pattern such as X.XX.01
    with place:
        return link.choose(
            say("page_codes.code_or_name_type"),
            "kode",
            options,
            _usual(entries, options),
            lambda kode: code_name(kode, names.get(kode)),
            filter_mode="contains",
        )


def _usual(entries: Sequence[CodeEntry], options: Sequence[str]) -> str:
    """The program of most regions, else the first code."""
    programs = [entry for entry in entries if entry.tingkat == "program" and entry.kode in set(options)]
    best = max(programs, key=lambda entry: (entry.jumlah_wilayah, entry.jumlah_dokumen), default=None)
    return options[0] if best is None else best.kode


def code_name(kode: str, nama: str | None) -> str:
    """A code with its name, in one line; a name that has no code alone."""
    return short(f"{kode}  {nama}" if nama and nama != kode else kode, 140)


def level_name(level: str) -> str:
    """A level in the list of them."""
    return say("page_codes.all_levels") if level == ALL else label(level)


def choose_step(root: Path, kode: str | None) -> None:
    """Buttons to the codes above, and a list of those right below; nothing where no code is chosen, or a name."""
    if kode is None or not _CODE.fullmatch(kode):
        return
    entries = data.codes(root)
    names = {entry.kode: entry.nama for entry in entries}
    parts = kode.split(".")
    above = [".".join(parts[:n]) for n in range(1, len(parts)) if ".".join(parts[:n]) in names]
    below = _children(kode, [entry.kode for entry in entries])
    if not above and not below:
        return
    with st.expander(say("page_codes.up_down_hierarchy")):
        for up in above:
            _step(f"▲ {code_name(up, names[up])}", up)
        for down in below[:_MOST_CHILDREN]:
            _step(f"▼ {code_name(down, names[down])}", down)
        if len(below) > _MOST_CHILDREN:
            more = number(len(below) - _MOST_CHILDREN)
            st.caption(say("page_codes.more_type_search", more=more))


def _children(kode: str, codes: Sequence[str]) -> list[str]:
    """The codes under this one that have no other code between.

    >>> _children("1.06", ["1.06", "1.06.04", "1.06.04.2.01", "1.06.05.2.01"])
    ['1.06.04', '1.06.05.2.01']
    """
    under = [each for each in codes if each.startswith(f"{kode}.")]
    found: list[str] = []
    for each in sorted(under, key=len):
        if not any(each.startswith(f"{other}.") for other in found):
            found.append(each)
    return sorted(found)


def _step(text: str, kode: str) -> None:
    from renja.web.text import plain

    chosen = {"kode": kode, "tingkat": ALL}
    st.button(plain(text), key=f"ke_{kode}", type="tertiary", on_click=link.go, kwargs=chosen)
