"""The page as a whole: language, the views, and what is said when one fails."""

from __future__ import annotations

import logging
from collections.abc import Callable

import duckdb
import streamlit as st

from output.errors import OutputError
from renja.web import link, plain_table
from renja.web.behind import show_behind_view
from renja.web.language import KEY, LANGUAGES, Language, language, say
from renja.web.settings import Settings
from renja.web.style import apply_style, icon
from renja.web.text import one_language, plain
from renja.web.views import dokumen, koreksi, kueri, perbandingan, resep, ringkasan, temuan

LOG = logging.getLogger("renja")
_VIEWS: dict[str, Callable[[Settings], None]] = {
    "ringkasan": ringkasan.show,
    "perbandingan": perbandingan.show,
    "dokumen": dokumen.show,
    "temuan": temuan.show,
    "koreksi": koreksi.show,
    "resep": resep.show,
    "kueri": kueri.show,
}


def show_page(settings: Settings) -> None:
    """Draws the page: one run of the script for each click."""
    st.set_page_config("renja", page_icon=icon(), layout="wide")
    link.read_address()
    apply_style(language())
    view = _head(settings)
    above = st.container()
    try:
        _VIEWS[view](settings)
        show_behind_view(view)
    except OutputError as error:
        st.error(plain(one_language(error, brackets=True)))
    except duckdb.Error as error:
        LOG.exception("view %s", view)
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        st.error(say("page_app.dataset_cannot_be_read") + plain(first))
    with above:
        _tell_not_found()
    link.write_address()


def _tell_not_found() -> None:
    """What the address named and the dataset does not have: something else is shown, and that is said."""
    for key, text in link.not_found():
        names = {"dok": say("page_app.document"), "temuan": say("page_app.finding"), "ragu": say("page_tinjau.doubt")}
        name = names.get(key, key)
        named = f"{plain(name)} **{plain(text, 80)}**"
        st.warning(say("page_app.address_names_which_not", named=named))


def _head(settings: Settings) -> str:
    """The heading and the two rows of buttons; the view that is chosen."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with right, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        link.choose_part("Bahasa / Language", KEY, LANGUAGES, _language_name, label_visibility="collapsed")
        plain_table.switch()
    with left:
        st.title(
            say("page_app.regional_plans_budgets"),
            anchor=False,
        )
    return link.choose_part(
        say("page_app.view"), "lihat", list(_VIEWS), _view_name, label_visibility="collapsed", width="stretch"
    )


def _language_name(name: Language) -> str:
    return {"id": "Indonesia", "en": "English"}[name]


def _view_name(name: str) -> str:
    names = {
        "ringkasan": say("page_app.summary"),
        "perbandingan": say("page_app.comparison"),
        "dokumen": say("page_app.documents"),
        "temuan": say("page_app.findings"),
        "koreksi": say("page_app.corrections"),
        "resep": say("page_app.recipes"),
        "kueri": say("page_app.query"),
    }
    return names[name]
