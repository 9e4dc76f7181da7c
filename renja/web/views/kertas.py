"""The list as files: the working paper with pictures, and CSV; the marked findings, or all that are filtered."""

from __future__ import annotations

import io

import streamlit as st

from audit.paper_pictures import MOST_PICTURES
from renja.review.findings import decided_named
from renja.review.paper import write_paper
from renja.review.paper_csv import findings_csv
from renja.web.language import say
from renja.web.pick import Listing
from renja.web.settings import Settings
from renja.web.text import number

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_papers(settings: Settings, held: Listing) -> None:
    """Two buttons. Each makes its file when it is pressed, so that looking costs nothing."""
    marked = held.marked()
    names = marked or list(held.names)
    count = number(len(names))
    of = say("page_tinjau.of_marked", count=count) if marked else say("page_tinjau.of_filtered", count=count)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("page_tinjau.download_paper", of=of),
            lambda: paper_of(settings, names),
            "kertas_kerja.xlsx",
            _XLSX,
            on_click="ignore",
            icon=":material/description:",
        )
        st.download_button(
            say("page_tinjau.download_csv", of=of),
            lambda: ("\ufeff" + findings_csv(decided_named(settings.dataset, names))).encode(),
            "temuan.csv",
            "text/csv",
            on_click="ignore",
        )
        st.caption(say("page_tinjau.paper_takes_time", most=number(MOST_PICTURES)))


def paper_of(settings: Settings, names: list[str]) -> bytes:
    """The working paper of these findings."""
    file = io.BytesIO()
    found = decided_named(settings.dataset, names)
    write_paper(settings.dataset, None, found, file, pdf_root=settings.pdf_root)
    return file.getvalue()
