"""Tables that go on with the one before them: what was not joined on the page is yet one list of rows.

A printed total stands under all of them, and the last parent of one may have its children in the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.hierarchy import Item, TableView
from normalize.types import NormalTable
from normalize.ukuran import MEASURES, MONEY
from normalize.wording import squash


def chained(views: Sequence[TableView]) -> tuple[TableView, ...]:
    """The views, each with the items of the tables that it goes on with, and whether another goes on with it."""
    done: list[TableView] = []
    before: tuple[Item, ...] = ()
    for at, view in enumerate(views):
        going_on = at > 0 and _goes_on(views[at - 1], view)
        before = (*before, *views[at - 1].items) if going_on else ()
        followed = at + 1 < len(views) and _goes_on(view, views[at + 1])
        torn = at > 0 and not going_on and _may_go_on(views[at - 1], view)
        open_ = at + 1 < len(views) and not followed and _may_go_on(view, views[at + 1])
        done.append(replace(view, before=before, is_continued=followed, is_torn=torn, is_open=open_))
    return tuple(done)


def _may_go_on(view: TableView, following: TableView) -> bool:
    """True where nothing closed the table before, and the next has no name of its own and measures that it has too."""
    one, other = view.matched.source, following.matched.source
    if not view.items or view.items[-1].is_total or not one.table.pages or not other.table.pages:
        return False
    near = other.table.pages[0] - one.table.pages[-1] in (0, 1)
    kinds = [{column.peran for column in table.columns if column.peran in MONEY} for table in (one, other)]
    return near and not _own_title(one, other) and bool(kinds[0] & kinds[1])


def _goes_on(view: TableView, following: TableView) -> bool:
    """True where the next table has the same measures, no title of its own, and nothing closed the first one."""
    one, other = view.matched.source, following.matched.source
    if not view.items or view.items[-1].is_total or not one.table.pages or not other.table.pages:
        return False
    near = other.table.pages[0] - one.table.pages[-1] in (0, 1)
    return near and not _own_title(one, other) and _measures(one) == _measures(other) != ()


def _own_title(one: NormalTable, other: NormalTable) -> bool:
    judul, nomor = other.table.judul, other.table.nomor
    return bool(judul and squash(judul) != squash(one.table.judul or "")) or nomor not in (None, one.table.nomor)


def _measures(table: NormalTable) -> tuple[tuple[object, ...], ...]:
    return tuple((c.peran, c.konteks, c.tahun, c.rincian) for c in table.columns if c.peran in MEASURES)
