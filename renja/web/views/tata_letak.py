"""What a table means, told by who knows: its columns, rows, header and unit; tried at once, and kept as a recipe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from normalize.columns.kinds import MONEY_KINDS
from normalize.recipes.types import ColumnRule, Recipe, RowRule
from output.errors import OutputError
from output.ids import tabel_id as table_id
from renja.recipes.errors import RecipeError
from renja.recipes.files import dataset_folder, load_recipes
from renja.recipes.make import Said, draft_recipe, make_recipe
from renja.recipes.parse import NAME
from renja.recipes.preview import Preview, preview
from renja.recipes.renew import TOO_OLD, keep
from renja.recipes.sheet import Sheet, conditions, rows_of, whole_fit
from renja.review.across import save_across
from renja.review.evidence import BLUE
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import resep as data
from renja.web.data.ringkasan import counts
from renja.web.data.source import forget_state
from renja.web.language import say
from renja.web.saving import Saving
from renja.web.settings import Settings
from renja.web.text import brief_rupiah, number, one_language, plain
from renja.web.views.akibat import refusal, show_preview, use_text
from renja.web.views.baris import mark_of
from renja.web.views.baris_resep import ask_rows
from renja.web.views.hapus_resep import KEPT, ask_drop, ticking
from renja.web.views.kolom_resep import ask_columns
from renja.web.views.panel import show_sheet, show_strip
from renja.web.views.tabel import choose_table

_SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
_MOST_HEADER_ROWS = 12
_DRAFT = "coba"
_AS_READ = 0
_MANY = 300
"""Documents of a dataset whose layouts are compared without being asked."""


def show(settings: Settings, document: dict[str, Any]) -> None:
    """Draws the part."""
    doc_id = str(document["doc_id"])
    st.caption(say("page_resep.what_this_is"))
    tabel_id = choose_table(settings, doc_id)
    if tabel_id is None:
        return
    if not data.is_whole(settings.dataset, doc_id):
        st.warning(plain(one_language(TOO_OLD)))
        return
    table = data.number_of(tabel_id)
    told = data.recipe_of(settings.dataset, doc_id, table)
    _tell_kept(tabel_id)
    _tell_standing(settings, doc_id, table, told)
    _show_print(settings, document, tabel_id)
    if told is not None and told.said is None:
        told = None  # of a layout much like its own: what is said here is a recipe of another layout
    held = told.said if told is not None and told.said is not None else Said()
    # Where somebody else changed the recipe the form begins anew with it: what was typed over the old one is not kept.
    key = f"rsp_{tabel_id}" if told is None else f"rsp_{tabel_id}_{told.recipe.sidik}"
    try:
        said = _ask_all(settings, key, doc_id, table, held)
        _keep_form(settings, key, doc_id, table, said, told)
    except (OutputError, OSError, RecipeError) as error:
        st.error(plain(one_language(one_language(error), brackets=True)))


def _tell_kept(tabel_id: str) -> None:
    """That this table's recipe was kept or dropped, until it is tried anew, and where its money is to be seen."""
    place, text = st.session_state.get(KEPT, ("", ""))
    if f"{place}_".startswith(f"rsp_{tabel_id}_"):
        st.success(text)
        st.button(
            say("page_resep.see_comparison"), on_click=link.go, kwargs={"lihat": "perbandingan", "banding": "wilayah"}
        )


def _tell_standing(settings: Settings, doc_id: str, table: int, told: data.Told | None) -> None:
    """Whether a recipe reads the table already, and what is at stake in all tables of its layout."""
    if told is not None:
        where = say("page_resep.in_dataset" if told.is_own else "page_resep.in_users_folder")
        text = "page_resep.read_in_part" if told.said is None else "page_resep.read_with_recipe"
        st.info(say(text, name=plain(told.recipe.nama), where=where))
    if counts(settings.dataset)["dokumen"] > _MANY and not st.session_state.get(data.COUNTED):
        # All headers of the dataset are compared for it: with thousands of documents that takes minutes.
        st.button(say("page_resep.count_alike"), on_click=link.go, kwargs={data.COUNTED: True})
        return
    with st.spinner(say("page_resep.comparing_layouts")):
        tables, n_documents, rupiah = data.alike(settings.dataset, doc_id, table)
    if tables:
        st.markdown(
            say(
                "page_resep.at_stake", tables=number(tables), documents=number(n_documents),
                rupiah=plain(brief_rupiah(rupiah)),
            )
        )  # fmt: skip


def _show_print(settings: Settings, document: dict[str, Any], tabel_id: str) -> None:
    """The header as printed, and the whole page for who wants it."""
    cells = documents.grid(settings.dataset, str(document["doc_id"]), tabel_id, 0)
    if cells.empty:
        return
    page = int(cells["halaman"].iloc[0])
    head = cells[(cells["kepala"]) & (cells["halaman"] == page)]
    shown = head if len(head) else cells[cells["baris"] == cells["baris"].iloc[0]]
    marks = [mark_of(cell, BLUE) for _, cell in shown.iterrows()]
    show_strip(settings, document, page, marks, "resep")
    with st.expander(say("page_resep.show_page", page=page)):
        show_sheet(settings, document, page, marks, "resep")


def _ask_all(settings: Settings, key: str, doc_id: str, table: int, held: Said) -> Said:
    """The whole form; what is said in it."""
    no_table = st.checkbox(
        say("page_resep.no_table"), value=held.bukan_tabel, key=f"{key}_bukan", persist_state="session"
    )
    kepala, skala = _ask_grid(settings, key, doc_id, table, held)
    sheet = data.sheet_of(settings.dataset, doc_id, table, kepala)
    columns: tuple[ColumnRule, ...] = ()
    rows: tuple[RowRule, ...] = ()
    if not no_table:
        st.header(say("page_resep.columns"), anchor=False)
        columns = ask_columns(key, sheet, held.columns)
        _tell_undated(sheet, columns)
        st.header(say("page_resep.rows"), anchor=False)
        rows = _ask_rows(settings, key, doc_id, table, Said(columns, (), kepala, skala), held.rows)
    return Said(columns, rows, kepala, skala, no_table)


def _ask_grid(settings: Settings, key: str, doc_id: str, table: int, held: Said) -> tuple[int | None, int | None]:
    read = data.sheet_of(settings.dataset, doc_id, table, None)
    most = min(_MOST_HEADER_ROWS, read.n_rows - 1)
    rows = [_AS_READ, *range(1, max(most, held.kepala or 0) + 1)]
    scales = [_AS_READ, *_SCALES, *([held.skala] if held.skala and held.skala not in _SCALES else [])]
    left, right = st.columns(2)
    with left:
        kepala = st.selectbox(
            say("page_resep.header_rows"), rows, index=rows.index(held.kepala or _AS_READ), key=f"{key}_kepala",
            format_func=lambda n: _rows_text(n, read), persist_state="session",
        )  # fmt: skip
    with right:
        skala = st.selectbox(
            say("page_resep.unit"), scales, index=scales.index(held.skala or _AS_READ), key=f"{key}_skala",
            format_func=_scale_text, persist_state="session",
        )  # fmt: skip
    return kepala or None, skala or None


def _rows_text(rows: int, read: Sheet) -> str:
    if rows == _AS_READ:
        return say("page_resep.as_read", read=say("page_resep.first_rows", n=number(read.n_header_rows)))
    return say("page_resep.first_rows", n=number(rows))


def _scale_text(scale: int) -> str:
    if scale == _AS_READ:
        return say("page_resep.unit_as_read")
    names = {1: "rupiah", 1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"}
    return say(f"page_resep.unit_{names[scale]}") if scale in names else number(scale)


def _tell_undated(sheet: Sheet, columns: Sequence[ColumnRule]) -> None:
    """Money without a year feeds no comparison: that is said while there is still something to be done."""
    read = {(each.name, each.nth): each.read for each in sheet.columns}
    undated = []
    for rule in columns:
        was = read.get((rule.name, rule.nth))
        if rule.peran not in {*MONEY_KINDS, "realisasi"}:
            continue
        if "tahun" not in rule.said and (was is None or was.tahun is None):
            undated.append(rule.name)
    if undated:
        st.info(say("page_resep.money_without_year", columns=", ".join(plain(name, 60) for name in undated)))


def _ask_rows(
    settings: Settings, key: str, doc_id: str, table: int, so_far: Said, held: Sequence[RowRule]
) -> tuple[RowRule, ...]:
    """The rules of rows, each held against the table as it would be read with its columns as they are said now."""
    document = data.document(settings.dataset, doc_id)
    says = bool(so_far.columns) or so_far.skala is not None or so_far.kepala is not None
    draft = draft_recipe(document, table, _DRAFT, so_far) if says else None
    found = data.tried_with(settings.dataset, doc_id, table, draft, so_far.kepala)
    if draft is not None and found.refused is not None:
        st.warning(use_text(found.refused))
    layout = data.sheet_of(settings.dataset, doc_id, table, so_far.kepala).layout
    fit = whole_fit(draft or Recipe(_DRAFT, layout))

    def counted(rule: RowRule) -> list[tuple[str, str]]:
        return [(row.nama or row.kode_asli or "", str(level)) for row, level in rows_of(rule, found.table, fit)]

    st.caption(say("page_resep.rows_hint"))
    return ask_rows(key, conditions(layout, found.table), held, counted)


def _keep_form(settings: Settings, key: str, doc_id: str, table: int, said: Said, told: data.Told | None) -> None:
    """Name and note, the button that tries it, what it changes, and the button that keeps it."""
    st.header(say("page_resep.try_and_keep"), anchor=False)
    own = told is not None and told.is_own
    held = told.recipe if told else None
    left, right = st.columns([1, 2])
    with left:
        usual = held.nama if held else _suggested(settings, doc_id, table)
        name = st.text_input(
            say("page_resep.name"), value=usual, key=f"{key}_nama", max_chars=64, disabled=own, persist_state="session",
        ).strip()  # fmt: skip
    with right:
        note = st.text_input(
            say("page_resep.note"), value=held.keterangan if held else "", key=f"{key}_catatan", max_chars=300,
            persist_state="session",
        )  # fmt: skip
    anyone = st.checkbox(
        say("page_resep.any_producer", producer=plain(data.document(settings.dataset, doc_id).pembuat or "–", 60)),
        value=held is not None and held.layout.producer is None, key=f"{key}_siapa", persist_state="session",
    )  # fmt: skip
    whole = Said(said.columns, said.rows, said.kepala, said.skala, said.bukan_tabel, " ".join(note.split()), anyone)
    if st.button(say("page_resep.try_it"), key=f"{key}_coba", type="secondary", icon=":material/visibility:"):
        st.session_state.pop(f"{key}_hasil", None)
        st.session_state.pop(KEPT, None)
        st.session_state[f"{key}_hasil"] = (whole, name, _previewed(settings, doc_id, table, name, whole))
    _show_tried(settings, key, doc_id, table, whole, name, own)
    if own and held is not None:
        # Its button is the same one before and after the recipe is changed: a click on it just then counts.
        ask_drop(settings, held.nama, f"rsp_{table_id(doc_id, table)}")


def _previewed(settings: Settings, doc_id: str, table: int, name: str, said: Said) -> Preview:
    if not NAME.fullmatch(name):
        raise RecipeError(say("page_resep.bad_name"))
    if not any((said.columns, said.rows, said.bukan_tabel, said.kepala is not None, said.skala is not None)):
        raise RecipeError(say("page_resep.nothing_said"))
    recipe = make_recipe(data.document(settings.dataset, doc_id), table, name, said)
    bar = st.progress(0.0, say("page_resep.trying"))

    def tick(done: int, of: int) -> None:
        bar.progress(done / max(1, of), say("page_resep.trying_of", done=number(done), of=number(of)))

    try:
        return preview(settings.dataset, recipe, load_recipes(settings.dataset), tick)
    finally:
        bar.empty()


def _show_tried(settings: Settings, key: str, doc_id: str, table: int, said: Said, name: str, own: bool) -> None:
    """What was tried last, and the button that keeps it, where the form still says the same."""
    held = st.session_state.get(f"{key}_hasil")
    if held is None:
        return
    tried_said, tried_name, found = held
    if (tried_said, tried_name) != (said, name):
        st.info(say("page_resep.try_again"))
        return
    show_preview(found, doc_id, table)
    why = refusal(found, doc_id, table)
    if why is not None:
        st.error(say("page_resep.not_to_be_kept", why=why))
    if st.button(say("page_resep.keep"), key=f"{key}_simpan", type="primary", disabled=why is not None):
        _keep(settings, key, found.recipe, own)


def _keep(settings: Settings, key: str, recipe: Recipe, own: bool) -> None:
    overwrite = own or _is_kept(settings, recipe)
    if not overwrite and (dataset_folder(settings.dataset) / f"{recipe.nama}.toml").exists():
        raise RecipeError(say("page_resep.name_taken", name=recipe.nama))
    saving = Saving()
    tick = ticking(saving)
    path, done = keep(settings.dataset, recipe, overwrite=overwrite, across=save_across, tick=tick)
    file = plain(f"{path.parent.name}/{path.name}")

    def note() -> None:
        forget_form(key)
        forget_state()
        st.session_state.pop(data.COUNTED, None)
        st.session_state[KEPT] = (key, say("page_resep.kept", file=file, count=number(len(done))))

    saving.surely(note)
    saving.draw_anew()


def _is_kept(settings: Settings, recipe: Recipe) -> bool:
    """True where just this recipe is kept already: another run held the dataset before it could be applied."""
    held = load_recipes(settings.dataset).recipes
    return any((each.nama, each.sidik) == (recipe.nama, recipe.sidik) for each in held)


def forget_form(key: str) -> None:
    """Forgets what was typed about a table: its recipe says it from now on."""
    for name in [str(name) for name in st.session_state if str(name).startswith(f"{key}_")]:
        del st.session_state[name]


def _suggested(settings: Settings, doc_id: str, table: int) -> str:
    """A name that is free, of the header's first words."""
    titles = data.sheet_of(settings.dataset, doc_id, table, None).layout.titles
    words = re.findall(r"[a-z0-9]+", " ".join(titles).lower())
    base = "-".join(dict.fromkeys(word for word in words if len(word) > 2))[:32].strip("-") or "tabel"
    taken = {recipe.nama for recipe in load_recipes(settings.dataset).recipes}
    return next(name for n in range(1, 1000) if (name := base if n == 1 else f"{base}-{n}") not in taken)
