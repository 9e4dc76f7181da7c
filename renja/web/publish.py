"""The dataset as others take it, from the page: the folders of ``renja export``, each packed into one file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from output.ckan import About, write_ckan
from output.fiscal import write_fiscal
from renja.web.data.source import ask
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.text import number

Target = Literal["fdp", "ckan"]
MOST_DOCUMENTS = 2_000
"""Of a larger dataset the shell makes the folders: a browser would wait too long for them."""


def packed(root: Path, target: Target) -> bytes:
    """What ``renja export --as`` writes, as a ZIP."""
    title = say("page_terbit.title_of_dataset")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if target == "fdp":
            write_fiscal(root, folder, title, None)
        else:
            write_ckan(root, folder, About(title))
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder).as_posix())
    return held.getvalue()


def show_publish(settings: Settings) -> None:
    """Two buttons, and how the shell does the same."""
    with st.expander(say("page_terbit.whole_dataset")):
        st.caption(say("page_terbit.what_it_is"))
        if int(ask(settings.dataset, "SELECT count(*) AS n FROM dokumen")["n"].iloc[0]) > MOST_DOCUMENTS:
            st.info(say("page_terbit.too_large", most=number(MOST_DOCUMENTS)))
            return
        with st.container(horizontal=True):
            for target in ("fdp", "ckan"):
                st.download_button(
                    say(f"page_terbit.download_{target}"),
                    partial(packed, settings.dataset, target),
                    f"renja_{target}.zip",
                    "application/zip",
                    on_click="ignore",
                    key=f"terbit_{target}",
                )
