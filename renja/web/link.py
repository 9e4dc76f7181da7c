"""The address bar: what is chosen on the page is written there, and an address opened anew gives the same page.

The browser's own history works too: an address that differs from the one written last was opened by the user.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

_EVERYWHERE = ("lihat", "bahasa", "polos")
_OF_VIEW: dict[str, tuple[str, ...]] = {
    "ringkasan": ("bagian", "tahun"),
    "perbandingan": (
        "banding",
        "kode",
        "tingkat",
        "tahun",
        "petak",
        "oleh",
        "pemerintah",
        "tahap",
        "jenis",
        "angka",
        "prov",
    ),
    "dokumen": ("wilayah", "dok", "bagian", "hlm", "baris", "nilai", "tabel", "ukuran"),
    "temuan": (
        "daftar",
        "cek",
        "keparahan",
        "sebab",
        "penyebab",
        "daerah",
        "kantor",
        "berkas",
        "keputusan",
        "urut",
        "per",
        "temuan",
        "hlm_temuan",
        "ragu",
        "alasan_ragu",
    ),
    "koreksi": ("wilayah", "dok", "hlm", "baris", "nilai"),
    "resep": ("bagian",),
    "kueri": ("sql",),
}
"""What an address says of each view, by the keys of the widgets; anything else in it is ignored."""
KEYS = tuple(dict.fromkeys([*_EVERYWHERE, *(key for keys in _OF_VIEW.values() for key in keys)]))
_WRITTEN, _ASKED, _NOT_FOUND = "_alamat", "_diminta", "_tidak_ada"
_MOST_LETTERS = 200
_LONG = {"sql": 4_000}
"""Letters of a choice that is a text of the reader's own."""
_SEVERAL = "~"
T = TypeVar("T")


def read_address() -> None:
    """Takes over what the address says, where the user has opened it; to be called before any widget."""
    st.session_state[_ASKED], st.session_state[_NOT_FOUND] = {}, {}
    said = {key: st.query_params[key][: _LONG.get(key, _MOST_LETTERS)] for key in KEYS if key in st.query_params}
    if said == st.session_state.get(_WRITTEN):
        return
    for key in _keys(said.get("lihat", "")):
        st.session_state.pop(key, None)
    st.session_state.update(said)
    st.session_state[_WRITTEN] = said
    st.session_state[_ASKED] = dict(said)


def asked(key: str) -> str | None:
    """What an address that was opened just now says of this choice; None where it says nothing, or it is no news."""
    text: str | None = st.session_state.get(_ASKED, {}).get(key)
    return text


def not_found() -> list[tuple[str, str]]:
    """What the address that was opened just now names, by key and text, and cannot be chosen."""
    return list(st.session_state.get(_NOT_FOUND, {}).items())


def tell_not_found(key: str) -> None:
    """Notes that what the address names under this key is not there, where it names anything."""
    text = asked(key)
    if text is not None:
        st.session_state[_NOT_FOUND][key] = text


def write_address() -> None:
    """Writes the choices of this run into the address; to be called when all widgets are drawn."""
    keys = _keys(str(st.session_state.get("lihat")))
    said = {key: text for key in keys if (text := _as_text(st.session_state.get(key)))}
    st.session_state[_WRITTEN] = said
    if said != {key: st.query_params[key] for key in st.query_params}:
        st.query_params.from_dict(said)


def _keys(view: str) -> tuple[str, ...]:
    """The keys that an address of this view says, those of all views included."""
    return (*_EVERYWHERE, *_OF_VIEW.get(view, ()))


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "ya" if value else ""
    return _SEVERAL.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def settle(key: str, options: Sequence[T], default: T) -> None:
    """Makes the state under ``key`` one of ``options``: what an address says is text, and may be out of date."""
    by_text = {str(option): option for option in options}
    if (asked(key) or "") not in {"", *by_text}:
        tell_not_found(key)
    st.session_state[key] = by_text.get(str(st.session_state.get(key)), default)


def settle_several(key: str, options: Sequence[T]) -> None:
    """The same for a list of choices: those that are among ``options`` stay."""
    held = st.session_state.get(key)
    names = held.split(_SEVERAL) if isinstance(held, str) else [str(each) for each in held or ()]
    by_text = {str(option): option for option in options}
    st.session_state[key] = [by_text[name] for name in names if name in by_text]


def choose(label: str, key: str, options: Sequence[T], default: T, shown: Callable[[T], str] = str, **more: Any) -> T:
    """A list to choose one from, kept in the address; typing searches it."""
    settle(key, options, default)
    chosen: T = st.selectbox(label, options, key=key, format_func=shown, persist_state="session", **more)
    return chosen


def choose_several(label: str, key: str, options: Sequence[T], shown: Callable[[T], str] = str, **more: Any) -> list[T]:
    """A list to choose several from, kept in the address; none chosen means all."""
    settle_several(key, options)
    chosen: list[T] = st.multiselect(label, options, key=key, format_func=shown, persist_state="session", **more)
    return chosen


def choose_part(label: str, key: str, options: Sequence[T], shown: Callable[[T], str], **more: Any) -> T:
    """A row of buttons of which one is pressed, kept in the address."""
    settle(key, options, options[0])
    chosen: T | None = st.segmented_control(
        label, options, key=key, format_func=shown, required=True, persist_state="session", **more
    )
    return options[0] if chosen is None else chosen


def go(**chosen: Any) -> None:
    """Sets choices, for a button's ``on_click``; None forgets one."""
    for key, value in chosen.items():
        st.session_state[key] = value
