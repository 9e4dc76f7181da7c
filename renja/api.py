"""The Python interface: one file read, many files ingested, a dataset opened; as pandas or Arrow.

>>> import renja
>>> document = renja.read("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
>>> document.info["jenis_dokumen"], document.info["tahun"]
('lkjip', 2025)
>>> rows = document.rows()
>>> bool(len(rows) > 50), list(rows.columns[:3])
(True, ['baris_id', 'tabel_id', 'doc_id'])
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import pyarrow as pa

from output.arrow import to_tables
from output.read import asked, check_dataset, find_document, read_table
from output.schema import SCHEMAS
from output.types import DocumentResult
from renja.batch.ingest import executor_for, ingest_files
from renja.batch.pages import missing_page, parse_pages
from renja.batch.report import Outcome, Report
from renja.batch.sources import find_files
from renja.batch.stores import folder_of, is_folder, writing
from renja.batch.tasks import Executor
from renja.pipeline import read_document
from renja.show.frames import Format, Money, as_format
from renja.show.grids import grid_frame

if TYPE_CHECKING:
    import pandas as pd

    from extract.window import Measures
    from renja.desk import Recipes

Pages = Collection[int] | str | None
"""Pages to read, from 1, as numbers or as text like ``3-9,12``; None: all."""


def _pages(pages: Pages) -> Collection[int] | None:
    return parse_pages(pages) if isinstance(pages, str) else pages


Place = Sequence[float] | str | None
"""Places on a page as numbers in points, or as text like ``72,36,540,560`` (``%10,0,60,100`` in percent)."""


def _measures(place: Place, count: int | None) -> Measures | None:
    from extract.window import parse_measures

    if place is None:
        return None
    return parse_measures(place if isinstance(place, str) else ",".join(map(str, place)), count)


class _Tables:
    """The seven tables of the contract by name, as pandas or Arrow."""

    def _arrow(self, name: str) -> pa.Table:
        raise NotImplementedError

    @overload
    def table(self, name: str, to: Literal["pandas"] = ..., money: Money = ...) -> pd.DataFrame: ...
    @overload
    def table(self, name: str, to: Literal["arrow"], money: Money = ...) -> pa.Table: ...
    @overload
    def table(self, name: str, to: Format, money: Money = ...) -> Any: ...
    def table(self, name: str, to: Format = "pandas", money: Money = "float") -> Any:
        """One of the seven tables: dokumen, tabel, sel, baris, nilai, temuan, anggaran. ``KeyError`` for another.

        ``money``: how pandas holds amounts (float, decimal, arrow).
        """
        if name not in SCHEMAS:
            raise KeyError(f"{name!r}: tabel yang ada (tables): {', '.join(SCHEMAS)}")
        return as_format(self._arrow(name), to, money)

    def tables(self, to: Format = "pandas") -> Any:
        """One row a table found, with its kind and what its columns mean."""
        return self.table("tabel", to)

    def cells(self, to: Format = "pandas") -> Any:
        """One row a printed cell."""
        return self.table("sel", to)

    def rows(self, to: Format = "pandas") -> Any:
        """One row a meaningful table row: level, code, name, official name."""
        return self.table("baris", to)

    def values(self, to: Format = "pandas", money: Money = "float") -> Any:
        """One row a printed number, with what it measures, its year and unit."""
        return self.table("nilai", to, money)

    def findings(self, to: Format = "pandas", money: Money = "float") -> Any:
        """One row a finding of the audit."""
        return self.table("temuan", to, money)

    def budget(self, to: Format = "pandas", money: Money = "float") -> Any:
        """The wide view: one row an item and year with pagu, realisasi, target ..."""
        return self.table("anggaran", to, money)


class Document(_Tables):
    """One document as read. Its tables are those of the dataset, of this document alone."""

    def __init__(self, result: DocumentResult) -> None:
        """``result``: what the pipeline found; the tables are built from it once."""
        self.result = result
        self._built = to_tables(result)

    def _arrow(self, name: str) -> pa.Table:
        return self._built[name]

    @property
    def info(self) -> dict[str, Any]:
        """The document's row of ``dokumen``."""
        row: dict[str, Any] = self._built["dokumen"].to_pylist()[0]
        return row

    def grids(self, to: Format = "pandas") -> list[Any]:
        """The raw tables as printed, one frame of text each, header rows included."""
        return [as_format(grid_frame(t.source.table), to) for t in self.result.tables]

    def __repr__(self) -> str:
        """The document in a line."""
        tables, rows = self._built["tabel"].num_rows, self._built["baris"].num_rows
        return f"<renja.Document {self.result.berkas}: {tables} tables, {rows} rows>"


class Dataset(_Tables):
    """A dataset on disk, typed as in the contract."""

    def __init__(self, root: str | Path, address: str | Path | None = None, endpoint: str | None = None) -> None:
        """``root``: the dataset's folder; ``output.errors.NotADataset`` where it holds none.

        ``address``: the store that it is published in (None: none), whose service is at ``endpoint``.
        """
        self.root = check_dataset(Path(root))
        self._published = (address, endpoint)

    def _arrow(self, name: str) -> pa.Table:
        return read_table(self.root, name)

    @property
    def recipes(self) -> Recipes:
        """What people say of layouts of tables: what to map next, a recipe tried, kept, dropped."""
        from renja.desk import Recipes

        return Recipes(self.root, *self._published)

    def documents(self, to: Format = "pandas") -> Any:
        """One row a document."""
        return self.table("dokumen", to)

    def of(self, document: str, name: str, to: Format = "pandas", money: Money = "float") -> Any:
        """One document's part of a table; ``document`` is an id or its beginning, a path or a file name."""
        return as_format(read_table(self.root, name, find_document(self.root, document)), to, money)

    def sql(self, query: str, to: Format = "pandas", money: Money = "float") -> Any:
        """The answer of DuckDB to a query over the seven tables by their names."""
        found = asked(self.root, tuple(SCHEMAS), lambda connection: connection.sql(query).to_arrow_table())
        return as_format(found, to, money)

    def __repr__(self) -> str:
        """The dataset in a line."""
        return f"<renja.Dataset {self.root}>"


def read(path: str | Path, *, pages: Pages = None, engine: str = "auto") -> Document:
    """One PDF read, nothing written. Raises the errors of ``extract`` where the file cannot be read at all.

    >>> import renja
    >>> document = renja.read("samples/tarakan_renja_2024_word.pdf", pages="1-3")
    >>> document.info["kabkota"]
    'Kota Tarakan'
    """
    return Document(read_document(path, pages=_pages(pages), engine=engine))


def tables(
    path: str | Path,
    *,
    pages: Pages = None,
    engine: str = "auto",
    area: Place = None,
    columns: Place = None,
    to: Format = "pandas",
) -> list[Any]:
    """The raw tables of a PDF as printed: one frame of text each, pages joined, header rows included.

    ``area``: top, left, bottom and right of where tables stand; ``columns``: x of the borders between their columns.
    ``IndexError`` for a page that the document lacks, ``ValueError`` for an area that is none.

    >>> import renja
    >>> grids = renja.tables("samples/bengkulu_renstra_2021_word.pdf")
    >>> bool(max(len(grid.columns) for grid in grids) >= 16)
    True
    """
    from extract.document import extract
    from extract.window import Window

    wanted = _pages(pages)
    given = area is not None or columns is not None
    window = Window(_measures(area, 4), _measures(columns, None)) if given else None
    extracted = extract(path, pages=wanted, engine=engine, window=window)
    missing = missing_page(wanted, extracted.n_pages)
    if missing is not None:
        raise IndexError(f"{path}: tidak ada halaman {missing} dari {extracted.n_pages} / no such page")
    return [as_format(grid_frame(table), to) for table in extracted.tables]


def ingest(
    paths: str | Path | Iterable[str | Path],
    out: str | Path = "hasil",
    *,
    workers: int | None = None,
    pages: Pages = None,
    engine: str = "auto",
    force: bool = False,
    executor: Executor | None = None,
    endpoint: str | None = None,
    ocr: str | None = None,
    metadata: str | Path | None = None,
    oleh: str | None = None,
    keep_both: bool = False,
    on_page: Callable[[], None] = lambda: None,
    on_document: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Reads files and folders of PDFs into the dataset at ``out``; what could not be read is in the report.

    ``out`` may be in an object store (``s3://...``, its service at ``endpoint``); so may the files.
    ``workers``: processes (None: one for each processor; 1: this process alone, without limits). What stands in the
    dataset already is left alone, unless ``force``. ``ocr``: ``rapidocr`` or ``tesseract`` reads scanned pages (None:
    the best one that is installed), ``tanpa`` leaves them to a later run. ``metadata``: a CSV that says what the
    documents are (berkas or sha256; tahun, tahun_akhir, wilayah, perangkat_daerah, jenis, tahap), ``oleh`` who says so;
    ``ValueError`` where it cannot be used. A file that lies where another one lay takes its place, unless
    ``keep_both``. ``FileNotFoundError`` for a path that is not
    there, ``extract.errors.OcrMissing`` for a reader that is not installed, ``output.errors.DatasetUnwritable`` where
    the disk is full.

    >>> import renja, tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     report = renja.ingest("samples/bengkulu_renstra_2021_word.pdf", out, workers=1)
    ...     dataset = renja.open_dataset(out)
    ...     answer = dataset.sql("SELECT jenis_dokumen, tahun, tahun_akhir FROM dokumen", "arrow").to_pylist()
    >>> answer
    [{'jenis_dokumen': 'renstra', 'tahun': 2021, 'tahun_akhir': 2026}]
    >>> report.counts["dokumen"], report.exit_code.name
    (1, 'OK')
    """
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    files = find_files(several, endpoint)
    with writing(out, endpoint) as (folder, publish):

        def note(outcome: Outcome) -> None:
            publish(outcome)
            on_document(outcome)

        return ingest_files(
            files,
            folder,
            executor=executor or executor_for(workers, len(files)),
            pages=_pages(pages),
            engine=engine,
            force=force,
            endpoint=endpoint,
            ocr=ocr,
            metadata=None if metadata is None else Path(metadata),
            oleh=oleh,
            keep_both=keep_both,
            on_page=on_page,
            on_document=note,
        )


def open_dataset(path: str | Path = "hasil", endpoint: str | None = None) -> Dataset:
    """The dataset at ``path``, for reading and querying; one in an object store is first brought to this machine.

    ``endpoint``: the store's service, where it is not the usual one.
    """
    folder = folder_of(path, endpoint)
    return Dataset(folder, None if is_folder(path) else path, endpoint)
