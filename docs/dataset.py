"""Writes docs/dataset.md, the data contract for readers, from the columns in ``output/columns.py``."""

from __future__ import annotations

from pathlib import Path

from output.columns import TABLES, ColumnDoc, TableDoc

INTRO = Path(__file__).with_name("dataset.intro.md")
TARGET = Path(__file__).with_name("dataset.md")


def dataset_page() -> str:
    """The page: the introduction, then a table of columns for each table of the dataset."""
    return "\n".join([INTRO.read_text(encoding="utf-8").rstrip(), *map(_section, TABLES)]) + "\n"


def _section(table: TableDoc) -> str:
    key = f" Key: {', '.join(f'`{k}`' for k in table.key)}." if table.key else ""
    folder = f"`{table.name}/{table.year_key}=YYYY/kode_provinsi=PP/<doc_id>.parquet`"
    head = f"\n## {table.name}\n\nOne row is {table.unit}.{key}\nFiles: {folder}\n"
    return "\n".join([head, "| column | type | meaning |", "|---|---|---|", *map(_line, table.columns)])


def _line(column: ColumnDoc) -> str:
    kind = f"{column.type}{'?' if column.nullable else ''}"
    return f"| {column.name} | `{kind}` | {column.meaning} |"


if __name__ == "__main__":
    TARGET.write_text(dataset_page(), encoding="utf-8")
