"""How codes are written, and whether an item's code is one of its parent's.

Permendagri 90/2019: urusan one digit, bidang urusan, program two each, kegiatan `9.99`, sub kegiatan two to four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from audit.build import Remark, remark
from audit.hierarchy import TableView
from audit.printed_code import is_complete, parts
from audit.rules.codes import SURE_MATCH, coded_rows
from audit.sentences import level, place, row_name, short
from normalize.types import JenisTabel, TingkatBaris
from records.findings import Cek, Finding
from records.matched import MatchedRow

_WIDTHS = (1, 2, 2, 1, 2, 4)
"""The most digits of each number of a code."""
_PARENT = {TingkatBaris.KEGIATAN: TingkatBaris.PROGRAM, TingkatBaris.SUB_KEGIATAN: TingkatBaris.KEGIATAN}
_PROGRAM = 3
_SUPPORT = 1
"""Number of the program that every office has (penunjang urusan), printed under any bidang urusan."""


class _Fault(Enum):
    """What is wrong with a code's form; the value says it in the sentence."""

    ZERO = "tercetak dengan nol sisipan"
    TAIL = "tercetak dengan ekor nol"


def kode_format(view: TableView) -> Iterator[Finding]:
    """Codes with zeros put in (`2.013.04`) or hung on (`2.13.04.2.01.0`) whose other numbers are official.

    What half of a level's codes or more have is how the document writes them (`1.06.01.0.00.0000`), not a slip.
    """
    coded = [(index, row) for index, row in coded_rows(view) if _is_sure(row) and row.row.lanjutan is None]
    faults = {index: _fault(row.row.kode_asli or "", row.match.kode) for index, row in coded}
    if not any(faults.values()):
        return
    wrong = [
        Remark(index, _form_sentence(view, row, fault))
        for index, row in coded
        if (fault := faults[index]) is not None and not _is_usual(fault, row, coded, faults)
    ]
    yield from remark(Cek.KODE_FORMAT, view, len(coded), wrong)


def _is_usual(
    fault: _Fault, row: MatchedRow, coded: Sequence[tuple[int, MatchedRow]], faults: dict[int, _Fault | None]
) -> bool:
    same_level = [faults[index] for index, other in coded if other.level is row.level]
    return same_level.count(fault) * 2 >= len(same_level)


@lru_cache(maxsize=4096)
def _fault(asli: str, kode: str | None) -> _Fault | None:
    """What is wrong with the form of a printed code whose numbers are those of the official one."""
    printed = re.sub(r"\s*\.\s*", ".", asli.strip().rstrip("."))
    groups, official = re.findall(r"[0-9]+", printed), parts(kode)
    if not re.fullmatch(r"[0-9]{1,6}(?:[. ][0-9]{1,6})*", printed) or len(groups) < len(official):
        return None
    numbers = tuple(map(int, groups))
    if numbers[: len(official)] != official or any(numbers[len(official) :]):
        return None
    if len(groups) > len(official):
        return _Fault.TAIL if " " not in printed else None
    return _Fault.ZERO if any(len(group) > width for group, width in zip(groups, _WIDTHS, strict=False)) else None


def _form_sentence(view: TableView, row: MatchedRow, fault: _Fault) -> str:
    head = f"Pada {place(view, row.row.page)}, kode {short(row.row.kode_asli or '')} pada {level(row.level)}"
    return f'{head} "{short(row.row.nama)}" {fault.value}; bentuk resminya {row.match.kode}.'


def induk_salah(view: TableView) -> Iterator[Finding]:
    """Kegiatan and sub kegiatan printed under a parent whose code theirs does not begin with.

    Only where code and name say so together, or a name alone that is one item's. Strays at the end of a family that
    began rightly are left alone: there a heading is likelier to be missing.
    """
    if view.matched.source.jenis is JenisTabel.LAINNYA:
        return
    families: dict[int, list[int]] = {}
    for index, row in enumerate(view.matched.rows):
        if row.row.lanjutan is None and row.induk is not None and _is_judged(row, view.matched.rows[row.induk]):
            families.setdefault(row.induk, []).append(index)
    wrong = [one for parent, children in families.items() for one in _strays(view, parent, children)]
    yield from remark(Cek.INDUK_SALAH, view, sum(map(len, families.values())), wrong)


def _is_judged(row: MatchedRow, parent: MatchedRow) -> bool:
    """True where both items are surely known, and what is printed of the child's code does not speak against it."""
    if _PARENT.get(row.level) is not parent.level or not _is_sure(row) or not _is_sure(parent):
        return False
    if row.row.kode_asli:
        return is_complete(row) and parts(row.row.kode_asli) == parts(row.match.kode)
    # Sub kegiatan of several kegiatan bear one name.
    return row.level is TingkatBaris.KEGIATAN and row.match.runner_up is None


def _strays(view: TableView, parent: int, children: Sequence[int]) -> list[Remark]:
    """The children that belong elsewhere; the first with all of them as evidence where none is in its place."""
    rows = view.matched.rows
    astray = [index for index in children if not _belongs(rows[index], rows[parent])]
    right = [index for index in children if index not in astray]
    if not right:
        return [Remark(astray[0], _parent_sentence(view, astray[0], parent), (parent, *astray[1:]))] if astray else []
    return [Remark(index, _parent_sentence(view, index, parent), (parent,)) for index in astray if index < max(right)]


def _belongs(row: MatchedRow, parent: MatchedRow) -> bool:
    own, above = parts(row.match.kode), parts(parent.match.kode)
    if len(above) == _PROGRAM <= len(own) and own[_PROGRAM - 1] == above[_PROGRAM - 1] == _SUPPORT:
        return True
    return own[: len(above)] == above


def _parent_sentence(view: TableView, index: int, parent: int) -> str:
    row, above = view.matched.rows[index], view.matched.rows[parent]
    return (
        f"Pada {place(view, row.row.page)}, {row_name(row)} tercetak di bawah {row_name(above)}, "
        f"padahal kodenya bukan turunan {above.match.kode}."
    )


def _is_sure(row: MatchedRow) -> bool:
    return row.match.kode is not None and row.match.skor >= SURE_MATCH
