"""Corrections: a wrong reading is set right in the page; what was said is listed, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import streamlit as st

from normalize.types import TingkatBaris, Ukuran
from output.overlay.apply import MARK
from renja.review.caution import Doubt, doubts_of_reason, doubts_of_value
from renja.review.corrections import Entri, ValueKey, correct_row, correct_value, revoke
from renja.review.entries import State
from renja.web.data import dokumen as documents
from renja.web.data import koreksi as data
from renja.web.data.source import forget_state
from renja.web.labels import label
from renja.web.language import say
from renja.web.saving import save
from renja.web.settings import Settings
from renja.web.table import Column, choose_row
from renja.web.text import is_missing, number, plain
from renja.web.views.baris import choose_value, measure_text, show_row_head, value_text
from renja.web.views.dokumen import choose_document
from renja.web.views.halaman import choose_page, choose_row_on, show_marked_page, show_marked_strip
from renja.web.views.keputusan import LONGEST_REASON, ask_name, keep_name
from renja.web.views.tegas import Question, ask_once_more, show_question


def show(settings: Settings) -> None:
    """Draws the view."""
    st.caption(say("page_koreksi.correction_never_changes"))
    doc_id = choose_document(settings)
    document = None if doc_id is None else documents.head(settings.dataset, doc_id)
    if document is None or doc_id is None:
        st.info(say("page_koreksi.there_no_document"))
        return
    page = choose_page(settings, document)
    show_marked_strip(settings, document, page)
    left, right = st.columns([3, 2])
    with right:
        baris_id = choose_row_on(settings, doc_id, page)
        row = None if baris_id is None else documents.row(settings.dataset, doc_id, baris_id)
        if row is None:
            st.info(say("page_koreksi.choose_row_was_read"))
        else:
            _correct(settings, row)
    with left:
        show_marked_page(settings, document, page)
    _entries(settings, doc_id)


def _correct(settings: Settings, row: dict[str, Any]) -> None:
    show_row_head(row)
    values = choose_value(settings.dataset, str(row["doc_id"]), str(row["baris_id"]), "pilih_nilai")
    chosen = values[values["urut"] == str(st.session_state.get("nilai"))]
    kinds = ["nilai", "baris", "tambah"]
    kind = st.segmented_control(
        say("page_koreksi.what_corrected"), kinds, default="nilai", format_func=_kind_name, required=True
    )
    if kind == "baris":
        _row_form(settings, row)
    elif kind == "tambah":
        _added_form(settings, row)
    elif chosen.empty:
        st.info(say("page_koreksi.choose_wrong_value_table"))
    else:
        value_form(settings, {str(name): value for name, value in chosen.iloc[0].items()})


def _kind_name(kind: str) -> str:
    names = {
        "nilai": say("page_koreksi.kind_value"),
        "baris": say("page_koreksi.code_name_level"),
        "tambah": say("page_koreksi.value_not_read"),
    }
    return names[kind]


def value_form(settings: Settings, value: dict[str, Any]) -> None:
    """The form that corrects a value; ``value``: its row of `nilai`, and as ``urut`` what tells it from the others."""
    form = f"nilai_{value['baris_id']}_{value['urut']}"
    with st.form(form):
        what = measure_text(value["ukuran"], value["konteks"], value["tahun"], value["rincian"])
        read = plain(value_text(value["nilai"], value["satuan"]))
        st.markdown(
            f"**{plain(what)}**: {say('page_koreksi.printed_before')} “{plain(value['teks'], 120)}”, "
            f"{_how(value['perbaikan'])} {read}"
        )
        typed = st.text_input(say("page_koreksi.right_value"), placeholder="1.234.567,5", max_chars=40)
        nothing = st.checkbox(say("page_koreksi.no_number_at_all"))
        unit = st.text_input(say("page_koreksi.unit_empty_unchanged"), max_chars=60)
        reason, name = _reason_and_name("nilai")
        if _submitted():
            known = {key: None if is_missing(held) else held for key, held in value.items()}
            amount = _typed(typed, nothing)
            doubts = doubts_of_value(amount, alasan=reason, read=known["nilai"], teks=known["teks"])
            _save_value(settings, Said(form, ValueKey.of(known), amount, nothing, unit, reason, name), doubts)
    _answered(form)


def _how(rule: Any) -> str:
    """Whether a value stands as it was read, or as somebody corrected it."""
    corrected = not is_missing(rule) and str(rule).startswith(MARK)
    return say("page_koreksi.corrected") if corrected else say("page_koreksi.read_as")


def _added_form(settings: Settings, row: dict[str, Any]) -> None:
    form = f"tambah_{row['baris_id']}"
    with st.form(form):
        measures = [str(measure) for measure in Ukuran]
        measure = st.selectbox(say("page_koreksi.measure"), measures, format_func=label) or measures[0]
        year = st.number_input(
            say("page_koreksi.year"), min_value=1945, max_value=2100, value=None, step=1, format="%d"
        )
        typed = st.text_input(say("page_koreksi.value"), placeholder="1.234.567,5", max_chars=40)
        unit = st.text_input(say("page_koreksi.unit"), value="rupiah", max_chars=60)
        beside = st.checkbox(say("page_koreksi.beside_printed"))
        reason, name = _reason_and_name("tambah")
        if _submitted():
            key = ValueKey(str(row["baris_id"]), Ukuran(measure), None, None if year is None else int(year))
            amount = _typed(typed, False)
            said = Said(form, key, amount, False, unit, reason, name, beside)
            _save_value(settings, said, doubts_of_value(amount, alasan=reason))
    _answered(form)


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says of a value: the number (None with ``nothing``: there is none), its unit, why, and by whom.

    ``beside``: it stands beside what the row prints of the measure.
    """

    form: str
    key: ValueKey
    amount: Decimal | None
    nothing: bool
    unit: str
    reason: str
    name: str
    beside: bool = False


def _typed(typed: str, nothing: bool) -> Decimal | None:
    return None if nothing else data.parse_number(typed)


def _save_value(settings: Settings, said: Said, doubts: Sequence[Doubt]) -> None:
    if said.amount is None and not said.nothing:
        st.error(say("page_koreksi.write_number_indonesian_form"))
        return
    unit = said.unit.strip().lower() or None
    what = f"{measure_text(said.key.ukuran, said.key.konteks, said.key.tahun)} = {number(said.amount)}"
    _save(
        lambda: correct_value(
            settings.dataset, said.key, said.amount, oleh=said.name, alasan=said.reason, satuan=unit, baru=said.beside
        ),
        said.name,
        Question(said.form, plain(what), doubts),
    )


def _row_form(settings: Settings, row: dict[str, Any]) -> None:
    held = {name: "" if is_missing(row[name]) else str(row[name]) for name in ("kode", "nama", "tingkat_baris")}
    form = f"baris_{row['baris_id']}"
    with st.form(form):
        kode = st.text_input(say("page_koreksi.official_code"), value=held["kode"], max_chars=30)
        nama = st.text_area(say("page_koreksi.printed_name"), value=held["nama"], max_chars=2_000, height=90)
        levels = [str(level) for level in TingkatBaris]
        at = levels.index(held["tingkat_baris"]) if held["tingkat_baris"] in levels else 0
        level = st.selectbox(say("page_koreksi.level"), levels, index=at, format_func=label)
        reason, name = _reason_and_name("baris")
        if _submitted():
            new = {"kode": kode.strip(), "nama": nama.strip(), "tingkat_baris": str(level)}
            changed = {key: value for key, value in new.items() if value and value != held[key]}
            _save_row(settings, form, str(row["baris_id"]), changed, reason, name)
    _answered(form)


def _save_row(settings: Settings, form: str, baris_id: str, changed: dict[str, str], reason: str, name: str) -> None:
    if not changed:
        st.error(say("page_koreksi.nothing_was_changed"))
        return
    level = changed.get("tingkat_baris")
    _save(
        lambda: correct_row(
            settings.dataset,
            baris_id,
            oleh=name,
            alasan=reason,
            nama=changed.get("nama"),
            kode=changed.get("kode"),
            tingkat=None if level is None else TingkatBaris(level),
        ),
        name,
        Question(form, plain(", ".join(changed.values())), doubts_of_reason(reason)),
    )


def _reason_and_name(form: str) -> tuple[str, str]:
    reason = st.text_input(say("page_koreksi.reason"), key=f"alasan_{form}", max_chars=LONGEST_REASON)
    return reason, ask_name(form)


def _submitted() -> bool:
    return st.form_submit_button(say("page_koreksi.save_correction"), type="primary")


def _save(write: Callable[[], Entri], name: str, asked: Question | None = None) -> None:
    """Writes an entry, once nobody need be asked about it any more; ``asked``: the question that may stand before."""
    if not name.strip():
        st.error(say("page_koreksi.give_your_name"))
        return
    if asked is not None and asked.doubts:
        ask_once_more(asked, lambda: _write(write, name))
    _write(write, name)


def _answered(form: str) -> None:
    """The question about a form, and what follows from a yes."""
    write = show_question(form)
    if write is not None:
        write()


def _write(write: Callable[[], Entri], name: str) -> None:
    """Writes an entry and shows the page anew; what cannot be written is said, and nothing is lost."""

    def note() -> None:
        keep_name(name)
        forget_state()
        st.toast(say("page_koreksi.correction_saved_applied"), icon=":material/check:")

    save(say("page_koreksi.saving"), write, note)


def _entries(settings: Settings, doc_id: str) -> None:
    st.header(say("page_koreksi.corrections_decisions"), anchor=False)
    everything = st.toggle(say("page_koreksi.all_documents"), key="semua_entri")
    listed = data.entries(settings.dataset, None if everything else doc_id)
    if not listed:
        st.info(say("page_koreksi.there_none_yet"))
        return
    frame = data.as_frame(listed)
    shown = frame.assign(
        apa=[_entry_kind(kind) for kind in frame["jenis"]], status=[_state(state) for state in frame["keadaan"]]
    )
    columns = [
        Column("waktu", say("page_koreksi.time"), width=130),
        Column("oleh", say("page_koreksi.by"), width=110),
        Column("apa", say("page_koreksi.what"), width=90),
        Column("status", say("page_koreksi.state"), width=110),
        Column("halaman", say("page_koreksi.page"), width=55),
        Column("nama", say("page_koreksi.row"), width=230),
        Column("semula", say("page_koreksi.printed"), width=150),
        Column("menjadi", say("page_koreksi.becomes"), width=200),
        Column("alasan", say("page_koreksi.reason"), width=180),
        Column("berkas", say("page_koreksi.file"), width=200),
    ]
    alt = say("page_koreksi.list_corrections_decisions")
    choose_row(shown, columns, alt, key="pilih_entri", by="id", state="entri", most_rows=10)
    _revoke_form(settings, {each.entri.id: each.keadaan for each in listed})
    overlay = data.overlay_file(settings.dataset)
    if overlay is not None:
        st.download_button(
            say("page_koreksi.download_koreksi_jsonl"),
            overlay,
            "koreksi.jsonl",
            "application/jsonl",
            on_click="ignore",
        )


def _revoke_form(settings: Settings, states: dict[str, State]) -> None:
    chosen = str(st.session_state.get("entri"))
    if states.get(chosen) in (None, State.DICABUT, State.CATATAN):
        st.caption(say("page_koreksi.click_entry_revoke"))
        return
    with st.form(f"cabut_{chosen}"):
        st.markdown(f"**{say('page_koreksi.revoke_entry')}**")
        reason, name = _reason_and_name("cabut")
        if st.form_submit_button(say("page_koreksi.revoke")):
            _save(lambda: revoke(settings.dataset, chosen, oleh=name, alasan=reason), name)


def _entry_kind(kind: str) -> str:
    names = {
        "koreksi": say("page_koreksi.correction"),
        "keputusan": say("page_koreksi.decision"),
        "cabut": say("page_koreksi.revocation"),
        "identitas": say("page_identitas.identity"),
    }
    return names.get(kind, kind)


def _state(state: str) -> str:
    names = {
        "berlaku": say("page_koreksi.applied"),
        "hilang": say("page_koreksi.place_lost"),
        "dicabut": say("page_koreksi.revoked"),
        "tunggu": say("page_koreksi.waiting"),
        "catatan": say("page_koreksi.record"),
    }
    return names.get(state, state)
