"""Texts and numbers for the eye. Whatever comes from a document is hostile until it has gone through ``plain``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from renja.show.chart import short_amount
from renja.show.wording import number_text
from renja.texts import in_one_language, speaking
from renja.web.language import language, say

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&^=@/])")
_GLOSS = re.compile(r" / [a-z`][^/\"]*$")
"""A gloss has no quotation: a slash within one is the document's."""
_ENGLISH_BRACKETS = re.compile(r" \([a-z][a-z' ,;:]*\)$")
_MOST = 2_000
DASH = "–"


def plain(text: object, most: int = _MOST) -> str:
    r"""A document's text so that Streamlit's Markdown shows it letter by letter: no links, pictures, colours, formulas.

    >>> print(plain("![x](http://a.b) :red[$y$]"))
    \!\[x\]\(http\:\/\/a\.b\) \:red\[\$y\$\]
    """
    flat = " ".join(str(text).split())
    cut = flat if len(flat) <= most else flat[: most - 1] + "…"
    return _MARKDOWN.sub(r"\\\1", cut)


def short(text: object, most: int) -> str:
    """A document's text in one line of at most ``most`` letters, for lists that show text as it is."""
    flat = " ".join(str(text).split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def is_missing(value: Any) -> bool:
    """True for None and for the ways in which a frame says null.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, InvalidOperation):  # pandas.NA has no truth value, a signalling NaN no comparison
        return True


def number(value: Any) -> str:
    """A number in Indonesian form; a dash where there is none.

    >>> number(1234567.5), number(None)
    ('1.234.567,5', '–')
    """
    return DASH if is_missing(value) else number_text(value)


def rupiah(value: Any) -> str:
    """Money in Indonesian form.

    >>> rupiah(-1234567), rupiah(None)
    ('-Rp 1.234.567', '–')
    """
    if is_missing(value):
        return DASH
    return ("-" if value < 0 else "") + f"Rp {number_text(abs(value))}"


def percent(value: Any) -> str:
    """A percentage with at most two places.

    >>> percent(97.5), percent(12.3456), percent(None)
    ('97,5 %', '12,35 %', '–')
    """
    return DASH if is_missing(value) else f"{number_text(round(value, 2))} %"


def day(when: Any) -> str:
    """The day of a time of the dataset, where the reader lives.

    >>> day(None), day(datetime(2024, 5, 6, 12).astimezone())
    ('–', '2024-05-06')
    """
    return DASH if is_missing(when) else f"{local_time(when):%Y-%m-%d}"


def local_time(when: Any) -> datetime:
    """A time of the dataset, which is UTC, as the reader's clock shows it; this machine's, where that is not known."""
    held = pd.Timestamp(when)
    aware = held.tz_localize("UTC") if held.tzinfo is None else held
    return datetime.fromtimestamp(aware.timestamp(), UTC).astimezone(_reader_zone())


def moment(when: Any) -> str:
    """The same as text, with its zone.

    >>> len(moment(datetime(2024, 5, 6, 12, tzinfo=UTC))) > len("2024-05-06 12:00")
    True
    """
    here = local_time(when)
    return f"{here:%Y-%m-%d %H:%M} {here.tzname()}"


def _reader_zone() -> ZoneInfo | None:
    """The zone that the reader's browser tells; None outside a page, or where it names one that is not known."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None  # nobody reads: asked all the same, Streamlit complains of it on the terminal
    try:
        name = st.context.timezone
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def one_language(text: object, *, brackets: bool = False) -> str:
    """A message of ours in the language chosen: in Indonesian without the English that follows after a slash.

    In English its gloss leads, and what it is a gloss of, which says more, stands behind it. Of several messages, one a
    line, each.
    ``brackets``: its English may stand in brackets at the end, too.

    >>> one_language("dua halaman gagal / two pages failed"), one_language("gagal (failed)", brackets=True)
    ('dua halaman gagal', 'gagal')
    """
    lines = [line for line in str("" if is_missing(text) else text).splitlines() if line.strip()]
    with speaking(language()):
        said = [in_one_language(line) if _GLOSS.search(line) else line for line in lines]
    indonesian = brackets and language() == "id"
    return "; ".join(_ENGLISH_BRACKETS.sub("", line) if indonesian else line for line in said)


def tiny_amount(value: Any) -> str:
    """An amount for the narrowest places: three digits and its unit's first letter.

    >>> tiny_amount(18743801053), tiny_amount(-950000), tiny_amount(0), tiny_amount(None)
    ('18,7 M', '-950.000', '0', '–')
    """
    if is_missing(value) or abs(value) < 10**6:
        return number(value)
    figure, _, unit = short_amount(value, language()).partition(" ")
    return f"{figure} {unit[:1].upper()}".strip()


def brief_rupiah(value: Any) -> str:
    """Money in a word, for tight places: triliun, miliar, juta.

    >>> brief_rupiah(18743801053), brief_rupiah(950000), brief_rupiah(2500000)
    ('Rp 18,74 miliar', 'Rp 950.000', 'Rp 2,5 juta')
    """
    if is_missing(value):
        return DASH
    for size, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if abs(value) >= size:
            return f"Rp {number_text(round(value / size, 2))} {say(f'number.{word}')}"
    return rupiah(value)
