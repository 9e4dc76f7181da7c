"""What is said of a table's columns: each beside its header words and first cells, with what it is read as now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from normalize.columns.kinds import MEASURES
from normalize.recipes.types import ColumnRule, Year
from normalize.types import Column, Konteks, TingkatBaris
from normalize.ukuran import SURE_COLUMN
from normalize.wording import years_in
from renja.recipes.sheet import Sheet, SheetColumn
from renja.recipes.written import year_text
from renja.web.labels import label
from renja.web.language import say
from renja.web.text import number, plain, short

AS_READ, NONE = "", "-"
"""Leaves it as it is read; says that there is none. A list of which None is a choice shows a cross beside it."""
_ROLES = (
    "pagu", "realisasi", "prakiraan_maju", "sisa", "selisih", "persen_realisasi", "target", "capaian", "fisik", "bobot",
    "tertimbang", "volume", "harga_satuan", "saldo", "nama", "kode", "nomor", "indikator", "satuan", "lokasi",
    "sumber_dana", "sasaran", "tujuan", "kelompok_sasaran", "penanggung_jawab", "perangkat_daerah", "keterangan",
)  # fmt: skip
_YEARS = ("n", *(f"n{step:+d}" for step in (*range(-6, 0), *range(1, 6))))
_LEVELS = (
    TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN, TingkatBaris.URUSAN,
    TingkatBaris.BIDANG_URUSAN, TingkatBaris.PERANGKAT_DAERAH, TingkatBaris.AKUN,
)  # fmt: skip
Rules = dict[tuple[str, int], ColumnRule]


def ask_columns(key: str, sheet: Sheet, held: Sequence[ColumnRule]) -> tuple[ColumnRule, ...]:
    """Draws a row of lists for each column; what is said of those of which anything is. ``held``: said before."""
    before: Rules = {(rule.name, rule.nth): rule for rule in held}
    found = []
    for place, column in enumerate(sheet.columns):
        with st.container(border=True, key=f"{key}_kotak_{place}"):
            rule = _ask(f"{key}_k{place}", place, column, sheet, before.get((column.name, column.nth)))
            if rule is not None:
                found.append(rule)
    return tuple(found)


def _tell(column: SheetColumn, place: int, title: str) -> None:
    name = plain(title, 160) if title else say("page_resep.no_header_words")
    again = f" \\#{column.nth}" if column.nth > 1 else ""
    st.markdown(f"**{place + 1}. {name}{again}**")
    cells = " · ".join(plain(short(cell, 60)) for cell in column.cells) or say("page_resep.empty_column")
    st.caption(f"{say('page_resep.first_cells')}: {cells}")


def _ask(key: str, place: int, column: SheetColumn, sheet: Sheet, held: ColumnRule | None) -> ColumnRule | None:
    """The lists of a column, and the rule that they make; None where all stays as it is read."""
    name, read = column.name, column.read
    places = st.columns([2.1, 2.5, 1.7, 1.35, 1.35], vertical_alignment="top")
    with places[0]:
        _tell(column, place, sheet.layout.titles[place])
        if not sheet.layout.titles[place]:
            st.caption(say("page_resep.column_without_words", name=plain(name)))
    said = held.said if held is not None else frozenset()
    with places[1]:
        role = _choose(
            say("page_resep.meaning_of", n=place + 1), f"{key}_peran", _ROLES, None if held is None else held.peran,
            role_name, _read_as(read),
        )  # fmt: skip
    kind = role or (None if read is None else read.peran)
    if kind == "nama":
        with places[2]:
            levels = _levels(place, key, held)
        return ColumnRule(name, column.nth, role or "nama", tingkat=levels) if role or levels else None
    if kind not in MEASURES:
        return None if role is None else ColumnRule(name, column.nth, role)
    konteks = tahun = rincian = None
    with places[2]:
        before = None if held is None or "konteks" not in said else str(held.konteks or NONE)
        now = None if read is None else read.konteks
        konteks = _choose(
            say("page_resep.context_of", n=place + 1), f"{key}_konteks", (NONE, *map(str, Konteks)), before,
            _context_name, label(now) if now else say("page_resep.no_context"),
        )  # fmt: skip
    with places[3]:
        before = None if held is None or "tahun" not in said else str(year_text(held.tahun))
        tahun = _ask_year(name, place, key, before, None if read is None else read.tahun, sheet.meta.tahun)
    with places[4]:
        before = None if held is None or "rincian" not in said else held.rincian or NONE
        rincian = _ask_slice(place, key, before)
    return _rule(column, role, konteks, tahun, rincian)


def _rule(
    column: SheetColumn, role: str | None, konteks: str | None, tahun: str | None, rincian: str | None
) -> ColumnRule | None:
    given = {"konteks": konteks, "tahun": tahun, "rincian": rincian}
    said = frozenset(axis for axis, value in given.items() if value is not None)
    if role is None and not said:
        return None
    return ColumnRule(
        column.name, column.nth, role, None if konteks in (None, NONE) else Konteks(str(konteks)), year_of(tahun),
        None if rincian == NONE else rincian, said=said,
    )  # fmt: skip


def year_of(text: str | None) -> Year:
    """A year as the list has it.

    >>> year_of("n+1").offset, year_of("n").offset, year_of("2031").absolute, year_of("-") == year_of(None)
    (1, 0, 2031, True)
    """
    if text in (None, NONE):
        return Year()
    if str(text).startswith("n"):
        return Year(offset=int(str(text)[1:] or 0))
    return Year(int(str(text)))


def _choose(title: str, key: str, options: Sequence[str], held: str | None, shown: Any, as_read: str) -> str | None:
    """A list whose first choice leaves things as they are read."""
    listed = [AS_READ, *options, *([held] if held is not None and held not in options else [])]
    chosen: str | None = st.selectbox(
        title,
        listed,
        index=listed.index(held or AS_READ),
        key=key,
        format_func=lambda each: say("page_resep.as_read", read=as_read) if each == AS_READ else shown(each),
        persist_state="session",
    )
    return chosen or None


def _levels(place: int, key: str, held: ColumnRule | None) -> tuple[TingkatBaris, ...]:
    found = st.multiselect(
        say("page_resep.levels_of", n=place + 1), _LEVELS, default=list(held.tingkat) if held else [],
        key=f"{key}_tingkat", format_func=label, persist_state="session", placeholder=say("page_resep.levels_as_read"),
    )  # fmt: skip
    return tuple(found)


def _ask_year(name: str, place: int, key: str, held: str | None, read: int | None, document: int | None) -> str | None:
    """The year; one that is named as itself holds of other documents too, unless their headers print another."""
    first = (document or read or 2024) - 6
    options = (*(_YEARS if document is not None else ()), NONE, *(str(year) for year in range(first, first + 14)))

    def shown(year: str) -> str:
        if year == NONE:
            return say("page_resep.no_year")
        if not year.startswith("n") or document is None:
            return year
        named = (
            say("page_resep.year_of_document") if year == "n" else f"{say('page_resep.year_of_document')} {year[1:]}"
        )
        return f"{named} ({document + int(year[1:] or 0)})"

    as_read = str(read) if read is not None else say("page_resep.no_year")
    chosen = _choose(say("page_resep.year_of", n=place + 1), f"{key}_tahun", options, held, shown, as_read)
    if chosen is not None and chosen.isdecimal() and document is not None and not years_in(name):
        st.caption(say("page_resep.year_is_fixed", year=chosen))
    return chosen


def _ask_slice(place: int, key: str, held: str | None) -> str | None:
    """A source of funds or kind of belanja in words; empty leaves it as it is read."""
    typed = st.text_input(
        say("page_resep.slice_of", n=place + 1), value=held or "", key=f"{key}_rincian", max_chars=120,
        placeholder=say("page_resep.slice_hint"), persist_state="session",
    )  # fmt: skip
    return " ".join(typed.split()) or None


def role_name(role: str) -> str:
    """A column's role for the eye."""
    return label(role) if role in MEASURES else say(f"page_resep.role_{role}")


def _context_name(konteks: str) -> str:
    return say("page_resep.no_context") if konteks == NONE else label(konteks)


def _read_as(read: Column | None) -> str:
    """What a column is read as, and how surely."""
    if read is None or read.peran is None:
        return say("page_resep.not_understood")
    sure = number(round(100 * read.keyakinan))
    known = role_name("realisasi" if read.peran == "proyeksi" else read.peran)
    return say(
        "page_resep.read_surely" if read.keyakinan >= SURE_COLUMN else "page_resep.read_in_doubt", read=known, sure=sure
    )
