"""Recipes of the dataset: layouts that are to be mapped next, most rupiah first, and those that people have told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

from normalize.recipes.types import Layout, Recipe
from output.errors import OutputError
from output.ids import tabel_id
from renja.recipes.errors import RecipeError
from renja.recipes.files import dataset_folder
from renja.recipes.listing import Listed, ListedUse
from renja.recipes.queue import Cluster, Place
from renja.recipes.renew import renew
from renja.recipes.told import recipe_lines
from renja.recipes.written import recipe_text
from renja.review.across import save_across
from renja.texts import speaking
from renja.web import link
from renja.web.data import resep as data
from renja.web.data.source import forget_state
from renja.web.language import language, say
from renja.web.saving import Saving
from renja.web.settings import Settings
from renja.web.text import brief_rupiah, number, one_language, plain, short
from renja.web.views.akibat import use_text
from renja.web.views.hapus_resep import KEPT, LIST, ask_drop, ticking

_SOME, _MOST_PLACES, _MOST_COLUMNS = 10, 25, 14
_SHOWN = "antrean_tampil"


def show(settings: Settings) -> None:
    """Draws the view."""
    parts: dict[str, Callable[[Settings], None]] = {"antrean": _queue, "daftar": _list}
    part = link.choose_part(say("page_resep.view"), "bagian", list(parts), _part_name, label_visibility="collapsed")
    try:
        parts[part](settings)
    except (RecipeError, OSError) as error:
        st.error(plain(one_language(one_language(error), brackets=True)))


def _part_name(part: str) -> str:
    return say("page_resep.part_queue") if part == "antrean" else say("page_resep.part_recipes")


def _queue(settings: Settings) -> None:
    st.caption(say("page_resep.queue_hint"))
    with st.spinner(say("page_resep.comparing_layouts")):
        found = data.clusters(settings.dataset)
    st.session_state[data.COUNTED] = True
    if not found:
        st.success(say("page_resep.queue_empty"))
        return
    shown = int(st.session_state.setdefault(_SHOWN, _SOME))
    st.markdown(say("page_resep.queue_size", count=number(len(found)), shown=number(min(shown, len(found)))))
    for rank, cluster in enumerate(found[:shown], 1):
        _cluster(rank, cluster)
    if shown < len(found):
        st.button(say("page_resep.show_more"), on_click=link.go, kwargs={_SHOWN: shown + _SOME})


def _cluster(rank: int, cluster: Cluster) -> None:
    with st.container(border=True, key=f"gugus_{rank}"):
        tables, documents = number(len(cluster.places)), number(cluster.documents)
        rupiah = plain(brief_rupiah(cluster.rupiah))
        st.markdown(
            f"**{rank}. {rupiah}** · "
            + say("page_resep.would_rescue", documents=documents, tables=tables, amounts=number(cluster.hilang))
        )
        st.caption(_words(cluster.layout))
        if len(cluster.pembuat) > 1:
            made_by = ", ".join(plain(short(name, 60)) for name in cluster.pembuat[:4])
            st.caption(say("page_resep.made_by_several", programs=made_by))
        first, *others = cluster.places[:_MOST_PLACES]
        _open(first, f"petakan_{rank}", say("page_resep.map_this", n=rank), primary=True)
        if others:
            with st.expander(say("page_resep.tables_of_it", count=tables)):
                for n, place in enumerate(others):
                    _open(place, f"petakan_{rank}_{n}", None)
                if len(cluster.places) > _MOST_PLACES:
                    st.caption(say("page_resep.and_more", count=number(len(cluster.places) - _MOST_PLACES)))


def _words(layout: Layout) -> str:
    """The header over each column; one without words has its place, by which a recipe names it."""
    names = [plain(short(layout.name_of(col)[0], 60)) for col in range(min(layout.n_cols, _MOST_COLUMNS))]
    more = [f"+{layout.n_cols - _MOST_COLUMNS}"] if layout.n_cols > _MOST_COLUMNS else []
    return " · ".join([*names, *more])


def _open(place: Place, key: str, text: str | None, *, primary: bool = False) -> None:
    """A button to the table's form."""
    where = say("page_resep.file_and_page", file=plain(PurePath(place.berkas).name), page=place.halaman)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            where if text is None else text, key=key, type="primary" if primary else "tertiary", on_click=open_form,
            args=(place.doc_id, place.tabel),
        )  # fmt: skip
        st.caption(where if text is not None else plain(brief_rupiah(place.rupiah)))


def open_form(doc_id: str, table: int) -> None:
    """Goes to the form of a table, for a button's ``on_click``."""
    link.go(lihat="dokumen", wilayah="semua", dok=doc_id, bagian="resep", tabel=tabel_id(doc_id, table))


def _list(settings: Settings) -> None:
    place, text = st.session_state.get(KEPT, ("", ""))
    if place == LIST:
        st.success(text)
    found = data.listed(settings.dataset)
    for fault in found.faults:
        st.warning(plain(one_language(fault)))
    if found.is_stale:
        _apply_form(settings, found)
    if not found.recipes:
        st.info(say("page_resep.no_recipes"))
        return
    for recipe in found.recipes:
        _recipe(settings, found, recipe)


def _apply_form(settings: Settings, found: Listed) -> None:
    """A recipe was changed outside of the page: the dataset is brought up to date on demand."""
    st.warning(say("page_resep.stale"))
    if not st.button(say("page_resep.apply_all"), type="primary", key="terapkan_semua"):
        return
    saving = Saving()
    tick = ticking(saving)
    try:
        done = renew(settings.dataset, found.recipes, force=True, across=save_across, tick=tick)
    except (OutputError, OSError) as error:
        st.error(plain(one_language(one_language(error), brackets=True)))
        return

    def note() -> None:
        forget_state()
        st.session_state[KEPT] = (LIST, say("page_resep.applied", count=number(len(done))))

    saving.surely(note)
    saving.draw_anew()


def _recipe(settings: Settings, found: Listed, recipe: Recipe) -> None:
    uses = found.of(recipe.nama)
    kept = [each for each in uses if not each.use.ditolak]
    own = (dataset_folder(settings.dataset) / f"{recipe.nama}.toml").is_file()
    with st.container(border=True, key=f"resep_{recipe.nama}"):
        where = say("page_resep.in_dataset" if own else "page_resep.in_users_folder")
        counts = say(
            "page_resep.reads", tables=number(len(kept)), documents=number(len({each.doc_id for each in kept}))
        )
        st.markdown(f"**{plain(recipe.nama)}** · {counts} · {where}")
        if recipe.keterangan:
            st.caption(plain(recipe.keterangan))
        _uses(recipe, uses)
        with st.expander(say("page_resep.what_it_says", name=plain(recipe.nama))):
            with speaking(language()):
                lines = list(recipe_lines(recipe))
            st.code("\n".join(lines), language=None, wrap_lines=True)
        _actions(settings, recipe, uses, own)


def _uses(recipe: Recipe, uses: list[ListedUse]) -> None:
    if not uses:
        st.caption(say("page_resep.reads_nothing"))
        return
    with st.expander(say("page_resep.tables_of_recipe", name=plain(recipe.nama), count=number(len(uses)))):
        for n, each in enumerate(uses[:_MOST_PLACES]):
            name = plain(PurePath(each.berkas).name)
            st.button(
                say("page_resep.file_and_table", file=name, table=each.use.tabel + 1), key=f"{recipe.nama}_pakai_{n}",
                type="tertiary", on_click=open_form, args=(each.doc_id, each.use.tabel),
            )  # fmt: skip
            st.caption(use_text(each.use))
        if len(uses) > _MOST_PLACES:
            st.caption(say("page_resep.and_more", count=number(len(uses) - _MOST_PLACES)))


def _actions(settings: Settings, recipe: Recipe, uses: list[ListedUse], own: bool) -> None:
    with st.container(horizontal=True):
        if uses:
            first = uses[0]
            st.button(
                say("page_resep.change", name=plain(recipe.nama)), key=f"{recipe.nama}_ubah", on_click=open_form,
                args=(first.doc_id, first.use.tabel),
            )  # fmt: skip
        st.download_button(
            say("page_resep.download", name=plain(recipe.nama)), recipe_text(recipe), f"{recipe.nama}.toml",
            "application/toml", key=f"{recipe.nama}_unduh", on_click="ignore",
        )  # fmt: skip
    if own:
        ask_drop(settings, recipe.nama, f"{LIST}_{recipe.nama}")
    else:
        st.caption(say("page_resep.users_own"))
