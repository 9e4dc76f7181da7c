"""The Python interface: pandas or Arrow on request, types as in the contract."""

from __future__ import annotations

import pkgutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import renja
from output.errors import DocumentNotFound, NotADataset
from output.schema import SCHEMAS
from renja.api import Dataset

RENSTRA = "samples/bengkulu_renstra_2021_word.pdf"
LUWU = "samples/luwu_renja_2024_excel.pdf"


@pytest.fixture(scope="module")
def document() -> renja.Document:
    return renja.read(RENSTRA)


def test_no_folder_or_module_hides_a_public_name() -> None:
    # Python puts a folder that is imported in the place of a name of the same spelling: renja.ingest was a module once.
    assert not {module.name for module in pkgutil.iter_modules(renja.__path__)} & set(renja.__all__)


@pytest.mark.parametrize("name", ["tables", "cells", "rows", "values", "findings", "budget"])
def test_a_document_gives_each_table_as_pandas_or_arrow(name: str, document: renja.Document) -> None:
    frame = getattr(document, name)()
    table = getattr(document, name)("arrow")
    assert isinstance(frame, pd.DataFrame)
    assert isinstance(table, pa.Table)
    assert list(frame.columns) == table.column_names
    assert len(frame) == table.num_rows


def test_money_can_be_reckoned_with_at_once_and_years_are_whole_in_pandas(document: renja.Document) -> None:
    values, wide = document.values(), document.budget()
    assert values["tahun"].dtype == pd.Int16Dtype()
    exact = [each for each in document.budget("arrow")["pagu"].to_pylist() if each is not None]
    assert (wide["pagu"] / 1e9).sum() == pytest.approx(float(sum(exact)) / 1e9)
    assert wide.groupby("tahun")["pagu"].sum().sum() == float(sum(exact)), "amounts of 15 digits are exact in floats"


@pytest.mark.parametrize(("money", "kind"), [("float", float), ("decimal", Decimal), ("arrow", Decimal)])
def test_money_comes_as_it_is_asked_for(document: renja.Document, money: Any, kind: type) -> None:
    for frame in (document.values(money=money), document.table("nilai", money=money)):
        rupiah = frame[frame["satuan"] == "rupiah"]["nilai"].dropna()
        assert isinstance(rupiah.iloc[0], kind)
        assert rupiah.iloc[0] == document.values("arrow").to_pylist()[rupiah.index[0]]["nilai"]
    if money == "arrow":
        assert ((rupiah / 1e9).dropna() > 0).any()


def test_an_unknown_way_to_hold_money_is_named(document: renja.Document) -> None:
    with pytest.raises(ValueError, match="decimal"):
        document.values(money="int")  # type: ignore[arg-type]


def test_an_unknown_table_or_format_is_named(document: renja.Document) -> None:
    with pytest.raises(KeyError, match="anggaran"):
        document.table("rows")
    with pytest.raises(ValueError, match="pandas"):
        document.rows("polars")  # type: ignore[arg-type]


def test_a_document_shows_itself(document: renja.Document) -> None:
    assert "bengkulu_renstra_2021_word.pdf" in repr(document)


def test_grids_hold_the_text_of_the_cells(document: renja.Document) -> None:
    texts = {text for grid in document.grids() for text in grid.to_numpy().ravel() if text}
    cells = set(document.cells()["teks"].str.replace("\n", " "))
    assert texts <= cells
    assert renja.tables(RENSTRA, to="arrow")[0].num_rows == len(document.grids()[0])


def test_reading_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="tiada"):
        renja.read(tmp_path / "tiada.pdf")


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_dataset_gives_the_contracts_columns(name: str, dataset: Dataset) -> None:
    assert dataset.table(name, "arrow").schema.equals(SCHEMAS[name].arrow)


def test_tables_are_read_where_the_caller_says_they_stand() -> None:
    (whole,) = renja.tables(LUWU, pages="8")
    (upper,) = renja.tables(LUWU, pages="8", area="%0,0,60,100")
    assert 1 < len(upper) < len(whole)
    assert upper.iloc[0].tolist() == whole.iloc[0].tolist()
    (cut,) = renja.tables(LUWU, pages="8", area=(0, 0, 2000, 2000), columns=[200, 400])
    assert len(cut.columns) == 3


def test_a_page_that_the_document_lacks_is_an_error() -> None:
    with pytest.raises(IndexError, match="halaman 900"):
        renja.tables(LUWU, pages="8,900")
    with pytest.raises(ValueError, match="4 angka"):
        renja.tables(LUWU, pages="8", area=(1, 2, 3))


def test_sql_sees_the_seven_tables(dataset: Dataset) -> None:
    counts = dataset.sql(
        "SELECT count(*) AS n FROM baris JOIN tabel USING (tabel_id, doc_id) JOIN dokumen USING (doc_id)"
    )
    assert counts["n"].iloc[0] == len(dataset.rows())


def test_sql_asks_which_documents_lose_most(dataset: Dataset) -> None:
    sql = (
        "SELECT cakupan.tercetak AS tercetak, cakupan.bermakna AS bermakna FROM dokumen "
        "WHERE cakupan.tabel > 0 ORDER BY cakupan.tabel - cakupan.bermakna DESC LIMIT 1"
    )
    (lost,) = dataset.sql(sql, "arrow").to_pylist()
    assert lost["tercetak"] >= lost["bermakna"] > 0


def test_one_documents_part_of_a_table(dataset: Dataset) -> None:
    rows = dataset.of("luwu_renja_2024_excel", "baris")
    assert rows["doc_id"].nunique() == 1
    with pytest.raises(DocumentNotFound):
        dataset.of("tiada", "baris")


def test_no_dataset_no_object(tmp_path: Path) -> None:
    with pytest.raises(NotADataset):
        renja.open_dataset(tmp_path)


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="rahasia"):
        renja.rahasia  # noqa: B018 - the access itself is what is tested
