"""The view as files: CSV, XLSX and PNG, made when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from renja.show.chart import chart_png
from renja.show.comparison import records_csv, records_xlsx
from renja.web.language import say


@dataclass(frozen=True, slots=True)
class Export:
    """What is given out: a name for the files, the rows, their columns, notes for the workbook, and the figure."""

    name: str
    records: Sequence[dict[str, Any]]
    columns: Sequence[str]
    about: Sequence[tuple[str, str]]
    chart: Any

    @property
    def file(self) -> str:
        """The files' name without its ending; nothing in it that a file system would take for a path.

        >>> Export("1.06.04_2024_kabkota", [], [], [], None).file, Export("../../etc", [], [], [], None).file
        ('renja_1.06.04_2024_kabkota', 'renja_etc')
        """
        return "renja_" + re.sub(r"[^0-9A-Za-z_.]+", "_", self.name).strip("._")


def show_exports(export: Export) -> None:
    """Three buttons. Each makes its file when it is pressed, so that looking costs nothing."""
    with st.container(horizontal=True):
        st.download_button(
            say("page_unduhan.download_csv"),
            lambda: ("\ufeff" + records_csv(export.records, export.columns)).encode(),
            f"{export.file}.csv",
            "text/csv",
            on_click="ignore",
        )
        st.download_button(
            say("page_unduhan.download_xlsx"),
            lambda: records_xlsx(export.records, export.columns, export.about),
            f"{export.file}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
        )
        st.download_button(
            say("page_unduhan.download_png"),
            lambda: chart_png(export.chart),
            f"{export.file}.png",
            "image/png",
            on_click="ignore",
        )
