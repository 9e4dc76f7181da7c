"""A list of codes in whatever table a user has: CSV, XLSX, Parquet, or a regulation's annex as PDF.

Finds the header row, the columns of code and name (also one pair a level, as SIPD exports them, or one pair each for
before and after a change), checks every code from the top of the hierarchy down, and keeps account of what it refuses
and why. A bidang urusan that the project does not know is taken where the file defines it and something below it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from nomenclature import bidang
from nomenclature.catalog import Entry, entry_key
from nomenclature.kode import is_canonical, kewenangan_of, level_of, parent_of, readings
from normalize.types import TingkatBaris

_LETTER = re.compile(r"[^\W\d_]", re.UNICODE)
NO_CODE = "bukan kode nomenklatur Permendagri 90/2019 atau sesudahnya"
MAX_ROWS = 500_000
_HEADER_WITHIN = 30
_SHOWN = 10
_CODE_WORDS = ("kode", "kd", "code", "koderekening", "nomorkode", "nokode", "kodering")
_NAME_WORDS = ("nama", "nm", "name", "uraian", "nomenklatur", "nomenclature", "urai", "deskripsi", "description")
_LEVEL_WORDS = {
    "subkegiatan": TingkatBaris.SUB_KEGIATAN,
    "subgiat": TingkatBaris.SUB_KEGIATAN,
    "bidangurusan": TingkatBaris.BIDANG_URUSAN,
    "bidang": TingkatBaris.BIDANG_URUSAN,
    "kegiatan": TingkatBaris.KEGIATAN,
    "giat": TingkatBaris.KEGIATAN,
    "program": TingkatBaris.PROGRAM,
    "urusan": TingkatBaris.URUSAN,
}
_SIDES = frozenset({"lama", "baru", "asal", "tujuan", "sebelum", "sesudah", "semula", "menjadi", "old", "new"})
"""What follows the words of a header in lists of changes: ``kode_lama``, ``Nama Baru``."""
_EXTRA = {
    "edisi": ("edisi", "edition", "regulasi", "dasarhukum", "peraturan", "versi", "version"),
    "kewenangan": ("kewenangan", "authority", "tingkatpemerintahan"),
    "level": ("level", "tingkat", "jenis", "tingkatbaris"),
}
_KEWENANGAN = {"provinsi": "provinsi", "prov": "provinsi", "kabkota": "kabkota", "kabupatenkota": "kabkota"}
_KEWENANGAN |= dict.fromkeys(("both", "umum", "semua", "keduanya", "provinsikabkota"), "umum")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: its number in the file, its page in a PDF, what it printed, and why not."""

    baris: int
    kode: str
    nama: str
    alasan: str
    halaman: int | None = None


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a file gave: entries, how many rows each reason refused, and the first refused rows."""

    entries: tuple[Entry, ...]
    refused: Mapping[str, int]
    shown: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Columns of a code and of its name, the level that both are of (None: any), the column of its own edition."""

    kode: int
    nama: int
    level: TingkatBaris | None = None
    edisi: int | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A code and a name of the file as printed, with what else the row says; ``baris`` is its number in the file."""

    baris: int
    kode: str
    nama: str
    level: TingkatBaris | None
    kewenangan: str
    edisi: str
    halaman: int | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Index of the header row, the pairs of code and name, further columns by meaning."""

    header: int
    pairs: tuple[_Pair, ...]
    extra: Mapping[str, int]


def read_list(path: Path, edition: str | None = None) -> ListFile:
    """The valid entries of a list of codes; ``edition`` stands where the file names none.

    Raises ``ValueError`` where no columns of code and name are found or the kind of file is unknown, ``OSError`` where
    the file cannot be read, the errors of ``extract`` for a PDF.
    """
    if path.suffix.lower() == ".pdf":
        return _read_pdf(path, edition)
    rows = islice(_rows(path), MAX_ROWS)
    head = list(islice(rows, _HEADER_WITHIN))
    layout = _layout(head)
    if layout is None:
        seen = ", ".join(filter(None, head[0])) if head else "(kosong)"
        raise ValueError(f"{path}: tidak ada kolom kode dan nama; judul yang terbaca: {seen[:200]} / no code and name")
    return _collect(list(_items(layout, chain(head[layout.header + 1 :], rows), edition)))


def _read_pdf(path: Path, edition: str | None) -> ListFile:
    """The entries of an annex. What was read of a page is checked against the rest of the list: an item's parent is
    in it, and a code has one name.
    """
    from nomenclature.annex import read_annex

    annex = read_annex(path)
    if not annex.rows:
        raise ValueError(f"{path}: tidak ada tabel berkolom kode dan nama / no table of codes and names")
    items = [_Item(n, row.kode, row.nama, None, "", edition or "", row.halaman) for n, row in enumerate(annex.rows, 1)]
    unread = [Refused(0, "", "", reason, page) for page, reason in annex.unread]
    return _collect(items, unread, _unconnected)


def _unconnected(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Entries that the rest of a whole list contradicts, and why."""
    kept = list(entries)
    codes = {entry.kode for entry in kept}
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in kept:
        names[entry.kode, entry.kewenangan].add(entry_key(entry))
    for entry in kept:
        parent = parent_of(entry.kode)
        if parent is not None and parent.count(".") > 1 and parent not in codes:  # lists may leave the bidang out
            yield entry, "induknya tidak ada dalam daftar"
        elif len(names[entry.kode, entry.kewenangan]) > 1:
            yield entry, "kodenya tercetak dengan dua nama"


Check = Callable[[Iterable[Entry]], Iterable[tuple[Entry, str]]]
"""Which of all entries are not taken after all, and why."""


def _collect(items: Sequence[_Item], unread: Sequence[Refused] = (), check: Check = lambda _: ()) -> ListFile:
    entries: dict[Entry, _Item] = {}
    refused = Counter(one.alasan for one in unread)
    shown = list(unread[:_SHOWN])

    def refuse(item: _Item, reason: str) -> None:
        refused[reason] += 1
        if len(shown) < _SHOWN:
            shown.append(Refused(item.baris, item.kode, item.nama, reason, item.halaman))

    with bidang.admitting(_defined_bidang(items)):
        for item in items:
            found = _entry(item)
            if isinstance(found, Entry):
                entries.setdefault(found, item)
            else:
                refuse(item, found)
    for entry, reason in tuple(check(entries)):
        refuse(entries.pop(entry), reason)
    return ListFile(tuple(entries), dict(refused.most_common()), tuple(shown))


def _defined_bidang(items: Iterable[_Item]) -> set[str]:
    """Codes of bidang that the file names and puts something under: two witnesses, so that no misprint makes one."""
    named: set[str] = set()
    used: set[str] = set()
    for item in items:
        kode = item.kode.rstrip(".")
        if bidang.has_form(kode) and _LETTER.search(item.nama):
            named.add(kode)
        used.add(".".join(kode.split(".")[:2]) if kode.count(".") > 1 else "")
    return named & used


def _items(layout: _Layout, rows: Iterable[Sequence[str]], edition: str | None) -> Iterator[_Item]:
    for number, row in enumerate(rows, layout.header + 2):
        given = _LEVEL_WORDS.get(_letters(_extra(row, layout, "level")))
        kewenangan = _KEWENANGAN.get(_letters(_extra(row, layout, "kewenangan")), "")
        plain = _extra(row, layout, "edisi")
        for pair in layout.pairs:
            kode, nama = _at(row, pair.kode), _at(row, pair.nama)
            if kode or nama:
                own = plain if pair.edisi is None else _at(row, pair.edisi)
                yield _Item(number, kode, nama, pair.level or given, kewenangan, own or edition or "")


def _entry(item: _Item) -> Entry | str:
    """The entry of an item, or why it is none."""
    if not item.kode:
        return "kode kosong"
    if not item.nama:
        return "nama kosong"
    canonical = canonical_code(item.kode)
    if canonical is None:
        known_form = level_of(item.kode) is not None
        return "bidang urusannya tidak dikenal" if known_form else NO_CODE
    depth = level_of(canonical)
    if depth is None or (item.level is not None and item.level is not depth):
        return "kedalaman kode tidak sesuai dengan tingkatnya"
    return Entry(canonical, depth, item.nama, item.kewenangan or _by_code(canonical), item.edisi, "impor")


def canonical_code(text: str) -> str | None:
    """The canonical form of a whole, written-out code; None for anything that would have to be guessed.

    >>> canonical_code("1.06.04.2.01.03"), canonical_code("1.06.04.2.01."), canonical_code("5.1.02.01")
    ('1.06.04.2.01.0003', '1.06.04.2.01', None)
    """
    text = " ".join(text.split())
    if is_canonical(text):
        return text
    if _LETTER.search(text):
        return None
    found = [r for r in readings(text) if r.cost == 0 and r.urusan is not None and r.kode is not None]
    return found[0].kode if len(found) == 1 and is_canonical(found[0].kode or "") else None


def _by_code(kode: str) -> str:
    return {"1": "provinsi", "2": "kabkota"}.get(kewenangan_of(kode) or "", "umum")


def _layout(rows: Sequence[Sequence[str]]) -> _Layout | None:
    """The first row whose texts head a code and a name."""
    for number, row in enumerate(rows):
        pairs = tuple(_pairs(row))
        if pairs:
            used = {i for pair in pairs for i in (pair.kode, pair.nama)}
            return _Layout(number, pairs, _extras(row, used))
    return None


def _pairs(header: Sequence[str]) -> Iterator[_Pair]:
    """The plain pair of code and name first, else one pair for each level or each side of a change that has both."""
    codes, names = _headed(header, _CODE_WORDS), _headed(header, _NAME_WORDS)
    if "" in codes:
        plain = names.get("", next(iter(names.values()), None)) if names else _only_level(header, codes[""])
        if plain is not None:
            yield _Pair(codes[""], plain)
        return
    editions = _headed(header, _EXTRA["edisi"])
    for rest, kode_at in codes.items():
        level = _LEVEL_WORDS.get(rest)
        name_at = names.get(rest, names.get("") if len(codes) == 1 else None)
        name_at = _only_level(header, kode_at, level) if name_at is None else name_at
        if name_at is not None:
            yield _Pair(kode_at, name_at, level if len(codes) > 1 else None, editions.get(rest))


def _headed(header: Sequence[str], words: Sequence[str]) -> dict[str, int]:
    """Column of each header that begins with one of the words, by the letters behind it ("" where it says no more).

    Of those that neither a level nor a side of a change follows, the first counts as the plain one.
    """
    found: dict[str, int] = {}
    for i, text in enumerate(header):
        letters = _letters(text)
        word = max((w for w in words if letters.startswith(w)), key=len, default=None)
        if word is not None:
            rest = letters[len(word) :]
            found.setdefault(rest if rest in _LEVEL_WORDS or rest in _SIDES else "", i)
    return found


def _only_level(header: Sequence[str], other_than: int, level: TingkatBaris | None = None) -> int | None:
    """A column headed by levels alone ("Program / Kegiatan / Sub Kegiatan"), or by this level alone."""
    for i, text in enumerate(header):
        letters = _letters(text)
        rest = re.sub("|".join(sorted(_LEVEL_WORDS, key=len, reverse=True)), "", letters)
        if (
            i != other_than
            and letters
            and rest in ("", "dan")
            and (level is None or _LEVEL_WORDS.get(letters) is level)
        ):
            return i
    return None


def _extras(header: Sequence[str], used: set[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for meaning, words in _EXTRA.items():
        for i, text in enumerate(header):
            if i not in used and _letters(text) in words:
                found.setdefault(meaning, i)
    return found


def _extra(row: Sequence[str], layout: _Layout, meaning: str) -> str:
    return _at(row, layout.extra[meaning]) if meaning in layout.extra else ""


def _at(row: Sequence[str], index: int) -> str:
    return " ".join(row[index].split()) if index < len(row) else ""


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _rows(path: Path) -> Iterator[list[str]]:
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv", ".txt"):
        yield from _csv_rows(path)
    elif kind in (".xlsx", ".xlsm"):
        yield from _xlsx_rows(path)
    elif kind in (".parquet", ".pq"):
        yield from _parquet_rows(path)
    else:
        raise ValueError(
            f"{path}: jenis berkas tidak dikenal; yang dibaca: CSV, XLSX, Parquet, PDF / unknown kind of file"
        )


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as handle:
        sample = handle.read(8192)
        handle.seek(0)
        yield from csv.reader(handle, delimiter=_separator(sample.splitlines()[:_HEADER_WITHIN]))


def _separator(lines: Sequence[str]) -> str:
    """The mark that most lines have equally often: commas inside names come in any number."""

    def agreement(mark: str) -> tuple[int, int]:
        counts = Counter(n for line in lines if (n := line.count(mark)))
        n_alike = counts.most_common(1)[0][1] if counts else 0
        return n_alike, counts.total()

    return max(",;\t|", key=agreement)


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise ValueError(f"{path}: membaca XLSX memerlukan openpyxl: pip install openpyxl / needs openpyxl") from error
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError) as error:
        raise ValueError(f"{path}: bukan berkas XLSX yang utuh: {error} / not a whole file") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _parquet_rows(path: Path) -> Iterator[list[str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path}: bukan berkas Parquet yang utuh: {error} / not a whole file") from error
    yield list(file.schema_arrow.names)
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            yield [_text(value) for value in row.values()]


def _text(value: object) -> str:
    """A cell's text; a number with a fraction is a bidang's code (2.1 is what a spreadsheet keeps of 2.10)."""
    if value is None or value != value:  # NaN stands for nothing in tables from pandas
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}" if 1 <= value < 10 else str(value)
    return str(value)
