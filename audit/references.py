"""What a sentence speaks of: the table that it announces, or the budget item that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audit.hierarchy import Item, TableView
from audit.prose import Sentence
from normalize.types import TingkatBaris

_NUMBERED = re.compile(r"\btabel\s+((?:[0-9]{1,2}|[IVX]{1,5}|T-?C)(?:[.\-][0-9A-Za-z]{1,3})*)", re.IGNORECASE)
_NEXT = re.compile(
    r"\btabel\b[^.]{0,40}\b(?:berikut|di\s*bawah)|\b(?:berikut|di\s*bawah)\b[^.]{0,20}\btabel\b", re.IGNORECASE
)
_DETAILS = re.compile(
    r"rincian|rinci\b|sebagaimana|dijabarkan|dijelas|dilihat|disajikan|diuraikan|tertuang|tercantum|berikut",
    re.IGNORECASE,
)
_ITEM_TITLE = re.compile(
    r"\W*(?:[0-9a-z]{1,3}(?:\.[0-9]{1,2})*[.)]?\s*)?(?:sub\s*)?(?:program|kegiatan)", re.IGNORECASE
)
_NO_LETTER = re.compile(r"[^a-z]+")
_NAMED = frozenset({TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN})
_LEAST_LETTERS = 14
"""A name shorter than this stands in sentences that do not mean it."""
_MOST_NAMES = 5_000
_NEAR_PAGES = 2
"""A table "below" begins on the sentence's page or so many pages later."""


@dataclass(frozen=True, slots=True)
class Named:
    """The item that a sentence names, in every table that has it."""

    name: str
    items: tuple[tuple[TableView, Item], ...]


class NameIndex:
    """The names of a document's programs, kegiatan and sub kegiatan, longest first."""

    def __init__(self, views: Sequence[TableView]) -> None:
        """``views``: the document's tables."""
        found: dict[str, list[tuple[TableView, Item]]] = {}
        for view in views:
            for item in view.items:
                if item.row.level not in _NAMED or len(found) >= _MOST_NAMES:
                    continue
                name = letters(item.row.row.nama)
                if len(name) >= _LEAST_LETTERS:
                    found.setdefault(name, []).append((view, item))
        self._names = sorted(found.items(), key=lambda pair: -len(pair[0]))

    def find(self, sentence: Sentence) -> Named | None:
        """The one item that the sentence names; None where it names none, or several."""
        return self._only(sentence.text)

    def titled(self, sentence: Sentence) -> Named | None:
        """The one item whose name is the title above the sentence ("1. Program ...")."""
        return self._only(sentence.heading) if _ITEM_TITLE.match(sentence.heading) else None

    def _only(self, text: str) -> Named | None:
        found = self._in(letters(text))
        return found[0] if len(found) == 1 else None

    def _in(self, text: str) -> list[Named]:
        """The names in a text; a name inside another that was found does not count."""
        found: list[Named] = []
        for name, items in self._names:
            if name in text:
                text = text.replace(name, " ")
                found.append(Named(name, tuple(items)))
        return found


def letters(text: str) -> str:
    """Lower-case letters only, without the word of the level at the beginning."""
    plain = _NO_LETTER.sub("", text.lower())
    for word in ("program", "subkegiatan", "kegiatan"):
        plain = plain.removeprefix(word)
    return plain


def announced_table(views: Sequence[TableView], sentence: Sentence, follow: str) -> TableView | None:
    """The table whose details the sentence, or the next one of its paragraph, announces: by number, or as the next."""
    for text in (sentence.text, follow):
        if not _DETAILS.search(text):
            continue
        numbered = _NUMBERED.search(text)
        if numbered is not None:
            return _by_number(views, numbered.group(1), sentence)
        if _NEXT.search(text):
            return _next_one(views, sentence)
    return None


def _by_number(views: Sequence[TableView], nomor: str, sentence: Sentence) -> TableView | None:
    """The table of that number, the next one after the sentence where several have it."""
    wanted = _plain_number(nomor)
    found = [view for view in views if _plain_number(view.matched.source.table.nomor or "") == wanted]
    if len(found) == 1:
        return found[0]
    return _next_one(found, sentence)


def _next_one(views: Sequence[TableView], sentence: Sentence) -> TableView | None:
    """The first table with money that begins below the sentence, on its page or the next ones."""
    below = [view for view in views if _begins(view) > (sentence.page, sentence.box.y0)]
    first = min(below, key=_begins, default=None)
    if first is None or _begins(first)[0] > sentence.page + _NEAR_PAGES or not any(first.money):
        return None
    return first


def _begins(view: TableView) -> tuple[int, float]:
    table = view.matched.source.table
    tops = [cell.box.y0 for cell in table.cells if cell.page == table.pages[0]]
    rows = [row.row.box.y0 for row in view.matched.rows if row.row.page == table.pages[0]]
    return table.pages[0], min([*tops, *rows], default=0.0)


def _plain_number(nomor: str) -> str:
    return re.sub(r"[^0-9a-z]+", ".", nomor.lower()).strip(".")
