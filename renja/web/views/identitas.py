"""What a document is: read beside told, a form to tell it, and a form to take that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from normalize.types import JenisDokumen, Tahap
from output.overlay.check import LONGEST_TEXT
from output.overlay.types import TANPA, Entri
from renja.review.corrections import identify, revoke
from renja.web.data import identitas as data
from renja.web.data.source import forget_state
from renja.web.labels import label
from renja.web.language import say
from renja.web.saving import save
from renja.web.settings import Settings
from renja.web.text import DASH, day, moment, plain
from renja.web.views.keputusan import LONGEST_REASON, ask_name, keep_name

_SAVED = "identitas_tersimpan"


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    doc_id = str(document["doc_id"])
    place, text = st.session_state.get(_SAVED, ("", ""))
    if place == doc_id:
        st.success(text)
    st.caption(say("page_identitas.what_this_is"))
    found = data.identity(settings.dataset, doc_id)
    for field in found.fields:
        _tell(field)
    _form(settings, doc_id, {field.name: field for field in found.fields})
    if found.entries:
        _take_back(settings, doc_id, found.entries)


def told_caption(settings: Settings, doc_id: str) -> str | None:
    """Who says what the document is; None where nobody does."""
    entries = data.identity(settings.dataset, doc_id).entries
    return f"{say('page_identitas.identity')} {told_by(entries[0])}" if entries else None


def told_by(entry: Entri) -> str:
    """By whom and when something was told, and from which file."""
    source = f" ({plain(entry.sumber)})" if entry.sumber else ""
    return say("page_identitas.told_by", name=plain(entry.oleh), when=day(entry.waktu)) + source


def _tell(field: data.Field) -> None:
    """A field: what was read, and what somebody says instead."""
    read = plain(_shown(field.name, field.read))
    line = f"**{field_name(field.name)}**: {say('page_identitas.was_read')} {read}"
    if field.entry is not None:
        reason = f": {plain(field.entry.alasan, 300)}" if field.entry.alasan else ""
        line += f" → **{plain(_shown(field.name, field.now))}**, {told_by(field.entry)}{reason}"
    elif field.now != field.read:
        line += f" → **{plain(_shown(field.name, field.now))}** ({say('page_identitas.follows')})"
    st.markdown(line)


def _form(settings: Settings, doc_id: str, fields: dict[str, data.Field]) -> None:
    with st.form(f"identitas_{doc_id}"):
        st.markdown(f"**{say('page_identitas.say_what_it_is')}**")
        left, right = st.columns(2)
        with left:
            told = {
                "tahun": _text(fields["tahun"], doc_id, 4),
                "tahun_akhir": _text(fields["tahun_akhir"], doc_id, 4),
                "wilayah": _choice(fields["wilayah"], doc_id, data.region_names()),
            }
        with right:
            told |= {
                "perangkat_daerah": _text(fields["perangkat_daerah"], doc_id, LONGEST_TEXT),
                "jenis_dokumen": _choice(fields["jenis_dokumen"], doc_id, [*map(str, JenisDokumen)]),
                "tahap": _choice(fields["tahap"], doc_id, [*map(str, Tahap), TANPA]),
            }
        st.caption(say("page_identitas.dash_for_none"))
        reason, name = _reason_and_name("identitas")
        if st.form_submit_button(say("page_identitas.save"), type="primary"):
            said = {field: text for field, text in told.items() if text}
            if not said:
                st.error(say("page_identitas.nothing_said"))
                return
            _save(
                lambda: identify(settings.dataset, doc_id, said, oleh=name, alasan=reason), doc_id, name, reason,
                say("page_identitas.saved"),
            )  # fmt: skip


def _text(field: data.Field, doc_id: str, longest: int) -> str:
    """A text; empty leaves the field as it stands."""
    return st.text_input(
        field_name(field.name), placeholder=say("page_identitas.stays", now=_shown(field.name, field.now)),
        key=f"id_{doc_id}_{field.name}", max_chars=longest,
    ).strip()  # fmt: skip


def _choice(field: data.Field, doc_id: str, options: Sequence[str]) -> str | None:
    chosen: str | None = st.selectbox(
        field_name(field.name), options, index=None, key=f"id_{doc_id}_{field.name}",
        format_func=lambda each: _shown(field.name, each), filter_mode="contains",
        placeholder=say("page_identitas.stays", now=_shown(field.name, field.now)),
    )  # fmt: skip
    return chosen


def _take_back(settings: Settings, doc_id: str, entries: Sequence[Entri]) -> None:
    """The statements that hold, to be revoked by another entry."""
    by_id = {entry.id: entry for entry in entries}
    with st.form(f"cabut_identitas_{doc_id}"):
        st.markdown(f"**{say('page_identitas.take_back')}**")
        chosen = st.selectbox(
            say("page_identitas.statement"), list(by_id), key=f"cabut_{doc_id}",
            format_func=lambda each: _entry_text(by_id[each]),
        )  # fmt: skip
        reason, name = _reason_and_name("cabut_identitas")
        if st.form_submit_button(say("page_identitas.revoke")) and chosen is not None:
            _save(
                lambda: revoke(settings.dataset, chosen, oleh=name, alasan=reason), doc_id, name, reason,
                say("page_identitas.revoked"),
            )  # fmt: skip


def _entry_text(entry: Entri) -> str:
    said = "; ".join(f"{field_name(name)} = {_shown(name, str(value))}" for name, value in entry.identity.items())
    return f"{said} ({entry.oleh}, {moment(entry.waktu)})"


def _reason_and_name(form: str) -> tuple[str, str]:
    reason = st.text_input(say("page_identitas.reason"), key=f"alasan_{form}", max_chars=LONGEST_REASON)
    return reason, ask_name(form)


def _save(write: Callable[[], Entri], doc_id: str, name: str, reason: str, said: str) -> None:
    """Writes an entry and shows the page anew; what cannot be written is said, and nothing is lost."""
    if not name.strip() or not reason.strip():
        st.error(say("page_identitas.give_reason_your_name"))
        return

    def note() -> None:
        keep_name(name)
        for key in [str(key) for key in st.session_state if str(key).startswith(("id_", "alasan_identitas"))]:
            del st.session_state[key]
        forget_state()
        st.session_state[_SAVED] = (doc_id, said)

    save(say("page_identitas.reading_anew"), write, note)


def field_name(name: str) -> str:
    """A field of the identity for the eye."""
    return say(f"page_identitas.field_{name}")


def _shown(name: str, value: str | None) -> str:
    if value is None:
        return DASH
    if value == TANPA:
        return say("page_identitas.none")
    return label(value) if name in ("jenis_dokumen", "tahap") else value
