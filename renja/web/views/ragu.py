"""Values and codes in doubt, those with most money at stake first: said to be right as they stand, or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from renja.review.corrections import confirm_read
from renja.review.evidence import BLUE, RED
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import ragu as data
from renja.web.data.source import forget_state
from renja.web.fold import folding
from renja.web.labels import label
from renja.web.language import say
from renja.web.pick import Listing, listing, page_of, show_listing, unmark
from renja.web.saving import save
from renja.web.settings import Settings
from renja.web.table import Column
from renja.web.text import DASH, is_missing, number, plain, rupiah
from renja.web.views.baris import mark_of, measure_text, show_row_head, value_text
from renja.web.views.buka import open_row
from renja.web.views.keputusan import LONGEST_REASON, ask_name, keep_name
from renja.web.views.koreksi import value_form
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.saringan import choose_file, choose_region

_CHOICES = ("alasan_ragu", "daerah", "berkas")


def show(settings: Settings) -> None:
    """Draws the list, the form for many, and the opened item beside its picture."""
    with st.spinner(say("page_tinjau.looking_for_doubts")):
        found = data.doubts(settings.dataset)
    passing = data.passing(found, _choose_filters(settings.dataset, found))
    if passing.empty:
        link.tell_not_found("ragu")
        st.info(say("page_tinjau.nothing_in_doubt"))
        return
    held = listing("ragu", [str(name) for name in passing["ragu"]])
    st.caption(say("page_tinjau.doubts", count=number(len(passing)), money=rupiah(passing["uang"].sum())))
    page = data.rows(settings.dataset, page_of(held))
    _list(held, page, passing)
    _confirm_many(settings, held)
    for _, row in page[page["ragu"] == held.opened].iterrows():
        _opened(settings, row)


def _choose_filters(root: Path, found: pd.DataFrame) -> data.Filters:
    counts = found["alasan"].value_counts()
    with folding("ragu", _CHOICES):
        reasons, regions, files = st.columns([4, 3, 4], gap="small", vertical_alignment="bottom")
        with reasons:
            alasan = link.choose_several(
                say("page_tinjau.why_in_doubt"),
                "alasan_ragu",
                list(data.REASONS),
                lambda name: f"{reason_name(name)} ({number(int(counts.get(name, 0)))})",
                placeholder=say("page_temuan.all_said"),
            )
        with regions:
            daerah = choose_region(root)["daerah"]
        with files:
            dokumen = choose_file(data.files(found, daerah))["dokumen"]
    return data.Filters(tuple(alasan), daerah, dokumen)


def reason_name(name: str) -> str:
    """Why something is in doubt, in words."""
    names = {
        data.COLUMN: say("page_tinjau.column_in_doubt"),
        data.FIGURE: say("page_tinjau.figure_in_doubt"),
        data.EVIDENCE: say("page_tinjau.read_by_evidence"),
        data.CODE: say("page_tinjau.code_in_doubt"),
    }
    return names[name]


def _list(held: Listing, page: pd.DataFrame, passing: pd.DataFrame) -> None:
    files = data.files(passing, None)
    shown = page.assign(
        sebab=[reason_name(str(name)) for name in page["alasan"]],
        apa=[_what(row) for row in page.to_dict("records")],
        dibaca=[_read_as(row) for row in page.to_dict("records")],
        nama_berkas=[files[str(doc)] for doc in page["doc_id"]],
    )
    columns = [
        Column("sebab", say("page_tinjau.why_in_doubt"), width=118),
        Column("uang", say("page_tinjau.at_stake"), rupiah),
        Column("apa", say("page_baris.measure"), width=150),
        Column("teks", say("page_baris.printed"), width=130),
        Column("dibaca", say("page_baris.read_as"), width=150),
        Column("nama", say("page_temuan.name"), width=260),
        Column("halaman", say("page_temuan.page"), width=55),
        Column("nama_berkas", say("page_temuan.file"), width=200),
    ]
    show_listing(held, shown, columns, say("page_tinjau.list_of_doubts"))


def _what(row: dict[Any, Any]) -> str:
    if row["alasan"] == data.CODE:
        return say("page_tinjau.official_code")
    return measure_text(row["ukuran"], row["konteks"], row["tahun"], row["rincian"])


def _read_as(row: dict[Any, Any]) -> str:
    return str(row["kode"]) if row["alasan"] == data.CODE else value_text(row["nilai"], row["satuan"])


def _confirm_many(settings: Settings, held: Listing) -> None:
    marked = held.marked()
    some, count = number(len(marked)), number(len(held.names))
    with (
        st.expander(say("page_tinjau.confirm_together", some=some, count=count), key="benarkan_banyak"),
        st.form("benar_banyak", border=False),
    ):
        reason, name = _reason_and_name("benar_banyak")
        with st.container(horizontal=True):
            for_some = st.form_submit_button(
                say("page_tinjau.right_for_marked", some=some), type="primary", disabled=not marked
            )
            for_all = st.form_submit_button(say("page_tinjau.right_for_all", count=count))
        if for_some or for_all:
            _confirm(settings, held.names if for_all else marked, reason, name)


def _reason_and_name(form: str) -> tuple[str, str]:
    usual = say("page_tinjau.compared_with_print")
    reason = st.text_input(
        say("page_keputusan.reason"), key=f"alasan_{form}", max_chars=LONGEST_REASON, placeholder=usual
    )
    return reason.strip() or usual, ask_name(form)


def _confirm(settings: Settings, names: Sequence[str], reason: str, name: str) -> None:
    """Says of these that they are right as they stand."""
    if not name.strip():
        st.error(say("page_koreksi.give_your_name"))
        return
    stands = data.as_it_stands(data.rows(settings.dataset, names))

    def note() -> None:
        keep_name(name)
        unmark("ragu")
        forget_state()
        st.toast(say("page_tinjau.confirmed", count=number(len(names))), icon=":material/check:")

    save(
        say("page_koreksi.saving"),
        lambda: confirm_read(settings.dataset, stands.values, stands.codes, oleh=name, alasan=reason),
        note,
    )


def _opened(settings: Settings, row: Any) -> None:
    """The opened item: its cell's picture, what is known of it, and the two answers."""
    document = documents.head(settings.dataset, str(row["doc_id"]))
    if document is None:
        return
    marks = [mark_of(row, BLUE if row["alasan"] == data.CODE else RED)]
    page = int(row["halaman"])
    show_strip(settings, document, page, marks, "ragu")
    left, right = st.columns([3, 2])
    with right:
        show_row_head(dict(row))
        _facts(row)
        _right(settings, row)
        if row["alasan"] != data.CODE:
            with st.expander(say("page_tinjau.not_right"), key="koreksi_ragu"):
                value_form(settings, dict(row) | {"urut": row["ragu"]})
        args = (settings, str(row["baris_id"]), "koreksi")
        st.button(say("page_temuan.wrong_reading_correct_row"), icon=":material/edit:", on_click=open_row, args=args)
    with left:
        show_sheet(settings, document, page, marks, "ragu")


def _facts(row: Any) -> None:
    rule = DASH if is_missing(row["perbaikan"]) else plain(str(row["perbaikan"]).replace("_", " "))
    printed = DASH if is_missing(row["teks"]) else plain(row["teks"], 120)
    lines = (
        (say("page_tinjau.why_in_doubt"), reason_name(str(row["alasan"]))),
        (_what(dict(row)), f"“{printed}” → {plain(_read_as(dict(row)))}"),
        (say("page_tinjau.at_stake"), rupiah(row["uang"])),
        (say("page_baris.confidence"), number(round(float(row["keyakinan"]), 2))),
        (say("page_baris.rule"), rule),
        (say("page_halaman.level"), plain(label(row["tingkat_baris"]))),
    )
    st.markdown("\n".join(f"- {plain(name)}: {value}" for name, value in lines))
    if row["alasan"] == data.COLUMN:
        st.caption(say("page_tinjau.a_column_at_once"))


def _right(settings: Settings, row: Any) -> None:
    with st.form(f"benar_{row['ragu']}"):
        reason, name = _reason_and_name("benar")
        if st.form_submit_button(say("page_tinjau.right_as_it_stands"), type="primary"):
            _confirm(settings, [str(row["ragu"])], reason, name)
