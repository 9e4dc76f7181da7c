"""What stands beside a name: the same name in the other half of the form, and an indicator that is its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from audit.build import Remark, remark
from audit.hierarchy import TableView
from audit.sentences import level, place, row_name, short
from normalize.types import JenisTabel, TingkatBaris
from records.findings import Cek, Finding
from records.matched import MatchedRow

_LEVEL_WORD = re.compile(r"^\s*(?:program|(?:sub\s*\.?\s*)?kegiatan)\b[\s.:]*", re.IGNORECASE)
_BUDGETED = frozenset({TingkatBaris.PROGRAM, TingkatBaris.KEGIATAN, TingkatBaris.SUB_KEGIATAN})
_SHORTEST = 12
"""Letters that a name must have to be told from another."""
_ALIKE, _EQUAL = 75.0, 92.0
"""Likeness (0..100): above the first two prints may be one name, above the second they are."""
_STEM = 6
"""Words that share so many letters in a row may share a stem (`dipelihara`, `pemeliharaan`)."""
_SHARED = 0.8
"""Part of an indicator's words that the other item's indicator must have."""
_BEARS = 2
"""So many words a name has of the indicator that it bears."""
_MOST_NAMES = 12
"""So many names of a row and those above it are looked at."""
_FEW = 5
"""From so many remarks on, a majority is one remark about our reading (``audit.build``); fewer are left out."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "jumlah persentase persen cakupan tingkat rata nilai jenis unit orang paket laporan dokumen buah bulan "
        "tahun kali "
        "yang dari untuk pada dengan atau serta dalam oleh bagi dapat telah akan agar para antar tentang "
        "tersedia tersedianya terlaksana terlaksananya tersusun tersusunnya terpenuhi terpenuhinya terselenggara "
        "disediakan dilaksanakan disusun dilakukan dilayani diberikan mendapatkan menerima mengikuti memperoleh "
        "penyediaan pengadaan pelaksanaan penyusunan penyelenggaraan pengelolaan peningkatan koordinasi "
        "program kegiatan pemerintah pemerintahan daerah perangkat provinsi kabupaten kota kantor skpd opd "
        "layanan pelayanan jasa kerja kinerja sosial masyarakat hasil sesuai kebutuhan lainnya",
    )
)
"""Words that indicators of any item have."""


def nama_kiri_kanan(view: TableView) -> Iterator[Finding]:
    """Rows of form T-C.31 whose right half names another item than the left; spelling and short forms do not count.

    Only another row's name counts: what no row names may be a new item, or a page that cannot be read.
    """
    columns = [column.indeks for column in view.matched.source.columns if column.peran == "nama"]
    if view.matched.source.jenis is not JenisTabel.REVIEW_RKPD or len(columns) != 2:
        return
    pairs = list(_pairs(view, columns))
    lefts = {index: left for index, left, _ in pairs}
    wrong = [
        Remark(index, _halves_sentence(view, index, right), (owner,))
        for index, left, right in pairs
        if fuzz.ratio(left, right) < _ALIKE and (owner := _owner(index, right, lefts)) is not None
    ]
    if len(wrong) >= _FEW or len(wrong) * 2 < len(pairs):
        yield from remark(Cek.NAMA_KIRI_KANAN, view, len(pairs), wrong)


def _pairs(view: TableView, columns: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """The items whose two name cells are filled and of one height: index and both names, plain."""
    for index, row in enumerate(view.matched.rows):
        if row.row.lanjutan is not None or row.level not in _BUDGETED:
            continue
        left, right = (view.cells.at(row.row.grid_row, column) for column in columns)
        if left is None or right is None or (left.row, left.rowspan) != (right.row, right.rowspan):
            continue
        names = _plain(left.text), _plain(right.text)
        if min(sum(map(len, re.findall(r"[a-z]{3,}", name))) for name in names) >= _SHORTEST:
            yield index, *names


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The name in lower case, on one line, without a word for its level."""
    return " ".join(re.findall(r"[a-z0-9]+", _LEVEL_WORD.sub("", text[:500]).lower()))


def _owner(index: int, right: str, lefts: dict[int, str]) -> int | None:
    """The other row whose left name the right name is."""
    return next((other for other, name in lefts.items() if other != index and fuzz.ratio(name, right) >= _EQUAL), None)


def _halves_sentence(view: TableView, index: int, right: str) -> str:
    row = view.matched.rows[index]
    columns = [column.indeks for column in view.matched.source.columns if column.peran == "nama"]
    cell = view.cells.at(row.row.grid_row, columns[1])
    printed = short(cell.text if cell is not None else right)
    return f'Pada {place(view, row.row.page)}, sisi kanan dari {row_name(row)} bernama lain, yaitu "{printed}".'


def indikator_lain(view: TableView) -> Iterator[Finding]:
    """Items whose indicator is another item's: it shares no word with their names, and is that one's by name and print.

    Only the words count that not every indicator has. One indicator over neighbouring rows is a shared one; so is one
    that is printed for several other items: the office measures them all by it, and misprinted nothing.
    """
    if view.matched.source.jenis is JenisTabel.LAINNYA:
        return
    rows = view.matched.rows
    items = [
        index
        for index, row in enumerate(rows)
        if row.level in _BUDGETED and row.row.lanjutan is None and row.row.indikator
    ]
    told = {index: words(rows[index].row.indikator or "") for index in items}
    order = {index: at for at, index in enumerate(items)}
    named = {index: words(rows[index].row.nama) for index in items}
    bearers: dict[str, list[int]] = {}
    for index in items:
        for word in named[index] & told[index]:
            bearers.setdefault(word, []).append(index)
    prints = {index: _plain(rows[index].row.indikator or "") for index in items}
    foreign = Counter(prints[index] for index in items if len(told[index] & named[index]) < _BEARS)
    wrong = [
        Remark(index, _indicator_sentence(view, index, owner), (owner,))
        for index in items
        if (owner := _indicator_owner(view, index, told, named, bearers, order)) is not None
        and foreign[prints[index]] == 1
    ]
    if len(wrong) * 4 <= len(items):
        yield from remark(Cek.INDIKATOR_LAIN, view, len(items), wrong)


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of a name or indicator that tell it from others.

    >>> sorted(words("Jumlah Orang komponen instalasi listrik yang disediakan"))
    ['instalasi', 'komponen', 'listrik']
    """
    return frozenset(re.findall(r"[a-z]{4,40}", text[:1000].lower())) - _COMMON


def _indicator_owner(
    view: TableView,
    index: int,
    told: dict[int, frozenset[str]],
    named: dict[int, frozenset[str]],
    bearers: dict[str, list[int]],
    order: dict[int, int],
) -> int | None:
    """The row whose indicator the row bears; None where it may be its own, or no other one's for sure."""
    own, rows = told[index], view.matched.rows
    if not own.isdisjoint(named[index]):
        return None
    candidates = {other for word in own for other in bearers.get(word, ())}
    fitting = [
        other
        for other in sorted(candidates)
        if rows[other].level is rows[index].level
        and len(own & named[other]) >= _BEARS
        and len(own & told[other]) >= _SHARED * len(own)
        and len(own & told[other]) >= _SHARED * len(told[other])
    ]
    if not fitting or _speaks_of(own, _above(rows, index)):
        return None
    text = _plain(rows[index].row.indikator or "")
    is_shared = any(
        abs(order[index] - order[other]) <= 1 and _plain(rows[other].row.indikator or "") == text for other in fitting
    )
    return None if is_shared else fitting[0]


def _above(rows: Sequence[MatchedRow], index: int) -> str:
    """The item's name (printed and official) and those of its parents."""
    names: list[str] = []
    at: int | None = index
    while at is not None and len(names) < _MOST_NAMES:
        names += [rows[at].row.nama, rows[at].match.nama_baku or ""]
        at = rows[at].induk
    return " ".join(names)


def _speaks_of(own: Iterable[str], text: str) -> bool:
    """True where a word shares its stem with one of the text; common ones too: `kantor` may be the point of a name."""
    theirs = {stem for word in re.findall(r"[a-z]{4,40}", text.lower()) for stem in _stems(word)}
    return any(not theirs.isdisjoint(_stems(word)) for word in own)


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[str, ...]:
    """All runs of so many letters as a stem has: `dipelihara` and `pemeliharaan` share some."""
    return tuple(word[at : at + _STEM] for at in range(max(1, len(word) - _STEM + 1)))


def _indicator_sentence(view: TableView, index: int, owner: int) -> str:
    row, other = view.matched.rows[index], view.matched.rows[owner]
    return (
        f'Pada {place(view, row.row.page)}, indikator "{short(row.row.indikator or "")}" tercetak untuk '
        f'{row_name(row)}, padahal rupanya milik {level(other.level)} "{short(other.row.nama)}".'
    )
