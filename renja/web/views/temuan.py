"""Findings: filtered, opened on their page with the cells that take part marked, and decided on."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd
import streamlit as st

from audit.listing import ListedFinding
from records.findings import Sebab
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import temuan as data
from renja.web.figures import show_figures
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row, show_table
from renja.web.text import is_missing, number, plain, rupiah
from renja.web.views.baris import measure_text, value_text
from renja.web.views.buka import open_row
from renja.web.views.dokumen import ALL, region_name
from renja.web.views.keputusan import show_decision, show_decision_on_many
from renja.web.views.panel import show_sheet, show_strip

_SEVERITIES = ("galat", "peringatan", "info")
_DECISIONS = (ALL, data.UNDECIDED, "diterima", "ditolak", "perlu_dicek")
_MONEY = ("pagu", "realisasi", "prakiraan_maju", "sisa")


def show(settings: Settings) -> None:
    """Draws the view."""
    with st.container(key="saringan_temuan"):
        filters = _choose_filters(settings)
    with st.spinner(say("page_temuan.looking_for_findings")):
        frame, count, rejected = data.listed(settings.dataset, filters)
    if frame.empty:
        link.tell_not_found("temuan")
        st.info(say("page_temuan.no_findings_pass_these"))
        return
    shown = min(count, len(frame))
    few = "" if shown == count else say("page_temuan.shown", shown=number(shown))
    apart = say("page_temuan.them_rejected", rejected=number(rejected))
    st.caption(f"{number(count)} {say('page_temuan.findings')}{few}{apart if rejected else ''}")
    names = [str(name) for name in frame["temuan_id"]]
    link.settle("temuan", names, names[0])
    _list(frame)
    show_decision_on_many(settings, frame)
    _steps(names)
    finding = data.finding(settings.dataset, str(st.session_state["temuan"]))
    if finding is not None:
        _finding(settings, finding)


def _choose_filters(settings: Settings) -> data.Filters:
    root = settings.dataset
    kinds, regions = data.kinds(root), documents.regions(root)
    first, second = st.columns([3, 2, 2]), st.columns([2, 3, 3, 2])
    with first[0]:
        cek = link.choose_several(say("page_temuan.kind"), "cek", list(kinds), _kind_namer(kinds), placeholder=_any())
    with first[1]:
        grave = link.choose_several(say("page_temuan.severity"), "keparahan", _SEVERITIES, label, placeholder=_any())
    with first[2]:
        sebab = link.choose_several(say("page_temuan.whose_fault"), "sebab", list(Sebab), label, placeholder=_any())
    with second[0]:
        daerah = link.choose(
            say("page_temuan.region"), "daerah", [ALL, *regions], ALL, lambda kode: region_name(regions, kode)
        )
    daerah_or_none = None if daerah == ALL else daerah
    with second[1]:
        offices = [ALL, *data.offices(root, daerah_or_none)]
        kantor = link.choose(say("page_temuan.office"), "kantor", offices, ALL, _office_name)
    kantor_or_none = None if kantor == ALL else kantor
    with second[2]:
        files = data.documents(root, daerah_or_none, kantor_or_none)
        dokumen = link.choose(
            say("page_temuan.document"),
            "berkas",
            [ALL, *files],
            ALL,
            lambda doc: files.get(doc) or say("page_temuan.all"),
        )
    with second[3]:
        keputusan = link.choose(say("page_temuan.decision"), "keputusan", _DECISIONS, ALL, _decision_name)
    return data.Filters(
        tuple(cek),
        tuple(grave),
        daerah_or_none,
        kantor_or_none,
        None if keputusan == ALL else keputusan,
        tuple(sebab),
        None if dokumen == ALL else dokumen,
    )


def _any() -> str:
    return say("page_temuan.all_said")


def _kind_namer(kinds: dict[str, int]) -> link.Shown:
    return lambda cek: f"{label(cek)} ({number(kinds[cek])})" if kinds[cek] else label(cek)


def _office_name(name: str) -> str:
    return say("page_temuan.all_offices") if name == ALL else name


def _decision_name(name: str) -> str:
    if name == ALL:
        return say("page_temuan.all")
    return say("page_temuan.undecided") if name == data.UNDECIDED else label(name)


def _list(frame: pd.DataFrame) -> None:
    shown = frame.assign(
        berat=[label(grave) for grave in frame["keparahan"]],
        jenis=[label(cek) for cek in frame["cek"]],
        putusan=[label(each) for each in frame["keputusan"]],
        nama=[PurePath(str(name)).name for name in frame["berkas"]],
    )
    columns = [
        Column("berat", say("page_temuan.severity"), width=95),
        Column("jenis", say("page_temuan.kind"), width=130),
        Column("penjelasan", say("page_temuan.explanation"), width=460),
        Column("wilayah", say("page_temuan.region"), width=150),
        Column("perangkat_daerah", say("page_temuan.office"), width=150),
        Column("halaman", say("page_temuan.page"), width=55),
        Column("putusan", say("page_temuan.decision"), width=100),
        Column("nama", say("page_temuan.file"), width=200),
    ]
    alt = say("page_temuan.list_findings")
    choose_row(
        shown, columns, alt, key="pilih_temuan", by="temuan_id", state="temuan", clears="hlm_temuan", most_rows=8
    )


def _steps(names: list[str]) -> None:
    at = names.index(str(st.session_state["temuan"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        for text, to in ((say("page_temuan.previous"), at - 1), (say("page_temuan.next"), at + 1)):
            inside = 0 <= to < len(names)
            chosen = {"temuan": names[to] if inside else None, "hlm_temuan": None}
            st.button(text, disabled=not inside, on_click=link.go, kwargs=chosen)
        st.caption(f"{number(at + 1)} / {number(len(names))}")


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
