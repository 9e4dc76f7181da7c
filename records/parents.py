"""Which row of a table a row belongs under."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.types import TingkatBaris

_RANK = {
    TingkatBaris.URUSAN: 1,
    TingkatBaris.BIDANG_URUSAN: 2,
    TingkatBaris.PERANGKAT_DAERAH: 3,
    TingkatBaris.TUJUAN: 4,
    TingkatBaris.SASARAN: 5,
    TingkatBaris.PROGRAM: 6,
    TingkatBaris.KEGIATAN: 7,
    TingkatBaris.SUB_KEGIATAN: 8,
}
_TOP = 0


def link_parents(
    levels: Sequence[TingkatBaris], lanjutan: Sequence[int | None], offices: Sequence[str | None] = ()
) -> tuple[int | None, ...]:
    """For each row the index of its parent: the nearest row above it of a higher level, None for top rows.

    ``offices``: the office of each row, where the table has rows of several: a parent is of its children's office.

    Rows of level jumlah and lainnya have no parent and are no parent; a further indicator line has the parent of its
    item. An office stands above the urusan that follow it (SIPD prints), else under its bidang.

    >>> P, K, S = TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN
    >>> link_parents([P, K, S, S, K, P], [None] * 6)
    (None, 0, 1, 1, 0, None)
    """
    ranks = _ranks(levels, lanjutan)
    is_parted = len(set(offices)) > 1
    parents: list[int | None] = []
    stack: list[int] = []
    for i, rank in enumerate(ranks):
        item = lanjutan[i]
        if item is not None and 0 <= item < i:
            parents.append(parents[item])
            continue
        if rank is None:
            parents.append(None)
            continue
        while stack and ((ranks[stack[-1]] or _TOP) >= rank or (is_parted and _apart(offices, stack[-1], i))):
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    return tuple(parents)


def _apart(offices: Sequence[str | None], above: int, below: int) -> bool:
    """True where two rows belong to two offices; a row of no office (an urusan over several) may be anyone's parent."""
    return offices[above] is not None and offices[above] != offices[below]


def _ranks(levels: Sequence[TingkatBaris], lanjutan: Sequence[int | None]) -> list[int | None]:
    """Rank of each row, smaller is higher; an office right above an urusan or bidang ranks above them."""
    if TingkatBaris.PERANGKAT_DAERAH not in levels:
        return list(map(_RANK.get, levels))
    ranks: list[int | None] = []
    following: TingkatBaris | None = None
    for i in range(len(levels) - 1, -1, -1):
        level = levels[i]
        above = level is TingkatBaris.PERANGKAT_DAERAH and following in (
            TingkatBaris.URUSAN,
            TingkatBaris.BIDANG_URUSAN,
        )
        ranks.append(_TOP if above else _RANK.get(level))
        if lanjutan[i] is None:
            following = level
    return ranks[::-1]
