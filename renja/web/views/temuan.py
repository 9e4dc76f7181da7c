"""Findings: filtered, opened on their page with the cells that take part marked, and decided on."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from audit.listing import ListedFinding
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import temuan as data
from renja.web.figures import show_figures
from renja.web.labels import label
from renja.web.language import say
from renja.web.pick import Listing, listing, page_of, show_listing
from renja.web.settings import Settings
from renja.web.table import Column, show_table
from renja.web.text import is_missing, number, plain, rupiah
from renja.web.views import ragu
from renja.web.views.baris import measure_text, value_text
from renja.web.views.buka import open_row
from renja.web.views.keputusan import decision_text, show_decision, show_decision_on_many
from renja.web.views.kertas import show_papers
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.saringan import choose_filters

_MONEY = ("pagu", "realisasi", "prakiraan_maju", "sisa")


def show(settings: Settings) -> None:
    """Draws the view: the list of findings, or that of the values in doubt."""
    lists = {"temuan": _findings, "ragu": ragu.show}
    chosen = link.choose_part(say("page_tinjau.list"), "daftar", list(lists), _list_name, label_visibility="collapsed")
    lists[chosen](settings)


def _list_name(name: str) -> str:
    return {"temuan": say("page_tinjau.list_of_findings"), "ragu": say("page_tinjau.in_doubt")}[name]


def _findings(settings: Settings) -> None:
    root = settings.dataset
    filters, order = choose_filters(root)
    with st.spinner(say("page_temuan.looking_for_findings")):
        names = data.names(root, filters, order)
    if not names:
        link.tell_not_found("temuan")
        st.info(say("page_temuan.no_findings_pass_these"))
        return
    rejected = data.rejected(root, filters)
    apart = say("page_temuan.them_rejected", rejected=number(rejected)) if rejected else ""
    st.caption(f"{number(len(names))} {say('page_temuan.findings')}{apart}")
    held = listing("temuan", names, clears="hlm_temuan")
    _list(settings, held)
    show_decision_on_many(settings, held)
    show_papers(settings, held)
    finding = data.finding(root, held.opened)
    if finding is not None:
        _finding(settings, finding)


def _list(settings: Settings, held: Listing) -> None:
    frame = data.rows(settings.dataset, page_of(held))
    decided = data.decisions(settings.dataset)
    shown = frame.assign(
        berat=[label(grave) for grave in frame["keparahan"]],
        jenis=[label(cek) for cek in frame["cek"]],
        putusan=[decision_text(row, decided) for row in frame.to_dict("records")],
        nama=[PurePath(str(name)).name for name in frame["berkas"]],
    )
    columns = [
        Column("jenis", say("page_temuan.kind"), width=130),
        Column("selisih", say("page_temuan.difference"), number),
        Column("berat", say("page_temuan.severity"), width=95),
        Column("penjelasan", say("page_temuan.explanation"), width=430),
        Column("putusan", say("page_temuan.decision"), width=190),
        Column("wilayah", say("page_temuan.region"), width=150),
        Column("perangkat_daerah", say("page_temuan.office"), width=150),
        Column("halaman", say("page_temuan.page"), width=55),
        Column("nama", say("page_temuan.file"), width=200),
    ]
    show_listing(held, shown, columns, say("page_temuan.list_findings"))


def _finding(settings: Settings, finding: ListedFinding) -> None:
    document = documents.head(settings.dataset, finding.doc_id)
    if document is None:
        return
    st.header(f"{plain(label(finding.cek))} · {plain(label(finding.keparahan))}", anchor=False)
    st.markdown(plain(finding.penjelasan))
    _figures(finding)
    marks = data.marks(settings.dataset, finding)
    pages = list(dict.fromkeys([finding.halaman, *sorted({mark.page for mark in marks})]))
    page = _choose_page(pages)
    show_strip(settings, document, page, marks, "temuan")
    left, right = st.columns([3, 2])
    with left:
        show_sheet(settings, document, page, marks, "temuan")
        st.caption(say("page_temuan.red_finding_s_row"))
    with right:
        _rows(settings, finding)
        show_decision(settings, finding)
        text = say("page_temuan.wrong_reading_correct_row")
        if finding.baris_id is not None:
            args = (settings, finding.baris_id, "koreksi")
            st.button(text, icon=":material/edit:", on_click=open_row, args=args)


def _figures(finding: ListedFinding) -> None:
    amount = rupiah if finding.ukuran in _MONEY else number
    measure = measure_text(finding.ukuran, finding.konteks, finding.tahun) if finding.ukuran else "–"
    show_figures(
        [
            (say("page_temuan.printed_title"), amount(finding.tertulis)),
            (say("page_temuan.computed"), amount(finding.dihitung)),
            (say("page_temuan.difference"), amount(finding.selisih)),
            (say("page_temuan.measure"), plain(measure)),
            (say("page_temuan.whose_fault"), plain(label(finding.sebab))),
            (say("page_temuan.probable_cause"), plain(label(finding.penyebab))),
        ]
    )


def _choose_page(pages: list[int]) -> int:
    if len(pages) < 2:
        return pages[0]
    link.settle("hlm_temuan", pages, pages[0])
    chosen = st.segmented_control(say("page_temuan.pages_take_part"), pages[:12], key="hlm_temuan", required=True)
    return pages[0] if chosen is None else int(chosen)


def _rows(settings: Settings, finding: ListedFinding) -> None:
    frame = data.evidence_rows(settings.dataset, finding)
    if frame.empty:
        return
    shown = frame.assign(
        tingkat=[label(level) for level in frame["tingkat_baris"]],
        angka=[value_text(v, s) for v, s in zip(frame["nilai"], frame["satuan"], strict=True)],
        tanda=["●" if baris == finding.baris_id else "" for baris in frame["baris_id"]],
    )
    columns = [
        Column("tanda", " ", width=30),
        Column("kode", say("page_temuan.code"), width=115),
        Column("teks", say("page_temuan.printed"), width=110),
        Column("angka", say("page_temuan.read_as"), width=140),
        Column("nama", say("page_temuan.name"), width=260),
        Column("halaman", say("page_temuan.page"), width=55),
    ]
    if is_missing(finding.ukuran):
        columns = [column for column in columns if column.name not in ("teks", "angka")]
    st.markdown(f"**{say('page_temuan.rows_take_part')}**")
    show_table(shown, columns, say("page_temuan.rows_take_part_finding"), most_rows=9)
